//! `claimlog export jsonl`: a JSON object a row for other programs, or the whole ledger, which `claimlog import` reads.

use std::io::Write;

use serde::{Deserialize, Serialize};

use super::outcome::Outcome;
use super::rows::Rows;
use super::{Common, Made, Making, deliver};
use crate::cli::Exit;
use crate::cli::context::Context;
use crate::cli::input::Unusable;
use crate::cli::ui::Ui;
use crate::export::{Heading, LEDGER_FORMAT, LedgerHead, RowKind, hex, write_carried, write_ledger_head, write_row};

/// A JSON object a line: with --all everything, lossless, for claimlog import; with --rows the columns of the CSV report
///
/// `--all` alone writes the ledger itself: every event to the byte and every text, so that a database made of it is the same and
/// exports the same. It holds withheld sources in full: keep it as you keep the database. Files of evidence are named in it by
/// their SHA-256 and lie beside the database.
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  claimlog export jsonl --all -o ledger.jsonl
  claimlog export jsonl --rows verdicts --since 2026-01-01
  claimlog --db copy.db import jsonl ledger.jsonl")]
pub(super) struct Args {
    #[command(flatten)]
    common: Common,
    /// What a row is: claims (each with the verdict that holds), verdicts, evidence, events [default: claims; with --all alone
    /// the ledger]
    #[arg(long, value_name = "KIND")]
    rows: Option<RowKind>,
}

/// What the lines are.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(in crate::cli) struct Options {
    /// What a row is; null for the ledger itself.
    #[serde(rename = "row_kind")]
    pub rows: Option<RowKind>,
}

pub(super) fn run(args: &Args, context: &Context, ui: &mut Ui) -> anyhow::Result<Exit> {
    let whole = args.rows.is_none() && args.common.filters.asks_for_all();
    let rows = if whole { None } else { Some(args.rows.unwrap_or_default()) };
    deliver(&args.common, Made::Jsonl(Options { rows }), context, ui)
}

impl Making for Options {
    fn counts(&self) -> (&'static str, &'static str) {
        self.rows.map_or(("line", "lines"), RowKind::counts)
    }

    fn columns(&self) -> Vec<Heading> {
        self.rows.map(RowKind::columns).unwrap_or_default()
    }

    fn is_private(&self) -> bool {
        self.rows.is_none()
    }

    fn tells_all(&self) -> bool {
        self.rows.is_none_or(|rows| rows == RowKind::Events)
    }

    fn write(&self, rows: &Rows<'_>, out: &mut dyn Write, outcome: &mut Outcome) -> anyhow::Result<()> {
        let Some(kind) = self.rows else { return ledger(rows, out, outcome) };
        let columns = kind.columns();
        let mut written = 0;
        rows.each_row(kind, outcome, |cells| {
            written += 1;
            write_row(&mut *out, &columns, cells)
        })?;
        outcome.rows = written;
        Ok(())
    }
}

/// Writes the ledger. Its claims are counted for the manifest first.
fn ledger(rows: &Rows<'_>, mut out: &mut dyn Write, outcome: &mut Outcome) -> anyhow::Result<()> {
    if !rows.filter.is_whole() {
        let said = "the ledger is exported whole: leave the filters out, or name the rows with --rows claims";
        return Err(Unusable(said.to_owned()).into());
    }
    rows.each_claim(outcome, |_| Ok(()))?;
    let (events, texts) = rows.store.count_carried()?;
    let last = rows.store.last(None)?;
    let head = LedgerHead {
        ledger: "claimlog".to_owned(),
        format: LEDGER_FORMAT,
        schema: rows.store.info()?.schema_version,
        events,
        texts,
        last: (events > 0).then(|| hex(&last.hash)),
    };
    write_ledger_head(&mut out, &head)?;
    let written = rows.each_carried(|row| Ok(write_carried(&mut out, &row)?));
    outcome.rows = 1 + events + texts;
    if outcome.withheld > 0 {
        outcome.warnings.push(format!(
            "the ledger holds {} withheld sources in full: keep the file as you keep the database",
            outcome.withheld
        ));
    }
    written
}
