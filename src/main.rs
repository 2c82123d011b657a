//! The `claimlog` program: parse, run, say what went wrong, exit.

use std::process::ExitCode;

use claimlog::cli::{self, Cli};
use clap::Parser;

fn main() -> ExitCode {
    match cli::run(Cli::parse()) {
        Ok(exit) => exit.into(),
        Err(error) if cli::is_broken_pipe(&error) => ExitCode::SUCCESS,
        Err(error) => {
            cli::complain(&error);
            cli::Exit::of(&error).into()
        }
    }
}
