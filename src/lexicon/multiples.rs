//! Words that multiply: "twice", "doubled", "tenfold".

use rust_decimal::Decimal;

use crate::lexicon::{Dictionary, Phrases, Table};
use crate::model::Change;

/// What a multiplying word says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Multiple {
    /// The factor.
    pub value: Decimal,
    /// The direction, for words that are a change by themselves.
    pub change: Option<Change>,
    /// Whether a noun right behind makes it an adjective of another sense.
    pub not_before_nouns: bool,
}

const TABLE: Table = Table::new(include_str!("multiples.tsv"));

pub(super) fn parse(dictionary: &mut Dictionary) -> Phrases<Multiple> {
    let mut phrases = Phrases::default();
    for row in TABLE.rows() {
        let Some(value) = row.parse(1) else { continue };
        let multiple =
            Multiple { value, change: Change::from_name(row.text(2)), not_before_nouns: row.text(3) == "noun" };
        for word in row.list(0) {
            phrases.insert(dictionary, word, multiple);
        }
    }
    phrases
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_row_parses_and_its_example_has_a_word() {
        for row in TABLE.rows() {
            assert!(row.parse::<Decimal>(1).is_some());
            assert!(row.list(0).any(|word| row.example().contains(word)), "{}", row.example());
        }
    }
}
