//! Number words: what each adds to a numeral ("two", "forty", "hundred", "million", "third", "half", "dozen", "bn").

use rust_decimal::Decimal;

use crate::lexicon::{Dictionary, Phrases, Table};

/// What a word does in a numeral.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NumberWord {
    /// Below twenty: "seven".
    Small(Decimal),
    /// A multiple of ten: "forty".
    Tens(Decimal),
    /// "hundred".
    Hundred(Decimal),
    /// A power of a thousand, or of the Indian system: "million", "lakh".
    Scale(Decimal),
    /// A unit of counting: "dozen", "score".
    Group(Decimal),
    /// A part: "half", "quarter", "fifth"; the value is the denominator.
    Part(Decimal),
    /// A rank: "third".
    Rank(Decimal),
    /// A scale written after digits: "bn".
    Suffix(Decimal),
}

const TABLE: Table = Table::new(include_str!("numbers.tsv"));

pub(super) fn parse(dictionary: &mut Dictionary) -> Phrases<NumberWord> {
    let mut phrases = Phrases::default();
    for row in TABLE.rows() {
        let Some(value) = row.parse::<Decimal>(2) else { continue };
        let word = match row.text(1) {
            "small" => NumberWord::Small(value),
            "tens" => NumberWord::Tens(value),
            "hundred" => NumberWord::Hundred(value),
            "scale" => NumberWord::Scale(value),
            "group" => NumberWord::Group(value),
            "part" => NumberWord::Part(value),
            "rank" => NumberWord::Rank(value),
            "suffix" => NumberWord::Suffix(value),
            _ => continue,
        };
        for form in row.list(0) {
            phrases.insert(dictionary, form, word);
        }
    }
    phrases
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_row_parses_and_its_example_has_the_word() {
        let mut dictionary = Dictionary::default();
        let words: usize = TABLE.rows().map(|row| row.list(0).count()).sum();
        assert_eq!(parse(&mut dictionary).iter().count(), words);
        for row in TABLE.rows() {
            let example = row.example().to_lowercase();
            assert!(row.list(0).any(|form| example.contains(form)), "{example}");
        }
    }
}
