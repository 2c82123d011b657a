//! `claimlog split`: one claim is made several.

use anyhow::Context as _;

use crate::cli::Exit;
use crate::cli::act::{self, Who};
use crate::cli::context::Context;
use crate::cli::ui::Ui;
use crate::model::{Document, Metadata};
use crate::review::split;

/// Make one claim several, by the words of each; the whole is void from then on
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Example:
  claimlog split c4f2 --into '40 ships' --into '300 men' --reason 'two things' --as Ana")]
pub(super) struct Args {
    /// The claim's id or the beginning of it
    #[arg(value_name = "ID")]
    id: String,
    /// The words of a part, as they stand in the article (give it for each part)
    #[arg(long, value_name = "WORDS", allow_hyphen_values = true)]
    into: Vec<String>,
    /// Why; it is kept in the ledger
    #[arg(long, value_name = "TEXT", allow_hyphen_values = true)]
    reason: String,
    #[command(flatten)]
    who: Who,
}

pub(super) fn run(args: &Args, context: &Context, ui: &mut Ui) -> anyhow::Result<Exit> {
    let store = context.open()?;
    let record = store.record(store.find_claim(&args.id)?)?;
    let text =
        store.text(record.claim.document)?.context("the article's text was taken down: its claims cannot be split")?;
    let document =
        Document::new(text, Metadata { published: record.document.metadata.published, ..Metadata::default() });
    drop(store);
    let by = args.who.name(context)?;
    act::record(&args.id, &args.who, context, ui, |record| Ok(split(record, &document, &args.into, &args.reason, &by)?))
}
