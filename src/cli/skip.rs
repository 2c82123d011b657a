//! `claimlog skip`: a reviewer leaves a claim to others.

use crate::cli::Exit;
use crate::cli::act::{self, Who};
use crate::cli::context::Context;
use crate::cli::ui::Ui;
use crate::review::Wish;

/// Leave a claim to other reviewers: your queue offers it no more
#[derive(Debug, clap::Args)]
#[command(after_help = "Example:\n  claimlog skip c4f2 --reason 'I wrote the article.' --as Ana")]
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
    act::wish(&args.id, &Wish::Skip { reason: args.reason.clone() }, &args.who, context, ui)
}
