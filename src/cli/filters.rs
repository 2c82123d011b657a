//! Which claims are meant, as `list`, `search` and `export` take it.

use chrono::NaiveDate;
use rust_decimal::Decimal;

use crate::cli::article::day;
use crate::cli::saved;
use crate::model::{Kind, Status};
use crate::store::{Filter, Store, ValueFilter};

/// The filters.
#[derive(Clone, Debug, Default, clap::Args)]
#[command(next_help_heading = "Filters")]
pub(super) struct Filters {
    /// Claims that a saved filter asks for (claimlog list --saved); a filter beside it takes the place of its own
    #[arg(long = "filter", value_name = "NAME")]
    filter_name: Option<String>,
    /// Claims of this document
    #[arg(long, value_name = "ID")]
    document: Option<String>,
    /// Claims of this kind (may be repeated): count, money, percent, ratio, multiple, measure, duration, date, ordinal, age, number
    #[arg(long, value_name = "KIND", value_parser = kind)]
    kind: Vec<Kind>,
    /// Claims that stand so: new, queued, assigned, in_review, reviewed, disputed, adjudicated, published, corrected, reopened,
    /// not_checkable, pending_date or void
    #[arg(long, value_parser = status)]
    status: Option<Status>,
    /// Claims that this reviewer has, by the exact name
    #[arg(long, value_name = "NAME")]
    assignee: Option<String>,
    /// Claims that are due on this day or earlier
    #[arg(long, value_name = "YYYY-MM-DD", value_parser = day)]
    due_by: Option<NaiveDate>,
    /// Claims whose speaker's name has this in it
    #[arg(long, value_name = "NAME")]
    speaker: Option<String>,
    /// Claims of articles whose publisher's name has this in it
    #[arg(long, value_name = "NAME")]
    publisher: Option<String>,
    /// Claims in this unit: USD, %, km
    #[arg(long)]
    unit: Option<String>,
    /// Claims whose value is so: '>1e6', '<=5', '=3', '10..20'
    #[arg(long, value_name = "CONDITION", allow_hyphen_values = true)]
    value: Vec<ValueFilter>,
    /// Claims of articles published on this day or later
    #[arg(long, value_name = "YYYY-MM-DD", value_parser = day)]
    since: Option<NaiveDate>,
    /// Claims of articles published on this day or earlier
    #[arg(long, value_name = "YYYY-MM-DD", value_parser = day)]
    until: Option<NaiveDate>,
    /// Claims of this worthiness or more, 0 to 1 [default: 0.3]
    #[arg(long, value_name = "WORTH", value_parser = worth)]
    min_worth: Option<Decimal>,
    /// Claims of every worthiness
    #[arg(long)]
    all: bool,
    /// At most so many
    #[arg(long, value_name = "N")]
    limit: Option<u64>,
}

impl Filters {
    /// Whether every mention is asked for.
    pub(super) fn asks_for_all(&self) -> bool {
        self.all
    }

    /// The filter, with the document looked up; `usual` is the limit when none is given. What is given beside a saved filter
    /// takes the place of what that asks for.
    pub(super) fn filter(&self, store: &Store, usual: Option<u64>) -> anyhow::Result<Filter> {
        let document = self.document.as_deref().map(|typed| store.find_document(typed)).transpose()?;
        let saved = self.filter_name.as_deref().map(|typed| saved::find(store, typed)).transpose()?.unwrap_or_default();
        let value: Vec<_> = self.value.iter().flat_map(|value| value.0.clone()).collect();
        let worth_given = self.all || self.min_worth.is_some();
        Ok(Filter {
            document: document.or(saved.document),
            kinds: if self.kind.is_empty() { saved.kinds } else { self.kind.clone() },
            status: self.status.or(saved.status),
            assignee: self.assignee.clone().or(saved.assignee),
            due_by: self.due_by.or(saved.due_by),
            speaker: self.speaker.clone().or(saved.speaker),
            publisher: self.publisher.clone().or(saved.publisher),
            unit: self.unit.clone().or(saved.unit),
            value: if value.is_empty() { saved.value } else { value },
            since: self.since.or(saved.since),
            until: self.until.or(saved.until),
            // Both are about worthiness: `--all` beside a saved least worth is for all.
            min_worth: if worth_given { self.min_worth } else { saved.min_worth },
            all: if worth_given { self.all } else { saved.all },
            limit: self.limit.or(saved.limit).or(usual),
        })
    }

    /// The name of the saved filter that is asked for.
    pub(super) fn saved_name(&self) -> anyhow::Result<Option<String>> {
        self.filter_name.as_deref().map(saved::name).transpose()
    }
}

fn kind(given: &str) -> Result<Kind, String> {
    named(given, Kind::ALL, Kind::name)
}

fn status(given: &str) -> Result<Status, String> {
    named(given, Status::ALL, Status::name)
}

/// Reads the name of one of a few things.
pub(super) fn named<T: Copy>(given: &str, all: &[T], name: fn(T) -> &'static str) -> Result<T, String> {
    let names = || all.iter().map(|value| name(*value)).collect::<Vec<_>>().join(", ");
    all.iter().copied().find(|value| name(*value) == given).ok_or_else(|| format!("it must be one of {}", names()))
}

/// Reads a worthiness.
pub(super) fn worth(given: &str) -> Result<Decimal, String> {
    let worth: Option<Decimal> = given.parse().ok();
    let within = |worth: &Decimal| (Decimal::ZERO..=Decimal::ONE).contains(worth);
    worth.filter(within).ok_or_else(|| "a worthiness is a number from 0 to 1".to_owned())
}
