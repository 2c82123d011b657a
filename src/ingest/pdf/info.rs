//! The information dictionary of a document, and its language.

use pdf_extract::{Document, Object};

use crate::ingest::properties::Properties;

/// The fields as text.
pub(super) struct Info {
    title: Option<String>,
    author: Option<String>,
    language: Option<String>,
    pub(super) created: Option<String>,
    modified: Option<String>,
}

impl Info {
    pub(super) fn of(document: &Document) -> Self {
        let info = document.trailer.get_deref(b"Info", document).and_then(Object::as_dict).ok();
        let field = |key: &[u8]| {
            let value = info?.get_deref(key, document).and_then(Object::as_str).ok()?;
            Some(text(value)).filter(|text| !text.trim().is_empty())
        };
        let catalog = document.catalog().ok();
        let language = catalog.and_then(|it| it.get_deref(b"Lang", document).and_then(Object::as_str).ok()).map(text);
        Self {
            title: field(b"Title"),
            author: field(b"Author"),
            language,
            created: field(b"CreationDate").as_deref().and_then(day),
            modified: field(b"ModDate").as_deref().and_then(day),
        }
    }

    pub(super) fn properties(&self) -> Properties<'_> {
        Properties {
            title: self.title.as_deref(),
            author: self.author.as_deref(),
            language: self.language.as_deref(),
            created: self.created.as_deref(),
            modified: self.modified.as_deref(),
        }
    }
}

/// A string of a document: UTF-16 or UTF-8 with a mark, else Latin letters.
fn text(bytes: &[u8]) -> String {
    if let Some((encoding, mark)) = encoding_rs::Encoding::for_bom(bytes) {
        return encoding.decode_without_bom_handling(&bytes[mark..]).0.into_owned();
    }
    encoding_rs::WINDOWS_1252.decode_without_bom_handling(bytes).0.into_owned()
}

/// "D:20260304101500+01'00'" → "2026-03-04", the day in its own zone.
fn day(given: &str) -> Option<String> {
    let digits = given.trim().trim_start_matches("D:");
    let head = digits.get(..8).filter(|head| head.bytes().all(|byte| byte.is_ascii_digit()))?;
    Some(format!("{}-{}-{}", &head[..4], &head[4..6], &head[6..]))
}
