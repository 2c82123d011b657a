//! Feeds → a document an entry: RSS 0.91 to 2.0, RSS 1.0, Atom and JSON Feed.
//!
//! feed-rs reads them. Before it `check.rs` goes through the XML once: entities that the feed defines are refused, never
//! resolved, and of a feed that breaks off the entries before the damage are read. `entry.rs` makes the documents.

mod ampersand;
mod check;
mod dates;
mod entry;

use feed_rs::parser::Builder;

use crate::ingest::decode;
use crate::ingest::error::Problem;
use crate::ingest::notice::Notice;
use crate::ingest::{Draft, jsonl};
use dates::Dates;

/// Whether these first bytes are those of a feed.
pub(super) fn starts(head: &[u8]) -> bool {
    let head = head.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(head);
    if jsonl::starts(head) {
        return memchr::memmem::find(head, b"//jsonfeed.org/version/").is_some();
    }
    check::root(&String::from_utf8_lossy(head)).is_some_and(|name| check::ROOTS.contains(&name))
}

/// Reads a feed.
///
/// # Errors
/// When it is no feed, defines entities, is broken before the end of its first entry, or no entry has a text.
pub(super) fn read(bytes: Vec<u8>) -> Result<Vec<Draft>, Problem> {
    let (text, decoded) = decode::decode(bytes, None)?;
    let mut notices: Vec<Notice> = decoded.into_iter().collect();
    let is_json = jsonl::starts(text.as_bytes());
    let (text, entries) = if is_json { (text, None) } else { check::check(&ampersand::escape(&text), &mut notices)? };
    let dates = Dates::default();
    let parser = Builder::new().timestamp_parser(dates.keeper()).id_generator(|_, _, _| String::new()).build();
    let feed = parser.parse(text.as_bytes()).map_err(|error| broken(&error.to_string()))?;
    let passed_over = entries.map_or(0, |entries| entries.saturating_sub(feed.entries.len()));
    if passed_over > 0 {
        notices.push(Notice::Entries(passed_over));
    }
    let mut drafts = entry::drafts(feed, &dates, &mut notices);
    let first = drafts.first_mut().ok_or(Problem::NoText)?;
    first.notices.splice(..0, notices);
    Ok(drafts)
}

fn broken(message: &str) -> Problem {
    Problem::Broken { what: "the feed", message: message.to_owned() }
}

#[cfg(test)]
mod tests;
