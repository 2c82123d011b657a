//! A name and a colon: "Lind: 40 came", as in headlines, transcripts and lists of quotations.

use std::ops::Range;

use super::frame::Frame;
use super::scope;
use super::sort::{Sort, sort};
use crate::model::Polarity;
use crate::text::{Shape, Text};

/// A name of more words is a sentence.
const LONGEST: usize = 8;

/// The frame of a colon that ends a name at the start of a line or behind a dash or a stop.
pub(super) fn read(text: &Text, limits: Range<usize>, at: usize) -> Option<Frame> {
    if sort(text, at) != Sort::Colon || at + 1 >= limits.end {
        return None;
    }
    let named = |before: &usize| matches!(sort(text, *before), Sort::Name | Sort::Joint);
    let start = (limits.start..at).rev().take(LONGEST + 1).take_while(named).last()?;
    let free = start == limits.start || matches!(sort(text, start - 1), Sort::Dash | Sort::Mark | Sort::Stop);
    let behind = at + 1..limits.end;
    let speech = sort(text, at + 1) == Sort::Mark
        || sort(text, at + 1) != Sort::Number && scope::is_clause(text, behind.clone());
    let shouted = (start..at).all(|at| text.tokens[at].shape == Shape::Upper);
    (free && speech && !shouted && at - start <= LONGEST).then(|| Frame {
        source: Some(start..at),
        cue: at..at + 1,
        before: at..at,
        behind,
        polarity: Polarity::Asserted,
        binding: false,
        speech: true,
        rule: "name and colon",
    })
}
