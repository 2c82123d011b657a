//! What money is for: "$2 million in aid", "$5 for lunch", "$40 million into research".

use std::ops::Range;

use super::tail;
use crate::lexicon::Class;
use crate::text::{Shape, Text};

/// The noun phrase behind an amount of money and a preposition.
pub(super) fn read(text: &Text, at: usize, limit: usize) -> Option<Range<usize>> {
    if !["in", "for", "into", "on", "toward", "towards"].iter().any(|word| text.is(at, word)) {
        return None;
    }
    let start = (at + 1..limit).find(|at| !text.in_class(*at, Class::Determiner))?;
    let phrase = text.noun_phrase(start, limit)?;
    let end = joined(text, phrase.tokens.end, limit);
    // "$40 for Ames" is paid to somebody, "$40 in Ohio" somewhere, "$40 in a year" some time.
    let name = text.tokens[end - 1].shape != Shape::Lower;
    (!name && !tail::is_time(text, end - 1)).then(|| start..tail::of(text, end, limit))
}

/// "a joint Harbour Office and Coast Guard patrol": two names before one noun.
fn joined(text: &Text, end: usize, limit: usize) -> usize {
    let capital = |at: usize| text.tokens[at].shape != Shape::Lower;
    let names = end + 1 < limit && capital(end - 1) && text.is(end, "and") && capital(end + 1);
    let second = names.then(|| text.noun_phrase(end + 1, limit)).flatten();
    if let Some(second) = second.filter(|second| !capital(second.head)) {
        return second.tokens.end;
    }
    // "dredging and dyking"
    let doing = |at: usize| text.str(at).ends_with("ing");
    let gerunds = end + 1 < limit && doing(end - 1) && text.is(end, "and") && doing(end + 1);
    end + 2 * usize::from(gerunds)
}
