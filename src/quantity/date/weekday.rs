//! Days of the week: "Friday", "last Friday", "Friday, March 25", "Wednesday next week", "the Saturday before Christmas".

use chrono::{Datelike, NaiveDate};

use super::numbers::{day, rank};
use super::period::{Period, nearest, shifted};
use super::scan::Scan;
use super::today::part_of_day;
use super::{Reading, anchor, digits, month, pointed};
use crate::lexicon::{Grain, Pointer, Tense};
use crate::text::Shape;

/// Reads a day of the week, by itself, behind a pointer or beside another date.
pub(super) fn read(scan: &Scan, at: usize) -> Option<Reading> {
    of_a_week(scan, at).or_else(|| at_a_name(scan, at, true))
}

/// A day of the week that is not counted from another date.
pub(super) fn alone(scan: &Scan, at: usize) -> Option<Reading> {
    at_a_name(scan, at, false)
}

/// "next week Wednesday", "last week's Sunday".
fn of_a_week(scan: &Scan, at: usize) -> Option<Reading> {
    scan.pointer(at)?;
    let week = pointed::read(scan, at).filter(|week| week.period.grain == Some(Grain::Week))?;
    let name = scan.behind(week.tokens.end, &["'s", "’s"]);
    let weekday = scan.weekday(name)?;
    let short = scan.text.str(name).len() < 6 && !scan.phrase_ends(name + 1);
    let day = nearest(week.period.days?.0, weekday, true).filter(|_| !short)?;
    Some(Reading::new(at..name + 1, Period::day(day), "weekday"))
}

fn at_a_name(scan: &Scan, at: usize, compound: bool) -> Option<Reading> {
    let (pointer, name) = match scan.pointer(at) {
        Some((pointer, next)) => (Some(pointer), next),
        None => (None, at),
    };
    let weekday = scan.weekday(name)?;
    let short = scan.text.str(name).len() < 6;
    let stop = usize::from(short && scan.text.str(name + 1) == "." && scan.text.touches_next(name));
    if short && pointer.is_none() && !is_short_name(scan, name, name + 1 + stop) {
        return None;
    }
    let next = name + 1 + stop;
    dated(scan, at, next, pointer)
        .or_else(|| of_the_month(scan, at, next, weekday))
        .or_else(|| in_a_week(scan, at, next, weekday))
        .or_else(|| compound.then(|| beside(scan, at, next, weekday)).flatten())
        .or_else(|| by_itself(scan, at, name, next, weekday, pointer))
}

/// "Sat", "Wed." and the like are other words too: a date must stand there, or nothing else.
fn is_short_name(scan: &Scan, at: usize, next: usize) -> bool {
    let text = scan.text;
    let alone = at == scan.range.start && next >= scan.end();
    let placed = scan.before_is_any(at, &["on", "until", "till", "by", "or", "week", "from", "to", "next", "last"]);
    let number = |at: usize| day(scan, at).is_some() || month::name(scan, at).is_some();
    let comma = scan.behind(next, &[","]);
    let dated =
        number(comma) && (number(comma) && text.tokens[at].shape != Shape::Lower || month::name(scan, comma).is_some());
    let stopped = text.str(at + 1) == "." && text.touches_next(at) && text.tokens[at].shape == Shape::Capital;
    alone || dated || text.tokens[at].shape != Shape::Lower && (placed || stopped)
}

/// "Friday, March 25, 2016", "Friday 5/12", "Sat (June 15)": the date decides; behind "this" it is of this year.
fn dated(scan: &Scan, at: usize, next: usize, pointer: Option<Pointer>) -> Option<Reading> {
    let gap = next + usize::from(scan.is_any(next, &[",", "("]));
    let gap = scan.behind(gap, &["the"]);
    let date = digits::read(scan, gap).filter(|date| date.rule != "9/11").or_else(|| month::read(scan, gap))?;
    let named = !matches!(date.rule, "month" | "month in digits");
    let close = usize::from(scan.is_any(next, &["("]) && scan.is_any(date.tokens.end, &[")"]));
    let this = scan.published.filter(|_| date.period.open && pointer == Some(Pointer::Shift(0)));
    let period = this.and_then(|today| date.period.in_year(today.year())).unwrap_or_else(|| date.period.clone());
    named.then(|| Reading { tokens: at..date.tokens.end + close, period, ..date })
}

/// "Tuesday the 19th", "Thu 15th": the nearest month in which that day is one.
fn of_the_month(scan: &Scan, at: usize, next: usize, weekday: u32) -> Option<Reading> {
    let the = scan.behind(next, &["the"]);
    let (number, end) = rank(scan, the).filter(|(day, end)| (1..=31).contains(day) && scan.phrase_ends(*end))?;
    let Some(today) = scan.published else {
        return Some(Reading::new(at..end, Period::unresolved(format!("XXXX-XX-{number:02}")), "weekday"));
    };
    let back = scan.tense(at) == Tense::Past;
    let first = today.with_day(1)?;
    let fits = |day: &NaiveDate| {
        day.weekday().number_from_monday() == weekday && if back { *day <= today } else { *day >= today }
    };
    let months = (0..48).filter_map(|count| shifted(first, Grain::Month, if back { -count } else { count }));
    let day = months.filter_map(|month| month.with_day(number)).find(fits)?;
    Some(Reading::new(at..end, Period::day(day), "weekday"))
}

/// "Wednesday next week", "Sunday of last week", "Wednesday after next".
fn in_a_week(scan: &Scan, at: usize, next: usize, weekday: u32) -> Option<Reading> {
    let today = scan.published?;
    if scan.is_any(next, &["after"]) && scan.is_any(next + 1, &["next"]) && scan.phrase_ends(next + 2) {
        let coming = nearest(today.succ_opt()?, weekday, true)?;
        return Some(Reading::new(at..next + 2, Period::day(shifted(coming, Grain::Week, 1)?), "weekday"));
    }
    let of = scan.behind(scan.behind(next, &["of", "in"]), &["the"]);
    let week = pointed::read(scan, of).filter(|week| week.period.grain == Some(Grain::Week))?;
    let day = nearest(week.period.days?.0, weekday, true)?;
    Some(Reading::new(at..week.tokens.end, Period::day(day), "weekday"))
}

/// "the Saturday before Christmas", "the Monday after Easter".
fn beside(scan: &Scan, at: usize, next: usize, weekday: u32) -> Option<Reading> {
    let back = scan.is_any(next, &["before"]);
    if !scan.before_is_any(at, &["the"]) || !back && !scan.is_any(next, &["after", "following"]) {
        return None;
    }
    let other = anchor(scan, scan.behind(next + 1, &["the"]))?;
    let (start, end) = other.period.days?;
    let day = if back { nearest(start.pred_opt()?, weekday, false) } else { nearest(end.succ_opt()?, weekday, true) }?;
    Some(Reading::new(at..other.tokens.end, Period::day(day), "weekday"))
}

/// "Friday", "last Friday", "Saturday nights".
fn by_itself(
    scan: &Scan,
    at: usize,
    name: usize,
    next: usize,
    weekday: u32,
    pointer: Option<Pointer>,
) -> Option<Reading> {
    let parts = part_of_day(scan, next);
    let plural = scan.text.str(name).ends_with("days") || parts == 1 && scan.text.str(next).ends_with('s');
    let period = match scan.published.filter(|_| !plural) {
        None => Period::unresolved(format!("XXXX-WXX-{weekday}")),
        Some(today) => Period::day(which(scan, at, today, weekday, pointer)?),
    };
    Some(Reading::new(at..next + parts, period, "weekday"))
}

/// "last Friday" is that of last week, "this past Friday" the one behind, "Friday" the nearest in the direction of the
/// tense.
fn which(scan: &Scan, at: usize, today: NaiveDate, weekday: u32, pointer: Option<Pointer>) -> Option<NaiveDate> {
    match pointer {
        Some(Pointer::Shift(weeks)) => {
            let (monday, _) = Period::week(shifted(today, Grain::Week, weeks)?)?.days?;
            nearest(monday, weekday, true)
        }
        Some(Pointer::Near(1)) => nearest(today.succ_opt()?, weekday, true),
        Some(Pointer::Near(_)) => nearest(today.pred_opt()?, weekday, false),
        Some(Pointer::That) | None => nearest(today, weekday, scan.future(at)),
    }
}
