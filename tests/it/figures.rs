//! Figures and saved filters with hostile names in them: nothing raw reaches a terminal or a spreadsheet, and nothing breaks.

/// Marks that must never be printed raw, and the start of a formula.
const HOSTILE: &str = "=HYPERLINK(\"https://x.example\")\u{1b}[31m\u{202e}, \u{2028}</script>";

/// A desk with an article of a hostile outlet, whose claim a hostile speaker makes.
struct Desk(super::desk::Desk);

impl Desk {
    /// What it prints on both streams.
    fn done(&self, args: &[&str]) -> (String, String) {
        let out = self.0.command(args).env("CLAIMLOG_REVIEWER", "Ann").output().expect("the program runs");
        let text = |bytes: &[u8]| String::from_utf8(bytes.to_vec()).expect("UTF-8");
        assert!(out.status.success(), "{args:?}: {}", text(&out.stderr));
        (text(&out.stdout), text(&out.stderr))
    }

    fn new() -> (Self, String) {
        let desk = Self(super::desk::Desk::new());
        let article = desk.0.file("a.txt", "The port employs 18,000 dockers.\n");
        desk.done(&["add", "--quiet", &article, "--publisher", HOSTILE]);
        let list = desk.done(&["list", "--format", "csv"]).0;
        let claim = list.lines().nth(1).and_then(|line| line.split(',').next()).expect("a claim").to_owned();
        desk.done(&["edit", &claim, "--speaker", HOSTILE, "--reason", "x"]);
        desk.done(&["verdict", &claim, "accurate", "--explain", HOSTILE]);
        (desk, claim)
    }
}

#[test]
fn hostile_names_are_shown_as_text() {
    let (desk, _) = Desk::new();
    desk.done(&["list", "--speaker", HOSTILE, "--save", HOSTILE.trim_end_matches("</script>")]);
    for command in ["stats speakers", "stats outlets", "list --saved"] {
        for format in ["table", "json", "jsonl", "csv"] {
            let args: Vec<_> = command.split(' ').chain(["--format", format]).collect();
            let (out, err) = desk.done(&args);
            assert!(out.contains("HYPERLINK"), "{args:?}: {out}");
            for stream in [&out, &err] {
                assert!(!stream.contains('\u{1b}'), "{args:?}: {stream}");
            }
            assert!(!format.starts_with("json") || !out.contains("</script>"), "{args:?}: {out}");
            if format == "table" {
                assert!(!out.contains('\u{202e}'), "{out}");
            }
            if format == "csv" {
                let mut reader = csv::Reader::from_reader(out.as_bytes());
                let widths = reader.headers().expect("a header").len();
                let rows: Vec<_> = reader.records().map(|row| row.expect("a row as wide as the header")).collect();
                assert!(!rows.is_empty() && rows.iter().all(|row| row.len() == widths), "{out}");
                assert!(rows.iter().all(|row| row[0].starts_with("'=")), "{out}");
            }
        }
    }
    let (out, err) = desk.done(&["stats", "desk"]);
    assert!(!out.contains('\u{1b}') && !err.contains('\u{1b}'));
}

#[test]
fn every_format_says_who_chose_the_claims_also_when_told_to_be_quiet() {
    let (desk, _) = Desk::new();
    let sentence = "say nothing about claims that were not chosen (selection bias).";
    for command in ["stats speakers", "stats outlets", "stats speakers --since 2999-01-01"] {
        for (format, on_out) in [("table", true), ("json", true), ("jsonl", false), ("csv", false)] {
            let args: Vec<_> = command.split(' ').chain(["--quiet", "--format", format]).collect();
            let (out, err) = desk.done(&args);
            assert_eq!((out.contains(sentence), err.contains(sentence)), (on_out, !on_out), "{args:?}");
        }
    }
    for format in ["text", "json"] {
        assert!(desk.done(&["stats", "desk", "--quiet", "--format", format]).0.contains(sentence));
    }
    let json: serde_json::Value =
        serde_json::from_str(&desk.done(&["stats", "speakers", "--format", "json"]).0).expect("JSON");
    assert!(json["note"].as_str().is_some_and(|note| note.contains(sentence)));
    assert_eq!(json["speakers"][0]["suppressed"], "n = 1: too few to say (fewer than 10)");
    assert!(json["speakers"][0]["accuracy"].is_null());
}
