//! Bytes → text: UTF-8, UTF-16 with its mark, a legacy encoding that the server or the page names or that is credible; or a
//! refusal. A mark wins over the server, the server over the page, and what is named over what is detected.
//!
//! The text that comes out is the one that all offsets refer to; a byte order mark is no part of it.

use std::borrow::Cow;
use std::cmp::Ordering;

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{Encoding, ISO_2022_JP, UTF_8, UTF_16BE, UTF_16LE, WINDOWS_1252};

use crate::ingest::binary;
use crate::ingest::credible::is_credible;
use crate::ingest::error::Problem;
use crate::ingest::notice::Notice;

/// Decodes a file, for which a server may have `declared` a charset.
///
/// # Errors
/// When it is empty, of a binary format, or in no encoding that makes sense: with the first byte that is not UTF-8.
pub(super) fn decode(bytes: Vec<u8>, declared: Option<&str>) -> Result<(String, Option<Notice>), Problem> {
    if bytes.is_empty() {
        return Err(Problem::Empty);
    }
    if let Some((encoding, mark)) = Encoding::for_bom(&bytes) {
        return marked(encoding, &bytes[mark..], mark);
    }
    let served = declared.and_then(|label| Encoding::for_label(label.trim().as_bytes()));
    if let Some(text) = served.and_then(|encoding| unlike_utf8(encoding, &bytes)) {
        return Ok((text, None));
    }
    binary::refuse(&bytes)?;
    match String::from_utf8(bytes) {
        Ok(text) => {
            let contradicted = served.filter(|encoding| *encoding != UTF_8 && !text.is_ascii());
            Ok((text, contradicted.map(|encoding| Notice::Misnamed { encoding: encoding.name() })))
        }
        Err(error) => legacy(error.as_bytes(), error.utf8_error().valid_up_to(), served),
    }
}

/// The text in an encoding whose bytes may pass for UTF-8 or for no text at all: the one that escapes to Japanese, and
/// UTF-16, where half of the bytes are zero and show which half comes first, whatever the label says.
fn unlike_utf8(encoding: &'static Encoding, bytes: &[u8]) -> Option<String> {
    let encoding = if encoding == UTF_16LE || encoding == UTF_16BE {
        let zeros = |parity: usize| bytes.iter().skip(parity).step_by(2).filter(|byte| **byte == 0).count();
        match zeros(0).cmp(&zeros(1)) {
            Ordering::Less => UTF_16LE,
            Ordering::Greater => UTF_16BE,
            Ordering::Equal => return None,
        }
    } else if encoding == ISO_2022_JP && memchr::memchr(0x1B, bytes).is_some() {
        encoding
    } else {
        return None;
    };
    let text = strictly(encoding, bytes).filter(|text| !text.contains('\0'))?;
    Some(text.into_owned())
}

/// What follows a byte order mark, which leaves no doubt about the encoding.
fn marked(encoding: &'static Encoding, rest: &[u8], mark: usize) -> Result<(String, Option<Notice>), Problem> {
    if encoding == UTF_8 {
        binary::refuse(rest)?;
        let text = str::from_utf8(rest).map_err(|error| Problem::Encoding(mark + error.valid_up_to()))?;
        return Ok((text.to_owned(), None));
    }
    debug_assert!(encoding == UTF_16LE || encoding == UTF_16BE);
    if rest.starts_with(&[0, 0]) {
        return Err(Problem::Binary { what: "UTF-32 text", advice: "save it as UTF-8 first" });
    }
    let text = strictly(encoding, rest)
        .ok_or(Problem::Binary { what: "broken UTF-16 text", advice: "save it as UTF-8 first" })?;
    Ok((text.into_owned(), None))
}

/// Bytes that are not UTF-8 from `broken` on: in the encoding that the server gives, in the one that the page names, in that
/// of Western Windows, or in the detected one, where the result is what someone could have written.
fn legacy(bytes: &[u8], broken: usize, served: Option<&'static Encoding>) -> Result<(String, Option<Notice>), Problem> {
    let served = served.filter(|encoding| *encoding != UTF_8 && *encoding != UTF_16LE && *encoding != UTF_16BE);
    if let Some((encoding, text)) = served.and_then(|encoding| Some((encoding, strictly(encoding, bytes)?))) {
        return Ok((text.into_owned(), Some(Notice::Served { encoding: encoding.name() })));
    }
    let named = named_encoding(bytes).and_then(|encoding| Some((encoding, strictly(encoding, bytes)?, true)));
    let read = named.or_else(|| {
        if has_utf8(bytes) {
            return None; // damaged UTF-8, not another encoding
        }
        [WINDOWS_1252, detected(bytes)].into_iter().find_map(|encoding| {
            let text = strictly(encoding, bytes).filter(|text| is_credible(text, encoding == WINDOWS_1252))?;
            Some((encoding, text, false))
        })
    });
    let (encoding, text, declared) = read.ok_or(Problem::Encoding(broken))?;
    Ok((text.into_owned(), Some(Notice::Decoded { encoding: encoding.name(), declared })))
}

fn strictly<'b>(encoding: &'static Encoding, bytes: &'b [u8]) -> Option<Cow<'b, str>> {
    encoding.decode_without_bom_handling_and_without_replacement(bytes)
}

fn detected(bytes: &[u8]) -> &'static Encoding {
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
    detector.feed(bytes, true);
    detector.guess(None, Utf8Detection::Deny)
}

/// Whether a character of several bytes stands among the bytes in UTF-8: no other encoding writes so by chance.
fn has_utf8(bytes: &[u8]) -> bool {
    bytes.utf8_chunks().any(|chunk| !chunk.valid().is_ascii())
}

/// The encoding that `<meta charset>` or `<meta http-equiv>` names in the first 1,024 bytes (HTML, 13.2.3.2), or an XML
/// declaration (XML 1.0, 4.3.3); one of 8 bits, since a page that can be read so far is not UTF-16 (nor, here, UTF-8).
fn named_encoding(bytes: &[u8]) -> Option<&'static Encoding> {
    let head = bytes[..bytes.len().min(1024)].to_ascii_lowercase();
    let (start, key): (_, &[u8]) = match find(&head, b"<meta") {
        Some(meta) => (meta, b"charset="),
        None if head.trim_ascii_start().starts_with(b"<?xml") => (0, b"encoding="),
        None => return None,
    };
    let label = start + find(&head[start..], key)? + key.len();
    let label = head[label..].trim_ascii_start();
    let label = label.strip_prefix(b"\"").or_else(|| label.strip_prefix(b"'")).unwrap_or(label);
    let end = label.iter().position(|byte| b"\"'/> ;".contains(byte))?;
    Encoding::for_label(&label[..end]).filter(|encoding| ![UTF_8, UTF_16LE, UTF_16BE].contains(encoding))
}

fn find(bytes: &[u8], needle: &[u8]) -> Option<usize> {
    memchr::memmem::find(bytes, needle)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(bytes: &[u8]) -> String {
        decode(bytes.to_vec(), None).unwrap().0
    }

    fn broken_at(bytes: &[u8]) -> Option<usize> {
        match decode(bytes.to_vec(), None) {
            Err(Problem::Encoding(offset)) => Some(offset),
            _ => None,
        }
    }

    #[test]
    fn utf8_comes_through_to_the_byte() {
        let given = "“Some 30,000”\r\n\u{85}\u{2028}e\u{301} 😀\u{200b}";
        assert_eq!(text(given.as_bytes()), given);
    }

    #[test]
    fn a_mark_is_no_part_of_the_text() {
        assert_eq!(text(b"\xEF\xBB\xBFSome 30,000"), "Some 30,000");
        assert_eq!(text(b"\xFF\xFE3\x000\x00\x1C\x20"), "30“");
        assert_eq!(text(b"\xFE\xFF\x003\x000\x20\x1C"), "30“");
    }

    #[test]
    fn western_windows_is_read_and_announced() {
        for (bytes, wanted) in [
            (b"\x93Some 30,000 left,\x94 he said.".as_slice(), "“Some 30,000 left,” he said."),
            (b"It\x92s 30,000 \x96 no more.", "It’s 30,000 – no more."),
            (b"The caf\xE9 took \xA3500 million from M\xFCller.", "The café took £500 million from Müller."),
            (b"It cost \x80500 million, 500 \x80 a head.", "It cost €500 million, 500 € a head."),
            (b"It was 30\xB0C, 20\xA0km away.", "It was 30°C, 20\u{a0}km away."),
        ] {
            let (text, notice) = decode(bytes.to_vec(), None).unwrap();
            assert_eq!(text, wanted);
            assert_eq!(notice, Some(Notice::Decoded { encoding: "windows-1252", declared: false }));
        }
    }

    #[test]
    fn another_alphabet_is_detected() {
        let russian = "Около тридцати тысяч человек покинули город в прошлом году, сказал мэр.";
        let (bytes, ..) = encoding_rs::WINDOWS_1251.encode(russian);
        let (text, notice) = decode(bytes.into_owned(), None).unwrap();
        assert_eq!(text, russian);
        assert_eq!(notice, Some(Notice::Decoded { encoding: "windows-1251", declared: false }));
    }

    #[test]
    fn broken_utf8_is_refused_with_its_place() {
        for (bytes, offset) in [
            (b"Some people \x80 left".as_slice(), 12),
            (b"Some 30,000 \xC0\xAF left", 12),
            (b"Some 30,000 \xED\xA0\x80 left", 12),
            (b"Some 30,000 \xF5 left", 12),
            (b"Some 30,000 at the caf\xC3", 22),
            (b"Some 30,000 left \xE2\x80", 17),
            (b"caf\xC3\xA9 \x93thirty\x94", 6),
            (b"\xEF\xBB\xBFabc\x80", 6),
        ] {
            assert_eq!(broken_at(bytes), Some(offset), "{}", bytes.escape_ascii());
        }
    }

    #[test]
    fn a_page_may_name_its_encoding() {
        for meta in [
            "<meta charset=\"windows-1250\">",
            "<META http-equiv='Content-Type' content='text/html; charset=windows-1250'>",
        ] {
            let mut page = format!("<!doctype html><head>{meta}</head><p>").into_bytes();
            page.extend(b"Wa\xB3\xEAsa");
            let (text, notice) = decode(page, None).unwrap();
            assert!(text.ends_with("Wałęsa"), "{text}");
            assert_eq!(notice, Some(Notice::Decoded { encoding: "windows-1250", declared: true }));
        }
    }

    #[test]
    fn a_page_that_says_legacy_and_is_utf8_is_utf8() {
        let page = "<meta charset=iso-8859-1><p>“30,000”";
        assert_eq!(decode(page.as_bytes().to_vec(), None).unwrap(), (page.to_owned(), None));
    }

    #[test]
    fn wide_encodings_without_a_mark_are_refused() {
        assert!(matches!(
            decode(b"\xFF\xFE\0\0a\0\0\0".to_vec(), None),
            Err(Problem::Binary { what: "UTF-32 text", .. })
        ));
        assert!(matches!(decode(b"\xFF\xFE\x00\xD8a\x00".to_vec(), None), Err(Problem::Binary { .. })));
        assert!(matches!(decode(Vec::new(), None), Err(Problem::Empty)));
    }

    #[test]
    fn the_charset_of_a_server_is_heeded() {
        let served = |bytes: &[u8], charset| decode(bytes.to_vec(), Some(charset)).unwrap();
        let (japanese, ..) = encoding_rs::SHIFT_JIS.encode("約3万人が町を去った。");
        let (escaped, ..) = ISO_2022_JP.encode("約3万人が町を去った。");
        let read_as = |encoding| Some(Notice::Served { encoding });
        assert_eq!(served(&japanese, "Shift_JIS"), ("約3万人が町を去った。".to_owned(), read_as("Shift_JIS")));
        assert_eq!(served(&escaped, "iso-2022-jp"), ("約3万人が町を去った。".to_owned(), None));
        assert_eq!(served(b"Wa\xB3\xEAsa", " iso-8859-2 "), ("Wałęsa".to_owned(), read_as("ISO-8859-2")));
        assert_eq!(served(b"3\x000\x00\x1C\x20", "utf-16"), ("30“".to_owned(), None));
        for label in ["utf-16be", "utf-16"] {
            assert_eq!(served(b"\x003\x000\x20\x1C", label), ("30“".to_owned(), None));
        }
        let page = b"<meta charset=windows-1251><p>Wa\xB3\xEAsa";
        assert!(served(page, "iso-8859-2").0.ends_with("Wałęsa"), "the server wins over the page");
    }

    #[test]
    fn the_charset_of_a_server_that_contradicts_the_bytes_is_passed_over() {
        let served = |bytes: &[u8], charset| decode(bytes.to_vec(), Some(charset)).unwrap();
        let misnamed = Some(Notice::Misnamed { encoding: "windows-1252" });
        assert_eq!(served("“30,000”".as_bytes(), "iso-8859-1"), ("“30,000”".to_owned(), misnamed));
        for (bytes, charset) in [
            (b"30,000".as_slice(), "iso-8859-1"),
            (b"30,000", "utf-16"),
            (b"30,000", "klingon"),
            (b"\xEF\xBB\xBF30,000", "shift_jis"),
        ] {
            assert_eq!(served(bytes, charset), ("30,000".to_owned(), None), "{charset}");
        }
        let detected = Some(Notice::Decoded { encoding: "windows-1252", declared: false });
        for charset in ["utf-8", "shift_jis", "utf-16"] {
            assert_eq!(served(b"\x9330,000\x94", charset), ("“30,000”".to_owned(), detected.clone()), "{charset}");
        }
        assert!(matches!(decode(b"Some people \x80 left".to_vec(), Some("utf-8")), Err(Problem::Encoding(12))));
        assert!(matches!(decode(b"\x89PNG\r\n\x1A\n\0".to_vec(), Some("utf-8")), Err(Problem::Binary { .. })));
    }
}
