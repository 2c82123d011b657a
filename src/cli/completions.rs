//! `claimlog completions`: completions for a shell.

use clap::CommandFactory as _;
use clap_complete::Shell;

use crate::cli::ui::Ui;
use crate::cli::{Cli, Exit};

/// Print completions for a shell
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  claimlog completions bash > ~/.local/share/bash-completion/completions/claimlog
  claimlog completions zsh > ~/.zfunc/_claimlog")]
pub(super) struct Args {
    /// The shell
    #[arg(value_enum)]
    shell: Shell,
}

pub(super) fn run(args: &Args, ui: &mut Ui) -> anyhow::Result<Exit> {
    // clap_complete panics where its output cannot be written, so it writes to memory.
    let mut script = Vec::new();
    clap_complete::generate(args.shell, &mut Cli::command(), "claimlog", &mut script);
    std::io::Write::write_all(ui.out(), &script)?;
    Ok(Exit::Done)
}
