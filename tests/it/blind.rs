//! Blind review: whatever a reviewer runs, a colleague's verdict is not in what it prints before his own is in.

use std::fs;
use std::path::PathBuf;
use std::process::{Command, Output, Stdio};

use clap::CommandFactory as _;
use tempfile::TempDir;

/// What Ann wrote, none of which may be seen.
const SECRETS: [&str; 5] = ["wrong", "zanzibar", "777123", "methodical", "worst_rating"];

/// Where the article stands.
const STORY: &str = "https://port.example/story";

struct Desk {
    home: TempDir,
    claim: String,
}

impl Desk {
    /// A desk where Ann judged the only claim.
    fn new() -> Self {
        let mut desk = Self { home: tempfile::tempdir().expect("a temporary folder"), claim: String::new() };
        let article = desk.file("article.txt", "“The port employs 18,000 dockers,” said harbour master Inge Sund.\n");
        desk.done("Ann", &["add", "--quiet", &article, "--published", "2026-11-24", "--url", STORY]);
        let list = desk.done("Ann", &["list", "--format", "csv"]);
        desk.claim = list.lines().nth(1).and_then(|line| line.split(',').next()).expect("a claim").to_owned();
        let verdict = ["--explain", "zanzibar", "--corrected-value", "777123", "--methodology", "methodical"];
        let evidence = ["--evidence", "https://port.example/1"];
        desk.done("Ann", &[&["verdict", &desk.claim, "wrong"][..], &verdict, &evidence].concat());
        desk
    }

    fn file(&self, name: &str, text: &str) -> String {
        let path: PathBuf = self.home.path().join(name);
        fs::write(&path, text).expect("writable");
        path.to_string_lossy().into_owned()
    }

    fn run(&self, who: &str, args: &[&str]) -> Output {
        Command::new(env!("CARGO_BIN_EXE_claimlog"))
            .args(args)
            .env("HOME", self.home.path())
            .env("XDG_STATE_HOME", "")
            .env("CLAIMLOG_DB", self.home.path().join("claims.db"))
            .env("CLAIMLOG_REVIEWER", who)
            .env("COLUMNS", "200")
            .stdin(Stdio::null())
            .output()
            .expect("the program runs")
    }

    fn done(&self, who: &str, args: &[&str]) -> String {
        let out = self.run(who, args);
        assert!(out.status.success(), "{args:?}: {}", String::from_utf8_lossy(&out.stderr));
        String::from_utf8_lossy(&out.stdout).into_owned()
    }

    /// What a command prints on both streams, and in the file that it may write.
    fn printed(&self, who: &str, args: &[&str]) -> String {
        let out = self.run(who, args);
        let file = fs::read_to_string(self.home.path().join("out")).unwrap_or_default();
        format!("{}{}{file}", String::from_utf8_lossy(&out.stdout), String::from_utf8_lossy(&out.stderr))
    }
}

/// Every command that reads claims, in all its formats; ID stands for the claim, OUT for a file.
const READING: &[&str] = &[
    "list",
    "list --all --format json",
    "list --status reviewed --format jsonl",
    "list --format csv",
    "list --save mine --status reviewed",
    "list --filter mine --format json",
    "list --saved",
    "stats desk --filter mine",
    "list --forget mine",
    "show ID",
    "show ID --format json",
    "show https://port.example/story --explain",
    "show https://port.example/story --format json",
    "documents",
    "documents --format json",
    "diff https://port.example/story",
    "diff https://port.example/story --format json",
    "speakers",
    "speakers --format json",
    "speakers --format jsonl",
    "speakers --format csv",
    "search dockers",
    "search dockers --format json",
    "search dockers --format csv",
    "next --list",
    "next --list --format json",
    "next --list --format csv",
    "next",
    "next --format json",
    "log",
    "log --format json",
    "log --format jsonl",
    "log --format csv",
    "log ID",
    "log --kind verdict.given --format json",
    "evidence list",
    "evidence list --format json",
    "evidence list ID --format csv",
    "review",
    "review ID",
    "stats agreement",
    "stats agreement --format json",
    "stats agreement --all-verdicts --explain",
    "stats desk",
    "stats desk --format json",
    "stats speakers",
    "stats speakers --format json",
    "stats speakers --format jsonl",
    "stats speakers --format csv",
    "stats outlets",
    "stats outlets --format json",
    "stats outlets --format jsonl",
    "stats outlets --format csv",
    "export csv",
    "export csv -o OUT",
    "export csv --status reviewed",
    "export csv --rows verdicts",
    "export csv --rows events --kind count",
    "export csv --as-of 2 --status reviewed",
    "export jsonl --all",
    "export jsonl --rows evidence",
    "export markdown",
    "export annotations",
    "resolve ID --accept Ann --reason because",
    "resolve ID --accept Nobody --reason because",
    "resolve ID --accept Ann --vote --reason because",
    "publish ID https://desk.example/1",
    "assign ID Ben --format json",
    "start ID --format json",
    "note ID remember --format json",
    "triage ID --queue",
    "undo",
    "undo ID",
    "edit ID --of dockers --reason typo --format json",
    "db info",
    "db verify",
    "db verify --deep",
    "db checkpoint",
    "skip ID --reason mine --format json",
    "export claimreview --organisation Desk",
    "export claimreview --organisation Desk --check",
];

/// Commands that show no claim of the ledger to anybody, or end the claim for all.
const OTHERS: &[&str] = &[
    "add",
    "extract",
    "text",
    "verdict",
    "policy",
    "scale",
    "completions",
    "man",
    "split",
    "reopen",
    "void",
    "import",
];

#[test]
fn no_command_shows_a_colleagues_verdict_before_ones_own() {
    let desk = Desk::new();
    let mut seen = Vec::new();
    for line in READING {
        let out = desk.home.path().join("out").to_string_lossy().into_owned();
        let args: Vec<_> = line.split(' ').map(|word| word.replace("ID", &desk.claim).replace("OUT", &out)).collect();
        let args: Vec<_> = args.iter().map(String::as_str).collect();
        let printed = desk.printed("Ben", &args);
        assert!(!printed.contains("error:"), "{line}: {printed}");
        seen.extend(
            SECRETS
                .iter()
                .filter(|secret| printed.contains(**secret))
                .map(|secret| format!("{line}: {secret}\n{printed}")),
        );
    }
    assert!(seen.is_empty(), "{}", seen.join("\n"));
    // And all of it is there for Ann, and for Ben when his own is in.
    let secrets = |who: &str| {
        let printed = desk.printed(who, &["show", &desk.claim]);
        SECRETS.iter().filter(|secret| printed.contains(**secret)).count()
    };
    assert!(secrets("Ann") >= 4);
    assert_eq!(secrets(""), 0, "a reader without a name may be the second reviewer");
    desk.done("Ben", &["verdict", &desk.claim, "wrong", "--explain", "The port says so."]);
    assert!(secrets("Ben") >= 4);
    let both = desk.done("Ben", &["show", &desk.claim, "--format", "json"]);
    assert_eq!(both.matches("\"blind\":true").count(), 2, "{both}");
}

#[test]
fn what_a_revision_touches_is_told_without_the_verdict() {
    let desk = Desk::new();
    let later = desk.file("later.txt", "“The port employs 17,000 dockers,” said harbour master Inge Sund.\n");
    let added = desk.printed("Ben", &["add", &later, "--published", "2026-11-24", "--url", STORY]);
    assert!(added.contains("marked source_changed"), "{added}");
    for format in ["text", "json"] {
        let line = ["diff", STORY, "--format", format];
        let (ben, ann) = (desk.printed("Ben", &line), desk.printed("Ann", &line));
        assert!(SECRETS.iter().all(|secret| !format!("{added}{ben}").contains(secret)), "{ben}");
        assert!(ben.contains("1 verdict is hidden") && ben.contains("reviewed"), "{ben}");
        assert!(ann.contains("wrong") && !ann.contains("hidden until"), "{ann}");
    }
}

#[test]
fn every_command_was_thought_of() {
    for command in claimlog::cli::Cli::command().get_subcommands() {
        let name = command.get_name();
        let walked = READING.iter().any(|line| line.split(' ').next() == Some(name)) || OTHERS.contains(&name);
        assert!(walked, "does `{name}` show verdicts? add it to one of the lists");
    }
}

#[test]
fn looking_is_recorded_and_makes_the_verdict_not_blind() {
    let desk = Desk::new();
    let shown = desk.done("Ben", &["show", &desk.claim, "--unblind"]);
    assert!(shown.contains("zanzibar"));
    assert!(desk.done("Ben", &["log", &desk.claim]).contains("verdict.shown"));
    desk.done("Ben", &["verdict", &desk.claim, "wrong", "--explain", "As Ann says."]);
    let both = desk.done("Ben", &["show", &desk.claim, "--format", "json"]);
    assert_eq!(both.matches("\"blind\":true").count(), 1, "{both}");
}

#[test]
fn a_report_with_hidden_verdicts_is_refused_and_never_half() {
    let desk = Desk::new();
    let out = desk.home.path().join("report.csv").to_string_lossy().into_owned();
    let refused = desk.run("Ben", &["export", "csv", "-o", &out]);
    assert_eq!(refused.status.code(), Some(2));
    assert!(!PathBuf::from(&out).exists());
    desk.done("Ben", &["export", "csv", "-o", &out, "--unblind"]);
    assert!(fs::read_to_string(&out).expect("the report").contains("zanzibar"));
    assert!(desk.done("Ben", &["log"]).contains("verdict.shown"));
}

/// A claim that does not meet the filter any more was not asked for, and its verdict got out.
#[test]
fn a_report_of_an_earlier_moment_is_blind_too() {
    let desk = Desk::new();
    desk.done("Ann", &["reopen", &desk.claim, "--reason", "again"]);
    for format in
        [&["csv"][..], &["csv", "--rows", "verdicts"], &["jsonl", "--rows", "claims"], &["markdown"], &["annotations"]]
    {
        let report = [&["export"], format, &["--status", "reviewed", "--as-of", "2"]].concat();
        let out = desk.run("Ben", &report);
        assert_eq!(out.status.code(), Some(2), "{format:?}: {}", String::from_utf8_lossy(&out.stdout));
    }
    let shown = ["export", "csv", "--status", "reviewed", "--as-of", "2"];
    assert!(desk.done("Ann", &shown).contains("zanzibar"));
    assert!(desk.done("Ben", &[&shown[..], &["--unblind"]].concat()).contains("zanzibar"));
    assert!(
        desk.done("Ann", &["log", "--kind", "verdict.shown", "--format", "csv"]).contains("Ben"),
        "the ledger knows"
    );
}
