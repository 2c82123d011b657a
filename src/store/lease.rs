//! Who has taken a claim up, so that two reviewers do not do the same work. A lease ends by itself and is no fact of the
//! ledger: nothing is refused for it.

use chrono::{DateTime, Utc};
use rusqlite::{Connection, OptionalExtension, TransactionBehavior};

use crate::model::ClaimId;
use crate::store::columns::{moment, moment_text};
use crate::store::{StoreError, Turn};

/// What became of the wish to take a claim up.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Lease {
    /// It is the reviewer's.
    Taken,
    /// Another has it.
    Held {
        /// Who.
        by: String,
        /// Until when (UTC).
        until: DateTime<Utc>,
    },
}

/// Takes a claim up for a reviewer, unless another has it.
pub(super) fn take(
    db: &mut Connection,
    claim: ClaimId,
    turn: Turn<'_>,
    until: DateTime<Utc>,
) -> Result<Lease, StoreError> {
    let tx = db.transaction_with_behavior(TransactionBehavior::Immediate)?;
    let sql = "SELECT reviewer, until FROM lease WHERE claim = ? AND reviewer <> ? AND until > ?";
    let parameters = (claim.as_bytes(), turn.reviewer, moment_text(turn.at));
    let held: Option<(String, String)> =
        tx.query_row(sql, parameters, |row| Ok((row.get(0)?, row.get(1)?))).optional()?;
    if let Some((by, until)) = held {
        let until = moment(&until).ok_or_else(|| StoreError::damaged("the end of a lease"))?;
        return Ok(Lease::Held { by, until });
    }
    tx.execute("DELETE FROM lease WHERE until <= ?", [moment_text(turn.at)])?;
    tx.execute(
        "INSERT OR REPLACE INTO lease (claim, reviewer, until) VALUES (?, ?, ?)",
        (claim.as_bytes(), turn.reviewer, moment_text(until)),
    )?;
    tx.commit()?;
    Ok(Lease::Taken)
}

/// Gives a claim back that the reviewer took up.
pub(super) fn leave(db: &Connection, claim: ClaimId, reviewer: &str) -> Result<(), StoreError> {
    db.execute("DELETE FROM lease WHERE claim = ? AND reviewer = ?", (claim.as_bytes(), reviewer))?;
    Ok(())
}
