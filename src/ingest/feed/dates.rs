//! The dates of a feed in the words that it writes them in.
//!
//! feed-rs gives each time in UTC, where an evening in New York is the next day. So what it asks to read is kept, and it gets
//! the number of what was kept as a time.

use std::sync::{Arc, Mutex, PoisonError};

use chrono::{DateTime, Utc};

/// The dates in the order in which they were asked for.
#[derive(Clone, Default)]
pub(super) struct Dates(Arc<Mutex<Vec<String>>>);

impl Dates {
    /// What feed-rs is given to read dates with.
    pub(super) fn keeper(&self) -> impl Fn(&str) -> Option<DateTime<Utc>> + Send + Sync + 'static {
        let kept = self.clone();
        move |given| {
            let mut kept = kept.0.lock().unwrap_or_else(PoisonError::into_inner);
            kept.push(given.trim().to_owned());
            DateTime::from_timestamp(i64::try_from(kept.len() - 1).ok()?, 0)
        }
    }

    /// The words of a date.
    pub(super) fn words(&self, date: DateTime<Utc>) -> Option<String> {
        let kept = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        kept.get(usize::try_from(date.timestamp()).ok()?).cloned()
    }
}
