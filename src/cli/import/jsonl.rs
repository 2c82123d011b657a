//! `claimlog import jsonl`: a ledger that `claimlog export jsonl --all` wrote, taken over whole or not at all.

use std::io::{BufRead, Read as _};
use std::path::{Path, PathBuf};

use anyhow::{Context as _, bail};

use super::source::open;
use crate::cli::Exit;
use crate::cli::context::Context;
use crate::cli::db::counted;
use crate::cli::ui::Ui;
use crate::export::{LedgerHead, LedgerLine, hex, read_ledger_line};
use crate::model::Carried;
use crate::store::{FileTrouble, Store, StoreError};

/// Take over a ledger that `claimlog export jsonl --all` wrote
///
/// Every hash and every text is checked before anything is stored. In an empty database it becomes the same ledger, which exports
/// the same bytes; in another its events join those that are there, as with `claimlog db merge`. Files of evidence lie beside a
/// database, not in a ledger: copy the folder NAME.files.
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  claimlog --db copy.db import jsonl ledger.jsonl
  zcat ledger.jsonl.gz | claimlog --db copy.db import jsonl -")]
pub(super) struct Args {
    /// The file; `-` is standard input
    #[arg(value_name = "FILE")]
    file: PathBuf,
    /// Check the file and store nothing
    #[arg(long)]
    dry_run: bool,
}

/// The longest line: an article of the largest size, with every character escaped, has fewer bytes.
const LONGEST: u64 = 256 << 20;

pub(super) fn run(args: &Args, context: &Context, ui: &mut Ui) -> anyhow::Result<Exit> {
    let mut lines = Lines::open(&args.file)?;
    let checked = Store::carried(|| lines.next_row()).map_err(|stopped| stopped.into_error(&lines.name))?;
    if args.dry_run {
        let events = counted(lines.events, "event");
        ui.line(format!("{}: {events}, sound; nothing is stored", args.file.display()))?;
        return Ok(Exit::Done);
    }
    let (mut store, _) = context.open_to_write()?;
    let merged = store.merge(checked.path())?;
    ui.line(format!("{}: {} and {} known", args.file.display(), counted(merged.new, "new event"), merged.known))?;
    if merged.disputed > 0 {
        let claims = counted(merged.disputed, "claim");
        ui.say(format!("disputed now and not before: {claims}; claimlog list --status disputed"))?;
    }
    let gone = store.check_files()?.iter().filter(|fault| fault.trouble == FileTrouble::Gone).count();
    if gone > 0 {
        let files = counted(gone as u64, "file");
        ui.warn(format!(
            "{files} of evidence are not beside this database: copy them from the other's folder NAME.files"
        ))?;
    }
    Ok(Exit::Done)
}

/// Why the file could not be taken over.
#[derive(Debug, thiserror::Error)]
enum Stopped {
    #[error(transparent)]
    Store(#[from] StoreError),
    #[error(transparent)]
    File(#[from] anyhow::Error),
}

impl Stopped {
    fn into_error(self, name: &str) -> anyhow::Error {
        match self {
            // It is the file that is damaged, and no database.
            Self::Store(StoreError::Damaged { what }) => anyhow::anyhow!("{name} is broken: {what}; nothing is stored"),
            Self::Store(error) => error.into(),
            Self::File(error) => error,
        }
    }
}

/// The lines of the file, each with its number for messages.
struct Lines {
    name: String,
    reader: Box<dyn BufRead>,
    head: LedgerHead,
    number: u64,
    events: u64,
    texts: u64,
    last: Option<String>,
}

impl Lines {
    fn open(path: &Path) -> anyhow::Result<Self> {
        let (name, reader) = open(path)?;
        let head = LedgerHead { ledger: String::new(), format: 0, schema: 0, events: 0, texts: 0, last: None };
        let mut lines = Self { name, reader, head, number: 0, events: 0, texts: 0, last: None };
        match lines.read()? {
            Some(LedgerLine::Head(head)) => lines.head = head,
            Some(LedgerLine::Row(_)) => {
                bail!("{}: line 1 is not the head of a ledger: the beginning is missing", lines.name)
            }
            None => bail!("{} is empty", lines.name),
        }
        Ok(lines)
    }

    fn read(&mut self) -> anyhow::Result<Option<LedgerLine>> {
        let mut line = Vec::new();
        let at = format!("{}: line {}", self.name, self.number + 1);
        self.reader
            .by_ref()
            .take(LONGEST)
            .read_until(b'\n', &mut line)
            .with_context(|| format!("{at} cannot be read"))?;
        if line.is_empty() {
            return Ok(None);
        }
        self.number += 1;
        let line = std::str::from_utf8(&line).with_context(|| format!("{at} is no UTF-8"))?;
        read_ledger_line(line).map(Some).with_context(|| at)
    }

    fn next_row(&mut self) -> Result<Option<Carried>, Stopped> {
        match self.read()? {
            Some(LedgerLine::Row(row)) => {
                match &row {
                    Carried::Event(event) => {
                        self.events += 1;
                        self.last = Some(hex(&event.hash));
                    }
                    Carried::Text { .. } => self.texts += 1,
                }
                Ok(Some(row))
            }
            Some(LedgerLine::Head(_)) => {
                Err(anyhow::anyhow!("{}: line {} begins another ledger: import one at a time", self.name, self.number)
                    .into())
            }
            None => self.end().map(|()| None),
        }
    }

    /// Holds what was read against the head, so that a file that was cut short is known.
    fn end(&self) -> Result<(), Stopped> {
        let found = (self.events, self.texts, &self.last);
        if found == (self.head.events, self.head.texts, &self.head.last) {
            return Ok(());
        }
        Err(anyhow::anyhow!(
            "{} was cut short or changed: its head names {} events and {} texts, and there are {} and {}; nothing is stored",
            self.name,
            self.head.events,
            self.head.texts,
            self.events,
            self.texts
        )
        .into())
    }
}
