//! `claimlog triage`: whether a claim is to be checked.

use chrono::NaiveDate;

use crate::cli::Exit;
use crate::cli::act::{self, Who};
use crate::cli::article::day;
use crate::cli::context::Context;
use crate::cli::filters::named;
use crate::cli::input::Unusable;
use crate::cli::ui::Ui;
use crate::model::Uncheckable;
use crate::review::Wish;

/// Say whether a claim is to be checked: yes, no, or later
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  claimlog triage c4f2 --queue --due 2027-03-01 --as Ana
  claimlog triage c4f2 --not-checkable opinion --as Ana
  claimlog triage c4f2 --not-checkable duplicate --duplicate-of c11e --as Ana
  claimlog triage c4f2 --pending 2027-12-31 --as Ana")]
pub(super) struct Args {
    /// The claim's id or the beginning of it
    #[arg(value_name = "ID")]
    id: String,
    /// It is to be checked
    #[arg(long, group = "outcome")]
    queue: bool,
    /// By when
    #[arg(long, value_name = "YYYY-MM-DD", requires = "queue", value_parser = day)]
    due: Option<NaiveDate>,
    /// It is not, because it is: opinion, prediction, vague, no_data, not_a_claim or duplicate
    #[arg(long, group = "outcome", value_name = "REASON", value_parser = |given: &str| named(given, Uncheckable::ALL, Uncheckable::name))]
    not_checkable: Option<Uncheckable>,
    /// The claim that it repeats
    #[arg(long, value_name = "ID", requires = "not_checkable")]
    duplicate_of: Option<String>,
    /// It can be checked from this day on
    #[arg(long, group = "outcome", value_name = "YYYY-MM-DD", value_parser = day)]
    pending: Option<NaiveDate>,
    #[command(flatten)]
    who: Who,
}

pub(super) fn run(args: &Args, context: &Context, ui: &mut Ui) -> anyhow::Result<Exit> {
    let wish = match (args.not_checkable, args.pending) {
        (Some(reason), _) => {
            let store = context.open()?;
            let duplicate_of = args.duplicate_of.as_deref().map(|typed| store.find_claim(typed)).transpose()?;
            Wish::Dismiss { reason, duplicate_of }
        }
        (None, Some(until)) => Wish::Wait { until },
        (None, None) if args.queue => Wish::Queue { due: args.due },
        (None, None) => {
            let what = "say what is to become of it: --queue, --not-checkable REASON or --pending DAY";
            return Err(Unusable(what.to_owned()).into());
        }
    };
    act::wish(&args.id, &wish, &args.who, context, ui)
}
