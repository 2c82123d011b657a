//! Rows as comma-separated values (RFC 4180): the same bytes for the same rows, and safe to open in a spreadsheet.
//!
//! Text cells are quoted and guarded against formulas; numbers, days and names are typed, and neither. What is not known is
//! an empty cell.

use std::borrow::Cow;
use std::io::{self, Write};

use serde::{Deserialize, Serialize};
use thiserror::Error;

use crate::export::guard;
use crate::export::harmless::harmless;
use crate::export::value::Value;

/// How a table is written.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Dialect {
    /// What stands between cells: `,`, `;` or a tab.
    pub delimiter: char,
    /// What stands before a number's decimals: `.`, or `,` under another delimiter.
    pub decimal: char,
    /// For Excel: a byte order mark before the header, and lines that end in CR LF.
    pub excel: bool,
    /// Line breaks in cells as ` ⏎ `, so that a row is one line.
    pub one_line: bool,
    /// Whether text that a spreadsheet would run as a formula gets an apostrophe.
    pub guarded: bool,
}

impl Default for Dialect {
    fn default() -> Self {
        Self { delimiter: ',', decimal: '.', excel: false, one_line: false, guarded: true }
    }
}

/// Why a dialect cannot be.
#[derive(Clone, Debug, Error, PartialEq, Eq)]
pub enum DialectError {
    /// It is none of those.
    #[error("a delimiter is ',' or ';' or a tab, not “{0}”")]
    Delimiter(char),
    /// It is none of those.
    #[error("a decimal sign is '.' or ',', not “{0}”")]
    Decimal(char),
    /// Numbers would be two cells.
    #[error("a decimal comma needs another delimiter: --delimiter ';'")]
    Both,
}

impl Dialect {
    /// Checks that a table in this dialect can be read again.
    ///
    /// # Errors
    /// When it cannot.
    pub const fn check(&self) -> Result<(), DialectError> {
        if !matches!(self.delimiter, ',' | ';' | '\t') {
            return Err(DialectError::Delimiter(self.delimiter));
        }
        if !matches!(self.decimal, '.' | ',') {
            return Err(DialectError::Decimal(self.decimal));
        }
        if self.delimiter == self.decimal {
            return Err(DialectError::Both);
        }
        Ok(())
    }
}

/// The longest text that Excel keeps in a cell, in UTF-16 code units.
pub const LONGEST_CELL: usize = 32_767;
/// The most rows of a sheet of Excel, the header among them.
pub const MOST_ROWS: u64 = 1_048_576;

/// What was written.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Tally {
    /// Rows without the header.
    pub rows: u64,
    /// Control characters and directional marks that were left out of cells.
    pub dropped_characters: u64,
    /// Cells that are longer than Excel keeps.
    pub long_cells: u64,
    /// The first of them: its row (the header is row 1) and its column, from 1.
    #[serde(skip)]
    pub first_long_cell: Option<(u64, u64)>,
}

/// Writes a table row by row.
pub struct CsvWriter<W> {
    out: W,
    dialect: Dialect,
    line: Vec<u8>,
    tally: Tally,
}

impl<W: Write> CsvWriter<W> {
    /// Starts a table with its header, which is there even when no row follows.
    ///
    /// # Errors
    /// When `out` cannot be written.
    pub fn new<'n>(out: W, dialect: Dialect, names: impl IntoIterator<Item = &'n str>) -> io::Result<Self> {
        let mut writer = Self { out, dialect, line: Vec::new(), tally: Tally::default() };
        if writer.dialect.excel {
            writer.out.write_all("\u{FEFF}".as_bytes())?;
        }
        writer.write(names.into_iter().map(|name| Value::Name(name.into())))?;
        Ok(writer)
    }

    /// Adds a row.
    ///
    /// # Errors
    /// When `out` cannot be written.
    pub fn row<'r>(&mut self, cells: impl Iterator<Item = Value<'r>>) -> io::Result<()> {
        self.tally.rows += 1;
        self.write(cells)
    }

    /// Gives away what was written to `out` until now.
    pub fn take(&mut self) -> W
    where
        W: Default,
    {
        std::mem::take(&mut self.out)
    }

    /// Ends the table.
    ///
    /// # Errors
    /// When `out` cannot be flushed.
    pub fn finish(mut self) -> io::Result<Tally> {
        self.out.flush()?;
        Ok(self.tally)
    }

    fn write<'r>(&mut self, cells: impl Iterator<Item = Value<'r>>) -> io::Result<()> {
        self.line.clear();
        for (at, cell) in cells.enumerate() {
            if at > 0 {
                let mut sign = [0; 4];
                self.line.extend(self.dialect.delimiter.encode_utf8(&mut sign).as_bytes());
            }
            self.cell(&cell, at as u64 + 1);
        }
        self.line.extend(if self.dialect.excel { &b"\r\n"[..] } else { b"\n" });
        self.out.write_all(&self.line)
    }

    fn cell(&mut self, cell: &Value<'_>, column: u64) {
        match cell {
            Value::None => {}
            Value::Text(text) => self.text(text, column),
            // A ledger from outside may hold something else where claimlog writes a key or a hash.
            Value::Name(name) if name.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'_') => {
                self.line.extend(name.as_bytes());
            }
            Value::Name(name) => self.text(name, column),
            Value::Number(number) if self.dialect.decimal == ',' => {
                self.line.extend(number.normalize().to_string().replace('.', ",").as_bytes());
            }
            typed => self.line.extend(typed.plain().unwrap_or_default().as_bytes()),
        }
    }

    fn text(&mut self, text: &str, column: u64) {
        let (plain, dropped) = harmless(text);
        self.tally.dropped_characters += dropped;
        let plain = if self.dialect.one_line { on_one_line(&plain) } else { plain };
        let shown = if self.dialect.guarded { guard(&plain) } else { Cow::Borrowed(&*plain) };
        if shown.len() > LONGEST_CELL && shown.encode_utf16().count() > LONGEST_CELL {
            self.tally.long_cells += 1;
            self.tally.first_long_cell.get_or_insert((self.tally.rows + 1, column));
        }
        self.line.push(b'"');
        let mut rest = shown.as_bytes();
        while let Some(at) = memchr::memchr(b'"', rest) {
            self.line.extend(&rest[..=at]);
            self.line.push(b'"');
            rest = &rest[at + 1..];
        }
        self.line.extend(rest);
        self.line.push(b'"');
    }
}

fn on_one_line(text: &str) -> Cow<'_, str> {
    if !text.contains(['\n', '\r']) {
        return Cow::Borrowed(text);
    }
    Cow::Owned(text.replace("\r\n", "\n").replace(['\n', '\r'], " ⏎ "))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use rust_decimal::Decimal;

    use super::*;

    fn written(dialect: Dialect, rows: &[Vec<Value<'_>>]) -> (String, Tally) {
        let mut out = Vec::new();
        let mut writer = CsvWriter::new(&mut out, dialect, ["a", "b"]).unwrap();
        for row in rows {
            writer.row(row.iter().cloned()).unwrap();
        }
        let tally = writer.finish().unwrap();
        (String::from_utf8(out).unwrap(), tally)
    }

    fn text(text: &str) -> Value<'_> {
        Value::Text(text.into())
    }

    #[test]
    fn text_is_quoted_and_guarded_and_numbers_are_neither() {
        let minus = Value::Number(Decimal::new(-1250, 2));
        let rows = [vec![text("-5%"), minus.clone()], vec![Value::None, text("say \"=1\";\nno")]];
        let (csv, tally) = written(Dialect::default(), &rows);
        assert_eq!(csv, "a,b\n\"'-5%\",-12.5\n,\"say \"\"=1\"\";\nno\"\n");
        assert_eq!(tally.rows, 2);
        let european = Dialect { delimiter: ';', decimal: ',', one_line: true, ..Dialect::default() };
        assert_eq!(written(european, &rows).0, "a;b\n\"'-5%\";-12,5\n;\"say \"\"=1\"\"; ⏎ no\"\n");
        let raw = Dialect { guarded: false, ..Dialect::default() };
        assert!(written(raw, &rows).0.contains("\n\"-5%\",-12.5\n"));
    }

    #[test]
    fn no_rows_are_a_header_and_excel_gets_its_mark_once() {
        assert_eq!(written(Dialect::default(), &[]).0, "a,b\n");
        let excel = Dialect { excel: true, ..Dialect::default() };
        assert_eq!(written(excel, &[vec![text("é😀"), Value::None]]).0, "\u{feff}a,b\r\n\"é😀\",\r\n");
    }

    #[test]
    fn what_acts_is_dropped_and_counted() {
        let (csv, tally) = written(Dialect::default(), &[vec![text("\u{1b}[2J\u{202e}x\u{9b}\0"), Value::None]]);
        assert_eq!((csv.as_str(), tally.dropped_characters), ("a,b\n\"[2Jx\",\n", 4));
    }

    #[test]
    fn a_name_that_is_none_is_text() {
        let rows = [vec![Value::Name("=1+1,\"\n\u{1b}".into()), Value::Name("c4f2".into())]];
        assert_eq!(written(Dialect::default(), &rows).0, "a,b\n\"'=1+1,\"\"\n\",c4f2\n");
    }

    #[test]
    fn long_cells_are_named_and_whole() {
        let long = "x".repeat(LONGEST_CELL + 1);
        let (csv, tally) = written(Dialect::default(), &[vec![text("x"), text(&long)]]);
        assert!(csv.contains(&long));
        assert_eq!((tally.long_cells, tally.first_long_cell), (1, Some((2, 2))));
    }

    #[test]
    fn a_dialect_that_cannot_be_read_again_is_refused() {
        let dialect = |delimiter, decimal| Dialect { delimiter, decimal, ..Dialect::default() }.check();
        assert_eq!(dialect(',', '.'), Ok(()));
        assert_eq!(dialect('\t', ','), Ok(()));
        assert_eq!(dialect(',', ','), Err(DialectError::Both));
        assert_eq!(dialect('x', '.'), Err(DialectError::Delimiter('x')));
        assert_eq!(dialect(',', '\''), Err(DialectError::Decimal('\'')));
    }

    proptest! {
        /// What is read back from a table is what was written, in every dialect, save for characters that act.
        #[test]
        fn a_cell_comes_back(cell in "([ '\"=+@,;\\-\t\r\n＝\u{feff}]{0,3}|.){0,12}", signs in 0..3_usize, excel: bool, guarded: bool) {
            let delimiter = [',', ';', '\t'][signs];
            let dialect = Dialect { delimiter, excel, guarded, ..Dialect::default() };
            let (table, _) = written(dialect, &[vec![text(&cell), text("next")]]);
            let table = table.trim_start_matches('\u{feff}');
            let sign = u8::try_from(delimiter).unwrap();
            let mut reader = csv::ReaderBuilder::new().delimiter(sign).from_reader(table.as_bytes());
            let row = reader.records().next().unwrap().unwrap();
            let read = if guarded { crate::export::unguard(&row[0]) } else { &row[0] };
            prop_assert_eq!(read, harmless(&cell).0);
            prop_assert_eq!(&row[1], "next");
            prop_assert!(!guarded || !row[0].trim_start().starts_with(['=', '+', '-', '@', '＝']));
        }
    }
}
