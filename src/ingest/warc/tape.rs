//! A stream with a place in it, to which bytes can be given back.

use std::io::{self, BufRead};

use super::VERSION;

/// The longest line of a record's head that is read, in bytes.
pub(super) const LONGEST_LINE: u64 = 1 << 16;

/// What closes a record (ISO 28500, 4).
const CLOSE: &[u8] = b"\r\n\r\n";

/// Line ends between two records, of which more are no mistake.
const MOST_BLANK: usize = 64;

/// A stream and how many bytes of it were taken.
pub(super) struct Tape<R> {
    reader: R,
    /// What was given back, and how much of it was taken again.
    back: Vec<u8>,
    taken: usize,
    offset: u64,
}

impl<R: BufRead> Tape<R> {
    pub(super) const fn new(reader: R) -> Self {
        Self { reader, back: Vec::new(), taken: 0, offset: 0 }
    }

    /// How many bytes lie before the next one.
    pub(super) const fn offset(&self) -> u64 {
        self.offset
    }

    /// Gives bytes back, the last that were taken.
    pub(super) fn give_back(&mut self, mut bytes: Vec<u8>) {
        self.offset -= bytes.len() as u64;
        bytes.extend_from_slice(&self.back[self.taken..]);
        (self.back, self.taken) = (bytes, 0);
    }

    /// The bytes at hand; none at the end.
    fn at_hand(&mut self) -> io::Result<&[u8]> {
        if self.taken < self.back.len() { Ok(&self.back[self.taken..]) } else { self.reader.fill_buf() }
    }

    fn consume(&mut self, count: usize) {
        if self.taken < self.back.len() {
            self.taken += count;
        } else {
            self.reader.consume(count);
        }
        self.offset += count as u64;
    }

    /// Takes so many bytes, or those up to a `mark` among them, or all that are left.
    pub(super) fn take_up_to(&mut self, count: u64, mark: &[u8]) -> io::Result<Vec<u8>> {
        const PIECE: u64 = 1 << 16;
        let mut bytes = Vec::new();
        while (bytes.len() as u64) < count {
            let seen = bytes.len().saturating_sub(mark.len() - 1);
            let piece = self.take(PIECE.min(count - bytes.len() as u64))?;
            if piece.is_empty() {
                break;
            }
            bytes.extend_from_slice(&piece);
            if let Some(at) = memchr::memmem::find(&bytes[seen..], mark) {
                self.give_back(bytes.split_off(seen + at));
                break;
            }
        }
        Ok(bytes)
    }

    /// Takes so many bytes, or all that are left.
    pub(super) fn take(&mut self, count: u64) -> io::Result<Vec<u8>> {
        let mut bytes = Vec::new();
        while (bytes.len() as u64) < count {
            let hand = self.at_hand()?;
            if hand.is_empty() {
                break;
            }
            let room = usize::try_from(count - bytes.len() as u64).unwrap_or(usize::MAX);
            let piece = hand.len().min(room);
            bytes.extend_from_slice(&hand[..piece]);
            self.consume(piece);
        }
        Ok(bytes)
    }

    /// Takes a line with its end, or the first [`LONGEST_LINE`] bytes of it.
    pub(super) fn line(&mut self) -> io::Result<Vec<u8>> {
        let mut line = Vec::new();
        while (line.len() as u64) < LONGEST_LINE {
            let hand = self.at_hand()?;
            if hand.is_empty() {
                break;
            }
            let room = usize::try_from(LONGEST_LINE - line.len() as u64).unwrap_or(usize::MAX);
            let (piece, ended) = match memchr::memchr(b'\n', &hand[..hand.len().min(room)]) {
                Some(at) => (at + 1, true),
                None => (hand.len().min(room), false),
            };
            line.extend_from_slice(&hand[..piece]);
            self.consume(piece);
            if ended {
                break;
            }
        }
        Ok(line)
    }

    /// Passes line ends; false at the end of the stream.
    pub(super) fn skip_blank(&mut self) -> io::Result<bool> {
        loop {
            let hand = self.at_hand()?;
            if hand.is_empty() {
                return Ok(false);
            }
            let blank = hand.iter().take_while(|byte| matches!(byte, b'\r' | b'\n')).count();
            if blank == 0 {
                return Ok(true);
            }
            self.consume(blank);
        }
    }

    /// Whether a record ends here: with the two line ends that close it, or with others before the next one or the end.
    pub(super) fn is_between_records(&mut self) -> io::Result<bool> {
        let close = self.take(CLOSE.len() as u64)?;
        if close == CLOSE {
            return Ok(true);
        }
        self.give_back(close);
        let mut ahead = Vec::new();
        let begins = loop {
            let next = self.take(1)?;
            ahead.extend_from_slice(&next);
            match next.first() {
                None => break true,
                Some(b'\r' | b'\n') if ahead.len() < MOST_BLANK => {}
                Some(_) => {
                    ahead.extend(self.take(VERSION.len() as u64 - 1)?);
                    break ahead.ends_with(VERSION);
                }
            }
        };
        self.give_back(ahead);
        Ok(begins)
    }

    /// Whether nothing more comes.
    pub(super) fn is_at_end(&mut self) -> io::Result<bool> {
        Ok(self.at_hand()?.is_empty())
    }

    /// Passes lines up to one that begins a record, or to the end.
    pub(super) fn skip_to_record(&mut self) -> io::Result<()> {
        let mut at_start = true;
        loop {
            let line = self.line()?;
            if line.is_empty() {
                return Ok(());
            }
            if at_start && line.starts_with(VERSION) {
                self.give_back(line);
                return Ok(());
            }
            at_start = line.ends_with(b"\n");
        }
    }

    /// Passes so many bytes, up to a `mark` among them; how many it were.
    pub(super) fn pass(&mut self, count: u64, mark: &[u8]) -> io::Result<u64> {
        const PIECE: u64 = 1 << 16;
        let (mut passed, mut tail): (u64, Vec<u8>) = (0, Vec::new());
        while passed < count {
            let piece = self.take(PIECE.min(count - passed))?;
            if piece.is_empty() {
                break;
            }
            passed += piece.len() as u64;
            tail.extend_from_slice(&piece);
            if let Some(at) = memchr::memmem::find(&tail, mark) {
                let back = tail.split_off(at);
                passed -= back.len() as u64;
                self.give_back(back);
                return Ok(passed);
            }
            tail.drain(..tail.len().saturating_sub(mark.len() - 1));
        }
        Ok(passed)
    }
}

impl<R> Tape<R> {
    #[cfg(test)]
    fn left(mut self) -> Vec<u8>
    where
        R: BufRead,
    {
        let mut all = self.back.split_off(self.taken);
        self.reader.read_to_end(&mut all).unwrap();
        all
    }
}

#[cfg(test)]
mod tests {
    use std::io::BufReader;

    use super::*;

    #[test]
    fn what_is_given_back_is_taken_again() {
        let mut tape = Tape::new(&b"one\ntwo\nthree"[..]);
        assert_eq!(tape.line().unwrap(), b"one\n");
        let two = tape.take(2).unwrap();
        tape.give_back(two);
        tape.give_back(b"one\n".to_vec());
        assert_eq!(tape.offset(), 0);
        assert_eq!([tape.line().unwrap(), tape.line().unwrap()], [b"one\n", b"two\n"]);
        assert_eq!((tape.offset(), tape.left()), (8, b"three".to_vec()));
    }

    #[test]
    fn a_mark_is_found_wherever_the_pieces_are_cut() {
        for before in 65_520..65_545 {
            let bytes = [vec![b'x'; before], b"\r\n\r\nWARC/1.0\r\n".to_vec()].concat();
            let mut tape = Tape::new(BufReader::with_capacity(7, &bytes[..]));
            assert_eq!(tape.pass(1 << 30, b"\r\n\r\nWARC/1.").unwrap(), before as u64);
            assert_eq!(tape.offset(), before as u64);
            assert_eq!(tape.left(), b"\r\n\r\nWARC/1.0\r\n");
        }
        let mut tape = Tape::new(&b"abcdef"[..]);
        assert_eq!((tape.pass(4, b"zz").unwrap(), tape.left()), (4, b"ef".to_vec()));
    }

    #[test]
    fn lines_without_end_are_cut() {
        let long = vec![b'x'; 200_000];
        let mut tape = Tape::new(&long[..]);
        assert_eq!(tape.line().unwrap().len() as u64, LONGEST_LINE);
        tape.skip_to_record().unwrap();
        assert_eq!(tape.offset(), 200_000);
    }
}
