//! Where a claim stands in its life: derived from the events about it, never typed.

use chrono::{DateTime, NaiveDate, Utc};
use serde::{Deserialize, Serialize};

use crate::model::ClaimResolved;
use crate::model::quantity::named;

named! {
    /// Where a claim stands (docs/verdicts.md).
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

named! {
    /// In what two verdicts differ (docs/reviewing.md).
    Difference {
        /// The ratings are more points apart than the policy lets pass, or stand on no common order.
        Rating = "rating",
        /// The ratings say other things across scales.
        Class = "class",
        /// The corrected values differ beyond the precision that they are given with, or cannot be compared.
        Correction = "correction",
    }
}

named! {
    /// Why a second reviewer is to look.
    SecondLook {
        /// The policy asks for so many verdicts on every claim.
        Number = "min_verdicts",
        /// The rating is its scale's worst.
        WorstRating = "worst_rating",
        /// It says that somebody named was wrong.
        NamedSpeaker = "named_speaker_inaccurate",
        /// The error is large.
        ErrorFactor = "error_factor",
        /// The reviewer is not sure.
        LowConfidence = "low_confidence",
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
    /// How many verdicts the policy still asks for.
    #[serde(skip_serializing_if = "is_none")]
    pub awaits: u32,
    /// Why it asks for them.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub second_look: Vec<SecondLook>,
    /// In what the verdicts in force differ.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub differences: Vec<Difference>,
    /// Who passed it over.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub skipped: Vec<String>,
    /// To whom verdicts were shown that the policy hid.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub shown: Vec<String>,
    /// How often a public judgement was followed by another.
    pub corrections: u32,
    /// How often it was reopened.
    pub reopenings: u32,
    /// Since when it stands there (UTC); `None` for a new claim.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub since: Option<DateTime<Utc>>,
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde hands over a reference")]
fn is_none(number: &u32) -> bool {
    *number == 0
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
            awaits: 0,
            second_look: Vec::new(),
            differences: Vec::new(),
            skipped: Vec::new(),
            shown: Vec::new(),
            corrections: 0,
            reopenings: 0,
            since: None,
        }
    }
}
