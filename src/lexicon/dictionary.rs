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

/// Words and their numbers.
#[derive(Debug, Default)]
pub struct Dictionary {
    ids: HashMap<Box<[u8]>, WordId, BuildHasherDefault<Fnv>>,
    words: Vec<Box<str>>,
}

impl Dictionary {
    /// The number of `word`, which is given in lower case; [`WordId::UNKNOWN`] when no table names it.
    #[must_use]
    pub fn get(&self, word: &[u8]) -> WordId {
        self.ids.get(word).copied().unwrap_or_default()
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
        self.ids.insert(folded.into_bytes().into(), id);
        id
    }
}

/// FNV-1a: short keys, one process, no attacker's keys in the table; the same numbers in every run.
#[derive(Clone, Copy, Debug)]
struct Fnv(u64);

impl Default for Fnv {
    fn default() -> Self {
        Self(0xCBF2_9CE4_8422_2325)
    }
}

impl Hasher for Fnv {
    fn write(&mut self, bytes: &[u8]) {
        for byte in bytes {
            self.0 = (self.0 ^ u64::from(*byte)).wrapping_mul(0x0100_0000_01B3);
        }
    }

    fn finish(&self) -> u64 {
        self.0
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
        assert_eq!(dictionary.get(b"milliard"), WordId::UNKNOWN);
    }
}
