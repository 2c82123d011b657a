//! What can go wrong in the store, each as a sentence that says what to do, and sorted for exit codes.
//!
//! SQLite's own codes are translated here and nowhere else: a busy or full database is never taken for a wrong one.

use std::path::PathBuf;

use rusqlite::ErrorCode;
use thiserror::Error;

use crate::model::IdError;

/// What kind of trouble an error is, for those who map errors to exit codes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Trouble {
    /// Another program holds the database: the same again later may work (exit code 4).
    Locked,
    /// What was asked for is not there (exit code 5).
    NotFound,
    /// The request itself is wrong: an id that is none, or that names several rows (exit code 2).
    Usage,
    /// Everything else (exit code 1).
    Failed,
}

/// Why the store refused or failed. Nothing was changed when one of these comes back.
#[derive(Debug, Error)]
pub enum StoreError {
    /// There is no database yet.
    #[error("there is no database at {}: `claimlog add FILE` starts one", path.display())]
    Missing {
        /// Where it was looked for.
        path: PathBuf,
    },
    /// The file is not one that this program may touch. It was left as it is, to the byte.
    #[error("{} {reason}", path.display())]
    Refused {
        /// The file.
        path: PathBuf,
        /// Why, continuing the path to a sentence: "is a text file, not a claimlog database".
        reason: String,
    },
    /// The file or its folder cannot be read or made.
    #[error("{} cannot be {action}: {source}", path.display())]
    File {
        /// The file or folder.
        path: PathBuf,
        /// What was tried: "opened", "created", "backed up".
        action: &'static str,
        /// What the system said.
        source: std::io::Error,
    },
    /// Another program held the database for the whole time that claimlog waits.
    #[error("the database is locked by another program, which did not finish in 15 seconds: try again when it is done")]
    Busy,
    /// Others wrote to the ledger since what is to be written was made.
    #[error("others wrote to the database meanwhile: nothing was stored; look again and try again")]
    Moved,
    /// The disk has no room.
    #[error("the disk is full: nothing was stored; make room and try again")]
    Full,
    /// The disk failed under the database. SQLite says so too when a full disk has no room for the log's index.
    #[error(
        "the disk failed, or has no room, while the database was used: nothing was stored; make room and try again"
    )]
    Disk,
    /// The file or its folder may not be written.
    #[error("the database cannot be written: the file or its folder is read-only for you")]
    ReadOnly,
    /// The file's content is not what SQLite or claimlog wrote.
    #[error("the database is damaged ({what}): restore a backup, or ask for help before writing to it")]
    Damaged {
        /// What was found.
        what: String,
    },
    /// At a moment that clocks gave, the ledger holds an event about something that, by another clock, came later.
    #[error(
        "at that time by the clocks of those who wrote, the ledger is not whole ({what}): name an event or its row instead of a time"
    )]
    Clocks {
        /// What was found.
        what: String,
    },
    /// A claim does not fit the text that it is stored with.
    #[error("claim {id} does not fit its document: {what}")]
    Claim {
        /// The claim's id.
        id: String,
        /// What does not fit.
        what: &'static str,
    },
    /// A verdict with this id exists and says something else.
    #[error("verdict {id} was already given and says something else: give the new one an id of its own")]
    VerdictTaken {
        /// The id.
        id: String,
    },
    /// Evidence with this id exists and says something else.
    #[error("evidence {id} was already added and says something else: it has an id that is not of its content")]
    EvidenceTaken {
        /// The id.
        id: String,
    },
    /// A file that cannot be kept as evidence.
    #[error("{} {reason}", path.display())]
    UnfitFile {
        /// The file.
        path: PathBuf,
        /// Why, continuing the path to a sentence.
        reason: &'static str,
    },
    /// What was typed has not the form of an id.
    #[error(transparent)]
    Id(#[from] IdError),
    /// No row has this id.
    #[error("there is no {what} “{given}”{}", suggest(suggestions))]
    Unknown {
        /// "claim", "document" or "evidence".
        what: &'static str,
        /// What was typed.
        given: String,
        /// Ids that differ by a slip, in full; often none.
        suggestions: Vec<String>,
    },
    /// Several rows' ids start so.
    #[error("“{given}” is the beginning of more than one {what}: {}", candidates.join(", "))]
    Ambiguous {
        /// "claim", "document" or "evidence".
        what: &'static str,
        /// What was typed.
        given: String,
        /// The first of them, each as the shortest text that names it.
        candidates: Vec<String>,
    },
    /// Anything else that SQLite reports.
    #[error("the database reports: {0}")]
    Sqlite(rusqlite::Error),
}

impl StoreError {
    /// The kind of trouble.
    #[must_use]
    pub const fn trouble(&self) -> Trouble {
        match self {
            Self::Busy | Self::Moved => Trouble::Locked,
            Self::Unknown { .. } => Trouble::NotFound,
            Self::Id(_) | Self::Ambiguous { .. } | Self::UnfitFile { .. } | Self::Clocks { .. } => Trouble::Usage,
            _ => Trouble::Failed,
        }
    }

    /// The error of content that claimlog cannot have written.
    pub(super) fn damaged(what: impl Into<String>) -> Self {
        Self::Damaged { what: what.into() }
    }
}

/// "; did you mean …?", or nothing.
fn suggest(suggestions: &[String]) -> String {
    if suggestions.is_empty() { String::new() } else { format!("; did you mean {}?", suggestions.join(" or ")) }
}

impl From<rusqlite::Error> for StoreError {
    fn from(error: rusqlite::Error) -> Self {
        match error.sqlite_error_code() {
            Some(ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked) => Self::Busy,
            Some(ErrorCode::DiskFull) => Self::Full,
            Some(ErrorCode::SystemIoFailure) => Self::Disk,
            Some(ErrorCode::ReadOnly | ErrorCode::PermissionDenied) => Self::ReadOnly,
            Some(ErrorCode::DatabaseCorrupt | ErrorCode::NotADatabase) => Self::damaged(error.to_string()),
            _ => Self::Sqlite(error),
        }
    }
}

#[cfg(test)]
mod tests {
    use rusqlite::ffi;

    use super::*;

    fn of(code: i32) -> StoreError {
        rusqlite::Error::SqliteFailure(ffi::Error::new(code), None).into()
    }

    #[test]
    fn a_busy_database_is_never_taken_for_another_trouble() {
        for code in [ffi::SQLITE_BUSY, ffi::SQLITE_BUSY_SNAPSHOT, ffi::SQLITE_BUSY_RECOVERY, ffi::SQLITE_LOCKED] {
            assert_eq!(of(code).trouble(), Trouble::Locked, "{code}");
        }
    }

    #[test]
    fn a_full_disk_and_a_read_only_file_say_so() {
        assert!(of(ffi::SQLITE_FULL).to_string().contains("disk is full"));
        assert!(of(ffi::SQLITE_IOERR).to_string().contains("make room"));
        assert!(of(ffi::SQLITE_READONLY_DIRECTORY).to_string().contains("read-only"));
        assert!(of(ffi::SQLITE_CORRUPT).to_string().contains("damaged"));
        assert_eq!(of(ffi::SQLITE_FULL).trouble(), Trouble::Failed);
    }

    #[test]
    fn suggestions_end_the_sentence() {
        let unknown = |suggestions| StoreError::Unknown { what: "claim", given: "c4f2".into(), suggestions };
        assert_eq!(unknown(vec![]).to_string(), "there is no claim “c4f2”");
        assert_eq!(unknown(vec!["c4f3".into()]).to_string(), "there is no claim “c4f2”; did you mean c4f3?");
    }
}
