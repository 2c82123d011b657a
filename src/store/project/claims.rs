//! Claims entered by hand, and corrections of what the program found.

use rusqlite::Transaction;

use crate::model::{Act, Claim, ClaimId, Document, Metadata, Occurrence};
use crate::store::{StoreError, claims, documents, records, search};

/// A claim was entered by hand, or made of another.
pub(super) fn entered(tx: &Transaction<'_>, claim: &Claim, event: &Occurrence) -> Result<(), StoreError> {
    if key(tx, claim.id).is_ok() {
        return Ok(()); // entered in two files that were merged: the first stays
    }
    let document = super::documents::key(tx, claim.document)?;
    let words = words(tx, claim)?;
    claims::insert(tx, document, Some(event.seq), &[(claim, words)])?;
    search::index_claim(tx, key(tx, claim.id)?)
}

/// A claim's fields were corrected, or a correction was taken back: it is as found, with all corrections in turn. What
/// the program found is kept beside it while there is any.
pub(super) fn edited(tx: &Transaction<'_>, key: i64, id: ClaimId, events: &[Occurrence]) -> Result<(), StoreError> {
    let record = records::one(tx, id)?.ok_or_else(|| missing(id))?;
    let found = record.machine.map_or(record.claim, |machine| *machine);
    let mut claim = found.clone();
    let mut edits = 0;
    for event in events.iter().filter(|event| !event.undone) {
        if let Act::ClaimEdited(edited) = &event.act {
            claim.mention.quantity = edited.quantity.clone();
            claim.mention.of.clone_from(&edited.of);
            claim.attribution.clone_from(&edited.attribution);
            edits += 1;
        }
    }
    let machine = if edits > 0 { Some(super::super::json(&found)?) } else { None };
    search::forget_claim(tx, key)?;
    claims::update(tx, key, &claim, &words(tx, &claim)?)?;
    tx.execute("UPDATE claim SET machine = ? WHERE key = ?", (machine, key))?;
    search::index_claim(tx, key)
}

/// The claim's words, if its text was not taken down.
fn words(tx: &Transaction<'_>, claim: &Claim) -> Result<claims::Words, StoreError> {
    match documents::text(tx, claim.document)? {
        Some(text) => {
            let document = Document::new(text, Metadata::default());
            let mut rows = claims::cut(&document, std::slice::from_ref(claim))?;
            rows.pop().map(|(_, words)| words).ok_or_else(|| missing(claim.id))
        }
        None => Ok(claims::Words::gone(claim)),
    }
}

/// The row of a claim.
pub(super) fn key(tx: &Transaction<'_>, id: ClaimId) -> Result<i64, StoreError> {
    let key = tx.query_row("SELECT key FROM claim WHERE id = ?", [id.as_bytes()], |row| row.get(0));
    key.map_err(|_| missing(id))
}

fn missing(id: ClaimId) -> StoreError {
    StoreError::damaged(format!("an event about {id}, which is not there"))
}
