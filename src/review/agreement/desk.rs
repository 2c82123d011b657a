//! A desk's verdicts → who rated what → how far they agree, scale by scale.

use std::collections::BTreeMap;

use rust_decimal::prelude::ToPrimitive as _;

use crate::model::{Record, Role, Verdict};
use crate::review::agreement::bootstrap::interval;
use crate::review::agreement::{Interval, Metric, NotComputable, Ratings};

/// The verdicts of a desk, gathered claim by claim.
#[derive(Clone, Debug, Default)]
pub struct Desk {
    /// Whether verdicts count that were given with sight of others'.
    seeing: bool,
    scales: BTreeMap<(String, u32), Gathered>,
    values: Gathered,
}

/// What raters said of units: by rater and category.
#[derive(Clone, Debug, Default)]
struct Gathered {
    units: Vec<BTreeMap<String, Rating>>,
}

#[derive(Clone, Debug)]
struct Rating {
    name: String,
    value: Option<f64>,
}

/// A coefficient with its interval, or why it is not defined.
#[derive(Clone, Debug, PartialEq)]
pub struct Coefficient {
    /// Which.
    pub statistic: Statistic,
    /// Its value.
    pub value: Result<f64, NotComputable>,
    /// Where 95 of 100 draws of the claims lie.
    pub interval: Option<Interval>,
}

/// A measure of agreement beyond chance.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Statistic {
    /// Krippendorff's α.
    Alpha(Metric),
    /// Cohen's κ.
    Cohen,
    /// Quadratic-weighted κ.
    Quadratic,
    /// Fleiss' κ.
    Fleiss,
}

impl Statistic {
    /// Those of ratings, the one to quote first.
    const ALL: [Self; 5] =
        [Self::Alpha(Metric::Ordinal), Self::Alpha(Metric::Nominal), Self::Cohen, Self::Quadratic, Self::Fleiss];

    /// "Krippendorff's α, ordinal".
    #[must_use]
    pub fn name(self) -> String {
        match self {
            Self::Alpha(metric) => format!("Krippendorff's α, {}", metric.name()),
            Self::Cohen => "Cohen's κ".to_owned(),
            Self::Quadratic => "κ, quadratic weights".to_owned(),
            Self::Fleiss => "Fleiss' κ".to_owned(),
        }
    }

    /// "alpha_ordinal".
    #[must_use]
    pub fn key(self) -> String {
        match self {
            Self::Alpha(metric) => format!("alpha_{}", metric.name()),
            Self::Cohen => "kappa_cohen".to_owned(),
            Self::Quadratic => "kappa_quadratic".to_owned(),
            Self::Fleiss => "kappa_fleiss".to_owned(),
        }
    }

    fn of(self, ratings: &Ratings) -> Result<f64, NotComputable> {
        match self {
            Self::Alpha(metric) => ratings.alpha(metric),
            Self::Cohen => ratings.cohen(),
            Self::Quadratic => ratings.quadratic(),
            Self::Fleiss => ratings.fleiss(),
        }
    }

    fn with_interval(self, ratings: &Ratings) -> Coefficient {
        let value = self.of(ratings);
        let interval = value.ok().and_then(|_| interval(ratings, |ratings| self.of(ratings)));
        Coefficient { statistic: self, value, interval }
    }
}

/// How far the reviewers agree on one scale.
#[derive(Clone, Debug)]
pub struct Agreement {
    /// The scale.
    pub scale: String,
    /// Its version.
    pub version: u32,
    /// Who rated, in the order of the alphabet.
    pub raters: Vec<String>,
    /// The ratings that were given: those of the order first, by their points, then the others.
    pub categories: Vec<String>,
    /// All ratings.
    pub all: Ratings,
    /// Those on the scale's order; α of ordered ratings is of these.
    pub ordered: Ratings,
    /// Ratings outside the order, with how often they were given.
    pub apart: BTreeMap<String, usize>,
    /// The share of pairs that are the same.
    pub percent: Result<f64, NotComputable>,
    /// The coefficients, the one to quote first.
    pub coefficients: Vec<Coefficient>,
}

/// How far the reviewers agree on corrected values.
#[derive(Clone, Debug)]
pub struct Values {
    /// Claims with corrected values of two reviewers in one unit.
    pub units: usize,
    /// α of the values' common logarithms: a factor of ten is as far apart anywhere.
    pub alpha: Coefficient,
}

impl Agreement {
    /// The coefficient to quote: Krippendorff's α by the ratings' order, or without one where they have none.
    #[must_use]
    pub fn to_quote(&self) -> Option<&Coefficient> {
        self.coefficients.first()
    }
}

impl Desk {
    /// Starts gathering; with `seeing`, verdicts too that were given with sight of others'.
    #[must_use]
    pub fn new(seeing: bool) -> Self {
        Self { seeing, ..Self::default() }
    }

    /// Takes in the verdicts in force on a claim.
    pub fn add(&mut self, record: &Record) {
        let counts = |verdict: &&Verdict| {
            matches!(verdict.role, Role::Reviewer | Role::Second) && (verdict.blind || self.seeing)
        };
        let mut scales: BTreeMap<(String, u32), BTreeMap<String, Rating>> = BTreeMap::new();
        let mut units: BTreeMap<Option<String>, BTreeMap<String, Rating>> = BTreeMap::new();
        for verdict in record.in_force().filter(counts) {
            let rating = Rating { name: verdict.rating.clone(), value: verdict.standing.value.map(f64::from) };
            let scale = (verdict.scale.clone(), verdict.scale_version);
            scales.entry(scale).or_default().insert(verdict.reviewer.clone(), rating);
            let right = verdict
                .correction
                .as_ref()
                .filter(|right| right.value.is_some_and(|value| value.is_sign_positive() && !value.is_zero()));
            if let Some((value, unit)) = right.and_then(|right| Some((right.value?.normalize(), right.unit.clone()))) {
                let rating = Rating { name: value.to_string(), value: value.to_f64().map(f64::log10) };
                units.entry(unit).or_default().insert(verdict.reviewer.clone(), rating);
            }
        }
        for (scale, ratings) in scales.into_iter().filter(|(_, ratings)| ratings.len() > 1) {
            self.scales.entry(scale).or_default().units.push(ratings);
        }
        self.values.units.extend(units.into_values().filter(|ratings| ratings.len() > 1));
    }

    /// How far they agree, scale by scale.
    #[must_use]
    pub fn scales(&self) -> Vec<Agreement> {
        self.scales.iter().map(|((scale, version), gathered)| gathered.agreement(scale, *version)).collect()
    }

    /// How far they agree on corrected values.
    #[must_use]
    pub fn values(&self) -> Values {
        let raters = self.values.raters();
        let (_, ratings) = self.values.ratings(&raters, |_| true);
        Values { units: ratings.units(), alpha: Statistic::Alpha(Metric::Interval).with_interval(&ratings) }
    }
}

impl Gathered {
    fn raters(&self) -> Vec<String> {
        let mut raters: Vec<_> = self.units.iter().flat_map(|unit| unit.keys().cloned()).collect();
        raters.sort_unstable();
        raters.dedup();
        raters
    }

    /// The ratings that `keep` chooses, with their names in order.
    fn ratings(&self, raters: &[String], keep: impl Fn(&Rating) -> bool) -> (Vec<String>, Ratings) {
        let mut known: Vec<(bool, f64, &str)> = Vec::new();
        for rating in self.units.iter().flat_map(BTreeMap::values).filter(|rating| keep(rating)) {
            if known.iter().all(|(_, _, name)| *name != rating.name) {
                known.push((rating.value.is_none(), rating.value.unwrap_or_default(), &rating.name));
            }
        }
        known.sort_by(|one, other| one.0.cmp(&other.0).then(one.1.total_cmp(&other.1)).then(one.2.cmp(other.2)));
        let place =
            |rating: &Rating| known.iter().position(|(_, _, name)| *name == rating.name).filter(|_| keep(rating));
        let of = |unit: &BTreeMap<String, Rating>| {
            raters.iter().map(|rater| unit.get(rater).and_then(place)).collect::<Vec<_>>()
        };
        let units = self.units.iter().map(of).collect();
        let values = known.iter().map(|(_, value, _)| *value).collect();
        (known.iter().map(|(_, _, name)| (*name).to_owned()).collect(), Ratings::new(units, values))
    }

    fn agreement(&self, scale: &str, version: u32) -> Agreement {
        let raters = self.raters();
        let (categories, all) = self.ratings(&raters, |_| true);
        let (_, ordered) = self.ratings(&raters, |rating| rating.value.is_some());
        let mut apart = BTreeMap::new();
        for rating in self.units.iter().flat_map(BTreeMap::values).filter(|rating| rating.value.is_none()) {
            *apart.entry(rating.name.clone()).or_default() += 1;
        }
        let of = |statistic| match statistic {
            Statistic::Alpha(Metric::Ordinal) | Statistic::Quadratic => &ordered,
            _ => &all,
        };
        let coefficients = Statistic::ALL.map(|statistic| statistic.with_interval(of(statistic))).to_vec();
        let percent = all.percent();
        Agreement { scale: scale.to_owned(), version, raters, categories, all, ordered, apart, percent, coefficients }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Correction, Role};
    use crate::review::fixture;

    fn record(verdicts: &[(&str, &str, bool)]) -> Record {
        let mut record = fixture::record();
        for (reviewer, rating, blind) in verdicts {
            let verdict = fixture::verdict(&record.claim, reviewer, rating, Role::Reviewer);
            record.verdicts.push(Verdict { blind: *blind, ..verdict });
        }
        record
    }

    #[test]
    fn only_blind_verdicts_of_two_count() {
        let mut desk = Desk::new(false);
        desk.add(&record(&[("Ann", "wrong", true), ("Ben", "wrong", true)]));
        desk.add(&record(&[("Ann", "close", true), ("Ben", "wrong", true), ("Cora", "close", false)]));
        desk.add(&record(&[("Ann", "close", true), ("Ben", "wrong", false)]));
        desk.add(&record(&[("Ann", "unsupported", true), ("Ben", "close", true)]));
        let found = desk.scales().remove(0);
        assert_eq!((found.all.units(), found.raters.as_slice()), (3, &["Ann".to_owned(), "Ben".to_owned()][..]));
        assert_eq!(found.categories, ["wrong", "close", "unsupported"]);
        assert_eq!((found.ordered.units(), found.apart.get("unsupported")), (2, Some(&1)));
        let names: Vec<_> = found.coefficients.iter().map(|found| found.statistic.key()).collect();
        assert_eq!(names, ["alpha_ordinal", "alpha_nominal", "kappa_cohen", "kappa_quadratic", "kappa_fleiss"]);
        let mut seeing = Desk::new(true);
        seeing.add(&record(&[("Ann", "close", true), ("Ben", "wrong", false), ("Cora", "close", false)]));
        assert_eq!(seeing.scales()[0].raters.len(), 3);
    }

    #[test]
    fn corrected_values_of_one_unit_are_compared() {
        let with = |values: [&str; 2]| {
            let mut record = record(&[("Ann", "wrong", true), ("Ben", "wrong", true)]);
            for (verdict, value) in record.verdicts.iter_mut().zip(values) {
                verdict.correction = Some(Correction { value: value.parse().ok(), ..Correction::default() });
            }
            record
        };
        let mut desk = Desk::new(false);
        for values in [["10", "10"], ["1000", "1000"], ["50", "50.0"], ["-5", "5"]] {
            desk.add(&with(values));
        }
        let found = desk.values();
        assert_eq!((found.units, found.alpha.value), (3, Ok(1.0)));
        assert_eq!(Desk::new(false).values().alpha.value, Err(NotComputable::Units));
    }
}
