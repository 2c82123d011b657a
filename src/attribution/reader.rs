//! A text with the frames of its sentences, each sentence read once and only when asked for.

use std::cell::OnceCell;

use super::cue;
use super::frame::Frame;
use super::people::People;
use crate::text::Text;

/// Reads frames on demand.
pub(super) struct Reader<'t, 'd> {
    pub(super) text: &'t Text<'d>,
    frames: Vec<OnceCell<Vec<Frame>>>,
    people: OnceCell<People<'d>>,
}

impl<'t, 'd> Reader<'t, 'd> {
    pub(super) fn new(text: &'t Text<'d>) -> Self {
        Self { text, frames: vec![OnceCell::new(); text.sentences.len()], people: OnceCell::new() }
    }

    /// The persons of the document.
    pub(super) fn people(&self) -> &People<'d> {
        self.people.get_or_init(|| People::of(self.text))
    }

    /// The frames of a sentence; none past the end.
    pub(super) fn frames(&self, sentence: usize) -> &[Frame] {
        let (Some(cell), Some(place)) = (self.frames.get(sentence), self.text.sentences.get(sentence)) else {
            return &[];
        };
        cell.get_or_init(|| cue::frames(self.text, &place.tokens))
    }
}
