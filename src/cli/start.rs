//! `claimlog start`: a reviewer begins with a claim.

use crate::cli::Exit;
use crate::cli::act::{self, Who};
use crate::cli::context::Context;
use crate::cli::ui::Ui;
use crate::review::Wish;

/// Say that you begin to check a claim
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Example:
  claimlog start c4f2 --as Ben")]
pub(super) struct Args {
    /// The claim's id or the beginning of it
    #[arg(value_name = "ID")]
    id: String,
    #[command(flatten)]
    who: Who,
}

pub(super) fn run(args: &Args, context: &Context, ui: &mut Ui) -> anyhow::Result<Exit> {
    act::wish(&args.id, &Wish::Start, &args.who, context, ui)
}
