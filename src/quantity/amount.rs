//! One number, a range of two or a vague word, before anything is known of its unit.

use std::ops::Range;

use rust_decimal::Decimal;

use super::numeral::{self, Form, Numeral};
use crate::lexicon::lexicon;
use crate::model::{Kind, Modifier, Quantity};
use crate::span::Span;
use crate::text::{Text, TokenKind};

/// An amount.
#[derive(Clone, Debug)]
pub(super) struct Amount {
    /// Its tokens.
    pub tokens: Range<usize>,
    /// The point, where it is one.
    pub value: Option<Decimal>,
    /// The lower bound of a range or a vague word.
    pub low: Option<Decimal>,
    /// The upper bound.
    pub high: Option<Decimal>,
    /// `Exact`, `Between`, `Vague` or `About` ("a couple").
    pub modifier: Modifier,
    /// How the number is written.
    pub form: Form,
    /// The scale word that it ends with.
    pub scale: Option<Decimal>,
}

impl Amount {
    /// A quantity of this kind with the amount's value or bounds, each multiplied by `factor`.
    pub(super) fn quantity(&self, kind: Kind, unit: Option<&str>, factor: Decimal) -> Quantity {
        let times = |value: Option<Decimal>| value?.checked_mul(factor).map(|value| value.normalize());
        let (value, low, high) = (times(self.value), times(self.low), times(self.high));
        let unit = unit.map(str::to_owned);
        Quantity { value, low, high, modifier: self.modifier, unit, ..Quantity::new(Span::new(0, 0), kind) }
    }

    /// Whether it is one exact number.
    pub(super) fn is_point(&self) -> bool {
        self.value.is_some() && matches!(self.modifier, Modifier::Exact | Modifier::About)
    }

    fn of(numeral: Numeral) -> Self {
        let modifier = if numeral.loose { Modifier::About } else { Modifier::Exact };
        let Numeral { tokens, value, form, scale, .. } = numeral;
        Self { tokens, value, low: None, high: None, modifier, form, scale }
    }
}

/// The amount that starts at token `at`.
pub(super) fn at(text: &Text, at: usize, end: usize) -> Option<Amount> {
    if let Some(vague) = vague(text, at, end) {
        return Some(vague);
    }
    let mut first = numeral::at(text, at, end)?;
    if let Some(sign) = minus(text, at) {
        first.value = first.value.map(|value| -value);
        first.tokens.start = sign;
    }
    Some(range(text, &first, end).unwrap_or_else(|| Amount::of(first)))
}

/// The token of a minus before a number: "-5", "$-5", "minus five"; a hyphen behind a word or a number is none.
fn minus(text: &Text, at: usize) -> Option<usize> {
    let sign = at.checked_sub(1)?;
    if text.is(sign, "minus") || text.is(sign, "negative") {
        return Some(sign);
    }
    if text.is(sign, "-")
        && text.touches_next(sign)
        && sign > 0
        && text.touches_next(sign - 1)
        && text.is(sign - 1, "minus")
    {
        return Some(sign - 1);
    }
    if !matches!(text.str(sign), "-" | "−") || !text.touches_next(sign) {
        return None;
    }
    let Some(before) = sign.checked_sub(1) else { return Some(sign) };
    // "75 -300mm" is a range, "at 50 -1.3%" is none.
    let number = text.kind(before) == Some(TokenKind::Number);
    let value = |at: usize| numeral::literal::read(text.str(at));
    let falls = number && value(before) > value(sign + 1);
    let apart = !text.touches_next(before) && (!number || falls);
    let signs = ["$", "£", "€", "¥", "(", "~"].contains(&text.str(before));
    (apart || signs).then_some(sign)
}

fn vague(text: &Text, at: usize, end: usize) -> Option<Amount> {
    let (len, vague) = lexicon().vague.starting(text.words_from(at..end), |_, _| true)?;
    let next = at + len;
    let low = vague.low;
    Some(Amount {
        tokens: at..next,
        value: None,
        low,
        high: vague.high,
        modifier: Modifier::Vague,
        form: Form::Words,
        scale: low,
    })
}

/// "five to six", "5-10", "between 5 and 10": two numbers in rising order with a connector.
fn range(text: &Text, first: &Numeral, end: usize) -> Option<Amount> {
    let next = connector(text, first.tokens.start, first.tokens.end, end)?;
    // "rose 5 to 10" is a rise and a level, "rose 5-10%" one range.
    let spoken = text.kind(first.tokens.end) == Some(TokenKind::Word);
    if spoken && super::join::levels(text, first.tokens.start) {
        return None;
    }
    let second = numeral::at(text, next, end)?;
    let (low, high) = bounds(first, &second).filter(|(low, high)| !text.is(next - 1, "or") || close_by(*low, *high))?;
    if chained(text, second.tokens.end, end) {
        return None;
    }
    Some(Amount {
        tokens: first.tokens.start..second.tokens.end,
        value: None,
        low: Some(low),
        high: Some(high),
        modifier: Modifier::Between,
        form: second.form,
        scale: second.scale,
    })
}

/// The token behind what joins two ends of a range.
pub(super) fn connector(text: &Text, start: usize, at: usize, end: usize) -> Option<usize> {
    if at + 1 >= end {
        return None;
    }
    let between = start > 0 && (text.is(start - 1, "between") || start > 1 && text.is(start - 2, "between"));
    match text.str(at) {
        "-" if text.is(at + 1, "to") => Some(at + 2 + usize::from(text.is(at + 2, "-"))),
        "-" | "–" | "—" | "‑" | "−" | "~" => {
            let tight = text.touches_next(at - 1) == text.touches_next(at);
            (tight || text.kind(at + 1) == Some(TokenKind::Number)).then_some(at + 1)
        }
        // "from 450 up to 900".
        "up" if text.is(at + 1, "to") && (1..3).any(|back| start >= back && text.is(start - back, "from")) => {
            Some(at + 2)
        }
        // "200,000 to-260,000".
        "to" if text.str(at + 1) == "-" && text.touches_next(at) && text.touches_next(at + 1) => Some(at + 2),
        "to" | "or" | "through" => Some(at + 1),
        "and" if between => Some(at + 1),
        _ => None,
    }
}

/// The bounds of a range, with the scale of the second shared by the first where only that makes sense.
fn bounds(first: &Numeral, second: &Numeral) -> Option<(Decimal, Decimal)> {
    let (low, high) = (first.value?, second.value?);
    let shared = match (first.scale, second.scale) {
        (None, Some(scale)) if first.form != Form::Part => share_scale(low, high, scale),
        _ => None,
    };
    let low = shared.unwrap_or(low);
    ordered(low, high)
}

/// The two ends in order; falling ends are no range unless they are below zero ("-18 to -34").
pub(super) fn ordered(low: Decimal, high: Decimal) -> Option<(Decimal, Decimal)> {
    if low < high {
        return Some((low, high));
    }
    (low > high && (low.is_sign_negative() || high.is_sign_negative())).then_some((high, low))
}

/// "5 to 10 million" is 5 million to 10 million; "300,000 to 1 million" is not.
pub(super) fn share_scale(low: Decimal, high: Decimal, scale: Decimal) -> Option<Decimal> {
    let scaled = low.checked_mul(scale)?;
    (low < scale && scaled < high).then_some(scaled)
}

/// "two or three" is a range, "10 bn or 10 tn" are two amounts.
pub(super) fn close_by(low: Decimal, high: Decimal) -> bool {
    low.checked_mul(Decimal::TWO).is_some_and(|twice| high <= twice.max(Decimal::TEN))
}

/// Whether yet another number is joined by a hyphen: a phone number, a score by sets, a date.
fn chained(text: &Text, at: usize, end: usize) -> bool {
    at + 1 < end
        && matches!(text.str(at), "-" | "–" | "/")
        && text.touches_next(at)
        && text.touches_next(at - 1)
        && text.kind(at + 1) == Some(TokenKind::Number)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(source: &str, start: usize) -> Option<(Option<String>, Option<String>)> {
        let text = Text::new(source);
        let amount = at(&text, start, text.tokens.len())?;
        let show = |value: Option<Decimal>| value.map(|value| value.to_string());
        Some((show(amount.value.or(amount.low)), show(amount.high)))
    }

    #[test]
    fn reads_ranges() {
        let pair = |low: &str, high: &str| Some((Some(low.to_owned()), Some(high.to_owned())));
        assert_eq!(read("five to six men", 0), pair("5", "6"));
        assert_eq!(read("5-10 million", 0), pair("5000000", "10000000"));
        assert_eq!(read("300,000 to 1 million", 0), pair("300000", "1000000"));
        assert_eq!(read("between 5 and 10", 1), pair("5", "10"));
        assert_eq!(read("two or three men", 0), pair("2", "3"));
    }

    #[test]
    fn leaves_lists_scores_and_chains() {
        assert_eq!(read("5 and 10", 0), Some((Some("5".to_owned()), None)));
        assert_eq!(read("10-5", 0), Some((Some("10".to_owned()), None)));
        assert_eq!(read("555-888-1234", 0), Some((Some("555".to_owned()), None)));
    }

    #[test]
    fn reads_vague_words() {
        assert_eq!(read("tens of thousands of men", 0), Some((Some("10000".to_owned()), None)));
        assert_eq!(read("several men", 0), Some((None, None)));
    }
}
