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
    /// Claims that somebody dealt with and whose sentence a later revision of the article no longer has
    #[arg(long)]
    source_changed: bool,
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
        let filter = self.over(saved);
        Ok(Filter { document: document.or(filter.document), limit: filter.limit.or(usual), ..filter })
    }

    /// What is given, and where nothing is what a saved filter asks for; documents are looked up elsewhere.
    fn over(&self, saved: Filter) -> Filter {
        let value: Vec<_> = self.value.iter().flat_map(|value| value.0.clone()).collect();
        let worth_given = self.all || self.min_worth.is_some();
        Filter {
            document: saved.document,
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
            source_changed: self.source_changed || saved.source_changed,
            // Both are about worthiness: `--all` beside a saved least worth is for all.
            min_worth: if worth_given { self.min_worth } else { saved.min_worth },
            all: if worth_given { self.all } else { saved.all },
            limit: self.limit.or(saved.limit),
        }
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::DocumentId;
    use crate::store::Comparison;

    /// Every condition set, one way or the other.
    fn whole(which: bool) -> Filter {
        let name = |one: &str, other: &str| Some(if which { one } else { other }.to_owned());
        let day = |one: &str, other: &str| if which { one } else { other }.parse().ok();
        let number = if which { 5 } else { 7 };
        Filter {
            document: Some(DocumentId::from_bytes([1; 16])),
            kinds: vec![if which { Kind::Money } else { Kind::Date }],
            status: Some(if which { Status::New } else { Status::Void }),
            assignee: name("Ann", "Ben"),
            due_by: day("2026-12-01", "2027-12-01"),
            speaker: name("Lind", "Sund"),
            publisher: name("Courier", "Argus"),
            unit: name("USD", "km"),
            value: vec![(Comparison::More, number.into())],
            since: day("2026-01-01", "2025-01-01"),
            until: day("2026-06-01", "2025-06-01"),
            source_changed: true,
            min_worth: Some(Decimal::new(number, 1)),
            all: which,
            limit: u64::try_from(number).ok(),
        }
    }

    /// The same as it is typed.
    fn given(filter: Filter) -> Filters {
        Filters {
            filter_name: None,
            document: None,
            kind: filter.kinds,
            status: filter.status,
            assignee: filter.assignee,
            due_by: filter.due_by,
            speaker: filter.speaker,
            publisher: filter.publisher,
            unit: filter.unit,
            value: vec![ValueFilter(filter.value)],
            since: filter.since,
            until: filter.until,
            source_changed: filter.source_changed,
            min_worth: filter.min_worth,
            all: filter.all,
            limit: filter.limit,
        }
    }

    #[test]
    fn what_is_given_takes_the_place_of_what_is_saved_and_the_rest_stays() {
        assert_eq!(Filters::default().over(whole(true)), whole(true));
        assert_eq!(given(whole(true)).over(whole(false)), whole(true));
        assert_eq!(given(whole(false)).over(whole(true)), whole(false));
        let speaker = Filters { speaker: Some("Ames".into()), ..Filters::default() };
        assert_eq!(speaker.over(whole(true)), Filter { speaker: Some("Ames".into()), ..whole(true) });
    }

    #[test]
    fn both_switches_are_of_one_condition() {
        let least = Filter { min_worth: Some(Decimal::new(5, 1)), ..Filter::default() };
        let all = Filters { all: true, ..Filters::default() }.over(least);
        assert_eq!((all.least_worth(), all.all), (None, true));
        let every = Filter { all: true, ..Filter::default() };
        let some = Filters { min_worth: Some(Decimal::ONE), ..Filters::default() }.over(every);
        assert_eq!((some.least_worth(), some.all), (Some(Decimal::ONE), false));
    }
}
