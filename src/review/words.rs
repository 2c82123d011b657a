//! Words as reviewers type them → words as the ledger keeps them: trimmed, of bounded length, names on one line.

use crate::review::ReviewError;
use crate::text::is_invisible;

/// The longest name, title or place in a source, in characters.
pub(super) const SHORT: usize = 300;
/// The longest explanation, note or quotation.
pub(super) const MIDDLE: usize = 20_000;
/// The longest analysis or methodology.
pub(super) const LONG: usize = 1_000_000;
/// The longest web address.
const ADDRESS: usize = 4_000;

/// A name as the ledger keeps it, so that however it was typed one person is one name: [`line`]; empty when nothing is left.
///
/// # Errors
/// When it is longer than 300 characters.
///
/// ```
/// assert_eq!(claimlog::review::name(" Rita\n Lopez ").unwrap(), "Rita Lopez");
/// ```
pub fn name(typed: &str) -> Result<String, ReviewError> {
    Ok(line("the name", typed)?.unwrap_or_default())
}

/// Text on one line, with single spaces and without invisible characters, so that the same name is the same text;
/// `None` when nothing is left.
pub(super) fn line(what: &'static str, typed: &str) -> Result<Option<String>, ReviewError> {
    // The joiners are part of words in several scripts.
    let kept =
        |c: &char| c.is_whitespace() || !c.is_control() && (!is_invisible(*c) || matches!(c, '\u{200c}' | '\u{200d}'));
    let plain: String = typed.chars().filter(kept).collect();
    within(what, SHORT, plain.split_whitespace().collect::<Vec<_>>().join(" "))
}

/// Text of any number of lines, trimmed; `None` when nothing is left.
pub(super) fn text(what: &'static str, most: usize, typed: &str) -> Result<Option<String>, ReviewError> {
    within(what, most, typed.trim().to_owned())
}

fn within(what: &'static str, most: usize, text: String) -> Result<Option<String>, ReviewError> {
    let length = text.chars().count();
    if length > most {
        Err(ReviewError::TooLong { what, length, most })
    } else {
        Ok((!text.is_empty()).then_some(text))
    }
}

/// A web address, which is recorded and never fetched: `http://HOST…` or `https://HOST…`.
pub(super) fn address(typed: &str) -> Result<String, ReviewError> {
    let url = typed.trim();
    let scheme = |scheme: &str| url.get(..scheme.len()).is_some_and(|start| start.eq_ignore_ascii_case(scheme));
    let rest = ["https://", "http://"].into_iter().find(|known| scheme(known)).map(|known| &url[known.len()..]);
    let has_host = rest.is_some_and(|rest| rest.starts_with(|c: char| c.is_alphanumeric() || c == '['));
    if !has_host || url.contains(|c: char| c.is_whitespace() || c.is_control()) {
        return Err(ReviewError::Address(url.to_owned()));
    }
    let length = url.chars().count();
    if length > ADDRESS {
        return Err(ReviewError::TooLong { what: "the web address", length, most: ADDRESS });
    }
    Ok(url.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_one_line_and_shows_all_that_is_in_it() {
        for (typed, kept) in [
            (" Rita\n  Lopez\t", Some("Rita Lopez")),
            ("A\u{200b}na\u{202e}", Some("Ana")),
            ("\u{1b}[2JAna", Some("[2JAna")),
            ("می\u{200c}خواهم", Some("می\u{200c}خواهم")),
            (" \n\u{200b}", None),
        ] {
            assert_eq!(line("the name", typed).unwrap().as_deref(), kept, "{typed:?}");
        }
        assert!(line("the name", &"x".repeat(SHORT)).is_ok());
        let refused = line("the name", &"x".repeat(SHORT + 1)).unwrap_err();
        assert_eq!(refused.to_string(), "the name has 301 characters: the most are 300");
    }

    #[test]
    fn lines_of_a_text_stay() {
        assert_eq!(text("it", MIDDLE, " one\n\n two \n").unwrap().as_deref(), Some("one\n\n two"));
        assert_eq!(text("it", MIDDLE, " \n").unwrap(), None);
    }

    #[test]
    fn an_address_is_one_of_the_web() {
        assert_eq!(address(" HTTP://b.example ").unwrap(), "HTTP://b.example");
        assert!(address(&format!("https://a.example/{}", "x".repeat(ADDRESS))).is_err());
        for wrong in [
            "",
            "a.example",
            "ftp://a.example",
            "javascript:alert(1)",
            "https://",
            "https:///x",
            "https://a b",
            "https://a\u{1b}[2J",
        ] {
            assert_eq!(address(wrong).unwrap_err(), ReviewError::Address(wrong.to_owned()));
        }
    }
}
