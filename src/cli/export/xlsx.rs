//! `claimlog export xlsx`: the report as a workbook, a sheet a kind of row.

use std::io::Write;
use std::path::Path;

use serde::{Deserialize, Serialize};

use super::methodology::methodology;
use super::outcome::Outcome;
use super::rows::Rows;
use super::{Common, Made, Making, deliver};
use crate::cli::Exit;
use crate::cli::context::Context;
use crate::cli::input::Unusable;
use crate::cli::meant::meant;
use crate::cli::ui::Ui;
use crate::export::{BookTally, Row, RowKind, XlsxWriter, hex};

/// A workbook for Excel and LibreOffice: sheets of claims, verdicts, evidence and events, with typed cells
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  claimlog export xlsx -o audit.xlsx
  claimlog export xlsx -o audit.xlsx --status reviewed --since 2026-11-01
  claimlog export xlsx -o audit.xlsx --as-of 2026-12-31")]
pub(super) struct Args {
    #[command(flatten)]
    common: Common,
}

/// What a workbook is made with: nothing can be chosen.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(in crate::cli) struct Options {}

pub(super) fn run(args: &Args, context: &Context, ui: &mut Ui) -> anyhow::Result<Exit> {
    let to_file = args.common.output.as_deref().is_some_and(|path| path != Path::new("-"));
    if !to_file && ui.is_terminal() {
        let said = "a workbook is nothing that a terminal can show: write it to a file with -o audit.xlsx";
        return Err(Unusable(said.to_owned()).into());
    }
    deliver(&args.common, Made::Xlsx(Options {}), context, ui)
}

impl Making for Options {
    fn counts(&self) -> (&'static str, &'static str) {
        ("row", "rows")
    }

    // The manifest names no columns: the four sheets have a table each, and the sheet "About" explains them.

    fn tells_all(&self) -> bool {
        true // the sheet of events does
    }

    fn write(&self, rows: &Rows<'_>, out: &mut dyn Write, outcome: &mut Outcome) -> anyhow::Result<()> {
        let mut book = XlsxWriter::new()?;
        rows.each_claim(outcome, |record| {
            book.row(RowKind::Claims, Row::of_claim(record).claim_cells())?;
            for verdict in &record.verdicts {
                book.row(RowKind::Verdicts, Row::of_verdict(record, verdict).verdict_cells())?;
            }
            Ok(())
        })?;
        // The claims are counted by now: further passes count into nothing.
        let mut counted = Outcome::new(self.counts());
        rows.each_piece(&mut counted, |piece| Ok(book.row(RowKind::Evidence, piece.cells())?))?;
        rows.each_event(&mut counted, |entry| Ok(book.row(RowKind::Events, entry.cells())?))?;
        let facts = facts(rows, &book, outcome)?;
        let (bytes, tally) = book.finish(&facts)?;
        out.write_all(&bytes)?;
        outcome.rows = tally.rows;
        outcome.dropped_characters = tally.dropped_characters;
        outcome.warnings.extend(cut(&tally));
        Ok(())
    }
}

/// What the sheet "About" begins with.
fn facts(rows: &Rows<'_>, book: &XlsxWriter, outcome: &Outcome) -> anyhow::Result<Vec<(&'static str, String)>> {
    let last = rows.store.last(None)?;
    let of = |kind: RowKind| {
        let (one, several) = kind.counts();
        let rows = book.rows_of(kind);
        format!("{rows} {}", if rows == 1 { one } else { several })
    };
    Ok(vec![
        ("Report", "claimlog: claims of articles with the verdicts on them".to_owned()),
        ("Chosen", meant(rows.filter)),
        ("Rows", RowKind::ALL.map(of).join(", ")),
        ("Ledger", format!("up to event {}, whose hash is {}", last.seq, hex(&last.hash))),
        ("Method", methodology(rows.filter, outcome, &rows.store.policy()?)),
    ])
}

/// What the workbook has no room for.
fn cut(tally: &BookTally) -> Option<String> {
    tally.first_cut.map(|first| {
        let more = match tally.cut_texts {
            1 => "it is cut there".to_owned(),
            several => format!("{several} texts are cut so, each with a mark"),
        };
        format!(
            "sheet {}, row {}, column {}: a text longer than a cell of Excel holds; {more}; claimlog export csv has all of it",
            first.sheet, first.row, first.column
        )
    })
}
