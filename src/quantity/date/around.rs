//! What stands around a period: a second one ("from May to July"), a part ("early", "the end of"), a side ("by", "since").

use chrono::{Days, Months, NaiveDate};

use super::period::Period;
use super::{RULES, Reading, Scan, candidate, years};
use crate::model::{DateMod, Modifier};
use crate::quantity::candidate::Candidate;

/// Joins a second period with "to", "through", "-" or "between … and".
pub(super) fn range(scan: &Scan, first: Reading) -> Reading {
    let at = first.tokens.end;
    let between = scan.before_is_any(first.tokens.start, &["between"]);
    let from = scan.before_is_any(first.tokens.start, &["from"]);
    let joined = scan.is_any(at, &["to", "through", "thru", "till", "until"]) && (from || first.rule != "ago")
        || scan.is_any(at, &["-", "–", "—"]) && first.rule != "weekday"
        || between && scan.is_any(at, &["and"]);
    if !joined || at + 1 >= scan.end() {
        return first;
    }
    let mut next = at + 1 + usize::from(scan.is_any(at + 1, &["the"]));
    // "from 2007 to the end of 2008"
    next +=
        2 * usize::from(scan.is_any(next, &["end", "middle", "start", "beginning"]) && scan.is_any(next + 1, &["of"]));
    let plain = || years::plain(scan, next).filter(|_| first.rule == "year").and_then(Period::year);
    let year = || Some(Reading::new(next..next + 1, plain()?, "year"));
    let Some(second) = RULES.iter().find_map(|rule| rule(scan, next)).or_else(year) else { return first };
    let same =
        matches!((first.rule, second.rule), ("year" | "years", "year") | ("month", "month") | ("weekday", "weekday"))
            || first.rule == second.rule && first.rule != "ago"
            || matches!((first.rule, second.rule), ("month", "year") | ("day", "month"));
    // "May to July 2019": the year of the second is the first's too.
    let lent = lend_year(&first.period, &second.period);
    let joined = lent.as_ref().unwrap_or(&first.period).to(&second.period).filter(|_| same);
    match joined {
        Some(period) => {
            let mut whole = Reading::new(first.tokens.start..second.tokens.end, period, "dates");
            whole.counted = None;
            whole
        }
        None => first,
    }
}

/// The month of the first in the year of the second, where the second names one behind it.
fn lend_year(first: &Period, second: &Period) -> Option<Period> {
    use chrono::Datelike as _;
    let ((start, _), (other, _)) = (first.days?, second.days?);
    let month = first.timex.len() == 7 && second.timex.len() == 7 && first.timex.as_bytes().get(5) != Some(&b'Q');
    if month && start > other || month && start.year() < other.year() && start.month() <= other.month() {
        return Period::month(other.year(), start.month());
    }
    let day = first.timex.len() == 10 && second.timex.len() == 10 && start.year() != other.year();
    day.then(|| start.with_year(other.year()).map(Period::day))?
}

/// Reads the part and the side before a period and makes the candidate.
pub(super) fn complete(scan: &Scan, reading: Reading, from: usize) -> Candidate {
    let ranged = matches!(reading.rule, "dates" | "years" | "days");
    let start = reading.tokens.start;
    let is_year = matches!(reading.rule, "year" | "years");
    let mut candidate = candidate(reading);
    let mut first = start;
    let part = part(scan, first, from).filter(|_| !ranged);
    if let Some((begin, part)) = part {
        first = begin;
        set_part(&mut candidate, part);
    } else if !is_year && first > from && scan.is_any(first - 1, &["the"]) {
        first -= 1;
    }
    candidate.core.start = first;
    candidate.tokens.start = first;
    side(scan, &mut candidate, first, from, ranged);
    candidate
}

/// "early 2019", "mid-2019", "the end of 2019", "late last year".
fn part(scan: &Scan, start: usize, from: usize) -> Option<(usize, DateMod)> {
    let at = start.checked_sub(1).filter(|at| *at >= from)?;
    let the = usize::from(scan.is_any(at, &["the"]) && at > from);
    let word = |at: usize| {
        if scan.is_any(at, &["early", "beginning", "start"]) {
            Some(DateMod::Start)
        } else if scan.is_any(at, &["mid", "middle"]) {
            Some(DateMod::Mid)
        } else if scan.is_any(at, &["late", "end"]) {
            Some(DateMod::End)
        } else {
            None
        }
    };
    let adjective = at - the - usize::from(scan.is_any(at - the, &["-"]) && at > the + from);
    if scan.is_any(adjective, &["early", "mid", "late"]) {
        return word(adjective).map(|part| (adjective, part));
    }
    let of = at - the;
    if scan.is_any(of, &["of"]) && of > from && scan.is_any(of - 1, &["end", "beginning", "start", "middle"]) {
        let noun = of - 1;
        return word(noun).map(|part| (noun, part));
    }
    None
}

/// The days that "early" and "late" leave of a period: its first and last third, a month's in ten days, a year's in four
/// months.
fn set_part(candidate: &mut Candidate, part: DateMod) {
    let Some(date) = &mut candidate.quantity.date else { return };
    date.modifier = Some(part);
    let (Some(start), Some(end)) = (date.start, date.end) else { return };
    let Some((first, second)) = thirds(start, end) else { return };
    match part {
        DateMod::Start => date.end = first.pred_opt(),
        DateMod::Mid => (date.start, date.end) = (Some(first), second.pred_opt()),
        DateMod::End => date.start = Some(second),
        DateMod::Approx | DateMod::Before | DateMod::After => {}
    }
}

/// Where the second and the last third of a period begin.
fn thirds(start: NaiveDate, end: NaiveDate) -> Option<(NaiveDate, NaiveDate)> {
    let days = (end - start).num_days() + 1;
    if days >= 360 {
        let months = u32::try_from(days / 365 * 4).ok()?;
        return Some((
            start.checked_add_months(Months::new(months))?,
            start.checked_add_months(Months::new(2 * months))?,
        ));
    }
    let third = Days::new(u64::try_from((days + 1) / 3).ok()?.max(1));
    let first = start.checked_add_days(third)?;
    Some((first, first.checked_add_days(third)?))
}

/// "by", "since", "before", "after", "until", "around" before a period; "from" and "between" before a range.
fn side(scan: &Scan, candidate: &mut Candidate, first: usize, from: usize, ranged: bool) {
    if ranged {
        candidate.quantity.modifier = Modifier::Between;
    }
    let Some(mut at) = first.checked_sub(1).filter(|at| *at >= from) else { return };
    if scan.is_any(at, &["the"]) && at > from {
        at -= 1;
    }
    let (modifier, side) = if ranged {
        if !scan.is_any(at, &["from", "between"]) {
            return;
        }
        (Modifier::Between, None)
    } else if scan.is_any(at, &["by", "until", "till"]) {
        (Modifier::AtMost, Some(DateMod::Before))
    } else if scan.is_any(at, &["before"]) {
        (Modifier::LessThan, Some(DateMod::Before))
    } else if scan.is_any(at, &["since"]) {
        (Modifier::AtLeast, Some(DateMod::After))
    } else if scan.is_any(at, &["after"]) {
        (Modifier::MoreThan, Some(DateMod::After))
    } else if scan.is_any(at, &["around", "about", "circa", "roughly"]) {
        (Modifier::About, Some(DateMod::Approx))
    } else {
        return;
    };
    candidate.tokens.start = at;
    candidate.quantity.modifier = modifier;
    if let Some(date) = &mut candidate.quantity.date {
        date.modifier = date.modifier.or(side);
    }
}
