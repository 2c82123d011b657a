//! Many articles at once: whatever happens on the way, the same articles end in the database.

use std::fmt::Write as _;
use std::path::Path;
use std::process::{Command, Output, Stdio};
use std::time::{Duration, Instant};

use claimlog::store::Store;

/// An archive of texts, with a damaged record and a page without text among them.
fn archive(pages: usize) -> String {
    let mut archive = String::new();
    for number in 0..pages {
        let text = format!(
            "Some {} dockers of pier {number} left Lysvik, the mayor, Inge Sund, said on Monday. The quay cost ${number} million.",
            number * 37 + 11
        );
        let body = if number == 7 { "   " } else { &text };
        let length = if number == 9 { body.len() + 40 } else { body.len() };
        write!(
            archive,
            "WARC/1.0\r\nWARC-Type: resource\r\nContent-Type: text/plain\r\nWARC-Target-URI: https://lysvik.example/{number}\r\n\
             WARC-Date: 2026-11-20T10:00:00Z\r\nContent-Length: {length}\r\n\r\n{body}\r\n\r\n"
        )
        .expect("a string takes all");
    }
    archive
}

fn claimlog(folder: &Path, database: &str, args: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_claimlog"));
    command.args(args).current_dir(folder).env("HOME", folder).env("XDG_STATE_HOME", folder.join("state"));
    command.env("CLAIMLOG_DB", folder.join(database)).env("SOURCE_DATE_EPOCH", "1764000000").stdin(Stdio::null());
    command
}

fn run(folder: &Path, database: &str, args: &[&str]) -> Output {
    claimlog(folder, database, args).output().expect("it runs")
}

fn said(output: &Output) -> String {
    String::from_utf8(output.stderr.clone()).expect("UTF-8")
}

/// Everything that lists and reports show of a database.
fn contents(folder: &Path, database: &str) -> Vec<Vec<u8>> {
    [
        &["documents", "--format", "jsonl"][..],
        &["list", "--all", "--format", "jsonl"],
        &["export", "csv", "--all", "--out", "-"],
    ]
    .iter()
    .map(|args| run(folder, database, args).stdout)
    .collect()
}

/// Waits until so many articles are committed, and says whether it came to that.
fn logged(database: &Path, articles: u64) -> bool {
    let end = Instant::now() + Duration::from_secs(60);
    while Instant::now() < end {
        let known = Store::open(database).and_then(|store| store.info()).map_or(0, |info| info.documents);
        if known >= articles {
            return true;
        }
        std::thread::sleep(Duration::from_millis(2));
    }
    false
}

#[test]
fn a_run_that_was_killed_goes_on_and_ends_as_one_that_was_not() {
    let folder = tempfile::tempdir().expect("a folder");
    let folder = folder.path();
    std::fs::write(folder.join("news.warc"), archive(600)).expect("written");
    let whole = run(folder, "whole.db", &["add", "news.warc"]);
    assert!(said(&whole).contains("598 articles logged with"), "{}", said(&whole));
    for stop in [1, 150] {
        let database = format!("cut-{stop}.db");
        let mut child = claimlog(folder, &database, &["add", "--threads", "1", "news.warc"])
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .expect("it starts");
        assert!(logged(&folder.join(&database), stop));
        child.kill().expect("it is killed");
        child.wait().expect("it ends");
        let again = run(folder, &database, &["add", "news.warc"]);
        assert!(said(&again).contains("logged before, 2 failed"), "{}", said(&again));
        assert!(contents(folder, &database) == contents(folder, "whole.db"), "stopped after {stop}");
        assert!(run(folder, &database, &["db", "verify", "--deep"]).status.success());
    }
}

#[test]
fn failures_are_named_counted_and_written_to_a_file() {
    let folder = tempfile::tempdir().expect("a folder");
    let folder = folder.path();
    std::fs::write(folder.join("news.warc"), archive(30)).expect("written");
    std::fs::write(folder.join("a.txt"), b"\x89PNG\r\n\x1a\n").expect("written");
    let output = run(folder, "a.db", &["add", "news.warc", "a.txt", "--errors", "failed.jsonl"]);
    assert_eq!(output.status.code(), Some(1));
    assert!(
        said(&output).contains("3 inputs could not be read: 1 a damaged record, 1 no article, 1 no text"),
        "{}",
        said(&output)
    );
    let failed = std::fs::read_to_string(folder.join("failed.jsonl")).expect("it was written");
    let lines: Vec<serde_json::Value> = failed.lines().map(|line| serde_json::from_str(line).expect("JSON")).collect();
    assert_eq!(lines.len(), 3);
    let page = archive(7).len();
    assert_eq!((lines[0]["input"].as_str(), lines[0]["byte"].as_u64()), (Some("news.warc"), Some(page as u64)));
    assert_eq!(lines[0]["reason"], "no text");
    assert!(lines[1]["message"].as_str().expect("a message").contains("its Content-Length is wrong"));
    assert_eq!((&lines[2]["input"], &lines[2]["line"]), (&"a.txt".into(), &serde_json::Value::Null));
}

#[test]
fn a_dry_run_says_what_it_would_do_and_stores_nothing() {
    let folder = tempfile::tempdir().expect("a folder");
    let folder = folder.path();
    std::fs::write(folder.join("a.txt"), "Some 30 dockers left, Sund said.").expect("written");
    let dry = run(folder, "a.db", &["add", "--dry-run", "a.txt"]);
    assert!(dry.status.success() && said(&dry).contains("a.txt: would be logged as "), "{}", said(&dry));
    assert!(!folder.join("a.db").exists());
    run(folder, "a.db", &["add", "a.txt"]);
    let dry = run(folder, "a.db", &["add", "--dry-run", "a.txt"]);
    assert!(said(&dry).contains("already logged on "), "{}", said(&dry));
}

#[test]
fn what_comes_out_does_not_depend_on_threads_or_on_how_it_is_packed() {
    let folder = tempfile::tempdir().expect("a folder");
    let folder = folder.path();
    std::fs::write(folder.join("news.warc"), archive(200)).expect("written");
    let one = run(folder, "-", &["extract", "--format", "jsonl", "--threads", "1", "news.warc"]);
    let four = run(folder, "-", &["extract", "--format", "jsonl", "--threads", "4", "news.warc"]);
    assert!(one.stdout.len() > 10_000 && one.stdout == four.stdout && one.stderr == four.stderr);
    let piped = claimlog(folder, "-", &["extract", "--format", "jsonl", "-"])
        .stdin(std::fs::File::open(folder.join("news.warc")).expect("it is there"))
        .output()
        .expect("it runs");
    assert_eq!(piped.stdout, one.stdout);
}

#[test]
fn texts_in_other_languages_are_kept_without_claims_unless_forced() {
    let folder = tempfile::tempdir().expect("a folder");
    let folder = folder.path();
    let german = "Der Hafen von Lysvik hat im vergangenen Jahr 18.000 Arbeiter verloren, sagte die Bürgermeisterin am Montag. Die \
        Stadt will nun 40 Millionen Euro in neue Kräne und Schienen stecken, damit die Schiffe wieder kommen.";
    std::fs::write(folder.join("a.txt"), german).expect("written");
    let output = run(folder, "a.db", &["add", "a.txt"]);
    assert!(
        output.status.success() && said(&output).contains("another language than English (de)"),
        "{}",
        said(&output)
    );
    let documents = run(folder, "a.db", &["documents", "--format", "jsonl"]).stdout;
    let document: serde_json::Value = serde_json::from_slice(&documents).expect("one document");
    assert_eq!((&document["claims"], &document["language"]), (&0.into(), &"de".into()));
    let forced = run(folder, "b.db", &["add", "--force", "a.txt"]);
    assert!(!said(&forced).contains(" 0 claims"), "{}", said(&forced));
}
