//! Filters of claims that were saved under names.

use rusqlite::Transaction;

use crate::model::{FilterSaved, Occurrence};
use crate::store::{StoreError, json};

/// A filter was saved, or its name forgotten. All stay, so that what was saved before holds again when this is taken back.
pub(super) fn saved(tx: &Transaction<'_>, saved: &FilterSaved, event: &Occurrence) -> Result<(), StoreError> {
    let filter = saved.filter.as_ref().map(json).transpose()?;
    tx.execute(
        "INSERT INTO saved_filter (name, event, filter, \"by\") VALUES (?, ?, ?, ?)",
        (&saved.name, event.seq, filter, &saved.by),
    )?;
    Ok(())
}
