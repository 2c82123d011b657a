//! Text as a cell of a table may hold it: nothing in it acts on a terminal or turns the words around.

use std::borrow::Cow;

/// The text without control characters and directional marks, which a table has no use for and a terminal obeys; and how
/// many there were.
#[must_use]
pub fn harmless(cell: &str) -> (Cow<'_, str>, u64) {
    if cell.bytes().all(|byte| matches!(byte, b' '..=b'~' | b'\n' | b'\r' | b'\t')) {
        return (Cow::Borrowed(cell), 0);
    }
    let acts = |c: char| {
        c.is_control() && !matches!(c, '\n' | '\r' | '\t')
            || matches!(c, '\u{61C}' | '\u{200E}' | '\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}')
    };
    let dropped = cell.chars().filter(|c| acts(*c)).count() as u64;
    if dropped > 0 { (Cow::Owned(cell.replace(acts, "")), dropped) } else { (Cow::Borrowed(cell), 0) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_acts_is_left_out_and_counted() {
        assert_eq!(harmless("\u{1b}[2J\u{202e}x\u{9b}\0\r\n\t"), (Cow::Borrowed("[2Jx\r\n\t"), 4));
        assert_eq!(harmless("naïve 😀"), (Cow::Borrowed("naïve 😀"), 0));
    }
}
