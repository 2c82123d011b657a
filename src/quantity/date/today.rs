//! Days from the day of publication: "today", "yesterday morning", "tomorrow", "tonight", "this morning", "last night".

use super::Reading;
use super::period::{Period, shifted};
use super::scan::Scan;
use crate::lexicon::{Class, Grain, Pointer, lexicon};
use crate::text::Shape;

/// Reads such a day.
pub(super) fn read(scan: &Scan, at: usize) -> Option<Reading> {
    let named = lexicon().calendar.days.of_word(scan.text.word(at)).next();
    let (shift, end) = match (named, scan.pointer(at)) {
        (Some(shift), _) => (i32::try_from(*shift).ok()?, at + 1),
        (None, Some((Pointer::Shift(0), next))) if part_of_day(scan, next) > 0 => (0, next + 1),
        (None, Some((Pointer::Shift(-1), next))) if scan.is_any(next, &["night"]) => (-1, next + 1),
        _ => return None,
    };
    let title = scan.text.tokens[at].shape != Shape::Lower
        && at > scan.range.start
        && scan.text.tokens[at - 1].shape != Shape::Lower
        && named.is_some();
    let possessive = scan.is_any(end, &["'s", "’s"]) && end + 1 >= scan.end();
    if scan.text.in_class(end, Class::Adverb) && !scan.is_any(end, &["ago", "later"]) || possessive || title {
        return None;
    }
    let end = end + part_of_day(scan, end);
    let period = match scan.published {
        None => Period::unresolved("XXXX-XX-XX"),
        Some(today) => Period::day(shifted(today, Grain::Day, shift)?),
    };
    Some(Reading::new(at..end, period, "day from today"))
}

/// How many tokens name a part of a day: "morning", "night".
pub(super) fn part_of_day(scan: &Scan, at: usize) -> usize {
    usize::from(
        scan.is_any(at, &["morning", "afternoon", "evening", "night", "nights", "mornings", "evenings", "afternoons"]),
    )
}
