//! `claimlog publish`: the judgement is public.

use chrono::NaiveDate;

use crate::cli::Exit;
use crate::cli::act::{self, Who};
use crate::cli::article::day;
use crate::cli::context::Context;
use crate::cli::ui::Ui;
use crate::review::Wish;

/// Record where the judgement of a claim was published
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Example:
  claimlog publish c4f2 https://desk.example/checks/40-ships --as Ana")]
pub(super) struct Args {
    /// The claim's id or the beginning of it
    #[arg(value_name = "ID")]
    id: String,
    /// Where it can be read
    #[arg(value_name = "URL")]
    url: String,
    /// On which day [default: today]
    #[arg(long, value_name = "YYYY-MM-DD", value_parser = day)]
    on: Option<NaiveDate>,
    #[command(flatten)]
    who: Who,
}

pub(super) fn run(args: &Args, context: &Context, ui: &mut Ui) -> anyhow::Result<Exit> {
    let wish = Wish::Publish { url: args.url.clone(), on: args.on };
    act::wish(&args.id, &wish, &args.who, context, ui)
}
