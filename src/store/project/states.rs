//! Where each claim stands: all events about it in turn, whenever there is another.

use rusqlite::Transaction;

use crate::model::{Act, ClaimId, Occurrence, State};
use crate::store::{StoreError, events};

/// Notes which claims an event is about, and finds anew where each stands.
pub(super) fn happened(tx: &Transaction<'_>, event: &Occurrence) -> Result<(), StoreError> {
    let parts: &[_] = if let Act::ClaimSplit(split) = &event.act { &split.into } else { &[] };
    for claim in event.act.claim().into_iter().chain(parts.iter().map(|part| part.id)) {
        let key = super::claims::key(tx, claim)?;
        tx.execute("INSERT OR IGNORE INTO claim_event (claim, event) VALUES (?, ?)", (key, event.seq))?;
        refresh(tx, key, claim, &event.act)?;
    }
    Ok(())
}

/// Finds anew what follows for a claim from the events about it, of which this one came or went.
pub(super) fn refresh(tx: &Transaction<'_>, key: i64, claim: ClaimId, act: &Act) -> Result<(), StoreError> {
    let events = events::of_claim(tx, key)?;
    if matches!(act, Act::ClaimEdited(_)) {
        super::claims::edited(tx, key, claim, &events)?;
    }
    store(tx, key, &super::life::state(claim, &events))
}

fn store(tx: &Transaction<'_>, claim: i64, state: &State) -> Result<(), StoreError> {
    tx.execute(
        "INSERT OR REPLACE INTO claim_state (claim, status, assignee, due, body) VALUES (?, ?, ?, ?, ?)",
        (claim, state.status.name(), &state.assignee, state.due.map(|day| day.to_string()), super::super::json(state)?),
    )?;
    Ok(())
}
