//! The sources between the one that is reported and the content: "the mayor denied that the board had said 40 came".

use std::ops::Range;

use super::frame::Frame;
use super::reader::Reader;
use crate::model::{Link, Polarity};

/// A chain of more links is none that a reader can follow.
const LONGEST: usize = 4;

/// The frames that govern some tokens beside the reported one, the widest first.
pub(super) fn links(reader: &Reader, reported: &Frame, tokens: &Range<usize>) -> Vec<Link> {
    let sentence = reader.text.sentence_of(tokens.start);
    let near = reader.frames_near(sentence, tokens).iter();
    let mut frames: Vec<_> = near.filter(|frame| frame.governs(tokens) && is_nested(frame, reported)).collect();
    frames.sort_by_key(|frame| (std::cmp::Reverse(frame.reach()), frame.cue.start));
    frames.truncate(LONGEST);
    frames.into_iter().map(|frame| link(reader, frame)).collect()
}

/// Whether one of two frames stands in what the other governs.
fn is_nested(frame: &Frame, reported: &Frame) -> bool {
    let apart = frame.cue.end <= reported.cue.start || reported.cue.end <= frame.cue.start;
    let same = frame.source.is_some() && frame.source == reported.source; // "knew of it but said"
    apart && !same && (frame.governs(&reported.cue) || reported.governs(&frame.cue))
}

fn link(reader: &Reader, frame: &Frame) -> Link {
    let source = frame.source.clone().map(|source| reader.text.span(source));
    Link { source, cue: reader.text.span(frame.cue.clone()), polarity: frame.polarity }
}

/// How the whole chain stands to the content: who says that somebody denies it does not say it. What somebody says that he
/// asks for is still said: "Lind said she had asked for $40 million".
pub(super) fn polarity(reported: Polarity, links: &[Link]) -> Polarity {
    let weight = |polarity: &Polarity| match polarity {
        Polarity::Asserted => 0,
        Polarity::Asked => 1,
        Polarity::Doubted => 2,
        Polarity::Denied => 3,
    };
    let inner = links.iter().map(|link| link.polarity).filter(|polarity| *polarity != Polarity::Asked);
    inner.chain([reported]).max_by_key(weight).unwrap_or(reported)
}
