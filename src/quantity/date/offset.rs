//! Dates counted from another day: "two weeks ago", "a year earlier", "three days after Tuesday", "in two weeks",
//! "two Sundays from now", "a week starting tomorrow".

use chrono::NaiveDate;
use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;

use super::period::{Period, grain_of, nearest, shifted};
use super::scan::Scan;
use super::{Reading, anchor, pointed, stretch};
use crate::lexicon::Grain;
use crate::lexicon::Tense;
use crate::model::{Kind, Quantity};
use crate::quantity::amount::{self, Amount};
use crate::span::Span;

/// Reads an amount of time with the day that it is counted from.
pub(super) fn read(scan: &Scan, at: usize) -> Option<Reading> {
    if let Some(back) = a_unit_back(scan, at) {
        return Some(back);
    }
    if !scan.counts_time(at) {
        return None;
    }
    weekdays(scan, at).or_else(|| {
        let steps = steps(scan, at)?;
        ago(scan, at, &steps)
            .or_else(|| from_now(scan, at, &steps))
            .or_else(|| beside(scan, at, &steps))
            .or_else(|| forward(scan, at, &steps))
            .or_else(|| ahead(scan, at, &steps))
    })
}

/// "the year-earlier quarter", "a year-ago loss": one unit back.
fn a_unit_back(scan: &Scan, at: usize) -> Option<Reading> {
    let (grain, end) = scan.grain(at)?;
    let back = scan.joined(end, &["-"]) && scan.is_any(end + 1, &["ago", "earlier"]);
    let numbered = scan.before_is_any(at, &["-"]);
    (back && !numbered).then(|| Some(Reading::new(at..end + 2, pointed::present(scan, grain, -1)?, "ago")))?
}

/// One or more amounts of time: "3 years 2 months 8 days".
pub(super) struct Steps {
    /// Each with its unit; the count is `None` where it is vague.
    pub each: Vec<(Option<i32>, Grain)>,
    /// What is said in numbers, where it is one amount.
    quantity: Option<Quantity>,
    /// The token behind them.
    pub end: usize,
}

impl Steps {
    /// The day so many steps from another; `None` where a step is vague.
    pub(super) fn from(&self, day: NaiveDate, sign: i32) -> Option<NaiveDate> {
        self.each.iter().try_fold(day, |day, (count, grain)| shifted(day, *grain, sign * (*count)?))
    }

    fn is_vague(&self) -> bool {
        self.each.iter().any(|(count, _)| count.is_none())
    }

    /// The unit of the last amount, which is the smallest.
    fn grain(&self) -> Grain {
        self.each.last().map_or(Grain::Day, |(_, grain)| *grain)
    }
}

/// The amounts from a token on, with "and" or commas between.
pub(super) fn steps(scan: &Scan, at: usize) -> Option<Steps> {
    const MOST: usize = 4;
    let mut steps = Steps { each: Vec::new(), quantity: None, end: at };
    let mut next = at;
    while steps.each.len() < MOST {
        let Some((quantity, code, end)) = amount_of_time(scan, next) else { break };
        let Some((mut grain, _)) = grain_of(&code) else { break };
        let mut count = quantity.value.filter(Decimal::is_integer).and_then(|count| count.to_i32());
        // "two years and three months", not "six months, seven months".
        if steps.each.last().is_some_and(|(_, larger)| grain >= *larger) {
            break;
        }
        // "a year and a half ago"
        let months = quantity
            .value
            .filter(|_| count.is_none() && grain == Grain::Year)
            .and_then(|years| years.checked_mul(Decimal::from(12)));
        if let Some(months) = months.filter(Decimal::is_integer).and_then(|months| months.to_i32()) {
            (count, grain) = (Some(months), Grain::Month);
        }
        steps.quantity = steps.each.is_empty().then_some(quantity);
        steps.each.push((count.filter(|count| (0..10_000).contains(count)), grain));
        steps.end = end;
        next = scan.behind(scan.behind(end, &[","]), &["and"]);
    }
    (!steps.each.is_empty()).then_some(steps)
}

/// "two weeks", "a year", "a year and a half".
fn amount_of_time(scan: &Scan, at: usize) -> Option<(Quantity, String, usize)> {
    let text = scan.text;
    let amount: Option<Amount> = amount::at(text, at, scan.end()).filter(|amount| amount.tokens.start == at);
    let (next, one) = match &amount {
        Some(amount) => (amount.tokens.end, false),
        None if scan.is_any(at, &["a", "an"]) => (at + 1, true),
        None => return None,
    };
    let full = scan.behind(scan.behind(next, &["full", "whole", "more"]), &["-"]);
    let ((code, factor), end) = stretch::unit(scan, full)?;
    let mut quantity = match &amount {
        Some(amount) => amount.quantity(Kind::Date, Some(code), factor),
        None => {
            Quantity { value: Some(factor), unit: Some(code.to_owned()), ..Quantity::new(Span::new(0, 0), Kind::Date) }
        }
    };
    let half = scan.is_any(end, &["and"]) && scan.is_any(end + 1, &["a"]) && scan.is_any(end + 2, &["half"]);
    if half && one {
        quantity.value = quantity.value.and_then(|value| value.checked_add(Decimal::new(5, 1)));
    }
    Some((quantity, code.to_owned(), end + if half && one { 3 } else { 0 }))
}

fn reading(at: usize, end: usize, steps: &Steps, period: Option<Period>) -> Reading {
    Reading {
        counted: steps.quantity.clone(),
        ..Reading::new(at..end, period.unwrap_or_else(|| Period::unresolved("")), "ago")
    }
}

/// "two weeks ago", "a year earlier", "three months later", at the grain of the unit.
fn ago(scan: &Scan, at: usize, steps: &Steps) -> Option<Reading> {
    let next = steps.end;
    let back = scan.is_any(next, &["ago", "earlier", "previously"])
        || scan.is_any(next, &["back"]) && scan.phrase_ends(next + 1);
    let forth = scan.is_any(next, &["later", "hence", "afterwards", "afterward"]);
    if !back && !forth {
        return None;
    }
    let named = scan.last.as_ref().and_then(|last| last.days).map(|(start, _)| start);
    let from = if forth {
        named.filter(|day| scan.published.is_none_or(|today| *day < today)).or(scan.published)
    } else {
        scan.published
    };
    let period = from.and_then(|day| {
        let day = steps.from(day, if back { -1 } else { 1 })?;
        Period::around(day, if forth && named.is_none() { Grain::Day } else { steps.grain() })
    });
    if period.is_none() && from.is_some() && !steps.is_vague() {
        return None;
    }
    // "twenty years ago today"
    let to_the_day = back && scan.is_any(next + 1, &["today"]);
    let day = || steps.from(scan.published?, -1).map(Period::day);
    let period = if to_the_day { day() } else { period };
    Some(reading(at, next + 1 + usize::from(to_the_day), steps, period))
}

/// "three years from today", "a month from now".
fn from_now(scan: &Scan, at: usize, steps: &Steps) -> Option<Reading> {
    let next = steps.end;
    if !scan.is_any(next, &["from"]) || !scan.is_any(next + 1, &["now", "today"]) {
        return None;
    }
    let period = scan.published.and_then(|today| steps.from(today, 1)).map(Period::day);
    Some(reading(at, next + 2, steps, period))
}

/// "three days after Tuesday", "two months before Easter", "12 days from 03/04/2016".
fn beside(scan: &Scan, at: usize, steps: &Steps) -> Option<Reading> {
    let next = steps.end;
    let back = scan.is_any(next, &["before"]);
    let from = scan.is_any(next, &["from"]);
    if !back && !from && !scan.is_any(next, &["after", "following"]) {
        return None;
    }
    let other = anchor(scan, scan.behind(next + 1, &["the"]))?;
    let ranged = scan.is_any(other.tokens.end, &["to", "until", "through", "till", "-", "–"]);
    let possessive = scan.is_any(other.tokens.end, &["'s", "’s"]);
    if from && (ranged || scan.before_is_any(at, &["for"])) || possessive {
        return None;
    }
    let grain = other.period.grain.unwrap_or(Grain::Day);
    let period =
        other.period.days.and_then(|(start, _)| Period::around(steps.from(start, if back { -1 } else { 1 })?, grain));
    Some(reading(at, other.tokens.end, steps, period))
}

/// "a week starting tomorrow", "for 10 days from 18 December": a stretch that begins on a day.
fn forward(scan: &Scan, at: usize, steps: &Steps) -> Option<Reading> {
    let comma = scan.behind(steps.end, &[","]);
    let starting = scan.is_any(comma, &["starting", "beginning", "commencing"]);
    let from = scan.is_any(comma, &["from"]) && scan.before_is_any(at, &["for"]);
    if !starting && !from {
        return None;
    }
    let other = anchor(scan, scan.behind(comma + 1, &["from", "on", "the"]))?;
    if scan.is_any(other.tokens.end, &["to", "until", "through", "till"]) {
        return None;
    }
    let period = other.period.days.and_then(|(start, _)| {
        Period::stretch(start, steps.from(start, 1)?.pred_opt()?, format!("{}/..", other.period.timex))
    });
    Some(reading(at, other.tokens.end, steps, period))
}

/// "in two weeks", "in a fortnight's time", where the clause speaks of what is to come or says nothing else.
fn ahead(scan: &Scan, at: usize, steps: &Steps) -> Option<Reading> {
    if !scan.before_is_any(at, &["in"]) || steps.is_vague() {
        return None;
    }
    let time = scan.is_any(steps.end, &["'s", "’s", "'", "’"]) && scan.is_any(steps.end + 1, &["time"]);
    let alone = at == scan.range.start + 1 && scan.phrase_ends(steps.end) && scan.tense(at) != Tense::Past;
    let future =
        scan.future(at) && scan.phrase_ends(steps.end) && !scan.is_any(steps.end, &["of"]) && !superlative(scan, at);
    if !time && !alone && !future {
        return None;
    }
    let period = scan.published.and_then(|today| steps.from(today, 1)).map(Period::day);
    Some(reading(at, steps.end, steps, period))
}

/// "the lowest in ten years", "for the first time in ten years".
fn superlative(scan: &Scan, at: usize) -> bool {
    let from = scan.range.start.max(at.saturating_sub(6));
    (from..at).any(|token| {
        scan.text.str(token).ends_with("est")
            || scan.is_any(token, &["first", "most", "least", "time", "worst", "once", "twice"])
    })
}

/// "two Sundays from now", "3 Thursdays ago".
fn weekdays(scan: &Scan, at: usize) -> Option<Reading> {
    let amount =
        amount::at(scan.text, at, scan.end()).filter(|amount| amount.tokens.start == at && amount.is_point())?;
    let count = amount.value?.to_i32().filter(|count| (1..500).contains(count))?;
    let name = amount.tokens.end;
    let weekday = scan.weekday(name)?;
    let back = scan.is_any(name + 1, &["ago", "back"]);
    let now = scan.is_any(name + 1, &["from"]) && scan.is_any(name + 2, &["now", "today"]);
    if !back && !now {
        return None;
    }
    let end = name + 2 + usize::from(now);
    let period = match scan.published {
        None => Period::unresolved(format!("XXXX-WXX-{weekday}")),
        Some(today) => {
            let first = if back {
                nearest(today.pred_opt()?, weekday, false)
            } else {
                nearest(today.succ_opt()?, weekday, true)
            }?;
            Period::day(shifted(first, Grain::Week, if back { 1 - count } else { count - 1 })?)
        }
    };
    Some(Reading::new(at..end, period, "weekday"))
}
