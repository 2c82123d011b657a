//! `claimlog import`: what left the building comes back, and what others found comes in.

mod claimreview;
mod csv;
mod jsonl;
mod reported;
mod row;
mod source;
mod table;

use clap::Subcommand;

use crate::cli::Exit;
use crate::cli::context::Context;
use crate::cli::ui::Ui;

/// Import a ledger, verdicts that colleagues filled into a report, or others' fact-checks
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  claimlog import csv checked.csv --as Ana               verdicts that were filled into a report
  claimlog --db copy.db import jsonl ledger.jsonl        a whole ledger
  claimlog import claimreview checks.jsonld --as Ana     others' fact-checks of logged claims")]
pub(super) struct Args {
    #[command(subcommand)]
    format: Format,
}

#[derive(Debug, Subcommand)]
enum Format {
    #[command(name = "claimreview")]
    ClaimReview(claimreview::Args),
    Csv(csv::Args),
    Jsonl(jsonl::Args),
}

pub(super) fn run(args: &Args, context: &Context, ui: &mut Ui) -> anyhow::Result<Exit> {
    match &args.format {
        Format::ClaimReview(args) => claimreview::run(args, context, ui),
        Format::Csv(args) => csv::run(args, context, ui),
        Format::Jsonl(args) => jsonl::run(args, context, ui),
    }
}
