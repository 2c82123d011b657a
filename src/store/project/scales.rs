//! Rating scales of the newsroom's own.

use rusqlite::Transaction;

use crate::model::{Occurrence, ScaleAdded};
use crate::store::StoreError;

/// A scale was added. When two files that are merged both added a version of this name, the first stays.
pub(super) fn added(tx: &Transaction<'_>, added: &ScaleAdded, event: &Occurrence) -> Result<(), StoreError> {
    tx.execute(
        "INSERT OR IGNORE INTO scale (name, version, toml, event) VALUES (?, ?, ?, ?)",
        (&added.scale, added.version, &added.toml, event.seq),
    )?;
    Ok(())
}
