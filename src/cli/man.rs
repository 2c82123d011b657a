//! `claimlog man`: the manual page, of the program or of one command.

use anyhow::Context as _;
use clap::CommandFactory as _;
use clap_mangen::Man;

use crate::cli::input::Unusable;
use crate::cli::ui::Ui;
use crate::cli::{Cli, Exit};

/// Print the manual page
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  claimlog man > claimlog.1
  claimlog man extract | man -l -")]
pub(super) struct Args {
    /// The command; else the page of the whole program
    #[arg(value_name = "COMMAND")]
    command: Option<String>,
}

pub(super) fn run(args: &Args, ui: &mut Ui) -> anyhow::Result<Exit> {
    let mut whole = Cli::command();
    whole.build();
    let command = match &args.command {
        None => whole,
        Some(name) => {
            let known: Vec<_> = whole.get_subcommands().map(|command| command.get_name().to_owned()).collect();
            let found = whole.find_subcommand(name).cloned();
            found
                .with_context(|| format!("there is no command “{name}”: the commands are {}", known.join(", ")))
                .map_err(|error| Unusable(error.to_string()))?
        }
    };
    let mut page = Vec::new();
    Man::new(command).render(&mut page)?;
    std::io::Write::write_all(ui.out(), &page)?;
    Ok(Exit::Done)
}
