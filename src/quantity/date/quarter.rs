//! Quarters and halves of years: "Q4 2019", "2019-H2", "the third quarter".

use chrono::Datelike;

use super::Reading;
use super::numbers::{rank, year};
use super::period::Period;
use super::pointed;
use super::scan::Scan;
use crate::lexicon::Grain;
use crate::lexicon::Tense;

/// Reads a quarter or a half with its year, or a quarter without one.
pub(super) fn read(scan: &Scan, at: usize) -> Option<Reading> {
    if let Some(reading) = year_first(scan, at) {
        return Some(reading);
    }
    let (kind, number, next) = match letter_and_number(scan, at) {
        Some((kind, number)) => (kind, number, at + 2),
        None => {
            let (number, next) = rank(scan, at)?;
            let name = next + usize::from(scan.is_any(next, &["-"]));
            let fiscal = scan.behind(name, &["fiscal", "calendar"]);
            let (_, end) = scan.grain(fiscal).filter(|(grain, _)| *grain == Grain::Quarter)?;
            ('Q', number, end)
        }
    };
    let gap = next + usize::from(scan.is_any(next, &["of", ","]) || scan.joined(next, &["-"]));
    if let Some(number_of_year) = year(scan, gap) {
        return Some(Reading::new(at..gap + 1, part(number_of_year, kind, number)?, "quarter"));
    }
    if let Some(named) = pointed::year(scan, scan.behind(next, &["of"])) {
        let year = named.period.days.map(|(start, _)| start.year());
        let period = year.map_or_else(|| Some(open(kind, number)), |year| part(year, kind, number))?;
        return Some(Reading::new(at..named.tokens.end, period, "quarter"));
    }
    Some(Reading::new(at..next, nearest(scan, at, kind, number)?, "quarter"))
}

/// "2019 Q1", "2019-H2", "2018Q4".
fn year_first(scan: &Scan, at: usize) -> Option<Reading> {
    let text = scan.text;
    let digits = text.str(at);
    let year: i32 = digits.parse().ok().filter(|year| digits.len() == 4 && (1900..2200).contains(year))?;
    let next = at + 1 + usize::from(scan.joined(at + 1, &["-"]));
    let (kind, number) = letter_and_number(scan, next)?;
    Some(Reading::new(at..next + 2, part(year, kind, number)?, "quarter"))
}

/// A quarter without a year: the last one that is over where the clause speaks of the past, this year's otherwise.
fn nearest(scan: &Scan, at: usize, kind: char, number: u32) -> Option<Period> {
    let Some(today) = scan.published else { return Some(open(kind, number)) };
    let this = part(today.year(), kind, number)?;
    let (start, end) = this.days?;
    let shift = match scan.tense(at) {
        Tense::Past if start > today => -1,
        Tense::Future if end < today => 1,
        _ => 0,
    };
    part(today.year() + shift, kind, number).map(Period::with_open_year)
}

fn open(kind: char, number: u32) -> Period {
    Period::unresolved(format!("XXXX-{kind}{number}"))
}

fn letter_and_number(scan: &Scan, at: usize) -> Option<(char, u32)> {
    let text = scan.text;
    let kind = match text.str(at) {
        "Q" | "q" => 'Q',
        "H" | "h" => 'H',
        _ => return None,
    };
    let number = text.str(at + 1).parse().ok().filter(|_| text.touches_next(at) && at + 1 < scan.end())?;
    (1..=4).contains(&number).then_some((kind, number))
}

fn part(year: i32, kind: char, number: u32) -> Option<Period> {
    match kind {
        'Q' if number <= 4 => Period::quarter(year, number),
        'H' if number <= 2 => Period::half(year, number),
        _ => None,
    }
}
