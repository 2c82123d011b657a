//! Days: strictly as people type them (`parse_day`), and as pages write them (`day_on_page`), which never guesses.
//!
//! A page's time keeps its own zone's day: "2026-03-04T23:30:00-05:00" is the 4th, as its readers saw it.

use chrono::{DateTime, Datelike as _, NaiveDate, Weekday};
use thiserror::Error;

/// Why something is no date.
#[derive(Clone, Debug, Error, PartialEq, Eq)]
pub enum DateError {
    /// Well written, but there is no such day.
    #[error("the calendar has no day “{0}”")]
    NoSuchDay(String),
    /// Written in another way.
    #[error("“{0}” is not written as a date; write YYYY-MM-DD, such as 2026-03-04")]
    NotADate(String),
}

/// Reads a day written as RFC 3339 writes it, `YYYY-MM-DD`, alone or with a time and zone after it.
///
/// # Errors
/// When it is written otherwise or names a day that the calendar does not have.
///
/// ```
/// use claimlog::ingest::parse_day;
/// assert_eq!(parse_day("2026-03-04").unwrap().to_string(), "2026-03-04");
/// assert_eq!(parse_day("2026-02-30").unwrap_err().to_string(), "the calendar has no day “2026-02-30”");
/// ```
pub fn parse_day(given: &str) -> Result<NaiveDate, DateError> {
    let Some((numbers, rest)) = iso(given) else { return Err(DateError::NotADate(given.to_owned())) };
    let day = numbers.day().ok_or_else(|| DateError::NoSuchDay(given.to_owned()))?;
    if rest.is_empty() || DateTime::parse_from_rfc3339(given).is_ok() {
        return Ok(day);
    }
    Err(DateError::NotADate(given.to_owned()))
}

/// Reads the day of a date as pages write it: ISO 8601 in its forms, RFC 2822, "March 4, 2026", "4 Mar 2026", and numbers
/// that can be read in one way only. `None` for the rest: "03/04/2026" is two days, and nobody published in year 1 or at
/// the first second of 1970.
pub(super) fn day_on_page(given: &str) -> Option<NaiveDate> {
    day_in_order(given, None)
}

/// Which number of "03/04/2026" is the day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Order {
    /// 3 April.
    DayFirst,
    /// March 4.
    MonthFirst,
}

/// As [`day_on_page`], with numbers that could be two days read in this order.
pub(super) fn day_in_order(given: &str, order: Option<Order>) -> Option<NaiveDate> {
    const LONGEST: usize = 100;
    let given = given.trim();
    if given.len() > LONGEST {
        return None;
    }
    let numbers = match iso(given) {
        Some((numbers, rest)) => Some(numbers).filter(|_| is_alone(rest) && !is_zero(given)),
        None => compact(given).or_else(|| numeric(given, order)).or_else(|| week(given)).or_else(|| named(given)),
    };
    numbers?.day().filter(|day| credible(*day))
}

/// Reads a count of seconds or milliseconds since 1970 (UTC), as some systems write where a date belongs; from September 2001 on.
pub(super) fn day_of_count(given: &str) -> Option<NaiveDate> {
    let count: i64 = digits(given.trim())?;
    let seconds = match given.trim().len() {
        10 => count,
        13 => count / 1000,
        _ => return None,
    };
    DateTime::from_timestamp(seconds, 0).map(|time| time.date_naive()).filter(|day| credible(*day))
}

/// Whether numbers like these show their order, for one of them is no month: "25/03/2026", "3/25/2026".
pub(super) fn order_of(given: &str) -> Option<(char, Order)> {
    let (mark, first, second, _) = three_numbers(given)?;
    match (first, second) {
        (13..=31, 1..=12) => Some((mark, Order::DayFirst)),
        (1..=12, 13..=31) => Some((mark, Order::MonthFirst)),
        _ => None,
    }
}

/// The mark of numbers that could be two days: the `/` of "03/04/2026".
pub(super) fn mark_of_two_ways(given: &str) -> Option<char> {
    let (mark, first, second, _) = three_numbers(given)?;
    ((1..=12).contains(&first) && (1..=12).contains(&second) && first != second && mark != '.').then_some(mark)
}

/// Year, month and day before anyone has asked the calendar.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Numbers {
    year: i32,
    month: u32,
    day: u32,
}

impl Numbers {
    fn day(self) -> Option<NaiveDate> {
        if self.year == 0 { None } else { NaiveDate::from_ymd_opt(self.year, self.month, self.day) }
    }
}

/// Whether an article can be from that day. Systems write the first or the last day that they can count for "unknown": of
/// Unix (also as the Americas see it), OLE, SQL, Windows, and 32 bits.
fn credible(day: NaiveDate) -> bool {
    const UNKNOWN: [(i32, u32, u32); 8] = [
        (1970, 1, 1),
        (1969, 12, 31),
        (1899, 12, 30),
        (1899, 12, 31),
        (1900, 1, 1),
        (1753, 1, 1),
        (1601, 1, 1),
        (2038, 1, 19),
    ];
    (1600..2100).contains(&day.year()) && !UNKNOWN.contains(&(day.year(), day.month(), day.day()))
}

/// Whether what follows a date is its time and not another date: "2026-03-04/2026-04-05" is a span.
fn is_alone(rest: &str) -> bool {
    let starts = rest.is_empty() || rest.starts_with([' ', 'T', 't', 'Z', 'z', '+', ',', '(', '_', ';', '\u{a0}']);
    starts && rest.split([' ', ',', ';']).all(|word| iso(word.trim_start_matches('(')).is_none())
}

/// Whether a time is the first second of 1970, wherever it is written.
fn is_zero(given: &str) -> bool {
    DateTime::parse_from_rfc3339(given).is_ok_and(|time| time.timestamp() == 0)
}

/// `2026-03-04` at the start, with what follows it.
fn iso(given: &str) -> Option<(Numbers, &str)> {
    let bytes = given.as_bytes();
    let shape = bytes.len() >= 10 && bytes[4] == b'-' && bytes[7] == b'-';
    if !shape || bytes.get(10).is_some_and(u8::is_ascii_digit) || !given.is_char_boundary(10) {
        return None;
    }
    let numbers = Numbers { year: digits(&given[..4])?, month: digits(&given[5..7])?, day: digits(&given[8..10])? };
    Some((numbers, &given[10..]))
}

/// `20260304`, alone or before a `T`.
fn compact(given: &str) -> Option<Numbers> {
    let head = given.split('T').next().filter(|head| head.len() == 8)?;
    digits::<u32>(head)?;
    Some(Numbers { year: digits(&head[..4])?, month: digits(&head[4..6])?, day: digits(&head[6..])? })
}

/// `2026/3/4`, `25.3.2026`, `3/25/2026`: year first, or one number that no month can be; `2026年3月4日`.
fn numeric(given: &str, order: Option<Order>) -> Option<Numbers> {
    let head = given.split([' ', 'T', ',', '日']).next()?;
    let head = head.trim_end_matches('.').replace(['年', '月'], "/");
    let parts: Vec<u32> = head.split(['/', '.', '-']).map(digits).collect::<Option<_>>()?;
    if let &[year, month, day] = parts.as_slice()
        && year >= 1000
    {
        return Some(Numbers { year: year.try_into().ok()?, month, day });
    }
    let (mark, first, second, year) = three_numbers(given)?;
    let (month, day) = match order {
        _ if first > 12 || mark == '.' || first == second => (second, first),
        _ if second > 12 => (first, second),
        Some(Order::DayFirst) => (second, first),
        Some(Order::MonthFirst) => (first, second),
        None => return None,
    };
    Some(Numbers { year, month, day })
}

/// The mark and the numbers of `03/04/2026`, with a time after it or not.
fn three_numbers(given: &str) -> Option<(char, u32, u32, i32)> {
    let head = given.trim().split([' ', 'T', ',']).next()?.trim_end_matches('.');
    let mark = head.chars().find(|c| matches!(c, '/' | '.' | '-'))?;
    let mut parts = head.split(mark);
    let (first, second, year) = (parts.next()?, parts.next()?, parts.next()?);
    let is_date = parts.next().is_none() && first.len() <= 2 && second.len() <= 2 && year.len() == 4;
    Some((mark, digits(first)?, digits(second)?, digits(year)?)).filter(|_| is_date)
}

/// `2026-W10-3`, `2026W103`: the day of an ISO week.
fn week(given: &str) -> Option<Numbers> {
    let head = given.split('T').next()?;
    let (year, rest) = head.split_once('W')?;
    let rest = rest.replace('-', "");
    let weekday = Weekday::try_from(digits::<u8>(rest.get(2..)?)?.checked_sub(1)?).ok()?;
    let year = digits(year.trim_end_matches('-'))?;
    let day = NaiveDate::from_isoywd_opt(year, digits(rest.get(..2)?)?, weekday)?;
    Some(Numbers { year: day.year(), month: day.month(), day: day.day() })
}

/// The one month name of the text, with the day and the year beside it: "Wed, March 4th, 2026", "04 Mar 2026 10:00 GMT",
/// "Wed Mar 4 10:00:00 EST 2026".
fn named(given: &str) -> Option<Numbers> {
    let words = given.split(|c: char| !c.is_alphanumeric() && c != ':');
    let words: Vec<&str> = words.filter(|word| !word.is_empty() && !word.eq_ignore_ascii_case("of")).collect();
    let mut months = words.iter().enumerate().filter_map(|(at, word)| month_of(word).map(|month| (at, month)));
    let (at, month) = months.next()?;
    if months.next().is_some() {
        return None;
    }
    let before = at.checked_sub(1).and_then(|at| day_number(words[at]));
    let after = words.get(at + 1).and_then(|word| day_number(word));
    let (day, year) = match (before, after) {
        (Some(day), _) => (day, words.get(at + 1)?),
        (None, Some(day)) if words.get(at + 2).is_some_and(|word| word.contains(':')) => (day, words.last()?),
        (None, Some(day)) => (day, words.get(at + 2)?),
        (None, None) => return None,
    };
    let is_year = |word: &&str| word.len() == 4 && digits(word).is_some_and(|year: i32| (1600..2100).contains(&year));
    let years = words.iter().filter(|word| is_year(word)).count();
    let year = digits(year).filter(|_| is_year(year) && years == 1)?;
    Some(Numbers { year, month, day })
}

/// The number of a month's name: "March", "mar", "Sept".
pub(super) fn month_of(word: &str) -> Option<u32> {
    const MONTHS: [&str; 12] = [
        "january",
        "february",
        "march",
        "april",
        "may",
        "june",
        "july",
        "august",
        "september",
        "october",
        "november",
        "december",
    ];
    let word = word.to_ascii_lowercase();
    let found = MONTHS.iter().position(|month| {
        *month == word || word.len() == 3 && month.starts_with(&word) || word == "sept" && *month == "september"
    })?;
    u32::try_from(found + 1).ok()
}

/// "4", "04", "4th".
fn day_number(word: &str) -> Option<u32> {
    let word = ["st", "nd", "rd", "th"].iter().find_map(|end| word.strip_suffix(end)).unwrap_or(word);
    digits(word).filter(|day| (1..=31).contains(day) && word.len() <= 2)
}

fn digits<N: std::str::FromStr>(text: &str) -> Option<N> {
    if text.is_empty() || !text.bytes().all(|byte| byte.is_ascii_digit()) { None } else { text.parse().ok() }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn on_page(given: &str) -> Option<String> {
        day_on_page(given).map(|day| day.to_string())
    }

    #[test]
    fn typed_dates_are_taken_strictly() {
        for good in ["2026-03-04", "2026-03-04T10:00:00Z", "2026-03-04T23:30:00.5-05:00", "2024-02-29"] {
            assert_eq!(parse_day(good).map(|day| day.to_string().starts_with(&good[..10])), Ok(true), "{good}");
        }
        for none in ["2016-02-30", "0000-00-00", "2026-13-01", "2025-02-29", "2026-00-10"] {
            assert_eq!(parse_day(none), Err(DateError::NoSuchDay(none.to_owned())));
        }
        for other in [
            "2016-3-1",
            "04/25/2019",
            "",
            "yesterday",
            "2026-03-04 10:00x",
            "2026-03-045",
            "２０２６-03-04",
            "2026-03-0é",
        ] {
            assert_eq!(parse_day(other), Err(DateError::NotADate(other.to_owned())));
        }
    }

    #[test]
    fn far_days_are_days() {
        assert!(parse_day("9999-12-31").is_ok());
        assert!(parse_day("0001-01-01").is_ok());
    }

    #[test]
    fn reads_what_pages_write() {
        for given in [
            "2026-03-04",
            "2026-03-04T23:30:00-0500",
            "2026-03-04 09:12",
            "20260304",
            "20260304T101500Z",
            "2026/03/04",
            "2026/3/4 10:15",
            "Wed, 04 Mar 2026 10:15:00 GMT",
            "March 4, 2026",
            "Mar. 4th, 2026 10:15 a.m. ET",
            "4 March 2026",
            "Published: 4 mar 2026",
            "Wednesday 4 March 2026 10.15 GMT",
            "4.3.2026",
            "2026-3-4",
            "2026年3月4日",
            "2026-W10-3",
            "2026W103T101500",
            "Wed Mar  4 10:15:00 EST 2026",
            "the 4th of March 2026",
        ] {
            assert_eq!(on_page(given).as_deref(), Some("2026-03-04"), "{given}");
        }
        assert_eq!(on_page("25/03/2026").as_deref(), Some("2026-03-25"));
        assert_eq!(on_page("03/25/2026").as_deref(), Some("2026-03-25"));
        assert_eq!(on_page("Sept. 30, 2026").as_deref(), Some("2026-09-30"));
    }

    #[test]
    fn never_guesses() {
        for given in [
            "03/04/2026",
            "3-4-2026",
            "4 March",
            "March 2026",
            "26-03-04",
            "0001-01-01T00:00:00Z",
            "1970-01-01",
            "2026-02-30",
            "31 April 2026",
            "yesterday",
            "",
            "1772582400",
            "March 4 or April 5, 2026",
            "4 March 26",
            "May the 4th be with you",
            "2026-03-04/2026-04-05",
            "2026-03-04, 2026-04-05",
            "2026-03-04-news",
            "March 4, 2026 to 5 2027",
            "1969-12-31T19:00:00-05:00",
            "December 31, 1969",
            "9999-12-31",
            "2026-W10",
            "2026-W60-1",
            "2026-063",
            "令和8年3月4日",
        ] {
            assert_eq!(on_page(given), None, "{given}");
        }
    }

    #[test]
    fn numbers_that_are_two_days_are_one_in_a_known_order() {
        let read = |order| day_in_order("03/04/2026 10:15", Some(order)).map(|day| day.to_string());
        assert_eq!(read(Order::MonthFirst).as_deref(), Some("2026-03-04"));
        assert_eq!(read(Order::DayFirst).as_deref(), Some("2026-04-03"));
        assert_eq!(order_of("25/03/2026"), Some(('/', Order::DayFirst)));
        assert_eq!(order_of("3/25/2026"), Some(('/', Order::MonthFirst)));
        assert_eq!((order_of("3/4/2026"), order_of("45/3/2026")), (None, None));
        assert_eq!(mark_of_two_ways("03-04-2026"), Some('-'));
        assert_eq!((mark_of_two_ways("25/03/2026"), mark_of_two_ways("3/3/2026")), (None, None));
    }

    #[test]
    fn counts_of_seconds_are_days_when_they_can_be() {
        for given in ["1772582400", "1772582400000"] {
            assert_eq!(day_of_count(given).map(|day| day.to_string()).as_deref(), Some("2026-03-04"), "{given}");
        }
        for given in ["0", "0000000000", "20260304", "9999999999", "-1772582400", "1772582400.5", ""] {
            assert_eq!(day_of_count(given), None, "{given}");
        }
    }
}
