//! How far a claimed value is from the corrected one: quantity and correction → right or wrong, and the error's size.
//!
//! A claim is read as it is worded. With X the number that it states and c the corrected value:
//!
//! | the claim says | right when | the error is counted from |
//! |---|---|---|
//! | X | c = X | X |
//! | about X | c is within half a unit of X's last digit that is not 0: "about 30,000" is ±5,000 | X |
//! | more than X, at least X | c > X, c ≥ X | X, when c is on the other side |
//! | less than X, at most X | c < X, c ≤ X | X, when c is on the other side |
//! | X to Y | X ≤ c ≤ Y | the nearer end, when c is outside |
//! | thousands (at least X) | c ≥ X | X, when c is below |
//!
//! X without a word before it is right of what rounds to it at its own decimals: "4.5 percent" of 4.45 to 4.55. A whole number
//! without a word is right of itself alone: how far "30,000 ships" was rounded nobody says.
//!
//! The correction may be a range that the right value lies in. The claim is right when it allows all of it, not right when it
//! allows none; else nobody can tell. The error is counted from its nearer end.
//!
//! The corrected value is converted to the claim's unit and rate first (see [`unit`](super::unit)); where it cannot be, the two
//! are not compared. Dates are compared in days. The formula's version is kept with what it gave.

use std::fmt;

use chrono::NaiveDate;
use rust_decimal::Decimal;
use thiserror::Error;

use crate::model::{Correction, DateValue, ErrorSize, Kind, Modifier, Quantity};
use crate::review::size::size;
use crate::unit::{self, half_place, half_unit};

/// The version of these formulas. Version 1 knew no conversion, no ranges of corrections and no dates.
pub const FORMULA: u32 = 2;

/// A claimed value held against the corrected one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Comparison {
    /// Whether the claim, read as it is worded, is right of the corrected value; `None` when nobody can tell.
    pub right: Option<bool>,
    /// The size of the error: of the stated value, or of the nearest bound; zero inside a range.
    pub size: ErrorSize,
    /// How the claim was read: "right above 500".
    pub reading: String,
}

/// Why a claimed value cannot be held against a corrected one.
#[derive(Clone, Debug, Error, PartialEq, Eq)]
pub enum Incomparable {
    /// The claim states no number.
    #[error("the claim states no number to compare")]
    NoNumber,
    /// The claim states no day.
    #[error("the claim states no day to compare")]
    NoDay,
    /// The units measure different things.
    #[error("the claim is in {claimed}, the correction in {corrected}")]
    Units {
        /// The claim's unit with its rate.
        claimed: String,
        /// The correction's.
        corrected: String,
    },
    /// The correction says nothing that the claim says.
    #[error("the correction gives no {0}")]
    Nothing(&'static str),
}

impl Comparison {
    /// Holds the claimed quantity against the correction.
    ///
    /// # Errors
    /// When the claim states no number or day, or the units measure different things.
    pub fn of(claimed: &Quantity, corrected: &Correction) -> Result<Self, Incomparable> {
        match corrected.date {
            Some(day) => Self::of_dates(claimed, day),
            None if claimed.kind == Kind::Date => Err(Incomparable::Nothing("day")),
            None => Self::of_numbers(claimed, corrected),
        }
    }

    fn of_numbers(claimed: &Quantity, corrected: &Correction) -> Result<Self, Incomparable> {
        let right = Interval::of(claimed, corrected)?;
        let reading = Reading::of(claimed).ok_or(Incomparable::NoNumber)?;
        let (stated, nearest) = match claimed.value {
            Some(value) => (value, right.nearest(value)),
            None => reading.apart(right),
        };
        let (percents, zero) = (claimed.unit.as_deref() == Some("%"), !unit::has_no_zero(claimed.unit.as_deref()));
        let held = reading.holds_all(right);
        let mut size = size(stated, nearest, percents, zero || claimed.change.is_some());
        (size.within, size.formula) = (held, FORMULA);
        Ok(Self { right: held, size, reading: reading.to_string() })
    }

    /// A day against the days that a claim allows.
    fn of_dates(claimed: &Quantity, day: NaiveDate) -> Result<Self, Incomparable> {
        let Some(DateValue { start: Some(start), end: Some(end), .. }) = claimed.date else {
            return Err(Incomparable::NoDay);
        };
        let (right, words, days) = match claimed.modifier {
            Modifier::AtLeast => (day >= start, format!("right from {start} on"), (day < start).then(|| start - day)),
            Modifier::MoreThan => (day > end, format!("right after {end}"), (day <= end).then(|| end - day)),
            Modifier::AtMost => (day <= end, format!("right until {end}"), (day > end).then(|| end - day)),
            Modifier::LessThan => (day < start, format!("right before {start}"), (day >= start).then(|| start - day)),
            _ => {
                let words = if start == end {
                    format!("right of {start} alone")
                } else {
                    format!("right from {start} to {end}")
                };
                let nearest = day.clamp(start, end);
                (day == nearest, words, (day != nearest).then(|| nearest - day))
            }
        };
        let days = days.map_or(0, |days| days.num_days());
        let size = ErrorSize { days: Some(days), within: Some(right), formula: FORMULA, ..ErrorSize::default() };
        Ok(Self { right: Some(right), size, reading: words })
    }
}

/// What is stored of a comparison that cannot be made.
#[must_use]
pub(super) fn not_compared(why: &Incomparable) -> ErrorSize {
    ErrorSize { incomparable: Some(why.to_string()), formula: FORMULA, ..ErrorSize::default() }
}

/// The unit of a quantity with its rate, as UCUM writes it: "USD", "USD/a", "/d"; `None` when it has neither.
#[must_use]
pub fn unit_in_full(quantity: &Quantity) -> Option<String> {
    let unit = quantity.unit.as_deref().unwrap_or_default();
    match &quantity.per {
        Some(per) => Some(format!("{unit}/{per}")),
        None => quantity.unit.clone(),
    }
}

fn named(unit: Option<String>) -> String {
    unit.unwrap_or_else(|| "no unit".to_owned())
}

/// What is known of the right value, in the claim's unit: its ends, the same when it is one number.
#[derive(Clone, Copy, Debug)]
struct Interval {
    low: Option<Decimal>,
    high: Option<Decimal>,
}

impl Interval {
    fn of(claimed: &Quantity, corrected: &Correction) -> Result<Self, Incomparable> {
        let unit = unit_in_full(claimed);
        let converted = |value: Decimal| {
            let (from, to) = (corrected.unit.as_deref(), unit.as_deref());
            unit::convert(value, from, to, claimed.change.is_some()).ok_or_else(|| Incomparable::Units {
                claimed: named(unit.clone()),
                corrected: named(corrected.unit.clone()),
            })
        };
        let low = corrected.value.or(corrected.low).map(converted).transpose()?;
        let high = corrected.value.or(corrected.high).map(converted).transpose()?;
        if low.is_none() && high.is_none() { Err(Incomparable::Nothing("number")) } else { Ok(Self { low, high }) }
    }

    fn nearest(self, stated: Decimal) -> Decimal {
        let from_below = self.low.map_or(stated, |low| stated.max(low));
        self.high.map_or(from_below, |high| from_below.min(high))
    }
}

/// An end of the range of values that a claim allows.
#[derive(Clone, Copy, Debug)]
struct End {
    value: Decimal,
    included: bool,
}

/// The values that a claim, read as it is worded, allows. It has at least one end.
#[derive(Clone, Copy, Debug)]
struct Reading {
    low: Option<End>,
    high: Option<End>,
}

impl Reading {
    /// `None` when the claim states no number.
    fn of(claimed: &Quantity) -> Option<Self> {
        let end = |value, open| Some(End { value, included: claimed.modifier != open });
        let low = |value| end(value, Modifier::MoreThan);
        let high = |value| end(value, Modifier::LessThan);
        let Some(value) = claimed.value else {
            let range = Self { low: claimed.low.and_then(low), high: claimed.high.and_then(high) };
            return (range.low.is_some() || range.high.is_some()).then_some(range);
        };
        let around =
            |by: Decimal| Self { low: value.checked_sub(by).and_then(low), high: value.checked_add(by).and_then(high) };
        Some(match claimed.modifier {
            Modifier::About => around(half_unit(value)),
            Modifier::MoreThan | Modifier::AtLeast | Modifier::Vague => Self { low: low(value), high: None },
            Modifier::LessThan | Modifier::AtMost => Self { low: None, high: high(value) },
            Modifier::Exact => around(half_place(value)),
            Modifier::Between => around(Decimal::ZERO),
        })
    }

    fn holds(self, corrected: Decimal) -> bool {
        let above = |end: End| corrected > end.value || end.included && corrected == end.value;
        let below = |end: End| corrected < end.value || end.included && corrected == end.value;
        self.low.is_none_or(above) && self.high.is_none_or(below)
    }

    /// Whether all values that the correction leaves open are allowed; `None` when only some are.
    fn holds_all(self, right: Interval) -> Option<bool> {
        let ends = (right.low.map(|low| self.holds(low)), right.high.map(|high| self.holds(high)));
        let open_below = right.low.is_none() && self.low.is_some();
        let open_above = right.high.is_none() && self.high.is_some();
        if ends.0 != Some(false) && ends.1 != Some(false) && !open_below && !open_above {
            return Some(true);
        }
        let below =
            right.high.zip(self.low).is_some_and(|(high, low)| high < low.value || !low.included && high == low.value);
        let above =
            right.low.zip(self.high).is_some_and(|(low, high)| low > high.value || !high.included && low == high.value);
        (below || above).then_some(false)
    }

    /// The allowed value and the right one that are nearest to each other, taking open ends as closed.
    fn apart(self, right: Interval) -> (Decimal, Decimal) {
        let (below, above) = (right.high.zip(self.low), right.low.zip(self.high));
        if let Some((high, low)) = below.filter(|(high, low)| high < &low.value) {
            return (low.value, high);
        }
        if let Some((low, high)) = above.filter(|(low, high)| low > &high.value) {
            return (high.value, low);
        }
        let both = right.low.or(right.high).unwrap_or_default();
        (both, both)
    }
}

impl fmt::Display for Reading {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match (self.low, self.high) {
            (Some(low), Some(high)) if low.value == high.value => return write!(f, "right of {} alone", low.value),
            (Some(low), Some(high)) => return write!(f, "right from {} to {}", low.value, high.value),
            _ => {}
        }
        if let Some(End { value, included }) = self.low {
            return if included { write!(f, "right from {value} up") } else { write!(f, "right above {value}") };
        }
        let Some(End { value, included }) = self.high else { return Ok(()) };
        if included { write!(f, "right up to {value}") } else { write!(f, "right below {value}") }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Kind;
    use crate::span::Span;

    fn number(text: &str) -> Decimal {
        text.parse().unwrap()
    }

    /// A claim as `modifier value-or-bounds unit`: "about 30000", "more_than 500.. USD/a", "between 10..20".
    fn claimed(text: &str) -> Quantity {
        let mut parts = text.split(' ');
        let (modifier, value) = (parts.next().unwrap(), parts.next().unwrap());
        let mut quantity = Quantity::new(Span::new(0, 1), Kind::Count);
        quantity.modifier = Modifier::from_name(modifier).unwrap();
        let optional = |text: &str| (!text.is_empty()).then(|| number(text));
        if let Some((start, end)) = value.split_once("--") {
            let day = |text: &str| text.parse().ok();
            quantity.kind = Kind::Date;
            quantity.date = Some(DateValue { start: day(start), end: day(end), ..DateValue::default() });
            return quantity;
        }
        match value.split_once("..") {
            Some((low, high)) => (quantity.low, quantity.high) = (optional(low), optional(high)),
            None => quantity.value = optional(value),
        }
        if let Some(change) = text.split(' ').nth(3) {
            quantity.change = crate::model::Change::from_name(change);
        }
        if let Some(unit) = parts.next() {
            let (unit, per) = unit.split_once('/').map_or((unit, None), |(unit, per)| (unit, Some(per)));
            quantity.unit = Some(unit.to_owned()).filter(|unit| !unit.is_empty());
            quantity.per = per.map(str::to_owned);
        }
        quantity
    }

    /// A correction as `value unit`, `low..high unit` or a day.
    fn corrected(text: &str) -> Correction {
        if let Ok(date) = text.parse() {
            return Correction { date: Some(date), ..Correction::default() };
        }
        let (value, unit) = text.split_once(' ').map_or((text, None), |(value, unit)| (value, Some(unit)));
        let optional = |text: &str| (!text.is_empty()).then(|| number(text));
        let unit = unit.map(str::to_owned);
        match value.split_once("..") {
            Some((low, high)) => Correction { low: optional(low), high: optional(high), unit, ..Correction::default() },
            None => Correction { value: optional(value), unit, ..Correction::default() },
        }
    }

    /// Every worked case: claim, correction, whether it is right, how large the error is.
    #[test]
    fn every_worked_case_holds() {
        let rows: Vec<_> = include_str!("cases.tsv").lines().filter(|line| !line.starts_with('#')).collect();
        assert!(rows.len() >= 60, "{}", rows.len());
        let mut wrong = Vec::new();
        for row in rows {
            let fields: Vec<_> = row.split('\t').collect();
            let [claim, correction, right, shown] = fields[..] else { panic!("{row}") };
            let held = Comparison::of(&claimed(claim), &corrected(correction));
            let (found, size) = match &held {
                Ok(comparison) => {
                    assert_eq!((comparison.size.within, comparison.size.formula), (comparison.right, FORMULA), "{row}");
                    (
                        comparison.right.map_or("?", |right| if right { "yes" } else { "no" }),
                        comparison.size.to_string(),
                    )
                }
                Err(why) => ("-", why.to_string()),
            };
            if (found, &*size) != (right, shown) {
                wrong.push(format!("{row}: {found} {size}"));
            }
        }
        assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    }

    #[test]
    fn what_cannot_be_compared_says_why() {
        for (claim, correction, why) in [
            ("exact 5 USD", "5 EUR", "the claim is in USD, the correction in EUR"),
            ("exact 5 USD/a", "5 USD", "the claim is in USD/a, the correction in USD"),
            ("exact 5 %", "5", "the claim is in %, the correction in no unit"),
            ("exact 5 /d", "5", "the claim is in /d, the correction in no unit"),
            ("exact 5", "5 km", "the claim is in no unit, the correction in km"),
            ("vague ..", "5", "the claim states no number to compare"),
        ] {
            let refusal = Comparison::of(&claimed(claim), &corrected(correction)).unwrap_err();
            assert_eq!(refusal.to_string(), why);
        }
    }

    #[test]
    fn the_reading_is_put_in_words() {
        for (claim, words) in [
            ("exact 5", "right of 5 alone"),
            ("about 30000", "right from 25000 to 35000"),
            ("more_than 500..", "right above 500"),
            ("at_least 500..", "right from 500 up"),
            ("less_than ..20", "right below 20"),
            ("at_most ..20", "right up to 20"),
            ("between 10..20", "right from 10 to 20"),
        ] {
            assert_eq!(Comparison::of(&claimed(claim), &corrected("1")).unwrap().reading, words);
        }
    }

    #[test]
    fn what_is_stored_is_exact_or_rounded_to_six_places() {
        let size = Comparison::of(&claimed("exact 100000"), &corrected("60000")).unwrap().size;
        let stored = ErrorSize {
            abs: Some(number("40000")),
            pct: Some(number("66.666667")),
            factor: Some(number("1.666667")),
            within: Some(false),
            formula: FORMULA,
            ..ErrorSize::default()
        };
        assert_eq!(size, stored);
        let points = Comparison::of(&claimed("exact 10 %"), &corrected("4.90 %")).unwrap().size;
        assert_eq!((points.points, points.pct), (Some(number("5.1")), None));
    }

    #[test]
    fn values_at_the_limit_do_not_overflow() {
        let (most, least) = (Decimal::MAX.to_string(), "0.0000000000000000000000000001");
        for (claim, correction) in [(&*most, least), (least, &*most), (&*most, &*format!("-{most}")), (&*most, &*most)]
        {
            for modifier in ["exact", "about"] {
                Comparison::of(&claimed(&format!("{modifier} {claim}")), &corrected(correction))
                    .unwrap()
                    .size
                    .to_string();
            }
        }
        let opposite = Comparison::of(&claimed(&format!("exact {most}")), &corrected(&format!("-{most}"))).unwrap();
        let nothing = ErrorSize { within: Some(false), formula: FORMULA, ..ErrorSize::default() };
        assert_eq!(opposite.size, nothing);
    }
}
