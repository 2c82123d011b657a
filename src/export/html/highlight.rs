//! An article's text with its claims marked in place: text and places → paragraphs of markup.

use std::fmt::Write as _;

use super::text::{escape_running, escaped};
use crate::span::Span;

/// A claim's words in the text.
#[derive(Clone, Debug)]
pub(super) struct Mark {
    /// Where.
    pub(super) span: Span,
    /// The id of the claim's card.
    pub(super) card: String,
    /// Its number in the article.
    pub(super) number: usize,
    /// The class of what is said of it.
    pub(super) class: String,
    /// The same in words.
    pub(super) label: String,
}

/// The article in paragraphs, and for each mark whether it has its place: a mark that lies in an earlier one, or whose
/// place is none of this text, has not.
pub(super) fn highlight(text: &str, marks: &[Mark]) -> (String, Vec<bool>) {
    let mut order: Vec<usize> = (0..marks.len()).collect();
    order.sort_by_key(|at| (marks[*at].span.start, std::cmp::Reverse(marks[*at].span.end), *at));
    let mut placed = vec![false; marks.len()];
    let mut html = String::with_capacity(text.len() * 2);
    let mut next = order.into_iter().peekable();
    for (start, paragraph) in paragraphs(text) {
        let stop = start + paragraph.len();
        html.push_str("<p dir=\"auto\">");
        let mut at = start;
        while let Some(mark) = next.next_if(|mark| (marks[*mark].span.start as usize) < stop) {
            // A mark ends with its paragraph: markup of one cannot reach into the next.
            let range = marks[mark].span.start as usize..(marks[mark].span.end as usize).min(stop);
            let Some(words) = text.get(range.clone()).filter(|words| !words.is_empty() && range.start >= at) else {
                continue;
            };
            lines(&mut html, &text[at..range.start]);
            write_mark(&mut html, &marks[mark], words);
            (at, placed[mark]) = (range.end, true);
        }
        lines(&mut html, &text[at..stop]);
        html.push_str("</p>\n");
    }
    (html, placed)
}

/// The parts between empty lines, with where they start.
fn paragraphs(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let (mut start, mut end, mut at) = (None, 0, 0);
    let mut found = Vec::new();
    for line in text.split_inclusive('\n') {
        if line.trim().is_empty() {
            found.extend(start.take().map(|start| (start, &text[start..end])));
        } else {
            start.get_or_insert(at);
            end = at + line.trim_end().len();
        }
        at += line.len();
    }
    found.extend(start.map(|start| (start, &text[start..end])));
    found.into_iter()
}

/// Text with its line breaks kept.
fn lines(html: &mut String, text: &str) {
    for (at, line) in text.split('\n').enumerate() {
        if at > 0 {
            html.push_str("<br>");
        }
        escape_running(html, line.trim_end_matches('\r'));
    }
}

fn write_mark(html: &mut String, mark: &Mark, words: &str) {
    let Mark { card, number, class, .. } = mark;
    let _ = write!(html, "<mark class=\"c-{class}\"><a id=\"m-{card}\" href=\"#{card}\">");
    lines(html, words);
    let _ = write!(html, "<sup>{number}</sup><span class=\"unseen\"> ({})</span></a></mark>", escaped(&mark.label));
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn mark(start: usize, end: usize, number: usize) -> Mark {
        Mark {
            span: Span::new(start, end),
            card: "c1".into(),
            number,
            class: "mixed".into(),
            label: "Half right".into(),
        }
    }

    #[test]
    fn claims_are_links_in_their_place_and_paragraphs_stay() {
        let text = "Some <300> came.\r\nMore\n\n \nThe end, 40.";
        let end = text.find("40").unwrap();
        let (html, placed) = highlight(text, &[mark(end, end + 2, 2), mark(5, 10, 1)]);
        assert_eq!(
            html,
            "<p dir=\"auto\">Some <mark class=\"c-mixed\"><a id=\"m-c1\" href=\"#c1\">&lt;300&gt;<sup>1</sup><span class=\"unseen\"> \
             (Half right)</span></a></mark> came.<br>More</p>\n<p dir=\"auto\">The end, <mark class=\"c-mixed\"><a id=\"m-c1\" \
             href=\"#c1\">40<sup>2</sup><span class=\"unseen\"> (Half right)</span></a></mark>.</p>\n"
        );
        assert_eq!(placed, [true, true]);
    }

    #[test]
    fn a_mark_inside_another_or_outside_the_text_has_no_place() {
        let text = "Some é300 came.\n\nAnd 4.";
        let (html, placed) =
            highlight(text, &[mark(0, 10, 1), mark(7, 10, 2), mark(6, 9, 3), mark(90, 99, 4), mark(11, 19, 5)]);
        assert_eq!(placed, [true, false, false, false, true]);
        assert!(html.contains("came.<sup>5</sup>"), "it ends with its paragraph: {html}");
    }

    proptest! {
        #[test]
        fn the_words_of_the_article_are_all_there_and_nothing_else_is_markup(
            text in "[a-c<&\" éñ\n\u{202e}]{0,60}",
            places in prop::collection::vec((0_usize..70, 0_usize..12), 0..6),
        ) {
            let marks: Vec<_> = places.iter().enumerate().map(|(at, (start, length))| mark(*start, start + length, at)).collect();
            let (html, _) = highlight(&text, &marks);
            let mut plain = html.clone();
            for at in 0..6 {
                plain = plain.replace(&format!("<sup>{at}</sup><span class=\"unseen\"> (Half right)</span></a></mark>"), "");
            }
            for known in ["<p dir=\"auto\">", "</p>\n", "<br>", "<mark class=\"c-mixed\"><a id=\"m-c1\" href=\"#c1\">", "<code class=\"named\">U+202E</code>"] {
                plain = plain.replace(known, "");
            }
            prop_assert!(!plain.contains(['<', '>', '"']), "{plain}");
            let words = |text: &str| text.chars().filter(|c| !c.is_whitespace() && *c != '\u{202e}').collect::<String>();
            let read = plain.replace("&lt;", "<").replace("&quot;", "\"").replace("&amp;", "&");
            prop_assert_eq!(words(&read), words(&text));
        }
    }
}
