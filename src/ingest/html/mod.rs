//! A saved web page → its main text and its metadata, by dom_smoothie (Mozilla's Readability) and the rules measured to help:
//!
//! 1. the metadata is read from the page as it came; 2. captions, related links and the like are pruned, under a guard;
//! 3. the main text is found; 4. lines that are no sentences of the article are dropped from it.

mod attributes;
mod byline;
mod date;
mod found;
pub(super) mod fragment;
mod furniture;
mod head;
mod json_ld;
mod lines;
mod metas;
mod nesting;
mod notes;
mod prune;
mod raised;
mod tags;

use dom_smoothie::{Config, Readability};

use crate::ingest::Draft;
use crate::ingest::error::Problem;

/// Reads a page.
pub(super) fn read(page: String) -> Result<Draft, Problem> {
    nesting::check_tags(&page)?;
    attributes::check(&page)?;
    let saved_from = head::saved_from(&page).map(str::to_owned);
    let config = Config::default();
    let mut reader = Readability::new(page, None, Some(config)).map_err(|_| Problem::NoText)?;
    nesting::check_tree(&reader.doc)?;
    let (mut metadata, notices) = head::read(&reader, saved_from);
    metadata.notes = notes::on_page(&reader.doc);
    raised::keep(&reader.doc);
    prune::prune(&reader.doc);
    reader.parse().map_err(|_| Problem::NoText)?;
    let found = reader.doc.select_single("#readability-page-1");
    let main = found.nodes().first().ok_or(Problem::NoText)?;
    prune::prune_pointers(main);
    let text = lines::keep(&main.formatted_text(), metadata.title.as_deref(), &mut metadata.notes);
    Ok(Draft { text, metadata, notices, name: None })
}

/// The `ld+json` elements of a page in their order; `None` for one that is no JSON.
pub(super) fn json_ld_elements(page: &str) -> Result<Vec<Option<serde_json::Value>>, Problem> {
    nesting::check_tags(page)?;
    attributes::check(page)?;
    let page = dom_query::Document::from(page);
    nesting::check_tree(&page)?;
    Ok(json_ld::elements(&page))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A paragraph long enough for a main text.
    const BODY: &str = "<p>Some 30,000 people left the town of Ern last year, the mayor, Ada Quill, said on Monday, and more than 5% of its \
        houses stand empty, which costs the council about £1.2 million a year in taxes that nobody pays.</p>\
        <p>The council, which has 14 members, will vote in two weeks on a plan to sell 120 of the houses for one pound each, \
        as the port of Lorn did in 2019, when it found buyers for 86 of them within three months.</p>";

    fn page(head: &str, body: &str) -> Draft {
        read(format!("<!doctype html><html lang=\"en-GB\"><head><title>Ern empties | Tidewater Post</title>{head}</head><body>{body}</body></html>")).unwrap()
    }

    #[test]
    fn the_main_text_is_left_in_paragraphs() {
        let draft = page(
            "",
            &format!(
                "<nav><a href=/>Home</a> <a href=/news>News</a></nav><article><h1>Ern empties</h1>{BODY}\
             <aside class=related><a href=/a>12 other towns</a></aside><figure><img src=q.jpg><figcaption>A quay, 1990</figcaption></figure></article>\
             <div class=cookie-banner>We and our 842 partners use cookies</div><footer>© 2026 Tidewater Post</footer>"
            ),
        );
        let paragraphs: Vec<_> = draft.text.split("\n\n").collect();
        assert_eq!(paragraphs.len(), 2, "{}", draft.text);
        assert!(paragraphs[0].starts_with("Some 30,000 people") && paragraphs[1].ends_with("within three months."));
    }

    #[test]
    fn the_metadata_comes_from_the_page_before_it_is_pruned() {
        let draft = page(
            "<meta property=og:site_name content=\"Tidewater Post\"><meta property=og:title content=\"Ern empties\"><link rel=canonical href=https://tidewater.example/ern>",
            &format!(
                "<article><h1>Ern empties</h1><aside class=byline>By <a rel=author href=/ada>Ben Marl</a></aside>{BODY}</article>"
            ),
        );
        assert_eq!(draft.metadata.title.as_deref(), Some("Ern empties"));
        assert_eq!(draft.metadata.byline.as_deref(), Some("Ben Marl"));
        assert_eq!(draft.metadata.publisher.as_deref(), Some("Tidewater Post"));
        assert_eq!(draft.metadata.url.as_deref(), Some("https://tidewater.example/ern"));
        assert_eq!(draft.metadata.language.as_deref(), Some("en-GB"));
        assert!(!draft.text.contains("Ben Marl"), "{}", draft.text);
    }

    #[test]
    fn a_page_without_text_is_refused() {
        for empty in ["<html></html>", "<html><body><script>var a = 1;</script></body></html>"] {
            let text = read(empty.to_owned()).map(|draft| draft.text).unwrap_or_default();
            assert_eq!(text, "");
        }
    }

    #[test]
    fn hostile_pages_end() {
        let paragraphs = ["<p>", "<br>", "<a>", "<li>x", "<b>a</b>", "<!-- "]
            .map(|tag| format!("<html><body>{BODY}{}", tag.repeat(5_000)));
        let attribute = format!("<html><body>{BODY}<p class=\"{}\">", "x ".repeat(250_000));
        for page in paragraphs.into_iter().chain([attribute]) {
            assert!(read(page).is_ok_and(|draft| draft.text.contains("30,000")));
        }
        for tag in ["<div>", "<b>", "<table>", "<svg>"] {
            assert!(matches!(read(tag.repeat(200_000)), Err(Problem::TooDeep(_))), "{tag}");
        }
        let attributes: String = (0..500_000).map(|number| format!(" a{number}")).collect();
        assert!(matches!(read(format!("<p{attributes}>{BODY}")), Err(Problem::TooManyAttributes(_))));
        let long = format!("<html><body>{BODY}<p title=\"{}\">", "x".repeat(5_000_000));
        assert!(read(long).is_ok_and(|draft| draft.text.contains("30,000")));
    }
}
