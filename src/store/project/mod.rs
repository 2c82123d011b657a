//! What follows from the ledger: each event in turn → the rows of documents, claims, verdicts, evidence and states.
//!
//! An event changes these rows in the same way when it is written, when files were merged, and when everything is made
//! anew: there is this one way only. Nothing here looks at the clock or writes events.

mod appearances;
mod claims;
mod copies;
mod difference;
mod documents;
mod evidence;
mod filters;
mod life;
mod rebuild;
mod scales;
mod second;
mod states;
mod undone;
mod verdicts;

use rusqlite::Transaction;

use crate::model::{Act, Occurrence};
use crate::store::StoreError;

pub(super) use rebuild::{TABLES, rebuild};

/// Brings all other tables up to an event, the newest in the order of moments.
pub(super) fn apply(tx: &Transaction<'_>, event: &Occurrence) -> Result<(), StoreError> {
    match &event.act {
        Act::DocumentAdded(added) => documents::added(tx, added, event)?,
        Act::DocumentSeen(seen) => appearances::seen(tx, seen, event)?,
        Act::TextRedacted(redacted) => documents::redacted(tx, redacted, event)?,
        Act::ClaimEntered(entered) => claims::entered(tx, &entered.claim, event)?,
        Act::ClaimSplit(split) => split.into.iter().try_for_each(|claim| claims::entered(tx, claim, event))?,
        Act::VerdictGiven(verdict) => verdicts::given(tx, verdict, event)?,
        Act::EvidenceAdded(added) => evidence::added(tx, added, event).map(drop)?,
        Act::ScaleAdded(added) => scales::added(tx, added, event)?,
        Act::FilterSaved(saved) => return filters::saved(tx, saved, event),
        Act::PolicySet(_) => return Ok(()), // read again with the events of each claim
        Act::Undone(undone) => return undone::undone(tx, undone, event),
        Act::ClaimEdited(_)
        | Act::ClaimTriaged(_)
        | Act::ClaimAssigned(_)
        | Act::ReviewStarted(_)
        | Act::ClaimResolved(_)
        | Act::ClaimReopened(_)
        | Act::ClaimPublished(_)
        | Act::ClaimVoided(_)
        | Act::ClaimSkipped(_)
        | Act::VerdictsShown(_)
        | Act::NoteWritten(_) => {}
    }
    states::happened(tx, event)
}
