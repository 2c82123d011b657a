//! Decimal commas, where nothing else can be meant: "1.111,11", "0,05", "2,5 %", "€3,20".
//!
//! "1,3" alone may be a list of two, so a comma is read as one of decimals only beside a unit, behind a nought, behind
//! thousands that points group, or where the number ends the sentence.

use rust_decimal::Decimal;

use super::literal;
use crate::lexicon::{CurrencyForm, lexicon};
use crate::text::{Text, TokenKind};

/// The value of the number with a decimal comma at token `at`, and the token behind it.
pub(super) fn read(text: &Text, at: usize, end: usize) -> Option<(Decimal, usize)> {
    let next = at + 3;
    let comma = next <= end && text.str(at + 1) == "," && text.touches_next(at) && text.touches_next(at + 1);
    let (whole, decimals) = (text.str(at), text.str(at + 2));
    let digits = |s: &str| !s.is_empty() && s.len() <= 12 && s.bytes().all(|b| b.is_ascii_digit());
    if !comma || !digits(decimals) || chained(text, at, next, end) {
        return None;
    }
    let points = by_points(whole);
    let told = points.is_some() || whole == "0" || decimals.len() < 3 && in_place(text, at, next, end);
    let whole = points.or_else(|| Some(whole.to_owned()).filter(|whole| digits(whole)))?;
    let value = literal::read(&format!("{whole}.{decimals}")).filter(|_| told)?;
    Some((value, next))
}

/// The digits of "1.111" or "12.345.678".
fn by_points(whole: &str) -> Option<String> {
    let (first, rest) = whole.split_once('.')?;
    let groups = rest.split('.').all(|group| group.len() == 3 && group.bytes().all(|b| b.is_ascii_digit()));
    let fits = (1..=3).contains(&first.len()) && !first.starts_with('0');
    (groups && fits && first.bytes().all(|b| b.is_ascii_digit())).then(|| whole.replace('.', ""))
}

/// "1,2,3", "1,2-dichloroethane", "(1,3)": lists, names and places.
fn chained(text: &Text, at: usize, next: usize, end: usize) -> bool {
    let before = at > 0 && text.touches_next(at - 1) && matches!(text.str(at - 1), "," | "-" | "(" | "[");
    let behind = next < end && text.touches_next(next - 1);
    let list = behind && text.str(next) == "," && text.touches_next(next);
    before || list || behind && matches!(text.str(next), "-" | "–" | ")" | "]" | "/")
}

/// Beside a unit, a percent sign or a currency, or at the end of the sentence.
fn in_place(text: &Text, at: usize, next: usize, end: usize) -> bool {
    let lexicon = lexicon();
    let word = text.word(next);
    let behind = next < end
        && (lexicon.units.may_start(word) && text.kind(next) == Some(TokenKind::Word)
            || lexicon.percents.may_start(word)
            || lexicon.currencies.may_start(word));
    let sign = |currency: &crate::lexicon::Currency| currency.form == CurrencyForm::Symbol;
    let before = at > 0 && lexicon.currencies.of_word(text.word(at - 1)).any(sign);
    let last = next >= end || matches!(text.str(next), "." | "!" | "?") && next + 1 >= end;
    behind || before || last
}
