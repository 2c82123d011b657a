//! The notes on corrections and changes that a publisher puts on a page: "Correction: an earlier version of this story said …".
//!
//! They are kept in the publisher's words beside the text. What they say was said before is no claim of the article as it is.

use std::sync::LazyLock;

use aho_corasick::{AhoCorasick, AhoCorasickBuilder};
use dom_query::{Document, NodeRef};

use crate::ingest::html::date::{blocks, is_named_elsewhere};

static TABLE: &str = include_str!("notes.tsv");
static STARTS: LazyLock<Vec<&str>> = LazyLock::new(|| words("start"));
static PHRASES: LazyLock<Vec<&str>> = LazyLock::new(|| words("phrase"));
static HEADS: LazyLock<Vec<&str>> = LazyLock::new(|| words("head"));
/// All starts and phrases, for telling at once that a page has none.
static ANY: LazyLock<Option<AhoCorasick>> = LazyLock::new(|| {
    let words = STARTS.iter().chain(PHRASES.iter());
    AhoCorasickBuilder::new().ascii_case_insensitive(true).build(words).ok()
});

/// The longest note, in characters; a longer line tells a story.
const LONGEST: usize = 1_200;

/// The most notes of a page; further ones stay in its text.
pub(super) const MOST: usize = 50;

fn words(kind: &str) -> Vec<&'static str> {
    rows().filter(|row| row[0] == kind).map(|row| row[1]).collect()
}

fn rows() -> impl Iterator<Item = [&'static str; 3]> {
    TABLE.lines().filter(|line| !line.starts_with('#')).filter_map(|line| {
        let mut cells = line.split('\t');
        Some([cells.next()?, cells.next()?, cells.next()?])
    })
}

/// Whether a text may hold a note at all.
fn may_have(text: &str) -> bool {
    ANY.as_ref().is_none_or(|any| any.is_match(text))
}

/// The note that a line is; of a line that tells something before it, the note alone.
pub(super) fn note(line: &str) -> Option<&str> {
    let line = line.trim();
    if !may_have(line) || line.chars().nth(LONGEST).is_some() {
        return None;
    }
    let lower = line.to_ascii_lowercase();
    let bare = lower.trim_start_matches(['*', '(', '[', '•', '—', '–', '-', '_', ' ']);
    if STARTS.iter().any(|start| bare.starts_with(start)) {
        return Some(line);
    }
    let at = PHRASES.iter().filter_map(|phrase| lower.find(phrase)).min()?;
    let is_quoted =
        line[..at].matches(['“', '"']).count() > line[..at].matches('”').count() && line[..at].contains(['“', '"']);
    let start = [". ", "! ", "? "].iter().filter_map(|end| line[..at].rfind(end)).max().map_or(0, |end| end + 2);
    Some(line[start..].trim()).filter(|_| !is_quoted)
}

/// Whether a line is all note, or the heading of one.
pub(super) fn is_note(line: &str) -> bool {
    note(line).is_some_and(|note| note.len() == line.trim().len())
}

/// Whether a line stands above a note and says so.
pub(super) fn is_head(line: &str) -> bool {
    let lower = line.trim().trim_end_matches(':').to_ascii_lowercase();
    HEADS.contains(&lower.as_str())
}

/// The notes of a page, in its order and each once, wherever they stand but among comments and other stories.
pub(super) fn on_page(page: &Document) -> Vec<String> {
    let Some(body) = page.body() else { return Vec::new() };
    let blocks = blocks(page);
    let is_line = |node: &NodeRef<'_>| {
        node.is_element()
            && blocks.contains(&node.id)
            && !node.children_it(false).any(|child| blocks.contains(&child.id))
    };
    let mut notes: Vec<String> = Vec::new();
    for node in body.descendants_it().filter(is_line) {
        let Some(text) = text(&node) else { continue };
        if let Some(note) = note(&text)
            && !notes.iter().any(|known| known == note)
            && !node.ancestors_it(None).any(|above| is_frame_elsewhere(&above))
            && notes.len() < MOST
        {
            notes.push(note.to_owned());
        }
    }
    notes
}

/// Whether an element holds comments, other stories, or what is not to be read; the whole page does not.
fn is_frame_elsewhere(node: &NodeRef<'_>) -> bool {
    let is_unread = ["script", "style", "noscript", "template", "nav", "form"].iter().any(|name| node.has_name(name));
    let is_page = ["html", "body", "main", "article"].iter().any(|name| node.has_name(name));
    is_unread || !is_page && is_named_elsewhere(node)
}

/// The text of an element with single spaces; `None` for more than a note has.
fn text(node: &NodeRef<'_>) -> Option<String> {
    let mut text = String::new();
    for inner in node.descendants_it().filter(NodeRef::is_text) {
        text.push_str(&inner.text());
        if text.len() > 4 * LONGEST {
            return None;
        }
    }
    Some(text.split_whitespace().collect::<Vec<_>>().join(" "))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_row_knows_its_example() {
        for [kind, words, example] in rows() {
            assert!(if kind == "head" { is_head(example) } else { is_note(example) }, "{words}: {example}");
        }
        let lines = TABLE.lines().filter(|line| !line.starts_with('#')).count();
        assert_eq!(STARTS.len() + PHRASES.len() + HEADS.len(), lines);
    }

    #[test]
    fn sentences_of_the_article_are_none() {
        for line in [
            "An earlier version of the bill passed by 51 votes.",
            "“An earlier version of this story was wrong,” said the mayor.",
            "The correction of 5% came late.",
            "Editors note a rise of 5%.",
            "Corrections officers left.",
        ] {
            assert_eq!(note(line), None, "{line}");
        }
        assert_eq!(note(&format!("Correction: {}", "it was 5. ".repeat(200))), None);
    }

    #[test]
    fn a_note_behind_a_sentence_is_told_from_it() {
        let line = "Three people died. This story has been updated.";
        assert_eq!((note(line), is_note(line)), (Some("This story has been updated."), false));
    }

    #[test]
    fn notes_are_found_outside_the_text_but_not_among_comments() {
        let page = Document::from(
            "<article><p>Some 30,000 left.<aside class=c-note><i>Correction:</i> it is\n13,000.</aside></article>\
             <footer>This story was updated on 4 March.</footer><footer>This story was updated on 4 March.</footer>\
             <div class=comments><p>Correction: it is 5.</div>",
        );
        assert_eq!(on_page(&page), ["Correction: it is 13,000.", "This story was updated on 4 March."]);
    }
}
