//! Word classes, as far as noun phrases are cut by them. A word may be in several; most words of a text are in none.

use crate::lexicon::{Dictionary, Table, WordId};

/// A class of words.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Class {
    /// "the", "their".
    Determiner,
    /// "they", "who".
    Pronoun,
    /// "of", "in".
    Preposition,
    /// "and", "but".
    Conjunction,
    /// "because", "when".
    Subordinator,
    /// "who", "that".
    Relative,
    /// "were", "has", "could".
    Auxiliary,
    /// A form that is a verb and hardly ever a noun: "died", "announce".
    Verb,
    /// A form that is both: "report", "plans".
    VerbOrNoun,
    /// "killing".
    Gerund,
    /// "also", "abroad".
    Adverb,
    /// "new", "foreign".
    Adjective,
    /// A plural without an s: "people".
    Plural,
    /// What people are: "officials", "prosecutor". No name, even where it begins a sentence.
    Role,
    /// Being ahead of somebody or behind: "beat", "leads".
    Contest,
    /// What is done to those whom a bare number counts: "killing 9".
    Toll,
}

const NAMES: [(&str, Class); 16] = [
    ("determiner", Class::Determiner),
    ("pronoun", Class::Pronoun),
    ("preposition", Class::Preposition),
    ("conjunction", Class::Conjunction),
    ("subordinator", Class::Subordinator),
    ("relative", Class::Relative),
    ("auxiliary", Class::Auxiliary),
    ("verb", Class::Verb),
    ("verb-or-noun", Class::VerbOrNoun),
    ("gerund", Class::Gerund),
    ("adverb", Class::Adverb),
    ("adjective", Class::Adjective),
    ("plural", Class::Plural),
    ("role", Class::Role),
    ("contest", Class::Contest),
    ("toll", Class::Toll),
];

/// The classes of every word of the dictionary.
#[derive(Debug, Default)]
pub struct Classes {
    by_word: Vec<u16>,
}

impl Classes {
    /// Whether the word is in the class.
    #[must_use]
    pub fn is(&self, word: WordId, class: Class) -> bool {
        self.by_word.get(word.index()).is_some_and(|bits| bits & bit(class) != 0)
    }

    /// Whether the word is in one of these classes.
    #[must_use]
    pub fn any(&self, word: WordId, classes: &[Class]) -> bool {
        classes.iter().any(|class| self.is(word, *class))
    }
}

const fn bit(class: Class) -> u16 {
    1 << class as u16
}

const TABLE: Table = Table::new(include_str!("grammar.tsv"));

pub(super) fn parse(dictionary: &mut Dictionary) -> Classes {
    let mut by_word = Vec::new();
    for row in TABLE.rows() {
        let Some((_, class)) = NAMES.iter().find(|(name, _)| *name == row.text(0)) else { continue };
        for word in row.list(1) {
            let index = dictionary.intern(word).index();
            if by_word.len() <= index {
                by_word.resize(index + 1, 0);
            }
            by_word[index] |= bit(*class);
        }
    }
    Classes { by_word }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_row_names_a_class_and_its_example_has_a_word() {
        for row in TABLE.rows() {
            assert!(NAMES.iter().any(|(name, _)| *name == row.text(0)), "{}", row.text(0));
            let example = format!(" {} ", row.example());
            assert!(row.list(1).any(|word| example.contains(&format!(" {word} "))), "{example}");
        }
    }
}
