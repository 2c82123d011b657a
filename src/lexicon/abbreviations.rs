//! Words whose full stop does not by itself end a sentence: "Dr.", "Sept.", "Inc.".

use crate::lexicon::{Dictionary, Phrases, Table};

/// What may follow an abbreviation.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Abbreviation {
    /// A name always follows: "Dr.".
    Title,
    /// The sentence goes on unless a lone capitalised word says otherwise: "No.", "Sept.".
    Inside,
    /// It may also stand last: "Inc.".
    End,
}

const TABLE: Table = Table::new(include_str!("abbreviations.tsv"));

pub(super) fn parse(dictionary: &mut Dictionary) -> Phrases<Abbreviation> {
    let mut phrases = Phrases::default();
    for row in TABLE.rows() {
        let kind = match row.text(1) {
            "title" => Abbreviation::Title,
            "inside" => Abbreviation::Inside,
            _ => Abbreviation::End,
        };
        for word in row.list(0) {
            phrases.insert(dictionary, word, kind);
        }
    }
    phrases
}
