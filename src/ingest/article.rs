//! The bytes of one article → its document: decoded, in its format, with what is known about it and its language.

use crate::ingest::container::unpacked_name;
use crate::ingest::error::Problem;
#[cfg(feature = "html")]
use crate::ingest::html;
use crate::ingest::notice::Notice;
use crate::ingest::{Draft, Format, Ingested, Options, decode, language, markdown, text};
use crate::model::{Document, Metadata};

/// Reads an article. `known` is what its container says of it, which counts where the article itself says nothing.
///
/// # Errors
/// When the bytes are no article in a format that is read.
pub(super) fn read(name: &str, bytes: Vec<u8>, known: Metadata, options: &Options) -> Result<Vec<Ingested>, Problem> {
    let (text, decoded) = decode::decode(bytes, options.charset.as_deref())?;
    let format = options.format.unwrap_or_else(|| Format::of_text(&text, unpacked_name(name)));
    let mut draft = draft(text, format)?;
    if draft.text.trim().is_empty() {
        return Err(Problem::NoText);
    }
    draft.notices.splice(..0, decoded);
    Ok(vec![finished(name.to_owned(), draft, known, options)])
}

/// Hands a text to its format. Lines and records stream elsewhere and never come as one text.
fn draft(text: String, format: Format) -> Result<Draft, Problem> {
    match format {
        Format::Text | Format::Jsonl | Format::Warc => Ok(text::read(text)),
        Format::Markdown => Ok(markdown::read(&text)),
        #[cfg(feature = "html")]
        Format::Html => html::read(text),
        #[cfg(not(feature = "html"))]
        Format::Html => Err(Problem::NoPages),
    }
}

/// The document of a draft, with what the user and the container say of it. A language that its text is in outweighs the one
/// that the page names: templates name one for all pages.
pub(super) fn finished(name: String, draft: Draft, known: Metadata, options: &Options) -> Ingested {
    let Draft { text, metadata, mut notices } = draft;
    let mut metadata = options.flags.clone().or(metadata).or(known);
    let foreign = language::foreign(&text);
    if let Some(found) = foreign {
        let same = metadata
            .language
            .as_deref()
            .is_some_and(|named| named.get(..2).is_some_and(|tag| tag.eq_ignore_ascii_case(found)));
        if !same {
            metadata.language = Some(found.to_owned());
            metadata.origins.insert("language".to_owned(), "the text itself".to_owned());
        }
        notices.push(Notice::Language(found));
    }
    Ingested { name, document: Document::new(text, metadata), notices, foreign: foreign.is_some() }
}
