//! `claimlog add`: read articles, extract their claims, log them, say what was logged.

mod told;

use std::path::PathBuf;

use rayon::prelude::*;
use serde::Serialize;

use crate::cli::Exit;
use crate::cli::article::Article;
use crate::cli::context::Context;
use crate::cli::input;
use crate::cli::list::{say_hidden, short};
use crate::cli::listing::{Format, Lister, Row};
use crate::cli::quote;
use crate::cli::ui::Ui;
use crate::extract::extract;
use crate::ingest::{IngestError, Ingested};
use crate::model::{Claim, ClaimId, Document};
use crate::store::{Added, Stamp, Store, WORTH_CHECKING};

/// Log the claims of articles: text, Markdown, saved web pages or JSON Lines
///
/// Each article is stored in one transaction. The same text again adds nothing. A file that cannot be read is named and the
/// others are logged all the same; the exit code is then 1.
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  claimlog add article.txt --published 2026-11-23 --publisher 'The Courier'
  claimlog add saved-pages/
  pbpaste | claimlog add - --title 'Harbour talks' --published 2026-11-23
  claimlog add --quote 'We lost 40 ships.' --speaker 'Mara Lind' --role mayor --published 2026-11-23
  claimlog add --quote '40 ships' --document d5f0 --as Ana")]
pub(super) struct Args {
    /// Files and folders; `-` is standard input
    #[arg(value_name = "FILE")]
    files: Vec<PathBuf>,
    #[command(flatten)]
    by_hand: quote::Options,
    #[command(flatten)]
    article: Article,
    /// How to print what was logged
    #[arg(long, value_enum, default_value_t)]
    format: Format,
}

const HEADER: [&str; 5] = ["id", "worth", "mention", "thing", "speaker"];

/// Articles are extracted together in batches of so many, and stored one by one.
const BATCH: usize = 64;

pub(super) fn run(args: &Args, context: &Context, ui: &mut Ui) -> anyhow::Result<Exit> {
    if let Some(words) = &args.by_hand.quote {
        return quote::run(words, &args.by_hand, (&args.article, args.format), context, ui);
    }
    let inputs = input::expand(&input::or_stdin(&args.files)?);
    let options = args.article.options();
    let bar = ui.progress(inputs.len());
    let mut log = Log { context, writer: None, tally: Tally::default(), lister: None, format: args.format };
    for input in inputs {
        let documents = input.and_then(|path| {
            bar.set_message(crate::text::escape(&path.to_string_lossy()).into_owned());
            input::open(&path, &options)
        });
        match documents {
            Ok(documents) => bar.suspend(|| log.all(documents, ui))?,
            Err(error) => bar.suspend(|| log.fail(&error, ui))?,
        }
        bar.inc(1);
    }
    bar.finish_and_clear();
    log.finish(ui)
}

/// What became of the articles.
#[derive(Debug, Default)]
struct Tally {
    new: usize,
    known: usize,
    failed: usize,
    claims: usize,
    hidden: u64,
    first: Option<ClaimId>,
}

struct Log<'a> {
    context: &'a Context,
    writer: Option<(Store, Stamp)>,
    tally: Tally,
    lister: Option<Lister>,
    format: Format,
}

/// A claim that was logged, for programs.
#[derive(Serialize)]
struct Logged<'a> {
    id: ClaimId,
    document: crate::model::DocumentId,
    file: &'a str,
    worthiness: crate::export::Number,
    mention: &'a str,
    of: Option<&'a str>,
    speaker: Option<&'a str>,
}

impl Log<'_> {
    /// Logs the documents of one input, in batches.
    fn all(&mut self, documents: crate::ingest::Documents, ui: &mut Ui) -> anyhow::Result<()> {
        let mut batch = Vec::new();
        for document in documents {
            match document {
                Ok(document) => batch.push(document),
                Err(error) => self.fail(&error, ui)?,
            }
            if batch.len() == BATCH {
                self.batch(std::mem::take(&mut batch), ui)?;
            }
        }
        self.batch(batch, ui)
    }

    fn fail(&mut self, error: &IngestError, ui: &mut Ui) -> anyhow::Result<()> {
        self.tally.failed += 1;
        Ok(ui.warn(error)?)
    }

    fn batch(&mut self, batch: Vec<Ingested>, ui: &mut Ui) -> anyhow::Result<()> {
        let found: Vec<_> = batch.into_par_iter().map(|it| (extract(&it.document), it)).collect();
        found.into_iter().try_for_each(|(claims, document)| self.one(&document, &claims, ui))
    }

    fn one(&mut self, ingested: &Ingested, claims: &[Claim], ui: &mut Ui) -> anyhow::Result<()> {
        let Ingested { name, document, notices } = ingested;
        for notice in notices {
            ui.say(format!("{name}: {notice}"))?;
        }
        let context = self.context;
        let (store, stamp) = match &mut self.writer {
            Some(writer) => writer,
            None => self.writer.insert(context.open_to_write()?),
        };
        match store.add(document, claims, stamp)? {
            added @ Added::Known { .. } => {
                self.tally.known += 1;
                told::added(store, name, document, added, ui)?;
            }
            added @ Added::New { .. } => {
                self.print(name, document, claims, ui)?;
                if let Some((store, _)) = &self.writer {
                    told::added(store, name, document, added, ui)?;
                }
            }
        }
        Ok(())
    }

    /// Prints what was logged of one article.
    fn print(&mut self, name: &str, document: &Document, claims: &[Claim], ui: &mut Ui) -> anyhow::Result<()> {
        let worth: Vec<_> = claims.iter().filter(|claim| claim.worthiness >= WORTH_CHECKING).collect();
        self.tally.new += 1;
        self.tally.claims += claims.len();
        self.tally.hidden += (claims.len() - worth.len()) as u64;
        self.tally.first = self.tally.first.or(worth.first().map(|claim| claim.id));
        let Some((store, _)) = &self.writer else { return Ok(()) };
        let ids: Vec<_> = worth.iter().map(|claim| claim.id).collect();
        let length = if self.format == Format::Table { store.claim_prefix(&ids)? } else { usize::MAX };
        let id = shortest(store, document)?;
        let undated = if document.metadata.published.is_none() {
            "; it has no date, so relative dates stay open: --published gives one"
        } else {
            ""
        };
        let count = if claims.len() == 1 { "1 claim".to_owned() } else { format!("{} claims", claims.len()) };
        ui.say(format!("{name}: logged as {id}, {count}, {} worth checking{undated}", worth.len()))?;
        let mut lister = match (self.format, self.lister.take()) {
            (Format::Table, _) | (_, None) => Lister::new(self.format, &HEADER, ui)?,
            (_, Some(lister)) => lister,
        };
        for claim in worth {
            lister.add(row(name, document, claim, length), ui)?;
        }
        if self.format == Format::Table {
            lister.finish(ui)?;
        } else {
            self.lister = Some(lister);
        }
        Ok(())
    }

    fn finish(mut self, ui: &mut Ui) -> anyhow::Result<Exit> {
        match self.lister.take() {
            Some(lister) => lister.finish(ui)?,
            None if self.format != Format::Table => Lister::new(self.format, &HEADER, ui)?.finish(ui)?,
            None => {}
        }
        let Tally { new, known, failed, claims, hidden, first } = self.tally;
        if new + known + failed > 1 {
            ui.say(format!("{new} articles logged with {claims} claims, {known} logged before, {failed} failed"))?;
        }
        say_hidden(hidden, ui)?;
        if let (Some(first), Some((store, _))) = (first, &self.writer) {
            let id = short(&first.to_string(), store.claim_prefix(&[first])?);
            ui.say(format!("next: claimlog show {id}, or claimlog list"))?;
        }
        Ok(if failed > 0 { Exit::Failed } else { Exit::Done })
    }
}

fn shortest(store: &Store, document: &Document) -> anyhow::Result<String> {
    Ok(short(&document.id.to_string(), store.document_prefix(&[document.id])?))
}

fn row<'a>(name: &'a str, document: &'a Document, claim: &'a Claim, length: usize) -> Row<Logged<'a>> {
    let attribution = claim.attribution.as_ref();
    let speaker = attribution.and_then(|attribution| attribution.speaker.as_deref());
    let source = attribution.and_then(|attribution| attribution.source).map(|span| span.of(&document.text));
    let mention = claim.mention.span.of(&document.text);
    let cells = vec![
        short(&claim.id.to_string(), length),
        claim.worthiness.normalize().to_string(),
        mention.to_owned(),
        claim.mention.of.clone().unwrap_or_default(),
        speaker.or(source).unwrap_or_default().to_owned(),
    ];
    let record = Logged {
        id: claim.id,
        document: document.id,
        file: name,
        worthiness: crate::export::Number(claim.worthiness),
        mention,
        of: claim.mention.of.as_deref(),
        speaker,
    };
    Row { cells, record }
}
