//! Everything else: a number of things ("100,000 laborers", "thousands of workers"), or a bare number.

use rust_decimal::Decimal;

use super::amount::Amount;
use super::candidate::Candidate;
use super::scan::Scan;
use super::thing;
use crate::model::Kind;

/// Reads an amount as a count of the noun phrase behind it, or as a bare number.
pub(super) fn read(scan: &Scan, _: usize, amount: Option<&Amount>) -> Option<Candidate> {
    let amount = amount?;
    let mut at = scan.behind_hyphen(amount.tokens.end);
    let more = scan.is_any(at, &["more", "fewer", "other", "additional", "new", "extra", "or"]);
    if more && scan.is_any(at, &["or"]) && scan.is_any(at + 1, &["more", "fewer", "so"]) {
        at += 2;
    }
    let thing = thing::counted(scan.text, at, scan.end()).map(|tokens| thing::words(scan.text, tokens));
    let kind =
        if thing.is_some() || amount.value.is_none() && amount.high.is_none() { Kind::Count } else { Kind::Number };
    let rule = if kind == Kind::Count { "count" } else { "number" };
    let mut candidate = Candidate::new(amount.tokens.clone(), amount.quantity(kind, None, Decimal::ONE), rule);
    candidate.of = thing;
    Some(candidate)
}
