//! A share of few cases → the interval that the true share lies in: Wilson's, which holds also near 0 and 1.
//!
//! E. B. Wilson, "Probable inference, the law of succession, and statistical inference", Journal of the American
//! Statistical Association 22 (1927), pages 209 to 212. Of `n` cases a share `p` has the property; with `z` = 1.96 the
//! interval of 95 % is
//!
//! ```text
//! (p + z²/2n ± z·√(p(1−p)/n + z²/4n²)) / (1 + z²/n)
//! ```

/// Fewer cases than this give no figure about anybody.
pub const FEWEST: u64 = 10;

/// The 97.5th percentile of the standard normal distribution: 95 of 100 cases lie within it on both sides.
const Z: f64 = 1.959_963_984_540_054;

/// So many of so many.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Share {
    /// Those that have the property.
    pub with: u64,
    /// All of them.
    pub of: u64,
}

/// A share with its interval of 95 %, all from 0 to 1.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Estimate {
    /// The share.
    pub share: f64,
    /// The least that the true share may be.
    pub low: f64,
    /// The most.
    pub high: f64,
}

/// Why no figure is given.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("n = {0}: too few to say (fewer than {FEWEST})")]
pub struct TooFew(pub u64);

impl Share {
    /// Takes a case up.
    pub fn add(&mut self, with: bool) {
        self.of += 1;
        self.with += u64::from(with);
    }

    /// The share; `None` of nothing.
    #[must_use]
    pub fn value(self) -> Option<f64> {
        #[expect(clippy::cast_precision_loss, reason = "no ledger holds 2⁵³ verdicts")]
        let (with, of) = (self.with as f64, self.of as f64);
        (self.of > 0).then(|| with / of)
    }

    /// The share with Wilson's interval, of any number of cases; `None` of nothing.
    ///
    /// ```
    /// use claimlog::review::Share;
    /// let found = Share { with: 15, of: 148 }.wilson().unwrap();
    /// assert_eq!(format!("{:.4} {:.4}", found.low, found.high), "0.0624 0.1605");
    /// ```
    #[must_use]
    pub fn wilson(self) -> Option<Estimate> {
        let share = self.value()?;
        #[expect(clippy::cast_precision_loss, reason = "no ledger holds 2⁵³ verdicts")]
        let n = self.of as f64;
        let square = Z * Z;
        let middle = share + square / (2.0 * n);
        let around = Z * (share * (1.0 - share) / n + square / (4.0 * n * n)).sqrt();
        let scale = 1.0 + square / n;
        // The ends are exact at 0 and 1 but for the last digits of the computation.
        let (low, high) = ((middle - around) / scale, (middle + around) / scale);
        Some(Estimate { share, low: low.clamp(0.0, share), high: high.clamp(share, 1.0) })
    }

    /// The share with its interval, where there are enough cases to say something about somebody.
    ///
    /// # Errors
    /// When there are fewer than [`FEWEST`].
    pub fn estimate(self) -> Result<Estimate, TooFew> {
        let few = TooFew(self.of);
        if self.of < FEWEST { Err(few) } else { self.wilson().ok_or(few) }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn interval(with: u64, of: u64) -> String {
        let found = Share { with, of }.wilson().unwrap();
        format!("{:.4} {:.4}", found.low, found.high)
    }

    /// R. G. Newcombe, "Two-sided confidence intervals for the single proportion", Statistics in Medicine 17 (1998), pages
    /// 857 to 872, table I, method 3 (the score method without correction).
    #[test]
    fn newcombes_examples() {
        assert_eq!(interval(81, 263), "0.2553 0.3662");
        assert_eq!(interval(15, 148), "0.0624 0.1605");
        assert_eq!(interval(0, 20), "0.0000 0.1611");
        assert_eq!(interval(1, 29), "0.0061 0.1718");
    }

    /// By hand: of 0 of n the upper end is z² / (n + z²), and of n of n the lower one is n / (n + z²).
    #[test]
    fn none_and_all() {
        assert_eq!(interval(0, 10), "0.0000 0.2775");
        assert_eq!(interval(10, 10), "0.7225 1.0000");
        let all = Share { with: 7, of: 7 }.wilson().unwrap();
        assert!((all.low - 7.0 / (7.0 + 3.841_458_820_694_124)).abs() < 1e-12, "{all:?}");
    }

    #[test]
    fn nothing_and_too_few_give_no_figure() {
        assert_eq!(Share::default().value(), None);
        assert_eq!(Share::default().wilson(), None);
        assert_eq!(Share::default().estimate(), Err(TooFew(0)));
        let said = Share { with: 4, of: 4 }.estimate().unwrap_err().to_string();
        assert_eq!(said, "n = 4: too few to say (fewer than 10)");
        assert!(Share { with: 9, of: 9 }.estimate().is_err());
        assert!(Share { with: 9, of: 10 }.estimate().is_ok());
    }

    proptest! {
        #[test]
        fn the_interval_is_one(of in 1_u64..2_000_000, part in 0.0_f64..=1.0) {
            #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, clippy::cast_precision_loss, reason = "a number up to `of`")]
            let with = ((of as f64 * part) as u64).min(of);
            let found = Share { with, of }.wilson().unwrap();
            prop_assert!(0.0 <= found.low && found.low <= found.share && found.share <= found.high && found.high <= 1.0);
            prop_assert!(found.low < found.high, "an interval of no width: {found:?}");
            // What has the property and what has not mirror each other.
            let other = Share { with: of - with, of }.wilson().unwrap();
            prop_assert!((found.low - (1.0 - other.high)).abs() < 1e-9 && (found.high - (1.0 - other.low)).abs() < 1e-9);
            // More cases of the same share say more.
            let more = Share { with: with * 4, of: of * 4 }.wilson().unwrap();
            prop_assert!(more.high - more.low < found.high - found.low);
        }
    }
}
