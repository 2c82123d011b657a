//! A number in words: "twenty-one", "a hundred and five", "two and a half", "half a million".

use rust_decimal::Decimal;

use super::{Form, Numeral, cardinal, fraction, is_article, literal, parts, scale, word};
use crate::lexicon::{NumberWord, lexicon};
use crate::text::{Text, TokenKind};

pub(super) fn read(text: &Text, start: usize, end: usize) -> Option<Numeral> {
    let first = start + usize::from(is_article(text, start));
    if !lexicon().numbers.may_start(text.word(first)) {
        return None;
    }
    if let Some(numeral) = parts::of_a_scale(text, start, end).or_else(|| parts::read(text, start, end)) {
        return Some(numeral);
    }
    if let Some((part, after)) = fraction::read(text, start, end, cardinal::read) {
        let value = Some(part);
        return Some(Numeral { tokens: start..after, value, form: Form::Part, scale: None, loose: false });
    }
    let article = usize::from(is_article(text, start));
    if article == 1
        && !word(text, start + 1, end)
            .any(|word| matches!(word, NumberWord::Hundred(_) | NumberWord::Scale(_) | NumberWord::Group(_)))
    {
        return None;
    }
    let (cardinal, next) = cardinal::read(text, start + article, end);
    if cardinal.is_empty() {
        return None;
    }
    let loose = (start..next).any(|at| text.is(at, "couple"));
    let value = cardinal.value();
    let numeral = |value, next, scale| Some(Numeral { tokens: start..next, value, form: Form::Words, scale, loose });
    if let Some((decimal, after)) = spoken_decimals(text, next, end, value) {
        let scaled = scale::behind(text, start, after, end, decimal);
        return numeral(scaled.value, scaled.next, scaled.scale);
    }
    if let Some((part, after)) = parts::and_a_part(text, next, end) {
        // "two million and a half" means half a million more, "a billion and a half million" only that.
        let own = parts::of_a_scale(text, next + 1, end).filter(|own| own.scale < cardinal.scale);
        let part =
            own.as_ref().map_or_else(|| part.checked_mul(cardinal.scale.unwrap_or(Decimal::ONE)), |own| own.value);
        let after = own.map_or(after, |own| own.tokens.end);
        let sum = value.and_then(|value| value.checked_add(part?)).map(|sum| sum.normalize());
        let scaled = scale::behind(text, start, after, end, sum);
        return numeral(scaled.value, scaled.next, scaled.scale.or(cardinal.scale));
    }
    if loose && text.is(next, "of") {
        // "a couple of dozen", "a couple of hundred thousand".
        let scaled = scale::behind(text, start, next + 1, end, value);
        let (value, next) = if scaled.scale.is_some() { (scaled.value, scaled.next) } else { (value, next + 1) };
        return numeral(value, next, scaled.scale.or(cardinal.scale));
    }
    numeral(value, next, cardinal.scale)
}

/// A number word below twenty, or a single digit.
fn digit(text: &Text, at: usize, end: usize) -> Option<Decimal> {
    if at < end && text.kind(at) == Some(TokenKind::Number) && text.str(at).len() == 1 {
        return literal::read(text.str(at));
    }
    word(text, at, end).find_map(|word| match word {
        NumberWord::Small(digit) => Some(digit),
        _ => None,
    })
}

/// "five point five", "zero point zero eight": the digits behind "point" one by one.
pub(super) fn spoken_decimals(
    text: &Text,
    at: usize,
    end: usize,
    value: Option<Decimal>,
) -> Option<(Option<Decimal>, usize)> {
    if at >= end || !text.is(at, "point") {
        return None;
    }
    let mut value = value?;
    let mut place = Decimal::ONE;
    let mut next = at + 1;
    while let Some(digit) = digit(text, next, end) {
        place = place.checked_div(if digit < Decimal::TEN { Decimal::TEN } else { Decimal::ONE_HUNDRED })?;
        value = value.checked_add(digit.checked_mul(place)?)?;
        next += 1;
    }
    (next > at + 1).then(|| (Some(value.normalize()), next))
}
