//! Quantities without a number: "dozens", "tens of thousands", "several".

use rust_decimal::Decimal;

use crate::lexicon::{Dictionary, Phrases, Table};

/// The bounds that a vague word promises.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Vague {
    /// The least that can be meant: 1000 for "thousands".
    pub low: Option<Decimal>,
    /// The most that can be meant.
    pub high: Option<Decimal>,
}

const TABLE: Table = Table::new(include_str!("vague.tsv"));

pub(super) fn parse(dictionary: &mut Dictionary) -> Phrases<Vague> {
    let mut phrases = Phrases::default();
    for row in TABLE.rows() {
        phrases.insert(dictionary, row.text(0), Vague { low: row.parse(1), high: row.parse(2) });
    }
    phrases
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_example_has_its_phrase() {
        for row in TABLE.rows() {
            assert!(row.example().contains(row.text(0)), "{}", row.example());
        }
    }
}
