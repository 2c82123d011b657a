//! Words for things that are numbered: the number behind them names one and counts nothing ("section 4", "flight 370").

use crate::lexicon::{Dictionary, Phrases, Table};

const TABLE: Table = Table::new(include_str!("series.tsv"));

pub(super) fn parse(dictionary: &mut Dictionary) -> Phrases<()> {
    let mut phrases = Phrases::default();
    for row in TABLE.rows() {
        for word in row.list(0) {
            phrases.insert(dictionary, word, ());
        }
    }
    phrases
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_example_has_a_word_of_its_row() {
        for row in TABLE.rows() {
            let example = row.example().to_lowercase();
            assert!(row.list(0).any(|word| example.split(' ').any(|other| other == word)), "{example}");
        }
    }
}
