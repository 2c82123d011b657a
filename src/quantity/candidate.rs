//! A reading of some tokens as a quantity, before overlaps are settled.

use std::ops::Range;

use super::duration;
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
    /// A candidate without modifier and rate.
    pub(super) fn new(core: Range<usize>, quantity: Quantity, rule: &'static str) -> Self {
        Self { tokens: core.clone(), core, quantity, of: None, rule }
    }

    /// Takes in the tokens up to `end`.
    pub(super) fn extend(&mut self, end: usize) {
        self.core.end = self.core.end.max(end);
        self.tokens.end = self.tokens.end.max(end);
    }

    /// The mention, with its spans.
    pub(super) fn mention(self, text: &Text) -> Mention {
        let date = duration::timex(&self.quantity).or_else(|| self.quantity.date.clone());
        let quantity = Quantity { span: text.span(self.core), date, ..self.quantity };
        Mention { span: text.span(self.tokens), quantity, of: self.of, rule: self.rule.into() }
    }
}
