//! `claimlog evidence`: what verdicts rest on, as rows of their own.

use std::path::PathBuf;

use chrono::NaiveDate;
use clap::Subcommand;
use rust_decimal::Decimal;
use serde::Serialize;

use crate::cli::Exit;
use crate::cli::article::day;
use crate::cli::context::Context;
use crate::cli::filters::named;
use crate::cli::list::short;
use crate::cli::listing::{Format, Lister, Row};
use crate::cli::ui::Ui;
use crate::export::write_json;
use crate::model::{Bearing, Evidence, EvidenceKind, Tier};
use crate::review::gather;
use crate::review::read_value;
use crate::store::{EvidenceRow, FileTrouble, Store};

/// Add, list and show evidence
///
/// Evidence is recorded once and cited by any number of verdicts. Addresses are never fetched; a file is copied beside the
/// database, where the SHA-256 of its bytes is its name.
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  claimlog evidence add c4f2 --kind dataset --title 'Port statistics 2026' --url https://port.example/2026 \\
      --locator 'table 3' --value 18000 --refutes --primary --as Ana
  claimlog verdict c4f2 wrong --as Ana --evidence e12a")]
pub(super) struct Args {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    Add(Box<Add>),
    List(List),
    Show(Show),
}

/// Add a piece of evidence
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  claimlog evidence add c4f2 --url https://port.example/2026 --quote '18,000 dockers' --refutes --as Ana
  claimlog evidence add --file accounts.pdf --title 'Accounts of 2025' --publisher 'Port of Lysvik' --primary --as Ana
  claimlog evidence add c4f2 --kind interview --quote '…' --withheld 'her safety' --as Ana")]
struct Add {
    /// The claim it was found for: its id or the beginning of it
    #[arg(value_name = "CLAIM")]
    claim: Option<String>,
    /// What sort of source: dataset, report, law, interview, fact_check, article, computation or other
    #[arg(long, default_value = "other", value_parser = |given: &str| named(given, EvidenceKind::ALL, EvidenceKind::name))]
    kind: EvidenceKind,
    /// Its title
    #[arg(long, value_name = "TEXT")]
    title: Option<String>,
    /// Who published it
    #[arg(long, value_name = "NAME")]
    publisher: Option<String>,
    /// Where it can be read; it is recorded, never fetched
    #[arg(long, value_name = "URL")]
    url: Option<String>,
    /// Where a copy of that is kept
    #[arg(long, value_name = "URL")]
    archived: Option<String>,
    /// The day on which it was read
    #[arg(long, value_name = "YYYY-MM-DD", value_parser = day)]
    accessed: Option<NaiveDate>,
    /// A file, which is copied beside the database
    #[arg(long, value_name = "FILE")]
    file: Option<PathBuf>,
    /// What it says, in its own words
    #[arg(long, value_name = "TEXT", allow_hyphen_values = true)]
    quote: Option<String>,
    /// Where in it: 'p. 12', 'table 3', 'cell B14'
    #[arg(long, value_name = "PLACE")]
    locator: Option<String>,
    /// The number that it gives
    #[arg(long, value_name = "N", allow_hyphen_values = true, value_parser = read_value)]
    value: Option<Decimal>,
    /// That number's unit: USD, %, km
    #[arg(long, value_name = "UNIT", requires = "value")]
    unit: Option<String>,
    /// The day that the number is of
    #[arg(long, value_name = "YYYY-MM-DD", requires = "value", value_parser = day)]
    as_of: Option<NaiveDate>,
    /// It supports the claim
    #[arg(long, group = "bearing")]
    supports: bool,
    /// It refutes the claim
    #[arg(long, group = "bearing")]
    refutes: bool,
    /// It does neither, but is needed to understand the claim
    #[arg(long, group = "bearing")]
    context: bool,
    /// From who counted
    #[arg(long, group = "tier")]
    primary: bool,
    /// From who repeats it
    #[arg(long, group = "tier")]
    secondary: bool,
    /// Keep the source out of reports, for this reason, which is printed instead
    #[arg(long, value_name = "REASON")]
    withheld: Option<String>,
    /// Who adds it; else $CLAIMLOG_REVIEWER
    #[arg(long = "as", value_name = "NAME")]
    by: Option<String>,
    /// How to print what was added
    #[arg(long, value_parser = ["text", "json"], default_value = "text")]
    format: String,
}

/// List evidence, newest first; all, or that of one claim
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:\n  claimlog evidence list\n  claimlog evidence list c4f2 --format jsonl")]
struct List {
    /// The claim's id or the beginning of it
    #[arg(value_name = "CLAIM")]
    claim: Option<String>,
    /// At most so many
    #[arg(long, value_name = "N")]
    limit: Option<u64>,
    /// How to print
    #[arg(long, value_enum, default_value_t)]
    format: Format,
}

/// Show one piece of evidence, and whether its file is still what it was; for the newsroom: withheld sources in full
#[derive(Debug, clap::Args)]
#[command(after_help = "Example:\n  claimlog evidence show e12a")]
struct Show {
    /// The evidence's id or the beginning of it
    #[arg(value_name = "ID")]
    id: String,
    /// How to print
    #[arg(long, value_parser = ["text", "json"], default_value = "text")]
    format: String,
}

pub(super) fn run(args: &Args, context: &Context, ui: &mut Ui) -> anyhow::Result<Exit> {
    match &args.command {
        Command::Add(add) => add.run(context, ui),
        Command::List(list) => list.run(context, ui),
        Command::Show(show) => show.run(context, ui),
    }
}

impl Add {
    fn run(&self, context: &Context, ui: &mut Ui) -> anyhow::Result<Exit> {
        let by = context.reviewer(self.by.as_deref())?;
        let now = context.now();
        let mut piece = gather(&self.typed(), &by, self.file.is_some(), now)?;
        if let Some(typed) = &self.claim {
            piece.claim = Some(context.open()?.find_claim(typed)?);
        }
        let (mut store, stamp) = context.open_to_write()?;
        if let Some(file) = &self.file {
            piece.file = Some(store.keep_file(file)?);
        }
        let piece = piece.keyed();
        store.add_evidence(&piece, &stamp)?;
        let id = short(&piece.id.to_string(), store.evidence_prefix(&[piece.id])?);
        if self.format == "json" {
            write_json(ui.out(), &piece)?;
            ui.line("")?;
        } else {
            ui.line(format!("{id} {}: {}", piece.kind, name(&piece)))?;
        }
        ui.say(format!("next: claimlog verdict CLAIM RATING --evidence {id}"))?;
        Ok(Exit::Done)
    }

    fn typed(&self) -> Evidence {
        let bearing =
            [(self.supports, Bearing::Supports), (self.refutes, Bearing::Refutes), (self.context, Bearing::Context)];
        let tier = [(self.primary, Tier::Primary), (self.secondary, Tier::Secondary)];
        Evidence {
            kind: self.kind,
            title: self.title.clone(),
            publisher: self.publisher.clone(),
            url: self.url.clone(),
            archived_url: self.archived.clone(),
            accessed: self.accessed,
            quote: self.quote.clone(),
            locator: self.locator.clone(),
            value: self.value,
            unit: self.unit.clone(),
            as_of: self.as_of,
            bearing: bearing.into_iter().find(|(given, _)| *given).map(|(_, bearing)| bearing),
            tier: tier.into_iter().find(|(given, _)| *given).map(|(_, tier)| tier),
            withheld: self.withheld.clone(),
            ..Evidence::default()
        }
    }
}

const HEADER: [&str; 8] = ["id", "kind", "title", "publisher", "where", "bearing", "cited", "added"];

/// A piece for programs; sources that are withheld are, in lists.
#[derive(Serialize)]
struct Line {
    #[serde(flatten)]
    evidence: Evidence,
    cited: u64,
}

impl List {
    fn run(&self, context: &Context, ui: &mut Ui) -> anyhow::Result<Exit> {
        let store = context.open()?;
        let claim = self.claim.as_deref().map(|typed| store.find_claim(typed)).transpose()?;
        let rows = store.evidence_list(claim, self.limit)?;
        let ids: Vec<_> = rows.iter().map(|row| row.evidence.id).collect();
        let length = if self.format == Format::Table { store.evidence_prefix(&ids)? } else { usize::MAX };
        let mut lister = Lister::new(self.format, &HEADER, ui)?;
        for found in &rows {
            lister.add(row(found, length), ui)?;
        }
        lister.finish(ui)?;
        if rows.is_empty() {
            ui.say("there is no evidence: claimlog evidence add adds some")?;
        }
        Ok(Exit::Done)
    }
}

fn row(found: &EvidenceRow, length: usize) -> Row<Line> {
    let public = found.evidence.public();
    let place = [public.url.clone(), public.file.as_ref().map(|file| file.name.clone())];
    let cells = vec![
        short(&public.id.to_string(), length),
        public.kind.to_string(),
        name(&public),
        public.publisher.clone().unwrap_or_default(),
        place.into_iter().flatten().next().unwrap_or_default(),
        public.bearing.map(|bearing| bearing.to_string()).unwrap_or_default(),
        found.cited.to_string(),
        public.added_at.map(|at| at.format("%Y-%m-%d").to_string()).unwrap_or_default(),
    ];
    Row { cells, record: Line { evidence: public, cited: found.cited } }
}

/// What a piece is called: its title, else its address, its file, its words, or why it is withheld.
pub(super) fn name(piece: &Evidence) -> String {
    let withheld = piece.withheld.as_ref().map(|reason| format!("withheld: {reason}"));
    let file = piece.file.as_ref().map(|file| file.name.clone());
    let names = [withheld, piece.title.clone(), piece.url.clone(), file, piece.quote.clone()];
    names.into_iter().flatten().next().unwrap_or_else(|| "without a name".to_owned())
}

impl Show {
    fn run(&self, context: &Context, ui: &mut Ui) -> anyhow::Result<Exit> {
        let store = context.open()?;
        let found = store.evidence(store.find_evidence(&self.id)?)?;
        if self.format == "json" {
            write_json(ui.out(), &Line { evidence: found.evidence, cited: found.cited })?;
            ui.line("")?;
            return Ok(Exit::Done);
        }
        print(&store, &found, ui)?;
        Ok(Exit::Done)
    }
}

fn print(store: &Store, found: &EvidenceRow, ui: &mut Ui) -> anyhow::Result<()> {
    let piece = &found.evidence;
    ui.line(format!("{}  {}", piece.id, piece.kind))?;
    let number = piece.value.map(|value| {
        let unit = piece.unit.as_ref().map(|unit| format!(" {unit}")).unwrap_or_default();
        let day = piece.as_of.map(|day| format!(" as of {day}")).unwrap_or_default();
        format!("{value}{unit}{day}")
    });
    let fields = [
        ("withheld", piece.withheld.as_ref().map(|reason| format!("from reports: {reason}"))),
        ("title", piece.title.clone()),
        ("publisher", piece.publisher.clone()),
        ("url", piece.url.clone()),
        ("archived", piece.archived_url.clone()),
        ("accessed", piece.accessed.map(|day| day.to_string())),
        ("says", piece.quote.clone()),
        ("where", piece.locator.clone()),
        ("number", number),
        ("bearing", piece.bearing.map(|bearing| bearing.to_string())),
        ("tier", piece.tier.map(|tier| tier.to_string())),
        ("claim", piece.claim.map(|claim| claim.to_string())),
        ("added", piece.by.as_ref().map(|by| format!("by {by}{}", added(piece)))),
        (
            "cited",
            Some(if found.cited == 1 { "by 1 verdict".to_owned() } else { format!("by {} verdicts", found.cited) }),
        ),
    ];
    for (name, value) in fields.into_iter().filter_map(|(name, value)| Some((name, value?))) {
        ui.line(format!("  {name:<10}{value}"))?;
    }
    if !found.counts {
        ui.line("  taken back: no verdict rests on it")?;
    }
    let Some(file) = &piece.file else { return Ok(()) };
    ui.line(format!("  {:<10}{}, {} bytes, SHA-256 {}", "file", file.name, file.bytes, file.sha256))?;
    ui.line(format!("  {:<10}{}", "copy", store.file_place(file).display()))?;
    match store.file_trouble(file) {
        None => ui.line("  the copy is what was handed in")?,
        Some(FileTrouble::Gone) => ui.say("the copy is gone: claimlog evidence add --file puts it back")?,
        Some(FileTrouble::Changed) => ui.say("the copy was changed: claimlog evidence add --file puts it right")?,
        Some(FileTrouble::Unreadable(why)) => ui.say(format!("the copy cannot be read: {why}"))?,
    }
    Ok(())
}

fn added(piece: &Evidence) -> String {
    piece.added_at.map(|at| at.format(" on %Y-%m-%d %H:%M UTC").to_string()).unwrap_or_default()
}
