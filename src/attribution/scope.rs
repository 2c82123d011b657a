//! What a cue governs: where the content begins behind it, and where it ends.

use std::ops::Range;

use super::sort::{Sort, sort};
use super::source::{self, Reach};
use super::subject::is_finite;
use crate::lexicon::{Cue, CueFrame};
use crate::text::Text;

/// The content behind a cue, or `None` when nothing that can be said follows.
pub(super) fn behind(text: &Text, cue: Cue, rest: Range<usize>) -> Option<Range<usize>> {
    let start = rest.start;
    if let Some(that) = that_after(text, rest.clone()) {
        return Some(that + 1..rest.end).filter(|content| !content.is_empty());
    }
    let told = if cue.is(CueFrame::Tell) && !starts_quote(text, start) { addressee(text, rest.clone()) } else { start };
    let takes_things = cue.any(&[CueFrame::Object, CueFrame::Show]);
    let begin = if takes_things { told } else { after_adjuncts(text, told..rest.end) };
    let content = begin..rest.end;
    let holds = content.len() > 1
        && (takes_things && !ends_here(text, begin)
            || holds_quote(text, content.clone())
            || is_clause(text, content.clone())
            || matches!(sort(text, begin), Sort::Colon));
    holds.then_some(content)
}

fn ends_here(text: &Text, at: usize) -> bool {
    matches!(sort(text, at), Sort::Stop | Sort::Comma) && !matches!(text.str(at), "…")
}

/// "that" with nothing but time, place and addressee before it.
fn that_after(text: &Text, rest: Range<usize>) -> Option<usize> {
    const NEAR: usize = 14;
    let window = rest.start..rest.end.min(rest.start + NEAR);
    for at in window {
        match sort(text, at) {
            Sort::That => {
                let pointing = at > rest.start && matches!(sort(text, at - 1), Sort::Preposition | Sort::Of);
                return (!pointing).then_some(at);
            }
            Sort::Auxiliary | Sort::Mark | Sort::Stop | Sort::Colon | Sort::Relative => return None,
            Sort::Pronoun if at > rest.start && sort(text, at - 1) != Sort::Preposition => return None,
            Sort::Verb if at > rest.start && is_finite(text, at) => return None,
            _ => {}
        }
    }
    None
}

fn starts_quote(text: &Text, at: usize) -> bool {
    matches!(sort(text, at), Sort::Mark) || sort(text, at) == Sort::Comma && sort(text, at + 1) == Sort::Mark
}

fn holds_quote(text: &Text, content: Range<usize>) -> bool {
    content.take(12).any(|at| sort(text, at) == Sort::Mark)
}

/// Behind "told reporters".
fn addressee(text: &Text, rest: Range<usize>) -> usize {
    source::behind(text, rest.start, rest.end, Reach::Core).map_or(rest.start, |phrase| phrase.end)
}

/// Behind "Tuesday", "on March 3", "in an interview with a paper", "recently".
fn after_adjuncts(text: &Text, rest: Range<usize>) -> usize {
    let mut at = rest.start;
    while at < rest.end {
        let next = match sort(text, at) {
            Sort::Calendar | Sort::Adverb | Sort::Comma | Sort::Colon => Some(at + 1),
            Sort::Preposition | Sort::Of => adjunct(text, at, rest.end),
            _ => None,
        };
        match next {
            Some(next) => at = next,
            None => break,
        }
    }
    at
}

/// The end of a preposition's phrase.
fn adjunct(text: &Text, at: usize, end: usize) -> Option<usize> {
    match sort(text, at + 1) {
        Sort::Calendar => {
            let number = sort(text, at + 2) == Sort::Number;
            Some(at + 2 + usize::from(number))
        }
        Sort::Pronoun => Some(at + 2),
        _ => source::behind(text, at + 1, end, Reach::Core).map(|phrase| phrase.end),
    }
}

/// Whether some words hold a clause: a finite verb.
pub(super) fn is_clause(text: &Text, mut content: Range<usize>) -> bool {
    let start = content.start;
    content.any(|at| at > start && is_finite(text, at)) || holds_quote(text, start..content.end)
}
