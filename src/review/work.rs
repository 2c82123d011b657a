//! One piece of work a function, from the wish to the ledger: what every face of reviewing calls.

use chrono::Duration;
use thiserror::Error;

use crate::model::{Act, ClaimId, EventKind, Occurrence, Record, Status, Verdict};
use crate::review::{
    Decision, Eyes, Judgement, LifeError, ReviewError, Scale, UndoError, Wish, act, can_be_undone, decide, precedents,
    undo,
};
use crate::store::{Filter, Lease, LogFilter, Stamp, Store, StoreError, Turn};

/// Why a piece of work was not done. Nothing was changed.
#[derive(Debug, Error)]
pub enum WorkError {
    /// The judgement cannot be a verdict.
    #[error(transparent)]
    Review(#[from] ReviewError),
    /// It cannot be done with the claim where it stands.
    #[error(transparent)]
    Life(#[from] LifeError),
    /// It cannot be taken back.
    #[error(transparent)]
    Undo(#[from] UndoError),
    /// There is nothing to take back.
    #[error("{0} did nothing here that could be taken back")]
    Nothing(String),
    /// The database refused.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// A verdict that is in the ledger.
#[derive(Debug)]
pub struct Judged {
    /// As it was made.
    pub decision: Decision,
    /// As it was stored.
    pub verdict: Verdict,
    /// The claim after it.
    pub after: Record,
    /// Verdicts that others gave while this one was made: both are kept.
    pub meanwhile: Vec<Verdict>,
    /// Where the claim stood when it was judged, if somebody moved it since the reviewer began.
    pub moved: Option<Status>,
}

/// Records a judgement of a claim, by the desk's policy. `known` are the verdicts that were there when the reviewer began.
///
/// # Errors
/// When the judgement cannot be a verdict, or the database refuses.
pub fn judge(
    store: &mut Store,
    stamp: &Stamp,
    claim: ClaimId,
    scale: &Scale,
    judgement: &Judgement,
    known: Option<&Record>,
) -> Result<Judged, WorkError> {
    let policy = store.policy()?;
    let before = store.record(claim)?;
    let seen = Eyes::of(Some(&judgement.reviewer), &policy).over(before.clone());
    let decision = decide(&before.claim, &seen.verdicts, scale, &policy, judgement, stamp.at)?;
    let verdict = store.decide(decision.verdict.clone(), stamp)?;
    store.leave(claim, &verdict.reviewer)?;
    store.drop_draft(claim, &verdict.reviewer)?;
    let after = store.record(claim)?;
    let began = known.unwrap_or(&before);
    let is_new = |other: &&Verdict| other.id != verdict.id && began.verdicts.iter().all(|known| known.id != other.id);
    let meanwhile = after.verdicts.iter().filter(is_new).cloned().collect();
    let moved = (began.status() != before.status()).then(|| before.status());
    Ok(Judged { decision, verdict, after, meanwhile, moved })
}

/// What was done with a claim.
#[derive(Debug)]
pub struct Done {
    /// Where it stood.
    pub was: Status,
    /// What was done.
    pub event: Occurrence,
    /// The claim after it.
    pub after: Record,
}

/// Does with a claim what is wished; nobody can come between the look at it and the act.
///
/// # Errors
/// When it cannot be done where the claim stands, or the database refuses.
pub fn carry_out(store: &mut Store, stamp: &Stamp, claim: ClaimId, wish: &Wish, by: &str) -> Result<Done, WorkError> {
    let policy = store.policy()?;
    let mut was = Status::New;
    let event = store.act_on(claim, stamp, |record, _| {
        was = record.status();
        Ok::<Act, WorkError>(act(record, wish, &policy, by, stamp.at.date_naive())?)
    })?;
    if matches!(wish, Wish::Skip { .. }) {
        store.leave(claim, by.trim())?;
        store.drop_draft(claim, by.trim())?;
    }
    Ok(Done { was, event, after: store.record(claim)? })
}

/// Takes back what somebody did last, about one claim or about any.
///
/// # Errors
/// When there is nothing, or the database refuses.
pub fn take_back(store: &mut Store, stamp: &Stamp, claim: Option<ClaimId>, by: &str) -> Result<Occurrence, WorkError> {
    let kinds = EventKind::ALL.iter().copied().filter(|kind| can_be_undone(*kind)).collect();
    let last =
        LogFilter { claim, by: Some(by.to_owned()), kinds, standing: true, limit: Some(1), ..LogFilter::default() };
    let target = store.log(&last)?.into_iter().next().ok_or_else(|| WorkError::Nothing(by.to_owned()))?;
    store.act(undo(&target, None, by)?, stamp)?;
    Ok(target)
}

/// A claim that a reviewer has taken up.
#[derive(Debug)]
pub struct Task {
    /// The claim as he may see it.
    pub record: Record,
    /// The claim as it is, to tell later what others did meanwhile ([`judge`]); not to be shown.
    pub known: Record,
    /// The same words and number where they were judged.
    pub precedents: Vec<Record>,
}

/// Takes up the next claim of a reviewer's queue, and leaves it to him for as long as the policy says.
///
/// # Errors
/// When the database refuses.
pub fn take_next(store: &mut Store, stamp: &Stamp, by: &str, filter: &Filter) -> Result<Option<Task>, WorkError> {
    const TRIES: u64 = 20; // others may be as quick
    let turn = Turn { reviewer: by, at: stamp.at };
    let few = Filter { limit: Some(TRIES), ..filter.clone() };
    for record in store.queue(turn, &few)? {
        if take(store, stamp, record.claim.id, by)? == Lease::Taken {
            return Ok(Some(task(store, record.claim.id, by)?));
        }
    }
    Ok(None)
}

/// Takes up one claim.
///
/// # Errors
/// When the database refuses.
pub fn take(store: &mut Store, stamp: &Stamp, claim: ClaimId, by: &str) -> Result<Lease, WorkError> {
    let minutes = store.policy()?.lease_minutes;
    let until = stamp.at + Duration::minutes(minutes.into());
    Ok(store.take(claim, Turn { reviewer: by, at: stamp.at }, until)?)
}

/// A claim as a reviewer may see it, with how its like was judged.
///
/// # Errors
/// When there is no such claim, or the database refuses.
pub fn task(store: &Store, claim: ClaimId, by: &str) -> Result<Task, WorkError> {
    let known = store.record(claim)?;
    let record = Eyes::of(Some(by), &store.policy()?).over(known.clone());
    let precedents = precedents(store.judged_alike(&record)?);
    Ok(Task { record, known, precedents })
}
