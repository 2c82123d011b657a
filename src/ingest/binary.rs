//! Formats that are no text, known by their first bytes, so that the refusal can say what the file is.

use crate::ingest::error::Problem;

const CONVERT: &str = "convert it to text first";
const UNPACK: &str = "unpack it first";
const PICTURE: &str = "an article is text";

/// First bytes, what they start, and what to do about it.
const SIGNATURES: &[(&[u8], &str, &str)] = &[
    (b"%PDF-", "a PDF document", CONVERT),
    (b"PK\x03\x04", "a ZIP archive or an office document", "unpack it, or save the document as text"),
    (b"PK\x05\x06", "an empty ZIP archive", UNPACK),
    (b"\x1F\x8B", "a gzip archive", UNPACK),
    (b"BZh", "a bzip2 archive", UNPACK),
    (b"\xFD7zXZ\0", "an xz archive", UNPACK),
    (b"\x28\xB5\x2F\xFD", "a Zstandard archive", UNPACK),
    (b"7z\xBC\xAF\x27\x1C", "a 7-Zip archive", UNPACK),
    (b"{\\rtf", "a rich text document", CONVERT),
    (OLE, "an old office document", "save it as .docx or as text first"),
    (b"\x89PNG\r\n\x1A\n", "a PNG picture", PICTURE),
    (b"\xFF\xD8\xFF", "a JPEG picture", PICTURE),
    (b"GIF87a", "a GIF picture", PICTURE),
    (b"GIF89a", "a GIF picture", PICTURE),
    (b"RIFF", "a picture, sound or film", PICTURE),
    (b"SQLite format 3\0", "a database", "give the articles instead"),
    (b"\x7FELF", "a program", PICTURE),
];

/// The container of old office documents, and of new ones behind a password.
const OLE: &[u8] = b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1";
/// The name of the stream that holds an encrypted document (MS-OFFCRYPTO, 2.3.4.4).
const ENCRYPTED: &[u8] = b"E\0n\0c\0r\0y\0p\0t\0e\0d\0P\0a\0c\0k\0a\0g\0e\0";

/// Refuses what is no text, by its name where it is known, and else for its first zero byte.
pub(super) fn refuse(bytes: &[u8]) -> Result<(), Problem> {
    if bytes.starts_with(OLE) && memchr::memmem::find(bytes, ENCRYPTED).is_some() {
        return Err(Problem::Binary {
            what: "an encrypted office document",
            advice: "save it without its password first",
        });
    }
    if let Some((_, what, advice)) = SIGNATURES.iter().find(|(start, ..)| bytes.starts_with(start)) {
        return Err(Problem::Binary { what, advice });
    }
    match memchr::memchr(0, bytes) {
        Some(_) if is_wide(bytes) => {
            Err(Problem::Binary { what: "UTF-16 text without a byte order mark", advice: "save it as UTF-8 first" })
        }
        Some(offset) => Err(Problem::Zero(offset)),
        None => Ok(()),
    }
}

/// Whether every other of the first bytes is zero, as in English text of two bytes a character.
fn is_wide(bytes: &[u8]) -> bool {
    let head = &bytes[..bytes.len().min(64)];
    let zeros = |parity: usize| head.iter().skip(parity).step_by(2).filter(|byte| **byte == 0).count();
    let (even, odd) = (zeros(0), zeros(1));
    head.len() >= 4 && even.min(odd) == 0 && even.max(odd) * 4 >= head.len() / 2 * 3
}

#[cfg(test)]
mod tests {
    use super::*;

    fn what(bytes: &[u8]) -> Option<&'static str> {
        match refuse(bytes) {
            Err(Problem::Binary { what, .. }) => Some(what),
            _ => None,
        }
    }

    #[test]
    fn known_formats_are_named() {
        assert_eq!(what(b"%PDF-1.7\n\xE2\xE3"), Some("a PDF document"));
        assert_eq!(what(b"\x89PNG\r\n\x1A\n\0\0\0\rIHDR"), Some("a PNG picture"));
        assert_eq!(what(b"PK\x03\x04\x14\0"), Some("a ZIP archive or an office document"));
        assert_eq!(what(OLE), Some("an old office document"));
        assert_eq!(what(&[OLE, b"\0\0", ENCRYPTED].concat()), Some("an encrypted office document"));
        assert_eq!(what(b"S\0o\0m\0e\0 \0"), Some("UTF-16 text without a byte order mark"));
        assert_eq!(what(b"\0S\0o\0m\0e"), Some("UTF-16 text without a byte order mark"));
    }

    #[test]
    fn a_zero_byte_is_named_by_its_place() {
        assert!(matches!(refuse(b"Some 30\0,000 people left the town"), Err(Problem::Zero(7))));
    }

    #[test]
    fn text_passes_with_its_controls() {
        assert!(refuse(b"\x1B[31mSome\x07 30,000\x7F PK %PDF-").is_ok());
    }
}
