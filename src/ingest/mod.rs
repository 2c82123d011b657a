//! Bytes → documents: files, folders and streams, each in its format, with what is known about the article.
//!
//! [`open`] takes a path and [`read()`] a stream; both give the documents in it as they come: one for an article, one a line
//! for JSON Lines. A document's text is what the reader of the article sees, and all offsets refer to it: plain text to the
//! byte, Markdown without markup, a page's main text. What the user says about an article wins over what it says itself.
//!
//! A format is a file here: from decoded text to a `Draft`. Nothing in here knows the engine or the store.

mod binary;
mod claim_review;
mod credible;
mod date;
mod decode;
#[cfg(feature = "docx")]
mod docx;
mod error;
#[cfg(feature = "feed")]
mod feed;
mod files;
mod format;
mod front_matter;
mod head;
#[cfg(feature = "html")]
mod html;
mod jsonl;
#[cfg(feature = "mail")]
mod mail;
mod markdown;
mod notice;
#[cfg(feature = "pdf")]
mod pdf;
#[cfg(any(feature = "docx", feature = "pdf"))]
mod properties;
#[cfg(feature = "subtitles")]
mod subtitles;
mod text;
#[cfg(feature = "mail")]
mod wrapped;

use std::fs::File;
use std::io::{BufRead, BufReader, Cursor, Read};
use std::path::Path;

use crate::model::{Document, Metadata};

pub use claim_review::{ClaimReview, claim_reviews, open_file};
pub use date::{DateError, parse_day};
pub use error::{IngestError, Place, Problem};
pub use files::files;
pub use format::{FORMATS, Format, UnknownFormat};
pub use notice::Notice;

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
}

impl Default for Options {
    fn default() -> Self {
        Self { format: None, flags: Metadata::default(), max_bytes: MAX_BYTES }
    }
}

/// A document that came in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Ingested {
    /// What the user knows it by: the path as given, `-`, or the id of its line.
    pub name: String,
    /// The document.
    pub document: Document,
    /// What a reader should know about how it was read.
    pub notices: Vec<Notice>,
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
pub struct Documents(Source);

enum Source {
    Articles(std::vec::IntoIter<Ingested>),
    Lines(Box<jsonl::Lines<Box<dyn BufRead + Send>>>),
}

impl Iterator for Documents {
    type Item = Result<Ingested, IngestError>;

    fn next(&mut self) -> Option<Self::Item> {
        match &mut self.0 {
            Source::Articles(documents) => documents.next().map(Ok),
            Source::Lines(lines) => lines.next(),
        }
    }
}

/// Opens a file.
///
/// # Errors
/// When it cannot be read or holds no article. A bad line of JSON Lines is an error of its own, among the documents.
pub fn open(path: &Path, options: &Options) -> Result<Documents, IngestError> {
    let name = path.to_string_lossy();
    let file = File::open(path).map_err(|error| Problem::from(error).of(&name))?;
    read(&name, file, options)
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
    let source = source(name, reader, options).map_err(|problem| problem.of(name))?;
    Ok(Documents(source))
}

fn source(name: &str, mut reader: impl Read + Send + 'static, options: &Options) -> Result<Source, Problem> {
    let lines =
        |reader: Box<dyn BufRead + Send>| Ok(Source::Lines(Box::new(jsonl::Lines::new(name, reader, options.clone()))));
    let format = options.format.or_else(|| Format::of_name(name).filter(|format| *format == Format::Jsonl));
    if format == Some(Format::Jsonl) {
        return lines(Box::new(BufReader::new(reader)));
    }
    let mut head = Vec::new();
    if format.is_none() {
        reader.by_ref().take(HEAD).read_to_end(&mut head)?;
        if Format::of_name(name).is_none() && Format::of_bytes(&head).is_none() && Format::starts_jsonl(&head) {
            return lines(Box::new(BufReader::new(Cursor::new(head).chain(reader))));
        }
    }
    let bytes = all(head, reader, options.max_bytes)?;
    Ok(Source::Articles(articles(name, bytes, options)?.into_iter()))
}

/// The bytes that show whether a stream without a name is JSON Lines.
const HEAD: u64 = 1024;

/// The rest of a stream after its `head`, up to the limit.
fn all(head: Vec<u8>, reader: impl Read, max_bytes: u64) -> Result<Vec<u8>, Problem> {
    let mut bytes = head;
    let room = max_bytes.saturating_add(1).saturating_sub(bytes.len() as u64);
    reader.take(room).read_to_end(&mut bytes)?;
    if bytes.len() as u64 > max_bytes { Err(Problem::TooLong(max_bytes)) } else { Ok(bytes) }
}

/// The articles of a file from its bytes.
fn articles(name: &str, bytes: Vec<u8>, options: &Options) -> Result<Vec<Ingested>, Problem> {
    let drafts = drafts(name, bytes, options.format, 0)?;
    let documents = drafts.into_iter().map(|draft| {
        let name = match draft.name {
            Some(own) if own.contains("://") => own,
            Some(own) => format!("{name}:{own}"),
            None => name.to_owned(),
        };
        let document = Document::new(draft.text, options.flags.clone().or(draft.metadata));
        Ingested { name, document, notices: draft.notices }
    });
    Ok(documents.collect())
}

/// Hands bytes to their format. Lines of JSON stream past here and never come as one text.
fn drafts(name: &str, bytes: Vec<u8>, given: Option<Format>, depth: usize) -> Result<Vec<Draft>, Problem> {
    let of_bytes = given.or_else(|| Format::of_bytes(&bytes));
    match of_bytes.or_else(|| Format::of_name(name)) {
        #[cfg(feature = "feed")]
        Some(Format::Feed) => return feed::read(bytes),
        #[cfg(feature = "pdf")]
        Some(Format::Pdf) => return pdf::read(bytes).map(|draft| vec![draft]),
        #[cfg(feature = "mail")]
        Some(Format::Mail) => return mail::read(&bytes, depth),
        #[cfg(feature = "docx")]
        Some(Format::Docx) => return docx::read(&bytes).map(|draft| vec![draft]),
        _ => {}
    }
    let (text, decoded) = decode::decode(bytes)?;
    let format = of_bytes.unwrap_or_else(|| Format::of_text(&text, name));
    let mut draft = draft(text, format)?;
    if draft.text.trim().is_empty() {
        return Err(Problem::NoText);
    }
    draft.notices.splice(..0, decoded);
    Ok(vec![draft])
}

/// The documents of what is attached to a message that is itself so deep in others.
#[cfg(feature = "mail")]
fn drafts_within(name: &str, bytes: Vec<u8>, depth: usize) -> Result<Vec<Draft>, Problem> {
    match Format::of_bytes(&bytes).or_else(|| Format::of_name(name)) {
        None | Some(Format::Jsonl) => {
            Err(Problem::Binary { what: "no article that is read", advice: "save it and give it by itself" })
        }
        Some(Format::Mail) if depth > 2 => Err(Problem::TooManyLayers),
        format => drafts(name, bytes, format, depth + 1),
    }
}

/// Hands a text to its format.
fn draft(text: String, format: Format) -> Result<Draft, Problem> {
    match format {
        Format::Text | Format::Jsonl => Ok(text::read(text)),
        Format::Markdown => Ok(markdown::read(&text)),
        #[cfg(feature = "html")]
        Format::Html => html::read(text),
        #[cfg(not(feature = "html"))]
        Format::Html => Err(Problem::NoPages),
        #[cfg(feature = "subtitles")]
        Format::Subtitles => subtitles::read(&text),
        _ => Err(Problem::NotBuilt { what: "this format", feature: format.name() }),
    }
}

#[cfg(test)]
mod tests {
    use std::{fs, io};

    use super::*;

    fn one(name: &str, bytes: &[u8], options: &Options) -> Result<Ingested, Problem> {
        let mut documents = read(name, Cursor::new(bytes.to_vec()), options).map_err(|error| error.problem)?;
        let document = documents.next().unwrap().unwrap();
        assert!(documents.next().is_none());
        Ok(document)
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
