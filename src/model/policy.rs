//! The rules that a desk sets itself: how many verdicts a claim needs, when they differ, who may see what.
//!
//! A policy is an event of the ledger, so that everybody who shares it works by the same rules, and a verdict is judged
//! by the rules of its day.

use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

/// A desk's rules (docs/reviewing.md).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Policy {
    /// How many reviewers must judge a claim, 1 to 9.
    pub min_verdicts: u32,
    /// By how many points of an ordered scale two ratings of one class may differ.
    pub tolerance: u32,
    /// Whether a colleague's verdict is hidden from a reviewer until his own is in.
    pub blind: bool,
    /// Whether a verdict needs evidence; those that say that there is none do not.
    pub evidence_required: bool,
    /// For how many minutes a claim that a reviewer took up is offered to nobody else, 1 to 1440.
    pub lease_minutes: u32,
    /// Who sees all verdicts, because they resolve disputes and publish.
    pub editors: Vec<String>,
    /// When a second reviewer must look.
    pub second_review: SecondReview,
}

/// When a claim needs a second verdict, whatever the least number is.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct SecondReview {
    /// The rating is its scale's worst.
    pub worst_rating: bool,
    /// It says that somebody named was wrong.
    pub named_speaker_inaccurate: bool,
    /// The claimed value is so many times the right one, or the other way round; `None` for never.
    pub error_factor: Option<Decimal>,
    /// The reviewer is not sure.
    pub low_confidence: bool,
}

impl Default for Policy {
    fn default() -> Self {
        Self {
            min_verdicts: 1,
            tolerance: 1,
            blind: true,
            evidence_required: false,
            lease_minutes: 30,
            editors: Vec::new(),
            second_review: SecondReview::default(),
        }
    }
}

impl Default for SecondReview {
    fn default() -> Self {
        Self {
            worst_rating: true,
            named_speaker_inaccurate: true,
            error_factor: Some(Decimal::TWO),
            low_confidence: true,
        }
    }
}
