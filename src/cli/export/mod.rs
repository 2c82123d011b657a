//! `claimlog export`: reports that leave the building, each with a manifest by which it can be made again.

mod annotations;
mod beside;
mod claimreview;
mod csv;
mod file;
#[cfg(feature = "html-report")]
mod html;
mod job;
mod jsonl;
mod manifest;
mod markdown;
mod methodology;
mod outcome;
mod recheck;
mod rows;
mod scales;
#[cfg(feature = "xlsx")]
mod xlsx;

use std::io::Write;
use std::path::{Path, PathBuf};

use chrono::{DateTime, NaiveDate, NaiveTime, TimeDelta};
use clap::Subcommand;
use serde::{Deserialize, Serialize};

use crate::cli::Exit;
use crate::cli::context::Context;
use crate::cli::db::counted;
use crate::cli::filters::Filters;
use crate::cli::input::Unusable;
use crate::cli::ui::Ui;
use crate::cli::viewer::{Viewer, unblind};
use crate::export::{Heading, write_json_indented};
use crate::model::ClaimId;
use crate::review::Eyes;
use crate::store::{AsOf, Filter, Last, Store, StoreError};

use job::Job;
use manifest::{Manifest, beside};
use outcome::Outcome;
use rows::Rows;

pub(super) use methodology::SELECTION_BIAS;
pub(super) use recheck::{dialect_of, recheck};

/// Export reports: claims with their verdicts, every verdict, the evidence, or the journal
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  claimlog export csv -o audit.csv                       the audit report, with its manifest beside it
  claimlog export csv --rows verdicts --excel -o v.csv   every verdict, for Excel
  claimlog export csv --as-of 2026-12-31 -o audit.csv    as it was then
  claimlog export claimreview --organisation Desk …      what is published, for search engines
  claimlog export html -o audit.html                     a page for readers: charts, articles, evidence
  claimlog db verify audit.manifest.json                 whether the report is what the ledger gives")]
pub(super) struct Args {
    #[command(subcommand)]
    format: Format,
}

#[derive(Debug, Subcommand)]
enum Format {
    Annotations(annotations::Args),
    Csv(csv::Args),
    Jsonl(jsonl::Args),
    Markdown(markdown::Args),
    #[cfg(feature = "xlsx")]
    Xlsx(xlsx::Args),
    #[command(name = "claimreview")]
    ClaimReview(claimreview::Args),
    #[cfg(feature = "html-report")]
    Html(html::Args),
}

/// A format with what its writer was told: all that a report is made with beside its claims. A manifest holds it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "format", rename_all = "lowercase")]
pub(super) enum Made {
    Annotations(annotations::Options),
    Csv(csv::Options),
    Jsonl(jsonl::Options),
    Markdown(markdown::Options),
    #[cfg(feature = "xlsx")]
    Xlsx(xlsx::Options),
    ClaimReview(claimreview::Options),
    #[cfg(feature = "html-report")]
    Html(html::Options),
}

/// What a format does.
pub(super) trait Making {
    /// What its rows are called, one and several: "claim", "claims".
    fn counts(&self) -> (&'static str, &'static str) {
        ("claim", "claims")
    }

    /// The columns, of a format that has them.
    fn columns(&self) -> Vec<Heading> {
        Vec::new()
    }

    /// Whether it holds what no report prints, so that only its owner may read the file.
    fn is_private(&self) -> bool {
        false
    }

    /// Whether it tells of all claims when none in particular are asked for, also of those hardly worth checking.
    fn tells_all(&self) -> bool {
        false
    }

    /// What the caller is told when the report is written.
    fn exit(&self, _outcome: &Outcome) -> Exit {
        Exit::Done
    }

    /// Writes the report, and sets `outcome.rows`.
    ///
    /// # Errors
    /// When the database cannot be read, or `out` not written.
    fn write(&self, rows: &Rows<'_>, out: &mut dyn Write, outcome: &mut Outcome) -> anyhow::Result<()>;
}

impl Made {
    /// The format's usual ending of files.
    fn format(&self) -> &'static str {
        match self {
            Self::Annotations(_) => "jsonld",
            Self::Csv(_) => "csv",
            Self::Jsonl(_) => "jsonl",
            Self::Markdown(_) => "md",
            #[cfg(feature = "xlsx")]
            Self::Xlsx(_) => "xlsx",
            Self::ClaimReview(options) => options.ending(),
            #[cfg(feature = "html-report")]
            Self::Html(_) => "html",
        }
    }

    fn making(&self) -> &dyn Making {
        match self {
            Self::Annotations(options) => options,
            Self::Csv(options) => options,
            Self::Jsonl(options) => options,
            Self::Markdown(options) => options,
            #[cfg(feature = "xlsx")]
            Self::Xlsx(options) => options,
            Self::ClaimReview(options) => options,
            #[cfg(feature = "html-report")]
            Self::Html(options) => options,
        }
    }
}

impl Making for Made {
    fn counts(&self) -> (&'static str, &'static str) {
        self.making().counts()
    }

    fn columns(&self) -> Vec<Heading> {
        self.making().columns()
    }

    fn is_private(&self) -> bool {
        self.making().is_private()
    }

    fn tells_all(&self) -> bool {
        self.making().tells_all()
    }

    fn exit(&self, outcome: &Outcome) -> Exit {
        self.making().exit(outcome)
    }

    fn write(&self, rows: &Rows<'_>, out: &mut dyn Write, outcome: &mut Outcome) -> anyhow::Result<()> {
        self.making().write(rows, out, outcome)
    }
}

/// What every report takes.
#[derive(Debug, clap::Args)]
struct Common {
    /// The file; else standard output. A manifest is written beside it: report.csv, report.manifest.json
    #[arg(short, long, value_name = "FILE")]
    output: Option<PathBuf>,
    /// The state at that moment: a day (its end, in UTC), a time, an event's id, or its row in the ledger
    #[arg(long, value_name = "MOMENT")]
    as_of: Option<String>,
    /// Write no manifest
    #[arg(long)]
    no_manifest: bool,
    #[command(flatten)]
    filters: Filters,
    #[command(flatten)]
    viewer: Viewer,
    /// Export verdicts too that the desk's policy hides until one's own is in; the ledger records it
    #[arg(long)]
    unblind: bool,
}

pub(super) fn run(args: &Args, context: &Context, ui: &mut Ui) -> anyhow::Result<Exit> {
    match &args.format {
        Format::Annotations(args) => annotations::run(args, context, ui),
        Format::Csv(args) => csv::run(args, context, ui),
        Format::Jsonl(args) => jsonl::run(args, context, ui),
        Format::Markdown(args) => markdown::run(args, context, ui),
        #[cfg(feature = "xlsx")]
        Format::Xlsx(args) => xlsx::run(args, context, ui),
        Format::ClaimReview(args) => claimreview::run(args, context, ui),
        #[cfg(feature = "html-report")]
        Format::Html(args) => html::run(args, context, ui),
    }
}

/// Makes a report and puts it where it is wanted.
fn deliver(common: &Common, made: Made, context: &Context, ui: &mut Ui) -> anyhow::Result<Exit> {
    let store = context.open()?;
    let filter = common.filters.filter(&store, None)?;
    let job = Job { made, filter, filter_name: common.filters.saved_name()? };
    let moment = common.as_of.as_deref().map_or(Ok(AsOf::default()), |typed| moment(&store, typed))?;
    let (name, eyes) = (common.viewer.name(context)?, common.viewer.eyes(&store, context)?);
    let snapshot = store.snapshot()?;
    let source = Source::of(&store, moment)?;
    let hidden = hidden(source.then(), &store, &job.reads(), &eyes)?;
    if hidden.is_empty() || name.is_empty() {
        if !hidden.is_empty() {
            ui.warn(open_to_all(hidden.len()))?;
        }
        return put(&job, &source, common, context, ui);
    }
    if !common.unblind {
        return Err(Unusable(refusal(&name, hidden.len())).into());
    }
    drop(source);
    drop(snapshot);
    let store = unblind(&hidden, &name, context)?;
    let _snapshot = store.snapshot()?;
    let source = Source::of(&store, moment)?;
    let more = self::hidden(source.then(), &store, &job.reads(), &eyes)?;
    if !more.is_empty() {
        let said = "others judged claims of the report meanwhile, which is not recorded as shown: export again";
        return Err(Unusable(said.to_owned()).into());
    }
    put(&job, &source, common, context, ui)
}

/// The ledger that a report is made of, all read as of one moment.
struct Source<'s> {
    now: &'s Store,
    then: Option<Store>,
    moment: AsOf,
    /// The last event that the report can know.
    head: Last,
}

impl<'s> Source<'s> {
    fn of(now: &'s Store, moment: AsOf) -> anyhow::Result<Self> {
        Ok(Self { now, then: now.as_of(moment)?, moment, head: now.last(moment.row)? })
    }

    fn then(&self) -> &Store {
        self.then.as_ref().unwrap_or(self.now)
    }
}

/// Writes a report to standard output, or to its file with its manifest beside it: both are whole before either gets its name.
fn put(job: &Job, source: &Source<'_>, common: &Common, context: &Context, ui: &mut Ui) -> anyhow::Result<Exit> {
    let Some(path) = common.output.as_deref().filter(|path| *path != Path::new("-")) else {
        let outcome = job.write(source.then(), ui.out())?;
        outcome.warnings.iter().try_for_each(|warning| ui.warn(warning))?;
        return Ok(job.made.exit(&outcome));
    };
    let database = context.database()?.path;
    file::refuse(path, &database)?;
    let beside = (!common.no_manifest).then(|| beside(path));
    if let Some(beside) = &beside {
        file::refuse(beside, &database)?;
    }
    let (outcome, report) = file::written(path, job.made.is_private(), |out| job.write(source.then(), out))?;
    let manifest = beside.as_deref().map(|beside| {
        let made = (source.head, source.moment.until);
        let manifest = Manifest::of(job, &outcome, source.then(), made, context.now())?;
        Ok::<_, anyhow::Error>(file::written(beside, false, |out| Ok(write_json_indented(out, &manifest)?))?.1)
    });
    let manifest = manifest.transpose()?;
    report.keep()?;
    manifest.map(file::Written::keep).transpose()?;
    ui.say(format!("{}: {}", path.display(), outcome.counted()))?;
    outcome.warnings.iter().try_for_each(|warning| ui.warn(warning))?;
    Ok(job.made.exit(&outcome))
}

/// Reads a moment: "2026-12-31", "2026-12-31T18:00:00Z", "l01a", "412".
fn moment(store: &Store, typed: &str) -> anyhow::Result<AsOf> {
    let typed = typed.trim();
    let until = |until| Ok(AsOf { row: None, until: Some(until) });
    if let Ok(day) = typed.parse::<NaiveDate>() {
        let next = day.succ_opt().unwrap_or(day).and_time(NaiveTime::MIN).and_utc();
        return until(next - TimeDelta::milliseconds(1));
    }
    if let Ok(time) = DateTime::parse_from_rfc3339(typed) {
        return until(time.to_utc());
    }
    if let Ok(row) = typed.parse::<i64>() {
        let last = store.last(Some(row))?;
        if last.seq != row || row < 1 {
            return Err(
                Unusable(format!("the ledger has no event {row}: its last is {}", store.last(None)?.seq)).into()
            );
        }
        return Ok(AsOf { row: Some(row), until: None });
    }
    let no_moment = || {
        Unusable(format!(
            "“{typed}” is no moment: one is a day (2026-12-31), a time with its zone (2026-12-31T18:00:00Z), or an event by its \
             id (l01a) or row (412)"
        ))
    };
    let event = match store.find_event(typed) {
        Err(StoreError::Id(_)) => return Err(no_moment().into()),
        found => store.event(found?)?,
    };
    Ok(AsOf { row: Some(event.seq), until: None })
}

/// The claims of the report with verdicts that the reader may not see yet: by where they stand now, whatever moment the report
/// is of.
fn hidden(then: &Store, now: &Store, filter: &Filter, eyes: &Eyes) -> anyhow::Result<Vec<ClaimId>> {
    let mut found = Vec::new();
    if *eyes != Eyes::all() {
        then.each_record(filter, |record| {
            if !record.verdicts.is_empty() && eyes.hides(&now.record(record.claim.id)?) {
                found.push(record.claim.id);
            }
            Ok::<_, StoreError>(())
        })?;
    }
    Ok(found)
}

/// A report without them would look whole and not be.
fn refusal(name: &str, claims: usize) -> String {
    format!(
        "the report would hold verdicts that {name} has not judged yet and the desk's policy hides, on {}: --unblind exports \
         them, which the ledger records; editors (claimlog policy) see all",
        counted(claims as u64, "claim")
    )
}

/// A report is the desk's; who makes it should know whom not to show it to.
fn open_to_all(claims: usize) -> String {
    format!(
        "the report holds verdicts that still wait for a second reviewer, on {}: keep it from reviewers until theirs are in, or say \
         who reads it with --as NAME",
        counted(claims as u64, "claim")
    )
}
