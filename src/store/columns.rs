//! Values as columns hold them: exact decimals, days and moments as text, keys as bytes, places as two integers.
//!
//! [`Columns`] reads a row from left to right and [`Binding`] fills a statement in the same order, so that reading
//! and writing of one table stand side by side as one list of columns.

use chrono::{DateTime, NaiveDate, SecondsFormat, SubsecRound, Utc};
use rusqlite::types::FromSql;
use rusqlite::{Row, Statement, ToSql};
use rust_decimal::Decimal;

use crate::span::Span;
use crate::store::StoreError;

/// The columns of one row, read from left to right.
pub(super) struct Columns<'r> {
    row: &'r Row<'r>,
    next: usize,
}

impl<'r> Columns<'r> {
    /// Starts at the first column.
    pub(super) const fn of(row: &'r Row<'r>) -> Self {
        Self { row, next: 0 }
    }

    /// The next column as SQLite holds it.
    pub(super) fn take<T: FromSql>(&mut self) -> Result<T, StoreError> {
        let value = self.row.get(self.next)?;
        self.next += 1;
        Ok(value)
    }

    /// The next column's text, read by `read`; `what` names it when it makes no sense.
    pub(super) fn read<T>(&mut self, what: &str, read: impl FnOnce(&str) -> Option<T>) -> Result<T, StoreError> {
        self.maybe(what, read)?.ok_or_else(|| StoreError::damaged(format!("{what} is missing")))
    }

    /// The same, where the column may be null.
    pub(super) fn maybe<T>(
        &mut self,
        what: &str,
        read: impl FnOnce(&str) -> Option<T>,
    ) -> Result<Option<T>, StoreError> {
        let text = self.row.get_ref(self.next)?.as_str_or_null().map_err(rusqlite::Error::from)?;
        self.next += 1;
        let unreadable = |text: &str| StoreError::damaged(format!("“{text}” is no {what}"));
        text.map(|text| read(text).ok_or_else(|| unreadable(text))).transpose()
    }

    /// The next two columns as a place.
    pub(super) fn span(&mut self) -> Result<Span, StoreError> {
        Ok(Span { start: self.take()?, end: self.take()? })
    }

    /// The same, where both may be null.
    pub(super) fn maybe_span(&mut self) -> Result<Option<Span>, StoreError> {
        let (start, end): (Option<u32>, Option<u32>) = (self.take()?, self.take()?);
        Ok(start.zip(end).map(|(start, end)| Span { start, end }))
    }
}

/// The parameters of one statement, filled from left to right.
pub(super) struct Binding<'s, 'c> {
    statement: &'s mut Statement<'c>,
    next: usize,
}

impl<'s, 'c> Binding<'s, 'c> {
    /// Starts at the first parameter.
    pub(super) const fn of(statement: &'s mut Statement<'c>) -> Self {
        Self { statement, next: 1 }
    }

    /// Fills the next parameter.
    pub(super) fn put(&mut self, value: impl ToSql) -> Result<&mut Self, StoreError> {
        self.statement.raw_bind_parameter(self.next, value)?;
        self.next += 1;
        Ok(self)
    }

    /// Fills the next parameter with an exact decimal.
    pub(super) fn decimal(&mut self, value: Option<Decimal>) -> Result<&mut Self, StoreError> {
        self.put(value.map(|value| value.to_string()))
    }

    /// Fills the next parameter with a day.
    pub(super) fn day(&mut self, day: Option<NaiveDate>) -> Result<&mut Self, StoreError> {
        self.put(day.map(|day| day.to_string()))
    }

    /// Fills the next two parameters with a place.
    pub(super) fn span(&mut self, span: Option<Span>) -> Result<&mut Self, StoreError> {
        self.put(span.map(|span| span.start))?.put(span.map(|span| span.end))
    }

    /// Runs the statement, which changes one row.
    pub(super) fn run(self) -> Result<(), StoreError> {
        self.statement.raw_execute()?;
        Ok(())
    }
}

/// Reads an exact decimal.
pub(super) fn decimal(text: &str) -> Option<Decimal> {
    Decimal::from_str_exact(text).ok()
}

/// Reads a day.
pub(super) fn day(text: &str) -> Option<NaiveDate> {
    text.parse().ok()
}

/// Reads a moment.
pub(super) fn moment(text: &str) -> Option<DateTime<Utc>> {
    DateTime::parse_from_rfc3339(text).ok().map(|at| at.to_utc())
}

/// The moment to the millisecond, which is what is stored: `2026-11-23T04:16:20.123Z`.
pub(super) fn to_millisecond(at: DateTime<Utc>) -> DateTime<Utc> {
    at.trunc_subsecs(3)
}

/// Writes a moment.
pub(super) fn moment_text(at: DateTime<Utc>) -> String {
    at.to_rfc3339_opts(SecondsFormat::Millis, true)
}

#[cfg(test)]
mod tests {
    use rusqlite::Connection;

    use super::*;

    #[test]
    fn a_moment_is_read_as_it_was_written() {
        let at = moment("2026-11-23T04:16:20.123456Z").unwrap();
        assert_eq!(moment_text(at), "2026-11-23T04:16:20.123Z");
        assert_eq!(moment(&moment_text(at)), Some(to_millisecond(at)));
    }

    #[test]
    fn what_makes_no_sense_is_damage_and_names_the_column() {
        let db = Connection::open_in_memory().unwrap();
        let said = db.query_row("SELECT 'x', NULL, NULL", [], |row| {
            let mut columns = Columns::of(row);
            let wrong = columns.read("day", day).unwrap_err().to_string();
            assert_eq!(columns.maybe("day", day).unwrap(), None);
            Ok((wrong, columns.read("day", day).unwrap_err().to_string()))
        });
        let (wrong, missing) = said.unwrap();
        assert!(wrong.contains("“x” is no day"), "{wrong}");
        assert!(missing.contains("day is missing"), "{missing}");
    }
}
