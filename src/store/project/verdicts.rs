//! Verdicts, with the evidence that they rest on.

use rusqlite::Transaction;

use crate::model::{Evidence, EvidenceId, Occurrence, Verdict, VerdictId};
use crate::store::StoreError;
use crate::store::columns::moment_text;

/// A verdict was given.
pub(super) fn given(tx: &Transaction<'_>, verdict: &Verdict, event: &Occurrence) -> Result<(), StoreError> {
    let claim = super::claims::key(tx, verdict.claim)?;
    let whole = Verdict { evidence: keyed(verdict), ..verdict.clone() };
    tx.execute(
        "INSERT INTO verdict (id, claim, reviewer, given_at, scale, rating, class, supersedes, body, event)
         VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        rusqlite::params![
            verdict.id.as_bytes(),
            claim,
            verdict.reviewer,
            moment_text(verdict.given_at),
            verdict.scale,
            verdict.rating,
            verdict.standing.class.name(),
            verdict.supersedes.as_ref().map(VerdictId::as_bytes),
            super::super::json(&whole)?,
            event.seq
        ],
    )?;
    let key = tx.last_insert_rowid();
    for (position, piece) in (1_i64..).zip(&whole.evidence) {
        let piece = super::evidence::added(tx, piece, event)?;
        tx.execute("INSERT INTO cited (verdict, position, evidence) VALUES (?, ?, ?)", (key, position, piece))?;
    }
    Ok(())
}

/// The verdict's evidence, each piece with a key: verdicts of the first schema gave theirs none.
fn keyed(verdict: &Verdict) -> Vec<Evidence> {
    let key = |(position, piece): (u32, &Evidence)| {
        let id = if piece.id == EvidenceId::default() { EvidenceId::of(verdict.id, position) } else { piece.id };
        Evidence { id, ..piece.clone() }
    };
    (1..).zip(&verdict.evidence).map(key).collect()
}
