//! Finds a table's entries, of one word or several, in a row of words.

use crate::lexicon::{Dictionary, WordId};

/// A table's entries by their first word and by their last.
#[derive(Debug)]
pub struct Phrases<T> {
    entries: Vec<(Box<[WordId]>, T)>,
    by_first: Vec<Vec<usize>>,
    by_last: Vec<Vec<usize>>,
}

impl<T> Default for Phrases<T> {
    fn default() -> Self {
        Self { entries: Vec::new(), by_first: Vec::new(), by_last: Vec::new() }
    }
}

impl<T> Phrases<T> {
    /// Takes up an entry, its words separated by spaces.
    pub(super) fn insert(&mut self, dictionary: &mut Dictionary, phrase: &str, value: T) {
        let words: Box<[WordId]> = phrase.split(' ').map(|word| dictionary.intern(word)).collect();
        let (Some(first), Some(last)) = (words.first(), words.last()) else { return };
        for (index, word) in [(&mut self.by_first, first), (&mut self.by_last, last)] {
            if index.len() <= word.index() {
                index.resize_with(word.index() + 1, Vec::new);
            }
            index[word.index()].push(self.entries.len());
        }
        self.entries.push((words, value));
    }

    /// Every entry, in the order of the table.
    pub fn iter(&self) -> impl Iterator<Item = &(Box<[WordId]>, T)> {
        self.entries.iter()
    }

    /// The longest entry that `words` begins with and `fits` accepts: its length in words and its value.
    ///
    /// `fits` is given the number of words and the value; it can look at case and at white space.
    #[expect(
        clippy::needless_pass_by_value,
        reason = "iterators are handed over, and this one is cloned for each entry"
    )]
    pub fn starting(
        &self,
        words: impl Iterator<Item = WordId> + Clone,
        mut fits: impl FnMut(usize, &T) -> bool,
    ) -> Option<(usize, &T)> {
        let first = words.clone().next()?;
        self.longest(
            self.by_first.get(first.index())?,
            |entry| words.clone().take(entry.len()).eq(entry.iter().copied()),
            &mut fits,
        )
    }

    /// The longest entry that `words`, which runs backward from the last word, ends with and `fits` accepts.
    #[expect(
        clippy::needless_pass_by_value,
        reason = "iterators are handed over, and this one is cloned for each entry"
    )]
    pub fn ending(
        &self,
        words: impl Iterator<Item = WordId> + Clone,
        mut fits: impl FnMut(usize, &T) -> bool,
    ) -> Option<(usize, &T)> {
        let last = words.clone().next()?;
        self.longest(
            self.by_last.get(last.index())?,
            |entry| words.clone().take(entry.len()).eq(entry.iter().rev().copied()),
            &mut fits,
        )
    }

    /// The values of the entries that are this one word.
    pub fn of_word(&self, word: WordId) -> impl Iterator<Item = &T> {
        let candidates = self.by_first.get(word.index()).map_or(&[][..], Vec::as_slice);
        candidates
            .iter()
            .map(|index| &self.entries[*index])
            .filter(|(words, _)| words.len() == 1)
            .map(|(_, value)| value)
    }

    /// Whether an entry starts with this word: a quick no for most words of a text.
    #[must_use]
    pub fn may_start(&self, word: WordId) -> bool {
        self.by_first.get(word.index()).is_some_and(|entries| !entries.is_empty())
    }

    fn longest(
        &self,
        candidates: &[usize],
        matches: impl Fn(&[WordId]) -> bool,
        fits: &mut impl FnMut(usize, &T) -> bool,
    ) -> Option<(usize, &T)> {
        let mut best: Option<(usize, &T)> = None;
        for index in candidates {
            let (words, value) = &self.entries[*index];
            let longer = best.is_none_or(|(len, _)| words.len() > len);
            if longer && matches(words) && fits(words.len(), value) {
                best = Some((words.len(), value));
            }
        }
        best
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn finds_the_longest_in_both_directions() {
        let mut dictionary = Dictionary::default();
        let mut phrases = Phrases::default();
        for (phrase, value) in [("more than", 1), ("no more than", 2), ("than", 3)] {
            phrases.insert(&mut dictionary, phrase, value);
        }
        let words: Vec<_> = ["no", "more", "than"].iter().map(|word| dictionary.get(word.as_bytes())).collect();
        assert_eq!(phrases.starting(words.iter().copied(), |_, _| true), Some((3, &2)));
        assert_eq!(phrases.starting(words[1..].iter().copied(), |_, _| true), Some((2, &1)));
        assert_eq!(phrases.ending(words.iter().rev().copied(), |len, _| len < 3), Some((2, &1)));
        assert_eq!(phrases.starting([WordId::UNKNOWN].into_iter(), |_, _| true), None);
    }
}
