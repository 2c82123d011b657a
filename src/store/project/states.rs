//! Where each claim stands: all events about it in turn, whenever there is another.

use rusqlite::Transaction;

use crate::model::{Act, ClaimId, Occurrence, State};
use crate::store::{StoreError, events};

/// Notes which claims an event is about, and finds anew where each stands.
pub(super) fn happened(tx: &Transaction<'_>, event: &Occurrence) -> Result<(), StoreError> {
    for claim in event.act.claims() {
        let key = super::claims::key(tx, claim)?;
        tx.execute("INSERT OR IGNORE INTO claim_event (claim, event) VALUES (?, ?)", (key, event.seq))?;
        refresh(tx, key, claim, &event.act)?;
    }
    Ok(())
}

/// Finds anew what follows for a claim from the events about it, of which this one came or went.
pub(super) fn refresh(tx: &Transaction<'_>, key: i64, claim: ClaimId, act: &Act) -> Result<(), StoreError> {
    let events = events::of_claim_and_policy(tx, key)?;
    if matches!(act, Act::ClaimEdited(_)) {
        super::claims::edited(tx, key, claim, &events)?;
    }
    let sql = "SELECT speaker IS NOT NULL FROM claim WHERE key = ?";
    let named = tx.query_row(sql, [key], |row| row.get(0))?;
    store(tx, key, &super::life::state(claim, named, &events))
}

fn store(tx: &Transaction<'_>, claim: i64, state: &State) -> Result<(), StoreError> {
    tx.execute(
        "INSERT OR REPLACE INTO claim_state (claim, status, assignee, due, awaits, body) VALUES (?, ?, ?, ?, ?, ?)",
        (
            claim,
            state.status.name(),
            &state.assignee,
            state.due.map(|day| day.to_string()),
            state.awaits,
            super::super::json(state)?,
        ),
    )?;
    Ok(())
}
