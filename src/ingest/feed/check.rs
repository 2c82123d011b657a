//! A look at a feed's XML before it is read: no entities of its own, and where it breaks off.

use quick_xml::Reader;
use quick_xml::events::Event;

use crate::ingest::error::Problem;
use crate::ingest::notice::Notice;

/// The elements that feeds consist of, without the prefix that a namespace may give them.
pub(super) const ROOTS: &[&str] = &["rss", "feed", "RDF", "entry"];

/// The name of the root element, without its prefix; `None` where none can be seen.
pub(super) fn root(text: &str) -> Option<&str> {
    let start = text.len() - after_prolog(text).len();
    let rest = text[start..].strip_prefix('<')?;
    let name = rest.split([' ', '\t', '\r', '\n', '>', '/']).next()?;
    Some(name.rsplit(':').next().unwrap_or(name))
}

/// What follows the XML declaration, comments, instructions and the document type.
fn after_prolog(text: &str) -> &str {
    let mut rest = text.trim_start_matches('\u{feff}').trim_start();
    loop {
        let (open, close) = if rest.starts_with("<!--") {
            ("<!--", "-->")
        } else if rest.starts_with("<?") {
            ("<?", "?>")
        } else if rest.starts_with("<!DOCTYPE") {
            ("<!DOCTYPE", if rest.split('>').next().is_some_and(|head| head.contains('[')) { "]>" } else { ">" })
        } else {
            return rest;
        };
        let Some((_, after)) = rest[open.len()..].split_once(close) else { return rest };
        rest = after.trim_start();
    }
}

/// Checks a feed. It gives the XML that is to be read, in UTF-8 and without a declaration that says otherwise, up to the
/// damage if there is any, and how many entries are in it.
pub(super) fn check(text: &str, notices: &mut Vec<Notice>) -> Result<(String, Option<usize>), Problem> {
    let body = after_declaration(text);
    let first_line = text[..text.len() - body.len()].matches('\n').count() + 1;
    let mut seen = Seen::default();
    let damage = seen.go_through(body)?;
    let Some(damage) = damage else {
        return Ok((with_known_version(body), Some(seen.entries)));
    };
    let line = first_line + body[..damage.at].matches('\n').count();
    if seen.entries == 0 {
        return Err(Problem::Broken { what: "the feed", message: format!("line {line}: {}", damage.why) });
    }
    notices.push(Notice::Broken { what: "the feed", line });
    let mut whole = body[..seen.end].to_owned();
    for name in seen.around.iter().rev() {
        whole.push_str("</");
        whole.push_str(name);
        whole.push('>');
    }
    Ok((with_known_version(&whole), Some(seen.entries)))
}

/// A text without its XML declaration, whose encoding it is no longer in.
fn after_declaration(text: &str) -> &str {
    let text = text.trim_start_matches('\u{feff}').trim_start();
    let declared = text.strip_prefix("<?xml").filter(|rest| rest.starts_with([' ', '\t', '\r', '\n']));
    declared.and_then(|rest| rest.split_once("?>")).map_or(text, |(_, body)| body)
}

/// RSS of a version between those that feed-rs knows, or of none, is read as 2.0, which holds them all.
fn with_known_version(body: &str) -> String {
    let start = body.len() - after_prolog(body).len();
    let Some(tag) = body[start..].strip_prefix("<rss").and_then(|rest| rest.split_once('>')).map(|(tag, _)| tag) else {
        return body.to_owned();
    };
    if ["2.0", "0.91", "0.92"]
        .iter()
        .any(|known| tag.contains(&format!("\"{known}\"")) || tag.contains(&format!("'{known}'")))
    {
        return body.to_owned();
    }
    let others: String =
        tag.split_whitespace().filter(|part| !part.starts_with("version")).map(|part| format!(" {part}")).collect();
    format!("{}<rss version=\"2.0\"{others}{}", &body[..start], &body[start + "<rss".len() + tag.len()..])
}

/// Where and how the XML breaks.
struct Damage {
    at: usize,
    why: String,
}

/// What was seen on the way.
#[derive(Default)]
struct Seen {
    open: Vec<String>,
    entries: usize,
    /// Where the last whole entry ends, and the elements around it.
    end: usize,
    around: Vec<String>,
}

impl Seen {
    fn go_through(&mut self, body: &str) -> Result<Option<Damage>, Problem> {
        let mut reader = Reader::from_str(body);
        reader.config_mut().trim_markup_names_in_closing_tags = true;
        let place = |at: u64| usize::try_from(at).map_or(body.len(), |at| body.floor_char_boundary(at.min(body.len())));
        loop {
            match reader.read_event() {
                Ok(Event::DocType(doctype)) if memchr::memmem::find(doctype.as_bytes(), b"<!ENTITY").is_some() => {
                    return Err(Problem::Entities("the feed"));
                }
                Ok(Event::Start(tag)) => self.open.push(tag.name().as_ref().to_owned()),
                Ok(Event::End(_)) => self.close(place(reader.buffer_position())),
                Ok(Event::Eof) if self.open.is_empty() => return Ok(None),
                Ok(Event::Eof) => {
                    let why = "it ends in the middle".to_owned();
                    return Ok(Some(Damage { at: body.len(), why }));
                }
                Ok(_) => {}
                Err(error) => return Ok(Some(Damage { at: place(reader.error_position()), why: error.to_string() })),
            }
        }
    }

    fn close(&mut self, at: usize) {
        let Some(name) = self.open.pop() else { return };
        if matches!(name.rsplit(':').next(), Some("item" | "entry")) && self.open.len() <= 2 {
            self.entries += 1;
            self.end = at;
            self.around.clone_from(&self.open);
        }
    }
}
