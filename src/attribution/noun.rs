//! Cues that are nouns of somebody's: "the mayor’s claim that 40 came", "her estimate that …".

use std::ops::Range;

use super::frame::Frame;
use super::sort::{Sort, Sorted, sort};
use super::source;
use crate::lexicon::{CueFrame, lexicon};

/// The rule's name.
pub(super) const RULE: &str = "noun cue";

/// How many adjectives may stand between owner and noun.
const NEAR: usize = 3;

/// The noun cue at `at`, when it has an owner and "that" behind it.
pub(super) fn read(text: &Sorted, limits: Range<usize>, at: usize) -> Option<Frame> {
    let cue = lexicon().cues.of_word(text.word(at)).find(|cue| cue.is(CueFrame::Noun))?;
    if sort(text, at + 1) != Sort::That || at + 2 >= limits.end {
        return None;
    }
    let source = owner(text, limits.start, at)?;
    Some(Frame {
        source: Some(source),
        cue: at..at + 1,
        before: at..at,
        behind: at + 2..limits.end,
        polarity: cue.polarity,
        binding: false,
        speech: true,
        rule: RULE,
    })
}

/// "the mayor" of "the mayor’s bold claim", "her" of "her claim".
fn owner(text: &Sorted, from: usize, noun: usize) -> Option<Range<usize>> {
    let near = (from..noun).rev().take(NEAR + 1);
    for at in near {
        match sort(text, at) {
            Sort::Possessive => return source::before(text, from, at),
            Sort::Determiner if is_personal(text, at) => return Some(at..at + 1),
            Sort::Noun | Sort::Adverb | Sort::Verb | Sort::Joint => {}
            _ => return None,
        }
    }
    None
}

fn is_personal(text: &Sorted, at: usize) -> bool {
    ["his", "her", "its", "their"].iter().any(|word| text.is(at, word))
}
