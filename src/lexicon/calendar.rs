//! Names and words of the calendar: months, weekdays, seasons, holidays; units, and what points at one of them.

use crate::lexicon::{Dictionary, Phrases, Table, WordId};
use crate::model::{DateMod, Modifier};

/// What a name of the calendar names.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Named {
    /// A month, 1 to 12.
    Month(u32),
    /// A day of the week, 1 (Monday) to 7 (ISO 8601).
    Weekday(u32),
    /// A season by its TIMEX3 code.
    Season(&'static str),
    /// A holiday.
    Holiday(Holiday),
}

/// How a holiday's day is found.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Holiday {
    /// The same day of the same month: month, day.
    Fixed(u32, u32),
    /// Days from Easter Sunday.
    Easter(i64),
    /// The nth weekday of a month (negative: from its end): month, weekday 1 to 7, n.
    Nth(u32, u32, i32),
}

/// The size of a period, from the smallest to the largest.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Grain {
    /// A day.
    Day,
    /// Monday to Sunday (ISO 8601).
    Week,
    /// Saturday and Sunday.
    Weekend,
    /// Monday to Friday.
    Workweek,
    /// Two weeks, from a Monday.
    Fortnight,
    /// A month.
    Month,
    /// Three months, from January, April, July or October.
    Quarter,
    /// Six months, from January or July.
    Half,
    /// A season of three months.
    Season,
    /// A year.
    Year,
    /// Ten years, from one that ends in 0.
    Decade,
    /// A hundred years, from one that ends in 01.
    Century,
}

/// Which of the periods of a size is meant.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Pointer {
    /// So many from the present one: "last" −1, "this" 0, "next" 1.
    Shift(i32),
    /// The nearest one behind (−1) or ahead (1): "this past Wednesday".
    Near(i32),
    /// The one that was named last: "that year".
    That,
}

/// When the events of a clause take place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tense {
    /// Before the day of publication: "was".
    Past,
    /// "is": either side is possible.
    Present,
    /// After it: "will".
    Future,
}

/// The words.
#[derive(Debug, Default)]
pub struct Calendar {
    /// Every name with what it names.
    pub names: Phrases<Named>,
    /// "week", "quarter".
    pub grains: Phrases<Grain>,
    /// "last", "this coming".
    pub pointers: Phrases<Pointer>,
    /// "yesterday": days from the day of publication.
    pub days: Phrases<i64>,
    /// "early", "end": a part of a period.
    pub parts: Phrases<DateMod>,
    /// "year-end": a part of the present period; `None` where it runs up to today.
    pub marks: Phrases<(Option<DateMod>, Grain)>,
    /// "by", "since": the side of a period on which something lies.
    pub sides: Phrases<(Modifier, DateMod)>,
    /// "earlier", "a": words that begin a date and name none.
    pub openers: Phrases<()>,
    /// "to", "through": what joins the ends of a stretch.
    pub joints: Phrases<()>,
    /// Words that say when a clause's events take place.
    pub tenses: Phrases<Tense>,
}

impl Calendar {
    /// Whether a date of words can begin with this one, numbers aside.
    #[must_use]
    pub fn may_start(&self, word: WordId) -> bool {
        self.names.may_start(word)
            || self.pointers.may_start(word)
            || self.grains.may_start(word)
            || self.openers.may_start(word)
            || self.days.may_start(word)
            || self.marks.may_start(word)
    }
}

const TABLE: Table = Table::new(include_str!("calendar.tsv"));

const GRAINS: [(&str, Grain); 11] = [
    ("day", Grain::Day),
    ("week", Grain::Week),
    ("weekend", Grain::Weekend),
    ("workweek", Grain::Workweek),
    ("fortnight", Grain::Fortnight),
    ("month", Grain::Month),
    ("quarter", Grain::Quarter),
    ("half", Grain::Half),
    ("year", Grain::Year),
    ("decade", Grain::Decade),
    ("century", Grain::Century),
];

pub(super) fn parse(dictionary: &mut Dictionary) -> Calendar {
    let mut calendar = Calendar::default();
    for row in TABLE.rows() {
        for name in row.list(2) {
            insert(&mut calendar, dictionary, row.text(0), row.text(1), name);
        }
    }
    calendar
}

/// Takes up a name; `None` when kind or value of its row cannot be read.
fn insert(
    calendar: &mut Calendar,
    dictionary: &mut Dictionary,
    kind: &str,
    value: &'static str,
    name: &str,
) -> Option<()> {
    match kind {
        "month" => calendar.names.insert(dictionary, name, Named::Month(value.parse().ok()?)),
        "weekday" => calendar.names.insert(dictionary, name, Named::Weekday(value.parse().ok()?)),
        "season" => calendar.names.insert(dictionary, name, Named::Season(value)),
        "holiday" => calendar.names.insert(dictionary, name, Named::Holiday(holiday(value)?)),
        "grain" => calendar.grains.insert(dictionary, name, grain(value)?),
        "pointer" => calendar.pointers.insert(dictionary, name, pointer(value)?),
        "day" => calendar.days.insert(dictionary, name, value.parse().ok()?),
        "part" => calendar.parts.insert(dictionary, name, DateMod::from_name(value)?),
        "mark" => calendar.marks.insert(dictionary, name, mark(value)?),
        "side" => calendar.sides.insert(dictionary, name, side(value)?),
        "opener" => calendar.openers.insert(dictionary, name, ()),
        "joint" => calendar.joints.insert(dictionary, name, ()),
        "tense" => calendar.tenses.insert(dictionary, name, tense(value)?),
        _ => return None,
    }
    Some(())
}

fn grain(value: &str) -> Option<Grain> {
    GRAINS.iter().find(|(name, _)| *name == value).map(|(_, grain)| *grain)
}

/// Reads "-1", "near 1" or "that".
fn pointer(value: &str) -> Option<Pointer> {
    match value.split_once(' ') {
        Some(("near", direction)) => direction.parse().ok().map(Pointer::Near),
        _ if value == "that" => Some(Pointer::That),
        _ => value.parse().ok().map(Pointer::Shift),
    }
}

fn tense(value: &str) -> Option<Tense> {
    [("past", Tense::Past), ("present", Tense::Present), ("future", Tense::Future)]
        .iter()
        .find(|(name, _)| *name == value)
        .map(|(_, tense)| *tense)
}

/// Reads "END month" or "to year".
fn mark(value: &str) -> Option<(Option<DateMod>, Grain)> {
    let (part, unit) = value.split_once(' ')?;
    Some((DateMod::from_name(part), grain(unit)?))
}

/// Reads "at_most BEFORE".
fn side(value: &str) -> Option<(Modifier, DateMod)> {
    let (modifier, side) = value.split_once(' ')?;
    Some((Modifier::from_name(modifier)?, DateMod::from_name(side)?))
}

/// Reads "12-25", "easter -2" or "nth 11 4 4" (month, weekday, which).
fn holiday(rule: &str) -> Option<Holiday> {
    if let Some((month, day)) = rule.split_once('-').filter(|(month, _)| month.len() == 2) {
        return Some(Holiday::Fixed(month.parse().ok()?, day.parse().ok()?));
    }
    let mut words = rule.split(' ');
    match words.next()? {
        "easter" => Some(Holiday::Easter(words.next()?.parse().ok()?)),
        "nth" => {
            Some(Holiday::Nth(words.next()?.parse().ok()?, words.next()?.parse().ok()?, words.next()?.parse().ok()?))
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_row_parses_and_its_example_has_a_name() {
        let (mut calendar, mut dictionary) = (Calendar::default(), Dictionary::default());
        for row in TABLE.rows() {
            for name in row.list(2) {
                assert!(insert(&mut calendar, &mut dictionary, row.text(0), row.text(1), name).is_some(), "{name}");
            }
            let example = row.example().to_lowercase();
            let said = |name: &str| name.replace(" '", "'").replace(" .", ".").replace(" - ", "-");
            assert!(row.list(2).any(|name| example.contains(&said(name))), "{example}");
        }
    }
}
