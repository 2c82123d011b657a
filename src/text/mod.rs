//! The shape of a text: tokens, paragraphs, sentences, quotations. Built once for a document, shared by all rules.
//!
//! ```
//! use claimlog::text::Text;
//! let text = Text::new("“Some 30,000 came,” Lind said. Dr. Ames left.");
//! assert_eq!(text.sentences.len(), 2);
//! assert_eq!(text.quotes.len(), 1);
//! ```

mod digits;
mod escape;
mod fold;
mod paragraphs;
mod phrases;
mod quotes;
mod sentences;
mod tokens;

use std::ops::Range;

pub use escape::escape;
pub use fold::{is_invisible, visible};
pub use phrases::NounPhrase;
pub use quotes::Quote;
pub use sentences::Sentence;
pub use tokens::{Shape, Token, TokenKind};

use crate::lexicon::{Class, WordId, lexicon};
use crate::span::Span;

/// A text and what it consists of. Tokens are referred to by index.
#[derive(Debug)]
pub struct Text<'d> {
    /// The text itself.
    pub source: &'d str,
    /// Words, numbers and signs, in order; white space is none.
    pub tokens: Vec<Token>,
    /// The paragraphs as ranges of tokens.
    pub paragraphs: Vec<Range<usize>>,
    /// The sentences.
    pub sentences: Vec<Sentence>,
    /// The outermost quotations.
    pub quotes: Vec<Quote>,
}

impl<'d> Text<'d> {
    /// Reads the text.
    #[must_use]
    pub fn new(source: &'d str) -> Self {
        let tokens = tokens::split(source);
        let paragraphs = paragraphs::split(source, &tokens);
        let quotes = quotes::find(source, &tokens, &paragraphs);
        let sentences = sentences::split(source, &tokens, &paragraphs);
        Self { source, tokens, paragraphs, sentences, quotes }
    }

    /// The words of a token.
    #[must_use]
    #[inline]
    pub fn str(&self, token: usize) -> &'d str {
        self.tokens.get(token).map_or("", |token| token.span.of(self.source))
    }

    /// The number of a token's word in the tables.
    #[must_use]
    #[inline]
    pub fn word(&self, token: usize) -> WordId {
        self.tokens.get(token).map_or(WordId::UNKNOWN, |token| token.word)
    }

    /// What a token is; `None` past the end.
    #[must_use]
    #[inline]
    pub fn kind(&self, token: usize) -> Option<TokenKind> {
        self.tokens.get(token).map(|token| token.kind)
    }

    /// Whether the token is this word or sign, in any case.
    #[must_use]
    #[inline]
    pub fn is(&self, token: usize, word: &str) -> bool {
        let Some(token) = self.tokens.get(token) else { return word.is_empty() };
        // Most words differ in length: only the rest is looked at letter by letter.
        token.span.len() == word.len() && self.reads(token.span, word)
    }

    #[inline(never)]
    fn reads(&self, span: Span, word: &str) -> bool {
        let bytes = self.source.as_bytes().get(span.range()).unwrap_or_default();
        bytes.eq_ignore_ascii_case(word.as_bytes())
    }

    /// Whether the token's word is in the class.
    #[must_use]
    #[inline]
    pub fn in_class(&self, token: usize, class: Class) -> bool {
        lexicon().classes.is(self.word(token), class)
    }

    /// The words from a token on, up to the end of the range.
    pub fn words_from(&self, range: Range<usize>) -> impl Iterator<Item = WordId> + Clone + '_ {
        self.tokens.get(range).unwrap_or_default().iter().map(|token| token.word)
    }

    /// The words backward from the end of the range.
    pub fn words_back(&self, range: Range<usize>) -> impl Iterator<Item = WordId> + Clone + '_ {
        self.tokens.get(range).unwrap_or_default().iter().rev().map(|token| token.word)
    }

    /// Whether no white space stands between a token and the next.
    #[must_use]
    #[inline]
    pub fn touches_next(&self, token: usize) -> bool {
        match (self.tokens.get(token), self.tokens.get(token + 1)) {
            (Some(one), Some(next)) => one.span.end == next.span.start,
            _ => false,
        }
    }

    /// The span from the first to the last token of a range; empty for an empty range.
    #[must_use]
    pub fn span(&self, tokens: Range<usize>) -> Span {
        match self.tokens.get(tokens) {
            Some([only]) => only.span,
            Some([first, .., last]) => first.span.cover(last.span),
            _ => Span::new(0, 0),
        }
    }

    /// The tokens that lie wholly inside a span.
    #[must_use]
    pub fn tokens_in(&self, span: Span) -> Range<usize> {
        let start = self.tokens.partition_point(|token| token.span.start < span.start);
        let end = self.tokens.partition_point(|token| token.span.end <= span.end);
        start..end.max(start)
    }

    /// The index of the sentence that a token stands in.
    #[must_use]
    pub fn sentence_of(&self, token: usize) -> usize {
        self.sentences.partition_point(|sentence| sentence.tokens.end <= token)
    }

    /// The outermost quotation around a place.
    #[must_use]
    pub fn quote_at(&self, span: Span) -> Option<&Quote> {
        let index = self.quotes.partition_point(|quote| quote.span.end <= span.start);
        self.quotes.get(index).filter(|quote| quote.span.overlaps(span))
    }
}
