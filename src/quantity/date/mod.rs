//! Dates of every grain, from a century to a day, resolved against the day of publication.
//!
//! A rule reads a period at a token; then what stands around it is read: a part of it ("early", "the end of"), a second
//! period that makes a stretch, the side on which something lies ("by", "since"). Rules that count from another date or
//! name a part of one read that date with `anchor`, so that nothing nests deeper than once.

mod digits;
mod month;
mod named;
mod numbers;
mod offset;
mod part;
mod period;
mod pointed;
mod quarter;
mod range;
mod scan;
mod side;
mod stretch;
mod today;
mod weekday;
mod within;
mod years;

use std::ops::Range;

use chrono::NaiveDate;

use self::part::Part;
use self::period::Period;
use self::scan::Scan;
use super::candidate::Candidate;
use crate::lexicon::lexicon;
use crate::model::{DateValue, Kind, Quantity};
use crate::span::Span;
use crate::text::{Text, TokenKind};

/// A period with its tokens, and its value and unit when it is counted from another day ("two weeks ago").
#[derive(Clone, Debug)]
struct Reading {
    tokens: Range<usize>,
    period: Period,
    part: Option<Part>,
    counted: Option<Quantity>,
    rule: &'static str,
}

impl Reading {
    fn new(tokens: Range<usize>, period: Period, rule: &'static str) -> Self {
        Self { tokens, period, part: None, counted: None, rule }
    }
}

/// Reads a period at a token.
type Rule = fn(&Scan, usize) -> Option<Reading>;

/// The rules in the order in which they are asked: what contains another date before that date itself.
const RULES: [Rule; 11] = [
    offset::read,
    within::read,
    digits::read,
    weekday::read,
    month::read,
    today::read,
    stretch::read,
    pointed::read,
    quarter::read,
    named::read,
    later_rules,
];

/// The rules for dates that others are counted from.
const ANCHORS: [Rule; 8] =
    [digits::read, weekday::alone, month::read, today::read, pointed::read, quarter::read, named::read, years::read];

/// "year-end" before the year behind it.
fn later_rules(scan: &Scan, at: usize) -> Option<Reading> {
    part::read(scan, at).or_else(|| years::read(scan, at))
}

/// A date that is itself counted from no other and is no part of another.
fn anchor(scan: &Scan, at: usize) -> Option<Reading> {
    if at >= scan.end() || !may_start(scan.text, at) {
        return None;
    }
    ANCHORS.iter().find_map(|rule| rule(scan, at)).or_else(|| {
        let year = numbers::year(scan, at).filter(|year| (1900..2100).contains(year))?;
        Some(Reading::new(at..at + 1, Period::year(year)?, "year"))
    })
}

/// Finds the dates of a text in order, without overlaps.
pub(super) fn find(text: &Text, published: Option<NaiveDate>) -> Vec<Candidate> {
    let mut found: Vec<Candidate> = Vec::new();
    let mut scan = Scan { text, range: 0..text.tokens.len(), published, last: None, day_first: false };
    scan.day_first = digits::day_first(&scan);
    for sentence in &text.sentences {
        scan.range = sentence.tokens.clone();
        let mut at = sentence.tokens.start;
        while at < sentence.tokens.end {
            let reading = may_start(text, at).then(|| RULES.iter().find_map(|rule| rule(&scan, at))).flatten();
            let Some(reading) = reading else {
                at += 1;
                continue;
            };
            let from = found.last().map_or(0, |last| last.tokens.end).max(sentence.tokens.start);
            let reading = range::joined(&scan, part::with_part(&scan, reading, from));
            if reading.period.days.is_some() && reading.rule != "day from today" {
                scan.last = Some(reading.period.clone());
            }
            at = reading.tokens.end.max(at + 1);
            let candidate = side::complete(&scan, reading, from);
            at = at.max(candidate.tokens.end);
            found.push(candidate);
        }
    }
    found
}

/// Whether a date can start at this token: a digit or a word that a table names.
fn may_start(text: &Text, at: usize) -> bool {
    match text.kind(at) {
        Some(TokenKind::Number) => true,
        Some(TokenKind::Word) => {
            let word = text.word(at);
            matches!(text.str(at), "Q" | "H" | "q" | "h" | "FY" | "CY" | "fy" | "cy") && text.touches_next(at)
                || word.is_known()
                    && (lexicon().calendar.may_start(word)
                        || lexicon().numbers.may_start(word)
                        || lexicon().vague.may_start(word))
        }
        Some(TokenKind::Sign) => matches!(text.str(at), "'" | "’" | "‘"),
        None => false,
    }
}

/// A candidate of a reading; its side is read later.
fn candidate(reading: Reading) -> Candidate {
    let Reading { tokens, period, counted, rule, .. } = reading;
    let (start, end) = period.days.map_or((None, None), |(start, end)| (Some(start), Some(end)));
    let date = DateValue { start, end, timex: Some(period.timex).filter(|timex| !timex.is_empty()), modifier: None };
    let counted = counted.unwrap_or_else(|| Quantity::new(Span::new(0, 0), Kind::Date));
    let quantity = Quantity { kind: Kind::Date, date: Some(date), ..counted };
    Candidate::new(tokens, quantity, rule)
}
