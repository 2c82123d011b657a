//! A web archive (WARC, ISO 28500) → the pages in it, as they stream by: responses with status 200, resources, and the plain
//! texts of WET files.
//!
//! Archives come from crawlers and over bad lines, so no record's word is taken: where the next record does not begin at
//! the end that a record's `Content-Length` gives, the record is left out with an error that names its byte, and reading goes
//! on at the next one. Readers of well-formed archives are not made for that (docs/decisions/0013).

mod head;
mod http;
mod tape;

use std::collections::VecDeque;
use std::io::BufRead;

use chrono::{DateTime, Utc};
use sha2::{Digest as _, Sha256};

use crate::ingest::canonical::is_web;
use crate::ingest::error::{IngestError, Problem};
use crate::ingest::raw::{Content, Raw};
use crate::ingest::{Format, Options};
use crate::model::{Metadata, Retrieval};

use head::Head;
use tape::Tape;

/// How each record begins, and what stands before all but the first.
const VERSION: &[u8] = b"WARC/";
const MARK: &[u8] = b"\r\n\r\nWARC/1.";

/// Whether these first bytes are those of a WARC file.
pub(super) fn starts(head: &[u8]) -> bool {
    head.starts_with(b"WARC/0.") || head.starts_with(b"WARC/1.")
}

/// The pages of an archive.
pub(super) struct Records<R> {
    name: String,
    options: Options,
    tape: Tape<R>,
    /// Nothing more can come.
    ended: bool,
    /// What was found and not yet given.
    found: VecDeque<Result<Raw, IngestError>>,
}

/// Why a record gives no page.
enum Left {
    /// The record is of no use; the next one begins here.
    Out(Problem),
    /// Nothing more can be read.
    End(Problem),
}

impl From<std::io::Error> for Left {
    fn from(error: std::io::Error) -> Self {
        Self::End(error.into())
    }
}

impl<R: BufRead> Records<R> {
    pub(super) fn new(name: &str, reader: R, options: Options) -> Self {
        let tape = Tape::new(reader);
        Self { name: name.to_owned(), options, tape, ended: false, found: VecDeque::new() }
    }

    /// Reads the next record; what comes of it goes into `found`.
    fn advance(&mut self) {
        let start = match self.tape.skip_blank() {
            Ok(true) => self.tape.offset(),
            Ok(false) => {
                self.ended = true;
                return;
            }
            Err(error) => {
                let at = self.tape.offset();
                return self.left(Left::from(error), at);
            }
        };
        match self.record(start) {
            Ok(raw) => self.found.extend(raw.map(Ok)),
            Err(left) => self.left(left, start),
        }
    }

    fn left(&mut self, left: Left, at: u64) {
        let problem = match left {
            Left::Out(problem) => problem,
            Left::End(problem) => {
                self.ended = true;
                problem
            }
        };
        self.found.push_back(Err(problem.at_byte(&self.name, at)));
    }

    /// The record that starts here; `None` when it is one of another kind than pages.
    fn record(&mut self, start: u64) -> Result<Option<Raw>, Left> {
        let head = match Head::read(&mut self.tape)? {
            Ok(head) => head,
            Err(wrong) => return self.resume(wrong),
        };
        let Some(length) = head.length() else {
            return self.resume("its Content-Length is missing or no number");
        };
        if length > self.options.max_bytes {
            return self.pass(&head, length);
        }
        let content = self.tape.take_up_to(length, MARK)?;
        let complete = content.len() as u64 == length;
        if !complete || !self.tape.is_between_records()? {
            return self.recover(complete);
        }
        if !head.holds_page() {
            return Ok(None);
        }
        if head.is_part() {
            return Err(Left::Out(Problem::Record("it holds a part of a page only, as it says")));
        }
        self.page(&head, content, start).map_err(Left::Out)
    }

    /// After a head that makes no sense: on to the next record.
    fn resume(&mut self, wrong: &'static str) -> Result<Option<Raw>, Left> {
        self.tape.skip_to_record()?;
        Err(Left::Out(Problem::Record(wrong)))
    }

    /// A record whose length is a lie, or whose archive breaks off: on to the next record, which begins here or further on.
    fn recover(&mut self, complete: bool) -> Result<Option<Raw>, Left> {
        if complete {
            self.tape.skip_to_record()?;
        } else if !self.tape.is_between_records()? || self.tape.is_at_end()? {
            let end = self.tape.offset();
            return Err(Left::End(Problem::Damaged(format!("it breaks off in this record, at byte {end}"))));
        }
        Err(Left::Out(Problem::Record("its Content-Length is wrong")))
    }

    /// A record that is longer than any page: its bytes go by, unless another record begins among them.
    fn pass(&mut self, head: &Head, length: u64) -> Result<Option<Raw>, Left> {
        const WRONG: Problem = Problem::Record("its Content-Length is wrong");
        let passed = self.tape.pass(length, MARK)?;
        if passed < length || !self.tape.is_between_records()? {
            if passed == length {
                self.tape.skip_to_record()?;
            }
            return Err(Left::Out(WRONG));
        }
        if head.holds_page() { Err(Left::Out(Problem::TooLong(self.options.max_bytes))) } else { Ok(None) }
    }

    /// The page of a record.
    fn page(&self, head: &Head, content: Vec<u8>, start: u64) -> Result<Option<Raw>, Problem> {
        let page = if head.is_response() {
            http::page(&content, self.options.max_bytes)?
        } else {
            let (content_type, charset) = http::media_type(head.content_type().unwrap_or_default());
            http::is_read(&content_type).then_some(http::Page { bytes: content, content_type, charset })
        };
        let Some(page) = page.filter(|page| !page.bytes.is_empty()) else { return Ok(None) };
        let url = head.target().filter(|url| is_web(url)).unwrap_or_default();
        let name = if url.is_empty() { self.name.as_str() } else { url };
        let format = page.content_type.contains("html").then_some(Format::Html);
        let (known, charset) = (known(head, url, &page.bytes), page.charset);
        let place = crate::ingest::Place { byte: Some(start), ..crate::ingest::Place::of(&self.name) };
        let content = Content::Bytes(page.bytes);
        Ok(Some(Raw { place, content, known, charset, format, ..Raw::of(name, Vec::new()) }))
    }
}

/// What a record says of its page.
fn known(head: &Head, url: &str, bytes: &[u8]) -> Metadata {
    if url.is_empty() {
        return Metadata::default();
    }
    let at: Option<DateTime<Utc>> =
        head.date().and_then(|date| DateTime::parse_from_rfc3339(date).ok()).map(|at| at.to_utc());
    let sha256 = || Sha256::digest(bytes).iter().map(|byte| format!("{byte:02x}")).collect();
    let retrieved = at.map(|at| Retrieval { at, url: url.to_owned(), sha256: sha256() });
    Metadata { url: Some(url.to_owned()), retrieved, ..Metadata::default() }.from_place("archive's record")
}

impl<R: BufRead> Iterator for Records<R> {
    type Item = Result<Raw, IngestError>;

    fn next(&mut self) -> Option<Self::Item> {
        while self.found.is_empty() && !self.ended {
            self.advance();
        }
        self.found.pop_front()
    }
}

#[cfg(test)]
mod tests;
