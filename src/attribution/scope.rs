//! What a cue governs: where the content begins behind it, and where it ends.

use std::ops::Range;

use super::frame::Frame;
use super::sort::{Sort, Sorted, sort};
use super::source::{self, Reach};
use super::subject::is_finite;
use crate::lexicon::{Class, Cue, CueFrame, lexicon};

/// The content behind a cue, or `None` when nothing that can be said follows.
pub(super) fn behind(text: &Sorted, cue: Cue, rest: Range<usize>) -> Option<Range<usize>> {
    let rest = rest.start..clause_end(text, &rest);
    let start = rest.start;
    let direct = !cue.is(CueFrame::Tell) && takes_object(text, &rest);
    if let Some(that) = that_after(text, rest.clone()).filter(|_| !direct) {
        return Some(that + 1..rest.end).filter(|content| !content.is_empty());
    }
    if cue.is(CueFrame::Intend)
        && let Some(start) = infinitive(text, &rest)
    {
        return Some(start..phrase_end(text, start..rest.end));
    }
    let apart = (sort(text, start) == Sort::Comma || text.is(start, "to")) && !starts_quote(text, start);
    // "the panel concluded, the tax must rise": behind a comma a clause goes on, not a thing.
    let goes_on = apart && cue.any(&[CueFrame::Say, CueFrame::Think]);
    let takes_things = takes_things(cue) && !goes_on;
    let begin = begin(text, cue, &rest, takes_things);
    let content = begin..rest.end;
    let only_quotes = cue.is(CueFrame::Quote) && !cue.is(CueFrame::Say);
    let holds = content.len() > 1
        && !(apart && takes_things)
        && (takes_things && !ends_here(text, begin)
            || holds_quote(text, content.clone())
            || cue.is(CueFrame::Clause) && begins_clause(text, begin)
            || !only_quotes && is_clause(text, content.clone()) && !comes_late(text, content.clone())
            || matches!(sort(text, begin), Sort::Colon));
    holds.then_some(content)
}

/// Behind the "to" of what somebody is to do: "plans to buy 40 ships".
fn infinitive(text: &Sorted, rest: &Range<usize>) -> Option<usize> {
    let to = rest.clone().find(|at| sort(text, *at) != Sort::Adverb).filter(|at| text.is(*at, "to"))?;
    let verb = to + 1 < rest.end
        && !matches!(sort(text, to + 1), Sort::Determiner | Sort::Number | Sort::Name | Sort::Pronoun | Sort::Calendar);
    verb.then_some(to + 1)
}

/// "the cost at $40 million", "the cost closer to 40": up to the end of the clause, when the number stands near.
pub(super) fn valued(text: &Sorted, rest: Range<usize>) -> Option<Range<usize>> {
    const NEAR: usize = 24;
    let at = rest.clone().take(NEAR).take_while(|at| sort(text, *at) != Sort::Stop).find(|at| {
        let opens = text.is(*at, "at") || text.is(*at, "to") && *at > rest.start && text.is(*at - 1, "closer");
        opens && (at + 1..rest.end).take(4).any(|number| sort(text, number) == Sort::Number)
    })?;
    (at > rest.start).then(|| rest.start..clause_end(text, &rest))
}

/// Where a phrase ends that holds no clause: before a comma, a finite verb or a word that begins a clause.
pub(super) fn phrase_end(text: &Sorted, rest: Range<usize>) -> usize {
    let ends = |at: &usize| {
        matches!(sort(text, *at), Sort::Comma | Sort::Stop | Sort::Dash | Sort::Colon | Sort::Divider | Sort::Relative)
            || *at > rest.start + 1 && is_finite(text, *at)
    };
    rest.clone().find(ends).unwrap_or(rest.end)
}

/// Whether a thing follows directly, so that a "that" behind it is its own: "continuing a line that began in May".
fn takes_object(text: &Sorted, rest: &Range<usize>) -> bool {
    begins_clause(text, rest.start) && after_days(text, rest.clone()) == rest.start
}

/// Whether a thing can follow the cue: "found 40 ships".
fn takes_things(cue: Cue) -> bool {
    cue.any(&[CueFrame::Object, CueFrame::Show, CueFrame::Measure, CueFrame::Bind])
}

/// Where the content begins: behind addressee, time and place.
fn begin(text: &Sorted, cue: Cue, rest: &Range<usize>, takes_things: bool) -> usize {
    if let Some(quote) = quote_after_adjunct(text, rest) {
        return quote;
    }
    if starts_quote(text, rest.start) {
        return rest.start;
    }
    if sort(text, rest.start) == Sort::Comma {
        return rest.start + 1;
    }
    let told = if cue.is(CueFrame::Tell) { addressee(text, rest.clone()) } else { rest.start };
    if takes_things { after_days(text, told..rest.end) } else { after_adjuncts(text, told..rest.end) }
}

/// Behind "Tuesday", "last week".
fn after_days(text: &Sorted, rest: Range<usize>) -> usize {
    let mut at = rest.start;
    while at < rest.end && sort(text, at) == Sort::Calendar {
        at += 1;
    }
    if ["last", "this", "earlier"].iter().any(|word| text.is(at, word)) && at + 1 < rest.end {
        let unit = ["week", "month", "year", "night", "spring", "summer", "fall", "winter", "morning"];
        let day = sort(text, at + 1) == Sort::Calendar || unit.iter().any(|word| text.is(at + 1, word));
        at += 2 * usize::from(day);
    }
    at
}

fn ends_here(text: &Sorted, at: usize) -> bool {
    matches!(sort(text, at), Sort::Stop | Sort::Comma) && !matches!(text.str(at), "…")
}

/// "that" with nothing but time, place and addressee before it.
fn that_after(text: &Sorted, rest: Range<usize>) -> Option<usize> {
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

/// Whether a quotation begins here, a comma left aside.
pub(super) fn starts_quote(text: &Sorted, at: usize) -> bool {
    matches!(sort(text, at), Sort::Mark) || sort(text, at) == Sort::Comma && sort(text, at + 1) == Sort::Mark
}

fn holds_quote(text: &Sorted, content: Range<usize>) -> bool {
    content.take(12).any(|at| sort(text, at) == Sort::Mark)
}

/// Behind "told reporters".
fn addressee(text: &Sorted, rest: Range<usize>) -> usize {
    source::behind(text, rest.start, rest.end, Reach::Core).map_or(rest.start, |phrase| phrase.end)
}

/// Behind "Tuesday", "on March 3", "in an interview with a paper", "recently".
fn after_adjuncts(text: &Sorted, rest: Range<usize>) -> usize {
    let mut at = rest.start;
    while at < rest.end {
        let next = match sort(text, at) {
            Sort::Calendar | Sort::Adverb | Sort::Comma | Sort::Colon => Some(at + 1),
            Sort::Preposition | Sort::Of => adjunct(text, at, rest.end),
            Sort::Noun => Some(after_days(text, at..rest.end)).filter(|next| *next > at),
            _ => None,
        };
        match next {
            Some(next) => at = next,
            None => break,
        }
    }
    at
}

/// "at least 40": a preposition that belongs to a number.
fn is_bound(text: &Sorted, at: usize) -> bool {
    sort(text, at + 1) == Sort::Number
        || ["at", "up", "as", "under", "over"].iter().any(|word| text.is(at, word))
            && ["least", "most", "to", "many", "much"].iter().any(|word| text.is(at + 1, word))
}

/// The end of a preposition's phrase.
fn adjunct(text: &Sorted, at: usize, end: usize) -> Option<usize> {
    if is_bound(text, at) {
        return None;
    }
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
pub(super) fn is_clause(text: &Sorted, mut content: Range<usize>) -> bool {
    let start = content.start;
    content.any(|at| is_finite(text, at)) || holds_quote(text, start..content.end)
}

/// The mark that opens a quotation behind "in an interview on March 3, …", "told the Courier in 2012, …": no clause stands
/// between.
fn quote_after_adjunct(text: &Sorted, rest: &Range<usize>) -> Option<usize> {
    const NEAR: usize = 30;
    let mark = rest.clone().skip(1).take(NEAR).find(|at| sort(text, *at) == Sort::Mark)?;
    let parted = matches!(sort(text, mark - 1), Sort::Comma | Sort::Colon);
    (parted && !(rest.start..mark).any(|at| is_finite(text, at))).then_some(mark)
}

/// Whether a word can begin a clause.
fn begins_clause(text: &Sorted, at: usize) -> bool {
    sort(text, at).is_nominal() || matches!(sort(text, at), Sort::Determiner | Sort::Pronoun)
}

/// Whether what was interrupted by source and cue goes on behind them: "the two, he said, came".
pub(super) fn resumes(text: &Sorted, rest: &Range<usize>) -> bool {
    let comma = sort(text, rest.start) == Sort::Comma || text.is(rest.start, ".");
    comma && !(sort(text, rest.start + 1) == Sort::Verb && text.str(rest.start + 1).ends_with("ing"))
}

/// Whether what follows a cue is no content but tells where and when it was said: "“40 came,” he said in an interview".
pub(super) fn trails_off(text: &Sorted, before: &Range<usize>, rest: &Range<usize>) -> bool {
    let quoted = before.end > before.start && sort(text, before.end) == Sort::Mark;
    let depends = matches!(sort(text, before.start), Sort::Divider | Sort::Preposition | Sort::Calendar)
        || before.clone().take(4).any(|at| sort(text, at) == Sort::Comma);
    if that_after(text, rest.clone()).is_some() || is_bound(text, rest.start) {
        return false;
    }
    if text.is(rest.start, ";") {
        return true;
    }
    quoted && !holds_quote(text, rest.clone())
        || !depends
            && matches!(
                sort(text, rest.start),
                Sort::Preposition | Sort::Of | Sort::Divider | Sort::Comma | Sort::Colon
            )
}

/// "46 percent said yes, compared with 23 percent": the content of a share ends where another share begins.
pub(super) fn stop_at_comparison(text: &Sorted, frame: &mut Frame) {
    if !frame.source.as_ref().is_some_and(|source| source::is_share(text, source)) {
        return;
    }
    let parts = |at: &usize| {
        ["compared", "while", "but", "versus", ";"].iter().any(|word| text.is(*at, word))
            || sort(text, *at) == Sort::Dash
    };
    if let Some(end) = frame.behind.clone().find(parts) {
        frame.behind.end = end;
    }
}

/// "When the poll asked about the harbour, 40 percent agreed": what is said in a clause that opens the sentence ends with it.
pub(super) fn stop_at_main_clause(text: &Sorted, from: usize, frame: &mut Frame) {
    let opening = from + usize::from(sort(text, from) == Sort::And || text.is(from, "but"));
    let depends = lexicon().classes.is(text.word(opening), Class::Subordinator);
    let inside =
        frame.source.as_ref().is_some_and(|source| !(opening..source.start).any(|at| sort(text, at) == Sort::Comma));
    if !depends || !inside {
        return;
    }
    let begins = |at: &usize| {
        let mut clause = (at + 1..frame.behind.end).take_while(|at| sort(text, *at) != Sort::Comma);
        sort(text, *at) == Sort::Comma && begins_clause(text, at + 1) && clause.any(|at| is_finite(text, at))
    };
    if let Some(end) = frame.behind.clone().find(begins) {
        frame.behind.end = end;
    }
}

/// Whether the first finite verb belongs to a later clause: "added 40 ships because the storm came".
fn comes_late(text: &Sorted, mut content: Range<usize>) -> bool {
    let start = content.start;
    content
        .find(|at| is_finite(text, *at) || *at > start && sort(text, *at) == Sort::Divider)
        .is_some_and(|at| !is_finite(text, at))
}

/// Whether tokens stand in a remark on what is said, which is the article's own: "said Lind, who ran the port for 40
/// years, had left".
pub(super) fn is_aside(text: &Sorted, frame: &Frame, tokens: &Range<usize>) -> bool {
    let content = frame.content(tokens);
    for at in (content.start..tokens.start).rev() {
        match sort(text, at) {
            Sort::Comma => return sort(text, at + 1) == Sort::Relative,
            Sort::Stop | Sort::Mark | Sort::Dash | Sort::Close => return false,
            _ => {}
        }
    }
    false
}

/// Content without the punctuation around it.
pub(super) fn trimmed(text: &Sorted, content: &Range<usize>) -> Range<usize> {
    let loose = |at: &usize| matches!(sort(text, *at), Sort::Comma | Sort::Stop | Sort::Colon | Sort::Dash);
    let start = content.clone().find(|at| !loose(at)).unwrap_or(content.start);
    let last = content.clone().rev().find(|at| !loose(at)).unwrap_or(content.start);
    start..(last + 1).max(start + 1).min(content.end)
}

/// Where the article itself goes on: "said 40 came, but the harbour was closed".
fn clause_end(text: &Sorted, rest: &Range<usize>) -> usize {
    let turns = |at: &usize| {
        sort(text, *at) == Sort::Comma && text.is(at + 1, "but") && !matches!(sort(text, at + 2), Sort::That)
    };
    rest.clone().find(turns).unwrap_or(rest.end)
}
