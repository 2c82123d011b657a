//! A rating's place on its scale as schema.org counts: from the worst, which is the least number, to the best.

use crate::model::Standing;

/// A rating in numbers: `worst < best`, the least 1, more is truer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Scaled {
    /// `ratingValue`.
    pub value: u64,
    /// `worstRating`.
    pub worst: u64,
    /// `bestRating`.
    pub best: u64,
}

/// The rating in numbers; `None` for one outside the order, and for a scale of one value.
///
/// ```
/// use claimlog::{export::{Scaled, scaled}, model::{Class, Standing}};
/// let pinocchios = |value| Standing { class: Class::Mixed, value: Some(value), worst: Some(4), best: Some(0) };
/// assert_eq!(scaled(&pinocchios(4)), Some(Scaled { value: 1, worst: 1, best: 5 }));
/// assert_eq!(scaled(&pinocchios(0)), Some(Scaled { value: 5, worst: 1, best: 5 }));
/// ```
#[must_use]
pub fn scaled(standing: &Standing) -> Option<Scaled> {
    let [value, worst, best] = [standing.value?, standing.worst?, standing.best?].map(u64::from);
    let least = worst.min(best).max(1);
    let (reach, from_worst) = (best.abs_diff(worst), value.abs_diff(worst));
    let within = (worst.min(best)..=worst.max(best)).contains(&value);
    (within && reach > 0).then_some(Scaled { value: least + from_worst, worst: least, best: least + reach })
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::model::Class;

    fn standing(value: Option<u32>, worst: Option<u32>, best: Option<u32>) -> Standing {
        Standing { class: Class::Other, value, worst, best }
    }

    #[test]
    fn a_usual_scale_stays_as_it_is() {
        for value in 1..=5 {
            let found = scaled(&standing(Some(value), Some(1), Some(5))).unwrap();
            assert_eq!(found, Scaled { value: u64::from(value), worst: 1, best: 5 });
        }
    }

    #[test]
    fn what_is_outside_the_order_has_no_number() {
        assert_eq!(scaled(&standing(None, Some(1), Some(5))), None);
        assert_eq!(scaled(&standing(Some(3), None, None)), None);
        assert_eq!(scaled(&standing(Some(3), Some(3), Some(3))), None);
        assert_eq!(scaled(&standing(Some(9), Some(1), Some(5))), None);
    }

    proptest! {
        #[test]
        fn more_is_truer_within_bounds(worst: u32, best: u32, one: u32, other: u32) {
            let at = |value| scaled(&standing(Some(value), Some(worst), Some(best)));
            for found in [one, other].into_iter().filter_map(at) {
                prop_assert!(1 <= found.worst && found.worst < found.best);
                prop_assert!((found.worst..=found.best).contains(&found.value));
            }
            if let (Some(first), Some(second)) = (at(one), at(other)) {
                let nearer = one.abs_diff(best).cmp(&other.abs_diff(best));
                prop_assert_eq!(second.value.cmp(&first.value), nearer);
            }
        }
    }
}
