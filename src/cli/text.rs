//! `claimlog text`: an article's text and metadata as they would be logged.
//!
//! JSON has what is known of every article under the same names in the same order, null or an empty list for what is not;
//! what only some have follows. `--explain` prints it above the text, each field with the place where it stood.

use std::collections::BTreeMap;
use std::path::PathBuf;

use chrono::NaiveDate;
use serde::Serialize;

use crate::cli::Exit;
use crate::cli::addresses::Addresses;
use crate::cli::article::Article;
use crate::cli::input;
use crate::cli::ui::Ui;
use crate::export::write_json;
use crate::ingest::{Ingested, Pieces};
use crate::model::{Metadata, Retrieval, Timing};

/// Print the text and the metadata of articles as they would be logged
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  claimlog text saved-page.html
  claimlog text saved-page.html --format json
  claimlog text saved-page.html --explain
  claimlog text https://tidewater.example/2026/harbour-talks")]
pub(super) struct Args {
    /// Files, folders and addresses of the web; `-` is standard input
    #[arg(value_name = "FILE")]
    files: Vec<PathBuf>,
    #[command(flatten)]
    article: Article,
    #[command(flatten)]
    addresses: Addresses,
    /// How to print
    #[arg(long, default_value = "text", value_parser = ["text", "json"])]
    format: String,
    /// Print what is known of the article above its text, and where each of it stood
    #[arg(long)]
    explain: bool,
}

/// A document as JSON.
#[derive(Serialize)]
struct Line<'a> {
    doc: &'a str,
    title: Option<&'a str>,
    byline: Option<&'a str>,
    publisher: Option<&'a str>,
    published: Option<NaiveDate>,
    modified: Option<NaiveDate>,
    url: Option<&'a str>,
    language: Option<&'a str>,
    notes: &'a [String],
    text: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    archived_url: Option<&'a str>,
    origins: &'a BTreeMap<String, String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    retrieved: Option<&'a Retrieval>,
    #[serde(skip_serializing_if = "<[Timing]>::is_empty")]
    timings: &'a [Timing],
}

impl<'a> Line<'a> {
    fn of(document: &'a Ingested) -> Self {
        let metadata = &document.document.metadata;
        Self {
            doc: &document.name,
            title: metadata.title.as_deref(),
            byline: metadata.byline.as_deref(),
            publisher: metadata.publisher.as_deref(),
            published: metadata.published,
            modified: metadata.modified,
            url: metadata.url.as_deref(),
            language: metadata.language.as_deref(),
            notes: &metadata.notes,
            text: &document.document.text,
            archived_url: metadata.archived_url.as_deref(),
            origins: &metadata.origins,
            retrieved: metadata.retrieved.as_ref(),
            timings: &metadata.timings,
        }
    }
}

pub(super) fn run(args: &Args, ui: &mut Ui) -> anyhow::Result<Exit> {
    let options = args.article.options()?;
    let inputs = input::expand(&input::or_stdin(&args.files)?, &options.names);
    let mut opener = args.addresses.opener(options);
    let mut exit = Exit::Done;
    for path in inputs {
        let pieces = path.and_then(|path| opener.open(&path, &mut |message| ui.tell(message)));
        let (pieces, error) = pieces.map_or_else(|error| (None, Some(Err(error))), |pieces| (Some(pieces), None));
        let documents = pieces.into_iter().flat_map(Pieces::documents);
        for document in documents.chain(error) {
            match document {
                Ok(document) => print(&document, args, ui)?,
                Err(error) => {
                    ui.warn(error)?;
                    exit = Exit::Failed;
                }
            }
        }
    }
    Ok(exit)
}

fn print(document: &Ingested, args: &Args, ui: &mut Ui) -> anyhow::Result<()> {
    for notice in &document.notices {
        ui.say(format!("{}: {notice}", document.name))?;
    }
    if args.format == "json" {
        write_json(ui.out(), &Line::of(document))?;
        ui.line("")?;
        return Ok(());
    }
    if args.explain {
        explain(&document.document.metadata, ui)?;
    }
    document.document.text.lines().try_for_each(|line| ui.line(line))?;
    Ok(())
}

/// Prints what is known, each with its place, and an empty line.
fn explain(metadata: &Metadata, ui: &mut Ui) -> anyhow::Result<()> {
    let day = |day: Option<NaiveDate>| day.map(|day| day.to_string());
    let fields = [
        ("title", metadata.title.clone()),
        ("byline", metadata.byline.clone()),
        ("publisher", metadata.publisher.clone()),
        ("published", day(metadata.published)),
        ("modified", day(metadata.modified)),
        ("url", metadata.url.clone()),
        ("language", metadata.language.clone()),
        ("archived_url", metadata.archived_url.clone()),
    ];
    for (field, value) in fields {
        let place = metadata.origins.get(field).map(|place| format!(" ({place})")).unwrap_or_default();
        match value {
            Some(value) => ui.line(format!("{field}: {value}{place}"))?,
            None if field == "archived_url" => {}
            None => ui.line(format!("{field}: not known"))?,
        }
    }
    metadata.notes.iter().try_for_each(|note| ui.line(format!("note: {note}")))?;
    ui.line("")?;
    Ok(())
}
