//! `claimlog db redact`: an article's text is taken down.

use crate::cli::Exit;
use crate::cli::context::Context;
use crate::cli::input::Unusable;
use crate::cli::list::short;
use crate::cli::ui::Ui;
use crate::model::TextRedacted;

/// Take an article's text down, for a court or a right; the ledger keeps its hash, its claims' numbers and the verdicts
///
/// This cannot be taken back. The text goes from the database, its index and its log; copies and backups made before still
/// have it. Names of speakers and things stay with the claims.
#[derive(Debug, clap::Args)]
#[command(after_help = "Example:\n  claimlog db redact d5f0 --reason 'order of the court of Lysvik, 4 March' --as Ana")]
pub(super) struct Args {
    /// The document's id or the beginning of it
    #[arg(value_name = "DOCUMENT")]
    document: String,
    /// Why; it is kept in the ledger
    #[arg(long, value_name = "TEXT")]
    reason: String,
    /// Who does it; else $CLAIMLOG_REVIEWER
    #[arg(long = "as", value_name = "NAME")]
    by: Option<String>,
    /// How to print
    #[arg(long, default_value = "text", value_parser = ["text", "json"])]
    format: String,
}

pub(super) fn run(args: &Args, context: &Context, ui: &mut Ui) -> anyhow::Result<Exit> {
    let by = context.reviewer(args.by.as_deref())?;
    let reason = args.reason.trim().to_owned();
    if by.is_empty() {
        return Err(Unusable("taking a text down needs a name: give it with --as NAME".to_owned()).into());
    }
    if reason.is_empty() {
        return Err(Unusable("taking a text down needs its reason: give it with --reason TEXT".to_owned()).into());
    }
    let document = context.open()?.find_document(&args.document)?;
    let (mut store, stamp) = context.open_to_write()?;
    let id = short(&document.to_string(), store.document_prefix(&[document])?);
    if store.text(document)?.is_none() {
        ui.say(format!("the text of {id} was taken down before: nothing is changed"))?;
        return Ok(Exit::Done);
    }
    store.redact(TextRedacted { document, by, reason }, &stamp)?;
    if args.format == "json" {
        return super::answer(&serde_json::json!({ "document": document, "redacted": true }), ui);
    }
    ui.line(format!("{id}: the text is taken down"))?;
    ui.say("backups and copies made before still have it")?;
    Ok(Exit::Done)
}
