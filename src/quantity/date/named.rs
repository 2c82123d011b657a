//! Holidays and seasons: "Christmas Eve", "Thanksgiving", "Labor Day 2016", "New Year's weekend", "the summer of 2016".

use chrono::{Datelike, NaiveDate};

use super::numbers::year;
use super::period::{Period, easter, nearest, nth_weekday_in, shifted};
use super::scan::Scan;
use super::{Reading, pointed};
use crate::lexicon::{Class, Grain, Holiday, Named, lexicon};
use crate::text::{Shape, TokenKind};

/// Reads a holiday or a season.
pub(super) fn read(scan: &Scan, at: usize) -> Option<Reading> {
    holiday(scan, at).or_else(|| season(scan, at))
}

/// The holiday that is named at a token, and the token behind it. In small letters a name of one word may be another.
pub(super) fn holiday_at(scan: &Scan, at: usize) -> Option<(Holiday, usize)> {
    let words = scan.text.words_from(at..scan.end());
    let fits = |len: usize| {
        len > 1
            || scan.text.tokens[at].shape != Shape::Lower
            || scan.text.is(at, "christmas")
            || scan.text.is(at, "easter")
    };
    let (len, named) =
        lexicon().calendar.names.starting(words, |len, named| matches!(named, Named::Holiday(_)) && fits(len))?;
    if let Named::Holiday(holiday) = named { Some((*holiday, at + len)) } else { None }
}

fn holiday(scan: &Scan, at: usize) -> Option<Reading> {
    let (holiday, next) = holiday_at(scan, at)?;
    let gap = scan.behind(next, &["of", ","]);
    let weekend = scan.is_any(next, &["weekend"]);
    let whole = |end: usize, day: NaiveDate| {
        let period = if weekend { weekend_around(day)? } else { Period::day(day) };
        Some(Reading::new(at..end, period, "holiday"))
    };
    let behind = if weekend { next + 1 } else { gap };
    if let Some(year) = year(scan, behind) {
        return whole(behind + 1, day_of(holiday, year)?);
    }
    if let Some(named) = pointed::year(scan, gap) {
        return whole(named.tokens.end, day_of(holiday, named.period.days?.0.year())?);
    }
    let end = next + usize::from(weekend);
    let Some(today) = scan.published else {
        return Some(Reading::new(at..end, Period::unresolved(""), "holiday"));
    };
    // A feast a few weeks off is the coming one, whatever the tense.
    let this = day_of(holiday, today.year())?;
    if (0..45).contains(&(this - today).num_days()) {
        return whole(end, this);
    }
    let period = scan.open_year(at, |year| day_of(holiday, year).map(Period::day))?;
    let open = period.open;
    whole(end, period.days?.0).map(|reading| Reading { period: Period { open, ..reading.period }, ..reading })
}

/// Saturday and Sunday beside a holiday, with the holiday where it joins them.
fn weekend_around(day: NaiveDate) -> Option<Period> {
    let weekday = day.weekday().num_days_from_monday();
    let saturday = if weekday == 0 { shifted(day, Grain::Day, -2)? } else { nearest(day, 6, weekday < 6)? };
    let saturday = if weekday == 6 { day.pred_opt()? } else { saturday };
    let sunday = saturday.succ_opt()?;
    let near = (saturday - day).num_days().abs() <= 2;
    let (start, end) = if near { (saturday.min(day), sunday.max(day)) } else { (saturday, sunday) };
    Period::stretch(start, end, Period::around(saturday, Grain::Weekend)?.timex)
}

/// The day of a holiday in a year.
pub(super) fn day_of(holiday: Holiday, year: i32) -> Option<NaiveDate> {
    match holiday {
        Holiday::Fixed(month, day) => NaiveDate::from_ymd_opt(year, month, day),
        Holiday::Easter(days) => shifted(easter(year)?, Grain::Day, i32::try_from(days).ok()?),
        Holiday::Nth(month, weekday, n) => nth_weekday_in(&Period::month(year, month)?, weekday, n),
    }
}

/// "the summer of 2016", "winter 2019", "the spring": a bare "fall" is a verb more often.
fn season(scan: &Scan, at: usize) -> Option<Reading> {
    let text = scan.text;
    let code = scan.named(at, |named| if let Named::Season(code) = named { Some(*code) } else { None })?;
    let next = at + 1;
    let of = scan.behind(next, &["of", ","]);
    if let Some(year) = year(scan, of) {
        return Some(Reading::new(at..of + 1, Period::season(year, code)?, "season"));
    }
    if let Some(named) = pointed::year(scan, of) {
        let year = named.period.days.map(|(start, _)| start.year());
        let period =
            year.map_or_else(|| Some(Period::unresolved(format!("XXXX-{code}"))), |year| Period::season(year, code))?;
        return Some(Reading::new(at..named.tokens.end, period, "season"));
    }
    let article = scan.before_is_any(at, &["the"])
        && !scan.is_any(next, &["of", "in", "from"])
        && !text.in_class(next, Class::Verb)
        && (next >= scan.end()
            || text.kind(next) == Some(TokenKind::Sign)
            || text.in_class(next, Class::Preposition)
            || text.in_class(next, Class::Conjunction));
    if !article {
        return None;
    }
    let period = match scan.published {
        None => Period::unresolved(format!("XXXX-{code}")),
        Some(_) => scan.open_year(at, |year| Period::season(year, code))?,
    };
    Some(Reading::new(at..next, period, "season"))
}
