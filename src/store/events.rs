//! The ledger read back: rows of events → acts, oldest first.

use rusqlite::{Connection, Row};

use crate::model::{Act, EventId, EventKind, Occurrence};
use crate::store::StoreError;
use crate::store::columns::{Columns, moment};

/// The columns that [`read`] reads.
const COLUMNS: &str = "event.id, event.seq, event.hash, event.at, event.type, event.body,
    EXISTS (SELECT 1 FROM undone WHERE undone.event = event.seq)";

/// The order in which every event follows those that its writer knew; see `migrations/0002`.
const ORDER: &str = "coalesce(event.clock, event.n), event.chain, event.n";

/// Calls `call` for every event, oldest first.
pub(super) fn each(
    db: &Connection,
    mut call: impl FnMut(Occurrence) -> Result<(), StoreError>,
) -> Result<(), StoreError> {
    let mut statement = db.prepare(&format!("SELECT {COLUMNS} FROM event ORDER BY {ORDER}"))?;
    let mut rows = statement.query([])?;
    while let Some(row) = rows.next()? {
        call(read(row)?)?;
    }
    Ok(())
}

/// The events about a claim, oldest first.
pub(super) fn of_claim(db: &Connection, claim: i64) -> Result<Vec<Occurrence>, StoreError> {
    let sql = format!(
        "SELECT {COLUMNS} FROM claim_event JOIN event ON event.seq = claim_event.event
         WHERE claim_event.claim = ? ORDER BY {ORDER}"
    );
    let mut statement = db.prepare(&sql)?;
    let mut rows = statement.query([claim])?;
    let mut found = Vec::new();
    while let Some(row) = rows.next()? {
        found.push(read(row)?);
    }
    Ok(found)
}

/// The event of a row.
pub(super) fn one(db: &Connection, seq: i64) -> Result<Occurrence, StoreError> {
    let mut statement = db.prepare(&format!("SELECT {COLUMNS} FROM event WHERE seq = ?"))?;
    let mut rows = statement.query([seq])?;
    let row = rows.next()?.ok_or_else(|| StoreError::damaged(format!("event {seq} is missing")))?;
    read(row)
}

fn read(row: &Row<'_>) -> Result<Occurrence, StoreError> {
    let mut columns = Columns::of(row);
    let (id, seq, hash) = (EventId::from_bytes(columns.take()?), columns.take()?, columns.take()?);
    let at = columns.read("moment", moment)?;
    let kind = columns.read("kind of event", EventKind::from_name)?;
    let body: Vec<u8> = columns.take()?;
    let act = Act::read(kind, &body).ok_or_else(|| {
        StoreError::damaged(format!("the body of event {seq} is no {kind} that this claimlog can read"))
    })?;
    Ok(Occurrence { id, seq, hash, at, act, undone: columns.take()? })
}
