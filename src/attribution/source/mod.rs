//! The noun phrase of a source: before its verb ("the mayor of Varn said") or behind its cue ("according to the mayor").

mod before;
mod behind;
mod phrase;

pub(super) use before::before;
pub(super) use behind::{Reach, behind};
pub(super) use phrase::{head, is_definite, is_share, paper};

/// A source of more words is no source.
const LONGEST: usize = 25;
