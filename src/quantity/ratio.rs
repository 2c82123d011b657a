//! Shares that are no percents: "one in five", "two out of three", "3 to 1", "two-thirds of", "half".

use rust_decimal::Decimal;

use super::amount::Amount;
use super::candidate::Candidate;
use super::numeral::{self, Form, Numeral};
use super::scan::Scan;
use crate::lexicon::{Class, lexicon};
use crate::model::{Kind, Quantity};
use crate::span::Span;
use crate::text::TokenKind;

/// Reads a part, or two numbers that make one.
pub(super) fn read(scan: &Scan, at: usize, amount: Option<&Amount>) -> Option<Candidate> {
    let first = numeral::at(scan.text, at, scan.end())?;
    to_one(scan, &first)
        .or_else(|| score(scan, &first))
        .or_else(|| over(scan, &first, amount))
        .or_else(|| part(scan, amount?))
}

/// Reads "one in five" and its like, whatever stands behind: "four out of every five dollars".
pub(super) fn read_share(scan: &Scan, at: usize, _: Option<&Amount>) -> Option<Candidate> {
    let first = numeral::at(scan.text, at, scan.end())?;
    one_in(scan, &first).or_else(|| one_of_a_kind_in(scan, &first))
}

/// "one household in four": the thing stands between, and nothing that the second number could count behind it.
fn one_of_a_kind_in(scan: &Scan, first: &Numeral) -> Option<Candidate> {
    let text = scan.text;
    let noun = first.tokens.end;
    let one = first.value == Some(Decimal::ONE) && scan.noun_may_start(noun) && !text.looks_plural(noun);
    let second = numeral::at(text, noun + 2, scan.end()).filter(|_| one && text.is(noun + 1, "in"))?;
    let end = second.tokens.end;
    let closed = [Class::Auxiliary, Class::Verb, Class::Preposition, Class::Conjunction, Class::Relative];
    let ends = end >= scan.end()
        || text.kind(end) == Some(TokenKind::Sign) && !text.touches_next(end)
        || closed.iter().any(|class| text.in_class(end, *class));
    let plain = second.is_whole_up_to(100) && second.scale.is_none() && second.value > Some(Decimal::ONE);
    let mut share =
        (plain && ends).then(|| candidate(first.tokens.start, end, Decimal::ONE.checked_div(second.value?)))??;
    share.of = Some(text.str(noun).to_owned());
    Some(share)
}

fn candidate(start: usize, end: usize, value: Option<Decimal>) -> Option<Candidate> {
    let quantity =
        Quantity { value: Some(value?.round_dp(12).normalize()), ..Quantity::new(Span::new(0, 0), Kind::Ratio) };
    Some(Candidate::new(start..end, quantity, "ratio"))
}

/// "one in five", "1 in 3", "two out of three", "three of every ten", "4 of 5".
fn one_in(scan: &Scan, first: &Numeral) -> Option<Candidate> {
    let text = scan.text;
    let mut at = scan.behind_hyphen(first.tokens.end);
    let plain_in = text.is(at, "in");
    let out_of = text.is(at, "out") && text.is(at + 1, "of");
    let of_every = text.is(at, "of") && text.is(at + 1, "every");
    at += match (plain_in, out_of, of_every) {
        (true, _, _) => 1,
        (_, true, _) | (_, _, true) => 2,
        _ => return None,
    };
    at += usize::from(text.is(at, "every"));
    at = scan.behind_hyphen(at);
    let second = numeral::at(text, at, scan.end())?;
    let (few, many) = (first.value?, second.value?);
    // "40 in 2019" counts in a year, "5 in 10 minutes" in a time.
    let round = [1_000, 10_000, 100_000, 1_000_000].iter().any(|round| many == Decimal::from(*round));
    let countable = second.is_whole_up_to(100) || round || second.scale.is_some() || !plain_in;
    let small = first.is_whole_up_to(99) && few < many && countable;
    let year = second.form == Form::Digits
        && second.is_whole_up_to(2100)
        && many > Decimal::from(1500)
        && second.scale.is_none();
    let unit = plain_in && super::unit::at(scan, second.tokens.end).is_some()
        || super::rate::at(text, second.tokens.end, scan.end(), Kind::Ratio).is_some();
    let usual = few <= Decimal::TEN && !few.is_zero();
    (small && usual && !year && !unit)
        .then(|| candidate(first.tokens.start, second.tokens.end, few.checked_div(many)))?
}

/// "3 to 1", "3-to-1", "3:1".
fn to_one(scan: &Scan, first: &Numeral) -> Option<Candidate> {
    let text = scan.text;
    let at = first.tokens.end;
    let hyphens = scan.hyphen(at) && text.is(at + 1, "to") && scan.hyphen(at + 2);
    let colon = text.str(at) == ":" && text.touches_next(at) && text.touches_next(at - 1);
    let next = if hyphens {
        at + 3
    } else if colon || text.is(at, "to") {
        at + 1
    } else {
        return None;
    };
    let second = numeral::at(text, next, scan.end())?;
    let (many, few) = (first.value?, second.value?);
    let spoken = hyphens || colon || few == Decimal::ONE && many > few;
    let falling = many >= few && !few.is_zero() || colon;
    (spoken && falling && first.scale.is_none())
        .then(|| candidate(first.tokens.start, second.tokens.end, many.checked_div(few)))?
}

/// "one over three", "2000 over 3": a division that is read out, with nothing counted behind it.
fn over(scan: &Scan, first: &Numeral, amount: Option<&Amount>) -> Option<Candidate> {
    let text = scan.text;
    let at = first.tokens.end;
    let second = numeral::at(text, at + 1, scan.end()).filter(|_| text.is(at, "over"))?;
    let end = second.tokens.end;
    let ends =
        end >= scan.end() || text.kind(end) == Some(TokenKind::Sign) && !matches!(text.str(end), "%" | "-" | "–");
    let year = second.form == Form::Digits && text.str(at + 1).len() == 4;
    let plain = first.scale.is_none() && first.form != Form::Part && !year && !text.touches_next(at);
    let sign = amount.filter(|amount| amount.value.is_some() && plain && ends)?;
    let start = sign.tokens.start;
    let money = start > scan.range.start && lexicon().currencies.may_start(text.word(start - 1));
    let value = sign.value?.checked_div(second.value?);
    (!money).then(|| candidate(start, end, value))?
}

/// "52-48", "2-0", "by 5 votes to 4" is not one: two whole numbers joined by a hyphen that fall or are equal.
fn score(scan: &Scan, first: &Numeral) -> Option<Candidate> {
    let text = scan.text;
    let at = first.tokens.end;
    let joined = matches!(text.str(at), "-" | "–") && text.touches_next(at) && text.touches_next(at - 1);
    let digits = joined && text.kind(at - 1) == Some(TokenKind::Number) && text.kind(at + 1) == Some(TokenKind::Number);
    let second = numeral::at(text, at + 1, scan.end()).filter(|second| digits && second.tokens.len() == 1)?;
    let (one, other) = (first.value?, second.value?);
    let whole = first.is_whole_up_to(999) && second.is_whole_up_to(999) && one >= other;
    let quantity = Quantity {
        value: one.checked_div(other).map(|value| value.round_dp(12).normalize()),
        ..Quantity::new(Span::new(0, 0), Kind::Ratio)
    };
    whole.then(|| Candidate::new(first.tokens.start..second.tokens.end, quantity, "score"))
}

/// The part with at most 12 places: no decimal is a third.
fn rounded(amount: &Amount) -> Quantity {
    let quantity = amount.quantity(Kind::Ratio, None, Decimal::ONE);
    Quantity { value: quantity.value.map(|value| value.round_dp(12).normalize()), ..quantity }
}

/// "half", "two-thirds": a part alone; with a unit behind it other rules have read it.
fn part(scan: &Scan, amount: &Amount) -> Option<Candidate> {
    const OF_A_GAME: [&str; 7] = ["first", "second", "other", "better", "latter", "opening", "1st"];
    let start = amount.tokens.start;
    let of_a_game = start > 0 && scan.is_any(start - 1, &OF_A_GAME) && scan.is_any(start, &["half"]);
    // "half-empty", "half-brother": the other half of a word.
    let half = scan.is_any(start, &["half"]) && amount.tokens.len() == 1 && scan.hyphen(amount.tokens.end);
    (amount.form == Form::Part && amount.is_point() && !of_a_game && !half)
        .then(|| Candidate::new(amount.tokens.clone(), rounded(amount), "part"))
}
