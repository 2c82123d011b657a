//! Reports reproduce: as of any moment the bytes that were written then, in any time zone and language, and a target that cannot
//! hold a report is never taken for one that does.

use std::fs;

use super::desk::Desk;

/// Numbers that are the same in every run.
struct Random(u64);

impl Random {
    fn below(&mut self, end: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(self.0 >> 33).expect("31 bits") % end
    }
}

/// Does something with a claim, which may not be possible where it stands: then nothing happens.
fn something(desk: &Desk, claims: &[String], at: usize, random: &mut Random) {
    let claim = &claims[random.below(claims.len())];
    let who = ["Ann", "Ben", "Cora"][random.below(3)];
    let rating = ["accurate", "close", "misleading", "outdated", "wrong", "unsupported"][random.below(6)];
    let value = (random.below(90_000)).to_string();
    let word = format!("because of {at}");
    let url = format!("https://a.example/{at}");
    let args: &[&str] = match random.below(14) {
        0..=4 => &["verdict", claim, rating, "--explain", &word, "--corrected-value", &value, "--evidence", &url],
        5 => &["note", claim, &word],
        6 => &["triage", claim, "--queue", "--due", "2027-01-01"],
        7 => &["assign", claim, "Ben"],
        8 => &["edit", claim, "--value", &value, "--reason", &word],
        9 => &["void", claim, "--reason", &word],
        10 => &["reopen", claim, "--reason", &word],
        11 => &["publish", claim, &url],
        12 => &["evidence", "add", claim, "--title", &word, "--url", &url],
        _ => &["undo"],
    };
    // A clock that goes on: as of a time is then as of a row.
    let now = (1_795_430_400 + 60 * at).to_string();
    let out = desk.command(&[args, &["--as", who]].concat()).env("SOURCE_DATE_EPOCH", now).output();
    let out = out.expect("the program runs");
    assert!(
        out.status.code().is_some_and(|code| [0, 1, 2].contains(&code)),
        "{args:?}: {}",
        String::from_utf8_lossy(&out.stderr)
    );
}

const FORMATS: [(&str, &[&str]); 7] = [
    ("page.html", &["html", "--all"]),
    ("claims.csv", &["csv", "--all"]),
    ("verdicts.csv", &["csv", "--all", "--rows", "verdicts", "--excel"]),
    ("events.csv", &["csv", "--all", "--rows", "events"]),
    ("ledger.jsonl", &["jsonl", "--all"]),
    ("report.md", &["markdown", "--all"]),
    ("notes.jsonld", &["annotations", "--all"]),
];

#[test]
fn a_report_as_of_a_moment_is_the_one_that_was_written_then() {
    let desk = Desk::new();
    let article =
        desk.file("a.txt", "Of 10, 200, 3,000, 40,000 and 500,000 dockers 6 percent left for $7 million in 2019.\n");
    desk.done(&["add", "-q", &article, "--published", "2026-11-20"]);
    let claims = desk.claims();
    let (mut random, mut written) = (Random(7), Vec::new());
    for at in 1..=500 {
        something(&desk, &claims, at, &mut random);
        if at % 125 == 0 {
            for (name, format) in FORMATS {
                let report = desk.path(&format!("{at}-{name}")).to_string_lossy().into_owned();
                desk.done(&[&["export"], format, &["-q", "-o", &report]].concat());
                written.push((at, report, format));
            }
        }
    }
    let events = desk.done(&["log", "--format", "jsonl"]).lines().count();
    assert!(events > 250, "enough happened: {events}");
    for (at, report, format) in written {
        let then = fs::read_to_string(&report).expect("it was written");
        let name = report.rsplit_once('.').expect("an ending").0.to_owned() + ".manifest.json";
        let manifest: serde_json::Value =
            serde_json::from_str(&fs::read_to_string(&name).expect("a manifest")).expect("JSON");
        let row = manifest["db_head_seq"].to_string();
        let time = chrono::DateTime::from_timestamp(1_795_430_400 + 60 * i64::try_from(at).expect("small"), 0)
            .expect("a time")
            .to_rfc3339();
        for moment in [&row, &time] {
            let again = desk.done(&[&["export"], format, &["--as-of", moment]].concat());
            assert!(again == then, "{report} as of {moment}");
        }
        desk.done(&["db", "verify", &name]);
        fs::write(&report, then + " ").expect("writable");
        assert_eq!(desk.run(&["db", "verify", &name]).status.code(), Some(3), "a changed report is found");
    }
    let (code, said) = desk.refused(&["export", "csv", "--as-of", "9999999"]);
    assert!(code == Some(2) && said.contains("its last is"), "{said}");
    assert_eq!(desk.refused(&["export", "csv", "--as-of", "yesterday-ish"]).0, Some(2));
}

#[test]
fn time_zones_and_languages_change_nothing() {
    let desk = Desk::new();
    let article = desk.file("a.txt", "Some 18,000 dockers left; İstanbul counted 1.5 percent.\n");
    desk.done(&["add", "-q", &article, "--published", "2026-11-20", "--title", "Istanbul"]);
    desk.done(&["verdict", &desk.claims()[0], "wrong", "--as", "Ann", "--corrected-value", "10800.5"]);
    let formats = [&["claimreview", "--organisation", "Desk", "--all"][..]];
    for format in FORMATS.map(|(_, format)| format).into_iter().chain(formats) {
        let call = [&["export"], format].concat();
        let plain = desk.command(&call).env("TZ", "UTC").env("LC_ALL", "C").output().expect("the program runs").stdout;
        for (zone, language) in [("Pacific/Kiritimati", "tr_TR.UTF-8"), ("America/St_Johns", "de_DE.UTF-8")] {
            let there = desk.command(&call).env("TZ", zone).env("LC_ALL", language).env("LANG", language).output();
            assert!(there.expect("the program runs").stdout == plain, "{format:?} in {zone}");
        }
    }
}

#[cfg(unix)]
#[test]
fn a_target_that_cannot_hold_a_report_is_refused() {
    use std::process::Stdio;
    let desk = Desk::new();
    let article = desk.file("a.txt", "Some 18,000 dockers left.\n".repeat(400));
    desk.done(&["add", "-q", &article]);
    let kept = desk.file("kept.txt", "kept");
    let link = desk.path("link.csv");
    std::os::unix::fs::symlink(&kept, &link).expect("a link");
    for target in
        [link.to_string_lossy().as_ref(), "/dev/full", "/dev/null", desk.home.path().to_string_lossy().as_ref()]
    {
        let (code, said) = desk.refused(&["export", "csv", "--all", "-o", target]);
        assert!(code == Some(1) && said.contains("no plain file"), "{target}: {said}");
    }
    assert_eq!(fs::read_to_string(&kept).expect("still there"), "kept");
    // A manifest that cannot be written leaves the report as it was.
    let report = desk.file("audit.csv", "old");
    std::os::unix::fs::symlink(&kept, desk.path("audit.manifest.json")).expect("a link");
    assert_eq!(desk.refused(&["export", "csv", "-o", &report]).0, Some(1));
    assert_eq!(fs::read_to_string(&report).expect("still there"), "old");
    let pipe = desk.path("pipe").to_string_lossy().into_owned();
    assert!(std::process::Command::new("mkfifo").arg(&pipe).status().expect("there is one").success());
    assert!(desk.refused(&["export", "csv", "-o", &pipe]).1.contains("no plain file"), "it does not wait for a reader");
    let full = fs::OpenOptions::new().write(true).open("/dev/full").expect("there is one");
    let out = desk.command(&["export", "csv", "--all"]).stdout(full).output().expect("the program runs");
    assert_eq!(out.status.code(), Some(1), "a full disk is no success");
    let mut closed =
        desk.command(&["export", "csv", "--all"]).stdout(Stdio::piped()).spawn().expect("the program runs");
    drop(closed.stdout.take());
    assert!(closed.wait().expect("it ends").success(), "a reader who has seen enough is no failure");
    let missing = desk.path("no/such/folder/a.csv").to_string_lossy().into_owned();
    assert_eq!(desk.refused(&["export", "csv", "-o", &missing]).0, Some(1));
}

#[test]
fn a_manifest_never_takes_the_place_of_anothers() {
    let desk = Desk::new();
    let article = desk.file("a.txt", "Some 18,000 dockers left.\n");
    desk.done(&["add", "-q", &article]);
    let path = |name: &str| desk.path(name).to_string_lossy().into_owned();
    for name in ["audit.csv", "audit.md", "audit.csv"] {
        let format = if name.ends_with("md") { "markdown" } else { "csv" };
        desk.done(&["export", format, "-q", "-o", &path(name)]);
    }
    for manifest in ["audit.manifest.json", "audit.md.manifest.json"] {
        desk.done(&["db", "verify", &path(manifest)]);
    }
    let manifest: serde_json::Value =
        serde_json::from_slice(&fs::read(path("audit.manifest.json")).expect("there")).expect("JSON");
    for field in [
        "claimlog_version",
        "schema_version",
        "generated_at",
        "as_of",
        "db_head_seq",
        "db_head_hash",
        "chain_verified",
        "format",
        "row_kind",
        "csv_dialect",
        "filter",
        "row_count",
        "sha256",
        "columns",
        "counts",
        "extractor_versions",
        "scales",
        "methodology",
        "policy",
        "agreement",
        "withheld_sources",
        "evidence_without_archive",
        "dropped_characters",
    ] {
        assert!(manifest.get(field).is_some(), "{field}");
    }
    assert_eq!(manifest["generated_at"], "2026-11-23T10:40:00Z", "SOURCE_DATE_EPOCH");
}

#[test]
fn a_report_on_standard_output_is_of_one_moment() {
    let desk = Desk::new();
    let article = desk.file("a.txt", "Some 18,000 dockers left.\n".repeat(300));
    desk.done(&["add", "-q", &article]);
    let claim = desk.claims()[0].clone();
    std::thread::scope(|scope| {
        let writer =
            scope.spawn(|| (0..40).for_each(|at| drop(desk.done(&["note", &claim, &format!("{at}"), "--as", "Ann"]))));
        let copy = Desk::new();
        let mut exports = 0;
        while !writer.is_finished() || exports < 5 {
            let file = copy.file("ledger.jsonl", desk.done(&["export", "jsonl", "--all"]));
            copy.done(&["import", "jsonl", &file, "--dry-run"]);
            exports += 1;
        }
    });
}
