//! A cell of a report before it has a format: text, or something typed that a spreadsheet may compute with.

use std::borrow::Cow;

use chrono::{DateTime, Datelike as _, NaiveDate, Timelike as _, Utc};
use rust_decimal::Decimal;

/// What a column's cells hold, which says how every format writes them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sort {
    /// Words of people and articles: quoted, and guarded against formulas.
    Text,
    /// Ids, hashes, codes and `yes` or `no`: letters, digits and `_` that no program reads as anything else.
    Name,
    /// An exact decimal: digits and a point, no grouping and no exponent.
    Number,
    /// A whole number.
    Whole,
    /// A day: `YYYY-MM-DD` (ISO 8601).
    Day,
    /// A moment in UTC, to the second: `YYYY-MM-DDThh:mm:ssZ` (RFC 3339).
    Moment,
}

impl Sort {
    /// The sort in a word, for the table of columns.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Text => "text",
            Self::Name => "name",
            Self::Number => "number",
            Self::Whole => "whole number",
            Self::Day => "day",
            Self::Moment => "moment",
        }
    }
}

/// A cell. What is not known is [`Value::None`], and never an empty text.
#[derive(Clone, Debug, PartialEq)]
pub enum Value<'r> {
    /// Not known, or there is none.
    None,
    /// See [`Sort::Text`].
    Text(Cow<'r, str>),
    /// See [`Sort::Name`].
    Name(Cow<'r, str>),
    /// See [`Sort::Number`].
    Number(Decimal),
    /// See [`Sort::Whole`].
    Whole(i64),
    /// See [`Sort::Day`].
    Day(NaiveDate),
    /// See [`Sort::Moment`].
    Moment(DateTime<Utc>),
}

impl<'r> Value<'r> {
    /// Text of the record.
    pub(super) fn text(text: Option<&'r str>) -> Self {
        text.map_or(Self::None, |text| Self::Text(text.into()))
    }

    /// Text that was made.
    pub(super) fn made(text: Option<String>) -> Self {
        text.filter(|text| !text.is_empty()).map_or(Self::None, |text| Self::Text(text.into()))
    }

    /// A code of the program's own.
    pub(super) fn code(code: Option<&'static str>) -> Self {
        code.map_or(Self::None, |code| Self::Name(code.into()))
    }

    /// An id.
    pub(super) fn id(id: Option<impl ToString>) -> Self {
        id.map_or(Self::None, |id| Self::Name(id.to_string().into()))
    }

    /// "yes" or "no".
    pub(super) fn flag(answer: Option<bool>) -> Self {
        Self::code(answer.map(|answer| if answer { "yes" } else { "no" }))
    }

    /// An exact decimal.
    pub(super) fn number(number: Option<Decimal>) -> Self {
        number.map_or(Self::None, Self::Number)
    }

    /// How many.
    pub(super) fn whole(number: Option<impl TryInto<i64>>) -> Self {
        number.and_then(|number| number.try_into().ok()).map_or(Self::None, Self::Whole)
    }

    /// A day.
    pub(super) fn day(day: Option<NaiveDate>) -> Self {
        day.map_or(Self::None, Self::Day)
    }

    /// A moment.
    pub(super) fn moment(at: Option<DateTime<Utc>>) -> Self {
        at.map_or(Self::None, Self::Moment)
    }

    /// A SHA-256.
    pub(super) fn hash(bytes: &[u8]) -> Self {
        Self::Name(hex(bytes).into())
    }

    /// The same cell, apart from the row that it was read from.
    #[must_use]
    pub fn into_owned(self) -> Value<'static> {
        match self {
            Self::None => Value::None,
            Self::Text(text) => Value::Text(text.into_owned().into()),
            Self::Name(name) => Value::Name(name.into_owned().into()),
            Self::Number(number) => Value::Number(number),
            Self::Whole(number) => Value::Whole(number),
            Self::Day(day) => Value::Day(day),
            Self::Moment(at) => Value::Moment(at),
        }
    }

    /// The cell as text without a format's signs; `None` when it is empty.
    #[must_use]
    pub fn plain(&self) -> Option<Cow<'_, str>> {
        Some(match self {
            Self::None => return None,
            Self::Text(text) | Self::Name(text) => Cow::Borrowed(text),
            Self::Number(number) => number.normalize().to_string().into(),
            Self::Whole(number) => number.to_string().into(),
            Self::Day(date) => day(*date).into(),
            Self::Moment(at) => moment(*at).into(),
        })
    }
}

/// RFC 3339 in UTC, to the second.
#[must_use]
pub fn moment(at: DateTime<Utc>) -> String {
    let mut written = day(at.date_naive());
    for (sign, number) in [('T', at.hour()), (':', at.minute()), (':', at.second())] {
        written.push(sign);
        two_digits(&mut written, number);
    }
    written.push('Z');
    written
}

/// ISO 8601. Reports of a million rows hold several million days: chrono's formatter takes three times as long.
fn day(date: NaiveDate) -> String {
    let Ok(year @ 0..=9999) = u32::try_from(date.year()) else { return date.to_string() };
    let mut written = String::with_capacity(20);
    two_digits(&mut written, year / 100);
    two_digits(&mut written, year % 100);
    for number in [date.month(), date.day()] {
        written.push('-');
        two_digits(&mut written, number);
    }
    written
}

fn two_digits(written: &mut String, number: u32) {
    for digit in [number / 10, number % 10] {
        written.extend(char::from_digit(digit, 10));
    }
}

/// Bytes in hexadecimal digits.
#[must_use]
pub fn hex(bytes: &[u8]) -> String {
    const DIGITS: &[u8; 16] = b"0123456789abcdef";
    let mut written = String::with_capacity(2 * bytes.len());
    for byte in bytes {
        written.push(char::from(DIGITS[usize::from(byte >> 4)]));
        written.push(char::from(DIGITS[usize::from(byte & 15)]));
    }
    written
}

/// Lists are joined by " | ".
pub(super) fn joined(parts: impl Iterator<Item = impl AsRef<str>>) -> String {
    let mut list = String::new();
    for part in parts {
        if !list.is_empty() {
            list.push_str(" | ");
        }
        list.push_str(part.as_ref());
    }
    list
}

#[cfg(test)]
mod tests {
    use chrono::{SecondsFormat, TimeDelta};

    use super::*;

    #[test]
    fn moments_are_as_chrono_writes_them() {
        let mut at = DateTime::<Utc>::UNIX_EPOCH - TimeDelta::days(800_000);
        while at.year() < 10_050 {
            assert_eq!(moment(at), at.to_rfc3339_opts(SecondsFormat::Secs, true));
            assert_eq!(Value::Day(at.date_naive()).plain().unwrap(), at.date_naive().to_string());
            at += TimeDelta::seconds(7_654_321);
        }
    }
}
