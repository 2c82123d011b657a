//! `claimlog stats desk`: what the desk has, who judged how much of it and how, how fast, and on what evidence.

use std::collections::{BTreeMap, HashMap};

use chrono::{DateTime, TimeDelta, Utc};
use serde::Serialize;
use serde_json::{Value, json};

use super::figure::{percent, rounded};
use crate::cli::Exit;
use crate::cli::context::Context;
use crate::cli::export::SELECTION_BIAS;
use crate::cli::filters::Filters;
use crate::cli::ui::Ui;
use crate::cli::viewer::{Viewer, say_hidden_verdicts};
use crate::export::write_json;
use crate::model::{Act, ClaimId, EventKind};
use crate::review::{Claims, Counts, Share, Times, Turnaround, hours};
use crate::store::{LogFilter, Store, StoreError};

/// What the desk has and did: claims by state and kind, verdicts, disputes, turnaround, evidence, what is due
///
/// Turnaround runs from the moment a claim was logged to the desk's first verdict on it, and to the first resolution of a
/// dispute; median and 90th percentile are by nearest rank: the shortest time that at least half, or nine in ten, of them do
/// not exceed. Verdicts of people outside the desk are in no share.
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  claimlog stats desk
  claimlog stats desk --since 2026-01-01 --publisher Courier
  claimlog stats desk --format json")]
pub(super) struct Args {
    #[command(flatten)]
    filters: Filters,
    #[command(flatten)]
    viewer: Viewer,
    /// How to print
    #[arg(long, value_parser = ["text", "json"], default_value = "text")]
    format: String,
}

/// How wide the names of figures are.
const WIDTH: usize = 31;

pub(super) fn run(args: &Args, context: &Context, ui: &mut Ui) -> anyhow::Result<Exit> {
    let store = context.open()?;
    let mut filter = args.filters.filter(&store, None)?;
    filter.all = filter.min_worth.is_none();
    let (moments, eyes) = (Moments::of(&store)?, args.viewer.eyes(&store, context)?);
    let (mut counts, mut hidden) = (Counts::default(), 0);
    store.each_record(&filter, |record| {
        let times = moments.times(record.claim.id, record.document.added_at);
        let record = eyes.over(record);
        hidden += record.hidden;
        counts.add(&record, times);
        Ok::<_, StoreError>(())
    })?;
    let logged = store.info()?.documents;
    if args.format == "json" {
        write_json(ui.out(), &whole(&counts, logged))?;
        ui.line("")?;
    } else {
        print(&counts, logged, ui)?;
    }
    say_hidden_verdicts(hidden, ui)?;
    Ok(Exit::Done)
}

/// When claims were entered by hand, and disputes first resolved: what no claim tells of itself.
struct Moments {
    entered: HashMap<ClaimId, DateTime<Utc>>,
    resolved: HashMap<ClaimId, DateTime<Utc>>,
}

impl Moments {
    fn of(store: &Store) -> anyhow::Result<Self> {
        let kinds = vec![EventKind::ClaimEntered, EventKind::ClaimSplit, EventKind::ClaimResolved];
        let (mut entered, mut resolved) = (HashMap::new(), HashMap::new());
        // The newest come first, so that the first of several moments stays.
        for event in store.log(&LogFilter { kinds, standing: true, ..LogFilter::default() })? {
            match &event.act {
                Act::ClaimEntered(act) => drop(entered.insert(act.claim.id, event.at)),
                Act::ClaimSplit(act) => entered.extend(act.into.iter().map(|part| (part.id, event.at))),
                Act::ClaimResolved(act) => drop(resolved.insert(act.claim, event.at)),
                _ => {}
            }
        }
        Ok(Self { entered, resolved })
    }

    fn times(&self, claim: ClaimId, article: DateTime<Utc>) -> Times {
        let logged = self.entered.get(&claim).copied().unwrap_or(article);
        Times { logged, resolved: self.resolved.get(&claim).copied() }
    }
}

fn line(name: &str, value: &str, ui: &mut Ui) -> anyhow::Result<()> {
    Ok(ui.line(format!("  {name:<WIDTH$} {value}").trim_end())?)
}

fn print(counts: &Counts, logged: u64, ui: &mut Ui) -> anyhow::Result<()> {
    let articles = counted(counts.articles.len() as u64, "article");
    ui.line(format!("{articles} with such claims, of {logged} logged"))?;
    ui.line(format!("{} worth checking, of {}", counted(counts.claims.worth_checking, "claim"), counts.claims.all))?;
    for (status, claims) in &counts.states {
        line(status.name(), &both(*claims), ui)?;
    }
    ui.line("claims by kind")?;
    for (kind, claims) in &counts.kinds {
        line(kind.name(), &both(*claims), ui)?;
    }
    print_verdicts(counts, ui)?;
    ui.line("turnaround from logging (by nearest rank)")?;
    line("to the first verdict", &times(&counts.to_verdict), ui)?;
    line("to the resolution of a dispute", &times(&counts.to_resolution), ui)?;
    ui.line("evidence: verdicts with")?;
    let footing = counts.footing;
    line("a primary source", &share(footing.primary), ui)?;
    line("an archived page or a file", &share(footing.archived), ui)?;
    line("a source that is withheld", &share(footing.withheld), ui)?;
    line("no evidence", &share(footing.without), ui)?;
    print_months("to be looked at again", &counts.rechecks, ui)?;
    print_months("due and not judged", &counts.due, ui)?;
    Ok(ui.line(SELECTION_BIAS)?)
}

fn print_verdicts(counts: &Counts, ui: &mut Ui) -> anyhow::Result<()> {
    ui.line(format!("{}, {} of them superseded", counted(counts.verdicts, "verdict"), counts.superseded))?;
    for (reviewer, given) in &counts.reviewers {
        line(&format!("by {reviewer}"), &given.to_string(), ui)?;
    }
    for ((scale, version), ratings) in &counts.ratings {
        for (rating, given) in ratings {
            line(&format!("{rating} ({scale} {version})"), &given.to_string(), ui)?;
        }
    }
    line("blind", &share(counts.blind), ui)?;
    if counts.external > 0 {
        line("beside them, of others", &counts.external.to_string(), ui)?;
    }
    line("claims in dispute", &counts.disputed.to_string(), ui)?;
    line("disputes resolved", &counts.resolved.to_string(), ui)?;
    line("corrections of what was public", &counts.corrections.to_string(), ui)?;
    line("reopened", &counts.reopenings.to_string(), ui)
}

fn print_months(what: &str, months: &BTreeMap<String, u64>, ui: &mut Ui) -> anyhow::Result<()> {
    if !months.is_empty() {
        ui.line(what)?;
    }
    months.iter().try_for_each(|(month, count)| line(month, &count.to_string(), ui))
}

/// "1 claim", "2 claims".
fn counted(count: u64, noun: &str) -> String {
    format!("{count} {noun}{}", if count == 1 { "" } else { "s" })
}

/// "5 of 7": those worth checking, of all.
fn both(claims: Claims) -> String {
    format!("{} of {}", claims.worth_checking, claims.all)
}

/// "3 of 4 (75.0%)".
fn share(share: Share) -> String {
    let part = share.value().map(|part| format!(" ({})", percent(part))).unwrap_or_default();
    format!("{} of {}{part}", share.with, share.of)
}

/// "median 26.5 hours, 90th percentile 70.0 hours (n = 12)".
fn times(found: &Turnaround) -> String {
    let left_out = match found.backwards {
        0 => String::new(),
        count => format!("; {count} left out that ended before they began, by clocks that differ"),
    };
    match found.percentiles([50, 90]) {
        None => format!("n = 0{left_out}"),
        Some(both) => {
            let [median, most] = both.map(|time| format!("{:.1}", hours(time)));
            format!("median {median} hours, 90th percentile {most} hours (n = {}){left_out}", found.count())
        }
    }
}

/// All of it for programs.
#[derive(Serialize)]
struct Whole<'a> {
    note: &'static str,
    articles: u64,
    articles_logged: u64,
    claims: Value,
    claims_by_state: BTreeMap<&'static str, Value>,
    claims_by_kind: BTreeMap<&'static str, Value>,
    verdicts: u64,
    verdicts_superseded: u64,
    verdicts_of_others: u64,
    verdicts_by_reviewer: &'a BTreeMap<String, u64>,
    verdicts_by_rating: Vec<Value>,
    blind: Value,
    disputes: Value,
    corrections: u64,
    reopened: u64,
    turnaround: Value,
    evidence: Value,
    recheck_by_month: &'a BTreeMap<String, u64>,
    due_by_month: &'a BTreeMap<String, u64>,
}

fn whole(counts: &Counts, articles_logged: u64) -> Whole<'_> {
    let claims = |claims: &Claims| json!({ "worth_checking": claims.worth_checking, "all": claims.all });
    let share = |share: Share| json!({ "count": share.with, "of": share.of, "share": share.value().map(rounded) });
    let rating = |((scale, version), ratings): (&(String, u32), &BTreeMap<String, u64>)| json!({ "scale": scale, "version": version, "ratings": ratings });
    let footing = counts.footing;
    Whole {
        note: SELECTION_BIAS,
        articles: counts.articles.len() as u64,
        articles_logged,
        claims: claims(&counts.claims),
        claims_by_state: counts.states.iter().map(|(status, found)| (status.name(), claims(found))).collect(),
        claims_by_kind: counts.kinds.iter().map(|(kind, found)| (kind.name(), claims(found))).collect(),
        verdicts: counts.verdicts,
        verdicts_superseded: counts.superseded,
        verdicts_of_others: counts.external,
        verdicts_by_reviewer: &counts.reviewers,
        verdicts_by_rating: counts.ratings.iter().map(rating).collect(),
        blind: share(counts.blind),
        disputes: json!({ "open": counts.disputed, "resolved": counts.resolved }),
        corrections: counts.corrections,
        reopened: counts.reopenings,
        turnaround: json!({
            "percentiles": "nearest rank",
            "to_first_verdict": turnaround(&counts.to_verdict),
            "to_resolution": turnaround(&counts.to_resolution),
        }),
        evidence: json!({
            "primary": share(footing.primary),
            "archived": share(footing.archived),
            "withheld": share(footing.withheld),
            "none": share(footing.without),
        }),
        recheck_by_month: &counts.rechecks,
        due_by_month: &counts.due,
    }
}

fn turnaround(found: &Turnaround) -> Value {
    let of = |percent: usize| found.percentiles([percent]).map(|[time]: [TimeDelta; 1]| rounded(hours(time)));
    json!({ "n": found.count(), "median_hours": of(50), "p90_hours": of(90), "backwards": found.backwards })
}
