//! `claimlog resolve`: of verdicts that differ one holds.

use crate::cli::Exit;
use crate::cli::act::{self, Who};
use crate::cli::context::Context;
use crate::cli::ui::Ui;
use crate::model::ResolvedBy;
use crate::review::Wish;

/// Decide which of several verdicts holds; the others are kept as dissent
///
/// Who gave one of them cannot decide, unless as adjudicator: `claimlog verdict ID RATING --role adjudicator` gives another.
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  claimlog resolve c4f2 --accept Ben --reason 'The table is of March.' --as Ana
  claimlog resolve c4f2 --accept Ben --vote --reason '2 of 3' --as Ana")]
pub(super) struct Args {
    /// The claim's id or the beginning of it
    #[arg(value_name = "ID")]
    id: String,
    /// Whose verdict holds: the reviewer's name, or the beginning of the verdict's id
    #[arg(long, value_name = "REVIEWER|VERDICT")]
    accept: String,
    /// By the votes: more reviewers must say so than say anything else
    #[arg(long)]
    vote: bool,
    /// Why; it is kept in the ledger
    #[arg(long, value_name = "TEXT", allow_hyphen_values = true)]
    reason: String,
    #[command(flatten)]
    who: Who,
}

pub(super) fn run(args: &Args, context: &Context, ui: &mut Ui) -> anyhow::Result<Exit> {
    let way = if args.vote { ResolvedBy::Vote } else { ResolvedBy::Editor };
    let wish = Wish::Resolve { accept: args.accept.clone(), way, reason: args.reason.clone() };
    act::wish(&args.id, &wish, &args.who, context, ui)
}
