//! Words for things that are numbered: the number names one and counts nothing ("section 4", "flight 370", "4 Mill Lane").

use crate::lexicon::{Dictionary, Phrases, Side, Table};

const TABLE: Table = Table::new(include_str!("series.tsv"));

pub(super) fn parse(dictionary: &mut Dictionary) -> Phrases<Side> {
    let mut phrases = Phrases::default();
    for row in TABLE.rows() {
        let side = if row.text(1) == "after" { Side::After } else { Side::Before };
        for word in row.list(0) {
            phrases.insert(dictionary, word, side);
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
