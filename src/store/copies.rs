//! Copies read back: of which document one is a copy, and the articles of its story.

use rusqlite::{Connection, OptionalExtension};

use crate::model::{DocumentId, Source};
use crate::store::columns::Columns;
use crate::store::{StoreError, documents};

/// A document of a story.
#[derive(Clone, Debug)]
pub struct StoryText {
    /// What is known of it.
    pub source: Source,
    /// The earlier document of which it is a copy; `None` for the article that the story began with.
    pub copy_of: Option<DocumentId>,
}

/// The document of which this one is a copy.
pub(super) fn original(db: &Connection, document: DocumentId) -> Result<Option<DocumentId>, StoreError> {
    let sql = "SELECT original.id FROM document JOIN copy ON copy.document = document.key
               JOIN document AS original ON original.key = copy.\"of\" WHERE document.id = ?";
    Ok(db.query_row(sql, [document.as_bytes()], |row| row.get(0)).optional()?.map(DocumentId::from_bytes))
}

/// SQL for the story of the document in row `?1` at the address `?2`, if there are copies in it.
pub(super) const STORY: &str = "SELECT story FROM copy WHERE story = coalesce(
    (SELECT story FROM copy WHERE document = ?1), (SELECT min(key) FROM document WHERE url = ?2), ?1) LIMIT 1";

/// SQL for the rows of the documents of the story `?1`: the copies, the article that it began with, and their other texts.
pub(super) const TEXTS: &str = "WITH
    linked (key) AS (SELECT ?1 UNION SELECT document FROM copy WHERE story = ?1),
    addresses (url) AS (SELECT url FROM document WHERE key IN (SELECT key FROM linked) AND url IS NOT NULL)
    SELECT key FROM linked UNION SELECT key FROM document WHERE url IN (SELECT url FROM addresses)";

/// The documents of the story that a document belongs to, in the order in which they were logged; none when there is no copy
/// in it.
pub(super) fn story(db: &Connection, document: DocumentId) -> Result<Vec<StoryText>, StoreError> {
    let own = "SELECT key, url FROM document WHERE id = ?";
    let own = db.query_row(own, [document.as_bytes()], |row| Ok((row.get(0)?, row.get(1)?))).optional()?;
    let Some((key, url)): Option<(i64, Option<String>)> = own else { return Ok(Vec::new()) };
    let Some(story) = db.query_row(STORY, (key, url), |row| row.get::<_, i64>(0)).optional()? else {
        return Ok(Vec::new());
    };
    let columns = documents::SOURCE;
    let sql = format!(
        "SELECT (SELECT original.id FROM copy JOIN document AS original ON original.key = copy.\"of\"
                  WHERE copy.document = document.key), {columns}
         FROM document WHERE document.key IN ({TEXTS}) ORDER BY document.key"
    );
    let mut statement = db.prepare(&sql)?;
    let mut rows = statement.query([story])?;
    let mut found = Vec::new();
    while let Some(row) = rows.next()? {
        let mut columns = Columns::of(row);
        let copy_of = columns.take::<Option<[u8; 16]>>()?.map(DocumentId::from_bytes);
        found.push(StoryText { source: documents::source(&mut columns)?, copy_of });
    }
    Ok(found)
}
