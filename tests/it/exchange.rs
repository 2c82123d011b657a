//! What leaves a desk comes back: a whole ledger to the byte, and verdicts that colleagues filled into a report. What is broken on
//! the way stores nothing.

use super::desk::{Desk, column};

/// What hostile articles and people write.
const HOSTILE: [&str; 8] = [
    "=HYPERLINK(\"http://x.example\",\"y\")",
    "'=1+1",
    "\u{1b}[2J\u{1b}]0;x\u{7}",
    "\u{202e}gnp.exe\u{2066}",
    "</script><script>alert(1)</script>",
    "two\r\nlines, “quotes” \"and\" a\tb",
    "\u{2028}😀e\u{301}\u{200b}",
    "-5% ＝1＋1 @SUM(A1)",
];

/// A desk whose people and articles mean harm, with every kind of act.
fn lived() -> Desk {
    let desk = Desk::new();
    for (at, bad) in HOSTILE.iter().enumerate() {
        let article = desk.file("a.txt", format!("The port counts {at}0 ships {bad} and 18,{at}00 dockers.\n"));
        desk.done(&["add", "-q", &article, "--title", bad, "--publisher", bad, "--published", "2026-11-20"]);
    }
    let claims = desk.claims();
    desk.done(&["verdict", &claims[0], "wrong", "--as", "Ann", "--explain", HOSTILE[0], "--corrected-value", "-1.50"]);
    desk.done(&[
        "verdict",
        &claims[0],
        "close",
        "--as",
        "Ben",
        "--explain",
        HOSTILE[5],
        "--evidence",
        "https://a.example",
    ]);
    desk.done(&["verdict", &claims[1], "accurate", "--as", "Ann", "--explain", HOSTILE[7]]);
    desk.done(&["note", &claims[2], HOSTILE[2], "--as", "Ann"]);
    desk.done(&["edit", &claims[3], "--speaker", HOSTILE[3], "--reason", "x", "--as", "Ann"]);
    desk.done(&["triage", &claims[4], "--not-checkable", "opinion", "--as", "Ann"]);
    desk.done(&["undo", "--as", "Ann"]);
    desk.done(&["list", "--kind", "count", "--save", "counts", "--as", "Ann"]);
    desk
}

const ALL: [&[&str]; 5] = [
    &["export", "jsonl", "--all"],
    &["export", "csv", "--all"],
    &["export", "csv", "--all", "--rows", "verdicts"],
    &["export", "csv", "--all", "--rows", "evidence"],
    &["export", "csv", "--all", "--rows", "events"],
];

#[test]
fn a_ledger_goes_out_and_comes_in_to_the_byte() {
    let (desk, copy) = (lived(), Desk::new());
    let ledger = desk.done(ALL[0]);
    assert!(!ledger.contains(['\u{1b}', '\u{202e}', '\u{2028}', '<']), "nothing raw");
    let file = copy.file("ledger.jsonl", &ledger);
    copy.done(&["import", "jsonl", &file, "--dry-run"]);
    assert!(!copy.path("claims.db").exists(), "a dry run makes no database");
    copy.done(&["import", "jsonl", &file]);
    for report in ALL {
        assert_eq!(copy.done(report), desk.done(report), "{report:?}");
    }
    copy.done(&["db", "verify", "--deep"]);
    assert!(copy.done(&["import", "jsonl", &file]).contains("0 new events and"), "the same again changes nothing");
    assert_eq!(copy.done(ALL[0]), ledger);
}

#[test]
fn a_ledger_joins_another() {
    let (desk, other) = (lived(), Desk::new());
    let article = other.file("b.txt", "A cook served 300 meals.\n");
    other.done(&["add", "-q", &article]);
    let file = other.file("ledger.jsonl", desk.done(ALL[0]));
    other.done(&["import", "jsonl", &file]);
    assert_eq!(other.claims().len(), desk.claims().len() + 1);
    other.done(&["db", "verify", "--deep"]);
    let (code, said) = other.refused(&["export", "jsonl", "--all", "--kind", "money"]);
    assert!(code == Some(2) && said.contains("whole"), "{said}");
}

#[test]
fn a_ledger_that_broke_on_the_way_stores_nothing() {
    let (desk, copy) = (lived(), Desk::new());
    let ledger = desk.done(ALL[0]);
    let lines: Vec<_> = ledger.lines().collect();
    let without = |left_out: usize| {
        let kept = lines.iter().enumerate().filter(|(at, _)| *at != left_out).map(|(_, line)| format!("{line}\n"));
        kept.collect::<String>()
    };
    let broken = [
        ("the end is missing", lines[..lines.len() - 1].join("\n")),
        ("the head is missing", without(0)),
        ("an event is missing", without(3)),
        ("a text is missing", without(2)),
        ("half a line", ledger[..ledger.len() - 40].to_owned()),
        ("a number was changed", ledger.replacen("\"corrected_value\"", "\"x\"", 1).replacen("18,000", "19,000", 1)),
        ("a rating was changed", ledger.replace("\"rating\":\"wrong\"", "\"rating\":\"close\"")),
        ("two ledgers", format!("{ledger}{ledger}")),
        ("no ledger", "{\"doc\":\"a\"}\n".to_owned()),
        ("nothing", String::new()),
    ];
    for (what, text) in broken {
        let file = copy.file("ledger.jsonl", text);
        let (code, said) = copy.refused(&["import", "jsonl", &file]);
        assert_eq!(code, Some(1), "{what}: {said}");
        let empty = !copy.path("claims.db").exists() || copy.claims().is_empty();
        assert!(empty, "{what}");
    }
}

/// The report with cells written into rows: by claim, the column and what stands there then.
fn filled(table: &str, cells: &[(usize, &str, &str)]) -> String {
    let mut reader = csv::ReaderBuilder::new().has_headers(false).from_reader(table.as_bytes());
    let mut rows: Vec<Vec<String>> =
        reader.records().map(|row| row.expect("a row").iter().map(str::to_owned).collect()).collect();
    for (row, name, cell) in cells {
        let at = rows[0].iter().position(|column| column == name).expect("the column is there");
        (*cell).clone_into(&mut rows[*row][at]);
    }
    let mut writer = csv::Writer::from_writer(Vec::new());
    rows.iter().for_each(|row| writer.write_record(row).expect("written"));
    String::from_utf8(writer.into_inner().expect("whole")).expect("UTF-8")
}

fn verdicts(desk: &Desk) -> usize {
    desk.done(&["log", "--kind", "verdict.given", "--format", "jsonl"]).lines().count()
}

#[test]
fn an_unchanged_report_records_nothing_in_any_dialect() {
    let desk = lived();
    let before = verdicts(&desk);
    for dialect in [
        &[][..],
        &["--excel"],
        &["--delimiter", ";", "--decimal", ","],
        &["--delimiter", "tab", "--one-line"],
        &["--raw"],
        &["--rows", "verdicts"],
        &["--rows", "verdicts", "--raw", "--one-line"],
    ] {
        let table = desk.done(&[&["export", "csv", "--all"], dialect].concat());
        let file = desk.file("report.csv", table);
        let known: Vec<_> =
            dialect.chunks(2).filter(|pair| matches!(pair[0], "--decimal")).flatten().copied().collect();
        let raw = if dialect.contains(&"--raw") { &["--raw"][..] } else { &[] };
        let out = desk.run(&[&["import", "csv", &file], &known[..], raw].concat());
        let said = String::from_utf8_lossy(&out.stderr).into_owned();
        assert!(out.status.success() && said.contains("0 verdicts recorded"), "{dialect:?}: {said}");
    }
    assert_eq!(verdicts(&desk), before);
}

#[test]
fn what_colleagues_fill_in_is_recorded_once() {
    let desk = lived();
    let (before, table) = (verdicts(&desk), desk.done(&["export", "csv", "--all"]));
    let cells = [
        (6, "rating", "Outdated"),
        (6, "explanation", "'=1+1 is older"),
        (6, "corrected_value", "17000.50"),
        (6, "evidence_urls", "https://a.example/1 | https://b.example/2"),
        (7, "rating", "wrong"),
        (7, "reviewers", "Cora"),
        (7, "confidence", "low"),
        (1, "rating", "misleading"),
        (1, "correction_reason", "our_error"),
        (1, "correction_note", "We misread it."),
    ];
    let file = desk.file("filled.csv", filled(&table, &cells));
    let import = ["import", "csv", &file, "--as", "Dan"];
    let dry = desk.done(&[&import[..], &["--dry-run"]].concat());
    assert_eq!((dry.lines().count(), verdicts(&desk)), (3, before), "{dry}");
    desk.done(&import);
    assert_eq!(verdicts(&desk), before + 3);
    let rows = desk.report();
    let cell = |name: &str, at: usize| column(&rows, name)[at].to_owned();
    assert_eq!(
        (cell("rating", 5), cell("reviewers", 5), cell("corrected_value", 5), cell("explanation", 5)),
        ("outdated".into(), "Dan".into(), "17000.5".into(), "'=1+1 is older".into())
    );
    assert_eq!((cell("evidence_count", 5), cell("reviewers", 6)), ("2".into(), "Cora".into()));
    desk.done(&import);
    assert_eq!(verdicts(&desk), before + 3, "the same again is known");
}

#[test]
fn a_wrong_row_is_named_and_nothing_is_recorded() {
    let desk = lived();
    let (before, table) = (verdicts(&desk), desk.done(&["export", "csv", "--all"]));
    let claim = desk.claims()[5].clone();
    let good = (6, "rating", "wrong");
    for (cells, more, said) in [
        (vec![good, (7, "rating", "dreadful")], &["--as", "Dan"][..], "row 8: “dreadful”"),
        (vec![good, (7, "explanation", "because")], &["--as", "Dan"], "row 8: it has a cell explanation and no rating"),
        (vec![good], &[], "row 7: it does not say who judges"),
        (
            vec![(6, "rating", "close"), (6, "corrected_value", "1,800")],
            &["--as", "Dan"],
            "row 7: column corrected_value, “1,800”",
        ),
        (
            vec![good, (7, "claim_id", "c0000"), (7, "rating", "wrong")],
            &["--as", "Dan"],
            "row 8: there is no claim “c0000”",
        ),
        (
            vec![good, (7, "claim_id", &claim), (7, "claim_revision", ""), (7, "rating", "close")],
            &["--as", "Dan"],
            "judges the claim of row",
        ),
        (vec![good, (6, "recheck_on", "1/2/2027")], &["--as", "Dan"], "row 7: column recheck_on"),
        (
            vec![good, (6, "claim_revision", "r00000000000000000000000000000000")],
            &["--as", "Dan"],
            "row 7: the claim was edited",
        ),
        (vec![(2, "rating", "close")], &[], "row 3: it changes the verdict of"),
        (vec![(2, "rating", "")], &["--as", "Dan"], "row 3: the rating of v"),
        (vec![(2, "verdict_id", "v00000000000000000000000000000000")], &["--as", "Dan"], "row 3: the verdict v0000"),
    ] {
        let file = desk.file("filled.csv", filled(&table, &cells));
        let (code, message) = desk.refused(&[&["import", "csv", &file][..], more].concat());
        assert!(
            code == Some(1) && message.contains(said) && message.contains("nothing is stored"),
            "{said}: {message}"
        );
    }
    assert_eq!(verdicts(&desk), before);
}

#[test]
fn tables_of_spreadsheets_and_of_other_people_are_read() {
    let desk = lived();
    let claims = desk.claims();
    let (before, id) = (verdicts(&desk), |at: usize| &claims[at][..12]);
    let cp1252 =
        [b"claim_id;rating;explanation\r\n".as_slice(), id(5).as_bytes(), b";wrong;M\xFCller\x92s\r\n"].concat();
    let file = desk.file("excel.csv", cp1252);
    let out = desk.run(&["import", "csv", &file, "--as", "Dan"]);
    assert!(out.status.success() && String::from_utf8_lossy(&out.stderr).contains("windows-1252"));
    let text = format!("rating\tclaim_id\r\nclose\t{}\r\n", id(6));
    let utf16: Vec<u8> = [0xFF, 0xFE].into_iter().chain(text.encode_utf16().flat_map(u16::to_le_bytes)).collect();
    let file = desk.file("unicode.txt", utf16);
    desk.done(&["import", "csv", &file, "--as", "Dan"]);
    let file = desk.file("log.csv", format!("ID,Our verdict,Who\n{},Half True,Eve\n", id(7)));
    let map = ["--map", "claim_id=ID", "--map", "rating=our verdict", "--map", "reviewer=Who", "--scale", "politifact"];
    desk.done(&[&["import", "csv", &file][..], &map].concat());
    assert_eq!(verdicts(&desk), before + 3);
    let rows = desk.report();
    assert_eq!(column(&rows, "explanation")[5], "Müller’s");
    assert_eq!((column(&rows, "rating")[7], column(&rows, "reviewers")[7]), ("half_true", "Eve"));
    for (table, said) in [
        ("claim,rating\n", "has no column claim_id"),
        ("claim_id,rating,Rating\n", "“rating” more than once"),
        ("claim_id,rating\nc1\n", "row 2 has not the 2 cells"),
        ("", "is empty"),
    ] {
        let file = desk.file("wrong.csv", table);
        let (_, message) = desk.refused(&["import", "csv", &file, "--as", "Dan"]);
        assert!(message.contains(said), "{said}: {message}");
    }
}

#[test]
fn a_changed_row_keeps_what_it_did_not_change() {
    let desk = Desk::new();
    let article = desk.file("a.txt", "The rent is $31.50 a month.\n");
    desk.done(&["add", "-q", &article]);
    let claim = desk.claims()[0].clone();
    let secret =
        ["--kind", "interview", "--quote", "Less.", "--withheld", "her safety", "--as", "Ana", "--format", "json"];
    let piece = desk.done(&[&["evidence", "add", &claim][..], &secret].concat());
    let piece = piece.split('"').nth(3).expect("an id").to_owned();
    let more = ["--contacted", "answered", "--contacted-on", "2026-11-03", "--answer", "We stand by it."];
    let said =
        ["--explain", "typo", "--analysis", "one\n\ntwo", "--evidence", &piece, "--evidence", "https://open.example/1"];
    desk.done(&[&["verdict", &claim, "wrong", "--as", "Ana", "--corrected-value", "30"][..], &more, &said].concat());
    let table = desk.done(&["export", "csv", "--all", "--one-line"]);
    let file = desk.file("filled.csv", filled(&table, &[(1, "explanation", "no typo")]));
    for _ in 0..2 {
        desk.done(&["import", "csv", &file, "--as", "Ana"]);
    }
    assert_eq!(verdicts(&desk), 2, "the same again is known");
    let shown = desk.done(&["show", &claim, "--format", "json", "--as", "Ana"]);
    for kept in ["one\\n\\ntwo", "We stand by it.", "2026-11-03", "her safety", "no typo"] {
        assert!(shown.contains(kept), "{kept}: {shown}");
    }
    let rows = desk.report();
    assert_eq!((column(&rows, "withheld_sources")[0], column(&rows, "evidence_count")[0]), ("1", "2"));
    // A report that others have overtaken changes nothing.
    let (code, said) = desk.refused(&[
        "import",
        "csv",
        &desk.file("stale.csv", filled(&table, &[(1, "rating", "close")])),
        "--as",
        "Ana",
    ]);
    assert!(code == Some(1) && said.contains("replaced since the report was made"), "{said}");
    desk.done(&["undo", "--as", "Ana"]);
    let table = desk.done(&["export", "csv", "--all"]);
    desk.done(&["undo", "--as", "Ana"]);
    desk.done(&["import", "csv", &desk.file("undone.csv", &table), "--as", "Ana"]);
    assert_eq!(verdicts(&desk), 2, "a verdict that was taken back does not come back by itself");
}

#[test]
fn what_is_filled_in_twice_or_by_several_at_once_is_recorded_once() {
    let desk = Desk::new();
    let article = desk.file("a.txt", "The rent is $31.50 a month.\n");
    desk.done(&["add", "-q", &article]);
    let cells = [
        (1, "rating", "Wrong"),
        (1, "corrected_value", "30"),
        (1, "number_correct", "No"),
        (1, "explanation", "'Twas thirty"),
        (1, "evidence_urls", "https://a.example/y | https://a.example/y"),
    ];
    let file = desk.file("filled.csv", filled(&desk.done(&["export", "csv", "--all"]), &cells));
    let import = || desk.command(&["import", "csv", &file, "--as", "Hal"]).spawn().expect("the program runs");
    let all: Vec<_> = (0..4).map(|_| import()).collect();
    for mut one in all {
        assert!(one.wait().expect("it ends").success());
    }
    desk.done(&["import", "csv", &file, "--as", "Hal"]);
    assert_eq!(verdicts(&desk), 1);
    assert_eq!(column(&desk.report(), "explanation")[0], "''Twas thirty", "the apostrophe is its own, and guarded");
}

#[test]
fn who_changes_a_colleagues_row_was_not_blind() {
    let desk = lived();
    let table = desk.done(&["export", "csv", "--all", "--rows", "verdicts"]);
    let file = desk.file("filled.csv", filled(&table, &[(1, "rating", "outdated"), (1, "explanation", "older")]));
    desk.done(&["import", "csv", &file, "--as", "Cora"]);
    let table = desk.done(&["export", "csv", "--all", "--rows", "verdicts"]);
    let mut reader = csv::ReaderBuilder::new().has_headers(false).from_reader(table.as_bytes());
    let rows: Vec<_> = reader.records().map(|row| row.expect("a row")).collect();
    let at = column(&rows, "reviewer").iter().position(|name| *name == "Cora").expect("her verdict");
    assert_eq!((column(&rows, "blind")[at], column(&rows, "rating")[at]), ("no", "outdated"));
}

#[test]
fn numbers_that_can_be_read_in_two_ways_are_refused() {
    let desk = lived();
    let claim = desk.claims()[5].clone();
    for (number, more, value) in [
        ("1.800", &[][..], None),
        ("1.800", &["--decimal", "."], Some("1.8")),
        ("1,8", &["--decimal", ","], Some("1.8")),
        ("1800.5", &[], Some("1800.5")),
    ] {
        let file = desk.file("excel.csv", format!("claim_id;rating;corrected_value\n{claim};wrong;{number}\n"));
        let call = [&["import", "csv", &file, "--as", "Dan"][..], more].concat();
        match value {
            None => assert!(desk.refused(&call).1.contains("say which, with --decimal"), "{number}"),
            Some(value) => {
                desk.done(&call);
                assert_eq!(column(&desk.report(), "corrected_value")[5], value, "{number}");
            }
        }
    }
}

#[test]
fn a_trimmed_table_keeps_what_it_does_not_show_and_an_edited_claim_is_not_judged_unseen() {
    let desk = Desk::new();
    let article = desk.file("a.txt", "The rent is $31.50 a month.\n");
    desk.done(&["add", "-q", &article]);
    let claim = desk.claims()[0].clone();
    let said = ["--scale", "truefalse", "--number-correct", "no", "--confidence", "high", "--recheck", "2026-12-01"];
    let right = ["--corrected-value", "30", "--corrected-unit", "EUR/mo", "--as-of", "2026-01-01"];
    desk.done(&[&["verdict", &claim, "false", "--as", "Ana"][..], &said, &right].concat());
    let rows = desk.report();
    let cell = |name: &str| column(&rows, name)[0].to_owned();
    let table = format!("claim_id,verdict_id,rating,corrected_value\n{claim},{},False,29\n", cell("verdict_id"));
    let file = desk.file("trimmed.csv", table);
    desk.done(&["import", "csv", &file, "--as", "Ana"]);
    let rows = desk.report();
    let kept =
        ["scale", "number_correct", "confidence", "recheck_on", "corrected_unit", "corrected_as_of", "corrected_value"];
    let cells = kept.map(|name| column(&rows, name)[0].to_owned());
    assert_eq!(cells, ["truefalse", "no", "high", "2026-12-01", "EUR/mo", "2026-01-01", "29"].map(str::to_owned));
    let table = desk.done(&["export", "csv", "--all"]);
    desk.done(&["edit", &claim, "--value", "13.50", "--reason", "misread", "--as", "Ana"]);
    for changed in [
        filled(&table, &[(1, "rating", "true")]),
        format!("claim_id,verdict_id,rating\n{claim},{},True\n", column(&rows, "verdict_id")[0]),
    ] {
        let (code, said) = desk.refused(&["import", "csv", &desk.file("stale.csv", changed), "--as", "Ana"]);
        assert!(code == Some(1) && said.contains("the claim was edited since"), "{said}");
    }
}

#[cfg(unix)]
#[test]
fn a_ledger_is_its_owners_alone() {
    use std::os::unix::fs::PermissionsExt as _;
    let desk = lived();
    let path = desk.file("ledger.jsonl", "an older file that others may read");
    desk.done(&["export", "jsonl", "--all", "-q", "-o", &path]);
    assert_eq!(std::fs::metadata(&path).expect("there").permissions().mode() & 0o777, 0o600);
}
