//! A reading of some tokens as a quantity, before overlaps are settled.

use std::ops::Range;

use crate::model::{Mention, Quantity};
use crate::text::Text;

/// What a rule proposes.
#[derive(Clone, Debug)]
pub(super) struct Candidate {
    /// The tokens of the whole mention, modifier and rate included.
    pub tokens: Range<usize>,
    /// The tokens of number and unit.
    pub core: Range<usize>,
    /// What it says in numbers; its span is set from `core` at the end.
    pub quantity: Quantity,
    /// The thing counted or measured, when the rule knows it.
    pub of: Option<String>,
    /// The rule's name.
    pub rule: &'static str,
}

impl Candidate {
    /// The mention, with its spans.
    pub(super) fn mention(self, text: &Text) -> Mention {
        let quantity = Quantity { span: text.span(self.core), ..self.quantity };
        Mention { span: text.span(self.tokens), quantity, of: self.of, rule: self.rule.to_owned() }
    }
}
