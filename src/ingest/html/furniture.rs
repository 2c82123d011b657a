//! The table of what stands on a page and is no part of its article: `furniture.tsv`, read once.

use std::sync::LazyLock;

use aho_corasick::{AhoCorasick, AhoCorasickBuilder};

static TABLE: &str = include_str!("furniture.tsv");

/// Parts of class names and ids of elements that are pruned, found in one pass.
pub(super) static CLASSES: LazyLock<Option<AhoCorasick>> =
    LazyLock::new(|| AhoCorasickBuilder::new().ascii_case_insensitive(true).build(column("class")).ok());
/// Starts of lines that are dropped.
pub(super) static STARTS: LazyLock<Vec<&str>> = LazyLock::new(|| column("start"));
/// Whole lines that are dropped.
pub(super) static LINES: LazyLock<Vec<&str>> = LazyLock::new(|| column("line"));

fn column(kind: &str) -> Vec<&'static str> {
    rows().filter(|row| row[0] == kind).map(|row| row[1]).collect()
}

fn rows() -> impl Iterator<Item = [&'static str; 3]> {
    TABLE.lines().filter(|line| !line.starts_with('#')).filter_map(|line| {
        let mut cells = line.split('\t');
        Some([cells.next()?, cells.next()?, cells.next()?])
    })
}

#[cfg(test)]
mod tests {
    use dom_query::Document;

    use super::*;
    use crate::ingest::html::{lines, prune};

    #[test]
    fn every_row_drops_its_example() {
        for [kind, _, example] in rows() {
            if kind == "class" {
                let page = Document::from(format!(
                    "<html><body><p>Ern.</p><div class=\"{example}\">12 towns</div></body></html>"
                ));
                prune::prune(&page);
                assert!(!page.text().contains("12 towns"), "{example}");
            } else {
                assert_eq!(
                    lines::keep(&format!("Ern.\n\n{example}\n\nLorn."), None, &mut Vec::new()),
                    "Ern.\n\nLorn.",
                    "{example}"
                );
            }
        }
    }

    #[test]
    fn every_line_is_a_row_of_a_known_kind() {
        let lines = TABLE.lines().filter(|line| !line.starts_with('#')).count();
        assert_eq!(column("class").len() + STARTS.len() + LINES.len(), lines);
    }
}
