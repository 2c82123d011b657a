//! The noun phrase of a source: before its verb ("the mayor of Salem said") or behind its cue ("according to the mayor").

use std::ops::Range;

use super::apposition;
use super::sort::{Sort, sort};
use crate::lexicon::{Class, Paper, lexicon};
use crate::text::{Text, TokenKind};

/// A source of more words is no source.
const LONGEST: usize = 25;

/// The noun phrase that ends right before `end`, with its apposition: "Mara Lind, the mayor of Salem," of "… said".
pub(super) fn before(text: &Text, from: usize, end: usize) -> Option<Range<usize>> {
    let last = end.checked_sub(1).filter(|last| *last >= from)?;
    match sort(text, last) {
        Sort::Pronoun | Sort::Relative => Some(last..end),
        Sort::Comma | Sort::Dash => with_insertion(text, from, last),
        Sort::Close => bracketed(text, from, last, end),
        _ => core_before(text, from, end),
    }
}

/// "Lind (D-Calif.) said".
fn bracketed(text: &Text, from: usize, close: usize, end: usize) -> Option<Range<usize>> {
    let open = (from..close).rev().take(LONGEST).find(|at| sort(text, *at) == Sort::Open)?;
    core_before(text, from, open).map(|core| core.start..end)
}

/// "Lind, the mayor of Salem, said"; "Lind, however, said": what stands between commas belongs to the source when it
/// describes it.
fn with_insertion(text: &Text, from: usize, last: usize) -> Option<Range<usize>> {
    let closing = sort(text, last);
    let commas = (from..last).rev().take(LONGEST);
    for comma in commas.take_while(|at| sort(text, *at) != Sort::Mark).filter(|at| sort(text, *at) == closing) {
        let describes = describes(text, comma + 1);
        let short = last - comma <= 4 || sort(text, comma + 1) == Sort::Preposition && last - comma <= 12;
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
fn describes(text: &Text, at: usize) -> bool {
    match sort(text, at) {
        Sort::Determiner | Sort::Relative | Sort::Number | Sort::Name | Sort::Verb => true,
        Sort::Noun => text.kind(at) == Some(TokenKind::Word),
        _ => false,
    }
}

/// Whether a phrase begins a clause.
fn stands_alone(text: &Text, from: usize, start: usize) -> bool {
    start == from
        || !matches!(sort(text, start - 1), Sort::Preposition | Sort::Of | Sort::Noun | Sort::Name | Sort::Determiner)
}

/// The phrase before `end`, without apposition.
fn core_before(text: &Text, from: usize, end: usize) -> Option<Range<usize>> {
    let end = without_day(text, from, end);
    let mut walk = Walk { text, from, start: end, end, joined: None };
    while walk.step() {}
    let start = walk.settle();
    let phrase = start..end;
    let named = phrase.clone().any(|at| sort(text, at).is_nominal() || stands_for_noun(text, at));
    (named && !phrase.is_empty() && end - start <= LONGEST).then_some(phrase)
}

/// "Lind Tuesday said": a day between source and verb is no part of it, but of "a poll released Tuesday said".
fn without_day(text: &Text, from: usize, end: usize) -> usize {
    let day = |at: &usize| sort(text, *at) == Sort::Calendar || text.is(*at, "on") || text.is(*at, "in");
    let start = (from..end).rev().take(LONGEST).take_while(day).last().unwrap_or(end);
    let dated = start > from && (sort(text, start - 1) == Sort::Verb || text.is(start - 1, "out"));
    if dated { end } else { start }
}

/// "Some said", "Others said", "This shows".
fn stands_for_noun(text: &Text, at: usize) -> bool {
    ["this", "these", "those", "some", "both", "each", "many", "others", "several", "another"]
        .iter()
        .any(|word| text.is(at, word))
}

/// Goes leftward over a noun phrase.
struct Walk<'t, 'd> {
    text: &'t Text<'d>,
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
        at > self.from
            && matches!(
                sort(self.text, at - 1),
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

/// How far a source behind its cue reaches.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Reach {
    /// "told reporters that": the noun alone.
    Core,
    /// "said Lind, the mayor": with apposition, without "on Tuesday".
    Speaker,
    /// "40 came, according to a poll released on Tuesday".
    Whole,
    /// "According to Lind, the mayor, 40 came".
    Opening,
}

impl Reach {
    const fn is_whole(self) -> bool {
        matches!(self, Self::Whole | Self::Opening)
    }
}

/// The noun phrase that begins at `start`.
pub(super) fn behind(text: &Text, start: usize, limit: usize, reach: Reach) -> Option<Range<usize>> {
    if start >= limit {
        return None;
    }
    if sort(text, start) == Sort::Pronoun {
        return Some(start..start + 1);
    }
    let mut end = start;
    while end < limit.min(start + LONGEST) && goes_on(text, start, end, limit, reach) {
        end += 1;
    }
    while end > start && !closes(text, end - 1) {
        end -= 1;
    }
    let phrase = start..end;
    if !phrase.clone().any(|at| sort(text, at).is_nominal() || stands_for_noun(text, at)) {
        return None;
    }
    match reach {
        Reach::Core => Some(phrase),
        Reach::Opening => Some(start..apposition::end(text, end, limit, true)),
        Reach::Speaker | Reach::Whole => Some(start..apposition::end(text, end, limit, false)),
    }
}

fn closes(text: &Text, at: usize) -> bool {
    let sort = sort(text, at);
    sort.is_nominal()
        || matches!(sort, Sort::Close | Sort::Calendar | Sort::Determiner | Sort::Possessive | Sort::Joint)
}

fn goes_on(text: &Text, start: usize, at: usize, limit: usize, reach: Reach) -> bool {
    let before = (at > start).then(|| sort(text, at - 1));
    let next = if at + 1 < limit { sort(text, at + 1) } else { Sort::Stop };
    match sort(text, at) {
        Sort::Noun if reach == Reach::Core => before != Some(Sort::Noun) || !text.in_class(at, Class::Adjective),
        Sort::Noun | Sort::Name | Sort::Number | Sort::Possessive | Sort::Joint => true,
        Sort::Determiner => !matches!(before, Some(Sort::Noun | Sort::Name | Sort::Number | Sort::Calendar)),
        Sort::Calendar => reach.is_whole() || next == Sort::Possessive,
        Sort::Of => before.is_some(),
        Sort::Preposition => before.is_some() && attaches(text, at, before, next, reach),
        Sort::And => {
            before.is_some_and(Sort::is_nominal)
                && (next.is_nominal() || next == Sort::Determiner)
                && reach != Reach::Core
        }
        Sort::Open | Sort::Close => reach != Reach::Core && before.is_some(),
        Sort::Mark => reach.is_whole() && before.is_some(),
        Sort::Adverb => matches!(next, Sort::Number | Sort::Noun | Sort::Joint) && before != Some(Sort::Noun),
        Sort::Verb => describes_behind(text, at, before, next, reach),
        _ => false,
    }
}

/// "a poll released Tuesday", "the elected officials".
fn describes_behind(text: &Text, at: usize, before: Option<Sort>, next: Sort, reach: Reach) -> bool {
    let word = text.str(at);
    let participle = ["ed", "en", "ing", "own"].iter().any(|end| word.ends_with(end));
    let inside = matches!(before, None | Some(Sort::Determiner | Sort::Adverb | Sort::Joint | Sort::Possessive))
        && (next.is_nominal() || next == Sort::Joint);
    let behind = reach.is_whole()
        && before.is_some_and(Sort::is_nominal)
        && matches!(
            next,
            Sort::Preposition | Sort::Calendar | Sort::Adverb | Sort::Determiner | Sort::Name | Sort::Noun
        );
    participle && (inside || behind) || inside && text.is(at, "left")
}

/// Whether a preposition goes on with the phrase: "officials in Salem", but "said Lind in an interview".
fn attaches(text: &Text, at: usize, before: Option<Sort>, next: Sort, reach: Reach) -> bool {
    let continues = next.is_nominal() || matches!(next, Sort::Determiner | Sort::Pronoun | Sort::Calendar | Sort::Verb);
    let named = before == Some(Sort::Name);
    let placed = ["for", "with", "at", "from", "in", "on", "by", "to", "about", "among", "between", "into"];
    let dated = next == Sort::Calendar && (text.is(at, "on") || text.is(at, "in"));
    let close = if named { &placed[..2] } else { &placed[..] };
    match reach {
        Reach::Core => false,
        Reach::Speaker => continues && !dated && close.iter().any(|word| text.is(at, word)) && !speaks_in(text, at),
        Reach::Whole | Reach::Opening => continues,
    }
}

/// "in an interview", "at a rally", "on Twitter": where something is said.
fn speaks_in(text: &Text, at: usize) -> bool {
    (text.is(at, "in") || text.is(at, "on") || text.is(at, "at") || text.is(at, "to"))
        && (text.is(at + 1, "a") || text.is(at + 1, "an") || sort(text, at + 1) == Sort::Pronoun)
}

/// The word that the rest of a phrase describes.
pub(super) fn head(text: &Text, phrase: &Range<usize>) -> Option<usize> {
    let core = behind(text, phrase.start, phrase.end, Reach::Core)?;
    let end = core.clone().find(|at| matches!(sort(text, *at), Sort::Of | Sort::Preposition)).unwrap_or(core.end);
    (core.start..end).rev().find(|at| sort(text, *at).is_nominal())
}

/// What the head of a phrase is, if it is a paper.
pub(super) fn paper(text: &Text, phrase: &Range<usize>) -> Option<Paper> {
    lexicon().papers.of_word(text.word(head(text, phrase)?)).next().copied()
}

/// Whether a phrase is itself a share: "40 percent of voters", "six in 10", "almost half".
pub(super) fn is_share(text: &Text, phrase: &Range<usize>) -> bool {
    let numbers = phrase.clone().filter(|at| sort(text, *at) == Sort::Number).count();
    phrase.clone().any(|at| {
        lexicon().percents.may_start(text.word(at))
            || text.is(at, "half")
            || numbers > 1 && (text.is(at, "in") || text.is(at, "of"))
    })
}

/// Whether a phrase names something: with an article, a name, a plural or a pronoun.
pub(super) fn is_definite(text: &Text, phrase: &Range<usize>) -> bool {
    phrase.clone().any(|at| {
        matches!(sort(text, at), Sort::Determiner | Sort::Name | Sort::Pronoun | Sort::Relative)
            || text.looks_plural(at)
    })
}
