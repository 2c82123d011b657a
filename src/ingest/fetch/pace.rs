//! How long a host is left alone between two pages: when it was last asked and what it wishes → what is left of the pause.

use std::collections::HashMap;
use std::time::Duration;

use chrono::{DateTime, Utc};

/// When each host last answered.
#[derive(Debug, Default)]
pub(super) struct Pace(HashMap<String, DateTime<Utc>>);

impl Pace {
    /// Notes that a host was asked.
    pub(super) fn asked(&mut self, host: &str, now: DateTime<Utc>) {
        self.0.insert(host.to_owned(), now);
    }

    /// What is left of the pause before a host may be asked again. A clock that went back does not make it longer.
    pub(super) fn due(&self, host: &str, pause: Duration, now: DateTime<Utc>) -> Duration {
        let Some(asked) = self.0.get(host) else { return Duration::ZERO };
        pause.saturating_sub((now - *asked).to_std().unwrap_or_default())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_pause_runs_from_the_last_answer_of_the_same_host() {
        let at = |second: i64| DateTime::from_timestamp(1_795_430_400 + second, 0).unwrap();
        let (mut pace, pause) = (Pace::default(), Duration::from_secs(5));
        assert_eq!(pace.due("a.example", pause, at(0)), Duration::ZERO);
        pace.asked("a.example", at(0));
        assert_eq!(pace.due("a.example", pause, at(2)), Duration::from_secs(3));
        assert_eq!(pace.due("a.example", pause, at(9)), Duration::ZERO);
        assert_eq!(pace.due("a.example", pause, at(-99)), pause);
        assert_eq!(pace.due("b.example", pause, at(0)), Duration::ZERO);
    }
}
