//! `claimlog export claimreview`: what was published, as schema.org's `ClaimReview`; `--check` says what is missing.

mod check;
mod desk;

use std::io::Write;

use serde::{Deserialize, Serialize};

use super::outcome::Outcome;
use super::rows::Rows;
use super::{Common, Made, Making, deliver};
use crate::cli::Exit;
use crate::cli::context::Context;
use crate::cli::input::Unusable;
use crate::cli::ui::Ui;
use crate::export::{Grade, Publisher, Review, ReviewWriter, Shape, is_web};

use desk::{Desk, named, told};

/// Published judgements as schema.org's ClaimReview (JSON-LD), for search engines and other fact-checkers
///
/// A claim is written when it has been published (`claimlog publish`) and a verdict of the desk's own holds. What is left out is
/// said on standard error, with what it lacks. Exit code 3: nothing could be written, or `--check` found something required
/// missing.
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  claimlog export claimreview --organisation 'Lysvik Desk' --organisation-url https://desk.example -o reviews.jsonld
  claimlog export claimreview --organisation 'Lysvik Desk' --html        an element a claim, to paste into its page
  claimlog export claimreview --organisation 'Lysvik Desk' --feed -o feed.jsonld
  claimlog export claimreview --organisation 'Lysvik Desk' --check --status published")]
pub(super) struct Args {
    #[command(flatten)]
    common: Common,
    /// Who publishes the reviews: the newsroom's name
    #[arg(long, value_name = "NAME")]
    organisation: String,
    /// Its address, on which or on a subdomain of which the reviews lie
    #[arg(long, value_name = "URL")]
    organisation_url: Option<String>,
    /// The language that the reviews are written in (BCP 47: en, nb)
    #[arg(long, value_name = "TAG")]
    language: Option<String>,
    /// The licence of the data
    #[arg(long, value_name = "URL")]
    licence: Option<String>,
    /// The claimed and the corrected values too, as PropertyValue, which few programs read
    #[arg(long)]
    extended: bool,
    /// A speaker who is a person, where the article does not tell (may be repeated)
    #[arg(long, value_name = "NAME")]
    person: Vec<String>,
    /// A speaker that is an organisation (may be repeated)
    #[arg(long, value_name = "NAME")]
    speaking_organisation: Vec<String>,
    /// As a DataFeed
    #[arg(long, conflicts_with = "html")]
    feed: bool,
    /// As elements for pages, <script type="application/ld+json">, one a claim
    #[arg(long)]
    html: bool,
    /// Write no reviews: say of every claim what is missing or doubtful
    #[arg(long, conflicts_with_all = ["feed", "html"])]
    check: bool,
    /// How `--check` prints it: table, or json (one claim a line)
    #[arg(long, requires = "check", value_name = "FORMAT", value_parser = ["table", "json"], default_value = "table")]
    format: String,
}

/// What reviews are made with.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(in crate::cli) struct Options {
    /// In what the reviews stand.
    pub shape: Shape,
    /// What is written in their place.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub check: Option<Check>,
    /// Who publishes them.
    pub publisher: Publisher,
}

/// How what is missing is printed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(in crate::cli) enum Check {
    /// In columns.
    Table,
    /// A claim a line.
    Json,
}

pub(super) fn run(args: &Args, context: &Context, ui: &mut Ui) -> anyhow::Result<Exit> {
    let organisation = args.organisation.trim();
    if organisation.is_empty() {
        return Err(Unusable(
            "a review needs its publisher: give the newsroom's name with --organisation NAME".to_owned(),
        )
        .into());
    }
    for url in [&args.organisation_url, &args.licence].into_iter().flatten() {
        if !is_web(url) {
            return Err(Unusable(format!("“{url}” is no web address: one begins with http:// or https://")).into());
        }
    }
    let publisher = Publisher {
        organisation: organisation.to_owned(),
        organisation_url: args.organisation_url.clone(),
        language: args.language.clone(),
        licence: args.licence.clone(),
        extended: args.extended,
        persons: args.person.clone(),
        organisations: args.speaking_organisation.clone(),
    };
    let shape = match (args.feed, args.html) {
        (true, _) => Shape::Feed,
        (_, true) => Shape::Html,
        _ => Shape::Graph,
    };
    let check = args.check.then_some(if args.format == "json" { Check::Json } else { Check::Table });
    deliver(&args.common, Made::ClaimReview(Options { shape, check, publisher }), context, ui)
}

impl Options {
    /// The usual ending of its files.
    pub(super) fn ending(&self) -> &'static str {
        match (self.check, self.shape) {
            (Some(Check::Table), _) => "txt",
            (Some(Check::Json), _) => "jsonl",
            (None, Shape::Html) => "html",
            (None, Shape::Graph | Shape::Feed) => "jsonld",
        }
    }
}

impl Making for Options {
    fn counts(&self) -> (&'static str, &'static str) {
        if self.check.is_some() { ("claim", "claims") } else { ("review", "reviews") }
    }

    fn exit(&self, outcome: &Outcome) -> Exit {
        let failed = if self.check.is_some() { outcome.incomplete > 0 } else { outcome.rows == 0 };
        if failed { Exit::Findings } else { Exit::Done }
    }

    fn write(&self, rows: &Rows<'_>, out: &mut dyn Write, outcome: &mut Outcome) -> anyhow::Result<()> {
        let mut desk = Desk::of(rows.store, &self.publisher)?;
        match self.check {
            Some(how) => check::check(&mut desk, how, rows, out, outcome),
            None => write(&mut desk, self.shape, rows, out, outcome),
        }
    }
}

/// Writes the reviews, and notes what is left out.
fn write(
    desk: &mut Desk<'_>,
    shape: Shape,
    rows: &Rows<'_>,
    out: &mut dyn Write,
    outcome: &mut Outcome,
) -> anyhow::Result<()> {
    let mut writer = ReviewWriter::new(out, shape)?;
    let (mut said, mut unjudged) = (Vec::new(), 0_u64);
    rows.each_claim(outcome, |record| {
        if record.verdict().is_none() && record.state.publication.is_none() {
            unjudged += 1;
            return Ok(());
        }
        let lacks = desk.lacks(record);
        let review = Review::of(&desk.subject(record));
        let grade = if review.is_some() { Grade::Doubtful } else { Grade::Required };
        let told: Vec<_> = lacks.iter().filter(|lack| lack.grade == grade).map(told).collect();
        if !told.is_empty() {
            let what = if review.is_some() { "is doubtful" } else { "is left out" };
            said.push(format!("{} {what}: {}", named(rows.store, record)?, told.join("; ")));
        }
        Ok(review.map_or(Ok(()), |review| writer.review(review))?)
    })?;
    outcome.rows = writer.finish()?;
    outcome.warnings.append(&mut said);
    let left_out = outcome.claims - outcome.rows;
    if left_out > 0 {
        outcome.warnings.push(format!(
            "{} of {} claims written, {left_out} left out: {unjudged} of them have neither a verdict nor a page",
            outcome.rows, outcome.claims
        ));
    }
    Ok(())
}
