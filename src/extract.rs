//! The pipeline: a document in, its claims out. Pure: no clock, files or network, the same claims every time.

use crate::model::{Claim, ClaimId, Document};
use crate::text::Text;
use crate::{attribution, quantity, worth};

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
    let text = Text::new(&document.text);
    let mentions = quantity::find(&text, document.metadata.published);
    let spans: Vec<_> = mentions.iter().map(|mention| mention.span).collect();
    let attributions = attribution::attribute(&text, &spans);
    let claims = mentions.into_iter().zip(attributions).map(|(mention, attribution)| {
        let (worthiness, reasons) = worth::score(&text, &mention, attribution.as_ref());
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
    });
    claims.collect()
}
