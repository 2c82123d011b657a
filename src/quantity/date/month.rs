//! Days and months by name: "April 25, 2019", "the 25th of April", "April 2019", "2019-Apr-25", "July 13 to 15", "May".

use chrono::{Datelike, NaiveDate};

use super::numbers::{day, day_in_any_form, rank, year, year_behind};
use super::period::Period;
use super::scan::Scan;
use super::{Reading, digits, pointed};
use crate::lexicon::{Class, Named, Tense, lexicon};
use crate::text::{Shape, TokenKind};

/// March and May are verbs too, and May is a name.
const WORDS: [u32; 2] = [3, 5];

/// Words behind which a name that is also another word is a month.
const PLACES: [&str; 26] = [
    "in", "since", "by", "until", "till", "from", "to", "of", "and", "through", "during", "last", "next", "this",
    "early", "late", "mid", "before", "after", "between", "-", "–", "on", "every", "each", "to",
];

/// Reads a day or a month.
pub(super) fn read(scan: &Scan, at: usize) -> Option<Reading> {
    year_first(scan, at).or_else(|| day_first(scan, at)).or_else(|| month_first(scan, at, at))
}

/// The month that a token names, with the token behind it (an abbreviation's full stop included).
pub(super) fn name(scan: &Scan, at: usize) -> Option<(u32, usize)> {
    let text = scan.text;
    let month = scan.named(at, |named| if let Named::Month(month) = named { Some(*month) } else { None })?;
    // "may" and "march" in small letters are verbs, other short forms are words too.
    let small = text.tokens[at].shape == Shape::Lower;
    let numbers = text.kind(at + 1) == Some(TokenKind::Number) && at + 1 < scan.end()
        || at > scan.range.start && text.kind(at - 1) == Some(TokenKind::Number)
        || rank(scan, at + 1).is_some() && (!WORDS.contains(&month) || at == scan.range.start)
        || scan.is_any(at + 1, &["the"]) && rank(scan, at + 2).is_some()
        || scan.joined(at + 1, &["-", "/", "–"]);
    let placed = scan.before_is_any(
        at,
        &["in", "of", "since", "until", "from", "during", "through", "mid", "late", "early", "next", "last"],
    ) || at > scan.range.start
        && (scan.joined(at - 1, &["-", "/"]) || scan.before_is_any(at, &["st", "nd", "rd", "th"]))
        || scan.before_is_any(at, &["the"]) && scan.text.str(at).len() > 4 && scan.phrase_ends(at + 1);
    let day_before = at > scan.range.start && rank(scan, at - 1).is_some();
    let may_be_a_word = WORDS.contains(&month) || text.str(at).len() < 4;
    if small && may_be_a_word && !numbers && !placed && !(day_before && text.str(at).len() > 3) {
        return None;
    }
    let stop = text.str(at + 1) == "." && text.touches_next(at) && at + 2 < scan.end();
    Some((month, at + 1 + usize::from(stop)))
}

/// A day of a month in the year that is meant; the 29th of February is that of the nearest year that has one.
pub(super) fn of_day(scan: &Scan, at: usize, day: u32, month: u32) -> Option<Period> {
    let Some(today) = scan.published else {
        return Some(Period::unresolved(format!("XXXX-{month:02}-{day:02}")));
    };
    let step = |year: i32| if year < today.year() { -1 } else { 1 };
    let leap = |year: i32| (0..4).find_map(|by| NaiveDate::from_ymd_opt(year + by * step(year), month, day));
    let plain =
        |year: i32| if (month, day) == (2, 29) { leap(year) } else { NaiveDate::from_ymd_opt(year, month, day) };
    scan.open_year(at, |year| plain(year).map(Period::day)).or_else(|| Some(Period::unresolved("")))
}

fn of_year(year: i32, month: u32, day: u32) -> Period {
    NaiveDate::from_ymd_opt(year, month, day).map_or_else(|| Period::unresolved(""), Period::day)
}

/// "2017 April", "2019-Aug-01", "2019/Aug/01".
fn year_first(scan: &Scan, at: usize) -> Option<Reading> {
    let text = scan.text;
    let digits = text.str(at);
    let year: i32 = digits.parse().ok().filter(|year| digits.len() == 4 && (1000..2200).contains(year))?;
    let sign = scan.joined(at + 1, &["-", "/"]);
    let (month, next) = name(scan, at + 1 + usize::from(sign))?;
    if sign && text.str(next) == text.str(at + 1) {
        let (day, end) = day(scan, next + 1)?;
        return Some(Reading::new(at..end, of_year(year, month, day), "day"));
    }
    let verb = WORDS.contains(&month) && !scan.phrase_ends(next);
    (!verb).then(|| Some(Reading::new(at..next, Period::month(year, month)?, "month")))?
}

/// "25 April 2019", "the 25th of April", "5 May", "fifteen August", "13-15 July", "from the 3rd to the 9th of June".
fn day_first(scan: &Scan, at: usize) -> Option<Reading> {
    let digits = scan.text.kind(at) == Some(TokenKind::Number);
    let (first, next) = if digits { day(scan, at)? } else { day_in_any_form(scan, at)? };
    let (last, next) = earlier_day(scan, next, first).map_or((None, next), |(last, next)| (Some(last), next));
    let next = next + usize::from(scan.is_any(next, &["day"]) && scan.is_any(next + 1, &["of"]));
    let of = usize::from(scan.is_any(next, &["of"]) || scan.joined(next, &["-", "/"]));
    let (month, after) = name(scan, next + of)?;
    // "one May night", "second March": words before a month are its day with "of" or with a year only.
    let word = scan.text.str(next + of).len() < 4 || WORDS.contains(&month);
    if !digits && of == 0 && (word || !scan.phrase_ends(after) && year_behind(scan, after).is_none()) {
        return None;
    }
    let reading = with_year(scan, at, first, month, after)?;
    let Some(last) = last else { return Some(reading) };
    let end = with_year(scan, at, last, month, after)?;
    let start = match (end.period.days, end.period.open) {
        (Some((day, _)), _) => of_year(day.year(), month, first),
        (None, _) => reading.period,
    };
    let open = end.period.open;
    let range = start.to(&end.period).unwrap_or(end.period);
    Some(Reading::new(at..end.tokens.end, Period { open, ..range }, "days"))
}

/// "13-15 July", "13 to the 16 of June": the last day, before the month.
fn earlier_day(scan: &Scan, at: usize, first: u32) -> Option<(u32, usize)> {
    let joined = scan.is_any(at, &["-", "–", "to", "through", "thru", "and", "until", "till"]);
    let the = usize::from(scan.is_any(at + 1, &["the"]));
    day(scan, at + 1 + the)
        .or_else(|| rank(scan, at + 1 + the))
        .filter(|(last, _)| joined && *last > first && *last <= 31)
}

/// "April 25, 2019", "April 25-28", "April 2019", "April of 2019", "October of that year", "April".
pub(super) fn month_first(scan: &Scan, start: usize, at: usize) -> Option<Reading> {
    let text = scan.text;
    let (month, next) = name(scan, at)?;
    let sign = usize::from(scan.joined(next, &["-", "/"]));
    let article = usize::from(text.is(next, "the"));
    if let Some((day, after)) = day_behind(scan, next + sign + article) {
        let glued = sign == 0 && article == 0 && text.touches_next(next - 1) && text.str(next - 1) != ".";
        if !(glued
            && (text.str(at).len() > 4 || text.touches_next(after - 1) && text.kind(after) != Some(TokenKind::Sign)))
        {
            return with_year(scan, start, day, month, after);
        }
    }
    let gap = usize::from(scan.is_any(next, &["of", "in", ","])).max(sign);
    if scan.is_any(next, &["of"]) && scan.pointer(next + 1).is_some() {
        let year = pointed::year(scan, next + 1)?;
        return Some(Reading::new(start..year.tokens.end, Period::month(year.period.days?.0.year(), month)?, "month"));
    }
    if let Some((year, end)) = year_behind(scan, next + gap) {
        let end = end + usize::from(sign == 1 && scan.joined(end, &["-"]) && day(scan, end + 1).is_some());
        return Some(Reading::new(start..end, Period::month(year, month)?, "month"));
    }
    let word = text.str(at);
    let short = word.len() <= 4 && !(5..=7).contains(&month) && next == at + 1;
    let range = scan.joined(next, &["-", "–"]) && name(scan, next + 1).is_some();
    if (WORDS.contains(&month) || short) && !scan.before_is_any(at, &PLACES) && !range {
        return None;
    }
    Some(Reading::new(start..next, alone(scan, at, month)?, "month"))
}

/// A day behind a month: "25", "25th", "first"; a rank in words ends its phrase ("March first", not "March first-timers").
fn day_behind(scan: &Scan, at: usize) -> Option<(u32, usize)> {
    if let Some((day, after)) = day(scan, at) {
        let counted = scan.text.str(after) == "%"
            || lexicon().percents.may_start(scan.text.word(after)) && scan.text.kind(after) == Some(TokenKind::Word);
        return (!counted).then_some((day, after));
    }
    let (day, after) = rank(scan, at).filter(|(day, _)| (1..=31).contains(day))?;
    let ends = scan.phrase_ends(after) || scan.text.kind(after) == Some(TokenKind::Number);
    (ends && !scan.is_any(after, &["of"])).then_some((day, after))
}

/// A month without a year.
fn alone(scan: &Scan, at: usize, month: u32) -> Option<Period> {
    let Some(today) = scan.published else { return Some(Period::unresolved(format!("XXXX-{month:02}"))) };
    if scan.tense(at) == Tense::Present && scan.before_is_any(at, &["since"]) && today.month() < month {
        return Period::month(today.year() - 1, month).map(Period::with_open_year);
    }
    scan.open_year(at, |year| Period::month(year, month))
}

/// A day of a month with the year behind it, a second day that makes a range, or the nearest year.
fn with_year(scan: &Scan, start: usize, day: u32, month: u32, after: usize) -> Option<Reading> {
    let text = scan.text;
    if let Some((last, end)) = second_day(scan, after, day) {
        let comma = usize::from(text.str(end) == ",");
        let (end, first, last) = match year(scan, end + comma) {
            Some(year) => (end + comma + 1, of_year(year, month, day), of_year(year, month, last)),
            None => {
                let last = of_day(scan, start, last, month)?;
                let year = last.days.map(|(last, _)| last.year());
                (end, year.map_or_else(|| Period::unresolved(""), |year| of_year(year, month, day)), last)
            }
        };
        let open = last.open;
        let range = first.to(&last).unwrap_or(last);
        return Some(Reading::new(start..end, Period { open, ..range }, "days"));
    }
    let gap = usize::from(scan.is_any(after, &["of", "in", ","]) || scan.joined(after, &["-", "/"]));
    let behind = year(scan, after + gap)
        .map(|year| (year, after + gap + 1))
        .or_else(|| year_behind(scan, after).filter(|_| !scan.is_any(after, &["of", "in", ","])))
        .or_else(|| short_year(scan, after));
    let pointed = || {
        pointed::year(scan, scan.behind(after, &["of"]))
            .and_then(|year| Some((year.period.days?.0.year(), year.tokens.end)))
    };
    let Some((year, end)) = behind.or_else(pointed) else {
        if digits::is_nine_eleven(scan, month, day, after) {
            return Some(Reading::new(start..after, of_year(2001, month, day), "9/11"));
        }
        let end = weekday_behind(scan, after);
        return Some(Reading::new(start..end, of_day(scan, start, day, month)?, "day"));
    };
    Some(Reading::new(start..end, of_year(year, month, day), "day"))
}

/// "14th April 15": two digits that end the phrase.
fn short_year(scan: &Scan, at: usize) -> Option<(i32, usize)> {
    let of = usize::from(scan.is_any(at, &["of"]));
    let digits = scan.text.str(at + of);
    let plain = at + of < scan.end() && digits.len() == 2 && digits.bytes().all(|byte| byte.is_ascii_digit());
    let ends = scan.phrase_ends(at + of + 1) && !scan.is_any(at + of + 1, &["%", ":", "of", "to", "–", "-"]);
    (plain && ends).then(|| digits.parse().ok().map(|short| (super::numbers::of_two_digits(short), at + of + 1)))?
}

/// "Jul 18, Fri".
fn weekday_behind(scan: &Scan, at: usize) -> usize {
    let comma = usize::from(scan.is_any(at, &[","]));
    let day = scan.weekday(at + comma).is_some() && scan.phrase_ends(at + comma + 1);
    if day && comma == 1 && !scan.text.in_class(at + comma + 1, Class::Verb) { at + 2 } else { at }
}

/// "June 26 to 28", "Oct. 18-22", "April the ninth till the seventeenth".
fn second_day(scan: &Scan, at: usize, first: u32) -> Option<(u32, usize)> {
    let joined = scan.is_any(at, &["-", "–", "—", "to", "through", "thru", "till", "until"]);
    let the = usize::from(scan.is_any(at + 1, &["the"]));
    let number = day(scan, at + 1 + the).or_else(|| day_behind(scan, at + 1 + the).filter(|_| joined));
    let (last, end) = number.filter(|_| joined)?;
    let of = usize::from(scan.is_any(end, &["of"]));
    let month = name(scan, end + of).is_some();
    (last > first && !month && !scan.joined(end, &["/"])).then_some((last, end))
}
