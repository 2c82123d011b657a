//! Scales behind a number: "million", "thousand billion", "hundred", "dozen", "bn", "k".

use rust_decimal::Decimal;

use super::word;
use crate::lexicon::{CurrencyForm, NumberWord, lexicon};
use crate::text::{Shape, Text, TokenKind};

/// A number with the scales behind it.
pub(super) struct Scaled {
    pub value: Option<Decimal>,
    pub next: usize,
    pub scale: Option<Decimal>,
}

/// "million", "thousand billion", "hundred", "dozen", "bn", "k" behind a number.
pub(super) fn behind(text: &Text, start: usize, mut next: usize, end: usize, mut value: Option<Decimal>) -> Scaled {
    let mut scale: Option<Decimal> = None;
    loop {
        let hyphen = usize::from(next < end && matches!(text.str(next), "-" | "‑") && text.touches_next(next));
        let found = word(text, next + hyphen, end).find_map(|word| match word {
            NumberWord::Scale(by) | NumberWord::Hundred(by) | NumberWord::Group(by) => Some(by),
            NumberWord::Suffix(by) if hyphen == 0 && scale.is_none() && is_suffix(text, start, next, end) => Some(by),
            _ => None,
        });
        let Some(by) = found.filter(|by| *by != Decimal::TWO) else { break };
        value = value.and_then(|value| value.checked_mul(by)).map(|value| value.normalize());
        scale = scale.unwrap_or(Decimal::ONE).checked_mul(by).or(scale);
        next += 1 + hyphen;
    }
    // "$500m.": an abbreviated scale keeps no full stop; "5 mln." may.
    Scaled { value, next, scale }
}

/// Whether letters behind digits are a scale and no unit: "40k", "£3bn", "$5m", "5M people", not "5 m".
fn is_suffix(text: &Text, start: usize, at: usize, end: usize) -> bool {
    let letters = text.str(at);
    let touching = text.touches_next(at - 1);
    if touching && at + 1 < end && text.touches_next(at) && text.str(at + 1) == "/" {
        return false;
    }
    match letters {
        "k" => touching,
        "K" => touching && text.str(at - 1).split_once('.').is_none_or(|(_, decimals)| decimals.len() < 2),
        "bn" | "tn" | "mn" | "mln" | "bln" | "trn" | "tln" | "Bn" | "Mn" | "BN" | "MN" | "TN" | "mil" | "mio"
        | "Mln" | "Bln" => true,
        "MM" if touching => true,
        "MM" | "T" | "Cr" | "cr" => beside_currency(text, start, at, end),
        "M" | "B" => beside_currency(text, start, at, end) || touching || before_people(text, at + 1, end),
        "m" | "b" | "t" => {
            beside_currency(text, start, at, end)
                || touching && letters == "b"
                || touching && letters != "t" && (before_people(text, at + 1, end) || of_its(text, at + 1, end))
        }
        _ => false,
    }
}

fn beside_currency(text: &Text, start: usize, at: usize, end: usize) -> bool {
    let currencies = &lexicon().currencies;
    let before = currencies
        .ending(text.words_back(start.saturating_sub(4)..start), |_, currency| currency.form != CurrencyForm::Name);
    let before = before.filter(|(len, currency)| {
        currency.form != CurrencyForm::Code || *len == 1 && text.tokens[start - 1].shape == Shape::Upper
    });
    before.is_some()
        || text.str(start.wrapping_sub(1)) == "-" && text.str(start.wrapping_sub(3)).ends_with(['$', '£', '€'])
        || currencies
            .starting(text.words_from(at + 1..(at + 5).min(end)), |_, currency| currency.form != CurrencyForm::Symbol)
            .is_some()
}

fn before_a_noun(text: &Text, at: usize, end: usize) -> bool {
    at < end
        && text.kind(at) == Some(TokenKind::Word)
        && text.tokens[at].shape == Shape::Lower
        && !text.touches_next(at - 1)
}

/// "35m of its devices", not "35m of rope".
fn of_its(text: &Text, at: usize, end: usize) -> bool {
    at + 1 < end && text.is(at, "of") && text.in_class(at + 1, crate::lexicon::Class::Determiner)
}

fn before_people(text: &Text, at: usize, end: usize) -> bool {
    before_a_noun(text, at, end) && text.looks_plural(at)
}
