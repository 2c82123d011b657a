//! Word documents (DOCX, ECMA-376) → text and metadata.
//!
//! Paragraphs, headings, items of lists and rows of tables are lines; what tracked changes insert is kept and what they
//! delete is not, as if all were accepted. Footnotes and endnotes stand behind the text; comments, headers and footers
//! are no part of the article. `package.rs` unpacks within limits, `body.rs` reads the text.

mod body;
mod package;

use crate::ingest::error::Problem;
use crate::ingest::notice::Notice;
use crate::ingest::properties::Properties;
use crate::ingest::{Draft, head, properties};
use crate::model::Metadata;
use package::Package;

/// Whether these bytes, all of a file, are a Word document.
pub(super) fn is_docx(bytes: &[u8]) -> bool {
    bytes.starts_with(b"PK\x03\x04")
        && memchr::memmem::find(bytes, b"[Content_Types].xml").is_some()
        && memchr::memmem::find(bytes, b"word/").is_some()
        && Package::open(bytes).is_ok_and(|package| package.is_document())
}

/// Reads a document.
///
/// # Errors
/// When it is encrypted, damaged, unpacks to more than any article, defines entities or holds no text.
pub(super) fn read(bytes: &[u8]) -> Result<Draft, Problem> {
    let mut package = Package::open(bytes)?;
    let mut read = body::read(&package.document()?)?;
    for part in ["word/footnotes.xml", "word/endnotes.xml"] {
        if let Some(notes) = package.part(part)? {
            let notes = body::notes(&notes)?;
            if !notes.is_empty() && !read.text.is_empty() {
                read.text.push_str("\n\n");
            }
            read.text.push_str(&notes);
        }
    }
    if read.text.trim().is_empty() {
        return Err(Problem::NoText);
    }
    let comments = package.part("word/comments.xml")?.map_or(0, |part| body::count(&part, "comment"));
    let mut notices = Vec::new();
    if comments > 0 {
        notices.push(Notice::LeftOut(if comments == 1 {
            "a comment".to_owned()
        } else {
            format!("{comments} comments")
        }));
    }
    let core = package.part("docProps/core.xml")?.map(|part| body::fields(&part)).unwrap_or_default();
    let field = |name: &str| core.iter().find(|(key, _)| key == name).map(|(_, value)| value.as_str());
    let given = Properties {
        title: field("title"),
        author: field("creator"),
        language: field("language"),
        created: field("created"),
        modified: field("modified"),
    };
    let metadata = metadata(&read, &given, &mut notices);
    Ok(Draft { text: read.text, metadata, notices, name: None })
}

/// What the article says of itself, else what its title style does, else the properties, of which templates leave stale ones.
fn metadata(read: &body::Body, given: &Properties<'_>, notices: &mut Vec<Notice>) -> Metadata {
    let styled = Metadata { title: read.title.clone(), ..Metadata::default() }.from_place("title style");
    let (head, unread) = head::read(&read.text);
    notices.extend(unread);
    let metadata = styled.or(head).or(given.metadata());
    notices.extend(properties::created(given.created, &metadata));
    metadata
}

#[cfg(test)]
mod tests;
