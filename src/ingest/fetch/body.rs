//! The body of an answer → the bytes of the page: counted, unpacked, and never more than the limit.

use std::io::{self, Read};

use flate2::read::MultiGzDecoder;

use crate::ingest::fetch::error::FetchProblem;

/// How a body may come, and how much of it.
#[derive(Clone, Copy, Debug)]
pub(super) struct Bounds {
    /// The most bytes, packed and unpacked.
    pub(super) most: u64,
    /// How many bytes the server announces.
    pub(super) announced: Option<u64>,
    /// Whether they are packed as gzip.
    pub(super) gzip: bool,
}

/// From so many bytes on it counts to how many times its size a body unpacks: text packs to a tenth, and a page of
/// nothing but one element to a hundredth.
const BOMB_FROM: u64 = 1024 * 1024;
const BOMB_RATIO: u64 = 200;

/// What an error of the connection was; `None` for the end of it.
pub(super) type Fault<'a> = &'a dyn Fn(io::Error) -> Option<FetchProblem>;

/// Reads a body to its end.
///
/// # Errors
/// When it is too long, breaks off, or does not unpack to what an article may be.
pub(super) fn read(body: impl Read, bounds: Bounds, fault: Fault<'_>) -> Result<Vec<u8>, FetchProblem> {
    if bounds.announced.is_some_and(|announced| announced > bounds.most) {
        return Err(FetchProblem::TooLong(bounds.most));
    }
    let mut bytes = Vec::new();
    fill(&mut bytes, body, bounds, fault)?;
    Ok(bytes)
}

/// Reads a body to its end or its limit; what follows is passed over.
///
/// # Errors
/// As [`read`], but for the length.
pub(super) fn head(body: impl Read, bounds: Bounds, fault: Fault<'_>) -> Result<Vec<u8>, FetchProblem> {
    let mut bytes = Vec::new();
    match fill(&mut bytes, body, bounds, fault) {
        Ok(()) | Err(FetchProblem::TooLong(_)) => {
            bytes.truncate(usize::try_from(bounds.most).unwrap_or(usize::MAX));
            Ok(bytes)
        }
        Err(problem) => Err(problem),
    }
}

fn fill(bytes: &mut Vec<u8>, body: impl Read, bounds: Bounds, fault: Fault<'_>) -> Result<(), FetchProblem> {
    let mut wire = Wire { body: body.take(bounds.most.saturating_add(1)), got: 0, error: None };
    if bounds.gzip {
        return unpack(bytes, wire, bounds, fault);
    }
    let read = wire.read_to_end(bytes);
    wire.check(bounds, fault)?;
    read.map(drop).map_err(|error| FetchProblem::Connection(error.to_string()))
}

/// The bytes as they come, with what went wrong on the way: a decoder in front of it would tell it as an error of its own.
struct Wire<R> {
    body: R,
    got: u64,
    error: Option<io::Error>,
}

impl<R: Read> Read for Wire<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let read = self.body.read(buffer);
        match read {
            Ok(count) => self.got += count as u64,
            Err(error) if error.kind() == io::ErrorKind::Interrupted => return Err(error),
            Err(error) => {
                let kind = error.kind();
                self.error = Some(error);
                return Err(kind.into());
            }
        }
        read
    }
}

impl<R> Wire<R> {
    /// What became of the connection, where that ended the body.
    fn check(&mut self, bounds: Bounds, fault: Fault<'_>) -> Result<(), FetchProblem> {
        if self.got > bounds.most {
            return Err(FetchProblem::TooLong(bounds.most));
        }
        let Some(error) = self.error.take() else { return Ok(()) };
        Err(fault(error).unwrap_or(FetchProblem::BrokeOff { got: self.got, whole: bounds.announced }))
    }
}

/// Takes off one layer of gzip: what is packed twice stays packed once.
fn unpack(bytes: &mut Vec<u8>, wire: Wire<impl Read>, bounds: Bounds, fault: Fault<'_>) -> Result<(), FetchProblem> {
    let mut decoder = MultiGzDecoder::new(wire);
    loop {
        let read = decoder.by_ref().take(64 * 1024).read_to_end(bytes);
        decoder.get_mut().check(bounds, fault)?;
        let (packed, unpacked) = (decoder.get_ref().got, bytes.len() as u64);
        if unpacked > BOMB_FROM && unpacked / BOMB_RATIO > packed {
            return Err(FetchProblem::Bomb { packed, unpacked });
        }
        if unpacked > bounds.most {
            return Err(FetchProblem::TooLong(bounds.most));
        }
        match read {
            Ok(0) => return Ok(()),
            Ok(_) => {}
            Err(_) if packed == 0 => return Ok(()), // no body at all
            Err(error) => return Err(FetchProblem::Unpack(error.to_string())),
        }
    }
}

#[cfg(test)]
mod tests {
    use std::io::Write as _;

    use flate2::{Compression, write::GzEncoder};
    use proptest::prelude::*;

    use super::*;

    fn pack(bytes: &[u8]) -> Vec<u8> {
        let mut encoder = GzEncoder::new(Vec::new(), Compression::default());
        encoder.write_all(bytes).unwrap();
        encoder.finish().unwrap()
    }

    fn unpacked(packed: &[u8], most: u64) -> Result<Vec<u8>, FetchProblem> {
        read(packed, Bounds { most, announced: None, gzip: true }, &|_| None)
    }

    /// A body that breaks off with this error after its bytes.
    struct Breaks<'a>(&'a [u8], io::ErrorKind);

    impl Read for Breaks<'_> {
        fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
            if self.0.is_empty() { Err(self.1.into()) } else { self.0.read(buffer) }
        }
    }

    #[test]
    fn a_limit_holds_packed_and_unpacked() {
        let plain = |bytes: &[u8], announced| read(bytes, Bounds { most: 10, announced, gzip: false }, &|_| None);
        assert_eq!(plain(b"0123456789", None), Ok(b"0123456789".to_vec()));
        assert_eq!(plain(b"0123456789x", None), Err(FetchProblem::TooLong(10)));
        assert_eq!(plain(b"", Some(11)), Err(FetchProblem::TooLong(10)));
        assert_eq!(unpacked(&pack(&[b'a'; 1000]), 1000), Ok(vec![b'a'; 1000]));
        assert_eq!(unpacked(&pack(&[b'a'; 1001]), 1000), Err(FetchProblem::TooLong(1000)));
        let endless = read(io::repeat(b'a'), Bounds { most: 1000, announced: None, gzip: false }, &|_| None);
        assert_eq!(endless, Err(FetchProblem::TooLong(1000)));
    }

    #[test]
    fn what_unpacks_beyond_reason_is_a_bomb() {
        let bomb = pack(&vec![0; 1 << 20]).repeat(8);
        assert!(matches!(unpacked(&bomb, 20 << 20), Err(FetchProblem::Bomb { unpacked, .. }) if unpacked < 2 << 20));
        let small = pack(&vec![0; 1 << 20]);
        assert_eq!(unpacked(&small, 20 << 20).map(|bytes| bytes.len()), Ok(1 << 20));
        let many = pack(b"x").repeat(10_000);
        assert_eq!(unpacked(&many, 20 << 20), Ok(vec![b'x'; 10_000]));
        assert_eq!(unpacked(&many, 5_000_000).map(|bytes| bytes.len()), Ok(10_000));
        assert_eq!(unpacked(&many, 9_999), Err(FetchProblem::TooLong(9_999)));
    }

    #[test]
    fn one_layer_is_taken_off() {
        let inner = pack(b"Some 30,000");
        assert_eq!(unpacked(&pack(&inner), 1000), Ok(inner));
    }

    #[test]
    fn a_body_that_breaks_off_is_told_with_its_bytes() {
        let broken = |bytes, gzip, kind| {
            read(Breaks(bytes, kind), Bounds { most: 100, announced: Some(50), gzip }, &|error| {
                (error.kind() == io::ErrorKind::TimedOut).then(|| FetchProblem::Connection("slow".to_owned()))
            })
        };
        let broke_off = |got| Err(FetchProblem::BrokeOff { got, whole: Some(50) });
        assert_eq!(broken(b"0123456789", false, io::ErrorKind::UnexpectedEof), broke_off(10));
        let packed = pack(b"Some 30,000 people left the town");
        assert_eq!(broken(&packed[..20], true, io::ErrorKind::UnexpectedEof), broke_off(20));
        assert_eq!(broken(b"01", false, io::ErrorKind::TimedOut), Err(FetchProblem::Connection("slow".to_owned())));
        assert!(matches!(unpacked(&packed[..packed.len() - 4], 1000), Err(FetchProblem::Unpack(_))));
        assert!(matches!(unpacked(b"Some 30,000 people", 1000), Err(FetchProblem::Unpack(_))));
        assert_eq!(unpacked(b"", 1000), Ok(Vec::new()));
    }

    #[test]
    fn a_head_is_cut_at_the_limit() {
        let head = |bytes: &[u8], gzip| head(bytes, Bounds { most: 10, announced: Some(99), gzip }, &|_| None);
        assert_eq!(head(b"0123456789x", false), Ok(b"0123456789".to_vec()));
        assert_eq!(head(&[b'a'; 9], false), Ok(vec![b'a'; 9]));
        assert!(matches!(head(b"no gzip", true), Err(FetchProblem::Unpack(_))));
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(64))]

        #[test]
        fn what_is_packed_comes_out(bytes in prop::collection::vec(any::<u8>(), 0..300)) {
            prop_assert_eq!(unpacked(&pack(&bytes), 4000), Ok(bytes));
        }

        #[test]
        fn any_bytes_end(bytes in prop::collection::vec(any::<u8>(), 0..200)) {
            let _ = unpacked(&[b"\x1F\x8B\x08\x00".as_slice(), &bytes].concat(), 2000);
        }
    }
}
