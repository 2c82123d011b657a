//! Units of measure and time with their UCUM codes. Prefixes, squares and cubes are built, not listed.

use rust_decimal::Decimal;

use crate::lexicon::{Dictionary, Phrases, Table};

/// What a unit measures; [`Dimension::Time`] makes a duration.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Dimension {
    /// Lengths of time.
    Time,
    /// Lengths, which have squares and cubes.
    Length,
    /// Temperatures.
    Temperature,
    /// Plane angles: a bare "degrees".
    Angle,
    /// Everything else.
    Other,
}

/// One way to write a unit.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unit {
    /// The UCUM code, without a leading number.
    pub code: Box<str>,
    /// How many of that code it is: 10 for a decade, whose code is "a".
    pub factor: Decimal,
    /// What it measures.
    pub dimension: Dimension,
    /// How it must be written, to the letter, when it is an abbreviation; `None` for a name, which any case fits.
    pub abbreviation: Option<Box<str>>,
}

const TABLE: Table = Table::new(include_str!("units.tsv"));
const PREFIXES: Table = Table::new(include_str!("prefixes.tsv"));

/// Words that make an area or a volume of a length, with the exponent.
const POWERS: [(&str, char); 7] =
    [("square", '2'), ("sq", '2'), ("sq .", '2'), ("cubic", '3'), ("cu", '3'), ("cu .", '3'), ("sq.", '2')];

pub(super) fn parse(dictionary: &mut Dictionary) -> Phrases<Unit> {
    let mut phrases = Phrases::default();
    for row in TABLE.rows() {
        let dimension = match row.text(1) {
            "time" => Dimension::Time,
            "length" => Dimension::Length,
            "temperature" => Dimension::Temperature,
            "angle" => Dimension::Angle,
            _ => Dimension::Other,
        };
        let mut forms = Forms { dictionary, phrases: &mut phrases, dimension };
        forms.add_all(row.text(0), row.list(3), row.list(4));
        for prefix in row.list(2).filter_map(prefix) {
            let code = format!("{}{}", prefix.code, row.text(0));
            let names = row.list(3).filter(|_| !prefix.name.is_empty()).map(|name| format!("{}{name}", prefix.name));
            let abbreviations =
                row.list(4).flat_map(|short| prefix.symbols.iter().map(move |symbol| format!("{symbol}{short}")));
            forms.add_all(&code, names.collect::<Vec<_>>(), abbreviations.collect::<Vec<_>>());
        }
    }
    phrases
}

struct Prefix {
    code: &'static str,
    name: &'static str,
    symbols: Vec<&'static str>,
}

fn prefix(code: &str) -> Option<Prefix> {
    let row = PREFIXES.rows().find(|row| row.text(0) == code)?;
    Some(Prefix { code: row.text(3), name: row.text(1), symbols: row.list(2).collect() })
}

struct Forms<'a> {
    dictionary: &'a mut Dictionary,
    phrases: &'a mut Phrases<Unit>,
    dimension: Dimension,
}

impl Forms<'_> {
    fn add_all<S: AsRef<str>>(
        &mut self,
        code: &str,
        names: impl IntoIterator<Item = S>,
        abbreviations: impl IntoIterator<Item = S>,
    ) {
        for name in names {
            self.add(code, name.as_ref(), false, self.dimension);
            if self.dimension == Dimension::Length {
                for (word, exponent) in POWERS {
                    let power = format!("{code}{exponent}");
                    self.add(&power, &format!("{word} {}", name.as_ref()), false, Dimension::Other);
                    self.add(&power, &format!("{word} - {}", name.as_ref()), false, Dimension::Other);
                }
            }
        }
        for short in abbreviations {
            self.add(code, short.as_ref(), true, self.dimension);
            if self.dimension == Dimension::Length && short.as_ref().chars().all(char::is_alphabetic) {
                for (sign, exponent) in [("²", '2'), ("³", '3')] {
                    self.add(
                        &format!("{code}{exponent}"),
                        &format!("{} {sign}", short.as_ref()),
                        true,
                        Dimension::Other,
                    );
                }
                for (word, exponent) in POWERS {
                    self.add(
                        &format!("{code}{exponent}"),
                        &format!("{word} {}", short.as_ref()),
                        false,
                        Dimension::Other,
                    );
                }
            }
        }
    }

    fn add(&mut self, code: &str, phrase: &str, short: bool, dimension: Dimension) {
        let abbreviation = short.then(|| phrase.replace(' ', "").into());
        let (factor, code) = numbered(code);
        self.phrases.insert(self.dictionary, phrase, Unit { code: code.into(), factor, dimension, abbreviation });
    }
}

/// Splits "10.a", ten years, into its number and its unit (UCUM §7: a number may stand before a unit).
fn numbered(code: &str) -> (Decimal, &str) {
    let parts = code.split_once('.').and_then(|(number, unit)| Some((number.parse().ok()?, unit)));
    parts.unwrap_or((Decimal::ONE, code))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn code(words: &[&str]) -> Option<String> {
        let mut dictionary = Dictionary::default();
        let phrases = parse(&mut dictionary);
        let ids: Vec<_> = words.iter().map(|word| dictionary.get(word.as_bytes())).collect();
        phrases.starting(ids.iter().copied(), |len, _| len == ids.len()).map(|(_, unit)| unit.code.to_string())
    }

    #[test]
    fn builds_prefixes_squares_and_cubes() {
        assert_eq!(code(&["kilometers"]).as_deref(), Some("km"));
        assert_eq!(code(&["square", "miles"]).as_deref(), Some("[mi_i]2"));
        assert_eq!(code(&["gigawatt", "hours"]).as_deref(), Some("GW.h"));
        assert_eq!(code(&["kilofoot"]), None);
    }

    #[test]
    fn every_prefix_of_a_row_is_in_the_table() {
        for row in TABLE.rows() {
            assert!(row.list(2).all(|code| prefix(code).is_some()), "{}", row.text(0));
        }
    }
}
