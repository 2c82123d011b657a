//! How a source stands to what is said, by the words around the cue: "would not say whether", "declined to confirm that".

use std::ops::Range;

use crate::attribution::sort::Sorted;
use crate::model::Polarity;

/// The cue's own polarity, turned by "not", "declined to" and "whether".
///
/// Whoever does not say something has not said it, so that a number there is never reported as said; and "not deny" is no
/// denial.
pub(super) fn of(text: &Sorted, group: &Range<usize>, own: Polarity) -> Polarity {
    let is_any = |at: usize, words: &[&str]| words.iter().any(|word| text.is(at, word));
    if own == Polarity::Asserted && is_any(group.end, &["whether", "if"]) {
        return Polarity::Asked;
    }
    let negated = group.clone().any(|at| is_any(at, &["not", "n't", "n’t", "never"]) || shortened(text, at));
    if negated || withheld(text, group.start) { turned(own) } else { own }
}

/// "didn’t", where the tokens keep it whole.
fn shortened(text: &Sorted, at: usize) -> bool {
    text.str(at).ends_with("n’t") || text.str(at).ends_with("n't")
}

/// "declined to", "refused to" before the cue.
fn withheld(text: &Sorted, start: usize) -> bool {
    const VERBS: [&str; 8] =
        ["declined", "declines", "refused", "refuses", "failed", "unable", "unwilling", "reluctant"];
    let to = start.checked_sub(1).filter(|at| text.is(*at, "to"));
    to.and_then(|to| to.checked_sub(1)).is_some_and(|verb| VERBS.iter().any(|word| text.is(verb, word)))
}

const fn turned(own: Polarity) -> Polarity {
    match own {
        Polarity::Asserted | Polarity::Denied => Polarity::Doubted,
        other => other,
    }
}
