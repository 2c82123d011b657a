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

/// The unpacked stream. Its reads fail with [`Problem::Endless`] once it is `free` bytes long and more than [`MOST_RATIO`]
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
            return Err(io::Error::other(Problem::Endless(MOST_RATIO)));
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

#[cfg(test)]
mod tests {
    use std::io::{Cursor, Write as _};

    use flate2::Compression;
    use flate2::write::GzEncoder;

    use crate::ingest::{Options, Place, open, read};

    fn pack(bytes: &[u8]) -> Vec<u8> {
        let mut packer = GzEncoder::new(Vec::new(), Compression::best());
        packer.write_all(bytes).unwrap();
        packer.finish().unwrap()
    }

    /// What each document says, or what is wrong.
    fn texts(name: &str, bytes: Vec<u8>) -> Vec<Result<String, String>> {
        texts_with(name, bytes, &Options::default())
    }

    fn texts_with(name: &str, bytes: Vec<u8>, options: &Options) -> Vec<Result<String, String>> {
        let documents = match read(name, Cursor::new(bytes), options) {
            Ok(documents) => documents,
            Err(error) => return vec![Err(error.to_string())],
        };
        documents.map(|it| it.map(|it| it.document.text).map_err(|error| error.to_string())).collect()
    }

    #[test]
    fn whatever_is_packed_is_read_as_it_would_be() {
        assert_eq!(texts("a.txt.gz", pack(b"Some 30 came.")), [Ok("Some 30 came.".to_owned())]);
        assert_eq!(texts("a.md.gz", pack(b"Some **30** came.")), [Ok("Some 30 came.".to_owned())]);
        let lines = b"{\"id\":\"a\",\"text\":\"One.\"}\n{\"id\":\"b\",\"text\":\"Two.\"}\n";
        for name in ["a.jsonl.gz", "-", "unnamed"] {
            assert_eq!(texts(name, pack(lines)), [Ok("One.".to_owned()), Ok("Two.".to_owned())]);
        }
        let members: Vec<u8> = std::iter::repeat_with(|| pack(b"Some 30 came. ")).take(2_000).flatten().collect();
        assert_eq!(texts("a.txt.gz", members)[0].as_ref().unwrap().len(), 28_000);
    }

    #[test]
    fn data_that_grow_without_end_are_refused_while_they_grow() {
        let bomb = pack(&vec![b'0'; 4 << 20]);
        let options = Options { max_bytes: 1 << 20, ..Options::default() };
        for name in ["bomb.txt.gz", "bomb.jsonl.gz", "bomb.warc.gz"] {
            let told = texts_with(name, bomb.clone(), &options);
            let error = told.last().unwrap().as_ref().unwrap_err();
            assert!(
                error.contains("unpacks to more than 200 times its size") || error.contains("longer than"),
                "{error}"
            );
            assert!(told.len() <= 2, "{name}: {}", told.len());
        }
    }

    #[test]
    fn one_layer_is_unpacked() {
        let told = texts("a.gz", pack(&pack(b"Some 30 came.")));
        assert!(told[0].as_ref().unwrap_err().contains("this is a gzip file inside another one"), "{told:?}");
    }

    #[test]
    fn damage_is_named_by_its_place_and_what_came_before_is_kept() {
        let lines: String =
            (0..5_000).map(|at| format!("{{\"id\":\"{at}\",\"text\":\"Some {} came.\"}}\n", at * 7919)).collect();
        let packed = pack(lines.as_bytes());
        let told = texts("a.jsonl.gz", packed[..packed.len() / 2].to_vec());
        assert!(told.len() > 1_000 && told[..told.len() - 1].iter().all(Result::is_ok));
        let error = told.last().unwrap().as_ref().unwrap_err();
        assert!(error.contains("the packed data break off at byte"), "{error}");
        let mut broken = packed.clone();
        let middle = broken.len() / 2;
        broken[middle..middle + 20].fill(0xFF);
        let told = texts("a.jsonl.gz", broken);
        assert!(told.last().unwrap().as_ref().unwrap_err().contains("make no sense near byte"));
        assert!(texts("a.txt.gz", packed[..7].to_vec())[0].is_err());
    }

    #[test]
    fn errors_name_the_file() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a.txt.gz");
        std::fs::write(&path, b"\x1F\x8B\x08").unwrap();
        let error = open(&path, &Options::default())
            .map(|mut it| it.next().unwrap().unwrap_err())
            .unwrap_or_else(|error| error);
        assert_eq!(error.place, Place { name: path.display().to_string(), line: None, byte: None });
    }
}
