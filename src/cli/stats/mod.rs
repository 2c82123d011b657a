//! `claimlog stats`: what the ledger says of the desk itself, of speakers and of outlets.

mod agreement;
mod desk;
mod figure;
mod outlets;
mod speakers;

use clap::Subcommand;

use crate::cli::Exit;
use crate::cli::context::Context;
use crate::cli::ui::Ui;

/// Figures: how far reviewers agree, what the desk did and how fast, how claims of speakers and outlets were judged
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  claimlog stats desk --since 2026-01-01
  claimlog stats speakers --kind money
  claimlog stats outlets --format json
  claimlog stats agreement --since 2026-01-01 --explain")]
pub(super) struct Args {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    Agreement(agreement::Args),
    Desk(desk::Args),
    Speakers(speakers::Args),
    Outlets(outlets::Args),
}

pub(super) fn run(args: &Args, context: &Context, ui: &mut Ui) -> anyhow::Result<Exit> {
    match &args.command {
        Command::Agreement(args) => agreement::run(args, context, ui),
        Command::Desk(args) => desk::run(args, context, ui),
        Command::Speakers(args) => speakers::run(args, context, ui),
        Command::Outlets(args) => outlets::run(args, context, ui),
    }
}
