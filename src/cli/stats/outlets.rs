//! `claimlog stats outlets`: how the claims that outlets carried were judged.

use serde::Serialize;

use super::figure::{Figure, Naming, each_seen};
use crate::cli::Exit;
use crate::cli::context::Context;
use crate::cli::filters::Filters;
use crate::cli::listing::{Format, Row};
use crate::cli::ui::Ui;
use crate::cli::viewer::Viewer;
use crate::review::{Accuracy, Carried, OutletAccuracy};

/// How the claims that outlets carried were judged, those in their own voice apart from those of others
///
/// Carrying a claim is not making it: what an article attributes to somebody says something about that source first.
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  claimlog stats outlets
  claimlog stats outlets --publisher Courier --since 2026-01-01
  claimlog stats outlets --format json")]
pub(super) struct Args {
    /// `--limit` is of outlets.
    #[command(flatten)]
    filters: Filters,
    #[command(flatten)]
    viewer: Viewer,
    /// How to print
    #[arg(long, value_enum, default_value_t)]
    format: Format,
}

const NAMING: Naming = Naming {
    rows: "outlets",
    columns: &["outlet", "voice"],
    note: "Carrying a claim is not making it: “own” are claims in an article's own voice, “attributed” those that it gives as \
           somebody else's.",
};

#[derive(Serialize)]
struct Line<'a> {
    /// Null for articles without a publisher.
    outlet: Option<&'a str>,
    voice: &'static str,
    #[serde(flatten)]
    figure: Figure<'a>,
}

pub(super) fn run(args: &Args, context: &Context, ui: &mut Ui) -> anyhow::Result<Exit> {
    let mut outlets = OutletAccuracy::default();
    let asked = each_seen(&args.filters, &args.viewer, context, |record| outlets.add(record))?;
    let ranked = outlets.ranked();
    let shown = ranked.iter().take(asked.most);
    let rows = shown.flat_map(|(name, carried)| rows(*name, carried, args.format)).collect();
    NAMING.print(rows, (asked, ranked.len()), args.format, ui)?;
    Ok(Exit::Done)
}

/// The outlet's two rows.
fn rows<'a>(outlet: Option<&'a str>, carried: &'a Carried, format: Format) -> [Row<Line<'a>>; 2] {
    let row = |voice: &'static str, found: &'a Accuracy| {
        let name = outlet.unwrap_or(if format == Format::Csv { "" } else { "(no publisher known)" });
        let (figure, cells) = Figure::of(found, vec![name.to_owned(), voice.to_owned()], format);
        Row { cells, record: Line { outlet, voice, figure } }
    };
    [row("own", &carried.own), row("attributed", &carried.attributed)]
}
