//! What a quantity is of, where no noun stands right behind it: the subject of its verb, or the thing counted before.

use super::candidate::Candidate;
use super::scan::Scan;
use super::thing;
use crate::lexicon::Class;
use crate::model::Kind;
use crate::text::{Shape, TokenKind};

/// What was counted and shared last, for the quantities that only refer to it ("17 percent", "739").
#[derive(Debug, Default)]
pub(super) struct Topics {
    counted: Option<String>,
    shared: Option<String>,
}

/// Fills in the things of a sentence's quantities.
pub(super) fn complete(scan: &Scan, found: &mut [Candidate], dates: &[Candidate], topics: &mut Topics) {
    for index in 0..found.len() {
        let scan = &before_date(scan, dates, found[index].tokens.end);
        let from = index.checked_sub(1).map_or(scan.range.start, |before| found[before].tokens.end);
        let candidate = &found[index];
        let of = candidate.of.clone().or_else(|| topic(scan, candidate, from, topics));
        let candidate = &mut found[index];
        if candidate.quantity.kind == Kind::Number && of.is_some() && plausible_count(candidate) {
            candidate.quantity.kind = Kind::Count;
            candidate.rule = "count again";
        }
        match candidate.quantity.kind {
            Kind::Count if of.is_some() => topics.counted.clone_from(&of),
            Kind::Percent if of.is_some() => topics.shared.clone_from(&of),
            _ => {}
        }
        candidate.of = of;
    }
}

/// The sentence up to the next date, which is no thing: "rose 4.5 percent last year".
fn before_date<'t>(scan: &Scan<'t>, dates: &[Candidate], at: usize) -> Scan<'t> {
    let next = dates.iter().map(|date| date.tokens.start).find(|start| *start >= at);
    Scan { range: scan.range.start..next.unwrap_or(scan.end()), ..*scan }
}

/// A bare number that can count what an earlier one counted: whole, and not a small word that stands for itself.
fn plausible_count(candidate: &Candidate) -> bool {
    let bound = candidate.quantity.value.or(candidate.quantity.low).or(candidate.quantity.high);
    bound.is_some_and(|value| value.is_integer())
}

fn topic(scan: &Scan, candidate: &Candidate, from: usize, topics: &Topics) -> Option<String> {
    let text = scan.text;
    let words = |tokens| thing::words(text, tokens);
    let start = candidate.tokens.start;
    match candidate.quantity.kind {
        Kind::Number => topics.counted.clone().filter(|_| refers_back(scan, candidate)),
        Kind::Percent => behind(scan, candidate)
            .or_else(|| thing::subject(text, from, start))
            .map(words)
            .or_else(|| topics.shared.clone()),
        Kind::Money | Kind::Measure | Kind::Ratio => {
            behind(scan, candidate).or_else(|| thing::subject(text, from, start)).map(words)
        }
        Kind::Multiple | Kind::Duration => behind(scan, candidate).map(words),
        _ => None,
    }
}

/// "including some 30,000 in Russia": no noun behind, but a preposition or the end of the clause.
fn refers_back(scan: &Scan, candidate: &Candidate) -> bool {
    let at = candidate.tokens.end;
    let text = scan.text;
    let closed = [
        Class::Preposition,
        Class::Relative,
        Class::Conjunction,
        Class::Auxiliary,
        Class::Subordinator,
        Class::Pronoun,
    ];
    at >= scan.end()
        || text.kind(at) == Some(TokenKind::Sign)
        || closed.iter().any(|class| text.in_class(at, *class))
        || scan.is_any(at, &["died", "more", "fewer"])
}

/// "31 percent of Republican voters", "a $500 annual tax credit", "$2 million in aid", "$5 for lunch".
fn behind(scan: &Scan, candidate: &Candidate) -> Option<std::ops::Range<usize>> {
    let mut at = scan.behind_hyphen(candidate.tokens.end);
    let text = scan.text;
    if candidate.quantity.kind == Kind::Money && scan.is_any(at, &["in", "for"]) {
        at += 1;
        while text.in_class(at, Class::Determiner) && at < scan.end() {
            at += 1;
        }
        let capital = at < scan.end() && text.tokens[at].shape != Shape::Lower;
        if capital {
            return None;
        }
    }
    let verb = at < scan.end() && text.in_class(at, Class::VerbOrNoun) && candidate.quantity.kind == Kind::Percent;
    if verb { None } else { thing::behind(text, at, scan.end()) }
}
