//! `claimlog text`: an article's text and metadata as they would be logged.

use std::path::PathBuf;

use serde::Serialize;

use crate::cli::Exit;
use crate::cli::addresses::Addresses;
use crate::cli::article::Article;
use crate::cli::input;
use crate::cli::ui::Ui;
use crate::export::write_json;
use crate::model::Metadata;

/// Print the text and the metadata of articles as they would be logged
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  claimlog text saved-page.html
  claimlog text saved-page.html --format json
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
}

#[derive(Serialize)]
struct Line<'a> {
    doc: &'a str,
    #[serde(flatten)]
    metadata: &'a Metadata,
    text: &'a str,
}

pub(super) fn run(args: &Args, ui: &mut Ui) -> anyhow::Result<Exit> {
    let options = args.article.options()?;
    let inputs = input::expand(&input::or_stdin(&args.files)?, &options.names);
    let mut opener = args.addresses.opener(options);
    let mut exit = Exit::Done;
    for path in inputs {
        let documents = path.and_then(|path| opener.open(&path, &mut |message| ui.tell(message)));
        for document in documents.map_or_else(|e| vec![Err(e)], |it| it.documents().collect()) {
            match document {
                Ok(document) => {
                    for notice in &document.notices {
                        ui.say(format!("{}: {notice}", document.name))?;
                    }
                    let (text, metadata) = (&document.document.text, &document.document.metadata);
                    if args.format == "json" {
                        write_json(ui.out(), &Line { doc: &document.name, metadata, text })?;
                        ui.line("")?;
                    } else {
                        text.lines().try_for_each(|line| ui.line(line))?;
                    }
                }
                Err(error) => {
                    ui.warn(error)?;
                    exit = Exit::Failed;
                }
            }
        }
    }
    Ok(exit)
}
