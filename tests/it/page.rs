//! The report as a page: whatever articles and people wrote, it is text there; all links lead somewhere; the same bytes
//! every time; a template of one's own is safe too.

use std::process::{Command, Output};

use base64_of_hash::policy;
use dom_query::Document;
use tempfile::TempDir;

/// What is written into titles, names, texts and addresses.
const HOSTILE: &str = "</script><script>alert(1)</script><img src=x onerror=alert(2)>\" onmouseover=\"alert(3)' x='&lt;\u{202e}gnp.exe\u{2028}";

struct Desk {
    home: TempDir,
}

impl Desk {
    fn new() -> Self {
        Self { home: tempfile::tempdir().expect("a temporary folder") }
    }

    fn command(&self, args: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_claimlog"));
        command.args(args).env("HOME", self.home.path()).env("XDG_STATE_HOME", "");
        command.env("CLAIMLOG_DB", self.home.path().join("claims.db")).env("SOURCE_DATE_EPOCH", "1795430400");
        command
    }

    fn run(&self, args: &[&str]) -> Output {
        self.command(args).output().expect("the program runs")
    }

    fn done(&self, args: &[&str]) -> String {
        let out = self.run(args);
        assert!(out.status.success(), "{args:?}: {}", String::from_utf8_lossy(&out.stderr));
        String::from_utf8(out.stdout).expect("UTF-8")
    }

    fn file(&self, name: &str, text: &str) -> String {
        let path = self.home.path().join(name);
        std::fs::write(&path, text).expect("writable");
        path.to_string_lossy().into_owned()
    }

    fn page(&self) -> String {
        self.done(&["export", "html", "--all"])
    }

    /// The ids of all claims in the order of reports.
    fn claims(&self) -> Vec<String> {
        let table = self.done(&["export", "csv", "--all"]);
        let mut reader = csv::Reader::from_reader(table.as_bytes());
        reader.records().map(|row| row.expect("a row")[0].to_owned()).collect()
    }

    /// A desk with one article, three claims, two reviewers who differ, and a verdict that was replaced.
    fn at_work() -> Self {
        let desk = Self::new();
        let article = desk.file(
            "quay.txt",
            "The port of Lysvik employs some 18,000 dockers, Inge Sund said.\n\nWages rose by 4.5 percent. The quay cost $40 million.\n",
        );
        desk.done(&["add", "-q", &article, "--published", "2026-11-20", "--publisher", "Courier", "--title", "Quay"]);
        let claims = desk.claims();
        let verdict = |at: usize, rating: &str, name: &str, more: &[&str]| {
            desk.done(&[&["verdict", &claims[at], rating, "--as", name, "-q"][..], more].concat());
        };
        verdict(0, "wrong", "Ana", &["--corrected-value", "10800", "--evidence", "https://port.example/2026"]);
        verdict(1, "close", "Ana", &["--corrected-value", "4.2"]);
        verdict(1, "accurate", "Ben", &[]);
        verdict(2, "wrong", "Ana", &["--corrected-value", "20000000"]);
        verdict(2, "accurate", "Ana", &["--reason", "our_error", "--note", "We misread the budget."]);
        desk
    }
}

/// The policy of a page, checked against its style.
mod base64_of_hash {
    use sha2::{Digest as _, Sha256};

    pub(super) fn policy(page: &str) -> String {
        let (_, rest) = page.split_once("<style>").expect("a style");
        let (style, rest) = rest.split_once("</style>").expect("its end");
        assert!(!rest.contains("<style"), "one style");
        let bits: String = Sha256::digest(style.as_bytes()).iter().map(|byte| format!("{byte:08b}")).collect();
        let alphabet: Vec<char> = ('A'..='Z').chain('a'..='z').chain('0'..='9').chain(['+', '/']).collect();
        let digit = |six: &[u8]| {
            let six = format!("{:0<6}", String::from_utf8_lossy(six));
            alphabet[usize::from_str_radix(&six, 2).expect("bits")]
        };
        let hash: String = bits.as_bytes().chunks(6).map(digit).collect();
        format!("default-src 'none'; style-src 'sha256-{hash}='; base-uri 'none'; form-action 'none'")
    }
}

/// What holds for every page: nothing that runs, no link but to pages and into the page, the style's own hash.
fn is_sound(page: &str) -> Document {
    let dom = Document::from(page);
    for element in ["script", "iframe", "object", "embed", "form", "base", "link", "img", "[style]"] {
        assert_eq!(dom.select(element).length(), 0, "{element}");
    }
    let mut ids = std::collections::BTreeSet::new();
    for node in &dom.select("[id]") {
        let id = node.attr("id").expect("an id").to_string();
        assert!(ids.insert(id.clone()), "{id} stands there twice");
    }
    for node in &dom.select("*") {
        for attribute in node.attrs() {
            assert!(!attribute.name.local.starts_with("on"), "{}", attribute.name.local);
        }
    }
    for link in &dom.select("[href]") {
        let href = link.attr("href").expect("an address").to_string();
        let inside = href.strip_prefix('#');
        assert!(
            inside.is_some_and(|id| ids.contains(id)) || href.starts_with("https://") || href.starts_with("http://"),
            "{href}"
        );
        assert!(inside.is_some() || link.attr("rel").as_deref() == Some("noopener noreferrer"), "{href}");
    }
    for named in &dom.select("[aria-labelledby]") {
        for id in named.attr("aria-labelledby").expect("ids").split(' ') {
            assert!(ids.contains(id), "{id} is no id");
        }
    }
    for drawing in &dom.select("svg") {
        assert_eq!(drawing.attr("role").as_deref(), Some("img"));
        assert!(!drawing.select("title").text().is_empty() && !drawing.select("desc").text().is_empty());
    }
    let found = dom.select("meta[http-equiv=Content-Security-Policy]").attr("content").expect("a policy");
    assert_eq!(&*found, policy(page));
    dom
}

fn text_of(dom: &Document, selector: &str) -> String {
    dom.select(selector).text().split_whitespace().collect::<Vec<_>>().join(" ")
}

#[test]
fn an_article_is_marked_and_its_claims_have_their_verdicts() {
    let desk = Desk::at_work();
    let dom = is_sound(&desk.page());
    let claims = desk.claims();
    assert_eq!(dom.select(".text p").length(), 2);
    let marks: Vec<_> = dom.select("mark a").iter().map(|it| it.attr("href").expect("a link").to_string()).collect();
    assert_eq!(marks, claims.iter().map(|id| format!("#{id}")).collect::<Vec<_>>());
    assert_eq!(text_of(&dom, "mark.c-inaccurate"), "some 18,0001 (Wrong)");
    let first = text_of(&dom, &format!("#{}", claims[0]));
    for part in [
        "Wrong",
        "“some 18,000”",
        "Inge Sund",
        "10,800",
        "×1.67, +66.7%",
        "https://port.example/2026",
        "1 verdict is still to come",
    ] {
        assert!(first.contains(part), "{part}: {first}");
    }
    let second = text_of(&dom, &format!("#{}", claims[1]));
    for part in ["Disputed", "none of them holds", "Other verdicts"] {
        assert!(second.contains(part), "{part}: {second}");
    }
    let third = text_of(&dom, &format!("#{}", claims[2]));
    for part in ["Accurate", "Earlier verdicts (1)", "We misread the budget."] {
        assert!(third.contains(part), "{part}: {third}");
    }
    assert!(
        text_of(&dom, ".changes").contains("from Wrong to Accurate, by Ana, because the earlier verdict was our error")
    );
    assert!(
        text_of(&dom, ".top")
            .contains("3 claims of 1 article. 2 have a verdict that holds: 1 right and 1 wrong. The rest: 1 disputed.")
    );
    assert!(text_of(&dom, ".top").contains("event 6"));
    let scale = text_of(&dom, ".scale");
    assert!(scale.contains("Wrong 1The best source gives a figure that leads to another conclusion."), "{scale}");
    assert!(text_of(&dom, "main").contains("selection bias"));
}

#[test]
fn charts_show_the_numbers_of_the_claims() {
    let desk = Desk::at_work();
    let dom = is_sound(&desk.page());
    let rows = |id: &str| {
        let rows = dom.select(&format!("#{id} tbody tr"));
        let cells =
            |row: dom_query::Selection<'_>| row.select("td").iter().map(|it| it.text().to_string()).collect::<Vec<_>>();
        rows.iter().map(cells).collect::<Vec<_>>()
    };
    assert_eq!(rows("chart-ratings"), [["Accurate", "1", "33%"], ["Wrong", "1", "33%"], ["Disputed", "1", "33%"]]);
    assert_eq!(rows("chart-months"), [["November 2026", "5"]]);
    assert_eq!(rows("chart-outlets"), [["Courier", "3", "1", "1", "1"]]);
    assert_eq!(rows("chart-speakers"), [["Inge Sund", "1", "1"]]);
    assert_eq!(rows("chart-values"), [["some 18,000", "18,000", "10,800", "×1.67"]]);
    assert!(dom.try_select("#chart-due").is_none(), "nothing is due");
    let parts: Vec<_> =
        dom.select("#chart-outlets g rect").iter().map(|it| it.attr("width").expect("a width").to_string()).collect();
    assert_eq!(parts, ["33.3%", "33.3%", "33.4%"]);
}

#[test]
fn what_others_wrote_is_text_wherever_it_stands() {
    let desk = Desk::new();
    let article =
        desk.file("a.txt", &format!("{HOSTILE} Some 300 dockers left.\n\n\u{1b}[2JThen 40 came, {HOSTILE}.\n"));
    desk.done(&["add", "-q", &article, "--title", HOSTILE, "--publisher", HOSTILE, "--byline", HOSTILE]);
    let claims = desk.claims();
    let given = desk.run(&[
        "verdict",
        &claims[0],
        "wrong",
        "--as",
        "<b onclick=x>Ana",
        "--explain",
        HOSTILE,
        "--evidence",
        "https://a.example/?q='onload=x'&lt;b=1",
        "--analysis",
        HOSTILE,
        "--conflict",
        HOSTILE,
    ]);
    assert!(given.status.success(), "{}", String::from_utf8_lossy(&given.stderr));
    let piece = desk.done(&[
        "evidence",
        "add",
        &claims[1],
        "--title",
        HOSTILE,
        "--quote",
        HOSTILE,
        "--locator",
        HOSTILE,
        "--publisher",
        HOSTILE,
        "--as",
        "Ben",
        "--format",
        "json",
    ]);
    let id = piece.split('"').nth(3).expect("an id").to_owned();
    desk.done(&["verdict", &claims[1], "close", "--as", "Ben", "--evidence", &id]);
    let page = desk.done(&["export", "html", "--all", "--title", HOSTILE]);
    let dom = is_sound(&page);
    for raw in ["<script", "<img", "\u{202e}", "\u{1b}", "\0", "\u{2028}", "<b onclick"] {
        assert!(!page.contains(raw), "{raw:?}");
    }
    assert!(!page.contains("&amp;amp;"), "escaped once");
    let title = text_of(&dom, "h1");
    assert!(
        title.starts_with("</script><script>alert(1)</script><img") && title.contains("&lt;⟨U+202E⟩gnp.exe⟨U+2028⟩"),
        "{title}"
    );
    assert!(text_of(&dom, ".text .named").contains("U+202E"));
    let links: Vec<_> = dom.select(".proofs a").iter().map(|it| it.attr("href").expect("a link").to_string()).collect();
    assert_eq!(links, ["https://a.example/?q='onload=x'&lt;b=1"]);
}

#[test]
fn a_report_is_the_same_in_every_zone_and_every_language() {
    let desk = Desk::at_work();
    let first = desk.page();
    for (zone, language) in [("Pacific/Kiritimati", "tr_TR.UTF-8"), ("America/St_Johns", "C")] {
        let mut command = desk.command(&["export", "html", "--all"]);
        let again = command.env("TZ", zone).env("LC_ALL", language).output().expect("the program runs");
        assert_eq!(String::from_utf8(again.stdout).expect("UTF-8"), first, "{zone}");
    }
}

#[test]
fn a_text_that_was_taken_down_is_said_to_be_gone() {
    let desk = Desk::at_work();
    let page = desk.page();
    let (_, id) = page.split_once("<article class=\"sheet\" id=\"").expect("an article");
    let id = id.split('"').next().expect("an id");
    desk.done(&["db", "redact", id, "--reason", "a court", "--as", "Ana"]);
    let dom = is_sound(&desk.page());
    assert_eq!((dom.select(".text").length(), dom.select("mark").length()), (0, 0));
    assert!(text_of(&dom, ".gone").contains("was taken down"));
    assert!(text_of(&dom, ".cards").contains("Wrong"), "verdicts stay");
}

#[test]
fn an_empty_report_is_a_page_too() {
    let desk = Desk::new();
    let article = desk.file("a.txt", "Nobody came.\n");
    desk.done(&["add", "-q", &article]);
    let dom = is_sound(&desk.page());
    assert!(text_of(&dom, ".standfirst").contains("No claim of the ledger is chosen"));
    assert_eq!(dom.select("svg").length(), 0);
    assert!(text_of(&dom, "main").contains("There is no claim to show."));
}

#[test]
fn a_template_of_ones_own_prints_nothing_unescaped() {
    let desk = Desk::new();
    let article = desk.file("a.txt", &format!("Some 300 dockers left. {HOSTILE}\n"));
    desk.done(&["add", "-q", &article, "--title", HOSTILE]);
    let template = desk.file(
        "desk.html",
        "<!DOCTYPE html><html lang=\"en\"><head>{{ csp }}<title>{{ title }}</title><style>p { color: #123 }</style></head><body>\
         {% macro twice(it) %}{{ it }}{{ it }}{% endmacro %}{% set kept %}{{ articles|map(attribute='title')|join(', ') }}{% endset %}\
         {% autoescape false %}{% for it in articles %}<p title=\"{{ it.title }}\">{{ it.title }}{{ it.title|upper }}{{ twice(it.title) }}\
         {{ '<i>' ~ it.title }}{{ it.html|string|replace('&lt;', '<') }}{{ it.html ~ '<i>' }}</p>{{ it.html }}{% endfor %}{% endautoescape %}\
         {{ kept }}{{ kept|replace('&lt;', '<') }}{{ [kept]|join(title) }}</body></html>",
    );
    let page = desk.done(&["export", "html", "--all", "--template", &template, "--title", "<i>"]);
    assert_eq!(page.matches("<mark").count(), 1, "markup of the program is markup where it is printed as it is");
    for raw in ["<script", "<img", "<i>", "<I", "\u{202e}"] {
        assert!(!page.contains(raw), "{raw:?}: {page}");
    }
    assert!(page.contains(&policy(&page)), "the hash is that of the template's own style");
}

#[test]
fn a_template_may_replace_a_part_of_the_page_and_the_manifest_keeps_it() {
    let desk = Desk::at_work();
    let template = desk
        .file("desk.html", "{% extends \"report.html\" %}{% block footer %}<p>Desk of {{ title }}</p>{% endblock %}");
    let report = desk.home.path().join("audit.html").to_string_lossy().into_owned();
    desk.done(&["export", "html", "--template", &template, "--title", "Lysvik", "-o", &report]);
    let page = std::fs::read_to_string(&report).expect("the report");
    assert_eq!(text_of(&is_sound(&page), "footer"), "Desk of Lysvik");
    std::fs::remove_file(&template).expect("removable");
    let manifest = report.replace(".html", ".manifest.json");
    let checked = desk.run(&["db", "verify", &manifest]);
    assert!(checked.status.success(), "{}", String::from_utf8_lossy(&checked.stdout));
    let printed = desk.done(&["export", "html", "--print-template"]);
    let same = desk.file("printed.html", &printed);
    assert_eq!(desk.done(&["export", "html", "--template", &same]), desk.done(&["export", "html"]));
}

#[test]
fn a_broken_template_is_named_with_its_line_and_writes_nothing() {
    let desk = Desk::at_work();
    for (text, said) in [
        ("{{ csp }}\n{% for x in %}", "line 2: "),
        ("{{ csp }}\n\n{{ nothing }}", "line 3: "),
        ("{{ csp }}\n{% for it in articles %}{{ it.title }}\n{{ it.titel }}{% endfor %}", "line 3: "),
        ("{{ csp }}\n{{ title|safe }}", "line 2: "),
        ("{% include \"/etc/passwd\" %}", "line 1: "),
        ("<style>p {}</style>{{ csp }}", "{{ csp }} does not stand before the style"),
        ("<p>{{ title }}</p>", "{{ csp }} does not stand before the style"),
    ] {
        let template = desk.file("wrong.html", text);
        let report = desk.home.path().join("audit.html");
        for to in [report.to_string_lossy().into_owned(), "-".to_owned()] {
            let out = desk.run(&["export", "html", "--template", &template, "-o", &to]);
            let message = String::from_utf8_lossy(&out.stderr).into_owned();
            assert!(
                message.contains(said) && message.contains("wrong.html: the template cannot be used"),
                "{text}: {message}"
            );
            assert_eq!((out.status.code(), out.stdout.len(), report.exists()), (Some(2), 0, false), "{text}");
        }
    }
}
