//! Articles: stored once each by their text, with claims and event in one transaction; read back with or without text.

use crate::model::{Act, Claim, Document, DocumentAdded, DocumentId, DocumentSeen, Metadata, Source};
use crate::store::columns::{Columns, day, moment};
use crate::store::{Added, DocumentRow, Stamp, StoreError, WORTH_CHECKING, appearances, copies, ledger, project};
use chrono::{DateTime, Utc};
use rusqlite::{Connection, OptionalExtension, Transaction, TransactionBehavior};

/// The columns that [`source`] reads.
pub(super) const SOURCE: &str = "document.id, document.sha256, document.title, document.byline, document.url,
    document.publisher, document.published, document.language, document.archived_url,
    document.reading, document.added_at,
    CASE WHEN document.url IS NULL THEN 1 ELSE
      (SELECT count(*) FROM document AS earlier WHERE earlier.url = document.url AND earlier.key <= document.key) END";

/// Stores documents with their claims and events in one transaction, but for those whose text is known.
pub(super) fn add_all<'d>(
    db: &mut Connection,
    articles: impl IntoIterator<Item = (&'d Document, &'d [Claim])>,
    stamp: &Stamp,
) -> Result<Vec<Added>, StoreError> {
    let tx = db.transaction_with_behavior(TransactionBehavior::Immediate)?;
    let added = articles.into_iter().map(|(document, claims)| add(&tx, document, claims, stamp));
    let added = added.collect::<Result<Vec<_>, _>>()?;
    tx.commit()?;
    Ok(added)
}

fn add(tx: &Transaction<'_>, document: &Document, claims: &[Claim], stamp: &Stamp) -> Result<Added, StoreError> {
    if let Some(added_at) = known(tx, &document.sha256)? {
        return Ok(Added::Known { added_at, seen: seen(tx, document, stamp)? });
    }
    let url = document.metadata.url.as_deref();
    let revision_of = url.map(|url| appearances::document_at(tx, url)).transpose()?.flatten();
    tx.execute("INSERT INTO document_text (document, text) VALUES (?, ?)", (document.id.as_bytes(), &document.text))?;
    let added = DocumentAdded {
        document: document.id,
        sha256: document.sha256_hex(),
        metadata: document.metadata.clone(),
        claims: claims.to_vec(),
    };
    let event = ledger::append(tx, stamp, Act::DocumentAdded(added))?;
    project::apply(tx, &event)?;
    Ok(Added::New { revision_of, copy_of: copies::original(tx, document.id)? })
}

/// Notes the place of a known text, if it is a further one, and says whether it is.
fn seen(tx: &Transaction<'_>, document: &Document, stamp: &Stamp) -> Result<bool, StoreError> {
    let key = tx.query_row("SELECT key FROM document WHERE sha256 = ?", [document.sha256], |row| row.get(0))?;
    if !appearances::is_further(tx, key, &document.metadata)? {
        return Ok(false);
    }
    // The times of a transcript belong to the text, and are known with it.
    let metadata = Metadata { timings: Vec::new(), ..document.metadata.clone() };
    let event = ledger::append(tx, stamp, Act::DocumentSeen(DocumentSeen { document: document.id, metadata }))?;
    project::apply(tx, &event)?;
    Ok(true)
}

/// When the text of this hash was stored, if it was.
pub(super) fn known(db: &Connection, sha256: &[u8; 32]) -> Result<Option<DateTime<Utc>>, StoreError> {
    let mut statement = db.prepare("SELECT added_at FROM document WHERE sha256 = ?")?;
    let mut rows = statement.query([sha256])?;
    rows.next()?.map(|row| Columns::of(row).read("moment", moment)).transpose()
}

/// The text of a document; `None` when it was taken down, or there is none of this id.
pub(super) fn text(db: &Connection, id: DocumentId) -> Result<Option<String>, StoreError> {
    let sql = "SELECT text FROM document_text WHERE document = ?";
    Ok(db.query_row(sql, [id.as_bytes()], |row| row.get(0)).optional()?)
}

/// Reads what is known of a document from the columns of [`SOURCE`].
pub(super) fn source(row: &mut Columns<'_>) -> Result<Source, StoreError> {
    Ok(Source {
        id: DocumentId::from_bytes(row.take()?),
        sha256: row.take()?,
        metadata: metadata(row)?,
        added_at: row.read("moment", moment)?,
        revision: row.take()?,
    })
}

fn metadata(row: &mut Columns<'_>) -> Result<Metadata, StoreError> {
    let columns = Metadata {
        title: row.take()?,
        byline: row.take()?,
        url: row.take()?,
        publisher: row.take()?,
        published: row.maybe("day", day)?,
        language: row.take()?,
        archived_url: row.take()?,
        ..Metadata::default()
    };
    let rest = row.maybe("reading", |json| serde_json::from_str::<Metadata>(json).ok())?.unwrap_or_default();
    let Metadata { modified, notes, origins, retrieved, timings, .. } = rest;
    Ok(Metadata { modified, notes, origins, retrieved, timings, ..columns })
}

/// What is known of an article beside the columns of its own, as the column `reading` holds it; `None` for nothing.
pub(super) fn reading(known: &Metadata) -> Option<String> {
    let rest = Metadata {
        modified: known.modified,
        notes: known.notes.clone(),
        origins: known.origins.clone(),
        retrieved: known.retrieved.clone(),
        timings: known.timings.clone(),
        ..Metadata::default()
    };
    (rest != Metadata::default()).then(|| serde_json::to_string(&rest).unwrap_or_default())
}

/// The document with its text; `None` when there is none of this id.
pub(super) fn document(db: &Connection, id: DocumentId) -> Result<Option<Document>, StoreError> {
    let sql = format!(
        "SELECT {SOURCE}, document_text.text FROM document
         JOIN document_text ON document_text.document = document.id WHERE document.id = ?"
    );
    let mut statement = db.prepare(&sql)?;
    let mut rows = statement.query([id.as_bytes()])?;
    let Some(row) = rows.next()? else { return Ok(None) };
    let mut columns = Columns::of(row);
    let Source { id, sha256, metadata, added_at, .. } = source(&mut columns)?;
    Ok(Some(Document { id, sha256, metadata, text: columns.take()?, added_at: Some(added_at) }))
}

/// The documents with counts of their claims, newest first, or one of them.
pub(super) fn rows(
    db: &Connection,
    only: Option<DocumentId>,
    limit: Option<u64>,
) -> Result<Vec<DocumentRow>, StoreError> {
    let which = if only.is_some() { "document.id = ?3" } else { "?3 IS NULL" };
    let sql = format!(
        "SELECT {SOURCE},
                (SELECT count(*) FROM claim WHERE claim.document = document.key),
                (SELECT count(*) FROM claim WHERE claim.document = document.key
                                              AND claim.worthiness_real >= CAST(?1 AS REAL)),
                (SELECT count(DISTINCT claim.key) FROM claim JOIN verdict ON verdict.claim = claim.key
                  WHERE claim.document = document.key),
                (SELECT original.id FROM copy JOIN document AS original ON original.key = copy.\"of\"
                  WHERE copy.document = document.key)
         FROM document WHERE {which} ORDER BY document.key DESC LIMIT ?2"
    );
    let mut statement = db.prepare(&sql)?;
    let mut rows =
        statement.query((WORTH_CHECKING.to_string(), super::sql_limit(limit), only.map(|id| *id.as_bytes())))?;
    let mut found = Vec::new();
    while let Some(row) = rows.next()? {
        let mut columns = Columns::of(row);
        let source = source(&mut columns)?;
        let (claims, worth_checking, reviewed) = (columns.take()?, columns.take()?, columns.take()?);
        let copy_of = columns.take::<Option<[u8; 16]>>()?.map(DocumentId::from_bytes);
        found.push(DocumentRow { source, claims, worth_checking, reviewed, copy_of });
    }
    Ok(found)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Retrieval, Timing};
    use crate::store::{Store, StoreError, columns, fixture};

    fn counted(store: &Store, table: &str) -> i64 {
        store.db.query_row(&format!("SELECT count(*) FROM {table}"), [], |row| row.get(0)).unwrap()
    }

    #[test]
    fn the_same_text_again_changes_nothing() {
        let mut store = fixture::store();
        let (document, claims) = fixture::article("Some 30 came.");
        assert_eq!(
            store.add(&document, &claims, &fixture::stamp()).unwrap(),
            Added::New { revision_of: None, copy_of: None }
        );
        let later = Stamp { at: fixture::at(60), ..fixture::stamp() };
        let added_at = columns::to_millisecond(fixture::at(0));
        assert_eq!(store.add(&document, &claims, &later).unwrap(), Added::Known { added_at, seen: false });
        assert_eq!(store.known(&document).unwrap(), Some(added_at));
        for table in ["document", "document_text", "claim", "claim_fts", "event"] {
            assert_eq!(counted(&store, table), 1, "{table}");
        }
    }

    #[test]
    fn a_document_is_read_as_it_was_stored() {
        let mut store = fixture::store();
        let metadata = Metadata {
            title: Some("Tïtle".into()),
            byline: Some("By Ann".into()),
            url: Some("https://a.example/1".into()),
            publisher: Some("The Example".into()),
            published: "2019-04-25".parse().ok(),
            language: Some("en-GB".into()),
            archived_url: Some("https://archive.example/1".into()),
            modified: "2019-04-26".parse().ok(),
            notes: vec!["Corrected: 13,000, not 30,000.".into()],
            timings: vec![Timing { start: 4, at: 61_500 }],
            retrieved: Some(Retrieval {
                at: fixture::at(1),
                url: "https://a.example/2".into(),
                sha256: "0".repeat(64),
            }),
            ..Metadata::default()
        }
        .from_place("given");
        let document = Document::new("Nul\0 and\r\nlines\u{2028}and 😀.".to_owned(), metadata);
        store.add(&document, &[], &fixture::stamp()).unwrap();
        let read = store.document(document.id).unwrap();
        assert_eq!(Document { added_at: None, ..read }, document);
        assert!(matches!(store.document(DocumentId::of(&[9; 32])), Err(StoreError::Unknown { .. })));
    }

    #[test]
    fn the_ledger_has_the_claims_and_not_the_text() {
        let mut store = fixture::store();
        let claims = fixture::add(&mut store, "A wholly private sentence about 30 people.");
        let body: Vec<u8> = store.db.query_row("SELECT body FROM event", [], |row| row.get(0)).unwrap();
        let event: serde_json::Value = serde_json::from_slice(&body).unwrap();
        let logged: Vec<Claim> = serde_json::from_value(event["claims"].clone()).unwrap();
        assert_eq!(logged, claims);
        assert_eq!(event["sha256"].as_str().unwrap().len(), 64);
        assert_eq!(event["metadata"]["title"], "Title");
        assert!(!String::from_utf8(body).unwrap().contains("private sentence"));
    }

    #[test]
    fn what_fails_halfway_leaves_nothing() {
        let mut store = fixture::store();
        let (document, mut claims) = fixture::article("Some 30 came.");
        claims.push(claims[0].clone());
        assert!(store.add(&document, &claims, &fixture::stamp()).is_err());
        for table in ["document", "document_text", "claim", "claim_fts", "event"] {
            assert_eq!(counted(&store, table), 0, "{table}");
        }
    }

    #[test]
    fn documents_are_listed_newest_first_with_their_counts() {
        let mut store = fixture::store();
        let claims = fixture::add(&mut store, "Of 30, 40 and 5 came.");
        fixture::add(&mut store, "Nothing here.");
        for rating in ["wrong", "close"] {
            store.decide(fixture::verdict(&claims[0], "Ann", rating), &fixture::stamp()).unwrap();
        }
        let counts = |limit| -> Vec<_> {
            let rows = store.documents(limit).unwrap();
            rows.iter().map(|row| (row.claims, row.worth_checking, row.reviewed)).collect()
        };
        assert_eq!(counts(None), [(0, 0, 0), (3, 2, 1)]);
        assert_eq!(counts(Some(1)), [(0, 0, 0)]);
        assert_eq!(counts(Some(u64::MAX)).len(), 2);
    }
}
