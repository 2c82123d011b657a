//! The bytes of one file → its documents: in its format, decoded, with what is known about each and its language.

use crate::ingest::container::unpacked_name;
use crate::ingest::error::Problem;
use crate::ingest::notice::Notice;
use crate::ingest::{Draft, Format, Ingested, Options, canonical, decode, language, markdown, text};
use crate::model::{Document, Metadata};

/// Reads a file. `known` is what its container says of it, which counts where the article itself says nothing, and for none
/// of the entries of a feed.
///
/// # Errors
/// When the bytes are no article in a format that is read.
pub(super) fn read(name: &str, bytes: Vec<u8>, known: &Metadata, options: &Options) -> Result<Vec<Ingested>, Problem> {
    let drafts = drafts(unpacked_name(name), bytes, options.format, options.charset.as_deref(), 0)?;
    let document = |draft: Draft| {
        let known = if draft.name.is_none() { known.clone() } else { Metadata::default() };
        let name = match &draft.name {
            Some(own) if own.contains("://") => own.clone(),
            Some(own) => format!("{name}:{own}"),
            None => name.to_owned(),
        };
        finished(name, draft, known, options)
    };
    Ok(drafts.into_iter().map(document).collect())
}

/// Hands bytes to their format. Lines and records stream elsewhere and never come as one text.
fn drafts(
    name: &str,
    bytes: Vec<u8>,
    given: Option<Format>,
    charset: Option<&str>,
    depth: usize,
) -> Result<Vec<Draft>, Problem> {
    let of_bytes = given.or_else(|| Format::of_bytes(&bytes));
    match of_bytes.or_else(|| Format::of_name(name)) {
        #[cfg(feature = "feed")]
        Some(Format::Feed) => return crate::ingest::feed::read(bytes),
        #[cfg(feature = "pdf")]
        Some(Format::Pdf) => return crate::ingest::pdf::read(bytes).map(|draft| vec![draft]),
        #[cfg(feature = "mail")]
        Some(Format::Mail) => return crate::ingest::mail::read(&bytes, depth),
        #[cfg(feature = "docx")]
        Some(Format::Docx) => return crate::ingest::docx::read(&bytes).map(|draft| vec![draft]),
        _ => {}
    }
    let (text, decoded) = decode::decode(bytes, charset)?;
    let format = of_bytes.unwrap_or_else(|| Format::of_text(&text, name));
    let mut draft = draft(text, format)?;
    if draft.text.trim().is_empty() {
        return Err(Problem::NoText);
    }
    draft.notices.splice(..0, decoded);
    Ok(vec![draft])
}

/// The documents of what is attached to a message that is itself so deep in others.
#[cfg(feature = "mail")]
pub(super) fn drafts_within(name: &str, bytes: Vec<u8>, depth: usize) -> Result<Vec<Draft>, Problem> {
    match Format::of_bytes(&bytes).or_else(|| Format::of_name(name)) {
        None | Some(Format::Jsonl | Format::Warc) => {
            Err(Problem::Binary { what: "no article that is read", advice: "save it and give it by itself" })
        }
        Some(Format::Mail) if depth > 2 => Err(Problem::TooManyLayers),
        format => drafts(name, bytes, format, None, depth + 1),
    }
}

/// Hands a text to its format.
fn draft(text: String, format: Format) -> Result<Draft, Problem> {
    match format {
        Format::Text | Format::Jsonl | Format::Warc => Ok(text::read(text)),
        Format::Markdown => Ok(markdown::read(&text)),
        #[cfg(feature = "html")]
        Format::Html => crate::ingest::html::read(text),
        #[cfg(not(feature = "html"))]
        Format::Html => Err(Problem::NoPages),
        #[cfg(feature = "subtitles")]
        Format::Subtitles => crate::ingest::subtitles::read(&text),
        _ => Err(Problem::NotBuilt { what: "this format", feature: format.name() }),
    }
}

/// The document of a draft, with what the user and the container say of it. What a page says of its language stands, though
/// templates say the same of all pages: that its text is in another is told.
pub(super) fn finished(name: String, draft: Draft, known: Metadata, options: &Options) -> Ingested {
    let Draft { text, metadata: mut said, mut notices, .. } = draft;
    notices.extend(canonical::check(&mut said, known.url.as_deref()));
    let mut metadata = options.flags.clone().or(said).or(known);
    let foreign = language::foreign(&text);
    if let Some(found) = foreign {
        let judged = Metadata { language: Some(found.to_owned()), ..Metadata::default() };
        metadata = metadata.or(judged.from_place("the text itself"));
        notices.push(Notice::Language(found));
    }
    Ingested { name, document: Document::new(text, metadata), notices, foreign: foreign.is_some() }
}
