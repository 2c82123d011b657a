//! Everything else: a number of things ("100,000 laborers", "thousands of workers"), or a bare number.

use rust_decimal::Decimal;

use super::amount::Amount;
use super::candidate::Candidate;
use super::scan::Scan;
use super::thing;
use crate::lexicon::{NumberWord, lexicon};
use crate::model::{Kind, Modifier};
use crate::text::{Shape, TokenKind};

/// Reads an amount as a count of the noun phrase behind it, or as a bare number.
pub(super) fn read(scan: &Scan, _: usize, amount: Option<&Amount>) -> Option<Candidate> {
    let amount = amount?;
    if names_a_kind(scan, amount)
        || is_half_of_a_word(scan, amount)
        || is_marks(scan, amount)
        || is_pronoun(scan, amount)
        || is_a_few(amount)
        || is_bare_scale(scan, amount)
    {
        return None;
    }
    let loose = scan.hyphen(amount.tokens.end) && scan.is_any(amount.tokens.end + 1, &["plus", "odd", "some"]);
    let mut at = scan.behind_hyphen(amount.tokens.end) + usize::from(loose);
    at += usize::from(
        scan.is_any(at, &["more", "fewer", "additional", "further", "extra", "such"]) && scan.noun_may_start(at + 1),
    );
    let more = scan.is_any(at, &["or"]);
    if more && scan.is_any(at, &["or"]) && scan.is_any(at + 1, &["more", "fewer", "so"]) {
        at += 2;
    }
    let thing = thing::counted(scan.text, at, scan.end()).map(|tokens| thing::words(scan.text, tokens));
    let kind =
        if thing.is_some() || amount.value.is_none() && amount.high.is_none() { Kind::Count } else { Kind::Number };
    let rule = if kind == Kind::Count { "count" } else { "number" };
    let mut candidate = Candidate::new(amount.tokens.clone(), amount.quantity(kind, None, Decimal::ONE), rule);
    candidate.of = thing;
    let none = scan.text.is(amount.tokens.start, "one")
        && amount.tokens.start > scan.range.start
        && scan.is_any(amount.tokens.start - 1, &["not"]);
    if none {
        candidate.quantity.value = Some(Decimal::ZERO);
        candidate.core.start -= 1;
        candidate.tokens.start -= 1;
    }
    Some(candidate)
}

/// "a two-way street", "three-dimensional": kinds of things, whose number nobody counted.
fn names_a_kind(scan: &Scan, amount: &Amount) -> bool {
    const KINDS: [&str; 15] = [
        "way",
        "dimensional",
        "sided",
        "star",
        "alarm",
        "tier",
        "tiered",
        "pronged",
        "pointed",
        "eyed",
        "off",
        "size",
        "figure",
        "speed",
        "handed",
    ];
    scan.hyphen(amount.tokens.end) && scan.is_any(amount.tokens.end + 1, &KINDS)
}

/// "half-empty", and "the second half" of a game.
fn is_half_of_a_word(scan: &Scan, amount: &Amount) -> bool {
    let (start, end) = (amount.tokens.start, amount.tokens.end);
    let half = end == start + 1 && scan.is_any(start, &["half"]);
    let game = start > scan.range.start && scan.is_any(start - 1, &["first", "second", "other", "opening"]);
    half && (scan.hyphen(end) || game)
}

/// "this one", "each one", "the same one": a pronoun.
fn is_pronoun(scan: &Scan, amount: &Amount) -> bool {
    let at = amount.tokens.start;
    let one = amount.tokens.len() == 1 && scan.text.is(at, "one") && at > scan.range.start;
    // "one should know", "as one may think".
    let alone = amount.tokens.len() == 1 && scan.text.is(at, "one");
    let inside = alone && scan.text.tokens[at].shape == Shape::Lower && scan.is_any(at + 1, &["could", "would"]);
    if inside || alone && scan.is_any(at + 1, &["should", "may", "must", "might", "can", "cannot"]) {
        return true;
    }
    // "that one costs a dime", "what one thinks": no noun in the plural is counted by one.
    if one && verb_behind(scan, at + 1) {
        return true;
    }
    let pointed = one
        && scan.is_any(
            at - 1,
            &[
                "this", "that", "each", "every", "same", "which", "another", "no", "any", "other", "the", "everyone",
                "new", "good", "big",
            ],
        );
    pointed && super::thing::behind(scan.text, at + 1, scan.end()).is_none_or(|thing| thing.start != at + 1)
        || one && scan.is_any(at + 1, &["'s", "’s", "another"])
}

/// "test scores", "scores of 4 and 5": points that somebody got, not "scores of villagers".
fn is_marks(scan: &Scan, amount: &Amount) -> bool {
    let (start, end) = (amount.tokens.start, amount.tokens.end);
    if amount.tokens.len() != 1 || !scan.is_any(start, &["scores"]) {
        return false;
    }
    let of = scan.is_any(end, &["of"]);
    let number = end + usize::from(of);
    let numbers = number < scan.end() && scan.text.kind(number) == Some(TokenKind::Number);
    let noun = start > scan.range.start
        && scan.text.kind(start - 1) == Some(TokenKind::Word)
        && scan.text.tokens[start - 1].shape == Shape::Lower
        && !scan.text.word(start - 1).is_known();
    numbers || noun && !of
}

fn verb_behind(scan: &Scan, at: usize) -> bool {
    // "a one-on-one interview".
    let idiom = |on: usize| scan.hyphen(on - 1) && scan.is_any(on, &["on", "by"]) && scan.hyphen(on + 1);
    if idiom(at + 1) || at > scan.range.start + 4 && idiom(at - 3) {
        return true;
    }
    let lower = scan.noun_may_start(at) && scan.text.tokens[at].shape == Shape::Lower;
    lower && scan.text.looks_plural(at) && !scan.text.is(at, "series") && !scan.text.is(at, "species")
}

/// "several people", "a few people": no number that could be checked.
fn is_a_few(amount: &Amount) -> bool {
    amount.value.is_none() && amount.low.is_none() && amount.high.is_none() && amount.modifier == Modifier::Vague
}

/// "million", "score" without a number or an article: the second half of something else.
fn is_bare_scale(scan: &Scan, amount: &Amount) -> bool {
    let word = lexicon().numbers.of_word(scan.text.word(amount.tokens.start)).next();
    let scale = matches!(word, Some(NumberWord::Scale(_) | NumberWord::Group(_)));
    amount.tokens.len() == 1
        && scale
        && amount.modifier != Modifier::Vague
        && !scan.hyphen(amount.tokens.end)
        && scan.range.len() > 1
}
