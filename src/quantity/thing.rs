//! The thing counted or measured: the noun phrase behind a quantity, or the one that a verb says it of.

use std::ops::Range;

use crate::lexicon::{Class, lexicon};
use crate::text::{Shape, Text, TokenKind};

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

/// The noun phrase that a verb before `at` says the quantity of: "unemployment rate" in "the unemployment rate fell to
/// 4.9 percent", "dipping below 5 percent", "beat Lee by 18 points".
pub(super) fn subject(text: &Text, from: usize, at: usize) -> Option<Range<usize>> {
    if at > from && text.is(at - 1, "of") {
        return before(text, from, at - 1);
    }
    let verb = (from.max(at.saturating_sub(NEAR))..at).rev().find(|token| is_verb(text, *token))?;
    let verbs = (from..verb).rev().take_while(|token| is_verb(text, *token) || is_adverb(text, *token));
    before(text, from, verbs.last().unwrap_or(verb))
}

/// The noun phrase that ends before `end`: "pay rise" of "wants a pay rise of".
fn before(text: &Text, from: usize, end: usize) -> Option<Range<usize>> {
    let start = (from..end).rev().take_while(|token| in_phrase(text, *token)).last()?;
    let article = (start..end).rev().find(|token| text.in_class(*token, Class::Determiner));
    let begins = |token: &usize| {
        text.kind(*token) == Some(TokenKind::Word)
            && !is_adverb(text, *token)
            && !text.in_class(*token, Class::Preposition)
    };
    let start = (article.map_or(start, |article| article + 1)..end).find(begins)?;
    let pronoun = (start..end).all(|token| text.in_class(token, Class::Pronoun));
    let last = end - 1;
    (!pronoun && text.kind(last) == Some(TokenKind::Word) && !text.in_class(last, Class::Adverb)).then_some(start..end)
}

/// How far before a quantity its verb may stand.
const NEAR: usize = 6;

fn is_verb(text: &Text, at: usize) -> bool {
    let word = text.str(at);
    let lower = text.tokens[at].shape == Shape::Lower;
    lower
        && ([Class::Auxiliary, Class::Verb, Class::VerbOrNoun, Class::Gerund]
            .iter()
            .any(|class| text.in_class(at, *class))
            || lexicon().changes.of_word(text.word(at)).next().is_some()
            || word.len() > 5 && (word.ends_with("ed") || word.ends_with("ing")))
}

fn is_adverb(text: &Text, at: usize) -> bool {
    text.in_class(at, Class::Adverb) || text.str(at).ends_with("ly")
}

fn in_phrase(text: &Text, at: usize) -> bool {
    if text.is(at, "of") || matches!(text.str(at), "-" | "’s" | "'s") {
        return true;
    }
    let stops =
        [Class::Preposition, Class::Auxiliary, Class::Verb, Class::Conjunction, Class::Subordinator, Class::Relative];
    let pointer = text.in_class(at, Class::Determiner)
        && !text.in_class(at, Class::Relative)
        && !text.in_class(at, Class::Pronoun);
    text.kind(at) == Some(TokenKind::Word)
        && !text.in_class(at, Class::Pronoun)
        && (pointer || stops.iter().all(|class| !text.in_class(at, *class)))
}
