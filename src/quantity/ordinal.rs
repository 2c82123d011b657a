//! Ranks: "third", "45th", "twenty-first".

use rust_decimal::Decimal;

use super::amount::Amount;
use super::candidate::Candidate;
use super::numeral::literal;
use super::scan::Scan;
use super::thing;
use crate::lexicon::{NumberWord, lexicon};
use crate::model::{Kind, Quantity};
use crate::span::Span;
use crate::text::TokenKind;

/// Reads a rank in digits or words.
pub(super) fn read(scan: &Scan, at: usize, _: Option<&Amount>) -> Option<Candidate> {
    let (end, value) = digits(scan, at).or_else(|| words(scan, at))?;
    let quantity = Quantity { value: Some(value), ..Quantity::new(Span::new(0, 0), Kind::Ordinal) };
    let mut candidate = Candidate::new(at..end, quantity, "ordinal");
    let behind = scan.behind_hyphen(end);
    candidate.of = thing::behind(scan.text, behind, scan.end()).map(|tokens| thing::words(scan.text, tokens));
    Some(candidate)
}

/// "1st", "22nd".
fn digits(scan: &Scan, at: usize) -> Option<(usize, Decimal)> {
    let text = scan.text;
    let suffix = text.kind(at) == Some(TokenKind::Number) && text.touches_next(at);
    let known = matches!(text.str(at + 1), "st" | "nd" | "rd" | "th" | "ST" | "ND" | "RD" | "TH");
    (suffix && known).then(|| literal::read(text.str(at)).map(|value| (at + 2, value)))?
}

/// "third", "twenty-first", "one hundred and third".
fn words(scan: &Scan, at: usize) -> Option<(usize, Decimal)> {
    let rank = |at: usize| {
        lexicon().numbers.of_word(scan.text.word(at)).find_map(|word| match word {
            NumberWord::Rank(value) if at < scan.end() => Some(*value),
            _ => None,
        })
    };
    if let Some(value) = rank(at) {
        return Some((at + 1, value));
    }
    if scan.text.kind(at) != Some(TokenKind::Word) {
        return None;
    }
    let base = super::numeral::at(scan.text, at, scan.end())?;
    let dash = scan.text.str(base.tokens.end) == "—" && scan.text.touches_next(base.tokens.end);
    let joint = usize::from(scan.hyphen(base.tokens.end) || dash || scan.text.is(base.tokens.end, "and"));
    let value = rank(base.tokens.end + joint)?;
    let whole = base.value.filter(Decimal::is_integer)?;
    let tens = value < Decimal::TEN && whole % Decimal::ONE_HUNDRED >= Decimal::from(20);
    let fits = (joint == 1 || tens) && value < whole && (whole % Decimal::TEN).is_zero();
    if value >= Decimal::ONE_HUNDRED {
        return whole.checked_mul(value).map(|value| (base.tokens.end + joint + 1, value));
    }
    fits.then(|| whole.checked_add(value).map(|sum| (base.tokens.end + joint + 1, sum)))?
}
