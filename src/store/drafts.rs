//! What a reviewer has typed and not yet recorded: kept beside the ledger, so that a killed terminal loses nothing.

use std::time::Duration;

use rusqlite::{Connection, OptionalExtension};

use crate::model::ClaimId;
use crate::store::columns::moment_text;
use crate::store::{StoreError, Turn, pragmas};

/// How long typing may wait for another program that writes; the next key tries again.
const PATIENCE: Duration = Duration::from_millis(300);

/// Keeps a draft in the place of an earlier one.
pub(super) fn save(db: &Connection, claim: ClaimId, turn: Turn<'_>, body: &str) -> Result<(), StoreError> {
    db.busy_timeout(PATIENCE)?;
    let written = write(db, claim, turn, body);
    db.busy_timeout(pragmas::PATIENCE)?;
    written
}

fn write(db: &Connection, claim: ClaimId, turn: Turn<'_>, body: &str) -> Result<(), StoreError> {
    db.execute(
        "INSERT OR REPLACE INTO draft (claim, reviewer, saved_at, body) VALUES (?, ?, ?, ?)",
        (claim.as_bytes(), turn.reviewer, moment_text(turn.at), body),
    )?;
    Ok(())
}

/// The reviewer's draft on a claim.
pub(super) fn of(db: &Connection, claim: ClaimId, reviewer: &str) -> Result<Option<String>, StoreError> {
    let sql = "SELECT body FROM draft WHERE claim = ? AND reviewer = ?";
    Ok(db.query_row(sql, (claim.as_bytes(), reviewer), |row| row.get(0)).optional()?)
}

/// The claim of the reviewer's latest draft.
pub(super) fn latest(db: &Connection, reviewer: &str) -> Result<Option<ClaimId>, StoreError> {
    let sql = "SELECT claim FROM draft WHERE reviewer = ? AND claim IN (SELECT id FROM claim)
               ORDER BY saved_at DESC, claim LIMIT 1";
    Ok(db.query_row(sql, [reviewer], |row| row.get(0).map(ClaimId::from_bytes)).optional()?)
}

/// Throws a draft away.
pub(super) fn drop(db: &Connection, claim: ClaimId, reviewer: &str) -> Result<(), StoreError> {
    db.execute("DELETE FROM draft WHERE claim = ? AND reviewer = ?", (claim.as_bytes(), reviewer))?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::fixture;

    #[test]
    fn a_draft_is_kept_for_its_reviewer_until_it_is_thrown_away() {
        let mut store = fixture::store();
        let claims = fixture::add(&mut store, "Of 10 and 20 came.");
        let turn = |seconds| Turn { reviewer: "Ben", at: fixture::at(seconds) };
        store.save_draft(claims[0].id, turn(1), r#"{"rating":"wrong"}"#).unwrap();
        store.save_draft(claims[1].id, turn(2), "{}").unwrap();
        store.save_draft(claims[0].id, turn(3), r#"{"rating":"close"}"#).unwrap();
        assert_eq!(store.draft(claims[0].id, "Ben").unwrap().as_deref(), Some(r#"{"rating":"close"}"#));
        assert_eq!(store.draft(claims[0].id, "Ann").unwrap(), None);
        assert_eq!(store.latest_draft("Ben").unwrap(), Some(claims[0].id));
        let digest = store.digest().unwrap();
        store.drop_draft(claims[0].id, "Ben").unwrap();
        assert_eq!(store.latest_draft("Ben").unwrap(), Some(claims[1].id));
        store.rebuild().unwrap();
        assert_eq!(store.latest_draft("Ben").unwrap(), Some(claims[1].id));
        assert_eq!(store.digest().unwrap(), digest);
    }
}
