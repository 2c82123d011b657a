//! ClaimReview goes out valid, whatever is in the ledger.

use std::sync::Arc;

use chrono::DateTime;
use claimlog::export::{
    Grade, LONGEST_SUMMARY, Publisher, Review, ReviewWriter, Shape, Subject, lacks, scaled, summary,
};
use claimlog::model::{
    Attribution, AttributionKind, Claim, ClaimId, Correction, DateValue, Document, Evidence, EvidenceKind, Findings,
    Kind, Mention, Metadata, Polarity, Publication, Quantity, Record, Role, Source, State, Status, Verdict, VerdictId,
    Wording,
};
use claimlog::review::{Rating, Scale};
use claimlog::span::Span;
use proptest::prelude::*;
use serde_json::Value;

use crate::schema_org::faults;

/// Words that were written to do harm, and words that only look so.
const HOSTILE: [&str; 12] = [
    "</script><script>alert(1)</script>",
    "<!--<script>",
    "=HYPERLINK(\"https://evil.example\")",
    "\u{202e}txt.exe\u{202c}",
    "\u{1b}[2J\u{1b}]0;title\u{7}",
    "a\u{2028}b\u{2029}c",
    "\0nul",
    "😀 é \u{200b}",
    "\"}],\"@type\":\"Thing",
    "javascript:alert(1)",
    "   ",
    "https://a.example/\"><img src=x onerror=alert(1)>",
];

fn publisher() -> Publisher {
    Publisher {
        organisation: "Lysvik Desk".to_owned(),
        organisation_url: Some("https://desk.example".to_owned()),
        extended: true,
        ..Publisher::default()
    }
}

/// A published claim with this text in every field that people write.
fn record(scale: &Scale, rating: &Rating, kind: Kind, words: &str) -> Record {
    let text = format!("Some 18,000 dockers left. {words}");
    let metadata = Metadata {
        title: Some(words.to_owned()),
        url: Some(words.to_owned()),
        publisher: Some(words.to_owned()),
        published: "2026-11-20".parse().ok(),
        language: Some("en".to_owned()),
        ..Metadata::default()
    };
    let document = Document::new(text.clone(), metadata);
    let span = Span::new(0, 11);
    let quantity = Quantity {
        value: Some(18_000.into()),
        unit: Some(words.to_owned()),
        date: (kind == Kind::Date).then(|| DateValue { timex: Some("2026".to_owned()), ..DateValue::default() }),
        ..Quantity::new(span, kind)
    };
    let attribution = Attribution {
        source: None,
        cue: None,
        kind: AttributionKind::Indirect,
        speaker: Some(words.to_owned()),
        role: Some(words.to_owned()),
        polarity: Polarity::Asserted,
        rule: "cue".to_owned(),
        chain: Vec::new(),
    };
    let claim = Claim {
        id: ClaimId::of(document.id, span, kind),
        document: document.id,
        sentence: Span::new(0, text.len()),
        mention: Mention { span, quantity, of: Some("dockers".to_owned()), rule: "count".into() },
        attribution: Some(attribution),
        worthiness: 1.into(),
        reasons: Vec::new(),
        engine: "test".into(),
    };
    let verdict = verdict(&claim, scale, rating, words);
    let wording = Wording { mention: "Some 18,000".to_owned(), sentence: text, ..Wording::default() };
    let on = "2026-11-24".parse().expect("a day");
    let publication = Some(Publication { url: "https://fact.desk.example/1#top".to_owned(), on });
    let source = Source {
        id: document.id,
        sha256: document.sha256,
        metadata: document.metadata,
        added_at: DateTime::UNIX_EPOCH,
        revision: 1,
    };
    Record {
        claim,
        wording,
        chars: (0, 11),
        document: Arc::new(source),
        verdicts: vec![verdict],
        hidden: 0,
        state: State { status: Status::Published, publication, ..State::default() },
        machine: None,
        source_changed: false,
        elsewhere: Vec::new(),
        copied: false,
        event: (1, [0; 32]),
    }
}

fn verdict(claim: &Claim, scale: &Scale, rating: &Rating, words: &str) -> Verdict {
    let piece = |kind, withheld| Evidence {
        kind,
        title: Some(words.to_owned()),
        url: Some(words.to_owned()),
        archived_url: Some("https://archive.example/1".to_owned()),
        publisher: Some(words.to_owned()),
        withheld,
        ..Evidence::default()
    };
    let secret = Evidence {
        title: Some("Talk at the quay".to_owned()),
        ..piece(EvidenceKind::Interview, Some("safety".to_owned()))
    };
    Verdict {
        id: VerdictId::from_bytes([2; 16]),
        claim: claim.id,
        reviewer: "Ana".to_owned(),
        given_at: "2026-11-26T23:59:59Z".parse().expect("a moment"),
        scale: scale.id.clone(),
        scale_version: scale.version,
        rating: rating.code.clone(),
        standing: scale.standing(rating),
        explanation: Some(words.to_owned()),
        correction: Some(Correction {
            low: Some(10_000.into()),
            unit: Some(words.to_owned()),
            ..Correction::default()
        }),
        error: None,
        evidence: vec![piece(EvidenceKind::Dataset, None), piece(EvidenceKind::Law, None), secret],
        supersedes: Some(VerdictId::from_bytes([1; 16])),
        role: Role::Reviewer,
        blind: false,
        claim_revision: None,
        findings: Findings { change_note: Some(words.to_owned()), ..Findings::default() },
    }
}

/// The bytes of a document with this one review.
fn written(record: &Record, label: &str, publisher: &Publisher, shape: Shape) -> String {
    let subject = Subject { record, label: Some(label), publisher };
    let mut bytes = Vec::new();
    let mut writer = ReviewWriter::new(&mut bytes, shape).expect("memory");
    let review = Review::of(&subject);
    assert!(review.is_some(), "{:?}", lacks(&subject));
    review.into_iter().for_each(|review| writer.review(review).expect("memory"));
    assert_eq!(writer.finish().expect("memory"), 1);
    String::from_utf8(bytes).expect("UTF-8")
}

/// Holds what was written against the vocabulary, and against what a page or a terminal would do with it.
fn hold(bytes: &str, shape: Shape) -> Value {
    let json = match shape {
        Shape::Html => bytes
            .strip_prefix("<script type=\"application/ld+json\">")
            .and_then(|rest| rest.strip_suffix("</script>\n"))
            .expect("one element"),
        Shape::Graph | Shape::Feed => bytes,
    };
    let acts =
        |c: char| c.is_control() && c != '\n' || "<>&".contains(c) || "\u{202e}\u{2028}\u{2029}\u{200b}".contains(c);
    assert!(!json.contains(acts), "{json}");
    assert!(!json.contains("Talk at the quay"), "a source that is withheld: {json}");
    let document: Value = serde_json::from_str(json).expect("JSON");
    assert_eq!(faults(&document), Vec::<String>::new(), "{document:#}");
    document
}

#[test]
fn every_rating_of_every_scale_is_valid() {
    let publisher = publisher();
    let mut count = 0;
    for name in Scale::names() {
        let scale = Scale::named(name).expect("it is there");
        for rating in &scale.ratings {
            for kind in Kind::ALL {
                for shape in [Shape::Graph, Shape::Feed, Shape::Html] {
                    let words = HOSTILE[count % HOSTILE.len()];
                    let bytes = written(&record(&scale, rating, *kind, words), &rating.label, &publisher, shape);
                    hold(&bytes, shape);
                    count += 1;
                }
            }
        }
    }
    assert!(count > 500, "{count}");
}

#[test]
fn a_better_rating_is_closer_to_the_best_on_every_scale() {
    for name in Scale::names() {
        let scale = Scale::named(name).expect("it is there");
        let values: Vec<_> =
            scale.ratings.iter().map(|rating| scaled(&scale.standing(rating)).map(|it| it.value)).collect();
        let ordered: Vec<_> = values.iter().flatten().collect();
        assert!(ordered.is_sorted_by(|better, worse| better > worse), "{name}: {values:?}");
        for (rating, value) in scale.ratings.iter().zip(&values) {
            assert_eq!(rating.value.is_some(), value.is_some(), "{name}: {}", rating.code);
        }
    }
}

#[test]
fn words_come_back_as_they_were() {
    let scale = Scale::named("numeric").expect("it is there");
    for words in HOSTILE.iter().filter(|words| !words.trim().is_empty()) {
        let bytes = written(&record(&scale, &scale.ratings[4], Kind::Count, words), "Wrong", &publisher(), Shape::Html);
        let review = hold(&bytes, Shape::Html);
        assert_eq!(review["reviewRating"]["ratingExplanation"], words.trim());
        assert_eq!(review["correction"]["text"], words.trim());
        let credited = &review["itemReviewed"]["creditText"];
        let author = if credited.is_null() { &review["itemReviewed"]["author"]["name"] } else { credited };
        assert_eq!(author, words.trim());
        assert_eq!(review["itemReviewed"]["appearance"]["headline"], words.trim());
        assert_eq!(review["itemReviewed"]["appearance"].get("url"), None, "no address: {words}");
        assert_eq!(review["dateModified"], "2026-11-26");
    }
}

#[test]
fn what_is_required_is_refused_without_a_guess() {
    let scale = Scale::named("numeric").expect("it is there");
    let (whole, publisher) = (record(&scale, &scale.ratings[0], Kind::Count, "Fine."), publisher());
    let refused = |change: &dyn Fn(&mut Record), label: Option<&str>, property: &str| {
        let mut record = whole.clone();
        change(&mut record);
        let subject = Subject { record: &record, label, publisher: &publisher };
        let found = lacks(&subject);
        let required: Vec<_> =
            found.iter().filter(|lack| lack.grade == Grade::Required).map(|lack| lack.property).collect();
        assert_eq!(required, [property]);
        assert!(Review::of(&subject).is_none(), "{property}");
    };
    let at = |record: &mut Record, url: &str| {
        record.state.publication = Some(Publication { url: url.to_owned(), on: "2026-11-24".parse().expect("a day") });
    };
    refused(&|record| record.state.publication = None, Some("Accurate"), "url");
    refused(&|record| at(record, "javascript:alert(1)"), Some("Accurate"), "url");
    refused(&|record| record.verdicts.clear(), None, "reviewRating");
    refused(&|record| record.verdicts[0].role = Role::External, None, "reviewRating");
    refused(&|record| record.state.status = Status::Disputed, Some("Accurate"), "reviewRating");
    refused(&|record| record.state.status = Status::Void, Some("Accurate"), "reviewRating");
    refused(&|_| {}, None, "reviewRating.alternateName");
    refused(&|record| record.wording = Wording::default(), Some("Accurate"), "claimReviewed");
}

#[test]
fn doubts_are_told_and_hold_nothing_back() {
    let scale = Scale::named("numeric").expect("it is there");
    let (whole, publisher) = (record(&scale, &scale.ratings[0], Kind::Count, "Fine."), publisher());
    let doubted = |change: &dyn Fn(&mut Record), said: &str| {
        let mut record = whole.clone();
        change(&mut record);
        let subject = Subject { record: &record, label: Some("Accurate"), publisher: &publisher };
        let found = lacks(&subject);
        let doubts: Vec<_> = found.iter().filter(|lack| lack.grade == Grade::Doubtful).collect();
        assert!(doubts.iter().any(|lack| lack.said.contains(said)), "{said}: {found:?}");
        assert!(Review::of(&subject).is_some(), "{said}");
    };
    let at = |record: &mut Record, url: &str| {
        record.state.publication = Some(Publication { url: url.to_owned(), on: "2026-11-24".parse().expect("a day") });
    };
    doubted(&|record| at(record, "https://bit.ly/x"), "short link");
    doubted(&|record| at(record, "https://desk.example.evil.example/1"), "neither on");
    doubted(&|record| record.state.status = Status::Corrected, "after the page was published");
    doubted(&|record| record.state.status = Status::Reopened, "is reopened now");
    doubted(&|record| record.state.awaits = 1, "another verdict");
    doubted(&|record| record.verdicts[0].claim_revision = Some(claimlog::model::Revision::default()), "edited after");
    doubted(&|record| record.wording.sentence += &" and more".repeat(20), "sentence is long");
    let subject = Subject { record: &whole, label: Some("Accurate"), publisher: &publisher };
    assert!(lacks(&subject).iter().all(|lack| lack.grade == Grade::Recommended), "{:?}", lacks(&subject));
}

#[test]
fn the_author_is_who_makes_the_claim_as_far_as_the_article_tells() {
    let scale = Scale::named("numeric").expect("it is there");
    let mut whole = record(&scale, &scale.ratings[0], Kind::Count, "Inge Sund");
    let said = |record: &Record, publisher: &Publisher| {
        let document = hold(&written(record, "Accurate", publisher, Shape::Html), Shape::Html);
        let item = &document["itemReviewed"];
        let text = |value: &Value| value.as_str().map(str::to_owned);
        (text(&item["author"]["@type"]), text(&item["author"]["jobTitle"]), text(&item["creditText"]))
    };
    let of = |word: &str| Some(word.to_owned());
    let mut publisher = publisher();
    assert_eq!(said(&whole, &publisher), (of("Person"), of("Inge Sund"), None), "who has a role is a person");
    let attribution = |record: &mut Record, change: &dyn Fn(&mut Attribution)| {
        change(record.claim.attribution.as_mut().expect("it is there"));
    };
    attribution(&mut whole, &|it| it.role = None);
    whole.wording.source = of("Inge Sund");
    assert_eq!(said(&whole, &publisher), (None, None, of("Inge Sund")), "the article does not tell");
    whole.wording.source = of("Sund");
    assert_eq!(said(&whole, &publisher), (of("Person"), None, None), "persons are named by their last names");
    whole.machine = Some(Box::new(whole.claim.clone()));
    assert_eq!(said(&whole, &publisher), (None, None, of("Inge Sund")), "somebody typed it");
    attribution(&mut whole, &|it| it.speaker = Some("Harbour Union".to_owned()));
    publisher.organisations = vec!["harbour union".to_owned()];
    assert_eq!(said(&whole, &publisher), (of("Organization"), None, None), "the caller knows");
    publisher.organisations.clear();
    publisher.persons = vec!["Harbour Union".to_owned()];
    assert_eq!(said(&whole, &publisher), (of("Person"), None, None), "the caller knows");
    publisher.persons.clear();
    attribution(&mut whole, &|it| it.kind = AttributionKind::Document);
    assert_eq!(said(&whole, &publisher), (None, None, None), "a paper is nobody");
    whole = record(&scale, &scale.ratings[0], Kind::Count, "Inge Sund");
    for polarity in [Polarity::Denied, Polarity::Asked] {
        attribution(&mut whole, &|it| it.polarity = polarity);
        assert_eq!(said(&whole, &publisher), (None, None, None), "who denies it does not make it");
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(256))]

    #[test]
    fn any_words_make_a_valid_review(words in "\\PC{0,40}|[\\x00-\\x20<>&\"]{0,20}", shape in 0_usize..3) {
        let shape = [Shape::Graph, Shape::Feed, Shape::Html][shape];
        let scale = Scale::named("wapo").expect("it is there");
        hold(&written(&record(&scale, &scale.ratings[1], Kind::Money, &words), "One Pinocchio", &publisher(), shape), shape);
    }

    #[test]
    fn a_summary_holds_the_mention_and_is_short(before in "[a-zà-ü ,.]{0,120}", behind in "[a-z ,.😀]{0,120}", name in "[A-Z][a-z]{2,30}") {
        let scale = Scale::named("numeric").expect("it is there");
        let mut record = record(&scale, &scale.ratings[0], Kind::Count, &name);
        record.wording.sentence = format!("{before} Some 18,000 {behind}");
        let made = summary(&record);
        prop_assert!(made.contains("Some 18,000"), "{}", made);
        prop_assert!(made.chars().count() <= LONGEST_SUMMARY, "{}", made);
        let words = made.replace(&format!("{name}: "), "").replace('…', "");
        let sentence = record.wording.sentence.split_whitespace().collect::<Vec<_>>().join(" ");
        prop_assert!(sentence.contains(words.trim()), "{}", made);
    }
}

#[test]
fn a_long_sentence_is_told_around_its_number() {
    let scale = Scale::named("numeric").expect("it is there");
    let mut record = record(&scale, &scale.ratings[0], Kind::Count, "Inge Sund");
    record.wording.sentence =
        "Some 18,000 dockers have left the ports of the coast since the strike of the spring, she said.".to_owned();
    assert_eq!(summary(&record), "Inge Sund: Some 18,000 dockers have left the ports of the coast since the…");
    record.wording.sentence =
        "“Some 18,000 dockers have left the ports of the coast since the strike of the spring,” she said.".to_owned();
    assert_eq!(summary(&record), "Inge Sund: Some 18,000 dockers have left the ports of the coast since…");
    record.claim.attribution.as_mut().expect("it is there").polarity = Polarity::Denied;
    record.wording.sentence =
        "At the meeting of the council on Monday evening she denied that Some 18,000 dockers have left the ports."
            .to_owned();
    assert_eq!(summary(&record), "…on Monday evening she denied that Some 18,000 dockers have left the…");
}
