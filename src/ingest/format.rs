//! Which format an article comes in: what `--input` says, else what the first bytes show, else what the name says.
//!
//! ```
//! use claimlog::ingest::Format;
//! assert_eq!(Format::of_name("2026/harbour.MD"), Some(Format::Markdown));
//! ```

use std::fmt;
use std::path::Path;
use std::str::FromStr;

use thiserror::Error;

/// An input format. A new one is a variant, its line in [`FORMATS`], and its lines in `Format::of_bytes` and in `ingest/article.rs`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Format {
    /// Plain text, kept to the byte.
    Text,
    /// Markdown, whose markup is taken off; front matter gives the metadata.
    Markdown,
    /// A saved web page: main text and metadata.
    Html,
    /// One document a line, as JSON.
    Jsonl,
    /// A web archive: many pages.
    Warc,
    /// RSS, Atom or JSON feed: a document an entry.
    Feed,
    /// SRT or WebVTT: who said what, and when.
    Subtitles,
    /// PDF with a text layer.
    Pdf,
    /// A Word document.
    Docx,
    /// A message: the article in it, and those attached.
    Mail,
}

/// Every format with its name and the file extensions that mean it.
pub const FORMATS: &[(Format, &str, &[&str])] = &[
    (Format::Text, "text", &["txt", "text"]),
    (Format::Markdown, "markdown", &["md", "markdown"]),
    (Format::Html, "html", &["html", "htm", "xhtml"]),
    (Format::Jsonl, "jsonl", &["jsonl", "ndjson"]),
    (Format::Warc, "warc", &["warc", "wet"]),
    (Format::Feed, "feed", &["rss", "atom", "rdf"]),
    (Format::Subtitles, "transcript", &["srt", "vtt"]),
    (Format::Pdf, "pdf", &["pdf"]),
    (Format::Docx, "docx", &["docx"]),
    (Format::Mail, "mail", &["eml"]),
];

/// What is wrong with the name of a format.
#[derive(Debug, Error, PartialEq, Eq)]
#[error("“{0}” is no input format; the formats are {known}", known = names())]
pub struct UnknownFormat(String);

impl Format {
    /// The name, as `--input` takes it.
    #[must_use]
    pub fn name(self) -> &'static str {
        FORMATS.iter().find(|(format, ..)| *format == self).map_or("", |(_, name, _)| name)
    }

    /// The format that a file's extension means, in either case.
    #[must_use]
    pub fn of_name(name: impl AsRef<Path>) -> Option<Self> {
        let extension = name.as_ref().extension()?.to_str()?.to_ascii_lowercase();
        FORMATS.iter().find(|(_, _, known)| known.contains(&extension.as_str())).map(|(format, ..)| *format)
    }

    /// The format of a text whose name may say nothing. Only signs that no article of another format has outweigh the
    /// name: a page saved as `story.txt` is still a page.
    pub(super) fn of_text(text: &str, name: &str) -> Self {
        if starts_a_page(text) {
            return Self::Html;
        }
        Self::of_name(name).unwrap_or_else(|| if starts_front_matter(text) { Self::Markdown } else { Self::Text })
    }

    /// The format of bytes that show it whatever their name.
    pub(super) fn of_bytes(bytes: &[u8]) -> Option<Self> {
        #[cfg(feature = "subtitles")]
        if crate::ingest::subtitles::starts(bytes.get(..1024).unwrap_or(bytes)) {
            return Some(Self::Subtitles);
        }
        #[cfg(feature = "feed")]
        if crate::ingest::feed::starts(bytes.get(..1024).unwrap_or(bytes)) {
            return Some(Self::Feed);
        }
        #[cfg(feature = "pdf")]
        if crate::ingest::pdf::starts(bytes) {
            return Some(Self::Pdf);
        }
        #[cfg(feature = "docx")]
        if crate::ingest::docx::is_docx(bytes) {
            return Some(Self::Docx);
        }
        #[cfg(feature = "mail")]
        if crate::ingest::mail::starts(bytes.get(..1024).unwrap_or(bytes)) {
            return Some(Self::Mail);
        }
        None
    }
}

/// The names of all formats.
fn names() -> String {
    let names: Vec<_> = FORMATS.iter().map(|(_, name, _)| *name).collect();
    names.join(", ")
}

impl fmt::Display for Format {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

impl FromStr for Format {
    type Err = UnknownFormat;

    fn from_str(given: &str) -> Result<Self, UnknownFormat> {
        let known = FORMATS.iter().find(|(_, name, _)| *name == given).map(|(format, ..)| *format);
        known.ok_or_else(|| UnknownFormat(given.to_owned()))
    }
}

/// Whether the text starts with a tag that only a page starts with, after comments and an XML declaration.
fn starts_a_page(text: &str) -> bool {
    let mut rest = text.trim_start();
    loop {
        let (open, close) = if rest.starts_with("<!--") { ("<!--", "-->") } else { ("<?xml", "?>") };
        let Some(after) = rest.strip_prefix(open).and_then(|inner| inner.split_once(close)) else { break };
        rest = after.1.trim_start();
    }
    ["<!doctype html", "<html", "<head", "<body"]
        .iter()
        .any(|tag| rest.get(..tag.len()).is_some_and(|head| head.eq_ignore_ascii_case(tag)))
}

/// Whether the text starts with a fence of front matter and a `key: value` or `key = value` under it.
fn starts_front_matter(text: &str) -> bool {
    let mut lines = text.lines();
    let mark = match lines.next().map(str::trim_end) {
        Some("---") => ':',
        Some("+++") => '=',
        _ => return false,
    };
    lines.next().is_some_and(|line| line.contains(mark))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_name_reads_back() {
        for (format, name, extensions) in FORMATS {
            assert_eq!(name.parse(), Ok(*format));
            assert_eq!(format.to_string(), *name);
            assert!(extensions.iter().all(|extension| Format::of_name(format!("a.{extension}")) == Some(*format)));
        }
        assert!("gif".parse::<Format>().unwrap_err().to_string().contains("“gif”"));
    }

    #[test]
    fn a_page_is_known_by_its_start_whatever_its_name() {
        for page in ["<!DOCTYPE html><p>x", "  <HTML lang=en>", "<?xml version=\"1.0\"?>\n<!-- saved -->\n<html>"] {
            assert_eq!(Format::of_text(page, "story.txt"), Format::Html, "{page}");
        }
        assert_eq!(Format::of_text("<!-- never closed <html>", "-"), Format::Text);
    }

    #[test]
    fn the_name_decides_and_without_one_the_front_matter() {
        assert_eq!(Format::of_text("Some 30,000 left.", "a.md"), Format::Markdown);
        assert_eq!(Format::of_text("Some 30,000 left.", "-"), Format::Text);
        assert_eq!(Format::of_text("---\ntitle: A\n---\nB", "-"), Format::Markdown);
        assert_eq!(Format::of_text("+++\ntitle = \"A\"\n+++\nB", "-"), Format::Markdown);
        assert_eq!(Format::of_text("---\n\nA dash above a story.", "-"), Format::Text);
    }
}
