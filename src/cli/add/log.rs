//! The writer: documents with their claims → the database, and what is said of them once they are in it.

use std::collections::HashSet;

use serde::Serialize;

use crate::cli::Exit;
use crate::cli::add::Args;
use crate::cli::add::tally::Tally;
use crate::cli::add::told;
use crate::cli::context::Context;
use crate::cli::failures::Failures;
use crate::cli::list::{say_hidden, short};
use crate::cli::listing::{Format, Lister, Row};
use crate::cli::pipeline::Outcome;
use crate::cli::ui::Ui;
use crate::export::Number;
use crate::ingest::Ingested;
use crate::model::{Claim, ClaimId, Document, DocumentId};
use crate::store::{Added, Stamp, Store, WORTH_CHECKING};

/// The columns of what was logged.
const HEADER: [&str; 5] = ["id", "worth", "mention", "thing", "speaker"];

/// So many articles are shown with their claims; of further ones the counts at the end tell. Programs get them all.
const SHOWN: usize = 20;

/// The writer of a run.
pub(super) struct Log<'a> {
    context: &'a Context,
    format: Format,
    /// What is written to; a dry run only looks what is there already, if anything is.
    store: Option<Store>,
    stamp: Option<Stamp>,
    dry: bool,
    /// The texts that a dry run would have logged by now.
    would: HashSet<DocumentId>,
    tally: Tally,
    failures: Failures,
    lister: Option<Lister>,
}

/// A claim that was logged, for programs.
#[derive(Serialize)]
struct Logged<'a> {
    id: ClaimId,
    document: DocumentId,
    file: &'a str,
    worthiness: Number,
    mention: &'a str,
    of: Option<&'a str>,
    speaker: Option<&'a str>,
}

impl<'a> Log<'a> {
    pub(super) fn new(context: &'a Context, args: &Args, ui: &mut Ui) -> anyhow::Result<Self> {
        let format = args.format;
        let lister = if format == Format::Table { None } else { Some(Lister::new(format, &HEADER, ui)?) };
        let store = if args.dry_run && context.database()?.path.exists() { Some(context.open()?) } else { None };
        let (tally, failures) = (Tally::default(), Failures::new(&args.failures)?);
        Ok(Self {
            context,
            format,
            store,
            stamp: None,
            dry: args.dry_run,
            would: HashSet::new(),
            tally,
            failures,
            lister,
        })
    }

    /// What became of the articles so far.
    pub(super) const fn tally(&self) -> &Tally {
        &self.tally
    }

    /// Stores what came, in one transaction, and then says so.
    pub(super) fn batch(&mut self, outcomes: Vec<Outcome>, ui: &mut Ui) -> anyhow::Result<()> {
        let mut articles = Vec::with_capacity(outcomes.len());
        for outcome in outcomes {
            match outcome {
                Outcome::Found(found) => articles.push((found.document, found.claims.unwrap_or_default())),
                Outcome::Failed(error) => self.failures.take(&error, ui)?,
                Outcome::Said(message) => ui.say(message)?,
            }
        }
        let added = self.store(&articles)?;
        for ((document, claims), added) in articles.iter().zip(added) {
            self.tell(document, claims, added, ui)?;
        }
        Ok(())
    }

    fn store(&mut self, articles: &[(Ingested, Vec<Claim>)]) -> anyhow::Result<Vec<Added>> {
        if articles.is_empty() {
            return Ok(Vec::new());
        }
        if self.dry {
            return articles.iter().map(|(article, _)| self.would_add(&article.document)).collect();
        }
        if self.stamp.is_none() {
            let (store, stamp) = self.context.open_to_write()?;
            (self.store, self.stamp) = (Some(store), Some(stamp));
        }
        let (Some(store), Some(stamp)) = (&mut self.store, &self.stamp) else { return Ok(Vec::new()) };
        Ok(store.add_all(articles.iter().map(|(article, claims)| (&article.document, claims.as_slice())), stamp)?)
    }

    /// What would become of a document. What it would be a revision or a copy of is not foretold.
    fn would_add(&mut self, document: &Document) -> anyhow::Result<Added> {
        let now = self.context.now();
        if !self.would.insert(document.id) {
            return Ok(Added::Known { added_at: now, seen: false });
        }
        let known = self.store.as_ref().map(|store| store.known(document)).transpose()?.flatten();
        Ok(known.map_or(NEW, |added_at| Added::Known { added_at, seen: false }))
    }

    /// Says what became of one article.
    fn tell(&mut self, article: &Ingested, claims: &[Claim], added: Added, ui: &mut Ui) -> anyhow::Result<()> {
        let Ingested { name, document, notices, foreign } = article;
        let shown = self.tally.new + self.tally.known < SHOWN;
        for notice in notices.iter().filter(|_| shown) {
            ui.say(format!("{name}: {notice}"))?;
        }
        self.tally.unsaid += if shown { 0 } else { notices.len() };
        self.tally.take(&added);
        if let Added::New { .. } = added {
            self.count(claims, *foreign);
            self.print(name, document, claims, shown, ui)?;
        }
        match (&self.store, shown) {
            (Some(store), true) => told::added(store, name, document, added, ui),
            _ => Ok(()),
        }
    }

    fn count(&mut self, claims: &[Claim], foreign: bool) {
        let tally = &mut self.tally;
        let mut worth = claims.iter().filter(|claim| claim.worthiness >= WORTH_CHECKING).map(|claim| claim.id);
        tally.foreign += usize::from(foreign && claims.is_empty());
        tally.claims += claims.len();
        tally.first = tally.first.or(worth.clone().next());
        tally.hidden += (claims.len() - worth.by_ref().count()) as u64;
    }

    /// Prints what was logged of one article.
    fn print(
        &mut self,
        name: &str,
        document: &Document,
        claims: &[Claim],
        shown: bool,
        ui: &mut Ui,
    ) -> anyhow::Result<()> {
        let worth: Vec<_> = claims.iter().filter(|claim| claim.worthiness >= WORTH_CHECKING).collect();
        if shown {
            self.say_logged(name, document, claims.len(), worth.len(), ui)?;
        }
        if let Some(lister) = &mut self.lister {
            return Ok(worth.iter().try_for_each(|claim| lister.add(row(name, document, claim, usize::MAX), ui))?);
        }
        if !shown {
            return Ok(());
        }
        let ids: Vec<_> = worth.iter().map(|claim| claim.id).collect();
        let length = self.store.as_ref().map_or(Ok(SHORT), |store| store.claim_prefix(&ids))?;
        let mut lister = Lister::new(self.format, &HEADER, ui)?;
        worth.iter().try_for_each(|claim| lister.add(row(name, document, claim, length), ui))?;
        Ok(lister.finish(ui)?)
    }

    fn say_logged(
        &self,
        name: &str,
        document: &Document,
        claims: usize,
        worth: usize,
        ui: &mut Ui,
    ) -> anyhow::Result<()> {
        let undated = if document.metadata.published.is_none() {
            "; it has no date, so relative dates stay open: --published gives one"
        } else {
            ""
        };
        let count = if claims == 1 { "1 claim".to_owned() } else { format!("{claims} claims") };
        let logged = if self.dry { "would be logged" } else { "logged" };
        let id = self.shortest(document)?;
        Ok(ui.say(format!("{name}: {logged} as {id}, {count}, {worth} worth checking{undated}"))?)
    }

    fn shortest(&self, document: &Document) -> anyhow::Result<String> {
        let length = self.store.as_ref().map_or(Ok(SHORT), |store| store.document_prefix(&[document.id]))?;
        Ok(short(&document.id.to_string(), length))
    }

    /// Ends the run: counts, failures by reason, and what to do next.
    pub(super) fn finish(mut self, ui: &mut Ui) -> anyhow::Result<Exit> {
        if let Some(lister) = self.lister.take() {
            lister.finish(ui)?;
        }
        let failed = self.failures.count();
        self.tally.say(failed, self.dry, ui)?;
        self.failures.finish(ui)?;
        say_hidden(self.tally.hidden, ui)?;
        if let (Some(first), Some(store), false) = (self.tally.first, &self.store, self.dry) {
            let id = short(&first.to_string(), store.claim_prefix(&[first])?);
            ui.say(format!("next: claimlog show {id}, or claimlog list"))?;
        }
        Ok(if failed > 0 { Exit::Failed } else { Exit::Done })
    }
}

/// What a dry run expects of an article that is not known.
const NEW: Added = Added::New { revision_of: None, copy_of: None };

/// How long an id is shown when there is no database in which it must be unique.
const SHORT: usize = 5;

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
        worthiness: Number(claim.worthiness),
        mention,
        of: claim.mention.of.as_deref(),
        speaker,
    };
    Row { cells, record }
}
