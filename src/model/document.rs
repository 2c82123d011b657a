//! An article: the exact text that all offsets refer to, and what is known about it.

use std::collections::BTreeMap;

use chrono::{DateTime, NaiveDate, Utc};
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use crate::model::DocumentId;

/// What is known of an article beside its text. Whatever the page or the reporter does not give is `None`.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Metadata {
    /// The headline.
    pub title: Option<String>,
    /// Who wrote it, as the page says it.
    pub byline: Option<String>,
    /// The canonical address.
    pub url: Option<String>,
    /// The outlet.
    pub publisher: Option<String>,
    /// The day of publication, which relative dates resolve against.
    pub published: Option<NaiveDate>,
    /// The day of its last change, as the page says it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub modified: Option<NaiveDate>,
    /// The language as BCP 47 ("en", "en-GB").
    pub language: Option<String>,
    /// Where a copy is kept, as it was read.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub archived_url: Option<String>,
    /// Corrections and updates that the publisher notes on the page, in its words.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub notes: Vec<String>,
    /// Where each field came from: "published" → "JSON-LD datePublished". See [`FIELDS`].
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub origins: BTreeMap<String, String>,
    /// When and from where it was fetched; `None` for what was read from a file.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub retrieved: Option<Retrieval>,
    /// When each line of a transcript was spoken, in the order of the text.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub timings: Vec<Timing>,
}

/// The names of the fields whose origin is kept, in the order in which people read them.
pub const FIELDS: [&str; 8] =
    ["title", "byline", "publisher", "published", "modified", "url", "language", "archived_url"];

/// How a page came over the network.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Retrieval {
    /// When (UTC).
    pub at: DateTime<Utc>,
    /// The address that answered, after redirects.
    pub url: String,
    /// The SHA-256 of the bytes that came, after the transfer's own compression, in hexadecimal digits.
    pub sha256: String,
}

/// A line of a transcript and when it was spoken.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Timing {
    /// Where the line starts, in bytes of the text.
    pub start: u32,
    /// When it was spoken, in milliseconds from the beginning.
    pub at: u64,
}

impl Metadata {
    /// Takes each field from `self` where it is known, else from `other`: flags win over the page.
    #[must_use]
    pub fn or(self, other: Self) -> Self {
        let mut origins = other.origins;
        for (field, known) in FIELDS.into_iter().zip(self.known()) {
            if known {
                origins.remove(field);
            }
        }
        origins.extend(self.origins);
        Self {
            title: self.title.or(other.title),
            byline: self.byline.or(other.byline),
            url: self.url.or(other.url),
            publisher: self.publisher.or(other.publisher),
            published: self.published.or(other.published),
            modified: self.modified.or(other.modified),
            language: self.language.or(other.language),
            archived_url: self.archived_url.or(other.archived_url),
            notes: if self.notes.is_empty() { other.notes } else { self.notes },
            origins,
            retrieved: self.retrieved.or(other.retrieved),
            timings: if self.timings.is_empty() { other.timings } else { self.timings },
        }
    }

    /// Says of every field that is known, and whose origin is not, that it came from there.
    #[must_use]
    pub fn from_place(mut self, place: &str) -> Self {
        for (field, known) in FIELDS.into_iter().zip(self.known()) {
            if known {
                self.origins.entry(field.to_owned()).or_insert_with(|| place.to_owned());
            }
        }
        self
    }

    /// Which of [`FIELDS`] are known.
    fn known(&self) -> [bool; FIELDS.len()] {
        [
            self.title.is_some(),
            self.byline.is_some(),
            self.publisher.is_some(),
            self.published.is_some(),
            self.modified.is_some(),
            self.url.is_some(),
            self.language.is_some(),
            self.archived_url.is_some(),
        ]
    }
}

/// An article's text, which never changes, with its metadata. A changed article is another document.
///
/// ```
/// use claimlog::model::{Document, Metadata};
/// let document = Document::new("Some 30,000 came.".to_owned(), Metadata::default());
/// assert_eq!(document.id, Document::new("Some 30,000 came.".to_owned(), Metadata::default()).id);
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Document {
    /// The key, from the text.
    pub id: DocumentId,
    /// The SHA-256 of the text's UTF-8.
    pub sha256: [u8; 32],
    /// The text, to the byte.
    pub text: String,
    /// What is known about it.
    pub metadata: Metadata,
    /// When it was stored (UTC); `None` before.
    pub added_at: Option<DateTime<Utc>>,
}

impl Document {
    /// Makes the document of this text.
    #[must_use]
    pub fn new(text: String, metadata: Metadata) -> Self {
        let sha256: [u8; 32] = Sha256::digest(text.as_bytes()).into();
        Self { id: DocumentId::of(&sha256), sha256, text, metadata, added_at: None }
    }

    /// The hash in hexadecimal, as reports print it.
    #[must_use]
    pub fn sha256_hex(&self) -> String {
        self.sha256.iter().map(|byte| format!("{byte:02x}")).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_hash_is_that_of_the_text() {
        let document = Document::new("abc".to_owned(), Metadata::default());
        // FIPS 180-2, appendix B.1.
        assert!(document.sha256_hex().starts_with("ba7816bf8f01cfea414140de5dae2223"));
    }

    #[test]
    fn a_known_field_wins() {
        let flag = Metadata { title: Some("A".into()), ..Metadata::default() };
        let page = Metadata { title: Some("B".into()), byline: Some("C".into()), ..Metadata::default() };
        let both = flag.or(page);
        assert_eq!((both.title.as_deref(), both.byline.as_deref()), (Some("A"), Some("C")));
    }

    #[test]
    fn the_origin_follows_the_field() {
        let flag = Metadata { title: Some("A".into()), ..Metadata::default() }.from_place("given");
        let page = Metadata { title: Some("B".into()), byline: Some("C".into()), ..Metadata::default() };
        let both = flag.or(page.from_place("meta element"));
        assert_eq!(both.origins["title"], "given");
        assert_eq!(both.origins["byline"], "meta element");
        let silent = Metadata { byline: Some("D".into()), ..Metadata::default() }.or(both);
        assert_eq!(silent.origins.get("byline"), None);
    }
}
