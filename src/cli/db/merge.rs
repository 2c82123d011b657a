//! `claimlog db merge`: two databases as one.

use std::path::PathBuf;

use crate::cli::Exit;
use crate::cli::context::Context;
use crate::cli::ui::Ui;

/// Take over everything from another database: two laptops, a laptop and the desk
///
/// The other file is only read, and its ledger is checked first. It does not matter in which order files are merged, nor how
/// often. Nothing is lost: verdicts that differ make their claim disputed. A copy that was continued on both sides under one
/// identity is named and refused.
#[derive(Debug, clap::Args)]
#[command(after_help = "Example:\n  claimlog db merge laptop.db && claimlog list --status disputed")]
pub(super) struct Args {
    /// The other database
    #[arg(value_name = "FILE")]
    other: PathBuf,
    /// How to print
    #[arg(long, default_value = "text", value_parser = ["text", "json"])]
    format: String,
}

pub(super) fn run(args: &Args, context: &Context, ui: &mut Ui) -> anyhow::Result<Exit> {
    let (mut store, _) = context.open_to_write()?;
    let merged = store.merge(&args.other)?;
    if args.format == "json" {
        let answer = serde_json::json!({ "new": merged.new, "known": merged.known, "disputed": merged.disputed });
        return super::answer(&answer, ui);
    }
    ui.line(format!(
        "{}: {} and {} known",
        args.other.display(),
        super::counted(merged.new, "new event"),
        merged.known
    ))?;
    match merged.disputed {
        0 => {}
        1 => ui.say("1 more claim is disputed: claimlog list --status disputed")?,
        all => ui.say(format!("{all} more claims are disputed: claimlog list --status disputed"))?,
    }
    Ok(Exit::Done)
}
