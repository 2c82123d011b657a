//! `claimlog db checkpoint`: what the ledger has come to, to be kept elsewhere.

use crate::cli::Exit;
use crate::cli::context::Context;
use crate::cli::ui::Ui;
use crate::export::write_json;

/// Print the last hash of every chain, to be kept or published where nobody can change it
///
/// Whoever can write the database can also write all its hashes anew. A checkpoint elsewhere is what shows that, and what shows
/// a ledger that was cut or put back: `claimlog db verify --against FILE`.
#[derive(Debug, clap::Args)]
#[command(after_help = "Example:\n  claimlog db checkpoint > checkpoint-2026-11-23.json")]
pub(super) struct Args {}

pub(super) fn run(_: &Args, context: &Context, ui: &mut Ui) -> anyhow::Result<Exit> {
    let store = context.open()?;
    write_json(ui.out(), &store.checkpoint(context.now())?)?;
    ui.line("")?;
    Ok(Exit::Done)
}
