//! Exit codes, and how an error is said.

use std::error::Error;
use std::io::{self, Write as _};
use std::process::ExitCode;

use crate::cli::input::Unusable;
use crate::review::{EditError, HandError, LifeError, PolicyError, ReviewError, UndoError, WorkError};
use crate::store::{StoreError, Trouble};
use crate::text::escape;

/// What the program tells its caller.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(u8)]
pub enum Exit {
    /// Done.
    Done = 0,
    /// Failed, wholly or in part.
    Failed = 1,
    /// Asked for in a wrong way.
    Usage = 2,
    /// Something was found that should not be: a file that is no claimlog database, or a newer one.
    Findings = 3,
    /// The database is locked or changed underneath.
    Locked = 4,
    /// What was asked for is not there.
    NotFound = 5,
}

impl From<Exit> for ExitCode {
    fn from(exit: Exit) -> Self {
        Self::from(exit as u8)
    }
}

impl Exit {
    /// The code that an error stands for.
    #[must_use]
    pub fn of(error: &anyhow::Error) -> Self {
        if error.is::<ReviewError>()
            || error.is::<LifeError>()
            || error.is::<EditError>()
            || error.is::<HandError>()
            || error.is::<UndoError>()
            || error.is::<PolicyError>()
            || error.is::<Unusable>()
        {
            return Self::Usage;
        }
        let store = match error.downcast_ref() {
            Some(WorkError::Store(store)) => Some(store),
            Some(_) => return Self::Usage,
            None => error.downcast_ref::<StoreError>(),
        };
        if matches!(store, Some(StoreError::Refused { .. })) {
            return Self::Findings;
        }
        match store.map(StoreError::trouble) {
            Some(Trouble::Locked) => Self::Locked,
            Some(Trouble::NotFound) => Self::NotFound,
            Some(Trouble::Usage) => Self::Usage,
            Some(Trouble::Failed) | None => Self::Failed,
        }
    }
}

/// Whether the reader of our output went away, which is no failure of ours.
#[must_use]
pub fn is_broken_pipe(error: &anyhow::Error) -> bool {
    error.chain().any(broken)
}

fn broken(cause: &(dyn Error + 'static)) -> bool {
    cause.downcast_ref::<io::Error>().is_some_and(|error| error.kind() == io::ErrorKind::BrokenPipe)
}

/// Says what went wrong, on standard error, with nothing raw in it. Causes that the sentence already says are left out.
pub fn complain(error: &anyhow::Error) {
    let mut said = error.to_string();
    for cause in error.chain().skip(1).map(ToString::to_string) {
        if !said.contains(&cause) {
            said = format!("{said}: {cause}");
        }
    }
    // Where even standard error is gone there is nobody left to tell.
    let _ = writeln!(io::stderr(), "claimlog: {}", escape(&said));
}
