//! Others' fact-checks come in without a guess, once, and speak for nobody but their publishers.

use std::fmt::Write as _;
use std::io::Write as _;
use std::ops::Deref;
use std::process::Stdio;

use serde_json::{Value, json};

const PAGE: &str = "https://courier.example/quay";

/// A desk with one article of two claims.
struct Desk(super::desk::Desk);

impl Deref for Desk {
    type Target = super::desk::Desk;

    fn deref(&self) -> &Self::Target {
        &self.0
    }
}

impl Desk {
    fn new() -> Self {
        let desk = super::desk::Desk::new();
        let article = desk.file("a.txt", "Some 18,000 dockers left. The quay cost $40 million.\n");
        desk.done(&["add", &article, "--published", "2026-11-20", "--url", PAGE]);
        Self(desk)
    }

    /// What became of the reviews, and the exit code.
    fn import(&self, reviews: &str, more: &[&str]) -> (Vec<Value>, Option<i32>) {
        let file = self.file("checks.jsonl", reviews);
        let out = self.run(&[&["import", "claimreview", &file, "--as", "Ana", "--format", "json"][..], more].concat());
        let lines = serde_json::from_slice(&out.stdout);
        assert!(lines.is_ok(), "{}", String::from_utf8_lossy(&out.stderr));
        (lines.unwrap_or_default(), out.status.code())
    }

    fn verdicts(&self) -> Vec<csv::StringRecord> {
        let out = self.run(&["export", "csv", "--rows", "verdicts", "--all"]).stdout;
        csv::Reader::from_reader(&out[..]).records().map(|row| row.expect("a row")).collect()
    }

    fn events(&self) -> usize {
        self.run(&["log", "--format", "jsonl"]).stdout.iter().filter(|byte| **byte == b'\n').count()
    }
}

fn review(claim: &str) -> Value {
    json!({
        "@context": "https://schema.org", "@type": "ClaimReview", "url": "https://check.example/1", "claimReviewed": claim,
        "author": { "@type": "Organization", "name": "Full Check" },
        "reviewRating": { "@type": "Rating", "alternateName": "False", "ratingValue": 1, "worstRating": 1, "bestRating": 5 },
        "itemReviewed": { "@type": "Claim", "appearance": { "url": PAGE } },
    })
}

fn outcomes(lines: &[Value]) -> Vec<&str> {
    lines.iter().map(|line| line["outcome"].as_str().expect("a word")).collect()
}

#[test]
fn a_review_is_recorded_once_and_is_its_publishers() {
    let desk = Desk::new();
    let text = review("18,000 dockers left").to_string();
    let (lines, code) = desk.import(&text, &["--dry-run"]);
    assert_eq!((outcomes(&lines), code, desk.events()), (vec!["recorded"], Some(0), 1));
    let (lines, code) = desk.import(&text, &[]);
    assert_eq!((outcomes(&lines), code, desk.events()), (vec!["recorded"], Some(0), 2));
    let (lines, code) = desk.import(&text, &[]);
    assert_eq!((outcomes(&lines), code, desk.events()), (vec!["known"], Some(0), 2));
    let rows = desk.verdicts();
    assert_eq!(rows.len(), 1);
    let row: Vec<&str> = rows[0].iter().collect();
    for cell in ["Full Check", "external", "claimreview", "False", "inaccurate", "https://check.example/1"] {
        assert!(row.contains(&cell), "{cell}: {row:?}");
    }
    assert!(row.contains(&"imported by Ana from checks.jsonl"), "{row:?}");
    let report = desk.run(&["export", "csv"]).stdout;
    let mut report = csv::Reader::from_reader(&report[..]);
    let at = report.headers().expect("a header").iter().position(|name| name == "rating").expect("a column");
    assert!(report.records().all(|row| row.expect("a row")[at].is_empty()), "their verdict is none of the desk's");
}

#[test]
fn the_desks_verdict_stays_when_others_come_later() {
    let desk = Desk::new();
    let listed = desk.run(&["list", "--kind", "count", "--format", "json"]).stdout;
    let id = serde_json::from_slice::<Value>(&listed).expect("JSON")[0]["id"].as_str().expect("an id").to_owned();
    assert!(desk.run(&["verdict", &id, "close", "--as", "Ana"]).status.success());
    let (lines, _) = desk.import(&review("18,000 dockers left").to_string(), &[]);
    assert_eq!(outcomes(&lines), ["recorded"]);
    let report = desk.run(&["export", "csv", "--kind", "count"]).stdout;
    let mut report = csv::Reader::from_reader(&report[..]);
    let at =
        |name: &str, header: &csv::StringRecord| header.iter().position(|column| column == name).expect("a column");
    let header = report.headers().expect("a header").clone();
    let row = report.records().next().expect("a claim").expect("a row");
    assert_eq!((&row[at("rating", &header)], &row[at("state", &header)]), ("close", "reviewed"));
}

#[test]
fn a_review_may_be_piped_in() {
    let desk = Desk::new();
    let mut child = desk
        .command(&["import", "claimreview", "-", "--as", "Ana", "--format", "jsonl"])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .expect("the program runs");
    let mut input = child.stdin.take().expect("a pipe");
    input.write_all(review("18,000 dockers left").to_string().as_bytes()).expect("it is read");
    drop(input);
    let out = child.wait_with_output().expect("it ends");
    let line: Value = serde_json::from_slice(&out.stdout).expect("one line");
    assert_eq!((line["item"].as_str(), line["outcome"].as_str()), (Some("standard input 1"), Some("recorded")));
}

#[test]
fn where_nothing_fits_nothing_is_recorded() {
    let desk = Desk::new();
    let change = |pointer: &str, value: Value| {
        let mut review = review("18,000 dockers left");
        *review.pointer_mut(pointer).expect("it is there") = value;
        review
    };
    for (review, said) in [
        (review("18,001 dockers left"), "no claim with its number"),
        (review("Dockers left"), "states no number"),
        (review("Some 18,000 dockers left, and the quay cost $40 million"), "several claims"),
        (change("/itemReviewed/appearance/url", json!("https://courier.example/other")), "no logged article"),
        (change("/itemReviewed", json!({})), "names no address"),
        (change("/author", Value::Null), "who published it"),
        (change("/author/name", json!("\u{200b} \u{1b}")), "who published it"),
        (change("/author/name", json!("x".repeat(301))), "301 characters"),
        (change("/reviewRating", json!({})), "no rating in words"),
        (change("/url", json!("javascript:alert(1)")), "is no web address"),
        (change("/url", Value::Null), "is no web address"),
        (change("/reviewRating/alternateName", json!("x".repeat(301))), "301 characters"),
    ] {
        let (lines, code) = desk.import(&review.to_string(), &[]);
        assert_eq!((outcomes(&lines), code), (vec!["left"], Some(1)), "{review}");
        let reason = lines[0]["reason"].as_str().expect("words");
        assert!(reason.contains(said), "{said}: {reason}");
    }
    assert_eq!(desk.events(), 1);
}

#[test]
fn a_claim_elsewhere_is_named_and_not_taken() {
    let desk = Desk::new();
    let mut review = review("More dockers left: 18,000 dockers");
    review["itemReviewed"]["appearance"]["url"] = json!("https://elsewhere.example");
    let (lines, _) = desk.import(&review.to_string(), &[]);
    assert_eq!(outcomes(&lines), ["left"]);
    let id = lines[0]["candidates"][0].as_str().expect("a candidate").to_owned();
    let (lines, code) = desk.import(&review.to_string(), &["--claim", &id]);
    assert_eq!((outcomes(&lines), code), (vec!["recorded"], Some(0)));
    assert_eq!(lines[0]["claim"], id.as_str());
}

#[test]
fn nobody_of_the_desk_is_replaced_by_a_namesake() {
    let desk = Desk::new();
    let report = desk.run(&["list", "--kind", "count", "--format", "json"]).stdout;
    let id = serde_json::from_slice::<Value>(&report).expect("JSON")[0]["id"].as_str().expect("an id").to_owned();
    assert!(desk.run(&["verdict", &id, "close", "--as", "Full Check"]).status.success());
    let (lines, code) = desk.import(&review("18,000 dockers left").to_string(), &[]);
    assert_eq!((outcomes(&lines), code), (vec!["left"], Some(1)));
    assert!(lines[0]["reason"].as_str().expect("words").contains("desk's own"));
    assert_eq!(desk.verdicts().len(), 1);
}

#[test]
fn hostile_words_do_nothing() {
    let desk = Desk::new();
    let mut review = review("18,000 dockers left");
    review["author"]["name"] = json!("</script>\u{1b}[2J\u{202e}=1+1\nFull\u{7} Check");
    review["reviewRating"]["alternateName"] = json!("=HYPERLINK(\"x\")\r\n\u{9b}31m");
    review["reviewRating"]["ratingExplanation"] = json!("\u{1b}]0;title\u{7}</script>\u{2028}");
    review["name"] = json!("<img src=x onerror=alert(1)>");
    review["datePublished"] = json!({ "@value": "\u{1b}[31m" });
    let file = desk.file("checks.json", review.to_string());
    let imported = desk.run(&["import", "claimreview", &file, "--as", "Ana"]);
    assert!(imported.status.success(), "{}", String::from_utf8_lossy(&imported.stderr));
    let id = desk.run(&["list", "--kind", "count", "--format", "json"]).stdout;
    let id = serde_json::from_slice::<Value>(&id).expect("JSON")[0]["id"].as_str().expect("an id").to_owned();
    for out in [imported, desk.run(&["show", &id]), desk.run(&["log"]), desk.run(&["evidence", "list"])] {
        let printed = [out.stdout, out.stderr].concat();
        assert!(
            !printed.iter().any(|byte| matches!(byte, 0..=8 | 11..=31 | 127)),
            "{}",
            String::from_utf8_lossy(&printed)
        );
        assert!(!String::from_utf8_lossy(&printed).contains(['\u{202e}', '\u{9b}', '\u{2028}']));
    }
    assert_eq!(desk.verdicts().len(), 1);
}

#[test]
fn ten_thousand_reviews_are_one_transaction() {
    let desk = Desk::new();
    let mut reviews = String::new();
    let (same, other) = (review("18,000 dockers left"), review("17,999 dockers left"));
    for at in 0..10_000 {
        let mut fresh = review("The quay cost $40 million");
        fresh["url"] = json!(format!("https://check.example/{at}"));
        fresh["author"] = json!(format!("Check {}", at % 10));
        let line = if at % 100 == 0 {
            &fresh
        } else if at % 2 == 0 {
            &same
        } else {
            &other
        };
        writeln!(reviews, "{line}").expect("memory");
    }
    reviews.push_str("{broken\n");
    let (lines, code) = desk.import(&reviews, &[]);
    assert_eq!((lines.len(), code), (10_001, Some(1)));
    let count = |wanted: &str| outcomes(&lines).into_iter().filter(|outcome| *outcome == wanted).count();
    assert_eq!((count("recorded"), count("known"), count("left")), (101, 4_899, 5_001));
    assert_eq!(desk.verdicts().len(), 101);
}

#[test]
fn what_one_desk_exports_another_imports() {
    let (ours, theirs) = (Desk::new(), Desk::new());
    let report = ours.run(&["list", "--kind", "count", "--format", "json"]).stdout;
    let id = serde_json::from_slice::<Value>(&report).expect("JSON")[0]["id"].as_str().expect("an id").to_owned();
    for args in [
        &["verdict", &id, "wrong", "--as", "Cem"][..],
        &["verdict", &id, "wrong", "--as", "Ana", "--explain", "Fewer </script> left."],
        &["publish", &id, "https://desk.example/1", "--as", "Ana", "--on", "2026-11-22"],
    ] {
        let out = ours.run(args);
        assert!(out.status.success(), "{}", String::from_utf8_lossy(&out.stderr));
    }
    let pages: &[&str] = if cfg!(feature = "html") { &["--html"] } else { &[] };
    for more in [&[][..], &["--feed", "--extended"], pages] {
        let path = ours.home.path().join(if more == ["--html"] { "r.html" } else { "r.jsonld" });
        let path = path.to_string_lossy().into_owned();
        let written =
            ours.run(&[&["export", "claimreview", "--organisation", "Our Desk", "-o", &path][..], more].concat());
        assert!(written.status.success(), "{}", String::from_utf8_lossy(&written.stderr));
        let again = ours.run(&["db", "verify", &ours.home.path().join("r.manifest.json").to_string_lossy()]);
        assert!(again.status.success(), "{}", String::from_utf8_lossy(&again.stdout));
        let out = theirs.run(&["import", "claimreview", &path, "--as", "Ben", "--format", "jsonl"]);
        let line: Value = serde_json::from_slice(&out.stdout).expect("one line");
        assert_eq!((line["publisher"].as_str(), line["rating"].as_str()), (Some("Our Desk"), Some("Wrong")), "{line}");
        assert_ne!(line["outcome"], "left", "{line}");
    }
    let rows = theirs.verdicts();
    assert_eq!(rows.len(), 1);
    let row: Vec<&str> = rows[0].iter().collect();
    assert!(row.contains(&"Fewer </script> left.") && row.contains(&"external"), "{row:?}");
}
