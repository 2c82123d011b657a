//! `claimlog db`: the database itself.

mod backup;
mod checkpoint;
mod info;
mod merge;
mod rebuild;
mod redact;
mod verify;

use clap::Subcommand;

use crate::cli::Exit;
use crate::cli::context::Context;
use crate::cli::ui::Ui;
use crate::export::write_json;

/// Look after the database: what it is, whether it is whole, copies, two as one
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  claimlog db info
  claimlog db verify --deep
  claimlog db checkpoint > checkpoint.json      keep or publish it elsewhere
  claimlog db verify --against checkpoint.json
  claimlog db backup /media/stick/claims.db
  claimlog db merge laptop.db")]
pub(super) struct Args {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    Info(info::Args),
    Verify(verify::Args),
    Checkpoint(checkpoint::Args),
    Backup(backup::Args),
    Merge(merge::Args),
    Rebuild(rebuild::Args),
    Redact(redact::Args),
}

/// An answer for programs.
fn answer(answer: &serde_json::Value, ui: &mut Ui) -> anyhow::Result<Exit> {
    write_json(ui.out(), answer)?;
    ui.line("")?;
    Ok(Exit::Done)
}

/// "1 event", "2 events".
pub(in crate::cli) fn counted(count: u64, what: &str) -> String {
    format!("{count} {what}{}", if count == 1 { "" } else { "s" })
}

pub(super) fn run(args: &Args, context: &Context, ui: &mut Ui) -> anyhow::Result<Exit> {
    match &args.command {
        Command::Info(args) => info::run(args, context, ui),
        Command::Verify(args) => verify::run(args, context, ui),
        Command::Checkpoint(args) => checkpoint::run(args, context, ui),
        Command::Backup(args) => backup::run(args, context, ui),
        Command::Merge(args) => merge::run(args, context, ui),
        Command::Rebuild(args) => rebuild::run(args, context, ui),
        Command::Redact(args) => redact::run(args, context, ui),
    }
}
