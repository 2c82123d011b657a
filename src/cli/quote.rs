//! `claimlog add --quote`: claims that no article was read for, and those that the program did not find in one.

use crate::cli::Exit;
use crate::cli::article::Article;
use crate::cli::context::Context;
use crate::cli::input::Unusable;
use crate::cli::list::short;
use crate::cli::ui::Ui;
use crate::model::{Document, Metadata};
use crate::review::{enter, quote};
use crate::store::{Added, Filter};

/// The options.
#[derive(Clone, Debug, Default, clap::Args)]
#[command(next_help_heading = "By hand")]
pub(super) struct Options {
    /// Log what was said: in a speech, on the air, or in an article that is logged (--document)
    #[arg(long, value_name = "WORDS", conflicts_with = "files", allow_hyphen_values = true)]
    pub(super) quote: Option<String>,
    /// Who said it
    #[arg(long, value_name = "NAME", requires = "quote")]
    speaker: Option<String>,
    /// What the speaker is
    #[arg(long, requires = "quote")]
    role: Option<String>,
    /// The logged article in which the words stand, and in which the program did not find them
    #[arg(long, value_name = "ID", requires = "quote")]
    document: Option<String>,
    /// Who enters it; else $CLAIMLOG_REVIEWER
    #[arg(long = "as", value_name = "NAME", requires = "quote")]
    by: Option<String>,
}

pub(super) fn run(
    words: &str,
    options: &Options,
    article: &Article,
    context: &Context,
    ui: &mut Ui,
) -> anyhow::Result<Exit> {
    match &options.document {
        Some(document) => enter_in(document, words, options, context, ui),
        None => log(words, options, article, context, ui),
    }
}

/// What was said becomes a document of its own.
fn log(words: &str, options: &Options, article: &Article, context: &Context, ui: &mut Ui) -> anyhow::Result<Exit> {
    let metadata = article.metadata();
    let (document, claims) = quote(words, options.speaker.as_deref(), options.role.as_deref(), metadata)?;
    let (mut store, stamp) = context.open_to_write()?;
    let added = store.add(&document, &claims, &stamp)?;
    let id = short(&document.id.to_string(), store.document_prefix(&[document.id])?);
    if let Added::Known { added_at } = added {
        ui.say(format!("already logged on {} as {id}; nothing was added", added_at.format("%Y-%m-%d %H:%M UTC")))?;
        return Ok(Exit::Done);
    }
    let ids: Vec<_> = claims.iter().map(|claim| claim.id).collect();
    let length = store.claim_prefix(&ids)?;
    for claim in &claims {
        ui.line(format!("{} “{}”", short(&claim.id.to_string(), length), claim.mention.span.of(&document.text)))?;
    }
    Ok(Exit::Done)
}

/// A claim is entered in an article that is there.
fn enter_in(document: &str, words: &str, options: &Options, context: &Context, ui: &mut Ui) -> anyhow::Result<Exit> {
    if options.speaker.is_some() || options.role.is_some() {
        let said = "the speaker of words in an article is read from it: correct it afterwards with claimlog edit";
        return Err(Unusable(said.to_owned()).into());
    }
    let by = options.by.clone().or_else(|| context.reviewer()).unwrap_or_default();
    let store = context.open()?;
    let id = store.find_document(document)?;
    let stored = store.document(id)?;
    let filter = Filter { document: Some(id), all: true, ..Filter::default() };
    let known: Vec<_> = store.records(&filter)?.records.iter().map(|record| record.claim.id).collect();
    drop(store);
    let source = Document::new(stored.text, Metadata { published: stored.metadata.published, ..Metadata::default() });
    let act = enter(&source, words, &known, &by)?;
    let (mut store, stamp) = context.open_to_write()?;
    let event = store.act(act, &stamp)?;
    if let Some(claim) = event.act.claim() {
        let record = store.record(claim)?;
        let id = short(&claim.to_string(), store.claim_prefix(&[claim])?);
        ui.line(format!("{id} “{}”", record.wording.mention))?;
    }
    Ok(Exit::Done)
}
