//! `claimlog export csv`: the report as a table that every program reads.

use std::io::Write;

use serde::{Deserialize, Serialize};

use super::outcome::Outcome;
use super::rows::Rows;
use super::{Common, Made, Making, beside, deliver};
use crate::cli::Exit;
use crate::cli::context::Context;
use crate::cli::input::Unusable;
use crate::cli::ui::Ui;
use crate::export::{CsvWriter, Dialect, Heading, LONGEST_CELL, MOST_ROWS, RowKind, Tally};

/// Comma-separated values in UTF-8 (RFC 4180), guarded against formulas, always in the same order
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  claimlog export csv -o audit.csv --status reviewed
  claimlog export csv --rows events --all -o journal.csv
  claimlog export csv --excel --delimiter ';' --decimal , -o audit.csv")]
pub(super) struct Args {
    #[command(flatten)]
    common: Common,
    /// What a row is: claims (each with the verdict that holds), verdicts, evidence, events
    #[arg(long, default_value_t, value_name = "KIND")]
    rows: RowKind,
    /// For Excel: a byte order mark, and lines that end in CR LF
    #[arg(long)]
    excel: bool,
    /// What stands between cells: ',' ';' or tab
    #[arg(long, default_value = ",", value_parser = delimiter, value_name = "SIGN")]
    delimiter: char,
    /// What stands before decimals: '.' or ','
    #[arg(long, default_value_t = '.', value_name = "SIGN")]
    decimal: char,
    /// Line breaks in cells as ⏎, so that a row is one line
    #[arg(long)]
    one_line: bool,
    /// Text as it is, without the apostrophe that keeps a spreadsheet from running it as a formula
    #[arg(long)]
    raw: bool,
}

/// What a table is made with.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(in crate::cli) struct Options {
    /// What a row is.
    #[serde(rename = "row_kind")]
    pub rows: RowKind,
    /// How it is written.
    pub csv_dialect: Dialect,
}

fn delimiter(typed: &str) -> Result<char, String> {
    let mut signs = typed.chars();
    match (typed, signs.next(), signs.next()) {
        ("tab" | "\\t", ..) => Ok('\t'),
        (_, Some(sign), None) => Ok(sign),
        _ => Err("a delimiter is ',' or ';' or tab".to_owned()),
    }
}

pub(super) fn run(args: &Args, context: &Context, ui: &mut Ui) -> anyhow::Result<Exit> {
    let csv_dialect = Dialect {
        delimiter: args.delimiter,
        decimal: args.decimal,
        excel: args.excel,
        one_line: args.one_line,
        guarded: !args.raw,
    };
    csv_dialect.check().map_err(|wrong| Unusable(wrong.to_string()))?;
    deliver(&args.common, Made::Csv(Options { rows: args.rows, csv_dialect }), context, ui)
}

impl Making for Options {
    fn counts(&self) -> (&'static str, &'static str) {
        self.rows.counts()
    }

    fn columns(&self) -> Vec<Heading> {
        self.rows.columns()
    }

    fn tells_all(&self) -> bool {
        self.rows == RowKind::Events
    }

    fn write(&self, rows: &Rows<'_>, out: &mut dyn Write, outcome: &mut Outcome) -> anyhow::Result<()> {
        let columns = self.rows.columns();
        let names = columns.iter().map(|column| column.name);
        let mut writer = CsvWriter::new(Vec::new(), self.csv_dialect.clone(), names)?;
        match self.rows {
            RowKind::Claims | RowKind::Verdicts => beside::written(rows, outcome, out, |claims| {
                claims.iter().try_for_each(|claim| self.rows.each_of(claim, |cells| writer.row(cells)))?;
                Ok(writer.take())
            })?,
            RowKind::Evidence | RowKind::Events => rows.each_row(self.rows, outcome, |cells| {
                writer.row(cells)?;
                out.write_all(&writer.take())
            })?,
        }
        out.write_all(&writer.take())?;
        let tally = writer.finish()?;
        if self.csv_dialect.excel {
            warn_of_limits(&tally, &columns, outcome);
        }
        outcome.rows = tally.rows;
        outcome.dropped_characters = tally.dropped_characters;
        Ok(())
    }
}

/// What Excel will not show.
fn warn_of_limits(tally: &Tally, columns: &[Heading], outcome: &mut Outcome) {
    if let Some((row, column)) = tally.first_long_cell {
        let name = usize::try_from(column).ok().and_then(|at| columns.get(at - 1)).map_or("", |column| column.name);
        outcome.warnings.push(format!(
            "row {row}, column {name}: a text longer than the {LONGEST_CELL} characters that Excel keeps in a cell ({} of them); \
             the file has all of it, Excel will cut it",
            tally.long_cells
        ));
    }
    if tally.rows + 1 > MOST_ROWS {
        outcome.warnings.push(format!(
            "{} rows: Excel shows the first {MOST_ROWS} and drops the rest; narrow the report with a filter",
            tally.rows + 1
        ));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_excel_does_not_show_is_said() {
        let columns = RowKind::Claims.columns();
        let warnings = |tally: Tally| {
            let mut outcome = Outcome::default();
            warn_of_limits(&tally, &columns, &mut outcome);
            outcome.warnings
        };
        let rows = Tally { rows: MOST_ROWS, ..Tally::default() };
        assert!(warnings(rows)[0].starts_with("1048577 rows: Excel shows the first 1048576"));
        assert!(warnings(Tally { rows: MOST_ROWS - 1, ..Tally::default() }).is_empty());
        let long = Tally { long_cells: 2, first_long_cell: Some((3, 1)), ..Tally::default() };
        assert!(warnings(long)[0].starts_with("row 3, column claim_id: a text longer than the 32767 characters"));
    }
}
