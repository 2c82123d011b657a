//! Bytes → documents: files, folders, archives and streams, each in its format, with what is known about the article.
//!
//! [`open`] takes a path and [`read()`] a stream; both give the documents in it as they come: one for an article, one a line
//! for JSON Lines, one a page for an archive. [`take_apart`] gives their bytes unread, so that many threads can read them.
//! A document's text is what the reader of the article sees, and all offsets refer to it: plain text to the byte, Markdown
//! without markup, a page's main text. What the user says about an article wins over what it says itself.
//!
//! A format is a file here: from decoded text to a `Draft`. Nothing in here knows the engine or the store.

mod article;
mod binary;
mod canonical;
mod claim_review;
mod container;
mod credible;
mod date;
mod decode;
#[cfg(feature = "docx")]
mod docx;
mod error;
#[cfg(feature = "feed")]
mod feed;
#[cfg(feature = "fetch")]
pub mod fetch;
mod files;
mod format;
mod front_matter;
mod gzip;
mod head;
#[cfg(feature = "html")]
mod html;
mod jsonl;
mod language;
#[cfg(feature = "mail")]
mod mail;
mod markdown;
mod meter;
mod names;
mod notice;
#[cfg(feature = "pdf")]
mod pdf;
#[cfg(any(feature = "docx", feature = "pdf"))]
mod properties;
mod raised;
mod raw;
#[cfg(feature = "subtitles")]
mod subtitles;
mod text;
mod warc;
#[cfg(feature = "mail")]
mod wrapped;
mod zip;

use std::fs::File;
use std::io::Read;
use std::path::Path;
use std::sync::Arc;

use crate::model::{Document, Metadata};

pub use claim_review::{ClaimReview, claim_reviews, open_file};
pub use date::{DateError, parse_day};
pub use error::{IngestError, Place, Problem};
pub use files::files;
pub use format::{FORMATS, Format, UnknownFormat};
pub use meter::Meter;
pub use names::Names;
pub use notice::Notice;
pub use raw::Raw;

use container::{Layers, Raws, Source};

/// The most bytes that an article may have unless asked: 20 MiB, a hundred times the longest.
pub const MAX_BYTES: u64 = 20 * 1024 * 1024;

/// How to read.
#[derive(Clone, Debug)]
pub struct Options {
    /// The format; `None` finds out by content and name.
    pub format: Option<Format>,
    /// What the user says about the articles; it wins over what they say themselves.
    pub flags: Metadata,
    /// The most bytes that an article, or a line of JSON Lines, may have.
    pub max_bytes: u64,
    /// The encoding that the sender names; a byte order mark and the bytes themselves outweigh it.
    pub charset: Option<String>,
    /// What is said of an article where neither the user nor the article says it.
    pub fallback: Metadata,
    /// Which members of archives are taken.
    pub names: Names,
    /// Counts the bytes that were read.
    pub meter: Meter,
}

impl Default for Options {
    fn default() -> Self {
        Self {
            format: None,
            flags: Metadata::default(),
            max_bytes: MAX_BYTES,
            charset: None,
            fallback: Metadata::default(),
            names: Names::default(),
            meter: Meter::default(),
        }
    }
}

/// A document that came in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Ingested {
    /// What the user knows it by: the path as given, `-`, the id of its line, the address of its page.
    pub name: String,
    /// The document.
    pub document: Document,
    /// What a reader should know about how it was read.
    pub notices: Vec<Notice>,
    /// Whether it is in another language than the engine reads.
    pub foreign: bool,
}

/// What a format makes of a decoded text.
#[derive(Debug)]
struct Draft {
    text: String,
    metadata: Metadata,
    notices: Vec<Notice>,
    /// What tells it apart from the others of its file: an entry's address, an attachment's name.
    name: Option<String>,
}

/// The documents of one input, in its order, read as they are asked for.
pub struct Documents {
    pieces: Pieces,
    read: std::vec::IntoIter<Result<Ingested, IngestError>>,
}

impl Iterator for Documents {
    type Item = Result<Ingested, IngestError>;

    fn next(&mut self) -> Option<Self::Item> {
        loop {
            if let Some(document) = self.read.next() {
                return Some(document);
            }
            match self.pieces.next()? {
                Ok(raw) => self.read = raw.read().into_iter(),
                Err(error) => return Some(Err(error)),
            }
        }
    }
}

/// The bytes of the articles in one input, in its order, taken as they are asked for.
pub struct Pieces {
    raws: Raws,
    options: Arc<Options>,
}

impl Pieces {
    /// The documents in them.
    #[must_use]
    pub fn documents(self) -> Documents {
        Documents { pieces: self, read: Vec::new().into_iter() }
    }
}

impl Iterator for Pieces {
    type Item = Result<Raw, IngestError>;

    fn next(&mut self) -> Option<Self::Item> {
        let raw = self.raws.next()?;
        Some(raw.map(|raw| Raw { options: Arc::clone(&self.options), ..raw }))
    }
}

/// Opens a file.
///
/// # Errors
/// When it cannot be read or holds no article. A bad line or record is an error of its own, among the documents.
pub fn open(path: &Path, options: &Options) -> Result<Documents, IngestError> {
    Ok(take_apart(path, options)?.documents())
}

/// Reads a stream; `name` is what the user knows it by and may show its format.
///
/// # Errors
/// As [`open`].
///
/// ```
/// use claimlog::ingest::{self, Options};
/// let mut documents = ingest::read("-", "Some 30,000 left.".as_bytes(), &Options::default())?;
/// assert_eq!(documents.next().unwrap()?.document.text, "Some 30,000 left.");
/// # Ok::<(), ingest::IngestError>(())
/// ```
pub fn read(name: &str, reader: impl Read + Send + 'static, options: &Options) -> Result<Documents, IngestError> {
    Ok(take_apart_stream(name, reader, options)?.documents())
}

/// Opens a file and gives the bytes of its articles unread.
///
/// # Errors
/// As [`open`].
pub fn take_apart(path: &Path, options: &Options) -> Result<Pieces, IngestError> {
    let name = path.to_string_lossy();
    let file = File::open(path).map_err(|error| Problem::from(error).of(&name))?;
    pieces(&name, Source::File(file), options)
}

/// The same from a stream.
///
/// # Errors
/// As [`open`].
pub fn take_apart_stream(
    name: &str,
    reader: impl Read + Send + 'static,
    options: &Options,
) -> Result<Pieces, IngestError> {
    pieces(name, Source::Stream(Box::new(options.meter.of(reader))), options)
}

fn pieces(name: &str, source: Source, options: &Options) -> Result<Pieces, IngestError> {
    let raws = container::take_apart(name, source, options, Layers::default()).map_err(|problem| problem.of(name))?;
    Ok(Pieces { raws, options: Arc::new(options.clone()) })
}

#[cfg(test)]
mod tests {
    use std::io::Cursor;
    use std::{fs, io};

    use super::*;

    fn one(name: &str, bytes: &[u8], options: &Options) -> Result<Ingested, Problem> {
        let mut documents = read(name, Cursor::new(bytes.to_vec()), options).map_err(|error| error.problem)?;
        let document = documents.next().unwrap().map_err(|error| error.problem);
        assert!(documents.next().is_none());
        document
    }

    fn auto(name: &str, bytes: &[u8]) -> Result<Ingested, Problem> {
        one(name, bytes, &Options::default())
    }

    #[test]
    fn the_format_is_found_by_name_and_content_and_can_be_given() {
        assert_eq!(auto("a.txt", b"**Some** 30,000").unwrap().document.text, "**Some** 30,000");
        assert_eq!(auto("a.md", b"**Some** 30,000").unwrap().document.text, "Some 30,000");
        assert_eq!(auto("-", b"---\ntitle: A\n---\n**Some** 30,000").unwrap().document.text, "Some 30,000");
        let given = Options { format: Some(Format::Markdown), ..Options::default() };
        assert_eq!(one("a.txt", b"**Some** 30,000", &given).unwrap().document.text, "Some 30,000");
        let given = Options { format: Some(Format::Text), ..Options::default() };
        assert_eq!(one("a.html", b"<p>Some", &given).unwrap().document.text, "<p>Some");
    }

    #[test]
    fn json_lines_are_known_by_name_and_content_and_stream() {
        let lines = b"{\"id\":\"a\",\"text\":\"x\"}\n{\"id\":\"b\"}\n{\"id\":\"c\",\"text\":\"y\"}\n";
        for name in ["a.jsonl", "-"] {
            let found: Vec<_> = read(name, lines.as_slice(), &Options::default()).unwrap().collect();
            let names: Vec<_> = found.iter().map(|it| it.as_ref().ok().map(|it| it.name.as_str())).collect();
            assert_eq!(names, [Some("a"), None, Some("c")]);
        }
        assert_eq!(auto("a.txt", lines).unwrap().document.text.as_bytes(), lines);
    }

    #[test]
    fn the_user_wins_over_the_article() {
        let flags = Metadata { title: Some("Given".to_owned()), ..Metadata::default() };
        let options = Options { flags, ..Options::default() };
        let metadata = one("a.md", b"---\ntitle: A\nauthor: Ann\n---\nText", &options).unwrap().document.metadata;
        assert_eq!((metadata.title.as_deref(), metadata.byline.as_deref()), (Some("Given"), Some("Ann")));
    }

    #[test]
    fn offsets_start_after_a_mark_and_line_ends_stay() {
        assert_eq!(auto("a.txt", b"\xEF\xBB\xBFSome\r\n30,000\r\n").unwrap().document.text, "Some\r\n30,000\r\n");
    }

    #[test]
    fn a_guess_at_the_encoding_is_told() {
        let notices = auto("a.txt", b"\x93Some 30,000\x94").unwrap().notices;
        assert_eq!(notices, [Notice::Decoded { encoding: "windows-1252", declared: false }]);
    }

    #[test]
    fn what_holds_no_article_is_refused() {
        assert!(matches!(auto("a.txt", b""), Err(Problem::Empty)));
        assert!(matches!(auto("a.txt", b" \r\n\t"), Err(Problem::NoText)));
        assert!(matches!(auto("a.md", b"---\ntitle: A\n---\n"), Err(Problem::NoText)));
        assert!(matches!(auto("a.txt", b"GIF89a"), Err(Problem::Binary { .. })));
        assert!(matches!(auto("a.txt", b"Some people \x80 left"), Err(Problem::Encoding(12))));
    }

    #[test]
    fn the_limit_holds_for_a_stream_without_end() {
        let options = Options { max_bytes: 4096, ..Options::default() };
        for name in ["-", "a.txt"] {
            let error = read(name, io::repeat(b'1'), &options).err().unwrap();
            assert!(matches!(error.problem, Problem::TooLong(4096)), "{error}");
        }
        assert!(one("-", &[b'1'; 4096], &options).is_ok());
        assert!(one("-", &[b'1'; 4097], &options).is_err());
    }

    #[test]
    fn a_path_that_is_no_file_is_named() {
        let folder = tempfile::tempdir().unwrap();
        let missing = folder.path().join("none.txt");
        let error = open(&missing, &Options::default()).err().unwrap();
        assert_eq!(error.to_string(), format!("{}: there is no such file", missing.display()));
        assert!(matches!(open(folder.path(), &Options::default()).err().unwrap().problem, Problem::Folder));
        let file = folder.path().join("a.txt");
        fs::write(&file, "Some 30,000").unwrap();
        assert_eq!(open(&file, &Options::default()).unwrap().next().unwrap().unwrap().document.text, "Some 30,000");
    }

    #[test]
    fn documents_may_cross_threads() {
        fn sends<T: Send>(_: &T) {}
        sends(&read("-", "Some 30,000".as_bytes(), &Options::default()).unwrap());
    }
}
