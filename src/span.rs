//! Places in a text.
//!
//! Inside the program a place is a [`Span`]: half-open, in bytes of UTF-8. Other programs count in Unicode code
//! points (W3C TextPositionSelector), so [`CharMap`] turns one into the other, at the edge and nowhere else.

use std::ops::Range;

use serde::{Deserialize, Serialize};

/// A half-open range of bytes, `start..end`, on character boundaries of the text that it belongs to.
///
/// ```
/// use claimlog::span::Span;
/// let span = Span::new(6, 12);
/// assert_eq!(span.of("about 30,000 people"), "30,000");
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Span {
    /// The first byte.
    pub start: u32,
    /// The byte after the last.
    pub end: u32,
}

impl Span {
    /// Makes the span `start..end`. Texts are limited to 4 GiB where they come in, so a larger offset is clamped.
    #[must_use]
    pub fn new(start: usize, end: usize) -> Self {
        let clamp = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
        debug_assert!(start <= end, "a span runs forward: {start}..{end}");
        Self { start: clamp(start), end: clamp(end) }
    }

    /// The span as indices for slicing.
    #[must_use]
    pub fn range(self) -> Range<usize> {
        self.start as usize..self.end as usize
    }

    /// The part of `text` that the span covers; empty when the text is another one and has no such place.
    #[must_use]
    pub fn of(self, text: &str) -> &str {
        text.get(self.range()).unwrap_or_default()
    }

    /// The number of bytes.
    #[must_use]
    pub fn len(self) -> usize {
        (self.end - self.start) as usize
    }

    /// Whether the span covers nothing.
    #[must_use]
    pub fn is_empty(self) -> bool {
        self.start == self.end
    }

    /// Whether `other` lies wholly inside.
    #[must_use]
    pub fn contains(self, other: Self) -> bool {
        self.start <= other.start && other.end <= self.end
    }

    /// Whether the two share at least one byte.
    #[must_use]
    pub fn overlaps(self, other: Self) -> bool {
        self.start < other.end && other.start < self.end
    }

    /// The smallest span that covers both.
    #[must_use]
    pub fn cover(self, other: Self) -> Self {
        Self { start: self.start.min(other.start), end: self.end.max(other.end) }
    }

    /// The span without white space at its ends.
    #[must_use]
    pub fn trim(self, text: &str) -> Self {
        let whole = self.of(text);
        let start = self.start as usize + (whole.len() - whole.trim_start().len());
        Self::new(start, start + whole.trim().len())
    }
}

/// Counts code points up to any byte of one text, for offsets that other programs read.
///
/// One count is kept for every 128 bytes, so a lookup scans at most that many; ASCII needs none.
///
/// ```
/// use claimlog::span::{CharMap, Span};
/// let text = "“30,000”";
/// let map = CharMap::new(text);
/// assert_eq!(map.chars(Span::new(3, 9)), (1, 7));
/// ```
#[derive(Debug)]
pub struct CharMap<'t> {
    bytes: &'t [u8],
    counts: Vec<u32>,
}

/// Bytes between two kept counts.
const STRIDE: usize = 128;

impl<'t> CharMap<'t> {
    /// Reads the text once.
    #[must_use]
    pub fn new(text: &'t str) -> Self {
        if text.is_ascii() {
            return Self { bytes: text.as_bytes(), counts: Vec::new() };
        }
        let mut total = 0;
        let counts = text
            .as_bytes()
            .chunks(STRIDE)
            .map(|chunk| {
                let before = total;
                total += starts(chunk);
                before
            })
            .collect();
        Self { bytes: text.as_bytes(), counts }
    }

    /// The number of code points before the byte `offset`.
    #[must_use]
    pub fn char_of(&self, offset: u32) -> u32 {
        let Some(before) = self.counts.get(offset as usize / STRIDE) else {
            return self.counts.last().map_or(offset, |_| self.total());
        };
        let from = offset as usize / STRIDE * STRIDE;
        before + starts(&self.bytes[from..offset as usize])
    }

    /// Start and end of `span` in code points.
    #[must_use]
    pub fn chars(&self, span: Span) -> (u32, u32) {
        (self.char_of(span.start), self.char_of(span.end))
    }

    fn total(&self) -> u32 {
        let last = self.counts.len().saturating_sub(1);
        self.counts.last().copied().unwrap_or_default() + starts(&self.bytes[last * STRIDE..])
    }
}

/// How many code points start in these bytes, which are at most [`STRIDE`] and so counted in a byte: all but UTF-8's
/// continuation bytes (`10xxxxxx`).
fn starts(bytes: &[u8]) -> u32 {
    let count: u8 = bytes.iter().map(|byte| u8::from(byte & 0xC0 != 0x80)).sum();
    count.into()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn counts_code_points_across_strides() {
        let text = "é€😀x".repeat(100);
        let map = CharMap::new(&text);
        for (count, (byte, _)) in text.char_indices().enumerate() {
            assert_eq!(map.char_of(u32::try_from(byte).unwrap()) as usize, count);
        }
        assert_eq!(map.char_of(u32::try_from(text.len()).unwrap()), 400);
    }

    #[test]
    fn counts_to_the_end_when_it_falls_on_a_stride() {
        let text = "é".repeat(STRIDE / 2);
        assert_eq!(CharMap::new(&text).char_of(128), 64);
    }

    #[test]
    fn trims_to_the_words() {
        assert_eq!(Span::new(0, 8).trim("  30 km \n"), Span::new(2, 7));
    }
}
