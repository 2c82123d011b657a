//! Cues that go before their source: "according to the mayor", "under the treaty", "in a poll", "by her count".

use std::ops::Range;

use super::frame::Frame;
use super::sort::{Sort, Sorted, sort};
use super::source::{self, Reach};
use crate::lexicon::{Cue, CueFrame, Paper, lexicon};
use crate::text::Shape;

/// The name of the rule for "according to".
pub(super) const RULE: &str = "according to";

const PREPOSITIONS: [CueFrame; 4] = [CueFrame::Preposition, CueFrame::Under, CueFrame::Paper, CueFrame::By];

/// The preposition cue that begins at `at`, read in its sentence.
pub(super) fn read(text: &Sorted, limits: Range<usize>, at: usize) -> Option<Frame> {
    let (len, cue) =
        lexicon().cues.starting(text.words_from(at..limits.end.min(at + 5)), |_, cue| cue.any(&PREPOSITIONS))?;
    let opens = opens_clause(text, limits.start, at);
    let reach = if opens { Reach::Opening } else { Reach::Whole };
    let source = source::behind(text, at + len, limits.end, reach)?;
    let (rule, binding) = reading(text, *cue, at, &limits, &source)?;
    let before = if opens { at..at } else { limits.start..at };
    let behind = source.end..limits.end;
    Some(Frame {
        source: Some(source),
        cue: at..at + len,
        before,
        behind,
        polarity: cue.polarity,
        speech: cue.is(CueFrame::Preposition),
        binding,
        rule,
    })
}

/// The rule that holds, and whether the paper binds.
///
/// Only papers that bind, such as laws and treaties, are of type `document`: there the paper itself lays the figure down.
/// A report or a poll that says or finds something is a source like any other (and the phrase names who made it), so
/// its type says whether it is quoted.
fn reading(
    text: &Sorted,
    cue: Cue,
    at: usize,
    limits: &Range<usize>,
    source: &Range<usize>,
) -> Option<(&'static str, bool)> {
    let paper = source::paper(text, source);
    let apart = opens_clause(text, limits.start, at) || at > limits.start && sort(text, at - 1) == Sort::Comma;
    if cue.is(CueFrame::Preposition) {
        return Some((RULE, false));
    }
    if cue.is(CueFrame::Under) {
        return (apart && paper == Some(Paper::Binds)).then_some(("under a paper", true));
    }
    if cue.is(CueFrame::By) {
        let counted = has_possessive(text, source) && paper == Some(Paper::Tells);
        return counted.then_some(("by a count", false));
    }
    let measures = paper == Some(Paper::Measures) && text.is(at, "in");
    let per =
        text.is(at, "per") && (paper.is_some() || text.tokens.get(at + 1).is_some_and(|t| t.shape != Shape::Lower));
    let based = text.is(at, "based") && paper.is_some();
    (apart && (measures || per || based)).then_some(("in a paper", false))
}

/// Whether a phrase opens its clause: at the start of the sentence, or behind "but".
fn opens_clause(text: &Sorted, from: usize, at: usize) -> bool {
    (from..at)
        .all(|before| matches!(sort(text, before), Sort::Divider | Sort::And | Sort::Adverb | Sort::Mark | Sort::Comma))
        && at - from < 5
}

fn has_possessive(text: &Sorted, phrase: &Range<usize>) -> bool {
    phrase.clone().any(|at| sort(text, at) == Sort::Possessive)
        || ["his", "her", "its", "their", "some", "one", "most"].iter().any(|word| text.is(phrase.start, word))
}
