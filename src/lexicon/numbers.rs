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
    add_joined(dictionary, &mut phrases);
    phrases
}

/// "twentyone", "thirtyfirst": a tens word and a smaller one without their hyphen.
fn add_joined(dictionary: &mut Dictionary, phrases: &mut Phrases<NumberWord>) {
    let words = |role: &'static str| {
        TABLE.rows().filter(move |row| row.text(1) == role).filter_map(|row| Some((row.list(0).next()?, row.parse(2)?)))
    };
    let below_ten = |(_, value): &(&str, Decimal)| *value < Decimal::TEN && !value.is_zero();
    for (tens, high) in words("tens") {
        for (small, low) in words("small").filter(below_ten) {
            let Some(sum) = Decimal::checked_add(high, low) else { continue };
            phrases.insert(dictionary, &format!("{tens}{small}"), NumberWord::Small(sum));
        }
        for (rank, low) in words("rank").filter(below_ten) {
            let Some(sum) = Decimal::checked_add(high, low) else { continue };
            phrases.insert(dictionary, &format!("{tens}{rank}"), NumberWord::Rank(sum));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_row_parses_and_its_example_has_the_word() {
        let mut dictionary = Dictionary::default();
        let words: usize = TABLE.rows().map(|row| row.list(0).count()).sum();
        let parsed = parse(&mut dictionary);
        let joined = 8 * 9 * 2;
        assert_eq!(parsed.iter().count(), words + joined);
        let joined = parsed.of_word(dictionary.get(b"fortysecond")).next();
        assert_eq!(joined, Some(&NumberWord::Rank(Decimal::from(42))));
        for row in TABLE.rows() {
            let example = row.example().to_lowercase();
            assert!(row.list(0).any(|form| example.contains(form)), "{example}");
        }
    }
}
