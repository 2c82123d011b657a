//! The subject of the clause before a verb that has none of its own: "Lind called, saying 40 came".

use std::ops::Range;

use super::sort::{Sort, Sorted, sort};
use super::source;
use crate::lexicon::{Class, lexicon};
use crate::text::Shape;

/// How many auxiliaries and adverbs may stand before a verb.
const LONGEST: usize = 6;

/// How far back the clause may begin.
const NEAR: usize = 40;

/// The source that the nearest finite verb before `at` has for its subject.
pub(super) fn of_clause(text: &Sorted, limits: Range<usize>, at: usize) -> Option<Range<usize>> {
    clause(text, limits.start, at).map(|(subject, _)| subject)
}

/// The subject and the finite verb nearest before `at`.
pub(super) fn clause(text: &Sorted, from: usize, at: usize) -> Option<(Range<usize>, usize)> {
    let mut back = (from..at).rev().take(NEAR).filter(|verb| is_finite(text, *verb));
    back.find_map(|verb| subject(text, from, verb).map(|subject| (subject, verb)))
}

/// The subject of the verb at `verb`, auxiliaries and adverbs between them.
pub(super) fn subject(text: &Sorted, from: usize, verb: usize) -> Option<Range<usize>> {
    let supports = |at: &usize| matches!(sort(text, *at), Sort::Auxiliary | Sort::Adverb);
    let start = (from..verb).rev().take(LONGEST).take_while(supports).last();
    source::before(text, from, start.unwrap_or(verb))
}

/// Whether a word is a verb with a subject of its own.
pub(super) fn is_finite(text: &Sorted, at: usize) -> bool {
    match sort(text, at) {
        Sort::Auxiliary => true,
        Sort::Verb => !(text.str(at).ends_with("ing") || at > 0 && text.is(at - 1, "to")),
        Sort::Noun => {
            let verb = text.in_class(at, Class::VerbOrNoun) || lexicon().cues.of_word(text.word(at)).next().is_some();
            text.tokens[at].shape == Shape::Lower
                && verb
                && at > 0
                && matches!(sort(text, at - 1), Sort::Pronoun | Sort::Name | Sort::Relative)
        }
        _ => false,
    }
}
