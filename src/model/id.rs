//! Keys: of documents, claims and evidence from what they are, of verdicts from when they were given.
//!
//! A document's key is the head of its text's SHA-256 and a claim's comes from document, place and kind, so that the
//! same article has the same keys on every machine. A key is written with a letter first (`d5f0…`, `c4f2…`), so that
//! no spreadsheet takes it for a number, and any unique prefix of it names the row.

use std::fmt;

use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use thiserror::Error;

use crate::model::Kind;
use crate::span::Span;

/// What is wrong with a key that someone typed.
#[derive(Debug, Error, PartialEq, Eq)]
#[error("“{given}” is no {what} id: one is “{letter}” and hexadecimal digits, such as “{letter}4f2”")]
pub struct IdError {
    given: String,
    what: &'static str,
    letter: char,
}

macro_rules! id {
    ($(#[$doc:meta])* $name:ident, $letter:literal, $what:literal) => {
        $(#[$doc])*
        /// The default is the key of zeros, which no row has.
        #[derive(Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $name([u8; 16]);

        impl $name {
            /// The letter that its written form starts with.
            pub const LETTER: char = $letter;

            /// Takes the 16 bytes of a stored key.
            #[must_use]
            pub const fn from_bytes(bytes: [u8; 16]) -> Self {
                Self(bytes)
            }

            /// The 16 bytes, as they are stored.
            #[must_use]
            pub const fn as_bytes(&self) -> &[u8; 16] {
                &self.0
            }

            /// Reads a key or the beginning of one: its hexadecimal digits in lower case, without the letter.
            ///
            /// # Errors
            /// When the letter is another or a digit is not hexadecimal.
            pub fn parse_prefix(given: &str) -> Result<String, IdError> {
                let lower = given.trim().to_ascii_lowercase();
                let digits = lower.strip_prefix($letter).unwrap_or_default();
                if digits.is_empty() || digits.len() > 32 || !digits.bytes().all(|b| b.is_ascii_hexdigit()) {
                    return Err(IdError { given: given.to_owned(), what: $what, letter: $letter });
                }
                Ok(digits.to_owned())
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(&written($letter, &self.0))
            }
        }

        impl fmt::Debug for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                fmt::Display::fmt(self, f)
            }
        }

        impl Serialize for $name {
            fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.serialize_str(&written($letter, &self.0))
            }
        }

        impl<'de> Deserialize<'de> for $name {
            fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                let text = String::deserialize(deserializer)?;
                let digits = Self::parse_prefix(&text).map_err(serde::de::Error::custom)?;
                let key = u128::from_str_radix(&digits, 16).map_err(serde::de::Error::custom)?;
                if digits.len() == 32 { Ok(Self(key.to_be_bytes())) } else { Err(serde::de::Error::custom("the id is cut short")) }
            }
        }
    };
}

id!(
    /// The key of a document: the first 16 bytes of its text's SHA-256.
    DocumentId, 'd', "document"
);
id!(
    /// The key of a claim: document, place and kind, hashed.
    ClaimId, 'c', "claim"
);
id!(
    /// The key of a verdict: a UUID of version 7 (RFC 9562), whose order is that of time.
    VerdictId, 'v', "verdict"
);

id!(
    /// The key of a piece of evidence: what it says, hashed when it was added, so that a short beginning names it and no
    /// other content can have it.
    EvidenceId, 'e', "evidence"
);
id!(
    /// The key of a claim's wording: of what a verdict judges.
    Revision, 'r', "revision"
);
id!(
    /// The key of an event: a UUID of version 7.
    EventId, 'l', "event"
);

/// A letter and the hexadecimal digits of a key, digit by digit: every line of output holds one.
fn written(letter: char, key: &[u8; 16]) -> String {
    const DIGITS: &[u8; 16] = b"0123456789abcdef";
    let mut written = String::with_capacity(33);
    written.push(letter);
    for byte in key {
        written.push(char::from(DIGITS[usize::from(byte >> 4)]));
        written.push(char::from(DIGITS[usize::from(byte & 15)]));
    }
    written
}

impl DocumentId {
    /// The key of the text with this SHA-256.
    #[must_use]
    pub fn of(sha256: &[u8; 32]) -> Self {
        let mut head = [0; 16];
        head.copy_from_slice(&sha256[..16]);
        Self(head)
    }
}

impl EvidenceId {
    /// The key of the evidence with this content.
    #[must_use]
    pub(super) fn of_content(said: &[u8]) -> Self {
        let mut hash = Sha256::new();
        hash.update(b"claimlog/evidence/2");
        hash.update(said);
        let mut head = [0; 16];
        head.copy_from_slice(&hash.finalize()[..16]);
        Self(head)
    }

    /// The key of the evidence at this place of a verdict that gave its evidence none.
    #[must_use]
    pub fn of(verdict: VerdictId, position: u32) -> Self {
        let mut hash = Sha256::new();
        hash.update(b"claimlog/evidence/1");
        hash.update(verdict.0);
        hash.update(position.to_be_bytes());
        let mut head = [0; 16];
        head.copy_from_slice(&hash.finalize()[..16]);
        Self(head)
    }
}

impl ClaimId {
    /// The key of the claim of this kind at this place of the document.
    #[must_use]
    pub fn of(document: DocumentId, span: Span, kind: Kind) -> Self {
        let mut hash = Sha256::new();
        hash.update(b"claimlog/claim/1");
        hash.update(document.0);
        hash.update(span.start.to_be_bytes());
        hash.update(span.end.to_be_bytes());
        hash.update(kind.name());
        let mut head = [0; 16];
        head.copy_from_slice(&hash.finalize()[..16]);
        Self(head)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_claims_key_depends_on_document_place_and_kind() {
        let document = DocumentId::of(&[7; 32]);
        let key = ClaimId::of(document, Span::new(3, 9), Kind::Money);
        assert_eq!(key, ClaimId::of(document, Span::new(3, 9), Kind::Money));
        assert_ne!(key, ClaimId::of(document, Span::new(3, 9), Kind::Count));
        assert_ne!(key, ClaimId::of(document, Span::new(3, 10), Kind::Money));
        assert!(key.to_string().starts_with('c'));
    }

    #[test]
    fn reads_a_prefix_in_either_case_and_refuses_the_rest() {
        assert_eq!(ClaimId::parse_prefix(" C4F2 "), Ok("4f2".to_owned()));
        for wrong in ["", "c", "4f2", "d4f2", "cxyz", "c-4f2"] {
            assert!(ClaimId::parse_prefix(wrong).is_err(), "{wrong}");
        }
    }

    #[test]
    fn survives_json() {
        let id = DocumentId::of(&[0xAB; 32]);
        let json = serde_json::to_string(&id).unwrap();
        assert_eq!(serde_json::from_str::<DocumentId>(&json).unwrap(), id);
        assert!(serde_json::from_str::<DocumentId>("\"dab\"").is_err());
    }
}
