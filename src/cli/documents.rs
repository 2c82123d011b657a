//! `claimlog documents`: the logged articles, newest first.

use serde::Serialize;

use crate::cli::Exit;
use crate::cli::context::Context;
use crate::cli::list::short;
use crate::cli::listing::{Format, Lister, Row};
use crate::cli::ui::Ui;
use crate::model::{DocumentId, Metadata};
use crate::store::DocumentRow;

/// List the logged articles, newest first
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  claimlog documents
  claimlog documents --limit 10 --format json")]
pub(super) struct Args {
    /// At most so many
    #[arg(long, value_name = "N")]
    limit: Option<u64>,
    /// How to print
    #[arg(long, value_enum, default_value_t)]
    format: Format,
}

const HEADER: [&str; 7] = ["id", "published", "publisher", "title", "claims", "worth checking", "reviewed"];

#[derive(Serialize)]
struct Line<'a> {
    id: DocumentId,
    #[serde(flatten)]
    metadata: &'a Metadata,
    added_at: String,
    claims: u64,
    worth_checking: u64,
    reviewed: u64,
}

pub(super) fn run(args: &Args, context: &Context, ui: &mut Ui) -> anyhow::Result<Exit> {
    let store = context.open()?;
    let rows = store.documents(args.limit)?;
    let ids: Vec<_> = rows.iter().map(|row| row.source.id).collect();
    let length = if args.format == Format::Table { store.document_prefix(&ids)? } else { usize::MAX };
    let mut lister = Lister::new(args.format, &HEADER, ui)?;
    for document in &rows {
        lister.add(row(document, length), ui)?;
    }
    lister.finish(ui)?;
    if rows.is_empty() {
        ui.say("nothing is logged yet: `claimlog add FILE` logs an article")?;
    }
    Ok(Exit::Done)
}

fn row(document: &DocumentRow, length: usize) -> Row<Line<'_>> {
    let metadata = &document.source.metadata;
    let cells = vec![
        short(&document.source.id.to_string(), length),
        metadata.published.map(|day| day.to_string()).unwrap_or_default(),
        metadata.publisher.clone().unwrap_or_default(),
        metadata.title.clone().unwrap_or_default(),
        document.claims.to_string(),
        document.worth_checking.to_string(),
        document.reviewed.to_string(),
    ];
    let record = Line {
        id: document.source.id,
        metadata,
        added_at: document.source.added_at.to_rfc3339_opts(chrono::SecondsFormat::Secs, true),
        claims: document.claims,
        worth_checking: document.worth_checking,
        reviewed: document.reviewed,
    };
    Row { cells, record }
}
