//! Brings a database to the newest schema: `migrations/NNNN_*.sql`, each once and in order.
//!
//! The version is read again after the write lock is taken, and is set in the same transaction as the change, so that
//! any number of processes may start at once and a killed one leaves the old schema or the new.
//! rusqlite_migration reads the version before it takes the lock: its second process would run the change again.

use std::path::{Path, PathBuf};
use std::time::Duration;

use rusqlite::backup::Backup;
use rusqlite::{Connection, OpenFlags, Transaction, TransactionBehavior};

use crate::store::create::{fresh_file, sync_folder};
use crate::store::{StoreError, project};

/// The schema's changes; version N is the state after the first N.
pub(super) const MIGRATIONS: &[&str] = &[
    include_str!("../../migrations/0001_ledger_and_projections.sql"),
    include_str!("../../migrations/0002_acts_and_states.sql"),
    include_str!("../../migrations/0003_queue_and_policy.sql"),
    include_str!("../../migrations/0004_saved_filters.sql"),
    include_str!("../../migrations/0005_archives_and_appearances.sql"),
    include_str!("../../migrations/0006_reading.sql"),
    include_str!("../../migrations/0007_further_appearances.sql"),
    include_str!("../../migrations/0008_copies.sql"),
];

/// The version that this program writes.
pub(super) fn newest() -> u32 {
    version_after(MIGRATIONS)
}

fn version_after(migrations: &[&str]) -> u32 {
    u32::try_from(migrations.len()).unwrap_or(u32::MAX)
}

/// The version of the schema in the file.
pub(super) fn version(db: &Connection) -> Result<u32, StoreError> {
    let version: i64 = db.pragma_query_value(None, "user_version", |row| row.get(0))?;
    u32::try_from(version).map_err(|_| StoreError::damaged(format!("{version} is no schema version")))
}

/// Makes the whole schema in a database that nobody else sees yet.
pub(super) fn create(db: &mut Connection) -> Result<(), StoreError> {
    let tx = db.transaction_with_behavior(TransactionBehavior::Immediate)?;
    apply(&tx, MIGRATIONS, 0)?;
    Ok(tx.commit()?)
}

/// Brings the database at `path` to the newest of `migrations`, after a backup, if it is older.
pub(super) fn migrate(db: &mut Connection, path: &Path, migrations: &[&str]) -> Result<(), StoreError> {
    let newest = version_after(migrations);
    if version(db)? >= newest {
        return Ok(());
    }
    let tx = db.transaction_with_behavior(TransactionBehavior::Immediate)?;
    let found = version(&tx)?; // another process may have been first
    if found < newest {
        back_up(path, newest)?;
        apply(&tx, migrations, found)?;
    }
    Ok(tx.commit()?)
}

fn apply(tx: &Transaction<'_>, migrations: &[&str], found: u32) -> Result<(), StoreError> {
    for migration in &migrations[found as usize..] {
        tx.execute_batch(migration)?;
    }
    if found > 0 {
        project::rebuild(tx)?; // what follows from the ledger may have another form now
    }
    Ok(tx.pragma_update(None, "user_version", version_after(migrations))?)
}

/// Copies the database, as it was before the change, to `NAME.pre-vN` beside it; an earlier copy stays.
fn back_up(path: &Path, newest: u32) -> Result<(), StoreError> {
    let failed = |source| StoreError::File { path: path.to_owned(), action: "backed up", source };
    let mut copy = fresh_file(path).map_err(failed)?;
    copy_database(path, &copy)?;
    for attempt in 0u32.. {
        match copy.persist_noclobber(backup_name(path, newest, attempt)) {
            Ok(()) => break,
            Err(taken) if taken.error.kind() == std::io::ErrorKind::AlreadyExists => copy = taken.path,
            Err(other) => return Err(failed(other.error)),
        }
    }
    sync_folder(path).map_err(failed)
}

fn copy_database(from: &Path, to: &Path) -> Result<(), StoreError> {
    let flags = OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let source = Connection::open_with_flags(from, flags | OpenFlags::SQLITE_OPEN_READ_ONLY)?;
    let mut target = Connection::open_with_flags(to, flags | OpenFlags::SQLITE_OPEN_READ_WRITE)?;
    copy(&source, &mut target)?;
    target.close().map_err(|(_, error)| error.into())
}

/// Copies all of a database, its log too, as it is at one moment.
pub(super) fn copy(source: &Connection, target: &mut Connection) -> Result<(), StoreError> {
    Ok(Backup::new(source, target)?.run_to_completion(i32::MAX, Duration::ZERO, None)?)
}

fn backup_name(path: &Path, newest: u32, attempt: u32) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(format!(".pre-v{newest}"));
    if attempt > 0 {
        name.push(format!(".{attempt}"));
    }
    name.into()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Act, FilterSaved};
    use crate::store::{Store, fixture};

    /// The schema's changes with one more.
    fn next() -> Vec<&'static str> {
        [MIGRATIONS, &["ALTER TABLE document ADD COLUMN note TEXT;"]].concat()
    }

    fn opened(path: &Path) -> Connection {
        let db = Connection::open(path).unwrap();
        db.busy_timeout(Duration::from_secs(15)).unwrap();
        db
    }

    #[test]
    fn an_older_file_is_backed_up_and_brought_forward() {
        let (_folder, path) = fixture::database();
        migrate(&mut opened(&path), &path, &next()).unwrap();
        let db = opened(&path);
        assert_eq!(version(&db).unwrap(), newest() + 1);
        db.execute_batch("SELECT note FROM document").unwrap();

        let backup = opened(&backup_name(&path, newest() + 1, 0));
        assert_eq!(version(&backup).unwrap(), newest());
        assert!(backup.execute_batch("SELECT note FROM document").is_err());
    }

    #[test]
    fn a_ledger_of_the_third_schema_goes_on_with_saved_filters() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("claims.db");
        let mut db = opened(&path);
        db.execute_batch("PRAGMA journal_mode = wal; PRAGMA application_id = 1129073735").unwrap();
        let tx = db.transaction().unwrap();
        apply(&tx, &MIGRATIONS[..3], 0).unwrap();
        tx.commit().unwrap();
        // What the program of that time wrote: the ledger is the same, and what follows from it is made anew.
        let mut source = fixture::store();
        let claims = fixture::add(&mut source, "Some 30 came.");
        source.decide(fixture::verdict(&claims[0], "Ann", "wrong"), &fixture::stamp()).unwrap();
        let mut rows = Vec::new();
        source
            .each_carried(|row| {
                rows.push(row);
                Ok::<_, StoreError>(())
            })
            .unwrap();
        let (tx, mut rows) = (db.transaction().unwrap(), rows.into_iter());
        crate::store::carry::insert(&tx, || Ok::<_, StoreError>(rows.next())).unwrap();
        tx.commit().unwrap();
        assert_eq!(version(&db).unwrap(), 3);
        drop(db);

        let mut store = Store::open(&path).unwrap();
        assert_eq!(store.info().unwrap().schema_version, newest());
        let saved = FilterSaved { name: "ships".into(), filter: Some(serde_json::json!({ "limit": 3 })), by: None };
        store.act(Act::FilterSaved(saved), &fixture::stamp()).unwrap();
        assert_eq!(store.saved_filters().unwrap()[0].filter().unwrap().limit, Some(3));
        assert_eq!(store.record(claims[0].id).unwrap().verdicts.len(), 1);
        assert_eq!(store.verify(true).unwrap().findings, []);
        assert_eq!(version(&opened(&backup_name(&path, newest(), 0))).unwrap(), 3);
    }

    #[test]
    fn an_earlier_backup_stays() {
        let (_folder, path) = fixture::database();
        std::fs::write(backup_name(&path, newest() + 1, 0), "kept").unwrap();
        migrate(&mut opened(&path), &path, &next()).unwrap();
        assert_eq!(std::fs::read(backup_name(&path, newest() + 1, 0)).unwrap(), b"kept");
        assert_eq!(version(&opened(&backup_name(&path, newest() + 1, 1))).unwrap(), newest());
    }

    #[test]
    fn a_change_that_fails_leaves_the_old_schema() {
        let (_folder, path) = fixture::database();
        let broken = [next(), vec!["CREATE TABLE document (x);"]].concat();
        assert!(migrate(&mut opened(&path), &path, &broken).is_err());
        let db = opened(&path);
        assert_eq!(version(&db).unwrap(), newest());
        assert!(db.execute_batch("SELECT note FROM document").is_err());
    }

    #[test]
    fn eight_that_start_at_once_change_it_once() {
        let (folder, path) = fixture::database();
        std::thread::scope(|threads| {
            let all: Vec<_> =
                (0..8).map(|_| threads.spawn(|| migrate(&mut opened(&path), &path, &next()).unwrap())).collect();
            all.into_iter().for_each(|thread| thread.join().unwrap());
        });
        assert_eq!(version(&opened(&path)).unwrap(), newest() + 1);
        let backups = folder.path().read_dir().unwrap();
        let names: Vec<_> = backups.map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
        assert_eq!(names.iter().filter(|name| name.contains(".pre-v")).count(), 1, "{names:?}");
    }
}
