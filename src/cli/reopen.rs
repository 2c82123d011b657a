//! `claimlog reopen`: a claim is to be looked at again.

use crate::cli::Exit;
use crate::cli::act::{self, Who};
use crate::cli::context::Context;
use crate::cli::ui::Ui;
use crate::review::Wish;

/// Look at a claim again; the verdict that held goes on holding until there is another
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Example:
  claimlog reopen c4f2 --reason 'The port published new tables.' --as Ana")]
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
    act::wish(&args.id, &Wish::Reopen { reason: args.reason.clone() }, &args.who, context, ui)
}
