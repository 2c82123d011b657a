//! Refuses pages that nest more deeply than any article, since building and reading them takes time quadratic in the depth.
//!
//! 16,000 nested elements take 0.4 seconds to build, for each new element is compared with all open ones (HTML, 13.2.4.2), and
//! half a minute to read; twice as many take four times as long. So the tags are counted first, in one pass over the bytes, and then the depth of
//! the tree. The count goes by tags alone: a crafted page may get by it, at the price of time. Browsers stop at 512.

use std::collections::HashMap;

use dom_query::{Document, NodeId};

use crate::ingest::error::Problem;
use crate::ingest::html::tags;

/// The deepest tree that is read; the deepest of 189 pages measured has 51 levels.
const DEEPEST: usize = 512;
/// The most elements that may seem open, going by tags: more, since the end tags of sloppy pages are missing.
const OPEN: usize = 2_000;

/// Elements that hold none, or whose end the next of their kind implies, so that they do not nest in themselves.
const FLAT: &[&str] = &[
    "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source", "track", "wbr", "a",
    "html", "head", "body", "p", "li", "dt", "dd", "option", "tr", "td", "th", "thead", "tbody", "tfoot", "colgroup",
];

/// Elements whose content is text, whatever tags seem to stand in it.
const RAW: [&str; 4] = ["script", "style", "textarea", "title"];

/// Refuses a page by its tags, before it is built.
pub(super) fn check_tags(page: &str) -> Result<(), Problem> {
    if most_open(page.as_bytes()) > OPEN { Err(Problem::TooDeep(OPEN)) } else { Ok(()) }
}

/// Refuses a page that was built, before it is read.
pub(super) fn check_tree(page: &Document) -> Result<(), Problem> {
    let mut above: Vec<NodeId> = Vec::new();
    for node in page.root().descendants_it().filter(|node| !node.is_text()) {
        let parent = node.parent().map(|parent| parent.id);
        while above.last().is_some_and(|last| Some(*last) != parent) {
            above.pop();
        }
        if above.len() > DEEPEST {
            return Err(Problem::TooDeep(DEEPEST));
        }
        above.push(node.id);
    }
    Ok(())
}

/// The greatest number of elements that seem open at once.
fn most_open(page: &[u8]) -> usize {
    let (mut open, mut most) = (0_usize, 0);
    let mut of_name: HashMap<u64, usize> = HashMap::new();
    let mut before_drawing = None;
    let mut at = 0;
    while let Some(tag) = tags::next(page, at) {
        at = tag.end;
        if tag.is(FLAT) {
            continue;
        }
        if let Some(name) = RAW.iter().find(|name| !tag.closes && tag.is(&[**name])) {
            at = tags::end_of_raw(page, at, name);
            continue;
        }
        let same = of_name.entry(key(tag.name)).or_default();
        if !tag.closes {
            if tag.is(&["svg"]) {
                before_drawing.get_or_insert(open);
            }
            *same += 1;
            open += 1;
            most = most.max(open);
        } else if *same > 0 {
            let drawing = before_drawing.take_if(|_| tag.is(&["svg"])); // its `<path/>`s close themselves
            *same -= 1;
            open = drawing.unwrap_or(open.saturating_sub(1));
        } // else it closes nothing, and crafted pages hide their depth behind such tags
    }
    most
}

/// A tag's name in either case as a number (FNV-1a); two names of the same number are counted as one.
fn key(name: &[u8]) -> u64 {
    name.iter().fold(0xcbf2_9ce4_8422_2325, |hash, byte| {
        (hash ^ u64::from(byte.to_ascii_lowercase())).wrapping_mul(0x0100_0000_01b3)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn counts_what_is_open_at_once() {
        assert_eq!(most_open(b"<html><body><div><P>a<p>b<br><img src=x></div><div><b>c</b></div></body></html>"), 2);
        assert_eq!(most_open("<ul><li>".repeat(9).as_bytes()), 9);
        assert_eq!(most_open("<li>".repeat(900).as_bytes()), 0);
    }

    #[test]
    fn what_only_looks_like_a_tag_is_none() {
        for page in [
            "<!-- <div><div> -->",
            "<script>\"<div><div>\"</SCRIPT>",
            "<p title=\"<div><div>\" lang='>'>",
            "a < b, <3, </ >",
            "<style><div>",
        ] {
            assert_eq!(most_open(page.as_bytes()), 0, "{page}");
        }
        assert_eq!(most_open(b"<p don't><div>"), 1);
    }

    #[test]
    fn drawings_close_themselves() {
        assert_eq!(most_open("<svg><path/><path/><g><use/></g></svg>".repeat(900).as_bytes()), 5);
    }

    #[test]
    fn a_page_of_one_element_in_the_other_is_refused() {
        assert!(check_tags(&"<div>".repeat(200_000)).is_err());
        assert!(check_tags(&"<div>a</div>".repeat(200_000)).is_ok());
        for hidden in ["<div><script></script>", "<div></b>", "<div></script>", "<div></p></x>"] {
            assert!(check_tags(&hidden.repeat(30_000)).is_err(), "{hidden}");
        }
    }

    #[test]
    fn a_deep_tree_is_refused_and_a_wide_one_read() {
        assert!(check_tree(&Document::from("<div>".repeat(DEEPEST))).is_err());
        assert!(check_tree(&Document::from("<div>".repeat(DEEPEST - 5))).is_ok());
        assert!(check_tree(&Document::from("<div>a</div>".repeat(2_000))).is_ok());
    }
}
