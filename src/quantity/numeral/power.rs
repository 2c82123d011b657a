//! Powers: "1e10", "1.3×10^6", "10^-4", "10⁶", "8x2^10", "2.5^-1".

use rust_decimal::Decimal;

use super::literal;
use crate::text::{Text, TokenKind};

/// The value with the power behind it, and the token after it.
pub(super) fn behind(
    text: &Text,
    at: usize,
    next: usize,
    end: usize,
    value: Option<Decimal>,
) -> Option<(Option<Decimal>, usize)> {
    let value = value?;
    let touching = next < end && text.touches_next(next - 1);
    if touching && text.is(next, "e") && text.touches_next(next) {
        let (exponent, after) = exponent(text, next + 1, end)?;
        return Some((raise(value, exponent), after));
    }
    let times = next < end && matches!(text.str(next), "×" | "x" | "X" | "*" | "·" | "⋅");
    if times && text.str(next + 1) == "10" {
        let (exponent, after) = after_ten(text, next + 2, end)?;
        return Some((raise(value, exponent), after));
    }
    if text.str(at) == "10" && next == at + 1 && touching {
        let (exponent, after) = after_ten(text, next, end).filter(|_| !matches!(text.str(next), "-" | "−" | "–"))?;
        return Some((raise(Decimal::ONE, exponent), after));
    }
    if times && text.kind(next + 1) == Some(TokenKind::Number) {
        let base = literal::read(text.str(next + 1))?;
        let (power, after) = caret(text, next + 2, end, base)?;
        return Some((power.and_then(|power| value.checked_mul(power)), after));
    }
    if touching { caret(text, next, end, value) } else { None }
}

/// "2^10", "2.5^-1": a base with its exponent behind a caret.
fn caret(text: &Text, at: usize, end: usize, base: Decimal) -> Option<(Option<Decimal>, usize)> {
    let tight = at < end && text.str(at) == "^" && text.touches_next(at - 1) && text.touches_next(at);
    let (exponent, after) = exponent(text, at + 1, end).filter(|_| tight)?;
    Some((power(base, exponent), after))
}

fn power(base: Decimal, exponent: i32) -> Option<Decimal> {
    if !(-96..=96).contains(&exponent) {
        return None;
    }
    let raised = (0..exponent.unsigned_abs()).try_fold(Decimal::ONE, |value, _| value.checked_mul(base))?;
    if exponent < 0 { Decimal::ONE.checked_div(raised) } else { Some(raised) }
}

/// The exponent behind "10": "^6", "−6", "⁻⁶", "**6".
fn after_ten(text: &Text, mut at: usize, end: usize) -> Option<(i32, usize)> {
    if at >= end || !text.touches_next(at - 1) {
        return None;
    }
    if let Some(found) = superscript(text, at, end) {
        return Some(found);
    }
    at += usize::from(text.str(at) == "^");
    exponent(text, at, end)
}

/// A whole number with an optional sign, without spaces.
fn exponent(text: &Text, at: usize, end: usize) -> Option<(i32, usize)> {
    let sign = text.str(at);
    let signed = usize::from(matches!(sign, "-" | "−" | "–" | "+") && text.touches_next(at));
    let number = at + signed;
    if at >= end || number >= end || text.kind(number) != Some(TokenKind::Number) {
        return None;
    }
    let value: i32 = literal::read(text.str(number))?.try_into().ok()?;
    Some((if signed == 1 && sign != "+" { -value } else { value }, number + 1))
}

fn superscript(text: &Text, at: usize, end: usize) -> Option<(i32, usize)> {
    const DIGITS: [&str; 10] = ["⁰", "¹", "²", "³", "⁴", "⁵", "⁶", "⁷", "⁸", "⁹"];
    let minus = text.str(at) == "⁻";
    let first = at + usize::from(minus);
    let mut value = 0;
    let mut next = first;
    while let Some(digit) = DIGITS.iter().position(|digit| next < end && next < first + 2 && text.str(next) == *digit) {
        value = value * 10 + i32::try_from(digit).ok()?;
        next += 1;
    }
    (next > first).then_some((if minus { -value } else { value }, next))
}

fn raise(value: Decimal, exponent: i32) -> Option<Decimal> {
    if !(-27..=27).contains(&exponent) {
        return None;
    }
    (0..exponent.unsigned_abs()).try_fold(value, |value, _| {
        if exponent > 0 { value.checked_mul(Decimal::TEN) } else { value.checked_div(Decimal::TEN) }
    })
}
