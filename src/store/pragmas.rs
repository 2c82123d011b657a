//! How every connection is set: durable at each commit, foreign keys on, a schema from elsewhere not trusted.
//!
//! SQLite ignores a pragma that it does not know or cannot follow, so each is read back.

use std::time::Duration;

use rusqlite::config::DbConfig;
use rusqlite::{Connection, OptionalExtension};

use crate::store::StoreError;

/// How long a connection waits for another program's write: four writers that each sync need up to 4 s.
pub(super) const PATIENCE: Duration = Duration::from_secs(15);

/// The settings of every connection, with the values that reading them back must give.
const SETTINGS: [(&str, i64); 11] = [
    ("synchronous", 2), // FULL: the log is synced at each commit, so that no verdict is lost with the power
    ("foreign_keys", 1),
    ("recursive_triggers", 1),
    ("trusted_schema", 0),
    ("cell_size_check", 1),
    ("mmap_size", 0),
    ("journal_size_limit", 67_108_864),
    ("cache_size", -16_384), // KiB
    ("temp_store", 2),       // memory
    ("fullfsync", 1),        // macOS: sync the disk's own cache too
    ("checkpoint_fullfsync", 1),
];

/// Sets the connection and checks that every setting took.
pub(super) fn set(db: &Connection, patience: Duration) -> Result<(), StoreError> {
    db.busy_timeout(patience)?;
    db.set_db_config(DbConfig::SQLITE_DBCONFIG_DEFENSIVE, true)?;
    db.set_db_config(DbConfig::SQLITE_DBCONFIG_DQS_DML, false)?;
    db.set_db_config(DbConfig::SQLITE_DBCONFIG_DQS_DDL, false)?;
    for (name, value) in SETTINGS {
        db.pragma_update(None, name, value)?;
    }
    check(db)
}

/// Turns the write-ahead log on, which the file then remembers.
pub(super) fn set_wal(db: &Connection) -> Result<(), StoreError> {
    let mode: String = db.pragma_update_and_check(None, "journal_mode", "wal", |row| row.get(0))?;
    if mode == "wal" { Ok(()) } else { Err(refused("journal_mode", &mode)) }
}

/// Reads every setting back.
fn check(db: &Connection) -> Result<(), StoreError> {
    for (name, value) in SETTINGS {
        // A database in memory has no mmap_size to tell.
        let set = db.pragma_query_value(None, name, |row| row.get(0)).optional()?.unwrap_or(0_i64);
        if set != value {
            return Err(refused(name, &set.to_string()));
        }
    }
    Ok(())
}

fn refused(name: &str, value: &str) -> StoreError {
    StoreError::damaged(format!("SQLite keeps {name} at {value}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_setting_takes_and_is_read_back() {
        let folder = tempfile::tempdir().unwrap();
        let db = Connection::open(folder.path().join("a.db")).unwrap();
        set(&db, PATIENCE).unwrap();
        set_wal(&db).unwrap();
        let wait: u128 = db.pragma_query_value(None, "busy_timeout", |row| row.get::<_, u32>(0)).unwrap().into();
        assert_eq!(wait, PATIENCE.as_millis());
        assert!(db.db_config(DbConfig::SQLITE_DBCONFIG_DEFENSIVE).unwrap());

        db.pragma_update(None, "foreign_keys", 0).unwrap();
        assert!(check(&db).unwrap_err().to_string().contains("foreign_keys"));
    }

    #[test]
    fn a_database_that_cannot_have_a_log_is_refused() {
        let db = Connection::open_in_memory().unwrap();
        assert!(set_wal(&db).unwrap_err().to_string().contains("journal_mode"));
    }
}
