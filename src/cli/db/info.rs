//! `claimlog db info`: which database is used, why, and what it holds.

use serde::Serialize;

use crate::cli::Exit;
use crate::cli::context::Context;
use crate::cli::ui::Ui;
use crate::export::write_json;
use crate::store::StoreError;

/// Say which file is used and why, its versions and what it holds
#[derive(Debug, clap::Args)]
#[command(after_help = "Example:\n  claimlog db info --format json")]
pub(super) struct Args {
    /// How to print
    #[arg(long, default_value = "text", value_parser = ["text", "json"])]
    format: String,
}

#[derive(Serialize)]
struct Info {
    file: String,
    because: &'static str,
    exists: bool,
    claimlog: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    holds: Option<Holds>,
}

#[derive(Serialize)]
struct Holds {
    bytes: u64,
    application_id: String,
    schema_version: u32,
    sqlite_version: &'static str,
    journal_mode: String,
    documents: u64,
    claims: u64,
    verdicts: u64,
    events: u64,
    chains: u64,
}

pub(super) fn run(args: &Args, context: &Context, ui: &mut Ui) -> anyhow::Result<Exit> {
    let place = context.database()?;
    let holds = match context.open() {
        Ok(store) => Some(holds(store.info()?)),
        Err(error) if matches!(error.downcast_ref(), Some(StoreError::Missing { .. })) => None,
        Err(error) => return Err(error),
    };
    let info = Info {
        file: place.path.display().to_string(),
        because: place.why,
        exists: holds.is_some(),
        claimlog: env!("CARGO_PKG_VERSION"),
        holds,
    };
    if args.format == "json" {
        write_json(ui.out(), &info)?;
        ui.line("")?;
    } else {
        print(&info, ui)?;
    }
    Ok(Exit::Done)
}

fn holds(info: crate::store::Info) -> Holds {
    Holds {
        bytes: info.bytes,
        application_id: format!("{:#x}", info.application_id),
        schema_version: info.schema_version,
        sqlite_version: info.sqlite_version,
        journal_mode: info.journal_mode,
        documents: info.documents,
        claims: info.claims,
        verdicts: info.verdicts,
        events: info.events,
        chains: info.chains,
    }
}

fn print(info: &Info, ui: &mut Ui) -> anyhow::Result<()> {
    let mut field = |name: &str, value: String| ui.line(format!("{name:<14}{value}"));
    field("file", info.file.clone())?;
    field("because", info.because.to_owned())?;
    field("claimlog", info.claimlog.to_owned())?;
    match &info.holds {
        None => field("state", "not there yet: `claimlog add FILE` starts it".to_owned())?,
        Some(holds) => {
            field("schema", holds.schema_version.to_string())?;
            field("SQLite", holds.sqlite_version.to_owned())?;
            field("journal", holds.journal_mode.clone())?;
            field("bytes", holds.bytes.to_string())?;
            field("documents", holds.documents.to_string())?;
            field("claims", holds.claims.to_string())?;
            field("verdicts", holds.verdicts.to_string())?;
            field("events", format!("{} in {} chains", holds.events, holds.chains))?;
        }
    }
    Ok(())
}
