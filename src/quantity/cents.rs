//! The smaller part of an amount of money: "5 dollars and 20 cents", "15 dollars 50", "$20 43".

use rust_decimal::Decimal;

use super::candidate::Candidate;
use super::numeral::Numeral;
use super::scan::Scan;
use crate::lexicon::lexicon;
use crate::text::TokenKind;

/// "5 dollars and 20 cents", "15 dollars 50.": the cents belong to the dollars.
pub(super) fn add(scan: &Scan, candidate: &mut Candidate, code: &'static str) {
    let and = usize::from(scan.text.is(candidate.core.end, "and"));
    let Some(rest) = super::numeral::at(scan.text, candidate.core.end + and, scan.end()) else { return };
    let Some((end, share)) = minor_unit(scan, rest.tokens.end, code).or_else(|| unsaid(scan, candidate, &rest, and))
    else {
        return;
    };
    let part = rest.value.filter(|_| rest.is_whole_up_to(99)).and_then(|value| value.checked_mul(share));
    let whole = candidate.quantity.value.filter(Decimal::is_integer);
    if let Some(sum) = part.zip(whole).and_then(|(part, whole)| whole.checked_add(part)) {
        candidate.quantity.value = Some(sum.normalize());
        candidate.extend(end);
    }
}

fn minor_unit(scan: &Scan, at: usize, code: &str) -> Option<(usize, Decimal)> {
    let words = scan.text.words_from(at..scan.end());
    let (len, minor) = lexicon().currencies.starting(words, |_, currency| currency.factor < Decimal::ONE)?;
    (minor.code == code || minor.bare).then_some((at + len, minor.factor))
}

/// "15 dollars 50.", "$20 43", "3 dollars and one": a number below a hundred that nothing follows.
fn unsaid(scan: &Scan, candidate: &Candidate, rest: &Numeral, and: usize) -> Option<(usize, Decimal)> {
    let text = scan.text;
    let end = rest.tokens.end;
    let start = candidate.core.start;
    let between = start > scan.range.start && scan.is_any(start - 1, &["between", "from"]);
    let last = end >= scan.end() || text.kind(end) == Some(TokenKind::Sign) || scan.is_any(end, &["more", "less"]);
    let last = last && !matches!(text.str(end), "%" | "-" | "–" | "/" | "$" | "°");
    let spaced = !text.touches_next(candidate.core.end - 1);
    let large = rest.value.is_some_and(|value| value >= Decimal::TEN) || and == 1;
    let two_digits = large && rest.scale.is_none() && text.str(rest.tokens.start).len() > 1;
    let small = candidate.quantity.value.is_some_and(|value| value < Decimal::ONE_THOUSAND);
    let again = and == 1 && text.is(end, "and") || last;
    (again && two_digits && spaced && small && !between).then_some((end, Decimal::new(1, 2)))
}
