//! The claims that a reviewer may take up, the most pressing first.
//!
//! First those that he was given, then those that somebody decided to check (queued, reopened, due, wanting a second
//! verdict), both by day and worthiness, then the new ones by worthiness, of equals the one that was logged first.
//! Nobody is offered what he passed over or has judged, what is another's, or what another has taken up just now.

use chrono::{DateTime, Utc};
use rusqlite::Connection;
use rusqlite::types::Value;

use crate::model::Record;
use crate::store::columns::moment_text;
use crate::store::query::Query;
use crate::store::records;
use crate::store::{Filter, StoreError, snapshot};

/// A reviewer at a moment.
#[derive(Clone, Copy, Debug)]
pub struct Turn<'a> {
    /// Who asks, by the exact name.
    pub reviewer: &'a str,
    /// When (UTC).
    pub at: DateTime<Utc>,
}

/// A queue is counted up to this many claims: nobody's day is longer, and the count is looked at after every verdict.
const COUNTED: u64 = if cfg!(test) { 6 } else { 1_000 };

/// How many claims wait.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Waiting {
    /// So many were counted.
    pub claims: u64,
    /// There are more, which were not counted.
    pub more: bool,
}

/// Part of the queue, each before the next.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Part {
    Own,
    Decided,
    New,
}

impl Part {
    const ALL: [Self; 3] = [Self::Own, Self::Decided, Self::New];

    /// Adds what makes a claim belong to this part.
    fn narrow(self, query: &mut Query, turn: Turn<'_>) {
        let me = || Value::from(turn.reviewer.to_owned());
        let unjudged =
            "NOT EXISTS (SELECT 1 FROM verdict_standing AS own WHERE own.claim = claim.key AND own.reviewer = ?)";
        match self {
            Self::Own => {
                query.and("state.assignee = ? AND state.status IN ('assigned', 'in_review', 'disputed')", [me()]);
                query.and(unjudged, [me()]);
            }
            Self::Decided => {
                let due = "state.status IN ('queued', 'reopened') OR state.status = 'pending_date' AND state.due <= ?";
                let second = format!("state.status = 'reviewed' AND state.awaits > 0 AND {unjudged}");
                query.and(format!("({due} OR {second})"), [turn.at.date_naive().to_string().into(), me()]);
            }
            Self::New => query.and("(state.claim IS NULL OR state.status = 'new')", [] as [Value; 0]),
        }
    }

    const fn order(self) -> &'static str {
        match self {
            Self::Own | Self::Decided => "state.due IS NULL, state.due, claim.worthiness_real DESC, claim.key",
            Self::New => "claim.worthiness_real DESC, claim.key",
        }
    }
}

/// The conditions of one part under a filter, and their parameters.
fn chosen(part: Part, turn: Turn<'_>, filter: &Filter) -> (String, Vec<Value>) {
    let mut query = Query::of(filter);
    let me = || Value::from(turn.reviewer.to_owned());
    part.narrow(&mut query, turn);
    query.and("NOT EXISTS (SELECT 1 FROM json_each(state.body, '$.skipped') WHERE json_each.value = ?)", [me()]);
    query.and(
        "NOT EXISTS (SELECT 1 FROM lease WHERE lease.claim = claim.id AND lease.reviewer <> ? AND lease.until > ?)",
        [me(), moment_text(turn.at).into()],
    );
    let least = if part == Part::New { filter.least_worth() } else { filter.min_worth };
    if let Some(least) = least {
        query.and("claim.worthiness_real >= CAST(? AS REAL)", [least.to_string()]);
    }
    let join = if part == Part::New { "LEFT JOIN" } else { "JOIN" };
    let from = format!(
        "FROM {} {join} claim_state AS state ON state.claim = claim.key WHERE {}",
        query.tables(),
        query.expression()
    );
    (from, query.parameters().cloned().collect())
}

/// The next claims for a reviewer, at most as many as the filter's limit.
pub(super) fn next(db: &Connection, turn: Turn<'_>, filter: &Filter) -> Result<Vec<Record>, StoreError> {
    let most = filter.limit.unwrap_or(u64::MAX);
    let _snapshot = snapshot::hold(db)?;
    let mut found = Vec::new();
    for part in Part::ALL {
        let left = most.saturating_sub(found.len() as u64);
        if left == 0 {
            break;
        }
        let (from, parameters) = chosen(part, turn, filter);
        let limit = Value::from(super::sql_limit(Some(left)));
        let rest = format!("{from} ORDER BY {} LIMIT ?", part.order());
        records::each(db, &rest, parameters.iter().chain([&limit]), |record| {
            found.push(record);
            Ok::<_, StoreError>(())
        })?;
    }
    Ok(found)
}

/// How many claims wait for a reviewer, counted up to [`COUNTED`].
pub(super) fn count(db: &Connection, turn: Turn<'_>, filter: &Filter) -> Result<Waiting, StoreError> {
    let mut total: u64 = 0;
    for part in Part::ALL {
        let (from, parameters) = chosen(part, turn, filter);
        let sql = format!("SELECT count(*) FROM (SELECT 1 {from} LIMIT {})", COUNTED + 1 - total);
        total += db.query_row(&sql, rusqlite::params_from_iter(parameters), |row| row.get::<_, u64>(0))?;
    }
    Ok(Waiting { claims: total.min(COUNTED), more: total > COUNTED })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Act, ClaimAssigned, ClaimReopened, ClaimSkipped, ClaimTriaged, Findings, Triage, Verdict};
    use crate::store::{Lease, Store, fixture};

    fn turn(reviewer: &str, seconds: i64) -> Turn<'_> {
        Turn { reviewer, at: fixture::at(seconds) }
    }

    fn mentions(store: &Store, reviewer: &str) -> Vec<String> {
        let records = store.queue(turn(reviewer, 0), &Filter::default()).unwrap();
        let waiting = Waiting { claims: records.len() as u64, more: false };
        assert_eq!(store.queue_length(turn(reviewer, 0), &Filter::default()).unwrap(), waiting);
        records.into_iter().map(|record| record.wording.mention).collect()
    }

    fn queued(store: &mut Store, claim: &crate::model::Claim, due: Option<&str>) {
        let triage = Triage::Queued { due: due.and_then(|day| day.parse().ok()) };
        let act = ClaimTriaged { claim: claim.id, by: "Eva".into(), triage, note: None };
        store.act(Act::ClaimTriaged(act), &fixture::stamp()).unwrap();
    }

    #[test]
    fn ones_own_come_first_then_what_was_decided_then_the_new_ones() {
        let mut store = fixture::store();
        let claims = fixture::add(&mut store, "Of 10, 20, 30, 40, 50, 60 and 2 came.");
        assert_eq!(mentions(&store, "Ben"), ["10", "20", "30", "40", "50", "60"]);
        queued(&mut store, &claims[3], Some("2027-01-02"));
        queued(&mut store, &claims[2], Some("2027-01-01"));
        queued(&mut store, &claims[1], None);
        let to = |name: &str| ClaimAssigned { claim: claims[5].id, by: "Eva".into(), to: Some(name.into()), due: None };
        store.act(Act::ClaimAssigned(to("Ben")), &fixture::stamp()).unwrap();
        assert_eq!(mentions(&store, "Ben"), ["60", "30", "40", "20", "10", "50"]);
        assert_eq!(mentions(&store, "Ann"), ["30", "40", "20", "10", "50"]);
    }

    #[test]
    fn a_long_queue_is_not_counted_to_its_end() {
        let mut store = fixture::store();
        let claims = fixture::add(&mut store, "Of 10, 20, 30, 40, 50, 60 and 70 came.");
        assert_eq!(store.queue_length(turn("Ben", 0), &Filter::default()).unwrap(), Waiting { claims: 6, more: true });
        queued(&mut store, &claims[3], None);
        assert_eq!(store.queue_length(turn("Ben", 0), &Filter::default()).unwrap(), Waiting { claims: 6, more: true });
        store.decide(fixture::verdict(&claims[0], "Ben", "close"), &fixture::stamp()).unwrap();
        let all = Waiting { claims: 6, more: false };
        assert_eq!(store.queue_length(turn("Ben", 0), &Filter::default()).unwrap(), all);
    }

    #[test]
    fn what_was_judged_comes_back_for_a_second_look_and_to_others_only() {
        let mut store = fixture::store();
        let claims = fixture::add(&mut store, "Of 10 and 20 came.");
        store.decide(fixture::verdict(&claims[0], "Ann", "close"), &fixture::stamp()).unwrap();
        assert_eq!(mentions(&store, "Ben"), ["20"]);
        let unsure = Findings { confidence: Some(crate::model::Confidence::Low), ..Findings::default() };
        let verdict = Verdict { findings: unsure, ..fixture::verdict(&claims[1], "Ann", "close") };
        store.decide(verdict, &fixture::stamp()).unwrap();
        assert_eq!((mentions(&store, "Ann"), mentions(&store, "Ben")), (vec![], vec!["20".to_owned()]));
        store.decide(fixture::verdict(&claims[1], "Ben", "close"), &fixture::stamp()).unwrap();
        assert_eq!(mentions(&store, "Cora"), Vec::<String>::new());
        let again = ClaimReopened { claim: claims[0].id, by: "Eva".into(), reason: "new tables".into() };
        store.act(Act::ClaimReopened(again), &fixture::stamp()).unwrap();
        assert_eq!((mentions(&store, "Ann"), mentions(&store, "Cora")), (vec!["10".to_owned()], vec!["10".to_owned()]));
    }

    #[test]
    fn a_dispute_is_offered_to_whom_it_was_given() {
        let mut store = fixture::store();
        let claims = fixture::add(&mut store, "Of 10 came.");
        store.decide(fixture::verdict(&claims[0], "Ann", "close"), &fixture::stamp()).unwrap();
        store.decide(fixture::verdict(&claims[0], "Ben", "wrong"), &fixture::stamp()).unwrap();
        assert_eq!(mentions(&store, "Eva"), Vec::<String>::new());
        let to = ClaimAssigned { claim: claims[0].id, by: "Ann".into(), to: Some("Eva".into()), due: None };
        store.act(Act::ClaimAssigned(to), &fixture::stamp()).unwrap();
        assert_eq!((mentions(&store, "Eva"), mentions(&store, "Ann")), (vec!["10".to_owned()], vec![]));
    }

    #[test]
    fn what_was_passed_over_or_waits_is_not_offered() {
        let mut store = fixture::store();
        let claims = fixture::add(&mut store, "Of 10, 20 and 30 came.");
        let skip = ClaimSkipped { claim: claims[0].id, by: "Ben".into(), reason: "my story".into() };
        store.act(Act::ClaimSkipped(skip), &fixture::stamp()).unwrap();
        for (claim, day) in [(&claims[1], "2050-01-01"), (&claims[2], "2026-01-01")] {
            let triage = Triage::Pending { checkable_on: day.parse().unwrap() };
            let act = ClaimTriaged { claim: claim.id, by: "Eva".into(), triage, note: None };
            store.act(Act::ClaimTriaged(act), &fixture::stamp()).unwrap();
        }
        assert_eq!(
            (mentions(&store, "Ben"), mentions(&store, "Ann")),
            (vec!["30".to_owned()], vec!["30".into(), "10".into()])
        );
    }

    #[test]
    fn a_claim_that_is_taken_up_is_offered_to_nobody_else_for_a_while() {
        let mut store = fixture::store();
        let claim = fixture::add(&mut store, "Of 10 came.").remove(0);
        let until = fixture::at(1800);
        assert_eq!(store.take(claim.id, turn("Ben", 0), until).unwrap(), Lease::Taken);
        assert_eq!(store.take(claim.id, turn("Ben", 5), until).unwrap(), Lease::Taken);
        let held = store.take(claim.id, turn("Ann", 5), until).unwrap();
        assert!(matches!(held, Lease::Held { by, .. } if by == "Ben"));
        let offered =
            |store: &Store, name, seconds| store.queue(turn(name, seconds), &Filter::default()).unwrap().len();
        assert_eq!((offered(&store, "Ben", 5), offered(&store, "Ann", 5), offered(&store, "Ann", 1801)), (1, 0, 1));
        store.leave(claim.id, "Ann").unwrap();
        assert_eq!(offered(&store, "Ann", 5), 0);
        store.leave(claim.id, "Ben").unwrap();
        assert_eq!(offered(&store, "Ann", 5), 1);
    }

    #[test]
    fn filters_hold_for_all_parts() {
        let mut store = fixture::three();
        let listing = store.records(&Filter::default()).unwrap();
        let claims: Vec<_> = listing.records.iter().map(|record| record.claim.clone()).collect();
        queued(&mut store, &claims[0], None);
        let filter = Filter { publisher: Some("100%".into()), ..Filter::default() };
        let found = store.queue(turn("Ben", 0), &filter).unwrap();
        assert!(found.iter().all(|record| record.document.metadata.publisher.as_deref() == Some("100% News")));
        assert_eq!(found.len(), 2);
        let first = Filter { limit: Some(1), ..Filter::default() };
        assert_eq!(store.queue(turn("Ben", 0), &first).unwrap()[0].claim.id, claims[0].id);
    }
}
