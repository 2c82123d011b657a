//! Measures and durations: "30 km", "two months", "50GB", "a 10-year bond", "half an hour", "1 hour 15 minutes".

use super::amount::Amount;
use super::candidate::Candidate;
use super::numeral::Form;
use super::scan::Scan;
use super::{mixed, prime, unit};
use crate::lexicon::{Dimension, NumberWord, Unit, lexicon};
use crate::model::{Kind, Quantity};
use crate::span::Span;

/// Reads an amount with a unit behind it.
pub(super) fn read(scan: &Scan, at: usize, amount: Option<&Amount>) -> Option<Candidate> {
    let Some(amount) = amount else { return one(scan, at) };
    let (end, unit) = unit_behind(scan, amount).or_else(|| prime::read(scan, amount.tokens.end))?;
    let kind = if unit.dimension == Dimension::Time { Kind::Duration } else { Kind::Measure };
    let rule = if kind == Kind::Duration { "duration" } else { "measure" };
    let mut candidate =
        Candidate::new(amount.tokens.start..end, amount.quantity(kind, Some(&unit.code), unit.factor), rule);
    mixed::add(scan, &mut candidate);
    Some(candidate)
}

/// "a month and a half", "an hour and 5 minutes", "an hour after", or "a litre" alone in its sentence: elsewhere an
/// article is hardly meant as a number.
fn one(scan: &Scan, at: usize) -> Option<Candidate> {
    let article = scan.text.is(at, "a") || scan.text.is(at, "an");
    let (end, unit) = unit::at(scan, at + 1).filter(|_| article)?;
    let time = unit.dimension == Dimension::Time;
    let kind = if time { Kind::Duration } else { Kind::Measure };
    let quantity = Quantity {
        value: Some(unit.factor),
        unit: Some(unit.code.to_string()),
        ..Quantity::new(Span::new(0, 0), kind)
    };
    let mut candidate = Candidate::new(at..end, quantity, if time { "duration" } else { "measure" });
    mixed::add(scan, &mut candidate);
    let more = candidate.core.end > end || scan.is_any(end, &["after", "before"]);
    (time && more || measured_out(scan, &unit.code, end) || scan.alone(at..end)).then_some(candidate)
}

/// "a gallon of petrol": what is bought by the gallon; "a ton of work" is a figure of speech.
fn measured_out(scan: &Scan, code: &str, of: usize) -> bool {
    const CODES: [&str; 9] = ["[gal_us]", "L", "mL", "kg", "g", "[bbl_us]", "[pt_us]", "[qt_us]", "[bu_us]"];
    CODES.contains(&code) && scan.is_any(of, &["of"]) && scan.noun_may_start(of + 1)
}

/// The unit behind an amount: "km", "- year", "of a mile" behind a part, "more years" with a comparison between.
fn unit_behind<'a>(scan: &Scan, amount: &Amount) -> Option<(usize, &'a Unit)> {
    let mut at = amount.tokens.end;
    let vague = amount.value.is_none() && amount.high.is_none();
    let part = amount.form == Form::Part || ends_in_a_part(scan, amount);
    if (vague || part || scale_noun(scan, amount)) && scan.text.is(at, "of") {
        at += 1;
    }
    if part && (scan.text.is(at, "a") || scan.text.is(at, "an")) {
        at += 1;
    }
    at = scan.behind_hyphen(at);
    at += usize::from(skips(scan, at));
    unit::at(scan, at).or_else(|| unit::in_brackets(scan, at))
}

/// Words between a number and its unit: "two more years", "five working days", "214 rushing yards".
fn skips(scan: &Scan, at: usize) -> bool {
    const OF_TIME: [&str; 14] = [
        "more",
        "full",
        "straight",
        "consecutive",
        "successive",
        "additional",
        "extra",
        "whole",
        "solid",
        "long",
        "business",
        "working",
        "calendar",
        "trading",
    ];
    const OF_A_GAME: [&str; 4] = ["rushing", "passing", "receiving", "total"];
    scan.is_any(at, &OF_TIME) && time_name(scan, at + 1)
        || scan.is_any(at, &OF_A_GAME) && scan.is_any(at + 1, &["yards", "yard"])
}

/// "one and three quarters of an hour".
fn ends_in_a_part(scan: &Scan, amount: &Amount) -> bool {
    let last = scan.text.word(amount.tokens.end - 1);
    amount.tokens.len() > 1 && lexicon().numbers.of_word(last).any(|word| matches!(word, NumberWord::Part(_)))
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
