//! What the streams of a file unpack to, before anything is loaded.
//!
//! Deflate packs a thousand to one, so that a file of 20 MB can fill 20 GB. Every place where a stream may begin is
//! unpacked and thrown away, up to a limit for one and for all. Work is counted in bytes that go in and come out, so that
//! streams which only seem to begin cost no more.

use std::io::{ErrorKind, Read};

use flate2::bufread::{DeflateDecoder, ZlibDecoder};

use super::broken;
use crate::ingest::error::Problem;

/// The most bytes that one stream may unpack to.
pub(super) const STREAM: u64 = 64 * 1024 * 1024;
/// The most that all may, and the most work.
const ALL: u64 = 512 * 1024 * 1024;

/// So many bytes before a stream are searched for what its dictionary says.
const DICTIONARY: usize = 1024;
/// The most bytes of packed objects in an encrypted file, since what they unpack to is not known before it is loaded.
const LOCKED: usize = 1024 * 1024;

/// Refuses a file that unpacks to more than the limits.
pub(super) fn measure(bytes: &[u8]) -> Result<(), Problem> {
    let is_locked = memchr::memmem::find(bytes, b"/Encrypt").is_some();
    let (mut work, mut locked) = (0, 0);
    let mut at = 0;
    while let Some(found) = memchr::memmem::find(&bytes[at..], b"stream") {
        let start = at + found;
        at = start + b"stream".len();
        if bytes[..start].ends_with(b"end") {
            continue;
        }
        refuse_odd(&bytes[start.saturating_sub(DICTIONARY)..start])?;
        let data =
            bytes[at..].strip_prefix(b"\r\n").or_else(|| bytes[at..].strip_prefix(b"\n")).unwrap_or(&bytes[at..]);
        if is_locked && memchr::memmem::find(&bytes[start.saturating_sub(DICTIONARY)..start], b"ObjStm").is_some() {
            locked += memchr::memmem::find(data, b"endstream").unwrap_or(data.len());
            if locked > LOCKED {
                return Err(Problem::Binary {
                    what: "a large encrypted PDF document",
                    advice: "save it without its protection first",
                });
            }
        }
        let (read, written) = unpacked(data);
        work += read + written;
        if written > STREAM {
            return Err(Problem::Bomb { what: "the PDF document", limit: STREAM });
        }
        if work > ALL {
            return Err(Problem::Bomb { what: "the PDF document", limit: ALL });
        }
    }
    Ok(())
}

/// Streams of objects are unpacked while the file is loaded; ones that are packed in another way than all programs pack
/// them cannot be measured.
fn refuse_odd(before: &[u8]) -> Result<(), Problem> {
    let dictionary = memchr::memmem::rfind(before, b" obj").map_or(before, |start| &before[start..]);
    let has = |word: &[u8]| memchr::memmem::find(dictionary, word).is_some();
    let is_structure = has(b"ObjStm") || has(b"XRef");
    let flates = memchr::memmem::find_iter(dictionary, b"FlateDecode").count();
    if is_structure && (has(b"85Decode") || has(b"LZW") || has(b"#") || flates > 1) {
        return Err(broken("its objects are packed in a way that no program uses"));
    }
    Ok(())
}

/// How many bytes a stream takes and gives, up to just over the limit; nothing for one that is not deflated.
fn unpacked(data: &[u8]) -> (u64, u64) {
    let mut zlib = ZlibDecoder::new(data);
    let mut written = count(&mut zlib);
    let mut read = zlib.total_in();
    if written == 0 && data.len() > 2 {
        let mut raw = DeflateDecoder::new(&data[2..]);
        written = count(&mut raw);
        read += raw.total_in();
    }
    (read, written)
}

fn count(reader: &mut impl Read) -> u64 {
    let mut buffer = [0; 16 * 1024];
    let mut written = 0;
    while written <= STREAM {
        match reader.read(&mut buffer) {
            Ok(0) => break,
            Ok(read) => written += read as u64,
            Err(error) if error.kind() == ErrorKind::Interrupted => {}
            Err(_) => break,
        }
    }
    written
}

/// A deflated stream unpacked, up to the limit; what comes before damage when there is some.
pub(super) fn inflate(data: &[u8]) -> Result<Vec<u8>, Problem> {
    let mut unpacked = Vec::new();
    let mut zlib = ZlibDecoder::new(data).take(STREAM + 1);
    let _ = zlib.read_to_end(&mut unpacked);
    if unpacked.is_empty() && data.len() > 2 {
        let _ = DeflateDecoder::new(&data[2..]).take(STREAM + 1).read_to_end(&mut unpacked);
    }
    if unpacked.len() as u64 > STREAM {
        return Err(Problem::Bomb { what: "the PDF document", limit: STREAM });
    }
    Ok(unpacked)
}
