//! The thing that is named right behind a quantity: "40 ships", "31 percent of voters", "a $500 tax credit".

use std::ops::Range;

use rust_decimal::Decimal;

use super::candidate::Candidate;
use super::clause::{is_adverb, is_verb};
use super::scan::Scan;
use super::{purpose, subject, thing};
use crate::lexicon::{Class, lexicon};
use crate::model::Kind;

/// Where the thing stands that is named right behind a quantity.
pub(super) fn read(scan: &Scan, candidate: &Candidate) -> Option<Range<usize>> {
    const FAR: usize = 5;
    match candidate.quantity.kind {
        Kind::Count => {
            let Some(of) = candidate.of.as_ref() else { return millions(scan, candidate) };
            let at = |start| thing::behind(scan.text, start, scan.end());
            (candidate.core.end..candidate.core.end + FAR)
                .filter_map(at)
                .find(|tokens| thing::words(scan.text, tokens.clone()) == *of)
        }
        Kind::Money | Kind::Measure
            if subject::limited(scan.text, scan.range.start, candidate.tokens.start, scan.end()).is_some() =>
        {
            None
        }
        Kind::Percent | Kind::Money | Kind::Measure | Kind::Ratio | Kind::Multiple | Kind::Duration
            if candidate.of.is_none() =>
        {
            behind(scan, candidate)
        }
        _ => None,
    }
}

/// "31 percent of rural voters", "a $500 tax credit", "$2 million in aid", "$5 for lunch".
fn behind(scan: &Scan, candidate: &Candidate) -> Option<Range<usize>> {
    let mut at = scan.behind_hyphen(candidate.tokens.end);
    let text = scan.text;
    if candidate.quantity.kind == Kind::Money && text.in_class(at, Class::Preposition) && !text.is(at, "of") {
        return purpose::read(text, at, scan.end()).filter(|thing| !is_money(scan, candidate, thing));
    }
    if candidate.quantity.kind == Kind::Percent && is_predicate(scan, candidate) && !text.is(at, "of") {
        return None;
    }
    // "half the boats"
    let part = candidate.rule == "part" && at < scan.end() && text.in_class(at, Class::Determiner);
    at += usize::from(part);
    if scan.is_any(at, &["worth"]) && scan.is_any(at + 1, &["of"]) {
        at += 1;
    }
    let unquoted = at;
    // "a 3 percent 'quay levy'"
    while matches!(text.str(at), "'" | "''" | "\"" | "“" | "‘") && !text.touches_next(at.wrapping_sub(1)) {
        at += 1 + usize::from(text.str(at) == text.str(at + 1));
    }
    let said = at > unquoted && at < scan.end() && is_verb(text, at);
    // "ten percent drop" may go on, "a ten-point lead" cannot: a hyphen makes it an adjective.
    let hyphen = candidate.core.clone().any(|at| matches!(text.str(at), "-" | "‑"));
    let noun = hyphen || !matches!(candidate.quantity.kind, Kind::Percent | Kind::Measure) || at >= scan.end();
    let doing =
        candidate.quantity.kind == Kind::Money && text.in_class(at, Class::Gerund) && !is_described(scan, candidate);
    let verb = said || doing || !noun && text.in_class(at, Class::VerbOrNoun);
    let thing = if verb { None } else { thing::behind(text, at, scan.end()) };
    thing.filter(|thing| !is_money(scan, candidate, thing))
}

/// "a $3 million building fund", but "spend $3 million building roads".
fn is_described(scan: &Scan, candidate: &Candidate) -> bool {
    let before = candidate.tokens.start.checked_sub(1).filter(|at| *at >= scan.range.start);
    before.is_some_and(|at| [Class::Determiner, Class::Adjective].iter().any(|class| scan.text.in_class(at, *class)))
}

/// "the rowers were 85% women", "the town is nearly 3% Danish": the share is of the subject.
fn is_predicate(scan: &Scan, candidate: &Candidate) -> bool {
    let text = scan.text;
    let verb = (scan.range.start..candidate.tokens.start).rev().find(|at| !is_adverb(text, *at));
    verb.is_some_and(|at| ["is", "are", "was", "were", "be", "been"].iter().any(|word| text.is(at, word)))
}

/// "putting millions into dredging": so many are money.
fn millions(scan: &Scan, candidate: &Candidate) -> Option<Range<usize>> {
    let large = candidate.quantity.low.is_some_and(|low| low >= Decimal::from(1_000_000));
    large.then(|| purpose::read(scan.text, candidate.tokens.end, scan.end())).flatten()
}

/// "$4 million dollars", "7 cents on the dollar".
fn is_money(scan: &Scan, candidate: &Candidate, thing: &Range<usize>) -> bool {
    candidate.quantity.kind == Kind::Money
        && lexicon().currencies.of_word(scan.text.word(thing.end - 1)).next().is_some()
}
