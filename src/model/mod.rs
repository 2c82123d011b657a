//! What claimlog speaks of: plain data that every layer shares, with no logic beyond invariants.
//!
//! A [`Document`] is an article's text with its metadata. The engine finds [`Claim`]s in it: a [`Mention`] of a
//! [`Quantity`] with its [`Attribution`] and its worthiness. Reviewers give [`Verdict`]s with [`Evidence`], and every
//! write leaves an event, whose body is an [`Act`].

mod act;
mod attribution;
mod carried;
mod claim;
mod document;
mod event;
mod evidence;
mod findings;
mod fold;
mod id;
mod policy;
mod quantity;
mod record;
mod revision;
mod sketch;
mod state;
mod verdict;

pub use act::{
    Act, ClaimAssigned, ClaimEdited, ClaimEntered, ClaimPublished, ClaimReopened, ClaimResolved, ClaimSkipped,
    ClaimSplit, ClaimTriaged, ClaimVoided, DocumentAdded, DocumentSeen, FilterSaved, NoteWritten, Occurrence,
    PolicySet, ResolvedBy, ReviewStarted, ScaleAdded, TextRedacted, Triage, Uncheckable, Undone, VerdictsShown,
};
pub use attribution::{Attribution, AttributionKind, Link, Polarity};
pub use carried::{Carried, StoredEvent};
pub use claim::{Claim, Mention, Reason};
pub use document::{Document, FIELDS, Metadata, Retrieval, Timing};
pub use event::EventKind;
pub use evidence::{Bearing, Evidence, EvidenceFile, EvidenceKind, Tier};
pub use findings::{Answer, ChangeReason, Confidence, Contact, Contacted, Findings};
pub use fold::Folded;
pub use id::{ClaimId, DocumentId, EventId, EvidenceId, IdError, Revision, VerdictId};
pub use policy::{Policy, SecondReview};
pub(crate) use quantity::named;
pub use quantity::{Change, DateMod, DateValue, Kind, Modifier, Quantity};
pub use record::{Appearance, LinkWords, Record, Source, Wording};
pub use sketch::{Overlap, Sketch};
pub use state::{Difference, Publication, SecondLook, State, Status};
pub use verdict::{Class, Correction, ErrorSize, Role, Standing, Verdict};
