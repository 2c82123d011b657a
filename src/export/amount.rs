//! What a claim states, in a few words: the value as it was read, not as the article words it.

use rust_decimal::Decimal;

use crate::model::{Modifier, Record};

/// "about 18000 dockers", "40000000 USD", "from 5 to 6 USD per a", "2027-01-01 to 2027-12-31".
pub(super) fn claimed_amount(record: &Record) -> Option<String> {
    let mention = &record.claim.mention;
    let quantity = &mention.quantity;
    let days = quantity.date.as_ref().and_then(|date| date.start.zip(date.end));
    let amount = match days {
        Some((start, end)) if start == end => start.to_string(),
        Some((start, end)) => format!("{start} to {end}"),
        None => amount(quantity.value, quantity.low, quantity.high)?,
    };
    let modifier = match quantity.modifier {
        Modifier::Exact | Modifier::Between => String::new(),
        other => format!("{} ", other.name().replace('_', " ")),
    };
    let unit = quantity.unit.as_ref().map(|unit| format!(" {unit}")).unwrap_or_default();
    let per = quantity.per.as_ref().map(|per| format!(" per {per}")).unwrap_or_default();
    let of = mention.of.as_ref().map(|of| format!(" {of}")).unwrap_or_default();
    let change = quantity.change.map(|change| format!(" ({change})")).unwrap_or_default();
    Some(format!("{modifier}{amount}{unit}{per}{of}{change}"))
}

/// A value, or the bounds that stand instead.
pub(super) fn amount(value: Option<Decimal>, low: Option<Decimal>, high: Option<Decimal>) -> Option<String> {
    let plain = |number: Decimal| number.normalize().to_string();
    match (value, low, high) {
        (Some(value), ..) => Some(plain(value)),
        (None, Some(low), Some(high)) => Some(format!("from {} to {}", plain(low), plain(high))),
        (None, Some(bound), None) | (None, None, Some(bound)) => Some(plain(bound)),
        (None, None, None) => None,
    }
}
