//! What the user says about the articles that come in; it wins over what they say themselves.

use chrono::NaiveDate;

use crate::ingest::{Format, Options, parse_day};
use crate::model::Metadata;

/// Options of all commands that read articles.
#[derive(Clone, Debug, Default, clap::Args)]
#[command(next_help_heading = "About the article")]
pub(super) struct Article {
    /// The day of publication, which relative dates resolve against
    #[arg(long, value_name = "YYYY-MM-DD", value_parser = day)]
    published: Option<NaiveDate>,
    /// The address; it is recorded, never fetched
    #[arg(long, value_name = "URL", value_parser = web)]
    url: Option<String>,
    /// Where a copy of it is kept, such as an archive's address
    #[arg(long, value_name = "URL", value_parser = web)]
    archived_url: Option<String>,
    /// The headline
    #[arg(long, allow_hyphen_values = true)]
    title: Option<String>,
    /// The outlet
    #[arg(long, value_name = "NAME", allow_hyphen_values = true)]
    publisher: Option<String>,
    /// Who wrote it
    #[arg(long, value_name = "NAME", allow_hyphen_values = true)]
    byline: Option<String>,
    /// The format of the input
    #[arg(long, value_name = "FORMAT", default_value = "auto", value_parser = ["auto", "text", "markdown", "html", "jsonl"])]
    input: String,
}

impl Article {
    /// How to read the input.
    pub(super) fn options(&self) -> Options {
        Options { format: self.input.parse::<Format>().ok(), flags: self.metadata(), ..Options::default() }
    }

    /// What is said about the article.
    pub(super) fn metadata(&self) -> Metadata {
        Metadata {
            title: self.title.clone(),
            byline: self.byline.clone(),
            url: self.url.clone(),
            publisher: self.publisher.clone(),
            published: self.published,
            archived_url: self.archived_url.clone(),
            ..Metadata::default()
        }
        .from_place("given")
    }
}

/// Takes an address of the web as it is.
fn web(given: &str) -> Result<String, String> {
    let known = ["http://", "https://"].iter().any(|scheme| given.len() > scheme.len() && given.starts_with(scheme));
    let plain = !given.contains(|c: char| c.is_whitespace() || c.is_control());
    if known && plain {
        Ok(given.to_owned())
    } else {
        Err("an address begins with http:// or https:// and has no spaces".to_owned())
    }
}

/// Reads a day as commands take it.
pub(super) fn day(given: &str) -> Result<NaiveDate, String> {
    parse_day(given).map_err(|error| error.to_string())
}
