//! A desk of its own for a test: a home folder, a database, a clock that stands still.

use std::path::PathBuf;
use std::process::{Command, Output};

use tempfile::TempDir;

/// A home folder with a database in it.
pub(crate) struct Desk {
    pub(crate) home: TempDir,
}

impl Desk {
    pub(crate) fn new() -> Self {
        Self { home: tempfile::tempdir().expect("a temporary folder") }
    }

    /// The program as it is called at this desk.
    pub(crate) fn command(&self, args: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_claimlog"));
        command
            .args(args)
            .env("HOME", self.home.path())
            .env("XDG_STATE_HOME", "")
            .env("CLAIMLOG_DB", self.path("claims.db"))
            .env("SOURCE_DATE_EPOCH", "1795430400");
        command
    }

    pub(crate) fn run(&self, args: &[&str]) -> Output {
        self.command(args).output().expect("the program runs")
    }

    /// What a call that must succeed prints.
    pub(crate) fn done(&self, args: &[&str]) -> String {
        let out = self.run(args);
        assert!(out.status.success(), "{args:?}: {}", String::from_utf8_lossy(&out.stderr));
        String::from_utf8(out.stdout).expect("UTF-8")
    }

    /// The exit code and the messages of a call that must not succeed.
    pub(crate) fn refused(&self, args: &[&str]) -> (Option<i32>, String) {
        let out = self.run(args);
        assert!(!out.status.success(), "{args:?} succeeds");
        (out.status.code(), String::from_utf8(out.stderr).expect("UTF-8"))
    }

    pub(crate) fn path(&self, name: &str) -> PathBuf {
        self.home.path().join(name)
    }

    /// A file with this content; its path.
    pub(crate) fn file(&self, name: &str, content: impl AsRef<[u8]>) -> String {
        let path = self.path(name);
        std::fs::write(&path, content).expect("writable");
        path.to_string_lossy().into_owned()
    }

    /// The report of all claims, its header first.
    pub(crate) fn report(&self) -> Vec<csv::StringRecord> {
        let table = self.done(&["export", "csv", "--all"]);
        let mut reader = csv::ReaderBuilder::new().has_headers(false).from_reader(table.as_bytes());
        reader.records().map(|row| row.expect("a row as wide as the header")).collect()
    }

    /// The ids of all claims in the order of reports.
    pub(crate) fn claims(&self) -> Vec<String> {
        column(&self.report(), "claim_id").into_iter().map(str::to_owned).collect()
    }
}

/// The cells of a column below its name.
pub(crate) fn column<'r>(rows: &'r [csv::StringRecord], name: &str) -> Vec<&'r str> {
    let at = rows[0].iter().position(|column| column == name).expect("the column is there");
    rows[1..].iter().map(|row| &row[at]).collect()
}
