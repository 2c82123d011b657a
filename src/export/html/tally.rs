//! What the summary and the charts count, a claim at a time.

use std::collections::BTreeMap;

use chrono::{Datelike as _, NaiveDate};
use rust_decimal::Decimal;

use super::card::Change;
use super::charts::{Chart, due, months, ratings, scatter, voices};
use super::standing::{CLASSES, Labels, Standing};
use super::words;
use crate::model::{Record, Role, Status, Verdict};
use crate::unit::convert;

/// So many changes of verdicts are listed, the latest.
const MOST_CHANGES: usize = 200;
/// So many due claims are listed, the soonest.
const MOST_DUE: usize = 50;

/// Claims by class.
pub(super) type ByClass = [u64; CLASSES.len()];

/// A claimed number against the corrected one.
#[derive(Clone, Debug)]
pub(super) struct Point {
    pub(super) card: String,
    pub(super) mention: String,
    pub(super) claimed: Decimal,
    pub(super) corrected: Decimal,
    pub(super) unit: Option<String>,
    pub(super) class: String,
    pub(super) factor: Decimal,
}

/// A claim that is due.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Due {
    pub(super) day: NaiveDate,
    pub(super) order: u64,
    pub(super) card: String,
    pub(super) mention: String,
    pub(super) status: &'static str,
    pub(super) assignee: Option<String>,
}

/// What is counted.
#[derive(Clone, Debug, Default)]
pub struct Tally {
    pub(super) claims: u64,
    pub(super) articles: u64,
    pub(super) verdicts: u64,
    pub(super) evidence: u64,
    pub(super) classes: ByClass,
    pub(super) standings: BTreeMap<Standing, u64>,
    pub(super) reviewers: BTreeMap<String, u64>,
    pub(super) speakers: BTreeMap<String, ByClass>,
    pub(super) unnamed: u64,
    pub(super) outlets: BTreeMap<String, ByClass>,
    pub(super) unpublished: u64,
    pub(super) months: BTreeMap<(i32, u32), u64>,
    pub(super) points: Vec<Point>,
    pub(super) not_drawn: u64,
    pub(super) due_days: BTreeMap<NaiveDate, u64>,
    pub(super) due: std::collections::BTreeSet<Due>,
    pub(super) changes: BTreeMap<(String, u64), Change>,
    /// Verdicts that replaced another.
    pub changed: u64,
    pub(super) last: Option<crate::model::DocumentId>,
}

/// A figure of the summary.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize)]
pub struct Figure {
    /// The number.
    pub value: String,
    /// What it counts.
    pub name: String,
}

impl Tally {
    /// Counts a claim; the claims of an article come together.
    pub fn add(&mut self, record: &Record, labels: &Labels) {
        let standing = Standing::of(record, labels);
        self.claims += 1;
        if self.last.replace(record.document.id) != Some(record.document.id) {
            self.articles += 1;
        }
        self.classes[standing.rank()] += 1;
        self.add_voices(record, &standing);
        for verdict in record.verdicts.iter().filter(|verdict| verdict.role != Role::External) {
            self.verdicts += 1;
            self.evidence += verdict.evidence.len() as u64;
            *self.reviewers.entry(verdict.reviewer.clone()).or_default() += 1;
            *self.months.entry((verdict.given_at.year(), verdict.given_at.month())).or_default() += 1;
        }
        for change in Change::all(record, labels) {
            self.changed += 1;
            self.changes.insert((change.at.clone(), self.changed), change);
            if self.changes.len() > MOST_CHANGES {
                self.changes.pop_first();
            }
        }
        if let Some(verdict) = record.verdict().filter(|_| standing.is_rated()) {
            self.add_point(record, verdict, &standing);
        }
        self.add_due(record);
        *self.standings.entry(standing).or_default() += 1;
    }

    fn add_voices(&mut self, record: &Record, standing: &Standing) {
        if standing.class == "void" {
            return;
        }
        match record.claim.attribution.as_ref().and_then(|said| said.speaker.as_ref()) {
            Some(speaker) => self.speakers.entry(speaker.clone()).or_default()[standing.rank()] += 1,
            None => self.unnamed += u64::from(standing.is_judged()),
        }
        match &record.document.metadata.publisher {
            Some(outlet) => self.outlets.entry(outlet.clone()).or_default()[standing.rank()] += 1,
            None => self.unpublished += u64::from(standing.is_judged()),
        }
    }

    fn add_point(&mut self, record: &Record, verdict: &Verdict, standing: &Standing) {
        let Some(right) = verdict.correction.as_ref() else { return };
        let quantity = &record.claim.mention.quantity;
        let unit = words::full_unit(quantity);
        let bound = match (quantity.low, quantity.high) {
            (Some(one), None) | (None, Some(one)) => Some(one),
            _ => None,
        };
        let corrected = right
            .value
            .and_then(|value| convert(value, right.unit.as_deref(), unit.as_deref(), quantity.change.is_some()));
        let both = quantity.value.or(bound).zip(corrected);
        let positive = both.filter(|(claimed, corrected)| *claimed > Decimal::ZERO && *corrected > Decimal::ZERO);
        let factor =
            positive.and_then(|(claimed, corrected)| claimed.max(corrected).checked_div(claimed.min(corrected)));
        let (Some((claimed, corrected)), Some(factor)) = (positive, factor) else {
            self.not_drawn += 1;
            return;
        };
        self.points.push(Point {
            card: record.claim.id.to_string(),
            mention: record.wording.mention.clone(),
            claimed,
            corrected,
            unit,
            class: standing.class.clone(),
            factor,
        });
    }

    fn add_due(&mut self, record: &Record) {
        let open = matches!(
            record.status(),
            Status::New
                | Status::Queued
                | Status::Assigned
                | Status::InReview
                | Status::Disputed
                | Status::Reopened
                | Status::PendingDate
        );
        let Some(day) = record.state.due.filter(|_| open) else { return };
        *self.due_days.entry(day).or_default() += 1;
        self.due.insert(Due {
            day,
            order: self.claims,
            card: record.claim.id.to_string(),
            mention: record.wording.mention.clone(),
            status: words::status(record.status()),
            assignee: record.state.assignee.clone(),
        });
        if self.due.len() > MOST_DUE {
            self.due.pop_last();
        }
    }

    /// The figures of the summary.
    #[must_use]
    pub fn figures(&self) -> Vec<Figure> {
        let rated: u64 = CLASSES[..8].iter().map(|(class, _)| self.in_class(class)).sum();
        let figure = |many: u64, one: &str, several: &str| Figure {
            value: words::number(many.into()),
            name: if many == 1 { one } else { several }.to_owned(),
        };
        vec![
            figure(self.claims, "claim", "claims"),
            figure(self.articles, "article", "articles"),
            figure(rated, "claim with a verdict that holds", "claims with a verdict that holds"),
            figure(self.in_class("disputed"), "open dispute", "open disputes"),
            figure(self.reviewers.len() as u64, "reviewer", "reviewers"),
            figure(self.evidence, "citation of evidence", "citations of evidence"),
        ]
    }

    fn in_class(&self, class: &str) -> u64 {
        CLASSES.iter().zip(self.classes).filter(|((known, _), _)| *known == class).map(|(_, many)| many).sum()
    }

    /// What the report comes to, in a sentence.
    #[must_use]
    pub fn summary(&self) -> String {
        if self.claims == 0 {
            return "No claim of the ledger is chosen by this report’s filter.".to_owned();
        }
        let named = |classes: &[(&str, &str)]| {
            let many =
                |(class, name): &(&str, &str)| Some((self.in_class(class), lower(name))).filter(|(many, _)| *many > 0);
            let parts: Vec<_> = classes
                .iter()
                .filter_map(many)
                .map(|(many, name)| format!("{} {name}", words::number(many.into())))
                .collect();
            listed(&parts)
        };
        let rated: u64 = CLASSES[..8].iter().map(|(class, _)| self.in_class(class)).sum();
        let (claims, articles) =
            (words::count(self.claims, "claim", "claims"), words::count(self.articles, "article", "articles"));
        let rest = named(&CLASSES[8..]);
        let mut said = format!("{claims} of {articles}.");
        if rated > 0 {
            let have = words::count(rated, "has a verdict that holds", "have a verdict that holds");
            said.push_str(&format!(" {have}: {}.", named(&CLASSES[..8])));
        }
        if !rest.is_empty() {
            said.push_str(&format!(
                " {}: {rest}.",
                if rated > 0 { "The rest" } else { "None has a verdict that holds" }
            ));
        }
        said
    }

    /// The charts, those without anything to show left out.
    #[must_use]
    pub fn charts(&self, at: Option<NaiveDate>) -> Vec<Chart> {
        let charts = [
            ratings::chart(self),
            scatter::chart(self),
            voices::chart(&voices::SPEAKERS, &self.speakers, self.unnamed),
            voices::chart(&voices::OUTLETS, &self.outlets, self.unpublished),
            months::chart(&self.months),
            due::chart(self, at),
        ];
        charts.into_iter().flatten().collect()
    }

    /// The changes of verdicts, the latest first, and how many earlier ones are not among them.
    #[must_use]
    pub fn changes(&self) -> (Vec<&Change>, u64) {
        let listed: Vec<_> = self.changes.values().rev().collect();
        let left = self.changed - listed.len() as u64;
        (listed, left)
    }
}

fn lower(name: &str) -> String {
    let mut letters = name.chars();
    letters.next().map_or_else(String::new, |first| first.to_lowercase().chain(letters).collect())
}

/// "a, b and c".
pub(super) fn listed(parts: &[String]) -> String {
    match parts {
        [] => String::new(),
        [one] => one.clone(),
        [most @ .., last] => format!("{} and {last}", most.join(", ")),
    }
}
