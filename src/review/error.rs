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
//! The corrected value has the claim's unit and rate, or the two are not compared.

use std::fmt;

use rust_decimal::Decimal;
use thiserror::Error;

use crate::model::{Correction, ErrorSize, Modifier, Quantity};
use crate::review::size::size;

/// A claimed value held against the corrected one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Comparison {
    /// Whether the claim, read as it is worded, is right of the corrected value.
    pub right: bool,
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
    /// The units differ.
    #[error("the claim is in {claimed}, the correction in {corrected}")]
    Units {
        /// The claim's unit with its rate.
        claimed: String,
        /// The correction's.
        corrected: String,
    },
}

impl Comparison {
    /// Holds the claimed quantity against the correction.
    ///
    /// # Errors
    /// When the claim states no number or the units differ.
    pub fn of(claimed: &Quantity, corrected: &Correction) -> Result<Self, Incomparable> {
        let unit = unit_in_full(claimed);
        if unit != corrected.unit {
            return Err(Incomparable::Units { claimed: named(unit), corrected: named(corrected.unit.clone()) });
        }
        let reading = Reading::of(claimed).ok_or(Incomparable::NoNumber)?;
        let stated = claimed.value.unwrap_or_else(|| reading.nearest(corrected.value));
        Ok(Self {
            right: reading.holds(corrected.value),
            size: size(stated, corrected.value, claimed.unit.as_deref() == Some("%")),
            reading: reading.to_string(),
        })
    }
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
            Modifier::Exact | Modifier::Between => around(Decimal::ZERO),
        })
    }

    fn holds(self, corrected: Decimal) -> bool {
        let above = |end: End| corrected > end.value || end.included && corrected == end.value;
        let below = |end: End| corrected < end.value || end.included && corrected == end.value;
        self.low.is_none_or(above) && self.high.is_none_or(below)
    }

    /// The allowed value that is nearest to the corrected one, taking open ends as closed.
    fn nearest(self, corrected: Decimal) -> Decimal {
        let from_below = self.low.map_or(corrected, |end| corrected.max(end.value));
        self.high.map_or(from_below, |end| from_below.min(end.value))
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

/// Half a unit of the last digit that is not 0: 30,000 → 5,000, 31,500 → 50, 0.25 → 0.005.
fn half_unit(value: Decimal) -> Decimal {
    let plain = value.normalize();
    let (mut digits, mut unit) = (plain.mantissa(), Decimal::new(1, plain.scale()));
    while digits != 0 && digits % 10 == 0 {
        digits /= 10;
        unit *= Decimal::TEN; // stays below the value itself
    }
    unit / Decimal::TWO
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
        match value.split_once("..") {
            Some((low, high)) => (quantity.low, quantity.high) = (optional(low), optional(high)),
            None => quantity.value = optional(value),
        }
        if let Some(unit) = parts.next() {
            let (unit, per) = unit.split_once('/').map_or((unit, None), |(unit, per)| (unit, Some(per)));
            quantity.unit = Some(unit.to_owned()).filter(|unit| !unit.is_empty());
            quantity.per = per.map(str::to_owned);
        }
        quantity
    }

    /// A correction as `value unit`.
    fn corrected(text: &str) -> Correction {
        let (value, unit) = text.split_once(' ').map_or((text, None), |(value, unit)| (value, Some(unit)));
        Correction { value: number(value), unit: unit.map(str::to_owned) }
    }

    #[test]
    fn a_claim_is_right_as_it_is_worded() {
        for (claim, correction, right, shown) in [
            // exact: equal and nothing else
            ("exact 100000", "60000", false, "×1.67, +66.7%"),
            ("exact 100000", "100000.00", true, "no difference"),
            ("exact 30", "45", false, "×1.5, -33.3%"),
            ("exact -5", "-10", false, "×2, +50%"),
            ("exact 5", "-5", false, "+200%"),
            ("exact 5", "0", false, "+5"),
            ("exact 0", "5", false, "-100%"),
            ("exact 0", "0", true, "no difference"),
            // about: half a unit of the last digit that counts
            ("about 30000", "34999", true, "×1.17, -14.3%"),
            ("about 30000", "35000", true, "×1.17, -14.3%"),
            ("about 30000", "35001", false, "×1.17, -14.3%"),
            ("about 31500", "31551", false, "-0.162%"),
            ("about 0.25", "0.255", true, "×1.02, -1.96%"),
            // bounds
            ("more_than 500..", "600", true, "no difference"),
            ("more_than 500..", "500", false, "no difference"),
            ("more_than 500..", "400", false, "×1.25, +25%"),
            ("at_least 500..", "500", true, "no difference"),
            ("less_than ..20", "20", false, "no difference"),
            ("less_than ..20", "19.9", true, "no difference"),
            ("at_most ..20", "25", false, "×1.25, -20%"),
            ("at_most ..20", "20", true, "no difference"),
            ("more_than 500", "400", false, "×1.25, +25%"),
            // ranges and vague numbers
            ("between 10..20", "10", true, "no difference"),
            ("between 10..20", "40", false, "×2, -50%"),
            ("between 10..20", "8", false, "×1.25, +25%"),
            ("between -5..5", "0", true, "no difference"),
            ("vague 1000..", "20000", true, "no difference"),
            ("vague 1000..", "500", false, "×2, +100%"),
            // units
            ("exact 10 %", "5 %", false, "×2, +5 points"),
            ("exact 4.9 %", "5.9 %", false, "×1.2, -1 point"),
            ("exact 5 %", "0 %", false, "+5 points"),
            ("more_than 500.. USD/a", "42 USD/a", false, "×11.9, +1090%"),
        ] {
            let comparison = Comparison::of(&claimed(claim), &corrected(correction)).unwrap();
            assert_eq!(
                (comparison.right, comparison.size.to_string()),
                (right, shown.to_owned()),
                "{claim} / {correction}"
            );
        }
    }

    #[test]
    fn what_cannot_be_compared_says_why() {
        for (claim, correction, why) in [
            ("exact 5 USD", "5 EUR", "the claim is in USD, the correction in EUR"),
            ("exact 5 USD/a", "5 USD", "the claim is in USD/a, the correction in USD"),
            ("exact 5 USD/a", "5 USD/mo", "the claim is in USD/a, the correction in USD/mo"),
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
            points: None,
            factor: Some(number("1.666667")),
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
        assert_eq!(opposite.size, ErrorSize::default());
    }
}
