//! Days: strictly as people type them (`parse_day`), and as pages write them (`day_on_page`), which never guesses.
//!
//! A page's time keeps its own zone's day: "2026-03-04T23:30:00-05:00" is the 4th, as its readers saw it.

use chrono::{DateTime, NaiveDate};
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
    let given = given.trim();
    let numbers = match iso(given) {
        Some((numbers, _)) => numbers,
        None => compact(given).or_else(|| numeric(given)).or_else(|| named(given))?,
    };
    numbers.day().filter(|day| credible(*day))
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

/// Whether an article can be from that day. Content systems write year 1 and 1 January 1970 for "unknown".
fn credible(day: NaiveDate) -> bool {
    day >= NaiveDate::from_ymd_opt(1600, 1, 1).unwrap_or_default() && day != NaiveDate::default()
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

/// `2026/3/4`, `25.3.2026`, `3/25/2026`: year first, or one number that no month can be.
fn numeric(given: &str) -> Option<Numbers> {
    let head = given.split([' ', 'T', ',']).next()?;
    let mark = head.chars().find(|c| matches!(c, '/' | '.' | '-'))?;
    let parts: Vec<u32> = head.split(mark).map(digits).collect::<Option<_>>()?;
    let &[first, second, third] = parts.as_slice() else { return None };
    if first > 999 {
        return Some(Numbers { year: first.try_into().ok()?, month: second, day: third });
    }
    let year = third.try_into().ok().filter(|year| *year > 999)?;
    match (first, second) {
        (day, month @ ..=12) if day > 12 || mark == '.' || day == month => Some(Numbers { year, month, day }),
        (month @ ..=12, day) if day > 12 => Some(Numbers { year, month, day }),
        _ => None,
    }
}

/// The one month name of the text, with the day and the year beside it: "Wed, March 4th, 2026", "04 Mar 2026 10:00 GMT".
fn named(given: &str) -> Option<Numbers> {
    let words: Vec<&str> =
        given.split(|c: char| !c.is_alphanumeric() && c != ':').filter(|word| !word.is_empty()).collect();
    let mut months = words.iter().enumerate().filter_map(|(at, word)| month_of(word).map(|month| (at, month)));
    let (at, month) = months.next()?;
    if months.next().is_some() {
        return None;
    }
    let before = at.checked_sub(1).and_then(|at| day_number(words[at]));
    let after = words.get(at + 1).and_then(|word| day_number(word));
    let (day, year) = match (before, after) {
        (Some(day), _) => (day, words.get(at + 1)?),
        (None, Some(day)) => (day, words.get(at + 2)?),
        (None, None) => return None,
    };
    let year = digits(year).filter(|_| year.len() == 4)?;
    Some(Numbers { year, month, day })
}

fn month_of(word: &str) -> Option<u32> {
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
        ] {
            assert_eq!(on_page(given), None, "{given}");
        }
    }
}
