//! A name and a colon: "Lind: 40 came", as in headlines, transcripts and lists of quotations.

use std::ops::Range;

use super::frame::Frame;
use super::scope;
use super::sort::{Sort, Sorted, sort};
use crate::model::Polarity;
use crate::text::Shape;

/// The rule's name.
pub(super) const RULE: &str = "name and colon";

/// A name of more words is a sentence.
pub(super) const LONGEST: usize = 8;

/// How many sentences away the other letter of an interview may stand.
const NEAR: usize = 12;

/// The frame of a colon that ends a name at the start of a line or behind a dash or a stop.
pub(super) fn read(text: &Sorted, limits: Range<usize>, at: usize) -> Option<Frame> {
    if sort(text, at) != Sort::Colon || at + 1 >= limits.end {
        return None;
    }
    if let Some(frame) = answer(text, &limits, at) {
        return Some(frame);
    }
    let named = |before: &usize| matches!(sort(text, *before), Sort::Name | Sort::Joint);
    // "Speaker 2: “…”", as programs call voices that they cannot name.
    let numbered = sort(text, at + 1) == Sort::Mark && at > limits.start + 1 && sort(text, at - 1) == Sort::Number;
    let name = at - usize::from(numbered);
    let start = (limits.start..name).rev().take(LONGEST + 1).take_while(named).last()?;
    let free = start == limits.start || matches!(sort(text, start - 1), Sort::Dash | Sort::Mark | Sort::Stop);
    let behind = at + 1..limits.end;
    let speech = sort(text, at + 1) == Sort::Mark
        || sort(text, at + 1) != Sort::Number && scope::is_clause(text, behind.clone());
    let shouted = is_shouted(text, start..at) && !in_transcript(text, start);
    (free && speech && !shouted && at - start <= LONGEST).then(|| frame(start..at, behind, Polarity::Asserted))
}

fn frame(source: Range<usize>, behind: Range<usize>, polarity: Polarity) -> Frame {
    let colon = source.end;
    Frame {
        source: Some(source),
        cue: colon..colon + 1,
        before: colon..colon,
        behind,
        polarity,
        binding: false,
        speech: true,
        rule: RULE,
    }
}

/// "Q: How many? A: 40": the letters of an interview stand for its speakers, where both are there.
fn answer(text: &Sorted, limits: &Range<usize>, colon: usize) -> Option<Frame> {
    let letter = colon.checked_sub(1).filter(|letter| *letter == limits.start)?;
    let polarity = match text.str(letter) {
        "Q" => Polarity::Asked,
        "A" => Polarity::Asserted,
        _ => return None,
    };
    let other = if polarity == Polarity::Asked { "A" } else { "Q" };
    let here = text.sentence_of(letter);
    let near = text.sentences.get(here.saturating_sub(NEAR)..text.sentences.len().min(here + NEAR))?;
    let opens = |at: usize| text.str(at) == other && sort(text, at + 1) == Sort::Colon;
    near.iter()
        .any(|sentence| opens(sentence.tokens.start))
        .then(|| frame(letter..colon, colon + 1..limits.end, polarity))
}

fn is_shouted(text: &Sorted, mut name: Range<usize>) -> bool {
    name.all(|at| text.tokens[at].shape == Shape::Upper || sort(text, at) == Sort::Joint)
}

/// Whether the paragraph and another near it begin with a name in capitals and a colon: "LIND: …", not "UPDATE: …".
fn in_transcript(text: &Sorted, start: usize) -> bool {
    const NEAR: usize = 3;
    let here = text.paragraphs.partition_point(|paragraph| paragraph.end <= start);
    let near = text.paragraphs.get(here.saturating_sub(NEAR)..text.paragraphs.len().min(here + NEAR + 1));
    let own = text.paragraphs.get(here).is_some_and(|paragraph| is_line(text, paragraph));
    own && near.unwrap_or_default().iter().filter(|paragraph| is_line(text, paragraph)).count() > 1
}

/// Whether a paragraph begins with a name in capitals and a colon.
fn is_line(text: &Sorted, paragraph: &Range<usize>) -> bool {
    let start = paragraph.start + usize::from(sort(text, paragraph.start) == Sort::Mark);
    let colon = (start..paragraph.end).take(LONGEST).find(|at| sort(text, *at) == Sort::Colon);
    colon.is_some_and(|colon| colon > start && is_shouted(text, start..colon))
}

/// Whether a frame is a speaker's name at the start of a paragraph, so that the whole of it is his.
pub(super) fn is_speaker_line(text: &Sorted, frame: &Frame) -> bool {
    frame.rule == RULE
        && frame.source.as_ref().is_some_and(|source| {
            let here = text.paragraphs.partition_point(|paragraph| paragraph.end <= source.start);
            text.paragraphs.get(here).is_some_and(|paragraph| source.start <= paragraph.start + 1)
        })
}
