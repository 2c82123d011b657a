//! What a source is: its head, whether it is a paper, whether it is a share of a poll.

use std::ops::Range;

use super::behind::{Reach, behind};
use crate::attribution::sort::{Sort, Sorted, sort};
use crate::lexicon::{Paper, lexicon};

/// "Some said", "Others said", "This shows".
pub(super) fn stands_for_noun(text: &Sorted, at: usize) -> bool {
    ["this", "these", "those", "some", "both", "each", "many", "others", "several", "another"]
        .iter()
        .any(|word| text.is(at, word))
}

/// The word that the rest of a phrase describes.
pub(in crate::attribution) fn head(text: &Sorted, phrase: &Range<usize>) -> Option<usize> {
    let core = behind(text, phrase.start, phrase.end, Reach::Core)?;
    let end = core.clone().find(|at| matches!(sort(text, *at), Sort::Of | Sort::Preposition)).unwrap_or(core.end);
    (core.start..end).rev().find(|at| sort(text, *at).is_nominal())
}

/// What the head of a phrase is, if it is a paper.
pub(in crate::attribution) fn paper(text: &Sorted, phrase: &Range<usize>) -> Option<Paper> {
    lexicon().papers.of_word(text.word(head(text, phrase)?)).next().copied()
}

/// Whether a phrase is itself a share: "40 percent of voters", "six in 10", "almost half".
pub(in crate::attribution) fn is_share(text: &Sorted, phrase: &Range<usize>) -> bool {
    let numbers = phrase.clone().filter(|at| sort(text, *at) == Sort::Number).count();
    phrase.clone().any(|at| {
        lexicon().percents.may_start(text.word(at))
            || text.is(at, "half")
            || numbers > 1 && (text.is(at, "in") || text.is(at, "of"))
    })
}

/// Whether a phrase names something: with an article, a name, a plural or a pronoun.
pub(in crate::attribution) fn is_definite(text: &Sorted, phrase: &Range<usize>) -> bool {
    phrase.clone().any(|at| {
        matches!(sort(text, at), Sort::Determiner | Sort::Name | Sort::Pronoun | Sort::Relative)
            || text.looks_plural(at)
    })
}
