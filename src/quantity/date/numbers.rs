//! The numbers that dates are made of: days of a month, ranks, years in digits and in words.

use rust_decimal::prelude::ToPrimitive;

use super::scan::Scan;
use crate::lexicon::{NumberWord, lexicon};
use crate::text::TokenKind;

/// Four digits that can be a year, wherever they stand.
pub(super) fn year(scan: &Scan, at: usize) -> Option<i32> {
    let text = scan.text;
    let digits = text.str(at);
    let four = at < scan.end() && digits.len() == 4 && digits.bytes().all(|byte| byte.is_ascii_digit());
    let word = text.touches_next(at)
        && text.kind(at + 1) == Some(TokenKind::Word)
        && !text.str(at + 1).starts_with(['\'', '’']);
    digits.parse().ok().filter(|year| four && !word && (1000..=2199).contains(year))
}

/// A year behind a month: four digits, two of them ("April 15", "’87"), or words.
pub(super) fn year_behind(scan: &Scan, at: usize) -> Option<(i32, usize)> {
    if let Some(year) = year(scan, at) {
        return Some((year, at + 1));
    }
    let quote = usize::from(matches!(scan.text.str(at), "'" | "’" | "‘") && scan.text.touches_next(at));
    let digits = scan.text.str(at + quote);
    if at + quote < scan.end() && digits.len() == 2 && quote == 1 {
        return digits.parse().ok().map(|short| (of_two_digits(short), at + 2));
    }
    spoken_year(scan, at)
}

/// The year that two digits stand for: those of this century up to 2039, of the last one from 1940.
pub(super) const fn of_two_digits(short: i32) -> i32 {
    if short < 40 { 2000 + short } else { 1900 + short }
}

/// "nineteen ninety six", "twenty twelve", "nineteen hundred ninety three", "two thousand and five", "nineteen oh five".
pub(super) fn spoken_year(scan: &Scan, at: usize) -> Option<(i32, usize)> {
    if scan.text.kind(at) != Some(TokenKind::Word) {
        return None;
    }
    let and = |at: usize| scan.behind(at, &["and"]);
    let (first, next) = below_hundred(scan, at)?;
    if first == 2 && scan.is_any(next, &["thousand"]) {
        let rest = below_hundred(scan, and(next + 1)).filter(|(rest, _)| *rest < 100);
        return Some(rest.map_or((2000, next + 1), |(rest, next)| (2000 + rest, next)));
    }
    if !(10..=21).contains(&first) {
        return None;
    }
    if scan.is_any(next, &["hundred"]) {
        let rest = below_hundred(scan, and(next + 1));
        return Some(rest.map_or((first * 100, next + 1), |(rest, next)| (first * 100 + rest, next)));
    }
    if scan.is_any(next, &["oh", "o"]) {
        let (rest, next) = below_hundred(scan, next + 1).filter(|(rest, _)| *rest < 10)?;
        return Some((first * 100 + rest, next));
    }
    let (rest, next) = below_hundred(scan, next).filter(|(rest, _)| *rest >= 10)?;
    Some((first * 100 + rest, next))
}

/// "ninety six", "twenty-one", "five".
fn below_hundred(scan: &Scan, at: usize) -> Option<(i32, usize)> {
    let word = |at: usize, tens: bool| {
        let mut words = lexicon().numbers.of_word(scan.text.word(at)).filter(|_| at < scan.end());
        words.find_map(|word| match word {
            NumberWord::Small(value) if !tens => value.to_i32(),
            NumberWord::Tens(value) if tens => value.to_i32(),
            _ => None,
        })
    };
    if let Some(small) = word(at, false) {
        return Some((small, at + 1));
    }
    let tens = word(at, true)?;
    let behind = at + 1 + usize::from(scan.joined(at + 1, &["-"]));
    Some(
        word(behind, false)
            .filter(|ones| (1..10).contains(ones))
            .map_or((tens, at + 1), |ones| (tens + ones, behind + 1)),
    )
}

/// "19th", "twenty-first", "third" with the token behind it.
pub(super) fn rank(scan: &Scan, at: usize) -> Option<(u32, usize)> {
    let text = scan.text;
    if at >= scan.end() {
        return None;
    }
    if text.kind(at) == Some(TokenKind::Number) {
        let suffix = text.touches_next(at) && ["st", "nd", "rd", "th"].iter().any(|suffix| text.is(at + 1, suffix));
        return text.str(at).parse().ok().filter(|_| suffix).map(|rank| (rank, at + 2));
    }
    let value = |at: usize, tens: bool| {
        let mut words = lexicon().numbers.of_word(text.word(at)).filter(|_| at < scan.end());
        words.find_map(|word| match word {
            NumberWord::Rank(value) if !tens => value.to_u32(),
            NumberWord::Tens(value) if tens => value.to_u32(),
            _ => None,
        })
    };
    if let Some(rank) = value(at, false) {
        return Some((rank, at + 1));
    }
    let hyphen = usize::from(scan.joined(at + 1, &["-"]));
    let (tens, rest) = (value(at, true)?, value(at + 1 + hyphen, false)?);
    (rest < 10).then_some((tens + rest, at + 2 + hyphen))
}

/// "25", "25th" as a day of a month.
pub(super) fn day(scan: &Scan, at: usize) -> Option<(u32, usize)> {
    let text = scan.text;
    if text.kind(at) != Some(TokenKind::Number) || at >= scan.end() || text.str(at).len() > 2 {
        return None;
    }
    let day: u32 = text.str(at).parse().ok().filter(|day| (1..=31).contains(day))?;
    if at > 0 && matches!(text.str(at - 1), "$" | "£" | "€" | "¥") {
        return None;
    }
    let suffix = text.touches_next(at) && ["st", "nd", "rd", "th"].iter().any(|suffix| text.is(at + 1, suffix));
    let runs_on = text.touches_next(at) && !suffix && text.kind(at + 1) == Some(TokenKind::Word);
    (!runs_on).then_some((day, at + 1 + usize::from(suffix)))
}

/// A day beside a month's name: in digits, as a rank in words ("twenty second") or as a number in words ("fifteen").
pub(super) fn day_in_any_form(scan: &Scan, at: usize) -> Option<(u32, usize)> {
    day(scan, at)
        .or_else(|| rank(scan, at))
        .or_else(|| below_hundred(scan, at).and_then(|(day, next)| Some((u32::try_from(day).ok()?, next))))
        .filter(|(day, _)| (1..=31).contains(day))
}
