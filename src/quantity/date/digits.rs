//! Dates in digits: "2019-04-25", "4/25/2019", "25.04.2019", "20190425", "2014/10", "from 10/25 to 1/25", "9/11".

use chrono::{Datelike, NaiveDate};

use super::numbers::{of_two_digits, year};
use super::period::Period;
use super::scan::Scan;
use super::{Reading, month};
use crate::text::TokenKind;

/// Reads a date in digits.
pub(super) fn read(scan: &Scan, at: usize) -> Option<Reading> {
    if scan.text.kind(at) != Some(TokenKind::Number) || at > scan.range.start && in_a_longer_run(scan, at) {
        return None;
    }
    nine_eleven(scan, at)
        .or_else(|| whole(scan, at))
        .or_else(|| compact(scan, at))
        .or_else(|| spaced(scan, at))
        .or_else(|| month_and_year(scan, at))
        .or_else(|| month_and_day(scan, at))
}

/// Whether more digits are joined to the front: a telephone number, a reference.
fn in_a_longer_run(scan: &Scan, at: usize) -> bool {
    if scan.joined(at + 1, &["/"]) && is_behind_a_pair(scan, at) {
        return false;
    }
    scan.joined(at - 1, &["-", "/", "."]) && scan.text.kind(at - 2) == Some(TokenKind::Number)
        || scan.text.kind(at - 1) == Some(TokenKind::Number) && scan.text.touches_next(at - 1)
}

/// "9/11": the day whose name is its date.
fn nine_eleven(scan: &Scan, at: usize) -> Option<Reading> {
    let text = scan.text;
    let name = text.str(at) == "9" && scan.joined(at + 1, &["/"]) && scan.is_any(at + 2, &["11"]);
    if !name || scan.joined(at + 3, &["/"]) || day_of_the_week_before(scan, at) {
        return None;
    }
    NaiveDate::from_ymd_opt(2001, 9, 11).map(|day| Reading::new(at..at + 3, Period::day(day), "9/11"))
}

/// Whether words behind "Sept. 11" say that the day of 2001 is meant.
pub(super) fn is_nine_eleven(scan: &Scan, month: u32, day: u32, after: usize) -> bool {
    const ATTACKS: [&str; 8] =
        ["attack", "attacks", "terrorist", "terror", "hijackers", "commission", "atrocities", "victims"];
    (month, day) == (9, 11) && scan.is_any(after, &ATTACKS)
}

/// "2019-04-25", "4/25/2019", "25/4/2019", "25.04.2019".
fn whole(scan: &Scan, at: usize) -> Option<Reading> {
    let text = scan.text;
    let dotted: Vec<&str> = text.str(at).split('.').collect();
    let (parts, end) = if let [first, second, third] = dotted[..] {
        ([first, second, third], at + 1)
    } else {
        let joined = |sign: usize| scan.joined(sign, &["-", "/"]);
        let whole = at + 4 < scan.end() && joined(at + 1) && joined(at + 3) && text.str(at + 1) == text.str(at + 3);
        let further = scan.joined(at + 5, &["/"]) || text.str(at + 1) == "-" && chained(scan, at + 5);
        ((whole && !further).then(|| [text.str(at), text.str(at + 2), text.str(at + 4)])?, at + 5)
    };
    let day = ordered(parts, scan.day_first || dotted.len() == 3)?;
    Some(Reading::new(at..end, Period::day(day), "date in digits"))
}

/// "-2015": another number of the same run.
fn chained(scan: &Scan, at: usize) -> bool {
    scan.joined(at, &["-"]) && scan.text.kind(at + 1) == Some(TokenKind::Number)
}

/// The day that three numbers name; which is the day and which the month is known where one exceeds twelve.
pub(super) fn ordered(parts: [&str; 3], day_first: bool) -> Option<NaiveDate> {
    let [one, two, three] = parts.map(|part| part.parse::<u32>().ok().filter(|_| part.len() <= 4));
    let (one, two, three) = (one?, two?, three?);
    let (year, month, day) = if parts[0].len() == 4 {
        (one, two, three)
    } else if one > 12 || day_first && two <= 12 {
        (three, two, one)
    } else {
        (three, one, two)
    };
    let full = parts[0].len() == 4 || parts[2].len() == 4;
    let year = i32::try_from(year).ok()?;
    NaiveDate::from_ymd_opt(if full || year > 99 { year } else { of_two_digits(year) }, month, day)
}

/// "20190425".
fn compact(scan: &Scan, at: usize) -> Option<Reading> {
    let digits = scan.text.str(at);
    let plain = digits.len() == 8 && digits.bytes().all(|byte| byte.is_ascii_digit());
    let day = plain.then(|| NaiveDate::parse_from_str(digits, "%Y%m%d").ok())??;
    (1900..2100).contains(&day.year()).then(|| Reading::new(at..at + 1, Period::day(day), "date in digits"))
}

/// "on 2016 10 16".
fn spaced(scan: &Scan, at: usize) -> Option<Reading> {
    let text = scan.text;
    let year = year(scan, at).filter(|_| scan.before_is_any(at, &["on", "since", "by", "until", "from", "dated"]))?;
    let two = |at: usize| text.str(at).parse().ok().filter(|_| at < scan.end() && text.str(at).len() == 2);
    let day = NaiveDate::from_ymd_opt(year, two(at + 1)?, two(at + 2)?)?;
    Some(Reading::new(at..at + 3, Period::day(day), "date in digits"))
}

/// "2014/10", "2015-03", "12-2015": a month with its year. "2010-11" and "2009/10" are two years.
fn month_and_year(scan: &Scan, at: usize) -> Option<Reading> {
    let text = scan.text;
    let sign = at + 1;
    if !scan.joined(sign, &["-", "/"]) || scan.joined(at + 3, &["-", "/"]) || at + 2 >= scan.end() {
        return None;
    }
    let month = |at: usize| text.str(at).parse::<u32>().ok().filter(|month| (1..=12).contains(month));
    let (year, month) = if let Some(year) = year(scan, at) {
        let month = month(at + 2).filter(|_| text.str(at + 2).len() <= 2)?;
        let padded = month < 10;
        let next = (year + 1) % 100 == i32::try_from(month).ok()?;
        if next || !padded && text.str(sign) == "-" {
            return None;
        }
        (year, month)
    } else {
        (year(scan, at + 2)?, month(at).filter(|_| text.str(at).len() == 2)?)
    };
    Some(Reading::new(at..at + 3, Period::month(year, month)?, "month in digits"))
}

/// "from 10/25", "Friday 5/12": a day and a month without a year, where a date must stand.
fn month_and_day(scan: &Scan, at: usize) -> Option<Reading> {
    let (month, day, end) = pair(scan, at)?;
    let weekday = day_of_the_week_before(scan, at);
    let strong = weekday
        || is_behind_a_pair(scan, at) && scan.before_is_any(at, &["to", "-", "–", "and"])
        || scan.before_is_any(at, &["on", "from", "until", "till", "since", "between", "this", "next"]);
    let range = scan.is_any(end, &["-", "–", "to"])
        && pair(scan, end + 1).is_some_and(|_| strong || whole(scan, end + 1).is_some());
    if !(strong && scan.phrase_ends(end) || range) || scan.is_any(end, &["of", "in", "%"]) {
        return None;
    }
    month::of_day(scan, at, day, month).map(|period| Reading::new(at..end, period, "day"))
}

/// Whether another day and month end two tokens before: "10/1-11/2", "10/25 to 1/25".
fn is_behind_a_pair(scan: &Scan, at: usize) -> bool {
    at >= scan.range.start + 4 && pair(scan, at - 4).is_some_and(|(_, _, end)| end == at - 1)
}

/// The month and the day of "10/25" and the token behind it.
pub(super) fn pair(scan: &Scan, at: usize) -> Option<(u32, u32, usize)> {
    let text = scan.text;
    let (one, two, end) = if let Some((one, two)) = text.str(at).split_once('.') {
        (one, two, at + 1)
    } else {
        (text.str(at), text.str(at + 2), at + 3)
    };
    if end == at + 3 && !(scan.joined(at + 1, &["/"]) && at + 2 < scan.end())
        || end == at + 1 && !day_of_the_week_before(scan, at)
    {
        return None;
    }
    let number = |part: &str| part.parse::<u32>().ok().filter(|_| part.len() <= 2);
    let (one, two) = (number(one)?, number(two)?);
    let (month, day) = if one > 12 || scan.day_first && two <= 12 { (two, one) } else { (one, two) };
    NaiveDate::from_ymd_opt(2000, month, day).map(|_| (month, day, end))
}

fn day_of_the_week_before(scan: &Scan, at: usize) -> bool {
    let comma = usize::from(scan.before_is_any(at, &[","]));
    at > scan.range.start + comma && scan.weekday(at - 1 - comma).is_some()
}

/// Whether the document's dates in digits show that it writes the day first; where none does, whether it names days so
/// ("25 April" rather than "April 25").
pub(super) fn day_first(scan: &Scan) -> bool {
    let text = scan.text;
    let mut named = 0_i64;
    for at in scan.range.clone().filter(|at| text.kind(*at) == Some(TokenKind::Number)) {
        let slashed = scan.joined(at + 1, &["/"]) && scan.joined(at + 3, &["/"]);
        let number = |at: usize| text.str(at).parse::<u32>().ok().filter(|_| text.str(at).len() <= 2);
        match (number(at), number(at + 2)) {
            (Some(13..=31), Some(1..=12)) if slashed => return true,
            (Some(1..=12), Some(13..=31)) if slashed => return false,
            _ => {}
        }
        if number(at).is_some_and(|day| (1..=31).contains(&day)) {
            named += i64::from(month::name(scan, at + 1).is_some());
            named -= i64::from(at > 0 && month::name(scan, at - 1).is_some());
        }
    }
    named > 0
}
