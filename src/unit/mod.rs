//! A value in one unit → the same in another: exact rational factors of UCUM units, rates too ("USD/mo" in "USD/a").
//!
//! A unit is a product and quotient of parts: `kg.m/s2`, `2.wk`, `USD/a`, `/d`. Each part is a number, or a unit with a metric
//! prefix and a power. A part that the table does not know (a currency, a percent, `person`) stands for itself.

mod precision;

use std::collections::BTreeMap;
use std::sync::LazyLock;

use rust_decimal::Decimal;

pub use precision::{half_place, half_unit};

/// Metric prefixes with their powers of ten (SI brochure, table 7), and those of IEC 80000-13 with powers of two.
const PREFIXES: [(&str, i32, u32); 20] = [
    ("Ki", 0, 10),
    ("Mi", 0, 20),
    ("Gi", 0, 30),
    ("Ti", 0, 40),
    ("da", 1, 0),
    ("h", 2, 0),
    ("k", 3, 0),
    ("K", 3, 0),
    ("M", 6, 0),
    ("G", 9, 0),
    ("T", 12, 0),
    ("P", 15, 0),
    ("E", 18, 0),
    ("d", -1, 0),
    ("c", -2, 0),
    ("m", -3, 0),
    ("u", -6, 0),
    ("n", -9, 0),
    ("p", -12, 0),
    ("f", -15, 0),
];

struct Row {
    metric: bool,
    number: (Decimal, Decimal),
    of: &'static str,
}

static TABLE: LazyLock<BTreeMap<&'static str, Row>> = LazyLock::new(|| {
    let rows = include_str!("units.tsv").lines().filter(|line| !line.starts_with('#'));
    rows.filter_map(|line| {
        let mut fields = line.split('\t');
        let (code, metric, number, of) = (fields.next()?, fields.next()?, fields.next()?, fields.next()?);
        let (over, under) = number.split_once('/').unwrap_or((number, "1"));
        Some((code, Row { metric: metric == "metric", number: (over.parse().ok()?, under.parse().ok()?), of }))
    })
    .collect()
});

/// A unit as a factor, over and under the line, of base units with their powers.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Measure {
    over: Decimal,
    under: Decimal,
    bases: BTreeMap<String, i32>,
}

/// The value, given in `from`, in the unit `to`; `None` when they measure different things or the number is too large.
/// `difference` is for an amount of change: 2 °C more are 3.6 °F more, but 2 °C are 35.6 °F.
///
/// ```
/// use claimlog::unit::convert;
/// assert_eq!(convert(20.into(), Some("km"), Some("m"), false), Some(20_000.into()));
/// assert_eq!(convert(20.into(), Some("km"), Some("USD"), false), None);
/// ```
#[must_use]
pub fn convert(value: Decimal, from: Option<&str>, to: Option<&str>, difference: bool) -> Option<Decimal> {
    let (from, to) = (from.unwrap_or_default(), to.unwrap_or_default());
    if from == to {
        return Some(value);
    }
    if let (Some(from), Some(to)) = (Degrees::of(from), Degrees::of(to)) {
        return if difference { to.of_step(from.step(value)?) } else { to.of_kelvin(from.kelvin(value)?) };
    }
    let (from, to) = (measure(from, 0)?, measure(to, 0)?);
    if from.bases != to.bases {
        return None;
    }
    let over = value.checked_mul(from.over)?.checked_mul(to.under)?;
    over.checked_div(from.under.checked_mul(to.over)?)
}

/// Whether ratios of values in this unit mean nothing, because its zero is set by agreement.
#[must_use]
pub fn has_no_zero(unit: Option<&str>) -> bool {
    matches!(unit, Some("Cel" | "[degF]"))
}

/// A scale of temperature.
struct Degrees {
    /// Added to a value to count from absolute zero.
    zero: Decimal,
    /// Steps of 1/9 K in one of its own: 9, or 5.
    ninths: Decimal,
}

impl Degrees {
    fn of(unit: &str) -> Option<Self> {
        let (zero, ninths) = match unit {
            "Cel" => (Decimal::new(27315, 2), 9),
            "[degF]" => (Decimal::new(45967, 2), 5),
            "K" => (Decimal::ZERO, 9),
            _ => return None,
        };
        Some(Self { zero, ninths: ninths.into() })
    }

    /// A value in ninths of a kelvin, exactly.
    fn kelvin(&self, value: Decimal) -> Option<Decimal> {
        self.step(value.checked_add(self.zero)?)
    }

    fn step(&self, value: Decimal) -> Option<Decimal> {
        value.checked_mul(self.ninths)
    }

    fn of_kelvin(&self, ninths: Decimal) -> Option<Decimal> {
        self.of_step(ninths)?.checked_sub(self.zero)
    }

    fn of_step(&self, ninths: Decimal) -> Option<Decimal> {
        ninths.checked_div(self.ninths)
    }
}

/// Reads a unit. Definitions are a few deep; more would be a circle.
fn measure(unit: &str, depth: u32) -> Option<Measure> {
    let mut whole = Measure { over: Decimal::ONE, under: Decimal::ONE, bases: BTreeMap::new() };
    if depth > 8 {
        return None;
    }
    let mut sign = 1;
    let mut rest = unit;
    while !rest.is_empty() {
        if let Some(after) = rest.strip_prefix('/') {
            (sign, rest) = (-1, after);
            continue;
        }
        if let Some(after) = rest.strip_prefix('.') {
            (sign, rest) = (1, after);
            continue;
        }
        let end = rest.find(['.', '/']).unwrap_or(rest.len());
        whole.take(&rest[..end], sign, depth)?;
        rest = &rest[end..];
    }
    whole.bases.retain(|_, power| *power != 0);
    Some(whole)
}

impl Measure {
    /// Multiplies with a part, or divides by it: "km2", "12", "USD".
    fn take(&mut self, part: &str, sign: i32, depth: u32) -> Option<()> {
        if let Ok(number) = part.parse::<u64>() {
            return self.scale(number.into(), Decimal::ONE, sign);
        }
        let name = part.trim_end_matches(|c: char| c.is_ascii_digit());
        let digits = &part[name.len()..];
        // No unit has a power of two digits; a long one would only cost time.
        let power =
            if digits.is_empty() { sign } else { sign * digits.parse::<i32>().ok().filter(|power| *power < 10)? };
        let (over, under, of) = known(name).unwrap_or((Decimal::ONE, Decimal::ONE, name));
        let times = power.unsigned_abs();
        if of == name || TABLE.get(of).is_some_and(|row| row.of == of) {
            *self.bases.entry(of.to_owned()).or_default() += power;
            return (0..times).try_for_each(|_| self.scale(over, under, power.signum()));
        }
        let inner = measure(of, depth + 1)?;
        for _ in 0..times {
            self.scale(over.checked_mul(inner.over)?, under.checked_mul(inner.under)?, power.signum())?;
        }
        for (base, inner_power) in inner.bases {
            *self.bases.entry(base).or_default() += inner_power * power;
        }
        Some(())
    }

    fn scale(&mut self, over: Decimal, under: Decimal, sign: i32) -> Option<()> {
        let (over, under) = if sign < 0 { (under, over) } else { (over, under) };
        self.over = self.over.checked_mul(over)?;
        self.under = self.under.checked_mul(under)?;
        Some(())
    }
}

/// The factor of a unit of the table, with its prefix, and what it is a multiple of.
fn known(name: &str) -> Option<(Decimal, Decimal, &'static str)> {
    if let Some((code, row)) = TABLE.get_key_value(name) {
        return Some((row.number.0, row.number.1, if row.of == *code { code } else { row.of }));
    }
    PREFIXES.iter().find_map(|(prefix, ten, two)| {
        let (code, row) = TABLE.get_key_value(name.strip_prefix(prefix)?)?;
        let power = Decimal::TEN.checked_mul(Decimal::ONE)?;
        let mut factor = Decimal::from(2_u64.checked_pow(*two)?);
        for _ in 0..ten.unsigned_abs() {
            factor = factor.checked_mul(power)?;
        }
        let (over, under) = if *ten < 0 { (Decimal::ONE, factor) } else { (factor, Decimal::ONE) };
        let of = if row.of == *code { code } else { row.of };
        row.metric.then_some((row.number.0.checked_mul(over)?, row.number.1.checked_mul(under)?, of))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn in_unit(value: &str, from: &str, to: &str) -> Option<String> {
        let unit = |unit: &'static str| (!unit.is_empty()).then_some(unit);
        let (from, to) = (Box::leak(from.to_owned().into_boxed_str()), Box::leak(to.to_owned().into_boxed_str()));
        convert(value.parse().unwrap(), unit(from), unit(to), false).map(|value| value.normalize().to_string())
    }

    #[test]
    fn units_of_one_kind_are_converted_exactly() {
        for (value, from, to, expected) in [
            ("1", "[mi_i]", "km", "1.609344"),
            ("1.609344", "km", "[mi_i]", "1"),
            ("3", "[ft_i]", "[yd_i]", "1"),
            ("26.2", "[mi_i]", "m", "42164.8128"),
            ("1", "[lb_av]", "kg", "0.45359237"),
            ("1", "[ston_av]", "t", "0.90718474"),
            ("1", "Mt", "kg", "1000000000"),
            ("1", "[acr_us]", "m2", "4046.8564224"),
            ("100", "har", "km2", "1"),
            ("1", "[gal_us]", "L", "3.785411784"),
            ("1", "[bbl_us]", "[gal_us]", "42"),
            ("3", "[tsp_us]", "[tbs_us]", "1"),
            ("1", "L", "cm3", "1000"),
            ("90", "min", "h", "1.5"),
            ("2", "2.wk", "d", "28"),
            ("1", "10.a", "a", "10"),
            ("12", "mo", "a", "1"),
            ("1", "[mi_i]/h", "km/h", "1.609344"),
            ("1", "kW.h", "MJ", "3.6"),
            ("1", "GW", "MW", "1000"),
            ("1", "[kn_i]", "km/h", "1.852"),
            ("8", "Mbit/s", "MBy/s", "1"),
            ("1", "GiBy", "By", "1073741824"),
            ("32", "[degF]", "Cel", "0"),
            ("100", "Cel", "[degF]", "212"),
            ("0", "K", "Cel", "-273.15"),
            ("1", "bar", "kPa", "100"),
        ] {
            assert_eq!(in_unit(value, from, to).as_deref(), Some(expected), "{value} {from} in {to}");
        }
    }

    #[test]
    fn rates_are_converted_as_their_parts_are() {
        for (value, from, to, expected) in [
            ("1000", "USD/mo", "USD/a", "12000"),
            ("24", "USD/d", "USD/h", "1"),
            ("52", "/wk", "/d", "7.4285714285714285714285714286"),
            ("1", "t/d", "kg/h", "41.666666666666666666666666667"),
            ("5", "USD/person", "USD/person", "5"),
        ] {
            assert_eq!(in_unit(value, from, to).as_deref(), Some(expected), "{value} {from} in {to}");
        }
    }

    #[test]
    fn what_measures_something_else_is_not_converted() {
        for (from, to) in [
            ("USD", "EUR"),
            ("USD/a", "USD"),
            ("USD/person", "USD/a"),
            ("m", "m2"),
            ("kg", "L"),
            ("%", ""),
            ("", "km"),
            ("Cel", "m"),
            ("km", "kUSD"),
            ("m999999999", "km999999999"),
            ("m99999999999999999999", "m2"),
        ] {
            assert_eq!(in_unit("1", from, to), None, "{from} in {to}");
        }
    }

    #[test]
    fn a_change_of_temperature_has_no_zero() {
        let change = |value: &str, from, to| convert(value.parse().unwrap(), Some(from), Some(to), true);
        assert_eq!(change("2", "Cel", "[degF]"), Some("3.6".parse().unwrap()));
        assert_eq!(change("9", "[degF]", "K"), Some(5.into()));
    }

    #[test]
    fn every_row_is_read_and_leads_to_bases() {
        let rows = include_str!("units.tsv").lines().filter(|line| !line.starts_with('#')).count();
        assert_eq!(TABLE.len(), rows);
        for code in TABLE.keys() {
            let measure = measure(code, 0).unwrap();
            let base = |base: &String| TABLE.get(base.as_str()).is_none_or(|row| row.of == base);
            assert!(measure.bases.keys().all(base), "{code}: {measure:?}");
        }
    }

    #[test]
    fn too_large_is_none() {
        assert_eq!(convert(Decimal::MAX, Some("[ly]"), Some("m"), false), None);
    }
}
