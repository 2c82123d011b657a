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
    /// The bytes were no UTF-8 and were read in the encoding that the server gives.
    Served {
        /// Its name in the WHATWG Encoding Standard.
        encoding: &'static str,
    },
    /// The server gives an encoding that the bytes are not in: they are UTF-8.
    Misnamed {
        /// Its name in the WHATWG Encoding Standard.
        encoding: &'static str,
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
}

impl fmt::Display for Notice {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Decoded { encoding, declared: true } => write!(f, "read as {encoding}, which the page names"),
            Self::Decoded { encoding, declared: false } => {
                write!(f, "not UTF-8; read as {encoding}, which fits: check that names and quotation marks are right")
            }
            Self::Served { encoding } => write!(f, "read as {encoding}, which the server names"),
            Self::Misnamed { encoding } => write!(f, "read as UTF-8, which it is, though the server names {encoding}"),
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
