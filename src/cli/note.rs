//! `claimlog note`: something to remember about a claim.

use crate::cli::Exit;
use crate::cli::act::{self, Who};
use crate::cli::context::Context;
use crate::cli::ui::Ui;
use crate::review::Wish;

/// Write something down about a claim
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Example:
  claimlog note c4f2 'The port answers on Monday.' --as Ben")]
pub(super) struct Args {
    /// The claim's id or the beginning of it
    #[arg(value_name = "ID")]
    id: String,
    /// The note
    #[arg(value_name = "TEXT", allow_hyphen_values = true)]
    text: String,
    #[command(flatten)]
    who: Who,
}

pub(super) fn run(args: &Args, context: &Context, ui: &mut Ui) -> anyhow::Result<Exit> {
    act::wish(&args.id, &Wish::Note { text: args.text.clone() }, &args.who, context, ui)
}
