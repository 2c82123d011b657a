//! The report as a workbook, for reading, and as annotations, made of hostile articles: nothing in them acts, and the same
//! bytes come in every time zone.

use std::process::{Command, Output};

use pulldown_cmark::{Event, Options, Parser, Tag};
use serde_json::Value;
use tempfile::TempDir;

const HOSTILE: &str = "😀😀 Some 300 <b>dockers</b> left | and =1+1 stayed, \u{202e}said\u{202c} Inge Sund.\n\n\
    \u{1b}[2J# It cost **$40 million** </script><script>alert(1)</script> in 🚢🚢 [Lysvik](javascript:alert(1)).\n\n\
    Naïve “quotes”: 4.5 percent\u{2028}of 🧑‍🔧🧑‍🔧 left.\n";

struct Desk {
    home: TempDir,
}

impl Desk {
    /// A database of an article that means harm, with a verdict that does too.
    fn hostile() -> Self {
        let desk = Self { home: tempfile::tempdir().expect("a temporary folder") };
        let article = desk.path("a.txt");
        std::fs::write(&article, HOSTILE).expect("writable");
        let title = "=HYPERLINK(\"http://x\")|<img src=x onerror=alert(1)>\u{202e}";
        let url = "https://courier.example/a?b=(c)&copy;d";
        desk.done(&[
            "add",
            "--quiet",
            &article,
            "--published",
            "2026-11-24",
            "--title",
            title,
            "--publisher",
            "@SUM(A1)",
            "--url",
            url,
        ]);
        let claims = desk.claims();
        assert_eq!(claims.len(), 4, "the 2 of an escape sequence is one");
        let why = "+1 [x](javascript:x) <script>\nfake | row |\u{2028}";
        let address = "https://port.example/x_(y)~z";
        let secret =
            ["--kind", "interview", "--title", "Talk", "--url", "https://secret.example", "--withheld", "her safety"];
        let added =
            desk.done(&[&["evidence", "add", &claims[0], "--as", "Ana", "--format", "json"][..], &secret].concat());
        let piece: Value = serde_json::from_slice(&added.stdout).expect("JSON");
        let id = piece["id"].as_str().expect("an id").to_owned();
        desk.done(&[
            "verdict",
            &claims[0],
            "wrong",
            "--as",
            "Ana|<b>",
            "--explain",
            why,
            "--evidence",
            address,
            "--evidence",
            &id,
            "--corrected-value",
            "1234567890123456789",
        ]);
        desk
    }

    fn path(&self, name: &str) -> String {
        self.home.path().join(name).to_string_lossy().into_owned()
    }

    fn command(&self, args: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_claimlog"));
        command
            .args(args)
            .env("HOME", self.home.path())
            .env("XDG_STATE_HOME", "")
            .env("CLAIMLOG_DB", self.path("claims.db"))
            .env("SOURCE_DATE_EPOCH", "1795430400");
        command
    }

    fn done(&self, args: &[&str]) -> Output {
        let out = self.command(args).output().expect("the program runs");
        assert!(out.status.success(), "{args:?}: {}", String::from_utf8_lossy(&out.stderr));
        out
    }

    fn claims(&self) -> Vec<String> {
        let list = String::from_utf8(self.done(&["list", "--all", "--format", "jsonl"]).stdout).expect("UTF-8");
        let id =
            |line: &str| serde_json::from_str::<Value>(line).expect("JSON")["id"].as_str().expect("an id").to_owned();
        list.lines().map(id).collect()
    }
}

/// The formats with the endings of their files.
const FORMATS: &[(&str, &str)] = &[
    #[cfg(feature = "xlsx")]
    ("xlsx", "audit.xlsx"),
    ("markdown", "audit.md"),
    ("annotations", "audit.jsonld"),
];

#[test]
fn the_same_ledger_gives_the_same_bytes_and_the_manifest_holds() {
    let desk = Desk::hostile();
    for (format, name) in FORMATS {
        let path = desk.path(name);
        desk.done(&["export", format, "--all", "-o", &path]);
        let report = std::fs::read(&path).expect("the report is there");
        // The clock of the file system and of archives has steps of two seconds.
        std::thread::sleep(std::time::Duration::from_millis(2100));
        let mut again = desk.command(&["export", format, "--all"]);
        again.env("TZ", "Pacific/Kiritimati").env("LC_ALL", "tr_TR.UTF-8").env("SOURCE_DATE_EPOCH", "1995430400");
        assert!(again.output().expect("the program runs").stdout == report, "{format}");
        desk.done(&["db", "verify", &desk.path("audit.manifest.json")]);
        std::fs::remove_file(desk.path("audit.manifest.json")).expect("the manifest is there");
        // Packed bytes may be any: the sheets are looked into below.
        let printed = if *format == "xlsx" { "".into() } else { String::from_utf8_lossy(&report) };
        assert!(!printed.contains("secret.example") && !printed.contains("\u{1b}"), "{format}");
    }
}

#[cfg(feature = "xlsx")]
#[test]
fn a_workbook_holds_strings_where_text_looks_like_a_formula() {
    let desk = Desk::hostile();
    let book = desk.done(&["export", "xlsx", "--all"]).stdout;
    let mut archive = zip::ZipArchive::new(std::io::Cursor::new(book)).expect("a workbook");
    let mut sheets = Vec::new();
    for sheet in 1..=5 {
        let part = archive.by_name(&format!("xl/worksheets/sheet{sheet}.xml")).expect("a sheet");
        let xml = std::io::read_to_string(part).expect("UTF-8");
        assert!(!xml.contains("<f") && !xml.contains("hyperlink") && !xml.contains(['\u{202e}', '\u{1b}']), "{xml}");
        assert!(!xml.contains("<b>") && !xml.contains("secret.example") && !xml.contains("<script"), "{xml}");
        sheets.push(xml);
    }
    assert!(sheets[0].contains("inlineStr\"><is><t>=HYPERLINK(\"http://x\")|&lt;img src=x onerror=alert(1)&gt;</t>"));
    assert!(sheets[0].contains("<v>40000000</v>") && sheets[0].contains("<t>1234567890123456789</t>"), "{}", sheets[0]);
    assert!(sheets[1].contains("<t>Ana|&lt;b&gt;</t>") && sheets[2].contains("<t>her safety</t>"));
    assert!(sheets[4].contains("claims of every worthiness"));
}

#[test]
fn the_report_for_reading_is_what_it_says_and_no_more() {
    let desk = Desk::hostile();
    let report = String::from_utf8(desk.done(&["export", "markdown", "--all"]).stdout).expect("UTF-8");
    let mut options = Options::all();
    options.remove(Options::ENABLE_SMART_PUNCTUATION | Options::ENABLE_OLD_FOOTNOTES);
    let (mut links, mut words, mut headings) = (Vec::new(), String::new(), 0);
    for event in Parser::new_ext(&report, options) {
        match event {
            Event::Start(Tag::Link { dest_url, .. }) => links.push(dest_url.to_string()),
            Event::Start(Tag::Heading { .. }) => headings += 1,
            Event::Text(text) => words.push_str(&text),
            Event::Start(Tag::Image { .. } | Tag::CodeBlock(_) | Tag::HtmlBlock | Tag::FootnoteDefinition(_))
            | Event::Html(_)
            | Event::InlineHtml(_)
            | Event::Code(_)
            | Event::InlineMath(_)
            | Event::DisplayMath(_)
            | Event::FootnoteReference(_)
            | Event::HardBreak
            | Event::SoftBreak
            | Event::Rule => panic!("{event:?} in {report}"),
            _ => {}
        }
    }
    assert_eq!(links, ["https://courier.example/a?b=%28c%29&copy;d", "https://port.example/x_%28y%29~z"]);
    assert_eq!(headings, 1 + 1 + 1 + 1 + 4, "the report, the scale, the method, the article, its claims");
    for text in [
        "=HYPERLINK(\"http://x\")|<img src=x onerror=alert(1)>",
        "It cost **$40 million** </script><script>alert(1)</script> in 🚢🚢 [Lysvik](javascript:alert(1)).",
        "+1 [x](javascript:x) <script> fake | row |",
        "the source is not named: her safety (interview)",
        r"\u{202e}said\u{202c} Inge Sund.",
    ] {
        assert!(words.contains(text), "{text} is not in {words}");
    }
}

#[test]
fn annotations_have_the_shape_of_the_model_and_find_their_words() {
    let desk = Desk::hostile();
    let page: Value = serde_json::from_slice(&desk.done(&["export", "annotations", "--all"]).stdout).expect("JSON");
    assert_eq!(page["@context"], "http://www.w3.org/ns/anno.jsonld");
    assert_eq!((&page["type"], &page["startIndex"]), (&"AnnotationPage".into(), &0.into()));
    assert_eq!((&page["partOf"]["type"], &page["partOf"]["total"]), (&"AnnotationCollection".into(), &4.into()));
    assert_eq!(page["id"].as_str().expect("an id"), format!("{}#page", page["partOf"]["id"].as_str().expect("an id")));
    let text: Vec<char> = HOSTILE.chars().collect();
    let items = page["items"].as_array().expect("a list");
    let ids: std::collections::BTreeSet<_> = items.iter().map(shaped).collect();
    assert_eq!((items.len(), ids.len()), (4, 4));
    for item in items {
        assert_eq!(item["target"]["source"], "https://courier.example/a?b=(c)&copy;d");
        let [quote, place] = &item["target"]["selector"].as_array().expect("a list")[..] else { panic!("{item}") };
        let number = |name: &str| usize::try_from(place[name].as_u64().expect("a place")).expect("small");
        let (start, end) = (number("start"), number("end"));
        let slice = |from: usize, to: usize| text[from..to.min(text.len())].iter().collect::<String>();
        assert_eq!(quote["exact"], slice(start, end));
        assert_eq!(quote["prefix"], slice(start.saturating_sub(32), start));
        assert_eq!(quote["suffix"], slice(end, end + 32));
    }
    let judged = items.iter().find(|item| item["motivation"] == "assessing").expect("a verdict");
    assert_eq!(judged["creator"]["name"], "Ana|<b>");
    assert_eq!(judged["created"], "2026-11-23T10:40:00Z");
    let said = judged["body"].to_string();
    assert!(said.contains("Wrong: +1 [x](javascript:x) <script>") && !said.contains("secret"), "{said}");
}

/// Holds an annotation against the model (sections 3 and 4), and gives its id.
fn shaped(item: &Value) -> String {
    let urn = |value: &Value| {
        let id = value.as_str().expect("a string").to_owned();
        assert!(id.len() == 45 && id.starts_with("urn:uuid:") && id.as_bytes()[23] == b'8', "{id}");
        id
    };
    let moment = |value: &Value| assert!(value.as_str().expect("a moment").ends_with('Z'), "{value}");
    assert_eq!(item["type"], "Annotation");
    assert!(["assessing", "highlighting"].contains(&item["motivation"].as_str().expect("one")), "{item}");
    moment(&item["created"]);
    for body in item["body"].as_array().expect("a list") {
        let purpose = body["purpose"].as_str().expect("a purpose");
        let (textual, of) = (body["type"] == "TextualBody", &body["source"]);
        assert!(["assessing", "classifying", "tagging", "describing", "identifying", "linking"].contains(&purpose));
        if textual {
            assert!(body["value"].is_string() && body["format"] == "text/plain", "{body}");
        } else {
            assert!(
                body["type"] == "SpecificResource" && of.as_str().expect("an IRI").starts_with("https://"),
                "{body}"
            );
        }
    }
    assert_eq!(item["target"]["type"], "SpecificResource");
    for selector in item["target"]["selector"].as_array().expect("a list") {
        if selector["type"] == "TextQuoteSelector" {
            assert!(["exact", "prefix", "suffix"].iter().all(|part| selector[part].is_string()), "{selector}");
        } else {
            assert_eq!(selector["type"], "TextPositionSelector");
            assert!(selector["start"].as_u64() < selector["end"].as_u64(), "{selector}");
        }
    }
    let allowed = ["id", "type", "motivation", "creator", "created", "modified", "body", "target"];
    assert!(item.as_object().expect("an object").keys().all(|key| allowed.contains(&key.as_str())), "{item}");
    urn(&item["id"])
}

#[test]
fn of_a_text_that_was_taken_down_no_words_are_told() {
    let desk = Desk::hostile();
    let claim = &desk.claims()[0];
    let shown: Value = serde_json::from_slice(&desk.done(&["show", claim, "--format", "json"]).stdout).expect("JSON");
    let document = shown["claim"]["doc"].as_str().expect("a document").to_owned();
    desk.done(&["db", "redact", &document, "--as", "Ana", "--reason", "a court"]);
    let page: Value = serde_json::from_slice(&desk.done(&["export", "annotations", "--all"]).stdout).expect("JSON");
    for item in page["items"].as_array().expect("a list") {
        shaped(item);
        let selectors = item["target"]["selector"].as_array().expect("a list");
        assert_eq!((selectors.len(), &selectors[0]["type"]), (1, &"TextPositionSelector".into()));
    }
    for (format, _) in FORMATS.iter().filter(|(format, _)| *format != "xlsx") {
        let report = String::from_utf8(desk.done(&["export", format, "--all"]).stdout).expect("UTF-8");
        assert!(!report.contains("stayed") && !report.contains("It cost") && !report.contains("$40"), "{report}");
    }
}
