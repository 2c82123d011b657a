//! Takes out of a page what stands inside articles and is none of their text: captions, boxes of related links, sign-ups.
//!
//! A class name is a hint, not a proof: without a guard on length the text loses more than it gains, so an element goes only
//! when it is short, or longer and mostly links.

use std::collections::HashMap;

use dom_query::{Document, NodeId, NodeRef};

use crate::ingest::html::byline;
use crate::ingest::html::furniture::CLASSES;

/// Elements that go whatever they hold.
const ALWAYS: &str = "figcaption, .wp-caption-text";

/// An element under this many characters goes by its name alone.
const SHORT: usize = 250;
/// An element under this many goes when over half of it is links.
const LINKS: usize = 3_000;

/// Prunes the page in place.
pub(super) fn prune(page: &Document) {
    page.select(ALWAYS).remove();
    prune_bylines(page);
    let Some(body) = page.body() else { return };
    let nodes: Vec<NodeRef<'_>> = body.descendants_it().collect();
    let sizes = sizes(&nodes);
    for node in nodes.iter().filter(|node| is_named(node)) {
        let size = sizes.get(&node.id).copied().unwrap_or_default();
        if size.text < SHORT || size.text < LINKS && size.links * 2 > size.text {
            node.remove_from_parent();
        }
    }
}

/// Prunes the lines of authors. Readability takes out the first author alone, and leaves "By and Ben Marl".
fn prune_bylines(page: &Document) {
    const MOST: usize = 20;
    for link in page.select("[rel=author]").nodes().iter().take(MOST) {
        let lines = link.ancestors(Some(2));
        let is_byline = |line: &&NodeRef<'_>| {
            let text = byline::short_text(line).unwrap_or_default();
            let text = text.trim();
            let starts = text.get(..3).is_some_and(|start| start.eq_ignore_ascii_case("by "));
            !is_frame(line) && starts && text.len() < SHORT && !text.ends_with('.')
        };
        lines.iter().filter(is_byline).for_each(NodeRef::remove_from_parent);
    }
}

/// Prunes the links to other stories that stand between the paragraphs of a main text: paragraphs that are a link and no
/// sentence, and lists of such links.
pub(super) fn prune_pointers(text: &NodeRef<'_>) {
    let nodes: Vec<NodeRef<'_>> = text.descendants_it().collect();
    let sizes = sizes(&nodes);
    for node in nodes.iter().filter(|node| sizes.get(&node.id).is_some_and(|size| is_pointer(node, *size))) {
        node.remove_from_parent();
    }
}

/// Whether all of an element is links to elsewhere. A whole sentence in a link is one of the article's.
fn is_pointer(node: &NodeRef<'_>, size: Size) -> bool {
    const SHORTEST: usize = 20;
    if size.links < SHORTEST || size.links < size.text || size.text > LINKS {
        return false;
    }
    let leads_away = || {
        let links = node.descendants_it().filter(|inner| inner.has_name("a"));
        links.into_iter().all(|link| link.attr("href").is_some_and(|href| !href.starts_with('#')))
    };
    if node.has_name("p") {
        let text = node.text();
        let text = text.trim();
        let is_sentence = text.ends_with(['.', '!', '?', '”', '"', ':']);
        return !is_sentence && text.contains(' ') && leads_away();
    }
    (node.has_name("ul") || node.has_name("ol")) && leads_away()
}

/// How many characters an element holds, and how many of them in links.
#[derive(Clone, Copy, Default)]
struct Size {
    text: usize,
    links: usize,
}

/// The sizes of all elements in one pass from the last node to the first, so that children come before their parent.
fn sizes(nodes: &[NodeRef<'_>]) -> HashMap<NodeId, Size> {
    let mut sizes: HashMap<NodeId, Size> = HashMap::with_capacity(nodes.len());
    for node in nodes.iter().rev() {
        let mut size = sizes.get(&node.id).copied().unwrap_or_default();
        if node.is_text() {
            size.text = node.text().split_whitespace().map(|word| word.chars().count() + 1).sum();
        } else if node.has_name("a") {
            size.links = size.text;
        } else if node.has_name("script") || node.has_name("style") {
            size = Size::default();
        }
        sizes.insert(node.id, size);
        if let Some(parent) = node.parent() {
            let sum = sizes.entry(parent.id).or_default();
            sum.text += size.text;
            sum.links += size.links;
        }
    }
    sizes
}

fn is_named(node: &NodeRef<'_>) -> bool {
    if node.has_name("aside") {
        return true;
    }
    !is_frame(node) && [node.class(), node.id_attr()].into_iter().flatten().any(|value| has_name(&value))
}

fn is_frame(node: &NodeRef<'_>) -> bool {
    ["html", "body", "main", "article", "h1"].iter().any(|name| node.has_name(name))
}

fn has_name(value: &str) -> bool {
    CLASSES.as_ref().is_some_and(|classes| classes.is_match(value))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn left(body: &str) -> String {
        let page = Document::from(format!("<html><body>{body}</body></html>"));
        prune(&page);
        page.body().map(|body| body.text().trim().to_owned()).unwrap_or_default()
    }

    #[test]
    fn captions_go_whatever_they_hold() {
        let long = "A quay in 1990. ".repeat(40);
        assert_eq!(
            left(&format!("<p>Text</p><figcaption>{long}</figcaption><p class=wp-caption-text>{long}</p>")),
            "Text"
        );
    }

    #[test]
    fn a_named_element_goes_when_it_is_short_or_mostly_links() {
        let prose = "Some 30,000 people left the town. ".repeat(20);
        assert_eq!(
            left(
                "<p>Text</p><div class='c NewsLetter-box'>Sign up</div><p id=share-bar>Share</p><aside>12 towns</aside>"
            ),
            "Text"
        );
        assert_eq!(left(&format!("<p>Text</p><div class=related><a>{prose}</a></div>")), "Text");
        assert!(left(&format!("<div class=related>{prose}</div>")).contains("30,000"));
        assert!(left(&format!("<aside>{prose}<a>More</a></aside>")).contains("30,000"));
    }

    #[test]
    fn a_line_of_authors_goes_whole() {
        let authors = "<a rel=author href=/a>Ann Harbour</a> and <a rel=author href=/b>Ben Marl</a>";
        assert_eq!(left(&format!("<p>Text</p><p>By {authors}</p>")), "Text");
        assert_eq!(left(&format!("<p>By {authors} were 12 ships sold.</p>")).matches("12 ships").count(), 1);
    }

    #[test]
    fn the_frame_of_the_article_stays() {
        assert_eq!(left("<article class=has-social-bar><h1 class=promo-title>Ern</h1></article>"), "Ern");
    }

    #[test]
    fn links_to_other_stories_go_from_between_the_paragraphs() {
        let pruned = |body: &str| {
            let page = Document::from(format!("<html><body><p>Ern.</p>{body}</body></html>"));
            page.body().iter().for_each(prune_pointers);
            page.body().map(|body| body.text().trim().to_owned()).unwrap_or_default()
        };
        for gone in [
            "<p><a href=/a>LORN VOTES ON 12 NEW PORTS</a></p>",
            "<ul><li><a href=/a>Lorn votes on ports</a></li> <li><a href=/b>12 ferries to see</a></li></ul>",
        ] {
            assert_eq!(pruned(gone), "Ern.", "{gone}");
        }
        for kept in [
            "<p><a href=/a>Some 30,000 people left the town of Ern.</a></p>",
            "<p>Read <a href=/a>the council's own report of last year</a></p>",
            "<ul><li><a href=/a>Ern empties quickly</a> by 5%</li></ul>",
            "<ol><li><a href=#a>How many people left</a></li></ol>",
            "<h2><a href=/a>How many people left the town</a></h2>",
            "<p><a href=/a>Lorn votes</a></p>",
        ] {
            assert_ne!(pruned(kept), "Ern.", "{kept}");
        }
    }
}
