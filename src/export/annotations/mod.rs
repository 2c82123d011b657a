//! Claims as annotations of their articles (W3C Web Annotation Data Model, JSON-LD): the words, the place, the judgement.
//!
//! One AnnotationPage, which viewers and annotation stores take as it is; it names the collection that it is all of.

mod annotation;

use std::io::{self, Write};

use serde::Serialize;
use uuid::Builder;

use crate::export::{ScaleWords, write_json};
use crate::model::Record;
use annotation::Annotation;

/// The context that gives the names their meaning.
const CONTEXT: &str = "http://www.w3.org/ns/anno.jsonld";

/// Writes a page of annotations claim by claim.
#[derive(Debug)]
pub struct AnnotationWriter<W> {
    out: W,
    scales: Vec<ScaleWords>,
    collection: String,
    count: u64,
}

#[derive(Serialize)]
struct Collection<'c> {
    id: &'c str,
    #[serde(rename = "type")]
    sort: &'static str,
    label: &'static str,
    total: u64,
}

impl<W: Write> AnnotationWriter<W> {
    /// Starts a page. `key` names the collection: the same for the same claims of the same ledger, and for no other.
    ///
    /// # Errors
    /// When `out` cannot be written.
    pub fn new(mut out: W, key: [u8; 16], scales: Vec<ScaleWords>) -> io::Result<Self> {
        let collection = urn(key);
        write!(out, "{{\"@context\":\"{CONTEXT}\",\"id\":\"{collection}#page\",\"type\":\"AnnotationPage\"")?;
        write!(out, ",\"startIndex\":0,\"items\":[")?;
        Ok(Self { out, scales, collection, count: 0 })
    }

    /// Adds a claim. `text` is the text of its article; without it, since it was taken down, no words are quoted.
    ///
    /// # Errors
    /// When `out` cannot be written.
    pub fn claim(&mut self, record: &Record, text: Option<&str>) -> io::Result<()> {
        self.out.write_all(if self.count == 0 { b"\n" } else { b",\n" })?;
        self.count += 1;
        write_json(&mut self.out, &Annotation::of(record, text, &self.scales))
    }

    /// Ends the page.
    ///
    /// # Errors
    /// When `out` cannot be written.
    pub fn finish(mut self) -> io::Result<u64> {
        write!(self.out, "\n],\"partOf\":")?;
        let label = "Claims and verdicts";
        let whole = Collection { id: &self.collection, sort: "AnnotationCollection", label, total: self.count };
        write_json(&mut self.out, &whole)?;
        writeln!(self.out, "}}")?;
        self.out.flush()?;
        Ok(self.count)
    }
}

/// A key as a URN that every program takes: `urn:uuid:…`, a UUID of version 8 (RFC 9562), whose bits are one's own.
fn urn(key: [u8; 16]) -> String {
    Builder::from_custom_bytes(key).into_uuid().urn().to_string()
}
