//! A cell of a report before it has a format: text, or something typed that a spreadsheet may compute with.

use std::borrow::Cow;

use chrono::{DateTime, NaiveDate, SecondsFormat, Utc};
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

    /// The cell as text without a format's signs; `None` when it is empty.
    #[must_use]
    pub fn plain(&self) -> Option<Cow<'_, str>> {
        Some(match self {
            Self::None => return None,
            Self::Text(text) | Self::Name(text) => Cow::Borrowed(text),
            Self::Number(number) => number.normalize().to_string().into(),
            Self::Whole(number) => number.to_string().into(),
            Self::Day(day) => day.to_string().into(),
            Self::Moment(at) => moment(*at).into(),
        })
    }
}

/// RFC 3339 in UTC, to the second.
#[must_use]
pub fn moment(at: DateTime<Utc>) -> String {
    at.to_rfc3339_opts(SecondsFormat::Secs, true)
}

/// Bytes in hexadecimal digits.
#[must_use]
pub fn hex(bytes: &[u8]) -> String {
    const DIGITS: &[u8; 16] = b"0123456789abcdef";
    let digit = |number: u8| char::from(DIGITS[usize::from(number)]);
    bytes.iter().flat_map(|byte| [digit(byte >> 4), digit(byte & 15)]).collect()
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
