//! Words before a name that say what its bearer is: "Mr.", "President", "Secretary of State".

use crate::lexicon::{Dictionary, Phrases, Table};

/// A title of a person.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Title;

const TABLE: Table = Table::new(include_str!("titles.tsv"));

pub(super) fn parse(dictionary: &mut Dictionary) -> Phrases<Title> {
    let mut phrases = Phrases::default();
    for row in TABLE.rows() {
        phrases.insert(dictionary, row.text(0), Title);
    }
    phrases
}
