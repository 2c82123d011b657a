//! What came of writing a report: how many rows, its hash, and the counts of the manifest.

use std::collections::BTreeMap;

use crate::model::{Record, Role};
use crate::review::agreement::Desk;

/// What came of writing a report.
#[derive(Debug, Default)]
pub(in crate::cli) struct Outcome {
    /// Rows without the header.
    pub rows: u64,
    /// The report's SHA-256 in hexadecimal digits.
    pub sha256: String,
    /// Control characters and directional marks that were left out of cells.
    pub dropped_characters: u64,
    /// Claims that a check found to lack something required.
    pub incomplete: u64,
    /// What a reader of the report should know.
    pub warnings: Vec<String>,
    /// What a row is, for one and for several: "claim", "claims".
    pub noun: (&'static str, &'static str),
    /// Claims that were read.
    pub claims: u64,
    /// Claims by where they stand.
    pub states: BTreeMap<&'static str, u64>,
    /// Claims by the rating that holds: "numeric 1: wrong".
    pub ratings: BTreeMap<String, u64>,
    /// Verdicts by who gave them.
    pub reviewers: BTreeMap<String, u64>,
    /// Verdicts by scale and version.
    pub scales: BTreeMap<(String, u32), u64>,
    /// Pieces of evidence whose source is not named.
    pub withheld: u64,
    /// Pieces of evidence with an address and no archived copy.
    pub without_archive: u64,
    /// The ratings of claims with several verdicts.
    pub desk: Option<Desk>,
}

impl Outcome {
    /// Nothing yet, of rows that are called so.
    pub(super) fn new(noun: (&'static str, &'static str)) -> Self {
        Self { noun, ..Self::default() }
    }

    /// Counts a claim of the report.
    pub(super) fn count(&mut self, record: &Record) {
        self.claims += 1;
        *self.states.entry(record.status().name()).or_default() += 1;
        if let Some(verdict) = record.verdict() {
            *self
                .ratings
                .entry(format!("{} {}: {}", verdict.scale, verdict.scale_version, verdict.rating))
                .or_default() += 1;
        }
        for verdict in &record.verdicts {
            if verdict.role != Role::External {
                *self.reviewers.entry(verdict.reviewer.clone()).or_default() += 1;
            }
            *self.scales.entry((verdict.scale.clone(), verdict.scale_version)).or_default() += 1;
            for piece in &verdict.evidence {
                self.withheld += u64::from(piece.withheld.is_some());
                let open = piece.withheld.is_none() && piece.url.is_some() && piece.archived_url.is_none();
                self.without_archive += u64::from(open);
            }
        }
        if record.verdicts.len() > 1 {
            self.desk.get_or_insert_with(|| Desk::new(false)).add(record);
        }
    }

    /// "12 claims".
    pub(super) fn counted(&self) -> String {
        let (one, several) = self.noun;
        format!("{} {}", self.rows, if self.rows == 1 { one } else { several })
    }
}
