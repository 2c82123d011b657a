//! The archive that a document is: its parts by name, each within limits, and refusals by name.

use std::io::{Cursor, Read};

use zip::ZipArchive;
use zip::result::ZipError;

use super::body;
use crate::ingest::decode;
use crate::ingest::error::Problem;

/// The most bytes that a part unpacks to, and how many times its packed size above `ALWAYS`.
const MOST: u64 = 64 * 1024 * 1024;
const RATIO: u64 = 200;
const ALWAYS: u64 = 1024 * 1024;

const MAIN: &str = "word/document.xml";

/// An open document.
pub(super) struct Package<'b>(ZipArchive<Cursor<&'b [u8]>>);

impl<'b> Package<'b> {
    pub(super) fn open(bytes: &'b [u8]) -> Result<Self, Problem> {
        ZipArchive::new(Cursor::new(bytes)).map(Self).map_err(|error| broken("the archive", &error))
    }

    /// Whether it has the parts of a Word document.
    pub(super) fn is_document(&self) -> bool {
        let has = |wanted: &dyn Fn(&str) -> bool| self.0.file_names().filter_map(Result::ok).any(|name| wanted(&name));
        has(&|name| name == "[Content_Types].xml")
            && has(&|name| name.starts_with("word/document") && name.ends_with(".xml"))
    }

    /// The part that holds the text: where the package says, else where Word puts it.
    pub(super) fn document(&mut self) -> Result<String, Problem> {
        let relations = self.part("_rels/.rels")?.unwrap_or_default();
        let main = body::main_part(&relations).unwrap_or_else(|| MAIN.to_owned());
        let document = match self.part(&main)? {
            Some(document) => Some(document),
            None => self.part(MAIN)?,
        };
        let none = || Problem::Binary { what: "a ZIP archive without a Word document", advice: "unpack it first" };
        document.ok_or_else(none)
    }

    /// A part as text; `None` when there is none of this name.
    pub(super) fn part(&mut self, name: &str) -> Result<Option<String>, Problem> {
        let file = match self.0.by_name(name) {
            Ok(file) => file,
            Err(ZipError::FileNotFound) => return Ok(None),
            Err(ZipError::UnsupportedArchive(reason)) if reason.to_lowercase().contains("password") => {
                return Err(Problem::Binary {
                    what: "an encrypted document",
                    advice: "save it without its password first",
                });
            }
            Err(error) => return Err(broken(name, &error)),
        };
        let limit = file.compressed_size().saturating_mul(RATIO).clamp(ALWAYS, MOST);
        let mut bytes = Vec::new();
        file.take(limit + 1).read_to_end(&mut bytes).map_err(|error| broken(name, &error))?;
        if bytes.len() as u64 > limit {
            return Err(Problem::Bomb { what: "the Word document", limit });
        }
        if bytes.is_empty() {
            return Ok(None);
        }
        decode::decode(bytes, None).map(|(text, _)| Some(text))
    }
}

fn broken(part: &str, error: &dyn std::fmt::Display) -> Problem {
    Problem::Broken { what: "the Word document", message: format!("{part}: {error}") }
}
