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

/// Where in the input something is: `articles.jsonl:3`, `news.warc.gz, byte 8192`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Place {
    /// The path as it was given, `-` for standard input.
    pub name: String,
    /// The line, from 1.
    pub line: Option<u64>,
    /// The byte at which the record starts, from 0, in the unpacked stream.
    pub byte: Option<u64>,
}

impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(if self.name == "-" { "standard input" } else { &self.name })?;
        self.line.map_or(Ok(()), |line| write!(f, ":{line}"))?;
        self.byte.map_or(Ok(()), |byte| write!(f, ", byte {byte}"))
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
    #[error("the folder holds no articles; their names end in {}, or say --include", extensions())]
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
    /// XML that is not well-formed, or an archive that is damaged.
    #[error("{what} is broken: {message}")]
    Broken {
        /// What is broken: "the feed".
        what: &'static str,
        /// Where and how.
        message: String,
    },
    /// XML that defines entities of its own, as billions of laughs do.
    #[error("{0} defines entities of its own, which are never resolved; remove its DOCTYPE if it is to be trusted")]
    Entities(&'static str),
    /// More than a document of its size can hold.
    #[error("{what} unpacks to more than {}; it is no article", size(*.limit))]
    Bomb {
        /// What does.
        what: &'static str,
        /// The most bytes that are unpacked.
        limit: u64,
    },
    /// A message attached to one that is attached to one, and so on.
    #[error("it is attached too deeply; save it as a file of its own")]
    TooManyLayers,
    /// A build without the feature of this format.
    #[error("this claimlog was built without {what} (feature `{feature}`)")]
    NotBuilt {
        /// The format: "feeds".
        what: &'static str,
        /// Its feature.
        feature: &'static str,
    },
    /// A page with a tag of more attributes than an article's.
    #[error("a tag of the page has more than {0} attributes; save its text instead")]
    TooManyAttributes(usize),
    /// A build without the feature `html`.
    #[error("this claimlog was built without web pages (feature `html`); save the page as text")]
    NoPages,
    /// An address that gave no page.
    #[cfg(feature = "fetch")]
    #[error(transparent)]
    Fetch(#[from] crate::ingest::fetch::FetchProblem),
    /// An address in a build without the feature `fetch`.
    #[error(
        "this claimlog was built without addresses (feature `fetch`); save the page in a browser and give the file"
    )]
    NoAddresses,
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
    /// Compressed data that would grow without end.
    #[error("this unpacks to more than {} times its size, as only a trap does; nothing more of it is read", .0)]
    Endless(u64),
    /// An archive of the same kind in an archive.
    #[error("this is {0} inside another one; unpack it once")]
    Nested(&'static str),
    /// What only a password opens.
    #[error("{0} is encrypted; save it without a password first")]
    Encrypted(&'static str),
    /// A name in an archive that leads out of it.
    #[error("its name leads out of the archive; it was not read")]
    Outside,
    /// An archive in a stream that must be read from its end.
    #[error("a ZIP archive that comes in a stream may have at most {}; give it as a file", size(*.0))]
    Unseekable(u64),
    /// An archive that is damaged, with what is wrong.
    #[error("the archive is damaged: {0}")]
    Damaged(String),
    /// A record of an archive whose frame is wrong.
    #[error("this record is damaged ({0}); it was left out and the next one is read")]
    Record(&'static str),
    /// A pattern for names that is none.
    #[error("“{pattern}” is no pattern for names: {what}")]
    Pattern {
        /// As it was given.
        pattern: String,
        /// What is wrong with it.
        what: &'static str,
    },
    /// More numbers than an article has.
    #[error("it has more than {0} claims, which no article has; split it, or use claimlog extract")]
    TooManyClaims(usize),
    /// A fault of the program.
    #[error("reading it failed through a fault of the program; please report it with the document")]
    Fault,
}

impl Problem {
    /// The problem of this input as a whole.
    #[must_use]
    pub fn of(self, name: &str) -> IngestError {
        IngestError { place: Place::of(name), problem: self }
    }

    /// The problem of the record that starts at this byte.
    pub(super) fn at_byte(self, name: &str, byte: u64) -> IngestError {
        IngestError { place: Place { byte: Some(byte), ..Place::of(name) }, problem: self }
    }

    /// The reason in few words, the same for all inputs of a kind, for summaries.
    #[must_use]
    pub const fn reason(&self) -> &'static str {
        match self {
            Self::Missing => "no such file",
            Self::Unreadable(_) => "cannot be read",
            Self::Folder | Self::NoArticles => "a folder without articles",
            Self::Empty | Self::NoText => "no text",
            Self::TooLong(_) | Self::TooLarge(_) | Self::Unseekable(_) | Self::TooManyClaims(_) => "too long",
            Self::Binary { .. } | Self::Zero(_) => "no article",
            Self::NoReview => "no ClaimReview",
            Self::Encoding(_) => "unknown encoding",
            Self::TooDeep(_) | Self::TooManyAttributes(_) => "a page that is a trap",
            Self::NoPages | Self::NoAddresses | Self::NotBuilt { .. } => "not built in",
            #[cfg(feature = "fetch")]
            Self::Fetch(_) => "an address that gave no page",
            Self::Json { .. } | Self::NoField(_) | Self::SameId(_) | Self::Date(_) => "a bad line",
            Self::Endless(_) | Self::Bomb { .. } => "unpacks without end",
            Self::Broken { .. } => "a broken document",
            Self::Entities(_) => "entities of its own",
            Self::Nested(_) | Self::TooManyLayers => "too many layers",
            Self::Encrypted(_) => "encrypted",
            Self::Outside => "a name that leads out of the archive",
            Self::Damaged(_) => "a damaged archive",
            Self::Record(_) => "a damaged record",
            Self::Pattern { .. } => "a bad pattern",
            Self::Fault => "a fault of the program",
        }
    }
}

impl IngestError {
    /// A fault of the program while it read this article.
    #[must_use]
    pub fn fault(name: &str) -> Self {
        Problem::Fault.of(name)
    }
}

impl Place {
    /// An input as a whole.
    pub(super) fn of(name: &str) -> Self {
        Self { name: name.to_owned(), line: None, byte: None }
    }
}

impl From<io::Error> for Problem {
    fn from(error: io::Error) -> Self {
        let error = match error.downcast::<Self>() {
            Ok(problem) => return problem,
            Err(error) => error,
        };
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

pub(super) fn size(bytes: u64) -> String {
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
        let line =
            IngestError { place: Place { line: Some(3), ..Place::of("b.jsonl") }, problem: Problem::NoField("id") };
        assert_eq!(line.to_string(), "b.jsonl:3: the id is missing");
        let record = Problem::Record("its head has no end").at_byte("c.warc", 8192).to_string();
        assert!(record.starts_with("c.warc, byte 8192: this record is damaged"), "{record}");
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
