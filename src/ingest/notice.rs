//! What a reader should know about a document that came in all the same: a guess that was made or a thing left unread.

use std::fmt;

/// Something worth a line on the terminal. Its text may quote the article: escape it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Notice {
    /// The bytes were no UTF-8 and were read in this encoding.
    Decoded {
        /// Its name in the WHATWG Encoding Standard.
        encoding: &'static str,
        /// Whether the page names it; otherwise it was detected.
        declared: bool,
    },
    /// A date that could not be read, or not without guessing; it was left out.
    Date {
        /// Where it stands: "front matter", "JSON-LD".
        place: &'static str,
        /// The date as it stands there.
        given: String,
    },
    /// A line of the front matter, from 1, that is no `key: value`.
    FrontMatter(usize),
    /// The text is in this language (ISO 639-1), which the engine does not read.
    Language(&'static str),
    /// The sender names this encoding, and the bytes are in UTF-8 all the same.
    Contradicted(&'static str),
}

impl fmt::Display for Notice {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Decoded { encoding, declared: true } => write!(f, "read as {encoding}, which the page names"),
            Self::Decoded { encoding, declared: false } => {
                write!(f, "not UTF-8; read as {encoding}, which fits: check that names and quotation marks are right")
            }
            Self::Date { place, given } => {
                write!(f, "the date “{given}” ({place}) cannot be read for certain; give --published")
            }
            Self::FrontMatter(line) => write!(f, "line {line} of the front matter was not understood"),
            Self::Language(tag) => {
                write!(
                    f,
                    "the text seems to be in another language than English ({tag}), so no claims were looked for; --force does"
                )
            }
            Self::Contradicted(encoding) => write!(f, "sent as {encoding}, but the bytes are UTF-8; read as UTF-8"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_notice_says_what_to_do() {
        let date = Notice::Date { place: "JSON-LD", given: "03/04/2026".to_owned() };
        assert_eq!(date.to_string(), "the date “03/04/2026” (JSON-LD) cannot be read for certain; give --published");
        let decoded = Notice::Decoded { encoding: "windows-1252", declared: false };
        assert!(decoded.to_string().contains("windows-1252"));
    }
}
