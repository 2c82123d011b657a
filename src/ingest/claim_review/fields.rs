//! The fields of one review, in whatever form they are given.

use rust_decimal::Decimal;
use serde_json::Value;

use super::{ClaimReview, Graph};

/// Reads a node.
pub(super) fn review(graph: &Graph<'_>, node: &Value) -> ClaimReview {
    let rating = node.get("reviewRating").map(|rating| graph.meant(first(rating)));
    let of_rating = |name: &str| rating.and_then(|rating| rating.get(name));
    let item = node.get("itemReviewed").map(|item| graph.meant(first(item)));
    let of_item = |name: &str| item.and_then(|item| item.get(name));
    let publisher = ["author", "publisher", "sdPublisher"].into_iter().filter_map(|name| node.get(name));
    ClaimReview {
        claim: text(node.get("claimReviewed")).or_else(|| text(of_item("text"))).or_else(|| text(of_item("name"))),
        url: address(node.get("url")).or_else(|| address(node.get("mainEntityOfPage"))),
        title: text(node.get("headline")).or_else(|| text(node.get("name"))),
        publisher: publisher.filter_map(|given| name(graph, given)).next(),
        rating: text(of_rating("alternateName")).or_else(|| text(of_rating("name"))),
        value: number(of_rating("ratingValue")),
        worst: number(of_rating("worstRating")),
        best: number(of_rating("bestRating")),
        explanation: text(of_rating("ratingExplanation")).or_else(|| text(node.get("reviewBody"))),
        published: text(node.get("datePublished")),
        claimed: text(of_item("datePublished")),
        appearances: item.map(|item| appearances(graph, item)).unwrap_or_default(),
    }
}

/// Where the claim is said to have appeared. Older markup has the appearance in the place of the claim.
fn appearances(graph: &Graph<'_>, item: &Value) -> Vec<String> {
    let mut found = Vec::new();
    for place in ["appearance", "firstAppearance"].into_iter().filter_map(|name| item.get(name)) {
        for work in list(place) {
            found.extend(address(Some(graph.meant(work))));
        }
    }
    for own in ["url", "sameAs"].into_iter().filter_map(|name| item.get(name)) {
        found.extend(list(own).iter().filter_map(|own| address(Some(own))));
    }
    found
}

/// A value as a list of one, or the list that it is.
fn list(value: &Value) -> &[Value] {
    value.as_array().map_or(std::slice::from_ref(value), Vec::as_slice)
}

/// The first of a list, or the value itself.
fn first(value: &Value) -> &Value {
    value.as_array().and_then(|items| items.first()).unwrap_or(value)
}

/// Words: a string, a number, the first of a list, or a value with its language.
fn text(value: Option<&Value>) -> Option<String> {
    list(value?).iter().find_map(|value| match value {
        Value::String(text) => Some(text.trim().to_owned()).filter(|text| !text.is_empty()),
        Value::Number(number) => Some(number.to_string()),
        Value::Object(fields) => text(fields.get("@value")),
        _ => None,
    })
}

/// The first address: a string, or a node that has one.
fn address(value: Option<&Value>) -> Option<String> {
    list(value?).iter().find_map(|value| match value {
        Value::String(text) => Some(text.trim().to_owned()).filter(|text| !text.is_empty()),
        Value::Object(fields) => ["url", "@id", "@value"].into_iter().find_map(|name| text(fields.get(name))),
        _ => None,
    })
}

/// The first name of a person or an organisation: a string, or a node that has one.
fn name(graph: &Graph<'_>, value: &Value) -> Option<String> {
    list(value).iter().find_map(|value| match graph.meant(value) {
        Value::String(text) if !text.contains("://") => Some(text.trim().to_owned()).filter(|text| !text.is_empty()),
        Value::Object(fields) => text(fields.get("name")),
        _ => None,
    })
}

/// A number, also one in a string. What only begins with one ("4/5") is none.
fn number(value: Option<&Value>) -> Option<Decimal> {
    let text = text(value)?;
    Decimal::from_str_exact(&text).or_else(|_| Decimal::from_scientific(&text)).ok()
}
