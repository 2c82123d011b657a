//! Multiples: "three times", "doubled", "threefold", "twice", "1.5x".

use rust_decimal::Decimal;

use super::amount::Amount;
use super::candidate::Candidate;
use super::scan::Scan;
use crate::lexicon::lexicon;
use crate::model::{Kind, Quantity};
use crate::span::Span;

/// Reads a multiplying word, or an amount with "times", "-fold" or "x" behind it.
pub(super) fn read(scan: &Scan, at: usize, amount: Option<&Amount>) -> Option<Candidate> {
    word(scan, at).or_else(|| times(scan, amount?))
}

/// "doubled", "twice", "tripling".
fn word(scan: &Scan, at: usize) -> Option<Candidate> {
    let multiple = lexicon().multiples.of_word(scan.text.word(at)).next()?;
    if multiple.not_before_nouns && plain_noun(scan, at + 1) {
        return None;
    }
    let quantity = Quantity {
        value: Some(multiple.value),
        change: multiple.change,
        ..Quantity::new(Span::new(0, 0), Kind::Multiple)
    };
    Some(Candidate::new(at..at + 1, quantity, "multiple"))
}

/// "single mothers", "double doors": no multiple.
fn plain_noun(scan: &Scan, at: usize) -> bool {
    scan.noun_may_start(at) && !scan.text.in_class(at, crate::lexicon::Class::Determiner)
}

/// "three times as many", "10-fold", "1.5x": not "three times" alone, which counts occasions.
fn times(scan: &Scan, amount: &Amount) -> Option<Candidate> {
    let text = scan.text;
    let at = scan.behind_hyphen(amount.tokens.end);
    let fold = text.is(at, "fold") && at <= amount.tokens.end + 1;
    let x = matches!(text.str(at), "x" | "X" | "×")
        && text.touches_next(at - 1)
        && text.kind(at + 1) != Some(crate::text::TokenKind::Number);
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
