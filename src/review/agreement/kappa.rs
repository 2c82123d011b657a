//! Two raters: Cohen's κ, and κ with weights for how far apart two ratings are.

use crate::review::agreement::{NotComputable, Ratings};

impl Ratings {
    /// The square table of two raters: how often the first said one category and the second another.
    ///
    /// # Errors
    /// When there are not exactly two raters who both rated every unit.
    pub fn table(&self) -> Result<Vec<Vec<f64>>, NotComputable> {
        if self.units.len() < 2 {
            return Err(NotComputable::Units);
        }
        let mut table = vec![vec![0.0; self.values.len()]; self.values.len()];
        for unit in &self.units {
            let [Some(one), Some(other)] = unit[..] else { return Err(NotComputable::TwoRaters) };
            table[one][other] += 1.0;
        }
        Ok(table)
    }

    /// Cohen's κ = (pₒ − pₑ) / (1 − pₑ), with pₒ the share of units on which two raters agree and pₑ what their own shares
    /// of each category make of it by chance (J. Cohen, “A coefficient of agreement for nominal scales”, 1960).
    ///
    /// # Errors
    /// When there are not two raters of every unit, or chance agrees always.
    pub fn cohen(&self) -> Result<f64, NotComputable> {
        weighted(&self.table()?, |one, other| f64::from(u8::from(one != other)))
    }

    /// κ with weights that grow with the square of the difference of two categories' numbers (J. Cohen, “Weighted kappa”,
    /// 1968; J. Fleiss and J. Cohen, 1973).
    ///
    /// # Errors
    /// As [`Ratings::cohen`].
    pub fn quadratic(&self) -> Result<f64, NotComputable> {
        weighted(&self.table()?, |one, other| (self.values[one] - self.values[other]).powi(2))
    }
}

/// κ = 1 − Σ w·o / Σ w·e over the cells of a table, with `weight` how much two categories disagree.
pub(super) fn weighted(table: &[Vec<f64>], weight: impl Fn(usize, usize) -> f64) -> Result<f64, NotComputable> {
    let total: f64 = table.iter().flatten().sum();
    let column = |at: usize| table.iter().map(|row| row[at]).sum::<f64>();
    let columns: Vec<f64> = (0..table.len()).map(column).collect();
    let (mut observed, mut expected) = (0.0, 0.0);
    for (one, row) in table.iter().enumerate() {
        let share: f64 = row.iter().sum();
        for (other, count) in row.iter().enumerate() {
            observed += weight(one, other) * count;
            expected += weight(one, other) * share * columns[other] / total;
        }
    }
    if expected == 0.0 { Err(NotComputable::Variation) } else { Ok(1.0 - observed / expected) }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// J. Cohen 1960 and 1968: two psychiatrists, 200 patients, in shares.
    const COHEN: [[f64; 3]; 3] = [[0.44, 0.05, 0.01], [0.07, 0.20, 0.03], [0.09, 0.05, 0.06]];

    fn rows(table: &[[f64; 3]; 3]) -> Vec<Vec<f64>> {
        table.iter().map(|row| row.to_vec()).collect()
    }

    #[test]
    fn cohens_own_example() {
        let kappa = weighted(&rows(&COHEN), |one, other| f64::from(u8::from(one != other))).unwrap();
        assert_eq!(format!("{kappa:.3}"), "0.492");
    }

    #[test]
    fn cohens_own_example_with_weights() {
        const WEIGHTS: [[f64; 3]; 3] = [[0.0, 1.0, 3.0], [1.0, 0.0, 6.0], [3.0, 6.0, 0.0]];
        let kappa = weighted(&rows(&COHEN), |one, other| WEIGHTS[one][other]).unwrap();
        assert_eq!(format!("{kappa:.3}"), "0.348");
    }

    /// J. Fleiss, B. Levin, M. Paik, “Statistical Methods for Rates and Proportions”, 3rd edition 2003, table 18.1: two
    /// clinicians, 100 patients; κ = 0.68.
    #[test]
    fn the_example_of_fleiss_levin_and_paik() {
        let table = rows(&[[75.0, 1.0, 4.0], [5.0, 4.0, 1.0], [0.0, 0.0, 10.0]]);
        let kappa = weighted(&table, |one, other| f64::from(u8::from(one != other))).unwrap();
        assert_eq!(format!("{kappa:.2}"), "0.68");
    }

    #[test]
    fn units_make_the_table() {
        let unit = |one, other| vec![Some(one), Some(other)];
        // A textbook's 50 grant applications: both yes 20, first only 5, second only 10, both no 15; κ = 0.40.
        let units = [vec![unit(1, 1); 20], vec![unit(1, 0); 5], vec![unit(0, 1); 10], vec![unit(0, 0); 15]].concat();
        let ratings = Ratings::new(units, vec![0.0, 1.0]);
        assert_eq!(ratings.table().unwrap(), [[15.0, 10.0], [5.0, 20.0]]);
        assert_eq!(format!("{:.2}", ratings.cohen().unwrap()), "0.40");
        assert_eq!(ratings.cohen(), ratings.quadratic());
    }
}
