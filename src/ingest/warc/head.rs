//! The head of a record: its version and its named fields (ISO 28500, 5).

use std::io::{self, BufRead};

use super::VERSION;
use super::tape::Tape;

/// The most bytes of a head.
const LONGEST: usize = 1 << 17;

/// The fields of a record.
#[derive(Debug, Default)]
pub(super) struct Head {
    fields: Vec<(String, String)>,
}

impl Head {
    /// Reads a head up to the empty line that ends it; what is wrong with it otherwise.
    pub(super) fn read<R: BufRead>(tape: &mut Tape<R>) -> io::Result<Result<Self, &'static str>> {
        let version = tape.line()?;
        if !version.starts_with(VERSION) {
            return Ok(Err("no record begins here"));
        }
        let (mut head, mut length) = (Self::default(), version.len());
        loop {
            let line = tape.line()?;
            length += line.len();
            if line.is_empty() || length > LONGEST {
                return Ok(Err("its head has no end"));
            }
            let text = String::from_utf8_lossy(&line);
            if text.trim_end().is_empty() {
                return Ok(Ok(head));
            }
            if text.starts_with(VERSION_TEXT) {
                tape.give_back(line);
                return Ok(Err("another record begins in its head"));
            }
            head.take(&text);
        }
    }

    /// Takes a line: a field, or more of the last one.
    fn take(&mut self, line: &str) {
        match (line.starts_with([' ', '\t']), self.fields.last_mut()) {
            (true, Some((_, value))) => {
                value.push(' ');
                value.push_str(line.trim());
            }
            _ => {
                let (name, value) = line.split_once(':').unwrap_or((line, ""));
                self.fields.push((name.trim().to_ascii_lowercase(), value.trim().to_owned()));
            }
        }
    }

    fn field(&self, wanted: &str) -> Option<&str> {
        let found = self.fields.iter().find(|(name, _)| name == wanted);
        found.map(|(_, value)| value.as_str()).filter(|value| !value.is_empty())
    }

    /// How many bytes follow the head.
    pub(super) fn length(&self) -> Option<u64> {
        let length = self.field("content-length")?;
        length.bytes().all(|byte| byte.is_ascii_digit()).then(|| length.parse().ok())?
    }

    /// Whether the record is an HTTP response.
    pub(super) fn is_response(&self) -> bool {
        self.field("warc-type") == Some("response")
    }

    /// Whether the record may hold a page or a text.
    pub(super) fn holds_page(&self) -> bool {
        self.is_response() || matches!(self.field("warc-type"), Some("resource" | "conversion"))
    }

    /// Whether the record is cut off or one of several segments (ISO 28500, 5.13 and 7): a number may be cut in it.
    pub(super) fn is_part(&self) -> bool {
        self.field("warc-truncated").is_some() || self.field("warc-segment-number").is_some()
    }

    /// The address; version 1.0's grammar puts it between `<` and `>`.
    pub(super) fn target(&self) -> Option<&str> {
        self.field("warc-target-uri").map(|uri| uri.trim_start_matches('<').trim_end_matches('>'))
    }

    /// When it was fetched.
    pub(super) fn date(&self) -> Option<&str> {
        self.field("warc-date")
    }

    /// The type of what follows.
    pub(super) fn content_type(&self) -> Option<&str> {
        self.field("content-type")
    }
}

const VERSION_TEXT: &str = "WARC/";
