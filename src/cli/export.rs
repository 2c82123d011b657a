//! `claimlog export`: the audit report, to a file that is whole or not there.

use std::fs;
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};

use anyhow::{Context as _, bail};
use clap::Subcommand;

use crate::cli::Exit;
use crate::cli::context::Context;
use crate::cli::filters::Filters;
use crate::cli::input::Unusable;
use crate::cli::ui::Ui;
use crate::cli::viewer::{Viewer, unblind};
use crate::export::{ExportError, Writer};
use crate::model::ClaimId;
use crate::review::Eyes;
use crate::store::{Filter, Store, StoreError};

/// Export the audit report: one row a claim with its verdict in force
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  claimlog export csv -o audit.csv
  claimlog export csv --status reviewed --since 2026-01-01 > audit.csv")]
pub(super) struct Args {
    #[command(subcommand)]
    format: Format,
}

#[derive(Debug, Subcommand)]
enum Format {
    /// Comma-separated values in UTF-8 (RFC 4180), guarded against formulas, always in the same order
    #[command(after_help = "Example:\n  claimlog export csv -o audit.csv --status reviewed")]
    Csv(Csv),
}

#[derive(Debug, clap::Args)]
struct Csv {
    /// The file; else standard output
    #[arg(short, long, value_name = "FILE")]
    output: Option<PathBuf>,
    #[command(flatten)]
    filters: Filters,
    #[command(flatten)]
    viewer: Viewer,
    /// Export verdicts too that the desk's policy hides until one's own is in; the ledger records it
    #[arg(long)]
    unblind: bool,
}

pub(super) fn run(args: &Args, context: &Context, ui: &mut Ui) -> anyhow::Result<Exit> {
    let Format::Csv(csv) = &args.format;
    let mut store = context.open()?;
    let filter = csv.filters.filter(&store, None)?;
    let hidden = hidden(&store, &filter, &csv.viewer.eyes(&store, context)?)?;
    let name = csv.viewer.name(context)?;
    if !hidden.is_empty() && !name.trim().is_empty() {
        if !csv.unblind {
            return Err(Unusable(refusal(&name, hidden.len())).into());
        }
        store = unblind(&hidden, &name, context)?;
    }
    match &csv.output {
        None => {
            write(&store, &filter, ui.out())?;
        }
        Some(path) => {
            if path == Path::new("-") {
                write(&store, &filter, ui.out())?;
                return Ok(Exit::Done);
            }
            spare_databases(path, &context.database()?.path)?;
            let rows = to_file(path, |out| write(&store, &filter, out))?;
            ui.say(format!("{}: {rows} claims", path.display()))?;
        }
    }
    Ok(Exit::Done)
}

/// The claims with verdicts that the reader may not see yet.
fn hidden(store: &Store, filter: &Filter, eyes: &Eyes) -> anyhow::Result<Vec<ClaimId>> {
    let mut found = Vec::new();
    if *eyes != Eyes::all() {
        store.each_record(filter, |record| {
            if eyes.hides(&record) && !record.verdicts.is_empty() {
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
        "the report would hold verdicts on {claims} claims that {name} has not judged yet, and the desk's policy hides them: \
         --unblind exports them, which the ledger records; editors (claimlog policy) see all"
    )
}

/// Why a row could not be read or written.
#[derive(Debug, thiserror::Error)]
enum Failure {
    #[error(transparent)]
    Store(#[from] StoreError),
    #[error(transparent)]
    Export(#[from] ExportError),
}

/// Writes the report and returns the number of its rows.
fn write(store: &Store, filter: &Filter, out: &mut impl Write) -> anyhow::Result<u64> {
    let mut writer = Writer::new(out)?;
    let mut rows = 0;
    let outcome = store.each_record(filter, |record| {
        rows += 1;
        Ok(writer.add(&record)?)
    });
    match outcome {
        Err(Failure::Store(error)) => return Err(error.into()),
        Err(Failure::Export(error)) => return Err(error.into()),
        Ok(()) => {}
    }
    writer.finish()?;
    Ok(rows)
}

/// Refuses to write over a database, this one or another, or over the log of one.
fn spare_databases(path: &Path, database: &Path) -> anyhow::Result<()> {
    let name = |path: &Path| fs::canonicalize(path).unwrap_or_else(|_| path.to_owned());
    let beside = ["-wal", "-shm", "-journal"].map(|end| {
        let mut name = name(database).into_os_string();
        name.push(end);
        PathBuf::from(name)
    });
    let mut head = [0; 16];
    let read = fs::File::open(path).and_then(|mut file| io::Read::read_exact(&mut file, &mut head));
    if name(path) == name(database)
        || beside.contains(&name(path))
        || read.is_ok() && head.starts_with(b"SQLite format 3")
    {
        bail!("{} is a database: name another file for the report", path.display());
    }
    Ok(())
}

/// Writes a file under a temporary name in its folder and renames it, so that a failure leaves an old file whole.
fn to_file<T>(path: &Path, write: impl FnOnce(&mut BufWriter<&fs::File>) -> anyhow::Result<T>) -> anyhow::Result<T> {
    if let Ok(known) = fs::symlink_metadata(path)
        && !known.is_file()
    {
        bail!("{} is no plain file: name another, or write to standard output", path.display());
    }
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let cannot = || format!("{} cannot be written", path.display());
    let new = temporary(folder).map_err(|error| without_path(&error)).with_context(cannot)?;
    let mut out = BufWriter::new(new.as_file());
    let written = write(&mut out).with_context(cannot)?;
    out.flush().with_context(cannot)?;
    drop(out);
    new.as_file().sync_all().with_context(cannot)?;
    if let Ok(old) = fs::metadata(path) {
        new.as_file().set_permissions(old.permissions()).with_context(cannot)?;
    }
    new.persist(path).map_err(|error| error.error).with_context(cannot)?;
    Ok(written)
}

/// A new file with the permissions that any new file of the user has.
fn temporary(folder: &Path) -> io::Result<tempfile::NamedTempFile> {
    let mut builder = tempfile::Builder::new();
    builder.prefix(".claimlog-");
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt as _;
        builder.permissions(fs::Permissions::from_mode(0o666));
    }
    builder.tempfile_in(folder)
}

/// The error without the temporary name, which says nothing to the user.
fn without_path(error: &io::Error) -> io::Error {
    let code = error.get_ref().and_then(|inner| inner.source()).and_then(|cause| cause.downcast_ref::<io::Error>());
    code.and_then(io::Error::raw_os_error).map_or_else(|| io::Error::from(error.kind()), io::Error::from_raw_os_error)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_failure_leaves_the_old_file_whole_and_nothing_beside() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a.csv");
        fs::write(&path, "old").unwrap();
        let failed: anyhow::Result<()> = to_file(&path, |out| {
            out.write_all(b"half")?;
            bail!("the disk is full")
        });
        assert!(failed.is_err());
        assert_eq!(fs::read_to_string(&path).unwrap(), "old");
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1);
        to_file(&path, |out| Ok(out.write_all(b"new")?)).unwrap();
        assert_eq!(fs::read_to_string(&path).unwrap(), "new");
    }

    #[cfg(unix)]
    #[test]
    fn a_link_is_not_followed() {
        let folder = tempfile::tempdir().unwrap();
        let link = folder.path().join("link.csv");
        std::os::unix::fs::symlink(folder.path().join("elsewhere"), &link).unwrap();
        let refused = to_file(&link, |_| Ok(())).unwrap_err();
        assert!(refused.to_string().contains("no plain file"));
    }
}
