//! Words as data: tables that are parsed once, in which every row ends in an example that a test runs.
//!
//! Each table is a file of tab-separated values beside the module that gives its rows a type. All their words share one
//! [`Dictionary`], so that the tokenizer looks a word up once and rules compare small numbers. An entry of several
//! words is written with a space between tokens: "percentage points", "US $", "km / h".

mod abbreviations;
mod calendar;
mod changes;
mod cues;
mod currencies;
mod dictionary;
mod digits;
mod documents;
mod given_names;
mod grammar;
mod modifiers;
mod multiples;
mod numbers;
mod organisations;
mod percents;
mod phrases;
mod rates;
mod series;
mod table;
mod titles;
mod units;
mod vague;

use std::sync::LazyLock;

pub use abbreviations::Abbreviation;
pub use calendar::{Calendar, Grain, Holiday, Named, Pointer, Tense};
pub use changes::Changing;
pub use cues::{Cue, CueFrame, Form};
pub use currencies::{Currency, CurrencyForm};
pub use dictionary::{Dictionary, LetterKey, WordId};
pub use digits::digit_value;
pub use documents::Paper;
pub use given_names::Gender;
pub use grammar::{Class, Classes};
pub use modifiers::{Modify, Side};
pub use multiples::Multiple;
pub use numbers::NumberWord;
pub use percents::Percent;
pub use phrases::Phrases;
pub use rates::Rate;
pub use table::Table;
pub use titles::Title;
pub use units::{Dimension, Unit};
pub use vague::Vague;

/// Every table, parsed.
#[derive(Debug)]
pub struct Lexicon {
    /// All words of all tables.
    pub dictionary: Dictionary,
    /// "Inc.", "Sept.": words whose full stop does not end a sentence.
    pub abbreviations: Phrases<Abbreviation>,
    /// "two", "million", "third", "half".
    pub numbers: Phrases<NumberWord>,
    /// "dozens", "several".
    pub vague: Phrases<Vague>,
    /// Units of measure and time, with UCUM codes.
    pub units: Phrases<Unit>,
    /// Currencies by code, symbol, name and adjective.
    pub currencies: Phrases<Currency>,
    /// "about", "more than", "or more".
    pub modifiers: Phrases<Modify>,
    /// "section", "flight".
    pub series: Phrases<Side>,
    /// "%", "percentage points".
    pub percents: Phrases<Percent>,
    /// "twice", "doubled".
    pub multiples: Phrases<Multiple>,
    /// "rose", "fewer".
    pub changes: Phrases<Changing>,
    /// "a year", "per person", "each".
    pub rates: Phrases<Rate>,
    /// Months, weekdays, seasons, holidays.
    pub calendar: Calendar,
    /// "said", "according to".
    pub cues: Phrases<Cue>,
    /// "report", "poll", "treaty".
    pub papers: Phrases<Paper>,
    /// "University", "Group": last words of names that are no persons.
    pub organisations: Phrases<()>,
    /// "James", "Mary".
    pub given_names: Phrases<Gender>,
    /// "Mr.", "Secretary of State".
    pub titles: Phrases<Title>,
    /// The word classes that noun phrases are cut by.
    pub classes: Classes,
}

static LEXICON: LazyLock<Lexicon> = LazyLock::new(Lexicon::parse);

/// The tables, parsed at the first call.
#[must_use]
pub fn lexicon() -> &'static Lexicon {
    &LEXICON
}

impl Lexicon {
    fn parse() -> Self {
        let mut dictionary = Dictionary::default();
        Self {
            abbreviations: abbreviations::parse(&mut dictionary),
            numbers: numbers::parse(&mut dictionary),
            vague: vague::parse(&mut dictionary),
            units: units::parse(&mut dictionary),
            currencies: currencies::parse(&mut dictionary),
            modifiers: modifiers::parse(&mut dictionary),
            series: series::parse(&mut dictionary),
            percents: percents::parse(&mut dictionary),
            multiples: multiples::parse(&mut dictionary),
            changes: changes::parse(&mut dictionary),
            rates: rates::parse(&mut dictionary),
            calendar: calendar::parse(&mut dictionary),
            cues: cues::parse(&mut dictionary),
            papers: documents::parse(&mut dictionary),
            organisations: organisations::parse(&mut dictionary),
            given_names: given_names::parse(&mut dictionary),
            titles: titles::parse(&mut dictionary),
            classes: grammar::parse(&mut dictionary),
            dictionary,
        }
    }
}
