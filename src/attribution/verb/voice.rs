//! In what way a cue verb stands: "has said", "was told", "saying", or a noun after all ("the report").

use std::ops::Range;

use crate::attribution::sort::{Sort, Sorted, sort};
use crate::attribution::source;
use crate::lexicon::{Class, Cue, Form};

/// In what way a verb stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Voice {
    /// "has said".
    Active,
    /// "was told".
    Passive,
    /// "saying".
    Participle,
    /// "to say".
    Infinitive,
    /// "has record support".
    Noun,
}

/// How many auxiliaries and adverbs may stand before a verb.
const LONGEST: usize = 6;

/// Auxiliaries and adverbs before a verb: "has also said".
fn supports(text: &Sorted, at: usize) -> bool {
    match sort(text, at) {
        Sort::Auxiliary => true,
        Sort::Adverb => !["yesterday", "today", "tomorrow", "ago"].iter().any(|word| text.is(at, word)),
        Sort::Possessive => at > 0 && sort(text, at - 1) == Sort::Pronoun,
        _ => false,
    }
}

pub(super) fn voice(text: &Sorted, group: &Range<usize>, at: usize, cue: Cue) -> Voice {
    let be = (group.start..at).rev().find(|at| matches!(sort(text, *at), Sort::Auxiliary | Sort::Possessive));
    let is_be = be.is_some_and(|at| {
        ["is", "are", "was", "were", "be", "been", "being", "am", "'s", "’s"].iter().any(|word| text.is(at, word))
    });
    let has = be.is_some_and(|at| ["has", "have", "had"].iter().any(|word| text.is(at, word)));
    let infinitive = group.start > 0 && text.is(group.start - 1, "to");
    match cue.form {
        Form::Gerund if is_be => Voice::Active,
        Form::Gerund => Voice::Participle,
        Form::Past if is_be => Voice::Passive,
        Form::Past if text.is(group.end, "by") => Voice::Passive,
        Form::Base if infinitive => Voice::Infinitive,
        Form::Base if is_be => Voice::Passive, // "was put"
        Form::Base if has => Voice::Noun,
        _ => Voice::Active,
    }
}

/// "the report", "a campaign claims form": a form that is a noun here.
pub(super) fn is_noun(text: &Sorted, limits: &Range<usize>, group: &Range<usize>, at: usize, cue: Cue) -> bool {
    let ambiguous = text.in_class(at, Class::VerbOrNoun) || !text.in_class(at, Class::Verb);
    if group.start < at || !matches!(cue.form, Form::Base | Form::Third) || !ambiguous {
        return false;
    }
    let Some(before) = at.checked_sub(1).filter(|before| *before >= limits.start) else { return true };
    let next = sort(text, group.end);
    if matches!(next, Sort::Of | Sort::Auxiliary | Sort::Verb | Sort::Possessive | Sort::Joint) {
        return true;
    }
    match sort(text, before) {
        Sort::Pronoun | Sort::Relative | Sort::Comma | Sort::Close | Sort::Mark => false,
        Sort::Noun | Sort::Name | Sort::Calendar => !agrees(text, limits, group.start, cue.form),
        _ => true,
    }
}

/// Whether the noun phrase before a verb has its number: "polls show", "an average of polls shows".
fn agrees(text: &Sorted, limits: &Range<usize>, start: usize, form: Form) -> bool {
    let Some(subject) = source::before(text, limits.start, start) else { return false };
    let joined = subject.clone().any(|at| sort(text, at) == Sort::And);
    let plural = joined || source::head(text, &subject).is_some_and(|head| text.looks_plural(head));
    (form == Form::Base) == plural
        || form == Form::Third && source::head(text, &subject).is_some_and(|head| sort(text, head) == Sort::Name)
}

/// Where a verb's group begins: with the auxiliaries and adverbs before it.
pub(super) fn group_start(text: &Sorted, from: usize, at: usize) -> usize {
    (from..at).rev().take(LONGEST).take_while(|before| supports(text, *before)).last().unwrap_or(at)
}
