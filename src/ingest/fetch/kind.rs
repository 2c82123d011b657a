//! What the server says that a page is: a content type → whether it can be an article, its charset, the format it means.

use crate::ingest::Format;
use crate::ingest::fetch::error::FetchProblem;

/// A content type: `text/html; charset="utf-8"` in its parts.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Kind {
    /// The type in small letters, without parameters.
    pub(super) name: Option<String>,
    /// The charset as it is given.
    pub(super) charset: Option<String>,
}

/// The longest type; what is longer is none.
const LONGEST: usize = 120;

/// Types of which none is an article.
const NO_ARTICLES: &[(&str, &str)] = &[
    ("image/", "a picture"),
    ("video/", "a film"),
    ("audio/", "a sound recording"),
    ("font/", "a font"),
    ("model/", "a model"),
    ("text/css", "a style sheet"),
    ("text/javascript", "a script"),
    ("application/javascript", "a script"),
    ("application/wasm", "a program"),
];

/// Types under which servers send what they do not know.
const UNKNOWN: &[&str] =
    &["application/octet-stream", "binary/octet-stream", "application/x-download", "application/unknown"];

/// How formats begin that are read though the server does not know them.
const STARTS: &[&[u8]] = &[b"%PDF-", b"PK\x03\x04", b"WARC/", b"\x1F\x8B", b"\xEF\xBB\xBF", b"\xFF\xFE", b"\xFE\xFF"];

impl Kind {
    /// Reads the header.
    pub(super) fn parse(header: &str) -> Self {
        let mut parts = header.split(';').map(str::trim);
        let name = parts.next().map(str::to_ascii_lowercase).filter(|name| name.contains('/') && name.len() <= LONGEST);
        let charset = parts.find_map(|part| {
            let (key, value) = part.split_once('=')?;
            let value = value.trim().trim_matches(['"', '\'']);
            (key.trim().eq_ignore_ascii_case("charset") && !value.is_empty()).then(|| value.to_owned())
        });
        Self { name, charset }
    }

    /// Refuses by its type what is no article.
    pub(super) fn check_name(&self) -> Result<(), FetchProblem> {
        let Some(name) = &self.name else { return Ok(()) };
        match NO_ARTICLES.iter().find(|(start, _)| name.starts_with(start)) {
            Some((_, what)) => Err(FetchProblem::NoArticle { what, given: name.clone() }),
            None => Ok(()),
        }
    }

    /// Refuses bytes that the server does not know and that are not known by their content either.
    pub(super) fn check_content(&self, bytes: &[u8]) -> Result<(), FetchProblem> {
        let Some(name) = self.name.as_ref().filter(|name| UNKNOWN.contains(&name.as_str())) else { return Ok(()) };
        if STARTS.iter().any(|start| bytes.starts_with(start)) || is_text(bytes) {
            return Ok(());
        }
        Err(FetchProblem::NoArticle { what: "a file of an unknown kind", given: name.clone() })
    }
}

/// Whether the first bytes are UTF-8 without a zero.
fn is_text(bytes: &[u8]) -> bool {
    let head = &bytes[..bytes.len().min(1024)];
    let whole = match str::from_utf8(head) {
        Ok(_) => true,
        Err(error) => error.error_len().is_none() && head.len() < bytes.len(),
    };
    whole && !head.contains(&0)
}

/// The format that a type means where the content does not show another one: markup of feeds, JSON and PDFs are sent as
/// `text/html` too.
pub(super) fn format(name: Option<&str>, bytes: &[u8]) -> Option<Format> {
    match name? {
        "text/html" | "application/xhtml+xml" if !shows_another(bytes) => Some(Format::Html),
        "text/markdown" | "text/x-markdown" => Some(Format::Markdown),
        "application/jsonl" | "application/x-ndjson" | "application/x-jsonlines" => Some(Format::Jsonl),
        _ => None,
    }
}

fn shows_another(bytes: &[u8]) -> bool {
    let head = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes).trim_ascii_start();
    [b"<?xml".as_slice(), b"<rss", b"<feed", b"<rdf:RDF", b"{", b"[", b"%PDF-"]
        .iter()
        .any(|start| head.starts_with(start))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_type_is_read_in_its_parts() {
        for (header, name, charset) in [
            ("text/html", Some("text/html"), None),
            ("Text/HTML; Charset=\"UTF-8\"", Some("text/html"), Some("UTF-8")),
            ("text/plain;format=flowed ; charset = 'shift_jis'", Some("text/plain"), Some("shift_jis")),
            ("text/html; charset=", Some("text/html"), None),
            ("", None, None),
            ("html", None, None),
            (";charset=utf-8", None, Some("utf-8")),
        ] {
            let kind = Kind::parse(header);
            assert_eq!((kind.name.as_deref(), kind.charset.as_deref()), (name, charset), "{header}");
        }
    }

    #[test]
    fn pictures_and_unknown_bytes_are_refused_by_name() {
        let picture = Kind::parse("image/png").check_name().unwrap_err().to_string();
        assert_eq!(picture, "this is a picture (image/png), and an article is text");
        for taken in [
            "text/html",
            "application/xhtml+xml",
            "application/rss+xml",
            "application/pdf",
            "application/json",
            "text/vtt",
        ] {
            assert_eq!(Kind::parse(taken).check_name(), Ok(()), "{taken}");
        }
        let unknown = Kind::parse("application/octet-stream");
        for text in
            [b"%PDF-1.7\0".as_slice(), b"<!doctype html>", "Some 30,000 “left”".as_bytes(), b"PK\x03\x04\0\0", b""]
        {
            assert_eq!(unknown.check_content(text), Ok(()), "{}", text.escape_ascii());
        }
        let long = format!("{}é", "a".repeat(1023));
        assert_eq!(unknown.check_content(format!("{long} and more").as_bytes()), Ok(()));
        for bytes in [b"\x7FELF\x02\x01\0".as_slice(), b"\x80\x81", b"ab\0cd"] {
            let refused = unknown.check_content(bytes).unwrap_err().to_string();
            assert!(refused.contains("application/octet-stream"), "{refused}");
        }
    }

    #[test]
    fn a_page_is_one_without_a_sign_unless_it_shows_another_format() {
        assert_eq!(format(Some("text/html"), b"<p>Some 30,000 left"), Some(Format::Html));
        assert_eq!(format(Some("text/html"), b"<?xml version=\"1.0\"?><rss>"), None);
        assert_eq!(format(Some("text/plain"), b"# Ern"), None);
        assert_eq!(format(Some("text/markdown"), b"# Ern"), Some(Format::Markdown));
        assert_eq!(format(None, b"<p>"), None);
    }
}
