//! Whose words a quotation is: the source beside it, in its paragraph, or in the paragraph before.

use std::ops::Range;

use super::carry;
use super::colon;
use super::frame::Frame;
use super::reader::Reader;
use super::sort::{Sort, Sorted, sort};
use super::subject;
use crate::model::Polarity;
use crate::text::Quote;

/// How many sentences away a speaker may stand.
const SENTENCES: usize = 40;

/// How many paragraphs back a speaker may stand.
const BACK: usize = 3;

/// The frame whose source speaks in a quotation; `None` when none is near.
pub(super) fn speaker(reader: &Reader, quote: &Quote) -> Option<Frame> {
    line(reader, quote)
        .or_else(|| beside(reader, quote))
        .or_else(|| introduced(reader, quote))
        .or_else(|| inside(reader, quote))
        .or_else(|| in_paragraph(reader, quote))
        .or_else(|| before(reader, quote))
}

/// "“LIND: We lost 40": a transcript inside marks.
fn line(reader: &Reader, quote: &Quote) -> Option<Frame> {
    let first = quote.tokens.start..quote.tokens.start + 1;
    carry::line(reader, &(quote.tokens.end - 1..quote.tokens.end))
        .filter(|frame| frame.cue.start > first.start)
        .cloned()
}

/// Whether a quotation is somebody's sentence rather than a title or a word in marks.
pub(super) fn is_speech(text: &Sorted, quote: &Quote) -> bool {
    const WORDS: usize = 5;
    let inner = quote.tokens.len().saturating_sub(1 + usize::from(quote.closed));
    let attribute = quote.tokens.start > 0 && text.is(quote.tokens.start - 1, "=");
    (inner >= WORDS || inner > 0 && is_line(text, quote)) && !attribute
}

/// Whether a quotation is all that a paragraph holds behind a name and a colon, as in a transcript: "Quill: “Forty.”".
fn is_line(text: &Sorted, quote: &Quote) -> bool {
    let start = quote.tokens.start;
    let here = text.paragraphs.partition_point(|paragraph| paragraph.end <= start);
    let paragraph = text.paragraphs.get(here);
    start > 0
        && sort(text, start - 1) == Sort::Colon
        && paragraph.is_some_and(|it| it.end == quote.tokens.end && start - it.start <= colon::LONGEST + 1)
}

/// A frame outside the quotation in one of the sentences that it runs over.
fn beside(reader: &Reader, quote: &Quote) -> Option<Frame> {
    let text = &reader.text;
    let first = text.sentence_of(quote.tokens.start);
    let last = text.sentence_of(quote.tokens.end - 1);
    let touches = |frame: &&Frame| {
        let meets = |content: &Range<usize>| content.start < quote.tokens.end && quote.tokens.start < content.end;
        speaks(frame, text) && (meets(&frame.before) || meets(&frame.behind) || frame.rule == "source cue")
    };
    let gap = |frame: &&Frame| frame.distance(quote.tokens.start).min(frame.distance(quote.tokens.end));
    let near =
        |sentence: usize| reader.frames_near(sentence, &quote.tokens).iter().filter(touches).min_by_key(gap).cloned();
    near(last).or_else(|| (first < last).then(|| near(first)).flatten())
}

/// "Lind made this remark: “…”": the colon's sentence, also when it ends the paragraph before.
fn introduced(reader: &Reader, quote: &Quote) -> Option<Frame> {
    let text = &reader.text;
    let colon = quote.tokens.start.checked_sub(1).filter(|at| sort(text, *at) == Sort::Colon)?;
    let sentence = text.sentence_of(colon);
    reader.last_speaker(sentence, colon).or_else(|| clause_subject(text, sentence, colon))
}

/// "Lind describes the pier as “…”": a quotation inside a sentence is of the source that governs it, else of its subject.
fn inside(reader: &Reader, quote: &Quote) -> Option<Frame> {
    let text = &reader.text;
    let sentence = text.sentence_of(quote.tokens.start);
    let start = text.sentences.get(sentence)?.tokens.start;
    if start == quote.tokens.start || sentence != text.sentence_of(quote.tokens.end - 1) {
        return None;
    }
    let governs = |frame: &&Frame| {
        frame.source.is_some() && frame.cue.end <= quote.tokens.start && frame.behind.contains(&quote.tokens.start)
    };
    let governing = reader.frames_near(sentence, &quote.tokens).iter().rev().find(governs).cloned();
    governing.or_else(|| clause_subject(text, sentence, quote.tokens.start))
}

/// The subject of the clause before a place as a speaker.
fn clause_subject(text: &Sorted, sentence: usize, at: usize) -> Option<Frame> {
    let start = text.sentences.get(sentence)?.tokens.start;
    let (source, verb) = subject::clause(text, start, at)?;
    let here = at..at;
    Some(Frame {
        source: Some(source),
        cue: verb..verb + 1,
        before: here.clone(),
        behind: here,
        polarity: Polarity::Asserted,
        speech: true,
        binding: false,
        rule: "subject of a quotation",
    })
}

/// Whether a frame stands outside quotations and names a source.
fn speaks(frame: &Frame, text: &Sorted) -> bool {
    frame.source.is_some() && frame.speech && text.quote_at(text.span(frame.cue.clone())).is_none()
}

/// A frame of another sentence of the paragraph: the nearest before, then the nearest behind.
fn in_paragraph(reader: &Reader, quote: &Quote) -> Option<Frame> {
    let text = &reader.text;
    let first = text.sentence_of(quote.tokens.start);
    let last = text.sentence_of(quote.tokens.end - 1);
    let paragraph = text.sentences.get(first)?.paragraph;
    let same = |index: &usize| text.sentences.get(*index).is_some_and(|sentence| sentence.paragraph == paragraph);
    let back = (0..=first)
        .rev()
        .take(SENTENCES)
        .take_while(same)
        .find_map(|index| reader.last_speaker(index, quote.tokens.start));
    back.or_else(|| {
        (last..text.sentences.len()).take(SENTENCES).take_while(same).find_map(|index| reader.first_speaker(index))
    })
}

/// The last frame of the paragraphs before.
fn before(reader: &Reader, quote: &Quote) -> Option<Frame> {
    let text = &reader.text;
    let first = text.sentence_of(quote.tokens.start);
    let paragraph = text.sentences.get(first)?.paragraph;
    let near =
        |index: &usize| text.sentences.get(*index).is_some_and(|sentence| sentence.paragraph + BACK >= paragraph);
    (0..first).rev().take(SENTENCES).take_while(near).find_map(|index| reader.last_speaker(index, usize::MAX))
}

impl Reader<'_> {
    /// The last frame of a sentence that names a speaker, before a place.
    fn last_speaker(&self, sentence: usize, limit: usize) -> Option<Frame> {
        let frames = self.frames(sentence).iter().rev();
        frames.filter(|frame| frame.cue.end <= limit).find(|frame| speaks(frame, &self.text)).cloned()
    }

    fn first_speaker(&self, sentence: usize) -> Option<Frame> {
        self.frames(sentence).iter().find(|frame| speaks(frame, &self.text)).cloned()
    }
}
