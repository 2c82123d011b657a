//! The life of a claim: the events about it, oldest first → where it stands (docs/verdicts.md).
//!
//! ```text
//! new ─triage→ not checkable · queued ─assign→ assigned ─start→ in review ─verdict→ reviewed
//! reviewed ─another verdict that differs→ disputed ─resolve→ adjudicated ─publish→ published ─verdict→ corrected
//! any of them ─reopen→ reopened ─verdict→ reviewed          any ─void→ void          waiting for its day: pending date
//! ```

use super::{difference, second};
use crate::model::{
    Act, ClaimAssigned, ClaimId, ClaimTriaged, Occurrence, Policy, Publication, Role, State, Status, Triage, Verdict,
    VerdictId,
};

/// Where a claim stands after these events, the policies among them; those that were taken back count for nothing.
/// `named` says whether somebody named made the claim.
pub(super) fn state(claim: ClaimId, named: bool, events: &[Occurrence]) -> State {
    let mut life = Life { claim, named, ..Life::default() };
    if events.iter().any(|event| event.undone && makes(&event.act, claim)) {
        life.stand(Status::Void, Some("its entry was taken back".to_owned()));
    }
    // Who took his own verdict back has seen those of others.
    for event in events.iter().filter(|event| event.undone) {
        if let Act::VerdictGiven(verdict) = &event.act {
            once(&mut life.state.shown, &verdict.reviewer);
        }
    }
    for event in events.iter().filter(|event| !event.undone) {
        let before = life.state.status;
        life.take(event);
        if life.state.status != before {
            life.state.since = Some(event.at);
        }
    }
    life.state
}

/// Whether the act is the one that the claim comes from.
fn makes(act: &Act, claim: ClaimId) -> bool {
    match act {
        Act::ClaimEntered(entered) => entered.claim.id == claim,
        Act::ClaimSplit(split) => split.into.iter().any(|part| part.id == claim),
        _ => false,
    }
}

#[derive(Default)]
struct Life<'e> {
    claim: ClaimId,
    named: bool,
    policy: Policy,
    state: State,
    verdicts: Vec<&'e Verdict>,
}

impl<'e> Life<'e> {
    fn take(&mut self, event: &'e Occurrence) {
        if let Act::PolicySet(set) = &event.act {
            self.policy = set.policy.clone();
            return;
        }
        if self.state.status == Status::Void && !matches!(event.act, Act::ClaimReopened(_)) {
            return;
        }
        match &event.act {
            Act::ClaimTriaged(triaged) => self.triaged(triaged),
            Act::ClaimAssigned(assigned) => self.assigned(assigned),
            Act::ReviewStarted(started) => {
                self.state.assignee.get_or_insert_with(|| started.by.clone());
                self.early(Status::InReview);
            }
            Act::VerdictGiven(verdict) => self.judged(verdict),
            // Of a verdict that was taken back nothing holds.
            Act::ClaimResolved(resolved) if self.verdicts.iter().all(|verdict| verdict.id != resolved.verdict) => {}
            Act::ClaimResolved(resolved) => {
                self.stand(Status::Adjudicated, None);
                self.settle();
                self.state.resolution = Some(resolved.clone());
            }
            Act::ClaimReopened(reopened) => {
                self.stand(Status::Reopened, Some(reopened.reason.clone()));
                self.settle();
                self.state.skipped.clear();
                self.state.reopenings += 1;
            }
            Act::ClaimPublished(published) => {
                let on = published.on.unwrap_or_else(|| event.at.date_naive());
                self.stand(Status::Published, None);
                self.state.publication = Some(Publication { url: published.url.clone(), on });
            }
            Act::ClaimVoided(voided) => self.stand(Status::Void, Some(voided.reason.clone())),
            Act::ClaimSplit(split) if split.claim == self.claim => {
                let reason = split.reason.clone().unwrap_or_else(|| "it was split".to_owned());
                self.stand(Status::Void, Some(reason));
            }
            Act::ClaimSkipped(skipped) => {
                once(&mut self.state.skipped, &skipped.by);
                if self.state.assignee.as_ref() == Some(&skipped.by) {
                    self.unassigned();
                }
            }
            Act::VerdictsShown(shown) => once(&mut self.state.shown, &shown.by),
            _ => {}
        }
    }

    /// Nothing is wanted or in dispute any more.
    fn settle(&mut self) {
        self.state.awaits = 0;
        self.state.second_look.clear();
        self.state.differences.clear();
    }

    fn stand(&mut self, status: Status, reason: Option<String>) {
        self.state.status = status;
        self.state.reason = reason;
    }

    /// A status that only a claim without a judgement can take.
    fn early(&mut self, status: Status) {
        if !self.is_judged() {
            self.stand(status, None);
        }
    }

    fn is_judged(&self) -> bool {
        matches!(
            self.state.status,
            Status::Reviewed | Status::Disputed | Status::Adjudicated | Status::Published | Status::Corrected
        )
    }

    fn triaged(&mut self, triaged: &ClaimTriaged) {
        match &triaged.triage {
            Triage::Queued { due } => {
                self.early(Status::Queued);
                self.state.due = due.or(self.state.due);
            }
            Triage::NotCheckable { reason, duplicate_of } => {
                let of = duplicate_of.map(|claim| format!(" of {claim}")).unwrap_or_default();
                self.stand(Status::NotCheckable, Some(format!("{reason}{of}")));
            }
            Triage::Pending { checkable_on } => {
                self.early(Status::PendingDate);
                self.state.due = Some(*checkable_on);
            }
        }
    }

    fn assigned(&mut self, assigned: &ClaimAssigned) {
        self.state.assignee.clone_from(&assigned.to);
        self.state.due = assigned.due.or(self.state.due);
        match &assigned.to {
            Some(_) => self.early(Status::Assigned),
            None => self.unassigned(),
        }
    }

    /// Nobody has it any more.
    fn unassigned(&mut self) {
        self.state.assignee = None;
        if matches!(self.state.status, Status::Assigned | Status::InReview) {
            self.stand(Status::Queued, None);
        }
    }

    fn judged(&mut self, verdict: &'e Verdict) {
        self.verdicts.push(verdict);
        if verdict.role == Role::External {
            return; // what others say is kept beside and changes nothing here
        }
        let status = match self.state.status {
            Status::Published | Status::Corrected => {
                self.state.corrections += 1;
                Status::Corrected
            }
            Status::Adjudicated if self.agrees_with_resolution(verdict) => Status::Adjudicated,
            _ => self.weighed(),
        };
        if status != Status::Adjudicated {
            self.state.resolution = None; // a judgement that came later holds
        }
        self.stand(status, None);
    }

    /// Holds the verdicts in force against each other and against the policy.
    fn weighed(&mut self) -> Status {
        let in_force = self.in_force();
        let differences = difference::among(&in_force, &self.policy);
        let (awaits, why) = second::wanted(&in_force, self.named, &self.policy);
        let disputed = !differences.is_empty();
        self.state.differences = differences;
        (self.state.awaits, self.state.second_look) = if disputed { (0, Vec::new()) } else { (awaits, why) };
        if disputed { Status::Disputed } else { Status::Reviewed }
    }

    fn agrees_with_resolution(&self, verdict: &Verdict) -> bool {
        let chosen = self.state.resolution.as_ref().map(|resolution| resolution.verdict);
        let chosen = chosen.and_then(|id| self.verdicts.iter().find(|other| other.id == id));
        chosen.is_some_and(|chosen| same(chosen, verdict))
    }

    /// The verdicts that none supersedes.
    fn in_force(&self) -> Vec<&'e Verdict> {
        let superseded: Vec<VerdictId> = self.verdicts.iter().filter_map(|verdict| verdict.supersedes).collect();
        self.verdicts.iter().copied().filter(|verdict| !superseded.contains(&verdict.id)).collect()
    }
}

fn once(names: &mut Vec<String>, name: &str) {
    if names.iter().all(|known| known != name) {
        names.push(name.to_owned());
    }
}

fn same(one: &Verdict, other: &Verdict) -> bool {
    one.scale == other.scale && one.rating == other.rating
}
