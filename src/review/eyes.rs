//! Who sees which verdicts: with blind review, those of colleagues are hidden until one's own is in.
//!
//! This is the one place with the rule; every command, report and screen that reads a claim for somebody reads it
//! through [`Eyes`]. It is a policy for colleagues who keep to it, no wall: whoever can read the file can read it all.

use crate::model::{Act, ClaimId, Policy, Record, Role, Status, VerdictsShown};
use crate::review::LifeError;
use crate::review::words::{line, name as plain};

/// Somebody who looks.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Eyes {
    name: Option<String>,
    /// Whether the policy hides anything from this one.
    open: bool,
}

impl Eyes {
    /// The eyes of somebody under a policy; without a name, of a reader who is no reviewer.
    #[must_use]
    pub fn of(name: Option<&str>, policy: &Policy) -> Self {
        // A name too long for the ledger is nobody's in it: as a stranger's it opens nothing.
        let name = name.map(|typed| plain(typed).unwrap_or_else(|_| typed.to_owned())).filter(|name| !name.is_empty());
        let is_editor = name.as_ref().is_some_and(|name| policy.editors.contains(name));
        Self { name, open: !policy.blind || is_editor }
    }

    /// Eyes that see everything: those of the program itself.
    #[must_use]
    pub const fn all() -> Self {
        Self { name: None, open: true }
    }

    /// Whether verdicts of others on a claim are hidden.
    ///
    /// From a reviewer they are until his own is in, or until the desk's word is final: chosen, or published. From a
    /// reader without a name they are while the policy waits for another reviewer, who may be that reader.
    #[must_use]
    pub fn hides(&self, record: &Record) -> bool {
        let state = &record.state;
        let is_final = matches!(state.status, Status::Adjudicated | Status::Published | Status::Corrected);
        if self.open || is_final {
            return false;
        }
        match &self.name {
            None => state.awaits > 0,
            Some(name) => {
                let own = record.verdicts.iter().any(|verdict| &verdict.reviewer == name);
                !own && !state.shown.contains(name)
            }
        }
    }

    /// The claim as it may be seen, with how many verdicts are hidden.
    #[must_use]
    pub fn over(&self, record: Record) -> Record {
        if !self.hides(&record) {
            return record;
        }
        let mut seen = record;
        let before = seen.verdicts.len();
        seen.verdicts.retain(|verdict| verdict.role == Role::External);
        seen.hidden = before - seen.verdicts.len();
        if seen.hidden > 0 {
            seen.state.differences.clear();
            seen.state.second_look.clear(); // "the rating is the scale's worst"
        }
        seen
    }

    /// Whether an event says how somebody judged, so that it is hidden where the verdict is.
    #[must_use]
    pub fn tells(act: &Act) -> bool {
        match act {
            Act::VerdictGiven(verdict) => verdict.role != Role::External,
            Act::ClaimResolved(_) => true,
            _ => false,
        }
    }
}

/// The act of looking at hidden verdicts, which makes one's own later ones not blind.
///
/// # Errors
/// When nobody is named.
pub fn show_verdicts(claims: &[ClaimId], by: &str) -> Result<Act, LifeError> {
    let by = line("the name", by)?.ok_or(LifeError::Nobody)?;
    Ok(Act::VerdictsShown(VerdictsShown { claims: claims.to_vec(), by }))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::review::fixture;

    fn judged(status: Status, awaits: u32) -> Record {
        let mut record = fixture::record();
        record.verdicts = vec![
            fixture::verdict(&record.claim, "Ann", "wrong", Role::Reviewer),
            fixture::verdict(&record.claim, "A weekly", "wrong", Role::External),
        ];
        (record.state.status, record.state.awaits) = (status, awaits);
        record
    }

    fn hidden(name: Option<&str>, record: &Record, policy: &Policy) -> usize {
        let seen = Eyes::of(name, policy).over(record.clone());
        assert_eq!(seen.verdicts.len() + seen.hidden, record.verdicts.len());
        seen.hidden
    }

    #[test]
    fn a_colleagues_verdict_is_hidden_until_ones_own_is_in() {
        let policy = Policy::default();
        for (status, awaits) in
            [(Status::Reviewed, 0), (Status::Reviewed, 1), (Status::Disputed, 0), (Status::Reopened, 0)]
        {
            let record = judged(status, awaits);
            assert_eq!(hidden(Some("Ben"), &record, &policy), 1, "{status}");
            assert_eq!(hidden(Some(" Ann "), &record, &policy), 0, "{status}");
        }
    }

    #[test]
    fn what_is_final_is_seen_by_all() {
        for status in [Status::Adjudicated, Status::Published, Status::Corrected] {
            assert_eq!(hidden(Some("Ben"), &judged(status, 0), &Policy::default()), 0, "{status}");
        }
    }

    #[test]
    fn a_reader_without_a_name_may_be_the_one_who_is_awaited() {
        assert_eq!(hidden(None, &judged(Status::Reviewed, 1), &Policy::default()), 1);
        assert_eq!(hidden(Some(" "), &judged(Status::Reviewed, 1), &Policy::default()), 1);
        assert_eq!(hidden(None, &judged(Status::Reviewed, 0), &Policy::default()), 0);
    }

    #[test]
    fn editors_those_it_was_shown_to_and_open_desks_see_all() {
        let mut record = judged(Status::Reviewed, 1);
        let editors = Policy { editors: vec!["Eva".into()], ..Policy::default() };
        assert_eq!(hidden(Some("Eva"), &record, &editors), 0);
        let open = Policy { blind: false, ..Policy::default() };
        assert_eq!(hidden(Some("Ben"), &record, &open), 0);
        record.state.shown.push("Ben".into());
        assert_eq!(hidden(Some("Ben"), &record, &Policy::default()), 0);
        assert_eq!(hidden(Some("Cora"), &record, &Policy::default()), 1);
    }
}
