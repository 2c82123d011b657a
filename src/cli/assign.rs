//! `claimlog assign`: a claim is given to a reviewer.

use chrono::NaiveDate;

use crate::cli::Exit;
use crate::cli::act::{self, Who};
use crate::cli::article::day;
use crate::cli::context::Context;
use crate::cli::ui::Ui;
use crate::review::Wish;

/// Give a claim to a reviewer, or take it back
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  claimlog assign c4f2 Ben --due 2027-03-01 --as Ana
  claimlog assign c4f2 --nobody --as Ana")]
pub(super) struct Args {
    /// The claim's id or the beginning of it
    #[arg(value_name = "ID")]
    id: String,
    /// The reviewer
    #[arg(value_name = "REVIEWER", required_unless_present = "nobody")]
    to: Option<String>,
    /// Take it from whoever has it
    #[arg(long, conflicts_with = "to")]
    nobody: bool,
    /// By when
    #[arg(long, value_name = "YYYY-MM-DD", value_parser = day)]
    due: Option<NaiveDate>,
    #[command(flatten)]
    who: Who,
}

pub(super) fn run(args: &Args, context: &Context, ui: &mut Ui) -> anyhow::Result<Exit> {
    let wish = Wish::Assign { to: args.to.clone(), due: args.due };
    act::wish(&args.id, &wish, &args.who, context, ui)
}
