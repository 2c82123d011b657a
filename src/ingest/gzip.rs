//! gzip (RFC 1952) → what is packed in it, as a stream, with a guard against data that unpack without end.

use std::io::{self, BufReader, Read};

use flate2::bufread::MultiGzDecoder;

use crate::ingest::error::Problem;

/// The first bytes of a gzip member.
const MAGIC: [u8; 2] = [0x1F, 0x8B];

/// Text packs to a tenth or, when it repeats, to a fiftieth; gzip's limit is about a thousandth.
pub(super) const MOST_RATIO: u64 = 200;

/// Whether these first bytes are those of a gzip file.
pub(super) fn starts(head: &[u8]) -> bool {
    head.starts_with(&MAGIC)
}

/// The unpacked stream. Its reads fail with [`Problem::Bomb`] once it is `free` bytes long and more than [`MOST_RATIO`]
/// times as long as what it came from, and with [`Problem::Damaged`] where the packed data break off or make no sense.
pub(super) fn unpacked(reader: impl Read + Send + 'static, free: u64) -> impl Read + Send + 'static {
    Unpacked { inner: MultiGzDecoder::new(BufReader::new(Counted { inner: reader, read: 0 })), written: 0, free }
}

/// Counts what was read.
struct Counted<R> {
    inner: R,
    read: u64,
}

impl<R: Read> Read for Counted<R> {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        let read = self.inner.read(into)?;
        self.read += read as u64;
        Ok(read)
    }
}

struct Unpacked<R: Read> {
    inner: MultiGzDecoder<BufReader<Counted<R>>>,
    written: u64,
    free: u64,
}

impl<R: Read> Read for Unpacked<R> {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        let written = self.inner.read(into).map_err(|error| self.damaged(error))?;
        self.written += written as u64;
        let packed = self.packed();
        if self.written > self.free && self.written / packed.max(1) > MOST_RATIO {
            return Err(io::Error::other(Problem::Bomb(MOST_RATIO)));
        }
        Ok(written)
    }
}

impl<R: Read> Unpacked<R> {
    /// How many packed bytes were used so far.
    fn packed(&self) -> u64 {
        let buffered = self.inner.get_ref();
        buffered.get_ref().read - buffered.buffer().len() as u64
    }

    /// The decoder's own errors, with the place; those of the file below pass.
    fn damaged(&self, error: io::Error) -> io::Error {
        let at = self.packed();
        let what = match error.kind() {
            io::ErrorKind::UnexpectedEof => format!("the packed data break off at byte {at}"),
            io::ErrorKind::InvalidInput | io::ErrorKind::InvalidData => {
                format!("the packed data make no sense near byte {at}")
            }
            _ => return error,
        };
        io::Error::other(Problem::Damaged(what))
    }
}
