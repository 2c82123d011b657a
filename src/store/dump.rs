//! Everything that follows from the ledger as hashes, to compare two states of it.
//!
//! A row is hashed without its place in the file: where it names an event by `seq`, the event's key stands instead, so that
//! two files with the same events have the same hashes in whatever order they were merged.

use rusqlite::Connection;
use rusqlite::types::ValueRef;
use sha2::{Digest, Sha256};

use crate::store::{StoreError, project};

/// A table's rows, each as the value of its first column and the hash of all.
pub(super) type Rows = Vec<(String, [u8; 32])>;

/// One hash for the events and all that follows from them: the same for two files with the same events and texts.
pub(super) fn digest(db: &Connection) -> Result<[u8; 32], StoreError> {
    let mut hash = Sha256::new();
    let mut statement = db.prepare("SELECT hash FROM event ORDER BY chain, n")?;
    let mut rows = statement.query([])?;
    while let Some(row) = rows.next()? {
        hash.update(row.get::<_, [u8; 32]>(0)?);
    }
    for table in tables() {
        hash.update(table.as_bytes());
        each(db, table, |_, row| hash.update(row))?;
    }
    Ok(hash.finalize().into())
}

/// The tables that follow from the ledger, and the texts.
pub(super) fn tables() -> impl Iterator<Item = &'static str> {
    project::TABLES.into_iter().chain(["document_text"])
}

/// The rows of a table, in the order of their first columns.
pub(super) fn rows(db: &Connection, table: &str) -> Result<Rows, StoreError> {
    let mut rows = Vec::new();
    each(db, table, |first, hash| rows.push((first.to_owned(), *hash)))?;
    Ok(rows)
}

fn each(db: &Connection, table: &str, mut call: impl FnMut(&str, &[u8; 32])) -> Result<(), StoreError> {
    let columns = columns(db, table)?.join(", ");
    let mut statement = db.prepare(&format!("SELECT {columns} FROM {table} ORDER BY 1, 2"))?;
    let count = statement.column_count();
    let mut rows = statement.query([])?;
    while let Some(row) = rows.next()? {
        let mut hash = Sha256::new();
        for at in 0..count {
            put(&mut hash, row.get_ref(at)?);
        }
        call(&shown(row.get_ref(0)?), &hash.finalize().into());
    }
    Ok(())
}

/// The columns of a table; those that name an event's row give its key.
fn columns(db: &Connection, table: &str) -> Result<Vec<String>, StoreError> {
    let sql = "SELECT name, EXISTS (SELECT 1 FROM pragma_foreign_key_list(?1) AS other
                                    WHERE other.\"from\" = columns.name AND other.\"table\" = 'event')
               FROM pragma_table_info(?1) AS columns ORDER BY cid";
    let mut statement = db.prepare(sql)?;
    let names = statement.query_map([table], |row| {
        let (name, event): (String, bool) = (row.get(0)?, row.get(1)?);
        let own = format!("{table}.\"{name}\"");
        Ok(if event { format!("(SELECT event.id FROM event WHERE event.seq = {own})") } else { own })
    })?;
    Ok(names.collect::<Result<_, _>>()?)
}

/// Kind and length before each value, so that no two rows are the same bytes.
fn put(hash: &mut Sha256, value: ValueRef<'_>) {
    let (kind, bytes): (u8, &[u8]) = match &value {
        ValueRef::Null => (0, &[]),
        ValueRef::Integer(number) => (1, &number.to_be_bytes()),
        ValueRef::Real(number) => (2, &number.to_bits().to_be_bytes()),
        ValueRef::Text(text) => (3, text),
        ValueRef::Blob(blob) => (4, blob),
    };
    hash.update([kind]);
    hash.update((bytes.len() as u64).to_be_bytes());
    hash.update(bytes);
}

/// A row's first value as people can look it up.
fn shown(value: ValueRef<'_>) -> String {
    match value {
        ValueRef::Null => "null".to_owned(),
        ValueRef::Integer(number) => number.to_string(),
        ValueRef::Real(number) => number.to_string(),
        ValueRef::Text(text) => String::from_utf8_lossy(text).into_owned(),
        ValueRef::Blob(blob) => super::hex(blob),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::fixture;

    #[test]
    fn it_covers_every_value_and_no_place() {
        let mut store = fixture::store();
        let claims = fixture::add(&mut store, "Of 30 and 40 came.");
        store.decide(fixture::verdict(&claims[0], "Ann", "wrong"), &fixture::stamp()).unwrap();
        let before = digest(&store.db).unwrap();
        store.rebuild().unwrap();
        assert_eq!(digest(&store.db).unwrap(), before);
        for change in [
            "UPDATE claim SET mention = 'x' WHERE key = 1",
            "UPDATE document SET byline = ''",
            "UPDATE document_text SET text = text || ' '",
            "INSERT INTO claim_state (claim, status, body) VALUES (2, 'queued', '{}')",
        ] {
            store.db.execute_batch(&format!("SAVEPOINT change; {change}")).unwrap();
            assert_ne!(digest(&store.db).unwrap(), before, "{change}");
            store.db.execute_batch("ROLLBACK TO change").unwrap();
        }
        assert_eq!(digest(&store.db).unwrap(), before);
    }
}
