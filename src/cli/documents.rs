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

const HEADER: [&str; 8] = ["id", "published", "publisher", "title", "claims", "worth checking", "reviewed", "note"];

#[derive(Serialize)]
struct Line<'a> {
    id: DocumentId,
    #[serde(flatten)]
    metadata: &'a Metadata,
    added_at: String,
    claims: u64,
    worth_checking: u64,
    reviewed: u64,
    revision: u32,
    copy_of: Option<DocumentId>,
}

pub(super) fn run(args: &Args, context: &Context, ui: &mut Ui) -> anyhow::Result<Exit> {
    let store = context.open()?;
    let rows = store.documents(args.limit)?;
    let ids: Vec<_> = rows.iter().flat_map(|row| [Some(row.source.id), row.copy_of]).flatten().collect();
    let length = if args.format == Format::Table { store.document_prefix(&ids)? } else { usize::MAX };
    let noted = args.format != Format::Table || rows.iter().any(|document| !note(document, length).is_empty());
    let columns = if noted { HEADER.len() } else { HEADER.len() - 1 };
    let mut lister = Lister::new(args.format, &HEADER[..columns], ui)?;
    for document in &rows {
        let mut row = row(document, length);
        row.cells.truncate(columns);
        lister.add(row, ui)?;
    }
    lister.finish(ui)?;
    if rows.is_empty() {
        ui.say("nothing is logged yet: `claimlog add FILE` logs an article")?;
    }
    Ok(Exit::Done)
}

/// "revision 2", "copy of d5f0".
fn note(document: &DocumentRow, length: usize) -> String {
    let revision = (document.source.revision > 1).then(|| format!("revision {}", document.source.revision));
    let copy = document.copy_of.map(|original| format!("copy of {}", short(&original.to_string(), length)));
    [revision, copy].into_iter().flatten().collect::<Vec<_>>().join(", ")
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
        note(document, length),
    ];
    let record = Line {
        id: document.source.id,
        metadata,
        added_at: document.source.added_at.to_rfc3339_opts(chrono::SecondsFormat::Secs, true),
        claims: document.claims,
        worth_checking: document.worth_checking,
        reviewed: document.reviewed,
        revision: document.source.revision,
        copy_of: document.copy_of,
    };
    Row { cells, record }
}
