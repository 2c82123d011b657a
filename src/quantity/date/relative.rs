//! Dates counted from another: "yesterday", "last week", "two weeks ago", "a year earlier", "the end of the year", "that year".

use chrono::{Datelike, Days, Months, NaiveDate};
use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;

use super::days::part_of_day;
use super::period::Period;
use super::{Reading, Scan, years};
use crate::lexicon::{Dimension, lexicon};
use crate::model::{Kind, Modifier, Quantity};
use crate::quantity::amount;
use crate::span::Span;

/// Reads a date that stands in relation to the day of publication.
pub(super) fn read(scan: &Scan, at: usize) -> Option<Reading> {
    day(scan, at).or_else(|| unit(scan, at)).or_else(|| ago(scan, at))
}

/// "today", "yesterday morning", "tomorrow", "tonight", "this morning".
fn day(scan: &Scan, at: usize) -> Option<Reading> {
    let (shift, mut end) = if scan.is_any(at, &["today", "tonight"]) {
        (0, at + 1)
    } else if scan.is_any(at, &["yesterday"]) {
        (-1, at + 1)
    } else if scan.is_any(at, &["tomorrow"]) {
        (1, at + 1)
    } else if scan.is_any(at, &["this"]) && part_of_day(scan, at + 1) > 0 {
        (0, at + 2)
    } else if scan.is_any(at, &["last"]) && scan.is_any(at + 1, &["night"]) {
        (-1, at + 2)
    } else {
        return None;
    };
    if scan.text.in_class(end, crate::lexicon::Class::Adverb)
        || scan.is_any(end, &["'s", "’s"]) && end + 1 >= scan.end()
    {
        return None;
    }
    end += part_of_day(scan, end);
    let period = scan.published.map_or_else(
        || Some(Period::unresolved("XXXX-XX-XX")),
        |today| today.checked_add_signed(chrono::TimeDelta::days(shift)).map(Period::day),
    )?;
    Some(Reading::new(at..end, period, "day from today"))
}

/// "last week", "this month", "next year", "the past year", "that year", "the weekend", "earlier this week".
fn unit(scan: &Scan, at: usize) -> Option<Reading> {
    let earlier = usize::from(scan.is_any(at, &["earlier", "later"]) && scan.is_any(at + 1, &["this", "that", "in"]));
    let mut first = at + earlier;
    first += usize::from(earlier == 1 && scan.is_any(first, &["in"]) && scan.is_any(first + 1, &["the"]));
    let article = usize::from(
        scan.is_any(first, &["the", "that", "this"])
            && scan.is_any(first + 1, &["last", "past", "previous", "next", "coming", "following", "current", "same"]),
    );
    let word = first + article;
    let pointer = if scan.is_any(word, &["last", "past", "previous"]) {
        Some(-1)
    } else if scan.is_any(word, &["next", "coming", "following", "upcoming"]) {
        Some(1)
    } else if scan.is_any(word, &["this", "current"]) {
        Some(0)
    } else {
        None
    };
    let same = scan.is_any(word, &["that", "same"]);
    let bare = scan.is_any(word, &["the"]);
    if pointer.is_none() && !same && !bare {
        return None;
    }
    let name = word + 1 + usize::from(scan.is_any(word + 1, &["fiscal", "financial", "calendar"]));
    let end = name + 1;
    let plain_end = end >= scan.end() || !scan.is_any(end, &["-"]);
    if !plain_end {
        return None;
    }
    if bare
        && !(scan.is_any(name, &["weekend"])
            || scan.is_any(name, &["year", "month", "week", "decade", "century"]) && part_of(scan, at))
    {
        return None;
    }
    if same {
        if !scan.is_any(name, &["year"]) {
            return None;
        }
        let period =
            years::named(scan, word).filter(|_| scan.is_any(word, &["that"])).or(scan.year).and_then(Period::year);
        return Some(Reading::new(at..end, period.unwrap_or_else(|| Period::unresolved("XXXX")), "that year"));
    }
    let shift = pointer.unwrap_or_default();
    let shift =
        if bare && scan.is_any(name, &["weekend"]) && !scan.future(at) { weekend_shift(scan.published) } else { shift };
    let (timex, period) = of_unit(scan, name, shift)?;
    let period = match scan.published {
        None => Period::unresolved(timex),
        Some(_) => period?,
    };
    Some(Reading::new(at..end, period, "period from today"))
}

/// "the end of the year": a bare "the year" is a date only as the whole of a part.
fn part_of(scan: &Scan, at: usize) -> bool {
    scan.before_is_any(at, &["of"])
        && at > scan.range.start + 1
        && scan.is_any(at - 2, &["end", "start", "beginning", "middle", "rest", "half", "part"])
        || scan.before_is_any(at, &["earlier", "later"])
}

/// A weekend spoken of in the past is this week's only on its own days.
fn weekend_shift(published: Option<NaiveDate>) -> i32 {
    published.map_or(0, |today| if today.weekday().num_days_from_monday() >= 5 { 0 } else { -1 })
}

/// The unit that a token names, shifted by so many: its TIMEX3 shape and its period.
fn of_unit(scan: &Scan, at: usize, shift: i32) -> Option<(&'static str, Option<Period>)> {
    let today = scan.published;
    let months = |count: i32| {
        let today = today?;
        let by = Months::new(count.unsigned_abs());
        if count < 0 { today.checked_sub_months(by) } else { today.checked_add_months(by) }
    };
    let days = |count: i64| today?.checked_add_signed(chrono::TimeDelta::days(count));
    Some(if scan.is_any(at, &["week"]) {
        ("XXXX-WXX", days(i64::from(shift) * 7).and_then(Period::week))
    } else if scan.is_any(at, &["weekend"]) {
        ("XXXX-WXX-WE", days(i64::from(shift) * 7).and_then(Period::weekend))
    } else if scan.is_any(at, &["month"]) {
        ("XXXX-XX", months(shift).and_then(|day| Period::month(day.year(), day.month())))
    } else if scan.is_any(at, &["quarter"]) {
        ("XXXX-QX", months(shift * 3).and_then(|day| Period::quarter(day.year(), day.month0() / 3 + 1)))
    } else if scan.is_any(at, &["year"]) {
        ("XXXX", today.and_then(|today| Period::year(today.year() + shift)))
    } else if scan.is_any(at, &["decade"]) {
        ("XXX", today.and_then(|today| Period::decade((today.year() / 10 + shift) * 10)))
    } else if scan.is_any(at, &["century"]) {
        ("XX", today.and_then(|today| Period::century((today.year() - 1) / 100 + 1 + shift)))
    } else {
        return None;
    })
}

/// "two weeks ago", "a year earlier", "three months later", "a couple of weeks ago", at the grain of its unit.
fn ago(scan: &Scan, at: usize) -> Option<Reading> {
    let text = scan.text;
    let article = text.is(at, "a") || text.is(at, "an");
    let amount = amount::at(text, at, scan.end());
    let (number, low, modifier, unit_at, start) = match &amount {
        Some(amount) => (amount.value, amount.low, amount.modifier, amount.tokens.end, amount.tokens.start),
        None if article => (Some(Decimal::ONE), None, Modifier::Exact, at + 1, at),
        None => return None,
    };
    let words = text.words_from(unit_at..scan.end().min(unit_at + 2));
    let (len, unit) =
        lexicon().units.starting(words, |_, unit| unit.dimension == Dimension::Time && unit.abbreviation.is_none())?;
    let next = unit_at + len;
    let back = scan.is_any(next, &["ago", "earlier"]);
    let now = scan.is_any(next, &["from"]) && scan.is_any(next + 1, &["now", "today"]);
    let forth = now || scan.is_any(next, &["later", "hence"]);
    let next = next + usize::from(now);
    if !back && !forth || matches!(&*unit.code, "h" | "min" | "s") {
        return None;
    }
    let counted = number.and_then(|number| number.checked_mul(unit.factor));
    let whole = counted.filter(Decimal::is_integer).and_then(|count| count.to_i32());
    let period = match (scan.published, whole) {
        (Some(today), Some(count)) => shifted(today, if back { -count } else { count }, &unit.code)?,
        _ => Period::unresolved(""),
    };
    let quantity = Quantity {
        value: counted,
        low,
        modifier,
        unit: Some(unit.code.to_string()),
        ..Quantity::new(Span::new(0, 0), Kind::Date)
    };
    Some(Reading { tokens: start..next + 1, period, counted: Some(quantity), rule: "ago" })
}

fn shifted(today: NaiveDate, count: i32, unit: &str) -> Option<Period> {
    let size = count.unsigned_abs();
    let months = |by: u32| {
        if count < 0 { today.checked_sub_months(Months::new(by)) } else { today.checked_add_months(Months::new(by)) }
    };
    let days =
        |by: u64| if count < 0 { today.checked_sub_days(Days::new(by)) } else { today.checked_add_days(Days::new(by)) };
    match unit {
        "a" => Period::year(today.year().checked_add(count)?),
        "mo" => months(size).and_then(|day| Period::month(day.year(), day.month())),
        "wk" => days(u64::from(size) * 7).and_then(Period::week),
        "d" => days(size.into()).map(Period::day),
        _ => None,
    }
}
