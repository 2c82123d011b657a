//! The source behind its cue: "a poll released on Tuesday" of "according to a poll released on Tuesday".

use std::ops::Range;

use super::LONGEST;
use super::phrase::stands_for_noun;
use crate::attribution::apposition;
use crate::attribution::sort::{Sort, Sorted, sort};
use crate::lexicon::Class;

/// How far a source behind its cue reaches.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::attribution) enum Reach {
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
pub(in crate::attribution) fn behind(text: &Sorted, start: usize, limit: usize, reach: Reach) -> Option<Range<usize>> {
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

fn closes(text: &Sorted, at: usize) -> bool {
    let sort = sort(text, at);
    sort.is_nominal()
        || matches!(sort, Sort::Close | Sort::Calendar | Sort::Determiner | Sort::Possessive | Sort::Joint)
}

fn goes_on(text: &Sorted, start: usize, at: usize, limit: usize, reach: Reach) -> bool {
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
fn describes_behind(text: &Sorted, at: usize, before: Option<Sort>, next: Sort, reach: Reach) -> bool {
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
    participle && (inside || behind)
}

/// Whether a preposition goes on with the phrase: "officials in Salem", but "said Lind in an interview".
fn attaches(text: &Sorted, at: usize, before: Option<Sort>, next: Sort, reach: Reach) -> bool {
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
fn speaks_in(text: &Sorted, at: usize) -> bool {
    (text.is(at, "in") || text.is(at, "on") || text.is(at, "at") || text.is(at, "to"))
        && (text.is(at + 1, "a") || text.is(at + 1, "an") || sort(text, at + 1) == Sort::Pronoun)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::Text;

    fn source(words: &str, reach: Reach) -> Option<&str> {
        let text = Text::new(words);
        let text = Sorted::new(&text);
        behind(&text, 0, text.tokens.len(), reach).map(|source| text.span(source).of(words))
    }

    #[test]
    fn reaches_as_far_as_its_cue_asks() {
        assert_eq!(source("reporters in Varn that", Reach::Core), Some("reporters"));
        assert_eq!(source("Mara Lind, the mayor of Varn.", Reach::Speaker), Some("Mara Lind, the mayor of Varn"));
        assert_eq!(source("Mara Lind on Tuesday.", Reach::Speaker), Some("Mara Lind"));
        assert_eq!(source("Mara Lind in an interview.", Reach::Speaker), Some("Mara Lind"));
        assert_eq!(source("a poll released on Tuesday.", Reach::Whole), Some("a poll released on Tuesday"));
    }

    #[test]
    fn an_opening_source_ends_at_its_comma() {
        assert_eq!(source("Lind, the city paid", Reach::Opening), Some("Lind"));
        assert_eq!(source("Lind, the mayor, the city paid", Reach::Opening), Some("Lind, the mayor"));
    }

    #[test]
    fn none_where_no_noun_stands() {
        assert_eq!(source("and that", Reach::Whole), None);
        assert_eq!(source("", Reach::Whole), None);
    }
}
