//! Denominators: "a year", "per person", "- an - hour". A noun after "per" that no row names is found by rule.

use crate::lexicon::{Dictionary, Phrases, Table};

/// What a rate is per.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Rate {
    /// A UCUM code or a noun; empty for a phrase that only looks like a rate ("per cent").
    pub per: &'static str,
}

const TABLE: Table = Table::new(include_str!("rates.tsv"));

pub(super) fn parse(dictionary: &mut Dictionary) -> Phrases<Rate> {
    let mut phrases = Phrases::default();
    for row in TABLE.rows() {
        phrases.insert(dictionary, row.text(0), Rate { per: row.text(1) });
    }
    phrases
}
