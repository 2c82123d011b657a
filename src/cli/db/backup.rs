//! `claimlog db backup`: a copy that was checked.

use std::path::PathBuf;

use crate::cli::Exit;
use crate::cli::context::Context;
use crate::cli::ui::Ui;

/// Copy the database as it is at this moment, with its files of evidence; others may go on writing
///
/// The copy is checked before it has its name. Copying the file by other means leaves out what is still in its log.
#[derive(Debug, clap::Args)]
#[command(after_help = "Example:\n  claimlog db backup /media/stick/claims.db")]
pub(super) struct Args {
    /// The copy
    #[arg(value_name = "FILE")]
    to: PathBuf,
    /// Replace a file that is there
    #[arg(long)]
    force: bool,
    /// How to print
    #[arg(long, default_value = "text", value_parser = ["text", "json"])]
    format: String,
}

pub(super) fn run(args: &Args, context: &Context, ui: &mut Ui) -> anyhow::Result<Exit> {
    let found = context.open()?.back_up(&args.to, args.force)?;
    if !found.findings.is_empty() {
        super::verify::print(&found, ui)?;
        ui.say("no backup was made: the database is damaged")?;
        return Ok(Exit::Findings);
    }
    if args.format == "json" {
        let file = args.to.display().to_string();
        return super::answer(&serde_json::json!({ "file": file, "events": found.events, "verified": true }), ui);
    }
    ui.line(format!("{}: {}, verified", args.to.display(), super::counted(found.events, "event")))?;
    Ok(Exit::Done)
}
