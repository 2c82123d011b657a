//! Parts of one: "two thirds", "3/4", "½", "half a million", "and a half".

use rust_decimal::Decimal;

use super::{Form, Numeral, cardinal, fraction, hyphen, is_article, literal, word};
use crate::lexicon::{Class, Dimension, NumberWord, Unit, lexicon};
use crate::text::{Text, TokenKind};

/// "2½" or "2 1/2".
pub(super) fn trailing(text: &Text, next: usize, end: usize) -> Option<(Decimal, usize)> {
    if hyphen(text, next) == 1 && next + 1 < end && text.kind(next + 1) == Some(TokenKind::Number) {
        // "1-1/2 inches".
        return slash(text, next + 1, next + 2, end).filter(|_| text.str(next - 1).len() < 3);
    }
    if next >= end || text.kind(next) != Some(TokenKind::Number) {
        return None;
    }
    if literal::is_fraction(text.str(next)) {
        return Some((literal::read(text.str(next))?, next + 1));
    }
    spaces_before(text, next).then(|| slash(text, next, next + 1, end)).flatten()
}

/// "3/4": a proper fraction, written without spaces.
pub(super) fn slash(text: &Text, at: usize, next: usize, end: usize) -> Option<(Decimal, usize)> {
    let slash =
        next < end && matches!(text.str(next), "/" | "⁄") && text.touches_next(next) && text.touches_next(next - 1);
    if !slash || next + 1 >= end || text.kind(next + 1) != Some(TokenKind::Number) {
        return None;
    }
    let behind = text.str(next + 2);
    let word = behind == "-" && text.kind(next + 3) == Some(TokenKind::Word);
    if next + 2 < end && text.touches_next(next + 1) && matches!(behind, "/" | "⁄" | "-") && !word {
        return None;
    }
    let numerator = literal::read(text.str(at))?;
    let denominator = literal::read(text.str(next + 1))?;
    // "9/11" is a day and "24/7" a habit: a fraction has a denominator that things are divided by.
    const DENOMINATORS: [u16; 17] = [2, 3, 4, 5, 6, 7, 8, 10, 12, 16, 20, 25, 32, 50, 64, 100, 1000];
    let one_of = numerator == Decimal::ONE && text.is(next + 2, "of") && next + 2 < end;
    let usual = one_of || DENOMINATORS.iter().any(|usual| denominator == Decimal::from(*usual));
    let proper = usual && numerator < denominator;
    (proper && numerator.is_integer() && denominator.is_integer())
        .then(|| numerator.checked_div(denominator).map(|part| (part.normalize(), next + 2)))?
}

/// "and a half", "and three quarters", "and fifty-four hundredths", "-and-a-half" behind a number.
pub(super) fn and_a_part(text: &Text, next: usize, end: usize) -> Option<(Decimal, usize)> {
    let next = next + hyphen(text, next);
    if next >= end || !text.is(next, "and") {
        return None;
    }
    let first = next + 1 + hyphen(text, next + 1);
    if let Some(part) = part_word(text, first, end).filter(|_| before_a_unit(text, first + 1, end)) {
        return Some((Decimal::ONE.checked_div(part)?, first + 1));
    }
    let article = is_article(text, first) || text.is(first, "one");
    if article {
        let at = first + 1 + hyphen(text, first + 1);
        let part = part_word(text, at, end)?;
        return Some((Decimal::ONE.checked_div(part)?, at + 1));
    }
    if first < end && text.kind(first) == Some(TokenKind::Number) {
        return slash(text, first, first + 1, end);
    }
    let small = word(text, first, end).find_map(|word| match word {
        NumberWord::Small(count) => Some(count),
        _ => None,
    });
    let at = first + 1 + hyphen(text, first + 1);
    let simple = small.zip(part_word(text, at, end)).filter(|(count, part)| part > count);
    if let Some((count, part)) = simple {
        return Some((count.checked_div(part)?, at + 1));
    }
    fraction::read(text, first, end, cardinal::read_plain)
}

/// "two and half hours", "one and quarter of an hour": without an article only before a unit, and only half and quarter.
fn before_a_unit(text: &Text, at: usize, end: usize) -> bool {
    let plain = ["half", "quarter"].iter().any(|word| text.is(at - 1, word));
    let unit = at + usize::from(text.is(at, "of"));
    let unit = unit + usize::from(unit > at && is_article(text, unit));
    plain && unit < end && text.kind(unit) == Some(TokenKind::Word) && lexicon().units.may_start(text.word(unit))
}

pub(super) fn part_word(text: &Text, at: usize, end: usize) -> Option<Decimal> {
    word(text, at, end).find_map(|word| if let NumberWord::Part(value) = word { Some(value) } else { None })
}

/// "half a million", "a quarter of a million", "half million".
pub(super) fn of_a_scale(text: &Text, start: usize, end: usize) -> Option<Numeral> {
    let part = read(text, start, end).or_else(|| bare_quarter(text, start, end))?;
    let mut next = part.tokens.end;
    next += usize::from(text.is(next, "of"));
    next += usize::from(is_article(text, next));
    let by = word(text, next, end).find_map(|word| match word {
        NumberWord::Scale(by) | NumberWord::Hundred(by) | NumberWord::Group(by) if by > Decimal::TWO => Some(by),
        _ => None,
    })?;
    let plain = !text.looks_plural(next);
    let value = part.value.and_then(|value| value.checked_mul(by));
    plain.then(|| Numeral {
        tokens: start..next + 1,
        value: value.map(|value| value.normalize()),
        form: Form::Words,
        scale: Some(by),
        loose: false,
    })
}

/// "two thirds", "three-quarters", "a third", "half", "a half".
pub(super) fn read(text: &Text, start: usize, end: usize) -> Option<Numeral> {
    let numeral = |value: Option<Decimal>, next| {
        Some(Numeral { tokens: start..next, value, form: Form::Part, scale: None, loose: false })
    };
    if let Some(part) = part_word(text, start, end).filter(|part| *part == Decimal::TWO) {
        return numeral(Decimal::ONE.checked_div(part), start + 1);
    }
    if let Some(part) = quarter_unit(text, start, end) {
        return numeral(Decimal::ONE.checked_div(part), start + 1);
    }
    let (count, next) = if is_article(text, start) {
        (Decimal::ONE, start + 1)
    } else {
        let Some(NumberWord::Small(count)) = word(text, start, end).next() else { return None };
        (count, start + 1)
    };
    let hyphen = hyphen(text, next);
    let part = part_word(text, next + hyphen, end)?;
    let plural = text.str(next + hyphen).ends_with('s') || text.is(next + hyphen, "half");
    // "a third man" and "one second": a rank or a unit unless "of" or the end of the phrase follows.
    let alone = count != Decimal::ONE || part_ends(text, next + hyphen + 1, end) || part == Decimal::TWO;
    (plural || count == Decimal::ONE).then_some(())?;
    if !alone {
        return None;
    }
    numeral(count.checked_div(part), next + hyphen + 1)
}

/// Whether nothing that a rank could count follows.
pub(super) fn part_ends(text: &Text, at: usize, end: usize) -> bool {
    at >= end
        || text.kind(at) == Some(TokenKind::Sign)
        || text.is(at, "of")
        || text.is(at, "the")
        || text.in_class(at, Class::Preposition)
        || text.in_class(at, Class::Conjunction)
        || text.in_class(at, Class::Auxiliary)
        || text.in_class(at, Class::Adverb)
        || text.in_class(at, Class::Adjective)
        || is_article(text, at)
        || text.is(at, "as")
        || word(text, at, end).any(|word| matches!(word, NumberWord::Scale(_)))
}

/// "quarter-mile", "quarter of a mile": without an article before a name of a unit, but no "third-quarter yards".
fn quarter_unit(text: &Text, start: usize, end: usize) -> Option<Decimal> {
    let part = part_word(text, start, end).filter(|part| *part == Decimal::from(4))?;
    let free = start == 0 || word(text, start - 1, end).next().is_none() && hyphen(text, start - 1) == 0;
    let of = text.is(start + 1, "of");
    let quarter = text.is(start, "quarter") || of && text.is(start, "fourth");
    let at = start + 1 + usize::from(of).max(hyphen(text, start + 1));
    let at = at + usize::from(of && is_article(text, at));
    let unit = at < end && lexicon().units.of_word(text.word(at)).any(is_length_or_volume);
    (free && quarter && unit).then_some(part)
}

fn is_length_or_volume(unit: &Unit) -> bool {
    unit.abbreviation.is_none()
        && (unit.dimension == Dimension::Length
            || matches!(&*unit.code, "h" | "L" | "[lb_av]" | "[cup_us]" | "t" | "kg"))
}

/// "quarter million": without an article only before a scale.
fn bare_quarter(text: &Text, start: usize, end: usize) -> Option<Numeral> {
    let part = part_word(text, start, end).filter(|part| *part == Decimal::from(4))?;
    let scale = word(text, start + 1, end).any(|word| matches!(word, NumberWord::Scale(_)));
    let value = Decimal::ONE.checked_div(part);
    scale.then(|| Numeral { tokens: start..start + 1, value, form: Form::Part, scale: None, loose: false })
}

/// Whether only spaces stand before a token.
fn spaces_before(text: &Text, at: usize) -> bool {
    let gap = &text.source[text.tokens[at - 1].span.end as usize..text.tokens[at].span.start as usize];
    !gap.is_empty() && gap.chars().all(|c| c != '\n' && c.is_whitespace())
}
