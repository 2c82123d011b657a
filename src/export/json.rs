//! JSON that is safe wherever it ends up: on a terminal, inside a page, in a log.
//!
//! Markup signs, control characters, directional and invisible marks and the line separators are written as `\uXXXX`; the
//! data are the same (RFC 8259 §7). Numbers are written as exact decimals.

use std::io;

use rust_decimal::Decimal;
use serde::{Serialize, Serializer};
use serde_json::ser::{CompactFormatter, Formatter, PrettyFormatter};
use serde_json::value::RawValue;

/// An exact decimal as a JSON number: `0.1` is written as 0.1, whole numbers without a point.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Number(pub Decimal);

impl Serialize for Number {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let digits = self.0.normalize().to_string();
        RawValue::from_string(digits).map_err(serde::ser::Error::custom)?.serialize(serializer)
    }
}

/// Writes a value as one line of JSON without the line's end.
///
/// # Errors
/// When `out` cannot be written.
pub fn write_json(out: &mut impl io::Write, value: &impl Serialize) -> io::Result<()> {
    value.serialize(&mut serde_json::Serializer::with_formatter(out, Safe)).map_err(io::Error::from)
}

/// A value as one line of JSON.
///
/// # Errors
/// When the value has no JSON, which the types of this crate all have.
///
/// ```
/// assert_eq!(claimlog::export::to_json(&"</script>\u{202e}").unwrap(), r#""\u003c/script\u003e\u202e""#);
/// ```
pub fn to_json(value: &impl Serialize) -> io::Result<String> {
    let mut line = Vec::new();
    write_json(&mut line, value)?;
    String::from_utf8(line).map_err(io::Error::other)
}

/// The same for people: indented by two spaces, a field a line, and a line's end behind it.
///
/// # Errors
/// When `out` cannot be written.
pub fn write_json_indented(out: &mut impl io::Write, value: &impl Serialize) -> io::Result<()> {
    let formatter = SafeIndented(PrettyFormatter::new());
    value.serialize(&mut serde_json::Serializer::with_formatter(&mut *out, formatter)).map_err(io::Error::from)?;
    writeln!(out)
}

/// JSON without spaces in which no character is dangerous.
struct Safe;

impl Formatter for Safe {
    fn write_string_fragment<W: ?Sized + io::Write>(&mut self, out: &mut W, fragment: &str) -> io::Result<()> {
        write_harmless(out, fragment)
    }
}

/// The same, indented.
struct SafeIndented(PrettyFormatter<'static>);

impl Formatter for SafeIndented {
    fn begin_array<W: ?Sized + io::Write>(&mut self, out: &mut W) -> io::Result<()> {
        self.0.begin_array(out)
    }

    fn end_array<W: ?Sized + io::Write>(&mut self, out: &mut W) -> io::Result<()> {
        self.0.end_array(out)
    }

    fn begin_array_value<W: ?Sized + io::Write>(&mut self, out: &mut W, first: bool) -> io::Result<()> {
        self.0.begin_array_value(out, first)
    }

    fn end_array_value<W: ?Sized + io::Write>(&mut self, out: &mut W) -> io::Result<()> {
        self.0.end_array_value(out)
    }

    fn begin_object<W: ?Sized + io::Write>(&mut self, out: &mut W) -> io::Result<()> {
        self.0.begin_object(out)
    }

    fn end_object<W: ?Sized + io::Write>(&mut self, out: &mut W) -> io::Result<()> {
        self.0.end_object(out)
    }

    fn begin_object_key<W: ?Sized + io::Write>(&mut self, out: &mut W, first: bool) -> io::Result<()> {
        self.0.begin_object_key(out, first)
    }

    fn begin_object_value<W: ?Sized + io::Write>(&mut self, out: &mut W) -> io::Result<()> {
        self.0.begin_object_value(out)
    }

    fn end_object_value<W: ?Sized + io::Write>(&mut self, out: &mut W) -> io::Result<()> {
        self.0.end_object_value(out)
    }

    fn write_string_fragment<W: ?Sized + io::Write>(&mut self, out: &mut W, fragment: &str) -> io::Result<()> {
        write_harmless(out, fragment)
    }
}

/// Writes a part of a string with its dangerous characters escaped.
fn write_harmless<W: ?Sized + io::Write>(out: &mut W, fragment: &str) -> io::Result<()> {
    let (mut plain, mut at) = (0, 0);
    while let Some(c) = next_suspect(fragment, &mut at) {
        if is_dangerous(c) {
            CompactFormatter.write_string_fragment(out, &fragment[plain..at])?;
            for unit in c.encode_utf16(&mut [0; 2]) {
                write!(out, "\\u{unit:04x}")?;
            }
            plain = at + c.len_utf8();
        }
        at += c.len_utf8();
    }
    CompactFormatter.write_string_fragment(out, &fragment[plain..])
}

/// Moves `at` to the next character whose first byte is that of a dangerous one.
fn next_suspect(fragment: &str, at: &mut usize) -> Option<char> {
    let rest = fragment.as_bytes().get(*at..)?;
    *at += rest.iter().position(|byte| SUSPECT[usize::from(*byte)])?;
    fragment[*at..].chars().next()
}

/// The bytes with which a dangerous character can begin, so that most of a text is passed over byte by byte.
const SUSPECT: [bool; 256] = {
    let mut suspect = [false; 256];
    let leads = [b'<', b'>', b'&', 0x7F, 0xC2, 0xD8, 0xE1, 0xE2, 0xEF, 0xF3];
    let mut at = 0;
    while at < leads.len() {
        suspect[leads[at] as usize] = true;
        at += 1;
    }
    suspect
};

/// Markup, and what is not to be seen.
pub(super) fn is_dangerous(c: char) -> bool {
    matches!(c, '<' | '>' | '&') || is_unseen(c)
}

/// Controls beyond ASCII's first, and characters that are not seen or change how others are shown.
pub(super) fn is_unseen(c: char) -> bool {
    matches!(c, '\u{7F}'..='\u{9F}' | '\u{AD}' | '\u{61C}' | '\u{180E}' | '\u{2028}' | '\u{2029}'
        | '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2060}'..='\u{206F}' | '\u{FEFF}'
        | '\u{E0000}'..='\u{E007F}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_exact() {
        for (value, json) in [("0.10", "0.1"), ("500000000", "500000000"), ("-1.50", "-1.5"), ("1e3", "1000")] {
            let value = Decimal::from_str_exact(value).or_else(|_| Decimal::from_scientific(value)).unwrap();
            assert_eq!(to_json(&Number(value)).unwrap(), json);
        }
    }

    #[test]
    fn no_dangerous_character_is_passed_over() {
        for c in ('\0'..=char::MAX).filter(|c| is_dangerous(*c)) {
            assert!(SUSPECT[usize::from(c.encode_utf8(&mut [0; 4]).as_bytes()[0])], "{c:?}");
        }
    }

    #[test]
    fn dangerous_characters_are_escaped_and_come_back() {
        let text = "a<b>&\u{1b}[2J\u{9b}\u{202e}\u{200b}\u{2028}\u{e0041}é😀\"\\";
        let json = to_json(&text).unwrap();
        assert!(json.chars().all(|c| !is_dangerous(c) && !c.is_control()), "{json}");
        assert_eq!(serde_json::from_str::<String>(&json).unwrap(), text);
        let mut indented = Vec::new();
        write_json_indented(&mut indented, &[("a", text)]).unwrap();
        let indented = String::from_utf8(indented).unwrap();
        assert!(indented.starts_with("[\n  [\n    \"a\",\n    \"a\\u003cb"), "{indented}");
        assert!(indented.chars().all(|c| !is_dangerous(c) && (c == '\n' || !c.is_control())), "{indented}");
    }
}
