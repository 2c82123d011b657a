//! Stretches between two dates: "from May to July", "between 1998 and 2004", "Nov-Feb 2017", "from March to the end of June".

use chrono::{Datelike, NaiveDate};

use super::part::{Part, edge, starting, with_part};
use super::period::{Period, nearest};
use super::scan::Scan;
use super::{RULES, Reading, numbers};
use crate::lexicon::{Grain, lexicon};

/// Joins a second date to the first with "to", "through", a dash, or "and" behind "between".
pub(super) fn joined(scan: &Scan, first: Reading) -> Reading {
    let at = first.tokens.end;
    let Some(next) = behind_joint(scan, &first, at) else { return first };
    let Some(second) = second(scan, &first, next) else { return first };
    let strong = is_framed(scan, &first);
    if !strong && !fits(&first, &second) {
        return first;
    }
    match stretch(&first, &second) {
        Some(period) => Reading {
            counted: None,
            part: None,
            ..Reading::new(first.tokens.start..second.tokens.end, period, "dates")
        },
        None => first,
    }
}

/// Whether "from" or "between" announces a second date.
fn is_framed(scan: &Scan, first: &Reading) -> bool {
    let start = first.tokens.start;
    let the = usize::from(scan.before_is_any(start, &["the"]));
    scan.before_is_any(start - the, &["from", "between"])
}

/// The token behind what joins two dates.
fn behind_joint(scan: &Scan, first: &Reading, at: usize) -> Option<usize> {
    let start = first.tokens.start - usize::from(scan.before_is_any(first.tokens.start, &["the"]));
    let between = scan.before_is_any(start, &["between"]);
    let from = scan.before_is_any(start, &["from"]);
    let dash = scan.is_any(at, &["-", "–", "—", "~"]) && (first.rule != "weekday" || scan.text.touches_next(at));
    let words = scan.text.words_from(at..scan.end());
    let joint = lexicon().calendar.joints.starting(words, |_, _| true).map(|(len, ())| len);
    let len =
        joint.filter(|_| from || first.rule != "ago").or((dash || between && scan.is_any(at, &["and"])).then_some(1))?;
    (at + len < scan.end()).then_some(at + len)
}

/// The second date, with its part.
fn second(scan: &Scan, first: &Reading, next: usize) -> Option<Reading> {
    if scan.is_any(next, &["now", "date", "present"]) && is_framed(scan, first) {
        return Some(Reading::new(next..next + 1, Period::day(scan.published?), "day from today"));
    }
    let (part, next) =
        starting(scan, next).map_or((None, scan.behind(next, &["the"])), |(part, next)| (Some(part), next));
    let plain = || {
        numbers::year(scan, next).filter(|_| matches!(first.rule, "year" | "month" | "quarter")).and_then(Period::year)
    };
    let year = || Some(Reading::new(next..next + 1, plain()?, "year"));
    let reading = RULES.iter().find_map(|rule| rule(scan, next)).or_else(year)?;
    let reading = Reading { part: part.map(Part::Of), ..reading };
    Some(if part.is_none() { with_part(scan, reading, next) } else { reading })
}

/// Which dates make a stretch without "from": two of one kind, or a month and a day.
fn fits(first: &Reading, second: &Reading) -> bool {
    matches!(
        (first.rule, second.rule),
        ("years", "year")
            | ("year", "day")
            | ("month", "year" | "day")
            | ("day", "month" | "date in digits" | "day from today")
            | ("date in digits", "day" | "day from today")
    ) || first.rule == second.rule && first.rule != "ago"
}

/// From the start of the first to the end of the second; what leaves its year open takes it from the other.
fn stretch(first: &Reading, second: &Reading) -> Option<Period> {
    let (one, two) = lent(first, second)?;
    let (mut start, mut end) = (one.days?.0, two.days?.1);
    if let Some(part) = first.part {
        start = edge(&one, part, true)?;
    }
    if let Some(part) = second.part {
        end = edge(&two, part, false)?;
    }
    Period::stretch(start, end, format!("{}/{}", one.timex, two.timex))
}

fn lent(first: &Reading, second: &Reading) -> Option<(Period, Period)> {
    let (one, two) = (&first.period, &second.period);
    let ((start, _), (other, end)) = (one.days?, two.days?);
    if one.open && !two.open {
        let year = other.year();
        let lent = one
            .in_year(year)
            .filter(|lent| lent.days.is_some_and(|(start, _)| start <= end))
            .or_else(|| one.in_year(year - 1));
        return Some((lent.unwrap_or_else(|| one.clone()), two.clone()));
    }
    if two.open && two.grain != Some(Grain::Quarter) {
        let later = |year: i32| two.in_year(year).filter(|two| two.days.is_some_and(|(_, end)| end >= start));
        let two = (start.year()..start.year() + 2).find_map(later).unwrap_or_else(|| two.clone());
        return Some((one.clone(), two));
    }
    if second.rule == "weekday" && other < start {
        return Some((one.clone(), weekday_after(start, other)?));
    }
    Some((one.clone(), two.clone()))
}

/// "from next Monday to Friday": the Friday behind that Monday.
fn weekday_after(start: NaiveDate, day: NaiveDate) -> Option<Period> {
    nearest(start, day.weekday().number_from_monday(), true).map(Period::day)
}
