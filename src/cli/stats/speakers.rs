//! `claimlog stats speakers`: how the claims of named speakers were judged.

use serde::Serialize;

use super::figure::{Figure, Naming, each_seen};
use crate::cli::Exit;
use crate::cli::context::Context;
use crate::cli::filters::Filters;
use crate::cli::listing::{Format, Row};
use crate::cli::ui::Ui;
use crate::cli::viewer::Viewer;
use crate::review::{Accuracy, SpeakerAccuracy};

/// How the claims of named speakers were judged: the share that was right, where ten or more say so
///
/// Names are as the articles give them in full, so that people who share a name share a row. Claims that a speaker denies,
/// doubts or asks about are counted apart, and so are claims that were judged neither right nor wrong or are in dispute.
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  claimlog stats speakers
  claimlog stats speakers --speaker Lind --since 2026-01-01
  claimlog stats speakers --format csv > speakers.csv")]
pub(super) struct Args {
    /// `--limit` is of speakers.
    #[command(flatten)]
    filters: Filters,
    #[command(flatten)]
    viewer: Viewer,
    /// How to print
    #[arg(long, value_enum, default_value_t)]
    format: Format,
}

const NAMING: Naming = Naming {
    rows: "speakers",
    columns: &["speaker"],
    note: "A name is as articles give it, and may be of several people.",
};

#[derive(Serialize)]
struct Line<'a> {
    speaker: &'a str,
    #[serde(flatten)]
    figure: Figure<'a>,
}

pub(super) fn run(args: &Args, context: &Context, ui: &mut Ui) -> anyhow::Result<Exit> {
    let mut speakers = SpeakerAccuracy::default();
    let asked = each_seen(&args.filters, &args.viewer, context, |record| speakers.add(record))?;
    let ranked = speakers.ranked();
    let rows = ranked.iter().take(asked.most).map(|(name, found)| row(name, found, args.format)).collect();
    NAMING.print(rows, (asked, ranked.len()), args.format, ui)?;
    Ok(Exit::Done)
}

fn row<'a>(speaker: &'a str, found: &'a Accuracy, format: Format) -> Row<Line<'a>> {
    let (figure, cells) = Figure::of(found, vec![speaker.to_owned()], format);
    Row { cells, record: Line { speaker, figure } }
}
