//! What a rule sees: a sentence of a text, and what the whole document says about its currencies.

use std::cell::OnceCell;
use std::ops::Range;

use crate::lexicon::{Class, CurrencyForm, lexicon};
use crate::text::{Shape, Text, TokenKind};

/// A sentence under reading.
#[derive(Debug)]
pub(super) struct Scan<'t> {
    /// The text.
    pub text: &'t Text<'t>,
    /// The sentence's tokens.
    pub range: Range<usize>,
    /// The document's habits.
    pub habits: &'t Habits,
}

impl Scan<'_> {
    /// The end of the sentence.
    pub(super) fn end(&self) -> usize {
        self.range.end
    }

    /// Whether the token is one of these words.
    pub(super) fn is_any(&self, at: usize, words: &[&str]) -> bool {
        at < self.end() && words.iter().any(|word| self.text.is(at, word))
    }

    /// Whether a hyphen joins the token before `at` with the one behind it.
    pub(super) fn hyphen(&self, at: usize) -> bool {
        at > 0
            && matches!(self.text.str(at), "-" | "‑" | "–")
            && self.text.touches_next(at)
            && self.text.touches_next(at - 1)
    }

    /// The position behind an optional hyphen.
    pub(super) fn behind_hyphen(&self, at: usize) -> usize {
        at + usize::from(self.hyphen(at))
    }

    /// Whether nothing but a modifier and signs stands beside these tokens in the sentence: an answer, a table's cell.
    pub(super) fn alone(&self, tokens: Range<usize>) -> bool {
        let modifier = lexicon().modifiers.ending(self.text.words_back(self.range.start..tokens.start), |_, _| true);
        let start = tokens.start - modifier.map_or(0, |(len, _)| len);
        const MOST: usize = 6;
        let signs = |at| self.text.kind(at) == Some(TokenKind::Sign);
        let near = start - self.range.start <= MOST && self.end() - tokens.end <= MOST;
        near && (self.range.start..start).all(signs) && (tokens.end..self.end()).all(signs)
    }

    /// Whether a noun phrase may begin here that is counted: a word that is no verb, preposition or the like.
    pub(super) fn noun_may_start(&self, at: usize) -> bool {
        at < self.end() && self.text.kind(at) == Some(TokenKind::Word) && !self.text.in_class(at, Class::Preposition)
    }
}

/// Which dollar, which pound: what the document says elsewhere, looked up once when a bare sign needs it.
#[derive(Debug, Default)]
pub(super) struct Habits {
    dollar: OnceCell<&'static str>,
    sterling: OnceCell<bool>,
}

impl Habits {
    /// The code of a bare "$": USD unless the document names another dollar and not that of the United States.
    pub(super) fn dollar(&self, text: &Text) -> &'static str {
        self.dollar.get_or_init(|| {
            let mut other = None;
            for code in named_currencies(text) {
                match code {
                    "USD" => return "USD",
                    "CAD" | "AUD" | "NZD" | "HKD" | "SGD" | "TWD" | "JMD" | "FJD" => other = other.or(Some(code)),
                    _ => {}
                }
            }
            other.unwrap_or("USD")
        })
    }

    /// Whether the document speaks of sterling, so that "pounds" are money.
    pub(super) fn sterling(&self, text: &Text) -> bool {
        *self.sterling.get_or_init(|| {
            text.tokens.iter().any(|token| matches!(token.span.of(text.source), "£" | "pence" | "sterling" | "GBP"))
                || named_currencies(text).any(|code| code == "GBP")
        })
    }
}

/// The currencies that the document names in full.
fn named_currencies<'a>(text: &'a Text) -> impl Iterator<Item = &'static str> + 'a {
    let currencies = &lexicon().currencies;
    (0..text.tokens.len()).filter(|at| currencies.may_start(text.word(*at))).filter_map(move |at| {
        let end = (at + 5).min(text.tokens.len());
        let named = currencies.starting(text.words_from(at..end), |len, currency| {
            let written = match currency.form {
                CurrencyForm::Code => len == 1 && text.str(at) == currency.code,
                // "A $5 million fine" names no Australian dollar.
                CurrencyForm::Symbol => text.tokens[at].shape != Shape::Lower && (len == 1 || text.touches_next(at)),
                CurrencyForm::Name => true,
            };
            !currency.bare && written
        });
        named.map(|(_, currency)| currency.code)
    })
}
