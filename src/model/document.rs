//! An article: the exact text that all offsets refer to, and what is known about it.

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
    /// The language as BCP 47 ("en", "en-GB").
    pub language: Option<String>,
    /// Where a copy is kept, as it was read.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub archived_url: Option<String>,
}

impl Metadata {
    /// Takes each field from `self` where it is known, else from `other`: flags win over the page.
    #[must_use]
    pub fn or(self, other: Self) -> Self {
        Self {
            title: self.title.or(other.title),
            byline: self.byline.or(other.byline),
            url: self.url.or(other.url),
            publisher: self.publisher.or(other.publisher),
            published: self.published.or(other.published),
            language: self.language.or(other.language),
            archived_url: self.archived_url.or(other.archived_url),
        }
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
}
