//! What is due when: a bar for each of the next days on which open claims are due.

use chrono::NaiveDate;

use super::{Cell, Chart, bar, drawing, label, share};
use crate::export::html::tally::Tally;
use crate::export::html::text::cut;
use crate::export::html::words::{count, day_in_words, number};

const MOST: usize = 10;
const HIGH: u32 = 44;

/// `at` is the day of the last event that the report knows: a day before it had passed by then.
pub(in crate::export::html) fn chart(tally: &Tally, at: Option<NaiveDate>) -> Option<Chart> {
    let days = &tally.due_days;
    let (first, all) = (*days.keys().next()?, days.values().sum::<u64>());
    let most = days.values().take(MOST).copied().max()?;
    let (mut body, mut y) = (String::new(), 0);
    for (day, many) in days.iter().take(MOST) {
        let passed = at.is_some_and(|at| *day < at);
        let name = if passed { format!("{} (passed)", day_in_words(*day)) } else { day_in_words(*day) };
        label(&mut body, ("0", y + 15), "name", "start", &name);
        label(&mut body, ("100%", y + 15), "value", "end", &count(*many, "claim", "claims"));
        bar(&mut body, (0, 1000), (y + 22, 12), "ground");
        bar(&mut body, (0, share(*many, most).max(4)), (y + 22, 12), if passed { "passed" } else { "plain" });
        y += HIGH;
    }
    let passed: u64 = days.iter().filter(|(day, _)| at.is_some_and(|at| **day < at)).map(|(_, many)| many).sum();
    let mut says =
        format!("{} due, the first on {}.", count(all, "open claim is", "open claims are"), day_in_words(first));
    if let Some(at) = at.filter(|_| passed > 0) {
        says.push_str(&format!(" For {} the day had passed on {}.", number(passed.into()), day_in_words(at)));
    }
    let rows = tally.due.iter().map(|due| {
        let who = due.assignee.clone().unwrap_or_else(|| "nobody yet".to_owned());
        let claim = if due.mention.is_empty() { "a claim whose text was taken down" } else { &due.mention };
        vec![
            Cell::text(day_in_words(due.day)),
            Cell::card(&cut(claim, 80), &due.card),
            Cell::text(due.status),
            Cell::text(who),
        ]
    });
    let rows: Vec<_> = rows.collect();
    let mut note = Vec::new();
    if days.len() > MOST {
        note.push(format!("{} later days are not drawn.", number(((days.len() - MOST) as u64).into())));
    }
    let left = all - rows.len() as u64;
    if left > 0 {
        note.push(format!("{} not in the table.", count(left, "later claim is", "later claims are")));
    }
    let title = "Due dates";
    Some(Chart {
        id: "chart-due",
        svg: drawing("chart-due", title, &says, y, &body),
        title: title.to_owned(),
        says,
        legend: Vec::new(),
        headings: vec!["Due", "Claim", "Status", "Assigned to"],
        rows,
        note: (!note.is_empty()).then(|| note.join(" ")),
    })
}
