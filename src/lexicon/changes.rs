//! Words that make an amount one of change: "rose 20%", "1,200 fewer jobs".

use crate::lexicon::{Dictionary, Phrases, Side, Table};
use crate::model::Change;

/// What a word says of the amount beside it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Changing {
    /// On which side of the amount it stands.
    pub side: Side,
    /// The direction.
    pub change: Change,
}

const TABLE: Table = Table::new(include_str!("changes.tsv"));

pub(super) fn parse(dictionary: &mut Dictionary) -> Phrases<Changing> {
    let mut phrases = Phrases::default();
    for row in TABLE.rows() {
        let side = if row.text(1) == "after" { Side::After } else { Side::Before };
        let Some(change) = Change::from_name(row.text(2)) else { continue };
        for word in row.list(0) {
            phrases.insert(dictionary, word, Changing { side, change });
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
            assert!(Change::from_name(row.text(2)).is_some(), "{}", row.text(2));
            assert!(row.list(0).any(|word| row.example().contains(word)), "{}", row.example());
        }
    }
}
