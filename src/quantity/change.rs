//! Whether a quantity is an amount of change: "rose 20%", "down 3 points", "1,200 fewer jobs".

use super::candidate::Candidate;
use crate::lexicon::{Changing, Class, Side, lexicon};
use crate::model::{Change, Kind};
use crate::text::Text;

/// The direction, if words beside the mention give one. `from` and `end` bound where they may stand.
pub(super) fn read(text: &Text, candidate: &Candidate, from: usize, end: usize) -> Option<Change> {
    let kinds = [Kind::Percent, Kind::Money, Kind::Count, Kind::Measure, Kind::Number, Kind::Duration, Kind::Ratio];
    if !kinds.contains(&candidate.quantity.kind) {
        return None;
    }
    after(text, candidate.tokens.end, end).or_else(|| before(text, candidate, from))
}

/// "cut its workforce by 10%": the verb before the object of "by".
fn verb_before(text: &Text, from: usize, by: usize) -> Option<(usize, &'static Changing)> {
    const FAR: usize = 7;
    let near = from.max(by.saturating_sub(FAR))..by;
    let at = near
        .rev()
        .take_while(|at| !matches!(text.str(*at), "," | ";" | ":" | "—" | "–"))
        .find(|at| lexicon().changes.of_word(text.word(*at)).any(|changing| changing.side == Side::Before))?;
    let changing = lexicon().changes.of_word(text.word(at)).find(|changing| changing.side == Side::Before)?;
    Some((by - at, changing))
}

fn after(text: &Text, at: usize, end: usize) -> Option<Change> {
    let hyphen = usize::from(text.str(at) == "-" && text.touches_next(at));
    let found =
        lexicon().changes.starting(text.words_from(at + hyphen..end), |_, changing| changing.side == Side::After);
    let (len, changing) = found?;
    let next = at + hyphen + len;
    let comparison =
        !text.is(at + hyphen, "above") && !text.is(at + hyphen, "below") || !text.in_class(next, Class::Auxiliary);
    comparison.then_some(changing.change)
}

/// "rose 20%", "rose by 20%", "up about 20%": at most one "by" and one adverb between.
fn before(text: &Text, candidate: &Candidate, from: usize) -> Option<Change> {
    let mut at = candidate.tokens.start;
    let by = at > from && (text.is(at - 1, "by") || text.is(at - 1, "a") || text.is(at - 1, "an"));
    at -= usize::from(by);
    let adverb = at > from
        && (text.in_class(at - 1, Class::Adverb) || text.str(at - 1).ends_with("ly") || text.is(at - 1, "just"));
    at -= usize::from(adverb);
    let found = lexicon()
        .changes
        .ending(text.words_back(from..at), |_, changing| changing.side == Side::Before)
        .or_else(|| by.then(|| verb_before(text, from, at)).flatten());
    let (len, changing) = found?;
    // "raised $5 million" and "cut 40 jobs": an object, unless "by" says that it is a difference or the unit is a share.
    let object = ["raised", "raise", "raising", "raises"].iter().any(|verb| text.is(at - len, verb));
    let level = text.is(at - len, "up") && at > len && (text.is(at - len - 1, "made") || text.is(at - len - 1, "make"));
    (!level && (by || !object || candidate.quantity.kind == Kind::Percent)).then_some(changing.change)
}
