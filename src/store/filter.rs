//! Which claims are meant: the filters of `list`, `search` and `export`, and how a condition on values is written.
//!
//! `'>1e6'`, `'<=5'`, `'=3'`, `'10..20'` → conditions on the numbers that a claim states.

use std::fmt;
use std::str::FromStr;

use chrono::NaiveDate;
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};
use thiserror::Error;

use crate::model::{DocumentId, Kind, Status};

/// Claims of less worthiness than this are hidden unless asked for.
pub const WORTH_CHECKING: Decimal = Decimal::from_parts(3, 0, 0, false, 1);

/// Which claims are meant; every field narrows, and the default means all that are worth checking.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Filter {
    /// Claims of this document.
    pub document: Option<DocumentId>,
    /// Claims of any of these kinds; empty for all kinds.
    pub kinds: Vec<Kind>,
    /// Claims that stand so.
    pub status: Option<Status>,
    /// Which this reviewer has, by the exact name.
    pub assignee: Option<String>,
    /// Which are due on this day or earlier.
    pub due_by: Option<NaiveDate>,
    /// A part of the speaker's name, in either case.
    pub speaker: Option<String>,
    /// A part of the publisher's name, in either case.
    pub publisher: Option<String>,
    /// The unit, as in the contract; currencies in either case.
    pub unit: Option<String>,
    /// Conditions that every number the claim states must meet; see [`Comparison`].
    pub value: Vec<(Comparison, Decimal)>,
    /// Articles published on this day or later. An article without a day of publication is left out.
    pub since: Option<NaiveDate>,
    /// Articles published on this day or earlier. An article without a day of publication is left out.
    pub until: Option<NaiveDate>,
    /// Claims that somebody dealt with, and whose sentence the article's newest revision has no more.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub source_changed: bool,
    /// Claims of this worthiness or more; it replaces the usual [`WORTH_CHECKING`].
    pub min_worth: Option<Decimal>,
    /// Claims of every worthiness (unless `min_worth` is given).
    pub all: bool,
    /// At most so many; `None` for no limit.
    pub limit: Option<u64>,
}

impl Filter {
    /// The least worthiness that is shown; `None` when everything is.
    #[must_use]
    pub fn least_worth(&self) -> Option<Decimal> {
        self.min_worth.or((!self.all).then_some(WORTH_CHECKING))
    }

    /// Whether it asks for no claims in particular; those that are hardly worth checking may be left out.
    #[must_use]
    pub fn is_whole(&self) -> bool {
        *self == Self { all: self.all, ..Self::default() }
    }

    /// Whether claims are left out without having been asked to be, so that a footer should count them.
    #[must_use]
    pub fn hides(&self) -> bool {
        self.min_worth.is_none() && !self.all
    }
}

/// How a number is compared with the numbers that a claim states: its value, or the bounds that stand instead.
///
/// A claim of a range meets a condition when both its bounds do: "10 to 20" is `>5` and `<=20`, and neither `>15` nor
/// `=10`. A claim with one bound is judged by that bound: "more than $500 million" is `>=5e8` and `=5e8`, because that
/// is the number that the article prints. A claim that states no number (a date) meets no condition.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Comparison {
    /// `<`
    #[serde(rename = "<")]
    Less,
    /// `<=`
    #[serde(rename = "<=")]
    AtMost,
    /// `=`
    #[serde(rename = "=")]
    Equal,
    /// `>=`
    #[serde(rename = ">=")]
    AtLeast,
    /// `>`
    #[serde(rename = ">")]
    More,
}

/// Conditions as they are typed after `--value`: one comparison, or both ends of a range.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ValueFilter(pub Vec<(Comparison, Decimal)>);

/// What is wrong with a condition on values.
#[derive(Clone, Debug, Error, PartialEq, Eq)]
#[error("“{0}” is no condition on values: one is '>1e6', '>=5', '<10', '<=10', '=3' or '10..20'")]
pub struct ValueFilterError(String);

/// The comparisons as they are written; longer signs first, so that `>=` is not read as `>`.
const SIGNS: [(&str, Comparison); 5] = [
    ("<=", Comparison::AtMost),
    (">=", Comparison::AtLeast),
    ("<", Comparison::Less),
    (">", Comparison::More),
    ("=", Comparison::Equal),
];

impl FromStr for ValueFilter {
    type Err = ValueFilterError;

    fn from_str(typed: &str) -> Result<Self, Self::Err> {
        conditions(typed.trim()).map(Self).ok_or_else(|| ValueFilterError(typed.to_owned()))
    }
}

fn conditions(typed: &str) -> Option<Vec<(Comparison, Decimal)>> {
    if let Some((low, high)) = typed.split_once("..") {
        let (low, high) = (number(low)?, number(high)?);
        return (low <= high).then(|| vec![(Comparison::AtLeast, low), (Comparison::AtMost, high)]);
    }
    let signed = SIGNS.iter().find_map(|(sign, comparison)| Some((*comparison, typed.strip_prefix(sign)?)));
    let (comparison, rest) = signed.unwrap_or((Comparison::Equal, typed));
    Some(vec![(comparison, number(rest)?)])
}

/// Reads "1e6", "1,000,000", "-0.5".
fn number(typed: &str) -> Option<Decimal> {
    let plain: String = typed.trim().chars().filter(|c| *c != ',' && *c != '_').collect();
    let read =
        if plain.contains(['e', 'E']) { Decimal::from_scientific(&plain) } else { Decimal::from_str_exact(&plain) };
    read.ok()
}

impl fmt::Display for Comparison {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(SIGNS.iter().find(|(_, comparison)| comparison == self).map_or("", |(sign, _)| sign))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(typed: &str) -> Option<Vec<(Comparison, Decimal)>> {
        typed.parse::<ValueFilter>().ok().map(|filter| filter.0)
    }

    #[test]
    fn reads_every_comparison() {
        assert_eq!(read(">1e6"), Some(vec![(Comparison::More, 1_000_000.into())]));
        assert_eq!(read(">= 5"), Some(vec![(Comparison::AtLeast, 5.into())]));
        assert_eq!(read("<-2"), Some(vec![(Comparison::Less, (-2).into())]));
        assert_eq!(read(" <=1,000 "), Some(vec![(Comparison::AtMost, 1000.into())]));
        assert_eq!(read("=0.1"), Some(vec![(Comparison::Equal, Decimal::new(1, 1))]));
        assert_eq!(read("30"), Some(vec![(Comparison::Equal, 30.into())]));
        assert_eq!(read("10..20"), Some(vec![(Comparison::AtLeast, 10.into()), (Comparison::AtMost, 20.into())]));
    }

    #[test]
    fn refuses_what_is_no_condition() {
        for wrong in ["", ">", "> many", "20..10", "1..", "..5", "=>3", "1 OR 1=1", "1e999", "NaN", "inf"] {
            assert_eq!(read(wrong), None, "{wrong}");
        }
    }

    #[test]
    fn least_worth_follows_the_switches() {
        let filter = Filter::default();
        assert_eq!((filter.least_worth(), filter.hides()), (Some(WORTH_CHECKING), true));
        let filter = Filter { all: true, ..Filter::default() };
        assert_eq!((filter.least_worth(), filter.hides()), (None, false));
        let filter = Filter { min_worth: Some(Decimal::ONE), all: true, ..Filter::default() };
        assert_eq!((filter.least_worth(), filter.hides()), (Some(Decimal::ONE), false));
    }
}
