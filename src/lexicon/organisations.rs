//! Last words of names that are no persons: "University", "Group", "Times".

use crate::lexicon::{Dictionary, Phrases, Table};

const TABLE: Table = Table::new(include_str!("organisations.tsv"));

pub(super) fn parse(dictionary: &mut Dictionary) -> Phrases<()> {
    let mut phrases = Phrases::default();
    for row in TABLE.rows() {
        for word in row.list(1) {
            phrases.insert(dictionary, word, ());
        }
    }
    phrases
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_example_ends_with_a_word_of_its_row() {
        for row in TABLE.rows() {
            let example = row.example().to_lowercase();
            assert!(row.list(1).any(|word| example.ends_with(word)), "{example}");
        }
    }
}
