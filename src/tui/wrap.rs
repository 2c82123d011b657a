//! Styled text → lines of a width, broken between words, a word that is wider than a line between graphemes.

use ratatui::style::Style;
use ratatui::text::{Line, Span};
use unicode_segmentation::UnicodeSegmentation as _;
use unicode_width::UnicodeWidthStr as _;

/// The parts in their styles as lines of at most `width` columns; "\n" ends a line.
pub(super) fn wrap(parts: &[(&str, Style)], width: usize) -> Vec<Line<'static>> {
    let mut page = Page { width: width.max(1), lines: vec![Vec::new()], column: 0 };
    for (text, style) in parts {
        for (at, row) in text.split('\n').enumerate() {
            if at > 0 {
                page.new_line();
            }
            for word in row.split_inclusive(' ') {
                page.put(word, *style);
            }
        }
    }
    page.lines.into_iter().map(Line::from).collect()
}

struct Page {
    width: usize,
    lines: Vec<Vec<Span<'static>>>,
    column: usize,
}

impl Page {
    fn new_line(&mut self) {
        self.lines.push(Vec::new());
        self.column = 0;
    }

    /// A word with the space behind it.
    fn put(&mut self, word: &str, style: Style) {
        let bare = word.trim_end_matches(' ').width();
        if self.column > 0 && self.column + bare > self.width {
            self.new_line();
        }
        if bare > self.width {
            for grapheme in word.graphemes(true) {
                if self.column > 0 && self.column + grapheme.width() > self.width {
                    self.new_line();
                }
                self.push(grapheme, style);
            }
            return;
        }
        self.push(word, style);
    }

    fn push(&mut self, text: &str, style: Style) {
        self.column += text.width();
        let Some(line) = self.lines.last_mut() else { return };
        match line.last_mut() {
            Some(last) if last.style == style => last.content.to_mut().push_str(text),
            _ => line.push(Span::styled(text.to_owned(), style)),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lines(text: &str, width: usize) -> Vec<String> {
        wrap(&[(text, Style::new())], width).iter().map(ToString::to_string).collect()
    }

    #[test]
    fn lines_break_between_words() {
        assert_eq!(
            lines("The port employs some 18,000 dockers.", 16),
            ["The port employs ", "some 18,000 ", "dockers."]
        );
        assert_eq!(lines("one\ntwo", 16), ["one", "two"]);
        assert_eq!(lines("", 5), [""]);
    }

    #[test]
    fn wide_words_break_between_graphemes() {
        assert_eq!(lines("ab漢字漢字", 4), ["ab漢", "字漢", "字"]);
        assert_eq!(lines("a e\u{301}e\u{301}e\u{301}", 2), ["a ", "e\u{301}e\u{301}", "e\u{301}"]);
        assert_eq!(lines("漢", 1), ["漢"]);
    }

    #[test]
    fn styles_are_kept_over_breaks() {
        let bold = Style::new().bold();
        let found = wrap(&[("some ", Style::new()), ("18,000 men", bold), (" came", Style::new())], 12);
        let styled: Vec<_> = found.iter().flat_map(|line| &line.spans).filter(|span| span.style == bold).collect();
        assert_eq!(styled.len(), 2);
        assert_eq!(found[0].to_string(), "some 18,000 ");
    }
}
