//! What a report is made of: with the same job the same ledger gives the same bytes, now and when it is checked.

use std::io::Write;

use serde::{Deserialize, Serialize};
use sha2::{Digest as _, Sha256};

use super::outcome::Outcome;
use super::rows::Rows;
use super::{Made, Making};
use crate::export::hex;
use crate::store::{Filter, Store};

/// What a report is made of.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(in crate::cli) struct Job {
    /// The format, with what its writer was told.
    #[serde(flatten)]
    pub made: Made,
    /// Which claims.
    pub filter: Filter,
    /// The name of the saved filter that was asked for; what it asked for then stands in `filter`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub filter_name: Option<String>,
}

impl Job {
    /// The claims that the report may tell of.
    pub(super) fn reads(&self) -> Filter {
        let more = self.made.tells_all() && self.filter.is_whole();
        Filter { all: self.filter.all || more, ..self.filter.clone() }
    }

    /// Writes the report.
    ///
    /// # Errors
    /// When the database cannot be read, or `out` not written.
    pub(in crate::cli) fn write(&self, store: &Store, out: impl Write) -> anyhow::Result<Outcome> {
        let mut out = Hashing { out, hash: Sha256::new() };
        let mut outcome = Outcome::new(self.made.counts());
        self.made.write(&Rows { store, filter: &self.filter }, &mut out, &mut outcome)?;
        out.flush()?;
        outcome.sha256 = hex(&out.hash.finalize());
        Ok(outcome)
    }
}

/// Hashes what passes through.
struct Hashing<W> {
    out: W,
    hash: Sha256,
}

impl<W: Write> Write for Hashing<W> {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        let count = self.out.write(bytes)?;
        self.hash.update(&bytes[..count]);
        Ok(count)
    }

    fn flush(&mut self) -> std::io::Result<()> {
        self.out.flush()
    }
}
