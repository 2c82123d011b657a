//! What a reader should know about a document that came in all the same: a guess that was made or a thing left unread.

use std::fmt;

use chrono::NaiveDate;

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
    /// The page names another address as its own than the one that it came from, of another site or a front page.
    Canonical(String),
    /// The text is in this language (ISO 639-1), which the engine does not read.
    Language(&'static str),
    /// So many cues of a transcript have no time that can be read, and were left out.
    Cues(usize),
    /// An entry of a feed without a text of its own was left out.
    NoText {
        /// Its title, or what else it is known by.
        title: String,
        /// Where its text is.
        url: Option<String>,
    },
    /// So many entries of a feed that the reader of feeds passes over.
    Entries(usize),
    /// A feed or document is broken, and what stands behind was not read.
    Broken {
        /// What is broken: "the feed".
        what: &'static str,
        /// The line, from 1.
        line: usize,
    },
    /// Only when the document was made is known, which is no day of publication.
    Created {
        /// The day as the document has it.
        day: NaiveDate,
    },
    /// Only when the document was last changed is known, which is no day of publication.
    Changed {
        /// The day as the document has it.
        day: NaiveDate,
    },
    /// Parts of the document that are no part of its text: "2 comments".
    LeftOut(String),
    /// Pages that could not be read, as "3, 7".
    Pages(String),
    /// An attachment that was not read.
    Attachment {
        /// Its file name.
        name: String,
        /// Why.
        why: String,
    },
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
            Self::Canonical(named) => {
                write!(
                    f,
                    "the page names {named} as its own address, which it did not come from; kept under the one it came from"
                )
            }
            Self::Language(tag) => {
                write!(
                    f,
                    "the text seems to be in another language than English ({tag}), so no claims were looked for; --force does"
                )
            }
            Self::Cues(1) => f.write_str("a cue without a time that can be read was left out"),
            Self::Cues(count) => write!(f, "{count} cues without a time that can be read were left out"),
            Self::NoText { title, url: Some(url) } => {
                write!(f, "“{title}” has no text in the feed and was left out; read the page {url}")
            }
            Self::NoText { title, url: None } => write!(f, "“{title}” has no text in the feed and was left out"),
            Self::Entries(1) => f.write_str("an entry without an address was left out"),
            Self::Entries(count) => write!(f, "{count} entries without an address were left out"),
            Self::Broken { what, line } => write!(f, "{what} is broken from line {line} on; what follows was not read"),
            Self::Created { day } => {
                write!(f, "made on {day}, which need not be the day of publication; give --published")
            }
            Self::Changed { day } => {
                write!(f, "last changed on {day}; the day of publication is not said: give --published")
            }
            Self::LeftOut(parts) => write!(f, "left out: {parts}"),
            Self::Pages(pages) => write!(f, "could not be read and is left out: page {pages}"),
            Self::Attachment { name, why } => write!(f, "the attachment “{name}” was left out: {why}"),
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
