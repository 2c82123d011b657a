//! A claim as the contract writes it: the fields of `claimlog extract`, which other programs read.

use std::borrow::Cow;

use chrono::NaiveDate;
use rust_decimal::Decimal;
use serde::Serialize;

use crate::export::Number;
use crate::model::{
    Attribution, AttributionKind, Change, Claim, ClaimId, DateMod, DateValue, Kind, Link, LinkWords, Modifier,
    Polarity, Reason, Record,
};
use crate::span::{CharMap, Span};

/// One line of the contract. Places are half-open, in Unicode code points (W3C TextPositionSelector).
#[derive(Debug, Serialize)]
pub struct ClaimLine<'a> {
    doc: Cow<'a, str>,
    id: ClaimId,
    text: &'a str,
    start: u32,
    end: u32,
    quantity: Place<'a>,
    kind: Kind,
    value: Option<Number>,
    low: Option<Number>,
    high: Option<Number>,
    modifier: Modifier,
    change: Option<Change>,
    unit: Option<&'a str>,
    per: Option<&'a str>,
    of: Option<&'a str>,
    date: Option<DateLine<'a>>,
    sentence: Place<'a>,
    attribution: Option<AttributionLine<'a>>,
    worthiness: Number,
    reasons: Vec<ReasonLine<'a>>,
    rule: &'a str,
}

#[derive(Debug, Serialize)]
struct Place<'a> {
    text: &'a str,
    start: u32,
    end: u32,
}

#[derive(Debug, Serialize)]
struct DateLine<'a> {
    start: Option<NaiveDate>,
    end: Option<NaiveDate>,
    timex: Option<&'a str>,
    #[serde(rename = "mod")]
    modifier: Option<DateMod>,
}

#[derive(Debug, Serialize)]
struct AttributionLine<'a> {
    source: Option<&'a str>,
    source_start: Option<u32>,
    source_end: Option<u32>,
    cue: Option<&'a str>,
    #[serde(rename = "type")]
    kind: AttributionKind,
    speaker: Option<&'a str>,
    role: Option<&'a str>,
    polarity: Polarity,
    rule: &'a str,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    chain: Vec<LinkLine<'a>>,
}

#[derive(Debug, Serialize)]
struct LinkLine<'a> {
    source: Option<&'a str>,
    source_start: Option<u32>,
    source_end: Option<u32>,
    cue: &'a str,
}

#[derive(Debug, Serialize)]
struct ReasonLine<'a> {
    name: &'a str,
    weight: Number,
}

/// The words of a document, with its code points counted.
#[derive(Debug)]
pub struct Words<'a> {
    text: &'a str,
    map: CharMap<'a>,
}

impl<'a> Words<'a> {
    /// Reads the text of a document.
    #[must_use]
    pub fn new(text: &'a str) -> Self {
        Self { text, map: CharMap::new(text) }
    }

    fn place(&self, span: Span) -> Place<'a> {
        let (start, end) = self.map.chars(span);
        Place { text: span.of(self.text), start, end }
    }
}

impl<'a> ClaimLine<'a> {
    /// The line of a claim of the document that `words` reads; `doc` is what the document is known by.
    #[must_use]
    pub fn new(doc: &'a str, claim: &'a Claim, words: &Words<'a>) -> Self {
        let places = [claim.mention.span, claim.mention.quantity.span, claim.sentence].map(|span| words.place(span));
        let attribution = claim.attribution.as_ref().map(|attribution| {
            let source = attribution.source.map(|span| words.place(span));
            let cue = attribution.cue.map(|span| span.of(words.text));
            let mut line = AttributionLine::new(attribution, source.as_ref(), cue);
            line.chain = attribution.chain.iter().map(|link| LinkLine::new(link, words)).collect();
            line
        });
        Self::of(doc.into(), claim, places, attribution)
    }

    /// The line of a logged claim, from its stored words; offsets are those of the mention alone.
    #[must_use]
    pub fn logged(record: &'a Record) -> Self {
        let (start, end) = record.chars;
        let place = |text: &'a str, span: Span| {
            // The mention and its sentence are close: the words between are in the sentence, which is stored.
            let mention = record.claim.mention.span;
            let sentence = record.claim.sentence;
            let shift = chars_between(&record.wording.sentence, sentence, mention, span);
            let at = i64::from(start) + shift;
            let at = u32::try_from(at).unwrap_or(start);
            Place { text, start: at, end: at + u32::try_from(text.chars().count()).unwrap_or_default() }
        };
        let wording = &record.wording;
        let places = [
            Place { text: &wording.mention, start, end },
            place(&wording.quantity, record.claim.mention.quantity.span),
            place(&wording.sentence, record.claim.sentence),
        ];
        let attribution = record.claim.attribution.as_ref().map(|attribution| {
            let mut line = AttributionLine::new(attribution, None, wording.cue.as_deref());
            line.source = wording.source.as_deref();
            line.chain = wording.chain.iter().map(LinkLine::logged).collect();
            line
        });
        Self::of(Cow::Owned(record.document.id.to_string()), &record.claim, places, attribution)
    }

    /// Where the mention starts and ends, in code points.
    #[must_use]
    pub fn place(&self) -> (u32, u32) {
        (self.start, self.end)
    }

    fn of(
        doc: Cow<'a, str>,
        claim: &'a Claim,
        [mention, quantity_place, sentence]: [Place<'a>; 3],
        attribution: Option<AttributionLine<'a>>,
    ) -> Self {
        let quantity = &claim.mention.quantity;
        let number = |value: Option<Decimal>| value.map(Number);
        Self {
            doc,
            id: claim.id,
            text: mention.text,
            start: mention.start,
            end: mention.end,
            quantity: quantity_place,
            kind: quantity.kind,
            value: number(quantity.value),
            low: number(quantity.low),
            high: number(quantity.high),
            modifier: quantity.modifier,
            change: quantity.change,
            unit: quantity.unit.as_deref(),
            per: quantity.per.as_deref(),
            of: claim.mention.of.as_deref(),
            date: quantity.date.as_ref().map(DateLine::of),
            sentence,
            attribution,
            worthiness: Number(claim.worthiness),
            reasons: claim.reasons.iter().map(ReasonLine::of).collect(),
            rule: &claim.mention.rule,
        }
    }
}

/// How many code points lie from the start of `mention` to the start of `span`, both in or at their sentence.
fn chars_between(words: &str, sentence: Span, mention: Span, span: Span) -> i64 {
    let count = |from: u32, to: u32| {
        let range = from.saturating_sub(sentence.start) as usize..to.saturating_sub(sentence.start) as usize;
        words.get(range).map_or(0, |words| i64::try_from(words.chars().count()).unwrap_or_default())
    };
    if span.start >= mention.start { count(mention.start, span.start) } else { -count(span.start, mention.start) }
}

impl<'a> DateLine<'a> {
    fn of(date: &'a DateValue) -> Self {
        Self { start: date.start, end: date.end, timex: date.timex.as_deref(), modifier: date.modifier }
    }
}

impl<'a> AttributionLine<'a> {
    fn new(attribution: &'a Attribution, source: Option<&Place<'a>>, cue: Option<&'a str>) -> Self {
        Self {
            source: source.map(|place| place.text),
            source_start: source.map(|place| place.start),
            source_end: source.map(|place| place.end),
            cue,
            kind: attribution.kind,
            speaker: attribution.speaker.as_deref(),
            role: attribution.role.as_deref(),
            polarity: attribution.polarity,
            rule: &attribution.rule,
            chain: Vec::new(),
        }
    }
}

impl<'a> LinkLine<'a> {
    fn new(link: &Link, words: &Words<'a>) -> Self {
        let source = link.source.map(|span| words.place(span));
        Self {
            source: source.as_ref().map(|place| place.text),
            source_start: source.as_ref().map(|place| place.start),
            source_end: source.as_ref().map(|place| place.end),
            cue: link.cue.of(words.text),
        }
    }

    fn logged(link: &'a LinkWords) -> Self {
        Self { source: link.source.as_deref(), source_start: None, source_end: None, cue: &link.cue }
    }
}

impl<'a> ReasonLine<'a> {
    fn of(reason: &'a Reason) -> Self {
        Self { name: &reason.name, weight: Number(reason.weight) }
    }
}
