//! Stretches of so many units up to yesterday or from tomorrow on: "the past three years", "next 7 quarters", "in the last
//! month", "two upcoming weeks".

use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;

use super::period::{Period, grain_of, shifted};
use super::scan::Scan;
use super::{Reading, offset};
use crate::lexicon::{Dimension, Grain, Pointer, lexicon};
use crate::model::{Kind, Quantity};
use crate::quantity::amount::{self, Amount};
use crate::span::Span;

/// Reads a pointer and an amount of time, in either order.
pub(super) fn read(scan: &Scan, at: usize) -> Option<Reading> {
    let Some((pointer, next)) = scan.pointer(at) else { return number_first(scan, at) };
    several(scan, at, next, pointer).or_else(|| running(scan, at, next, pointer))
}

/// "the last three months", "next 7 quarters", "the past couple of years".
fn several(scan: &Scan, at: usize, next: usize, pointer: Pointer) -> Option<Reading> {
    let (Pointer::Shift(direction @ (-1 | 1)) | Pointer::Near(direction)) = pointer else { return None };
    if let Some(sum) = sum(scan, at, next, direction) {
        return Some(sum);
    }
    let amount = amount_before_a_unit(scan, next)?;
    let (unit, end) = unit(scan, amount.tokens.end)?;
    stretch(scan, at..end, amount.quantity(Kind::Date, Some(unit.0), unit.1), unit.0, direction)
}

/// "the last two years and three months": several units; an "ago" behind them takes the last for itself.
fn sum(scan: &Scan, at: usize, next: usize, direction: i32) -> Option<Reading> {
    let steps = offset::steps(scan, next).filter(|steps| steps.each.len() > 1)?;
    if scan.is_any(steps.end, &["ago", "earlier", "later"]) {
        return None;
    }
    let whole = |today| {
        let edge = steps.from(today, direction)?;
        let (start, end) = if direction < 0 { (edge, today.pred_opt()?) } else { (today.succ_opt()?, edge) };
        Period::stretch(start, end, format!("{start}/{end}"))
    };
    let period = scan.published.and_then(whole).unwrap_or_else(|| Period::unresolved(""));
    Some(Reading::new(at..steps.end, period, "stretch from today"))
}

/// The amount at a token; of "two quarters" the number, for they are quarters of a year here.
fn amount_before_a_unit(scan: &Scan, at: usize) -> Option<Amount> {
    let amount = amount::at(scan.text, at, scan.end()).filter(|amount| amount.tokens.start == at)?;
    let last = amount.tokens.end - 1;
    let quarters = last > at && scan.grain(last).is_some();
    if quarters { amount::at(scan.text, at, last) } else { Some(amount) }
}

/// "3 next weeks", "five past years".
fn number_first(scan: &Scan, at: usize) -> Option<Reading> {
    if !scan.counts_time(at) {
        return None;
    }
    let amount = amount::at(scan.text, at, scan.end()).filter(|amount| amount.tokens.start == at)?;
    let (pointer, next) = scan.pointer(amount.tokens.end)?;
    let (Pointer::Shift(direction @ (-1 | 1)) | Pointer::Near(direction)) = pointer else { return None };
    let (unit, end) = unit(scan, next)?;
    // "5 last year" is five, and last year.
    let several = matches!(pointer, Pointer::Near(_)) || scan.text.looks_plural(end - 1);
    if !several || amount.value.is_none_or(|value| value > Decimal::ONE_HUNDRED) {
        return None;
    }
    stretch(scan, at..end, amount.quantity(Kind::Date, Some(unit.0), unit.1), unit.0, direction)
}

/// "in the past week", "over the next year": one unit up to yesterday or from tomorrow on; "the coming months": vague.
fn running(scan: &Scan, at: usize, next: usize, pointer: Pointer) -> Option<Reading> {
    let (Pointer::Shift(direction @ (-1 | 1)) | Pointer::Near(direction)) = pointer else { return None };
    let ((code, factor), end) = unit(scan, next)?;
    if scan.text.looks_plural(end - 1) {
        return Some(Reading::new(at..end, Period::unresolved(format!("PX{}", letter(code))), "stretch from today"));
    }
    const LASTING: [&str; 6] = ["in", "over", "for", "during", "within", "of"];
    let framed = at > scan.range.start + 1 && scan.is_any(at - 1, &["the"]) && scan.is_any(at - 2, &LASTING);
    let pointed = scan.is_any(at, &["last", "past", "next", "coming"]);
    // "the last quarter" and "the next decade" are the calendar's; "the past decade" is ten years.
    let calendar = factor != Decimal::ONE && !(code == "a" && direction < 0) || !scan.phrase_ends(end);
    if !framed || !pointed || calendar {
        return None;
    }
    let amount =
        Quantity { value: Some(factor), unit: Some(code.to_owned()), ..Quantity::new(Span::new(0, 0), Kind::Date) };
    stretch(scan, at..end, amount, code, direction)
}

/// A unit of time of a day or more: its UCUM code and how many of it the word means.
pub(super) fn unit<'a>(scan: &Scan, at: usize) -> Option<((&'a str, Decimal), usize)> {
    let words = scan.text.words_from(at..scan.end().min(at + 2));
    let (len, unit) =
        lexicon().units.starting(words, |_, unit| unit.dimension == Dimension::Time && unit.abbreviation.is_none())?;
    let long = !matches!(&*unit.code, "h" | "min" | "s");
    long.then_some(((&*unit.code, unit.factor), at + len))
}

/// So many units up to yesterday or from tomorrow on; quarters are counted whole.
fn stretch(
    scan: &Scan,
    tokens: std::ops::Range<usize>,
    quantity: Quantity,
    code: &str,
    direction: i32,
) -> Option<Reading> {
    let count = quantity.value.filter(Decimal::is_integer).and_then(|count| count.to_i32());
    let quarters = scan.grain(tokens.end - 1).is_some_and(|(grain, _)| grain == Grain::Quarter);
    let timex = count.map(|count| format!("P{count}{}", letter(code)));
    let resolved = count.zip(scan.published).and_then(|(count, today)| {
        let (grain, _) = grain_of(code)?;
        let (start, end) = if quarters {
            let (first, _) = Period::around(today, Grain::Quarter)?.days?;
            let edge = shifted(first, Grain::Month, if direction < 0 { -count } else { 3 })?;
            (edge, shifted(edge, Grain::Month, count)?.pred_opt()?)
        } else if direction < 0 {
            (shifted(today, grain, -count)?, today.pred_opt()?)
        } else {
            (today.succ_opt()?, shifted(today, grain, count)?)
        };
        Period::stretch(start, end, timex.clone()?)
    });
    let period = resolved.unwrap_or_else(|| Period::unresolved(timex.unwrap_or_else(|| format!("PX{}", letter(code)))));
    let rule = "stretch from today";
    Some(Reading { counted: Some(quantity), ..Reading::new(tokens, period, rule) })
}

/// The letter of a unit in an ISO 8601 duration.
fn letter(code: &str) -> char {
    match code {
        "d" => 'D',
        "wk" => 'W',
        "mo" => 'M',
        _ => 'Y',
    }
}
