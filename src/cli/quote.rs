//! `claimlog add --quote`: claims that no article was read for, and those that the program did not find in one.

use serde::Serialize;

use crate::cli::Exit;
use crate::cli::article::Article;
use crate::cli::context::Context;
use crate::cli::input::Unusable;
use crate::cli::list::short;
use crate::cli::listing::{Format, Lister, Row};
use crate::cli::ui::Ui;
use crate::model::{Claim, ClaimId, Document, Metadata};
use crate::review::{enter, quote};
use crate::store::{Added, Filter, Store, StoreError};

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

/// What was entered, for programs.
#[derive(Serialize)]
struct Entered {
    id: ClaimId,
    mention: String,
}

/// Prints what was entered: in a few words for people, with the rows of `add` for programs.
fn tell(store: &Store, entered: Vec<Entered>, format: Format, ui: &mut Ui) -> anyhow::Result<Exit> {
    let ids: Vec<_> = entered.iter().map(|claim| claim.id).collect();
    let length = if format == Format::Table { store.claim_prefix(&ids)? } else { usize::MAX };
    let mut lister = Lister::new(format, &["id", "mention"], ui)?;
    for record in entered {
        let cells = vec![short(&record.id.to_string(), length), record.mention.clone()];
        lister.add(Row { cells, record }, ui)?;
    }
    lister.finish(ui)?;
    Ok(Exit::Done)
}

pub(super) fn run(
    words: &str,
    options: &Options,
    article: (&Article, Format),
    context: &Context,
    ui: &mut Ui,
) -> anyhow::Result<Exit> {
    match &options.document {
        Some(document) => enter_in(document, words, options, article.1, context, ui),
        None => log(words, options, article, context, ui),
    }
}

/// What was said becomes a document of its own.
fn log(
    words: &str,
    options: &Options,
    (article, format): (&Article, Format),
    context: &Context,
    ui: &mut Ui,
) -> anyhow::Result<Exit> {
    let metadata = article.metadata();
    let (document, claims) = quote(words, options.speaker.as_deref(), options.role.as_deref(), metadata)?;
    let (mut store, stamp) = context.open_to_write()?;
    let added = store.add(&document, &claims, &stamp)?;
    let id = short(&document.id.to_string(), store.document_prefix(&[document.id])?);
    if let Added::Known { added_at, .. } = added {
        ui.say(format!("already logged on {} as {id}; nothing was added", added_at.format("%Y-%m-%d %H:%M UTC")))?;
        return Ok(Exit::Done);
    }
    let entered = |claim: &Claim| Entered { id: claim.id, mention: claim.mention.span.of(&document.text).to_owned() };
    tell(&store, claims.iter().map(entered).collect(), format, ui)
}

/// A claim is entered in an article that is there.
fn enter_in(
    document: &str,
    words: &str,
    options: &Options,
    format: Format,
    context: &Context,
    ui: &mut Ui,
) -> anyhow::Result<Exit> {
    if options.speaker.is_some() || options.role.is_some() {
        let said = "the speaker of words in an article is read from it: correct it afterwards with claimlog edit";
        return Err(Unusable(said.to_owned()).into());
    }
    let by = context.reviewer(options.by.as_deref())?;
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
    let claims = event.act.claim().into_iter();
    let entered = claims.map(|id| Ok(Entered { id, mention: store.record(id)?.wording.mention }));
    let entered = entered.collect::<Result<_, StoreError>>()?;
    tell(&store, entered, format, ui)
}
