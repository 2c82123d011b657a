//! A fixed number of ratings a unit, whoever gave them: Fleiss' κ.

use crate::review::agreement::{NotComputable, Ratings};

impl Ratings {
    /// Fleiss' κ = (P̄ − P̄ₑ) / (1 − P̄ₑ), with P̄ the mean share of agreeing pairs of a unit and P̄ₑ the sum of the squared
    /// shares of the categories (J. Fleiss, “Measuring nominal scale agreement among many raters”, 1971).
    ///
    /// # Errors
    /// When units have different numbers of ratings, or all ratings are the same.
    pub fn fleiss(&self) -> Result<f64, NotComputable> {
        of_counts(&self.counts())
    }
}

#[expect(clippy::cast_precision_loss, reason = "nobody rates 2⁵² claims")]
fn of_counts(units: &[Vec<u32>]) -> Result<f64, NotComputable> {
    let [first, _, ..] = units else { return Err(NotComputable::Units) };
    let raters: u32 = first.iter().sum();
    if units.iter().any(|unit| unit.iter().sum::<u32>() != raters) {
        return Err(NotComputable::SameNumber);
    }
    let (n, m) = (units.len() as f64, f64::from(raters));
    let square = |count: &u32| f64::from(*count).powi(2);
    let agree = |unit: &Vec<u32>| (unit.iter().map(square).sum::<f64>() - m) / (m * (m - 1.0));
    let observed = units.iter().map(agree).sum::<f64>() / n;
    let share = |at: usize| units.iter().map(|unit| f64::from(unit[at])).sum::<f64>() / (n * m);
    let by_chance: f64 = (0..first.len()).map(|at| share(at).powi(2)).sum();
    if by_chance >= 1.0 { Err(NotComputable::Variation) } else { Ok((observed - by_chance) / (1.0 - by_chance)) }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// J. Fleiss 1971, table 1: 30 patients, 6 psychiatrists each; depression, personality disorder, schizophrenia,
    /// neurosis, other. κ = 0.430.
    const PATIENTS: [[u32; 5]; 30] = [
        [0, 0, 0, 6, 0],
        [0, 3, 0, 0, 3],
        [0, 1, 4, 0, 1],
        [0, 0, 0, 0, 6],
        [0, 3, 0, 3, 0],
        [2, 0, 4, 0, 0],
        [0, 0, 4, 0, 2],
        [2, 0, 3, 1, 0],
        [2, 0, 0, 4, 0],
        [0, 0, 0, 0, 6],
        [1, 0, 0, 5, 0],
        [1, 1, 0, 4, 0],
        [0, 3, 3, 0, 0],
        [1, 0, 0, 5, 0],
        [0, 2, 0, 3, 1],
        [0, 0, 5, 0, 1],
        [3, 0, 0, 1, 2],
        [5, 1, 0, 0, 0],
        [0, 2, 0, 4, 0],
        [1, 0, 2, 0, 3],
        [0, 0, 0, 0, 6],
        [0, 1, 0, 5, 0],
        [0, 2, 0, 1, 3],
        [2, 0, 0, 4, 0],
        [1, 0, 0, 4, 1],
        [0, 5, 0, 1, 0],
        [4, 0, 0, 0, 2],
        [0, 2, 0, 4, 0],
        [1, 0, 5, 0, 0],
        [0, 0, 0, 0, 6],
    ];

    #[test]
    fn fleisss_own_example() {
        let totals: Vec<u32> = (0..5).map(|at| PATIENTS.iter().map(|patient| patient[at]).sum()).collect();
        assert_eq!(totals, [26, 26, 30, 55, 43]);
        let units: Vec<_> = PATIENTS.iter().map(|patient| patient.to_vec()).collect();
        assert_eq!(format!("{:.3}", of_counts(&units).unwrap()), "0.430");
    }
}
