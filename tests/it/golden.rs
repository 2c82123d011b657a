//! Whole articles of our own with everything that is found in them: a change of the engine is reviewed as a git diff.
//!
//! `SNAPSHOTS=overwrite cargo test golden` writes what is found now.

use std::fmt::Write as _;
use std::fs;
use std::path::Path;

use claimlog::extract::extract;
use claimlog::ingest::{self, Options};
use claimlog::model::{Claim, Document, Metadata};

fn line(text: &str, claim: &Claim) -> String {
    let quantity = &claim.mention.quantity;
    let mut line = format!("{:?} {}", claim.mention.span.of(text), quantity.kind);
    let mut field = |name: &str, value: Option<String>| {
        if let Some(value) = value {
            let _ = write!(line, " {name}={value}");
        }
    };
    field("value", quantity.value.map(|value| value.to_string()));
    field("low", quantity.low.map(|value| value.to_string()));
    field("high", quantity.high.map(|value| value.to_string()));
    field("modifier", Some(quantity.modifier.to_string()).filter(|name| name != "exact"));
    field("change", quantity.change.map(|change| change.to_string()));
    field("unit", quantity.unit.clone());
    field("per", quantity.per.clone());
    field("of", claim.mention.of.as_ref().map(|of| format!("{of:?}")));
    if let Some(date) = &quantity.date {
        let day = |day: Option<chrono::NaiveDate>| day.map_or_else(|| "?".to_owned(), |day| day.to_string());
        field("date", Some(format!("{}/{}", day(date.start), day(date.end))));
        field("timex", date.timex.clone());
        field("mod", date.modifier.map(|modifier| modifier.to_string()));
    }
    if let Some(attribution) = &claim.attribution {
        let words = |span: claimlog::span::Span| format!("{:?}", span.of(text));
        field("source", attribution.source.map(words));
        field("cue", attribution.cue.map(words));
        field("type", Some(attribution.kind.to_string()));
        field("speaker", attribution.speaker.as_ref().map(|speaker| format!("{speaker:?}")));
        field("role", attribution.role.as_ref().map(|role| format!("{role:?}")));
        field("polarity", Some(attribution.polarity.to_string()).filter(|name| name != "asserted"));
    }
    field("worth", Some(claim.worthiness.to_string()));
    line
}

/// Holds what is found in a document against its golden file.
fn check(document: &Document, golden: &Path) {
    let found: String = extract(document).iter().map(|claim| line(&document.text, claim) + "\n").collect();
    if std::option_env!("SNAPSHOTS") == Some("overwrite") {
        fs::write(golden, &found).expect("writable");
    }
    let expected = fs::read_to_string(golden).unwrap_or_default();
    snapbox::assert_data_eq!(found, snapbox::Data::text(expected).raw());
}

#[test]
fn goldens() {
    let mut texts: Vec<_> = fs::read_dir("tests/golden")
        .expect("the folder is there")
        .map(|entry| entry.expect("readable").path())
        .collect();
    texts.retain(|path| path.extension().is_some_and(|extension| extension == "txt"));
    assert!(!texts.is_empty());
    for path in texts {
        let text = fs::read_to_string(&path).expect("readable");
        let published = "2019-04-25".parse().ok();
        let document = Document::new(text, Metadata { published, ..Metadata::default() });
        check(&document, &path.with_extension("claims"));
    }
}

#[test]
fn goldens_of_the_samples() {
    let samples = ingest::files(Path::new("sample_data"), &ingest::Names::default()).expect("the samples are there");
    assert!(!samples.is_empty());
    for path in samples {
        let mut documents = ingest::open(&path, &Options::default()).expect("it opens");
        let document = documents.next().expect("a document").expect("readable").document;
        let name = path.file_stem().expect("a name").to_string_lossy().into_owned();
        check(&document, &Path::new("tests/golden").join(name + ".claims"));
    }
}
