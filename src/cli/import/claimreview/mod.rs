//! `claimlog import claimreview`: fact-checks that others published, recorded beside the desk's own verdicts.

mod matching;
mod run;
mod stated;

use std::path::PathBuf;

use serde::Serialize;

use crate::cli::Exit;
use crate::cli::list::short;
use crate::cli::listing::{Format, Lister, Row};
use crate::cli::ui::Ui;
use crate::model::ClaimId;

pub(super) use run::run;

/// Import others' fact-checks (schema.org's ClaimReview) as verdicts of theirs on logged claims
///
/// A review is recorded on the claim that stands in an article whose address the review names, and states the number that the
/// review tells; where none or several do, nothing is recorded, and the candidates are named. The verdict is its publisher's
/// (role external): it changes nothing about where the claim stands. What is recorded is recorded together, or none of it; what is
/// known is not recorded again. Exit code 1: some reviews were left.
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  claimlog import claimreview checks.jsonld --as Ana --dry-run
  claimlog import claimreview page.html feed.json --as Ana
  claimlog import claimreview one.json --claim c4f2 --as Ana")]
pub(super) struct Args {
    /// JSON-LD, JSON Lines, or a page; `-` for standard input
    #[arg(required = true, value_name = "FILE")]
    files: Vec<PathBuf>,
    /// The claim that the one review is about
    #[arg(long, value_name = "ID")]
    claim: Option<String>,
    /// Who imports; else $CLAIMLOG_REVIEWER
    #[arg(long = "as", value_name = "NAME")]
    by: Option<String>,
    /// Record nothing: say what would be recorded
    #[arg(long)]
    dry_run: bool,
    /// How to print
    #[arg(long, value_enum, default_value_t)]
    format: Format,
}

/// What became of a review.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
enum Fate {
    /// It was recorded, or would be.
    Recorded,
    /// It was recorded before.
    Known,
    /// It was not.
    Left,
}

/// A review with what became of it.
#[derive(Debug, Serialize)]
struct Line {
    item: String,
    outcome: Fate,
    claim: Option<ClaimId>,
    publisher: Option<String>,
    rating: Option<String>,
    reason: Option<String>,
    candidates: Vec<ClaimId>,
}

const HEADER: [&str; 6] = ["item", "outcome", "claim", "publisher", "rating", "reason"];

/// Prints what became of the reviews, ids cut to this length for people; `Failed` when some were left.
fn tell(lines: Vec<Line>, length: usize, args: &Args, ui: &mut Ui) -> anyhow::Result<Exit> {
    let mut lister = Lister::new(args.format, &HEADER, ui)?;
    let count = |fate| lines.iter().filter(|line| line.outcome == fate).count();
    let [recorded, known, left] = [Fate::Recorded, Fate::Known, Fate::Left].map(count);
    for line in lines {
        lister.add(Row { cells: cells(&line, args.dry_run, length), record: line }, ui)?;
    }
    lister.finish(ui)?;
    let what = if args.dry_run { "would be recorded" } else { "recorded" };
    ui.say(format!("{recorded} {what}, {known} known before, {left} left"))?;
    Ok(if left > 0 { Exit::Failed } else { Exit::Done })
}

fn cells(line: &Line, dry_run: bool, length: usize) -> Vec<String> {
    let outcome = match line.outcome {
        Fate::Recorded if dry_run => "would be recorded",
        Fate::Recorded => "recorded",
        Fate::Known => "known",
        Fate::Left => "left",
    };
    let mut reason = line.reason.clone().unwrap_or_default();
    if !line.candidates.is_empty() {
        let named: Vec<_> = line.candidates.iter().map(|id| short(&id.to_string(), length)).collect();
        reason = format!("{reason}; candidates: {}", named.join(", "));
    }
    let claim = line.claim.map(|id| short(&id.to_string(), length)).unwrap_or_default();
    let shown = |text: &Option<String>| text.clone().unwrap_or_default();
    vec![line.item.clone(), outcome.to_owned(), claim, shown(&line.publisher), shown(&line.rating), reason]
}
