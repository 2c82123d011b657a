//! What a rule of dates sees: a sentence, the day of publication, the document's habits, and the tense of a clause.

use std::ops::Range;

use chrono::{Datelike, NaiveDate};

use super::period::Period;
use crate::lexicon::{Grain, Named, Pointer, lexicon};
use crate::text::{Text, TokenKind};

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

/// What a clause speaks of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Tense {
    Past,
    Future,
    Open,
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

    /// The tense of the words before `at`, back to a verb of speech; failing that, of those behind it.
    pub(super) fn tense(&self, at: usize) -> Tense {
        const FAR: usize = 14;
        let before = (self.range.start.max(at.saturating_sub(FAR))..at).rev();
        let behind = at + 1..self.end().min(at + FAR);
        let mut past = false;
        for token in before {
            match self.tense_of(token) {
                Tense::Future => return Tense::Future,
                Tense::Past => past = true,
                Tense::Open => {}
            }
            if past && self.is_any(token, &["said", "says", "told", "announced", "reported"]) {
                break;
            }
        }
        if past {
            return Tense::Past;
        }
        behind.map(|token| self.tense_of(token)).find(|tense| *tense != Tense::Open).unwrap_or(Tense::Open)
    }

    fn tense_of(&self, at: usize) -> Tense {
        use crate::lexicon::Class;
        let text = self.text;
        let known = lexicon().calendar.future.of_word(text.word(at)).next();
        match known {
            Some(true) => Tense::Future,
            Some(false) => Tense::Past,
            None if text.str(at).len() > 4
                && text.str(at).ends_with("ed")
                && !text.in_class(at, Class::Adjective) =>
            {
                Tense::Past
            }
            None => Tense::Open,
        }
    }

    /// The year that a day or month of this distance belongs to: `of` gives its first day in a year. Nearest in the
    /// direction of the tense; where the tense is open, nearest of all.
    pub(super) fn open_year(&self, at: usize, of: impl Fn(i32) -> Option<Period>) -> Option<Period> {
        let today = self.published?;
        let year = today.year();
        let candidates = [of(year - 1), of(year), of(year + 1)];
        let (before, behind) = match self.tense(at) {
            Tense::Past => (true, false),
            Tense::Future => (false, true),
            Tense::Open => (true, true),
        };
        let distance = |period: &Period| -> Option<i64> {
            let (start, end) = period.days?;
            if start <= today && today <= end {
                return Some(0);
            }
            let (ahead, back) = ((start - today).num_days(), (today - end).num_days());
            if ahead > 0 { behind.then_some(ahead) } else { before.then_some(back) }
        };
        let found = candidates.into_iter().flatten().filter_map(|period| Some((distance(&period)?, period)));
        found.min_by_key(|(distance, _)| *distance).map(|(_, period)| period.with_open_year())
    }
}
