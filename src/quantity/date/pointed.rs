//! Periods that a word points at: "last week", "this year", "next March", "that year", "earlier this month".

use super::period::{Period, first_month, shifted};
use super::scan::Scan;
use super::{Reading, digits, month, named};
use crate::lexicon::{Grain, Named, Pointer, Tense};
use chrono::{Datelike, NaiveDate};

/// Reads a pointer with what it points at.
pub(super) fn read(scan: &Scan, at: usize) -> Option<Reading> {
    if scan.is_any(at, &["earlier", "later", "late", "early"]) {
        return within_the_present(scan, at);
    }
    if let Some(bare) = bare(scan, at) {
        return Some(bare);
    }
    let (pointer, next) = scan.pointer(at)?;
    one(scan, at, next, pointer).or_else(|| month_or_season(scan, at, next, pointer))
}

/// "earlier this month", "later in the year".
fn within_the_present(scan: &Scan, at: usize) -> Option<Reading> {
    let the = scan.is_any(at + 1, &["in"]) && scan.is_any(at + 2, &["the"]);
    let inner = if the {
        let (grain, end) = scan.grain(at + 3)?;
        Reading::new(at..end, present(scan, grain, 0)?, "period from today")
    } else {
        scan.pointer(at + 1)?;
        read(scan, at + 1)?
    };
    let timed = inner.period.grain.is_some_and(|grain| grain != Grain::Day) || inner.period.days.is_none();
    timed.then_some(Reading { tokens: at..inner.tokens.end, ..inner })
}

/// "the weekend"; "the year" where it can only be the present one: "the end of the year", "for the year".
fn bare(scan: &Scan, at: usize) -> Option<Reading> {
    let all = scan.is_any(at, &["all"]);
    let (grain, end) = scan.grain(at + usize::from(all))?;
    let article = scan.before_is_any(at, &["the"]);
    let fits = match grain {
        Grain::Weekend => article,
        _ if all => matches!(grain, Grain::Week | Grain::Month | Grain::Year) && scan.phrase_ends(end),
        Grain::Week | Grain::Month | Grain::Quarter | Grain::Year | Grain::Decade | Grain::Century => {
            article && (is_part(scan, at - 1) || is_whole(scan, at - 1, end)) || !article && is_part(scan, at)
        }
        _ => false,
    };
    if !fits || scan.joined(end, &["-"]) {
        return None;
    }
    let shift = if grain == Grain::Weekend {
        scan.published.map_or(0, |today| weekend_shift(today, scan.tense(at)))
    } else {
        0
    };
    Some(Reading::new(at..end, present(scan, grain, shift)?, "period from today"))
}

/// "end of the year"; `the` is the article or, without one, the unit.
fn is_part(scan: &Scan, the: usize) -> bool {
    const PARTS: [&str; 13] = [
        "end",
        "start",
        "beginning",
        "middle",
        "rest",
        "remainder",
        "remaining",
        "half",
        "part",
        "months",
        "quarter",
        "weeks",
        "days",
    ];
    scan.before_is_any(the, &["of", "in"]) && the > scan.range.start + 1 && scan.is_any(the - 2, &PARTS)
        || scan.before_is_any(the, &["earlier", "later"])
}

/// "for the year", "in the quarter": the phrase is a preposition, the article and the unit, and nothing else.
fn is_whole(scan: &Scan, the: usize, end: usize) -> bool {
    scan.before_is_any(the, &["for", "in", "during", "throughout"])
        && scan.phrase_ends(end)
        && !scan.is_any(end, &["of", "before", "after", "since", "to"])
}

/// A weekend spoken of in the past is this week's only on its own days; in no tense, the nearest.
fn weekend_shift(today: NaiveDate, tense: Tense) -> i32 {
    let first = match tense {
        Tense::Past => 5,
        Tense::Present => 3,
        Tense::Future => 0,
    };
    if today.weekday().num_days_from_monday() >= first { 0 } else { -1 }
}

/// "last week", "this fiscal year", "that month", "the same year".
fn one(scan: &Scan, at: usize, next: usize, pointer: Pointer) -> Option<Reading> {
    let name = scan.behind(next, &["fiscal", "financial", "calendar", "working"]);
    let (grain, end) = scan.grain(name).filter(|(grain, _)| *grain != Grain::Half)?;
    let narrated = scan.before_is_any(at, &["the"]) && scan.is_any(at, &["following", "next", "previous"]);
    if scan.joined(end, &["-"]) || grain == Grain::Day && !(narrated && scan.phrase_ends(end)) {
        return None;
    }
    let grain = if grain == Grain::Week && scan.is_any(next, &["working"]) { Grain::Workweek } else { grain };
    let period = match pointer {
        Pointer::Shift(count)
            if scan.before_is_any(at, &["the"]) && scan.is_any(at, &["following", "next", "previous"]) =>
        {
            from_the_last_named(scan, grain, count)?
        }
        Pointer::Shift(count) | Pointer::Near(count) => present(scan, grain, count)?,
        Pointer::That => {
            if !matches!(grain, Grain::Year | Grain::Month | Grain::Week | Grain::Weekend) {
                return None;
            }
            let last = scan.last.as_ref().and_then(|last| last.days).map(|(start, _)| start).or(scan.published);
            last.and_then(|day| Period::around(day, grain)).unwrap_or_else(|| Period::unresolved(shape(grain)))
        }
    };
    let rule = if pointer == Pointer::That { "that year" } else { "period from today" };
    Some(Reading::new(at..end, period, rule))
}

/// "He won in 2008 and lost the following year": counted from the date that was named last.
fn from_the_last_named(scan: &Scan, grain: Grain, count: i32) -> Option<Period> {
    let named = scan.last.as_ref().and_then(|last| last.days).map(|(start, _)| start);
    let last_day = scan.last.as_ref().is_some_and(|last| last.grain == Some(Grain::Day));
    if grain == Grain::Day && !last_day && named.is_some() {
        return Some(Period::unresolved(shape(grain)));
    }
    match named.or(scan.published) {
        None => Some(Period::unresolved(shape(grain))),
        Some(day) => Period::around(shifted(day, grain, count)?, grain),
    }
}

/// The year that a pointer names: "that year", "last year".
pub(super) fn year(scan: &Scan, at: usize) -> Option<Reading> {
    let (pointer, next) = scan.pointer(at)?;
    one(scan, at, next, pointer).filter(|year| year.period.grain == Some(Grain::Year))
}

/// The period of this size so many from the present one; unresolved without a day of publication.
pub(super) fn present(scan: &Scan, grain: Grain, shift: i32) -> Option<Period> {
    match scan.published {
        None => Some(Period::unresolved(shape(grain))),
        Some(today) => Period::around(shifted(today, grain, shift)?, grain),
    }
}

/// The TIMEX3 value of a period that is not resolved.
fn shape(grain: Grain) -> &'static str {
    match grain {
        Grain::Day => "XXXX-XX-XX",
        Grain::Week | Grain::Workweek | Grain::Fortnight => "XXXX-WXX",
        Grain::Weekend => "XXXX-WXX-WE",
        Grain::Month | Grain::Season => "XXXX-XX",
        Grain::Quarter => "XXXX-QX",
        Grain::Half => "XXXX-HX",
        Grain::Year => "XXXX",
        Grain::Decade => "XXX",
        Grain::Century => "XX",
    }
}

/// "next March", "last summer", "this Christmas", "next 5/12".
fn month_or_season(scan: &Scan, at: usize, next: usize, pointer: Pointer) -> Option<Reading> {
    let (Pointer::Shift(shift) | Pointer::Near(shift)) = pointer else { return None };
    let whole = |end: usize, period: Period, rule| Some(Reading::new(at..end, period, rule));
    if let Some((number, end)) = month::name(scan, next) {
        let dated = scan.text.kind(end) == Some(crate::text::TokenKind::Number) && end < scan.end();
        let today = scan.published.filter(|_| !dated)?;
        let year = pointed_year(today, shift, |year| Period::month(year, number))?;
        return whole(end, year, "month");
    }
    if let Some(code) = scan.named(next, |named| if let Named::Season(code) = named { Some(*code) } else { None }) {
        if super::numbers::year(scan, scan.behind(next + 1, &["of", ","])).is_some() {
            return None;
        }
        let Some(today) = scan.published else {
            return whole(next + 1, Period::unresolved(format!("XXXX-{code}")), "season");
        };
        return whole(next + 1, season(today, shift, code)?, "season");
    }
    if let Some((holiday, end)) = named::holiday_at(scan, next) {
        let today = scan.published?;
        let of = |year: i32| named::day_of(holiday, year).map(Period::day);
        return whole(end, pointed_year(today, shift, of)?, "holiday");
    }
    let (month, day, end) = digits::pair(scan, next).filter(|(_, _, end)| scan.phrase_ends(*end))?;
    let of = |year: i32| NaiveDate::from_ymd_opt(year, month, day).map(Period::day);
    whole(end, pointed_year(scan.published?, shift, of)?, "day")
}

/// The nearest before today, in this year, or the nearest ahead.
fn pointed_year(today: NaiveDate, shift: i32, of: impl Fn(i32) -> Option<Period>) -> Option<Period> {
    let year = today.year();
    let starts = |period: &Period| period.days;
    match shift {
        0 => of(year),
        1 => (year..year + 3).filter_map(of).find(|period| starts(period).is_some_and(|(start, _)| start > today)),
        _ => (year - 2..=year).rev().filter_map(of).find(|period| starts(period).is_some_and(|(_, end)| end < today)),
    }
}

/// "last summer" is over; "this winter" is the one that has begun, or the next.
fn season(today: NaiveDate, shift: i32, code: &str) -> Option<Period> {
    let first = first_month(code);
    let current = if code == "WI" && today.month() < 3 { today.year() - 1 } else { today.year() };
    let year = match shift {
        0 => current,
        1 => current + i32::from(today.month() >= first || current < today.year()),
        _ if code == "WI" => current - i32::from(today.month() < 3 || today.month() == 12),
        _ => current - i32::from(today.month() < first + 3),
    };
    Period::season(
        if shift < 0 && code == "WI" && (3..12).contains(&today.month()) { today.year() - 1 } else { year },
        code,
    )
}
