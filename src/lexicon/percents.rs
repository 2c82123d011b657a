//! Words and signs of shares: "%", "percentage points", "basis points".

use rust_decimal::Decimal;

use crate::lexicon::{Dictionary, Phrases, Table};

/// One way to write a share.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Percent {
    /// What one of it is in percent.
    pub factor: Decimal,
    /// Whether it may mean points of another kind, as in sports and on exchanges.
    pub points_only: bool,
}

const TABLE: Table = Table::new(include_str!("percents.tsv"));

pub(super) fn parse(dictionary: &mut Dictionary) -> Phrases<Percent> {
    let mut phrases = Phrases::default();
    for row in TABLE.rows() {
        let Some(factor) = row.parse(1) else { continue };
        let percent = Percent { factor, points_only: row.text(2) == "points" };
        for word in row.list(0) {
            phrases.insert(dictionary, word, percent);
        }
    }
    phrases
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_row_parses() {
        let words: usize = TABLE.rows().map(|row| row.list(0).count()).sum();
        assert_eq!(parse(&mut Dictionary::default()).iter().count(), words);
    }
}
