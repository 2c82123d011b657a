//! Whether a database is what its ledger says: chains, schema, references, and, deep, everything that follows from it.
//!
//! Nothing is written to the file. The deep check makes all that follows from the ledger anew in a copy and compares.

use std::collections::BTreeMap;
use std::path::Path;

use rusqlite::{Connection, TransactionBehavior};
use sha2::{Digest, Sha256};

use crate::store::chain::{self, Fault};
use crate::store::{FileFault, FileTrouble, StoreError, create, dump, events, migrate, open, pragmas, project};

/// How many places of one kind are named; one fault in a file's page often damages hundreds of rows.
const NAMED: usize = 20;

/// Something that is not as it should be.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    /// Where: "event 12 (chain 01…, n 7)", "table claim, row 5".
    pub place: String,
    /// What, continuing the place to a sentence.
    pub what: String,
}

/// What a check found.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Verification {
    /// Events that were hashed anew.
    pub events: u64,
    /// Everything that is wrong; nothing for a sound database.
    pub findings: Vec<Finding>,
}

impl Verification {
    fn add(&mut self, place: impl Into<String>, what: impl Into<String>) {
        self.findings.push(Finding { place: place.into(), what: what.into() });
    }
}

/// Checks the ledger, the schema, the references and SQLite's own structure.
pub(super) fn shallow(db: &Connection, path: &Path) -> Result<Verification, StoreError> {
    let mut found = Verification::default();
    schema(db, &mut found)?;
    // Each reads the whole file: beside each other they take as long as the longest.
    let (own, others) = std::thread::scope(|threads| {
        let others = [references as Check, |db, found| structure(db, "quick_check", found)]
            .map(|check| threads.spawn(move || beside(path, check)));
        let mut found = Verification::default();
        let own = ledger(db, &mut found).map(|()| found);
        (own, others.map(std::thread::ScopedJoinHandle::join))
    });
    let own = own?;
    found.events = own.events;
    found.findings.extend(own.findings);
    for other in others {
        let other = other.unwrap_or_else(|_| Err(StoreError::damaged("a check of it did not end")))?;
        found.findings.extend(other.findings);
    }
    Ok(found)
}

type Check = fn(&Connection, &mut Verification) -> Result<(), StoreError>;

/// Makes a check over a connection of its own.
fn beside(path: &Path, check: Check) -> Result<Verification, StoreError> {
    let db = open::connect(path, rusqlite::OpenFlags::SQLITE_OPEN_READ_ONLY)?;
    db.busy_timeout(pragmas::PATIENCE)?;
    let mut found = Verification::default();
    check(&db, &mut found)?;
    Ok(found)
}

/// The same, and everything that follows from the ledger: texts by their hashes, the index of words, every row.
pub(super) fn deep(db: &Connection, path: &Path) -> Result<Verification, StoreError> {
    let mut found = Verification::default();
    schema(db, &mut found)?;
    references(db, &mut found)?;
    structure(db, "integrity_check", &mut found)?;
    if let Err(error) = texts(db, &mut found) {
        found.add("the texts", error.to_string());
    }
    let before = found.findings.len();
    ledger(db, &mut found)?;
    if let Err(error) = events::each(db, |_| Ok(())) {
        found.add("the ledger", error.to_string());
    }
    // Of a ledger that is broken nothing can be made that would tell more.
    if found.findings.len() == before
        && let Err(error) = projections(db, path, &mut found)
    {
        found.add("what follows from the ledger", error.to_string());
    }
    Ok(found)
}

/// The definitions of tables, indexes, triggers and views, held against those that this program makes.
pub(super) fn schema(db: &Connection, found: &mut Verification) -> Result<(), StoreError> {
    let mut fresh = Connection::open_in_memory()?;
    migrate::create(&mut fresh)?;
    let (expected, actual) = (definitions(&fresh)?, definitions(db)?);
    for (name, sql) in &expected {
        match actual.get(name) {
            None => found.add(name, "is missing"),
            Some(other) if other != sql => found.add(name, "is not defined as claimlog does"),
            Some(_) => {}
        }
    }
    for name in actual.keys().filter(|name| !expected.contains_key(*name)) {
        found.add(name, "is none of claimlog's");
    }
    Ok(())
}

/// "trigger event_no_update" → its SQL. SQLite's own tables for statistics come and go.
fn definitions(db: &Connection) -> Result<BTreeMap<String, String>, StoreError> {
    let sql = "SELECT type || ' ' || name, coalesce(sql, '') FROM sqlite_schema WHERE name NOT LIKE 'sqlite_stat%'";
    let mut statement = db.prepare(sql)?;
    let rows = statement.query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?;
    Ok(rows.collect::<Result<_, _>>()?)
}

/// Every event hashed anew, every chain followed from its start.
fn ledger(db: &Connection, found: &mut Verification) -> Result<(), StoreError> {
    let check = match chain::check(db) {
        Ok(check) => check,
        Err(error) => {
            found.add("the ledger", format!("cannot be read: {error}"));
            return Ok(());
        }
    };
    found.events = check.events;
    for (seq, fault) in check.faults.iter().take(NAMED) {
        let what = match fault {
            Fault::Content => "is not what was written: its hash is another",
            Fault::Link => "does not follow the event before it: that one was exchanged or changed",
            Fault::Gap => "does not follow: events before it are missing",
            Fault::Unreadable => "cannot be read: one of its fields is of another kind",
            Fault::Clock => "stands at another moment than it says itself",
        };
        found.add(place(db, *seq), what);
    }
    if check.faults.len() > NAMED {
        found.add("the ledger", format!("has {} more faults", check.faults.len() - NAMED));
    }
    Ok(())
}

/// "event 12 (chain 0101…, n 7)".
fn place(db: &Connection, seq: i64) -> String {
    let sql = "SELECT hex(substr(chain, 1, 4)), n FROM event WHERE seq = ?";
    let known = db.query_row(sql, [seq], |row| Ok((row.get::<_, String>(0)?, row.get::<_, i64>(1)?)));
    match known {
        Ok((chain, n)) => format!("event {seq} (chain {}…, n {n})", chain.to_lowercase()),
        Err(_) => format!("event {seq}"),
    }
}

fn references(db: &Connection, found: &mut Verification) -> Result<(), StoreError> {
    let mut statement = db.prepare("PRAGMA foreign_key_check")?;
    let rows = statement
        .query_map([], |row| Ok((row.get::<_, String>(0)?, row.get::<_, Option<i64>>(1)?, row.get::<_, String>(2)?)));
    for row in rows?.take(NAMED) {
        match row {
            Ok((table, row, other)) => {
                let row = row.map(|row| format!(", row {row}")).unwrap_or_default();
                found.add(format!("table {table}{row}"), format!("names a row of {other} that is not there"));
            }
            Err(error) => found.add("the references", error.to_string()),
        }
    }
    Ok(())
}

/// SQLite's own check of pages, cells and indexes.
fn structure(db: &Connection, pragma: &str, found: &mut Verification) -> Result<(), StoreError> {
    let mut statement = db.prepare(&format!("PRAGMA {pragma}({NAMED})"))?;
    let lines = statement.query_map([], |row| row.get::<_, String>(0))?;
    for line in lines {
        match line {
            Ok(line) if line == "ok" => {}
            Ok(line) => found.add("the file", line),
            Err(error) => found.add("the file", error.to_string()),
        }
    }
    Ok(())
}

/// Every text hashed anew: a document's key is the head of its text's SHA-256.
fn texts(db: &Connection, found: &mut Verification) -> Result<(), StoreError> {
    let mut statement = db.prepare(
        "SELECT document_text.document, document_text.text, document.sha256 FROM document_text
         LEFT JOIN document ON document.id = document_text.document",
    )?;
    let mut rows = statement.query([])?;
    while let Some(row) = rows.next()? {
        let id: Vec<u8> = row.get(0)?;
        let hash: Option<Vec<u8>> = row.get(2)?;
        let text = row.get_ref(1)?.as_bytes().unwrap_or_default();
        let name = format!("the text of d{}", super::hex(&id));
        match hash {
            None => found.add(name, "belongs to no document of the ledger"),
            Some(hash) if Sha256::digest(text)[..] != hash[..] => found.add(name, "is not the one that was logged"),
            Some(_) => {}
        }
    }
    Ok(())
}

/// Makes all that follows from the ledger anew in a copy, and compares every row.
fn projections(db: &Connection, path: &Path, found: &mut Verification) -> Result<(), StoreError> {
    let failed = |source| StoreError::File { path: path.to_owned(), action: "copied", source };
    let file = create::fresh_file(path).map_err(failed)?;
    let mut copy = open::connect(&file, rusqlite::OpenFlags::SQLITE_OPEN_READ_WRITE)?;
    migrate::copy(db, &mut copy)?;
    pragmas::set(&copy, pragmas::PATIENCE)?;
    // The copy is thrown away: it needs no journal that survives.
    copy.pragma_update_and_check(None, "journal_mode", "memory", |_| Ok(()))?;
    copy.pragma_update(None, "synchronous", 0)?;
    super::functions::register(&copy)?;
    let check = "INSERT INTO claim_fts (claim_fts, rank) VALUES ('integrity-check', 1)";
    if let Err(error) = copy.execute_batch(check) {
        found.add("the index of words", format!("does not fit the claims: {error}"));
    }
    let tx = copy.transaction_with_behavior(TransactionBehavior::Immediate)?;
    if let Err(error) = project::rebuild(&tx) {
        found.add("the ledger", format!("cannot be followed: {error}"));
        return Ok(());
    }
    for table in dump::tables() {
        compare(table, &dump::rows(db, table)?, &dump::rows(&tx, table)?, found);
    }
    Ok(())
}

/// Names the rows that differ.
fn compare(table: &str, actual: &dump::Rows, expected: &dump::Rows, found: &mut Verification) {
    if actual == expected {
        return;
    }
    let known: BTreeMap<_, _> = expected.iter().cloned().collect();
    let wrong = actual
        .iter()
        .filter(|(key, hash)| known.get(key) != Some(hash))
        .map(|(key, _)| (key, "is not what the ledger says"));
    let there: BTreeMap<_, _> = actual.iter().cloned().collect();
    let missing = expected.iter().filter(|(key, _)| !there.contains_key(key)).map(|(key, _)| (key, "is missing"));
    let all: Vec<_> = wrong.chain(missing).collect();
    for (key, what) in all.iter().take(NAMED) {
        found.add(format!("table {table}, row {key}"), *what);
    }
    match all.len() {
        0 => found.add(format!("table {table}"), "is not what the ledger says"),
        all if all > NAMED => found.add(format!("table {table}"), format!("has {} more such rows", all - NAMED)),
        _ => {}
    }
}

/// Names the files of evidence that are gone or changed.
pub(super) fn files(faults: &[FileFault], found: &mut Verification) {
    for fault in faults {
        let what = match &fault.trouble {
            FileTrouble::Gone => "is gone".to_owned(),
            FileTrouble::Changed => "was changed".to_owned(),
            FileTrouble::Unreadable(why) => format!("cannot be read: {why}"),
        };
        found.add(format!("the file {} of evidence {}", fault.file.name, fault.evidence), what);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::{Store, fixture};

    fn filled() -> (tempfile::TempDir, Store) {
        let (folder, path) = fixture::database();
        let mut store = Store::open(&path).unwrap();
        let claims = fixture::add(&mut store, "Of 10, 20 and 30 came.");
        fixture::add(&mut store, "Of 40 came.");
        store.decide(fixture::verdict(&claims[0], "Ann", "wrong"), &fixture::stamp()).unwrap();
        (folder, store)
    }

    fn free(store: &Store) {
        let triggers = "DROP TRIGGER event_no_update; DROP TRIGGER event_no_delete; DROP TRIGGER verdict_no_update;
                        PRAGMA foreign_keys = OFF;";
        store.db.execute_batch(triggers).unwrap();
    }

    #[test]
    fn a_sound_database_has_no_finding() {
        let (_folder, store) = filled();
        assert_eq!(store.verify(false).unwrap(), Verification { events: 3, findings: vec![] });
        assert_eq!(store.verify(true).unwrap(), Verification { events: 3, findings: vec![] });
    }

    #[test]
    fn a_trigger_that_is_gone_is_named() {
        let (_folder, store) = filled();
        store.db.execute_batch("DROP TRIGGER event_no_update; CREATE TABLE more (x)").unwrap();
        let places: Vec<_> = store.verify(false).unwrap().findings.into_iter().map(|finding| finding.place).collect();
        assert_eq!(places, ["trigger event_no_update", "table more"]);
    }

    #[test]
    fn whatever_is_changed_below_the_ledger_is_found() {
        for (change, place) in [
            ("UPDATE claim SET mention = '11' WHERE key = 1", "table claim, row 1"),
            ("UPDATE claim SET unit = 'km' WHERE key = 2", "table claim, row 2"),
            ("UPDATE document_text SET text = replace(text, '40', '41')", "the text of d"),
            ("UPDATE verdict SET rating = 'close'", "table verdict, row 1"),
            ("DELETE FROM claim_state", "table claim_state, row 1"),
            ("DELETE FROM document_text WHERE text LIKE '%40%'", "table claim, row 4"),
            ("INSERT INTO claim_fts (claim_fts) VALUES ('delete-all')", "the index of words"),
        ] {
            let (_folder, store) = filled();
            free(&store);
            store.db.execute_batch(change).unwrap();
            let found = store.verify(true).unwrap().findings;
            assert!(found.iter().any(|finding| finding.place.starts_with(place)), "{change}: {found:?}");
        }
    }

    #[test]
    fn the_moment_of_an_event_cannot_be_changed() {
        let (_folder, store) = filled();
        free(&store);
        store.db.execute_batch("UPDATE event SET clock = 9 WHERE seq = 1").unwrap();
        let found = store.verify(false).unwrap().findings;
        assert!(found.iter().any(|finding| finding.place.starts_with("event 1 ")), "{found:?}");
    }
}
