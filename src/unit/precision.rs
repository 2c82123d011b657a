//! How exactly a number is stated: half a unit of its last place.

use rust_decimal::Decimal;

/// Half a unit of the last decimal that is stated: 4.5 → 0.05; nothing for a whole number.
#[must_use]
pub fn half_place(value: Decimal) -> Decimal {
    if value.scale() == 0 { Decimal::ZERO } else { Decimal::try_new(5, value.scale() + 1).unwrap_or_default() }
}

/// Half a unit of the last digit that is not 0: 30,000 → 5,000, 31,500 → 50, 0.25 → 0.005.
#[must_use]
pub fn half_unit(value: Decimal) -> Decimal {
    let plain = value.normalize();
    let (mut digits, mut unit) = (plain.mantissa(), Decimal::new(1, plain.scale()));
    while digits != 0 && digits % 10 == 0 {
        digits /= 10;
        unit *= Decimal::TEN; // stays below the value itself
    }
    unit / Decimal::TWO
}
