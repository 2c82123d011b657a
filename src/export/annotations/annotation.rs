//! One claim as an annotation: a target that is found again by its words or its place, and bodies that say what is known.

use std::borrow::Cow;

use serde::Serialize;

use super::urn;
use crate::export::amount::claimed_amount;
use crate::export::{ScaleWords, is_web, moment};
use crate::model::{Record, Verdict};

/// How much of the text around the words is given, in characters: what makes them unique.
const AROUND: usize = 32;

#[derive(Debug, Serialize)]
pub(super) struct Annotation<'a> {
    id: String,
    #[serde(rename = "type")]
    sort: &'static str,
    /// "assessing" where somebody judged it, else "highlighting".
    motivation: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    creator: Option<Person<'a>>,
    created: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    modified: Option<String>,
    body: Vec<Body<'a>>,
    target: Target<'a>,
}

#[derive(Debug, Serialize)]
struct Person<'a> {
    #[serde(rename = "type")]
    sort: &'static str,
    name: &'a str,
}

#[derive(Debug, Serialize)]
#[serde(tag = "type")]
enum Body<'a> {
    TextualBody { purpose: &'static str, value: Cow<'a, str>, format: &'static str },
    SpecificResource { purpose: &'static str, source: String },
}

#[derive(Debug, Serialize)]
struct Target<'a> {
    #[serde(rename = "type")]
    sort: &'static str,
    source: String,
    selector: Vec<Selector<'a>>,
}

/// Each finds the same words; a reader takes the one that it knows.
#[derive(Debug, Serialize)]
#[serde(tag = "type")]
enum Selector<'a> {
    TextQuoteSelector { exact: &'a str, prefix: &'a str, suffix: &'a str },
    TextPositionSelector { start: u32, end: u32 },
}

impl<'a> Annotation<'a> {
    pub(super) fn of(record: &'a Record, text: Option<&'a str>, scales: &'a [ScaleWords]) -> Self {
        let verdict = record.verdict();
        let first = verdict.map(|verdict| first_of(record, verdict));
        Self {
            id: urn(*record.claim.id.as_bytes()),
            sort: "Annotation",
            motivation: if verdict.is_some() { "assessing" } else { "highlighting" },
            creator: verdict.map(|verdict| Person { sort: "Person", name: &verdict.reviewer }),
            created: moment(first.map_or(record.document.added_at, |first| first.given_at)),
            modified: verdict.filter(|it| first.is_some_and(|first| first.id != it.id)).map(|it| moment(it.given_at)),
            body: bodies(record, verdict, scales),
            target: Target::of(record, text),
        }
    }
}

/// The verdict that this one replaces, and so on to the first.
fn first_of<'a>(record: &'a Record, verdict: &'a Verdict) -> &'a Verdict {
    let mut first = verdict;
    // As many steps as there are verdicts: a circle, which the ledger does not make, would else have no end.
    for _ in &record.verdicts {
        let Some(old) = record.verdicts.iter().find(|old| Some(old.id) == first.supersedes) else { break };
        first = old;
    }
    first
}

fn bodies<'a>(record: &'a Record, verdict: Option<&'a Verdict>, scales: &'a [ScaleWords]) -> Vec<Body<'a>> {
    let plain = |purpose, value| Body::TextualBody { purpose, value, format: "text/plain" };
    let mut bodies = Vec::new();
    if let Some(verdict) = verdict {
        let label = ScaleWords::label(scales, verdict);
        let judgement = verdict.explanation.as_ref().map_or(label.into(), |why| format!("{label}: {why}").into());
        bodies.push(plain("assessing", judgement));
        bodies.push(plain("classifying", verdict.standing.class.name().into()));
    }
    bodies.push(plain("tagging", record.claim.mention.quantity.kind.name().into()));
    bodies.extend(claimed_amount(record).map(|amount| plain("describing", amount.into())));
    bodies.push(plain("identifying", record.claim.id.to_string().into()));
    let evidence = verdict.into_iter().flat_map(|verdict| &verdict.evidence);
    bodies.extend(evidence.filter_map(|piece| {
        let source = piece.public().url.filter(|url| is_web(url))?;
        Some(Body::SpecificResource { purpose: "linking", source })
    }));
    bodies
}

impl<'a> Target<'a> {
    fn of(record: &'a Record, text: Option<&'a str>) -> Self {
        let url = record.document.metadata.url.clone().filter(|url| is_web(url));
        let (start, end) = record.chars;
        let quote = text.and_then(|text| quoted(record, text));
        let place = Selector::TextPositionSelector { start, end };
        Self {
            sort: "SpecificResource",
            source: url.unwrap_or_else(|| urn(*record.document.id.as_bytes())),
            selector: quote.into_iter().chain([place]).collect(),
        }
    }
}

/// The words with some around them, of a text that is still there.
fn quoted<'a>(record: &Record, text: &'a str) -> Option<Selector<'a>> {
    let span = record.claim.mention.span;
    let exact = text.get(span.range())?;
    let (before, after) = (&text[..span.range().start], &text[span.range().end..]);
    let start = before.char_indices().rev().take(AROUND).last().map_or(before.len(), |(at, _)| at);
    let end = after.char_indices().nth(AROUND).map_or(after.len(), |(at, _)| at);
    Some(Selector::TextQuoteSelector { exact, prefix: &before[start..], suffix: &after[..end] })
}
