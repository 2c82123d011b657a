//! Ages: "68-year-old", "aged 45", "45 years old", "Ann Lind, 45,".

use super::amount::Amount;
use super::candidate::Candidate;
use super::scan::Scan;
use super::thing;
use crate::lexicon::Class;
use crate::model::{Kind, Modifier};
use crate::text::{Shape, TokenKind};
use rust_decimal::Decimal;

/// Reads an amount as somebody's age.
pub(super) fn read(scan: &Scan, at: usize, amount: Option<&Amount>) -> Option<Candidate> {
    let amount = amount?;
    in_decades(scan, at, amount)
        .or_else(|| old(scan, amount))
        .or_else(|| aged(scan, at, amount))
        .or_else(|| behind_a_name(scan, at, amount))
        .or_else(|| of_a_person(scan, at, amount))
}

fn candidate(scan: &Scan, amount: &Amount, end: usize, unit: &str) -> Candidate {
    let mut candidate =
        Candidate::new(amount.tokens.start..end, amount.quantity(Kind::Age, Some(unit), Decimal::ONE), "age");
    candidate.of = person(scan, &candidate);
    candidate
}

/// "in his 40s", "in their late 20s": ten years.
fn in_decades(scan: &Scan, at: usize, amount: &Amount) -> Option<Candidate> {
    const WHOSE: [&str; 7] = ["his", "her", "their", "my", "our", "your", "its"];
    const PARTS: [&str; 4] = ["early", "mid", "late", "-"];
    let text = scan.text;
    let behind = amount.tokens.end;
    let tens = amount.value.filter(|value| (value % Decimal::TEN).is_zero() && *value < Decimal::ONE_HUNDRED)?;
    let s = text.touches_next(behind - 1) && matches!(text.str(behind), "s" | "’s" | "'s") && behind < scan.end();
    let before = (scan.range.start..at).rev().find(|before| !scan.is_any(*before, &PARTS))?;
    if !s || !scan.is_any(before, &WHOSE) {
        return None;
    }
    let mut candidate = candidate(scan, amount, behind + 1, "a");
    let last = tens.checked_add(Decimal::from(9));
    (candidate.quantity.value, candidate.quantity.low, candidate.quantity.high) = (None, Some(tens), last);
    candidate.quantity.modifier = Modifier::Between;
    Some(candidate)
}

/// "68-year-old", "45 years old", "a 3-month-old baby", "years of age".
fn old(scan: &Scan, amount: &Amount) -> Option<Candidate> {
    let mut at = scan.behind_hyphen(amount.tokens.end);
    let unit =
        ["year", "years", "yr", "yrs"].iter().any(|word| scan.text.is(at, word)).then_some("a").or_else(|| {
            ["month", "months"].iter().any(|word| scan.text.is(at, word)).then_some("mo").or_else(|| {
                ["week", "weeks"]
                    .iter()
                    .any(|word| scan.text.is(at, word))
                    .then_some("wk")
                    .or_else(|| ["day", "days"].iter().any(|word| scan.text.is(at, word)).then_some("d"))
            })
        })?;
    at = scan.behind_hyphen(at + 1);
    if scan.text.is(at, "old") || scan.text.is(at, "olds") {
        return Some(candidate(scan, amount, at + 1, unit));
    }
    (scan.text.is(at, "of") && scan.text.is(at + 1, "age")).then(|| candidate(scan, amount, at + 2, unit))
}

/// "aged 45", "age 45", "at the age of 45", "ages 5 to 11".
fn aged(scan: &Scan, at: usize, amount: &Amount) -> Option<Candidate> {
    let before = at.checked_sub(1)?;
    let word = scan.is_any(before, &["aged", "age", "ages"])
        || scan.is_any(before, &["of", "between", "over", "under"])
            && before > 0
            && scan.is_any(before - 1, &["age", "aged", "ages"]);
    let fits = amount.value.or(amount.high).is_some_and(|value| value <= Decimal::from(120));
    let end = amount.tokens.end + usize::from(scan.is_any(amount.tokens.end, &["years"]));
    (word && fits).then(|| candidate(scan, amount, end, "a"))
}

/// "Ann Lind, 45, a teacher": a whole number between commas behind a name.
fn behind_a_name(scan: &Scan, at: usize, amount: &Amount) -> Option<Candidate> {
    let text = scan.text;
    let end = amount.tokens.end;
    let commas = at >= scan.range.start + 3
        && text.str(at - 1) == ","
        && (end >= scan.end() || matches!(text.str(end), "," | ")" | "."));
    let name = commas
        && text.kind(at - 2) == Some(TokenKind::Word)
        && text.tokens[at - 2].shape == Shape::Capital
        && (text.tokens[at - 3].shape == Shape::Capital || text.str(at - 3) == ".");
    let last = commas && text.str(end) == "." && end + 1 < scan.end();
    let calendar = crate::lexicon::lexicon().calendar.names.of_word(text.word(at.saturating_sub(2))).next().is_some();
    let value =
        amount.value.filter(|value| value.is_integer() && *value >= Decimal::ONE && *value <= Decimal::from(115))?;
    let plain = amount.is_point()
        && amount.tokens.len() == 1
        && text.kind(at) == Some(TokenKind::Number)
        && value >= Decimal::ONE;
    (name && plain && !last && !calendar).then(|| candidate(scan, amount, end, "a"))
}

/// "he will be 35 by May", "she turned 40": a number that the sentence says of one person, and of nothing else.
fn of_a_person(scan: &Scan, at: usize, amount: &Amount) -> Option<Candidate> {
    let text = scan.text;
    let end = amount.tokens.end;
    let back = |back: usize, words: &[&str]| at >= scan.range.start + back && scan.is_any(at - back, words);
    let be = back(1, &["be"]) && back(2, &["will", "would"]) && back(3, &["he", "she"]);
    let is = back(1, &["is", "was"]) && back(2, &["he", "she"]);
    let turned = back(1, &["turned", "turns", "turning"]) && !back(2, &["it", "they"]);
    const PEOPLE: [&str; 14] = [
        "children",
        "people",
        "adults",
        "men",
        "women",
        "kids",
        "those",
        "boys",
        "girls",
        "voters",
        "anyone",
        "everyone",
        "americans",
        "residents",
    ];
    let of_people = back(1, &["under", "over", "above", "below"]) && back(2, &PEOPLE);
    let ends = end >= scan.end()
        || matches!(text.str(end), "." | "," | ";")
        || scan.is_any(end, &["by", "when", "and", "in", "on", "at", "this", "next", "last"]);
    let fits = amount.is_point() && amount.value.is_some_and(|value| value.is_integer() && value <= Decimal::from(115));
    let old = amount.value.is_some_and(|value| value >= if turned { Decimal::TEN } else { Decimal::from(16) });
    let old = old || of_people;
    ((be || is || turned || of_people) && ends && fits && old && amount.scale.is_none())
        .then(|| candidate(scan, amount, end, "a"))
}

/// Whose age: the noun behind ("68-year-old resident") or the name before the comma.
fn person(scan: &Scan, candidate: &Candidate) -> Option<String> {
    let text = scan.text;
    let start = candidate.core.start;
    if start >= 2 && text.str(start - 1) == "," {
        let first = (scan.range.start..start - 1).rev().take_while(|at| {
            text.kind(*at) == Some(TokenKind::Word) && text.tokens[*at].shape != Shape::Lower
                || matches!(text.str(*at), "." | "-")
        });
        let first = first.last()?;
        return Some(thing::words(text, first..start - 1));
    }
    let behind = candidate.core.end;
    if text.in_class(behind, Class::Conjunction) {
        return None;
    }
    thing::behind(text, behind, scan.end()).map(|tokens| thing::words(text, tokens))
}
