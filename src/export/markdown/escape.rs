//! Text as Markdown that is read as that text and nothing else: no markup, no HTML, no link, no end of a table's cell.
//!
//! `**1** <b>` → `\*\*1\*\* \<b\>`. What is not to be seen is shown as `\u{202e}`.

use std::fmt::Write as _;

use crate::export::is_web;
use crate::export::json::is_unseen;

/// The signs that can begin markup anywhere in a line: CommonMark's, and those of tables, strikethrough, mathematics,
/// attributes and mentions, as many programs read them too.
const SIGNS: &[char] = &['\\', '`', '*', '_', '{', '}', '[', ']', '<', '>', '#', '|', '~', '&', '@', '$', '^'];

/// The text in Markdown, on one line: white space is a space.
pub(super) fn escaped(text: &str) -> String {
    let text = shown(text);
    let mut markdown = String::with_capacity(text.len() + 16);
    for (at, c) in text.char_indices() {
        let before = &text[..at];
        // "1." and "1)" begin a list, "-" and "--" a list or a line, "www." and "http:" a link: elsewhere they are harmless.
        let begins = match c {
            '.' => is_number(before) || is_www(before),
            ')' => is_number(before),
            '-' | '+' | '=' => before.is_empty() || before.ends_with(c),
            ':' => before.is_empty() || !text[at + 1..].starts_with(' ') && at + 1 < text.len(),
            _ => SIGNS.contains(&c),
        };
        if begins {
            markdown.push('\\');
        }
        markdown.push(c);
    }
    markdown
}

/// Whether it ends in "www", behind which a point makes an address.
fn is_www(text: &str) -> bool {
    text.len() >= 3 && text.as_bytes()[text.len() - 3..].eq_ignore_ascii_case(b"www")
}

/// Whether it can be the number of an item of a list, which has nine digits at most.
fn is_number(text: &str) -> bool {
    text.len() < 10 && text.bytes().all(|byte| byte.is_ascii_digit())
}

/// The text as a reader is to see it.
pub(super) fn shown(text: &str) -> String {
    let mut shown = String::with_capacity(text.len());
    for c in text.trim().chars() {
        if matches!(c, ' ' | '\t' | '\n' | '\r') {
            if !shown.ends_with(' ') {
                shown.push(' ');
            }
        } else if c.is_control() || is_unseen(c) {
            let _ = write!(shown, "\\u{{{:x}}}", u32::from(c));
        } else {
            shown.push(c);
        }
    }
    shown.truncate(shown.trim_end_matches(' ').len());
    shown
}

/// A link with these words where the address is one of the web; else the words, with the address as text behind them.
pub(super) fn link(address: &str, words: &str) -> String {
    if !is_web(address) {
        let behind = if words == address { String::new() } else { format!(" ({})", escaped(address)) };
        return format!("{}{behind}", escaped(words));
    }
    format!("[{}]({})", escaped(words), destination(address))
}

/// The address between the brackets of a link: what could end it or turn it is percent-encoded (RFC 3986).
fn destination(address: &str) -> String {
    let mut markdown = String::with_capacity(address.len());
    for byte in address.bytes() {
        match byte {
            // Else "&copy;" would be read as ©.
            b'&' => markdown.push_str("\\&"),
            b'-' | b'.' | b'_' | b'~' | b':' | b'/' | b'?' | b'#' | b'@' | b'!' | b'$' | b'\'' | b'*' | b'+' | b','
            | b';' | b'=' | b'%' => markdown.push(char::from(byte)),
            _ if byte.is_ascii_alphanumeric() => markdown.push(char::from(byte)),
            _ => {
                let _ = write!(markdown, "%{byte:02X}");
            }
        }
    }
    markdown
}

#[cfg(test)]
pub(super) mod tests {
    use proptest::prelude::*;
    use pulldown_cmark::{Event, Options, Parser, Tag};

    use super::*;

    /// Everything that a reader of Markdown may know, but for quotation marks that are made curly.
    pub(in super::super) fn all() -> Options {
        let mut all = Options::all();
        all.remove(Options::ENABLE_SMART_PUNCTUATION);
        all.remove(Options::ENABLE_OLD_FOOTNOTES);
        all
    }

    /// The words between the events that `frame` makes of "X".
    fn read(frame: &str, text: &str) -> Result<String, TestCaseError> {
        let plain: Vec<_> = Parser::new_ext(frame, all()).filter(|event| !matches!(event, Event::Text(_))).collect();
        let markdown = frame.replace('X', &escaped(text));
        let (mut words, mut others) = (String::new(), Vec::new());
        for event in Parser::new_ext(&markdown, all()) {
            match event {
                Event::Text(part) => words.push_str(&part),
                other => others.push(other),
            }
        }
        // A title's link is named after its words: there is none.
        prop_assert_eq!(others, plain, "{}", markdown);
        Ok(words)
    }

    fn is_read_as_itself(text: &str) -> Result<(), TestCaseError> {
        prop_assume!(!shown(text).is_empty());
        for frame in ["X\n", "## X\n", "- X\n", "> X\n", "- **X:** X\n"] {
            let words = read(frame, text)?;
            let twice = format!("{0}:{1}{0}", shown(text), " ");
            prop_assert_eq!(words, if frame.contains(':') { twice } else { shown(text) });
        }
        let words = read("| X |\n| --- |\n| X |\n", text)?;
        prop_assert_eq!(words, shown(text).repeat(2));
        Ok(())
    }

    #[test]
    fn hostile_text_is_read_as_itself() {
        for text in [
            "**bold** _it_ ~~no~~ `code` ``` $x$ $$y$$ ^a^",
            "# no heading #",
            "- no item",
            "---",
            "===",
            "+++",
            "1. no item",
            "1) no item",
            "12345678901. x",
            "> no quotation",
            "| a | b |",
            "<script>alert(1)</script> <!-- x --> <?php ?> <![CDATA[x]]>",
            "</b> &amp; &#60; &copy",
            "<https://a.example> https://a.example www.a.example a@b.example",
            "[a](javascript:alert(1)) ![a](x) [^1] [a][b] [[wiki]]",
            "[a]: https://a.example",
            "- [ ] task {#id .class} :smile: : definition",
            "line\n\n# next\r\n    code\ttab  \nhard\\\nbreak",
            "\u{1b}[2J\u{202e}\u{0}\u{2028}\u{85}\\",
            "    indented",
            "\u{a0}# x\u{3000}",
            "naïve 😀 5 < 6 > 4 = 4",
        ] {
            is_read_as_itself(text).unwrap();
        }
        assert_eq!(escaped("in 2026-11: 4.5 percent (about)."), "in 2026-11: 4.5 percent (about).");
        assert_eq!(escaped("a\u{202e}b\u{0}"), r"a\\u\{202e\}b\\u\{0\}");
    }

    #[test]
    fn only_addresses_of_the_web_are_links() {
        assert_eq!(link("javascript:alert(1)", "x"), "x (javascript\\:alert(1))");
        assert_eq!(link(" https://a.example", "x"), "x (https\\://a.example)");
        assert_eq!(link("data:text/html,x", "data:text/html,x"), "data\\:text/html,x");
        assert_eq!(link("https://a.example/a b<c>", "x"), r"x (https\://a.example/a b\<c\>)");
        let hostile = "HTTPS://a.example/(x)[z]?q=a&copy;=é#f*_";
        let markdown = link(hostile, "a ] b");
        assert_eq!(markdown, "[a \\] b](HTTPS://a.example/%28x%29%5Bz%5D?q=a\\&copy;=%C3%A9#f*_)");
    }

    proptest! {
        #[test]
        fn any_text_is_read_as_itself(text in r"(?s)[\\`*_{}\[\]()#+.!|~&@$^=:<>/\-1ax;\n\r\t \u{202e}é-]{0,24}|.{0,24}") {
            is_read_as_itself(&text)?;
        }

        #[test]
        fn a_link_is_one_link_with_its_words(path in r"[!#-;=?-\[\]_a-z~é]{0,20}", words in r"[ -~\n]{1,12}") {
            prop_assume!(!shown(&words).is_empty());
            let address = format!("https://a.example/{path}");
            let markdown = format!("| {} |\n| --- |\n", link(&address, &words));
            let mut links = Vec::new();
            let mut read = String::new();
            for event in Parser::new_ext(&markdown, all()) {
                match event {
                    Event::Start(Tag::Link { dest_url, title, .. }) => {
                        prop_assert!(title.is_empty());
                        links.push(dest_url.to_string());
                    }
                    Event::Text(part) => read.push_str(&part),
                    Event::Start(Tag::Table(_) | Tag::TableHead | Tag::TableCell) | Event::End(_) => {}
                    other => return Err(TestCaseError::fail(format!("{other:?} in {markdown}"))),
                }
            }
            prop_assert_eq!(links.len(), 1, "{}", markdown);
            prop_assert!(links[0].starts_with("https://a.example/") && !links[0].contains(['<', '>', '(', ')', ' ', '|']));
            prop_assert_eq!(read, shown(&words));
        }
    }
}
