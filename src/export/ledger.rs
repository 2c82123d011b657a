//! A whole ledger as JSON Lines, and back: a head, then each event, and each article's text behind the event that logged it.
//!
//! ```text
//! {"ledger":"claimlog","format":1,"schema":4,"events":2,"texts":1,"last":"5f0c…"}
//! {"event":{"id":"l019…","chain":"7ae1…","n":1,"prev":"0000…","hash":"c4b2…","type":"document.added","at":"2026-11-23T…","body":{…}}}
//! {"text":{"document":"d4f2…","text":"Some 18,000 dockers …"}}
//! ```
//! An event's `body` is the stored JSON, for which the hash is known to the byte. Characters that are dangerous in a page or on
//! a terminal are escaped in it, which can be undone: claimlog's own JSON never escapes them. A body for which that does not
//! give the same bytes has them beside it in hexadecimal digits, as `bytes`.

use std::borrow::Cow;
use std::io;

use serde::{Deserialize, Serialize};
use serde_json::value::RawValue;
use thiserror::Error;

use crate::export::json::is_dangerous;
use crate::export::value::hex;
use crate::export::write_json;
use crate::model::{Carried, DocumentId, EventId, StoredEvent};

/// The version of this format.
pub const LEDGER_FORMAT: u32 = 1;

/// The first line: what follows, so that a file that was cut short is known.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct LedgerHead {
    /// "claimlog".
    pub ledger: String,
    /// [`LEDGER_FORMAT`].
    pub format: u32,
    /// The version of the database's schema.
    pub schema: u32,
    /// How many events follow.
    pub events: u64,
    /// How many texts.
    pub texts: u64,
    /// The hash of the last event, in hexadecimal digits; null in an empty ledger.
    pub last: Option<String>,
}

/// A line of the file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum LedgerLine {
    /// The first line.
    Head(LedgerHead),
    /// Each other.
    Row(Carried),
}

/// Why a line is none.
#[derive(Debug, Error)]
pub enum LedgerLineError {
    /// It is no JSON, or not of this form.
    #[error("it is no line of a ledger: {0}")]
    Json(#[from] serde_json::Error),
    /// A hash or chain is not of its length.
    #[error("“{0}” is no hash or chain of a ledger")]
    Hex(String),
    /// The bytes of a body are no text.
    #[error("the bytes of an event's body are no UTF-8")]
    Bytes,
    /// It was written by a program that knows more.
    #[error("it is of format {0}, which this claimlog does not know: import it with a newer one")]
    Format(u32),
}

/// The line of an event.
#[derive(Serialize, Deserialize)]
struct Event<'a> {
    #[serde(borrow)]
    event: EventLine<'a>,
}

/// The line of a text.
#[derive(Serialize, Deserialize)]
struct Text<'a> {
    #[serde(borrow)]
    text: TextLine<'a>,
}

#[derive(Serialize, Deserialize)]
struct EventLine<'a> {
    id: EventId,
    chain: Cow<'a, str>,
    n: i64,
    prev: Cow<'a, str>,
    hash: Cow<'a, str>,
    r#type: Cow<'a, str>,
    at: Cow<'a, str>,
    #[serde(borrow)]
    body: Cow<'a, RawValue>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    bytes: Option<String>,
}

#[derive(Serialize, Deserialize)]
struct TextLine<'a> {
    document: DocumentId,
    text: Cow<'a, str>,
}

/// Writes the first line.
///
/// # Errors
/// When `out` cannot be written.
pub fn write_ledger_head(out: &mut impl io::Write, head: &LedgerHead) -> io::Result<()> {
    write_json(out, head)?;
    out.write_all(b"\n")
}

/// Writes a row as a line.
///
/// # Errors
/// When `out` cannot be written, or an event's body is no JSON.
pub fn write_carried(out: &mut impl io::Write, row: &Carried) -> io::Result<()> {
    match row {
        Carried::Event(event) => write_json(out, &Event { event: EventLine::of(event)? })?,
        Carried::Text { document, text } => {
            write_json(out, &Text { text: TextLine { document: *document, text: text.into() } })?;
        }
    }
    out.write_all(b"\n")
}

/// Reads a line; the bytes of a body come back as they were.
///
/// # Errors
/// When it is none of a ledger.
pub fn read_ledger_line(line: &str) -> Result<LedgerLine, LedgerLineError> {
    // The first key says what it is; serde's enums would lose the raw body.
    let start = line.trim_start();
    if start.starts_with("{\"event\"") {
        let Event { event } = serde_json::from_str(line)?;
        return Ok(LedgerLine::Row(Carried::Event(event.stored()?)));
    }
    if start.starts_with("{\"text\"") {
        let Text { text } = serde_json::from_str(line)?;
        return Ok(LedgerLine::Row(Carried::Text { document: text.document, text: text.text.into_owned() }));
    }
    let head: LedgerHead = serde_json::from_str(line)?;
    if head.ledger != "claimlog" || head.format != LEDGER_FORMAT {
        return Err(LedgerLineError::Format(head.format));
    }
    Ok(LedgerLine::Head(head))
}

impl EventLine<'_> {
    fn of(event: &StoredEvent) -> io::Result<EventLine<'_>> {
        let shown = escaped(&event.body);
        let same = !shown.contains('\n') && !shown.contains('\r') && unescaped(&shown) == event.body;
        let (shown, bytes) = if same {
            (shown.into_owned(), None)
        } else {
            let value: serde_json::Value = serde_json::from_str(&event.body)?;
            (crate::export::to_json(&value)?, Some(hex(event.body.as_bytes())))
        };
        Ok(EventLine {
            id: event.id,
            chain: hex(&event.chain).into(),
            n: event.n,
            prev: hex(&event.prev).into(),
            hash: hex(&event.hash).into(),
            r#type: event.kind.as_str().into(),
            at: event.at.as_str().into(),
            body: Cow::Owned(RawValue::from_string(shown)?),
            bytes,
        })
    }

    fn stored(self) -> Result<StoredEvent, LedgerLineError> {
        let body = match &self.bytes {
            None => unescaped(self.body.get()).into_owned(),
            Some(bytes) => {
                let bytes = unhex(bytes).ok_or_else(|| LedgerLineError::Hex(bytes.clone()))?;
                String::from_utf8(bytes).map_err(|_| LedgerLineError::Bytes)?
            }
        };
        Ok(StoredEvent {
            id: self.id,
            chain: fixed(&self.chain)?,
            n: self.n,
            prev: fixed(&self.prev)?,
            hash: fixed(&self.hash)?,
            kind: self.r#type.into_owned(),
            at: self.at.into_owned(),
            body,
        })
    }
}

fn unhex(digits: &str) -> Option<Vec<u8>> {
    let pairs = digits.as_bytes().chunks_exact(2);
    let whole = digits.is_ascii() && pairs.remainder().is_empty();
    let byte = |pair: &[u8]| u8::from_str_radix(std::str::from_utf8(pair).ok()?, 16).ok();
    whole.then(|| pairs.map(byte).collect())?
}

fn fixed<const N: usize>(digits: &str) -> Result<[u8; N], LedgerLineError> {
    let bytes = unhex(digits).and_then(|bytes| bytes.try_into().ok());
    bytes.ok_or_else(|| LedgerLineError::Hex(digits.to_owned()))
}

/// JSON with its dangerous characters escaped. They can stand in strings alone.
fn escaped(json: &str) -> Cow<'_, str> {
    if !json.contains(is_dangerous) {
        return Cow::Borrowed(json);
    }
    let mut safe = String::with_capacity(json.len() + 64);
    for c in json.chars() {
        if is_dangerous(c) {
            c.encode_utf16(&mut [0; 2]).iter().for_each(|unit| safe.push_str(&format!("\\u{unit:04x}")));
        } else {
            safe.push(c);
        }
    }
    Cow::Owned(safe)
}

/// JSON with the escapes of dangerous characters undone, and no others.
fn unescaped(json: &str) -> Cow<'_, str> {
    if !json.contains('\\') {
        return Cow::Borrowed(json);
    }
    let mut plain = String::with_capacity(json.len());
    let mut rest = json;
    while let Some(at) = rest.find('\\') {
        plain.push_str(&rest[..at]);
        rest = &rest[at..];
        let (taken, c) = dangerous_escape(rest).unwrap_or((0, '\\'));
        if taken > 0 {
            plain.push(c);
            rest = &rest[taken..];
        } else {
            // Another escape: the backslash and what it escapes, which may be a backslash.
            let length = rest.chars().take(2).map(char::len_utf8).sum();
            plain.push_str(&rest[..length]);
            rest = &rest[length..];
        }
    }
    plain.push_str(rest);
    Cow::Owned(plain)
}

/// The dangerous character that an escape at the start of `json` stands for, with the escape's length.
fn dangerous_escape(json: &str) -> Option<(usize, char)> {
    let unit = |at: usize| {
        let digits = json.get(at..at + 6)?.strip_prefix("\\u")?;
        u16::from_str_radix(digits, 16).ok()
    };
    let first = unit(0)?;
    let units = if (0xD800..0xDC00).contains(&first) { vec![first, unit(6)?] } else { vec![first] };
    let c = char::decode_utf16(units.iter().copied()).next()?.ok()?;
    is_dangerous(c).then_some((6 * units.len(), c))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn event(body: &str) -> Carried {
        Carried::Event(StoredEvent {
            id: EventId::from_bytes([1; 16]),
            chain: [2; 16],
            n: 7,
            prev: [0; 32],
            hash: [3; 32],
            kind: "note.written".into(),
            at: "2026-11-23T04:16:20.123Z".into(),
            body: body.into(),
        })
    }

    fn written(row: &Carried) -> String {
        let mut out = Vec::new();
        write_carried(&mut out, row).unwrap();
        String::from_utf8(out).unwrap()
    }

    fn comes_back(row: &Carried) -> String {
        let line = written(row);
        assert_eq!(line.matches('\n').count(), 1);
        assert!(!line.trim_end().contains(|c: char| is_dangerous(c) || c.is_control()), "{line}");
        assert_eq!(read_ledger_line(&line).unwrap(), LedgerLine::Row(row.clone()), "{line}");
        line
    }

    #[test]
    fn a_body_is_read_by_anyone_and_comes_back_to_the_byte() {
        let line = comes_back(&event(r#"{"clock":7,"text":"a<b>\u001b[2J","value":1.50}"#));
        assert!(line.contains(r#""body":{"clock":7,"text":"a\u003cb\u003e\u001b[2J","value":1.50}"#), "{line}");
        assert!(!line.contains("bytes"));
        // Written by no claimlog: with an escape of its own, and over several lines.
        assert!(comes_back(&event(r#"{"text":"a\u003cb"}"#)).contains("\"bytes\""));
        assert!(comes_back(&event("{\n  \"text\": \"x\"\n}")).contains("\"bytes\""));
        assert!(!comes_back(&event(r#"{"text":"\\u003c\\\\u202e\"\\"}"#)).contains("\"bytes\""));
    }

    #[test]
    fn a_text_comes_back() {
        let document = DocumentId::from_bytes([9; 16]);
        comes_back(&Carried::Text { document, text: "Nul\0, \u{202e}\r\n\u{2028}</script>\u{e0041}😀".into() });
    }

    #[test]
    fn what_is_no_line_is_refused() {
        for line in ["", "[]", "{}", r#"{"event":{}}"#, r#"{"text":1}"#, "{\"event\":", r#"{"ledger":"claimlog"}"#] {
            assert!(read_ledger_line(line).is_err(), "{line}");
        }
        let line = written(&event("{}"));
        assert!(matches!(read_ledger_line(&line.replace("0202", "zz02")), Err(LedgerLineError::Hex(_))));
        let head = r#"{"ledger":"claimlog","format":9,"schema":3,"events":0,"texts":0,"last":null}"#;
        assert!(matches!(read_ledger_line(head), Err(LedgerLineError::Format(9))));
    }

    proptest! {
        #[test]
        fn any_body_comes_back(text in ".{0,40}", marks in "[\\\\u00ad<>&\u{202e}\u{e0041}\"0-9a-f]{0,20}") {
            let body = serde_json::to_string(&[format!("{text}{marks}")]).unwrap();
            comes_back(&event(&body));
        }

        #[test]
        fn any_text_comes_back(text in any::<String>()) {
            comes_back(&Carried::Text { document: DocumentId::from_bytes([9; 16]), text });
        }
    }
}
