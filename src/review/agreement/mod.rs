//! How far reviewers agree beyond chance: Cohen's κ, weighted κ, Fleiss' κ and Krippendorff's α, with intervals.
//!
//! ```
//! use claimlog::review::agreement::{Metric, Ratings};
//! // Four claims, two reviewers, ratings 0 and 1.
//! let ratings = Ratings::new(vec![
//!     vec![Some(0), Some(0)],
//!     vec![Some(0), Some(0)],
//!     vec![Some(1), Some(1)],
//!     vec![Some(1), Some(0)],
//! ], vec![0.0, 1.0]);
//! assert_eq!(ratings.percent().map(|share| format!("{share:.2}")), Ok("0.75".to_owned()));
//! assert_eq!(ratings.cohen().map(|kappa| format!("{kappa:.2}")), Ok("0.50".to_owned()));
//! assert_eq!(ratings.alpha(Metric::Nominal).map(|alpha| format!("{alpha:.3}")), Ok("0.533".to_owned()));
//! ```

mod alpha;
mod bootstrap;
mod desk;
mod fleiss;
mod kappa;

use thiserror::Error;

pub use alpha::{Coincidences, Metric};
pub use bootstrap::{Interval, RESAMPLES, SEED};
pub use desk::{Agreement, Coefficient, Desk, Statistic, Values};

/// Why a statistic is not defined for these ratings.
#[derive(Clone, Copy, Debug, Error, PartialEq, Eq)]
pub enum NotComputable {
    /// Nobody to agree with.
    #[error("fewer than 2 claims have ratings of two reviewers")]
    Units,
    /// Nothing to disagree on.
    #[error("all ratings are the same, so that chance would agree as well")]
    Variation,
    /// It is for two.
    #[error("it is for two reviewers who both rated every claim")]
    TwoRaters,
    /// It is for a fixed number.
    #[error("it is for claims with the same number of ratings each")]
    SameNumber,
}

/// Ratings of units by raters, of which any may be missing. A rating is the place of its category in a list of values.
#[derive(Clone, Debug, PartialEq)]
pub struct Ratings {
    units: Vec<Vec<Option<usize>>>,
    values: Vec<f64>,
}

impl Ratings {
    /// Units, each with what each rater said of it; `values` are the categories' numbers, in their order. Units with fewer
    /// than two ratings say nothing of agreement and are left out.
    #[must_use]
    pub fn new(units: Vec<Vec<Option<usize>>>, values: Vec<f64>) -> Self {
        let pairable = |unit: &Vec<Option<usize>>| unit.iter().flatten().count() > 1;
        Self { units: units.into_iter().filter(pairable).collect(), values }
    }

    /// How many units have two ratings or more.
    #[must_use]
    pub fn units(&self) -> usize {
        self.units.len()
    }

    /// How many ratings those have.
    #[must_use]
    pub fn count(&self) -> usize {
        self.units.iter().flatten().flatten().count()
    }

    /// How many categories there are.
    #[must_use]
    pub fn categories(&self) -> usize {
        self.values.len()
    }

    /// How many ratings of each category each unit has.
    fn counts(&self) -> Vec<Vec<u32>> {
        let of = |unit: &Vec<Option<usize>>| {
            let mut counts = vec![0; self.values.len()];
            for category in unit.iter().flatten() {
                counts[*category] += 1;
            }
            counts
        };
        self.units.iter().map(of).collect()
    }

    /// The share of pairs of ratings of one unit that are the same, 0 to 1.
    ///
    /// # Errors
    /// When there are fewer than two units.
    pub fn percent(&self) -> Result<f64, NotComputable> {
        if self.units.len() < 2 {
            return Err(NotComputable::Units);
        }
        let pairs = |count: u32| f64::from(count) * (f64::from(count) - 1.0);
        let (mut same, mut all) = (0.0, 0.0);
        for counts in self.counts() {
            same += counts.iter().copied().map(pairs).sum::<f64>();
            all += pairs(counts.iter().sum());
        }
        Ok(same / all)
    }

    /// The ratings with the units of these places, some of them several times.
    fn resampled(&self, places: impl Iterator<Item = usize>) -> Self {
        let units = places.filter_map(|place| self.units.get(place).cloned()).collect();
        Self { units, values: self.values.clone() }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// All statistics, in a fixed order.
    fn all(ratings: &Ratings) -> Vec<Result<f64, NotComputable>> {
        vec![
            ratings.percent(),
            ratings.cohen(),
            ratings.quadratic(),
            ratings.fleiss(),
            ratings.alpha(Metric::Nominal),
            ratings.alpha(Metric::Ordinal),
            ratings.alpha(Metric::Interval),
        ]
    }

    fn units(raters: usize) -> impl Strategy<Value = Vec<Vec<Option<usize>>>> {
        let rating = prop_oneof![1 => Just(None), 4 => (0_usize..4).prop_map(Some)];
        prop::collection::vec(prop::collection::vec(rating, raters), 0..12)
    }

    proptest! {
        #[test]
        fn every_statistic_is_a_number_of_its_range_or_says_why_not(units in (2_usize..5).prop_flat_map(units)) {
            let ratings = Ratings::new(units, vec![1.0, 2.0, 3.0, 5.0]);
            for value in all(&ratings).into_iter().flatten() {
                prop_assert!(value.is_finite() && value <= 1.0 + 1e-12, "{value}");
            }
        }

        #[test]
        fn the_order_of_units_and_raters_counts_for_nothing(units in (2_usize..5).prop_flat_map(units)) {
            let values = vec![1.0, 2.0, 3.0, 5.0];
            let turned = units.iter().rev().map(|unit| unit.iter().rev().copied().collect()).collect();
            let (one, other) = (Ratings::new(units, values.clone()), Ratings::new(turned, values));
            for (one, other) in all(&one).into_iter().zip(all(&other)) {
                match (one, other) {
                    (Ok(one), Ok(other)) => prop_assert!((one - other).abs() < 1e-9, "{one} {other}"),
                    (one, other) => prop_assert_eq!(one, other),
                }
            }
        }
    }

    #[test]
    fn what_is_not_defined_says_why() {
        let of = |units: Vec<Vec<Option<usize>>>| Ratings::new(units, vec![0.0, 1.0]);
        let none = of(vec![vec![Some(0), None], vec![None, Some(1)]]);
        assert_eq!(all(&none), [Err(NotComputable::Units); 7]);
        let same = of(vec![vec![Some(0), Some(0)]; 5]);
        assert_eq!(same.percent(), Ok(1.0));
        assert_eq!(all(&same)[1..], [Err(NotComputable::Variation); 6]);
        let three = of(vec![vec![Some(0), Some(1), None], vec![Some(0), Some(1), Some(1)]]);
        assert_eq!((three.cohen(), three.fleiss()), (Err(NotComputable::TwoRaters), Err(NotComputable::SameNumber)));
    }
}
