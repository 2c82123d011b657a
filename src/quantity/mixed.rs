//! What is said behind a first unit: "1 hour 15 minutes", "6 feet, 2 inches", "a year and a half", "2 hours and ten".

use rust_decimal::Decimal;

use super::candidate::Candidate;
use super::scan::Scan;
use super::{prime, unit};
use crate::text::TokenKind;

/// Adds halves and smaller units to a measure or a duration.
pub(super) fn add(scan: &Scan, candidate: &mut Candidate) {
    and_a_half(scan, candidate);
    smaller_units(scan, candidate);
    minutes(scan, candidate);
}

/// "a month and a half", "two years and a half".
fn and_a_half(scan: &Scan, candidate: &mut Candidate) {
    let at = candidate.core.end;
    let article = usize::from(scan.is_any(at + 1, &["a"]));
    let last = at + 1 + article;
    let half = scan.is_any(at, &["and"]) && scan.is_any(last, &["half"]) && (article == 1 || last + 1 >= scan.end());
    if let Some(value) = candidate.quantity.value.filter(|_| half) {
        candidate.quantity.value = value.checked_add(Decimal::new(5, 1)).map(|value| value.normalize());
        candidate.extend(last + 1);
    }
}

/// "1 hour 15 minutes", "6 feet 2 inches": smaller units of the same dimension are added in the smaller one.
fn smaller_units(scan: &Scan, candidate: &mut Candidate) {
    loop {
        let joint = usize::from(scan.is_any(candidate.core.end, &[","]));
        if joint == 1 && listed(scan, candidate.core.end) {
            return;
        }
        let at = candidate.core.end + joint;
        let at = at + usize::from(scan.is_any(at, &["and"]));
        let Some(rest) = super::numeral::at(scan.text, at, scan.end()) else { return };
        let feet = candidate.quantity.unit.as_deref() == Some("[ft_i]") && scan.text.touches_next(at - 1);
        let Some((end, unit)) = unit::at(scan, rest.tokens.end)
            .or_else(|| prime::read(scan, rest.tokens.end))
            .or_else(|| feet.then(|| prime::inches(rest.tokens.end))?)
        else {
            return;
        };
        let Some(ratio) = candidate.quantity.unit.as_deref().and_then(|large| in_smaller(large, &unit.code)) else {
            return;
        };
        let whole =
            candidate.quantity.value.filter(|_| rest.value.is_some_and(|value| value < ratio.max(Decimal::TEN)));
        let sum = whole
            .and_then(|whole| whole.checked_mul(ratio))
            .zip(rest.value)
            .and_then(|(whole, rest)| whole.checked_add(rest));
        let Some(sum) = sum else { return };
        candidate.quantity.value = Some(sum.normalize());
        candidate.quantity.unit = Some(unit.code.to_string());
        candidate.extend(end);
    }
}

/// "3 years, 2 months, and 14 days": a comma before "and" makes a list of amounts that stand for themselves.
fn listed(scan: &Scan, mut comma: usize) -> bool {
    while scan.is_any(comma, &[","]) {
        if scan.is_any(comma + 1, &["and"]) {
            return true;
        }
        let Some(next) = super::numeral::at(scan.text, comma + 1, scan.end()) else { return false };
        let Some((end, _)) = unit::at(scan, next.tokens.end) else { return false };
        comma = end;
    }
    false
}

/// How many of the smaller unit make one of the larger, for the pairs that are said together.
fn in_smaller(large: &str, small: &str) -> Option<Decimal> {
    let ratio = match (large, small) {
        ("a", "d") => 365,
        ("a", "mo") | ("[ft_i]", "[in_i]") => 12,
        ("wk", "d") => 7,
        ("d", "h") => 24,
        ("h", "min") | ("min", "s") => 60,
        ("h", "s") => 3600,
        ("[yd_i]", "[ft_i]") => 3,
        ("[lb_av]", "[oz_av]") => 16,
        ("[stone_av]", "[lb_av]") => 14,
        ("kg", "g") | ("t", "kg") | ("km", "m") | ("m", "mm") => 1000,
        ("m", "cm") => 100,
        _ => return None,
    };
    Some(Decimal::from(ratio))
}

/// "1 hour thirty", "2 hours and ten": minutes that the sentence ends with.
fn minutes(scan: &Scan, candidate: &mut Candidate) {
    let hours = candidate.quantity.value.filter(|_| candidate.quantity.unit.as_deref() == Some("h"));
    let at = candidate.core.end;
    let at = at + usize::from(scan.is_any(at, &["and"]));
    let Some((hours, rest)) = hours.zip(super::numeral::at(scan.text, at, scan.end())) else { return };
    let last = rest.tokens.end >= scan.end()
        || scan.text.kind(rest.tokens.end) == Some(TokenKind::Sign) && rest.tokens.end + 1 >= scan.end();
    let minutes = rest.value.filter(|value| rest.is_whole_up_to(59) && *value >= Decimal::TEN && last);
    let sum = hours.checked_mul(Decimal::from(60)).zip(minutes).and_then(|(hours, minutes)| hours.checked_add(minutes));
    if let Some(sum) = sum {
        candidate.quantity.value = Some(sum.normalize());
        candidate.quantity.unit = Some("min".to_owned());
        candidate.extend(rest.tokens.end);
    }
}
