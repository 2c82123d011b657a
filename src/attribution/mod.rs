//! Who says so: for each mention the source that the article names, its cue and the person behind it.

use crate::model::Attribution;
use crate::span::Span;
use crate::text::Text;

/// The attribution of each mention, in the order of `mentions`, which is that of the text.
#[must_use]
pub fn attribute(text: &Text, mentions: &[Span]) -> Vec<Option<Attribution>> {
    let _ = text;
    mentions.iter().map(|_| None).collect()
}
