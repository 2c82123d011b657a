//! Measures and durations: "30 km", "two months", "50GB", "a 10-year bond", "half an hour", "1 hour 15 minutes".

use rust_decimal::Decimal;

use super::amount::Amount;
use super::candidate::Candidate;
use super::numeral::Form;
use super::scan::Scan;
use super::unit;
use crate::lexicon::{Dimension, Unit, lexicon};
use crate::model::{Kind, Quantity};
use crate::span::Span;

/// Reads an amount with a unit behind it.
pub(super) fn read(scan: &Scan, at: usize, amount: Option<&Amount>) -> Option<Candidate> {
    let Some(amount) = amount else { return one(scan, at) };
    let (end, unit) = unit_behind(scan, amount)?;
    let kind = if unit.dimension == Dimension::Time { Kind::Duration } else { Kind::Measure };
    let rule = if kind == Kind::Duration { "duration" } else { "measure" };
    let mut candidate =
        Candidate::new(amount.tokens.start..end, amount.quantity(kind, Some(&unit.code), unit.factor), rule);
    and_a_half(scan, &mut candidate);
    smaller_units(scan, &mut candidate);
    Some(candidate)
}

/// "a month and a half", "an hour after": an article counts only where more is said than "a month".
fn one(scan: &Scan, at: usize) -> Option<Candidate> {
    let article = scan.text.is(at, "a") || scan.text.is(at, "an");
    let (end, unit) = unit::at(scan, at + 1).filter(|(_, unit)| article && unit.dimension == Dimension::Time)?;
    let quantity = Quantity {
        value: Some(unit.factor),
        unit: Some(unit.code.to_string()),
        ..Quantity::new(Span::new(0, 0), Kind::Duration)
    };
    let mut candidate = Candidate::new(at..end, quantity, "duration");
    and_a_half(scan, &mut candidate);
    (candidate.core.end > end || scan.is_any(end, &["after", "before"])).then_some(candidate)
}

/// The unit behind an amount: "km", "- year", "of a mile" behind a part, "more years" with a comparison between.
fn unit_behind<'a>(scan: &Scan, amount: &Amount) -> Option<(usize, &'a Unit)> {
    let mut at = amount.tokens.end;
    let vague = amount.value.is_none() && amount.high.is_none();
    if (vague || amount.form == Form::Part || scale_noun(scan, amount)) && scan.text.is(at, "of") {
        at += 1;
    }
    if amount.form == Form::Part && (scan.text.is(at, "a") || scan.text.is(at, "an")) {
        at += 1;
    }
    at = scan.behind_hyphen(at);
    if scan
        .is_any(at, &["more", "full", "straight", "consecutive", "successive", "additional", "whole", "solid", "long"])
        && time_name(scan, at + 1)
    {
        at += 1;
    }
    unit::at(scan, at)
}

fn scale_noun(scan: &Scan, amount: &Amount) -> bool {
    amount.scale.is_some() && scan.text.is(amount.tokens.end, "of")
}

fn time_name(scan: &Scan, at: usize) -> bool {
    lexicon()
        .units
        .of_word(scan.text.word(at))
        .any(|unit| unit.dimension == Dimension::Time && unit.abbreviation.is_none())
}

/// "a month and a half", "two years and a half".
fn and_a_half(scan: &Scan, candidate: &mut Candidate) {
    let at = candidate.core.end;
    let half =
        scan.text.is(at, "and") && scan.text.is(at + 1, "a") && scan.text.is(at + 2, "half") && at + 2 < scan.end();
    if let Some(value) = candidate.quantity.value.filter(|_| half) {
        candidate.quantity.value = value.checked_add(Decimal::new(5, 1)).map(|value| value.normalize());
        candidate.extend(at + 3);
    }
}

/// "1 hour 15 minutes", "6 feet 2 inches": smaller units of the same dimension are added in the smaller one.
fn smaller_units(scan: &Scan, candidate: &mut Candidate) {
    loop {
        let at = candidate.core.end + usize::from(scan.text.is(candidate.core.end, "and"));
        let Some(rest) = super::numeral::at(scan.text, at, scan.end()) else { return };
        let Some((end, unit)) = unit::at(scan, rest.tokens.end) else { return };
        let Some(ratio) = candidate.quantity.unit.as_deref().and_then(|large| in_smaller(large, &unit.code)) else {
            return;
        };
        let whole = candidate.quantity.value.filter(|_| rest.value.is_some_and(|value| value < ratio));
        let sum = whole
            .and_then(|whole| whole.checked_mul(ratio))
            .zip(rest.value)
            .and_then(|(whole, rest)| whole.checked_add(rest));
        let Some(sum) = sum else { return };
        candidate.quantity.value = Some(sum.normalize());
        candidate.quantity.unit = Some(unit.code.to_string());
        candidate.extend(end);
    }
}

/// How many of the smaller unit make one of the larger, for the pairs that are said together.
fn in_smaller(large: &str, small: &str) -> Option<Decimal> {
    let ratio = match (large, small) {
        ("a", "mo") | ("[ft_i]", "[in_i]") => 12,
        ("wk", "d") => 7,
        ("d", "h") => 24,
        ("h", "min") | ("min", "s") => 60,
        ("h", "s") => 3600,
        ("[yd_i]", "[ft_i]") => 3,
        ("[lb_av]", "[oz_av]") => 16,
        ("[stone_av]", "[lb_av]") => 14,
        ("kg", "g") | ("km", "m") | ("m", "mm") => 1000,
        ("m", "cm") => 100,
        _ => return None,
    };
    Some(Decimal::from(ratio))
}
