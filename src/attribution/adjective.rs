//! Cues that say what somebody is: "the mayor is confident that 40 came", "Lind was opposed to the loss of 40".

use std::ops::Range;

use super::frame::Frame;
use super::scope;
use super::sort::{Sort, Sorted, sort};
use super::subject;
use crate::lexicon::{CueFrame, lexicon};

/// The adjective at `at`, behind a form of "be" and before what somebody holds.
pub(super) fn read(text: &Sorted, limits: Range<usize>, at: usize) -> Option<Frame> {
    let cue = lexicon().cues.of_word(text.word(at)).find(|cue| cue.is(CueFrame::Adjective))?;
    let group = group_start(text, limits.start, at)?;
    let source = subject::subject(text, limits.start, group)?;
    let behind = match sort(text, at + 1) {
        Sort::That => at + 2..limits.end,
        Sort::Of | Sort::Preposition => at + 2..scope::phrase_end(text, at + 2..limits.end),
        _ if text.is(at + 1, "to") => at + 2..scope::phrase_end(text, at + 2..limits.end),
        _ => return None,
    };
    (!behind.is_empty()).then_some(Frame {
        source: Some(source),
        cue: group..at + 1,
        before: at..at,
        behind,
        polarity: cue.polarity,
        binding: false,
        speech: false,
        rule: "adjective cue",
    })
}

/// Where "is", "was not", "remained very" before an adjective begins; `None` where there is none.
fn group_start(text: &Sorted, from: usize, at: usize) -> Option<usize> {
    const LINKS: [&str; 8] = ["remain", "remains", "remained", "feel", "feels", "felt", "grew", "sounded"];
    let links = |at: usize| sort(text, at) == Sort::Auxiliary || LINKS.iter().any(|word| text.is(at, word));
    let group = (from..at).rev().take(5).take_while(|before| links(*before) || sort(text, *before) == Sort::Adverb);
    group.last().filter(|start| (*start..at).any(links))
}
