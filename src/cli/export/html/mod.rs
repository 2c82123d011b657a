//! `claimlog export html`: the report as one page for readers, which needs no network and no script.

mod spool;

use std::io::{Seek as _, SeekFrom, Write};
use std::path::{Path, PathBuf};

use anyhow::Context as _;
use serde::{Deserialize, Serialize};

use super::methodology::methodology;
use super::outcome::Outcome;
use super::rows::Rows;
use super::{Common, Made, Making, deliver};
use crate::cli::context::Context;
use crate::cli::input::Unusable;
use crate::cli::meant::{conditions, worth};
use crate::cli::ui::Ui;
use crate::cli::{Exit, scale};
use crate::export::html::{
    Entry, Labels, Page, PageError, RatingName, ScaleText, Sheet, Tally, Template, moment_in_words,
};
use crate::export::{hex, moment};
use crate::model::{Record, Verdict};
use crate::store::{LogFilter, Store};

use spool::Spool;

/// A template that is longer is none.
const LONGEST_TEMPLATE: u64 = 1 << 20;
/// So many articles stand in the table of contents.
const MOST_ENTRIES: usize = 60;
/// So much of a page is in memory before it goes to a temporary file.
const IN_MEMORY: usize = 8 << 20;

/// One page for readers: summary, charts, the articles with their claims marked, verdicts, evidence, corrections, methodology
///
/// The page is one file without script: it works without a network, prints, and holds its own security policy. A template of
/// one's own is written for minijinja (Jinja's syntax), and may start with {% extends "report.html" %} to replace only
/// some blocks: style, header, contents, summary, charts, articles, corrections, methodology, footer. Whatever it prints is
/// escaped. The manifest keeps its text.
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  claimlog export html -o audit.html --title 'Election desk: numbers of November'
  claimlog export html --status reviewed --since 2026-11-01 -o november.html
  claimlog export html --print-template > desk.html
  claimlog export html --template desk.html -o audit.html")]
pub(super) struct Args {
    #[command(flatten)]
    common: Common,
    /// The page's title
    #[arg(long, default_value = "Audit report", value_name = "TEXT")]
    title: String,
    /// A template of one's own for the page
    #[arg(long, value_name = "FILE")]
    template: Option<PathBuf>,
    /// Print the built-in template, to start one's own from, and write no report: page, its parts (macros), or style
    #[arg(long, value_name = "PART", num_args = 0..=1, require_equals = true, default_missing_value = "page",
        value_parser = ["page", "parts", "style"], conflicts_with_all = ["template", "output"])]
    print_template: Option<String>,
}

/// What a page is made with.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(in crate::cli) struct Options {
    /// The title.
    pub title: String,
    /// The text of the desk's own template.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub template: Option<String>,
}

pub(super) fn run(args: &Args, context: &Context, ui: &mut Ui) -> anyhow::Result<Exit> {
    if let Some(part) = &args.print_template {
        let mut texts = Template::TEXTS.iter().filter(|(name, _)| name == part);
        texts.try_for_each(|(_, text)| ui.out().write_all(text.as_bytes()))?;
        return Ok(Exit::Done);
    }
    let template = args.template.as_deref().map(read).transpose()?;
    if let (Err(wrong), Some(path)) = (Template::new(template.as_deref()), &args.template) {
        return Err(unusable(path, &wrong).into());
    }
    let title = args.title.clone();
    let delivered = deliver(&args.common, Made::Html(Options { title, template }), context, ui);
    delivered.map_err(|error| match (&args.template, error.downcast_ref()) {
        (Some(path), Some(PageError::Template(wrong))) => unusable(path, wrong).into(),
        _ => error,
    })
}

fn unusable(path: &Path, wrong: &crate::export::html::TemplateError) -> Unusable {
    Unusable(format!("{}: {wrong}", path.display()))
}

fn read(path: &Path) -> anyhow::Result<String> {
    use std::io::Read as _;
    let mut text = String::new();
    let file = std::fs::File::open(path).and_then(|file| file.take(LONGEST_TEMPLATE + 1).read_to_string(&mut text));
    file.with_context(|| format!("{} cannot be read as a template", path.display()))?;
    if text.len() as u64 > LONGEST_TEMPLATE {
        return Err(
            Unusable(format!("{} is longer than {LONGEST_TEMPLATE} bytes: it is no template", path.display())).into()
        );
    }
    Ok(text)
}

impl Making for Options {
    fn write(&self, rows: &Rows<'_>, out: &mut dyn Write, outcome: &mut Outcome) -> anyhow::Result<()> {
        let template = Template::new(self.template.as_deref()).map_err(PageError::from)?;
        let mut gathered = Gathered::default();
        rows.each_claim(outcome, |record| gathered.take(record, rows.store))?;
        gathered.close_article(rows.store)?;
        outcome.rows = outcome.claims;
        if self.template.is_none() {
            return self.print(gathered, &template, (rows, outcome), out);
        }
        // A template of one's own may fail half way: nothing is written before it has come to its end.
        let mut whole = tempfile::spooled_tempfile(IN_MEMORY);
        self.print(gathered, &template, (rows, outcome), &mut whole)?;
        whole.seek(SeekFrom::Start(0))?;
        std::io::copy(&mut whole, out)?;
        Ok(())
    }
}

impl Options {
    fn print(
        &self,
        gathered: Gathered,
        template: &Template,
        (rows, outcome): (&Rows<'_>, &Outcome),
        out: &mut dyn Write,
    ) -> anyhow::Result<()> {
        let head = rows.store.last(None)?;
        let last = rows.store.log(&LogFilter { limit: Some(1), ..LogFilter::default() })?;
        let at = last.first().map(|event| event.at);
        let tally = &gathered.tally;
        let (changes, more_changes) = tally.changes();
        let mut asked = conditions(rows.filter);
        asked.push(worth(rows.filter));
        let page = Page {
            title: &self.title,
            filter: &asked,
            head: (head.seq, &hex(&head.hash)),
            head_at: at.map(|at| (moment(at), moment_in_words(at))),
            summary: &tally.summary(),
            figures: tally.figures(),
            charts: tally.charts(at.map(|at| at.date_naive())),
            contents: &gathered.contents,
            more_contents: gathered.articles - gathered.contents.len() as u64,
            changes,
            more_changes,
            scales: gathered.labels.scales(),
            methodology: &methodology(rows.filter, outcome, &rows.store.policy()?),
        };
        Ok(template.write(&page, gathered.spool.sheets()?, out)?)
    }
}

/// What is gathered of the claims in one pass: what the top of the page says, and the articles for its middle.
#[derive(Default)]
struct Gathered {
    labels: Labels,
    tally: Tally,
    article: Vec<Record>,
    contents: Vec<Entry>,
    articles: u64,
    spool: Spool,
}

impl Gathered {
    /// Takes a claim; those of an article come together.
    fn take(&mut self, record: &Record, store: &Store) -> Result<(), super::rows::Failure> {
        if self.article.first().is_some_and(|first| first.document.id != record.document.id) {
            self.close_article(store)?;
        }
        for verdict in &record.verdicts {
            self.learn(verdict, store)?;
        }
        self.tally.add(record, &self.labels);
        self.article.push(record.clone());
        Ok(())
    }

    /// Puts the article away whose claims have all come.
    fn close_article(&mut self, store: &Store) -> Result<(), super::rows::Failure> {
        let records = std::mem::take(&mut self.article);
        let Some(first) = records.first() else { return Ok(()) };
        let text = store.text(first.document.id)?;
        if let Some(sheet) = Sheet::new(&records, text.as_deref(), &self.labels) {
            self.articles += 1;
            if self.contents.len() < MOST_ENTRIES {
                self.contents.push(sheet.entry());
            }
            self.spool.put(&sheet)?;
        }
        Ok(())
    }

    /// Looks a verdict's scale up when it comes for the first time.
    fn learn(&mut self, verdict: &Verdict, store: &Store) -> Result<(), super::rows::Failure> {
        let (name, version) = (&verdict.scale, verdict.scale_version);
        if !self.labels.has(name, version) {
            let found = scale::versioned(store, name, version).map_err(super::rows::Failure::Other)?;
            let ratings = found.iter().flat_map(|scale| &scale.ratings).map(|rating| RatingName {
                code: rating.code.clone(),
                label: rating.label.clone(),
                definition: rating.definition.clone(),
                class: rating.class,
                value: rating.value,
            });
            let ratings = ratings.collect();
            let title = found.as_ref().map_or_else(String::new, |scale| scale.title.clone());
            self.labels.add(ScaleText { name: name.clone(), version, title, ratings });
        }
        Ok(())
    }
}
