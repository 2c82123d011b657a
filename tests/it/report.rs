//! The audit report as a spreadsheet or a script reads it: columns, guards, order, the same bytes every time.

use super::desk::{Desk, column};

#[test]
fn a_report_reproduces_and_its_cells_are_safe() {
    let desk = Desk::new();
    let late = desk.file("late.txt", "It cost $40 million.\n");
    let early = desk.file("early.txt", "Some 300 dockers left, and -5% stayed.\n");
    assert!(
        desk.run(&[
            "add",
            &late,
            "--published",
            "2026-11-24",
            "--title",
            "=HYPERLINK(\"x\")",
            "--publisher",
            "@Courier"
        ])
        .status
        .success()
    );
    assert!(desk.run(&["add", &early, "--published", "2026-11-20"]).status.success());
    let rows = desk.report();
    assert_eq!(column(&rows, "published"), ["2026-11-20", "2026-11-20", "2026-11-24"], "oldest first");
    assert_eq!(column(&rows, "claim_text"), ["Some 300", "'-5%", "$40 million"]);
    assert_eq!(column(&rows, "value"), ["300", "-5", "40000000"], "numbers are never guarded");
    assert_eq!(column(&rows, "title")[2], "'=HYPERLINK(\"x\")");
    assert_eq!(column(&rows, "outlet")[2], "'@Courier");
    assert_eq!(desk.run(&["export", "csv"]).stdout, desk.run(&["export", "csv"]).stdout);
}

#[test]
fn a_report_has_the_verdict_in_force_and_those_that_differ() {
    let desk = Desk::new();
    let article = desk.file("a.txt", "Some 18,000 dockers left.\n");
    assert!(desk.run(&["add", &article]).status.success());
    let id = column(&desk.report(), "claim_id")[0].to_owned();
    let verdict = |rating: &str, name: &str, more: &[&str]| {
        let out = desk.run(&[&["verdict", &id, rating, "--as", name][..], more].concat());
        assert!(out.status.success(), "{}", String::from_utf8_lossy(&out.stderr));
    };
    verdict(
        "wrong",
        "Ana",
        &["--corrected-value", "10800", "--evidence", "https://a.example", "--evidence", "https://b.example"],
    );
    let rows = desk.report();
    let cell = |name: &str| column(&rows, name)[0].to_owned();
    assert_eq!(
        (cell("state"), cell("rating"), cell("rating_value"), cell("class")),
        ("reviewed".into(), "wrong".into(), "1".into(), "inaccurate".into())
    );
    assert_eq!((cell("corrected_value"), cell("evidence_count")), ("10800".into(), "2".into()));
    assert_eq!(cell("evidence_urls"), "https://a.example | https://b.example");
    assert!(cell("error_factor").starts_with("1.66666"));
    verdict("close", "Ben", &[]);
    verdict("accurate", "Ana", &[]);
    let rows = desk.report();
    let cell = |name: &str| column(&rows, name)[0].to_owned();
    assert_eq!(
        (cell("state"), cell("rating"), cell("dissent")),
        ("disputed".into(), "accurate".into(), "Ben: close".into())
    );
    assert_eq!(
        (cell("verdict_count"), cell("correction_count"), cell("reviewers")),
        ("3".into(), "1".into(), "Ben | Ana".into())
    );
}

#[test]
fn an_empty_report_has_its_header() {
    let desk = Desk::new();
    let article = desk.file("a.txt", "Nobody came.\n");
    assert!(desk.run(&["add", &article]).status.success());
    let rows = desk.report();
    assert_eq!(rows.len(), 1);
    assert_eq!((&rows[0][0], &rows[0][1]), ("claim_id", "claim_revision"));
}

#[test]
fn a_report_never_replaces_a_database() {
    let desk = Desk::new();
    let article = desk.file("a.txt", "Some 300 dockers left.\n");
    assert!(desk.run(&["add", &article]).status.success());
    let database = desk.home.path().join("claims.db");
    for name in ["claims.db", "claims.db-wal", "claims.db-journal"] {
        let target = desk.home.path().join(name);
        let out = desk.run(&["export", "csv", "-o", &target.to_string_lossy()]);
        assert_eq!(out.status.code(), Some(1), "{name}");
    }
    assert!(database.metadata().expect("still there").len() > 0);
    assert_eq!(desk.report().len(), 2);
}

#[test]
fn a_withheld_source_is_counted_and_never_printed() {
    let desk = Desk::new();
    let article = desk.file("quay.txt", "The mayor said 40 ships came to Lysvik in May.");
    desk.run(&["add", "--quiet", &article, "--published", "2026-11-24"]);
    let claim = column(&desk.report(), "claim_id")[0].to_owned();
    let added = desk.run(&[
        "evidence",
        "add",
        &claim,
        "--kind",
        "interview",
        "--title",
        "Talk at the quay",
        "--quote",
        "Only 12 came.",
        "--url",
        "https://secret.example/talk",
        "--withheld",
        "her safety",
        "--as",
        "Ana",
        "--format",
        "json",
    ]);
    let piece = String::from_utf8(added.stdout).expect("UTF-8");
    let id = piece.split('"').nth(3).expect("an id").to_owned();
    let given = desk.run(&["verdict", &claim, "wrong", "--as", "Ana", "--evidence", &id, "--explain", "Fewer came."]);
    assert!(given.status.success(), "{}", String::from_utf8_lossy(&given.stderr));
    let rows = desk.report();
    assert_eq!(column(&rows, "withheld_sources")[0], "1");
    assert_eq!(column(&rows, "evidence_count")[0], "1");
    for args in [
        &["export", "csv"][..],
        &["show", &claim],
        &["show", &claim, "--format", "json"],
        &["evidence", "list"],
        &["evidence", "list", "--format", "jsonl"],
        &["list", "--format", "json"],
    ] {
        let printed = String::from_utf8(desk.run(args).stdout).expect("UTF-8");
        for secret in ["secret.example", "Only 12", "Talk at"] {
            assert!(!printed.contains(secret), "{args:?} prints {secret}: {printed}");
        }
    }
}

#[test]
fn a_report_by_a_saved_filter_reproduces_whatever_the_name_stands_for_later() {
    let desk = Desk::new();
    let done = |args: &[&str]| {
        let out = desk.run(args);
        assert!(out.status.success(), "{args:?}: {}", String::from_utf8_lossy(&out.stderr));
        String::from_utf8_lossy(&out.stdout).into_owned()
    };
    let article = desk.file("a.txt", "It cost $40 million, and 300 dockers left.\n");
    done(&["add", &article, "--published", "2026-11-24"]);
    done(&["list", "--kind", "money", "--save", "cost"]);
    let (report, manifest) = (desk.file("audit.csv", ""), desk.file("audit.manifest.json", ""));
    done(&["export", "csv", "--filter", " cost ", "--limit", "9", "-o", &report]);
    let read = |path: &str| std::fs::read_to_string(path).expect("the file is there");
    let written = read(&report);
    assert_eq!(written.lines().count(), 2, "{written}");
    let held: serde_json::Value = serde_json::from_str(&read(&manifest)).expect("JSON");
    assert_eq!((&held["filter_name"], &held["filter"]["kinds"]), (&"cost".into(), &serde_json::json!(["money"])));
    assert_eq!(held["filter"]["limit"], 9);

    done(&["list", "--kind", "count", "--save", "cost"]);
    done(&["db", "verify", &manifest]);
    done(&["list", "--forget", "cost"]);
    done(&["db", "verify", &manifest]);
    let refused = desk.run(&["export", "csv", "--filter", "cost", "-o", &report]);
    assert_eq!(refused.status.code(), Some(2), "{}", String::from_utf8_lossy(&refused.stderr));
    assert_eq!(read(&report), written);
    // A report of a moment before the name was there is made with what the name asks for now.
    done(&["list", "--kind", "count", "--save", "later"]);
    let then = done(&["export", "csv", "--filter", "later", "--as-of", "1"]);
    assert!(then.contains(",count,300,") && !then.contains(",money,"), "{then}");
    // Without a name a manifest holds none.
    done(&["export", "csv", "-o", &report]);
    assert!(!read(&manifest).contains("filter_name"));
}

#[test]
fn every_column_stands_in_the_documentation() {
    let page = std::fs::read_to_string("docs/reports.md").expect("the page is there");
    let mut rest = page.split_once("## Columns").expect("the section is there").1;
    for kind in claimlog::export::RowKind::ALL {
        rest = rest.split_once(&format!("`--rows {kind}`")).expect("a table a kind").1;
        let table = rest.split("\n### ").next().expect("a part");
        let lines: Vec<_> = table.lines().filter(|line| line.starts_with("| `")).collect();
        let columns = kind.columns();
        let wanted: Vec<_> =
            columns.iter().map(|it| format!("| `{}` | {} | {} |", it.name, it.sort.name(), it.meaning)).collect();
        assert_eq!(lines, wanted, "{kind}");
    }
}

#[test]
fn a_report_says_what_changed_and_what_is_a_copy() {
    let desk = Desk::new();
    let story = "The ferry company of Harn keeps its boats in port until the storm has passed. Some 300 people wait on the \
                 quay, and the town has opened its school for all of them.";
    let wire = desk.file("wire.txt", story);
    let copy = desk.file("copy.txt", format!("School opens for travellers.\n\n{story}"));
    let add = |file: &str, url: &str| assert!(desk.run(&["add", file, "--url", url]).status.success());
    add(&wire, "https://wire.example/1");
    add(&copy, "https://tidewater.example/1");
    add(&wire, "https://harn.example/1");
    let rows = desk.report();
    assert_eq!(column(&rows, "claim_text"), ["Some 300", "Some 300"]);
    assert_eq!((column(&rows, "appearances"), column(&rows, "independent_appearances")), (vec!["3"; 2], vec!["1"; 2]));
    assert_eq!(column(&rows, "source_changed"), ["no", "no"]);
    let of_wire =
        column(&rows, "article_url").iter().position(|url| *url == "https://wire.example/1").expect("the wire");
    let id = column(&rows, "claim_id")[of_wire].to_owned();
    assert!(desk.run(&["verdict", &id, "wrong", "--as", "Ana"]).status.success());
    let later = desk.file("later.txt", story.replace("300", "500"));
    add(&later, "https://wire.example/1");
    let rows = desk.report();
    let changed: Vec<_> = column(&rows, "claim_id")
        .into_iter()
        .zip(column(&rows, "source_changed"))
        .filter(|(_, changed)| *changed == "yes")
        .map(|(id, _)| id)
        .collect();
    assert_eq!(changed, [id]);
}
