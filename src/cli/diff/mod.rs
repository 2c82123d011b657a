//! `claimlog diff`: what a later text of an article changed in its numbers, and which judged claims that touches.

mod json;
mod text;

use crate::cli::Exit;
use crate::cli::changed::Both;
use crate::cli::context::Context;
use crate::cli::input::Unusable;
use crate::cli::ui::Ui;
use crate::cli::viewer::{Viewer, say_hidden_verdicts};
use crate::model::{DocumentId, Record};
use crate::store::{ArticleText, Store};

/// Show what another revision of an article changed in its numbers
///
/// An earlier revision is held against the one that stands at its address now, the newest against the one before it.
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  claimlog diff d5f0
  claimlog diff https://tidewater.example/quay
  claimlog diff d5f0 --against 1
  claimlog diff d5f0 --against d8a1 --format json")]
pub(super) struct Args {
    /// The article's id or the beginning of it, or its address
    #[arg(value_name = "DOC")]
    document: String,
    /// The text to hold it against: the number of a revision, or a document's id
    #[arg(long, value_name = "REVISION|DOC")]
    against: Option<String>,
    #[command(flatten)]
    viewer: Viewer,
    /// How to print
    #[arg(long, default_value = "text", value_parser = ["text", "json"])]
    format: String,
}

/// An article's texts, and two of them held against each other.
struct Comparison {
    texts: Vec<ArticleText>,
    both: Option<Both>,
    /// Claims that somebody dealt with and whose words are not in the second text, as the reader may see them.
    affected: Vec<Record>,
}

pub(super) fn run(args: &Args, context: &Context, ui: &mut Ui) -> anyhow::Result<Exit> {
    let store = context.open()?;
    let texts = store.texts(article(&store, &args.document)?)?;
    let both = chosen(&store, &texts, args)?.map(|(from, to)| Both::read(&store, from, to)).transpose()?;
    let eyes = args.viewer.eyes(&store, context)?;
    let affected = both.as_ref().map(|both| both.affected(&store)).transpose()?.unwrap_or_default();
    let affected: Vec<_> = affected.into_iter().map(|record| eyes.over(record)).collect();
    let hidden = affected.iter().map(|record| record.hidden).sum();
    let comparison = Comparison { texts, both, affected };
    if args.format == "json" {
        json::print(&comparison, ui)?;
    } else {
        text::print(&store, &comparison, ui)?;
    }
    say_hidden_verdicts(hidden, ui)?;
    Ok(Exit::Done)
}

/// The document that is meant by an id or an address; of an address the one that stands there now.
pub(super) fn article(store: &Store, typed: &str) -> anyhow::Result<DocumentId> {
    if !typed.contains("://") {
        return Ok(store.find_document(typed)?);
    }
    let found = store.document_at(typed.trim())?;
    found.ok_or_else(|| {
        Unusable(format!("no article of the address {typed} is logged: claimlog documents lists them")).into()
    })
}

/// The two texts that are compared, the earlier one first; `None` when there is but one.
fn chosen(store: &Store, texts: &[ArticleText], args: &Args) -> anyhow::Result<Option<(ArticleText, ArticleText)>> {
    let own = article(store, &args.document)?;
    let Some(at) = texts.iter().position(|text| text.source.id == own) else { return Ok(None) };
    let own = texts[at].clone();
    if let Some(typed) = &args.against {
        return Ok(Some(in_order(other(store, texts, typed)?, own)));
    }
    let standing = texts.iter().find(|text| text.stands && text.source.id != own.source.id);
    if let Some(now) = standing {
        return Ok(Some((own, now.clone())));
    }
    let before = if at > 0 { texts.get(at - 1) } else { texts.get(1) };
    Ok(before.map(|before| (before.clone(), own)))
}

/// The text that is named by its number or its id.
fn other(store: &Store, texts: &[ArticleText], typed: &str) -> anyhow::Result<ArticleText> {
    if let Ok(number) = typed.trim().parse::<u32>() {
        let found = texts.iter().find(|text| text.source.revision == number).cloned();
        let several = if texts.len() == 1 { "1 revision".to_owned() } else { format!("{} revisions", texts.len()) };
        return found
            .ok_or_else(|| Unusable(format!("there is no revision {number}: the article has {several}")).into());
    }
    let id = article(store, typed)?;
    let of_its_own = store.texts(id)?.into_iter().find(|text| text.source.id == id);
    of_its_own.ok_or_else(|| Unusable(format!("{typed} is no article")).into())
}

/// The text that was logged first comes first.
fn in_order(one: ArticleText, other: ArticleText) -> (ArticleText, ArticleText) {
    let later = (one.source.added_at, one.source.revision) > (other.source.added_at, other.source.revision);
    if later { (other, one) } else { (one, other) }
}
