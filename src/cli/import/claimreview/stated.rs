//! What a claim states in numbers, for finding the same number in two texts: "18,000 dockers" twice, or "USD 40 million".

use chrono::NaiveDate;
use rust_decimal::Decimal;

use crate::extract::extract;
use crate::ingest::{ClaimReview, parse_day};
use crate::model::{Document, Kind, Metadata, Modifier, Quantity};

/// A number with all that makes it another: its kind, bounds, unit, rate, days.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(super) struct Stated {
    kind: Kind,
    numbers: [Option<Decimal>; 3],
    unit: Option<String>,
    per: Option<String>,
    days: Option<(NaiveDate, NaiveDate)>,
}

impl Stated {
    /// What the quantity states; `None` for one without a number or a day ("thousands", "last spring").
    pub(super) fn of(quantity: &Quantity) -> Option<Self> {
        let numbers =
            [quantity.value, quantity.low, quantity.high].map(|number| number.map(|number| number.normalize()));
        let days = quantity.date.as_ref().and_then(|date| date.start.zip(date.end));
        let known = days.is_some() || numbers.iter().any(Option::is_some);
        let exact = quantity.modifier != Modifier::Vague;
        (known && exact).then(|| Self {
            kind: quantity.kind,
            numbers,
            unit: quantity.unit.clone(),
            per: quantity.per.clone(),
            days,
        })
    }

    /// What the claim of a review states, each once.
    pub(super) fn in_review(review: &ClaimReview) -> Vec<Self> {
        let Some(claim) = &review.claim else { return Vec::new() };
        let day =
            |text: &Option<String>| text.as_deref().and_then(|text| parse_day(text.get(..10).unwrap_or(text)).ok());
        let published = day(&review.claimed).or_else(|| day(&review.published));
        let document = Document::new(claim.clone(), Metadata { published, ..Metadata::default() });
        let mut found: Vec<Self> = Vec::new();
        for stated in extract(&document).iter().filter_map(|claim| Self::of(&claim.mention.quantity)) {
            if !found.contains(&stated) {
                found.push(stated);
            }
        }
        found
    }
}

/// The words of a text that say what it is about: of four letters and more, in small letters.
pub(super) fn content(text: &str) -> Vec<String> {
    let words = text.split(|c: char| !c.is_alphanumeric()).filter(|word| word.chars().count() >= 4);
    let mut words: Vec<_> = words.filter(|word| word.chars().all(char::is_alphabetic)).map(str::to_lowercase).collect();
    words.sort_unstable();
    words.dedup();
    words
}

#[cfg(test)]
mod tests {
    use super::*;

    fn stated(claim: &str) -> Vec<Stated> {
        Stated::in_review(&ClaimReview { claim: Some(claim.to_owned()), ..ClaimReview::default() })
    }

    #[test]
    fn the_same_number_in_other_words_is_the_same() {
        assert_eq!(stated("It cost $40 million."), stated("The quay cost 40,000,000 US dollars, he said"));
        assert_eq!(stated("Some 18,000 dockers left."), stated("“18,000 dockers left the port”"));
    }

    #[test]
    fn another_kind_unit_or_bound_is_another() {
        for (one, other) in [
            ("It cost $40 million.", "It cost €40 million."),
            ("Wages rose 4.5%.", "Wages rose 4.5 km."),
            ("18,000 dockers left.", "More than 18,000 dockers left."),
            ("18,000 dockers left.", "18,001 dockers left."),
        ] {
            assert_ne!(stated(one), stated(other), "{other}");
        }
        assert_eq!(stated("Thousands of dockers left."), []);
    }

    #[test]
    fn content_is_words() {
        assert_eq!(content("The 18,000 Dockers left; the dockers LEFT 2026ers"), ["dockers", "left"]);
    }
}
