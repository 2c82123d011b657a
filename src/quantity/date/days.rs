//! Days and months by name and number: "April 25, 2019", "25th of April", "Friday, March 25", "2019-04-25", "Sept. 2001", "May".

use chrono::{Datelike, NaiveDate};

use super::period::{Period, easter, nearest, nth};
use super::{Reading, Scan, years};
use crate::lexicon::{Holiday, Named, lexicon};
use crate::text::{Shape, TokenKind};

/// Reads a date in digits, a month, a weekday or a holiday.
pub(super) fn read(scan: &Scan, at: usize) -> Option<Reading> {
    match scan.text.kind(at)? {
        TokenKind::Number => nine_eleven(scan, at)
            .or_else(|| in_digits(scan, at))
            .or_else(|| nth_in_month(scan, at))
            .or_else(|| day_first(scan, at)),
        TokenKind::Word => nth_in_month(scan, at)
            .or_else(|| day_first(scan, at))
            .or_else(|| month(scan, at, at))
            .or_else(|| weekday(scan, at))
            .or_else(|| holiday(scan, at)),
        TokenKind::Sign => None,
    }
}

/// "9/11": the day whose name is its date.
fn nine_eleven(scan: &Scan, at: usize) -> Option<Reading> {
    let text = scan.text;
    let name = text.str(at) == "9" && text.str(at + 1) == "/" && text.str(at + 2) == "11" && at + 2 < scan.end();
    let alone = name
        && text.touches_next(at)
        && text.touches_next(at + 1)
        && !(text.touches_next(at + 2) && text.str(at + 3) == "/");
    alone.then(|| NaiveDate::from_ymd_opt(2001, 9, 11).map(|day| Reading::new(at..at + 3, Period::day(day), "9/11")))?
}

/// "2019-04-25", "4/25/2019", "25/4/2019", "25.04.2019".
fn in_digits(scan: &Scan, at: usize) -> Option<Reading> {
    let text = scan.text;
    let dotted: Vec<&str> = text.str(at).split('.').collect();
    let (parts, end) = if let [day, month, year] = dotted[..] {
        ([day, month, year], at + 1)
    } else {
        let joined =
            |sign: usize| matches!(text.str(sign), "-" | "/") && text.touches_next(sign) && text.touches_next(sign - 1);
        let whole = at + 4 < scan.end() && joined(at + 1) && joined(at + 3) && text.str(at + 1) == text.str(at + 3);
        (whole.then(|| [text.str(at), text.str(at + 2), text.str(at + 4)])?, at + 5)
    };
    let [one, two, three] = parts.map(|part| part.parse::<u32>().ok());
    let (one, two, three) = (one?, two?, three?);
    let (year, month, day) = if parts[0].len() == 4 {
        (one, two, three)
    } else if dotted.len() == 3 || one > 12 {
        (three, two, one)
    } else {
        (three, one, two)
    };
    let year = i32::try_from(if year < 100 { year + if year < 50 { 2000 } else { 1900 } } else { year }).ok()?;
    let day = NaiveDate::from_ymd_opt(year, month, day)?;
    Some(Reading::new(at..end, Period::day(day), "date in digits"))
}

/// The month that a token names, with the token behind it (an abbreviation's full stop included).
fn month_at(scan: &Scan, at: usize) -> Option<(u32, usize)> {
    let text = scan.text;
    let named = lexicon().calendar.names.of_word(text.word(at)).find_map(|named| match named {
        Named::Month(number) if at < scan.end() => Some(*number),
        _ => None,
    })?;
    // "may" and "march" in small letters are verbs, other short forms are words too.
    let small = text.tokens[at].shape == Shape::Lower;
    let followed =
        text.kind(at + 1) == Some(TokenKind::Number) || at > 0 && text.kind(at - 1) == Some(TokenKind::Number);
    if small && (matches!(named, 3 | 5) || text.str(at).len() < 4) && !followed && !scan.before_is_any(at, &["of"]) {
        return None;
    }
    let stop = text.str(at + 1) == "." && text.touches_next(at) && at + 2 < scan.end();
    Some((named, at + 1 + usize::from(stop)))
}

/// "25 April 2019", "the 25th of April", "5 May".
fn day_first(scan: &Scan, at: usize) -> Option<Reading> {
    let (day, next) = day_number(scan, at).or_else(|| day_rank(scan, at))?;
    let (last, next) = earlier_day(scan, next, day).map_or((None, next), |(last, next)| (Some(last), next));
    let next = next + usize::from(scan.is_any(next, &["day"]) && scan.is_any(next + 1, &["of"]));
    let next = next + usize::from(scan.text.is(next, "of"));
    let (month, after) = month_at(scan, next)?;
    let first = day_of(scan, at, day, month, after)?;
    let Some(last) = last else { return Some(first) };
    let last = day_of(scan, at, last, month, after)?;
    // The day without its month takes the year that was found for the last.
    let range = first.period.to(&last.period)?;
    Some(Reading::new(at..last.tokens.end, range, "days"))
}

/// "third of March": a rank in words.
fn day_rank(scan: &Scan, at: usize) -> Option<(u32, usize)> {
    let (rank, next) = years::rank(scan, at).filter(|_| scan.text.kind(at) == Some(TokenKind::Word))?;
    (scan.is_any(next, &["of"]) && (1..=31).contains(&rank)).then_some((rank, next))
}

/// "13-15 July", "13 to the 15 of July": the last day, before the month.
fn earlier_day(scan: &Scan, at: usize, first: u32) -> Option<(u32, usize)> {
    let joined = scan.is_any(at, &["-", "–", "to", "through", "thru", "and", "until"]);
    let the = usize::from(scan.is_any(at + 1, &["the"]));
    day_number(scan, at + 1 + the).filter(|(last, _)| joined && *last > first)
}

/// "25", "25th" as a day of a month.
fn day_number(scan: &Scan, at: usize) -> Option<(u32, usize)> {
    let text = scan.text;
    if text.kind(at) != Some(TokenKind::Number) || at >= scan.end() || text.str(at).len() > 2 {
        return None;
    }
    let day: u32 = text.str(at).parse().ok().filter(|day| (1..=31).contains(day))?;
    if at > 0 && matches!(text.str(at - 1), "$" | "£" | "€" | "¥") {
        return None;
    }
    let suffix = text.touches_next(at) && ["st", "nd", "rd", "th"].iter().any(|suffix| text.is(at + 1, suffix));
    let runs_on = text.touches_next(at) && !suffix && text.kind(at + 1) == Some(TokenKind::Word);
    (!runs_on).then_some((day, at + 1 + usize::from(suffix)))
}

/// "April 25, 2019", "April 25-28", "April 2019", "April of 2019", "October of that year", "April".
fn month(scan: &Scan, start: usize, at: usize) -> Option<Reading> {
    let text = scan.text;
    let (month, next) = month_at(scan, at)?;
    let article = usize::from(text.is(next, "the"));
    if let Some((day, after)) = day_number(scan, next + article).filter(|_| !scan.is_any(next, &["of"])) {
        let counted = text.str(after) == "%"
            || lexicon().percents.may_start(text.word(after)) && text.kind(after) == Some(TokenKind::Word);
        if !counted {
            return day_of(scan, start, day, month, after);
        }
    }
    let gap = usize::from(scan.is_any(next, &["of", ","]));
    if scan.is_any(next, &["of"])
        && scan.is_any(next + 1, &["that", "this", "last", "next"])
        && text.is(next + 2, "year")
    {
        let year = years::named(scan, next + 1)?;
        return Some(Reading::new(start..next + 3, Period::month(year, month)?, "month"));
    }
    if let Some(year) = years::plain(scan, next + gap) {
        return Some(Reading::new(start..next + gap + 1, Period::month(year, month)?, "month"));
    }
    let word = text.str(at);
    let short = word.len() <= 4 && month != 5 && month != 6 && month != 7 && next == at + 1;
    if (matches!(month, 3 | 5) || short) && !in_date_place(scan, at) {
        return None;
    }
    let period = match scan.published {
        None => Period::unresolved(format!("XXXX-{month:02}")),
        Some(today) => {
            Period::month(year_of(today, today.month() >= month, month == today.month(), scan.future(at)), month)?
        }
    };
    Some(Reading::new(start..next, period, "month"))
}

/// "in May", "since March", "late May": where a name that is also a word is a month.
fn in_date_place(scan: &Scan, at: usize) -> bool {
    scan.before_is_any(
        at,
        &[
            "in", "since", "by", "until", "till", "from", "to", "of", "and", "through", "during", "last", "next",
            "this", "early", "late", "mid", "before", "after", "between", "-", "–", "on", "every", "each",
        ],
    )
}

/// The year of a month or day without one: this year's or its neighbour's, nearest in the direction of the sentence.
fn year_of(today: NaiveDate, reached: bool, now: bool, future: bool) -> i32 {
    match (reached, future) {
        (true, true) if !now => today.year() + 1,
        (false, false) => today.year() - 1,
        _ => today.year(),
    }
}

/// A day of a month, with the year behind it, a second day that makes a range, or the nearest year.
fn day_of(scan: &Scan, start: usize, day: u32, month: u32, after: usize) -> Option<Reading> {
    let text = scan.text;
    let comma = usize::from(text.str(after) == ",");
    if let Some((last, end)) = second_day(scan, after, day) {
        let comma = usize::from(text.str(end) == ",");
        let year = years::plain(scan, end + comma);
        let end = if year.is_some() { end + comma + 1 } else { end };
        let (first, last) = (in_year(scan, start, day, month, year)?, in_year(scan, start, last, month, year)?);
        return Some(Reading::new(start..end, first.to(&last).unwrap_or(first), "days"));
    }
    let of = usize::from(scan.is_any(after, &["of", "in"]));
    if let Some(year) = years::plain(scan, after + comma.max(of)) {
        let day = NaiveDate::from_ymd_opt(year, month, day)?;
        let end = after + comma.max(of) + 1;
        return Some(Reading::new(start..end, Period::day(day), "day"));
    }
    Some(Reading::new(start..after, in_year(scan, start, day, month, None)?, "day"))
}

/// "June 26 to 28", "Oct. 18-22".
fn second_day(scan: &Scan, at: usize, first: u32) -> Option<(u32, usize)> {
    let joined = scan.is_any(at, &["-", "–", "to", "through", "thru"]);
    let (last, end) = day_number(scan, at + 1).filter(|_| joined)?;
    (last > first && month_at(scan, end).is_none()).then_some((last, end))
}

fn in_year(scan: &Scan, at: usize, day: u32, month: u32, year: Option<i32>) -> Option<Period> {
    let year = year.or_else(|| {
        let today = scan.published?;
        let reached = (today.month(), today.day()) >= (month, day);
        Some(year_of(today, reached, (today.month(), today.day()) == (month, day), scan.future(at)))
    });
    match year {
        None if (1..=31).contains(&day) => Some(Period::unresolved(format!("XXXX-{month:02}-{day:02}"))),
        None => None,
        // The 29th of February is that of the nearest year that has one.
        Some(year) => (0..4).find_map(|back| NaiveDate::from_ymd_opt(year - back, month, day)).map(Period::day),
    }
}

/// "Friday", "last Friday", "Wednesday afternoon", "Friday, March 25, 2016".
fn weekday(scan: &Scan, at: usize) -> Option<Reading> {
    let text = scan.text;
    let number = lexicon().calendar.names.of_word(text.word(at)).find_map(|named| match named {
        Named::Weekday(number) => Some(*number),
        _ => None,
    })?;
    let full = text.str(at).len() > 5;
    let short = !full && text.str(at + 1) == "." && text.touches_next(at);
    if text.tokens[at].shape == Shape::Lower && !full || text.str(at).len() <= 4 && !short {
        return None;
    }
    let next = at + 1 + usize::from(short);
    let comma = usize::from(text.str(next) == ",");
    if let Some(date) = month(scan, at, next + comma)
        .filter(|date| date.rule != "month")
        .or_else(|| day_first(scan, next + comma).map(|date| Reading { tokens: at..date.tokens.end, ..date }))
    {
        return Some(date);
    }
    if let Some(day) = in_a_week(scan, at, next, number) {
        return Some(day);
    }
    let start = at - usize::from(scan.before_is_any(at, &["last", "next", "this", "past"]));
    let end = next + part_of_day(scan, next);
    let plural = text.str(at).ends_with("days");
    let period = match scan.published {
        None => Period::unresolved(format!("XXXX-WXX-{number}")),
        Some(_) if plural => Period::unresolved(format!("XXXX-WXX-{number}")),
        Some(today) if scan.is_any(start, &["last", "past"]) => Period::day(nearest(today.pred_opt()?, number, false)?),
        Some(today) if scan.is_any(start, &["next"]) => Period::day(nearest(today.succ_opt()?, number, true)?),
        Some(today) => Period::day(nearest(today, number, scan.future(at))?),
    };
    Some(Reading::new(start..end, period, "weekday"))
}

/// "Wednesday next week", "Sunday of last week".
fn in_a_week(scan: &Scan, at: usize, next: usize, weekday: u32) -> Option<Reading> {
    let of = usize::from(scan.is_any(next, &["of"]));
    let pointer = next + of;
    let shift = match () {
        () if scan.is_any(pointer, &["last"]) => -7,
        () if scan.is_any(pointer, &["this"]) => 0,
        () if scan.is_any(pointer, &["next"]) => 7,
        () => return None,
    };
    let week = scan.is_any(pointer + 1, &["week"]).then_some(scan.published?)?;
    let (monday, _) = Period::week(week.checked_add_signed(chrono::TimeDelta::days(shift))?)?.days?;
    let day = monday.checked_add_signed(chrono::TimeDelta::days(i64::from(weekday) - 1))?;
    Some(Reading::new(at..pointer + 2, Period::day(day), "weekday"))
}

/// "the last Monday of March", "first Tuesday in November 2016", "last day of October", "the last week of September".
fn nth_in_month(scan: &Scan, at: usize) -> Option<Reading> {
    let text = scan.text;
    let (n, next) = if scan.is_any(at, &["last"]) {
        (-1, at + 1)
    } else {
        let (rank, next) = years::rank(scan, at)?;
        (i32::try_from(rank).ok().filter(|rank| *rank <= 5)?, next)
    };
    let weekday = lexicon().calendar.names.of_word(text.word(next)).find_map(|named| match named {
        Named::Weekday(number) => Some(*number),
        _ => None,
    });
    let unit = weekday.is_some() || scan.is_any(next, &["day", "week"]);
    let joined = scan.is_any(next + 1, &["of", "in"]);
    let month = (unit && joined).then(|| month(scan, next + 2, next + 2))?.filter(|month| month.rule == "month")?;
    let (first, last) = month.period.days?;
    let period = if let Some(weekday) = weekday {
        Period::day(nth(first.year(), first.month(), weekday, n)?)
    } else if scan.is_any(next, &["week"]) {
        let shift = chrono::TimeDelta::days(i64::from(n.max(1) - 1) * 7);
        Period::week(if n < 0 { last } else { first.checked_add_signed(shift)? })?
    } else {
        Period::day(if n < 0 { last } else { first.checked_add_signed(chrono::TimeDelta::days(i64::from(n) - 1))? })
    };
    Some(Reading::new(at..month.tokens.end, period, "day of a month"))
}

/// "morning", "night" behind a day.
pub(super) fn part_of_day(scan: &Scan, at: usize) -> usize {
    usize::from(
        scan.is_any(at, &["morning", "afternoon", "evening", "night", "nights", "mornings", "evenings", "afternoons"]),
    )
}

/// "Christmas Eve", "Thanksgiving", "Labor Day 2016".
fn holiday(scan: &Scan, at: usize) -> Option<Reading> {
    let text = scan.text;
    let words = text.words_from(at..scan.end());
    let (len, named) = lexicon().calendar.names.starting(words, |_, named| matches!(named, Named::Holiday(_)))?;
    let Named::Holiday(holiday) = named else { return None };
    if text.tokens[at].shape == Shape::Lower {
        return None;
    }
    let next = at + len;
    let gap = usize::from(scan.is_any(next, &["of", ","]));
    if let Some(year) = years::plain(scan, next + gap) {
        return Some(Reading::new(at..next + gap + 1, Period::day(day_of_holiday(*holiday, year)?), "holiday"));
    }
    let Some(today) = scan.published else {
        return Some(Reading::new(at..next, Period::unresolved(""), "holiday"));
    };
    let this = day_of_holiday(*holiday, today.year())?;
    let year = year_of(today, today >= this, today == this, scan.future(at));
    // A feast a few weeks off is the coming one, whatever the tense.
    let near = (this - today).num_days();
    let year = if (0..45).contains(&near) { today.year() } else { year };
    Some(Reading::new(at..next, Period::day(day_of_holiday(*holiday, year)?), "holiday"))
}

fn day_of_holiday(holiday: Holiday, year: i32) -> Option<NaiveDate> {
    match holiday {
        Holiday::Fixed(month, day) => NaiveDate::from_ymd_opt(year, month, day),
        Holiday::Easter(days) => easter(year)?.checked_add_signed(chrono::TimeDelta::days(days)),
        Holiday::Nth(month, weekday, n) => nth(year, month, weekday, n),
    }
}
