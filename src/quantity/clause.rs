//! The clause around a quantity: which words are verbs, where it ends, what stands before the number.

use crate::lexicon::{Class, Side, lexicon};
use crate::text::{Shape, Text, TokenKind};

/// Whether the word is a verb in any form: "rose", "stranded", "leading".
pub(super) fn is_verb(text: &Text, at: usize) -> bool {
    let word = text.str(at);
    let lower = text.tokens[at].shape == Shape::Lower;
    lower
        && ([Class::Auxiliary, Class::Verb, Class::VerbOrNoun, Class::Gerund]
            .iter()
            .any(|class| text.in_class(at, *class))
            || lexicon().changes.of_word(text.word(at)).any(|change| change.side == Side::Before)
            || word.len() > 5 && (word.ends_with("ed") || word.ends_with("ing"))
            || follows_relative(text, at))
}

/// "a crane that lifts", "those who border on it": a word that no table knows can only be a verb there.
fn follows_relative(text: &Text, at: usize) -> bool {
    let other = [Class::Determiner, Class::Pronoun, Class::Preposition, Class::Adjective, Class::Adverb];
    let after = |word: &str| at > 1 && text.is(at - 1, word);
    let noun = || !is_verb(text, at - 2) && other[..3].iter().all(|class| !text.in_class(at - 2, *class));
    let agrees = || text.str(at).ends_with('s') != text.looks_plural(at - 2);
    (after("who") || after("that") && agrees() && text.kind(at - 2) == Some(TokenKind::Word) && noun())
        && other.iter().all(|class| !text.in_class(at, *class))
}

/// Whether a verb stands here, and no noun of the same form: "they poll", but not "the last poll".
pub(super) fn acts(text: &Text, from: usize, at: usize) -> bool {
    let noun = || {
        let describes = [Class::Determiner, Class::Adjective, Class::Preposition, Class::Gerund];
        at > from
            && !text.is(at - 1, "to")
            && !is_relative(text, at - 1)
            && (describes.iter().any(|class| text.in_class(at - 1, *class)) || matches!(text.str(at - 1), "'s" | "’s"))
    };
    is_verb(text, at) && !(text.in_class(at, Class::VerbOrNoun) && noun())
}

/// "who", "which", and "that" behind a noun; "they say that" begins no relative clause.
pub(super) fn is_relative(text: &Text, at: usize) -> bool {
    text.is(at, "who") || text.is(at, "which") || text.is(at, "that") && at > 0 && !is_verb(text, at - 1)
}

/// "sharply", "only".
pub(super) fn is_adverb(text: &Text, at: usize) -> bool {
    const NOUNS: [&str; 9] = ["family", "assembly", "supply", "ally", "rally", "monopoly", "anomaly", "reply", "italy"];
    text.in_class(at, Class::Adverb)
        || text.str(at).ends_with("ly") && text.tokens[at].shape == Shape::Lower && !NOUNS.contains(&text.str(at))
}

/// Whether a clause may end at this sign.
pub(super) fn is_break(text: &Text, at: usize) -> bool {
    matches!(text.str(at), "," | ";" | ":" | "—" | "–" | "--" | "(" | ")" | "." | "?" | "!" | "…")
        || text.kind(at) == Some(TokenKind::Sign) && text.str(at) == "-" && !text.touches_next(at)
}

/// Whether a finite verb goes on at `at`: "people in the hall | were", "| left early".
pub(super) fn is_finite(text: &Text, at: usize, limit: usize) -> bool {
    let mut at = at;
    while at < limit && is_adverb(text, at) {
        at += 1;
    }
    at < limit
        && (text.in_class(at, Class::Auxiliary)
            || is_verb(text, at) && !text.in_class(at, Class::Gerund) && !text.str(at).ends_with("ing"))
}

/// The token that a quantity hangs on: "of" in "of more than 40 (ships)", "lost" in "lost an estimated 40 (ships)".
pub(super) fn before(text: &Text, from: usize, start: usize) -> Option<usize> {
    let article = start > from && (text.is(start - 1, "a") || text.is(start - 1, "an"));
    start.checked_sub(1 + usize::from(article)).filter(|at| *at >= from)
}
