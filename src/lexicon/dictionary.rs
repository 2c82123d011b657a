//! All words of all tables, each with a small number: text is looked up once, rules compare numbers.

use std::collections::HashMap;
use std::hash::{BuildHasherDefault, Hasher};

/// A word of the tables, in lower case. [`WordId::UNKNOWN`] stands for every other word.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct WordId(u16);

impl WordId {
    /// A word that no table names.
    pub const UNKNOWN: Self = Self(0);

    /// The number as an index.
    #[must_use]
    pub const fn index(self) -> usize {
        self.0 as usize
    }

    /// Whether a table names the word.
    #[must_use]
    pub const fn is_known(self) -> bool {
        self.0 != 0
    }
}

/// A word of up to twelve ASCII letters as a number, five bits a letter, whatever their case: "US" and "us" are one key.
///
/// ```
/// use claimlog::lexicon::LetterKey;
/// let key = |word: &[u8]| word.iter().fold(LetterKey::default(), |key, letter| key.with(*letter));
/// assert_eq!(key(b"Million"), key(b"million"));
/// assert_ne!(key(b"million"), key(b"billion"));
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct LetterKey(u64);

impl LetterKey {
    /// How many letters a key tells apart.
    pub const LONGEST: usize = 12;

    /// The key with one more letter.
    #[must_use]
    pub const fn with(self, letter: u8) -> Self {
        Self(self.0 << 5 | (letter & 31) as u64)
    }

    /// The key of a word, if it has one.
    fn of(word: &str) -> Option<Self> {
        let fits = word.len() <= Self::LONGEST && word.bytes().all(|byte| byte.is_ascii_alphabetic());
        fits.then(|| word.bytes().fold(Self::default(), Self::with))
    }
}

/// Words and their numbers.
#[derive(Debug, Default)]
pub struct Dictionary {
    ids: HashMap<Box<[u8]>, WordId, BuildHasherDefault<Fold>>,
    by_letters: HashMap<LetterKey, WordId, BuildHasherDefault<Fold>>,
    words: Vec<Box<str>>,
}

impl Dictionary {
    /// The number of `word`, which is given in lower case; [`WordId::UNKNOWN`] when no table names it.
    #[must_use]
    pub fn get(&self, word: &[u8]) -> WordId {
        self.ids.get(word).copied().unwrap_or_default()
    }

    /// The number of the word with this key: the same as [`Dictionary::get`], sooner.
    #[must_use]
    pub fn of_letters(&self, key: LetterKey) -> WordId {
        self.by_letters.get(&key).copied().unwrap_or_default()
    }

    /// The word of this number; empty for the unknown word.
    #[must_use]
    pub fn word(&self, id: WordId) -> &str {
        id.index().checked_sub(1).and_then(|index| self.words.get(index)).map_or("", |word| word)
    }

    /// Every word with its number, in the order of the numbers, the unknown word left out.
    pub fn words(&self) -> impl Iterator<Item = (WordId, &str)> {
        self.words.iter().map(|word| (self.get(word.as_bytes()), &**word))
    }

    /// Takes a word up, folded to lower case and straight apostrophes, and returns its number.
    pub(super) fn intern(&mut self, word: &str) -> WordId {
        let folded = word.to_lowercase().replace('’', "'");
        if let Some(known) = self.ids.get(folded.as_bytes()) {
            return *known;
        }
        self.words.push(folded.clone().into());
        let id = WordId(u16::try_from(self.words.len()).unwrap_or_default());
        self.by_letters.extend(LetterKey::of(&folded).map(|key| (key, id)));
        self.ids.insert(folded.into_bytes().into(), id);
        id
    }
}

/// Eight bytes at a time, each rotated in and multiplied (as in Firefox and rustc): short keys, no attacker's keys in the
/// table, the same numbers in every run.
#[derive(Clone, Copy, Debug, Default)]
struct Fold(u64);

impl Fold {
    fn mix(&mut self, word: u64) {
        self.0 = (self.0.rotate_left(5) ^ word).wrapping_mul(0x517C_C1B7_2722_0A95);
    }
}

impl Hasher for Fold {
    fn write(&mut self, bytes: &[u8]) {
        let (words, rest) = bytes.as_chunks();
        words.iter().for_each(|word| self.mix(u64::from_le_bytes(*word)));
        self.mix(rest.iter().fold(0, |word, byte| word << 8 | u64::from(*byte)));
    }

    fn write_u64(&mut self, number: u64) {
        self.mix(number);
    }

    fn write_usize(&mut self, number: usize) {
        self.mix(number as u64);
    }

    /// The table takes its places from the low bits, which a product mixes least.
    fn finish(&self) -> u64 {
        self.0.rotate_left(26)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_word_keeps_its_number() {
        let mut dictionary = Dictionary::default();
        let million = dictionary.intern("Million");
        assert_eq!(dictionary.intern("million"), million);
        assert_eq!(dictionary.get(b"million"), million);
        assert_eq!(dictionary.word(million), "million");
        assert_eq!(LetterKey::of("Million").map(|key| dictionary.of_letters(key)), Some(million));
        assert_eq!(dictionary.get(b"milliard"), WordId::UNKNOWN);
    }
}
