//! Why an input gave no document: the place and the problem, as one sentence that says what to do.
//!
//! `harbour.pdf: this is a PDF document; convert it to text first` · `articles.jsonl:3: the id is missing`

use std::fmt;
use std::io;

use thiserror::Error;

use crate::ingest::date::DateError;
use crate::ingest::format::FORMATS;

/// An input that gave no document.
#[derive(Debug, Error)]
#[error("{place}: {problem}")]
pub struct IngestError {
    /// The file, and the line where documents stand on lines.
    pub place: Place,
    /// What is wrong there. It is part of the message, and so no source of its own.
    pub problem: Problem,
}

/// Where in the input something is: `articles.jsonl:3`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Place {
    /// The path as it was given, `-` for standard input.
    pub name: String,
    /// The line, from 1.
    pub line: Option<u64>,
}

impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(if self.name == "-" { "standard input" } else { &self.name })?;
        self.line.map_or(Ok(()), |line| write!(f, ":{line}"))
    }
}

/// What is wrong with an input.
#[derive(Debug, Error)]
pub enum Problem {
    /// There is nothing at the path.
    #[error("there is no such file")]
    Missing,
    /// The operating system refuses the file or breaks off.
    #[error("cannot be read: {0}")]
    Unreadable(io::Error),
    /// A folder stands where a file was wanted.
    #[error("this is a folder, not an article")]
    Folder,
    /// A folder in which no file has a known extension.
    #[error("the folder holds no articles; their names end in {}", extensions())]
    NoArticles,
    /// Nothing at all.
    #[error("the file is empty")]
    Empty,
    /// White space, or a page or Markdown file in which no text is left.
    #[error("no text was found in it")]
    NoText,
    /// More bytes than the limit.
    #[error("longer than the limit of {}; split it into its articles", size(*.0))]
    TooLong(u64),
    /// A format that is no text.
    #[error("this is {what}; {advice}")]
    Binary {
        /// The format: "a PDF document".
        what: &'static str,
        /// What to do about it.
        advice: &'static str,
    },
    /// More bytes of others' reviews than the limit.
    #[error("longer than the limit of {}; split it into several files", size(*.0))]
    TooLarge(u64),
    /// JSON or a page without a review.
    #[error("there is no ClaimReview in it")]
    NoReview,
    /// Bytes that text does not have.
    #[error("this is no text: byte {0} is zero")]
    Zero(usize),
    /// Neither UTF-8 nor another encoding that makes sense.
    #[error("invalid UTF-8 at byte {0}, and no other encoding is credible; save it as UTF-8 first")]
    Encoding(usize),
    /// A page nested too deeply to be an article.
    #[error("the page nests its elements more than {0} deep; save its text instead")]
    TooDeep(usize),
    /// A page with a tag of more attributes than an article's.
    #[error("a tag of the page has more than {0} attributes; save its text instead")]
    TooManyAttributes(usize),
    /// A build without the feature `html`.
    #[error("this claimlog was built without web pages (feature `html`); save the page as text")]
    NoPages,
    /// A line that is no JSON, or JSON that is no document.
    #[error("{message}{}", at(*.column))]
    Json {
        /// What the parser says.
        message: String,
        /// The byte of the line, from 1; 0 where the parser has none.
        column: usize,
    },
    /// A line without this key.
    #[error("the {0} is missing")]
    NoField(&'static str),
    /// An id that an earlier line has.
    #[error("an earlier line has the id “{0}” too")]
    SameId(String),
    /// A date that is none.
    #[error(transparent)]
    Date(#[from] DateError),
}

impl Problem {
    /// The problem of this input as a whole.
    pub(super) fn of(self, name: &str) -> IngestError {
        IngestError { place: Place { name: name.to_owned(), line: None }, problem: self }
    }

    /// The problem of this line.
    pub(super) fn at(self, name: &str, line: u64) -> IngestError {
        IngestError { place: Place { name: name.to_owned(), line: Some(line) }, problem: self }
    }
}

impl From<io::Error> for Problem {
    fn from(error: io::Error) -> Self {
        match error.kind() {
            io::ErrorKind::NotFound => Self::Missing,
            io::ErrorKind::IsADirectory => Self::Folder,
            _ => Self::Unreadable(error),
        }
    }
}

/// " (column 7)", and nothing for the column 0 that the parser gives for a line as a whole.
fn at(column: usize) -> String {
    if column == 0 { String::new() } else { format!(" (column {column})") }
}

fn extensions() -> String {
    let known: Vec<_> = FORMATS.iter().flat_map(|(_, _, known)| known.iter().map(|it| format!(".{it}"))).collect();
    known.join(", ")
}

fn size(bytes: u64) -> String {
    const MIB: u64 = 1024 * 1024;
    if bytes >= MIB && bytes.is_multiple_of(MIB) { format!("{} MiB", bytes / MIB) } else { format!("{bytes} bytes") }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_error_says_where_and_what_to_do() {
        let pdf = Problem::Binary { what: "a PDF document", advice: "convert it to text first" };
        assert_eq!(pdf.of("a.pdf").to_string(), "a.pdf: this is a PDF document; convert it to text first");
        assert_eq!(Problem::NoField("id").at("b.jsonl", 3).to_string(), "b.jsonl:3: the id is missing");
        assert_eq!(Problem::Empty.of("-").to_string(), "standard input: the file is empty");
    }

    #[test]
    fn limits_are_named_in_a_unit_that_people_use() {
        assert!(Problem::TooLong(20 << 20).to_string().contains("20 MiB"));
        assert!(Problem::TooLong(10).to_string().contains("10 bytes"));
    }

    #[test]
    fn a_folder_without_articles_names_the_extensions() {
        let message = Problem::NoArticles.to_string();
        assert!([".txt", ".md", ".html", ".jsonl"].iter().all(|it| message.contains(it)), "{message}");
    }
}
