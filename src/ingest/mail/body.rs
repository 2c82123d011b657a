//! The text of a message without what is quoted from earlier ones and without the signature; and of a message that passes
//! another on, the other.

use crate::ingest::date::day_on_page;
use crate::ingest::mail::header;
use crate::ingest::notice::Notice;
use crate::ingest::wrapped;
use crate::model::Metadata;

/// What is left of a text.
#[derive(Default)]
pub(super) struct Body {
    pub(super) text: String,
    /// Whether lines of earlier messages were left out.
    pub(super) quoted: bool,
    /// The headers of the message that is passed on.
    pub(super) forwarded: Option<Forwarded>,
    /// Whether something stood above it.
    pub(super) note: bool,
}

/// The headers that stand above a forwarded message, as the mail program wrote them.
#[derive(Default)]
pub(super) struct Forwarded {
    from: Option<String>,
    date: Option<String>,
    subject: Option<String>,
}

impl Forwarded {
    /// What they say; the title is that of the message when they have none.
    pub(super) fn metadata(self, title: Option<String>, notices: &mut Vec<Notice>) -> Metadata {
        let from = self.from.as_deref().map(|from| from.split(['<', '[']).next().unwrap_or_default().to_owned());
        let published = self.date.as_deref().and_then(day_on_page);
        if let (Some(given), None) = (&self.date, published) {
            notices.push(Notice::Date { place: header::PLACE, given: given.clone() });
        }
        let metadata = Metadata {
            title: header::title(self.subject.as_deref()).or(title),
            byline: from.as_deref().and_then(header::name),
            published,
            ..Metadata::default()
        };
        metadata.from_place(header::PLACE)
    }
}

/// Reads a text; `is_forward` says that the subject announces a forwarded message.
pub(super) fn read(text: &str, flowed: bool, is_forward: bool) -> Body {
    let lines: Vec<&str> = text.lines().map(|line| line.trim_end_matches('\r')).collect();
    let cut = lines.iter().position(|line| is_cut(line));
    let forward = cut.filter(|at| is_forward || is_forward_mark(lines[*at]));
    let Some(at) = forward else {
        let end = cut.unwrap_or(lines.len());
        let mut body = unquoted(&lines[..end], flowed);
        body.quoted |= cut.is_some();
        return body;
    };
    let (forwarded, rest) = headers(&lines[at + 1..]);
    let mut body = unquoted(rest, flowed);
    body.note = lines[..at].iter().any(|line| line.contains(char::is_alphanumeric));
    body.forwarded = Some(forwarded);
    body
}

/// "---------- Forwarded message ---------", "Begin forwarded message:".
fn is_forward_mark(line: &str) -> bool {
    let lower = line.to_lowercase();
    let words = lower.trim_matches(|c: char| c == '-' || c == ':' || c == '_' || c.is_whitespace());
    ["forwarded message", "begin forwarded message", "forwarded by"].contains(&words)
}

/// A line under which another message stands whole.
fn is_cut(line: &str) -> bool {
    let lower = line.to_lowercase();
    let words = lower.trim_matches(|c: char| c == '-' || c.is_whitespace());
    is_forward_mark(line) || line.trim_start().starts_with("--") && words == "original message"
}

/// The headers at the start of the lines, and what follows.
fn headers<'l, 't>(lines: &'l [&'t str]) -> (Forwarded, &'l [&'t str]) {
    let mut forwarded = Forwarded::default();
    let mut at = lines.iter().take_while(|line| line.trim().is_empty()).count();
    while let Some(line) = lines.get(at).filter(|line| !line.trim().is_empty()) {
        let bare = line.trim().trim_matches('*').trim_start_matches("> ");
        let field = bare.split_once(':').filter(|(name, _)| name.len() <= 12 && !name.contains(' '));
        let Some((name, value)) = field else {
            // A header that runs over the line, unless none stands above it.
            if forwarded.from.is_none() && forwarded.subject.is_none() {
                break;
            }
            at += 1;
            continue;
        };
        let value = Some(value.trim().trim_matches('*').trim().to_owned()).filter(|value| !value.is_empty());
        match name.trim_matches('*').to_ascii_lowercase().as_str() {
            "from" => forwarded.from = value,
            "date" | "sent" => forwarded.date = value,
            "subject" => forwarded.subject = value,
            _ => {}
        }
        at += 1;
    }
    (forwarded, &lines[at..])
}

/// The lines without those quoted, the one above them that says who wrote them, and the signature. Where nothing else is
/// left, the quoted ones are what is passed on.
fn unquoted(lines: &[&str], flowed: bool) -> Body {
    let signature = lines.iter().position(|line| *line == "-- " || *line == "--");
    let lines = &lines[..signature.unwrap_or(lines.len())];
    let mut kept: Vec<&str> = Vec::with_capacity(lines.len());
    let mut quoted: Vec<&str> = Vec::new();
    for line in lines {
        if let Some(inner) = line.strip_prefix('>') {
            if quoted.is_empty() {
                drop_announcement(&mut kept);
            }
            quoted.push(inner.trim_start_matches('>').strip_prefix(' ').unwrap_or(inner.trim_start_matches('>')));
        } else {
            kept.push(line);
        }
    }
    let only_quoted = !kept.iter().any(|line| line.contains(char::is_alphanumeric));
    let text = wrapped::unwrap(if only_quoted { &quoted } else { &kept }, flowed);
    Body { text, quoted: !only_quoted && !quoted.is_empty(), ..Body::default() }
}

/// "On Wed, 4 Mar 2026 at 10:15, Ada Quill <ada@tidewater.example> wrote:", which may stand on two lines.
fn drop_announcement(kept: &mut Vec<&str>) {
    while kept.last().is_some_and(|line| line.trim().is_empty()) {
        kept.pop();
    }
    let start = (1..=3).filter(|count| *count <= kept.len()).find(|count| {
        let lines = &kept[kept.len() - count..];
        let first = lines[0].trim_start();
        first.starts_with("On ") || first.starts_with("Le ") || first.starts_with("Am ")
    });
    let ends = kept.last().is_some_and(|line| line.trim_end().ends_with(':'));
    if let Some(count) = start.filter(|_| ends) {
        kept.truncate(kept.len() - count);
    }
}
