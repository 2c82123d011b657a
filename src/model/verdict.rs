//! A reviewer's judgement of one claim. Verdicts are only ever added: a later one names the one it supersedes.

use chrono::{DateTime, Utc};
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

use crate::model::quantity::named;
use crate::model::{ClaimId, Evidence, VerdictId};

named! {
    /// What a rating says across scales (product.md §2.1).
    Class {
        /// Right.
        Accurate = "accurate",
        /// Nearly right.
        Mostly = "mostly",
        /// Right and wrong.
        Mixed = "mixed",
        /// Largely wrong.
        MostlyNot = "mostly_not",
        /// Wrong.
        Inaccurate = "inaccurate",
        /// No proof either way.
        Unproven = "unproven",
        /// Nothing that could be checked.
        NotCheckable = "not_checkable",
        /// None of these.
        Other = "other",
    }
}

/// A rating's place on its scale, kept with the verdict, so that a report needs no scale that may have changed since.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Standing {
    /// What the rating says across scales.
    pub class: Class,
    /// Its value; `None` for a rating outside the order.
    pub value: Option<u32>,
    /// The value of the scale's worst rating.
    pub worst: Option<u32>,
    /// The value of the scale's best rating.
    pub best: Option<u32>,
}

/// The value that the reviewer found to be right.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Correction {
    /// The exact value.
    pub value: Decimal,
    /// Its unit as in the contract (ISO 4217, "%", UCUM); `None` for a count.
    pub unit: Option<String>,
}

/// How far the claimed value is from the corrected one. A part that cannot be computed is `None`.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct ErrorSize {
    /// Claimed minus corrected, in the claim's unit.
    pub abs: Option<Decimal>,
    /// `(claimed − corrected) / |corrected|`, in percent; `None` when the corrected value is zero or both are percents.
    pub pct: Option<Decimal>,
    /// Claimed minus corrected, in percentage points, when both are percents.
    pub points: Option<Decimal>,
    /// `max(|claimed/corrected|, |corrected/claimed|)`; `None` unless both have the same sign and neither is zero.
    pub factor: Option<Decimal>,
}

/// One verdict as it was given.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Verdict {
    /// The key, a UUIDv7.
    pub id: VerdictId,
    /// The claim that it judges.
    pub claim: ClaimId,
    /// Who gave it.
    pub reviewer: String,
    /// When (UTC).
    pub given_at: DateTime<Utc>,
    /// The rating scale and its version.
    pub scale: String,
    /// The version of the scale.
    pub scale_version: u32,
    /// The rating's code on that scale.
    pub rating: String,
    /// The rating's place on that scale.
    pub standing: Standing,
    /// Why, in a sentence or two.
    pub explanation: Option<String>,
    /// The right value, where one is known.
    pub correction: Option<Correction>,
    /// The size of the error, computed when the verdict was given.
    pub error: Option<ErrorSize>,
    /// What it rests on.
    pub evidence: Vec<Evidence>,
    /// The same reviewer's verdict that this one replaces.
    pub supersedes: Option<VerdictId>,
}
