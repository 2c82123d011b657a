//! Any number of raters, with ratings missing: Krippendorff's α.

use crate::review::agreement::{NotComputable, Ratings};

/// How far apart two ratings are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Metric {
    /// The same or not.
    Nominal,
    /// By how many ratings stand between them.
    Ordinal,
    /// By the difference of their numbers.
    Interval,
}

impl Metric {
    /// "ordinal".
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Nominal => "nominal",
            Self::Ordinal => "ordinal",
            Self::Interval => "interval",
        }
    }
}

/// How often two categories meet in one unit, each unit counted as one rating less than it has.
#[derive(Clone, Debug, PartialEq)]
pub struct Coincidences {
    /// `cells[c][k]`: pairs of c and k; symmetric, with the pairs of one category on the diagonal.
    pub cells: Vec<Vec<f64>>,
    /// How many pairable ratings of each category there are.
    pub totals: Vec<f64>,
}

impl Coincidences {
    /// The matrix of some ratings.
    #[must_use]
    pub fn of(ratings: &Ratings) -> Self {
        let size = ratings.categories();
        let (mut cells, mut totals) = (vec![vec![0.0; size]; size], vec![0.0; size]);
        for counts in ratings.counts() {
            for (total, count) in totals.iter_mut().zip(&counts) {
                *total += f64::from(*count);
            }
            let all = f64::from(counts.iter().sum::<u32>());
            for (c, of_c) in counts.iter().enumerate().filter(|(_, count)| **count > 0) {
                for (k, of_k) in counts.iter().enumerate() {
                    let other = if c == k { f64::from(*of_k) - 1.0 } else { f64::from(*of_k) };
                    cells[c][k] += f64::from(*of_c) * other / (all - 1.0);
                }
            }
        }
        Self { cells, totals }
    }

    /// The squared distance of two categories.
    #[must_use]
    pub fn distance(&self, metric: Metric, values: &[f64], c: usize, k: usize) -> f64 {
        let (low, high) = (c.min(k), c.max(k));
        match metric {
            Metric::Nominal => f64::from(u8::from(c != k)),
            Metric::Ordinal => {
                let between: f64 = self.totals[low..=high].iter().sum();
                (between - f64::midpoint(self.totals[low], self.totals[high])).powi(2)
            }
            Metric::Interval => (values[c] - values[k]).powi(2),
        }
    }

    /// The disagreement that is observed and the one that chance would bring: Σ o·δ² / n, and Σ n·n·δ² / n(n − 1).
    #[must_use]
    pub fn disagreement(&self, metric: Metric, values: &[f64]) -> (f64, f64) {
        let n: f64 = self.totals.iter().sum();
        let (mut observed, mut expected) = (0.0, 0.0);
        for (c, row) in self.cells.iter().enumerate() {
            for (k, cell) in row.iter().enumerate() {
                let distance = self.distance(metric, values, c, k);
                observed += cell * distance;
                expected += self.totals[c] * self.totals[k] * distance;
            }
        }
        (observed / n, expected / (n * (n - 1.0)))
    }
}

impl Ratings {
    /// Krippendorff's α = 1 − Dₒ / Dₑ (K. Krippendorff, “Computing Krippendorff's Alpha-Reliability”, 2011).
    ///
    /// # Errors
    /// When there are fewer than two units, or all ratings are the same.
    pub fn alpha(&self, metric: Metric) -> Result<f64, NotComputable> {
        if self.units() < 2 {
            return Err(NotComputable::Units);
        }
        let (observed, expected) = self.disagreement(metric);
        if expected > 0.0 { Ok(1.0 - observed / expected) } else { Err(NotComputable::Variation) }
    }

    /// As [`Coincidences::disagreement`], of these ratings.
    #[must_use]
    pub fn disagreement(&self, metric: Metric) -> (f64, f64) {
        Coincidences::of(self).disagreement(metric, &self.values)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Ratings as Krippendorff prints them, a line an observer; a point is missing.
    fn ratings(lines: &[&str]) -> Ratings {
        let lines: Vec<Vec<&str>> = lines.iter().map(|line| line.split(' ').collect()).collect();
        let mut known: Vec<&str> = lines.iter().flatten().copied().filter(|value| *value != ".").collect();
        known.sort_unstable();
        known.dedup();
        let place = |value: &str| known.iter().position(|known| *known == value);
        let units = (0..lines[0].len()).map(|unit| lines.iter().map(|line| place(line[unit])).collect()).collect();
        let values = known.iter().map(|value| value.parse().unwrap_or_default()).collect();
        Ratings::new(units, values)
    }

    fn alpha(ratings: &Ratings, metric: Metric) -> String {
        format!("{:.3}", ratings.alpha(metric).unwrap())
    }

    /// The worked examples of K. Krippendorff 2011, sections A, B and C to E.
    #[test]
    fn two_observers_two_values() {
        let data = ratings(&["0 1 0 0 0 0 0 0 1 0", "1 1 1 0 0 1 0 0 0 0"]);
        assert_eq!(alpha(&data, Metric::Nominal), "0.095");
    }

    #[test]
    fn two_observers_several_values() {
        let data = ratings(&["a a b b d c c c e d d a", "b a b b b c c c e d d d"]);
        assert_eq!(alpha(&data, Metric::Nominal), "0.692");
    }

    #[test]
    fn four_observers_with_ratings_missing() {
        let data = ratings(&[
            "1 2 3 3 2 1 4 1 2 . . .",
            "1 2 3 3 2 2 4 1 2 5 . 3",
            ". 3 3 3 2 3 4 2 2 5 1 .",
            "1 2 3 3 2 4 4 1 2 5 1 .",
        ]);
        assert_eq!((data.units(), data.count()), (11, 40));
        assert_eq!(Coincidences::of(&data).totals, [9.0, 13.0, 10.0, 5.0, 3.0]);
        assert_eq!(alpha(&data, Metric::Nominal), "0.743");
        assert_eq!(alpha(&data, Metric::Ordinal), "0.815");
        assert_eq!(alpha(&data, Metric::Interval), "0.849");
    }
}
