//! What a rule of dates sees: a sentence, the day of publication, the document's habits, and the tense of a clause.

use std::ops::Range;

use chrono::{Datelike, NaiveDate};

use super::period::Period;
use crate::lexicon::{Grain, Named, Pointer, Tense, lexicon};
use crate::text::{Text, TokenKind};

/// Verbs of speech: what stands before them has a tense of its own.
const SPEECH: [&str; 5] = ["said", "says", "told", "announced", "reported"];

/// Verbs that say nothing of the tense of a date that stands before them.
const WEAK: [&str; 6] = ["said", "says", "told", "announced", "reported", "would"];

/// A sentence under reading.
pub(super) struct Scan<'t> {
    /// The text.
    pub text: &'t Text<'t>,
    /// The sentence's tokens.
    pub range: Range<usize>,
    /// The day of publication.
    pub published: Option<NaiveDate>,
    /// The period that was named last, for "that year" and "two days later".
    pub last: Option<Period>,
    /// Whether the document writes the day before the month in digits.
    pub day_first: bool,
}

impl Scan<'_> {
    pub(super) fn end(&self) -> usize {
        self.range.end
    }

    pub(super) fn is_any(&self, at: usize, words: &[&str]) -> bool {
        at < self.end() && words.iter().any(|word| self.text.is(at, word))
    }

    pub(super) fn before_is_any(&self, at: usize, words: &[&str]) -> bool {
        at > self.range.start && self.is_any(at - 1, words)
    }

    /// Whether a sign at `at` touches both of its neighbours.
    pub(super) fn joined(&self, at: usize, signs: &[&str]) -> bool {
        at > 0 && self.is_any(at, signs) && self.text.touches_next(at) && self.text.touches_next(at - 1)
    }

    /// The position behind an optional word.
    pub(super) fn behind(&self, at: usize, words: &[&str]) -> usize {
        at + usize::from(self.is_any(at, words))
    }

    /// What the word at `at` is a name of.
    pub(super) fn named<T>(&self, at: usize, pick: impl Fn(&Named) -> Option<T>) -> Option<T> {
        (at < self.end()).then(|| lexicon().calendar.names.of_word(self.text.word(at)).find_map(pick))?
    }

    /// The weekday of this name, 1 to 7.
    pub(super) fn weekday(&self, at: usize) -> Option<u32> {
        self.named(at, |named| if let Named::Weekday(day) = named { Some(*day) } else { None })
    }

    /// The unit at `at` and the token behind it.
    pub(super) fn grain(&self, at: usize) -> Option<(Grain, usize)> {
        let words = self.text.words_from(at..self.end());
        lexicon().calendar.grains.starting(words, |_, _| true).map(|(len, grain)| (*grain, at + len))
    }

    /// The word that points at one of several periods, and the token behind it.
    pub(super) fn pointer(&self, at: usize) -> Option<(Pointer, usize)> {
        let words = self.text.words_from(at..self.end());
        lexicon().calendar.pointers.starting(words, |_, _| true).map(|(len, pointer)| (*pointer, at + len))
    }

    /// Whether an amount may begin at `at` that a unit of the calendar or a weekday follows: a quick no for most numbers.
    pub(super) fn counts_time(&self, at: usize) -> bool {
        const FAR: usize = 10;
        let article = self.is_any(at, &["a", "an"]);
        let word = self.text.word(at);
        let number = self.text.kind(at) == Some(TokenKind::Number)
            || lexicon().numbers.may_start(word)
            || lexicon().vague.may_start(word);
        let far = if article { 5 } else { FAR };
        (article || number)
            && (at + 1..self.end().min(at + far))
                .any(|next| lexicon().calendar.grains.may_start(self.text.word(next)) || self.weekday(next).is_some())
    }

    /// Whether nothing but the end, a sign or a grammar word follows: the noun phrase ends here.
    pub(super) fn phrase_ends(&self, at: usize) -> bool {
        use crate::lexicon::Class;
        at >= self.end()
            || self.text.kind(at) == Some(TokenKind::Sign) && !self.joined(at, &["-"])
            || [
                Class::Preposition,
                Class::Conjunction,
                Class::Subordinator,
                Class::Auxiliary,
                Class::Determiner,
                Class::Pronoun,
                Class::Relative,
            ]
            .iter()
            .any(|class| self.text.in_class(at, *class))
    }

    /// Whether the clause around `at` speaks of what is to come.
    pub(super) fn future(&self, at: usize) -> bool {
        self.tense(at) == Tense::Future
    }

    /// The tense of the words before `at`, back to a verb of speech; where `at` begins its clause, of the first verb
    /// behind it.
    pub(super) fn tense(&self, at: usize) -> Tense {
        const FAR: usize = 30;
        let before = (self.range.start.max(at.saturating_sub(FAR))..at).rev();
        let mut found = None;
        for token in before {
            match self.tense_of(token) {
                Some(Tense::Future) => return Tense::Future,
                other => found = found.or(other),
            }
            if found == Some(Tense::Past) && self.is_any(token, &SPEECH) {
                break;
            }
        }
        let behind = (at + 1..self.end().min(at + FAR / 2)).filter(|token| !self.is_any(*token, &WEAK));
        found.or_else(|| behind.filter_map(|token| self.tense_of(token)).next()).unwrap_or(Tense::Present)
    }

    fn tense_of(&self, at: usize) -> Option<Tense> {
        let text = self.text;
        let words = text.words_from(at..self.end());
        let known = lexicon().calendar.tenses.starting(words, |_, _| true).map(|(_, tense)| *tense);
        let past = || {
            let word = text.str(at);
            word.len() > 4 && word.ends_with("ed") && !text.in_class(at, crate::lexicon::Class::Adjective)
        };
        known.or_else(|| past().then_some(Tense::Past))
    }

    /// The period that a day or month without a year means; `of` gives it in a year. It is the nearest in the direction
    /// of the tense, or of all in the present. A past day that would be most of a year off, where the day comes within
    /// weeks, is no past: news gives the year of what is long over.
    pub(super) fn open_year(&self, at: usize, of: impl Fn(i32) -> Option<Period>) -> Option<Period> {
        const LONG: i64 = 270;
        const SOON: i64 = 75;
        let today = self.published?;
        let year = today.year();
        let candidates = [of(year - 1), of(year), of(year + 1)];
        let mut behind: Option<(i64, Period)> = None;
        let mut ahead: Option<(i64, Period)> = None;
        for period in candidates.into_iter().flatten() {
            let (start, end) = period.days?;
            if start <= today && today <= end {
                return Some(period.with_open_year());
            }
            if start > today {
                ahead = ahead.or(Some(((start - today).num_days(), period)));
            } else {
                behind = Some(((today - end).num_days(), period));
            }
        }
        let (behind, ahead) = match (behind, ahead) {
            (Some(behind), Some(ahead)) => (behind, ahead),
            (one, other) => return one.or(other).map(|(_, period)| period.with_open_year()),
        };
        let back = match self.tense(at) {
            Tense::Past => behind.0 < LONG || ahead.0 > SOON || behind.1.grain != Some(Grain::Day),
            Tense::Future => false,
            Tense::Present => behind.0 <= ahead.0,
        };
        Some(if back { behind.1 } else { ahead.1 }.with_open_year())
    }
}
