//! Faults: killed writers, flipped bits, full disks, many that start at once; what was acknowledged is there, what is wrong is
//! found.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};
use std::time::{Duration, Instant};

use claimlog::store::{Filter, Store};
use tempfile::TempDir;

struct Desk {
    home: TempDir,
    database: PathBuf,
}

impl Desk {
    fn new() -> Self {
        let home = tempfile::tempdir().expect("a temporary folder");
        let database = home.path().join("claims.db");
        Self { home, database }
    }

    fn command(&self, program: &str) -> Command {
        let mut command = Command::new(program);
        command.env("HOME", self.home.path()).env("XDG_STATE_HOME", "").env("CLAIMLOG_DB", &self.database);
        command
    }

    fn claimlog(&self, args: &[&str]) -> Command {
        let mut command = self.command(env!("CARGO_BIN_EXE_claimlog"));
        command.args(args).stdin(Stdio::null());
        command
    }

    fn run(&self, args: &[&str]) -> Output {
        self.claimlog(args).output().expect("the program runs")
    }

    fn done(&self, args: &[&str]) -> String {
        let out = self.run(args);
        assert!(out.status.success(), "{args:?}: {}", String::from_utf8_lossy(&out.stderr));
        String::from_utf8(out.stdout).expect("UTF-8")
    }

    /// Logs an article and gives the id of one of its claims.
    fn log(&self, text: &str) -> String {
        let file = self.home.path().join("article.txt");
        fs::write(&file, text).expect("writable");
        self.done(&["add", "--quiet", &file.to_string_lossy(), "--published", "2026-11-24"]);
        let list = self.done(&["list", "--all", "--limit", "1", "--format", "csv"]);
        list.lines().nth(1).and_then(|line| line.split(',').next()).expect("a claim").to_owned()
    }

    fn store(&self) -> Store {
        Store::open(&self.database).expect("a database")
    }

    fn reviewers(&self) -> BTreeSet<String> {
        let listing = self.store().records(&Filter { all: true, ..Filter::default() }).expect("readable");
        listing.records.iter().flat_map(|record| &record.verdicts).map(|verdict| verdict.reviewer.clone()).collect()
    }

    fn is_sound(&self) {
        assert_eq!(self.store().verify(true).expect("readable").findings, []);
    }
}

/// Numbers that look random and are the same in every run (Marsaglia's xorshift).
struct Random(u64);

impl Random {
    fn below(&mut self, most: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from(self.0 % most as u64).expect("small")
    }
}

/// Four writers are killed at any moment, for two seconds or as long as `$CLAIMLOG_KILL_SECONDS` says.
#[test]
fn what_was_acknowledged_survives_kill_9() {
    let desk = Desk::new();
    let claim = desk.log("Some 40 ships came to Lysvik, the mayor said.");
    #[expect(clippy::disallowed_methods, reason = "a longer run is asked for by hand")]
    let seconds = std::env::var("CLAIMLOG_KILL_SECONDS").ok().and_then(|seconds| seconds.parse().ok()).unwrap_or(2);
    let end = Instant::now() + Duration::from_secs(seconds);
    let runs: Vec<(BTreeSet<String>, usize)> = std::thread::scope(|threads| {
        let writers: Vec<_> = (0..4)
            .map(|writer| {
                let (desk, claim) = (&desk, &claim);
                threads.spawn(move || write_and_kill(desk, claim, writer, end))
            })
            .collect();
        writers.into_iter().map(|writer| writer.join().expect("no panic")).collect()
    });
    let acknowledged: BTreeSet<String> = runs.iter().flat_map(|(names, _)| names.clone()).collect();
    let kills: usize = runs.iter().map(|(_, kills)| kills).sum();
    let present = desk.reviewers();
    println!("{kills} kills, {} acknowledged, {} present", acknowledged.len(), present.len());
    assert!(kills > 3 && acknowledged.len() > 3, "{kills} kills, {} acknowledged", acknowledged.len());
    assert!(acknowledged.is_subset(&present), "lost: {:?}", acknowledged.difference(&present).collect::<Vec<_>>());
    assert!(present.len() - acknowledged.len() <= kills, "{present:?}");
    desk.is_sound();
}

/// Verdicts one after the other, two of three killed; the names of those that were acknowledged, and the kills.
fn write_and_kill(desk: &Desk, claim: &str, writer: u64, end: Instant) -> (BTreeSet<String>, usize) {
    let (mut acknowledged, mut kills, mut random) = (BTreeSet::new(), 0, Random(77 + writer));
    for round in 0.. {
        if Instant::now() > end {
            break;
        }
        let name = format!("{writer}-{round}");
        let mut command = desk.claimlog(&["verdict", claim, "close", "--as", &name]);
        let mut child = command.stdout(Stdio::null()).stderr(Stdio::null()).spawn().expect("the program runs");
        if random.below(3) > 0 {
            std::thread::sleep(Duration::from_micros(random.below(40_000) as u64));
            let _ = child.kill(); // it may be done
            kills += 1;
        }
        if child.wait().expect("it ends").success() {
            acknowledged.insert(name);
        }
    }
    (acknowledged, kills)
}

/// Every commit is brought to the disk before it is acknowledged: kill -9 cannot show that, the system's calls do.
#[test]
fn every_commit_is_synced() {
    let desk = Desk::new();
    let claim = desk.log("Some 40 ships came to Lysvik, the mayor said.");
    let trace = desk.home.path().join("trace");
    for round in 0..5 {
        let mut strace = desk.command("strace");
        strace.args(["-f", "-A", "-e", "trace=fdatasync,fsync", "-o"]).arg(&trace).arg(env!("CARGO_BIN_EXE_claimlog"));
        strace.args(["verdict", &claim, "close", "--as", &round.to_string()]);
        match strace.output() {
            Ok(out) if out.status.success() => {}
            _ => {
                println!("strace is not there or may not trace: nothing was tested");
                return;
            }
        }
    }
    let calls = fs::read_to_string(&trace).expect("a trace");
    let syncs = calls.lines().filter(|line| line.contains("sync(")).count();
    assert!(syncs >= 5, "{syncs} syncs for 5 verdicts");
}

/// A bit of an event's row is flipped in the file, a hundred times.
#[test]
fn every_flipped_bit_of_the_ledger_is_found() {
    let desk = Desk::new();
    let claim = desk.log("Some 40 ships came to Lysvik, the mayor said.");
    for round in 0..6 {
        desk.done(&["verdict", &claim, "close", "--as", &format!("Reviewer {round}")]);
    }
    let rows = rows(&desk.database);
    assert_eq!(rows.len(), 7);
    let whole = fs::read(&desk.database).expect("readable");
    let mut random = Random(4711);
    for _ in 0..100 {
        let row = &rows[random.below(rows.len())];
        // SQLite leaves bytes of rows behind that it moved to another page: the bit is flipped in them too.
        let starts: Vec<_> = (0..whole.len()).filter(|start| whole[*start..].starts_with(&row[..32])).collect();
        let (place, bit) = (random.below(row.len()), random.below(8));
        let mut changed = whole.clone();
        starts.iter().for_each(|start| changed[start + place] ^= 1 << bit);
        let copy = Desk::new();
        fs::write(&copy.database, &changed).expect("writable");
        let out = copy.run(&["db", "verify", "--deep"]);
        assert_eq!(
            out.status.code(),
            Some(3),
            "byte {place} at {starts:?}, bit {bit}: {}",
            String::from_utf8_lossy(&out.stderr)
        );
    }
}

/// The bytes of each event's row as they lie in the file, as far as they are next to each other. The log is emptied.
fn rows(database: &Path) -> Vec<Vec<u8>> {
    let db = rusqlite::Connection::open(database).expect("a database");
    db.pragma_update_and_check(None, "wal_checkpoint", "truncate", |_| Ok(())).expect("the log is emptied");
    let mut statement = db.prepare("SELECT id, chain, n, prev, hash, type, at, body FROM event").expect("a ledger");
    let rows = statement.query_map([], |row| {
        let mut bytes: Vec<u8> = row.get(0)?;
        bytes.extend(row.get::<_, Vec<u8>>(1)?);
        let n: i64 = row.get(2)?;
        if n > 1 {
            bytes.push(u8::try_from(n).expect("small")); // 1 takes no byte
        }
        bytes.extend(row.get::<_, Vec<u8>>(3)?);
        bytes.extend(row.get::<_, Vec<u8>>(4)?);
        bytes.extend(row.get::<_, String>(5)?.into_bytes());
        bytes.extend(row.get::<_, String>(6)?.into_bytes());
        bytes.extend(row.get::<_, Vec<u8>>(7)?);
        bytes.truncate(800); // longer rows go on elsewhere
        Ok(bytes)
    });
    rows.expect("rows").map(|row| row.expect("a row")).collect()
}

#[test]
fn events_that_are_gone_exchanged_or_written_anew_are_found() {
    let drop = "DROP TRIGGER event_no_update; DROP TRIGGER event_no_delete; DROP TRIGGER event_no_replace; PRAGMA foreign_keys = OFF;";
    for (change, by_checkpoint) in [
        ("DELETE FROM event WHERE seq = 2", false),
        (
            "UPDATE event SET n = 99 WHERE seq = 2; UPDATE event SET n = 2 WHERE seq = 3; UPDATE event SET n = 3 WHERE seq = 2",
            false,
        ),
        ("DELETE FROM event WHERE seq = 4", true),
    ] {
        let desk = Desk::new();
        let claim = desk.log("Some 40 ships came to Lysvik, the mayor said.");
        for round in 0..3 {
            desk.done(&["verdict", &claim, "close", "--as", &round.to_string()]);
        }
        let checkpoint = desk.home.path().join("checkpoint.json");
        fs::write(&checkpoint, desk.done(&["db", "checkpoint"])).expect("writable");
        let against = ["db", "verify", "--against", &*checkpoint.to_string_lossy()];
        assert!(desk.run(&against).status.success());
        let db = rusqlite::Connection::open(&desk.database).expect("a database");
        db.execute_batch(&format!("{drop} {change}")).expect("changed");
        std::mem::drop(db);
        assert_eq!(desk.run(&["db", "verify"]).status.code(), Some(3), "{change}");
        let out = desk.run(&against);
        let said = String::from_utf8_lossy(&out.stdout).into_owned();
        assert_eq!(said.contains("is gone"), by_checkpoint, "{change}: {said}");
    }
}

#[test]
fn an_older_state_is_seen_against_a_checkpoint() {
    let desk = Desk::new();
    let claim = desk.log("Some 40 ships came to Lysvik, the mayor said.");
    let old = desk.home.path().join("old.db");
    desk.done(&["db", "backup", &old.to_string_lossy()]);
    desk.done(&["verdict", &claim, "close", "--as", "Ana"]);
    let checkpoint = desk.home.path().join("checkpoint.json");
    fs::write(&checkpoint, desk.done(&["db", "checkpoint"])).expect("writable");
    let against = |database: &Path| {
        let database = database.to_string_lossy();
        desk.run(&["--db", &database, "db", "verify", "--against", &checkpoint.to_string_lossy()]).status.code()
    };
    assert_eq!(
        desk.run(&["--db", &old.to_string_lossy(), "db", "verify"]).status.code(),
        Some(0),
        "by itself it is sound"
    );
    assert_eq!((against(&desk.database), against(&old)), (Some(0), Some(3)));
}

/// A plain SQLite shell cannot change the ledger either.
#[test]
fn the_ledger_refuses_other_programs() {
    let desk = Desk::new();
    desk.log("Some 40 ships came to Lysvik, the mayor said.");
    let before = desk.store().digest().expect("readable");
    for sql in [
        "UPDATE event SET body = body;",
        "DELETE FROM event;",
        "REPLACE INTO event SELECT * FROM event;",
        "INSERT INTO event SELECT * FROM event WHERE true ON CONFLICT (seq) DO UPDATE SET n = 9;",
    ] {
        let db = rusqlite::Connection::open(&desk.database).expect("a database");
        assert!(db.execute_batch(sql).expect_err(sql).to_string().contains("append-only"), "{sql}");
        if let Ok(out) = Command::new("sqlite3").arg(&desk.database).arg(sql).stdin(Stdio::null()).output() {
            assert!(String::from_utf8_lossy(&out.stderr).contains("append-only"), "{sql}: {out:?}");
        }
    }
    assert_eq!(desk.store().digest().expect("readable"), before);
}

/// A file may not grow: the article is not logged, what was there stays.
#[cfg(unix)]
#[test]
fn a_disk_that_fills_up_loses_nothing() {
    let desk = Desk::new();
    desk.log("Some 40 ships came to Lysvik, the mayor said.");
    let before = desk.store().digest().expect("readable");
    let big = desk.home.path().join("big.txt");
    fs::write(&big, "Some 41 ships came to Lysvik, the mayor said. ".repeat(9000)).expect("writable");
    let script =
        format!("trap '' XFSZ; ulimit -f 300; exec '{}' add '{}'", env!("CARGO_BIN_EXE_claimlog"), big.display());
    let out = desk.command("sh").args(["-c", &script]).output().expect("sh runs");
    assert!(!out.status.success(), "{}", String::from_utf8_lossy(&out.stdout));
    assert!(
        String::from_utf8_lossy(&out.stderr).contains("nothing was stored"),
        "{}",
        String::from_utf8_lossy(&out.stderr)
    );
    assert_eq!(desk.store().digest().expect("readable"), before);
    desk.is_sound();
}

/// Eight programs open a database of the first schema at once: it is brought forward once, and all go on.
#[test]
fn eight_that_start_at_once_migrate_once() {
    let desk = Desk::new();
    let db = rusqlite::Connection::open(&desk.database).expect("a database");
    db.execute_batch("PRAGMA journal_mode = wal; PRAGMA application_id = 1129073735;").expect("a claimlog database");
    db.execute_batch(include_str!("../../migrations/0001_ledger_and_projections.sql")).expect("the first schema");
    db.execute_batch("PRAGMA user_version = 1").expect("the first version");
    drop(db);
    let mut all: Vec<_> = (0..8)
        .map(|_| {
            desk.claimlog(&["list"]).stdout(Stdio::null()).stderr(Stdio::piped()).spawn().expect("the program runs")
        })
        .collect();
    for child in &mut all {
        assert!(child.wait().expect("it ends").success());
    }
    let backups = fs::read_dir(desk.home.path()).expect("readable").filter_map(Result::ok);
    assert_eq!(backups.filter(|entry| entry.file_name().to_string_lossy().contains(".pre-v")).count(), 1);
    desk.is_sound();
}

/// Two reviewers judge at the same time: both verdicts are kept.
#[test]
fn two_writers_at_once_lose_nothing() {
    let desk = Desk::new();
    let claim = desk.log("Some 40 ships came to Lysvik, the mayor said.");
    let mut both: Vec<_> = ["Ana", "Ben"]
        .map(|name| {
            desk.claimlog(&["verdict", &claim, if name == "Ana" { "close" } else { "wrong" }, "--as", name]).spawn()
        })
        .into_iter()
        .map(|child| child.expect("the program runs"))
        .collect();
    assert!(both.iter_mut().all(|child| child.wait().expect("it ends").success()));
    assert_eq!(desk.reviewers().len(), 2);
    assert!(desk.done(&["list", "--status", "disputed", "--all"]).contains("disputed"));
}

/// Backups while others write, merges of what came of them.
#[test]
fn a_backup_during_writes_is_whole() {
    let desk = Desk::new();
    let claim = desk.log("Some 40 ships came to Lysvik, the mayor said.");
    std::thread::scope(|threads| {
        let writer = threads.spawn(|| {
            for round in 0..15 {
                desk.done(&["verdict", &claim, "close", "--as", &round.to_string()]);
            }
        });
        for round in 0..5 {
            let copy = desk.home.path().join(format!("copy-{round}.db"));
            desk.done(&["db", "backup", &copy.to_string_lossy()]);
            assert_eq!(Store::open(&copy).expect("a database").verify(true).expect("readable").findings, []);
        }
        writer.join().expect("no panic");
    });
    desk.done(&["db", "merge", &desk.home.path().join("copy-4.db").to_string_lossy()]);
    assert_eq!(desk.reviewers().len(), 15);
    desk.is_sound();
}

/// What a court orders to be taken down is in no byte of the database and its log.
#[test]
fn a_text_that_was_taken_down_leaves_no_trace() {
    let desk = Desk::new();
    desk.log("Some 40 ships came to Lysvik, said the mayor, whose unmistakable words these are.");
    let documents = desk.done(&["documents", "--format", "csv"]);
    let id = documents.lines().nth(1).and_then(|line| line.split(',').next()).expect("a document").to_owned();
    let holds = |words: &str| {
        let files = fs::read_dir(desk.home.path()).expect("readable").filter_map(Result::ok);
        let databases = files.filter(|file| file.file_name().to_string_lossy().starts_with("claims.db"));
        databases
            .map(|file| fs::read(file.path()).expect("readable"))
            .any(|bytes| bytes.windows(words.len()).any(|window| window.eq_ignore_ascii_case(words.as_bytes())))
    };
    assert!(holds("unmistakable words") && holds("unmistak"));
    desk.done(&["db", "redact", &id, "--reason", "order of a court", "--as", "Ana"]);
    assert!(!holds("unmistakable words") && !holds("unmistak"));
    desk.is_sound();
}
