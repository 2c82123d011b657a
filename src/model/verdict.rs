//! A reviewer's judgement of one claim. Verdicts are only ever added: a later one names the one it supersedes.

use chrono::{DateTime, NaiveDate, Utc};
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

use crate::model::quantity::named;
use crate::model::{ClaimId, Evidence, Findings, Revision, VerdictId};

named! {
    /// What a rating says across scales (docs/verdicts.md).
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

named! {
    /// In what capacity a verdict was given.
    Role {
        /// The first to look.
        Reviewer = "reviewer",
        /// A second look, as the newsroom's rules ask for it.
        Second = "second",
        /// The one who settles a dispute.
        Adjudicator = "adjudicator",
        /// Somebody outside, whose published verdict is recorded.
        External = "external",
    }
}

impl Role {
    /// Whether it is the usual one, which a verdict does not write down.
    #[expect(clippy::trivially_copy_pass_by_ref, reason = "serde hands over a reference")]
    fn is_usual(&self) -> bool {
        *self == Self::Reviewer
    }
}

#[expect(clippy::derivable_impls, reason = "the names are listed by a macro, which marks none as the default")]
impl Default for Role {
    fn default() -> Self {
        Self::Reviewer
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

/// What the reviewer found to be right: a value, or bounds that it lies in, or a day.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Correction {
    /// The exact value.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub value: Option<Decimal>,
    /// The least that it can be.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub low: Option<Decimal>,
    /// The most that it can be.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub high: Option<Decimal>,
    /// Its unit with its rate as in the contract (ISO 4217, "%", UCUM, "USD/a"); `None` for a count.
    pub unit: Option<String>,
    /// The right day, of a claim that is a date.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub date: Option<NaiveDate>,
    /// The day that the value is of.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub as_of: Option<NaiveDate>,
}

/// How far the claimed value is from the corrected one. A part that cannot be computed is `None`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ErrorSize {
    /// Claimed minus corrected, in the claim's unit.
    pub abs: Option<Decimal>,
    /// `(claimed − corrected) / |corrected|`, in percent; `None` when the corrected value is zero or both are percents.
    pub pct: Option<Decimal>,
    /// Claimed minus corrected, in percentage points, when both are percents.
    pub points: Option<Decimal>,
    /// `max(|claimed/corrected|, |corrected/claimed|)`; `None` unless both have the same sign and neither is zero.
    pub factor: Option<Decimal>,
    /// Claimed minus corrected, in days, of dates.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub days: Option<i64>,
    /// Whether the claim is right within the precision that it states; `None` when nobody can tell.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub within: Option<bool>,
    /// Why nothing could be computed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub incomparable: Option<String>,
    /// The version of the formulas that computed it.
    #[serde(default = "first", skip_serializing_if = "is_first")]
    pub formula: u32,
}

const fn first() -> u32 {
    1
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde hands over a reference")]
const fn is_first(version: &u32) -> bool {
    *version == 1
}

impl Default for ErrorSize {
    fn default() -> Self {
        Self {
            abs: None,
            pct: None,
            points: None,
            factor: None,
            days: None,
            within: None,
            incomparable: None,
            formula: first(),
        }
    }
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
    /// In what capacity it was given.
    #[serde(default, skip_serializing_if = "Role::is_usual")]
    pub role: Role,
    /// Whether it was given without sight of others' verdicts on the claim.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub blind: bool,
    /// The wording that it judges; `None` in verdicts of the first schema.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub claim_revision: Option<Revision>,
    /// What it says beside the rating.
    #[serde(flatten)]
    pub findings: Findings,
}

impl Verdict {
    /// The verdict as it may be printed: sources that are withheld are there with the reason, and no more.
    #[must_use]
    pub fn public(&self) -> Self {
        Self { evidence: self.evidence.iter().map(Evidence::public).collect(), ..self.clone() }
    }

    /// Whether the claim was edited after this verdict, so that it was given on other words.
    #[must_use]
    pub fn is_stale(&self, now: Revision) -> bool {
        self.claim_revision.is_some_and(|judged| judged != now)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Confidence, Contact, Contacted};

    /// A verdict as the first schema wrote it.
    const OLD: &str = r#"{"id":"v00000000000000000000000000000001","claim":"c00000000000000000000000000000002","reviewer":"Ana","given_at":"2026-11-23T10:40:00Z","scale":"numeric","scale_version":1,"rating":"wrong","standing":{"class":"inaccurate","value":1,"worst":1,"best":5},"explanation":null,"correction":null,"error":null,"evidence":[],"supersedes":null}"#;

    #[test]
    fn an_old_verdict_reads_and_is_written_as_it_was() {
        let verdict: Verdict = serde_json::from_str(OLD).unwrap();
        assert_eq!((verdict.role, verdict.blind, verdict.claim_revision), (Role::Reviewer, false, None));
        assert_eq!(verdict.findings, Findings::default());
        assert_eq!(serde_json::to_string(&verdict).unwrap(), OLD);
        assert!(!verdict.is_stale(Revision::default()));
    }

    #[test]
    fn an_error_of_the_first_formula_reads_as_one() {
        let old = r#"{"abs":"5","pct":null,"points":null,"factor":null}"#;
        let size: ErrorSize = serde_json::from_str(old).unwrap();
        assert_eq!((size.formula, size.within), (1, None));
        assert_eq!(serde_json::to_string(&size).unwrap(), old);
        let correction: Correction = serde_json::from_str(r#"{"value":"20.00","unit":"%"}"#).unwrap();
        assert_eq!(correction.value, Some("20.00".parse().unwrap()));
    }

    #[test]
    fn findings_stand_beside_the_rating() {
        let verdict: Verdict = serde_json::from_str(OLD).unwrap();
        let contact = Contact { outcome: Contacted::Asked, on: "2026-11-20".parse().ok(), quote: None };
        let findings = Findings {
            confidence: Some(Confidence::Low),
            claimant_contacted: Some(contact),
            duration_s: Some(90),
            ..Findings::default()
        };
        let whole = Verdict { role: Role::Second, blind: true, findings, ..verdict };
        let json = serde_json::to_string(&whole).unwrap();
        assert!(json.ends_with(
            r#""supersedes":null,"role":"second","blind":true,"confidence":"low","claimant_contacted":{"outcome":"asked","on":"2026-11-20"},"duration_s":90}"#
        ), "{json}");
        assert_eq!(serde_json::from_str::<Verdict>(&json).unwrap(), whole);
    }
}
