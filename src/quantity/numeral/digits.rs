//! A number that starts with digits: "30,000", "816 000", "2½", "3/4", "5 and a half", "1.5 million".

use rust_decimal::Decimal;

use super::{Form, Numeral, comma, is_article, literal, parts, power, scale, words};
use crate::text::{Text, TokenKind};

pub(super) fn read(text: &Text, at: usize, end: usize) -> Option<Numeral> {
    let (mut value, mut next) = match comma::read(text, at, end) {
        Some((value, next)) => (Some(value), next),
        None => grouped_by_spaces(text, at, end),
    };
    let mut form = Form::Digits;
    if literal::is_fraction(text.str(at)) {
        form = Form::Part;
    } else if let Some((part, after)) = parts::trailing(text, next, end) {
        value = value.and_then(|value| value.checked_add(part));
        next = after;
    } else if let Some((part, after)) = parts::slash(text, at, next, end) {
        (value, next, form) = (Some(part), after, Form::Part);
    } else if let Some((decimal, after)) = words::spoken_decimals(text, next, end, value) {
        (value, next) = (decimal, after);
    } else if let Some((part, after)) = parts::and_a_part(text, next, end) {
        value = value.and_then(|value| value.checked_add(part));
        next = after;
    }
    if value.is_none() && literal::read(text.str(at)).is_none() && text.str(at).contains('.') {
        return None;
    }
    if let Some((raised, after)) = power::behind(text, at, next, end, value) {
        (value, next) = (raised, after);
    }
    let mut scaled = scale::behind(text, at, next, end, value);
    if let Some((rest, after)) = and_the_rest(text, &scaled, next, end) {
        scaled.value = scaled.value.and_then(|value| value.checked_add(rest)).map(|sum| sum.normalize());
        scaled.next = after;
    }
    Some(Numeral { tokens: at..scaled.next, value: scaled.value, form, scale: scaled.scale, loose: false })
}

/// "3 hundred and 21", "4 crore and three hundred": what is said behind a scale word, in digits only up to thousands.
fn and_the_rest(text: &Text, scaled: &scale::Scaled, number: usize, end: usize) -> Option<(Decimal, usize)> {
    let scale = scaled.scale.filter(|scale| *scale >= Decimal::ONE_HUNDRED)?;
    let and = scaled.next;
    let between = number > 1 && (text.is(number - 2, "between") || number > 2 && text.is(number - 3, "between"));
    if between || scaled.next != number + 1 || text.str(number).len() < 4 || and >= end || !text.is(and, "and") {
        return None;
    }
    let rest = super::at(text, and + 1, end).filter(|rest| rest.form != Form::Part && !is_article(text, and + 1))?;
    let small = rest.value.filter(|value| value.is_integer() && *value < scale && !value.is_zero())?;
    let spoken = rest.form == Form::Words || scale <= Decimal::ONE_THOUSAND;
    let alone = rest.scale.is_none() || rest.form == Form::Words;
    (spoken && alone).then_some((small, rest.tokens.end))
}

/// "816 000", "1'000'000": groups of three digits after one space or, as the Swiss write, an apostrophe.
fn grouped_by_spaces(text: &Text, at: usize, end: usize) -> (Option<Decimal>, usize) {
    let first = text.str(at);
    let value = literal::read(first);
    if first.len() > 3 || first.starts_with('0') || !first.bytes().all(|b| b.is_ascii_digit()) {
        return (value, at + 1);
    }
    let mut next = at + 1;
    let mut plain = first.to_owned();
    while next < end {
        let mark = usize::from(apostrophe(text, next));
        let group = next + mark;
        if group >= end || text.kind(group) != Some(TokenKind::Number) || mark == 0 && !one_space_before(text, group) {
            break;
        }
        next = group;
        let whole = text.str(next).split('.').next().unwrap_or_default();
        let group = whole.len() == 3 && text.str(next).bytes().all(|b| b.is_ascii_digit() || b == b'.');
        if !group || plain.len() > 40 {
            next -= mark;
            break;
        }
        plain.push_str(text.str(next));
        next += 1;
    }
    // A year, a date or a model number may stand before a count; a group must not begin a longer run of numbers.
    if next == at + 1 || text.kind(next) == Some(TokenKind::Number) && next < end && one_space_before(text, next) {
        return (value, at + 1);
    }
    (literal::read(&plain), next)
}

fn apostrophe(text: &Text, at: usize) -> bool {
    matches!(text.str(at), "'" | "’") && at > 0 && text.touches_next(at - 1) && text.touches_next(at)
}

fn one_space_before(text: &Text, at: usize) -> bool {
    let gap = &text.source[text.tokens[at - 1].span.end as usize..text.tokens[at].span.start as usize];
    matches!(gap, " " | "\u{A0}" | "\u{2009}" | "\u{202F}")
}
