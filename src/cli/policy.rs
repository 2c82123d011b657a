//! `claimlog policy`: the desk's rules for reviewing.

use std::path::PathBuf;

use anyhow::Context as _;
use clap::Subcommand;

use crate::cli::Exit;
use crate::cli::act::Who;
use crate::cli::context::Context;
use crate::cli::scale::known;
use crate::cli::ui::Ui;
use crate::export::write_json;
use crate::model::Policy;
use crate::review::{read_policy, set_policy, write_policy};
use crate::store::Store;

/// Show, check and set the desk's rules: how many verdicts, when a second one, what is hidden, when a dispute
///
/// The rules are a TOML file that becomes an event of the ledger, so that everybody who shares the ledger works by them, and
/// a verdict is judged by the rules of its day. They bind colleagues who keep to them; whoever can read the database can
/// read all of it.
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  claimlog policy show > policy.toml          what holds now, to start from
  claimlog policy check policy.toml
  claimlog policy set policy.toml --as Eva --reason 'Two reviewers for every claim.'")]
pub(super) struct Args {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    Show(Show),
    Check(Check),
    Set(Set),
}

/// Show the rules that hold now, as a file that `set` reads
#[derive(Debug, clap::Args)]
#[command(after_help = "Example:\n  claimlog policy show > policy.toml")]
struct Show {
    /// How to print
    #[arg(long, value_parser = ["toml", "json"], default_value = "toml")]
    format: String,
}

/// Check a file of rules; nothing is changed
#[derive(Debug, clap::Args)]
#[command(after_help = "Example:\n  claimlog policy check policy.toml")]
struct Check {
    /// The file
    #[arg(value_name = "FILE")]
    file: PathBuf,
}

/// Set the rules from now on; verdicts that were given stay as they were judged
#[derive(Debug, clap::Args)]
#[command(after_help = "Example:\n  claimlog policy set policy.toml --as Eva")]
struct Set {
    /// The file
    #[arg(value_name = "FILE")]
    file: PathBuf,
    /// Why
    #[arg(long, value_name = "TEXT", allow_hyphen_values = true)]
    reason: Option<String>,
    #[command(flatten)]
    who: Who,
}

pub(super) fn run(args: &Args, context: &Context, ui: &mut Ui) -> anyhow::Result<Exit> {
    match &args.command {
        Command::Show(show) => {
            let policy = known(context)?.as_ref().map(Store::policy).transpose()?.unwrap_or_default();
            print(&policy, show.format == "json", ui)?;
        }
        Command::Check(check) => {
            read(&check.file)?;
            ui.line(format!("{} can be set: claimlog policy set FILE --as NAME", check.file.display()))?;
        }
        Command::Set(set) => return set.run(context, ui),
    }
    Ok(Exit::Done)
}

fn read(file: &PathBuf) -> anyhow::Result<Policy> {
    let toml = std::fs::read_to_string(file).with_context(|| format!("{} cannot be read", file.display()))?;
    Ok(read_policy(&toml)?)
}

fn print(policy: &Policy, json: bool, ui: &mut Ui) -> anyhow::Result<()> {
    if json {
        write_json(ui.out(), policy)?;
        return Ok(ui.line("")?);
    }
    Ok(write_policy(policy).lines().try_for_each(|line| ui.line(line))?)
}

impl Set {
    fn run(&self, context: &Context, ui: &mut Ui) -> anyhow::Result<Exit> {
        let policy = read(&self.file)?;
        let act = set_policy(policy.clone(), &self.who.name(context)?, self.reason.as_deref())?;
        let (mut store, stamp) = context.open_to_write()?;
        if store.policy()? == policy {
            ui.say("these rules hold already: nothing is changed")?;
            return Ok(Exit::Done);
        }
        store.act(act, &stamp)?;
        if self.who.json() {
            print(&policy, true, ui)?;
        } else {
            ui.line("these rules hold from now on; claims are held to them at their next verdict")?;
        }
        Ok(Exit::Done)
    }
}
