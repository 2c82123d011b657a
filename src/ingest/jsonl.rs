//! JSON Lines → documents, one a line, as they stream in: `{"id": "a1", "text": "Some 30,000 left.", "published": "2026-03-04"}`.
//!
//! Memory holds one line and 16 bytes for each id. A line that is no document is an error of its own and the next one is
//! read; blank lines are skipped. A text is kept exactly as it is given.

use std::collections::HashSet;
use std::fmt;
use std::io::{BufRead, Read};

use serde::de::{Deserializer, Error as _, MapAccess, Visitor};
use sha2::{Digest, Sha256};

use crate::ingest::article::finished;
use crate::ingest::date::parse_day;
use crate::ingest::error::{IngestError, Place, Problem};
use crate::ingest::raw::Raw;
use crate::ingest::{Draft, Ingested, Options};
use crate::model::Metadata;

/// The documents of a JSON Lines stream, in its order.
pub(super) struct Lines<R> {
    name: String,
    options: Options,
    reader: R,
    number: u64,
    ids: HashSet<[u8; 16]>,
    line: Vec<u8>,
    /// The stream broke off, and nothing more can come.
    broken_off: bool,
}

impl<R: BufRead> Lines<R> {
    pub(super) fn new(name: &str, reader: R, options: Options) -> Self {
        let name = name.to_owned();
        Self { name, options, reader, number: 0, ids: HashSet::new(), line: Vec::new(), broken_off: false }
    }

    /// Reads the next line that is not blank; `None` at the end.
    fn advance(&mut self) -> Result<Option<()>, Problem> {
        loop {
            self.line.clear();
            self.number += 1;
            let limit = self.options.max_bytes.saturating_add(1);
            let read = (&mut self.reader).take(limit).read_until(b'\n', &mut self.line)?;
            if read == 0 {
                return Ok(None);
            }
            if read as u64 > self.options.max_bytes && !self.line.ends_with(b"\n") {
                self.reader.skip_until(b'\n')?;
                return Err(Problem::TooLong(self.options.max_bytes));
            }
            if self.number == 1 && self.line.starts_with(b"\xEF\xBB\xBF") {
                self.line.drain(..3);
            }
            if !self.line.trim_ascii().is_empty() {
                return Ok(Some(()));
            }
        }
    }

    fn document(&mut self) -> Result<Ingested, Problem> {
        let given: Given = serde_json::from_slice(self.line.trim_ascii()).map_err(|error| json(&error))?;
        let id = given.id.filter(|id| !id.is_empty()).ok_or(Problem::NoField("id"))?;
        let text = given.text.ok_or(Problem::NoField("text"))?;
        let published = given.published.as_deref().map(parse_day).transpose()?;
        if !self.ids.insert(key(&id)) {
            return Err(Problem::SameId(id));
        }
        let Given { title, url, publisher, byline, language, .. } = given;
        let metadata = Metadata { title, byline, url, publisher, published, language, ..Metadata::default() };
        let metadata = metadata.from_place("line of JSON");
        Ok(finished(id, Draft { text, metadata, notices: Vec::new(), name: None }, Metadata::default(), &self.options))
    }
}

/// Whether these first bytes are those of JSON Lines: an object with a key. No article starts so.
pub(super) fn starts(head: &[u8]) -> bool {
    let head = head.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(head).trim_ascii_start();
    head.strip_prefix(b"{").is_some_and(|rest| rest.trim_ascii_start().starts_with(b"\""))
}

impl<R: BufRead> Iterator for Lines<R> {
    type Item = Result<Raw, IngestError>;

    fn next(&mut self) -> Option<Self::Item> {
        if self.broken_off {
            return None;
        }
        let read = self.advance();
        self.broken_off = matches!(&read, Err(problem) if !matches!(problem, Problem::TooLong(_)));
        let document = read.transpose()?.and_then(|()| self.document());
        let place = Place { line: Some(self.number), ..Place::of(&self.name) };
        Some(match document {
            Ok(document) => Ok(Raw::read_already(document, place)),
            Err(problem) => Err(IngestError { place, problem }),
        })
    }
}

/// An id in 16 bytes, so that a stream of millions is checked for the same id twice in little memory.
fn key(id: &str) -> [u8; 16] {
    let mut key = [0; 16];
    key.copy_from_slice(&Sha256::digest(id)[..16]);
    key
}

/// The fields of a line. Others are passed over, for dumps carry more than is wanted here.
#[derive(Default)]
struct Given {
    id: Option<String>,
    text: Option<String>,
    published: Option<String>,
    title: Option<String>,
    url: Option<String>,
    publisher: Option<String>,
    byline: Option<String>,
    language: Option<String>,
}

impl Given {
    fn field(&mut self, key: &str) -> Option<&mut Option<String>> {
        Some(match key {
            "id" => &mut self.id,
            "text" => &mut self.text,
            "published" => &mut self.published,
            "title" => &mut self.title,
            "url" => &mut self.url,
            "publisher" => &mut self.publisher,
            "byline" => &mut self.byline,
            "language" => &mut self.language,
            _ => return None,
        })
    }
}

impl<'de> serde::Deserialize<'de> for Given {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_map(Object)
    }
}

/// Reads an object strictly: no key twice, which `serde_json` would let pass, and each field a string or null.
struct Object;

impl<'de> Visitor<'de> for Object {
    type Value = Given;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a document such as {\"id\": \"a1\", \"text\": \"…\"}")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Given, A::Error> {
        let mut given = Given::default();
        let mut seen = HashSet::new();
        while let Some(key) = map.next_key::<String>()? {
            match given.field(&key) {
                Some(field) => {
                    *field = map.next_value().map_err(|error| A::Error::custom(format_args!("the {key}: {error}")))?;
                }
                // A value, not `IgnoredAny`: numbers out of range and deep nesting are errors wherever they stand.
                None => drop(map.next_value::<serde_json::Value>()?),
            }
            if let Some(key) = seen.replace(key) {
                return Err(A::Error::custom(format_args!("the key “{key}” stands twice")));
            }
        }
        Ok(given)
    }
}

/// A parser's error without the line that it counts, which is always the first.
fn json(error: &serde_json::Error) -> Problem {
    let message = error.to_string();
    let message = message.rfind(" at line ").map_or(message.as_str(), |end| &message[..end]);
    Problem::Json { message: message.to_owned(), column: error.column() }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(lines: &str) -> Vec<Result<Ingested, String>> {
        documents(lines, &Options::default()).map(|it| it.map_err(|error| error.to_string())).collect()
    }

    fn documents(lines: &str, options: &Options) -> impl Iterator<Item = Result<Ingested, IngestError>> {
        Lines::new("a.jsonl", lines.as_bytes(), options.clone()).map(move |it| it?.read().remove(0))
    }

    fn problem(line: &str) -> String {
        read(line).remove(0).map(|it| it.name).unwrap_err()
    }

    #[test]
    fn a_line_is_a_document_with_its_text_exactly() {
        let line = r#"{"id":"a","text":" Some\r\n30,000\u0000 ","published":"2026-03-04","title":"T","url":"u","publisher":"p","byline":null,"more":[1]}"#;
        let found = read(line).remove(0).unwrap();
        assert_eq!(found.name, "a");
        assert_eq!(found.document.text, " Some\r\n30,000\0 ");
        assert_eq!(found.document.metadata.published.map(|day| day.to_string()).as_deref(), Some("2026-03-04"));
        assert_eq!(found.document.metadata.publisher.as_deref(), Some("p"));
        assert_eq!(found.document.metadata.byline, None);
    }

    #[test]
    fn blank_lines_and_a_mark_are_skipped_and_lines_counted() {
        let found = read("\u{feff}{\"id\":\"a\",\"text\":\"x\"}\r\n\n  \n{\"id\":\"b\"}\n{\"id\":\"c\",\"text\":\"\"}");
        assert_eq!(found.len(), 3);
        assert_eq!(found[1].as_ref().unwrap_err(), "a.jsonl:4: the text is missing");
        assert_eq!(found[2].as_ref().unwrap().name, "c");
    }

    #[test]
    fn what_is_no_document_is_refused_with_its_line() {
        for (line, wanted) in [
            ("{\"id\":\"a\",", "EOF while parsing"),
            ("[\"a\"]", "invalid type: sequence, expected a document"),
            ("{\"text\":\"x\"}", "the id is missing"),
            ("{\"id\":\"\",\"text\":\"x\"}", "the id is missing"),
            ("{\"id\":7,\"text\":\"x\"}", "the id: invalid type: integer `7`, expected a string"),
            ("{\"id\":\"a\",\"text\":[\"x\"]}", "the text: invalid type: sequence"),
            ("{\"id\":\"a\",\"text\":\"x\",\"id\":\"b\"}", "the key “id” stands twice"),
            ("{\"id\":\"a\",\"text\":\"x\",\"m\":1,\"m\":2}", "the key “m” stands twice"),
            ("{\"id\":\"a\",\"text\":\"x\",\"published\":\"4 March\"}", "“4 March” is not written as a date"),
            ("{\"id\":\"a\",\"text\":\"x\",\"published\":\"2026-02-30\"}", "no day “2026-02-30”"),
            ("{\"id\":\"a\",\"text\":\"x\",\"n\":1e999}", "number out of range"),
            ("{\"id\":\"a\",\"text\":\"x\",\"n\":NaN}", "expected value"),
            ("{\"id\":\"a\",\"text\":\"\\ud800\"}", "the text: "),
            ("{\"id\":\"a\",\"text\":\"x\"} {}", "trailing characters"),
        ] {
            let message = problem(line);
            assert!(message.starts_with("a.jsonl:1: ") && message.contains(wanted), "{message}");
            assert!(!message.contains("at line") && !message.contains("column 0"), "{message}");
        }
    }

    #[test]
    fn bytes_that_are_no_utf8_are_refused() {
        let lines = Lines::new("a.jsonl", b"{\"id\":\"a\",\"text\":\"\x80\"}".as_slice(), Options::default());
        assert!(lines.map(|it| it.unwrap_err().to_string()).all(|message| message.contains("invalid unicode")));
    }

    #[test]
    fn lines_start_with_an_object() {
        assert!(starts(b"\xEF\xBB\xBF\n { \"id\": \"a\""));
        assert!(!starts(b"{curly} braces are no JSON"));
        assert!(!starts(b"[{\"id\": 1}]"));
    }

    #[test]
    fn the_same_id_twice_is_refused() {
        let found = read("{\"id\":\"a\",\"text\":\"x\"}\n{\"id\":\"a\",\"text\":\"y\"}\n{\"id\":\"b\",\"text\":\"z\"}");
        assert_eq!(found[1].as_ref().unwrap_err(), "a.jsonl:2: an earlier line has the id “a” too");
        assert!(found[2].is_ok());
    }

    #[test]
    fn deep_nesting_is_an_error() {
        let line = format!("{{\"id\":\"a\",\"text\":\"x\",\"n\":{}", "[".repeat(200_000));
        assert!(problem(&line).contains("recursion limit"));
    }

    #[test]
    fn a_line_over_the_limit_is_passed_over_whole() {
        let long = format!("{{\"id\":\"a\",\"text\":\"{}\"}}", "x".repeat(100));
        let lines = format!("{long}\n{{\"id\":\"b\",\"text\":\"y\"}}\n");
        let options = Options { max_bytes: 50, ..Options::default() };
        let found: Vec<_> = documents(&lines, &options).collect();
        assert!(found[0].as_ref().unwrap_err().to_string().contains("a.jsonl:1: longer than the limit of 50 bytes"));
        assert_eq!(found[1].as_ref().unwrap().name, "b");
        assert_eq!(found.len(), 2);
    }

    #[test]
    fn flags_win_over_every_line() {
        let options =
            Options { flags: Metadata { publisher: Some("Flag".into()), ..Metadata::default() }, ..Options::default() };
        let line = "{\"id\":\"a\",\"text\":\"x\",\"publisher\":\"Page\",\"title\":\"T\"}";
        let found = documents(line, &options).next().unwrap().unwrap();
        assert_eq!(found.document.metadata.publisher.as_deref(), Some("Flag"));
        assert_eq!(found.document.metadata.title.as_deref(), Some("T"));
    }
}
