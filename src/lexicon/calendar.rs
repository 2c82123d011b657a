//! Names of the calendar: months, weekdays, seasons, holidays.

use crate::lexicon::{Dictionary, Phrases, Table};

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

/// The names.
#[derive(Debug, Default)]
pub struct Calendar {
    /// Every name with what it names.
    pub names: Phrases<Named>,
}

const TABLE: Table = Table::new(include_str!("calendar.tsv"));

pub(super) fn parse(dictionary: &mut Dictionary) -> Calendar {
    let mut calendar = Calendar::default();
    for row in TABLE.rows() {
        let number = row.parse(1).unwrap_or_default();
        let named = match row.text(0) {
            "month" => Named::Month(number),
            "weekday" => Named::Weekday(number),
            "season" => Named::Season(row.text(1)),
            "holiday" => match holiday(row.text(1)) {
                Some(holiday) => Named::Holiday(holiday),
                None => continue,
            },
            _ => continue,
        };
        for name in row.list(2) {
            calendar.names.insert(dictionary, name, named);
        }
    }
    calendar
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
        let names: usize = TABLE.rows().map(|row| row.list(2).count()).sum();
        assert_eq!(parse(&mut Dictionary::default()).names.iter().count(), names);
        for row in TABLE.rows() {
            let example = row.example().to_lowercase();
            assert!(row.list(2).any(|name| example.contains(&name.replace(" '", "'").replace(" .", "."))), "{example}");
        }
    }
}
