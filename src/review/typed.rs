//! What reviewers type of a correction and its evidence → numbers and pieces of evidence; nothing is guessed.

use rust_decimal::Decimal;

use crate::model::Evidence;
use crate::review::WorkError;
use crate::review::words::address;
use crate::store::Store;

/// Reads "18000", "18,000", "0.5", "1.8e4".
///
/// ```
/// use claimlog::review::read_value;
/// assert_eq!(read_value("18,000").map(|value| value.to_string()), Ok("18000".to_owned()));
/// assert!(read_value("1,8").is_err());
/// ```
///
/// # Errors
/// When it is no number, or its commas could be decimal ones.
pub fn read_value(given: &str) -> Result<Decimal, String> {
    let plain = ungrouped(given.trim()).ok_or("its commas group no thousands: write 18000, 18,000 or 0.5")?;
    let read =
        if plain.contains(['e', 'E']) { Decimal::from_scientific(&plain) } else { Decimal::from_str_exact(&plain) };
    read.map_err(|_| "a value is a number such as 18000, 0.5 or 1.8e4".to_owned())
}

/// The digits without the commas that group thousands; `None` when a comma groups nothing ("1,8" may be 1.8).
fn ungrouped(given: &str) -> Option<String> {
    let (whole, rest) = given.split_once('.').map_or((given, ""), |(whole, rest)| (whole, rest));
    let mut groups = whole.trim_start_matches('-').split(',');
    let first = groups.next()?.len();
    let grouped = !whole.contains(',') || (1..=3).contains(&first) && groups.all(|group| group.len() == 3);
    (grouped && !rest.contains(',')).then(|| given.replace(',', ""))
}

/// Evidence of the ledger by its id, or a web address.
///
/// # Errors
/// When it is no web address, or the ledger has no such evidence or cannot be read.
pub fn cite(store: &Store, typed: &str) -> Result<Evidence, WorkError> {
    let typed = typed.trim();
    if typed.contains([':', '/', '.']) {
        let url = address(typed).map_err(WorkError::from)?;
        return Ok(Evidence { url: Some(url), ..Evidence::default() });
    }
    Ok(store.evidence(store.find_evidence(typed)?)?.evidence)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_corrected_value_is_never_guessed() {
        for (given, expected) in [
            ("18000", "18000"),
            ("18,000", "18000"),
            ("-1,234,567.5", "-1234567.5"),
            ("1.8e4", "18000"),
            ("0.5", "0.5"),
        ] {
            assert_eq!(read_value(given).unwrap().normalize().to_string(), expected, "{given}");
        }
        for wrong in ["1,8", "1.800,5", "18,00", "1,,000", "many", ""] {
            assert!(read_value(wrong).is_err(), "{wrong}");
        }
    }
}
