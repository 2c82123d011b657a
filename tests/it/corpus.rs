//! The corpus is the specification: sentences with the quantities that must be found in them, and sentences without.
//!
//! A row of `tests/corpus/<kind>.tsv` is a sentence with one mention in [brackets], then its value (a number, `low..high`,
//! or `-`), its modifier, its unit or `-`, and optionally its denominator, its direction and its thing.

use std::fs;

use claimlog::extract::extract;
use claimlog::model::{Claim, Document, Metadata, Quantity};
use claimlog::span::Span;
use rust_decimal::Decimal;

/// Every file of the corpus; `house::every_corpus_file_is_run` holds the folder against it.
pub(crate) const FILES: [&str; 15] = [
    "age.tsv",
    "attribution.tsv",
    "count.tsv",
    "date.tsv",
    "duration.tsv",
    "measure.tsv",
    "money.tsv",
    "multiple.tsv",
    "not_claims.tsv",
    "number.tsv",
    "ordinal.tsv",
    "percent.tsv",
    "ratio.tsv",
    "things.tsv",
    "worth.tsv",
];

/// The rows of a corpus file, with their line numbers.
pub(crate) fn rows(name: &str) -> Vec<(usize, Vec<String>)> {
    let source = fs::read_to_string(format!("tests/corpus/{name}")).expect("the corpus is there");
    let lines = source.lines().enumerate().filter(|(_, line)| !line.is_empty() && !line.starts_with('#'));
    lines.map(|(index, line)| (index + 1, line.split('\t').map(str::to_owned).collect())).collect()
}

/// The sentence without its brackets, and the bracketed place.
pub(crate) fn marked(sentence: &str) -> (String, Span) {
    let start = sentence.find('[').expect("a mention in brackets");
    let end = sentence.find(']').expect("a closing bracket");
    (sentence.replace(['[', ']'], ""), Span::new(start, end - 1))
}

pub(crate) fn claims(text: &str, published: Option<&str>) -> Vec<Claim> {
    let published = published.map(|day| day.parse().expect("a date"));
    extract(&Document::new(text.to_owned(), Metadata { published, ..Metadata::default() }))
}

fn decimal(text: &str) -> Option<Decimal> {
    (!text.is_empty() && text != "-").then(|| text.parse().expect("a number"))
}

/// What a row expects of value and bounds.
fn value_fits(expected: &str, quantity: &Quantity) -> bool {
    if let Some((low, high)) = expected.split_once("..") {
        return quantity.value.is_none() && quantity.low == decimal(low) && quantity.high == decimal(high);
    }
    let rounded = quantity.value.map(|value| value.round_dp(6).normalize());
    rounded == decimal(expected) && quantity.low.is_none() && quantity.high.is_none()
}

fn check(kind: &str) {
    let name = format!("{kind}.tsv");
    let mut wrong = Vec::new();
    for (line, row) in rows(&name) {
        let column = |index: usize| row.get(index).map_or("-", String::as_str);
        let (text, span) = marked(column(0));
        let found = claims(&text, Some("2019-04-25"));
        let Some(claim) = found.iter().find(|claim| claim.mention.span.overlaps(span)) else {
            wrong.push(format!("{name}:{line}: nothing found in {text:?}"));
            continue;
        };
        let quantity = &claim.mention.quantity;
        let or_dash = |value: &Option<String>| value.clone().unwrap_or_else(|| "-".to_owned());
        let change = quantity.change.map_or("-", claimlog::model::Change::name);
        let checks = [
            ("mention", span.of(&text).to_owned(), claim.mention.span.of(&text).to_owned()),
            ("kind", kind.to_owned(), quantity.kind.name().to_owned()),
            ("modifier", column(2).to_owned(), quantity.modifier.name().to_owned()),
            ("unit", column(3).to_owned(), or_dash(&quantity.unit)),
            ("per", column(4).to_owned(), or_dash(&quantity.per)),
            ("change", column(5).to_owned(), change.to_owned()),
        ];
        for (what, expected, got) in checks {
            if expected != got {
                wrong.push(format!("{name}:{line}: {what} is {got:?}, not {expected:?}, in {text:?}"));
            }
        }
        if !value_fits(column(1), quantity) {
            let got = (quantity.value, quantity.low, quantity.high);
            wrong.push(format!("{name}:{line}: value is {got:?}, not {}, in {text:?}", column(1)));
        }
    }
    assert!(wrong.is_empty(), "{} of the corpus:\n{}", wrong.len(), wrong.join("\n"));
}

macro_rules! kinds {
    ($($kind:ident),+ $(,)?) => { $(
        #[test]
        fn $kind() { check(stringify!($kind)); }
    )+ };
}

kinds![age, count, duration, measure, money, multiple, number, ordinal, percent, ratio];

/// Sentences in which nothing worth checking may be found.
#[test]
fn not_claims() {
    let shown = Decimal::new(3, 1);
    let mut wrong = Vec::new();
    for (line, row) in rows("not_claims.tsv") {
        for claim in claims(&row[0], Some("2019-04-25")) {
            if claim.worthiness >= shown {
                let words = claim.mention.span.of(&row[0]);
                wrong.push(format!("not_claims.tsv:{line}: {words:?} ({}) in {:?}", claim.mention.rule, row[0]));
            }
        }
    }
    assert!(wrong.is_empty(), "found where nothing is:\n{}", wrong.join("\n"));
}

/// Who says so: source, cue, type, speaker and polarity of a mention; a ¶ stands for a new paragraph.
#[test]
fn attribution() {
    let mut wrong = Vec::new();
    for (line, row) in rows("attribution.tsv") {
        let (text, span) = marked(&row[0].replace('¶', "\n"));
        let found = claims(&text, None);
        let Some(claim) = found.iter().find(|claim| claim.mention.span.overlaps(span)) else {
            wrong.push(format!("attribution.tsv:{line}: nothing found in {text:?}"));
            continue;
        };
        let attribution = claim.attribution.as_ref();
        let words = |span: Option<Span>| span.map_or("-", |span| span.of(&text)).to_owned();
        let got = [
            words(attribution.and_then(|attribution| attribution.source)),
            words(attribution.and_then(|attribution| attribution.cue)),
            attribution.map_or("-", |attribution| attribution.kind.name()).to_owned(),
            attribution.and_then(|attribution| attribution.speaker.clone()).unwrap_or_else(|| "-".to_owned()),
            attribution.map_or("-", |attribution| attribution.polarity.name()).to_owned(),
        ];
        if got[..] != row[1..] {
            wrong.push(format!("attribution.tsv:{line}: {got:?}, not {:?}, in {text:?}", &row[1..]));
        }
    }
    assert!(wrong.is_empty(), "{} of the corpus:\n{}", wrong.len(), wrong.join("\n"));
}

/// What a quantity is of.
#[test]
fn things() {
    let mut wrong = Vec::new();
    for (line, row) in rows("things.tsv") {
        let (text, span) = marked(&row[0]);
        let found = claims(&text, None);
        let claim = found.iter().find(|claim| claim.mention.span.overlaps(span));
        let of = claim.and_then(|claim| claim.mention.of.as_deref()).unwrap_or("-");
        if of != row[1] {
            wrong.push(format!("things.tsv:{line}: {of:?}, not {:?}, in {text:?}", row[1]));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// Pairs of sentences, the first more worth checking than the second.
#[test]
fn worth() {
    let mut wrong = Vec::new();
    for (line, row) in rows("worth.tsv") {
        let worth = |text: &str| claims(text, None).iter().map(|claim| claim.worthiness).max().unwrap_or_default();
        if worth(&row[0]) <= worth(&row[1]) {
            wrong.push(format!("worth.tsv:{line}: {} is not above {}", worth(&row[0]), worth(&row[1])));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// Dates with their days, resolved against a Thursday.
#[test]
fn dates() {
    let mut wrong = Vec::new();
    for (line, row) in rows("date.tsv") {
        let (text, span) = marked(&row[0]);
        let found = claims(&text, Some("2019-04-25"));
        let Some(claim) = found.iter().find(|claim| claim.mention.span.overlaps(span)) else {
            wrong.push(format!("date.tsv:{line}: nothing found in {text:?}"));
            continue;
        };
        let quantity = &claim.mention.quantity;
        let date = quantity.date.clone().unwrap_or_default();
        let or_dash = |value: Option<String>| value.unwrap_or_else(|| "-".to_owned());
        let got = [
            claim.mention.span.of(&text).to_owned(),
            or_dash(date.start.map(|day| day.to_string())),
            or_dash(date.end.map(|day| day.to_string())),
            or_dash(date.timex),
            or_dash(date.modifier.map(|modifier| modifier.to_string())),
            quantity.modifier.to_string(),
        ];
        let expected: Vec<_> = std::iter::once(span.of(&text).to_owned()).chain(row[1..6].iter().cloned()).collect();
        if got[..] != expected[..] {
            wrong.push(format!("date.tsv:{line}: {got:?}, not {expected:?}"));
        }
    }
    assert!(wrong.is_empty(), "{} of the corpus:\n{}", wrong.len(), wrong.join("\n"));
}

/// Words of dates that are none.
#[test]
fn no_dates() {
    for text in [
        "Mrs May walked on.",
        "They march in line.",
        "Prices fall fast.",
        "It may rain.",
        "Some 2,019 men left.",
        "It sat in the sun.",
        "They sold 1500 houses.",
    ] {
        let dates: Vec<_> = claims(text, Some("2019-04-25"))
            .into_iter()
            .filter(|claim| claim.mention.quantity.date.is_some())
            .collect();
        assert!(dates.is_empty(), "{text}: {dates:?}");
    }
}
