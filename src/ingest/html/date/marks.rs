//! Elements that are marked as the day of publication or of the last change: microdata, RDFa, microformats, `pubdate`.

use chrono::NaiveDate;
use dom_query::NodeRef;

use crate::ingest::date::day_on_page;
use crate::ingest::html::date::names::{is_date_alone, short_text};
use crate::ingest::html::date::words::{Says, tokens};

/// What an element's marks say of its date, and their name for people.
pub(super) fn marked(node: &NodeRef<'_>) -> Option<(Says, &'static str)> {
    let words = |attribute: &str| -> Vec<String> {
        let value = node.attr(attribute).unwrap_or_default();
        value.split_whitespace().take(8).map(str::to_ascii_lowercase).collect()
    };
    let has = |words: &[String], wanted: &[&str]| words.iter().any(|word| wanted.contains(&word.as_str()));
    let (itemprop, property, class) = (words("itemprop"), words("property"), tokens(&node.class().unwrap_or_default()));
    if has(&itemprop, &["datepublished"]) {
        return Some((Says::Published, "microdata datePublished"));
    }
    if has(&itemprop, &["datemodified"]) {
        return Some((Says::Updated, "microdata dateModified"));
    }
    const PUBLISHED: [&str; 8] = [
        "datepublished",
        "schema:datepublished",
        "dc:date",
        "dc:created",
        "dc:issued",
        "dcterms:created",
        "dcterms:issued",
        "dcterms:date",
    ];
    if !node.has_name("meta") && has(&property, &PUBLISHED) {
        return Some((Says::Published, "RDFa"));
    }
    if !node.has_name("meta") && has(&property, &["datemodified", "schema:datemodified", "dcterms:modified"]) {
        return Some((Says::Updated, "RDFa"));
    }
    let is_dated =
        node.has_name("time") || node.has_attr("title") || node.has_attr("datetime") || node.has_name("abbr");
    let is_microformat = is_dated || has(&class, &["dt"]);
    let is_published = has(&class, &["published"]);
    if node.has_attr("pubdate") || is_microformat && is_published {
        return Some((Says::Published, "time element"));
    }
    (is_microformat && has(&class, &["updated", "modified"])).then_some((Says::Updated, "time element"))
}

/// The day of an element: its machine's, else its reader's. A UTC time whose text is a day away is the text's, which readers saw.
pub(super) fn value(node: &NodeRef<'_>) -> Option<NaiveDate> {
    let inner =
        node.descendants_it().find(|inner| inner.has_attr("title") && inner.attr_or("class", "").contains("value"));
    let given = ["datetime", "content", "title"].iter().filter_map(|attribute| node.attr(attribute));
    let given = given.chain(inner.and_then(|inner| inner.attr("title"))).find_map(|given| {
        let day = day_on_page(&given)?;
        Some((day, super::is_utc(&given)))
    });
    let read = || short_text(node, 100).filter(|_| is_date_alone(node)).and_then(|text| day_on_page(&text));
    match given {
        Some((day, true)) => Some(read().filter(|local| (*local - day).num_days().abs() == 1).unwrap_or(day)),
        Some((day, false)) => Some(day),
        None => read(),
    }
}
