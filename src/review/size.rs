//! The size of an error in numbers and in words: stated and corrected value → `×1.67, +66.7%`.

use std::fmt;

use rust_decimal::Decimal;

use crate::model::ErrorSize;

/// Decimal places that are kept of what division gives.
const PLACES: u32 = 6;

/// The size of the error of `stated` against `corrected`; what is too large for a decimal is left out, and ratios where they
/// mean nothing (`ratios`: not of degrees).
pub(super) fn size(stated: Decimal, corrected: Decimal, percents: bool, ratios: bool) -> ErrorSize {
    let abs = stated.checked_sub(corrected);
    let relative = abs.and_then(|abs| abs.checked_div(corrected.abs())).and_then(|part| part.checked_mul(100.into()));
    ErrorSize {
        abs: abs.map(kept),
        pct: relative.filter(|_| !percents && ratios).map(kept),
        points: abs.filter(|_| percents).map(kept),
        factor: factor(stated, corrected).filter(|_| ratios).map(kept),
        ..ErrorSize::default()
    }
}

/// How many times the greater holds the less; `None` when a sign differs or one is zero.
fn factor(stated: Decimal, corrected: Decimal) -> Option<Decimal> {
    let comparable =
        !stated.is_zero() && !corrected.is_zero() && stated.is_sign_negative() == corrected.is_sign_negative();
    let (one, other) = (stated.abs(), corrected.abs());
    comparable.then(|| one.max(other).checked_div(one.min(other))).flatten()
}

fn kept(value: Decimal) -> Decimal {
    value.round_dp(PLACES).normalize()
}

/// Shows the error as a reviewer reads it: `×1.67, +66.7%`; `×2, +5 points` for percents; `no difference`.
impl fmt::Display for ErrorSize {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(days) = self.days {
            let plural = if days.abs() == 1 { "day" } else { "days" };
            return if days == 0 { f.write_str("no difference") } else { write!(f, "{days:+} {plural}") };
        }
        if self.abs.is_some_and(|abs| abs.is_zero()) {
            return f.write_str("no difference");
        }
        let factor = self.factor.map(short).filter(|factor| *factor != Decimal::ONE).map(|factor| format!("×{factor}"));
        let points = self.points.map(|points| format!("{:+} {}", short(points), points_of(points)));
        let pct = self.pct.map(|pct| format!("{:+}%", short(pct)));
        let part = points.or(pct).or(self.abs.map(|abs| format!("{abs:+}")));
        let parts: Vec<_> = factor.into_iter().chain(part).collect();
        f.write_str(&parts.join(", "))
    }
}

fn points_of(points: Decimal) -> &'static str {
    if points.abs() == Decimal::ONE { "point" } else { "points" }
}

/// Three digits that count, and no fewer than stand before the point.
fn short(value: Decimal) -> Decimal {
    let rounded = if value.abs() < 100.into() { value.round_sf(3) } else { None };
    rounded.unwrap_or_else(|| value.round()).normalize()
}
