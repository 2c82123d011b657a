//! `claimlog search`: logged claims by their words.

use crate::cli::Exit;
use crate::cli::context::Context;
use crate::cli::filters::Filters;
use crate::cli::list;
use crate::cli::listing::Format;
use crate::cli::ui::Ui;
use crate::cli::viewer::Viewer;

/// Find logged claims by words of their sentence, thing, speaker or headline
///
/// Every word must occur, in any order and form of it ("worker" finds "workers").
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  claimlog search dockers abroad
  claimlog search 'per cent' --publisher Courier --all")]
pub(super) struct Args {
    /// The words
    #[arg(required = true, value_name = "WORD")]
    words: Vec<String>,
    #[command(flatten)]
    filters: Filters,
    #[command(flatten)]
    viewer: Viewer,
    /// How to print
    #[arg(long, value_enum, default_value_t)]
    format: Format,
}

/// How many claims are shown unless asked.
const USUAL: u64 = 50;

pub(super) fn run(args: &Args, context: &Context, ui: &mut Ui) -> anyhow::Result<Exit> {
    let store = context.open()?;
    let filter = args.filters.filter(&store, Some(USUAL))?;
    let listing = store.search(&args.words.join(" "), &filter)?;
    let listing = list::seen(listing, &args.viewer.eyes(&store, context)?);
    list::print(&store, &listing, args.format, ui)?;
    Ok(Exit::Done)
}
