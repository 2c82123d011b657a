//! Text from articles, files and databases as it may go to a terminal: nothing in it acts.

use std::borrow::Cow;
use std::fmt::Write as _;

use crate::text::is_invisible;

/// The text with every control, directional and invisible character shown as `\u{…}`; ends of lines become spaces.
///
/// ```
/// assert_eq!(claimlog::text::escape("a\u{1b}[2Jb"), r"a\u{1b}[2Jb");
/// ```
#[must_use]
pub fn escape(text: &str) -> Cow<'_, str> {
    if !text.chars().any(|c| is_dangerous(c) || c.is_whitespace() && c != ' ') {
        return Cow::Borrowed(text);
    }
    let mut shown = String::with_capacity(text.len() + 16);
    for c in text.chars() {
        if matches!(c, '\n' | '\r' | '\t') {
            if !shown.ends_with(' ') {
                shown.push(' ');
            }
        } else if is_dangerous(c) {
            let _ = write!(shown, "\\u{{{:x}}}", u32::from(c));
        } else {
            shown.push(c);
        }
    }
    Cow::Owned(shown)
}

fn is_dangerous(c: char) -> bool {
    c.is_control() && !matches!(c, '\n' | '\r' | '\t') || is_invisible(c) || matches!(c, '\u{2028}' | '\u{2029}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_acts_on_a_terminal() {
        for c in
            ['\u{1b}', '\u{9b}', '\u{7f}', '\u{8}', '\u{202e}', '\u{2066}', '\u{61c}', '\u{200b}', '\u{e0041}', '\0']
        {
            let shown = escape(&format!("a{c}b")).into_owned();
            assert_eq!(shown, format!("a\\u{{{:x}}}b", u32::from(c)));
        }
    }

    #[test]
    fn lines_are_joined_and_plain_text_is_kept() {
        assert_eq!(escape("two\r\nlines"), "two lines");
        assert_eq!(escape("naïve “quotes” 😀"), "naïve “quotes” 😀");
    }
}
