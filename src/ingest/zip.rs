//! A ZIP archive → its members that are articles, in the archive's order, each taken apart as an input of its own.
//!
//! Nothing is ever written under a member's name. A name that leads out of the archive is refused all the same, for nobody
//! makes one by mistake.

use std::io::{self, Cursor, Read, Seek as _, SeekFrom, Write as _};

use zip::ZipArchive;
use zip::read::ZipFile;
use zip::result::ZipError;

use crate::ingest::Options;
use crate::ingest::container::{self, Layers, Raws, Source, Spool};
use crate::ingest::error::{IngestError, Problem};
use crate::ingest::gzip::MOST_RATIO;
use crate::ingest::raw::Raw;

/// The most bytes of a member that are held in memory; what is longer goes through a temporary file without a name.
const IN_MEMORY: u64 = 4 << 20;

/// Whether these first bytes are those of a ZIP archive, an empty one too.
pub(super) fn starts(head: &[u8]) -> bool {
    head.starts_with(b"PK\x03\x04") || head.starts_with(b"PK\x05\x06")
}

/// Takes an archive apart.
pub(super) fn take_apart(
    name: &str,
    head: Vec<u8>,
    source: Source,
    options: &Options,
    layers: Layers,
) -> Result<Raws, Problem> {
    let mut spool = source.seekable(head, options.max_bytes)?;
    let length = spool.seek(SeekFrom::End(0))?;
    let archive = ZipArchive::new(spool).map_err(|error| problem(&error))?;
    if archive.index_for_name("[Content_Types].xml").is_some() || archive.index_for_name("mimetype").is_some() {
        return Err(Problem::Binary { what: "an office document or a book", advice: "save it as text, HTML or DOCX" });
    }
    if layers.zip {
        return Err(Problem::Nested("a ZIP archive"));
    }
    let free = options.max_bytes.max(length.saturating_mul(MOST_RATIO));
    let (name, options, layers) = (name.to_owned(), options.clone(), Layers { zip: true, ..layers });
    Ok(Box::new(Members { name, archive, next: 0, open: None, options, layers, free }))
}

struct Members {
    name: String,
    archive: ZipArchive<Spool>,
    next: usize,
    /// The articles of the member at hand.
    open: Option<Raws>,
    options: Options,
    layers: Layers,
    /// How many bytes all members together may still unpack to.
    free: u64,
}

impl Iterator for Members {
    type Item = Result<Raw, IngestError>;

    fn next(&mut self) -> Option<Self::Item> {
        loop {
            if let Some(raw) = self.open.as_mut().and_then(Iterator::next) {
                return Some(raw);
            }
            self.open = None;
            if self.next == self.archive.len() {
                return None;
            }
            self.next += 1;
            match self.member(self.next - 1) {
                Ok(open) => self.open = open,
                Err(error) => return Some(Err(error)),
            }
        }
    }
}

impl Members {
    /// Opens a member; `None` for folders and for files that are no articles by their names.
    fn member(&mut self, index: usize) -> Result<Option<Raws>, IngestError> {
        let archive_name = self.name.clone();
        let mut file = self.archive.by_index(index).map_err(|error| {
            let which = format!("{archive_name}, member {}", index + 1);
            problem(&error).of(&which)
        })?;
        let inner = String::from_utf8_lossy(file.name_raw()).into_owned();
        let name = format!("{archive_name}/{inner}");
        if file.is_dir() || !self.options.names.takes(&inner) {
            return Ok(None);
        }
        if file.enclosed_name().is_none() {
            return Err(Problem::Outside.of(&name));
        }
        let unpacked = unpack(&mut file, self.free).map_err(|problem| problem.of(&name))?;
        drop(file);
        let (source, length) = unpacked;
        self.free = self.free.saturating_sub(length);
        let raws = container::take_apart(&name, source, &self.options, self.layers);
        raws.map(Some).map_err(|problem| problem.of(&name))
    }
}

/// The member's bytes, in memory or in a temporary file, and how many there are.
fn unpack(file: &mut ZipFile<'_, Spool>, free: u64) -> Result<(Source, u64), Problem> {
    let packed = file.compressed_size().max(1);
    let mut bytes = Vec::new();
    file.take(IN_MEMORY).read_to_end(&mut bytes).map_err(damaged)?;
    if (bytes.len() as u64) < IN_MEMORY {
        let length = bytes.len() as u64;
        return Ok((Source::Stream(Box::new(Cursor::new(bytes))), length));
    }
    let limit = free.min(packed.saturating_mul(MOST_RATIO)).max(IN_MEMORY);
    let mut spool = tempfile::tempfile()?;
    spool.write_all(&bytes)?;
    let rest = limit - IN_MEMORY;
    let more = io::copy(&mut file.take(rest + 1), &mut spool).map_err(damaged)?;
    if more > rest {
        return Err(Problem::Bomb(MOST_RATIO));
    }
    spool.seek(SeekFrom::Start(0))?;
    Ok((Source::File(spool), IN_MEMORY + more))
}

/// What is wrong while a member is unpacked: its data, or the file below.
fn damaged(error: io::Error) -> Problem {
    match error.kind() {
        io::ErrorKind::InvalidData
        | io::ErrorKind::InvalidInput
        | io::ErrorKind::UnexpectedEof
        | io::ErrorKind::Other => Problem::Damaged(error.to_string()),
        _ => error.into(),
    }
}

fn problem(error: &ZipError) -> Problem {
    match error {
        ZipError::UnsupportedArchive(ZipError::PASSWORD_REQUIRED) => Problem::Encrypted("this member of the archive"),
        ZipError::Io(error) if error.kind() != io::ErrorKind::UnexpectedEof => {
            io::Error::new(error.kind(), error.to_string()).into()
        }
        other => Problem::Damaged(other.to_string()),
    }
}
