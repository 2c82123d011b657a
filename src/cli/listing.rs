//! Lists in the four formats: a table for people, JSON, JSON Lines and CSV for programs, with the same rows in all.

use std::io::{self, Write as _};

use clap::ValueEnum;
use serde::Serialize;

use crate::cli::ui::Ui;
use crate::export::{guard, harmless, write_json};

/// How a list is printed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub(super) enum Format {
    /// A table for people
    #[default]
    Table,
    /// One JSON array
    Json,
    /// One JSON object a line
    Jsonl,
    /// Comma-separated values, guarded against formulas
    Csv,
}

/// One row of a list.
pub(super) struct Row<T> {
    /// The cells for people.
    pub cells: Vec<String>,
    /// The record for programs.
    pub record: T,
}

/// A list that is printed row by row as it comes.
pub(super) struct Lister {
    format: Format,
    header: Vec<&'static str>,
    rows: Vec<Vec<String>>,
    count: usize,
}

impl Lister {
    /// Starts a list with these columns.
    pub(super) fn new(format: Format, header: &[&'static str], ui: &mut Ui) -> io::Result<Self> {
        if format == Format::Json {
            write!(ui.out(), "[")?;
        }
        if format == Format::Csv {
            write_csv(ui.out(), header.iter().map(|name| name.to_lowercase().replace(' ', "_")))?;
        }
        Ok(Self { format, header: header.to_vec(), rows: Vec::new(), count: 0 })
    }

    /// Prints a row, or keeps it until the widths of all are known.
    pub(super) fn add<T: Serialize>(&mut self, row: Row<T>, ui: &mut Ui) -> io::Result<()> {
        self.add_with(&row.record, || row.cells, ui)
    }

    /// Prints a record; its cells are made only for the formats that show them.
    pub(super) fn add_with<T: Serialize>(
        &mut self,
        record: &T,
        cells: impl FnOnce() -> Vec<String>,
        ui: &mut Ui,
    ) -> io::Result<()> {
        match self.format {
            Format::Table => self.rows.push(cells()),
            Format::Csv => write_csv(ui.out(), cells().into_iter())?,
            Format::Jsonl => {
                write_json(ui.out(), record)?;
                writeln!(ui.out())?;
            }
            Format::Json => {
                write!(ui.out(), "{}", if self.count == 0 { "\n" } else { ",\n" })?;
                write_json(ui.out(), record)?;
            }
        }
        self.count += 1;
        Ok(())
    }

    /// Ends the list.
    pub(super) fn finish(self, ui: &mut Ui) -> io::Result<()> {
        match self.format {
            Format::Table => ui.table(&self.header, &self.rows),
            Format::Json => writeln!(ui.out(), "{}]", if self.count == 0 { "" } else { "\n" }),
            Format::Jsonl | Format::Csv => Ok(()),
        }
    }
}

/// Numbers stand as they are; everything else loses what a terminal obeys, is guarded, and is quoted where it must be.
fn write_csv(out: &mut impl io::Write, cells: impl Iterator<Item = String>) -> io::Result<()> {
    let guarded = cells.map(|cell| if is_number(&cell) { cell } else { guard(&harmless(&cell).0).into_owned() });
    let mut writer = csv::WriterBuilder::new().from_writer(Vec::new());
    writer.write_record(guarded)?;
    let bytes = writer.into_inner().map_err(|error| io::Error::other(error.to_string()))?;
    out.write_all(&bytes)
}

fn is_number(cell: &str) -> bool {
    let digits = cell.strip_prefix('-').unwrap_or(cell);
    let mut parts = digits.split('.');
    let all_digits = |part: &str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
    parts.clone().count() <= 2 && parts.all(all_digits)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn csv_guards_text_and_leaves_numbers() {
        let mut out = Vec::new();
        let cells = ["-5", "-5%", "=1+1", "a,b", "-1.50", "\u{1b}[2J\u{202e}=x", "\u{1b}=x"];
        write_csv(&mut out, cells.map(str::to_owned).into_iter()).unwrap();
        assert_eq!(String::from_utf8(out).unwrap(), "-5,'-5%,'=1+1,\"a,b\",-1.50,[2J=x,'=x\n");
    }
}
