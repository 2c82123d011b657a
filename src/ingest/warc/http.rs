//! An HTTP response as an archive keeps it → the page in it, with the transfer's chunks and compression undone.
//!
//! Crawlers often undo them and keep the headers that speak of them, so a body is taken as it is where it does not look as
//! its headers say.

use std::io::Cursor;

use httparse::{EMPTY_HEADER, Response, Status, parse_chunk_size};

use crate::ingest::error::Problem;
use crate::ingest::{container, gzip};

/// The most header fields of a response.
const MOST_FIELDS: usize = 256;

/// A page as it was sent.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Page {
    pub(super) bytes: Vec<u8>,
    /// Its media type, in lower case and without parameters.
    pub(super) content_type: String,
    pub(super) charset: Option<String>,
}

/// The page of a response; `None` for other states than 200 and for what is no text.
pub(super) fn page(content: &[u8], max_bytes: u64) -> Result<Option<Page>, Problem> {
    let mut fields = vec![EMPTY_HEADER; MOST_FIELDS];
    let mut response = Response::new(&mut fields);
    let length = match response.parse(content) {
        Ok(Status::Complete(length)) => length,
        Ok(Status::Partial) | Err(_) => return Err(Problem::Record("its HTTP head makes no sense")),
    };
    let status = response.code;
    let field = |wanted: &str| {
        let found = response.headers.iter().find(|field| field.name.eq_ignore_ascii_case(wanted));
        found.map(|field| String::from_utf8_lossy(field.value).trim().to_ascii_lowercase()).unwrap_or_default()
    };
    let (content_type, charset) = media_type(&field("content-type"));
    let body = &content[length..];
    if status != Some(200) || !is_read(&content_type) || body.is_empty() {
        return Ok(None);
    }
    let body = if field("transfer-encoding").contains("chunked") { joined(body)? } else { body.to_vec() };
    let bytes = match field("content-encoding").as_str() {
        "gzip" | "x-gzip" if gzip::starts(&body) => {
            container::whole(gzip::unpacked(Cursor::new(body), max_bytes), max_bytes)?
        }
        "br" | "deflate" | "zstd" if !looks_like_text(&body) => {
            return Err(Problem::Record("its page is packed in a way that is not read"));
        }
        _ => body,
    };
    Ok(Some(Page { bytes, content_type, charset }))
}

/// A media type and its charset: "text/html; charset=utf-8".
pub(super) fn media_type(given: &str) -> (String, Option<String>) {
    let mut parts = given.split(';').map(str::trim);
    let essence = parts.next().unwrap_or_default().to_ascii_lowercase();
    let charset = parts.find_map(|part| {
        let (name, value) = part.split_once('=')?;
        name.trim().eq_ignore_ascii_case("charset").then(|| value.trim().trim_matches(['"', '\'']).to_owned())
    });
    (essence, charset.filter(|charset| !charset.is_empty()))
}

/// Whether pages of this type are read. A response without a type is looked at.
pub(super) fn is_read(content_type: &str) -> bool {
    const READ: [&str; 6] =
        ["", "text/html", "application/xhtml+xml", "text/plain", "application/rss+xml", "application/atom+xml"];
    READ.contains(&content_type)
}

fn looks_like_text(body: &[u8]) -> bool {
    str::from_utf8(&body[..body.len().min(64)]).is_ok()
}

/// The chunks of a body joined (RFC 9112, 7.1); the body itself when it has none.
fn joined(body: &[u8]) -> Result<Vec<u8>, Problem> {
    const BROKEN: Problem = Problem::Record("the chunks of its page do not fit");
    let (mut whole, mut rest) = (Vec::with_capacity(body.len()), body);
    loop {
        let size = match parse_chunk_size(rest) {
            Ok(Status::Complete((start, size))) => usize::try_from(size).ok().map(|size| (start, size)),
            _ => None,
        };
        let chunk = size.and_then(|(start, size)| Some((rest.get(start..start.checked_add(size)?)?, start + size)));
        match chunk {
            Some(([], _)) => return Ok(whole),
            Some((chunk, end)) => {
                whole.extend_from_slice(chunk);
                rest = rest.get(end..).and_then(|rest| rest.strip_prefix(b"\r\n")).ok_or(BROKEN)?;
            }
            None if whole.is_empty() && size.is_none() => return Ok(body.to_vec()),
            None => return Err(BROKEN),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn got(head: &str, body: &[u8]) -> Result<Option<Page>, Problem> {
        page(&[format!("HTTP/1.1 200 OK\r\n{head}\r\n\r\n").as_bytes(), body].concat(), 10_000)
    }

    fn bytes(head: &str, body: &[u8]) -> Vec<u8> {
        got(head, body).unwrap().unwrap().bytes
    }

    #[test]
    fn a_page_is_what_was_sent() {
        let page = got("Content-Type: text/HTML; charset=\"Windows-1252\"", b"<p>Ern").unwrap().unwrap();
        let wanted =
            Page { bytes: b"<p>Ern".to_vec(), content_type: "text/html".into(), charset: Some("windows-1252".into()) };
        assert_eq!(page, wanted);
        assert_eq!(got("Content-Type: image/png", b"x").unwrap(), None);
        assert_eq!(super::page(b"HTTP/1.1 404 Not Found\r\n\r\n<p>", 99).unwrap(), None);
        assert!(matches!(super::page(b"\x01\x02", 99), Err(Problem::Record(_))));
    }

    #[test]
    fn chunks_are_joined_where_there_are_any() {
        let head = "Transfer-Encoding: chunked";
        assert_eq!(bytes(head, b"3\r\nErn\r\n2;x=y\r\n!!\r\n0\r\n\r\n"), b"Ern!!");
        assert_eq!(bytes(head, b"<p>Ern was joined already"), b"<p>Ern was joined already");
        for broken in [b"3\r\nErn\r\nffff\r\nx".as_slice(), b"ffffffffffffffff\r\nx", b"3\r\nErnXX", b"3\r\nEr"] {
            assert!(matches!(got(head, broken), Err(Problem::Record(_))), "{}", broken.escape_ascii());
        }
    }

    #[test]
    fn packed_pages_are_unpacked_up_to_the_limit() {
        let pack = |bytes: &[u8]| {
            let mut packer = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::best());
            std::io::Write::write_all(&mut packer, bytes).unwrap();
            packer.finish().unwrap()
        };
        let numbers: String = (0..5_000).map(|number| format!("{number} ")).collect();
        let head = "Content-Encoding: gzip";
        assert_eq!(bytes(head, &pack(b"<p>Ern")), b"<p>Ern");
        assert_eq!(bytes(head, b"<p>Ern"), b"<p>Ern");
        assert!(matches!(got(head, &pack(numbers.as_bytes())), Err(Problem::TooLong(_))));
        assert!(matches!(got(head, &pack(&[b'0'; 9_000_000])), Err(Problem::Endless(_))));
        assert!(matches!(got(head, &pack(b"<p>Ern")[..12]), Err(Problem::Damaged(_))));
        assert!(matches!(got("Content-Encoding: br", b"\x8b\x02\x80abc"), Err(Problem::Record(_))));
    }
}
