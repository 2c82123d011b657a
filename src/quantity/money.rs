//! Amounts of money: "$500 million", "US$4.7 billion", "£3bn", "50 million euros", "19 cents", "EUR 5".

use rust_decimal::Decimal;

use super::amount::Amount;
use super::candidate::Candidate;
use super::cents;
use super::currency::{before, behind};
use super::scan::Scan;
use crate::lexicon::{Currency, CurrencyForm, NumberWord, lexicon};
use crate::model::{Kind, Quantity};
use crate::span::Span;

/// Reads an amount with its currency before or behind it.
pub(super) fn read(scan: &Scan, at: usize, amount: Option<&Amount>) -> Option<Candidate> {
    let Some(amount) = amount else { return one(scan, at) };
    let before = before(scan, amount.tokens.start);
    let behind = behind(scan, amount);
    let (start, end, currency) = match (before, behind) {
        // "$5 Canadian", "$5 USD": the name behind the number says which dollar.
        (Some((start, sign)), Some((end, name))) if sign.bare && !name.bare => (start, end, name),
        (Some((start, sign)), _) => (start, amount.tokens.end, sign),
        (None, Some((end, name))) => (amount.tokens.start, end, name),
        (None, None) => return None,
    };
    let code = code(scan, currency);
    let (end, scale) = scale_behind(scan, amount, end);
    let sign =
        if minus_before(scan, start + 1) || loss(scan, start, end) { Decimal::NEGATIVE_ONE } else { Decimal::ONE };
    let factor = currency.factor.checked_mul(scale)?.checked_mul(sign)?.checked_mul(thousands(scan, amount))?;
    let mut candidate = Candidate::new(start..end, amount.quantity(Kind::Money, Some(code), factor), "money");
    cents::add(scan, &mut candidate, code);
    Some(candidate)
}

/// "250.000 euros": three noughts behind a point are thousands; nobody counts thousandths of a cent.
fn thousands(scan: &Scan, amount: &Amount) -> Decimal {
    let digits = scan.text.str(amount.tokens.start);
    let noughts = amount.tokens.len() == 1 && digits.strip_suffix(".000").is_some_and(|whole| whole.len() < 4);
    if noughts { Decimal::ONE_THOUSAND } else { Decimal::ONE }
}

/// "The result is ($99.99).": accountants write a loss in brackets.
fn loss(scan: &Scan, start: usize, end: usize) -> bool {
    let brackets = start > scan.range.start + 1 && scan.text.str(start - 1) == "(" && scan.is_any(end, &[")"]);
    brackets && scan.is_any(start - 2, &["is", "was", "were", "of"])
}

/// "a dollar and 42 cents", or "a penny" alone in its sentence: elsewhere an article is hardly meant as a number.
fn one(scan: &Scan, at: usize) -> Option<Candidate> {
    let article = scan.text.is(at, "a") || scan.text.is(at, "an");
    let words = scan.text.words_from(at + 1..scan.end().min(at + 6));
    let name = lexicon().currencies.starting(words, |_, currency| currency.form == CurrencyForm::Name);
    let (len, currency) = name.filter(|_| article)?;
    let end = at + 1 + len;
    let code = code(scan, currency);
    let value = Some(currency.factor.normalize());
    let quantity = Quantity { value, unit: Some(code.to_owned()), ..Quantity::new(Span::new(0, 0), Kind::Money) };
    let mut candidate = Candidate::new(at..end, quantity, "money");
    cents::add(scan, &mut candidate, code);
    (candidate.core.end > end || scan.alone(at..end)).then_some(candidate)
}

/// "75 USD million": the scale behind the code.
fn scale_behind(scan: &Scan, amount: &Amount, end: usize) -> (usize, Decimal) {
    let scale = lexicon().numbers.of_word(scan.text.word(end)).find_map(|word| match word {
        NumberWord::Scale(by) if end > amount.tokens.end && end < scan.end() && amount.scale.is_none() => Some(*by),
        _ => None,
    });
    scale.map_or((end, Decimal::ONE), |by| (end + 1, by))
}

fn code(scan: &Scan, currency: &Currency) -> &'static str {
    if currency.bare && currency.code == "USD" { scan.habits.dollar(scan.text) } else { currency.code }
}

/// "-$5": a minus that touches the sign and nothing before it.
pub(super) fn minus_before(scan: &Scan, start: usize) -> bool {
    let Some(sign) = start.checked_sub(1).filter(|sign| *sign >= scan.range.start) else { return false };
    let minus = matches!(scan.text.str(sign), "-" | "−") && scan.text.touches_next(sign);
    minus && (sign == 0 || !scan.text.touches_next(sign - 1))
}
