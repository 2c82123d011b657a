//! The side of a period on which something lies: "by 2030", "since May", "before Christmas", "around 1990".

use super::{Reading, Scan, candidate, part};
use crate::lexicon::lexicon;
use crate::model::{DateMod, Modifier};
use crate::quantity::candidate::Candidate;

/// Makes the candidate of a reading and takes in the article and the side before it.
pub(super) fn complete(scan: &Scan, reading: Reading, from: usize) -> Candidate {
    let ranged = matches!(reading.rule, "dates" | "years" | "days");
    let sided = reading.rule != "stretch from today";
    let part = reading.part;
    let days = part.and_then(|part| part::days(&reading.period, part, scan.published));
    let is_year = matches!(reading.rule, "year" | "years");
    let mut first = reading.tokens.start;
    if !is_year && first > from && scan.is_any(first - 1, &["the"]) {
        first -= 1;
    }
    let mut candidate = candidate(reading);
    candidate.core.start = first;
    candidate.tokens.start = first;
    if let (Some(part), Some(date)) = (part, &mut candidate.quantity.date) {
        date.modifier = if let part::Part::Of(part) = part { Some(part) } else { None };
        if let Some((start, end)) = days {
            (date.start, date.end) = (Some(start), Some(end));
        }
    }
    if sided {
        set_side(scan, &mut candidate, first, from, ranged);
    }
    candidate
}

/// "by", "since", "before", "until", "around" before a period; "from" and "between" before a range.
fn set_side(scan: &Scan, candidate: &mut Candidate, first: usize, from: usize, ranged: bool) {
    if ranged {
        candidate.quantity.modifier = Modifier::Between;
    }
    let Some(mut at) = first.checked_sub(1).filter(|at| *at >= from) else { return };
    if scan.is_any(at, &["the"]) && at > from {
        at -= 1;
    }
    if ranged {
        if scan.is_any(at, &["from", "between"]) {
            candidate.tokens.start = at;
        }
        return;
    }
    let words = scan.text.words_back(from..at + 1);
    let Some((len, (modifier, side))) = lexicon().calendar.sides.ending(words, |_, _| true) else { return };
    candidate.tokens.start = at + 1 - len;
    candidate.quantity.modifier = *modifier;
    if let Some(date) = &mut candidate.quantity.date {
        let side: DateMod = *side;
        date.modifier = date.modifier.or(Some(side));
    }
}
