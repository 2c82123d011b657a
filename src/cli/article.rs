//! What the user says about the articles that come in; it wins over what they say themselves.

use chrono::NaiveDate;

use crate::cli::input::Unusable;
use crate::ingest::{Format, Names, Options, parse_day};
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
    /// The format of the input; found out by content unless given. gzip and ZIP around it are unpacked
    #[arg(long, value_name = "FORMAT", default_value = "auto", value_parser = input_format)]
    input: Input,
    /// Of folders and archives, take only files that fit this pattern (may be repeated): '*.page', '2026/**'
    #[arg(long, value_name = "PATTERN")]
    include: Vec<String>,
    /// Of folders and archives, leave out files that fit this pattern (may be repeated)
    #[arg(long, value_name = "PATTERN")]
    exclude: Vec<String>,
    /// Look for claims in texts of other languages than English too
    #[arg(long)]
    force: bool,
}

/// A format, or none to find it out.
#[derive(Clone, Copy, Debug, Default)]
struct Input(Option<Format>);

fn input_format(given: &str) -> Result<Input, String> {
    match given {
        "auto" => Ok(Input(None)),
        name => name
            .parse()
            .map(|format| Input(Some(format)))
            .map_err(|error: crate::ingest::UnknownFormat| error.to_string()),
    }
}

impl Article {
    /// How to read the input.
    pub(super) fn options(&self) -> Result<Options, Unusable> {
        let names = Names::new(&self.include, &self.exclude).map_err(|error| Unusable(error.to_string()))?;
        Ok(Options { format: self.input.0, flags: self.metadata(), names, ..Options::default() })
    }

    /// Whether claims are looked for in other languages too.
    pub(super) const fn force(&self) -> bool {
        self.force
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
