//! Who says so: for each mention the source that the article names, its cue and the person behind it.

mod adjective;
mod adverb;
mod apposition;
mod carry;
mod chain;
mod colon;
mod cue;
mod frame;
mod function;
mod noun;
mod people;
mod preposition;
mod quotation;
mod reader;
mod scope;
mod sort;
mod source;
mod speaker;
mod subject;
mod verb;

use std::ops::Range;

use crate::model::{Attribution, AttributionKind, Polarity};
use crate::span::Span;
use crate::text::{Quote, Text};
use frame::Frame;
use reader::Reader;
use speaker::Speaker;

/// Who says what in a text, read as far as is asked.
///
/// ```
/// use claimlog::{attribution::Sources, span::Span, text::Text};
/// let text = Text::new("40 ships came, the mayor said.");
/// let source = Sources::new(&text).of(Span::new(0, 2)).and_then(|attribution| attribution.source);
/// assert_eq!(source.map(|source| source.of(text.source)), Some("the mayor"));
/// ```
#[derive(Debug)]
pub struct Sources<'t> {
    reader: Reader<'t>,
}

impl<'t> Sources<'t> {
    /// Prepares to read the text.
    #[must_use]
    pub fn new(text: &'t Text<'t>) -> Self {
        Self { reader: Reader::new(text) }
    }

    /// Who says what stands at a place; `None` where the article itself speaks.
    #[must_use]
    pub fn of(&self, mention: Span) -> Option<Attribution> {
        let said = said(&self.reader, mention)?;
        Some(
            said.frame
                .map_or_else(|| unknown_speaker(said.kind), |frame| attribution(&self.reader, frame, &said, mention)),
        )
    }

    /// The words that the source of a mention is given for: a quotation, or what its cue governs.
    ///
    /// ```
    /// use claimlog::{attribution::Sources, span::Span, text::Text};
    /// let text = Text::new("40 ships came, the mayor said.");
    /// let content = Sources::new(&text).content(Span::new(0, 2));
    /// assert_eq!(content.map(|content| content.of(text.source)), Some("40 ships came"));
    /// ```
    #[must_use]
    pub fn content(&self, mention: Span) -> Option<Span> {
        said(&self.reader, mention).map(|said| said.content)
    }
}

/// What is said around a mention: by which frame, in what way and in what words.
struct Said<'r> {
    /// `None` for a quotation of nobody.
    frame: Option<&'r Frame>,
    kind: AttributionKind,
    rule: &'static str,
    content: Span,
}

fn said<'r>(reader: &'r Reader, mention: Span) -> Option<Said<'r>> {
    let text = &reader.text;
    let tokens = text.tokens_in(mention);
    let quote = text.quote_at(mention).filter(|quote| quotation::is_speech(text, quote));
    if let Some(quote) = quote {
        return quoted(reader, quote, mention);
    }
    let Some(frame) = governing(reader, &tokens) else {
        return carried(reader, &tokens);
    };
    let kind = if frame.binding { AttributionKind::Document } else { AttributionKind::Indirect };
    let content = text.span(scope::trimmed(text, frame.content(&tokens)));
    Some(Said { frame: Some(frame), kind, rule: frame.rule, content })
}

/// What a quotation says; nothing where the quotation is itself a part of its source's phrase.
fn quoted<'r>(reader: &'r Reader, quote: &Quote, mention: Span) -> Option<Said<'r>> {
    let frame = reader.speaker(quote);
    let own = frame.and_then(|frame| frame.source.clone()).map(|source| reader.text.span(source));
    if own.is_some_and(|source| source.overlaps(mention)) {
        return None; // "according to “The 40 Ships of the Northern Fleet”"
    }
    let inside = quote.span.contains(mention);
    let kind = if inside { AttributionKind::Direct } else { AttributionKind::Mixed };
    Some(Said { frame, kind, rule: "quotation", content: quote.span })
}

/// The source of an earlier sentence that goes on.
fn carried<'r>(reader: &'r Reader, tokens: &Range<usize>) -> Option<Said<'r>> {
    let here = reader.text.sentence_of(tokens.start);
    let named = reader.frames_near(here, tokens).iter().any(|frame| frame.names(tokens));
    if named {
        return None;
    }
    let frame = carry::line(reader, tokens).or_else(|| carry::announced(reader, tokens))?;
    let sentence = reader.text.sentences.get(here)?.tokens.clone();
    let own = if sentence.contains(&frame.cue.start) { frame.cue.end..sentence.end } else { sentence };
    let content = reader.text.span(scope::trimmed(&reader.text, &own));
    Some(Said { frame: Some(frame), kind: AttributionKind::Indirect, rule: "announced", content })
}

/// The frame that governs a mention. Of several the outermost, who speaks to the reporter (annotators of PolNeAR choose
/// so); but the owner of a claim before the one who repeats it: "he repeated the ministry’s estimate that 40 came".
fn governing<'r>(reader: &'r Reader, tokens: &Range<usize>) -> Option<&'r Frame> {
    let sentence = reader.text.sentence_of(tokens.start);
    let all = reader.frames_near(sentence, tokens);
    let counted = all.iter().any(|frame| frame.names(tokens));
    if all.iter().any(|frame| frame.names(tokens) && frame.rule == preposition::RULE) {
        return None; // "40 came, according to two captains": nobody says "two"
    }
    let frames = all.iter().filter(|frame| {
        frame.governs(tokens)
            && !scope::is_aside(&reader.text, frame, tokens)
            && !(counted && frame.source.as_ref().is_some_and(|source| source::is_share(&reader.text, source)))
    });
    // Of two names with colons the nearer speaks: "Q: … A: 40".
    let near = |frame: &Frame| if frame.rule == colon::RULE { frame.cue.end } else { frame.reach() };
    let widest = frames.clone().max_by_key(|frame| (!frame.is_weak(), frame.rule == noun::RULE, near(frame)))?;
    // "the mayor knew of the storm but said that 40 came": of what one source does, the last word.
    let later = frames.filter(|frame| widest.goes_on(frame) && frame.cue.end <= tokens.start);
    later.max_by_key(|frame| frame.cue.start).or(Some(widest))
}

fn attribution(reader: &Reader, frame: &Frame, said: &Said, mention: Span) -> Attribution {
    let text = &reader.text;
    let speaker = match &frame.source {
        Some(source) if frame.binding => speaker::of_paper(text, source),
        Some(source) => speaker::of(text, reader.people(), source),
        None => Speaker::default(),
    };
    let chain = chain::links(reader, frame, &text.tokens_in(mention));
    Attribution {
        source: frame.source.clone().map(|source| text.span(source)),
        cue: Some(text.span(frame.cue.clone())),
        kind: said.kind,
        speaker: speaker.name,
        role: speaker.role,
        polarity: chain::polarity(frame.polarity, &chain),
        rule: said.rule.to_owned(),
        chain,
    }
}

fn unknown_speaker(kind: AttributionKind) -> Attribution {
    let rule = "quotation".to_owned();
    Attribution {
        source: None,
        cue: None,
        kind,
        speaker: None,
        role: None,
        polarity: Polarity::Asserted,
        rule,
        chain: Vec::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lexicon::Table;
    use crate::text::TokenKind;

    /// The attributions of the numbers in digits.
    fn attributions(source: &str) -> Vec<Attribution> {
        let text = Text::new(source);
        let numbers = text.tokens.iter().filter(|token| token.kind == TokenKind::Number);
        let mentions: Vec<_> = numbers.map(|token| token.span).collect();
        let sources = Sources::new(&text);
        mentions.into_iter().filter_map(|mention| sources.of(mention)).collect()
    }

    #[test]
    fn every_example_is_attributed_by_its_cue() {
        let mut wrong = Vec::new();
        for row in Table::new(include_str!("../lexicon/cues.tsv")).rows() {
            let example = row.example();
            let found = attributions(example);
            let cue = found.iter().filter_map(|attribution| attribution.cue).map(|cue| cue.of(example).to_lowercase());
            let polarity = found.iter().all(|attribution| attribution.polarity.name() == row.text(2));
            if !polarity || !cue.clone().any(|cue| row.list(0).any(|form| cue.ends_with(form))) {
                wrong.push(format!("{example}: {:?}", cue.collect::<Vec<_>>()));
            }
        }
        assert!(wrong.is_empty(), "{} examples:\n{}", wrong.len(), wrong.join("\n"));
    }

    #[test]
    fn a_quotation_in_the_words_of_its_source_is_not_attributed_to_it() {
        let source = "according to the ½ board “ more than that 40 more than percent {5 by the two";
        let text = Text::new(source);
        let at = source.find("40").unwrap();
        let mention = Span::new(at, at + 2);
        let own = Sources::new(&text).of(mention).and_then(|attribution| attribution.source);
        assert_eq!(own.filter(|own| own.overlaps(mention)), None);
    }
}
