//! The thing counted or measured: the noun phrase behind a quantity, or the one that a verb says it of.

use std::ops::Range;

use crate::lexicon::Class;
use crate::text::{Text, TokenKind};

/// The words of a thing as they stand in the text.
pub(super) fn words(text: &Text, tokens: Range<usize>) -> String {
    text.span(tokens).of(text.source).split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The noun phrase that starts at `at`, behind an optional "of" and article, with "of …" behind it and "abroad".
pub(super) fn behind(text: &Text, at: usize, end: usize) -> Option<Range<usize>> {
    let start = after_of(text, at, end)?;
    let phrase = text.noun_phrase(start, end)?;
    Some(start..extended(text, phrase.tokens.end, end))
}

/// The noun phrase that is counted, so that "40 ships" is a count: only directly behind the number or behind "of".
pub(super) fn counted(text: &Text, at: usize, end: usize) -> Option<Range<usize>> {
    behind(text, at, end)
}

fn after_of(text: &Text, mut at: usize, end: usize) -> Option<usize> {
    if at < end && text.is(at, "of") {
        at += 1;
        while at < end
            && (text.in_class(at, Class::Determiner) || text.kind(at) == Some(TokenKind::Number))
            && at + 1 < end
        {
            at += 1;
        }
    } else if at < end && text.in_class(at, Class::Determiner) {
        return None;
    }
    (at < end).then_some(at)
}

/// "members of his party", "laborers abroad".
fn extended(text: &Text, mut end: usize, limit: usize) -> usize {
    if end < limit && ["abroad", "overseas", "worldwide", "nationwide"].iter().any(|word| text.is(end, word)) {
        return end + 1;
    }
    if end + 1 < limit && text.is(end, "of") {
        let mut start = end + 1;
        while start < limit && text.in_class(start, Class::Determiner) {
            start += 1;
        }
        if let Some(inner) = text.noun_phrase(start, limit) {
            end = inner.tokens.end;
        }
    }
    end
}

/// The subject of the clause before `at`: "the unemployment rate" in "the unemployment rate fell to 4.9 percent".
pub(super) fn subject(text: &Text, from: usize, at: usize) -> Option<Range<usize>> {
    let verb = (from..at).rev().find(|token| {
        text.in_class(*token, Class::Auxiliary)
            || text.in_class(*token, Class::Verb)
            || text.in_class(*token, Class::VerbOrNoun) && token + 3 > at
    })?;
    let first = (from..verb).rev().take_while(|token| in_phrase(text, *token)).last()?;
    let start = (first..verb)
        .find(|token| !text.in_class(*token, Class::Determiner) && !text.in_class(*token, Class::Adverb))?;
    let phrase = text.noun_phrase(start, verb)?;
    (!text.in_class(phrase.head, Class::Pronoun)).then(|| start..extended(text, phrase.tokens.end, verb))
}

fn in_phrase(text: &Text, at: usize) -> bool {
    text.kind(at) == Some(TokenKind::Word)
        && !text.in_class(at, Class::Auxiliary)
        && !text.in_class(at, Class::Verb)
        && !text.in_class(at, Class::Conjunction)
        && !text.in_class(at, Class::Subordinator)
        || matches!(text.str(at), "-" | "’s" | "'s")
}
