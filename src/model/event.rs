//! The ledger's row: what was done, by whom, when, chained to the row before.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

use crate::model::quantity::named;

named! {
    /// What an event records.
    EventKind {
        /// A document and its claims were stored.
        DocumentAdded = "document.added",
        /// A verdict was given.
        VerdictGiven = "verdict.given",
    }
}

/// One row of the append-only ledger.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Event {
    /// The row's place in this file.
    pub seq: i64,
    /// The key, a UUIDv7.
    pub id: [u8; 16],
    /// The writing installation.
    pub chain: [u8; 16],
    /// The row's place in its chain, from 1.
    pub n: i64,
    /// The hash of the row before in the chain; zeros for the first.
    pub prev: [u8; 32],
    /// SHA-256 over chain, place, `prev`, key, kind, time and body (written down in `store::chain`).
    pub hash: [u8; 32],
    /// What it records.
    pub kind: EventKind,
    /// When (UTC).
    pub at: DateTime<Utc>,
    /// The record itself: JSON, kept to the byte.
    pub body: Vec<u8>,
}
