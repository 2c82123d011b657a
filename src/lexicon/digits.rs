//! Digits of the scripts that news is written in: full-width, Arabic-Indic, Devanagari and others.
//!
//! Every decimal digit of Unicode (general category Nd) stands in a run of ten; the table lists the zeros.

/// The zeros of the scripts (Unicode 16, general category Nd).
const ZEROS: [char; 30] = [
    '0', '\u{660}', '\u{6F0}', '\u{7C0}', '\u{966}', '\u{9E6}', '\u{A66}', '\u{AE6}', '\u{B66}', '\u{BE6}', '\u{C66}',
    '\u{CE6}', '\u{D66}', '\u{DE6}', '\u{E50}', '\u{ED0}', '\u{F20}', '\u{1040}', '\u{1090}', '\u{17E0}', '\u{1810}',
    '\u{1946}', '\u{19D0}', '\u{1A80}', '\u{1B50}', '\u{1BB0}', '\u{1C40}', '\u{1C50}', '\u{A620}', '\u{FF10}',
];

/// The value of a decimal digit of any of these scripts.
///
/// ```
/// use claimlog::lexicon::digit_value;
/// assert_eq!(digit_value('５'), Some(5));
/// assert_eq!(digit_value('٥'), Some(5));
/// assert_eq!(digit_value('½'), None);
/// ```
#[must_use]
pub fn digit_value(c: char) -> Option<u32> {
    if c.is_ascii() {
        return c.to_digit(10);
    }
    ZEROS.iter().map(|zero| u32::from(c).wrapping_sub(u32::from(*zero))).find(|value| *value < 10)
}
