//! A validator of JSON-LD against schema.org's vocabulary (`schema_org.tsv`) and Google's rules for fields of `ClaimReview`.

use std::collections::BTreeMap;

use serde_json::{Map, Value};

const TABLE: &str = include_str!("schema_org.tsv");

struct Vocabulary {
    parents: BTreeMap<&'static str, &'static str>,
    expected: BTreeMap<&'static str, Vec<&'static str>>,
}

impl Vocabulary {
    fn read() -> Self {
        let mut found = Self { parents: BTreeMap::new(), expected: BTreeMap::new() };
        for row in TABLE.lines().filter(|row| !row.starts_with('#')) {
            let (what, rest) = row.split_once('\t').expect("two columns");
            if what.contains('.') {
                found.expected.insert(what, rest.split('|').collect());
            } else {
                found.parents.insert(what, rest);
            }
        }
        found
    }

    /// The type and what it is a kind of.
    fn line(&self, name: &str) -> Vec<&'static str> {
        let mut line = Vec::new();
        let mut at = self.parents.get_key_value(name);
        while let Some((name, parent)) = at {
            line.push(*name);
            at = self.parents.get_key_value(parent);
        }
        line
    }

    fn expected(&self, of: &str, property: &str) -> Option<&[&'static str]> {
        self.line(of).into_iter().find_map(|name| self.expected.get(&*format!("{name}.{property}"))).map(Vec::as_slice)
    }
}

/// Everything that is wrong with a document.
pub(crate) fn faults(document: &Value) -> Vec<String> {
    let vocabulary = Vocabulary::read();
    let mut faults = Vec::new();
    if document.get("@context") != Some(&Value::from("https://schema.org")) {
        faults.push("the @context is not schema.org".to_owned());
    }
    match document.get("@graph") {
        Some(Value::Array(nodes)) => {
            if document.as_object().is_some_and(|fields| fields.len() != 2) {
                faults.push("a graph with properties of its own".to_owned());
            }
            nodes.iter().for_each(|node| walk(&vocabulary, node, "@graph", &mut faults));
        }
        Some(_) => faults.push("a @graph that is no list".to_owned()),
        None => walk(&vocabulary, document, "document", &mut faults),
    }
    faults
}

/// Checks a node and all below it.
fn walk(vocabulary: &Vocabulary, node: &Value, place: &str, faults: &mut Vec<String>) {
    let Some(fields) = node.as_object() else { return faults.push(format!("{place}: no node")) };
    let Some(name) = fields.get("@type").and_then(Value::as_str) else {
        return faults.push(format!("{place}: a node without a type"));
    };
    if vocabulary.line(name).is_empty() {
        return faults.push(format!("{place}: an unknown type {name}"));
    }
    for (property, value) in fields.iter().filter(|(property, _)| !property.starts_with('@')) {
        let place = format!("{place}.{property}");
        let Some(expected) = vocabulary.expected(name, property) else {
            faults.push(format!("{place}: no property of {name}"));
            continue;
        };
        let values = value.as_array().map_or(std::slice::from_ref(value), Vec::as_slice);
        if values.is_empty() {
            faults.push(format!("{place}: an empty list"));
        }
        for value in values {
            if value.is_object() {
                walk(vocabulary, value, &place, faults);
            }
            if !expected.iter().any(|expected| is_a(vocabulary, value, expected)) {
                faults.push(format!("{place}: {value} is none of {expected:?}"));
            }
        }
    }
    match name {
        "ClaimReview" => faults.extend(review_faults(fields).into_iter().map(|fault| format!("{place}: {fault}"))),
        "Rating" => faults.extend(rating_faults(fields).into_iter().map(|fault| format!("{place}: {fault}"))),
        _ => {}
    }
}

fn is_a(vocabulary: &Vocabulary, value: &Value, expected: &str) -> bool {
    match (expected, value) {
        ("Text", Value::String(text)) => !text.trim().is_empty(),
        ("Number", Value::Number(_)) | ("Boolean", Value::Bool(_)) => true,
        ("Date", Value::String(day)) => day.parse::<chrono::NaiveDate>().is_ok_and(|read| read.to_string() == *day),
        ("URL", Value::String(url)) => is_address(url),
        (expected, Value::Object(fields)) => {
            let name = fields.get("@type").and_then(Value::as_str).unwrap_or_default();
            vocabulary.line(name).contains(&expected)
        }
        _ => false,
    }
}

fn is_address(text: &str) -> bool {
    let lower = text.to_lowercase();
    let rest = lower.strip_prefix("https://").or_else(|| lower.strip_prefix("http://"));
    let is_host = rest.is_some_and(|rest| rest.starts_with(|c: char| c.is_alphanumeric() || c == '['));
    is_host && !text.contains(|c: char| c.is_whitespace() || c.is_control() || "<>\"".contains(c))
}

/// What Google requires of a review.
fn review_faults(review: &Map<String, Value>) -> Vec<String> {
    let missing = |name: &&&str| review.get(**name).is_none();
    ["url", "claimReviewed", "reviewRating"].iter().filter(missing).map(|name| format!("no {name}")).collect()
}

/// What Google requires of a rating: its words, and numbers that are closer to the best when it is truer.
fn rating_faults(rating: &Map<String, Value>) -> Vec<String> {
    let mut faults = Vec::new();
    if rating.get("alternateName").is_none() {
        faults.push("no alternateName".to_owned());
    }
    let numbers = ["ratingValue", "worstRating", "bestRating"].map(|name| rating.get(name));
    if numbers.iter().all(Option::is_none) {
        return faults;
    }
    match numbers.map(|number| number.and_then(Value::as_u64)) {
        [Some(value), Some(worst), Some(best)] => {
            if !(1 <= worst && worst < best && worst <= value && value <= best) {
                faults.push(format!("{value} is not between {worst} and {best}, from 1 on"));
            }
        }
        _ => faults.push("numbers that are not three whole ones".to_owned()),
    }
    faults
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn sound() -> Value {
        json!({
            "@context": "https://schema.org", "@type": "ClaimReview", "url": "https://desk.example/1",
            "claimReviewed": "Some 300 left.", "datePublished": "2026-11-24",
            "author": { "@type": "Organization", "name": "Desk" },
            "reviewRating": { "@type": "Rating", "alternateName": "Wrong", "ratingValue": 1, "worstRating": 1, "bestRating": 5 },
            "itemReviewed": { "@type": "Claim", "appearance": { "@type": "CreativeWork", "url": "https://a.example" } },
        })
    }

    #[test]
    fn a_sound_review_has_no_faults() {
        assert_eq!(faults(&sound()), Vec::<String>::new());
    }

    #[test]
    fn each_mistake_is_found() {
        for (pointer, value, said) in [
            ("/@context", json!("http://schema.org"), "@context"),
            ("/@type", json!("ClaimsReview"), "unknown type"),
            ("/url", json!("javascript:alert(1)"), "none of [\"URL\"]"),
            ("/url", Value::Null, "none of"),
            ("/claimReviewed", json!(" "), "none of [\"Text\"]"),
            ("/datePublished", json!("24 November"), "none of [\"Date\"]"),
            ("/datePublished", json!("2026-02-30"), "none of [\"Date\"]"),
            ("/author", json!("Desk"), "none of"),
            ("/author", json!({ "@type": "Organization", "jobTitle": "x" }), "no property of Organization"),
            ("/author", json!({ "@type": "Rating", "alternateName": "x" }), "none of"),
            ("/author", json!({ "name": "Desk" }), "without a type"),
            ("/reviewRating/ratingValue", json!(6), "is not between"),
            ("/reviewRating/ratingValue", json!("1"), "not three whole ones"),
            ("/reviewRating/worstRating", json!(0), "is not between"),
            ("/reviewRating/bestRating", json!(1), "is not between"),
            ("/reviewRating/alternateName", json!([]), "an empty list"),
            ("/itemReviewed/appearance/url", json!("a.example"), "none of [\"URL\"]"),
            ("/itemReviewed/appearance", json!({ "@type": "Person", "name": "x" }), "none of"),
        ] {
            let mut document = sound();
            *document.pointer_mut(pointer).expect("it is there") = value;
            let found = faults(&document).join("\n");
            assert!(found.contains(said), "{pointer}: {found}");
        }
    }

    #[test]
    fn what_is_required_is_missed() {
        for name in ["url", "claimReviewed", "reviewRating"] {
            let mut document = sound();
            document.as_object_mut().expect("an object").remove(name);
            assert_eq!(faults(&document), [format!("document: no {name}")]);
        }
        let mut document = sound();
        document["reviewRating"].as_object_mut().expect("an object").remove("alternateName");
        assert_eq!(faults(&document), ["document.reviewRating: no alternateName"]);
        let mut document = sound();
        document["rating"] = json!("x");
        assert_eq!(faults(&document), ["document.rating: no property of ClaimReview"]);
    }
}
