//! "about", "more than", "or more": words beside a quantity that say how its value is to be read.

use rust_decimal::Decimal;

use super::candidate::Candidate;
use crate::lexicon::{Modify, Side, lexicon};
use crate::model::{Kind, Modifier, Quantity};
use crate::text::Text;

/// Reads the modifiers beside a candidate into it; `from` and `end` bound where they may stand.
pub(super) fn apply(text: &Text, candidate: &mut Candidate, from: usize, end: usize) {
    let between = candidate.core.start > from
        && candidate.quantity.modifier == Modifier::Between
        && text.is(candidate.core.start - 1, "between");
    if between {
        candidate.tokens.start = candidate.core.start - 1;
        return;
    }
    let before = before(text, candidate.core.start, from);
    let after = after(text, candidate.tokens.end, end);
    if let Some((len, modify)) = before {
        candidate.tokens.start = candidate.core.start - len;
        set(&mut candidate.quantity, modify.modifier);
    } else if let Some((len, modify)) = after {
        candidate.tokens.end += len;
        set(&mut candidate.quantity, modify.modifier);
    }
}

fn before(text: &Text, start: usize, from: usize) -> Option<(usize, &'static Modify)> {
    let words = text.words_back(from..start);
    let (len, modify) = lexicon().modifiers.ending(words, |_, modify| modify.side == Side::Before)?;
    // "more than 500": but "over the years, 40 ships" has an article between; and "the average of 40" keeps its article out.
    Some((len, modify))
}

fn after(text: &Text, at: usize, end: usize) -> Option<(usize, &'static Modify)> {
    let (len, modify) = lexicon().modifiers.starting(text.words_from(at..end), |len, modify| {
        modify.side == Side::After && (len > 1 || text.touches_next(at.wrapping_sub(1)) || closes(text, at + len, end))
    })?;
    let loose =
        ["at", "approximately", "give", "minimum", "maximum", "tops", "plus"].iter().any(|word| text.is(at, word));
    (!loose || closes(text, at + len, end)).then_some((len, modify))
}

/// Whether the clause ends here, so that the words before belong to what precedes them.
fn closes(text: &Text, at: usize, end: usize) -> bool {
    at >= end || matches!(text.str(at), "." | "," | ";" | ":" | ")" | "”" | "\"" | "!" | "?" | "—")
}

/// Turns the value into the bound that the modifier makes of it.
pub(super) fn set(quantity: &mut Quantity, modifier: Modifier) {
    let point = quantity.value;
    // "more than halved" leaves less than a half.
    let shrinks = quantity.kind == Kind::Multiple && point.is_some_and(|point| point < Decimal::ONE);
    let modifier = match modifier {
        Modifier::MoreThan if shrinks => Modifier::LessThan,
        Modifier::LessThan if shrinks => Modifier::MoreThan,
        other => other,
    };
    match modifier {
        Modifier::MoreThan | Modifier::AtLeast => {
            quantity.low = point.or(quantity.low);
            (quantity.value, quantity.high) = (None, quantity.high.filter(|_| point.is_none()));
        }
        Modifier::LessThan | Modifier::AtMost => {
            quantity.high = point.or(quantity.high).or(quantity.low);
            (quantity.value, quantity.low) = (None, quantity.low.filter(|_| point.is_none()));
        }
        Modifier::Exact | Modifier::About | Modifier::Between | Modifier::Vague => {}
    }
    let range = quantity.modifier == Modifier::Between;
    let vague = quantity.modifier == Modifier::Vague && matches!(modifier, Modifier::About | Modifier::Exact);
    if !vague && (!range || modifier == Modifier::About) {
        quantity.modifier = modifier;
    }
}

/// "more than 100 kilometers (60 miles)": a conversion in brackets is read as its original is.
pub(super) fn conversions(text: &Text, found: &mut [Candidate]) {
    for index in 1..found.len() {
        let (before, after) = found.split_at_mut(index);
        let (Some(original), Some(converted)) = (before.last(), after.first_mut()) else { continue };
        let gap = original.tokens.end..converted.tokens.start;
        let bracket = gap.len() == 1 && matches!(text.str(gap.start), "(" | "/");
        let kinds = original.quantity.kind == converted.quantity.kind && converted.quantity.modifier == Modifier::Exact;
        if bracket && kinds && original.quantity.unit != converted.quantity.unit {
            set(&mut converted.quantity, original.quantity.modifier);
        }
    }
}
