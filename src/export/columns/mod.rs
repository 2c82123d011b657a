//! The columns of the report, one table for each kind of row: fixed names in a fixed order, each with what it means.
//!
//! A column is added at the end of its group and never renamed: other programs read them by name.

mod claims;
mod events;
mod evidence;
mod verdict;
mod verdicts;

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

use crate::export::value::{Sort, Value};
use crate::model::{Evidence, Occurrence, Record, Verdict, VerdictId};

/// What a row of the report is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum RowKind {
    /// A claim with the verdict that holds.
    #[default]
    Claims,
    /// A verdict, every one that was given and not taken back.
    Verdicts,
    /// A piece of evidence that a verdict cites, or that was found for a claim.
    Evidence,
    /// An event of the ledger.
    Events,
}

impl RowKind {
    /// All kinds.
    pub const ALL: [Self; 4] = [Self::Claims, Self::Verdicts, Self::Evidence, Self::Events];

    /// The name on the command line.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Claims => "claims",
            Self::Verdicts => "verdicts",
            Self::Evidence => "evidence",
            Self::Events => "events",
        }
    }

    /// What its rows are called, one and several.
    #[must_use]
    pub const fn counts(self) -> (&'static str, &'static str) {
        match self {
            Self::Claims => ("claim", "claims"),
            Self::Verdicts => ("verdict", "verdicts"),
            Self::Evidence => ("piece of evidence", "pieces of evidence"),
            Self::Events => ("event", "events"),
        }
    }

    /// The columns in their order: name, sort, meaning.
    #[must_use]
    pub fn columns(self) -> Vec<Heading> {
        match self {
            Self::Claims => headings(claims::COLUMNS),
            Self::Verdicts => headings(verdicts::COLUMNS),
            Self::Evidence => headings(evidence::COLUMNS),
            Self::Events => headings(events::COLUMNS),
        }
    }
}

impl fmt::Display for RowKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

impl FromStr for RowKind {
    type Err = String;

    fn from_str(typed: &str) -> Result<Self, Self::Err> {
        Self::ALL
            .into_iter()
            .find(|kind| kind.name() == typed)
            .ok_or_else(|| format!("“{typed}” is no kind of row: one is {}", Self::ALL.map(Self::name).join(", ")))
    }
}

/// The cells of a row, in the order of its columns.
pub type Cells<'c, 'r> = dyn Iterator<Item = Value<'r>> + 'c;

impl RowKind {
    /// Calls `each` with the cells of every row of this kind that a claim has: one, or one for each verdict. Evidence and
    /// events are rows of their own and none here.
    ///
    /// # Errors
    /// The first of `each`.
    pub fn each_of<E>(
        self,
        record: &Record,
        mut each: impl FnMut(&mut Cells<'_, '_>) -> Result<(), E>,
    ) -> Result<(), E> {
        match self {
            Self::Claims => each(&mut Row::of_claim(record).claim_cells()),
            Self::Verdicts => {
                record.verdicts.iter().try_for_each(|it| each(&mut Row::of_verdict(record, it).verdict_cells()))
            }
            Self::Evidence | Self::Events => Ok(()),
        }
    }
}

/// A column's head.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Heading {
    /// The name, which never changes.
    pub name: &'static str,
    /// What its cells hold.
    pub sort: Sort,
    /// What it means, with units.
    pub meaning: &'static str,
}

/// A column: its head, and how a cell is got from a row.
#[derive(Clone, Copy)]
struct Column<F> {
    heading: Heading,
    value: F,
}

const fn column<F>(name: &'static str, sort: Sort, meaning: &'static str, value: F) -> Column<F> {
    Column { heading: Heading { name, sort, meaning }, value }
}

fn headings<F>(columns: &[Column<F>]) -> Vec<Heading> {
    columns.iter().map(|column| column.heading).collect()
}

/// A claim and one verdict on it.
#[derive(Clone, Copy, Debug)]
pub struct Row<'r> {
    record: &'r Record,
    verdict: Option<&'r Verdict>,
}

impl<'r> Row<'r> {
    /// The row of a claim, with the verdict that holds.
    #[must_use]
    pub fn of_claim(record: &'r Record) -> Self {
        Self { record, verdict: record.verdict() }
    }

    /// The row of a verdict on a claim.
    #[must_use]
    pub const fn of_verdict(record: &'r Record, verdict: &'r Verdict) -> Self {
        Self { record, verdict: Some(verdict) }
    }

    /// The cells of [`RowKind::Claims`].
    pub fn claim_cells(&self) -> impl Iterator<Item = Value<'r>> {
        claims::COLUMNS.iter().map(|column| (column.value)(self))
    }

    /// The cells of [`RowKind::Verdicts`].
    pub fn verdict_cells(&self) -> impl Iterator<Item = Value<'r>> {
        verdicts::COLUMNS.iter().map(|column| (column.value)(self))
    }
}

/// A piece of evidence on a claim.
#[derive(Clone, Copy, Debug)]
pub struct Piece<'r> {
    /// The claim.
    pub record: &'r Record,
    /// The piece as it may be printed ([`Evidence::public`]).
    pub evidence: &'r Evidence,
    /// The verdicts on the claim that cite it.
    pub cited_by: &'r [VerdictId],
}

impl<'r> Piece<'r> {
    /// The cells of [`RowKind::Evidence`].
    pub fn cells(&self) -> impl Iterator<Item = Value<'r>> {
        evidence::COLUMNS.iter().map(|column| (column.value)(self))
    }
}

/// An event, with what was done in a few words.
#[derive(Clone, Copy, Debug)]
pub struct Entry<'r> {
    /// The event.
    pub event: &'r Occurrence,
    /// What was done.
    pub told: &'r str,
}

impl<'r> Entry<'r> {
    /// The cells of [`RowKind::Events`].
    pub fn cells(&self) -> impl Iterator<Item = Value<'r>> {
        events::COLUMNS.iter().map(|column| (column.value)(self))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_unique_plain_and_explained() {
        for kind in RowKind::ALL {
            let columns = kind.columns();
            let mut names: Vec<_> = columns.iter().map(|column| column.name).collect();
            assert!(
                names.iter().all(|name| name.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '_'))
            );
            names.sort_unstable();
            names.dedup();
            assert_eq!(names.len(), columns.len(), "{kind}");
            for column in columns {
                assert!(column.meaning.len() > 8 && !column.meaning.contains('|'), "{}", column.name);
            }
        }
    }
}
