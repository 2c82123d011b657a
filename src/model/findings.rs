//! What a reviewer says of a claim beside the rating: is the number right, is its use fair, how was it checked, how sure.
//!
//! All of it may be left out. A finding that was not given is not written, so that old verdicts read and new ones stay small.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::model::quantity::named;

named! {
    /// An answer to a question that a rating leaves open.
    Answer {
        /// It is so.
        Yes = "yes",
        /// It is not.
        No = "no",
        /// Nobody can tell from what there is.
        CannotTell = "cannot_tell",
    }
}

named! {
    /// How sure the reviewer is.
    Confidence {
        /// A second look is wanted.
        Low = "low",
        /// As sure as usual.
        Medium = "medium",
        /// Nothing is left open.
        High = "high",
    }
}

named! {
    /// Whether whoever made the claim was asked for proof, which is theirs to give.
    Contacted {
        /// Nobody asked.
        None = "none",
        /// They were asked, and have not answered.
        Asked = "asked",
        /// They answered.
        Answered = "answered",
    }
}

named! {
    /// Why a verdict replaces an earlier one.
    ChangeReason {
        /// There is evidence that there was not.
        NewEvidence = "new_evidence",
        /// The earlier verdict was wrong.
        OurError = "our_error",
        /// Whoever made the claim corrected it.
        ClaimCorrected = "claim_corrected",
        /// The rating scale is another.
        ScaleChange = "scale_change",
        /// The rules of the newsroom are others.
        Policy = "policy",
    }
}

/// How whoever made the claim was asked for proof.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Contact {
    /// Whether they were, and answered.
    pub outcome: Contacted,
    /// On which day, of the answer if there is one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub on: Option<NaiveDate>,
    /// What they answered, in their own words.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub quote: Option<String>,
}

/// What a verdict says beside its rating. Fields that were not given are `None`.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Findings {
    /// Whether the number itself is right.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub number_correct: Option<Answer>,
    /// Whether it is used fairly: of the right thing, of the right time, against the right other number.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub context_fair: Option<Answer>,
    /// The whole reasoning, as long as it needs.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub analysis: Option<String>,
    /// How it was checked.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub methodology: Option<String>,
    /// How sure the reviewer is.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub confidence: Option<Confidence>,
    /// Whether whoever made the claim was asked for proof.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub claimant_contacted: Option<Contact>,
    /// What ties the reviewer to the matter.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub conflict_of_interest: Option<String>,
    /// Where this verdict can be read, if it is public: a fact-check of others, as a rule.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub published_url: Option<String>,
    /// Why it replaces an earlier verdict.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub reason: Option<ChangeReason>,
    /// The public note on the change.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub change_note: Option<String>,
    /// The day on which to look again.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub recheck_on: Option<NaiveDate>,
    /// How long it took, in seconds.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub duration_s: Option<u32>,
}
