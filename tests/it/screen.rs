//! The review screen in a real pseudo-terminal: a whole session, a killed terminal, a resize while typing, a locked database.

use std::fs;
use std::io::{Read as _, Write as _};
use std::num::NonZeroU16;
use std::path::PathBuf;
use std::process::{Command, Stdio};
use std::sync::{Arc, Mutex};
use std::thread;
use std::time::{Duration, Instant};

use claimlog::store::{Filter, Store};
use portable_pty::{Child, CommandBuilder, MasterPty, PtySize, native_pty_system};
use tempfile::TempDir;

/// Ten claims worth checking, of ten different numbers of dockers.
fn article() -> String {
    let ports = ["Alvik", "Berga", "Corin", "Dalen", "Evja", "Fosna", "Galten", "Holme", "Insta", "Jorne"];
    let sentence = |(at, port): (usize, &&str)| format!("{port} employs {}00 dockers, Inge Sund said.\n\n", at + 11);
    ports.iter().enumerate().map(sentence).collect()
}

struct Desk {
    home: TempDir,
    database: PathBuf,
}

impl Desk {
    fn new() -> Self {
        let home = tempfile::tempdir().expect("a temporary folder");
        let database = home.path().join("claims.db");
        let desk = Self { home, database };
        let file = desk.home.path().join("article.txt");
        fs::write(&file, article()).expect("writable");
        desk.run(&["add", "--quiet", &file.to_string_lossy(), "--published", "2026-11-24"]);
        desk
    }

    fn run(&self, args: &[&str]) -> String {
        let mut command = Command::new(env!("CARGO_BIN_EXE_claimlog"));
        command.args(args).env("HOME", self.home.path()).env("XDG_STATE_HOME", "").env("CLAIMLOG_DB", &self.database);
        let out = command.stdin(Stdio::null()).output().expect("the program runs");
        assert!(out.status.success(), "{args:?}: {}", String::from_utf8_lossy(&out.stderr));
        String::from_utf8_lossy(&out.stdout).into_owned()
    }

    fn store(&self) -> Store {
        Store::open(&self.database).expect("a database")
    }

    /// The verdicts, as reviewer, rating, corrected value and explanation, in the order of the text.
    fn verdicts(&self) -> Vec<(String, String, Option<String>, Option<String>)> {
        let records = self.store().records(&Filter { all: true, ..Filter::default() }).expect("readable").records;
        let verdicts = records.into_iter().flat_map(|record| record.verdicts);
        verdicts
            .map(|verdict| {
                let corrected = verdict.correction.and_then(|right| right.value).map(|value| value.to_string());
                (verdict.reviewer, verdict.rating, corrected, verdict.explanation)
            })
            .collect()
    }

    /// A reviewer sits down at a terminal.
    fn sit(&self, reviewer: &str, rows: u16, cols: u16) -> Terminal {
        let size = PtySize { rows, cols, pixel_width: 0, pixel_height: 0 };
        let pair = native_pty_system().openpty(size).expect("a pseudo-terminal");
        let mut command = CommandBuilder::new(env!("CARGO_BIN_EXE_claimlog"));
        command.args(["review", "--as", reviewer]);
        command.env("HOME", self.home.path());
        command.env("XDG_STATE_HOME", "");
        command.env("CLAIMLOG_DB", &self.database);
        command.env("TERM", "xterm-256color");
        let child = pair.slave.spawn_command(command).expect("the program starts");
        drop(pair.slave);
        let mut reader = pair.master.try_clone_reader().expect("readable");
        let screen = Arc::new(Mutex::new(vt100::Parser::new(nonzero(rows), nonzero(cols), 0)));
        let shown = Arc::clone(&screen);
        thread::spawn(move || {
            let mut bytes = [0; 4096];
            while let Ok(count @ 1..) = reader.read(&mut bytes) {
                shown.lock().expect("whole").process(&bytes[..count]);
            }
        });
        let writer = pair.master.take_writer().expect("writable");
        Terminal { master: pair.master, child, writer, screen }
    }
}

fn nonzero(number: u16) -> NonZeroU16 {
    NonZeroU16::new(number).expect("a size")
}

struct Terminal {
    master: Box<dyn MasterPty + Send>,
    child: Box<dyn Child + Send + Sync>,
    writer: Box<dyn std::io::Write + Send>,
    screen: Arc<Mutex<vt100::Parser>>,
}

impl Terminal {
    fn shown(&self) -> String {
        self.screen.lock().expect("whole").screen().contents()
    }

    /// Waits until some words are on the screen.
    fn sees(&self, words: &str) -> String {
        let start = Instant::now();
        loop {
            let shown = self.shown();
            if shown.contains(words) {
                return shown;
            }
            assert!(start.elapsed() < Duration::from_secs(20), "no “{words}” on\n{shown}");
            thread::sleep(Duration::from_millis(5));
        }
    }

    fn types(&mut self, keys: &str) -> &mut Self {
        self.writer.write_all(keys.as_bytes()).expect("taken");
        self.writer.flush().expect("taken");
        self
    }

    fn resize(&mut self, rows: u16, cols: u16) {
        self.screen.lock().expect("whole").set_size(nonzero(rows), nonzero(cols));
        self.master.resize(PtySize { rows, cols, pixel_width: 0, pixel_height: 0 }).expect("resized");
    }

    /// Waits for the end of the program; whether it ended well.
    fn ends(mut self) -> bool {
        self.child.wait().expect("an end").success()
    }

    fn kill(mut self) {
        self.child.kill().expect("killed");
        self.child.wait().expect("an end");
    }
}

const ENTER: &str = "\r";
const RECORD: &str = "\u{13}";
const ESCAPE: &str = "\u{1b}";

#[test]
fn a_session_of_ten_claims() {
    let desk = Desk::new();
    let mut terminal = desk.sit("Ben", 24, 80);
    terminal.sees("Ben · 10 waiting");
    // A rating alone.
    terminal.sees("1100 dockers");
    terminal.types("1").sees("[1");
    terminal.types(RECORD).sees("9 waiting");
    // With corrected value, evidence and explanation, from field to field.
    terminal.sees("1200 dockers");
    terminal.types("5900").types(ENTER).types(ENTER).types("https://port.example/1").types(ENTER);
    terminal.types("The port counts 900.").sees("The port counts 900.");
    terminal.types(RECORD).sees("8 waiting");
    terminal.sees("recorded:");
    // Undone, and given again.
    terminal.types("u").sees("taken back: verdict.given");
    terminal.sees("9 waiting");
    terminal.types("5").sees("[5");
    terminal.types("900").sees("900");
    terminal.types(RECORD).sees("8 waiting");
    // Skipped with a reason, noted.
    terminal.sees("1300 dockers");
    terminal.types("s").sees("skip because:");
    terminal.types("My own story.").types(ENTER).sees("is left to others");
    terminal.sees("7 waiting");
    terminal.types("n").sees("note:");
    terminal.types("Ask the union.").types(ENTER).sees("is kept");
    // Searched.
    terminal.types("/").sees("search:");
    terminal.types("1900").types(ENTER).sees("1 found: 1900");
    terminal.types("4").sees("[4");
    terminal.types(RECORD).sees("recorded:");
    terminal.types(ESCAPE).sees("6 waiting");
    // The rest in a row.
    for waiting in (0..6).rev() {
        terminal.types("2").sees("[2");
        terminal.types(RECORD).sees(&format!("{waiting} waiting"));
    }
    terminal.sees("Nothing waits for you.");
    terminal.types("q");
    assert!(terminal.ends());

    let verdicts = desk.verdicts();
    assert_eq!(verdicts.len(), 9);
    assert!(verdicts.iter().all(|(reviewer, ..)| reviewer == "Ben"));
    let of = |rating: &str| verdicts.iter().filter(|(_, given, ..)| given == rating).count();
    assert_eq!((of("accurate"), of("wrong"), of("outdated"), of("close")), (1, 1, 1, 6));
    assert_eq!(
        verdicts.iter().find_map(|(_, rating, value, _)| value.clone().filter(|_| rating == "wrong")).as_deref(),
        Some("900")
    );
    let log = desk.run(&["log", "--format", "csv"]);
    assert!(log.contains("claim.skipped") && log.contains("note.written") && log.contains("event.undone"), "{log}");
    assert_eq!(desk.store().verify(true).expect("readable").findings, []);
}

#[test]
fn a_killed_terminal_loses_nothing() {
    let desk = Desk::new();
    let mut terminal = desk.sit("Ben", 24, 80);
    terminal.sees("10 waiting");
    terminal.types("5900").types(ENTER).types(ENTER).types(ENTER).types("The port cou").sees("The port cou");
    terminal.kill();
    let mut again = desk.sit("Ben", 24, 80);
    again.sees("what you had typed here is back");
    again.sees("The port cou");
    again.types("nts 900.").sees("The port counts 900.");
    again.types(RECORD).sees("recorded:");
    again.types("q");
    assert!(again.ends());
    let kept = ("Ben".to_owned(), "wrong".to_owned(), Some("900".to_owned()), Some("The port counts 900.".to_owned()));
    assert_eq!(desk.verdicts(), [kept]);
}

#[test]
fn a_resize_while_typing_and_a_paste() {
    let desk = Desk::new();
    let mut terminal = desk.sit("Ben", 24, 80);
    terminal.sees("10 waiting");
    terminal.types("5").sees("[5");
    terminal.types("900").sees("900");
    terminal.resize(5, 20);
    terminal.sees("too small");
    terminal.types("1");
    terminal.resize(40, 120);
    terminal.sees("9001");
    terminal.resize(15, 60);
    terminal.types("2").sees("90012");
    // A paste of a megabyte, as terminals send it.
    terminal.types(ENTER).types(ENTER).types(ENTER);
    let paste = format!("\u{1b}[200~{}\u{1b}[201~", "word ".repeat(200_000));
    terminal.types(&paste).sees("cut: 980000 characters");
    terminal.types("\u{3}");
    assert!(terminal.ends());
    assert_eq!(desk.verdicts(), []);
}

#[test]
fn a_locked_database_is_waited_for_and_loses_nothing() {
    let desk = Desk::new();
    let mut terminal = desk.sit("Ben", 24, 80);
    terminal.sees("10 waiting");
    let other = rusqlite::Connection::open(&desk.database).expect("open");
    other.execute_batch("BEGIN IMMEDIATE").expect("locked");
    terminal.types("5").sees("is locked");
    terminal.types("900").sees("900");
    other.execute_batch("COMMIT").expect("free");
    terminal.types(RECORD).sees("recorded:");
    terminal.types("q");
    assert!(terminal.ends());
    assert_eq!(desk.verdicts().len(), 1);
}

#[test]
fn two_at_once_are_offered_different_claims() {
    let desk = Desk::new();
    let mut ben = desk.sit("Ben", 24, 80);
    ben.sees("10 waiting");
    ben.sees("1100 dockers");
    let mut ann = desk.sit("Ann", 24, 80);
    ann.sees("9 waiting");
    ann.sees("1200 dockers");
    ben.types("q");
    assert!(ben.ends());
    ann.types("q");
    assert!(ann.ends());
}

#[test]
fn a_name_on_two_lines_is_the_name_on_one() {
    let desk = Desk::new();
    for name in ["Ben\nBohr", " Ben  \u{1b}Bohr\r\n", "Ben\u{202e} Bohr"] {
        let mut terminal = desk.sit(name, 24, 80);
        terminal.sees("Ben Bohr · 10 waiting");
        terminal.types("q");
        assert!(terminal.ends());
    }
    let taken = desk.run(&["next", "--as", "Ben\nBohr", "--format", "json"]);
    let taken: serde_json::Value = serde_json::from_str(&taken).expect("JSON");
    let claim = taken["claim"]["id"].as_str().expect("an id").to_owned();
    assert!(!desk.run(&["next", "--list", "--as", "Ann", "--format", "jsonl"]).contains(&claim), "the lease holds");
    desk.run(&["verdict", &claim, "accurate", "--as", "Ben\nBohr"]);
    assert_eq!(desk.verdicts(), [("Ben Bohr".to_owned(), "accurate".to_owned(), None, None)]);
    for (reader, shown) in [("Ben\nBohr", true), ("Ben Bohr", true), ("Ann", false)] {
        let claim = desk.run(&["show", &claim, "--as", reader, "--format", "json"]);
        assert_eq!(claim.contains("\"reviewer\":\"Ben Bohr\""), shown, "{reader:?}: {claim}");
    }
}
