//! Bare numbers that count what was named elsewhere: "… including some 40", "the oldest ferries: 12", "killing 9".

use super::candidate::Candidate;
use super::scan::Scan;
use super::topic::Topics;
use super::{subject, thing};
use crate::lexicon::Class;
use crate::text::{Shape, TokenKind};

/// The thing of a number that has no noun of its own.
pub(super) fn read(scan: &Scan, candidate: &Candidate, topics: &Topics) -> Option<String> {
    let at = candidate.tokens.start;
    let text = scan.text;
    if at > scan.range.start && text.in_class(at - 1, Class::Toll) {
        return Some(text.str(at - 1).to_lowercase());
    }
    if !refers_back(scan, candidate) {
        return None;
    }
    set_off(scan, candidate)
        .or_else(|| topics.ranked.clone().filter(|_| scan.is_any(candidate.tokens.end, &["more", "others"])))
        .or_else(|| topics.counted.clone())
}

/// No noun behind, but a preposition or the end of the clause; and no age, no item of a list.
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
    let ends = at >= scan.end()
        || text.kind(at) == Some(TokenKind::Sign)
        || closed.iter().any(|class| text.in_class(at, *class))
        || scan.is_any(at, &["died", "more", "fewer"]);
    ends && !scan.hyphen(at) && !is_item(scan, candidate) && !is_age(scan, candidate)
}

/// "2. Sign here.", "(3) The rest": the number of a list's item.
fn is_item(scan: &Scan, candidate: &Candidate) -> bool {
    let first = candidate.tokens.start <= scan.range.start + 1;
    first && scan.is_any(candidate.tokens.end, &[".", ")"]) && candidate.tokens.len() == 1
}

/// "Ames, who is 70", "people under 30".
fn is_age(scan: &Scan, candidate: &Candidate) -> bool {
    const OLDEST: i64 = 120;
    let (text, at) = (scan.text, candidate.tokens.start);
    let quantity = &candidate.quantity;
    let bound = quantity.value.or(quantity.low).or(quantity.high);
    let told =
        at > scan.range.start && ["is", "was", "'s", "’s", "turned", "aged"].iter().any(|word| text.is(at - 1, word));
    let limit = scan.is_any(at, &["under", "over"]) && at > scan.range.start && text.looks_plural(at - 1);
    // "Orr, 61, said", "Orr, then 44, left"
    let comma = at.saturating_sub(1 + usize::from(scan.is_any(at.saturating_sub(1), &["then", "now"])));
    let person = comma > scan.range.start
        && text.str(comma) == ","
        && text.str(candidate.tokens.end) == ","
        && text.tokens[comma - 1].shape != Shape::Lower;
    bound.is_some_and(|value| value <= OLDEST.into()) && (told || limit || person)
}

/// "the oldest ferries: 12 in all", "three ships (40 of them …": the plural that the number is set off from.
fn set_off(scan: &Scan, candidate: &Candidate) -> Option<String> {
    let (text, at) = (scan.text, candidate.tokens.start);
    let dash = at > scan.range.start + 1 && matches!(text.str(at - 1), "—" | "–" | "--" | ":" | "-");
    let plural = dash && text.looks_plural(at - 2);
    plural.then(|| subject::before(text, scan.range.start, at - 1)).flatten().map(|tokens| thing::words(text, tokens))
}
