//! How claims of the same words and number were judged elsewhere: the desk's word, where it has one.

use crate::model::{Record, Status};

/// The claims among these whose judgement stands, so that it may guide the next: neither in dispute nor waiting for a
/// second reviewer, who is to judge without it.
#[must_use]
pub fn precedents(alike: Vec<Record>) -> Vec<Record> {
    let stands = |record: &Record| {
        let settled = matches!(
            record.state.status,
            Status::Reviewed | Status::Adjudicated | Status::Published | Status::Corrected
        );
        settled && record.state.awaits == 0
    };
    alike.into_iter().filter(stands).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::review::fixture;

    #[test]
    fn only_what_stands_is_a_precedent() {
        let at = |status, awaits| {
            let mut record = fixture::record();
            (record.state.status, record.state.awaits) = (status, awaits);
            record
        };
        let all = Status::ALL.iter().map(|status| at(*status, 0)).chain([at(Status::Reviewed, 1)]).collect();
        let kept: Vec<_> = precedents(all).iter().map(Record::status).collect();
        assert_eq!(kept, [Status::Reviewed, Status::Adjudicated, Status::Published, Status::Corrected]);
    }
}
