//! A logged claim as reviewers and reports see it: the claim in the article's words, with every verdict on it.

use std::sync::Arc;

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

use crate::model::quantity::named;
use crate::model::{Claim, DocumentId, Metadata, Verdict};

named! {
    /// Where a claim stands. It is derived from the verdicts, never typed.
    Status {
        /// Nobody has judged it.
        New = "new",
        /// Judged, and all reviewers' latest verdicts give the same rating.
        Reviewed = "reviewed",
        /// Two reviewers' latest verdicts differ.
        Disputed = "disputed",
    }
}

/// What a report says of the article that a claim stands in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Source {
    /// The document's key.
    pub id: DocumentId,
    /// The SHA-256 of its text.
    pub sha256: [u8; 32],
    /// What is known about it.
    pub metadata: Metadata,
    /// When it was stored (UTC).
    pub added_at: DateTime<Utc>,
}

/// The parts of a claim in the article's own words.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Wording {
    /// The mention: "more than $500 million a year".
    pub mention: String,
    /// The mention without its modifier.
    pub quantity: String,
    /// The sentence around it.
    pub sentence: String,
    /// The source phrase.
    pub source: Option<String>,
    /// The cue.
    pub cue: Option<String>,
}

/// A logged claim with its article's metadata and its verdicts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Record {
    /// The claim; its spans refer to the document's text.
    pub claim: Claim,
    /// The same in words.
    pub wording: Wording,
    /// Where the mention starts and ends, in Unicode code points of the text.
    pub chars: (u32, u32),
    /// The article, shared by its claims.
    pub document: Arc<Source>,
    /// Every verdict ever given, oldest first.
    pub verdicts: Vec<Verdict>,
    /// The ledger row that logged the claim, and its hash.
    pub event: (i64, [u8; 32]),
}

impl Record {
    /// The verdicts that no later one of the same reviewer supersedes, oldest first.
    pub fn in_force(&self) -> impl Iterator<Item = &Verdict> {
        let superseded: Vec<_> = self.verdicts.iter().filter_map(|verdict| verdict.supersedes).collect();
        self.verdicts.iter().filter(move |verdict| !superseded.contains(&verdict.id))
    }

    /// The verdict that a report with one row a claim prints: the latest in force.
    #[must_use]
    pub fn verdict(&self) -> Option<&Verdict> {
        self.in_force().last()
    }

    /// Where the claim stands.
    #[must_use]
    pub fn status(&self) -> Status {
        let mut ratings = self.in_force().map(|verdict| (&verdict.scale, &verdict.rating));
        match ratings.next() {
            None => Status::New,
            Some(first) if ratings.all(|rating| rating == first) => Status::Reviewed,
            Some(_) => Status::Disputed,
        }
    }
}
