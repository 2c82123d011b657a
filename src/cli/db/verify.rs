//! `claimlog db verify`: whether the database is what its ledger says.

use std::fs::File;
use std::io::Read as _;
use std::path::{Path, PathBuf};

use anyhow::Context as _;
use serde::Serialize;

use crate::cli::Exit;
use crate::cli::context::Context;
use crate::cli::export::recheck;
use crate::cli::ui::Ui;
use crate::export::write_json;
use crate::store::{Checkpoint, Finding, Verification};

/// Check the database: every event of the ledger hashed anew, every chain followed, references, schema and structure
///
/// Exit code 0 when all is as it should be, 3 with every place that is not. A ledger that somebody wrote anew as a whole is sound
/// by itself: only a checkpoint that was kept elsewhere shows it (--against).
///
/// With the manifest of a report: make that report again from the ledger as it was, and compare the bytes.
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  claimlog db verify
  claimlog db verify --deep
  claimlog db verify --against checkpoint.json
  claimlog db verify audit.manifest.json")]
pub(super) struct Args {
    /// The manifest of a report, to check the report instead of the database
    #[arg(value_name = "MANIFEST", conflicts_with_all = ["deep", "against"])]
    manifest: Option<PathBuf>,
    /// Also every text, every claim's place in it, the index, files of evidence, and all that follows from the ledger
    #[arg(long)]
    deep: bool,
    /// Also hold the ledger against this checkpoint of it
    #[arg(long, value_name = "FILE")]
    against: Option<PathBuf>,
    /// How to print
    #[arg(long, default_value = "text", value_parser = ["text", "json"])]
    format: String,
}

/// A checkpoint of a hundred thousand chains has fewer bytes.
const LARGEST: u64 = 16 << 20;

#[derive(Serialize)]
struct Report<'a> {
    sound: bool,
    deep: bool,
    events: u64,
    findings: Vec<Line<'a>>,
}

#[derive(Serialize)]
struct Line<'a> {
    place: &'a str,
    what: &'a str,
}

pub(super) fn run(args: &Args, context: &Context, ui: &mut Ui) -> anyhow::Result<Exit> {
    if let Some(manifest) = &args.manifest {
        return report(manifest, &args.format, context, ui);
    }
    let checkpoint = args.against.as_ref().map(read).transpose()?;
    let store = context.open()?;
    let mut found = store.verify(args.deep)?;
    if let Some(checkpoint) = &checkpoint {
        store.verify_against(checkpoint, &mut found)?;
    }
    let sound = found.findings.is_empty();
    if args.format == "json" {
        let findings =
            found.findings.iter().map(|finding| Line { place: &finding.place, what: &finding.what }).collect();
        write_json(ui.out(), &Report { sound, deep: args.deep, events: found.events, findings })?;
        ui.line("")?;
    } else {
        print(&found, ui)?;
    }
    Ok(if sound { Exit::Done } else { Exit::Findings })
}

#[derive(Serialize)]
struct Reproduced<'a> {
    reproduces: bool,
    rows: u64,
    findings: &'a [String],
}

/// Makes a report again and says whether it is the same.
fn report(manifest: &Path, format: &str, context: &Context, ui: &mut Ui) -> anyhow::Result<Exit> {
    let found = recheck(manifest, &context.open()?)?;
    let same = found.findings.is_empty();
    if format == "json" {
        write_json(ui.out(), &Reproduced { reproduces: same, rows: found.rows, findings: &found.findings })?;
        ui.line("")?;
    } else if same {
        ui.say(format!(
            "{}: the ledger gives the same report, byte for byte ({})",
            manifest.display(),
            super::counted(found.rows, "row")
        ))?;
    } else {
        found.findings.iter().try_for_each(|finding| ui.line(finding))?;
    }
    Ok(if same { Exit::Done } else { Exit::Findings })
}

fn read(path: &PathBuf) -> anyhow::Result<Checkpoint> {
    let cannot = || format!("{} cannot be read", path.display());
    let mut bytes = Vec::new();
    File::open(path).and_then(|file| file.take(LARGEST).read_to_end(&mut bytes)).with_context(cannot)?;
    serde_json::from_slice(&bytes)
        .with_context(|| format!("{} is no checkpoint of claimlog db checkpoint", path.display()))
}

/// Prints what was found.
pub(super) fn print(found: &Verification, ui: &mut Ui) -> anyhow::Result<()> {
    for Finding { place, what } in &found.findings {
        ui.line(format!("{place}: {what}"))?;
    }
    let findings = super::counted(found.findings.len() as u64, "finding");
    ui.say(if found.findings.is_empty() {
        format!("{}: sound", super::counted(found.events, "event"))
    } else {
        format!("{findings}: restore a backup that verifies, or ask for help before writing to this database")
    })?;
    Ok(())
}
