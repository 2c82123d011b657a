//! Measures and durations: "30 km", "two months", "50GB", "a 10-year bond", "half an hour", "1 hour 15 minutes".

use rust_decimal::Decimal;

use super::amount::Amount;
use super::candidate::Candidate;
use super::numeral::Form;
use super::scan::Scan;
use crate::lexicon::{Class, Dimension, Unit, lexicon};
use crate::model::{Kind, Quantity};
use crate::span::Span;
use crate::text::{Shape, TokenKind};

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
    let (end, unit) = at_unit(scan, at + 1).filter(|(_, unit)| article && unit.dimension == Dimension::Time)?;
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
    at_unit(scan, at)
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

/// The unit that starts at `at`.
pub(super) fn at_unit<'a>(scan: &Scan, at: usize) -> Option<(usize, &'a Unit)> {
    let words = scan.text.words_from(at..scan.end().min(at + 7));
    let (len, unit) = lexicon().units.starting(words, |len, unit| match &unit.abbreviation {
        Some(short) => abbreviation_fits(scan, at, len, short),
        None => name_fits(scan, at, len, unit),
    })?;
    let mut end = at + len;
    let caret = usize::from(scan.text.str(end) == "^" && scan.text.touches_next(end - 1));
    if unit.dimension == Dimension::Length && unit.abbreviation.is_some() && power(scan, end + caret) {
        end += caret;
        // "km2": the exponent is a number token of its own; squares and cubes of abbreviations are found by sign.
        let squared = scan.text.str(end) == "2";
        end += 1;
        return units_power(&unit.code, squared).map(|unit| (end, unit));
    }
    let stop = unit.abbreviation.is_some()
        && scan.text.str(end) == "."
        && end + 1 < scan.end()
        && scan.text.touches_next(end - 1);
    Some((end + usize::from(stop && !unit.code.contains('.')), unit))
}

fn power(scan: &Scan, at: usize) -> bool {
    at < scan.end() && scan.text.touches_next(at - 1) && matches!(scan.text.str(at), "2" | "3")
}

fn units_power<'a>(code: &str, squared: bool) -> Option<&'a Unit> {
    let exponent = if squared { '2' } else { '3' };
    lexicon().units.iter().map(|(_, unit)| unit).find(|unit| unit.code.strip_suffix(exponent) == Some(code))
}

/// Abbreviations that are words or letters of their own: they must touch the number.
const TIGHT: [&str; 26] = [
    "in", "a", "A", "d", "t", "b", "B", "C", "F", "T", "y", "h", "st", "ac", "ct", "min", "mo", "mos", "gal", "pt",
    "cd", "M", "bit", "bits", "px", "PS",
];

fn abbreviation_fits(scan: &Scan, at: usize, len: usize, short: &str) -> bool {
    let written = scan.text.span(at..at + len).of(scan.text.source);
    let same = written.chars().filter(|c| !c.is_whitespace()).eq(short.chars());
    let loose = (short.len() > 2 || ["km", "kg", "cm", "mm", "lb", "ft", "hp"].contains(&short)) && short.is_ascii();
    if !same && !(loose && written.eq_ignore_ascii_case(short)) {
        return false;
    }
    let last = at + len - 1;
    let runs_on = scan.text.touches_next(last)
        && scan.text.kind(at + len).is_some_and(|kind| kind != TokenKind::Sign)
        && !power(scan, at + len);
    if runs_on {
        return false;
    }
    let touching = scan.text.touches_next(at - 1);
    let bracket = matches!(scan.text.str(at - 1), "(" | "[" | "{" | "<");
    let number = at - 1 - usize::from(scan.hyphen(at - 1) || bracket && at > 1);
    let number_before = scan.text.kind(number) == Some(TokenKind::Number)
        || scan.text.is(number, "million")
        || scan.text.is(number, "billion");
    let sign = !written.chars().any(char::is_alphabetic);
    match written {
        "'" | "\"" => false,
        "in" => number_before && (touching || in_ends(scan, at)),
        "min" | "h" | "gal" | "M" if !touching => number_before && ends(scan, at + len),
        _ if sign => number_before,
        "C" | "F" => touching && number_before && scan.text.str(number).len() <= 5 && !scan.is_any(at + 1, &["/"]),
        _ if TIGHT.contains(&written) => touching && number_before,
        _ if written.len() == 1 => number_before && (touching || written != "K" && single_letter(scan, at)),
        _ => number_before || !touching,
    }
}

/// "2 in." at the end, or behind feet.
fn in_ends(scan: &Scan, at: usize) -> bool {
    const SIZES: [&str; 8] = ["wide", "long", "tall", "high", "deep", "thick", "diameter", "x"];
    at + 1 >= scan.end()
        || scan.is_any(at + 1, &SIZES)
        || scan.text.kind(at + 1) == Some(TokenKind::Sign)
        || at > 1 && scan.is_any(at - 2, &["ft", "feet", "foot"])
}

/// "5 m deep", "10 g of sugar", not "5 N Main Street".
fn single_letter(scan: &Scan, at: usize) -> bool {
    at + 1 >= scan.end()
        || scan.text.kind(at + 1) != Some(TokenKind::Word)
        || scan.text.tokens[at + 1].shape == Shape::Lower
}

fn ends(scan: &Scan, at: usize) -> bool {
    at >= scan.end() || scan.text.kind(at) == Some(TokenKind::Sign) || scan.text.in_class(at, Class::Preposition)
}

/// Names of units that are other words too.
fn name_fits(scan: &Scan, at: usize, len: usize, unit: &Unit) -> bool {
    let word = scan.text.str(at).to_ascii_lowercase();
    let plural = word.ends_with('s');
    let next_is_noun = at + 1 < scan.end()
        && scan.noun_may_start(at + 1)
        && !ends(scan, at + 1)
        && !scan.text.in_class(at + 1, Class::Auxiliary)
        && !scan.text.in_class(at + 1, Class::Adverb)
        && !scan.text.in_class(at + 1, Class::Conjunction);
    match word.as_str() {
        "yards" | "yard" | "feet" | "foot" | "stone" | "stones" | "bar" | "bars" if len == 1 => {
            scan.text.tokens[at].shape == Shape::Lower && !(word.starts_with("bar") && next_is_noun)
        }
        "second" if len == 1 => {
            !tens_before(scan, at)
                && (scan.hyphen(at.wrapping_sub(1))
                    || scan.text.is(at - 1, "one")
                    || scan.text.kind(at - 1) == Some(TokenKind::Number))
        }
        "quarter" | "quarters" => {
            plural
                && unit.code.as_ref() == "3.mo"
                && scan
                    .is_any(at - 1, &["consecutive", "straight", "successive", "two", "three", "four", "five", "six"])
        }
        "gray" | "grays" | "tesla" | "teslas" | "molar" | "knot" | "dalton" | "mole" | "moles" | "curie" => {
            scan.text.tokens[at].shape == Shape::Lower && scan.text.kind(at - 1) == Some(TokenKind::Number)
        }
        "cup" | "cups" => !scan.text.is(at - 1, "world") && scan.text.tokens[at].shape == Shape::Lower,
        "hour" | "hours" | "day" | "days" | "year" | "years" => true,
        _ => true,
    }
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
        let Some((end, unit)) = at_unit(scan, rest.tokens.end) else { return };
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

/// "forty-second" is a rank.
fn tens_before(scan: &Scan, at: usize) -> bool {
    let before = at - 1 - usize::from(scan.hyphen(at - 1));
    lexicon().numbers.of_word(scan.text.word(before)).any(|word| matches!(word, crate::lexicon::NumberWord::Tens(_)))
}
