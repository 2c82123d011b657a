//! What a verb says a quantity of: its subject ("the unemployment rate fell to 4.9 percent") or its object ("they cut the
//! harbour tax to 12 percent").

use std::ops::Range;

use super::clause::{acts, is_adverb, is_break, is_relative, is_verb};
use super::tail;
use crate::lexicon::{Class, Side, lexicon};
use crate::text::{Shape, Text, TokenKind};

/// How far before a quantity its verb may stand.
const NEAR: usize = 9;
/// A subject with all that limits it is kept up to this many tokens; of a longer one only its noun.
const LONGEST: usize = 8;

/// The noun phrase that a verb before `at` says the quantity of: "unemployment rate" in "the unemployment rate fell to
/// 4.9 percent", "harbour tax" in "cutting the harbour tax to 12 percent", "pay rise" in "a pay rise of 5 percent".
///
/// The verb stands behind `near`, the end of the quantity before; its subject may stand anywhere behind `from`.
pub(super) fn find(text: &Text, from: usize, near: usize, at: usize) -> Option<Range<usize>> {
    // "an error of plus or minus 2 points"
    let sign = at > from + 2 && text.is(at - 1, "or") && text.is(at - 2, "plus");
    let at = at - 2 * usize::from(sign);
    if at > from && text.is(at - 1, "of") {
        return before(text, from, at - 1);
    }
    let near = near.max(at.saturating_sub(NEAR))..at;
    let verb = near.rev().take_while(|token| text.str(*token) != ";").find(|token| acts(text, from, *token))?;
    object(text, verb, at).or_else(|| of_verb(text, from, first_of_group(text, from, verb)))
}

/// The first word of a verb's group: "has" in "has sharply fallen".
fn first_of_group(text: &Text, from: usize, verb: usize) -> usize {
    // "that lead was", "her rating slid": a word that can be a noun is one before another verb.
    let noun = |token: usize| {
        let doing = text.str(token).ends_with("ing") && !text.in_class(token, Class::Auxiliary);
        doing || text.in_class(token, Class::VerbOrNoun)
    };
    let earlier = |token: &usize| is_verb(text, *token) && !noun(*token);
    let group = (from..verb).rev().take_while(|token| earlier(token) || is_adverb(text, *token));
    group.last().unwrap_or(verb)
}

/// "cut the harbour tax to (12 percent)", "reduce imports (40 percent)": what the verb takes, if it is changed or set.
fn object(text: &Text, verb: usize, at: usize) -> Option<Range<usize>> {
    const SET: [&str; 5] = ["to", "by", "at", "from", "below"];
    let start = (verb + 1..at).find(|token| !text.in_class(*token, Class::Determiner))?;
    if text.in_class(verb, Class::Auxiliary)
        || text.in_class(verb, Class::Contest)
        || text.in_class(start, Class::Preposition)
    {
        return None;
    }
    let end = text.noun_phrase(start, at)?.tokens.end;
    let set = SET.iter().any(|word| text.is(at - 1, word)) && at > end;
    // "they chose Lind, with Orr at 38 percent", but "the tax, which, at 12 percent, stays high".
    if (end..at).any(|token| is_break(text, token)) && !is_relative(text, end + 1) {
        return None;
    }
    let changes = lexicon().changes.of_word(text.word(verb)).next().is_some() && end == at;
    ((set || changes) && !tail::is_time(text, end - 1) && !is_adverb(text, end - 1))
        .then(|| start..tail::of(text, end, at))
}

/// The subject of the verb at `verb`.
fn of_verb(text: &Text, from: usize, verb: usize) -> Option<Range<usize>> {
    let last = verb.checked_sub(1).filter(|last| *last >= from)?;
    if is_relative(text, last) {
        // "cranes that lift", "Lind, who won": the noun before the pronoun.
        let comma = last > from && text.str(last - 1) == ",";
        return before(text, from, last - usize::from(comma));
    }
    if text.str(last) == "," {
        return aside(text, from, verb, last);
    }
    let phrase = before(text, from, verb)?;
    if text.str(verb).ends_with("ing") {
        return Some(phrase);
    }
    // "the tax on boats with engines": from one preposition to the next.
    let (mut best, mut inner) = (phrase.clone(), phrase);
    while let Some(head) = climb(text, from, &inner) {
        best = if verb - head.start <= LONGEST { head.start..verb } else { head.clone() };
        inner = head;
    }
    Some(best)
}

/// "Orr, who mends nets, won", "Orr finished last, winning": the subject is before the commas.
fn aside(text: &Text, from: usize, verb: usize, comma: usize) -> Option<Range<usize>> {
    const OF_THE_NOUN: [&str; 6] = ["ranging", "totaling", "totalling", "averaging", "numbering", "amounting"];
    if OF_THE_NOUN.contains(&text.str(verb)) {
        return before(text, from, comma);
    }
    if text.str(verb).ends_with("ing") {
        let main = (from..comma).find(|at| is_verb(text, *at) && !text.in_class(*at, Class::VerbOrNoun))?;
        return before(text, from, main);
    }
    let opening = (from..comma).rev().find(|at| text.str(*at) == ",")?;
    let told = text.in_class(opening + 1, Class::Relative) || text.in_class(opening + 1, Class::Determiner);
    if told { before(text, from, opening) } else { None }
}

/// From "night" to "ferries" in "ferries which sail at night carried", and from "Harbour" to the
/// whole of "the show on Radio Harbour".
fn climb(text: &Text, from: usize, phrase: &Range<usize>) -> Option<Range<usize>> {
    let article = |at: &usize| text.in_class(*at, Class::Determiner);
    let preposition = (from..phrase.start).rev().find(|at| !article(at))?;
    if !text.in_class(preposition, Class::Preposition) {
        return None;
    }
    let clause = (from..preposition).rev().take_while(|at| !is_break(text, *at));
    let pronoun = clause.filter(|at| is_relative(text, *at)).last();
    // "ferries steered by students"
    let end = pronoun.unwrap_or(preposition);
    const IRREGULAR: [&str; 9] = ["led", "held", "made", "built", "sent", "paid", "sold", "run", "born"];
    let past = |at: usize| text.str(at).ends_with("ed") || IRREGULAR.contains(&text.str(at));
    let participle = end > from && past(end - 1) && !text.in_class(end - 1, Class::VerbOrNoun);
    let head = before(text, from, end - usize::from(participle))?;
    let verbs = head.clone().any(|at| is_verb(text, at) && !text.in_class(at, Class::VerbOrNoun));
    (!verbs).then_some(head)
}

/// Of whom a poll's shares are: "farmers" in "among farmers, 40 percent would go".
pub(super) fn group(text: &Text, from: usize, at: usize) -> Option<Range<usize>> {
    let among = (from..at).rev().find(|token| text.is(*token, "among"))?;
    let start = (among + 1..at).find(|token| !text.in_class(*token, Class::Determiner))?;
    let end = text.noun_phrase(start, at)?.tokens.end;
    Some(start..tail::of(text, end, at))
}

/// "a majority of voters, 56%, say", "most voters (56%)": the group that the commas set the share off from.
pub(super) fn set_off(text: &Text, from: usize, tokens: &Range<usize>, limit: usize) -> Option<Range<usize>> {
    let comma = tokens.start.checked_sub(1).filter(|comma| *comma > from)?;
    let pair = [(",", ","), ("(", ")")].contains(&(text.str(comma), text.str(tokens.end)));
    let closed = tokens.end < limit && pair;
    let phrase = (closed && text.looks_plural(comma - 1)).then(|| before(text, from, comma)).flatten()?;
    // "a third of owners, 33%": the share is of the owners.
    let of = phrase.start + 1;
    let part = ["majority", "minority", "half", "third", "quarter", "fifth"];
    let shared = text.is(of, "of") && part.iter().any(|word| text.is(phrase.start, word)) && of + 1 < phrase.end;
    Some(if shared { of + 1..phrase.end } else { phrase })
}

/// "Ames at 17 percent", "Orr with 20 percent", "Lund, 9 percent": the name in a list of shares.
pub(super) fn listed(text: &Text, from: usize, at: usize) -> Option<Range<usize>> {
    let link = at.checked_sub(1).filter(|link| *link > from && ["at", "with", ","].contains(&text.str(*link)))?;
    let name = |at: &usize| {
        text.kind(*at) == Some(TokenKind::Word)
            && text.tokens[*at].shape != Shape::Lower
            && !text.in_class(*at, Class::Preposition)
    };
    let start = (from..link).rev().take_while(name).last()?;
    let first = start.checked_sub(1).filter(|before| *before >= from)?;
    let opens = text.in_class(first, Class::Conjunction)
        || text.in_class(first, Class::Preposition)
        || is_verb(text, first)
        || matches!(text.str(first), "," | ";" | ":" | "." | "—" | "--");
    opens.then_some(start..link)
}

/// The name right before a share that has taken over its verb: "Orr" in "Lind got 46 percent, and Orr 40 percent".
pub(super) fn gapped(text: &Text, from: usize, at: usize) -> Option<Range<usize>> {
    let noun = |token: &usize| {
        text.kind(*token) == Some(TokenKind::Word)
            && !text.in_class(*token, Class::Preposition)
            && !text.in_class(*token, Class::Conjunction)
            && !is_verb(text, *token)
    };
    let start = (from..at).rev().take_while(noun).last()?;
    let name = text.tokens[at - 1].shape != Shape::Lower && text.tokens[start].shape != Shape::Lower;
    let opens = start > from && (text.str(start - 1) == "," || text.in_class(start - 1, Class::Conjunction));
    (name && opens).then_some(start..at)
}

/// "catches over $9,000 for trawlers": the noun that the bound stands behind, with whose it is.
pub(super) fn limited(text: &Text, from: usize, at: usize, limit: usize) -> Option<Range<usize>> {
    let bound = ["above", "over", "below", "under", "exceeding"].iter().any(|word| text.is(at, word));
    let adverbial = at > from && (text.is(at - 1, "bit") || text.is(at - 1, "little"));
    let noun = at > from
        && !adverbial
        && text.kind(at - 1) == Some(TokenKind::Word)
        && !acts(text, from, at - 1)
        && !is_adverb(text, at - 1)
        && [Class::Preposition, Class::Determiner, Class::Adjective, Class::Pronoun, Class::Conjunction]
            .iter()
            .all(|class| !text.in_class(at - 1, *class));
    (bound && noun && at < limit).then(|| before(text, from, at)).flatten()
}

/// "for couples" behind a bound.
pub(super) fn whose(text: &Text, at: usize, limit: usize) -> Option<Range<usize>> {
    let end = text.noun_phrase(at + 1, limit).filter(|_| text.is(at, "for"))?.tokens.end;
    Some(at..end)
}

/// "the seal population stood at 7,300": a level that a number states without a noun.
pub(super) fn level(text: &Text, from: usize, near: usize, at: usize) -> Option<Range<usize>> {
    const STANDS: [&str; 4] = ["stood", "stands", "standing", "remained"];
    const REACHES: [&str; 9] =
        ["reached", "hit", "totaled", "totalled", "numbered", "averaged", "exceeded", "topped", "surpassed"];
    let verb = (near..at).rev().find(|at| !text.is(*at, "at") && !text.is(*at, "to") && !is_adverb(text, *at))?;
    let is = |words: &[&str]| words.iter().any(|word| text.is(verb, word));
    let put = at - verb == 2;
    let changes = lexicon().changes.of_word(text.word(verb)).any(|change| change.side == Side::Before);
    let states = put && (changes || is(&STANDS)) || !put && is(&REACHES);
    states.then(|| of_verb(text, from, first_of_group(text, from, verb))).flatten()
}

/// What is multiplied: "market value" in "its market value doubled", "the size" in "triple the size".
pub(super) fn multiplied(text: &Text, from: usize, tokens: &Range<usize>, limit: usize) -> Option<Range<usize>> {
    let next = tokens.end;
    if next < limit && text.in_class(next, Class::Determiner) {
        let end = text.noun_phrase(next + 1, limit)?.tokens.end;
        return Some(next + 1..tail::of(text, end, limit));
    }
    is_verb(text, tokens.start).then(|| of_verb(text, from, first_of_group(text, from, tokens.start))).flatten()
}

/// Who does what the verb at `verb` says: "Lind" in "a poll shows Lind narrowly leading".
pub(super) fn actor(text: &Text, from: usize, verb: usize) -> Option<Range<usize>> {
    let end = (from..verb).rev().find(|at| !is_adverb(text, *at) && !text.in_class(*at, Class::Auxiliary))? + 1;
    let phrase = before(text, from, end)?;
    let start = phrase.clone().rev().take_while(|at| !is_verb(text, *at)).last()?;
    // "in the harbour ward Ann Lind edged": the name alone.
    let article = (from..start).rev().find(|at| !text.in_class(*at, Class::Determiner));
    let place = article.is_some_and(|at| text.in_class(at, Class::Preposition));
    let name = (start..phrase.end).rev().take_while(|at| text.tokens[*at].shape != Shape::Lower).last();
    let start = name.filter(|_| place).unwrap_or(start);
    Some(start..phrase.end)
}

/// The noun phrase that ends before `end`: "pay rise" of "wants a pay rise of".
pub(super) fn before(text: &Text, from: usize, end: usize) -> Option<Range<usize>> {
    let end = (from..end).rev().find(|token| !is_adverb(text, *token))? + 1;
    let start = (from..end).rev().take_while(|token| in_phrase(text, *token)).last()?;
    let article = (start..end).rev().find(|token| text.in_class(*token, Class::Determiner));
    let begins = |token: &usize| {
        text.kind(*token) == Some(TokenKind::Word)
            && !is_adverb(text, *token)
            && !text.in_class(*token, Class::Preposition)
    };
    let start = (article.map_or(start, |article| article + 1)..end).find(begins)?;
    let pronoun = (start..end).all(|token| text.in_class(token, Class::Pronoun));
    let last = end - 1;
    let figure = lexicon().percents.of_word(text.word(last)).next().is_some()
        || lexicon().numbers.of_word(text.word(last)).next().is_some();
    if figure {
        return None;
    }
    (!pronoun && text.kind(last) == Some(TokenKind::Word) && !text.in_class(last, Class::Adverb)).then_some(start..end)
}

fn in_phrase(text: &Text, at: usize) -> bool {
    if text.is(at, "of") || matches!(text.str(at), "-" | "’s" | "'s") {
        return true;
    }
    let stops =
        [Class::Preposition, Class::Auxiliary, Class::Verb, Class::Conjunction, Class::Subordinator, Class::Relative];
    let pointer = text.in_class(at, Class::Determiner)
        && !text.in_class(at, Class::Relative)
        && !text.in_class(at, Class::Pronoun);
    text.kind(at) == Some(TokenKind::Word)
        && lexicon().percents.of_word(text.word(at)).next().is_none()
        && !text.in_class(at, Class::Pronoun)
        && (pointer || stops.iter().all(|class| !text.in_class(at, *class)))
}
