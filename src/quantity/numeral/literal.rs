//! Digits as a decimal: "30,000", "1.5", "12,34,567", "٥٠٠", "½".

use rust_decimal::Decimal;

use crate::lexicon::digit_value;
use crate::text::visible;

/// The exact value of a number token; `None` when it is no number ("1.2.3"), or longer than a decimal can hold: no value
/// is better than a wrong one.
pub(in crate::quantity) fn read(token: &str) -> Option<Decimal> {
    let token = visible(token);
    if let Some(fraction) = token.chars().next().and_then(fraction) {
        return Some(fraction);
    }
    let mut plain = String::with_capacity(token.len());
    for c in token.chars() {
        match (digit_value(c), c) {
            (Some(digit), _) => plain.extend(char::from_digit(digit, 10)),
            (None, '.') => plain.push('.'),
            (None, _) => {}
        }
    }
    // "0,001": no number in groups begins with a nought.
    if let Some(decimals) = token.strip_prefix("0,").filter(|decimals| !decimals.contains([',', '.'])) {
        plain = format!("0.{decimals}");
    }
    if plain.matches('.').count() > 1 {
        plain = thousands_by_points(&plain)?;
    }
    if plain.starts_with('.') {
        plain.insert(0, '0');
    }
    Decimal::from_str_exact(&plain).ok()
}

/// "1.234.567": two points or more can only group thousands.
fn thousands_by_points(plain: &str) -> Option<String> {
    let mut groups = plain.split('.');
    let first = groups.next()?;
    let fits = (1..=3).contains(&first.len()) && groups.all(|group| group.len() == 3);
    fits.then(|| plain.replace('.', ""))
}

/// The value of a vulgar fraction (Unicode blocks Latin-1 Supplement and Number Forms).
fn fraction(c: char) -> Option<Decimal> {
    let (numerator, denominator) = match c {
        '¼' => (1, 4),
        '½' => (1, 2),
        '¾' => (3, 4),
        '⅐' => (1, 7),
        '⅑' => (1, 9),
        '⅒' => (1, 10),
        '⅓' => (1, 3),
        '⅔' => (2, 3),
        '⅕' => (1, 5),
        '⅖' => (2, 5),
        '⅗' => (3, 5),
        '⅘' => (4, 5),
        '⅙' => (1, 6),
        '⅚' => (5, 6),
        '⅛' => (1, 8),
        '⅜' => (3, 8),
        '⅝' => (5, 8),
        '⅞' => (7, 8),
        _ => return None,
    };
    Decimal::from(numerator).checked_div(Decimal::from(denominator)).map(|value| value.normalize())
}

/// Whether a token is a vulgar fraction.
pub(in crate::quantity) fn is_fraction(token: &str) -> bool {
    token.chars().next().and_then(fraction).is_some()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn value(token: &str) -> Option<String> {
        read(token).map(|value| value.to_string())
    }

    #[test]
    fn reads_all_groupings_and_scripts() {
        for (token, expected) in [
            ("30,000", "30000"),
            ("12,34,567.5", "1234567.5"),
            ("1.234.567", "1234567"),
            ("500,\u{200b}000", "500000"),
            ("５００", "500"),
            ("٥٠٠", "500"),
            ("0.10", "0.10"),
            ("½", "0.5"),
            ("007", "7"),
        ] {
            assert_eq!(value(token).as_deref(), Some(expected), "{token}");
        }
    }

    #[test]
    fn gives_no_value_rather_than_a_wrong_one() {
        assert_eq!(value("1.2.3"), None);
        assert_eq!(value("192.168.0.1"), None);
        assert_eq!(value(&"9".repeat(300_000)), None);
    }
}
