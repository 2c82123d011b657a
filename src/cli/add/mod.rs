//! `claimlog add`: read articles, extract their claims, log them, say what was logged.
//!
//! Many threads read and extract (`pipeline.rs`), one writes in batches. Nothing is said to be logged before it is.

mod log;
mod progress;
mod tally;
mod told;

use std::num::NonZeroUsize;
use std::path::PathBuf;

use crate::cli::Exit;
use crate::cli::addresses::Addresses;
use crate::cli::article::Article;
use crate::cli::context::Context;
use crate::cli::failures;
use crate::cli::input;
use crate::cli::listing::Format;
use crate::cli::pipeline::{Many, Pipeline, Plan};
use crate::cli::quote;
use crate::cli::ui::Ui;

use log::Log;
use progress::Progress;

/// Log the claims of articles: pages, texts, documents, feeds, transcripts and archives of them
///
/// Articles are stored in batches, each in one transaction; what is said to be logged is safe. The same text again adds
/// nothing, so a run that was stopped is started again in the same way and goes on. A file that cannot be read is named and
/// the others are logged all the same; the exit code is then 1.
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  claimlog add article.txt --published 2026-11-23 --publisher 'The Courier'
  claimlog add https://tidewater.example/2026/harbour-talks
  claimlog add saved-pages/ --exclude '*comments*'
  claimlog add news-2026-11.warc.gz --errors failed.jsonl
  pbpaste | claimlog add - --title 'Harbour talks' --published 2026-11-23
  claimlog add --quote 'We lost 40 ships.' --speaker 'Mara Lind' --role mayor --published 2026-11-23
  claimlog add --quote '40 ships' --document d5f0 --as Ana")]
pub(super) struct Args {
    /// Files, folders, archives and addresses of the web; `-` is standard input
    #[arg(value_name = "FILE")]
    files: Vec<PathBuf>,
    #[command(flatten)]
    by_hand: quote::Options,
    #[command(flatten)]
    addresses: Addresses,
    #[command(flatten)]
    article: Article,
    /// Read and extract, say what would be logged, and store nothing
    #[arg(long, conflicts_with = "quote")]
    dry_run: bool,
    /// How many threads read and extract [default: one a processor]
    #[arg(long, value_name = "N")]
    threads: Option<NonZeroUsize>,
    #[command(flatten)]
    failures: failures::ErrorsFile,
    /// How to print what was logged
    #[arg(long, value_enum, default_value_t)]
    format: Format,
}

/// So many articles are stored in one transaction: other writers wait for it no longer than a blink.
const BATCH: usize = 64;

pub(super) fn run(args: &Args, context: &Context, ui: &mut Ui) -> anyhow::Result<Exit> {
    if let Some(words) = &args.by_hand.quote {
        return quote::run(words, &args.by_hand, (&args.article, args.format), context, ui);
    }
    let options = args.article.options()?;
    let inputs = input::expand(&input::or_stdin(&args.files)?, &options.names);
    let progress = Progress::new(&inputs, options.meter.clone(), ui);
    let opener = args.addresses.opener(options);
    let plan = Plan { threads: args.threads, many: Many::Refused, force: args.article.force() };
    let mut log = Log::new(context, args, ui)?;
    let mut pipeline = Pipeline::start(inputs, opener, plan)?;
    loop {
        let outcomes = pipeline.some(BATCH);
        if outcomes.is_empty() {
            break;
        }
        progress.suspend(|| log.batch(outcomes, ui))?;
        progress.show(log.tally());
    }
    progress.finish();
    log.finish(ui)
}
