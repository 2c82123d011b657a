//! Words that say how a value is to be read: "about", "more than", "or more".

use crate::lexicon::{Dictionary, Phrases, Table};
use crate::model::Modifier;

/// On which side of the number a modifier stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Side {
    /// "about 40".
    Before,
    /// "40 or more".
    After,
}

/// What a phrase does to the value beside it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Modify {
    /// Where it stands.
    pub side: Side,
    /// How the value is then to be read.
    pub modifier: Modifier,
}

const TABLE: Table = Table::new(include_str!("modifiers.tsv"));

pub(super) fn parse(dictionary: &mut Dictionary) -> Phrases<Modify> {
    let mut phrases = Phrases::default();
    for row in TABLE.rows() {
        let side = if row.text(1) == "after" { Side::After } else { Side::Before };
        let Some(modifier) = Modifier::from_name(row.text(2)) else { continue };
        phrases.insert(dictionary, row.text(0), Modify { side, modifier });
    }
    phrases
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_row_parses() {
        assert_eq!(parse(&mut Dictionary::default()).iter().count(), TABLE.rows().count());
    }
}
