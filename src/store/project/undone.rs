//! Events that are taken back.

use rusqlite::{OptionalExtension, Transaction};

use crate::model::{ClaimId, Occurrence, Undone};
use crate::store::{StoreError, events};

/// An event was taken back: it counts no more for the claims that it is about.
pub(super) fn undone(tx: &Transaction<'_>, undone: &Undone, event: &Occurrence) -> Result<(), StoreError> {
    let sql = "SELECT seq FROM event WHERE id = ?";
    let Some(target) = tx.query_row(sql, [undone.event.as_bytes()], |row| row.get::<_, i64>(0)).optional()? else {
        return Err(StoreError::damaged(format!("an event that takes {} back, which is not there", undone.event)));
    };
    // Two people may take the same event back in two files that are merged.
    tx.execute("INSERT OR IGNORE INTO undone (event, \"by\") VALUES (?, ?)", (target, event.seq))?;
    let act = events::one(tx, target)?.act;
    for (key, claim) in claims_of(tx, target)? {
        tx.execute("INSERT OR IGNORE INTO claim_event (claim, event) VALUES (?, ?)", (key, event.seq))?;
        super::states::refresh(tx, key, claim, &act)?;
    }
    Ok(())
}

/// The claims that an event is about.
fn claims_of(tx: &Transaction<'_>, event: i64) -> Result<Vec<(i64, ClaimId)>, StoreError> {
    let sql = "SELECT claim.key, claim.id FROM claim_event JOIN claim ON claim.key = claim_event.claim
               WHERE claim_event.event = ? ORDER BY claim.key";
    let mut statement = tx.prepare(sql)?;
    let rows = statement.query_map([event], |row| Ok((row.get(0)?, ClaimId::from_bytes(row.get(1)?))))?;
    Ok(rows.collect::<Result<_, _>>()?)
}
