//! Cues that name nobody: "reportedly", "allegedly".

use std::ops::Range;

use super::frame::Frame;
use super::sort::Sorted;
use super::subject;
use crate::lexicon::{CueFrame, lexicon};

/// The adverb cue at `at`: it governs its subject and the rest of its sentence.
pub(super) fn read(text: &Sorted, limits: Range<usize>, at: usize) -> Option<Frame> {
    let cue = lexicon().cues.of_word(text.word(at)).find(|cue| cue.is(CueFrame::Adverb))?;
    Some(Frame {
        source: None,
        cue: at..at + 1,
        before: subject::subject(text, limits.start, at).unwrap_or(at..at),
        behind: at + 1..limits.end,
        polarity: cue.polarity,
        binding: false,
        speech: false,
        rule: "adverb",
    })
}
