//! Messages (RFC 5322, MIME) → the article in them, and the articles attached to them.
//!
//! mail-parser reads headers, encodings and parts. The plain text of a message is preferred, its HTML read like a feed's
//! entry; `body.rs` leaves out what is quoted from earlier messages and the signature, and of a forwarded message reads the
//! message that was forwarded, which is the article: whoever passes it on adds a note.

mod body;
mod header;

use mail_parser::{Message, MessageParser, MessagePart, MimeHeaders, PartType};

use crate::ingest::Draft;
use crate::ingest::article::drafts_within;
use crate::ingest::error::Problem;
use crate::ingest::html::fragment;
use crate::ingest::notice::Notice;

/// How deeply messages may be attached to messages.
const DEEPEST: usize = 3;

pub(super) use header::starts;

/// Reads a message: what it says, then what is attached.
///
/// # Errors
/// When it is no message or nothing in it is text.
pub(super) fn read(bytes: &[u8], depth: usize) -> Result<Vec<Draft>, Problem> {
    let none = Problem::Broken { what: "the message", message: "it has no headers".to_owned() };
    let message = MessageParser::default().parse(bytes).filter(|message| !message.headers().is_empty()).ok_or(none)?;
    let mut drafts: Vec<Draft> = own(&message).into_iter().collect();
    let mut notices = Vec::new();
    for (number, part) in message.attachments().enumerate() {
        attached(part, number + 1, depth, &mut drafts, &mut notices);
    }
    let first = drafts.first_mut().ok_or(Problem::NoText)?;
    first.notices.extend(notices);
    Ok(drafts)
}

/// What the message itself says.
fn own(message: &Message<'_>) -> Option<Draft> {
    let said = said(message);
    let mut read = body::read(&said.text, said.flowed, header::is_forward(message.subject()));
    if read.text.is_empty() {
        return None;
    }
    let mut notices = Vec::new();
    if read.quoted {
        notices.push(Notice::LeftOut("what is quoted from earlier messages".to_owned()));
    }
    let metadata = match read.forwarded.take() {
        None => header::metadata(message),
        Some(forwarded) => {
            if read.note {
                notices.push(Notice::LeftOut("what stands above the forwarded message".to_owned()));
            }
            forwarded.metadata(header::title(message.subject()), &mut notices)
        }
    };
    Some(Draft { text: read.text, metadata, notices, name: None })
}

/// The text of a message before anything is left out.
struct Said {
    text: String,
    /// Whether a space at the end of a line says that the line goes on (RFC 3676).
    flowed: bool,
}

/// The plain text, unless it is a stub beside an HTML of many times its length ("View this in your browser").
fn said(message: &Message<'_>) -> Said {
    const STUB: usize = 500;
    let mut plain = String::new();
    let mut flowed = false;
    for part in message.text_bodies() {
        if let PartType::Text(text) = &part.body {
            flowed |= part
                .content_type()
                .and_then(|kind| kind.attribute("format"))
                .is_some_and(|it| it.eq_ignore_ascii_case("flowed"));
            if !plain.is_empty() {
                plain.push_str("\n\n");
            }
            plain.push_str(text.trim_end());
        }
    }
    if plain.len() > STUB {
        return Said { text: plain, flowed };
    }
    let pages = message.html_bodies().filter_map(|part| match &part.body {
        PartType::Html(html) => fragment::text_without(html, QUOTED).ok(),
        _ => None,
    });
    let page = pages.collect::<Vec<_>>().join("\n\n");
    let is_stub = plain.trim().is_empty() || page.len() > 4 * plain.len();
    if is_stub && !page.is_empty() { Said { text: page, flowed: false } } else { Said { text: plain, flowed } }
}

/// Elements that hold what is quoted from earlier messages, and signatures.
const QUOTED: &str = "blockquote[type=cite], .gmail_signature, .moz-cite-prefix, .yahoo_quoted";

/// The documents of an attachment, or a notice of why there is none. Pictures inside the text are passed over.
fn attached(part: &MessagePart<'_>, number: usize, depth: usize, drafts: &mut Vec<Draft>, notices: &mut Vec<Notice>) {
    let name = part.attachment_name().map_or_else(|| format!("part {number}"), str::to_owned);
    let (name, found) = match &part.body {
        PartType::Text(text) => (name.clone(), drafts_within(&name, text.as_bytes().to_vec(), depth)),
        PartType::Html(html) => (name.clone(), drafts_within(&named(&name, ".html"), html.as_bytes().to_vec(), depth)),
        PartType::Message(message) if depth < DEEPEST => {
            let name = part.attachment_name().or(message.subject()).map_or(name, str::to_owned);
            (name, read(message.raw_message(), depth + 1))
        }
        PartType::Binary(bytes) if !is_picture(part) => (name.clone(), drafts_within(&name, bytes.to_vec(), depth)),
        PartType::Message(_) => (name, Err(Problem::TooManyLayers)),
        _ => return,
    };
    match found {
        Ok(found) => drafts.extend(found.into_iter().map(|mut draft| {
            draft.name = Some(draft.name.map_or_else(|| name.clone(), |own| format!("{name}:{own}")));
            draft
        })),
        Err(problem) => notices.push(Notice::Attachment { name, why: problem.to_string() }),
    }
}

/// A name with this ending, so that it shows the format.
fn named(name: &str, ending: &str) -> String {
    if name.contains('.') { name.to_owned() } else { format!("{name}{ending}") }
}

fn is_picture(part: &MessagePart<'_>) -> bool {
    part.content_type()
        .is_some_and(|kind| ["image", "audio", "video"].contains(&kind.c_type.to_ascii_lowercase().as_str()))
}

#[cfg(test)]
mod tests;
