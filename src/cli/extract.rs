//! `claimlog extract`: the engine with nothing stored, as a public contract that other programs read.

use std::num::NonZeroUsize;
use std::path::PathBuf;

use rust_decimal::Decimal;

use crate::attribution::Sources;
use crate::cli::Exit;
use crate::cli::addresses::Addresses;
use crate::cli::article::Article;
use crate::cli::explain;
use crate::cli::failures::{self, Failures};
use crate::cli::filters::worth;
use crate::cli::input;
use crate::cli::listing::{Format, Lister};
use crate::cli::pipeline::{Found, Many, Outcome, Pipeline, Plan};
use crate::cli::ui::Ui;
use crate::export::{ClaimLine, Words};
use crate::extract::each;
use crate::ingest::Ingested;
use crate::model::Claim;
use crate::text::Text;

/// Extract the claims of articles and print them; nothing is stored
///
/// Every mention is printed, whatever its worthiness, in the order of the input and of its text. The fields of the JSON
/// formats are stable: fields are added, never renamed.
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  claimlog extract article.txt --published 2026-11-23
  claimlog extract article.html --explain --min-worth 0.3
  claimlog extract https://tidewater.example/2026/harbour-talks --format jsonl
  claimlog extract --input jsonl --format jsonl - < archive.jsonl > claims.jsonl")]
pub(super) struct Args {
    /// Files, folders, archives and addresses of the web; `-` is standard input
    #[arg(value_name = "FILE")]
    files: Vec<PathBuf>,
    #[command(flatten)]
    article: Article,
    #[command(flatten)]
    addresses: Addresses,
    /// How to print
    #[arg(long, value_enum, default_value_t)]
    format: Format,
    /// Only claims of this worthiness or more, 0 to 1
    #[arg(long, value_name = "WORTH", value_parser = worth)]
    min_worth: Option<Decimal>,
    /// Show each claim in the article, with source and cue underlined, its rule and its worthiness
    #[arg(long, conflicts_with = "format")]
    explain: bool,
    /// Stop at the first input that cannot be read
    #[arg(long)]
    strict: bool,
    /// How many documents to read at once [default: one a processor]
    #[arg(long, value_name = "N")]
    threads: Option<NonZeroUsize>,
    #[command(flatten)]
    failures: failures::ErrorsFile,
}

const HEADER: [&str; 16] = [
    "doc", "start", "end", "worth", "kind", "text", "value", "low", "high", "modifier", "unit", "per", "of", "speaker",
    "source", "cue",
];

pub(super) fn run(args: &Args, ui: &mut Ui) -> anyhow::Result<Exit> {
    let options = args.article.options()?;
    let inputs = input::expand(&input::or_stdin(&args.files)?, &options.names);
    let opener = args.addresses.opener(options);
    let plan = Plan { threads: args.threads, many: Many::Left, force: args.article.force() };
    let mut printer = Printer::new(args, ui)?;
    let mut failures = Failures::new(&args.failures)?;
    for outcome in Pipeline::start(inputs, opener, plan)? {
        match outcome {
            Outcome::Found(found) => printer.print(&found, ui)?,
            Outcome::Failed(error) if args.strict => return Err(error.into()),
            Outcome::Failed(error) => failures.take(&error, ui)?,
            Outcome::Said(message) => ui.say(message)?,
        }
    }
    printer.finish(ui)?;
    let exit = if failures.count() > 0 { Exit::Failed } else { Exit::Done };
    failures.finish(ui)?;
    Ok(exit)
}

/// An article whose claims are printed; its sources are read once more to explain them.
struct Printed<'a> {
    document: &'a Ingested,
    words: &'a Words<'a>,
    sources: Option<&'a Sources<'a>>,
}

struct Printer<'a> {
    args: &'a Args,
    lister: Option<Lister>,
}

impl<'a> Printer<'a> {
    fn new(args: &'a Args, ui: &mut Ui) -> anyhow::Result<Self> {
        let lister = if args.explain { None } else { Some(Lister::new(args.format, &HEADER, ui)?) };
        Ok(Self { args, lister })
    }

    fn print(&mut self, found: &Found, ui: &mut Ui) -> anyhow::Result<()> {
        let Found { document, claims } = found;
        for notice in &document.notices {
            ui.say(format!("{}: {notice}", document.name))?;
        }
        let words = Words::new(&document.document.text);
        let text = self.args.explain.then(|| Text::new(&document.document.text));
        let sources = text.as_ref().map(Sources::new);
        let article = Printed { document, words: &words, sources: sources.as_ref() };
        match claims {
            Some(claims) => claims.iter().try_for_each(|claim| self.claim(&article, claim, ui)),
            None => each(&document.document, |claim| self.claim(&article, &claim, ui)),
        }
    }

    fn claim(&mut self, article: &Printed, claim: &Claim, ui: &mut Ui) -> anyhow::Result<()> {
        if self.args.min_worth.is_some_and(|least| claim.worthiness < least) {
            return Ok(());
        }
        let Printed { document, words, sources } = article;
        let line = ClaimLine::new(&document.name, claim, words);
        match &mut self.lister {
            Some(lister) => lister.add_with(&line, || cells(document, claim, line.place()), ui)?,
            None => {
                let content = sources.and_then(|sources| sources.content(claim.mention.span));
                explain::print(document, claim, content, ui)?;
            }
        }
        Ok(())
    }

    fn finish(self, ui: &mut Ui) -> anyhow::Result<()> {
        Ok(self.lister.map_or(Ok(()), |lister| lister.finish(ui))?)
    }
}

fn cells(document: &Ingested, claim: &Claim, (start, end): (u32, u32)) -> Vec<String> {
    let text = &document.document.text;
    let quantity = &claim.mention.quantity;
    let number = |value: Option<Decimal>| value.map(|value| value.normalize().to_string()).unwrap_or_default();
    let attribution = claim.attribution.as_ref();
    let words = |span: Option<crate::span::Span>| span.map(|span| span.of(text).to_owned()).unwrap_or_default();
    vec![
        document.name.clone(),
        start.to_string(),
        end.to_string(),
        claim.worthiness.normalize().to_string(),
        quantity.kind.to_string(),
        claim.mention.span.of(text).to_owned(),
        number(quantity.value),
        number(quantity.low),
        number(quantity.high),
        quantity.modifier.to_string(),
        quantity.unit.clone().unwrap_or_default(),
        quantity.per.clone().unwrap_or_default(),
        claim.mention.of.clone().unwrap_or_default(),
        attribution.and_then(|attribution| attribution.speaker.clone()).unwrap_or_default(),
        words(attribution.and_then(|attribution| attribution.source)),
        words(attribution.and_then(|attribution| attribution.cue)),
    ]
}
