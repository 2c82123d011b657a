//! `claimlog stats`: what the ledger says of the desk itself.

mod agreement;

use clap::Subcommand;

use crate::cli::Exit;
use crate::cli::context::Context;
use crate::cli::ui::Ui;

/// Figures about the desk: how far its reviewers agree
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  claimlog stats agreement
  claimlog stats agreement --since 2026-01-01 --explain")]
pub(super) struct Args {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    Agreement(agreement::Args),
}

pub(super) fn run(args: &Args, context: &Context, ui: &mut Ui) -> anyhow::Result<Exit> {
    match &args.command {
        Command::Agreement(args) => agreement::run(args, context, ui),
    }
}
