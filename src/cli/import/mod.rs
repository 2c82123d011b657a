//! `claimlog import`: what left the building comes back, and what others found comes in.

mod jsonl;
mod source;

use clap::Subcommand;

use crate::cli::Exit;
use crate::cli::context::Context;
use crate::cli::ui::Ui;

/// Import a ledger, verdicts that colleagues filled into a report, or others' fact-checks
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  claimlog --db copy.db import jsonl ledger.jsonl")]
pub(super) struct Args {
    #[command(subcommand)]
    format: Format,
}

#[derive(Debug, Subcommand)]
enum Format {
    Jsonl(jsonl::Args),
}

pub(super) fn run(args: &Args, context: &Context, ui: &mut Ui) -> anyhow::Result<Exit> {
    match &args.format {
        Format::Jsonl(args) => jsonl::run(args, context, ui),
    }
}
