//! Numbers, units, days and codes in the words of a page: always English, whatever the machine speaks.

use chrono::{DateTime, NaiveDate, Utc};
use rust_decimal::Decimal;

use crate::model::{
    Answer, Bearing, ChangeReason, Confidence, Contact, Contacted, Correction, Difference, EvidenceKind, Modifier,
    Polarity, Quantity, Role, SecondLook, Status, Tier,
};

/// "1,234,567.5": the exact number, grouped by thousands.
///
/// ```
/// use claimlog::export::html::number;
/// assert_eq!(number("-1234567.50".parse().unwrap()), "-1,234,567.5");
/// ```
#[must_use]
pub fn number(value: Decimal) -> String {
    let text = value.normalize().to_string();
    let (sign, digits) = text.strip_prefix('-').map_or(("", text.as_str()), |digits| ("-", digits));
    let (whole, rest) = digits.split_once('.').map_or((digits, None), |(whole, rest)| (whole, Some(rest)));
    let mut grouped = String::from(sign);
    for (at, digit) in whole.chars().enumerate() {
        if at > 0 && (whole.len() - at).is_multiple_of(3) {
            grouped.push(',');
        }
        grouped.push(digit);
    }
    if let Some(rest) = rest {
        grouped.push('.');
        grouped.push_str(rest);
    }
    grouped
}

/// "1 claim", "1,200 claims".
#[must_use]
pub fn count(many: u64, one: &str, several: &str) -> String {
    if many == 1 { format!("1 {one}") } else { format!("{} {several}", number(many.into())) }
}

/// "24 November 2026".
#[must_use]
pub fn day_in_words(day: NaiveDate) -> String {
    day.format("%-d %B %Y").to_string()
}

/// "24 November 2026, 10:40 UTC".
#[must_use]
pub fn moment_in_words(at: DateTime<Utc>) -> String {
    at.format("%-d %B %Y, %H:%M UTC").to_string()
}

/// A number with its unit: "USD 40,000,000 a year", "4.5%", "12 km".
pub(super) fn with_unit(value: &str, unit: Option<&str>) -> String {
    let (unit, per) = match unit.unwrap_or_default().split_once('/') {
        Some((unit, per)) => (unit, Some(per)),
        None => (unit.unwrap_or_default(), None),
    };
    let currency = unit.len() == 3 && unit.bytes().all(|byte| byte.is_ascii_uppercase());
    let value = match unit {
        "" => value.to_owned(),
        "%" => format!("{value}%"),
        unit if currency => format!("{unit} {value}"),
        unit => format!("{value} {}", unit_in_words(unit)),
    };
    per.map_or_else(|| value.clone(), |per| format!("{value} {}", per_in_words(per)))
}

fn unit_in_words(unit: &str) -> &str {
    match unit {
        "a" => "years",
        "mo" => "months",
        "wk" => "weeks",
        "d" => "days",
        "h" => "hours",
        "min" => "minutes",
        "s" => "seconds",
        "Cel" => "°C",
        "[degF]" => "°F",
        other => other,
    }
}

fn per_in_words(per: &str) -> String {
    match per {
        "a" => "a year".to_owned(),
        "mo" => "a month".to_owned(),
        "wk" => "a week".to_owned(),
        "d" => "a day".to_owned(),
        "h" => "an hour".to_owned(),
        "min" => "a minute".to_owned(),
        "s" => "a second".to_owned(),
        other => format!("per {other}"),
    }
}

/// The unit of a quantity with its rate, as corrections write it: "USD/a".
pub(super) fn full_unit(quantity: &Quantity) -> Option<String> {
    match (&quantity.unit, &quantity.per) {
        (unit, Some(per)) => Some(format!("{}/{per}", unit.as_deref().unwrap_or_default())),
        (unit, None) => unit.clone(),
    }
}

/// What the program read: "more than USD 500,000,000 a year"; `None` when it is no number and no day.
pub(super) fn reading(quantity: &Quantity) -> Option<String> {
    if let Some(date) = &quantity.date {
        let days = date.start.zip(date.end)?;
        return Some(if days.0 == days.1 {
            day_in_words(days.0)
        } else {
            format!("{} to {}", day_in_words(days.0), day_in_words(days.1))
        });
    }
    let number = span(quantity.value, quantity.low, quantity.high)?;
    let said = with_unit(&number, full_unit(quantity).as_deref());
    Some(match quantity.modifier {
        Modifier::Exact | Modifier::Between => said,
        Modifier::About => format!("about {said}"),
        Modifier::MoreThan => format!("more than {said}"),
        Modifier::AtLeast => format!("at least {said}"),
        Modifier::LessThan => format!("less than {said}"),
        Modifier::AtMost => format!("at most {said}"),
        Modifier::Vague => format!("{said} or more, said loosely"),
    })
}

fn span(value: Option<Decimal>, low: Option<Decimal>, high: Option<Decimal>) -> Option<String> {
    match (value, low, high) {
        (Some(value), ..) => Some(number(value)),
        (None, Some(low), Some(high)) => Some(format!("{} to {}", number(low), number(high))),
        (None, Some(one), None) | (None, None, Some(one)) => Some(number(one)),
        (None, None, None) => None,
    }
}

/// What is right: "10,800 (as of 1 November 2026)".
pub(super) fn correction(right: &Correction) -> Option<String> {
    let said = match (right.date, right.value, right.low, right.high) {
        (Some(day), ..) => day_in_words(day),
        (None, None, Some(low), None) => format!("at least {}", with_unit(&number(low), right.unit.as_deref())),
        (None, None, None, Some(high)) => format!("at most {}", with_unit(&number(high), right.unit.as_deref())),
        (None, value, low, high) => with_unit(&span(value, low, high)?, right.unit.as_deref()),
    };
    Some(right.as_of.map_or_else(|| said.clone(), |day| format!("{said} (as of {})", day_in_words(day))))
}

pub(super) const fn status(status: Status) -> &'static str {
    match status {
        Status::New => "Not looked at yet",
        Status::NotCheckable => "Not to be checked",
        Status::Queued => "To be checked",
        Status::Assigned => "Assigned to a reviewer",
        Status::InReview => "Being reviewed",
        Status::Reviewed => "Reviewed",
        Status::Disputed => "Disputed",
        Status::Adjudicated => "Dispute resolved",
        Status::Published => "Published",
        Status::Corrected => "Corrected after publication",
        Status::Reopened => "Reopened",
        Status::Void => "Taken out",
        Status::PendingDate => "Cannot be checked yet",
    }
}

pub(super) const fn role(role: Role) -> Option<&'static str> {
    match role {
        Role::Reviewer => None,
        Role::Second => Some("second look"),
        Role::Adjudicator => Some("settling a dispute"),
        Role::External => Some("an outside fact-check"),
    }
}

pub(super) const fn difference(difference: Difference) -> &'static str {
    match difference {
        Difference::Rating => "rating",
        Difference::Class => "whether it is right",
        Difference::Correction => "the corrected value",
    }
}

pub(super) const fn second_look(why: SecondLook) -> &'static str {
    match why {
        SecondLook::Number => "the desk asks for several verdicts",
        SecondLook::WorstRating => "the rating is the scale’s worst",
        SecondLook::NamedSpeaker => "somebody named would be wrong",
        SecondLook::ErrorFactor => "the error is large",
        SecondLook::LowConfidence => "the reviewer was not sure",
    }
}

pub(super) const fn change(reason: ChangeReason) -> &'static str {
    match reason {
        ChangeReason::NewEvidence => "there is new evidence",
        ChangeReason::OurError => "the earlier verdict was our error",
        ChangeReason::ClaimCorrected => "whoever made the claim corrected it",
        ChangeReason::ScaleChange => "the rating scale is another",
        ChangeReason::Policy => "the desk’s rules are others",
    }
}

pub(super) const fn polarity(polarity: Polarity) -> Option<&'static str> {
    match polarity {
        Polarity::Asserted => None,
        Polarity::Doubted => Some("said with doubt"),
        Polarity::Denied => Some("denied by the source"),
        Polarity::Asked => Some("asked, not asserted"),
    }
}

pub(super) const fn evidence(kind: EvidenceKind) -> &'static str {
    match kind {
        EvidenceKind::Dataset => "Data",
        EvidenceKind::Report => "Report",
        EvidenceKind::Law => "Law",
        EvidenceKind::Interview => "Interview",
        EvidenceKind::FactCheck => "Fact-check",
        EvidenceKind::Article => "Article",
        EvidenceKind::Computation => "Computation",
        EvidenceKind::Other => "Source",
    }
}

pub(super) const fn bearing(bearing: Bearing) -> &'static str {
    match bearing {
        Bearing::Supports => "supports the claim",
        Bearing::Refutes => "contradicts the claim",
        Bearing::Context => "gives context",
    }
}

pub(super) const fn tier(tier: Tier) -> &'static str {
    match tier {
        Tier::Primary => "primary source",
        Tier::Secondary => "secondary source",
    }
}

pub(super) const fn confidence(confidence: Confidence) -> &'static str {
    match confidence {
        Confidence::Low => "low",
        Confidence::Medium => "medium",
        Confidence::High => "high",
    }
}

pub(super) const fn answer(answer: Answer) -> &'static str {
    match answer {
        Answer::Yes => "yes",
        Answer::No => "no",
        Answer::CannotTell => "cannot be told",
    }
}

/// Whether whoever made the claim was asked, and what came back.
pub(super) fn contact(contact: &Contact) -> String {
    let mut said = match contact.outcome {
        Contacted::None => "not asked",
        Contacted::Asked => "asked; no answer so far",
        Contacted::Answered => "asked, and answered",
    }
    .to_owned();
    if let Some(on) = contact.on {
        said.push_str(&format!(" ({})", day_in_words(on)));
    }
    if let Some(quote) = &contact.quote {
        said.push_str(&format!(": “{quote}”"));
    }
    said
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Kind;
    use crate::span::Span;

    #[test]
    fn numbers_are_grouped_and_exact() {
        for (given, shown) in [
            ("0.10", "0.1"),
            ("999", "999"),
            ("1000", "1,000"),
            ("-1000.05", "-1,000.05"),
            ("123456789012345678901", "123,456,789,012,345,678,901"),
        ] {
            assert_eq!(number(given.parse().unwrap()), shown);
        }
        assert_eq!(
            (count(1, "claim", "claims"), count(1200, "claim", "claims")),
            ("1 claim".into(), "1,200 claims".into())
        );
    }

    #[test]
    fn units_are_read_out() {
        assert_eq!(with_unit("4.5", Some("%")), "4.5%");
        assert_eq!(with_unit("40", Some("USD/a")), "USD 40 a year");
        assert_eq!(with_unit("3", Some("/person")), "3 per person");
        assert_eq!(with_unit("3", None), "3");
    }

    #[test]
    fn a_reading_keeps_its_modifier() {
        let quantity = Quantity {
            low: Some(500_000_000.into()),
            modifier: Modifier::MoreThan,
            unit: Some("USD".into()),
            per: Some("a".into()),
            ..Quantity::new(Span::new(0, 1), Kind::Money)
        };
        assert_eq!(reading(&quantity).as_deref(), Some("more than USD 500,000,000 a year"));
    }
}
