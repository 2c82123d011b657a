//! What people and the program do, as the ledger's events record it. What is known of a claim follows from these acts.

use chrono::{DateTime, NaiveDate, Utc};
use serde::{Deserialize, Serialize};

use crate::model::quantity::named;
use crate::model::{
    Attribution, Claim, ClaimId, DocumentId, EventId, EventKind, Evidence, Metadata, Policy, Quantity, Verdict,
    VerdictId,
};

/// One act: the body of an event.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(untagged)]
#[expect(missing_docs, reason = "each is named as its kind and its type, which say what it is")]
pub enum Act {
    DocumentAdded(DocumentAdded),
    DocumentSeen(DocumentSeen),
    TextRedacted(TextRedacted),
    ClaimEntered(ClaimEntered),
    ClaimEdited(ClaimEdited),
    ClaimSplit(ClaimSplit),
    ClaimTriaged(ClaimTriaged),
    ClaimAssigned(ClaimAssigned),
    ReviewStarted(ReviewStarted),
    ClaimResolved(ClaimResolved),
    ClaimReopened(ClaimReopened),
    ClaimPublished(ClaimPublished),
    ClaimVoided(ClaimVoided),
    ClaimSkipped(ClaimSkipped),
    NoteWritten(NoteWritten),
    VerdictGiven(Box<Verdict>),
    VerdictsShown(VerdictsShown),
    EvidenceAdded(Box<Evidence>),
    ScaleAdded(ScaleAdded),
    PolicySet(PolicySet),
    FilterSaved(FilterSaved),
    Undone(Undone),
}

/// A document and its claims. Its text is not among it, so that it can be taken down.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct DocumentAdded {
    /// The document.
    pub document: DocumentId,
    /// The SHA-256 of its text, in hexadecimal digits.
    pub sha256: String,
    /// What is known about it.
    pub metadata: Metadata,
    /// What the program found in it.
    pub claims: Vec<Claim>,
}

/// A document's text was seen again: at another address, at another outlet, or at its own after another text stood there.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct DocumentSeen {
    /// The document.
    pub document: DocumentId,
    /// What is known of it in that place.
    pub metadata: Metadata,
}

/// A document's text was taken down, for a court or a right. Hash, claims and verdicts stay.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct TextRedacted {
    /// The document.
    pub document: DocumentId,
    /// Who did it.
    pub by: String,
    /// Why.
    pub reason: String,
}

/// A claim that the program did not find.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ClaimEntered {
    /// The claim; its engine is "hand".
    pub claim: Claim,
    /// Who entered it.
    pub by: String,
}

/// A claim's fields as somebody corrected them. What the program found stays in its own event.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ClaimEdited {
    /// The claim.
    pub claim: ClaimId,
    /// Who edited it.
    pub by: String,
    /// Why.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reason: Option<String>,
    /// What it says in numbers, whole.
    pub quantity: Quantity,
    /// The thing counted or measured.
    pub of: Option<String>,
    /// Who says so.
    pub attribution: Option<Attribution>,
}

/// A claim that holds several. It is void from then on.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ClaimSplit {
    /// The claim.
    pub claim: ClaimId,
    /// Those that stand in its place.
    pub into: Vec<Claim>,
    /// Who split it.
    pub by: String,
    /// Why.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reason: Option<String>,
}

named! {
    /// Why a claim is not to be checked (docs/verdicts.md).
    Uncheckable {
        /// It is somebody's opinion.
        Opinion = "opinion",
        /// It is of the future.
        Prediction = "prediction",
        /// What it says is not clear enough.
        Vague = "vague",
        /// There are no data.
        NoData = "no_data",
        /// It claims nothing.
        NotAClaim = "not_a_claim",
        /// It is another claim again.
        Duplicate = "duplicate",
    }
}

/// What was decided about checking a claim.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "outcome", rename_all = "snake_case")]
pub enum Triage {
    /// It is to be checked.
    Queued {
        /// By when.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        due: Option<NaiveDate>,
    },
    /// It cannot be.
    NotCheckable {
        /// Why.
        reason: Uncheckable,
        /// The claim that it repeats.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        duplicate_of: Option<ClaimId>,
    },
    /// It can be, but not yet.
    Pending {
        /// From this day on.
        checkable_on: NaiveDate,
    },
}

/// A claim was looked through.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ClaimTriaged {
    /// The claim.
    pub claim: ClaimId,
    /// Who did it.
    pub by: String,
    /// What was decided.
    #[serde(flatten)]
    pub triage: Triage,
    /// A remark.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
}

/// A claim was given to a reviewer.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ClaimAssigned {
    /// The claim.
    pub claim: ClaimId,
    /// Who did it.
    pub by: String,
    /// To whom; `None` takes it from whoever has it.
    pub to: Option<String>,
    /// By when.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub due: Option<NaiveDate>,
}

/// A reviewer took a claim up.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReviewStarted {
    /// The claim.
    pub claim: ClaimId,
    /// Who.
    pub by: String,
}

named! {
    /// How a dispute is resolved.
    ResolvedBy {
        /// An editor decides.
        Editor = "editor",
        /// The reviewers vote.
        Vote = "vote",
    }
}

/// A dispute was resolved: one verdict holds, and the others are kept as dissent.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ClaimResolved {
    /// The claim.
    pub claim: ClaimId,
    /// Who resolved it.
    pub by: String,
    /// How.
    pub way: ResolvedBy,
    /// The verdict that holds.
    pub verdict: VerdictId,
    /// The verdicts that were considered, oldest first.
    pub considered: Vec<VerdictId>,
    /// Those among them that say otherwise.
    pub dissent: Vec<VerdictId>,
    /// Why.
    pub reason: String,
}

/// A claim is to be looked at again. The verdict that held goes on holding until there is another.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ClaimReopened {
    /// The claim.
    pub claim: ClaimId,
    /// Who reopened it.
    pub by: String,
    /// Why.
    pub reason: String,
}

/// The judgement was published.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ClaimPublished {
    /// The claim.
    pub claim: ClaimId,
    /// Who published it.
    pub by: String,
    /// Where it can be read.
    pub url: String,
    /// On which day.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub on: Option<NaiveDate>,
}

/// A claim was taken out. It stays in the ledger and in reports of all claims.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ClaimVoided {
    /// The claim.
    pub claim: ClaimId,
    /// Who took it out.
    pub by: String,
    /// Why.
    pub reason: String,
}

/// A reviewer leaves a claim to others.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ClaimSkipped {
    /// The claim.
    pub claim: ClaimId,
    /// Who passed it over.
    pub by: String,
    /// Why.
    pub reason: String,
}

/// Somebody looked at verdicts that the policy hid from him; what he says of these claims later is not blind.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct VerdictsShown {
    /// The claims.
    pub claims: Vec<ClaimId>,
    /// To whom.
    pub by: String,
}

/// The desk's rules from now on.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PolicySet {
    /// The rules, whole.
    pub policy: Policy,
    /// Who set them.
    pub by: String,
    /// Why.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reason: Option<String>,
}

/// What somebody wrote down about a claim.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct NoteWritten {
    /// The claim.
    pub claim: ClaimId,
    /// Who wrote it.
    pub by: String,
    /// What.
    pub text: String,
}

/// A rating scale of the newsroom's own.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ScaleAdded {
    /// Its name.
    pub scale: String,
    /// Its version.
    pub version: u32,
    /// Who added it.
    pub by: String,
    /// Its definition as it was handed in.
    pub toml: String,
}

/// A filter of claims was kept under a name, or is kept no more. The newest of a name holds.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FilterSaved {
    /// The name.
    pub name: String,
    /// What it asks for; `None` forgets the name.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub filter: Option<serde_json::Value>,
    /// Who saved it, if anybody said so.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub by: Option<String>,
}

/// An earlier event was taken back. Both stay.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Undone {
    /// The event that counts no more.
    pub event: EventId,
    /// Who took it back.
    pub by: String,
    /// Why.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reason: Option<String>,
}

impl Act {
    /// Reads an event's body; `None` when it is none of this kind.
    #[must_use]
    pub fn read(kind: EventKind, body: &[u8]) -> Option<Self> {
        fn json<'b, T: Deserialize<'b>>(body: &'b [u8]) -> Option<T> {
            serde_json::from_slice(body).ok()
        }
        match kind {
            EventKind::DocumentAdded => json(body).map(Self::DocumentAdded),
            EventKind::DocumentSeen => json(body).map(Self::DocumentSeen),
            EventKind::TextRedacted => json(body).map(Self::TextRedacted),
            EventKind::ClaimEntered => json(body).map(Self::ClaimEntered),
            EventKind::ClaimEdited => json(body).map(Self::ClaimEdited),
            EventKind::ClaimSplit => json(body).map(Self::ClaimSplit),
            EventKind::ClaimTriaged => json(body).map(Self::ClaimTriaged),
            EventKind::ClaimAssigned => json(body).map(Self::ClaimAssigned),
            EventKind::ReviewStarted => json(body).map(Self::ReviewStarted),
            EventKind::ClaimResolved => json(body).map(Self::ClaimResolved),
            EventKind::ClaimReopened => json(body).map(Self::ClaimReopened),
            EventKind::ClaimPublished => json(body).map(Self::ClaimPublished),
            EventKind::ClaimVoided => json(body).map(Self::ClaimVoided),
            EventKind::ClaimSkipped => json(body).map(Self::ClaimSkipped),
            EventKind::NoteWritten => json(body).map(Self::NoteWritten),
            EventKind::VerdictGiven => json(body).map(Self::VerdictGiven),
            EventKind::VerdictsShown => json(body).map(Self::VerdictsShown),
            EventKind::EvidenceAdded => json(body).map(Self::EvidenceAdded),
            EventKind::ScaleAdded => json(body).map(Self::ScaleAdded),
            EventKind::PolicySet => json(body).map(Self::PolicySet),
            EventKind::FilterSaved => json(body).map(Self::FilterSaved),
            EventKind::Undone => json(body).map(Self::Undone),
        }
    }

    /// What the event of this act is called.
    #[must_use]
    pub const fn kind(&self) -> EventKind {
        match self {
            Self::DocumentAdded(_) => EventKind::DocumentAdded,
            Self::DocumentSeen(_) => EventKind::DocumentSeen,
            Self::TextRedacted(_) => EventKind::TextRedacted,
            Self::ClaimEntered(_) => EventKind::ClaimEntered,
            Self::ClaimEdited(_) => EventKind::ClaimEdited,
            Self::ClaimSplit(_) => EventKind::ClaimSplit,
            Self::ClaimTriaged(_) => EventKind::ClaimTriaged,
            Self::ClaimAssigned(_) => EventKind::ClaimAssigned,
            Self::ReviewStarted(_) => EventKind::ReviewStarted,
            Self::ClaimResolved(_) => EventKind::ClaimResolved,
            Self::ClaimReopened(_) => EventKind::ClaimReopened,
            Self::ClaimPublished(_) => EventKind::ClaimPublished,
            Self::ClaimVoided(_) => EventKind::ClaimVoided,
            Self::ClaimSkipped(_) => EventKind::ClaimSkipped,
            Self::NoteWritten(_) => EventKind::NoteWritten,
            Self::VerdictGiven(_) => EventKind::VerdictGiven,
            Self::VerdictsShown(_) => EventKind::VerdictsShown,
            Self::EvidenceAdded(_) => EventKind::EvidenceAdded,
            Self::ScaleAdded(_) => EventKind::ScaleAdded,
            Self::PolicySet(_) => EventKind::PolicySet,
            Self::FilterSaved(_) => EventKind::FilterSaved,
            Self::Undone(_) => EventKind::Undone,
        }
    }

    /// All claims that it is about: those that a claim was split into and those whose verdicts were shown, too.
    #[must_use]
    pub fn claims(&self) -> Vec<ClaimId> {
        match self {
            Self::ClaimSplit(split) => [split.claim].into_iter().chain(split.into.iter().map(|part| part.id)).collect(),
            Self::VerdictsShown(shown) => shown.claims.clone(),
            other => other.claim().into_iter().collect(),
        }
    }

    /// The document that it is about, where it is about none of its claims.
    #[must_use]
    pub const fn document(&self) -> Option<DocumentId> {
        match self {
            Self::DocumentAdded(added) => Some(added.document),
            Self::DocumentSeen(seen) => Some(seen.document),
            Self::TextRedacted(redacted) => Some(redacted.document),
            _ => None,
        }
    }

    /// The one claim that it is about; `None` for documents, scales, rules, and what is taken back.
    #[must_use]
    pub fn claim(&self) -> Option<ClaimId> {
        match self {
            Self::ClaimEntered(act) => Some(act.claim.id),
            Self::ClaimEdited(act) => Some(act.claim),
            Self::ClaimSplit(act) => Some(act.claim),
            Self::ClaimTriaged(act) => Some(act.claim),
            Self::ClaimAssigned(act) => Some(act.claim),
            Self::ReviewStarted(act) => Some(act.claim),
            Self::ClaimResolved(act) => Some(act.claim),
            Self::ClaimReopened(act) => Some(act.claim),
            Self::ClaimPublished(act) => Some(act.claim),
            Self::ClaimVoided(act) => Some(act.claim),
            Self::ClaimSkipped(act) => Some(act.claim),
            Self::NoteWritten(act) => Some(act.claim),
            Self::VerdictGiven(verdict) => Some(verdict.claim),
            Self::EvidenceAdded(evidence) => evidence.claim,
            Self::DocumentAdded(_)
            | Self::DocumentSeen(_)
            | Self::TextRedacted(_)
            | Self::VerdictsShown(_)
            | Self::ScaleAdded(_)
            | Self::PolicySet(_)
            | Self::FilterSaved(_)
            | Self::Undone(_) => None,
        }
    }

    /// Who did it; `None` where the program did.
    #[must_use]
    pub fn by(&self) -> Option<&str> {
        match self {
            Self::DocumentAdded(_) | Self::DocumentSeen(_) => None,
            Self::TextRedacted(act) => Some(&act.by),
            Self::ClaimEntered(act) => Some(&act.by),
            Self::ClaimEdited(act) => Some(&act.by),
            Self::ClaimSplit(act) => Some(&act.by),
            Self::ClaimTriaged(act) => Some(&act.by),
            Self::ClaimAssigned(act) => Some(&act.by),
            Self::ReviewStarted(act) => Some(&act.by),
            Self::ClaimResolved(act) => Some(&act.by),
            Self::ClaimReopened(act) => Some(&act.by),
            Self::ClaimPublished(act) => Some(&act.by),
            Self::ClaimVoided(act) => Some(&act.by),
            Self::ClaimSkipped(act) => Some(&act.by),
            Self::NoteWritten(act) => Some(&act.by),
            Self::VerdictGiven(verdict) => Some(&verdict.reviewer),
            Self::VerdictsShown(act) => Some(&act.by),
            Self::EvidenceAdded(evidence) => evidence.by.as_deref(),
            Self::ScaleAdded(act) => Some(&act.by),
            Self::PolicySet(act) => Some(&act.by),
            Self::FilterSaved(act) => act.by.as_deref(),
            Self::Undone(act) => Some(&act.by),
        }
    }
}

/// An event as people read it: what was done, when, and whether it still counts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Occurrence {
    /// The event's key.
    pub id: EventId,
    /// Its row.
    pub seq: i64,
    /// Its hash.
    pub hash: [u8; 32],
    /// When (UTC).
    pub at: DateTime<Utc>,
    /// What was done.
    pub act: Act,
    /// Whether it was taken back.
    pub undone: bool,
}
