//! How long something took, of many: median and 90th percentile by nearest rank.
//!
//! Of n times in order the p-th percentile is that of rank ⌈p·n / 100⌉: the shortest that at least p of 100 do not
//! exceed. It is a time that occurred, never one between two.

use chrono::TimeDelta;

/// How long something took, each time.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Turnaround {
    times: Vec<TimeDelta>,
    /// Times that ended before they began, by clocks that differ; they are in no figure.
    pub backwards: u64,
}

impl Turnaround {
    /// Takes a time up.
    pub fn add(&mut self, time: TimeDelta) {
        if time < TimeDelta::zero() {
            self.backwards += 1;
        } else {
            self.times.push(time);
        }
    }

    /// How many times there are.
    #[must_use]
    pub const fn count(&self) -> usize {
        self.times.len()
    }

    /// These percentiles (1 to 100), by nearest rank; `None` of nothing.
    #[must_use]
    pub fn percentiles<const N: usize>(&self, wanted: [usize; N]) -> Option<[TimeDelta; N]> {
        let mut times = self.times.clone();
        times.sort_unstable();
        let of = |percent: usize| (percent * times.len()).div_ceil(100).max(1) - 1;
        (!times.is_empty()).then(|| wanted.map(|percent| times[of(percent)]))
    }
}

/// A time in hours.
#[must_use]
pub fn hours(time: TimeDelta) -> f64 {
    #[expect(clippy::cast_precision_loss, reason = "no time of a ledger has 2⁵³ seconds")]
    let seconds = time.num_seconds() as f64;
    seconds / 3600.0
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn of(minutes: &[i64]) -> Turnaround {
        let mut found = Turnaround::default();
        minutes.iter().for_each(|minutes| found.add(TimeDelta::minutes(*minutes)));
        found
    }

    fn percentiles(minutes: &[i64]) -> Option<[i64; 2]> {
        Some(of(minutes).percentiles([50, 90])?.map(|time| time.num_minutes()))
    }

    #[test]
    fn a_percentile_is_a_time_that_occurred() {
        assert_eq!(percentiles(&[]), None);
        assert_eq!(percentiles(&[7]), Some([7, 7]));
        assert_eq!(percentiles(&[30, 10]), Some([10, 30]));
        // The textbook case: ranks ⌈0.5·5⌉ = 3 and ⌈0.9·5⌉ = 5.
        assert_eq!(percentiles(&[50, 15, 40, 20, 35]), Some([35, 50]));
        assert_eq!(percentiles(&(1..=10).collect::<Vec<_>>()), Some([5, 9]));
        assert_eq!(percentiles(&(1..=100).collect::<Vec<_>>()), Some([50, 90]));
    }

    #[test]
    fn what_ended_before_it_began_is_in_no_figure() {
        let found = of(&[-1, 90, 0]);
        assert_eq!((found.count(), found.backwards), (2, 1));
        assert_eq!(found.percentiles([100]).map(|[most]| hours(most)), Some(1.5));
    }

    proptest! {
        #[test]
        fn at_least_so_many_do_not_exceed_it(times in prop::collection::vec(0_i64..50, 1..200), percent in 1_usize..=100) {
            let [found] = of(&times).percentiles([percent]).unwrap();
            let within = times.iter().filter(|time| TimeDelta::minutes(**time) <= found).count();
            let below = times.iter().filter(|time| TimeDelta::minutes(**time) < found).count();
            prop_assert!(within * 100 >= percent * times.len());
            prop_assert!(below * 100 < percent * times.len());
        }
    }
}
