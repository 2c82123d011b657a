//! What may be done with a claim where it stands: a wish → the act that the ledger records, or why not (docs/verdicts.md).
//!
//! Where a claim stands afterwards follows from the acts; it is never typed.

use chrono::NaiveDate;
use thiserror::Error;

use crate::model::{
    Act, ClaimAssigned, ClaimId, ClaimPublished, ClaimReopened, ClaimResolved, ClaimSkipped, ClaimTriaged, ClaimVoided,
    NoteWritten, Policy, Record, ResolvedBy, ReviewStarted, Role, Status, Triage, Uncheckable, Verdict,
};
use crate::review::words::{MIDDLE, address, line, text};
use crate::review::{Eyes, ReviewError};

/// What somebody wants to do with a claim.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Wish {
    /// It is to be checked, by a day if one is given.
    Queue {
        /// By when.
        due: Option<NaiveDate>,
    },
    /// It is not to be checked.
    Dismiss {
        /// Why.
        reason: Uncheckable,
        /// The claim that it repeats.
        duplicate_of: Option<ClaimId>,
    },
    /// It can be checked from a day on.
    Wait {
        /// That day.
        until: NaiveDate,
    },
    /// A reviewer is to check it; nobody, to take it back.
    Assign {
        /// The reviewer.
        to: Option<String>,
        /// By when.
        due: Option<NaiveDate>,
    },
    /// A reviewer begins.
    Start,
    /// A reviewer leaves it to others.
    Skip {
        /// Why.
        reason: String,
    },
    /// Of the verdicts that differ one holds.
    Resolve {
        /// Whose: the reviewer's name, or the beginning of the verdict's id.
        accept: String,
        /// Who decides: an editor, or all by their votes.
        way: ResolvedBy,
        /// Why.
        reason: String,
    },
    /// It is to be looked at again.
    Reopen {
        /// Why.
        reason: String,
    },
    /// The judgement is public.
    Publish {
        /// Where.
        url: String,
        /// Since when, if not today.
        on: Option<NaiveDate>,
    },
    /// It is to be left out.
    Void {
        /// Why.
        reason: String,
    },
    /// Something to remember.
    Note {
        /// What.
        text: String,
    },
}

impl Wish {
    /// "assign": how the wish is called.
    const fn name(&self) -> &'static str {
        match self {
            Self::Queue { .. } => "queued",
            Self::Dismiss { .. } => "dismissed",
            Self::Wait { .. } => "left for later",
            Self::Assign { .. } => "assigned",
            Self::Start => "started on",
            Self::Skip { .. } => "skipped",
            Self::Resolve { .. } => "resolved",
            Self::Reopen { .. } => "reopened",
            Self::Publish { .. } => "published",
            Self::Void { .. } => "voided",
            Self::Note { .. } => "noted on",
        }
    }

    /// Where a claim may stand for it.
    fn fits(&self, status: Status) -> bool {
        use Status::{
            Adjudicated, Assigned, Corrected, Disputed, InReview, New, NotCheckable, PendingDate, Published, Queued,
            Reopened, Reviewed, Void,
        };
        match self {
            Self::Queue { .. } => matches!(status, New | NotCheckable | Queued | PendingDate | Reopened),
            Self::Dismiss { .. } | Self::Wait { .. } => {
                matches!(status, New | NotCheckable | Queued | Assigned | InReview | PendingDate | Reopened)
            }
            Self::Assign { .. } | Self::Start | Self::Skip { .. } => !matches!(status, NotCheckable | Void),
            Self::Resolve { .. } => matches!(status, Disputed | Reviewed),
            Self::Reopen { .. } => {
                matches!(status, NotCheckable | Reviewed | Disputed | Adjudicated | Published | Corrected | Void)
            }
            Self::Publish { .. } => matches!(status, Reviewed | Adjudicated | Published | Corrected),
            Self::Void { .. } => status != Void,
            Self::Note { .. } => true,
        }
    }
}

/// Why something cannot be done with a claim.
#[derive(Clone, Debug, Error, PartialEq, Eq)]
pub enum LifeError {
    /// Nobody is named.
    #[error("the ledger records who did it: give the name with --as NAME")]
    Nobody,
    /// It stands elsewhere.
    #[error("the claim is {status} and cannot be {wish}{}", hint(*status))]
    Status {
        /// Where it stands.
        status: Status,
        /// What was wanted.
        wish: &'static str,
    },
    /// No reason was given.
    #[error("the ledger records why: give it with --reason TEXT")]
    NoReason,
    /// A note without words.
    #[error("the note has no words")]
    NoWords,
    /// A day that is over.
    #[error("{day} is over: it is {today}")]
    Over {
        /// The day.
        day: NaiveDate,
        /// The day of the act.
        today: NaiveDate,
    },
    /// A day that is still to come.
    #[error("{day} is still to come: it is {today}")]
    ToCome {
        /// The day.
        day: NaiveDate,
        /// The day of the act.
        today: NaiveDate,
    },
    /// A duplicate of nothing, of itself, or another reason with one.
    #[error("a duplicate is one of another claim: give it with --duplicate-of ID, and only then")]
    Duplicate,
    /// No verdict in force is meant.
    #[error("no verdict in force is by “{given}” or has an id that begins so; in force are {}", known.join(", "))]
    NoVerdict {
        /// What was typed.
        given: String,
        /// "Ana: wrong (v01a2…)".
        known: Vec<String>,
    },
    /// A reviewer would decide on his own verdict.
    #[error("{by} gave a verdict on this claim and cannot decide which one holds: another editor does, or --vote")]
    Own {
        /// Who.
        by: String,
    },
    /// The verdicts are hidden from whoever would choose one.
    #[error(
        "you have not seen the verdicts, which are hidden until your own is in: claimlog show ID --unblind, which the ledger records, or be named an editor in the policy"
    )]
    Unseen,
    /// The policy asks for more verdicts first.
    #[error(
        "the desk's policy asks for {0} more before it is published (claimlog show says why): a colleague judges it, or an editor decides (claimlog resolve)"
    )]
    Awaits(u32),
    /// The votes do not say so.
    #[error("the vote is not for “{rating}”: {}", votes.join(", "))]
    Vote {
        /// The rating that was to hold.
        rating: String,
        /// "2 wrong".
        votes: Vec<String>,
    },
    /// Words that are too long, or no address.
    #[error(transparent)]
    Words(#[from] ReviewError),
}

fn hint(status: Status) -> &'static str {
    match status {
        Status::New | Status::Queued | Status::Assigned | Status::InReview | Status::PendingDate => {
            ": it has no verdict yet (claimlog verdict)"
        }
        Status::Disputed => ": its verdicts differ (claimlog resolve)",
        Status::Void | Status::NotCheckable => ": reopen it first (claimlog reopen)",
        Status::Reviewed | Status::Adjudicated | Status::Published | Status::Corrected => {
            ": it has a verdict; reopen it first (claimlog reopen)"
        }
        Status::Reopened => ": it has no new verdict yet (claimlog verdict)",
    }
}

/// The act that is wished, if the claim stands where it can be done and the policy lets it; `today` is the day of the act.
///
/// # Errors
/// When nobody is named, a reason is missing, the claim stands elsewhere, or a day, an address or a verdict cannot be meant.
pub fn act(record: &Record, wish: &Wish, policy: &Policy, by: &str, today: NaiveDate) -> Result<Act, LifeError> {
    let by = line("the name", by)?.ok_or(LifeError::Nobody)?;
    if !wish.fits(record.status()) {
        return Err(LifeError::Status { status: record.status(), wish: wish.name() });
    }
    let claim = record.claim.id;
    let why = |typed: &str| text("the reason", MIDDLE, typed)?.ok_or(LifeError::NoReason);
    let triaged = |triage| Act::ClaimTriaged(ClaimTriaged { claim, by: by.clone(), triage, note: None });
    Ok(match wish {
        Wish::Queue { due } => triaged(Triage::Queued { due: to_come(*due, today)? }),
        Wish::Dismiss { reason, duplicate_of } => {
            let fits = (*reason == Uncheckable::Duplicate) == duplicate_of.is_some() && *duplicate_of != Some(claim);
            if !fits {
                return Err(LifeError::Duplicate);
            }
            triaged(Triage::NotCheckable { reason: *reason, duplicate_of: *duplicate_of })
        }
        Wish::Wait { until } => {
            to_come(Some(*until), today)?;
            triaged(Triage::Pending { checkable_on: *until })
        }
        Wish::Assign { to, due } => {
            let to = to.as_deref().map_or(Ok(None), |to| line("the reviewer's name", to))?;
            Act::ClaimAssigned(ClaimAssigned { claim, by, to, due: to_come(*due, today)? })
        }
        Wish::Start => Act::ReviewStarted(ReviewStarted { claim, by }),
        Wish::Skip { reason } => Act::ClaimSkipped(ClaimSkipped { claim, by, reason: why(reason)? }),
        Wish::Resolve { .. } if Eyes::of(Some(&by), policy).hides(record) => return Err(LifeError::Unseen),
        Wish::Resolve { accept, way, reason } => resolve(record, accept, *way, why(reason)?, by)?,
        Wish::Reopen { reason } => Act::ClaimReopened(ClaimReopened { claim, by, reason: why(reason)? }),
        Wish::Publish { url, on } => {
            if record.state.awaits > 0 {
                return Err(LifeError::Awaits(record.state.awaits));
            }
            if let Some(day) = on.filter(|day| *day > today) {
                return Err(LifeError::ToCome { day, today });
            }
            Act::ClaimPublished(ClaimPublished { claim, by, url: address(url)?, on: *on })
        }
        Wish::Void { reason } => Act::ClaimVoided(ClaimVoided { claim, by, reason: why(reason)? }),
        Wish::Note { text: typed } => {
            let text = text("the note", MIDDLE, typed)?.ok_or(LifeError::NoWords)?;
            Act::NoteWritten(NoteWritten { claim, by, text })
        }
    })
}

fn to_come(day: Option<NaiveDate>, today: NaiveDate) -> Result<Option<NaiveDate>, LifeError> {
    match day.filter(|day| *day < today) {
        Some(day) => Err(LifeError::Over { day, today }),
        None => Ok(day),
    }
}

fn resolve(record: &Record, accept: &str, way: ResolvedBy, reason: String, by: String) -> Result<Act, LifeError> {
    let in_force: Vec<&Verdict> = record.in_force().collect();
    let chosen = chosen(&in_force, accept.trim())?;
    match way {
        ResolvedBy::Vote => vote(&in_force, chosen)?,
        // Who was called in to decide gives a verdict as adjudicator and may choose it.
        ResolvedBy::Editor => {
            let reviewed = in_force.iter().any(|verdict| verdict.reviewer == by && verdict.role != Role::Adjudicator);
            if reviewed {
                return Err(LifeError::Own { by });
            }
        }
    }
    Ok(Act::ClaimResolved(ClaimResolved {
        claim: record.claim.id,
        by,
        way,
        verdict: chosen.id,
        considered: in_force.iter().map(|verdict| verdict.id).collect(),
        dissent: in_force.iter().filter(|other| !same(other, chosen)).map(|verdict| verdict.id).collect(),
        reason,
    }))
}

/// The verdict that a reviewer's name or the beginning of an id names.
fn chosen<'v>(in_force: &[&'v Verdict], given: &str) -> Result<&'v Verdict, LifeError> {
    let named = in_force.iter().filter(|verdict| verdict.reviewer == given);
    let by_id = in_force.iter().filter(|verdict| given.len() > 3 && verdict.id.to_string().starts_with(given));
    let found: Vec<_> = named.chain(by_id).collect();
    match found[..] {
        [one] => Ok(one),
        _ => {
            let known =
                in_force.iter().map(|verdict| format!("{}: {} ({})", verdict.reviewer, verdict.rating, verdict.id));
            Err(LifeError::NoVerdict { given: given.to_owned(), known: known.collect() })
        }
    }
}

/// More reviewers must say so than say anything else.
fn vote(in_force: &[&Verdict], chosen: &Verdict) -> Result<(), LifeError> {
    let mut votes: Vec<(&Verdict, usize)> = Vec::new();
    // What others published outside is no vote of the desk.
    for verdict in in_force.iter().filter(|verdict| verdict.role != Role::External) {
        match votes.iter_mut().find(|(known, _)| same(known, verdict)) {
            Some((_, count)) => *count += 1,
            None => votes.push((verdict, 1)),
        }
    }
    let own = votes.iter().find(|(known, _)| same(known, chosen)).map_or(0, |(_, count)| *count);
    let others = votes.iter().filter(|(known, _)| !same(known, chosen)).map(|(_, count)| *count).max();
    if others.is_none_or(|others| others < own) {
        return Ok(());
    }
    let votes = votes.iter().map(|(verdict, count)| format!("{count} {}", verdict.rating)).collect();
    Err(LifeError::Vote { rating: chosen.rating.clone(), votes })
}

fn same(one: &Verdict, other: &Verdict) -> bool {
    one.scale == other.scale && one.rating == other.rating
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::review::fixture;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    /// A desk where Ann may see all.
    fn editors() -> Policy {
        Policy { editors: vec!["Ann".into()], ..Policy::default() }
    }

    fn at(status: Status) -> Record {
        let mut record = fixture::record();
        record.state.status = status;
        record
    }

    fn done(record: &Record, wish: &Wish) -> Result<Act, LifeError> {
        act(record, wish, &editors(), "Ann", day("2026-11-23"))
    }

    fn why(text: &str) -> String {
        text.to_owned()
    }

    /// Each wish, and the letters of where a claim may stand for it, in the order of `Status::ALL`.
    #[test]
    fn each_wish_has_its_places() {
        let wishes = [
            (Wish::Queue { due: None }, "xxx.......x.x"),
            (Wish::Dismiss { reason: Uncheckable::Vague, duplicate_of: None }, "xxxxx.....x.x"),
            (Wish::Wait { until: day("2027-01-01") }, "xxxxx.....x.x"),
            (Wish::Assign { to: Some(why("Ben")), due: None }, "x.xxxxxxxxx.x"),
            (Wish::Start, "x.xxxxxxxxx.x"),
            (Wish::Skip { reason: why("my own story") }, "x.xxxxxxxxx.x"),
            (Wish::Reopen { reason: why("again") }, ".x...xxxxx.x."),
            (Wish::Publish { url: why("https://a.example"), on: None }, ".....x.xxx..."),
            (Wish::Void { reason: why("twice") }, "xxxxxxxxxxx.x"),
            (Wish::Note { text: why("Call the port.") }, "xxxxxxxxxxxxx"),
        ];
        for (wish, places) in &wishes {
            let allowed: String =
                Status::ALL.iter().map(|status| if done(&at(*status), wish).is_ok() { 'x' } else { '.' }).collect();
            assert_eq!(&allowed, places, "{wish:?}");
        }
    }

    #[test]
    fn every_act_has_a_name_and_most_a_reason() {
        let record = at(Status::Reviewed);
        let wish = Wish::Reopen { reason: why(" ") };
        assert_eq!(done(&record, &wish).unwrap_err(), LifeError::NoReason);
        assert_eq!(act(&record, &Wish::Start, &editors(), " \n", day("2026-11-23")).unwrap_err(), LifeError::Nobody);
        assert_eq!(done(&record, &Wish::Note { text: why("\n") }).unwrap_err(), LifeError::NoWords);
        let refused = done(&at(Status::New), &Wish::Publish { url: why("https://a.example"), on: None }).unwrap_err();
        assert_eq!(
            refused.to_string(),
            "the claim is new and cannot be published: it has no verdict yet (claimlog verdict)"
        );
    }

    #[test]
    fn days_are_where_they_can_be() {
        let record = at(Status::New);
        let over = Wish::Queue { due: Some(day("2026-11-22")) };
        assert!(matches!(done(&record, &over), Err(LifeError::Over { .. })));
        assert!(matches!(done(&record, &Wish::Wait { until: day("2020-01-01") }), Err(LifeError::Over { .. })));
        let future = Wish::Publish { url: why("https://a.example"), on: Some(day("2026-11-24")) };
        assert!(matches!(done(&at(Status::Reviewed), &future), Err(LifeError::ToCome { .. })));
        assert!(done(&at(Status::Reviewed), &Wish::Publish { url: why("javascript:x"), on: None }).is_err());
    }

    #[test]
    fn a_duplicate_is_one_of_another_claim() {
        let record = at(Status::New);
        let other = ClaimId::from_bytes([7; 16]);
        for (reason, of, fine) in [
            (Uncheckable::Duplicate, Some(other), true),
            (Uncheckable::Duplicate, None, false),
            (Uncheckable::Duplicate, Some(record.claim.id), false),
            (Uncheckable::Vague, Some(other), false),
        ] {
            assert_eq!(done(&record, &Wish::Dismiss { reason, duplicate_of: of }).is_ok(), fine, "{reason} {of:?}");
        }
    }

    /// A disputed claim with these verdicts: reviewer, rating, role.
    fn disputed(verdicts: &[(&str, &str, Role)]) -> Record {
        let mut record = at(Status::Disputed);
        for (reviewer, rating, role) in verdicts {
            record.verdicts.push(fixture::verdict(&record.claim, reviewer, rating, *role));
        }
        record
    }

    fn resolved(record: &Record, accept: &str, way: ResolvedBy) -> Result<ClaimResolved, LifeError> {
        match done(record, &Wish::Resolve { accept: why(accept), way, reason: why("the table") })? {
            Act::ClaimResolved(resolved) => Ok(resolved),
            other => panic!("{other:?}"),
        }
    }

    #[test]
    fn an_editor_chooses_and_dissent_is_kept() {
        let record = disputed(&[
            ("Ben", "wrong", Role::Reviewer),
            ("Cora", "close", Role::Reviewer),
            ("Dan", "wrong", Role::Second),
        ]);
        let done = resolved(&record, "Ben", ResolvedBy::Editor).unwrap();
        assert_eq!(done.verdict, record.verdicts[0].id);
        assert_eq!((done.considered.len(), done.dissent), (3, vec![record.verdicts[1].id]));
        let by_id = record.verdicts[1].id.to_string();
        assert_eq!(resolved(&record, &by_id, ResolvedBy::Editor).unwrap().verdict, record.verdicts[1].id);
        let unknown = resolved(&record, "Eve", ResolvedBy::Editor).unwrap_err().to_string();
        assert!(unknown.contains("Ben: wrong"), "{unknown}");
    }

    #[test]
    fn nobody_decides_on_his_own_verdict() {
        let record = disputed(&[("Ann", "wrong", Role::Reviewer), ("Ben", "close", Role::Reviewer)]);
        for accept in ["Ann", "Ben"] {
            assert!(matches!(resolved(&record, accept, ResolvedBy::Editor), Err(LifeError::Own { .. })), "{accept}");
        }
        let called_in = disputed(&[
            ("Cora", "wrong", Role::Reviewer),
            ("Ben", "close", Role::Reviewer),
            ("Ann", "outdated", Role::Adjudicator),
        ]);
        assert_eq!(resolved(&called_in, "Ann", ResolvedBy::Editor).unwrap().dissent.len(), 2);
    }

    #[test]
    fn a_vote_needs_more_for_than_for_any_other() {
        let two = disputed(&[("Ann", "wrong", Role::Reviewer), ("Ben", "close", Role::Reviewer)]);
        let tie = resolved(&two, "Ann", ResolvedBy::Vote).unwrap_err().to_string();
        assert_eq!(tie, "the vote is not for “wrong”: 1 wrong, 1 close");
        let three = disputed(&[
            ("Ann", "wrong", Role::Reviewer),
            ("Ben", "close", Role::Reviewer),
            ("Cora", "wrong", Role::Second),
        ]);
        assert!(resolved(&three, "Cora", ResolvedBy::Vote).is_ok());
        assert!(resolved(&three, "Ben", ResolvedBy::Vote).is_err());
    }
}
