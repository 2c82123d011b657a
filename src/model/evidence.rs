//! What a verdict rests on: a source that anybody can look up, with what it says.

use chrono::{DateTime, NaiveDate, Utc};
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

use crate::model::quantity::named;
use crate::model::{ClaimId, EvidenceId};

named! {
    /// What sort of source it is.
    EvidenceKind {
        /// Data that can be loaded.
        Dataset = "dataset",
        /// A report or a paper.
        Report = "report",
        /// A law, a treaty, a judgment.
        Law = "law",
        /// What somebody said on record.
        Interview = "interview",
        /// A fact-check of others.
        FactCheck = "fact_check",
        /// An article.
        Article = "article",
        /// A computation of the reviewer's own.
        Computation = "computation",
        /// None of these, or not said.
        Other = "other",
    }
}

named! {
    /// Which way it bears on the claim.
    Bearing {
        /// It bears the claim out.
        Supports = "supports",
        /// It contradicts the claim.
        Refutes = "refutes",
        /// It says neither, and helps to understand.
        Context = "context",
    }
}

named! {
    /// How near it is to who counted.
    Tier {
        /// Who counted says so.
        Primary = "primary",
        /// Somebody passes it on.
        Secondary = "secondary",
    }
}

/// A file that was copied into the ledger's folder, where its hash is its name.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct EvidenceFile {
    /// What it was called.
    pub name: String,
    /// The SHA-256 of its bytes, in hexadecimal digits.
    pub sha256: String,
    /// Its size in bytes.
    pub bytes: u64,
}

/// One piece of evidence. Fields that were not given are `None`.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Evidence {
    /// The key. A verdict of the first schema gives none; its evidence gets one from the verdict's.
    pub id: EvidenceId,
    /// The claim that it was found for; it may be cited for others.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub claim: Option<ClaimId>,
    /// What sort of source it is.
    pub kind: EvidenceKind,
    /// Its title.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub title: Option<String>,
    /// Who published it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub publisher: Option<String>,
    /// Where it can be read: an address, which is recorded and never fetched.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub url: Option<String>,
    /// Where a copy is kept.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub archived_url: Option<String>,
    /// The day on which it was read.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub accessed: Option<NaiveDate>,
    /// The file, if one was handed in.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub file: Option<EvidenceFile>,
    /// What it says, in its own words.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub quote: Option<String>,
    /// Where in it: "p. 12", "table 3", "cell B14".
    #[serde(skip_serializing_if = "Option::is_none")]
    pub locator: Option<String>,
    /// The number that it gives.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub value: Option<Decimal>,
    /// That number's unit as in the contract.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub unit: Option<String>,
    /// The day that the number is of.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub as_of: Option<NaiveDate>,
    /// Which way it bears on the claim.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub bearing: Option<Bearing>,
    /// How near it is to who counted.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub tier: Option<Tier>,
    /// Why the source is not named in reports, if it is not.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub withheld: Option<String>,
    /// Who added it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub by: Option<String>,
    /// When (UTC).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub added_at: Option<DateTime<Utc>>,
}

impl Evidence {
    /// The same with its key: what it says, hashed. Two pieces are the same only if all of it is, who added it and when
    /// among it.
    #[must_use]
    pub fn keyed(self) -> Self {
        let plain = Self { id: EvidenceId::default(), ..self };
        let said = serde_json::to_vec(&plain).unwrap_or_default();
        Self { id: EvidenceId::of_content(&said), ..plain }
    }

    /// The piece as it may be printed: of a source that is withheld only the reason, the kind and the bearing.
    #[must_use]
    pub fn public(&self) -> Self {
        if self.withheld.is_none() {
            return self.clone();
        }
        Self {
            id: self.id,
            claim: self.claim,
            kind: self.kind,
            bearing: self.bearing,
            tier: self.tier,
            withheld: self.withheld.clone(),
            by: self.by.clone(),
            added_at: self.added_at,
            ..Self::default()
        }
    }

    /// Evidence that is an address and nothing else.
    #[must_use]
    pub fn at(id: EvidenceId, url: String) -> Self {
        Self { id, url: Some(url), ..Self::default() }
    }
}

#[expect(clippy::derivable_impls, reason = "the names are listed by a macro, which marks none as the default")]
impl Default for EvidenceKind {
    fn default() -> Self {
        Self::Other
    }
}
