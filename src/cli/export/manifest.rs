//! The manifest beside a report: what it was made of, and the hash by which it is checked when it is made again.

use std::path::{Path, PathBuf};

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use super::Making as _;
use super::job::Job;
use super::methodology::methodology;
use super::outcome::Outcome;
use crate::cli::scale;
use crate::export::{Heading, hex, moment};
use crate::review::agreement::Agreement;
use crate::store::{Last, Store};

/// What a report was made of, and what came of it.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(in crate::cli) struct Manifest {
    /// What made it.
    pub claimlog_version: String,
    /// The version of the database's schema.
    pub schema_version: u32,
    /// When (UTC); the report itself holds no such moment, so that it can be made again.
    pub generated_at: String,
    /// The moment that was asked for, beside the head.
    pub as_of: Option<DateTime<Utc>>,
    /// The last event that the report can know: its row in the database.
    pub db_head_seq: i64,
    /// That event's hash.
    pub db_head_hash: String,
    /// Whether every event's hash and every chain were found right when it was made.
    pub chain_verified: bool,
    /// What it was made of.
    #[serde(flatten)]
    pub job: Job,
    /// How many rows it has.
    pub row_count: u64,
    /// The report's SHA-256.
    pub sha256: String,
    /// The rest is for readers.
    #[serde(flatten)]
    rest: serde_json::Map<String, Value>,
}

/// Where the manifest of a report lies: `audit.csv` → `audit.manifest.json`; where that is the manifest of another report which
/// is still there, as of `audit.html`, `audit.csv.manifest.json`.
pub(in crate::cli) fn beside(report: &Path) -> PathBuf {
    let usual = report.with_extension("manifest.json");
    let other = super::recheck::report_of(&usual).is_some_and(|other| other.file_name() != report.file_name());
    if !other {
        return usual;
    }
    let mut name = report.file_name().unwrap_or_default().to_owned();
    name.push(".manifest.json");
    report.with_file_name(name)
}

impl Manifest {
    /// The manifest of a report that was made of this database at its `head`.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub(super) fn of(
        job: &Job,
        outcome: &Outcome,
        store: &Store,
        (head, as_of): (Last, Option<DateTime<Utc>>),
        now: DateTime<Utc>,
    ) -> anyhow::Result<Self> {
        Ok(Self {
            claimlog_version: env!("CARGO_PKG_VERSION").to_owned(),
            schema_version: store.info()?.schema_version,
            generated_at: moment(now),
            as_of,
            db_head_seq: head.seq,
            db_head_hash: hex(&head.hash),
            chain_verified: store.verify(false)?.findings.is_empty(),
            job: job.clone(),
            row_count: outcome.rows,
            sha256: outcome.sha256.clone(),
            rest: rest(job, outcome, store)?,
        })
    }
}

/// What readers of the report ask for and checking it does not need.
fn rest(job: &Job, outcome: &Outcome, store: &Store) -> anyhow::Result<serde_json::Map<String, Value>> {
    let policy = store.policy()?;
    let mut rest = serde_json::Map::new();
    let mut put = |name: &str, value: Value| drop(rest.insert(name.to_owned(), value));
    let columns = job.made.columns();
    if !columns.is_empty() {
        let column = |it: &Heading| json!({ "name": it.name, "sort": it.sort.name(), "meaning": it.meaning });
        put("columns", columns.iter().map(column).collect());
    }
    let counts = json!({
        "claims": outcome.claims,
        "by_state": outcome.states,
        "by_rating": outcome.ratings,
        "verdicts_by_reviewer": outcome.reviewers,
    });
    put("counts", counts);
    put("extractor_versions", serde_json::to_value(store.engines()?)?);
    put("scales", scales(store, outcome)?);
    put("methodology", methodology(&job.filter, outcome, &policy).into());
    put("policy", serde_json::to_value(&policy)?);
    put("agreement", agreement(outcome));
    put("withheld_sources", outcome.withheld.into());
    put("evidence_without_archive", outcome.without_archive.into());
    put("dropped_characters", outcome.dropped_characters.into());
    put("warnings", outcome.warnings.clone().into());
    Ok(rest)
}

/// The scales of the report's verdicts, whole.
fn scales(store: &Store, outcome: &Outcome) -> anyhow::Result<Value> {
    let known = outcome.scales.keys().map(|(name, version)| {
        let definition = scale::versioned(store, name, *version)?;
        Ok(json!({ "scale": name, "version": version, "definition": definition.as_ref().map(serde_json::to_value).transpose()? }))
    });
    known.collect()
}

/// Krippendorff's α of each scale with its interval, or why there is none.
fn agreement(outcome: &Outcome) -> Value {
    let Some(desk) = &outcome.desk else { return Value::Array(Vec::new()) };
    let line = |scale: Agreement| {
        let alpha = scale.to_quote().map(|found| match &found.value {
            Ok(value) => json!({ "value": value, "interval_95": found.interval.map(|it| [it.low, it.high]) }),
            Err(why) => json!({ "not_computable": why.to_string() }),
        });
        json!({ "scale": scale.scale, "version": scale.version, "claims": scale.all.units(), "alpha_ordinal": alpha })
    };
    desk.scales().into_iter().map(line).collect()
}
