//! The headers of a message → its metadata.
//!
//! Subject → title, the name in From → byline, Date → the day in the sender's zone. Who sends is not who publishes: only a
//! list says so ("List-Id: Tidewater Daily <daily.tidewater.example>").

use chrono::{Datelike, NaiveDate};
use mail_parser::{HeaderName, Message};

use crate::model::Metadata;

/// How the origin of what is found here is called.
pub(super) const PLACE: &str = "mail header";

/// Headers that only programs write.
const TECHNICAL: &str = " mime-version message-id received return-path delivered-to content-type content-transfer-encoding dkim-signature \
    list-id list-unsubscribe x-mailer user-agent ";

/// Whether these first bytes are the headers of a message: names and colons, a sender, and one that only programs write. A
/// memo that begins with From and Date has none of these.
pub(in crate::ingest) fn starts(head: &[u8]) -> bool {
    let head = String::from_utf8_lossy(head.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(head));
    let (mut sender, mut technical) = (false, false);
    for (number, line) in head.lines().enumerate() {
        if line.is_empty() {
            return sender && technical;
        }
        if line.starts_with([' ', '\t']) && number > 0 || number == 0 && line.starts_with("From ") {
            continue;
        }
        let Some((name, _)) = line.split_once(':') else {
            // The last line may be cut short.
            return number > 0 && sender && technical && head.lines().count() == number + 1 && !head.ends_with('\n');
        };
        if name.is_empty() || !name.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-') {
            return false;
        }
        let name = name.to_ascii_lowercase();
        sender |= ["from", "sender", "return-path", "received"].contains(&name.as_str());
        technical |= TECHNICAL.contains(&format!(" {name} "));
    }
    sender && technical
}

/// The metadata of a message.
pub(super) fn metadata(message: &Message<'_>) -> Metadata {
    let from = message.from().and_then(|from| from.first());
    let byline = from.and_then(|from| from.name()).and_then(name);
    let metadata = Metadata {
        title: title(message.subject()),
        byline,
        publisher: list(message, from.and_then(|from| from.address())),
        published: day(message),
        ..Metadata::default()
    };
    metadata.from_place(PLACE)
}

fn day(message: &Message<'_>) -> Option<NaiveDate> {
    let date = message.date().filter(|date| date.is_valid())?;
    let day = NaiveDate::from_ymd_opt(i32::from(date.year), u32::from(date.month), u32::from(date.day))?;
    (1971..=2200).contains(&day.year()).then_some(day)
}

/// A subject without "Re:" and "Fwd:".
pub(super) fn title(subject: Option<&str>) -> Option<String> {
    let subject = subject?.split_whitespace().collect::<Vec<_>>().join(" ");
    let mut title = subject.as_str();
    while let Some((start, rest)) = title.split_once(':') {
        if !is_mark(start) {
            break;
        }
        title = rest.trim_start();
    }
    (!title.is_empty()).then(|| title.to_owned())
}

/// Whether the subject says that a message is passed on.
pub(super) fn is_forward(subject: Option<&str>) -> bool {
    let start = subject.and_then(|subject| subject.split_once(':')).map(|(start, _)| start.trim().to_ascii_lowercase());
    start.is_some_and(|start| ["fw", "fwd", "wg"].contains(&start.as_str()))
}

/// "Re", "Fwd", "AW", "Re[2]".
fn is_mark(start: &str) -> bool {
    let start = start.trim().split('[').next().unwrap_or_default().to_ascii_lowercase();
    ["re", "fw", "fwd", "aw", "wg", "sv", "antw"].contains(&start.as_str())
}

/// A name as a byline; an address in its place is none.
pub(super) fn name(given: &str) -> Option<String> {
    let given = given.trim().trim_matches(['"', '\'', '“', '”']);
    let name = given.split_whitespace().collect::<Vec<_>>().join(" ");
    (name.contains(char::is_alphabetic) && !name.contains('@')).then_some(name)
}

/// The name of the list; without one its domain, where the sender writes from it.
fn list(message: &Message<'_>, sender: Option<&str>) -> Option<String> {
    let raw = message.header_raw(HeaderName::ListId)?;
    let (phrase, id) =
        raw.split_once('<').map_or(("", raw), |(phrase, id)| (phrase, id.trim_end().trim_end_matches('>')));
    let is_encoded = phrase.contains("=?");
    name(phrase).filter(|_| !is_encoded).or_else(|| {
        let domain = sender?.rsplit_once('@')?.1.to_ascii_lowercase();
        id.trim().to_ascii_lowercase().ends_with(&domain).then_some(domain)
    })
}
