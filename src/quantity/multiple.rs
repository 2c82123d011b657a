//! Multiples: "three times", "doubled", "threefold", "twice", "1.5x".

use rust_decimal::Decimal;

use super::amount::Amount;
use super::candidate::Candidate;
use super::scan::Scan;
use crate::lexicon::{Class, lexicon};
use crate::model::{Kind, Quantity};
use crate::span::Span;
use crate::text::{Shape, TokenKind};

/// Reads a multiplying word, or an amount with "times", "-fold" or "x" behind it.
pub(super) fn read(scan: &Scan, at: usize, amount: Option<&Amount>) -> Option<Candidate> {
    word(scan, at).or_else(|| times(scan, amount?))
}

/// "doubled", "twice", "tripling".
fn word(scan: &Scan, at: usize) -> Option<Candidate> {
    let multiple = lexicon().multiples.of_word(scan.text.word(at)).next()?;
    if multiple.not_before_nouns && plain_noun(scan, at + 1) && !verb(scan, at) || named(scan, at) {
        return None;
    }
    let quantity = Quantity {
        value: Some(multiple.value),
        change: multiple.change,
        ..Quantity::new(Span::new(0, 0), Kind::Multiple)
    };
    Some(Candidate::new(at..at + 1, quantity, "multiple"))
}

/// "would double next year", "to triple sales".
fn verb(scan: &Scan, at: usize) -> bool {
    let before = at.checked_sub(1).filter(|before| *before >= scan.range.start);
    before.is_some_and(|before| scan.text.is(before, "to") || scan.text.in_class(before, Class::Auxiliary))
}

/// "the Triple Iron race", "the Double and".
fn named(scan: &Scan, at: usize) -> bool {
    let inside = at > scan.range.start && scan.text.kind(at - 1) == Some(TokenKind::Word);
    inside && scan.text.tokens[at].shape == Shape::Capital && scan.text.tokens[at - 1].shape == Shape::Lower
}

/// "single mothers", "double doors": no multiple.
fn plain_noun(scan: &Scan, at: usize) -> bool {
    scan.noun_may_start(at) && !scan.text.in_class(at, Class::Determiner)
}

/// "three times as many", "10-fold", "1.5x": not "three times" alone, which counts occasions.
fn times(scan: &Scan, amount: &Amount) -> Option<Candidate> {
    let text = scan.text;
    let at = scan.behind_hyphen(amount.tokens.end);
    let fold = text.is(at, "fold") && at <= amount.tokens.end + 1;
    let x = matches!(text.str(at), "x" | "X" | "×")
        && text.touches_next(at - 1)
        && text.kind(at + 1) != Some(TokenKind::Number);
    let times = text.is(at, "times") && comparison(scan, at + 1);
    (fold || x || times).then(|| {
        Candidate::new(amount.tokens.start..at + 1, amount.quantity(Kind::Multiple, None, Decimal::ONE), "times")
    })
}

fn comparison(scan: &Scan, at: usize) -> bool {
    scan.is_any(
        at,
        &[
            "as", "more", "higher", "larger", "bigger", "greater", "faster", "the", "that", "his", "her", "its",
            "their", "what", "better", "longer", "less", "lower", "fewer", "likelier", "over", "smaller", "slower",
            "cheaper", "worse", "stronger", "richer", "heavier",
        ],
    )
}
