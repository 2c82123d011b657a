//! `claimlog void`: a claim is left out.

use crate::cli::Exit;
use crate::cli::act::{self, Who};
use crate::cli::context::Context;
use crate::cli::ui::Ui;
use crate::review::Wish;

/// Leave a claim out; it stays in the ledger and can be reopened
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Example:
  claimlog void c4f2 --reason 'A page number.' --as Ana")]
pub(super) struct Args {
    /// The claim's id or the beginning of it
    #[arg(value_name = "ID")]
    id: String,
    /// Why; it is kept in the ledger
    #[arg(long, value_name = "TEXT", allow_hyphen_values = true)]
    reason: String,
    #[command(flatten)]
    who: Who,
}

pub(super) fn run(args: &Args, context: &Context, ui: &mut Ui) -> anyhow::Result<Exit> {
    act::wish(&args.id, &Wish::Void { reason: args.reason.clone() }, &args.who, context, ui)
}
