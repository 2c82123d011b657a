//! An article's bytes as an input holds them, before anything is made of them.
//!
//! Taking an input apart is quick and must be done in order; reading a page is slow and can be done by many threads. So an
//! input gives [`Raw`]s, and each is read by itself.

use std::sync::Arc;

use crate::ingest::error::{IngestError, Place, Problem};
use crate::ingest::notice::Notice;
use crate::ingest::{Format, Ingested, Options, article};
use crate::model::Metadata;

/// The bytes of one article, or of a file that holds several, with what its container says of it.
#[derive(Debug)]
pub struct Raw {
    /// What the user knows it by.
    pub(super) name: String,
    /// Where it stands.
    pub(super) place: Place,
    /// What is there.
    pub(super) content: Content,
    /// What the container says of the article.
    pub(super) known: Metadata,
    /// The encoding that the container names.
    pub(super) charset: Option<String>,
    /// The format that the container names.
    pub(super) format: Option<Format>,
    /// How the input that it comes from is read.
    pub(super) options: Arc<Options>,
}

/// What a remark says is lost behind a line: that is a failure beside the documents that were read.
fn lost(notice: &Notice) -> Option<(u64, Problem)> {
    let Notice::Broken { what, line } = notice else { return None };
    let message = format!("what stands behind line {line} was not read");
    Some((*line as u64, Problem::Broken { what, message }))
}

/// What there is of an article.
#[derive(Debug)]
pub(super) enum Content {
    /// Bytes in some format.
    Bytes(Vec<u8>),
    /// A document that was read on the way.
    Read(Box<Ingested>),
}

impl Raw {
    /// The bytes of a file as a whole.
    pub(super) fn of(name: &str, bytes: Vec<u8>) -> Self {
        Self {
            name: name.to_owned(),
            place: Place::of(name),
            content: Content::Bytes(bytes),
            known: Metadata::default(),
            charset: None,
            format: None,
            options: Arc::default(),
        }
    }

    /// A document that was read on the way.
    pub(super) fn read_already(ingested: Ingested, place: Place) -> Self {
        Self { content: Content::Read(Box::new(ingested)), place, ..Self::of("", Vec::new()) }
    }

    /// How many bytes it weighs.
    #[must_use]
    pub fn size(&self) -> usize {
        match &self.content {
            Content::Bytes(bytes) => bytes.len(),
            Content::Read(ingested) => ingested.document.text.len(),
        }
    }

    /// Reads it: one document, or several from a feed. A fault of the program on hostile bytes is an error like others, so
    /// that the next article is read all the same.
    pub fn read(self) -> Vec<Result<Ingested, IngestError>> {
        let bytes = match self.content {
            Content::Read(ingested) => return vec![Ok(*ingested)],
            Content::Bytes(bytes) => bytes,
        };
        let (name, known, options) = (self.name, self.known, Options::clone(&self.options));
        let options = Options {
            format: options.format.or(self.format),
            charset: self.charset.or(options.charset.clone()),
            ..options
        };
        let read = std::panic::catch_unwind(move || article::read(&name, bytes, &known, &options));
        match read.unwrap_or(Err(Problem::Fault)) {
            Ok(found) => {
                let broken = found.iter().flat_map(|it| &it.notices).find_map(lost).map(|(line, problem)| {
                    Err(IngestError { place: Place { line: Some(line), ..self.place.clone() }, problem })
                });
                found.into_iter().map(Ok).chain(broken).collect()
            }
            Err(problem) => vec![Err(IngestError { place: self.place, problem })],
        }
    }
}
