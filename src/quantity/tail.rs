//! What stands behind the head of a thing and limits it: "members of the guild", "walkers stranded at the lock", "pilots
//! who guide tankers", "pupils in the district".

use std::ops::Range;

use super::clause::{is_adverb, is_break, is_finite, is_verb};
use crate::lexicon::{Class, Dimension, lexicon};
use crate::text::{Shape, Text, TokenKind};

/// How many words a limiting clause may have.
const LONGEST: usize = 9;
/// How many a participle may have with what belongs to it; of a longer one only the participle is kept.
const LONGEST_REDUCED: usize = 7;

/// The end of "members of his party", "laborers abroad", given the end of "members", "laborers".
pub(super) fn of(text: &Text, mut end: usize, limit: usize) -> usize {
    if end < limit && ["abroad", "overseas", "worldwide", "nationwide"].iter().any(|word| text.is(end, word)) {
        return end + 1;
    }
    if end + 1 < limit && text.is(end, "of") {
        end = noun(text, end + 1, limit).unwrap_or(end);
    }
    end
}

/// The end of a thing with the words that limit it. `before` is the token that its quantity hangs on.
pub(super) fn behind(text: &Text, before: Option<usize>, thing: &Range<usize>, limit: usize) -> usize {
    let share = |at: usize| lexicon().percents.of_word(text.word(at)).next().is_some();
    let part = thing.start > 0
        && (share(thing.start - 1) && text.looks_plural(thing.end - 1)
            || (1..4).any(|back| thing.start >= back && text.is(thing.start - back, "of")));
    let end = pair(text, thing, limit, before);
    reduced(text, end, limit, before)
        .or_else(|| relative(text, end, limit))
        .or_else(|| place(text, end, limit, before, part))
        .unwrap_or(end)
}

/// "those surveyed" of "31 percent of those surveyed", "those who voted".
pub(super) fn those(text: &Text, at: usize, limit: usize) -> Option<Range<usize>> {
    let pronoun = at + 2 < limit && text.is(at, "of") && text.is(at + 1, "those");
    if !pronoun {
        return None;
    }
    let word = text.str(at + 2);
    let asked = (word.ends_with("ed") || word.ends_with("ing")) && is_verb(text, at + 2);
    let end = if asked { Some(at + 3) } else { relative(text, at + 2, limit) };
    end.map(|end| at + 1..end)
}

/// "sailors and cooks": two plurals joined, where the second is not the subject of a clause of its own.
fn pair(text: &Text, thing: &Range<usize>, limit: usize, before: Option<usize>) -> usize {
    let subject = before.is_none_or(|at| text.in_class(at, Class::Relative) || text.in_class(at, Class::Subordinator));
    let end = thing.end;
    let joined = end + 1 < limit && (text.is(end, "and") || text.is(end, "or")) && text.looks_plural(end - 1);
    let Some(second) = joined.then(|| text.noun_phrase(end + 1, limit)).flatten() else { return end };
    let numbered = lexicon().numbers.of_word(text.word(end + 1)).next().is_some();
    let same = !numbered
        && text.looks_plural(second.head)
        && text.tokens[second.head].shape == text.tokens[end - 1].shape
        && !text.in_class(end + 1, Class::VerbOrNoun);
    let clause = is_finite(text, second.tokens.end, limit) && !text.in_class(second.tokens.end, Class::Auxiliary);
    if same && (subject || !clause) { second.tokens.end } else { end }
}

/// "walkers stranded at the lock", "timber needed to mend the pier": a participle with what belongs to it. Behind a subject it
/// is one only if the clause has another verb: "40 walkers stranded at the lock" says that they did.
fn reduced(text: &Text, end: usize, limit: usize, before: Option<usize>) -> Option<usize> {
    const LOOSE: [&str; 5] = ["including", "following", "compared", "according", "excluding"];
    let word = text.str(end);
    let participle = end + 1 < limit
        && text.tokens[end].shape == Shape::Lower
        && is_verb(text, end)
        && !text.in_class(end, Class::Auxiliary)
        && !text.in_class(end, Class::Preposition)
        && !LOOSE.contains(&word)
        && (word.ends_with("ed") || word.ends_with("en") || word.ends_with("ing"));
    if !participle {
        return None;
    }
    let object = before.is_some_and(|at| governs(text, at));
    let stop =
        complement(text, end + 1, limit).or_else(|| noun(text, end + 1, limit).filter(|_| word.ends_with("ing")));
    match stop {
        Some(stop) if object || is_finite(text, stop, limit) => {
            Some(if stop - end <= LONGEST_REDUCED { stop } else { end + 1 })
        }
        None if object && (closes(text, end + 1, limit) || is_finite(text, end + 1, limit)) => Some(end + 1),
        _ => None,
    }
}

/// "pilots who guide tankers", "ferries that sail at night": a short clause without a number of its own.
fn relative(text: &Text, end: usize, limit: usize) -> Option<usize> {
    let pronoun = end + 1 < limit && ["that", "who", "which"].iter().any(|word| text.is(end, word));
    if !pronoun {
        return None;
    }
    let stop = clause_end(text, end + 1, limit.min(end + 2 + LONGEST));
    let number = (end..stop).any(|at| text.kind(at) != Some(TokenKind::Word));
    let verb = plain(text, end + 1) || (end + 1..stop).any(|at| is_verb(text, at));
    (verb && !number && stop - end <= LONGEST).then(|| trimmed(text, stop))
}

fn clause_end(text: &Text, from: usize, limit: usize) -> usize {
    (from..limit).find(|at| is_break(text, *at) || text.in_class(*at, Class::Conjunction)).unwrap_or(limit)
}

/// What a length of time is counted from: "after the attack" in "two hours after the attack".
pub(super) fn since(text: &Text, at: usize, limit: usize) -> Option<Range<usize>> {
    if !text.is(at, "after") && !text.is(at, "before") {
        return None;
    }
    let limit = limit.min(at + 2 + LONGEST);
    let mut end = clause_end(text, at + 1, limit);
    if (at..end).any(|at| text.is(at, "between")) {
        end = clause_end(text, (end + 1).min(limit), limit);
    }
    let words = (at + 1..end).all(|at| text.kind(at) == Some(TokenKind::Word) || text.touches_next(at));
    if words && end - at <= LONGEST && end > at + 1 {
        return Some(at..trimmed(text, end));
    }
    noun(text, at + 1, limit).map(|end| at..end)
}

/// A word behind "that" or "who" that can only be its verb, known or not: "counties that border the lake".
fn plain(text: &Text, at: usize) -> bool {
    let other = [Class::Determiner, Class::Pronoun, Class::Preposition, Class::Adjective, Class::Adverb];
    text.tokens[at].shape == Shape::Lower
        && !text.looks_plural(at)
        && other.iter().all(|class| !text.in_class(at, *class))
}

/// "pupils in the district": a place behind a thing that no verb takes, or that all of are meant.
fn place(text: &Text, end: usize, limit: usize, before: Option<usize>, part: bool) -> Option<usize> {
    const PLACES: [&str; 7] = ["in", "on", "at", "for", "from", "with", "within"];
    if !PLACES.iter().any(|word| text.is(end, word)) {
        return None;
    }
    let stop = complement(text, end, limit)?;
    let nominal = before.is_none_or(|at| {
        part || text.in_class(at, Class::Preposition) || text.in_class(at, Class::Determiner) || is_break(text, at)
    });
    // "there were 40 boats with a leak"
    let exist = before.is_some_and(|at| text.in_class(at, Class::Auxiliary));
    let whole = nominal && !(text.is(end, "from") || text.is(end, "with"));
    (whole || exist || is_finite(text, stop, limit)).then_some(stop)
}

/// Whether a clause or a part of it ends at `at`.
fn closes(text: &Text, at: usize, limit: usize) -> bool {
    at >= limit || is_break(text, at) || text.in_class(at, Class::Conjunction)
}

/// Whether the token takes an object: a preposition or a verb.
fn governs(text: &Text, at: usize) -> bool {
    if text.in_class(at, Class::Relative) {
        return false;
    }
    text.in_class(at, Class::Preposition) || text.in_class(at, Class::Determiner) || is_verb(text, at)
}

/// The end of "at the gate", "to win the vote": a preposition and its noun, or an infinitive and its object.
fn complement(text: &Text, at: usize, limit: usize) -> Option<usize> {
    if at + 1 >= limit || !text.in_class(at, Class::Preposition) {
        return None;
    }
    // "to win the vote", "to mend the pier": before an article even an unknown word is a verb.
    let infinitive = is_verb(text, at + 1) || text.in_class(at + 2, Class::Determiner);
    if text.is(at, "to") && infinitive {
        return Some(noun(text, at + 2, limit).unwrap_or(at + 2));
    }
    noun(text, at + 1, limit).filter(|end| !is_time(text, end - 1))
}

/// The end of the noun phrase that starts at `at`, articles and an "of" behind it included.
fn noun(text: &Text, at: usize, limit: usize) -> Option<usize> {
    let start = (at..limit).find(|at| !text.in_class(*at, Class::Determiner) || text.in_class(*at, Class::Relative))?;
    // "at the lock": behind an article even a verb's form is a noun.
    let named = start > at && text.kind(start) == Some(TokenKind::Word) && text.in_class(start, Class::Verb);
    let end = text.noun_phrase(start, limit).map(|phrase| phrase.tokens.end).or(named.then_some(start + 1))?;
    let inner = (end + 1 < limit && text.is(end, "of")).then(|| noun(text, end + 1, limit)).flatten();
    Some(inner.unwrap_or(end))
}

/// "in recent months" says when, not which.
pub(super) fn is_time(text: &Text, head: usize) -> bool {
    lexicon().units.of_word(text.word(head)).any(|unit| unit.dimension == Dimension::Time)
}

/// Without the prepositions and adverbs that a clause was cut at.
fn trimmed(text: &Text, mut end: usize) -> usize {
    while text.in_class(end - 1, Class::Preposition)
        || is_adverb(text, end - 1)
        || text.in_class(end - 1, Class::Determiner)
    {
        end -= 1;
    }
    end
}
