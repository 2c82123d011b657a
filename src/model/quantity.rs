//! What a mention says in numbers: kind, value or bounds, modifier, unit, rate, date.
//!
//! Values are exact decimals, never binary floats: "0.1" is 0.1 in the database, in CSV and in JSON.

use chrono::NaiveDate;
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

use crate::span::Span;

/// Declares an enum whose variants have names that other programs read, with the list of all and both directions.
macro_rules! named {
    ($(#[$doc:meta])* $name:ident { $($(#[$var_doc:meta])* $var:ident = $text:literal),+ $(,)? }) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize, serde::Deserialize)]
        pub enum $name { $($(#[$var_doc])* #[serde(rename = $text)] $var),+ }

        impl $name {
            /// Every value, in the order of declaration.
            pub const ALL: &'static [Self] = &[$(Self::$var),+];

            /// The name that other programs read.
            #[must_use]
            pub const fn name(self) -> &'static str {
                match self { $(Self::$var => $text),+ }
            }

            /// The value of this name.
            #[must_use]
            pub fn from_name(name: &str) -> Option<Self> {
                match name { $($text => Some(Self::$var),)+ _ => None }
            }
        }

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.pad(self.name())
            }
        }
    };
}
pub(crate) use named;

named! {
    /// What kind of quantity a mention is.
    Kind {
        /// A number of things: "100,000 laborers".
        Count = "count",
        /// An amount of a currency: "$500 million".
        Money = "money",
        /// A share in percent, or percentage points: "4.9%".
        Percent = "percent",
        /// "one in five", "two-thirds", "3 to 1".
        Ratio = "ratio",
        /// "three times", "doubled".
        Multiple = "multiple",
        /// A physical measure: "30 km".
        Measure = "measure",
        /// A length of time: "two months".
        Duration = "duration",
        /// A point or a stretch of the calendar: "the end of 2019".
        Date = "date",
        /// A rank or a place in a series: "third".
        Ordinal = "ordinal",
        /// A person's age: "68-year-old".
        Age = "age",
        /// A bare number, with no unit and no thing.
        Number = "number",
    }
}

named! {
    /// How a value is to be read.
    Modifier {
        /// As it stands.
        Exact = "exact",
        /// "about", "some", "nearly".
        About = "about",
        /// "more than": the value itself is excluded.
        MoreThan = "more_than",
        /// "at least".
        AtLeast = "at_least",
        /// "fewer than": the value itself is excluded.
        LessThan = "less_than",
        /// "up to", "by".
        AtMost = "at_most",
        /// A range.
        Between = "between",
        /// "thousands", "dozens".
        Vague = "vague",
    }
}

named! {
    /// The direction of an amount of change.
    Change {
        /// "rose 20%".
        Increase = "increase",
        /// "1,200 fewer jobs".
        Decrease = "decrease",
    }
}

named! {
    /// The TIMEX3 modifiers that claimlog gives (ISO 24617-1).
    DateMod {
        /// "early 2019".
        Start = "START",
        /// "mid-2019".
        Mid = "MID",
        /// "the end of 2019".
        End = "END",
        /// "around 1990".
        Approx = "APPROX",
        /// "by 2019", "before May".
        Before = "BEFORE",
        /// "since 2010", "after May".
        After = "AFTER",
    }
}

/// A stretch of the calendar, as far as it is known.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct DateValue {
    /// The first day; `None` while unresolved.
    pub start: Option<NaiveDate>,
    /// The last day, inclusive; `None` while unresolved.
    pub end: Option<NaiveDate>,
    /// The TIMEX3 value: "2019", "2019-Q4", "2019-W17".
    pub timex: Option<String>,
    /// The part of it, or the side of it.
    #[serde(rename = "mod")]
    pub modifier: Option<DateMod>,
}

/// A quantity as the text states it.
///
/// A point has `value`; a range or a bound has `low` and `high` instead: "more than X" is low = X.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Quantity {
    /// Number and unit without the modifier: "$500 million a year".
    pub span: Span,
    /// What kind of quantity.
    pub kind: Kind,
    /// The exact value, in `unit`.
    pub value: Option<Decimal>,
    /// The lower bound, in `unit`.
    pub low: Option<Decimal>,
    /// The upper bound, in `unit`.
    pub high: Option<Decimal>,
    /// How the value is to be read.
    pub modifier: Modifier,
    /// Set when the mention is an amount of change, not a level.
    pub change: Option<Change>,
    /// ISO 4217 for money, "%" for percent, UCUM for measures and durations; `None` for counts.
    pub unit: Option<String>,
    /// The denominator of a rate: a UCUM time unit or a noun.
    pub per: Option<String>,
    /// The calendar dates, for kind `date`.
    pub date: Option<DateValue>,
}

impl Quantity {
    /// A quantity of this kind at this place, everything else unknown.
    #[must_use]
    pub const fn new(span: Span, kind: Kind) -> Self {
        Self {
            span,
            kind,
            value: None,
            low: None,
            high: None,
            modifier: Modifier::Exact,
            change: None,
            unit: None,
            per: None,
            date: None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_read_back() {
        for kind in Kind::ALL {
            assert_eq!(Kind::from_name(kind.name()), Some(*kind));
        }
        assert_eq!(serde_json::to_string(&Modifier::MoreThan).unwrap(), "\"more_than\"");
    }
}
