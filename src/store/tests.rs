//! What happens to the file when things go wrong: many writers, a locked or full disk, a torn log.

use std::fs;
use std::path::Path;
use std::time::Duration;

use rusqlite::{Connection, OpenFlags};

use crate::store::{Fault, Filter, Stamp, Store, StoreError, Trouble, fixture, open};

/// A store that gives up on a locked database at once.
fn impatient(path: &Path) -> Store {
    Store { db: open::open(path, Duration::from_millis(20)).unwrap(), path: path.to_owned() }
}

#[test]
fn eight_that_make_and_fill_one_database_at_once_lose_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("claims.db");
    let write = |writer: u8| {
        let mut store = Store::create_or_open(&path).unwrap();
        for n in 10..15 {
            let (document, claims) = fixture::article(&format!("Writer {writer} saw {n} people."));
            // Two writers share each chain, as two processes of one installation do.
            let stamp = Stamp { chain: [writer / 2; 16], ..fixture::stamp() };
            store.add(&document, &claims, &stamp).unwrap();
            store.decide(fixture::verdict(&claims[1], "Ann", "wrong"), &stamp).unwrap();
        }
    };
    std::thread::scope(|threads| {
        let all: Vec<_> = (0..8).map(|writer| threads.spawn(move || write(writer))).collect();
        all.into_iter().for_each(|thread| thread.join().unwrap());
    });

    let store = Store::open(&path).unwrap();
    let info = store.info().unwrap();
    assert_eq!((info.documents, info.claims, info.verdicts, info.events, info.chains), (40, 80, 40, 80, 4));
    assert_eq!(store.check_ledger().unwrap().faults, []);
    assert_eq!(store.search("people", &Filter { all: true, ..Filter::default() }).unwrap().total, 80);
}

#[test]
fn a_locked_database_says_so_and_can_still_be_read() {
    let (_folder, path) = fixture::database();
    let holder = Connection::open(&path).unwrap();
    holder.execute_batch("BEGIN IMMEDIATE").unwrap();

    let mut store = impatient(&path);
    let (document, claims) = fixture::article("Some 30 came.");
    let refusal = store.add(&document, &claims, &fixture::stamp()).unwrap_err();
    assert_eq!(refusal.trouble(), Trouble::Locked);
    assert_eq!(store.records(&Filter::default()).unwrap().total, 0);

    holder.execute_batch("COMMIT").unwrap();
    store.add(&document, &claims, &fixture::stamp()).unwrap();
}

#[test]
fn a_full_disk_leaves_what_was_there() {
    let (_folder, path) = fixture::database();
    let mut store = Store::open(&path).unwrap();
    fixture::add(&mut store, "Some 30 came.");
    let pages: i64 = store.db.pragma_query_value(None, "page_count", |row| row.get(0)).unwrap();
    store.db.pragma_update(None, "max_page_count", pages).unwrap();

    let (document, claims) = fixture::article(&format!("Some 40 came. {}", "x".repeat(100_000)));
    assert!(matches!(store.add(&document, &claims, &fixture::stamp()), Err(StoreError::Full)));
    drop(store);

    let mut store = Store::open(&path).unwrap();
    assert_eq!(store.info().unwrap().events, 1);
    store.add(&document, &claims, &fixture::stamp()).unwrap();
}

#[test]
fn a_file_that_may_not_be_written_can_be_read() {
    let (_folder, path) = fixture::database();
    fixture::add(&mut Store::open(&path).unwrap(), "Some 30 came.");
    let db = Connection::open_with_flags(&path, OpenFlags::SQLITE_OPEN_READ_ONLY).unwrap();
    let mut store = Store { db, path };
    assert_eq!(store.records(&Filter::default()).unwrap().total, 1);
    let (document, claims) = fixture::article("Some 40 came.");
    assert!(matches!(store.add(&document, &claims, &fixture::stamp()), Err(StoreError::ReadOnly)));
}

/// A power loss cuts the log anywhere. What is left must be the first so many writes, each whole with its event.
#[test]
fn a_torn_log_leaves_whole_writes_only() {
    let (_folder, path) = fixture::database();
    let mut store = Store::open(&path).unwrap();
    for n in 10..20 {
        let claims = fixture::add(&mut store, &format!("Some {n} came."));
        store.decide(fixture::verdict(&claims[0], "Ann", "wrong"), &fixture::stamp()).unwrap();
    }
    let (file, log) = (fs::read(&path).unwrap(), fs::read(path.with_extension("db-wal")).unwrap());
    let mut kept = std::collections::BTreeSet::new();
    for cut in (0..=log.len()).step_by(log.len() / 40) {
        let folder = tempfile::tempdir().unwrap();
        let torn = folder.path().join("claims.db");
        fs::write(&torn, &file).unwrap();
        fs::write(folder.path().join("claims.db-wal"), &log[..cut]).unwrap();
        let store = Store::open(&torn).unwrap();
        let (info, ledger) = (store.info().unwrap(), store.check_ledger().unwrap());
        assert_eq!(ledger.faults, Vec::<(i64, Fault)>::new());
        assert_eq!((info.documents, info.verdicts), (info.events.div_ceil(2), info.events / 2));
        assert_eq!((info.claims, info.events), (info.documents, ledger.events));
        kept.insert(info.events);
    }
    assert!(kept.len() > 5 && kept.first() == Some(&0), "{kept:?}");
}

/// A process that is killed leaves its files as they are at that moment.
#[test]
fn a_write_that_was_not_finished_is_not_there() {
    let (_folder, path) = fixture::database();
    let mut store = Store::open(&path).unwrap();
    fixture::add(&mut store, "Some 30 came.");
    let forged = "BEGIN IMMEDIATE; INSERT INTO event (id, chain, n, prev, hash, type, at, body)
                  SELECT randomblob(16), chain, 2, hash, randomblob(32), type, at, body FROM event;";
    store.db.execute_batch(forged).unwrap();
    store.db.cache_flush().unwrap();

    let folder = tempfile::tempdir().unwrap();
    let killed = folder.path().join("claims.db");
    fs::copy(&path, &killed).unwrap();
    fs::copy(path.with_extension("db-wal"), killed.with_extension("db-wal")).unwrap();
    let after = Store::open(&killed).unwrap();
    assert_eq!(after.check_ledger().unwrap().events, 1);
    assert_eq!(after.records(&Filter::default()).unwrap().total, 1);
}
