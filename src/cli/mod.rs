//! The commands: one a file, with its arguments, its help and its `run`. This file only names them.

mod act;
mod add;
mod addresses;
mod article;
mod assign;
mod changed;
mod completions;
mod context;
mod db;
mod diff;
mod documents;
mod edit;
mod evidence;
mod exit;
mod explain;
mod export;
mod extract;
mod failures;
mod filters;
mod findings;
mod import;
mod input;
mod list;
mod listing;
mod log;
mod man;
mod meant;
mod next;
mod note;
mod pipeline;
mod policy;
mod publish;
mod quote;
mod reopen;
mod resolve;
#[cfg(feature = "tui")]
mod review;
mod saved;
mod scale;
mod search;
mod show;
mod skip;
mod speakers;
mod split;
mod start;
mod stats;
mod text;
mod triage;
mod ui;
mod undo;
mod verdict;
mod viewer;
mod void;

use std::path::PathBuf;

use clap::{Parser, Subcommand};

pub use exit::{Exit, complain, is_broken_pipe};

use context::Context;
use ui::{ColorWhen, Ui};

/// Finds the numeric claims of articles, logs them with their source, keeps reviewers' verdicts and exports audit reports.
#[derive(Debug, Parser)]
#[command(name = "claimlog", version, max_term_width = 100, propagate_version = true)]
#[command(after_help = "\
Start here:
  claimlog add article.txt --published 2026-11-23     log the claims of an article
  claimlog list                                       what is logged
  claimlog verdict c4f2 wrong --as Ana --explain …    judge a claim
  claimlog export csv -o audit.csv                    the audit report")]
pub struct Cli {
    #[command(flatten)]
    global: Global,
    #[command(subcommand)]
    command: Command,
}

/// Options of every command.
#[derive(Debug, clap::Args)]
struct Global {
    /// The database; else `.claimlog/claims.db` here or above, else the one in the data folder
    #[arg(long, global = true, value_name = "FILE", env = "CLAIMLOG_DB", hide_env_values = true)]
    db: Option<PathBuf>,
    /// When to use colours
    #[arg(long, global = true, value_enum, default_value_t, value_name = "WHEN")]
    color: ColorWhen,
    /// Say nothing but results and errors
    #[arg(long, short, global = true)]
    quiet: bool,
}

#[derive(Debug, Subcommand)]
enum Command {
    Add(add::Args),
    Extract(extract::Args),
    List(list::Args),
    Show(show::Args),
    Documents(documents::Args),
    Diff(diff::Args),
    Speakers(speakers::Args),
    Search(search::Args),
    #[cfg(feature = "tui")]
    Review(Box<review::Args>),
    Next(next::Args),
    Verdict(Box<verdict::Args>),
    Evidence(evidence::Args),
    Scale(scale::Args),
    Policy(policy::Args),
    Triage(triage::Args),
    Assign(assign::Args),
    Start(start::Args),
    Skip(skip::Args),
    Resolve(resolve::Args),
    Reopen(reopen::Args),
    Publish(publish::Args),
    Void(void::Args),
    Note(note::Args),
    Edit(Box<edit::Args>),
    Split(split::Args),
    Undo(undo::Args),
    Log(log::Args),
    Stats(stats::Args),
    Export(export::Args),
    Import(import::Args),
    Text(text::Args),
    Db(db::Args),
    Completions(completions::Args),
    Man(man::Args),
}

/// Runs the command that was parsed.
///
/// # Errors
/// What stopped it, for [`complain`] and [`Exit::of`].
pub fn run(cli: Cli) -> anyhow::Result<Exit> {
    let context = Context::new(cli.global.db);
    let mut ui = Ui::new(cli.global.color, cli.global.quiet, &context);
    let exit = match cli.command {
        Command::Add(args) => add::run(&args, &context, &mut ui),
        Command::Extract(args) => extract::run(&args, &mut ui),
        Command::List(args) => list::run(&args, &context, &mut ui),
        Command::Show(args) => show::run(&args, &context, &mut ui),
        Command::Diff(args) => diff::run(&args, &context, &mut ui),
        Command::Documents(args) => documents::run(&args, &context, &mut ui),
        Command::Speakers(args) => speakers::run(&args, &context, &mut ui),
        Command::Search(args) => search::run(&args, &context, &mut ui),
        #[cfg(feature = "tui")]
        Command::Review(args) => review::run(&args, &context, &mut ui),
        Command::Next(args) => next::run(&args, &context, &mut ui),
        Command::Verdict(args) => verdict::run(&args, &context, &mut ui),
        Command::Evidence(args) => evidence::run(&args, &context, &mut ui),
        Command::Policy(args) => policy::run(&args, &context, &mut ui),
        Command::Scale(args) => scale::run(&args, &context, &mut ui),
        Command::Triage(args) => triage::run(&args, &context, &mut ui),
        Command::Assign(args) => assign::run(&args, &context, &mut ui),
        Command::Skip(args) => skip::run(&args, &context, &mut ui),
        Command::Start(args) => start::run(&args, &context, &mut ui),
        Command::Resolve(args) => resolve::run(&args, &context, &mut ui),
        Command::Reopen(args) => reopen::run(&args, &context, &mut ui),
        Command::Publish(args) => publish::run(&args, &context, &mut ui),
        Command::Void(args) => void::run(&args, &context, &mut ui),
        Command::Note(args) => note::run(&args, &context, &mut ui),
        Command::Edit(args) => edit::run(&args, &context, &mut ui),
        Command::Split(args) => split::run(&args, &context, &mut ui),
        Command::Undo(args) => undo::run(&args, &context, &mut ui),
        Command::Log(args) => log::run(&args, &context, &mut ui),
        Command::Stats(args) => stats::run(&args, &context, &mut ui),
        Command::Export(args) => export::run(&args, &context, &mut ui),
        Command::Import(args) => import::run(&args, &context, &mut ui),
        Command::Text(args) => text::run(&args, &mut ui),
        Command::Db(args) => db::run(&args, &context, &mut ui),
        Command::Completions(args) => completions::run(&args, &mut ui),
        Command::Man(args) => man::run(&args, &mut ui),
    }?;
    ui.flush()?;
    Ok(exit)
}

#[cfg(test)]
mod tests {
    use clap::CommandFactory;

    use super::*;

    #[test]
    fn the_commands_are_sound_and_each_has_an_example() {
        let mut command = Cli::command();
        command.clone().debug_assert();
        for command in command.get_subcommands_mut() {
            let help = command.render_long_help().to_string();
            assert!(help.contains("claimlog "), "{} has no example:\n{help}", command.get_name());
        }
    }
}
