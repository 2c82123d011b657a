//! Finds the frames of a sentence: every cue in it, read by the rules in turn.

use std::ops::Range;

use super::frame::Frame;
use super::sort::Sorted;
use super::{adjective, adverb, colon, noun, preposition, verb};
use crate::lexicon::lexicon;
use crate::text::TokenKind;

type Rule = fn(&Sorted, Range<usize>, usize) -> Option<Frame>;

/// The first rule that reads a cue wins.
const RULES: [Rule; 6] = [preposition::read, noun::read, adjective::read, verb::read, adverb::read, colon::read];

/// The frames of a sentence, in the order of their cues.
pub(super) fn frames(text: &Sorted, sentence: &Range<usize>) -> Vec<Frame> {
    let cues = &lexicon().cues;
    let starts = sentence
        .clone()
        .filter(|at| cues.may_start(text.word(*at)) || text.kind(*at) == Some(TokenKind::Sign) && text.is(*at, ":"));
    starts.filter_map(|at| RULES.iter().find_map(|rule| rule(text, limits(text, sentence, at), at))).collect()
}

/// How many tokens a cue reaches either way. Real sentences are shorter; one of a megabyte then takes linear time.
pub(super) const REACH: usize = 300;

/// Where the parts of a cue's frame may stand: its sentence, or its quotation's part of it.
fn limits(text: &Sorted, sentence: &Range<usize>, at: usize) -> Range<usize> {
    let start = sentence.start.max(at.saturating_sub(REACH));
    let end = sentence.end.min(at + REACH);
    match text.quote_at(text.tokens[at].span) {
        Some(quote) => {
            let closed = quote.tokens.end - usize::from(quote.closed);
            start.max(quote.tokens.start + 1)..end.min(closed)
        }
        None => start..end,
    }
}
