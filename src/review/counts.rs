//! Claims → what a desk has: how many of what kind in which state, who judged them how and how fast, on what evidence.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{DateTime, NaiveDate, Utc};

use crate::model::{DocumentId, Kind, Record, Role, Status, Tier, Verdict};
use crate::review::{Share, Turnaround};
use crate::store::WORTH_CHECKING;

/// Claims, and those of them that are worth checking.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Claims {
    /// Of the usual worthiness or more.
    pub worth_checking: u64,
    /// All.
    pub all: u64,
}

/// When things happened to a claim that the claim itself does not tell (UTC).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Times {
    /// When it was logged.
    pub logged: DateTime<Utc>,
    /// When a dispute about it was first resolved.
    pub resolved: Option<DateTime<Utc>>,
}

/// What a desk's verdicts rest on.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Footing {
    /// Verdicts with evidence by who counted.
    pub primary: Share,
    /// Verdicts with evidence of which a copy is kept: an archived page, or a file.
    pub archived: Share,
    /// Verdicts with a source that is not named.
    pub withheld: Share,
    /// Verdicts without any evidence.
    pub without: Share,
}

/// What a desk has. Only verdicts that the reader may see are in it; those of people outside the desk are counted once and
/// are in no share.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    /// The articles that the claims stand in.
    pub articles: BTreeSet<DocumentId>,
    /// The claims.
    pub claims: Claims,
    /// By where they stand.
    pub states: BTreeMap<Status, Claims>,
    /// By kind.
    pub kinds: BTreeMap<Kind, Claims>,
    /// Verdicts of the desk that were not taken back, superseded ones too.
    pub verdicts: u64,
    /// Those of them that a later one of the same reviewer supersedes.
    pub superseded: u64,
    /// Verdicts of people outside the desk.
    pub external: u64,
    /// The desk's by who gave them.
    pub reviewers: BTreeMap<String, u64>,
    /// The desk's by scale and version, and by rating.
    pub ratings: BTreeMap<(String, u32), BTreeMap<String, u64>>,
    /// The desk's that were given without sight of others'.
    pub blind: Share,
    /// Claims in dispute.
    pub disputed: u64,
    /// Claims of which a dispute was resolved.
    pub resolved: u64,
    /// How often a public judgement was followed by another.
    pub corrections: u64,
    /// How often claims were reopened.
    pub reopenings: u64,
    /// From logging to the desk's first verdict.
    pub to_verdict: Turnaround,
    /// From logging to the first resolution of a dispute.
    pub to_resolution: Turnaround,
    /// What the desk's verdicts rest on.
    pub footing: Footing,
    /// Claims to look at again, by month: "2027-03".
    pub rechecks: BTreeMap<String, u64>,
    /// Claims without a judgement that are due, by month.
    pub due: BTreeMap<String, u64>,
}

impl Counts {
    /// Takes a claim up.
    pub fn add(&mut self, record: &Record, times: Times) {
        let worth = record.claim.worthiness >= WORTH_CHECKING;
        self.articles.insert(record.document.id);
        let count = |claims: &mut Claims| {
            claims.all += 1;
            claims.worth_checking += u64::from(worth);
        };
        count(&mut self.claims);
        count(self.states.entry(record.status()).or_default());
        count(self.kinds.entry(record.claim.mention.quantity.kind).or_default());
        self.disputed += u64::from(record.status() == Status::Disputed);
        self.resolved += u64::from(times.resolved.is_some());
        self.corrections += u64::from(record.state.corrections);
        self.reopenings += u64::from(record.state.reopenings);
        self.add_verdicts(record);
        self.add_times(record, times);
        self.add_days(record);
    }

    fn add_verdicts(&mut self, record: &Record) {
        let given = record.verdicts.iter().filter(|verdict| verdict.role != Role::External);
        self.external += (record.verdicts.len() - given.clone().count()) as u64;
        let superseded: BTreeSet<_> = given.clone().filter_map(|verdict| verdict.supersedes).collect();
        for verdict in given {
            self.verdicts += 1;
            self.superseded += u64::from(superseded.contains(&verdict.id));
            *self.reviewers.entry(verdict.reviewer.clone()).or_default() += 1;
            let scale = self.ratings.entry((verdict.scale.clone(), verdict.scale_version)).or_default();
            *scale.entry(verdict.rating.clone()).or_default() += 1;
            self.blind.add(verdict.blind);
            self.footing.add(verdict);
        }
    }

    fn add_times(&mut self, record: &Record, times: Times) {
        let given = record.verdicts.iter().filter(|verdict| verdict.role != Role::External);
        if let Some(first) = given.map(|verdict| verdict.given_at).min() {
            self.to_verdict.add(first - times.logged);
        }
        if let Some(resolved) = times.resolved {
            self.to_resolution.add(resolved - times.logged);
        }
    }

    fn add_days(&mut self, record: &Record) {
        let month = |day: NaiveDate| day.format("%Y-%m").to_string();
        if let Some(day) = record.verdict().and_then(|verdict| verdict.findings.recheck_on) {
            *self.rechecks.entry(month(day)).or_default() += 1;
        }
        let open = matches!(
            record.status(),
            Status::New | Status::Queued | Status::Assigned | Status::InReview | Status::Reopened | Status::PendingDate
        );
        if let Some(day) = record.state.due.filter(|_| open) {
            *self.due.entry(month(day)).or_default() += 1;
        }
    }
}

impl Footing {
    fn add(&mut self, verdict: &Verdict) {
        let any = |holds: fn(&crate::model::Evidence) -> bool| verdict.evidence.iter().any(holds);
        self.primary.add(any(|piece| piece.tier == Some(Tier::Primary)));
        self.archived.add(any(|piece| piece.archived_url.is_some() || piece.file.is_some()));
        self.withheld.add(any(|piece| piece.withheld.is_some()));
        self.without.add(verdict.evidence.is_empty());
    }
}

#[cfg(test)]
mod tests {
    use chrono::TimeDelta;
    use rust_decimal::Decimal;

    use super::*;
    use crate::model::Evidence;
    use crate::review::fixture;

    fn at(hours: i64) -> DateTime<Utc> {
        DateTime::UNIX_EPOCH + TimeDelta::hours(hours)
    }

    fn times(logged: i64, resolved: Option<i64>) -> Times {
        Times { logged: at(logged), resolved: resolved.map(at) }
    }

    fn judged(by: &[(&str, &str, Role)]) -> Record {
        let mut record = fixture::record();
        record.state.status = Status::Reviewed;
        for (reviewer, rating, role) in by {
            record.verdicts.push(fixture::verdict(&record.claim, reviewer, rating, *role));
        }
        record
    }

    #[test]
    fn claims_are_counted_by_worth_state_and_kind() {
        let mut counts = Counts::default();
        counts.add(&fixture::record(), times(0, None));
        let mut poor = judged(&[]);
        poor.claim.worthiness = Decimal::new(1, 1);
        counts.add(&poor, times(0, None));
        let of = |worth_checking, all| Claims { worth_checking, all };
        assert_eq!((counts.articles.len(), counts.claims), (1, of(1, 2)));
        assert_eq!(counts.states, BTreeMap::from([(Status::New, of(1, 1)), (Status::Reviewed, of(0, 1))]));
        assert_eq!(counts.kinds, BTreeMap::from([(Kind::Count, of(1, 2))]));
    }

    #[test]
    fn verdicts_are_the_desks_and_outside_ones_are_apart() {
        let mut record = judged(&[
            ("Ann", "wrong", Role::Reviewer),
            ("A weekly", "accurate", Role::External),
            ("Ann", "close", Role::Reviewer),
        ]);
        record.verdicts[2].supersedes = Some(record.verdicts[0].id);
        (record.verdicts[0].blind, record.verdicts[2].blind) = (true, false);
        record.verdicts[2].evidence = vec![
            Evidence { tier: Some(Tier::Primary), withheld: Some("safety".into()), ..Evidence::default() },
            Evidence { archived_url: Some("https://a.example".into()), ..Evidence::default() },
        ];
        let mut counts = Counts::default();
        counts.add(&record, times(0, None));
        assert_eq!((counts.verdicts, counts.superseded, counts.external), (2, 1, 1));
        assert_eq!(counts.reviewers, BTreeMap::from([("Ann".to_owned(), 2)]));
        let ratings = BTreeMap::from([("wrong".to_owned(), 1), ("close".to_owned(), 1)]);
        assert_eq!(counts.ratings, BTreeMap::from([(("numeric".to_owned(), 1), ratings)]));
        let half = Share { with: 1, of: 2 };
        let footing = Footing { primary: half, archived: half, withheld: half, without: half };
        assert_eq!((counts.blind, counts.footing), (half, footing));
    }

    #[test]
    fn time_runs_from_logging_to_the_first_verdict_and_the_resolution() {
        let mut counts = Counts::default();
        let mut record = judged(&[("Ann", "wrong", Role::Reviewer), ("Ben", "close", Role::Reviewer)]);
        (record.verdicts[0].given_at, record.verdicts[1].given_at) = (at(9), at(5));
        counts.add(&record, times(2, Some(12)));
        counts.add(&judged(&[("A weekly", "accurate", Role::External)]), times(0, None));
        let hours = |found: &Turnaround| found.percentiles([50]).map(|[time]| time.num_hours());
        assert_eq!((hours(&counts.to_verdict), hours(&counts.to_resolution)), (Some(3), Some(10)));
        assert_eq!((counts.to_verdict.count(), counts.resolved), (1, 1));
        counts.add(&record, times(6, None));
        assert_eq!(counts.to_verdict.backwards, 1);
    }

    #[test]
    fn days_are_counted_by_month_and_only_while_something_is_to_be_done() {
        let mut counts = Counts::default();
        let mut record = judged(&[("Ann", "wrong", Role::Reviewer)]);
        record.verdicts[0].findings.recheck_on = "2027-03-31".parse().ok();
        record.state.due = "2026-12-01".parse().ok();
        counts.add(&record, times(0, None));
        record.state.status = Status::Reopened;
        counts.add(&record, times(0, None));
        assert_eq!(counts.rechecks, BTreeMap::from([("2027-03".to_owned(), 2)]));
        assert_eq!(counts.due, BTreeMap::from([("2026-12".to_owned(), 1)]));
    }
}
