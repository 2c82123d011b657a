//! The TIMEX3 value of a length of time: "two months" is P2M, "36 hours" PT36H, "several weeks" PXW (ISO 8601, ISO 24617-1).

use crate::model::{DateValue, Kind, Quantity};

/// The value of a duration; its days stay unknown, since it names none. A range has the value of no single length.
pub(super) fn timex(quantity: &Quantity) -> Option<DateValue> {
    let letter = letter(quantity.unit.as_deref()?).filter(|_| quantity.kind == Kind::Duration)?;
    let count = match (quantity.value, quantity.low, quantity.high) {
        (Some(value), _, _) | (None, Some(value), None) | (None, None, Some(value)) => value.normalize().to_string(),
        (None, None, None) => "X".to_owned(),
        (None, Some(_), Some(_)) => return None,
    };
    let timex = match letter.split_at_checked(1) {
        Some(("T", unit)) => format!("PT{count}{unit}"),
        _ => format!("P{count}{letter}"),
    };
    Some(DateValue { timex: Some(timex), ..DateValue::default() })
}

/// The designator of a UCUM unit of time in ISO 8601; those of a time of day stand behind a "T".
fn letter(unit: &str) -> Option<&'static str> {
    Some(match unit {
        "a" => "Y",
        "mo" => "M",
        "wk" => "W",
        "d" => "D",
        "h" => "TH",
        "min" => "TM",
        "s" => "TS",
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use crate::text::Text;

    fn read(source: &str) -> Option<String> {
        let found = crate::quantity::find(&Text::new(source), None);
        found.into_iter().next()?.quantity.date?.timex
    }

    #[test]
    fn durations_have_values() {
        for (source, timex) in [
            ("It lasted two months.", "P2M"),
            ("It lasted 1.5 years.", "P1.5Y"),
            ("It lasted two decades.", "P20Y"),
            ("It lasted 36 hours.", "PT36H"),
            ("It lasted more than 20 minutes.", "PT20M"),
        ] {
            assert_eq!(read(source).as_deref(), Some(timex), "{source}");
        }
        assert_eq!(read("It lasted three to five days."), None);
        assert_eq!(read("It weighed two tons."), None);
    }
}
