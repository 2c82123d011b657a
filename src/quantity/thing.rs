//! The thing counted or measured, where its noun phrase stands right behind the quantity: "40 ships", "31 percent of
//! voters".

use std::ops::Range;

use super::tail;
use crate::lexicon::{Class, lexicon};
use crate::text::{Text, TokenKind};

/// The words of a thing as they stand in the text.
pub(super) fn words(text: &Text, tokens: Range<usize>) -> String {
    text.span(tokens).of(text.source).split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The noun phrase that starts at `at`, behind an optional "of" and article, with "of …" behind it and "abroad".
pub(super) fn behind(text: &Text, at: usize, end: usize) -> Option<Range<usize>> {
    if let Some(those) = tail::those(text, at, end) {
        return Some(those);
    }
    let start = after_of(text, at, end)?;
    let phrase = text.noun_phrase(start, end)?;
    // "millions watching at home" says what they do.
    if start == at && phrase.tokens.len() == 1 && text.in_class(start, Class::Gerund) {
        return None;
    }
    let whole = shared_noun(text, phrase.tokens.end, end).unwrap_or(phrase.tokens.end);
    Some(start..tail::of(text, whole, end))
}

/// The end of "Danish and Swedish guilds", "coal- and gas-fired plants", given that of the first word: one noun for both.
fn shared_noun(text: &Text, end: usize, limit: usize) -> Option<usize> {
    let hyphen = matches!(text.str(end - 1), "-" | "‑");
    let and = end + usize::from(!hyphen && matches!(text.str(end), "-" | "‑") && end + 1 < limit);
    let open = hyphen || and > end || text.in_class(end - 1, Class::Adjective) || !text.looks_plural(end - 1);
    let joined = and + 1 < limit && (text.is(and, "and") || text.is(and, "or")) && !is_figure(text, and + 1);
    let second = text.noun_phrase(and + 1, limit).filter(|second| joined && open && second.tokens.len() > 1)?;
    text.looks_plural(second.head).then_some(second.tokens.end)
}

/// The noun phrase that is counted, so that "40 ships" is a count: only directly behind the number or behind "of".
pub(super) fn counted(text: &Text, at: usize, end: usize) -> Option<Range<usize>> {
    behind(text, at, end)
}

fn after_of(text: &Text, mut at: usize, end: usize) -> Option<usize> {
    if at < end && text.is(at, "of") {
        at += 1;
        while at < end
            && (text.in_class(at, Class::Determiner)
                || text.kind(at) == Some(TokenKind::Number)
                || is_figure(text, at) && text.kind(at - 1) == Some(TokenKind::Number))
            && at + 1 < end
        {
            at += 1;
        }
    } else if at < end && text.in_class(at, Class::Determiner) {
        return None;
    }
    (at < end).then_some(at)
}

/// "40", "million".
fn is_figure(text: &Text, at: usize) -> bool {
    text.kind(at) == Some(TokenKind::Number) || lexicon().numbers.of_word(text.word(at)).next().is_some()
}
