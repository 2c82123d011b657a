//! What `add` says of a document beside its claims: that it was known, where else it was seen, of which article it is another
//! text.

use crate::cli::changed;
use crate::cli::list::short;
use crate::cli::ui::Ui;
use crate::model::{Document, DocumentId};
use crate::store::{Added, Store};

/// Says what became of a document that `store.add` took; `name` is where it came from. Of a new article there is nothing to
/// say here.
pub(super) fn added(store: &Store, name: &str, document: &Document, added: Added, ui: &mut Ui) -> anyhow::Result<()> {
    match added {
        Added::Known { added_at, seen } => {
            let id = short(&document.id.to_string(), store.document_prefix(&[document.id])?);
            let when = added_at.format("%Y-%m-%d %H:%M UTC");
            let what = if seen { place(store, document)? } else { "nothing was added".to_owned() };
            Ok(ui.say(format!("{name}: already logged on {when} as {id}; {what}"))?)
        }
        Added::New { revision_of, copy_of } => {
            if let Some(previous) = revision_of {
                changed::tell(store, name, document, previous, ui)?;
            }
            copy_of.map_or(Ok(()), |original| copy(store, name, original, ui))
        }
    }
}

/// Where a known text was seen now.
fn place(store: &Store, document: &Document) -> anyhow::Result<String> {
    let seen = &document.metadata;
    let place = seen.url.as_deref().or(seen.publisher.as_deref()).unwrap_or_default();
    let own = store.texts(document.id)?.into_iter().find(|text| text.source.id == document.id);
    let again = seen.url.is_some() && own.is_some_and(|own| own.source.metadata.url == seen.url);
    Ok(if again {
        format!("noted that it stands at its address again: {place}")
    } else {
        format!("noted as a further appearance: {place}")
    })
}

/// Says of which article a document is a copy.
fn copy(store: &Store, name: &str, original: DocumentId, ui: &mut Ui) -> anyhow::Result<()> {
    let id = short(&original.to_string(), store.document_prefix(&[original])?);
    let known = store.document_row(original)?.source.metadata;
    let place = [known.publisher, known.url].into_iter().flatten().collect::<Vec<_>>().join(", ");
    let place = if place.is_empty() { place } else { format!(" ({place})") };
    Ok(ui.say(format!(
        "{name}: has most of its words in common with {id}{place}, and counts as a copy of the same story"
    ))?)
}
