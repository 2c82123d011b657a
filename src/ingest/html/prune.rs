//! Takes out of a page what stands inside articles and is none of their text: captions, boxes of related links, sign-ups.
//!
//! A class name is a hint, not a proof: without a guard on length the text loses more than it gains, so an element goes only
//! when it is short, or longer and mostly links.

use std::collections::HashMap;

use dom_query::{Document, NodeId, NodeRef};

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
    let is_frame = ["body", "main", "article", "h1"].iter().any(|name| node.has_name(name));
    !is_frame && [node.class(), node.id_attr()].into_iter().flatten().any(|value| has_name(&value))
}

fn has_name(value: &str) -> bool {
    let value = value.to_ascii_lowercase();
    CLASSES.iter().any(|name| value.contains(name))
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
    fn the_frame_of_the_article_stays() {
        assert_eq!(left("<article class=has-social-bar><h1 class=promo-title>Ern</h1></article>"), "Ern");
    }
}
