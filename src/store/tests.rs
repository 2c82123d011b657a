//! What happens to the file when things go wrong: many writers, a locked or full disk, a torn log.

use std::fs;
use std::path::Path;
use std::time::Duration;

use rusqlite::{Connection, OpenFlags};

use crate::model::{Act, ClaimTriaged, NoteWritten, Triage};
use crate::store::{Filter, Stamp, Store, StoreError, Trouble, fixture, open};

/// A store that gives up on a locked database at once.
fn impatient(path: &Path) -> Store {
    Store { db: open::open(path, Duration::from_millis(20)).unwrap(), path: path.to_owned(), temporary: None }
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
    assert_eq!(store.verify(false).unwrap().findings, []);
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
    let mut store = Store { db, path, temporary: None };
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
        let (info, ledger) = (store.info().unwrap(), store.verify(false).unwrap());
        assert_eq!(ledger.findings, []);
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
    assert_eq!(after.verify(false).unwrap().events, 1);
    assert_eq!(after.records(&Filter::default()).unwrap().total, 1);
}

/// A ledger of this many events: articles of a hundred claims each, then decisions, verdicts and notes on them in turn.
fn generated(events: usize) -> (tempfile::TempDir, Store) {
    let (folder, path) = fixture::database();
    let mut store = Store::open(&path).unwrap();
    let documents = events.div_ceil(1000).max(1);
    let mut claims = Vec::new();
    for document in 0..documents {
        let numbers: Vec<_> = (0..100).map(|number| format!("{number} of {document} came")).collect();
        claims.extend(fixture::add(&mut store, &numbers.join(", ")));
    }
    let tx = store.db.transaction_with_behavior(rusqlite::TransactionBehavior::Immediate).unwrap();
    for at in documents..events {
        let claim = &claims[at % claims.len()];
        let by = format!("Reviewer {}", at % 7);
        let act = match at / claims.len() % 3 {
            0 => {
                let triage = Triage::Queued { due: None };
                Act::ClaimTriaged(ClaimTriaged { claim: claim.id, by, triage, note: None })
            }
            1 => Act::VerdictGiven(Box::new(fixture::verdict(claim, &by, "close"))),
            _ => Act::NoteWritten(NoteWritten { claim: claim.id, by, text: format!("The {at}th note.") }),
        };
        let event = super::ledger::append(&tx, &fixture::stamp(), act).unwrap();
        super::project::apply(&tx, &event).unwrap();
    }
    tx.commit().unwrap();
    (folder, store)
}

#[test]
fn rebuilding_a_long_ledger_changes_nothing() {
    let (_folder, mut store) = generated(if cfg!(debug_assertions) { 2_000 } else { 100_000 });
    let before = store.digest().unwrap();
    store.rebuild().unwrap();
    assert_eq!(store.digest().unwrap(), before);
    assert_eq!(store.verify(true).unwrap().findings, []);
}

/// Prints how long the check of a million events takes: `cargo test --release a_million -- --ignored --nocapture`.
#[test]
#[ignore = "makes a database of a gigabyte"]
fn a_million_events_are_checked() {
    let (_folder, store) = generated(1_000_000);
    for deep in [false, true] {
        let start = std::time::Instant::now();
        let found = store.verify(deep).unwrap();
        println!("{} events, deep: {deep}: {:.2} s", found.events, start.elapsed().as_secs_f64());
        assert_eq!(found.findings, []);
    }
}
