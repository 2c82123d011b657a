//! The reviewer's work, without a face: rating scales, the size of an error, and a judgement made a verdict.
//!
//! [`decide()`] holds a [`Judgement`] against its [`Scale`] and gives the [`Verdict`](crate::model::Verdict) that the
//! store appends; [`Comparison`] says how far the claimed value is from the corrected one.

mod decide;
mod error;
mod evidence;
mod findings;
#[cfg(test)]
mod fixture;
mod scale;
mod size;
mod speakers;
mod words;

pub use decide::{Advice, Decision, Judgement, ReviewError, decide};
pub use error::{Comparison, Incomparable, unit_in_full};
pub use evidence::gather;
pub use scale::{Rating, Scale, ScaleError};
pub use speakers::{Speakers, Tally, Voice};
