//! Currencies by ISO 4217 code, symbol, name and adjective: "US $", "Canadian dollars", "cents".

use rust_decimal::Decimal;

use crate::lexicon::{Dictionary, Phrases, Table};

/// One way to write a currency.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Currency {
    /// The ISO 4217 code.
    pub code: &'static str,
    /// How the words stand to the number.
    pub form: CurrencyForm,
    /// What one of it is in the currency: 0.01 for cents.
    pub factor: Decimal,
    /// Whether the document may mean another currency by it: a bare "$", "pounds".
    pub bare: bool,
}

/// How a currency is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CurrencyForm {
    /// "USD", in capitals, before or after the number.
    Code,
    /// "$", before or after the number; "Rs".
    Symbol,
    /// "euros", after the number.
    Name,
}

const TABLE: Table = Table::new(include_str!("currencies.tsv"));

pub(super) fn parse(dictionary: &mut Dictionary) -> Phrases<Currency> {
    let mut phrases = Phrases::default();
    for row in TABLE.rows() {
        let code = row.text(0);
        let mut add = |phrase: &str, form, factor, bare| {
            phrases.insert(dictionary, phrase, Currency { code, form, factor, bare });
        };
        add(code, CurrencyForm::Code, Decimal::ONE, false);
        add(&format!("M{code}"), CurrencyForm::Code, Decimal::from(1_000_000), false);
        row.list(1).for_each(|name| add(name, CurrencyForm::Name, Decimal::ONE, false));
        // "Saudiriyal": two words as one.
        for (one, two) in row.list(1).filter_map(|name| name.split_once(' ')) {
            add(&format!("{one}{two}"), CurrencyForm::Name, Decimal::ONE, false);
        }
        row.list(2).for_each(|name| add(name, CurrencyForm::Name, Decimal::ONE, true));
        for symbol in row.list(3) {
            add(symbol, CurrencyForm::Symbol, Decimal::ONE, matches!(symbol, "$" | "£" | "¥"));
        }
        for (name, share) in row.list(4).filter_map(|minor| minor.split_once('=')) {
            add(name, CurrencyForm::Name, share.parse().unwrap_or(Decimal::ONE), true);
        }
    }
    phrases
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_share_of_a_minor_unit_is_a_number() {
        for row in TABLE.rows() {
            for minor in row.list(4) {
                let share = minor.split_once('=').and_then(|(_, share)| share.parse::<Decimal>().ok());
                assert!(share.is_some(), "{minor}");
            }
        }
    }

    #[test]
    fn codes_are_three_capitals_and_unique() {
        let mut seen = std::collections::BTreeSet::new();
        for row in TABLE.rows() {
            assert!(row.text(0).len() == 3 && row.text(0).bytes().all(|b| b.is_ascii_uppercase()));
            assert!(seen.insert(row.text(0)), "{}", row.text(0));
        }
    }
}
