//! Two databases as one: the union of their events, each file's chains checked first; what follows is made anew.
//!
//! It does not matter in which order files are merged, nor how often. Nothing is lost: verdicts that differ become disputes.
//! A copy of a file that was continued on both sides under one identity is a fork, and is refused with both events named.

use std::path::Path;

use rusqlite::config::DbConfig;
use rusqlite::types::Value;
use rusqlite::{Connection, OpenFlags, OptionalExtension, Statement, Transaction, TransactionBehavior};
use sha2::{Digest, Sha256};

use crate::store::verify::{self, Verification};
use crate::store::{StoreError, chain, hex, migrate, open, project};

/// What merging brought.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Merged {
    /// Events that were not here before.
    pub new: u64,
    /// Events of the other file that were.
    pub known: u64,
    /// Claims that are disputed now and were not.
    pub disputed: u64,
}

/// Merges the database at `other` into this one.
pub(super) fn merge(db: &mut Connection, other: &Path) -> Result<Merged, StoreError> {
    let (_file, source) = copy(other)?;
    inspect(&source, other)?;
    let tx = db.transaction_with_behavior(TransactionBehavior::Immediate)?;
    let before = disputed(&tx)?;
    let mut merged = Merged::default();
    take_events(&tx, &source, other, &mut merged)?;
    if merged.new == 0 {
        return Ok(merged); // the same again changes nothing
    }
    take_texts(&tx, &source)?;
    project::rebuild(&tx)?;
    merged.disputed = disputed(&tx)?.saturating_sub(before);
    tx.commit()?;
    Ok(merged)
}

/// A copy of the file, log and all, that nobody else writes to. The file itself is only read.
fn copy(other: &Path) -> Result<(tempfile::TempPath, Connection), StoreError> {
    let place = open::look_at(other)?;
    let source = open::connect(&place, OpenFlags::SQLITE_OPEN_READ_ONLY)?;
    source.set_db_config(DbConfig::SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, true)?;
    let failed = |source| StoreError::File { path: other.to_owned(), action: "copied", source };
    let file = tempfile::NamedTempFile::with_prefix(".claimlog-").map_err(failed)?.into_temp_path();
    let mut copy = open::connect(&file, OpenFlags::SQLITE_OPEN_READ_WRITE)?;
    migrate::copy(&source, &mut copy)?;
    copy.set_db_config(DbConfig::SQLITE_DBCONFIG_DEFENSIVE, true)?;
    copy.pragma_update(None, "trusted_schema", 0)?;
    copy.pragma_update(None, "cell_size_check", 1)?;
    Ok((file, copy))
}

/// Refuses a file whose schema is not claimlog's to the letter, or whose chains are broken, before a row is used.
fn inspect(source: &Connection, other: &Path) -> Result<(), StoreError> {
    let refused = |reason: String| StoreError::Refused { path: other.to_owned(), reason };
    let (found, newest) = (migrate::version(source)?, migrate::newest());
    if found < newest {
        return Err(refused(format!(
            "was written by an older claimlog (schema {found}; this one writes {newest}): open it once with this one"
        )));
    }
    let mut seen = Verification::default();
    verify::schema(source, &mut seen)?;
    if let Some(odd) = seen.findings.first() {
        return Err(refused(format!("is not merged: {} {}", odd.place, odd.what)));
    }
    let check = chain::check(source)?;
    match check.faults.first() {
        Some((seq, fault)) => {
            Err(refused(format!("is not merged: its event {seq} is broken ({fault:?}); verify it by itself")))
        }
        None => Ok(()),
    }
}

const EVENT: &str = "id, chain, n, prev, hash, type, at, body, clock";

/// Takes over each event that is not here, in the order in which they came into the other file: in an empty database they have
/// the same rows as there.
fn take_events(tx: &Transaction<'_>, source: &Connection, other: &Path, merged: &mut Merged) -> Result<(), StoreError> {
    let mut insert = tx.prepare(&format!("INSERT INTO event ({EVENT}) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)"))?;
    let mut here = tx.prepare("SELECT id, hash FROM event WHERE id = ?1 OR (chain = ?2 AND n = ?3)")?;
    let mut statement = source.prepare(&format!("SELECT {EVENT} FROM event ORDER BY seq"))?;
    let mut rows = statement.query([])?;
    while let Some(row) = rows.next()? {
        let (id, chain, n, hash): ([u8; 16], [u8; 16], i64, [u8; 32]) =
            (row.get(0)?, row.get(1)?, row.get(2)?, row.get(4)?);
        if is_known(&mut here, other, &id, (&chain, n), &hash)? {
            merged.known += 1;
            continue;
        }
        for place in 0..9 {
            insert.raw_bind_parameter(place + 1, row.get::<_, Value>(place)?)?;
        }
        insert.raw_execute()?;
        merged.new += 1;
    }
    Ok(())
}

/// Whether this very event is here; an error when another has its key or its place.
fn is_known(
    here: &mut Statement<'_>,
    other: &Path,
    id: &[u8; 16],
    (chain, n): (&[u8; 16], i64),
    hash: &[u8; 32],
) -> Result<bool, StoreError> {
    let read = |row: &rusqlite::Row<'_>| Ok((row.get::<_, [u8; 16]>(0)?, row.get::<_, [u8; 32]>(1)?));
    let Some((own, own_hash)) = here.query_row((id, chain, n), read).optional()? else { return Ok(false) };
    if own == *id && own_hash == *hash {
        return Ok(true);
    }
    let reason = format!(
        "is not merged: the chain {}… forks at {n}, where this database has event {} and that file event {}: one is a copy of \
         the other that was continued under the same identity. Keep one of them, and enter what only the other has again",
        &hex(chain)[..8],
        hex(&own),
        hex(id)
    );
    Err(StoreError::Refused { path: other.to_owned(), reason })
}

/// Takes over the texts that are not here. Those that an event took down go again when all is made anew.
fn take_texts(tx: &Transaction<'_>, source: &Connection) -> Result<(), StoreError> {
    let mut insert = tx.prepare("INSERT OR IGNORE INTO document_text (document, text) VALUES (?, ?)")?;
    let mut statement = source.prepare("SELECT document, text FROM document_text ORDER BY document")?;
    let mut rows = statement.query([])?;
    while let Some(row) = rows.next()? {
        let (document, text): ([u8; 16], String) = (row.get(0)?, row.get(1)?);
        if Sha256::digest(text.as_bytes())[..16] != document {
            return Err(StoreError::damaged(format!("the text of d{} is another", hex(&document))));
        }
        insert.execute((document, text))?;
    }
    Ok(())
}

fn disputed(tx: &Transaction<'_>) -> Result<u64, StoreError> {
    Ok(tx.query_row("SELECT count(*) FROM claim_state WHERE status = 'disputed'", [], |row| row.get(0))?)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Claim;
    use crate::store::{Filter, Stamp, Store, fixture};
    use tempfile::TempDir;

    /// A database of one installation.
    struct Desk {
        _folder: TempDir,
        path: std::path::PathBuf,
        store: Store,
        chain: u8,
        seconds: i64,
    }

    impl Desk {
        fn new(chain: u8) -> Self {
            let (folder, path) = fixture::database();
            let store = Store::open(&path).unwrap();
            Self { _folder: folder, path, store, chain, seconds: 0 }
        }

        fn stamp(&mut self) -> Stamp {
            self.seconds += 1;
            Stamp { at: fixture::at(self.seconds), chain: [self.chain; 16] }
        }

        fn log(&mut self, text: &str) -> Vec<Claim> {
            let (document, claims) = fixture::article(text);
            let stamp = self.stamp();
            self.store.add(&document, &claims, &stamp).unwrap();
            claims
        }

        fn judge(&mut self, claim: &Claim, reviewer: &str, rating: &str) {
            let stamp = self.stamp();
            self.store.decide(fixture::verdict(claim, reviewer, rating), &stamp).unwrap();
        }

        fn digest(&self) -> [u8; 32] {
            self.store.digest().unwrap()
        }
    }

    /// Two desks that logged one article each and one both, and judged the same claim.
    fn two() -> (Desk, Desk) {
        let (mut one, mut two) = (Desk::new(1), Desk::new(2));
        let shared = one.log("Of 30 and 40 came.");
        one.log("Of 50 came.");
        two.log("Of 60 came.");
        two.log("Of 30 and 40 came.");
        one.judge(&shared[0], "Ann", "wrong");
        two.judge(&shared[0], "Ben", "accurate");
        (one, two)
    }

    #[test]
    fn the_order_of_merging_does_not_matter_nor_how_often() {
        let (mut here, there) = two();
        let merged = here.store.merge(&there.path).unwrap();
        assert_eq!(merged, Merged { new: 3, known: 0, disputed: 1 });
        let (other, mut back) = two_again(&here, &there);
        back.store.merge(&other.path).unwrap();
        assert_eq!(back.digest(), here.digest());
        let again = here.store.merge(&there.path).unwrap();
        assert_eq!((again.new, again.known), (0, 3));
        assert_eq!(back.digest(), here.digest());
        back.store.merge(&here.path).unwrap();
        assert_eq!(back.digest(), here.digest());
        for desk in [&here, &back] {
            assert_eq!(desk.store.verify(true).unwrap().findings, []);
            let listing = desk.store.records(&Filter::default()).unwrap();
            assert_eq!(
                (listing.total, listing.records.iter().filter(|record| record.verdicts.len() == 2).count()),
                (4, 1)
            );
        }
    }

    /// Both databases as they were before the first was changed: the second is untouched, the first is made of its events.
    fn two_again(here: &Desk, there: &Desk) -> (Desk, Desk) {
        let (first, second) = (Desk::new(1), Desk::new(2));
        for (desk, chain) in [(&first, 1_u8), (&second, 2)] {
            let from = if chain == 1 { &here.store.db } else { &there.store.db };
            let mut rows = from.prepare(&format!("SELECT {EVENT} FROM event WHERE chain = ? ORDER BY n")).unwrap();
            let mut rows = rows.query([[chain; 16]]).unwrap();
            let mut insert = desk
                .store
                .db
                .prepare(&format!("INSERT INTO event ({EVENT}) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)"))
                .unwrap();
            while let Some(row) = rows.next().unwrap() {
                for place in 0..9 {
                    insert.raw_bind_parameter(place + 1, row.get::<_, Value>(place).unwrap()).unwrap();
                }
                insert.raw_execute().unwrap();
            }
        }
        let fill = |desk: &Desk, texts: &[&str]| {
            for text in texts {
                let (document, _) = fixture::article(text);
                let sql = "INSERT INTO document_text (document, text) VALUES (?, ?)";
                desk.store.db.execute(sql, (document.id.as_bytes(), &document.text)).unwrap();
            }
        };
        fill(&first, &["Of 30 and 40 came.", "Of 50 came."]);
        fill(&second, &["Of 60 came.", "Of 30 and 40 came."]);
        let (mut first, mut second) = (first, second);
        first.store.rebuild().unwrap();
        second.store.rebuild().unwrap();
        (first, second)
    }

    #[test]
    fn a_fork_is_named_and_nothing_is_changed() {
        let mut here = Desk::new(1);
        here.log("Of 30 came.");
        let copy = here.path.with_file_name("copy.db");
        here.store.back_up(&copy, false).unwrap();
        here.log("Of 40 came.");
        let mut there = Store::open(&copy).unwrap();
        let (document, claims) = fixture::article("Of 50 came.");
        there.add(&document, &claims, &Stamp { at: fixture::at(9), chain: [1; 16] }).unwrap();
        let before = here.digest();
        let refusal = here.store.merge(&copy).unwrap_err().to_string();
        assert!(refusal.contains("forks at 2") && refusal.contains("event "), "{refusal}");
        assert_eq!(here.digest(), before);
    }

    #[test]
    fn a_broken_or_foreign_file_is_refused() {
        let (mut here, there) = two();
        let before = here.digest();
        there.store.db.execute_batch("CREATE TRIGGER mine AFTER INSERT ON note BEGIN SELECT 1; END").unwrap_err();
        there.store.db.execute_batch("CREATE TABLE more (x)").unwrap();
        assert!(here.store.merge(&there.path).unwrap_err().to_string().contains("table more is none of claimlog's"));
        there.store.db.execute_batch("DROP TABLE more; DROP TRIGGER event_no_update").unwrap();
        there.store.db.execute_batch("UPDATE event SET at = '2001-01-01T00:00:00.000Z' WHERE seq = 1").unwrap();
        let trigger = "CREATE TRIGGER event_no_update BEFORE UPDATE ON event\nBEGIN SELECT RAISE(ABORT, 'the ledger is append-only'); END";
        there.store.db.execute_batch(trigger).unwrap();
        let refusal = here.store.merge(&there.path).unwrap_err().to_string();
        assert!(refusal.contains("event 1 is broken"), "{refusal}");
        let text = here.path.with_file_name("text.db");
        std::fs::write(&text, "not a database".repeat(100)).unwrap();
        assert!(here.store.merge(&text).is_err());
        assert!(matches!(here.store.merge(&here.path.with_file_name("none.db")), Err(StoreError::Missing { .. })));
        assert_eq!(here.digest(), before);
    }

    #[test]
    fn a_text_that_was_taken_down_stays_down() {
        let (mut here, mut there) = two();
        let document = fixture::article("Of 30 and 40 came.").0.id;
        let redacted = crate::model::TextRedacted { document, by: "Ann".into(), reason: "a court".into() };
        let stamp = here.stamp();
        here.store.redact(redacted, &stamp).unwrap();
        assert_eq!(here.store.text(document).unwrap(), None);
        there.store.merge(&here.path).unwrap();
        here.store.merge(&there.path).unwrap();
        assert_eq!((there.store.text(document).unwrap(), there.digest()), (None, here.digest()));
        assert_eq!(here.store.verify(true).unwrap().findings, []);
    }
}
