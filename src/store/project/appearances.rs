//! Texts that were seen in further places.

use rusqlite::Transaction;

use crate::model::{DocumentSeen, Metadata, Occurrence};
use crate::store::columns::moment_text;
use crate::store::{StoreError, appearances};

/// A known text was seen somewhere.
pub(super) fn seen(tx: &Transaction<'_>, seen: &DocumentSeen, event: &Occurrence) -> Result<(), StoreError> {
    let document = super::documents::key(tx, seen.document)?;
    noted(tx, document, &seen.metadata, event)
}

/// Notes the place, if it is a further one: two files that are merged may both have seen it.
pub(super) fn noted(
    tx: &Transaction<'_>,
    document: i64,
    place: &Metadata,
    event: &Occurrence,
) -> Result<(), StoreError> {
    if !appearances::is_further(tx, document, place)? {
        return Ok(());
    }
    tx.execute(
        "INSERT INTO appearance (document, url, publisher, title, published, archived_url, seen_at, after, event)
         VALUES (?, ?, ?, ?, ?, ?, ?, (SELECT max(key) FROM document), ?)",
        (
            document,
            &place.url,
            &place.publisher,
            &place.title,
            place.published.map(|day| day.to_string()),
            &place.archived_url,
            moment_text(event.at),
            event.seq,
        ),
    )?;
    Ok(())
}
