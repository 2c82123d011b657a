//! An attribution as its sentence builds it: a source, a cue, and what the cue governs.

use std::ops::Range;

use super::colon;
use crate::model::Polarity;

/// Who says what, in tokens.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Frame {
    /// The words that name the source; `None` for "reportedly".
    pub source: Option<Range<usize>>,
    /// The words that attribute, with their auxiliaries: "has said".
    pub cue: Range<usize>,
    /// What is governed before source and cue: "40 came, the mayor said".
    pub before: Range<usize>,
    /// What is governed behind them: "the mayor said 40 came".
    pub behind: Range<usize>,
    /// How the source stands to it.
    pub polarity: Polarity,
    /// Whether the cue can introduce a quotation: "said", not "expects".
    pub speech: bool,
    /// Whether a paper speaks that binds: "under the treaty".
    pub binding: bool,
    /// The rule's name.
    pub rule: &'static str,
}

impl Frame {
    /// Whether the cue governs these tokens. Numbers of the source itself and of the cue's phrase are not governed.
    pub(super) fn governs(&self, tokens: &Range<usize>) -> bool {
        let apart = |own: &Range<usize>| tokens.end <= own.start || own.end <= tokens.start;
        let inside = |content: &Range<usize>| content.start <= tokens.start && tokens.end <= content.end;
        (inside(&self.before) || inside(&self.behind)) && apart(&self.cue) && self.source.as_ref().is_none_or(apart)
    }

    /// The tokens before or behind the cue that hold these.
    pub(super) const fn content(&self, tokens: &Range<usize>) -> &Range<usize> {
        if self.behind.start <= tokens.start && tokens.end <= self.behind.end { &self.behind } else { &self.before }
    }

    /// Whether any other frame goes before: a paper that binds is no speaker, and a name with a colon may be a heading.
    pub(super) fn is_weak(&self) -> bool {
        self.binding || self.rule == colon::RULE
    }

    /// Whether the tokens are part of the source.
    pub(super) fn names(&self, tokens: &Range<usize>) -> bool {
        self.source.as_ref().is_some_and(|source| source.start < tokens.end && tokens.start < source.end)
    }

    /// Whether the other has the same source, and its cue stands behind this one: "knew of the storm but said".
    pub(super) fn goes_on(&self, other: &Self) -> bool {
        self.source.is_some() && self.source == other.source && self.cue.end <= other.cue.start
    }

    /// How many tokens are governed.
    pub(super) fn reach(&self) -> usize {
        self.before.len() + self.behind.len()
    }

    /// How many tokens stand between the cue and a place.
    pub(super) fn distance(&self, at: usize) -> usize {
        if at < self.cue.start { self.cue.start - at } else { at.saturating_sub(self.cue.end) }
    }
}
