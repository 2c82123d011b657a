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

/// Takes an archive apart. A Word document is one article.
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
    let is_package = archive.index_for_name("[Content_Types].xml").is_some();
    if is_package && archive.file_names_raw().any(|name| name.starts_with(b"word/")) {
        let mut spool = archive.into_inner();
        spool.seek(SeekFrom::Start(0))?;
        let bytes = container::whole(spool, options.max_bytes)?;
        let raw = Raw { known: options.fallback.clone(), ..Raw::of(name, bytes) };
        return Ok(Box::new(std::iter::once(Ok(raw))));
    }
    if is_package || archive.index_for_name("mimetype").is_some() {
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
        let packed = file.compressed_size();
        drop(file);
        self.options.meter.add(packed);
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
        return Err(Problem::Endless(MOST_RATIO));
    }
    spool.seek(SeekFrom::Start(0))?;
    Ok((Source::Stream(Box::new(spool)), IN_MEMORY + more))
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

#[cfg(test)]
mod tests {
    use zip::ZipWriter;
    use zip::write::SimpleFileOptions;

    use super::*;
    use crate::ingest::{Names, read};

    fn archive(members: &[(&str, &[u8])]) -> Vec<u8> {
        let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
        for (name, bytes) in members {
            writer.start_file(*name, SimpleFileOptions::default()).unwrap();
            writer.write_all(bytes).unwrap();
        }
        writer.finish().unwrap().into_inner()
    }

    fn told_with(bytes: Vec<u8>, options: &Options) -> Vec<String> {
        let tell = |it: Result<crate::ingest::Ingested, IngestError>| match it {
            Ok(it) => format!("{}: {}", it.name, it.document.text),
            Err(error) => error.to_string(),
        };
        match read("a.zip", Cursor::new(bytes), options) {
            Ok(documents) => documents.map(tell).collect(),
            Err(error) => vec![error.to_string()],
        }
    }

    fn told(bytes: Vec<u8>) -> Vec<String> {
        told_with(bytes, &Options::default())
    }

    fn gz(bytes: &[u8]) -> Vec<u8> {
        let mut packer = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::best());
        packer.write_all(bytes).unwrap();
        packer.finish().unwrap()
    }

    #[test]
    fn members_are_read_in_their_formats() {
        let lines = b"{\"id\":\"x\",\"text\":\"One.\"}\n{\"id\":\"y\",\"text\":\"Two.\"}\n";
        let bytes = archive(&[
            ("news/a.md", b"Some **30** came."),
            ("news/", b""),
            ("b.jsonl", lines),
            ("c.txt.gz", &gz(b"Some 40 came.")),
            ("pic.png", b"\x89PNG"),
            ("__MACOSX/._a.md", b"x"),
        ]);
        let wanted = ["a.zip/news/a.md: Some 30 came.", "x: One.", "y: Two.", "a.zip/c.txt.gz: Some 40 came."]
            .map(str::to_owned);
        assert_eq!(told(bytes.clone()), wanted);
        assert_eq!(told(gz(&bytes))[..3], wanted[..3], "gzip around it");
        let options = Options { names: Names::new(&["*.md".to_owned()], &[]).unwrap(), ..Options::default() };
        assert_eq!(told_with(bytes, &options).len(), 1);
    }

    #[test]
    fn a_name_that_leads_out_is_refused_and_nothing_is_written() {
        for name in ["../../x.txt", "/etc/x.txt", "a/../../x.txt", "..\\x.txt"] {
            let told = told(archive(&[(name, b"Some 30 came."), ("b.txt", b"Some 40 came.")]));
            let refused = told[0].contains("its name leads out of the archive") || told[0].ends_with("Some 30 came.");
            assert!(refused && told[1].ends_with("b.txt: Some 40 came."), "{told:?}");
            assert!(!name.starts_with("../") || told[0].contains("leads out"), "{told:?}");
        }
    }

    #[test]
    fn an_encrypted_member_is_named_and_the_others_are_read() {
        let mut bytes = archive(&[("a.txt", b"Some 30 came."), ("b.txt", b"Some 40 came.")]);
        let central = memchr::memmem::find(&bytes, b"PK\x01\x02").unwrap();
        bytes[6] |= 1; // the local header's flag, and that of the directory
        bytes[central + 8] |= 1;
        let told = told(bytes);
        assert_eq!(
            told[0],
            "a.zip, member 1: this member of the archive is encrypted; save it without a password first"
        );
        assert_eq!(told[1], "a.zip/b.txt: Some 40 came.");
    }

    #[test]
    fn what_grows_without_end_and_archives_in_archives_are_refused() {
        let bomb = vec![b'0'; 8 << 20];
        let bytes = archive(&[("bomb.txt", &bomb), ("b.txt", b"Some 40 came.")]);
        let given = told(bytes.clone());
        assert!(given[0].contains("a.zip/bomb.txt: this unpacks to more than 200 times its size"), "{given:?}");
        assert_eq!(given[1], "a.zip/b.txt: Some 40 came.");
        let nested = told(archive(&[("in.zip", &archive(&[("b.txt", b"x")])), ("in.txt.gz", &gz(&gz(b"x")))]));
        assert!(nested[0].contains("this is a ZIP archive inside another one"), "{nested:?}");
        assert!(nested[1].contains("this is a gzip file inside another one"), "{nested:?}");
    }

    #[test]
    fn a_long_member_streams_through_a_file() {
        let lines: String =
            (0..500).map(|at| format!("{{\"id\":\"{at}\",\"text\":\"{}\"}}\n", "Some came. ".repeat(1_000))).collect();
        assert!(lines.len() as u64 > IN_MEMORY);
        assert_eq!(told(archive(&[("a.jsonl", lines.as_bytes())])).len(), 500);
    }

    #[test]
    fn damaged_archives_end_with_a_reason() {
        let bytes = archive(&[("a.txt", b"Some 30 came."), ("b.txt", b"Some 40 came.")]);
        for end in 4..bytes.len() {
            let told = told(bytes[..end].to_vec());
            assert!(told.iter().all(|it| it.starts_with("a.zip")) && told.len() <= 2, "{end}: {told:?}");
        }
        for at in 0..bytes.len() {
            let mut broken = bytes.clone();
            broken[at] ^= 0xFF;
            assert!(told(broken).len() <= 3, "{at}");
        }
        let office = archive(&[("[Content_Types].xml", b"<x/>"), ("xl/workbook.xml", b"<x/>")]);
        assert!(told(office)[0].contains("an office document"));
    }
}
