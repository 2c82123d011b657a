//! Content that goes on where its source is not named again: what follows "Lind wrote:" in the next paragraph.
//!
//! Further figures of a poll are not carried over: annotators take them for the article's own (in PolNeAR four of five).

use std::ops::Range;

use super::colon;
use super::frame::Frame;
use super::reader::Reader;
use super::sort::{Sort, sort};

/// How many words may stand between cue and colon: "wrote in her report:".
const NEAR: usize = 8;

/// The speaker whose name and colon begin the paragraph, as in a transcript.
pub(super) fn line<'r>(reader: &'r Reader, tokens: &Range<usize>) -> Option<&'r Frame> {
    let text = &reader.text;
    let paragraph = text.sentences.get(text.sentence_of(tokens.start))?.paragraph;
    let start = text.paragraphs.get(paragraph)?.start;
    let frames = reader.frames(text.sentence_of(start));
    frames.iter().find(|frame| colon::is_speaker_line(text, frame) && frame.cue.end <= tokens.start)
}

/// The frame of the paragraph before, when that ends in a colon: "Lind wrote:".
pub(super) fn announced<'r>(reader: &'r Reader, tokens: &Range<usize>) -> Option<&'r Frame> {
    let text = &reader.text;
    let paragraph = text.sentences.get(text.sentence_of(tokens.start))?.paragraph;
    let before = text.paragraphs.get(paragraph.checked_sub(1)?)?;
    let last = before.end.checked_sub(1).filter(|last| sort(text, *last) == Sort::Colon)?;
    let ends = |frame: &&Frame| frame.speech && frame.source.is_some() && last - frame.cue.end <= NEAR;
    reader.frames(text.sentence_of(last)).iter().rev().find(ends)
}
