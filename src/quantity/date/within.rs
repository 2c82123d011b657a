//! Parts of a period by number: "the last Monday of March", "the third week of 2018", "the first nine months of 2020",
//! "the 15th day of next month", "the second half of the year", "week 31".

use rust_decimal::prelude::ToPrimitive;

use super::numbers::{day, rank, year};
use super::period::{Period, nth_in, nth_weekday_in, shifted};
use super::scan::Scan;
use super::{Reading, anchor, pointed};
use crate::lexicon::Grain;
use crate::lexicon::Tense;
use crate::quantity::amount;

/// Reads a part with the period that it is a part of.
pub(super) fn read(scan: &Scan, at: usize) -> Option<Reading> {
    week_of(scan, at).or_else(|| several(scan, at)).or_else(|| one(scan, at)).or_else(|| day_of_pointed(scan, at))
}

/// Which one: "third" 3, "last" −1, "second last", "third to last" −2, −3; with the token behind it.
fn which(scan: &Scan, at: usize) -> Option<(i32, usize)> {
    if scan.is_any(at, &["last", "final", "closing"]) {
        return Some((-1, at + 1));
    }
    if scan.is_any(at, &["penultimate"]) {
        return Some((-2, at + 1));
    }
    if scan.is_any(at, &["opening"]) {
        return Some((1, at + 1));
    }
    let (number, next) = rank(scan, at)?;
    let number = i32::try_from(number).ok().filter(|number| (1..=366).contains(number))?;
    let last = next + 2 * usize::from(scan.is_any(next, &["-", "to"]) && scan.is_any(next + 1, &["to", "last"]));
    if scan.is_any(next, &["last"]) {
        return Some((-number, next + 1));
    }
    if scan.is_any(next, &["to", "-"]) && scan.is_any(last.saturating_sub(1), &["last"]) {
        return Some((-number, last));
    }
    Some((number, next))
}

/// "last day of March 2018", "first Monday in the month", "second half of last year".
fn one(scan: &Scan, at: usize) -> Option<Reading> {
    let (n, next) = which(scan, at)?;
    let weekday = scan.weekday(next);
    let (grain, end) = match weekday {
        Some(_) => (Grain::Day, next + 1),
        None => {
            scan.grain(scan.behind(next, &["full", "calendar"])).filter(|(_, end)| !scan.text.looks_plural(end - 1))?
        }
    };
    let whole = whole(scan, end)?;
    let period = match weekday {
        Some(weekday) => Period::day(nth_weekday_in(&whole.period, weekday, n)?),
        None => part(&whole.period, grain, n)?,
    };
    Some(Reading::new(at..whole.tokens.end, period, "part of a period"))
}

/// A part of the right size; unresolved where the whole is.
fn part(whole: &Period, grain: Grain, n: i32) -> Option<Period> {
    if whole.days.is_none() {
        return Some(Period::unresolved(""));
    }
    if grain == Grain::Half && whole.grain != Some(Grain::Year) {
        return half(whole, n);
    }
    nth_in(whole, grain, n).filter(|part| part.days != whole.days)
}

/// "the first half of the 20th century", "the second half of May".
fn half(whole: &Period, n: i32) -> Option<Period> {
    let (start, end) = whole.days?;
    let days = (end - start).num_days() + 1;
    let middle = if days > 360 {
        shifted(start, Grain::Month, i32::try_from(days / 365 * 6).ok()?)?
    } else {
        shifted(start, Grain::Day, i32::try_from((days + 1) / 2).ok()?)?
    };
    match n {
        1 => Period::stretch(start, middle.pred_opt()?, format!("{}-H1", whole.timex)),
        2 | -1 => Period::stretch(middle, end, format!("{}-H2", whole.timex)),
        _ => None,
    }
}

/// The period behind "of" or "in": "of March", "in the year", "this month" without either.
fn whole(scan: &Scan, at: usize) -> Option<Reading> {
    let of = scan.behind(at, &["of", "in", "from"]);
    let the = scan.behind(of, &["the"]);
    let inner = anchor(scan, the).filter(|inner| inner.period.grain != Some(Grain::Day));
    if of > at {
        if let Some(inner) = inner {
            return Some(in_open_tense(scan, at, inner));
        }
        let (grain, end) = scan.grain(the).filter(|(grain, end)| {
            the > of
                && !matches!(grain, Grain::Day | Grain::Half)
                && !scan.joined(*end, &["-"])
                && scan.phrase_ends(*end)
        })?;
        let ends = !scan.is_any(end, &["of"]);
        return ends.then(|| Some(Reading::new(the..end, pointed::present(scan, grain, 0)?, "period from today")))?;
    }
    inner.filter(|inner| inner.rule == "period from today")
}

/// "the first Tuesday of October" without a verb is this year's.
fn in_open_tense(scan: &Scan, at: usize, whole: Reading) -> Reading {
    let this = scan.published.filter(|_| whole.period.open && scan.tense(at) == Tense::Present);
    let period = this.and_then(|today| whole.period.in_year(chrono::Datelike::year(&today)));
    Reading { period: period.unwrap_or_else(|| whole.period.clone()), ..whole }
}

/// "the last 3 weeks of this year", "the first nine months of 2020".
fn several(scan: &Scan, at: usize) -> Option<Reading> {
    let last = scan.is_any(at, &["last", "final", "closing"]);
    if !last && !scan.is_any(at, &["first", "opening"]) {
        return None;
    }
    let amount = amount::at(scan.text, at + 1, scan.end()).filter(|amount| amount.tokens.start == at + 1)?;
    let count = amount
        .value
        .filter(|_| amount.is_point())
        .and_then(|count| count.to_i32())
        .filter(|count| (2..400).contains(count))?;
    let (grain, end) = scan.grain(amount.tokens.end)?;
    let whole = whole(scan, end)?;
    let (first, second) = if last { (-count, -1) } else { (1, count) };
    let period = match whole.period.days {
        None => Period::unresolved(""),
        Some(_) => nth_in(&whole.period, grain, first)?.to(&nth_in(&whole.period, grain, second)?)?,
    };
    Some(Reading::new(at..whole.tokens.end, period, "part of a period"))
}

/// "20th of the previous month", "the 21st this month"; "the 15th" of the month that it stands in.
fn day_of_pointed(scan: &Scan, at: usize) -> Option<Reading> {
    let (number, next) = rank(scan, at).filter(|_| scan.text.kind(at) == Some(crate::text::TokenKind::Number))?;
    let whole = whole(scan, next);
    if let Some(whole) =
        whole.filter(|whole| whole.period.grain == Some(Grain::Month) && whole.rule == "period from today")
    {
        let part = nth_in(&whole.period, Grain::Day, i32::try_from(number).ok()?)?;
        return Some(Reading::new(at..whole.tokens.end, part, "part of a period"));
    }
    let the = scan.before_is_any(at, &["the"]);
    let placed =
        the && at > scan.range.start + 1 && scan.is_any(at - 2, &["on", "by", "until", "since", "before", "after"]);
    let ends = scan.phrase_ends(next) && !scan.is_any(next, &["of", "and", "to", "or", "-"]);
    if !placed || !ends || !(1..=31).contains(&number) {
        return None;
    }
    let today = scan.published?;
    let past = scan.tense(at) == Tense::Past;
    let month = Period::around(today, Grain::Month)?;
    let this = nth_in(&month, Grain::Day, i32::try_from(number).ok()?)?;
    let shift = match this.days?.0 {
        day if past && day > today => -1,
        day if scan.future(at) && day < today => 1,
        _ => 0,
    };
    let month = Period::around(shifted(month.days?.0, Grain::Month, shift)?, Grain::Month)?;
    Some(Reading::new(at..next, nth_in(&month, Grain::Day, i32::try_from(number).ok()?)?, "day"))
}

/// "week 31", "week 3 of 2027", "the week of October 6", "the week beginning March 3", "the week after next".
fn week_of(scan: &Scan, at: usize) -> Option<Reading> {
    let (_, next) = scan.grain(at).filter(|(grain, _)| *grain == Grain::Week)?;
    let whole = |end: usize, period: Period| Some(Reading::new(at..end, period, "week"));
    if let Some((number, end)) = day(scan, next).or_else(|| number_to_53(scan, next)) {
        let of = scan.behind(end, &["of", "in"]);
        let year_at = scan.behind(of, &["the"]);
        let named = pointed::year(scan, of).and_then(|named| Some((named.period.days?.0, named.tokens.end)));
        let plain = year(scan, year_at).and_then(|year| Some((Period::year(year)?.days?.0, year_at + 1)));
        let ends = scan.phrase_ends(end) && !scan.is_any(end, &["of"]);
        let (first, end) = match (named.or(plain), scan.published) {
            (Some(found), _) => found,
            (None, Some(today)) if ends => (today, end),
            _ => return None,
        };
        return whole(end, Period::numbered_week(chrono::Datelike::year(&first), number)?);
    }
    if scan.is_any(next, &["after"]) && scan.is_any(next + 1, &["next"]) {
        return whole(next + 2, pointed::present(scan, Grain::Week, 2)?);
    }
    let beginning = scan.is_any(next, &["beginning", "commencing", "starting", "ending", "ended"]);
    if !scan.is_any(next, &["of"]) && !beginning {
        return None;
    }
    let day = anchor(scan, scan.behind(next + 1, &["the", "on"])).filter(|day| day.period.grain == Some(Grain::Day))?;
    let (first, _) = day.period.days?;
    let period = if scan.is_any(next, &["ending", "ended"]) {
        Period::stretch(shifted(first, Grain::Day, -6)?, first, Period::week(first)?.timex)?
    } else if beginning {
        Period::stretch(first, shifted(first, Grain::Day, 6)?, Period::week(first)?.timex)?
    } else {
        Period::week(first)?
    };
    whole(day.tokens.end, period)
}

fn number_to_53(scan: &Scan, at: usize) -> Option<(u32, usize)> {
    let digits = scan.text.str(at);
    let number = digits.parse().ok().filter(|number| digits.len() < 3 && (1..=53).contains(number))?;
    (at < scan.end()).then_some((number, at + 1))
}
