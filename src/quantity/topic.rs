//! What a quantity is of, where no noun stands right behind it: the subject of its verb, or the thing counted before.

use std::ops::Range;

use super::candidate::Candidate;
use super::scan::Scan;
use super::{again, clause, contest, named, subject, tail, thing};
use crate::lexicon::Class;
use crate::model::Kind;

/// How many tokens before a quantity its thing may stand: longer sentences are lists.
const REACH: usize = 60;

/// What was counted and shared last, for the quantities that only refer to it ("17 percent", "40").
#[derive(Debug, Default)]
pub(super) struct Topics {
    /// What bare numbers count.
    pub(super) counted: Option<String>,
    /// What was ranked: "the first wreck … 20 more".
    pub(super) ranked: Option<String>,
    /// What bare percentages are of.
    shared: Option<String>,
    /// Whether that is a group that this sentence has named: "44 percent of fishermen … Ames at 38 percent".
    group: bool,
}

/// Fills in the things of a sentence's quantities.
pub(super) fn complete(scan: &Scan, found: &mut [Candidate], dates: &[Candidate], topics: &mut Topics) {
    contest::complete(scan, found);
    topics.group = false;
    for index in 0..found.len() {
        let scan = &before_date(scan, dates, found[index].tokens.end);
        let from = index.checked_sub(1).map_or(scan.range.start, |before| found[before].tokens.end);
        let since = level_before(scan, found, index);
        let bound = bounded_too(scan, found, index);
        let candidate = &mut found[index];
        if candidate.quantity.kind == Kind::Percent && candidate.of.is_some() {
            continue;
        }
        if bound.is_some() {
            candidate.of = bound;
            continue;
        }
        let thing = named::read(scan, candidate);
        let words = |tokens: &Range<usize>| thing::words(scan.text, tokens.clone());
        let core = thing.as_ref().map(words).or_else(|| candidate.of.clone());
        let core = core.or(since).or_else(|| topic(scan, candidate, from, topics));
        if candidate.quantity.kind == Kind::Number && core.is_some() && plausible_count(candidate) {
            candidate.quantity.kind = Kind::Count;
            candidate.rule = "count again";
        }
        let people = thing.as_ref().is_some_and(|thing| scan.text.looks_plural(thing.end - 1));
        topics.group |= people && candidate.quantity.kind == Kind::Percent;
        match candidate.quantity.kind {
            Kind::Ordinal if core.is_some() => topics.ranked.clone_from(&core),
            Kind::Count if core.is_some() => topics.counted.clone_from(&core),
            Kind::Ratio if !people => {}
            Kind::Percent | Kind::Ratio if core.is_some() => topics.shared.clone_from(&core),
            _ => {}
        }
        let before = clause::before(scan.text, scan.range.start, candidate.tokens.start);
        let whole = thing.map(|thing| thing.start..tail::behind(scan.text, before, &thing, scan.end()));
        candidate.of = whole.as_ref().map(words).or(core);
    }
}

/// "from 58 percent in May to 55 percent", "5 percent, compared with 7 percent": two levels of one thing.
fn level_before(scan: &Scan, found: &[Candidate], index: usize) -> Option<String> {
    const FAR: usize = 7;
    const COMPARED: [&[&str]; 5] =
        [&["compared", "with"], &["compared", "to"], &["up", "from"], &["down", "from"], &["versus"]];
    let (text, candidate) = (scan.text, &found[index]);
    let before = found.get(index.checked_sub(1)?)?;
    let stands = |candidate: &Candidate, words: &[&str]| {
        let start = candidate.tokens.start;
        start >= words.len() && words.iter().rev().zip(1..).all(|(word, back)| text.is(start - back, word))
    };
    let gap = candidate.tokens.start.saturating_sub(before.tokens.end);
    let pair = stands(before, &["from"]) && stands(candidate, &["to"]) && gap <= FAR
        || stands(before, &["to"]) && stands(candidate, &["from"]) && gap == 1
        || COMPARED.iter().any(|words| stands(candidate, words)) && gap <= FAR;
    let same = before.quantity.kind == candidate.quantity.kind && candidate.of.is_none();
    (pair && same).then(|| before.of.clone()).flatten()
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
    let reach = scan.range.start.max(start.saturating_sub(REACH));
    match candidate.quantity.kind {
        Kind::Number => {
            subject::level(text, reach, from, start).map(words).or_else(|| again::read(scan, candidate, topics))
        }
        Kind::Percent if !topics.group && subject::listed(text, reach, start).is_some() => {
            subject::listed(text, reach, start).map(words)
        }
        Kind::Percent => share(scan, candidate, reach, from).map(words).or_else(|| topics.shared.clone()),
        Kind::Ratio if clause::is_finite(text, candidate.tokens.end, scan.end()) => topics.shared.clone(),
        Kind::Money | Kind::Measure | Kind::Ratio => subject::limited(text, reach, start, scan.end())
            .map(|tokens| bounded(scan, candidate, &words(tokens)))
            .or_else(|| subject::find(text, reach, from, start).map(words)),
        Kind::Multiple => subject::multiplied(text, reach, &candidate.tokens, scan.end()).map(words),
        Kind::Duration => tail::since(text, candidate.tokens.end, scan.end()).map(words),
        _ => None,
    }
}

/// "catches for small boats" of "catches over $9,000 for small boats".
fn bounded(scan: &Scan, candidate: &Candidate, of: &str) -> String {
    let whose = subject::whose(scan.text, candidate.tokens.end, scan.end());
    whose.map_or_else(|| of.to_owned(), |whose| format!("{of} {}", thing::words(scan.text, whose)))
}

/// "… and $30,000 for trawlers" behind "catches over $9,000 for small boats".
fn bounded_too(scan: &Scan, found: &[Candidate], index: usize) -> Option<String> {
    let before = found.get(index.checked_sub(1)?)?;
    let (text, candidate) = (scan.text, &found[index]);
    let (of, _) = before.of.as_deref()?.split_once(" for ")?;
    let whose = subject::whose(text, before.tokens.end, scan.end())?;
    let joined = whose.end + 1 == candidate.tokens.start && text.in_class(whose.end, Class::Conjunction);
    let same = before.quantity.unit == candidate.quantity.unit && candidate.quantity.kind == Kind::Money;
    (joined && same && subject::whose(text, candidate.tokens.end, scan.end()).is_some())
        .then(|| bounded(scan, candidate, of))
}

/// What a share without a noun behind it is of: the group that was asked, or the subject of its verb.
fn share(scan: &Scan, candidate: &Candidate, reach: usize, near: usize) -> Option<Range<usize>> {
    let (text, start) = (scan.text, candidate.tokens.start);
    let before = (near..start).rev().find(|at| !clause::is_adverb(text, *at));
    let object = before.is_some_and(|at| text.in_class(at, Class::Preposition) || clause::is_verb(text, at));
    let hyphen = candidate.core.clone().any(|at| matches!(text.str(at), "-" | "‑"));
    if !object && !hyphen && clause::is_finite(text, candidate.tokens.end, scan.end()) {
        return subject::group(text, reach, start);
    }
    if let Some(group) = subject::set_off(scan.text, reach, &candidate.tokens, scan.end()) {
        return Some(group);
    }
    subject::gapped(text, reach.max(near.saturating_sub(1)), start).or_else(|| subject::find(text, reach, near, start))
}
