//! Documents with their claims; and texts that are taken down.

use rusqlite::Transaction;

use crate::model::{Claim, Document, DocumentAdded, DocumentId, Occurrence, TextRedacted};
use crate::store::columns::moment_text;
use crate::store::{StoreError, claims, documents, search};

/// A document was added. Its claims' words are cut out of its text, if that was not taken down.
pub(super) fn added(tx: &Transaction<'_>, added: &DocumentAdded, event: &Occurrence) -> Result<(), StoreError> {
    let document = documents::text(tx, added.document)?.map(|text| Document::new(text, added.metadata.clone()));
    let rows = match &document {
        Some(document) => {
            if document.sha256_hex() != added.sha256 || document.id != added.document {
                return Err(StoreError::damaged(format!(
                    "the text of {} is not the one that was logged",
                    added.document
                )));
            }
            claims::cut(document, &added.claims)?
        }
        None => added.claims.iter().map(|claim| (claim, claims::Words::gone(claim))).collect(),
    };
    if let Ok(key) = key(tx, added.document) {
        super::appearances::noted(tx, key, &added.metadata, event)?;
        return again(tx, key, rows, event);
    }
    let key = insert(tx, added, event)?;
    claims::insert(tx, key, None, &rows)?;
    if let Some(document) = &document {
        super::copies::added(tx, key, &document.text)?;
    }
    search::index(tx, key)
}

/// Two files that were merged both logged the article: the first stays, and claims that only the second found join it, as
/// another version of the program may have found more.
fn again(
    tx: &Transaction<'_>,
    document: i64,
    rows: Vec<(&Claim, claims::Words)>,
    event: &Occurrence,
) -> Result<(), StoreError> {
    for row in rows {
        if let Err(StoreError::Damaged { .. }) = super::claims::key(tx, row.0.id) {
            let id = row.0.id;
            claims::insert(tx, document, Some(event.seq), &[row])?;
            search::index_claim(tx, super::claims::key(tx, id)?)?;
        }
    }
    Ok(())
}

fn insert(tx: &Transaction<'_>, added: &DocumentAdded, event: &Occurrence) -> Result<i64, StoreError> {
    let known = &added.metadata;
    let sha256 = unhex(&added.sha256).ok_or_else(|| StoreError::damaged("an event with a hash that is none"))?;
    tx.execute(
        "INSERT INTO document (id, sha256, title, byline, url, publisher, published, language, archived_url, reading, added_at,
          event)
         VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        rusqlite::params![
            added.document.as_bytes(),
            sha256,
            known.title,
            known.byline,
            known.url,
            known.publisher,
            known.published.map(|day| day.to_string()),
            known.language,
            known.archived_url,
            documents::reading(known),
            moment_text(event.at),
            event.seq
        ],
    )?;
    Ok(tx.last_insert_rowid())
}

fn unhex(digits: &str) -> Option<[u8; 32]> {
    let mut bytes = [0; 32];
    if digits.len() != 64 || !digits.is_ascii() {
        return None;
    }
    for (place, byte) in bytes.iter_mut().enumerate() {
        *byte = u8::from_str_radix(&digits[2 * place..2 * place + 2], 16).ok()?;
    }
    Some(bytes)
}

/// A text was taken down: it goes, and the words of its claims go with it.
pub(super) fn redacted(tx: &Transaction<'_>, redacted: &TextRedacted, event: &Occurrence) -> Result<(), StoreError> {
    let key = key(tx, redacted.document)?;
    search::forget(tx, key)?;
    tx.execute("DELETE FROM document_text WHERE document = ?", [redacted.document.as_bytes()])?;
    tx.execute("UPDATE document SET redacted = coalesce(redacted, ?) WHERE key = ?", (event.seq, key))?;
    claims::blank(tx, key)?;
    super::copies::forgotten(tx, key)?;
    search::index(tx, key)
}

/// The row of a document.
pub(super) fn key(tx: &Transaction<'_>, id: DocumentId) -> Result<i64, StoreError> {
    let key = tx.query_row("SELECT key FROM document WHERE id = ?", [id.as_bytes()], |row| row.get(0));
    key.map_err(|_| StoreError::damaged(format!("an event about {id}, which is not there")))
}
