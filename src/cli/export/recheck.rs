//! `claimlog db verify report.manifest.json`: the report made again from the ledger as it was, and compared.

use std::fs::File;
use std::io::Read as _;
use std::path::{Path, PathBuf};

use anyhow::Context as _;
use sha2::{Digest as _, Sha256};

use super::Made;
use super::manifest::Manifest;
use crate::export::{Dialect, hex};
use crate::store::{AsOf, Store};

/// What checking a report found.
#[derive(Debug, PartialEq, Eq)]
pub(in crate::cli) struct Rechecked {
    /// The rows that it should have.
    pub rows: u64,
    /// What is wrong; nothing when the ledger still gives the same bytes.
    pub findings: Vec<String>,
}

/// Makes the report of a manifest again and compares it, and with the file beside it where that is.
///
/// # Errors
/// When the manifest is none, or the database cannot be read.
pub(in crate::cli) fn recheck(path: &Path, store: &Store) -> anyhow::Result<Rechecked> {
    let manifest = read(path)?;
    let _snapshot = store.snapshot()?;
    let mut findings = Vec::new();
    let head = store.last(Some(manifest.db_head_seq))?;
    if (head.seq, hex(&head.hash)) != (manifest.db_head_seq, manifest.db_head_hash.clone()) {
        findings.push(format!(
            "the ledger's event {} is not the one that the report was made with ({}…): this is another database, or the ledger was changed",
            manifest.db_head_seq,
            manifest.db_head_hash.get(..12).unwrap_or_default()
        ));
        return Ok(Rechecked { rows: manifest.row_count, findings });
    }
    let redacted = store.has_redactions()?;
    let moment = AsOf { row: Some(manifest.db_head_seq), until: manifest.as_of };
    let then = store.as_of(moment)?;
    let again = manifest.job.write(then.as_ref().unwrap_or(store), std::io::sink())?;
    if again.sha256 != manifest.sha256 {
        findings.push(another(&manifest, again.rows, redacted));
    }
    if let Some(report) = beside_manifest(path, &manifest)
        && hash_of(&report)? != manifest.sha256
    {
        findings.push(format!("{} is not the report of this manifest: it was changed afterwards", report.display()));
    }
    Ok(Rechecked { rows: manifest.row_count, findings })
}

fn read(path: &Path) -> anyhow::Result<Manifest> {
    const LARGEST: u64 = 64 << 20;
    let mut bytes = Vec::new();
    File::open(path)
        .and_then(|file| file.take(LARGEST).read_to_end(&mut bytes))
        .with_context(|| format!("{} cannot be read", path.display()))?;
    serde_json::from_slice(&bytes).with_context(|| format!("{} is no manifest of claimlog export", path.display()))
}

/// Says that the ledger gives other bytes, with what may have made the difference.
fn another(manifest: &Manifest, rows: u64, redacted: bool) -> String {
    let mut why = format!("the ledger gives another report now ({rows} rows, then {})", manifest.row_count);
    if manifest.claimlog_version != env!("CARGO_PKG_VERSION") {
        why.push_str(&format!("; it was made by claimlog {}", manifest.claimlog_version));
    }
    if redacted {
        why.push_str(
            "; texts were taken down (claimlog log --kind document.redacted), and the words of their claims are in no report any more",
        );
    }
    why
}

/// The dialect of a table, as the manifest beside it says; `None` when there is none.
pub(in crate::cli) fn dialect_of(table: &Path) -> Option<Dialect> {
    let mut whole = table.file_name()?.to_owned();
    whole.push(".manifest.json");
    let manifests = [table.with_file_name(whole), table.with_extension("manifest.json")];
    match manifests.iter().find_map(|manifest| read(manifest).ok())?.job.made {
        Made::Csv(options) => Some(options.csv_dialect),
        _ => None,
    }
}

/// The report that a manifest was written for, where both are still there.
pub(super) fn report_of(manifest: &Path) -> Option<PathBuf> {
    beside_manifest(manifest, &read(manifest).ok()?)
}

/// The report of a manifest, where it lies beside it: of the files that can be it the one that has its hash, else the one of the
/// format's usual ending.
fn beside_manifest(path: &Path, manifest: &Manifest) -> Option<PathBuf> {
    let name = path.file_name()?.to_str()?.strip_suffix(".manifest.json")?;
    let folder = path.parent()?;
    let fits = |report: &PathBuf| {
        let named = report.file_name().is_some_and(|whole| whole == name)
            || report.file_stem().is_some_and(|stem| stem == name);
        named && report != path && report.is_file()
    };
    let mut found: Vec<_> = std::fs::read_dir(if folder.as_os_str().is_empty() { Path::new(".") } else { folder })
        .ok()?
        .filter_map(|entry| Some(entry.ok()?.path()))
        .filter(fits)
        .collect();
    found.sort();
    let its = found.iter().position(|report| hash_of(report).is_ok_and(|hash| hash == manifest.sha256));
    let usual = || {
        found.iter().position(|report| report.extension().is_some_and(|ending| ending == manifest.job.made.format()))
    };
    let at = its.or_else(usual)?;
    found.into_iter().nth(at)
}

fn hash_of(path: &Path) -> anyhow::Result<String> {
    let cannot = || format!("{} cannot be read", path.display());
    let mut file = File::open(path).with_context(cannot)?;
    let (mut hash, mut part) = (Sha256::new(), vec![0; 1 << 16]);
    loop {
        let count = file.read(&mut part).with_context(cannot)?;
        if count == 0 {
            return Ok(hex(&hash.finalize()));
        }
        hash.update(&part[..count]);
    }
}
