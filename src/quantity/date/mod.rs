//! Dates of every grain, from a century to a day, resolved against the day of publication.
//!
//! A rule reads a period at a token; then what stands around it is read: "early", "the end of", "by", "since", a second
//! period that makes a range.

mod around;
mod days;
mod period;
mod relative;
mod years;

use std::ops::Range;

use chrono::NaiveDate;

use super::candidate::Candidate;
use crate::lexicon::{Class, lexicon};
use crate::model::{DateValue, Kind, Modifier, Quantity};
use crate::span::Span;
use crate::text::{Text, TokenKind};

use self::period::Period;

/// A period with its tokens, and its value and unit when it is counted from the day of publication ("two weeks ago").
#[derive(Clone, Debug)]
struct Reading {
    tokens: Range<usize>,
    period: Period,
    counted: Option<Quantity>,
    rule: &'static str,
}

impl Reading {
    fn new(tokens: Range<usize>, period: Period, rule: &'static str) -> Self {
        Self { tokens, period, counted: None, rule }
    }
}

/// What a rule of dates sees.
struct Scan<'t> {
    text: &'t Text<'t>,
    range: Range<usize>,
    published: Option<NaiveDate>,
    /// The year that was named last, for "that year".
    year: Option<i32>,
}

impl Scan<'_> {
    fn end(&self) -> usize {
        self.range.end
    }

    fn is_any(&self, at: usize, words: &[&str]) -> bool {
        at < self.end() && words.iter().any(|word| self.text.is(at, word))
    }

    fn before_is_any(&self, at: usize, words: &[&str]) -> bool {
        at > self.range.start && self.is_any(at - 1, words)
    }

    /// Whether the clause before `at` speaks of what is to come.
    fn future(&self, at: usize) -> bool {
        const COMING: [&str; 16] = [
            "will",
            "'ll",
            "next",
            "upcoming",
            "scheduled",
            "plans",
            "planned",
            "expected",
            "expects",
            "set",
            "must",
            "should",
            "ahead",
            "shall",
            "due",
            "would",
        ];
        let from = self.range.start.max(at.saturating_sub(14));
        let spoken = |token: usize| self.is_any(token, &["said", "says", "told", "announced", "reported"]);
        !self.before_is_any(at, &["last", "since"])
            && (from..at).rev().take_while(|token| !spoken(*token)).any(|token| self.is_any(token, &COMING))
    }
}

/// Reads a period at a token.
type Rule = fn(&Scan, usize) -> Option<Reading>;

/// The rules in the order in which they are asked.
const RULES: [Rule; 3] = [days::read, relative::read, years::read];

/// Finds the dates of a text in order, without overlaps.
pub(super) fn find(text: &Text, published: Option<NaiveDate>) -> Vec<Candidate> {
    let mut found: Vec<Candidate> = Vec::new();
    let mut year = None;
    for sentence in &text.sentences {
        let mut scan = Scan { text, range: sentence.tokens.clone(), published, year };
        let mut at = sentence.tokens.start;
        while at < sentence.tokens.end {
            let reading = may_start(text, at).then(|| RULES.iter().find_map(|rule| rule(&scan, at))).flatten();
            let Some(reading) = reading else {
                at += 1;
                continue;
            };
            let reading = around::range(&scan, reading);
            year = reading.period.days.map(|(start, _)| chrono::Datelike::year(&start)).or(year);
            scan.year = year;
            let from = found.last().map_or(0, |last| last.tokens.end).max(sentence.tokens.start);
            at = reading.tokens.end.max(at + 1);
            let candidate = around::complete(&scan, reading, from);
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
            matches!(text.str(at), "Q" | "H" | "FY") && text.touches_next(at)
                || word.is_known()
                    && (lexicon().calendar.names.may_start(word)
                        || lexicon().numbers.may_start(word)
                        || lexicon().vague.may_start(word)
                        || text.in_class(at, Class::Determiner)
                        || text.in_class(at, Class::Adverb)
                        || text.in_class(at, Class::Adjective))
        }
        Some(TokenKind::Sign) => matches!(text.str(at), "'" | "’" | "‘"),
        None => false,
    }
}

/// A candidate of a reading; its modifiers are read later.
fn candidate(reading: Reading) -> Candidate {
    let Reading { tokens, period, counted, rule } = reading;
    let (start, end) = period.days.map_or((None, None), |(start, end)| (Some(start), Some(end)));
    let date = DateValue { start, end, timex: Some(period.timex).filter(|timex| !timex.is_empty()), modifier: None };
    let counted = counted.unwrap_or_else(|| Quantity::new(Span::new(0, 0), Kind::Date));
    let quantity = Quantity { kind: Kind::Date, date: Some(date), ..counted };
    let modifier = quantity.modifier;
    let mut candidate = Candidate::new(tokens, quantity, rule);
    candidate.quantity.modifier = if modifier == Modifier::Between { Modifier::Between } else { modifier };
    candidate
}
