//! What is a quantity: rules propose candidates sentence by sentence, then ranges, lists, rates and modifiers are read.
//!
//! A rule looks at one token and at the amount that starts there; the first rule of `RULES` that takes it wins. Dates are
//! found first and keep their tokens.

mod again;
mod age;
mod amount;
mod candidate;
mod cents;
mod change;
mod clause;
mod contest;
mod count;
mod currency;
pub mod date;
mod duration;
mod formula;
mod identifier;
mod join;
mod label;
mod measure;
mod mixed;
mod modifier;
mod money;
mod multiple;
mod name;
mod named;
mod numeral;
mod ordinal;
mod percent;
mod prime;
mod purpose;
mod rate;
mod ratio;
mod scan;
mod subject;
mod tail;
mod thing;
mod time;
mod topic;
mod unit;

use std::ops::Range;

use chrono::NaiveDate;

use self::amount::Amount;
use self::candidate::Candidate;
use self::scan::{Habits, Scan};
use self::topic::Topics;
use crate::lexicon::{WordId, lexicon};
use crate::model::{Kind, Mention};
use crate::text::{Text, TokenKind};

/// Reads the tokens from one on, given the amount that starts there.
type Rule = fn(&Scan, usize, Option<&Amount>) -> Option<Candidate>;

/// The rules in the order in which they are asked.
const RULES: [Rule; 10] = [
    time::read,
    age::read,
    ratio::read_share,
    multiple::read,
    percent::read,
    money::read,
    measure::read,
    ratio::read,
    ordinal::read,
    count::read,
];

/// Finds the quantities of a text in order, without overlaps.
#[must_use]
pub fn find(text: &Text, published: Option<NaiveDate>) -> Vec<Mention> {
    by_sentence(text, published).flatten().collect()
}

/// Finds the quantities of a text sentence by sentence, as they are asked for.
pub fn by_sentence<'t>(text: &'t Text<'t>, published: Option<NaiveDate>) -> impl Iterator<Item = Vec<Mention>> + 't {
    let mut dates = date::find(text, published).into_iter().peekable();
    let habits = Habits::default();
    let mut topics = Topics::default();
    let mut paragraph = 0;
    text.sentences.iter().map(move |sentence| {
        let scan = Scan { text, range: sentence.tokens.clone(), habits: &habits };
        let mut found = Vec::new();
        while let Some(date) = dates.next_if(|date| date.tokens.start < sentence.tokens.end) {
            found.push(date);
        }
        if found.is_empty() && !has_trigger(text, &scan.range) {
            return Vec::new();
        }
        if sentence.paragraph > paragraph + 1 {
            topics = Topics::default();
        }
        paragraph = sentence.paragraph;
        read_sentence(&scan, &mut found, &mut topics);
        found.into_iter().map(|candidate| candidate.mention(text)).collect()
    })
}

fn has_trigger(text: &Text, range: &Range<usize>) -> bool {
    range.clone().any(|at| is_trigger(text, at))
}

/// Whether a quantity can start at this token.
fn is_trigger(text: &Text, at: usize) -> bool {
    match text.kind(at) {
        Some(TokenKind::Number) => true,
        Some(TokenKind::Word) => {
            let word = text.word(at);
            word != WordId::UNKNOWN
                && (lexicon().numbers.may_start(word)
                    || lexicon().vague.may_start(word)
                    || lexicon().multiples.may_start(word)
                    || text.is(at, "a")
                    || text.is(at, "an"))
        }
        _ => false,
    }
}

/// Adds the quantities of a sentence to its dates and completes them.
fn read_sentence(scan: &Scan, found: &mut Vec<Candidate>, topics: &mut Topics) {
    let dates = std::mem::take(found);
    let mut gaps = dates.iter().map(|date| date.tokens.clone()).peekable();
    let mut at = scan.range.start;
    while at < scan.end() {
        if let Some(date) = gaps.next_if(|date| date.start <= at) {
            at = date.end.max(at);
            continue;
        }
        let limit = gaps.peek().map_or(scan.end(), |date| date.start);
        let inner = Scan { range: scan.range.start..limit, ..*scan };
        at = read_token(&inner, at, found);
    }
    join::tolerances(scan, found);
    join::ranges(scan, found);
    join::lists(scan, found);
    join::ages(scan, found);
    complete(scan, found, &dates);
    join::conditions(scan, found);
    topic::complete(scan, found, &dates, topics);
    found.extend(dates);
    found.sort_by_key(|candidate| (candidate.tokens.start, candidate.tokens.end));
    found.dedup_by(|next, kept| next.tokens.start < kept.tokens.end);
}

/// Reads the quantity that starts at a token, if any, and returns the token to go on with.
fn read_token(scan: &Scan, at: usize, found: &mut Vec<Candidate>) -> usize {
    if !is_trigger(scan.text, at) {
        return at + 1;
    }
    let skipped = identifier::skip(scan.text, at, scan.end());
    if skipped > 0 {
        return at + skipped;
    }
    let amount = amount::at(scan.text, at, scan.end());
    match RULES.iter().find_map(|rule| rule(scan, at, amount.as_ref())) {
        Some(mut candidate) => {
            read_rate(scan, &mut candidate);
            let next = candidate.core.end.max(at + 1);
            found.push(candidate);
            next
        }
        None => at + 1,
    }
}

/// Modifiers, directions and things, each candidate between its neighbours.
fn complete(scan: &Scan, found: &mut [Candidate], dates: &[Candidate]) {
    for index in 0..found.len() {
        let from = index.checked_sub(1).map_or(scan.range.start, |before| found[before].tokens.end);
        let end = found.get(index + 1).map_or(scan.end(), |next| next.core.start);
        let candidate = &mut found[index];
        let core = candidate.core.clone();
        let from = neighbours(dates, core.start).map_or(from, |date| date.tokens.end.max(from));
        let end =
            dates.iter().find(|date| date.tokens.start >= core.end).map_or(end, |date| date.tokens.start.min(end));
        if candidate.quantity.kind != Kind::Ordinal {
            modifier::apply(scan.text, candidate, from, end);
        }
        candidate.quantity.change = candidate.quantity.change.or_else(|| change::read(scan.text, candidate, from, end));
    }
    modifier::conversions(scan.text, found);
}

fn neighbours(dates: &[Candidate], at: usize) -> Option<&Candidate> {
    dates.iter().rev().find(|date| date.tokens.end <= at)
}

/// A denominator right behind the quantity, or behind the thing that it counts.
fn read_rate(scan: &Scan, candidate: &mut Candidate) {
    let end = scan.end();
    let per = candidate.rule == "number" && scan.is_any(candidate.core.end, &["per"]);
    if matches!(candidate.quantity.kind, Kind::Age | Kind::Date | Kind::Ratio | Kind::Number)
        && candidate.rule != "part"
        && !per
    {
        return;
    }
    let behind = candidate.core.end;
    let thing = candidate.of.as_ref().filter(|_| candidate.quantity.kind == Kind::Count);
    let places = [Some(behind), thing.and_then(|_| thing::behind(scan.text, behind, end)).map(|thing| thing.end)];
    for place in places.into_iter().flatten() {
        if let Some((len, per)) = rate::at(scan.text, place, end, candidate.quantity.kind) {
            candidate.quantity.per = Some(per.into_owned());
            candidate.extend(place + len);
            return;
        }
    }
}
