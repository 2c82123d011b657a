//! The person, organisation, place or paper behind a source: "Seaman" and "he" are Scott Seaman, "Washington" is itself.

use std::ops::Range;

use super::people::{People, Person, full_name};
use super::sort::{Sort, Sorted, sort};
use super::source::{self, Reach};
use crate::lexicon::{Class, Gender, Paper, lexicon};

/// How many sentences back a pronoun's person may stand.
const BACK: usize = 8;

/// Who speaks.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Speaker {
    /// The full name; `None` for "some experts".
    pub name: Option<String>,
    /// What the document says the speaker is.
    pub role: Option<String>,
}

/// The speaker that a source names.
pub(super) fn of(text: &Sorted, people: &People, source: &Range<usize>) -> Speaker {
    match sort(text, source.start) {
        Sort::Pronoun => {
            pronoun(text, people, source.start).map_or_else(Speaker::default, |person| known(text, person))
        }
        Sort::Relative => antecedent(text, people, source.start),
        _ => named(text, people, source),
    }
}

/// A paper that binds is its own speaker.
pub(super) fn of_paper(text: &Sorted, source: &Range<usize>) -> Speaker {
    Speaker { name: Some(without_article(text, source)), role: None }
}

fn known(text: &Sorted, person: &Person) -> Speaker {
    let role = person.role.clone().map(|role| words(text, role));
    Speaker { name: Some(words(text, person.name.clone())), role }
}

/// "Lind, who said": the phrase that "who" refers to.
fn antecedent(text: &Sorted, people: &People, at: usize) -> Speaker {
    let from = text.sentences.get(text.sentence_of(at)).map_or(at, |sentence| sentence.tokens.start);
    let end = if at > from && sort(text, at - 1) == Sort::Comma { at - 1 } else { at };
    source::before(text, from, end)
        .filter(|phrase| sort(text, phrase.start) != Sort::Relative)
        .map_or_else(Speaker::default, |phrase| named(text, people, &phrase))
}

/// A phrase whose head is a name, or a paper that belongs to one: "Mr. Lind’s plan".
fn named(text: &Sorted, people: &People, source: &Range<usize>) -> Speaker {
    let Some(core) = source::behind(text, source.start, source.end, Reach::Core) else { return Speaker::default() };
    let Some(head) = source::head(text, &core) else { return Speaker::default() };
    if let Some(both) = joined(text, people, source) {
        return both;
    }
    if sort(text, head) != Sort::Name {
        return owner(text, people, &core, head)
            .or_else(|| in_apposition(text, people, source).map(|person| known(text, person)))
            .unwrap_or_default();
    }
    let start = (core.start..head).rev().take_while(|at| is_inside_name(text, *at)).last().unwrap_or(head);
    let run = start..head + 1;
    if let Some(person) = people.named(text, &run).filter(|person| fits(text, person, &run)) {
        return known(text, person);
    }
    if lexicon().classes.is(text.word(head), Class::Role) && core.len() == 1
        || run.len() == 1 && text.str(head).len() == 1
    {
        return Speaker::default();
    }
    let opens = text.sentences.get(text.sentence_of(head)).is_some_and(|sentence| sentence.tokens.start == head);
    let paper = opens && lexicon().papers.of_word(text.word(head)).next().is_some(); // "Records", but "the Washington Post"
    if paper || is_common(text, source, head) {
        return Speaker::default();
    }
    Speaker { name: Some(without_article(text, &core)), role: None }
}

/// "Mara Lind" of "the mayor, Mara Lind".
fn in_apposition<'p>(text: &Sorted, people: &'p People, source: &Range<usize>) -> Option<&'p Person> {
    let comma = source.clone().find(|at| sort(text, *at) == Sort::Comma && sort(text, at + 1) == Sort::Name)?;
    people.in_range(&(comma + 1..source.end.min(comma + 4))).next()
}

/// "Lind and Ames": both, by their full names.
fn joined(text: &Sorted, people: &People, source: &Range<usize>) -> Option<Speaker> {
    let and = source.clone().find(|at| text.is(*at, "and") && at + 1 < source.end)?;
    let sides = [source.start..and, and + 1..source.end];
    let names_only = |side: &Range<usize>| side.clone().all(|at| is_inside_name(text, at) || text.is(at, "both"));
    let persons = sides.iter().filter(|side| names_only(side)).map(|side| people.named(text, side));
    let names: Vec<String> =
        persons.map_while(|person| person.map(|person| words(text, person.name.clone()))).collect();
    (names.len() == 2).then(|| Speaker { name: Some(names.join(" and ")), role: None })
}

/// "Pilots in Varn": a plural that has its capital from the sentence.
fn is_common(text: &Sorted, source: &Range<usize>, head: usize) -> bool {
    let first = text.sentences.get(text.sentence_of(head)).is_some_and(|sentence| sentence.tokens.start == head);
    first && text.looks_plural(head) && sort(text, head + 1) == Sort::Preposition && head + 1 < source.end
}

fn is_inside_name(text: &Sorted, at: usize) -> bool {
    sort(text, at) == Sort::Name || text.is(at, ".") || sort(text, at) == Sort::Joint
}

/// Whether a run of several names is the person whose last name it ends with: not "Eurasia Lind Group".
fn fits(text: &Sorted, person: &Person, run: &Range<usize>) -> bool {
    let name = full_name(text, run);
    name.len() == 1 || text.str(name.start) == text.str(person.name.start) || text.is(name.start + 1, ".")
}

/// "the Harbour Board’s tally" is the board's.
fn owner(text: &Sorted, people: &People, core: &Range<usize>, head: usize) -> Option<Speaker> {
    let paper = lexicon().papers.of_word(text.word(head)).next()?;
    if let Some(person) = pronoun(text, people, core.start) {
        return Some(known(text, person));
    }
    let possessive = core.clone().find(|at| sort(text, *at) == Sort::Possessive)?;
    let owned = core.start..possessive;
    let by_name = possessive > core.start && sort(text, possessive - 1) == Sort::Name;
    (by_name && *paper != Paper::Measures).then(|| named(text, people, &owned))
}

/// The person of "he" or "she": the first that agrees in the nearest sentence before that names one.
fn pronoun<'p>(text: &Sorted, people: &'p People, at: usize) -> Option<&'p Person> {
    let gender = match text.str(at) {
        word if ["he", "his"].iter().any(|own| word.eq_ignore_ascii_case(own)) => Gender::Man,
        word if ["she", "her"].iter().any(|own| word.eq_ignore_ascii_case(own)) => Gender::Woman,
        _ => return None,
    };
    let agrees = |person: &&Person| person.gender.is_none_or(|known| known == gender);
    let here = text.sentence_of(at);
    let first = text.sentences.get(here)?.tokens.start;
    if let Some(person) = people.in_range(&(first..at)).find(agrees) {
        return Some(person);
    }
    let back = (here.saturating_sub(BACK)..here).rev().filter_map(|index| text.sentences.get(index));
    back.filter(|sentence| !begins_with(text, &sentence.tokens, at))
        .find_map(|sentence| people.in_range(&sentence.tokens).find(agrees))
}

/// Whether a sentence begins with the same pronoun, so that its names are others.
fn begins_with(text: &Sorted, sentence: &Range<usize>, pronoun: usize) -> bool {
    text.is(sentence.start, text.str(pronoun))
}

fn without_article(text: &Sorted, phrase: &Range<usize>) -> String {
    let start = phrase.clone().find(|at| sort(text, *at) != Sort::Determiner).unwrap_or(phrase.start);
    words(text, start..phrase.end)
}

/// The words of some tokens, with one space for each white space.
fn words(text: &Sorted, tokens: Range<usize>) -> String {
    text.span(tokens).of(text.source).split_whitespace().collect::<Vec<_>>().join(" ")
}
