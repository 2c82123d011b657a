//! A number in words: "twenty-one", "a hundred and five", "two and a half", "half a million".

use rust_decimal::Decimal;

use super::cardinal::Cardinal;
use super::{Form, Numeral, hyphen, is_article, parts, scale, word};
use crate::lexicon::{NumberWord, lexicon};
use crate::text::Text;

pub(super) fn read(text: &Text, start: usize, end: usize) -> Option<Numeral> {
    if !lexicon().numbers.may_start(text.word(start)) && !is_article(text, start) {
        return None;
    }
    if let Some(numeral) = parts::of_a_scale(text, start, end).or_else(|| parts::read(text, start, end)) {
        return Some(numeral);
    }
    let article = usize::from(is_article(text, start));
    let mut cardinal = Cardinal::default();
    let mut next = start + article;
    if article == 1
        && !word(text, next, end)
            .any(|word| matches!(word, NumberWord::Hundred(_) | NumberWord::Scale(_) | NumberWord::Group(_)))
    {
        return None;
    }
    let mut loose = false;
    while next < end {
        let joint = joint(text, next, end, &cardinal);
        let Some(added) = word(text, next + joint, end).find_map(|word| cardinal.with(word)) else { break };
        if joint > 0 && cardinal.is_empty() {
            break;
        }
        loose |= text.is(next + joint, "couple");
        cardinal = added;
        next += joint + 1;
    }
    if cardinal.is_empty() || article == 1 && next == start + 1 {
        return None;
    }
    let value = cardinal.value();
    let numeral = |value, next, scale| Some(Numeral { tokens: start..next, value, form: Form::Words, scale, loose });
    if let Some((decimal, after)) = spoken_decimals(text, next, end, value) {
        let scaled = scale::behind(text, start, after, end, decimal);
        return numeral(scaled.value, scaled.next, scaled.scale);
    }
    if let Some((part, after)) = parts::of_a_cardinal(text, next, end, value) {
        return Some(Numeral { tokens: start..after, value: Some(part), form: Form::Part, scale: None, loose });
    }
    if let Some((part, after)) = parts::and_a_part(text, next, end) {
        // "two million and a half" means half a million more.
        let part = part.checked_mul(cardinal.scale.unwrap_or(Decimal::ONE));
        let sum = value.and_then(|value| value.checked_add(part?)).map(|sum| sum.normalize());
        let scaled = scale::behind(text, start, after, end, sum);
        return numeral(scaled.value, scaled.next, scaled.scale.or(cardinal.scale));
    }
    next += usize::from(loose && text.is(next, "of"));
    numeral(value, next, cardinal.scale)
}

/// "five point five", "zero point zero eight": the digits behind "point" one by one.
fn spoken_decimals(text: &Text, at: usize, end: usize, value: Option<Decimal>) -> Option<(Option<Decimal>, usize)> {
    if at >= end || !text.is(at, "point") {
        return None;
    }
    let mut value = value?;
    let mut place = Decimal::ONE;
    let mut next = at + 1;
    while let Some(NumberWord::Small(digit)) = word(text, next, end).next() {
        place = place.checked_div(if digit < Decimal::TEN { Decimal::TEN } else { Decimal::ONE_HUNDRED })?;
        value = value.checked_add(digit.checked_mul(place)?)?;
        next += 1;
    }
    (next > at + 1).then(|| (Some(value.normalize()), next))
}

/// Tokens between two number words that belong together: a hyphen, or "and" after a hundred or a scale.
fn joint(text: &Text, at: usize, end: usize, cardinal: &Cardinal) -> usize {
    if cardinal.is_empty() || at + 1 >= end {
        return 0;
    }
    let and = text.is(at, "and")
        && cardinal.takes_and()
        && word(text, at + 1, end).any(|word| matches!(word, NumberWord::Small(_) | NumberWord::Tens(_)));
    hyphen(text, at).max(usize::from(and))
}
