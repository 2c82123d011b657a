//! Noun phrases, cut by word classes: where they begin, where they end, which word is their head.

use std::ops::Range;

use crate::lexicon::{Class, lexicon};
use crate::text::{Shape, Text, TokenKind};

/// A noun phrase as tokens.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NounPhrase {
    /// All of it.
    pub tokens: Range<usize>,
    /// The word that the rest describes: "laborers" in "North Korean laborers".
    pub head: usize,
}

/// Words that end a noun phrase wherever they stand.
const STOPS: [Class; 7] = [
    Class::Pronoun,
    Class::Preposition,
    Class::Conjunction,
    Class::Subordinator,
    Class::Auxiliary,
    Class::Determiner,
    Class::Relative,
];

/// A phrase of more words than this is no phrase.
const LONGEST: usize = 8;

impl Text<'_> {
    /// The core of a noun phrase that begins at `start`, without articles and without what follows its head:
    /// "North Korean laborers" of "North Korean laborers abroad contribute". `None` when no noun stands there.
    #[must_use]
    pub fn noun_phrase(&self, start: usize, end: usize) -> Option<NounPhrase> {
        let mut at = start;
        let mut head = None;
        while at < end.min(start + LONGEST) && self.joins_phrase(at, start, head) {
            head = Some(at);
            let more = self.phrase_goes_on(at, end);
            at += 1;
            if !more {
                break;
            }
        }
        let mut head = head?;
        // "a bill levied by": the participle behind the noun is no part of it.
        while head > start && self.is_past_form(head) {
            head -= 1;
        }
        // "2,150 feet long", "600 fewer": an adjective alone is no thing, unless it stands for people ("the poor").
        let adjective = self.in_class(head, Class::Adjective) && !self.in_class(head, Class::Plural);
        // "the roughly 40 ships", but "an assembly"
        let loose =
            head == start && ["ghly", "ately", "ently", "tially"].iter().any(|end| self.str(head).ends_with(end));
        let adverb = self.in_class(head, Class::Adverb) || loose;
        (!adverb && !adjective && !self.is_past_form(head)).then_some(NounPhrase { tokens: start..head + 1, head })
    }

    /// Whether a word can be part of a noun phrase, given the words of it so far.
    fn joins_phrase(&self, at: usize, start: usize, head: Option<usize>) -> bool {
        match self.kind(at) {
            Some(TokenKind::Word) => {}
            Some(TokenKind::Sign) => return at > start && self.is_inner_hyphen(at),
            _ => return false,
        }
        let classes = &lexicon().classes;
        let word = self.word(at);
        if self.is(at, "'s") || self.is(at, "’s") {
            return head.is_some();
        }
        let capital = self.tokens[at].shape != Shape::Lower && at > 0;
        if classes.any(word, &STOPS) && !(capital && self.tokens[at].shape == Shape::Upper) {
            return false;
        }
        if classes.is(word, Class::Adjective) || classes.is(word, Class::Plural) {
            return true;
        }
        if classes.is(word, Class::Verb) {
            // "40 wounded soldiers", "coal-fired plants": a participle before the noun; "40 soldiers died": a verb.
            // "860 Westhaven retired pilots", "Lind's unpaid bills": between a name and a plural.
            let owner = |at: usize| self.tokens[at].shape != Shape::Lower || matches!(self.str(at), "'s" | "’s");
            let name = || at > start && owner(at - 1) && self.names_things(at + 1);
            return (head.is_none() || self.is_compound(at) || name()) && self.ends_like_participle(at);
        }
        if classes.is(word, Class::VerbOrNoun) {
            return !head.is_some_and(|head| self.looks_plural(head));
        }
        if classes.is(word, Class::Adverb) {
            return head.is_none() && self.str(at).ends_with("ly");
        }
        head.is_none_or(|head| !self.ends_like_participle(at) || !self.looks_plural(head))
    }

    fn is_inner_hyphen(&self, at: usize) -> bool {
        matches!(self.str(at), "-" | "‑" | "–") && self.touches_next(at) && at > 0 && self.touches_next(at - 1)
            || self.str(at) == "/" && self.touches_next(at)
            || self.str(at) == "’"
            || self.str(at) == "'" && self.touches_next(at.wrapping_sub(1))
    }

    /// Whether a hyphen joins the word to the one before it: "fired" in "coal-fired".
    fn is_compound(&self, at: usize) -> bool {
        at > 1 && matches!(self.str(at - 1), "-" | "‑" | "–") && self.is_inner_hyphen(at - 1)
    }

    /// A plural noun usually ends its phrase; adjectives, hyphens and names go on.
    fn phrase_goes_on(&self, at: usize, end: usize) -> bool {
        if at + 1 >= end {
            return false;
        }
        if !self.looks_plural(at) || self.in_class(at, Class::Adjective) {
            return true;
        }
        let next = at + 1;
        // "four plain-clothes officers", "20 crew members": a plural that only describes the noun behind it.
        let collective = self.in_class(at, Class::Plural) && !self.str(at).ends_with('s');
        if (self.is_compound(at) || collective) && self.names_things(next) {
            return true;
        }
        let possessive = matches!(self.str(next), "’" | "'");
        possessive
            || self.is_inner_hyphen(next)
            || self.tokens[at].shape != Shape::Lower
                && (self.tokens[next].shape != Shape::Lower || self.is_plain_noun(next))
    }

    /// Whether a word without a capital can hardly be anything but a noun: "officials" of "20 Texas officials".
    fn is_plain_noun(&self, at: usize) -> bool {
        const OTHERS: [Class; 4] = [Class::Verb, Class::VerbOrNoun, Class::Gerund, Class::Adverb];
        let word = self.word(at);
        self.kind(at) == Some(TokenKind::Word)
            && !lexicon().classes.any(word, &OTHERS)
            && !lexicon().classes.any(word, &STOPS)
            && lexicon().cues.of_word(word).next().is_none()
            && !self.ends_like_participle(at)
            && !self.str(at).ends_with("ly")
    }

    /// Whether a word looks like a plural noun.
    #[must_use]
    pub fn looks_plural(&self, at: usize) -> bool {
        let word = self.str(at);
        self.in_class(at, Class::Plural)
            || word.len() > 3
                && word.ends_with('s')
                && !["ss", "us", "is", "’s", "'s", "ous"].iter().any(|end| word.ends_with(end))
    }

    /// Whether a word is a plural noun and no verb: "members", but not "plans".
    fn names_things(&self, at: usize) -> bool {
        let verb = [Class::Verb, Class::VerbOrNoun, Class::Auxiliary].iter().any(|class| self.in_class(at, *class));
        self.kind(at) == Some(TokenKind::Word) && !verb && self.looks_plural(at)
    }

    /// "borrowed", "indicated": what is said of a thing, and no thing; "the wounded" are people.
    fn is_past_form(&self, at: usize) -> bool {
        let verb = self.in_class(at, Class::Verb);
        let lower = self.tokens[at].shape == Shape::Lower;
        lower
            && !self.is_compound(at)
            && !self.in_class(at, Class::Plural)
            && (verb || self.str(at).len() > 4 && self.str(at).ends_with("ed"))
    }

    fn ends_like_participle(&self, at: usize) -> bool {
        let word = self.str(at);
        word.len() > 4 && (word.ends_with("ed") || word.ends_with("ing") || word.ends_with("en"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn phrase(source: &str) -> Option<String> {
        let text = Text::new(source);
        text.noun_phrase(0, text.tokens.len()).map(|phrase| text.span(phrase.tokens).of(source).to_owned())
    }

    #[test]
    fn ends_with_its_head() {
        assert_eq!(phrase("North Korean laborers abroad contribute").as_deref(), Some("North Korean laborers"));
        assert_eq!(phrase("wounded soldiers died").as_deref(), Some("wounded soldiers"));
        assert_eq!(phrase("people were killed").as_deref(), Some("people"));
        assert_eq!(phrase("high-tech cameras with lenses").as_deref(), Some("high-tech cameras"));
        assert_eq!(phrase("House Democrats said").as_deref(), Some("House Democrats"));
        assert_eq!(phrase("plain-clothes officers came").as_deref(), Some("plain-clothes officers"));
        assert_eq!(phrase("coal-fired plants closed").as_deref(), Some("coal-fired plants"));
        assert_eq!(phrase("former crew members said").as_deref(), Some("former crew members"));
    }

    #[test]
    fn none_where_no_noun_stands() {
        assert_eq!(phrase("in Russia"), None);
        assert_eq!(phrase("were killed"), None);
        assert_eq!(phrase("abroad"), None);
        assert_eq!(phrase("borrowed from a friend"), None);
    }
}
