//! The pipeline: a document in, its claims out. Pure: no clock, files or network, the same claims every time.

use std::cell::LazyCell;
use std::convert::Infallible;

use crate::attribution::Sources;
use crate::model::{Claim, ClaimId, Document, Mention};
use crate::text::Text;
use crate::{quantity, worth};

/// The version of the engine that claims are stored with.
pub const ENGINE: &str = env!("CARGO_PKG_VERSION");

/// Finds the claims of a document, in the order of the text.
///
/// ```
/// use claimlog::{extract::extract, model::{Document, Metadata}};
/// let claims = extract(&Document::new("Some 30,000 people left in 2019.".to_owned(), Metadata::default()));
/// assert!(claims.iter().all(|claim| claim.mention.span.end <= 32));
/// ```
#[must_use]
pub fn extract(document: &Document) -> Vec<Claim> {
    let mut claims = Vec::new();
    let Ok(()) = each(document, |claim| {
        claims.push(claim);
        Ok::<_, Infallible>(())
    });
    claims
}

/// Gives each claim of a document away as it is found, in the order of the text, so that a document of a million claims
/// needs the memory of one.
///
/// # Errors
/// The first error of `take`, which ends the work.
pub fn each<E>(document: &Document, mut take: impl FnMut(Claim) -> Result<(), E>) -> Result<(), E> {
    let text = Text::new(&document.text);
    let sources = LazyCell::new(|| Sources::new(&text));
    let mut mentions = quantity::by_sentence(&text, document.metadata.published).flatten();
    mentions.try_for_each(|mention| take(claim(document, &text, &sources, mention)))
}

fn claim(document: &Document, text: &Text, sources: &Sources, mention: Mention) -> Claim {
    let attribution = sources.of(mention.span);
    let (worthiness, reasons) = worth::score(text, &mention, attribution.as_ref());
    let sentence = text.sentences.get(text.sentence_of(text.tokens_in(mention.span).start));
    Claim {
        id: ClaimId::of(document.id, mention.span, mention.quantity.kind),
        document: document.id,
        sentence: sentence.map_or(mention.span, |sentence| sentence.span),
        mention,
        attribution,
        worthiness,
        reasons,
        engine: ENGINE.into(),
    }
}
