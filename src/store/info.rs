//! What a database is and holds, for `db info`.

use std::collections::BTreeMap;
use std::path::Path;

use rusqlite::Connection;

use crate::store::{Info, StoreError, migrate};

/// Reads the marks of the file and counts its rows.
pub(super) fn read(db: &Connection, path: &Path) -> Result<Info, StoreError> {
    let failed = |source| StoreError::File { path: path.to_owned(), action: "read", source };
    let count = |sql| db.query_row(sql, [], |row| row.get(0));
    Ok(Info {
        path: path.to_owned(),
        bytes: std::fs::metadata(path).map_err(failed)?.len(),
        application_id: db.pragma_query_value(None, "application_id", |row| row.get(0))?,
        schema_version: migrate::version(db)?,
        sqlite_version: rusqlite::version(),
        journal_mode: db.pragma_query_value(None, "journal_mode", |row| row.get(0))?,
        documents: count("SELECT count(*) FROM document")?,
        claims: count("SELECT count(*) FROM claim")?,
        verdicts: count("SELECT count(*) FROM verdict")?,
        events: count("SELECT count(*) FROM event")?,
        chains: count("SELECT count(DISTINCT chain) FROM event")?,
    })
}

/// How many claims each version of the program found.
pub(super) fn engines(db: &Connection) -> Result<BTreeMap<String, u64>, StoreError> {
    let mut statement = db.prepare("SELECT engine, count(*) FROM claim GROUP BY engine")?;
    let rows = statement.query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?;
    Ok(rows.collect::<Result<_, _>>()?)
}
