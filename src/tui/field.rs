//! A text that somebody types: a cursor between graphemes, inserting, deleting, pasting; bounded in length.

use unicode_segmentation::UnicodeSegmentation as _;

/// A text field. The cursor is a byte offset on the boundary of a grapheme.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Field {
    text: String,
    cursor: usize,
}

impl Field {
    /// A field with this text, the cursor behind it.
    pub(super) fn of(text: String) -> Self {
        Self { cursor: text.len(), text }
    }

    pub(super) fn text(&self) -> &str {
        &self.text
    }

    pub(super) fn cursor(&self) -> usize {
        self.cursor
    }

    /// Puts text in at the cursor, as much of it as fits into `most` characters; without `lines`, ends of lines become
    /// spaces. Returns how many characters were left out.
    pub(super) fn insert(&mut self, typed: &str, most: usize, lines: bool) -> usize {
        let room = most.saturating_sub(self.text.chars().count());
        let normal = typed.replace("\r\n", "\n").replace('\r', "\n");
        let plain = |c: char| if c == '\t' || c == '\n' && !lines { ' ' } else { c };
        let kept: String = normal.chars().map(plain).filter(|c| !c.is_control() || *c == '\n').take(room).collect();
        let all = normal.chars().filter(|c| !c.is_control() || matches!(c, '\n' | '\t')).count();
        let left = all - kept.chars().count();
        self.text.insert_str(self.cursor, &kept);
        self.cursor += kept.len();
        left
    }

    pub(super) fn backspace(&mut self) {
        let before = self.left_of(self.cursor);
        self.text.replace_range(before..self.cursor, "");
        self.cursor = before;
    }

    pub(super) fn delete(&mut self) {
        let after = self.right_of(self.cursor);
        self.text.replace_range(self.cursor..after, "");
    }

    /// Deletes the word before the cursor.
    pub(super) fn delete_word(&mut self) {
        let kept = self.text[..self.cursor].trim_end();
        let start =
            kept.rfind(char::is_whitespace).map_or(0, |at| at + kept[at..].chars().next().map_or(1, char::len_utf8));
        self.text.replace_range(start..self.cursor, "");
        self.cursor = start;
    }

    pub(super) fn clear(&mut self) {
        *self = Self::default();
    }

    pub(super) fn left(&mut self) {
        self.cursor = self.left_of(self.cursor);
    }

    pub(super) fn right(&mut self) {
        self.cursor = self.right_of(self.cursor);
    }

    pub(super) fn home(&mut self) {
        self.cursor = 0;
    }

    pub(super) fn end(&mut self) {
        self.cursor = self.text.len();
    }

    fn left_of(&self, at: usize) -> usize {
        self.text[..at].grapheme_indices(true).next_back().map_or(0, |(start, _)| start)
    }

    fn right_of(&self, at: usize) -> usize {
        self.text[at..].graphemes(true).next().map_or(at, |grapheme| at + grapheme.len())
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn the_cursor_moves_over_what_is_seen_as_one() {
        let mut field = Field::default();
        assert_eq!(field.insert("ae\u{301}👩\u{200d}🚀b", 99, false), 0);
        for _ in 0..2 {
            field.left();
        }
        field.backspace();
        assert_eq!(field.text(), "a👩\u{200d}🚀b");
        field.delete();
        assert_eq!((field.text(), field.cursor()), ("ab", 1));
        field.home();
        field.backspace();
        field.end();
        field.delete();
        assert_eq!(field.text(), "ab");
    }

    #[test]
    fn a_paste_is_cut_to_what_fits_and_has_nothing_that_acts() {
        let mut field = Field::default();
        assert_eq!(field.insert("one\r\ntwo\u{1b}[2J\tthree", 99, false), 0);
        assert_eq!(field.text(), "one two[2J three");
        assert_eq!(field.insert("x\ny", 99, true), 0);
        assert!(field.text().ends_with("x\ny"));
        field.clear();
        assert_eq!(field.insert(&"é".repeat(1_000_000), 20_000, false), 980_000);
        assert_eq!(field.text().chars().count(), 20_000);
    }

    #[test]
    fn words_are_deleted_whole() {
        let mut field = Field::of("The port says  so ".into());
        field.delete_word();
        assert_eq!(field.text(), "The port says  ");
        field.delete_word();
        field.delete_word();
        field.delete_word();
        field.delete_word();
        assert_eq!(field.text(), "");
    }

    proptest! {
        #[test]
        fn no_key_breaks_a_character(text in "\\PC{0,12}", keys in prop::collection::vec(0_u8..9, 0..30)) {
            let mut field = Field::of(text);
            for key in keys {
                match key {
                    0 => field.left(),
                    1 => field.right(),
                    2 => field.backspace(),
                    3 => field.delete(),
                    4 => field.delete_word(),
                    5 => field.home(),
                    6 => field.end(),
                    _ => { field.insert("é\u{301}", 40, false); }
                }
                prop_assert!(field.text().is_char_boundary(field.cursor()));
            }
        }
    }
}
