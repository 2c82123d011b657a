//! How sure a statistic is: the same computed of many random draws of the units, the same draws on every machine.

use crate::review::agreement::{NotComputable, Ratings};

/// How many draws are made.
pub const RESAMPLES: usize = 2_000;

/// Where the random numbers start.
pub const SEED: u64 = 2_019;

/// From here to there 95 of 100 draws lie.
#[derive(Clone, Copy, Debug, PartialEq, serde::Serialize)]
pub struct Interval {
    /// The 2.5th percentile.
    pub low: f64,
    /// The 97.5th percentile.
    pub high: f64,
    /// Draws for which the statistic is not defined, which are left out.
    pub undefined: usize,
}

/// Sebastiano Vigna's `SplitMix64`, after G. Steele, D. Lea and C. Flood, “Fast splittable pseudorandom number
/// generators”, 2014.
struct SplitMix(u64);

impl SplitMix {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        z ^ (z >> 31)
    }

    /// A number below `end`.
    fn below(&mut self, end: usize) -> usize {
        let product = u128::from(self.next()) * (end as u128);
        usize::try_from(product >> 64).unwrap_or_default()
    }
}

/// The percentile interval of a statistic by the bootstrap (B. Efron, “Bootstrap methods”, 1979); `None` when fewer than
/// half of the draws define it.
pub(super) fn interval(
    ratings: &Ratings,
    statistic: impl Fn(&Ratings) -> Result<f64, NotComputable>,
) -> Option<Interval> {
    let mut random = SplitMix(SEED);
    let units = ratings.units();
    let mut drawn: Vec<f64> = Vec::with_capacity(RESAMPLES);
    for _ in 0..RESAMPLES {
        let draw = ratings.resampled((0..units).map(|_| random.below(units)));
        drawn.extend(statistic(&draw));
    }
    if drawn.len() * 2 < RESAMPLES {
        return None;
    }
    drawn.sort_by(f64::total_cmp);
    let at = |thousandths: usize| drawn[(drawn.len() - 1) * thousandths / 1_000];
    Some(Interval { low: at(25), high: at(975), undefined: RESAMPLES - drawn.len() })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::review::agreement::Metric;

    /// The first numbers of the reference implementation for the seed 1234567.
    #[test]
    fn the_random_numbers_are_those_of_splitmix() {
        let mut random = SplitMix(1_234_567);
        assert_eq!([random.next(), random.next()], [6_457_827_717_110_365_317, 3_203_168_211_198_807_973]);
    }

    #[test]
    fn an_interval_holds_the_statistic_and_is_the_same_every_time() {
        let unit = |one, other| vec![Some(one), Some(other)];
        let units = [vec![unit(1, 1); 20], vec![unit(1, 0); 5], vec![unit(0, 1); 10], vec![unit(0, 0); 15]].concat();
        let ratings = Ratings::new(units, vec![0.0, 1.0]);
        let alpha = |ratings: &Ratings| ratings.alpha(Metric::Nominal);
        let found = interval(&ratings, alpha).unwrap();
        let value = alpha(&ratings).unwrap();
        assert!(found.low < value && value < found.high && found.undefined == 0, "{found:?} {value}");
        assert_eq!(interval(&ratings, alpha), Some(found));
    }

    #[test]
    fn none_where_most_draws_say_nothing() {
        let ratings = Ratings::new(vec![vec![Some(0), Some(0)]; 4], vec![0.0, 1.0]);
        assert_eq!(interval(&ratings, |ratings| ratings.alpha(Metric::Nominal)), None);
    }
}
