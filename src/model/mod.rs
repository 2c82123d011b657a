//! What claimlog speaks of: plain data that every layer shares, with no logic beyond invariants.
//!
//! A [`Document`] is an article's text with its metadata. The engine finds [`Claim`]s in it: a [`Mention`] of a
//! [`Quantity`] with its [`Attribution`] and its worthiness. Reviewers give [`Verdict`]s with [`Evidence`], and every
//! write leaves an [`Event`].

mod attribution;
mod claim;
mod document;
mod event;
mod evidence;
mod id;
mod quantity;
mod record;
mod verdict;

pub use attribution::{Attribution, AttributionKind, Polarity};
pub use claim::{Claim, Mention, Reason};
pub use document::{Document, Metadata};
pub use event::{Event, EventKind};
pub use evidence::Evidence;
pub use id::{ClaimId, DocumentId, IdError, VerdictId};
pub use quantity::{Change, DateMod, DateValue, Kind, Modifier, Quantity};
pub use record::{Record, Source, Status, Wording};
pub use verdict::{Class, Correction, ErrorSize, Standing, Verdict};
