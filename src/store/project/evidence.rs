//! Evidence: a row for each piece, whether it was added by itself or came with a verdict.

use rusqlite::{OptionalExtension, Transaction};

use crate::model::{Evidence, Occurrence};
use crate::store::StoreError;
use crate::store::columns::moment_text;

/// Stores a piece of evidence unless it is there, and returns its row. Of two that share a key the first stays.
pub(super) fn added(tx: &Transaction<'_>, evidence: &Evidence, event: &Occurrence) -> Result<i64, StoreError> {
    let known = "SELECT key FROM evidence WHERE id = ?";
    if let Some(key) = tx.query_row(known, [evidence.id.as_bytes()], |row| row.get(0)).optional()? {
        return Ok(key);
    }
    let claim = evidence.claim.map(|claim| super::claims::key(tx, claim)).transpose()?;
    tx.execute(
        "INSERT INTO evidence (id, claim, kind, title, url, file, added_at, body, event)
         VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
        rusqlite::params![
            evidence.id.as_bytes(),
            claim,
            evidence.kind.name(),
            evidence.title,
            evidence.url,
            evidence.file.as_ref().map(|file| &file.sha256),
            moment_text(evidence.added_at.unwrap_or(event.at)),
            super::super::json(evidence)?,
            event.seq
        ],
    )?;
    Ok(tx.last_insert_rowid())
}
