//! The frame of a page: which heading is the article's, which elements start lines, and which are no part of an article.

use std::collections::HashSet;

use dom_query::{Document, NodeId, NodeRef};

use crate::ingest::html::date::names::{is_named, short_text};
use crate::ingest::html::date::words::{self, tokens};

/// Elements that start a line of their own.
const BLOCKS: &[&str] = &[
    "address",
    "article",
    "aside",
    "blockquote",
    "body",
    "center",
    "dd",
    "details",
    "div",
    "dl",
    "dt",
    "fieldset",
    "figure",
    "footer",
    "form",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "header",
    "hgroup",
    "hr",
    "li",
    "main",
    "nav",
    "ol",
    "p",
    "pre",
    "section",
    "table",
    "tbody",
    "td",
    "th",
    "thead",
    "tr",
    "ul",
];
/// Elements that are no part of an article, or not to be read.
pub(super) const SKIPPED: &[&str] = &[
    "aside", "button", "datalist", "dialog", "embed", "form", "head", "iframe", "nav", "noscript", "object", "script",
    "select", "style", "svg", "template", "textarea",
];
/// The article's heading: the first that is the title, else the only `<h1>`.
pub(super) fn heading<'p>(page: &'p Document, title: &str) -> Option<NodeRef<'p>> {
    let folded =
        |text: &str| -> String { text.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect() };
    let title = folded(title);
    let headings = page.select("h1, h2, h3");
    let is_title = |node: &&NodeRef<'_>| {
        let text = folded(&short_text(node, 400).unwrap_or_default());
        text.len() >= 8 && (title.starts_with(&text) || !title.is_empty() && text.starts_with(&title))
    };
    let titled = headings.nodes().iter().filter(|node| !is_skipped(node)).find(is_title).copied();
    titled.or_else(|| {
        let mut only = headings.nodes().iter().filter(|node| node.has_name("h1"));
        only.next().copied().filter(|_| only.next().is_none())
    })
}

fn is_skipped(node: &NodeRef<'_>) -> bool {
    node.ancestors_it(None).any(|above| is_named(&above, SKIPPED))
}

/// The elements that start lines, or have such among theirs.
pub(in crate::ingest::html) fn blocks(page: &Document) -> HashSet<NodeId> {
    let mut blocks = HashSet::new();
    let nodes: Vec<NodeRef<'_>> = page.body().iter().flat_map(NodeRef::descendants_it).collect();
    for node in nodes.iter().rev() {
        if blocks.contains(&node.id) || is_named(node, BLOCKS) {
            blocks.insert(node.id);
            blocks.extend(node.parent().map(|parent| parent.id));
        }
    }
    blocks
}

/// Whether the class or the id of an element is that of something else than the article, or it is hidden.
pub(in crate::ingest::html) fn is_named_elsewhere(node: &NodeRef<'_>) -> bool {
    let names = [node.class(), node.id_attr()];
    node.has_attr("hidden")
        || names.iter().flatten().flat_map(|names| tokens(names)).any(|token| words::is_elsewhere(&token))
}
