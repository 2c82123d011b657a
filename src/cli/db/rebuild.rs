//! `claimlog db rebuild`: everything that follows from the ledger, made anew.

use crate::cli::Exit;
use crate::cli::context::Context;
use crate::cli::ui::Ui;

/// Make claims, verdicts, states and the index anew from the ledger; the ledger itself is never changed
#[derive(Debug, clap::Args)]
#[command(after_help = "Example:\n  claimlog db rebuild && claimlog db verify --deep")]
pub(super) struct Args {
    /// How to print
    #[arg(long, default_value = "text", value_parser = ["text", "json"])]
    format: String,
}

pub(super) fn run(args: &Args, context: &Context, ui: &mut Ui) -> anyhow::Result<Exit> {
    context.open()?; // there is nothing to make anew of a database that is not there
    let (mut store, _) = context.open_to_write()?;
    store.rebuild()?;
    let info = store.info()?;
    if args.format == "json" {
        let answer = serde_json::json!({
            "events": info.events, "documents": info.documents, "claims": info.claims, "verdicts": info.verdicts
        });
        return super::answer(&answer, ui);
    }
    let parts = [(info.documents, "document"), (info.claims, "claim"), (info.verdicts, "verdict")];
    let parts = parts.map(|(count, what)| super::counted(count, what)).join(", ");
    ui.line(format!("{}: {parts}", super::counted(info.events, "event")))?;
    Ok(Exit::Done)
}
