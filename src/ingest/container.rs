//! An input → the articles' bytes in it, one after the other: gzip and ZIP are unpacked, archives and lines taken apart.
//!
//! What an input is, is told by its first bytes. One layer of gzip and one of ZIP are unpacked, around each other too; more
//! would be a trap or a mistake.

use std::fs::File;
use std::io::{BufRead, BufReader, Cursor, Read, Seek, SeekFrom};

use crate::ingest::error::{IngestError, Problem};
use crate::ingest::raw::Raw;
use crate::ingest::{Format, Options, gzip, jsonl, warc, zip};

/// The articles' bytes in an input, in its order, taken as they are asked for.
pub(super) type Raws = Box<dyn Iterator<Item = Result<Raw, IngestError>> + Send>;

/// The bytes that show what an input is.
const HEAD: u64 = 4096;

/// Where an input's bytes come from.
pub(super) enum Source {
    /// A file, in which one can go back.
    File(File),
    /// Anything else.
    Stream(Box<dyn Read + Send>),
}

/// What was unpacked on the way here.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Layers {
    pub(super) gzip: bool,
    pub(super) zip: bool,
}

/// Takes an input apart; `name` is what the user knows it by.
///
/// # Errors
/// When it cannot be read, or is no archive that can be taken apart. What is wrong with one article is an error of its own
/// among the others.
pub(super) fn take_apart(name: &str, mut source: Source, options: &Options, layers: Layers) -> Result<Raws, Problem> {
    let mut head = Vec::new();
    let read = match &mut source {
        Source::File(file) => file.take(HEAD).read_to_end(&mut head),
        Source::Stream(stream) => stream.take(HEAD).read_to_end(&mut head),
    };
    let broken = match read {
        Err(error) if head.is_empty() => return Err(error.into()),
        read => Broken(read.err()),
    };
    if let Source::File(_) = source {
        options.meter.add(head.len() as u64);
    }
    if zip::starts(&head) {
        return zip::take_apart(name, head, source, options, layers);
    }
    let stream: Box<dyn Read + Send> = match source {
        Source::File(file) => Box::new(Cursor::new(head.clone()).chain(broken).chain(options.meter.of(file))),
        Source::Stream(stream) => Box::new(Cursor::new(head.clone()).chain(broken).chain(stream)),
    };
    if !gzip::starts(&head) {
        return of_stream(name, &head, stream, options);
    }
    if layers.gzip {
        return Err(Problem::Nested("a gzip file"));
    }
    let inner = gzip::unpacked(stream, options.max_bytes);
    take_apart(name, Source::Stream(Box::new(inner)), options, Layers { gzip: true, ..layers })
}

/// Where a stream broke off while its head was read: what came before is read first.
struct Broken(Option<std::io::Error>);

impl Read for Broken {
    fn read(&mut self, _: &mut [u8]) -> std::io::Result<usize> {
        self.0.take().map_or(Ok(0), Err)
    }
}

/// What is packed in nothing: a stream of articles, or one.
fn of_stream(name: &str, head: &[u8], stream: Box<dyn Read + Send>, options: &Options) -> Result<Raws, Problem> {
    let by_name = Format::of_name(unpacked_name(name));
    let format = options.format.or_else(|| {
        let known = by_name.is_some_and(|format| format != Format::Jsonl);
        if warc::starts(head) {
            Some(Format::Warc)
        } else if !known && jsonl::starts(head) && Format::of_bytes(head).is_none() {
            Some(Format::Jsonl)
        } else {
            by_name.filter(|format| *format == Format::Jsonl)
        }
    });
    let reader: Box<dyn BufRead + Send> = Box::new(BufReader::with_capacity(1 << 16, stream));
    match format {
        Some(Format::Jsonl) => Ok(Box::new(jsonl::Lines::new(name, reader, options.clone()))),
        Some(Format::Warc) => Ok(Box::new(warc::Records::new(name, reader, options.clone()))),
        _ => {
            let bytes = whole(reader, options.max_bytes)?;
            let raw = Raw { known: options.fallback.clone(), ..Raw::of(name, bytes) };
            Ok(Box::new(std::iter::once(Ok(raw))))
        }
    }
}

/// The bytes of one article, up to the limit.
pub(super) fn whole(reader: impl Read, max_bytes: u64) -> Result<Vec<u8>, Problem> {
    let mut bytes = Vec::new();
    reader.take(max_bytes.saturating_add(1)).read_to_end(&mut bytes)?;
    if bytes.len() as u64 > max_bytes { Err(Problem::TooLong(max_bytes)) } else { Ok(bytes) }
}

/// The name of what a gzip file holds: `a.jsonl` of `a.jsonl.gz`.
pub(super) fn unpacked_name(name: &str) -> &str {
    let cut = name.len().saturating_sub(3);
    match name.get(cut..) {
        Some(end) if end.eq_ignore_ascii_case(".gz") => &name[..cut],
        _ => name,
    }
}

impl Source {
    /// The whole as something in which one can go back; a stream up to the limit.
    pub(super) fn seekable(self, head: Vec<u8>, max_bytes: u64) -> Result<Spool, Problem> {
        match self {
            Self::File(mut file) => {
                file.seek(SeekFrom::Start(0))?;
                Ok(Spool::File(file))
            }
            Self::Stream(stream) => match whole(Cursor::new(head).chain(stream), max_bytes) {
                Err(Problem::TooLong(limit)) => Err(Problem::Unseekable(limit)),
                bytes => Ok(Spool::Bytes(Cursor::new(bytes?))),
            },
        }
    }
}

/// Bytes in which one can go back.
pub(super) enum Spool {
    File(File),
    Bytes(Cursor<Vec<u8>>),
}

impl Read for Spool {
    fn read(&mut self, into: &mut [u8]) -> std::io::Result<usize> {
        match self {
            Self::File(file) => file.read(into),
            Self::Bytes(bytes) => bytes.read(into),
        }
    }
}

impl Seek for Spool {
    fn seek(&mut self, to: SeekFrom) -> std::io::Result<u64> {
        match self {
            Self::File(file) => file.seek(to),
            Self::Bytes(bytes) => bytes.seek(to),
        }
    }
}
