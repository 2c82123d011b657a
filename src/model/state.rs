//! Where a claim stands in its life: derived from the events about it, never typed.

use chrono::{DateTime, NaiveDate, Utc};
use serde::{Deserialize, Serialize};

use crate::model::ClaimResolved;
use crate::model::quantity::named;

named! {
    /// Where a claim stands (product.md §2.3).
    Status {
        /// Nobody has looked at it.
        New = "new",
        /// It is not to be checked.
        NotCheckable = "not_checkable",
        /// It is to be checked.
        Queued = "queued",
        /// A reviewer has it.
        Assigned = "assigned",
        /// A reviewer is at it.
        InReview = "in_review",
        /// Judged, and all reviewers' latest verdicts give the same rating.
        Reviewed = "reviewed",
        /// Two reviewers' latest verdicts differ.
        Disputed = "disputed",
        /// A dispute was resolved.
        Adjudicated = "adjudicated",
        /// The judgement is public.
        Published = "published",
        /// A public judgement was followed by another.
        Corrected = "corrected",
        /// It is to be looked at again.
        Reopened = "reopened",
        /// It was taken out.
        Void = "void",
        /// It cannot be checked before a day that is still to come.
        PendingDate = "pending_date",
    }
}

/// Where the judgement of a claim can be read.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Publication {
    /// The address.
    pub url: String,
    /// The day on which it was published.
    pub on: NaiveDate,
}

/// Where a claim stands, with what belongs to it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct State {
    /// The place in its life.
    pub status: Status,
    /// Why, where the status needs one: "no_data", "sent in twice".
    #[serde(skip_serializing_if = "Option::is_none")]
    pub reason: Option<String>,
    /// Who has it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub assignee: Option<String>,
    /// By when it is to be checked; of a claim that waits, from when on.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub due: Option<NaiveDate>,
    /// How its dispute was resolved.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub resolution: Option<ClaimResolved>,
    /// Where the judgement can be read.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub publication: Option<Publication>,
    /// How often a public judgement was followed by another.
    pub corrections: u32,
    /// How often it was reopened.
    pub reopenings: u32,
    /// Since when it stands there (UTC); `None` for a new claim.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub since: Option<DateTime<Utc>>,
}

impl Default for State {
    fn default() -> Self {
        Self {
            status: Status::New,
            reason: None,
            assignee: None,
            due: None,
            resolution: None,
            publication: None,
            corrections: 0,
            reopenings: 0,
            since: None,
        }
    }
}
