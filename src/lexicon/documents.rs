//! Papers that speak: polls and reports that find, laws and treaties that bind.

use crate::lexicon::{Dictionary, Phrases, Table};

/// What a paper does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Paper {
    /// It asked or counted: "in a poll, 40 percent agreed".
    Measures,
    /// It tells: "the report says".
    Tells,
    /// It binds: "under the treaty".
    Binds,
}

const TABLE: Table = Table::new(include_str!("documents.tsv"));

pub(super) fn parse(dictionary: &mut Dictionary) -> Phrases<Paper> {
    let mut phrases = Phrases::default();
    for row in TABLE.rows() {
        let paper = match row.text(0) {
            "measures" => Paper::Measures,
            "binds" => Paper::Binds,
            _ => Paper::Tells,
        };
        for word in row.list(1) {
            phrases.insert(dictionary, word, paper);
        }
    }
    phrases
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_example_holds_a_word_of_its_row() {
        for row in TABLE.rows() {
            assert!(["measures", "tells", "binds"].contains(&row.text(0)), "{}", row.text(0));
            let example = format!(" {} ", row.example().replace(',', ""));
            assert!(row.list(1).any(|word| example.contains(&format!(" {word} "))), "{example}");
        }
    }
}
