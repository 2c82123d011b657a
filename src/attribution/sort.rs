//! What a word does in its sentence, as far as sources and scopes are cut by it: "of" joins, "that" divides, "said" ends.

use std::ops::{Deref, Range};

use super::function;
use crate::lexicon::{Class, Named, lexicon};
use crate::text::{Shape, Text, TokenKind};

/// The part of a token in its sentence.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Sort {
    /// A noun, an adjective, or a word that no table knows.
    Noun,
    /// A word with a capital that is no function word.
    Name,
    /// "Tuesday", "March".
    Calendar,
    /// A number in digits or words.
    Number,
    /// "the", "his".
    Determiner,
    /// "he", "they".
    Pronoun,
    /// "’s".
    Possessive,
    /// "of".
    Of,
    /// A preposition that a noun may have behind it: "for", "at".
    Preposition,
    /// "and", "or", "&".
    And,
    /// A word that begins a clause: "but", "because", "as".
    Divider,
    /// "that".
    That,
    /// "who", "which".
    Relative,
    /// "has", "were".
    Auxiliary,
    /// "died", "announced".
    Verb,
    /// "also", "recently".
    Adverb,
    /// A hyphen or slash inside a word.
    Joint,
    /// ",".
    Comma,
    /// "(" or "[".
    Open,
    /// ")" or "]".
    Close,
    /// A quotation mark.
    Mark,
    /// ":".
    Colon,
    /// "—".
    Dash,
    /// Any other sign.
    Stop,
}

impl Sort {
    /// Whether a noun phrase can consist of it.
    pub(super) const fn is_nominal(self) -> bool {
        matches!(self, Self::Noun | Self::Name | Self::Number)
    }
}

/// A text with the sort of each token, read once: the rules ask for it many times.
#[derive(Debug)]
pub(super) struct Sorted<'d> {
    text: &'d Text<'d>,
    sorts: Vec<Sort>,
}

impl<'d> Sorted<'d> {
    pub(super) fn new(text: &'d Text<'d>) -> Self {
        let places =
            text.sentences.iter().flat_map(|sentence| sentence.tokens.clone().map(|at| (&sentence.tokens, at)));
        Self { text, sorts: places.map(|(sentence, at)| read(text, sentence, at)).collect() }
    }
}

impl<'d> Deref for Sorted<'d> {
    type Target = Text<'d>;

    fn deref(&self) -> &Text<'d> {
        self.text
    }
}

/// The part that a token has in its sentence; past the end a stop.
pub(super) fn sort(text: &Sorted, at: usize) -> Sort {
    text.sorts.get(at).copied().unwrap_or(Sort::Stop)
}

fn read(text: &Text, sentence: &Range<usize>, at: usize) -> Sort {
    match text.kind(at) {
        Some(TokenKind::Number) => Sort::Number,
        Some(TokenKind::Sign) => sign(text, sentence, at),
        Some(TokenKind::Word) => word(text, sentence, at),
        None => Sort::Stop,
    }
}

fn sign(text: &Text, sentence: &Range<usize>, at: usize) -> Sort {
    match text.str(at) {
        "," => Sort::Comma,
        "(" | "[" => Sort::Open,
        ")" | "]" => Sort::Close,
        ":" => Sort::Colon,
        "’" | "'" if is_possessive_mark(text, at) => Sort::Possessive,
        "“" | "”" | "\"" | "‘" | "’" | "'" | "«" | "»" | "„" | "`" => Sort::Mark,
        "-" | "‑" | "/" | "–" if text.touches_next(at) && at > 0 && text.touches_next(at - 1) => Sort::Joint,
        "—" | "–" | "-" | "―" => Sort::Dash,
        "&" => Sort::And,
        "$" | "€" | "£" | "%" | "#" | "@" => Sort::Number,
        "." if is_abbreviating(text, sentence, at) => Sort::Joint,
        _ => Sort::Stop,
    }
}

/// The apostrophe of "the workers’ pay".
fn is_possessive_mark(text: &Text, at: usize) -> bool {
    at > 0
        && text.touches_next(at - 1)
        && !text.touches_next(at)
        && text.str(at - 1).ends_with(['s', 'S'])
        && text.kind(at - 1) == Some(TokenKind::Word)
        && text.quote_at(text.tokens[at].span).is_none()
}

/// A full stop inside a sentence: "Mr. Lind", "J. Lind".
fn is_abbreviating(text: &Text, sentence: &Range<usize>, at: usize) -> bool {
    at > 0 && text.kind(at - 1) == Some(TokenKind::Word) && text.touches_next(at - 1) && sentence.end > at + 1
}

fn word(text: &Text, sentence: &Range<usize>, at: usize) -> Sort {
    let word = text.word(at);
    let shape = text.tokens[at].shape;
    if matches!(text.str(at), "'s" | "’s" | "'S" | "’S") {
        return Sort::Possessive;
    }
    if shape != Shape::Lower && lexicon().calendar.names.of_word(word).any(|name| !matches!(name, Named::Season(_))) {
        return Sort::Calendar;
    }
    if shape == Shape::Upper || shape == Shape::Capital && !begins(text, sentence, at) {
        return name(text, at);
    }
    match function::of(text, at) {
        Sort::Noun if shape != Shape::Lower && !is_common(text, at) => Sort::Name,
        sort => sort,
    }
}

/// Whether a word at the start of a sentence has its capital from there: "Police say", but "Mark Lind says".
fn is_common(text: &Text, at: usize) -> bool {
    let classes = [Class::Plural, Class::Role, Class::Adjective, Class::VerbOrNoun];
    let named = text.tokens.get(at + 1).is_some_and(|next| next.shape != Shape::Lower && next.kind == TokenKind::Word);
    lexicon().classes.any(text.word(at), &classes) && !named
}

/// A word with a capital inside a sentence: a name, unless it is "The" or "He".
fn name(text: &Text, at: usize) -> Sort {
    if text.str(at) == "I" {
        return Sort::Pronoun;
    }
    if text.tokens[at].shape == Shape::Upper {
        return Sort::Name;
    }
    match function::of(text, at) {
        sort @ (Sort::Determiner | Sort::Pronoun | Sort::Of) => sort,
        sort @ (Sort::Preposition | Sort::Divider | Sort::And | Sort::That) if text.str(at).len() < 8 => sort,
        _ => Sort::Name,
    }
}

/// Whether a sentence or a quotation begins here, so that the capital says nothing.
fn begins(text: &Text, sentence: &Range<usize>, at: usize) -> bool {
    sentence.start == at
        || matches!(sign_before(text, sentence, at), Sort::Mark | Sort::Dash | Sort::Colon | Sort::Open | Sort::Stop)
}

fn sign_before(text: &Text, sentence: &Range<usize>, at: usize) -> Sort {
    if text.kind(at - 1) == Some(TokenKind::Sign) { sign(text, sentence, at - 1) } else { Sort::Noun }
}
