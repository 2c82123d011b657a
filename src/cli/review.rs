//! `claimlog review`: reviewing on a screen.

use std::io::{self, IsTerminal as _};

use crate::cli::Exit;
use crate::cli::context::Context;
use crate::cli::filters::Filters;
use crate::cli::input::Unusable;
use crate::cli::scale;
use crate::cli::ui::Ui;
use crate::cli::viewer::Viewer;
use crate::review::Scale;
use crate::tui::{Session, review};

/// Review claims on a screen: your queue, the claim in its paragraph, one key a rating
///
/// `?` shows the keys. What you type is kept when you quit, and when the terminal is killed. Everything that the screen does
/// has a command, too: next, verdict, skip, note, undo, search.
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  claimlog review --as Ana
  claimlog review c4f2 --as Ana
  claimlog review --as Ana --kind money --scale politifact")]
pub(super) struct Args {
    /// The claim to begin with; else the one that you were typing about, else the first of your queue
    #[arg(value_name = "ID")]
    id: Option<String>,
    #[command(flatten)]
    viewer: Viewer,
    /// The rating scale
    #[arg(long, value_name = "NAME", default_value = Scale::DEFAULT)]
    scale: String,
    #[command(flatten)]
    filters: Filters,
}

pub(super) fn run(args: &Args, context: &Context, ui: &mut Ui) -> anyhow::Result<Exit> {
    let reviewer = args.viewer.name(context)?;
    if reviewer.is_empty() {
        return Err(Unusable("who reviews? give the name with --as NAME, or set CLAIMLOG_REVIEWER".to_owned()).into());
    }
    if !io::stdin().is_terminal() || !io::stdout().is_terminal() {
        let said = "a screen needs a terminal: in scripts use claimlog next, verdict, skip, note and undo";
        return Err(Unusable(said.to_owned()).into());
    }
    let store = context.open()?;
    let claim = args.id.as_deref().map(|typed| store.find_claim(typed)).transpose()?;
    let filter = args.filters.filter(&store, None)?;
    let scale = scale::find(Some(&store), &args.scale)?;
    drop(store);
    let (store, stamp) = context.open_to_write()?;
    ui.flush()?;
    review(Session {
        store,
        filter,
        reviewer,
        scale,
        chain: stamp.chain,
        claim,
        color: ui.color(),
        clock: &|| context.now(),
    })?;
    Ok(Exit::Done)
}
