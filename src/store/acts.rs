//! Acts of people: recorded as events, with what follows from them, in one transaction each.

use rusqlite::{Connection, OptionalExtension, TransactionBehavior};

use crate::model::{Act, ClaimId, Occurrence, Record};
use crate::store::{Stamp, StoreError, events, ids, ledger, project, records};

/// Records the act that `make` makes of a claim and the events about it.
pub(super) fn on<E: From<StoreError>>(
    db: &mut Connection,
    claim: ClaimId,
    stamp: &Stamp,
    make: impl FnOnce(&Record, &[Occurrence]) -> Result<Act, E>,
) -> Result<Occurrence, E> {
    let tx = db.transaction_with_behavior(TransactionBehavior::Immediate).map_err(StoreError::from)?;
    let record = records::one(&tx, claim)?.ok_or_else(|| ids::CLAIM.unknown(&claim))?;
    let act = make(&record, &history(&tx, claim)?)?;
    let event = ledger::append(&tx, stamp, act)?;
    project::apply(&tx, &event)?;
    tx.commit().map_err(StoreError::from)?;
    Ok(event)
}

/// Records an act as it is.
pub(super) fn alone(db: &mut Connection, act: Act, stamp: &Stamp) -> Result<Occurrence, StoreError> {
    let tx = db.transaction_with_behavior(TransactionBehavior::Immediate)?;
    let event = ledger::append(&tx, stamp, act)?;
    project::apply(&tx, &event)?;
    tx.commit()?;
    Ok(event)
}

/// The events about a claim, oldest first.
pub(super) fn history(db: &Connection, claim: ClaimId) -> Result<Vec<Occurrence>, StoreError> {
    let sql = "SELECT key FROM claim WHERE id = ?";
    let key: Option<i64> = db.query_row(sql, [claim.as_bytes()], |row| row.get(0)).optional()?;
    events::of_claim(db, key.ok_or_else(|| ids::CLAIM.unknown(&claim))?)
}
