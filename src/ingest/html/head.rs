//! A page's metadata, from JSON-LD, `<meta>` and `<link>` elements and, for the byline, the page itself.
//!
//! Title, byline and site are those that dom_smoothie finds, which follows Readability; what it passes over (graphs in
//! JSON-LD, several authors, addresses, dates) is read here.

use dom_query::Document;
use dom_smoothie::Readability;

use crate::ingest::html::{byline, date, json_ld};
use crate::ingest::notice::Notice;
use crate::model::Metadata;

/// Reads the metadata of a page as it came.
pub(super) fn read(reader: &Readability, saved_from: Option<String>) -> (Metadata, Vec<Notice>) {
    let page = &reader.doc;
    let known = reader.get_article_metadata(reader.parse_json_ld());
    let article = json_ld::read(page).unwrap_or_default();
    let url = address(page, article.url).or(saved_from);
    let (published, unread) = date::published(page, article.published.as_deref(), url.as_deref());
    let authors = Some(article.authors.join(", ")).filter(|authors| !authors.is_empty());
    let site = known
        .site_name
        .or(article.publisher)
        .or_else(|| meta(page, &["publisher", "dc.publisher", "application-name"]));
    let publisher = site.and_then(|site| clean(&site));
    let stated = authors.or(known.byline).and_then(|given| byline::clean(&given));
    let stated_language = language(known.lang).or_else(|| language(article.language));
    let metadata = Metadata {
        title: clean(&known.title),
        byline: stated.or_else(|| byline::on_page(page)),
        publisher,
        published,
        language: stated_language.or_else(|| language(meta(page, &["og:locale", "language", "content-language"]))),
        url,
        ..Metadata::default()
    };
    (metadata, unread.into_iter().collect())
}

/// The address that a browser noted when it saved the page: `<!-- saved from url=(0031)https://… -->`.
pub(super) fn saved_from(page: &str) -> Option<&str> {
    let head = page.get(..page.floor_char_boundary(2048))?;
    let (_, rest) = head.split_once("saved from url=(")?;
    let (_, rest) = rest.split_once(')')?;
    rest.split([' ', '\n', '\r']).next().filter(|url| is_web(url))
}

/// The canonical address, however the page gives it.
fn address(page: &Document, json_ld: Option<String>) -> Option<String> {
    let canonical = page.select("link[rel=canonical]").attr("href").map(|href| href.to_string());
    [canonical, meta(page, &["og:url"]), json_ld]
        .into_iter()
        .flatten()
        .map(|url| url.trim().to_owned())
        .find(|url| is_web(url))
}

fn is_web(url: &str) -> bool {
    let rest = url.strip_prefix("https://").or_else(|| url.strip_prefix("http://"));
    rest.is_some_and(|rest| rest.starts_with(|c: char| c.is_alphanumeric())) && !url.contains(char::is_whitespace)
}

/// The content of the first `<meta>` with one of these names.
fn meta(page: &Document, names: &[&str]) -> Option<String> {
    let nodes = page.select("meta[content]");
    names.iter().find_map(|wanted| {
        let named = |attribute: &str, node: &dom_query::NodeRef<'_>| {
            node.attr(attribute).is_some_and(|name| name.eq_ignore_ascii_case(wanted))
        };
        let node = nodes
            .nodes()
            .iter()
            .find(|node| ["property", "name", "http-equiv"].iter().any(|attribute| named(attribute, node)))?;
        node.attr("content").map(|content| content.to_string()).filter(|content| !content.trim().is_empty())
    })
}

/// A language tag as BCP 47 writes it; pages write "en_US" too.
fn language(tag: Option<String>) -> Option<String> {
    let tag = tag?.trim().replace('_', "-");
    let is_tag = tag.len() >= 2 && tag.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-');
    is_tag.then_some(tag)
}

/// A value with single spaces; `None` when nothing is left.
fn clean(value: &str) -> Option<String> {
    let value = value.split_whitespace().collect::<Vec<_>>().join(" ");
    (!value.is_empty()).then_some(value)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn metadata(html: &str) -> Metadata {
        let reader = Readability::new(html, None, None).unwrap();
        read(&reader, saved_from(html).map(str::to_owned)).0
    }

    #[test]
    fn the_canonical_address_wins_and_must_be_one() {
        let both = "<link rel=canonical href=https://a.example/1><meta property=og:url content=https://a.example/2>";
        assert_eq!(metadata(both).url.as_deref(), Some("https://a.example/1"));
        let relative = "<link rel=canonical href=/1><meta property=og:url content=\" https://a.example/2 \">";
        assert_eq!(metadata(relative).url.as_deref(), Some("https://a.example/2"));
        assert_eq!(metadata("<link rel=canonical href=\"javascript:alert(1)\">").url, None);
    }

    #[test]
    fn a_saved_page_knows_where_it_came_from() {
        let page = "<!DOCTYPE html>\n<!-- saved from url=(0038)https://tidewater.example/2026/03/04/ern -->\n<html>";
        let found = metadata(page);
        assert_eq!(found.url.as_deref(), Some("https://tidewater.example/2026/03/04/ern"));
        assert_eq!(found.published.map(|day| day.to_string()).as_deref(), Some("2026-03-04"));
        assert_eq!(saved_from("<!-- saved from url=(0014)about:internet -->"), None);
    }

    #[test]
    fn languages_are_tags() {
        assert_eq!(metadata("<html lang=en_US>").language.as_deref(), Some("en-US"));
        assert_eq!(
            metadata("<html lang=\"\"><meta property=og:locale content=en_GB>").language.as_deref(),
            Some("en-GB")
        );
        assert_eq!(metadata("<html lang=\"<x>\">").language, None);
    }

    #[test]
    fn several_authors_stand_apart_and_lose_their_by() {
        let list = r#"<script type="application/ld+json">{"@type":"NewsArticle","author":[{"name":"Ann Harbour"},{"name":"Ben Marl"}]}</script>"#;
        assert_eq!(metadata(list).byline.as_deref(), Some("Ann Harbour, Ben Marl"));
        assert_eq!(metadata("<meta name=author content=\"By Ann Harbour\">").byline.as_deref(), Some("Ann Harbour"));
    }
}
