//! Ranges and lists whose parts have been read one by one: "3% to 5%", "$5-$10 million", "10, 20 and 30 million".

use rust_decimal::Decimal;

use super::amount;
use super::candidate::Candidate;
use super::scan::Scan;
use crate::lexicon::{Class, Side, lexicon};
use crate::model::{Kind, Modifier, Quantity};
use crate::text::{Text, TokenKind};

/// Joins two neighbours of one unit with "to", "-" or "between … and" into one mention.
pub(super) fn ranges(scan: &Scan, found: &mut Vec<Candidate>) {
    let mut index = 0;
    while index + 1 < found.len() {
        let joined = joined(scan, &found[index], &found[index + 1]);
        if let Some(candidate) = joined {
            found[index] = candidate;
            found.remove(index + 1);
        } else {
            index += 1;
        }
    }
}

/// "432 ± 21 cm", "5% ± 2%": a value and its tolerance are one mention.
pub(super) fn tolerances(scan: &Scan, found: &mut Vec<Candidate>) {
    let mut index = 0;
    while index + 1 < found.len() {
        let (first, second) = (&found[index], &found[index + 1]);
        let gap = first.core.end;
        let short = second.core.start == gap + 1 && scan.is_any(gap, &["±"]);
        let long = second.core.start == gap + 3
            && scan.is_any(gap, &["+"])
            && scan.is_any(gap + 1, &["/"])
            && scan.is_any(gap + 2, &["-", "−"]);
        let plain = matches!(first.quantity.kind, Kind::Number | Kind::Count) && first.quantity.unit.is_none();
        let alike = plain || first.quantity.kind == second.quantity.kind;
        if (short || long) && alike && first.quantity.value.is_some() {
            let second = found.remove(index + 1);
            let first = &mut found[index];
            let value = first.quantity.value;
            let modifier = Modifier::About;
            first.quantity = Quantity { value, low: None, high: None, modifier, ..second.quantity };
            (first.of, first.rule) = (second.of, second.rule);
            first.extend(second.core.end);
        } else {
            index += 1;
        }
    }
}

fn joined(scan: &Scan, first: &Candidate, second: &Candidate) -> Option<Candidate> {
    let next = amount::connector(scan.text, first.core.start, first.tokens.end, scan.end())?;
    let modified = lexicon()
        .modifiers
        .starting(scan.text.words_from(next..second.core.start), |_, modify| modify.side == Side::Before);
    let gap = modified.map_or(next, |(len, _)| next + len);
    let (one, two) = (&first.quantity, &second.quantity);
    let kinds = one.kind == two.kind || one.kind == Kind::Number && first.core.len() == 1;
    let choice = scan.text.is(next - 1, "or");
    let fits = gap == second.core.start
        && !(choice && gap > next)
        && kinds
        && (one.unit == two.unit || one.kind == Kind::Number);
    let joins = fits
        && !matches!(two.kind, Kind::Ordinal | Kind::Multiple | Kind::Count | Kind::Ratio)
        && !(scan.text.kind(first.tokens.end) == Some(TokenKind::Word) && levels(scan.text, first.core.start));
    let (low, high) = (one.value?, two.value?);
    let scale = scale(scan, second);
    let low = scale
        .filter(|_| scale != Some(Decimal::ONE))
        .and_then(|scale| shared(scan, first, low, high, scale))
        .unwrap_or(low);
    // "2.4 A/cm2 to 0.6 A/cm2": measures may fall without anything having changed.
    let falls = low > high && two.kind == Kind::Measure && one.kind == Kind::Measure && !choice;
    let (low, high) = if falls { Some((high, low)) } else { amount::ordered(low, high) }.filter(|_| joins)?;
    if choice && !amount::close_by(low, high) {
        return None;
    }
    let mut quantity = two.clone();
    (quantity.value, quantity.low, quantity.high) = (None, Some(low), Some(high));
    quantity.modifier = Modifier::Between;
    let mut candidate = Candidate::new(first.core.start..second.tokens.end, quantity, second.rule);
    candidate.of = second.of.clone();
    Some(candidate)
}

/// Joins "larger than 10 and smaller than 20" into one range, once the modifiers have been read.
pub(super) fn conditions(scan: &Scan, found: &mut Vec<Candidate>) {
    let mut index = 0;
    while index + 1 < found.len() {
        let joined = both(scan, &found[index], &found[index + 1]);
        if let Some(candidate) = joined {
            found[index] = candidate;
            found.remove(index + 1);
        }
        index += 1;
    }
}

fn both(scan: &Scan, first: &Candidate, second: &Candidate) -> Option<Candidate> {
    let gap = first.tokens.end;
    let and = gap + 1 == second.tokens.start && scan.is_any(gap, &["and", "but"]);
    let (one, two) = (&first.quantity, &second.quantity);
    let bare = one.kind == Kind::Number && one.unit.is_none();
    let alike = one.kind == two.kind && one.unit == two.unit || bare && two.kind != Kind::Date;
    let bounds = match (one.low, one.high, two.low, two.high) {
        (Some(low), None, None, Some(high)) | (None, Some(high), Some(low), None) => (low, high),
        _ => return None,
    };
    let bounded =
        |modifier| matches!(modifier, Modifier::MoreThan | Modifier::AtLeast | Modifier::LessThan | Modifier::AtMost);
    let fits = and && alike && bounded(one.modifier) && bounded(two.modifier) && bounds.0 < bounds.1;
    let quantity = Quantity { low: Some(bounds.0), high: Some(bounds.1), modifier: Modifier::Between, ..two.clone() };
    let core = first.core.start..second.core.end;
    let tokens = first.tokens.start..second.tokens.end;
    fits.then(|| Candidate { tokens, core, quantity, of: second.of.clone(), rule: second.rule })
}

fn shared(scan: &Scan, first: &Candidate, low: Decimal, high: Decimal, by: Decimal) -> Option<Decimal> {
    let unscaled = scale(scan, first).is_none_or(|scale| scale == Decimal::ONE);
    unscaled.then(|| amount::share_scale(low, high, by))?
}

/// The scale word in a candidate's number.
fn scale(scan: &Scan, candidate: &Candidate) -> Option<Decimal> {
    candidate
        .core
        .clone()
        .find_map(|at| super::numeral::at(scan.text, at, scan.end()))
        .and_then(|numeral| numeral.scale)
}

/// "rose from 4 to 5 percent", "fell by $3 to $45": two levels, or a change and a level; not a range.
pub(super) fn levels(text: &Text, start: usize) -> bool {
    after_a_change(text, start) || from_a_level(text, start)
}

/// "fell by almost $3 to …", "climbed £150 to …".
fn after_a_change(text: &Text, start: usize) -> bool {
    const BETWEEN: [&str; 12] =
        ["by", "about", "almost", "nearly", "some", "another", "$", "£", "€", "roughly", "around", "just"];
    let verb = (start.saturating_sub(4)..start).rev().find(|at| BETWEEN.iter().all(|word| !text.is(*at, word)));
    verb.is_some_and(|at| {
        let moves = lexicon().changes.of_word(text.word(at)).any(|changing| changing.side == Side::Before);
        moves && (text.in_class(at, Class::Verb) || text.str(at).ends_with("ed"))
    })
}

fn from_a_level(text: &Text, start: usize) -> bool {
    let Some(from) = (start.saturating_sub(3)..start).rev().find(|at| text.is(*at, "from")) else { return false };
    let verbs = from.saturating_sub(6)..from;
    const MOVES: [&str; 9] =
        ["went", "moved", "changed", "improved", "worsened", "goes", "going", "widened", "narrowed"];
    verbs.into_iter().any(|at| {
        lexicon().changes.of_word(text.word(at)).next().is_some() || MOVES.iter().any(|word| text.is(at, word))
    })
}

/// Gives a bare number the unit or the scale of the list that it stands in.
pub(super) fn lists(scan: &Scan, found: &mut [Candidate]) {
    for index in (0..found.len().saturating_sub(1)).rev() {
        let (before, after) = found.split_at_mut(index + 1);
        let (Some(bare), Some(next)) = (before.last_mut(), after.first()) else { continue };
        if bare.quantity.kind == Kind::Number && in_one_list(scan, bare, next) {
            take_unit(scan, bare, next);
        } else if matches!(bare.quantity.kind, Kind::Number | Kind::Count) && part_of(scan, bare, next) {
            bare.quantity.kind = next.quantity.kind;
            bare.quantity.unit.clone_from(&next.quantity.unit);
            bare.of.clone_from(&next.of);
        }
    }
}

/// "40 million of the 2.5 billion kroner": a part has the unit of its whole.
fn part_of(scan: &Scan, bare: &Candidate, next: &Candidate) -> bool {
    let at = bare.core.end;
    let of = scan.is_any(at, &["of"]) && scan.is_any(at + 1, &["the", "its", "their", "his", "her", "that", "this"]);
    let less = bare.quantity.value.zip(next.quantity.value).is_some_and(|(part, whole)| part < whole);
    of && less && next.core.start == at + 2 && matches!(next.quantity.kind, Kind::Money | Kind::Measure)
}

/// "aged 19, 22 and 31": the numbers behind an age are ages too.
pub(super) fn ages(scan: &Scan, found: &mut [Candidate]) {
    for index in 1..found.len() {
        let (before, after) = found.split_at_mut(index);
        let (Some(age), Some(bare)) = (before.last(), after.first_mut()) else { continue };
        let plausible = bare.quantity.value.is_some_and(|value| value < Decimal::from(120));
        let ends = scan.text.kind(bare.core.end) != Some(TokenKind::Word)
            || [Class::Auxiliary, Class::Conjunction, Class::Preposition, Class::Verb]
                .iter()
                .any(|class| scan.text.in_class(bare.core.end, *class));
        if age.quantity.kind == Kind::Age
            && matches!(bare.quantity.kind, Kind::Number | Kind::Count)
            && bare.core.len() == 1
            && plausible
            && ends
            && in_one_list(scan, age, bare)
        {
            bare.quantity.kind = Kind::Age;
            bare.quantity.unit.clone_from(&age.quantity.unit);
            bare.of.clone_from(&age.of);
            bare.rule = "list";
        }
    }
}

/// "10, 20 and 30 million": a comma, "and", "or", "to" or "versus" between.
fn in_one_list(scan: &Scan, bare: &Candidate, next: &Candidate) -> bool {
    let between = bare.core.end..next.core.start;
    let words: Vec<&str> = between.map(|at| scan.text.str(at)).collect();
    matches!(
        words[..],
        ["and" | "or" | "to" | "versus" | "vs"] | [","] | [",", "and" | "or"] | ["and", "about" | "nearly" | "then"]
    )
}

fn take_unit(scan: &Scan, bare: &mut Candidate, next: &Candidate) {
    let kind = next.quantity.kind;
    let listed = scan.text.str(bare.core.end) != "," || next.rule == "list";
    let percent = kind == Kind::Percent && bare.quantity.value.is_some_and(|value| value <= Decimal::ONE_HUNDRED);
    let scale = scale(scan, next).filter(|scale| *scale >= Decimal::ONE_THOUSAND);
    let measure = matches!(kind, Kind::Measure | Kind::Duration | Kind::Age)
        || kind == Kind::Money && next.core.start < bare.core.end;
    if !listed && !percent && scale.is_none() || !percent && !measure && scale.is_none() {
        return;
    }
    if let (Some(scale), Some(value)) = (scale, bare.quantity.value.filter(|value| *value < Decimal::ONE_THOUSAND)) {
        bare.quantity.value = value.checked_mul(scale).map(|value| value.normalize()).or(Some(value));
    }
    bare.quantity.kind = kind;
    bare.quantity.unit.clone_from(&next.quantity.unit);
    bare.of.clone_from(&next.of);
    bare.rule = "list";
}
