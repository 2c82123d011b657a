//! Verdicts over time: a column for each month in which they were given, in UTC.

use std::collections::BTreeMap;

use chrono::NaiveDate;

use super::{Cell, Chart, bar, drawing, label, percent, share};
use crate::export::html::words::{count, number};

const MOST: usize = 24;
const HIGH: u32 = 160;

pub(in crate::export::html) fn chart(given: &BTreeMap<(i32, u32), u64>) -> Option<Chart> {
    let (first, last) = (given.keys().next()?, given.keys().next_back()?);
    let all: Vec<_> =
        months(*first, *last).map(|month| (month, given.get(&month).copied().unwrap_or_default())).collect();
    let shown = &all[all.len().saturating_sub(MOST)..];
    let earlier: u64 = all.iter().map(|(_, many)| many).sum::<u64>() - shown.iter().map(|(_, many)| many).sum::<u64>();
    let most = shown.iter().map(|(_, many)| *many).max()?;
    let body = columns(shown, most);
    let total: u64 = given.values().sum();
    let (from, to) = (name(*first), name(*last));
    let period = if from == to { format!("in {from}") } else { format!("from {from} to {to}") };
    let says = format!(
        "{} given {period}; at most {} in a month.",
        count(total, "verdict was", "verdicts were"),
        number(most.into())
    );
    let title = "Reviews over time";
    Some(Chart {
        id: "chart-months",
        svg: drawing("chart-months", title, &says, HIGH + 28, &body),
        title: title.to_owned(),
        says,
        legend: Vec::new(),
        headings: vec!["Month (UTC)", "Verdicts"],
        rows: shown
            .iter()
            .map(|(month, many)| vec![Cell::text(name(*month)), Cell::number(number((*many).into()))])
            .collect(),
        note: (earlier > 0).then(|| format!("{} given earlier.", count(earlier, "verdict was", "verdicts were"))),
    })
}

fn columns(shown: &[((i32, u32), u64)], most: u64) -> String {
    let (mut body, places) = (String::new(), shown.len().max(6) as u64);
    bar(&mut body, (0, 1000), (HIGH, 1), "line");
    for (at, ((year, month), many)) in (0_u64..).zip(shown) {
        let (from, wide) = (1000 * at / places, 1000 / places);
        let high = u32::try_from(share(*many, most) * u64::from(HIGH - 24) / 1000).unwrap_or_default();
        let middle = percent(from + wide / 2);
        if *many > 0 {
            bar(&mut body, (from + wide / 8, wide - wide / 4), (HIGH - high.max(2), high.max(2)), "plain");
            if places <= 12 {
                label(&mut body, (&middle, HIGH - high.max(2) - 6), "value", "middle", &number((*many).into()));
            }
        }
        // Names of months would run into each other; the table has them all.
        let named = places <= 6 || at.is_multiple_of(places.div_ceil(6));
        if named {
            let name = day(*year, *month).map_or_else(String::new, |day| day.format("%b %y").to_string());
            label(&mut body, (&middle, HIGH + 18), "axis", "middle", &name);
        }
    }
    body
}

/// The months from one to another, both included; a wrong clock gives no more than the latest hundred years.
fn months((year, month): (i32, u32), (last_year, last_month): (i32, u32)) -> impl Iterator<Item = (i32, u32)> {
    let start = if last_year.saturating_sub(year) > 100 { (last_year - 100, 1) } else { (year, month) };
    std::iter::successors(Some(start), |(year, month)| {
        Some(if *month == 12 { (year + 1, 1) } else { (*year, month + 1) })
    })
    .take_while(move |month| *month <= (last_year, last_month))
}

fn day(year: i32, month: u32) -> Option<NaiveDate> {
    NaiveDate::from_ymd_opt(year, month, 1)
}

fn name((year, month): (i32, u32)) -> String {
    day(year, month).map_or_else(|| format!("{year}-{month}"), |day| day.format("%B %Y").to_string())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn months_without_verdicts_are_there_too() {
        let given = BTreeMap::from([((2025, 11), 4), ((2026, 2), 1)]);
        let chart = chart(&given).unwrap();
        let cells: Vec<_> = chart.rows.iter().map(|row| (row[0].text.as_str(), row[1].text.as_str())).collect();
        assert_eq!(
            cells,
            [("November 2025", "4"), ("December 2025", "0"), ("January 2026", "0"), ("February 2026", "1")]
        );
        assert_eq!(chart.says, "5 verdicts were given from November 2025 to February 2026; at most 4 in a month.");
        assert!(chart.svg.contains("height=\"136\"") && chart.svg.contains("height=\"34\""), "{}", chart.svg);
    }

    #[test]
    fn a_wrong_clock_makes_no_endless_chart() {
        let given = BTreeMap::from([((-200_000, 1), 1), ((2026, 2), 1)]);
        assert_eq!(chart(&given).unwrap().rows.len(), MOST);
    }
}
