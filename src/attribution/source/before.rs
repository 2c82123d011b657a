//! The source before its verb: "Mara Lind, the mayor of Varn," of "Mara Lind, the mayor of Varn, said".

use std::ops::Range;

use super::LONGEST;
use super::phrase::stands_for_noun;
use crate::attribution::sort::{Sort, Sorted, sort};
use crate::text::TokenKind;

/// The noun phrase that ends right before `end`, with its apposition: "Mara Lind, the mayor of Salem," of "… said".
pub(in crate::attribution) fn before(text: &Sorted, from: usize, end: usize) -> Option<Range<usize>> {
    let last = end.checked_sub(1).filter(|last| *last >= from)?;
    match sort(text, last) {
        Sort::Pronoun | Sort::Relative => Some(last..end),
        Sort::Comma | Sort::Dash => with_insertion(text, from, last),
        Sort::Close => bracketed(text, from, last, end),
        _ => core_before(text, from, end).or_else(|| with_clause(text, from, end)),
    }
}

/// "The officials whose plans were dropped say": a phrase with a clause of its own, which no sign parts from it.
fn with_clause(text: &Sorted, from: usize, end: usize) -> Option<Range<usize>> {
    let inside =
        |at: &usize| !matches!(sort(text, *at), Sort::Comma | Sort::Stop | Sort::Mark | Sort::Dash | Sort::Colon);
    let relative = (from..end).rev().take(LONGEST).take_while(inside).find(|at| sort(text, *at) == Sort::Relative)?;
    let core = core_before(text, from, relative).filter(|_| relative + 1 < end)?;
    (end - core.start <= LONGEST).then_some(core.start..end)
}

/// "Lind (D-Calif.) said".
fn bracketed(text: &Sorted, from: usize, close: usize, end: usize) -> Option<Range<usize>> {
    let open = (from..close).rev().take(LONGEST).find(|at| sort(text, *at) == Sort::Open)?;
    core_before(text, from, open).map(|core| core.start..end)
}

/// "Lind, the mayor of Salem, said"; "Lind, however, said": what stands between commas belongs to the source when it
/// describes it.
fn with_insertion(text: &Sorted, from: usize, last: usize) -> Option<Range<usize>> {
    let closing = sort(text, last);
    let commas = (from..last).rev().take(LONGEST);
    for comma in commas.take_while(|at| sort(text, *at) != Sort::Mark).filter(|at| sort(text, *at) == closing) {
        let describes = describes(text, comma + 1);
        let short = last - comma <= 4
            || sort(text, comma + 1) == Sort::Preposition && last - comma <= 12
            || closing == Sort::Dash && sort(text, comma + 1) == Sort::And;
        if !describes && !short {
            continue;
        }
        let core = if comma > from && sort(text, comma - 1) == Sort::Close {
            bracketed(text, from, comma - 1, comma)
        } else if comma > from && sort(text, comma - 1) != Sort::Comma {
            core_before(text, from, comma)
        } else {
            None
        };
        let Some(core) = core.filter(|core| stands_alone(text, from, core.start)) else { continue };
        if last - core.start > LONGEST {
            return None;
        }
        return Some(if describes { core.start..last } else { core });
    }
    None
}

/// Whether words behind a comma say who somebody is: "the mayor", "a doctor", "who", "45", "chairman of".
fn describes(text: &Sorted, at: usize) -> bool {
    match sort(text, at) {
        Sort::Determiner | Sort::Relative | Sort::Number | Sort::Name | Sort::Verb => true,
        Sort::Noun => text.kind(at) == Some(TokenKind::Word),
        _ => false,
    }
}

/// Whether a phrase begins a clause.
fn stands_alone(text: &Sorted, from: usize, start: usize) -> bool {
    start == from
        || !matches!(sort(text, start - 1), Sort::Preposition | Sort::Of | Sort::Noun | Sort::Name | Sort::Determiner)
}

/// The phrase before `end`, without apposition.
fn core_before(text: &Sorted, from: usize, end: usize) -> Option<Range<usize>> {
    let end = without_day(text, from, end);
    let mut walk = Walk { text, from, start: end, end, joined: None };
    while walk.step() {}
    let start = walk.settle();
    let phrase = start..end;
    let named = phrase.clone().any(|at| sort(text, at).is_nominal() || stands_for_noun(text, at));
    (named && !phrase.is_empty() && end - start <= LONGEST).then_some(phrase)
}

/// "Lind Tuesday said": a day between source and verb is no part of it, but of "a poll released Tuesday said".
fn without_day(text: &Sorted, from: usize, end: usize) -> usize {
    let day = |at: &usize| sort(text, *at) == Sort::Calendar || text.is(*at, "on") || text.is(*at, "in");
    let start = (from..end).rev().take(LONGEST).take_while(day).last().unwrap_or(end);
    let dated = start > from && (sort(text, start - 1) == Sort::Verb || text.is(start - 1, "out"));
    if dated { end } else { start }
}

/// Goes leftward over a noun phrase.
struct Walk<'t, 'd> {
    text: &'t Sorted<'d>,
    from: usize,
    start: usize,
    end: usize,
    /// Where the part behind an "and" begins.
    joined: Option<usize>,
}

impl Walk<'_, '_> {
    /// Takes one more word in, if it belongs.
    fn step(&mut self) -> bool {
        let Some(at) = self.start.checked_sub(1).filter(|at| *at >= self.from && self.end - *at <= LONGEST) else {
            return false;
        };
        let next = (self.start < self.end).then(|| sort(self.text, self.start));
        let takes = match sort(self.text, at) {
            Sort::Noun | Sort::Name | Sort::Number | Sort::Joint => next != Some(Sort::Determiner),
            Sort::Possessive => next.is_some(),
            Sort::Calendar => !matches!(next, Some(Sort::Name | Sort::Determiner)),
            Sort::Determiner => next != Some(Sort::Determiner) || stands_for_noun(self.text, at),
            Sort::Of | Sort::Preposition => next.is_some() && self.follows_noun(at),
            Sort::And => self.joins(at, next),
            Sort::Verb => self.describes(at, next),
            Sort::Adverb => matches!(next, Some(Sort::Verb | Sort::Number)) && self.follows_determiner(at),
            Sort::Close => return self.brackets(at, next),
            _ => false,
        };
        if takes {
            self.start = at;
        }
        takes
    }

    /// "Lind (D) of Salem".
    fn brackets(&mut self, close: usize, next: Option<Sort>) -> bool {
        if next.is_none() {
            return false;
        }
        let open = (self.from..close).rev().take(8).find(|at| sort(self.text, *at) == Sort::Open);
        if let Some(open) = open {
            self.start = open;
        }
        open.is_some()
    }

    fn follows_noun(&self, at: usize) -> bool {
        at > self.from && (self.text.is(at - 1, "out") || self.is_noun_like(at - 1))
    }

    fn is_noun_like(&self, at: usize) -> bool {
        matches!(
            sort(self.text, at),
            Sort::Noun | Sort::Name | Sort::Number | Sort::Close | Sort::Possessive | Sort::Verb
        )
    }

    fn follows_determiner(&self, at: usize) -> bool {
        at > self.from && matches!(sort(self.text, at - 1), Sort::Determiner | Sort::Noun)
    }

    fn joins(&mut self, at: usize, next: Option<Sort>) -> bool {
        let joins = next.is_some_and(|next| next.is_nominal() || next == Sort::Determiner)
            && at > self.from
            && sort(self.text, at - 1).is_nominal();
        if joins && self.joined.is_none() {
            self.joined = Some(self.start);
        }
        joins
    }

    /// "the elected officials", "a poll released Tuesday", "a survey by".
    fn describes(&self, at: usize, next: Option<Sort>) -> bool {
        let word = self.text.str(at);
        let participle = ["ed", "en", "ing", "own", "one"].iter().any(|end| word.ends_with(end));
        let before = if at > self.from { sort(self.text, at - 1) } else { Sort::Stop };
        let inside = matches!(before, Sort::Determiner | Sort::Adverb | Sort::Joint | Sort::Number | Sort::Possessive)
            && next.is_some_and(|next| next.is_nominal() || next == Sort::Joint);
        let behind = before.is_nominal() && matches!(next, Some(Sort::Preposition | Sort::Calendar | Sort::Adverb));
        participle && (inside || behind)
    }

    /// The start, when all that was taken in is weighed: "won Iowa and the mayor said" is "the mayor".
    fn settle(&mut self) -> usize {
        if let Some(joined) = self.joined {
            let before = self.start.checked_sub(1).filter(|at| *at >= self.from).map(|at| sort(self.text, at));
            if matches!(before, Some(Sort::Verb | Sort::Auxiliary | Sort::Preposition | Sort::Of | Sort::Adverb)) {
                self.start = joined;
            }
        }
        while self.start < self.end && !opens(sort(self.text, self.start)) {
            self.start += 1;
        }
        self.start
    }
}

/// Whether a noun phrase can begin so.
fn opens(sort: Sort) -> bool {
    sort.is_nominal() || matches!(sort, Sort::Determiner | Sort::Adverb | Sort::Verb | Sort::Calendar)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::Text;

    /// The source of the last word.
    fn source(words: &str) -> Option<String> {
        let text = Text::new(words);
        let text = Sorted::new(&text);
        before(&text, 0, text.tokens.len() - 1).map(|source| text.span(source).of(words).to_owned())
    }

    #[test]
    fn takes_the_whole_phrase() {
        for phrase in [
            "the mayor of Varn",
            "Mara Lind",
            "two officials briefed on the matter",
            "a spokesman for the harbour",
            "Sen. Mara Lind (D-Varn)",
            "the elected officials",
            "a poll released Tuesday",
            "the mayor and the pilots",
            "the board’s own report",
        ] {
            assert_eq!(source(&format!("{phrase} said")).as_deref(), Some(phrase));
        }
    }

    #[test]
    fn takes_what_describes_a_name() {
        assert_eq!(source("Mara Lind, the mayor of Varn, said").as_deref(), Some("Mara Lind, the mayor of Varn"));
        assert_eq!(source("Lind, who flew there, said").as_deref(), Some("Lind, who flew there"));
        assert_eq!(source("Lind, however, said").as_deref(), Some("Lind"));
        assert_eq!(source("Lind, in a speech on Monday, said").as_deref(), Some("Lind"));
    }

    #[test]
    fn leaves_out_what_goes_before() {
        assert_eq!(source("On Tuesday Lind said").as_deref(), Some("Lind"));
        assert_eq!(source("In 2012, Lind said").as_deref(), Some("Lind"));
        assert_eq!(source("They won the vote and Lind said").as_deref(), Some("Lind"));
        assert_eq!(source("because he said").as_deref(), Some("he"));
        assert_eq!(source("Lind on Tuesday said").as_deref(), Some("Lind"));
    }

    #[test]
    fn a_verb_is_no_source() {
        assert_eq!(source("they went said"), None);
        assert_eq!(source("and said"), None);
    }
}
