//! A part of a period: "early 2019", "the end of the year", "late in 1987", "the rest of the week", "year-end".

use chrono::{Datelike, Days, Months, NaiveDate};

use super::period::{Period, shifted};
use super::scan::Scan;
use super::{Reading, pointed};
use crate::lexicon::{Grain, lexicon};
use crate::model::DateMod;

/// Words of parts that stand right before a period; the others need an "of".
const ADJECTIVES: [&str; 3] = ["early", "mid", "late"];

/// Takes in the part that stands before a period, which may begin no earlier than at `from`.
pub(super) fn with_part(scan: &Scan, reading: Reading, from: usize) -> Reading {
    let ranged = matches!(reading.rule, "years" | "days" | "stretch from today" | "ago");
    if ranged || reading.part.is_some() || reading.period.grain == Some(Grain::Day) {
        return reading;
    }
    let Some((begin, part)) = before(scan, reading.tokens.start, from) else { return reading };
    Reading { tokens: begin..reading.tokens.end, part: Some(part), ..reading }
}

/// What part of a period is said.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Part {
    /// "early", "the end of".
    Of(DateMod),
    /// "the rest of": from the day of publication on.
    Rest,
}

/// The part that ends before `start`, and the token that it begins with.
fn before(scan: &Scan, start: usize, from: usize) -> Option<(usize, Part)> {
    let last = start.checked_sub(1).filter(|at| *at >= from)?;
    let the = last - usize::from(scan.is_any(last, &["the", "around"]) && last > from);
    let hyphen = usize::from(scan.is_any(the, &["-", "–"]) && the > from);
    if let Some((begin, part)) = ending(scan, the - hyphen, from) {
        let adjective = ADJECTIVES.iter().any(|word| scan.is_any(the - hyphen, &[word]));
        return (adjective || hyphen == 1).then_some((begin, Part::Of(part)));
    }
    let joined = scan.is_any(the, &["of"])
        || scan.is_any(the, &["in"]) && the > from && scan.is_any(the - 1, &["early", "late"]);
    let noun = the.checked_sub(1).filter(|noun| joined && *noun >= from)?;
    if scan.is_any(noun, &["rest", "remainder", "remaining"]) {
        return Some((noun, Part::Rest));
    }
    ending(scan, noun, from).map(|(begin, part)| (begin, Part::Of(part)))
}

/// The entry of the table that ends at `at`.
fn ending(scan: &Scan, at: usize, from: usize) -> Option<(usize, DateMod)> {
    let words = scan.text.words_back(from..at + 1);
    lexicon().calendar.parts.ending(words, |_, _| true).map(|(len, part)| (at + 1 - len, *part))
}

/// The part that stands at a token, with its "of" and article: "the end of", "mid-"; and the token behind it.
pub(super) fn starting(scan: &Scan, at: usize) -> Option<(DateMod, usize)> {
    let the = scan.behind(at, &["the"]);
    let words = scan.text.words_from(the..scan.end());
    let (len, part) = lexicon().calendar.parts.starting(words, |_, _| true)?;
    let next = the + len;
    if scan.is_any(next, &["of"]) {
        return Some((*part, scan.behind(next + 1, &["the"])));
    }
    ADJECTIVES.iter().any(|word| scan.is_any(the, &[word])).then(|| (*part, scan.behind(next, &["-"])))
}

/// "year-end", "EOM", "year to date": parts of the present period in a word of their own.
pub(super) fn read(scan: &Scan, at: usize) -> Option<Reading> {
    let words = scan.text.words_from(at..scan.end());
    let (len, (part, grain)) = lexicon()
        .calendar
        .marks
        .starting(words, |len, _| len > 1 || scan.text.tokens[at].shape == crate::text::Shape::Upper)?;
    let end = at + len;
    let whole = match super::numbers::year(scan, end).filter(|_| *grain == Grain::Year) {
        Some(year) => Reading::new(at..end + 1, Period::year(year)?, "part of a period"),
        None => Reading::new(at..end, pointed::present(scan, *grain, 0)?, "part of a period"),
    };
    match part {
        Some(part) => Some(Reading { part: Some(Part::Of(*part)), ..whole }),
        None => {
            let (start, _) = whole.period.days?;
            let period = Period::stretch(start, scan.published?, whole.period.timex)?;
            Some(Reading::new(at..end, period, "stretch from today"))
        }
    }
}

/// The days that a part leaves of a period: of a week three, of a month ten, of a year four months.
pub(super) fn days(period: &Period, part: Part, today: Option<NaiveDate>) -> Option<(NaiveDate, NaiveDate)> {
    let (start, end) = period.days?;
    let part = match part {
        Part::Of(part) => part,
        Part::Rest => return today.filter(|today| start <= *today && *today <= end).map(|today| (today, end)),
    };
    let (second, third) = bounds(period, start, end)?;
    match part {
        DateMod::Start => Some((start, second.pred_opt()?)),
        DateMod::Mid => Some((second, third.pred_opt()?)),
        DateMod::End => Some((third, end)),
        DateMod::Approx | DateMod::Before | DateMod::After => Some((start, end)),
    }
}

/// Where the middle and the last part of a period begin.
fn bounds(period: &Period, start: NaiveDate, end: NaiveDate) -> Option<(NaiveDate, NaiveDate)> {
    let day = |count: u64| start.checked_add_days(Days::new(count));
    let days = (end - start).num_days() + 1;
    match period.grain {
        Some(Grain::Week) => Some((day(3)?, day(4)?)),
        Some(Grain::Month) => Some((day(10)?, day(20)?)),
        _ if days >= 360 => {
            let months = Months::new(u32::try_from(days / 365 * 4).ok()?);
            let second = start.checked_add_months(months)?;
            Some((second, second.checked_add_months(months)?))
        }
        _ => {
            let third = u64::try_from((days + 1) / 3).ok()?.max(1);
            Some((day(third)?, day(2 * third)?))
        }
    }
}

/// The day that a part means as an end of a stretch: its period's first day, the middle one, or its last; a stretch
/// "from the end of March" begins on the day after.
pub(super) fn edge(period: &Period, part: Part, begins: bool) -> Option<NaiveDate> {
    let (start, end) = period.days?;
    match part {
        Part::Of(DateMod::Start) => Some(start),
        Part::Of(DateMod::Mid) if period.grain == Some(Grain::Month) => start.with_day(15),
        Part::Of(DateMod::Mid) => start.checked_add_days(Days::new(u64::try_from((end - start).num_days() / 2).ok()?)),
        Part::Of(DateMod::End) if begins => shifted(end, Grain::Day, 1),
        _ => Some(if begins { start } else { end }),
    }
}
