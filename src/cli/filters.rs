//! Which claims are meant, as `list`, `search` and `export` take it.

use chrono::NaiveDate;
use rust_decimal::Decimal;

use crate::cli::article::day;
use crate::model::{Kind, Status};
use crate::store::{Filter, Store, ValueFilter};

/// The filters.
#[derive(Clone, Debug, Default, clap::Args)]
#[command(next_help_heading = "Filters")]
pub(super) struct Filters {
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

    /// The filter, with the document looked up; `usual` is the limit when none is given.
    pub(super) fn filter(&self, store: &Store, usual: Option<u64>) -> anyhow::Result<Filter> {
        let document = self.document.as_deref().map(|typed| store.find_document(typed)).transpose()?;
        Ok(Filter {
            document,
            kinds: self.kind.clone(),
            status: self.status,
            assignee: self.assignee.clone(),
            due_by: self.due_by,
            speaker: self.speaker.clone(),
            publisher: self.publisher.clone(),
            unit: self.unit.clone(),
            value: self.value.iter().flat_map(|value| value.0.clone()).collect(),
            since: self.since,
            until: self.until,
            min_worth: self.min_worth,
            all: self.all,
            limit: self.limit.or(usual),
        })
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
