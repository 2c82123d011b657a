//! Where a number in digits ends: "1,234,567.89" is one, "10,20" are two.

use crate::lexicon::digit_value;
use crate::text::fold::is_invisible;
use crate::text::tokens::{next_char, trim_invisible};

/// The end of a number: digits, commas before three more digits (or in the Indian way), a point before digits.
pub(super) fn number_end(source: &str, start: usize) -> usize {
    let mut end = grouped_end(source, digits_end(source, start));
    while next_char(source, end) == Some('.') && next_char(source, end + 1).is_some_and(|c| digit_value(c).is_some()) {
        end = digits_end(source, end + 1);
    }
    trim_invisible(source, start, end)
}

/// The end of the groups after the first digits: all of three ("1,234,567"), or pairs before a last one of three
/// ("12,34,567"). Pairs are followed only so far, so that a long list of them takes linear time.
fn grouped_end(source: &str, first: usize) -> usize {
    const MOST_PAIRS: usize = 8;
    let (mut end, mut at, mut pairs) = (first, first, 0);
    while next_char(source, at) == Some(',') {
        let group = digits_end(source, at + 1);
        match source[at + 1..group].chars().filter(|c| !is_invisible(*c)).count() {
            3 => end = group,
            2 if end == first && pairs < MOST_PAIRS => pairs += 1,
            _ => break,
        }
        if end == group && pairs > 0 {
            break;
        }
        at = group;
    }
    end
}

/// The end of a run of digits.
pub(super) fn digits_end(source: &str, start: usize) -> usize {
    let mut end = start;
    while let Some(c) = next_char(source, end).filter(|c| digit_value(*c).is_some() || is_invisible(*c)) {
        end += c.len_utf8();
    }
    end
}
