//! A page's metadata, from JSON-LD, `<meta>` and `<link>` elements and, for the byline, the page itself.
//!
//! Title, byline and site are those that dom_smoothie finds, which follows Readability; what it passes over (graphs in
//! JSON-LD, several authors, addresses, dates) is read here.

use std::collections::BTreeMap;

use dom_query::Document;
use dom_smoothie::Readability;

use crate::ingest::canonical::is_web;
use crate::ingest::html::byline;
use crate::ingest::html::date::{self, Days};
use crate::ingest::html::found::Found;
use crate::ingest::html::json_ld::{self, Article, Itself};
use crate::ingest::html::metas::Metas;
use crate::ingest::notice::Notice;
use crate::model::Metadata;

/// Where dom_smoothie looks for a title, in its order.
const TITLES: [&str; 7] =
    ["dc:title", "dcterms:title", "og:title", "weibo:article:title", "title", "twitter:title", "parsely-title"];
/// Where it looks for a byline, and where else one stands.
const BYLINES: [&str; 12] = [
    "dc:creator",
    "dcterms:creator",
    "author",
    "parsely-author",
    "article:author",
    "authors",
    "byl",
    "article:author_name",
    "sailthru.author",
    "cxenseparse:author",
    "citation_author",
    "dc.creator.author",
];

/// Reads the metadata of a page as it came.
pub(super) fn read(reader: &Readability, saved_from: Option<String>) -> (Metadata, Vec<Notice>) {
    let page = &reader.doc;
    let metas = Metas::of(page);
    let in_json = reader.parse_json_ld();
    let json = in_json.clone().unwrap_or_default();
    let known = reader.get_article_metadata(in_json);
    let own_title = reader.get_article_title();
    let stated = address(page, &metas);
    let itself = Itself { url: stated.as_ref().map(|url| url.value.as_str()), title: &own_title };
    let article = json_ld::read(page, itself).unwrap_or_default();
    let url = stated
        .or_else(|| Some(Found::new(article.url.clone().filter(|url| is_web(url))?, "JSON-LD")))
        .or_else(|| saved_from.map(|url| Found::new(url, "the browser's note")));
    let title = clean(&known.title).map(|title| title_place(title, &json.title, page, &metas));
    let Days { published, modified, unread } = date::find(&date::Known {
        page,
        metas: &metas,
        article: &article,
        url: url.as_ref().map(|url| url.value.as_str()),
        title: &known.title,
    });
    let mut origins = Origins::default();
    let metadata = Metadata {
        title: origins.take("title", title),
        byline: origins.take("byline", byline(page, &metas, &article, json.byline.is_some(), known.byline)),
        publisher: origins.take("publisher", publisher(&metas, &article, json.site_name.is_some(), known.site_name)),
        published: origins.take("published", published),
        modified: origins.take("modified", modified),
        url: origins.take("url", url),
        language: origins.take("language", languages(&metas, known.lang, article.language.clone())),
        ..Metadata::default()
    };
    (Metadata { origins: origins.0, ..metadata }, unread.into_iter().collect())
}

/// The origins as they are gathered.
#[derive(Default)]
struct Origins(BTreeMap<String, String>);

impl Origins {
    /// Notes a value's place and gives the value.
    fn take<T>(&mut self, field: &str, found: Option<Found<T>>) -> Option<T> {
        let Found { value, place } = found?;
        self.0.insert(field.to_owned(), place);
        Some(value)
    }
}

/// Where dom_smoothie found its title.
fn title_place(title: String, in_json: &str, page: &Document, metas: &Metas) -> Found<String> {
    if clean(&html_escape::decode_html_entities(in_json)).as_ref() == Some(&title) {
        return Found::new(title, "JSON-LD");
    }
    let same = |given: &str| clean(&html_escape::decode_html_entities(given)).as_ref() == Some(&title);
    if let Some(meta) = metas.all(&TITLES).find(|meta| same(meta.value)) {
        return Found::new(title, meta.place);
    }
    let element = clean(&page.select_single("head title").text()).unwrap_or_default();
    let place = if element.contains(&title) { "title element" } else { "heading" };
    Found::new(title, place)
}

/// Who wrote it: by the JSON-LD, the metas, all of one name, or the page itself.
fn byline(
    page: &Document,
    metas: &Metas,
    article: &Article,
    is_in_json: bool,
    known: Option<String>,
) -> Option<Found<String>> {
    let cleaned = |found: Found<String>| found.and_then(|given| byline::clean(&given));
    let of_article = Some(article.authors.join(", ")).filter(|authors| !authors.is_empty());
    let of_article = of_article.map(|authors| Found::new(authors, "JSON-LD"));
    let of_metas = || BYLINES.iter().find_map(|name| authors(metas, name));
    let of_known = || match known {
        Some(known) if is_in_json => Some(Found::new(known, "JSON-LD")),
        Some(known) => {
            let listed = of_metas().filter(|listed| listed.value.contains(known.trim()));
            Some(listed.unwrap_or_else(|| Found::new(known, "page metadata")))
        }
        None => of_metas(),
    };
    let stated = of_article.and_then(cleaned).or_else(|| of_known().and_then(cleaned));
    stated.or_else(|| byline::on_page(page).map(|byline| Found::new(byline, "byline on the page")))
}

/// The authors that the metas of a name list, each once.
fn authors(metas: &Metas, name: &str) -> Option<Found<String>> {
    const MOST: usize = 50;
    let mut names: Vec<String> = Vec::new();
    let mut place = None;
    for meta in metas.all(&[name]).take(MOST) {
        let Some(author) = byline::clean(&html_escape::decode_html_entities(meta.value)) else { continue };
        if !names.contains(&author) {
            names.push(author);
        }
        place.get_or_insert(meta.place);
    }
    Some(Found::new(names.join(", "), place?))
}

/// The outlet: by the JSON-LD or the metas.
fn publisher(metas: &Metas, article: &Article, is_in_json: bool, known: Option<String>) -> Option<Found<String>> {
    let place = if is_in_json { "JSON-LD" } else { "meta og:site_name" };
    known
        .map(|site| Found::new(site, place))
        .or_else(|| article.publisher.clone().map(|name| Found::new(name, "JSON-LD")))
        .or_else(|| metas.first(&["publisher", "dc.publisher", "dcterms.publisher", "application-name"]))?
        .and_then(|site| clean(&site))
}

/// The language: by `<html>`, the JSON-LD or the metas.
fn languages(metas: &Metas, of_html: Option<String>, in_json: Option<String>) -> Option<Found<String>> {
    let of_html = language(of_html).map(|tag| Found::new(tag, "html lang"));
    of_html
        .or_else(|| language(in_json).map(|tag| Found::new(tag, "JSON-LD")))
        .or_else(|| metas.first(&["og:locale", "language", "content-language"])?.and_then(|tag| language(Some(tag))))
}

/// The address that a browser noted when it saved the page: `<!-- saved from url=(0031)https://… -->`.
pub(super) fn saved_from(page: &str) -> Option<&str> {
    let head = page.get(..page.floor_char_boundary(2048))?;
    let (_, rest) = head.split_once("saved from url=(")?;
    let (_, rest) = rest.split_once(')')?;
    rest.split([' ', '\n', '\r']).next().filter(|url| is_web(url))
}

/// The canonical address, however the page gives it.
fn address(page: &Document, metas: &Metas) -> Option<Found<String>> {
    let canonical = page.select("link[rel=canonical]").attr("href").map(|href| href.to_string());
    let canonical = canonical.map(|url| Found::new(url, "link rel=canonical"));
    let trimmed = |found: Found<String>| found.and_then(|url| Some(url.trim().to_owned()).filter(|url| is_web(url)));
    canonical.and_then(trimmed).or_else(|| metas.first(&["og:url"]).and_then(trimmed))
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
