//! The day in an article's address: `/2026/03/04/ern`, `/2026/mar/04/ern`, `/ern-2026-03-04.html`, `/20260304-ern`.

use std::ops::RangeInclusive;

use chrono::{Datelike as _, NaiveDate};

use crate::ingest::date::day_on_page;

/// The years that a number in an address may mean; before them no page had one.
const RECENT: RangeInclusive<i32> = 1990..=2099;

/// Finds the day; in the name of a folder or a file only at its start or end, since "the-2025-03-04-storm" tells of that day.
pub(super) fn day(url: &str) -> Option<NaiveDate> {
    let path = url.split_once("://").map_or(url, |(_, rest)| rest).split(['?', '#']).next()?;
    let parts: Vec<&str> = path.split('/').skip(1).collect();
    let in_folders = parts.windows(3).find_map(folders);
    let in_names = || {
        let mut days: Vec<NaiveDate> = parts.iter().filter_map(|part| in_name(part)).collect();
        days.dedup();
        days.first().copied().filter(|_| days.len() == 1)
    };
    in_folders.or_else(in_names).filter(|day| RECENT.contains(&day.year()))
}

fn folders(parts: &[&str]) -> Option<NaiveDate> {
    let [year, month, day] = parts else { return None };
    let is_number = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
    if year.len() != 4 || day.len() > 2 || !is_number(year) || !is_number(day) {
        return None;
    }
    day_on_page(&format!("{year}/{month}/{day}")).or_else(|| day_on_page(&format!("{day} {month} {year}")))
}

fn in_name(part: &str) -> Option<NaiveDate> {
    let name = part.rsplit_once('.').map_or(part, |(name, extension)| if extension.len() <= 5 { name } else { part });
    ["2026-03-04".len(), "20260304".len()].into_iter().find_map(|length| {
        let end = name.len().checked_sub(length)?;
        [0, end].into_iter().find_map(|at| {
            let stands_alone =
                |beside: Option<u8>| beside.is_none_or(|byte| byte.is_ascii() && !byte.is_ascii_alphanumeric());
            let before = at.checked_sub(1).map(|at| name.as_bytes()[at]);
            let after = name.as_bytes().get(at + length).copied();
            let given = name.get(at..at + length).filter(|_| stands_alone(before) && stands_alone(after))?;
            let is_digit_at_end = given.bytes().next_back().is_some_and(|byte| byte.is_ascii_digit());
            day_on_page(given).filter(|_| is_digit_at_end)
        })
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_hold_days_in_several_ways() {
        for url in [
            "https://a.example/2026/03/04/ern",
            "https://a.example/news/2026/mar/04/ern.html",
            "http://a.example/ern-empties-2026-03-04.html",
            "https://a.example/20260304/ern",
            "https://a.example/20260304-ern",
            "https://a.example/ern-20260304.html",
            "https://a.example/story/2026-03-04/ern",
            "https://a.example/2026/3/4/ern",
        ] {
            assert_eq!(day(url).map(|day| day.to_string()).as_deref(), Some("2026-03-04"), "{url}");
        }
    }

    #[test]
    fn other_numbers_are_none() {
        for url in [
            "https://a.example/2026/03/ern",
            "https://a.example/id/120260304",
            "https://a.example/20991345",
            "https://a.example/16480304",
            "https://a.example/12026-03-04",
            "https://2026-03-04.example/ern",
            "https://a.example/2026/13/45/é",
            "https://a.example/ern-20260304101500",
            "https://a.example/what-the-2025-03-04-storm-did",
            "https://a.example/2025-03-04/to/2025-04-05",
            "https://a.example/ern?date=2026-03-04",
            "https://a.example/é2026-03-04",
        ] {
            assert_eq!(day(url), None, "{url}");
        }
    }
}
