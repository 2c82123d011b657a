//! A text with the frames of its sentences, each sentence read once and only when asked for.

use std::cell::OnceCell;
use std::ops::Range;

use super::cue;
use super::frame::Frame;
use super::people::People;
use super::quotation;
use super::sort::Sorted;
use crate::text::{Quote, Text};

/// Reads frames on demand.
#[derive(Debug)]
pub(super) struct Reader<'d> {
    pub(super) text: Sorted<'d>,
    frames: Vec<OnceCell<Vec<Frame>>>,
    speakers: Vec<OnceCell<Option<Frame>>>,
    people: OnceCell<People<'d>>,
}

impl<'d> Reader<'d> {
    pub(super) fn new(text: &'d Text<'d>) -> Self {
        Self {
            text: Sorted::new(text),
            frames: vec![OnceCell::new(); text.sentences.len()],
            speakers: vec![OnceCell::new(); text.quotes.len()],
            people: OnceCell::new(),
        }
    }

    /// The frame whose source speaks in a quotation.
    pub(super) fn speaker(&self, quote: &Quote) -> Option<&Frame> {
        let index = self.text.quotes.partition_point(|other| other.span.start < quote.span.start);
        self.speakers.get(index)?.get_or_init(|| quotation::speaker(self, quote)).as_ref()
    }

    /// The persons of the document.
    pub(super) fn people(&self) -> &People<'d> {
        self.people.get_or_init(|| People::of(&self.text))
    }

    /// The frames of a sentence whose cues are near enough to govern or name some tokens.
    pub(super) fn frames_near(&self, sentence: usize, tokens: &Range<usize>) -> &[Frame] {
        let frames = self.frames(sentence);
        let start = frames.partition_point(|frame| frame.cue.end + cue::REACH < tokens.start);
        let end = frames.partition_point(|frame| frame.cue.start <= tokens.end + cue::REACH);
        frames.get(start..end).unwrap_or_default()
    }

    /// The frames of a sentence; none past the end.
    pub(super) fn frames(&self, sentence: usize) -> &[Frame] {
        let (Some(cell), Some(place)) = (self.frames.get(sentence), self.text.sentences.get(sentence)) else {
            return &[];
        };
        cell.get_or_init(|| cue::frames(&self.text, &place.tokens))
    }
}
