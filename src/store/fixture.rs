//! What the store's tests start from: databases, and articles whose numbers are their claims.

use std::path::PathBuf;

use chrono::{DateTime, Utc};
use rusqlite::Connection;
use rust_decimal::Decimal;
use tempfile::TempDir;

use crate::model::{
    Attribution, AttributionKind, Claim, ClaimId, Class, Document, Findings, Kind, Mention, Metadata, Polarity,
    Quantity, Reason, Role, Standing, Verdict, VerdictId,
};
use crate::span::Span;
use crate::store::{Stamp, Store, functions, ledger, migrate, pragmas};

/// A moment, `seconds` into a fixed day.
pub(super) fn at(seconds: i64) -> DateTime<Utc> {
    DateTime::from_timestamp(1_795_400_000 + seconds, 123_456_789).unwrap()
}

/// The first installation, at a fixed moment.
pub(super) fn stamp() -> Stamp {
    Stamp { at: at(0), chain: [1; 16] }
}

/// An empty store in memory.
pub(super) fn store() -> Store {
    let mut db = Connection::open_in_memory().unwrap();
    pragmas::set(&db, pragmas::PATIENCE).unwrap();
    migrate::create(&mut db).unwrap();
    functions::register(&db).unwrap();
    Store { db, path: PathBuf::from(":memory:"), temporary: None }
}

/// An empty database file in a folder of its own, closed.
pub(super) fn database() -> (TempDir, PathBuf) {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("claims.db");
    drop(Store::create_or_open(&path).unwrap());
    (folder, path)
}

/// A document of one sentence with a count for each number in it; those of 10 and more are worth checking.
pub(super) fn article(text: &str) -> (Document, Vec<Claim>) {
    let document = Document::new(text.to_owned(), Metadata { title: Some("Title".into()), ..Metadata::default() });
    let claims = numbers(text).map(|span| claim(&document, span)).collect();
    (document, claims)
}

/// The places of the numbers in the text.
fn numbers(text: &str) -> impl Iterator<Item = Span> {
    let digits = |(_, part): &(usize, &str)| part.starts_with(|c: char| c.is_ascii_digit());
    let place = |(start, part): (usize, &str)| Span::new(start, start + part.len());
    let parts = text.split_inclusive(|c: char| !c.is_ascii_digit()).scan(0, |start, part| {
        let at = *start;
        *start += part.len();
        Some((at, part.trim_end_matches(|c: char| !c.is_ascii_digit())))
    });
    parts.filter(digits).map(place)
}

fn claim(document: &Document, span: Span) -> Claim {
    let value: Decimal = span.of(&document.text).parse().unwrap();
    let worthiness = Decimal::new(if value < Decimal::TEN { 1 } else { 8 }, 1);
    let quantity = Quantity { value: Some(value), ..Quantity::new(span, Kind::Count) };
    Claim {
        id: ClaimId::of(document.id, span, Kind::Count),
        document: document.id,
        sentence: Span::new(0, document.text.len()),
        mention: Mention { span, quantity, of: None, rule: "count".into() },
        attribution: None,
        worthiness,
        reasons: vec![Reason { name: "count".into(), weight: worthiness }],
        engine: "test".into(),
    }
}

/// Says that `speaker` said it.
pub(super) fn said_by(claim: &mut Claim, speaker: &str) {
    claim.attribution = Some(Attribution {
        source: None,
        cue: None,
        kind: AttributionKind::Indirect,
        speaker: Some(speaker.to_owned()),
        role: None,
        polarity: Polarity::Asserted,
        rule: "cue".into(),
        chain: Vec::new(),
    });
}

/// Stores the article of this text and returns its claims.
pub(super) fn add(store: &mut Store, text: &str) -> Vec<Claim> {
    let (document, claims) = article(text);
    store.add(&document, &claims, &stamp()).unwrap();
    claims
}

/// A verdict that says no more than it must.
pub(super) fn verdict(claim: &Claim, reviewer: &str, rating: &str) -> Verdict {
    Verdict {
        id: VerdictId::from_bytes(ledger::fresh_key(at(0))),
        claim: claim.id,
        reviewer: reviewer.to_owned(),
        given_at: at(0),
        scale: "numeric".to_owned(),
        scale_version: 1,
        rating: rating.to_owned(),
        standing: standing(rating),
        explanation: None,
        correction: None,
        error: None,
        evidence: Vec::new(),
        supersedes: None,
        role: Role::default(),
        blind: false,
        claim_revision: None,
        findings: Findings::default(),
    }
}

/// The place of a rating on the scale numeric, or in the middle.
fn standing(rating: &str) -> Standing {
    let (class, value) = match rating {
        "accurate" => (Class::Accurate, 5),
        "close" => (Class::Mostly, 4),
        "wrong" => (Class::Inaccurate, 1),
        _ => (Class::Other, 3),
    };
    Standing { class, value: Some(value), worst: Some(1), best: Some(5) }
}

/// Three articles: 2019 by The Öresund Times, 2020 by 100% News, and one without a day.
pub(super) fn three() -> Store {
    let mut store = store();
    let known = [
        (Some("2020-02-01"), Some("100% News"), "Of 40 and 2 and 41 people"),
        (Some("2019-01-01"), Some("The Öresund Times"), "Of 30 and 1 people"),
        (None, None, "Of 50 people"),
    ];
    for (published, publisher, text) in known {
        let (mut document, mut claims) = article(text);
        document.metadata = Metadata {
            published: published.and_then(|day| day.parse().ok()),
            publisher: publisher.map(str::to_owned),
            ..Metadata::default()
        };
        said_by(&mut claims[0], "Zoë Šik");
        store.add(&document, &claims, &stamp()).unwrap();
    }
    store
}
