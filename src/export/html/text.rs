//! Words of others as text of a page: what is written stands there, what would hide or turn other words is named instead.

use std::fmt::Write as _;

/// Whether a character is named by its number: controls, directional marks, and what takes no place on the page. Line feeds
/// and tabs are white space; joiners shape the letters of several scripts, and selectors those of emoji.
pub(super) fn is_named(c: char) -> bool {
    (c.is_control() && !matches!(c, '\n' | '\t'))
        || matches!(c, '\u{AD}' | '\u{61C}' | '\u{180E}' | '\u{200B}' | '\u{200E}' | '\u{200F}' | '\u{2028}'..='\u{202E}'
            | '\u{2060}'..='\u{206F}' | '\u{FEFF}' | '\u{FFF9}'..='\u{FFFB}' | '\u{E0000}'..='\u{E007F}')
        || u32::from(c) & 0xFFFE == 0xFFFE
        || matches!(c, '\u{FDD0}'..='\u{FDEF}')
}

/// Appends `text` as it may stand in an element or a quoted attribute: "⟨U+202E⟩" for what is named.
///
/// # Errors
/// When `out` cannot be written.
pub(super) fn escape(out: &mut impl std::fmt::Write, text: &str) -> std::fmt::Result {
    escape_named(out, text, ("⟨", "⟩"))
}

/// The same as markup of its own, for running text.
pub(super) fn escape_running(out: &mut String, text: &str) {
    // Writing to a string cannot fail.
    let _ = escape_named(out, text, ("<code class=\"named\">", "</code>"));
}

fn escape_named(out: &mut impl std::fmt::Write, text: &str, (before, after): (&str, &str)) -> std::fmt::Result {
    let mut from = 0;
    for (at, c) in text.char_indices() {
        let written = match c {
            '&' => "&amp;",
            '<' => "&lt;",
            '>' => "&gt;",
            '"' => "&quot;",
            '\'' => "&#39;",
            c if is_named(c) => "",
            _ => continue,
        };
        out.write_str(&text[from..at])?;
        if written.is_empty() {
            write!(out, "{before}U+{:04X}{after}", u32::from(c))?;
        } else {
            out.write_str(written)?;
        }
        from = at + c.len_utf8();
    }
    out.write_str(&text[from..])
}

/// [`escape`] as a string.
pub(super) fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let _ = write!(out, "{}", Escaped(text));
    out
}

/// Text that is escaped where it is printed.
pub(super) struct Escaped<'t>(pub(super) &'t str);

impl std::fmt::Display for Escaped<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        escape(f, self.0)
    }
}

/// The text, cut after `most` characters.
pub(super) fn cut(text: &str, most: usize) -> String {
    let short = text.split_whitespace().collect::<Vec<_>>().join(" ");
    if short.chars().count() <= most {
        return short;
    }
    let mut kept: String = short.chars().take(most.saturating_sub(1)).collect();
    kept.truncate(kept.trim_end().len());
    kept.push('…');
    kept
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn signs_of_markup_and_hidden_characters_are_text() {
        assert_eq!(
            escaped("</script><b a=\"x\" c='y'>&lt;"),
            "&lt;/script&gt;&lt;b a=&quot;x&quot; c=&#39;y&#39;&gt;&amp;lt;"
        );
        assert_eq!(escaped("a\u{202e}b\u{1b}[2J\0\u{2028}é😀\n"), "a⟨U+202E⟩b⟨U+001B⟩[2J⟨U+0000⟩⟨U+2028⟩é😀\n");
        assert_eq!(escaped("500,\u{200b}000\u{ad}\u{e0041}\u{9b}"), "500,⟨U+200B⟩000⟨U+00AD⟩⟨U+E0041⟩⟨U+009B⟩");
        let mut running = String::new();
        escape_running(&mut running, "\u{2066}x<");
        assert_eq!(running, "<code class=\"named\">U+2066</code>x&lt;");
    }

    #[test]
    fn a_family_of_emoji_stays_whole() {
        assert_eq!(escaped("👩\u{200d}👧\u{fe0f}"), "👩\u{200d}👧\u{fe0f}");
    }

    #[test]
    fn long_text_is_cut_at_a_character() {
        assert_eq!(cut("a  b\nc", 10), "a b c");
        assert_eq!(cut("ééééé ééé", 7), "ééééé…");
    }

    proptest! {
        #[test]
        fn nothing_raw_is_left(text in any::<String>()) {
            let out = escaped(&text);
            prop_assert!(!out.contains(['<', '>', '"', '\'']));
            prop_assert!(!out.chars().any(is_named));
        }
    }
}
