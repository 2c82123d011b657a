//! The unit behind a number: names in any case, abbreviations to the letter and only where nothing else can be meant.
//!
//! "50,000 in 2020" is no inch, "11 pm" no picometre, "5 N Main Street" no newton.

use crate::lexicon::{Class, Dimension, NumberWord, Unit, lexicon};
use crate::text::{Shape, TokenKind};

use super::scan::Scan;

/// The unit that starts at `at`.
pub(super) fn at<'a>(scan: &Scan, at: usize) -> Option<(usize, &'a Unit)> {
    let words = scan.text.words_from(at..scan.end().min(at + 7));
    let (len, unit) = lexicon().units.starting(words, |len, unit| match &unit.abbreviation {
        Some(short) => abbreviation_fits(scan, at, len, short),
        None => name_fits(scan, at, len),
    })?;
    let mut end = at + len;
    let caret = usize::from(scan.text.str(end) == "^" && scan.text.touches_next(end - 1));
    let raisable = unit.dimension == Dimension::Length || unit.code.ends_with("/s");
    if raisable && unit.abbreviation.is_some() && power(scan, end + caret) {
        end += caret;
        // "km2": the exponent is a number token of its own; squares and cubes of abbreviations are found by sign.
        let squared = scan.text.str(end) == "2";
        end += 1;
        return units_power(&unit.code, squared).map(|unit| (end, unit));
    }
    if unit.dimension == Dimension::Length && scan.is_any(end, &["squared", "cubed"]) {
        return units_power(&unit.code, scan.text.is(end, "squared")).map(|unit| (end + 1, unit));
    }
    let stop = unit.abbreviation.is_some()
        && scan.text.str(end) == "."
        && end + 1 < scan.end()
        && scan.text.touches_next(end - 1);
    Some((end + usize::from(stop && !unit.code.contains('.')), unit))
}

/// "20 (kg)", "20 [kg]": a unit alone in brackets.
pub(super) fn in_brackets<'a>(scan: &Scan, bracket: usize) -> Option<(usize, &'a Unit)> {
    let close = match scan.text.str(bracket) {
        "(" => ")",
        "[" => "]",
        "{" => "}",
        "<" => ">",
        _ => return None,
    };
    let (end, unit) = at(scan, bracket + 1)?;
    scan.is_any(end, &[close]).then_some((end + 1, unit))
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
    if !same && (!loose || !written.eq_ignore_ascii_case(short)) {
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
        // "2018s best": a year's, as text without apostrophes has it.
        "s" if scan.text.str(number).len() == 4 => false,
        "in" => number_before && (touching || in_ends(scan, at)),
        "min" | "h" | "gal" | "M" | "PS" if !touching => number_before && ends(scan, at + len),
        _ if sign => number_before,
        "C" if !touching => {
            let other = number > 0 && scan.is_any(number - 1, &["$", "type", "hepatitis"]);
            number_before && !other && ends_or_lower(scan, at + 1)
        }
        "C" | "F" => touching && number_before && scan.text.str(number).len() <= 5 && !scan.is_any(at + 1, &["/"]),
        _ if TIGHT.contains(&written) => number_before && (touching || divided(scan, at + len)),
        _ if written.len() == 1 => number_before && (touching || written != "K" && single_letter(scan, at)),
        _ => number_before || !touching,
    }
}

/// "1.3 A/cm2": with a denominator right behind it a letter is a unit.
fn divided(scan: &Scan, at: usize) -> bool {
    let slash = scan.is_any(at, &["/"]) && scan.text.touches_next(at - 1) && scan.text.touches_next(at);
    slash && lexicon().units.of_word(scan.text.word(at + 1)).any(|unit| unit.abbreviation.is_some())
}

/// "2 in." at the end, or behind feet.
fn in_ends(scan: &Scan, at: usize) -> bool {
    const SIZES: [&str; 8] = ["wide", "long", "tall", "high", "deep", "thick", "diameter", "x"];
    let next = scan.text.kind(at + 1);
    next.is_none_or(|kind| kind == TokenKind::Sign)
        || scan.is_any(at + 1, &SIZES)
        || at > 1 && scan.is_any(at - 2, &["ft", "feet", "foot"])
}

/// "5 m deep", "10 g of sugar", not "5 N Main Street".
fn single_letter(scan: &Scan, at: usize) -> bool {
    at + 1 >= scan.end()
        || scan.text.kind(at + 1) != Some(TokenKind::Word)
        || scan.text.tokens[at + 1].shape == Shape::Lower
}

/// "12 C melting point", not "12 C Main Street".
fn ends_or_lower(scan: &Scan, at: usize) -> bool {
    ends(scan, at) || scan.text.tokens[at].shape == Shape::Lower && !scan.text.looks_plural(at)
}

fn ends(scan: &Scan, at: usize) -> bool {
    at >= scan.end() || scan.text.kind(at) == Some(TokenKind::Sign) || scan.text.in_class(at, Class::Preposition)
}

/// Names of units that are other words too.
fn name_fits(scan: &Scan, at: usize, len: usize) -> bool {
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
                && scan
                    .is_any(at - 1, &["consecutive", "straight", "successive", "two", "three", "four", "five", "six"])
        }
        "gray" | "grays" | "tesla" | "teslas" | "molar" | "knot" | "dalton" | "mole" | "moles" | "curie" => {
            scan.text.tokens[at].shape == Shape::Lower && scan.text.kind(at - 1) == Some(TokenKind::Number)
        }
        "cup" | "cups" => !scan.text.is(at - 1, "world") && scan.text.tokens[at].shape == Shape::Lower,
        _ => true,
    }
}

/// "forty-second" is a rank.
fn tens_before(scan: &Scan, at: usize) -> bool {
    let before = at - 1 - usize::from(scan.hyphen(at - 1));
    lexicon().numbers.of_word(scan.text.word(before)).any(|word| matches!(word, NumberWord::Tens(_)))
}
