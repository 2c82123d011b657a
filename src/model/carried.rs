//! A row of a ledger on its way from one file to another: to the byte, with nothing of it understood.

use crate::model::{DocumentId, EventId};

/// An event as the ledger holds it. Its hash is over these bytes (docs/ledger.md).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StoredEvent {
    /// The key.
    pub id: EventId,
    /// The writing installation.
    pub chain: [u8; 16],
    /// The place in its chain, from 1.
    pub n: i64,
    /// The hash of the event before it in its chain; zeros at the start.
    pub prev: [u8; 32],
    /// The event's hash.
    pub hash: [u8; 32],
    /// What it records: "verdict.given".
    pub kind: String,
    /// When, as it is stored: "2026-11-23T04:16:20.123Z".
    pub at: String,
    /// The act as JSON, to the byte.
    pub body: String,
}

/// A row that two files can hand over.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Carried {
    /// An event.
    Event(StoredEvent),
    /// A document's text, which stands in no event so that it can be taken down.
    Text {
        /// The document.
        document: DocumentId,
        /// The text, to the byte.
        text: String,
    },
}
