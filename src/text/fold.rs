//! Characters that a reader does not see: zero-width marks, soft hyphens, directional controls.
//!
//! They may stand inside a word or a number ("500,\u{200b}000"); tokens run over them and are read without them.

use std::borrow::Cow;

/// Whether a character takes no place on the page (Unicode general category Cf and its like).
#[must_use]
pub fn is_invisible(c: char) -> bool {
    matches!(c, '\u{AD}' | '\u{61C}' | '\u{180E}' | '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2060}'..='\u{2064}'
        | '\u{2066}'..='\u{206F}' | '\u{FEFF}' | '\u{FE00}'..='\u{FE0F}' | '\u{E0000}'..='\u{E007F}')
}

/// The text as a reader sees it.
///
/// ```
/// use claimlog::text::visible;
/// assert_eq!(visible("500,\u{200b}000"), "500,000");
/// ```
#[must_use]
pub fn visible(text: &str) -> Cow<'_, str> {
    if text.is_ascii() || !text.contains(is_invisible) {
        Cow::Borrowed(text)
    } else {
        Cow::Owned(text.chars().filter(|c| !is_invisible(*c)).collect())
    }
}
