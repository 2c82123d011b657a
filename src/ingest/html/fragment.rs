//! A piece of HTML that is an article already, as feeds and messages carry it → its text: paragraphs, list items and rows of
//! tables on their lines. Nothing is looked for or pruned; only what no reader sees goes.

use dom_query::Document;

use crate::ingest::error::Problem;
use crate::ingest::html::{nesting, raised};

/// Elements whose content nobody reads as text.
const UNSEEN: &str = "script, style, noscript, template, head, title, iframe, object, svg, math, button, select, textarea, [hidden], \
    [style*='display:none'], [style*='display: none']";

/// The text of a fragment or a whole page.
pub(in crate::ingest) fn text(html: &str) -> Result<String, Problem> {
    text_without(html, UNSEEN)
}

/// The text without the elements that this selector names either.
pub(in crate::ingest) fn text_without(html: &str, selector: &str) -> Result<String, Problem> {
    nesting::check_tags(html)?;
    let page = Document::from(html);
    nesting::check_tree(&page)?;
    page.select(UNSEEN).remove();
    page.select(selector).remove();
    raised::keep(&page);
    let text = page.formatted_text();
    let mut kept = String::with_capacity(text.len());
    let mut gap = false;
    for line in text.lines().map(str::trim) {
        if line.is_empty() {
            gap = true;
            continue;
        }
        if !kept.is_empty() {
            kept.push_str(if gap { "\n\n" } else { "\n" });
        }
        kept.push_str(line);
        gap = false;
    }
    Ok(kept)
}

/// The text of a fragment on one line.
pub(in crate::ingest) fn line(html: &str) -> Option<String> {
    let text = text(html).ok()?;
    let line = text.split_whitespace().collect::<Vec<_>>().join(" ");
    (!line.is_empty()).then_some(line)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn blocks_lists_and_tables_are_lines() {
        let html = "<p>Some <b>30,000</b>\n people left.</p><script>var a = 40;</script><style>p{}</style>\
            <ul><li>Ern 1,200</li><li>Lorn 340</li></ul><table><tr><td>Ern</td><td>1,200</td></tr><tr><td>Lorn</td><td>340</td></tr></table><p>A<br>B &amp; C</p>";
        assert_eq!(
            text(html).unwrap(),
            "Some 30,000 people left.\n\nErn 1,200\nLorn 340\n\nErn 1,200\nLorn 340\n\nA\nB & C"
        );
        assert_eq!(text("no markup, 30,000 left").unwrap(), "no markup, 30,000 left");
    }

    #[test]
    fn a_line_loses_its_markup() {
        assert_eq!(line("Ern &amp; <i>Lorn</i>\n empty").as_deref(), Some("Ern & Lorn empty"));
        assert_eq!(line("<img src=x>"), None);
    }

    #[test]
    fn deep_nesting_is_refused() {
        assert!(matches!(text(&"<div>".repeat(200_000)), Err(Problem::TooDeep(_))));
    }
}
