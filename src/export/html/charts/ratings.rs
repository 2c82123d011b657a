//! Claims by what is said of them: a bar for each rating that holds, and for each way to have none.

use super::{Cell, Chart, bar, drawing, in_percent, label, share};
use crate::export::html::tally::Tally;
use crate::export::html::text::cut;
use crate::export::html::words::{count, number};

const HIGH: u32 = 44;

pub(in crate::export::html) fn chart(tally: &Tally) -> Option<Chart> {
    let judged: Vec<_> = tally.standings.iter().filter(|(standing, _)| standing.is_judged()).collect();
    let all: u64 = judged.iter().map(|(_, many)| **many).sum();
    let (first, most) = judged.iter().max_by_key(|(standing, many)| (**many, std::cmp::Reverse(*standing)))?;
    let (mut body, mut rows, mut y) = (String::new(), Vec::new(), 0);
    for (standing, many) in &judged {
        let share_of_all = in_percent(**many, all);
        label(&mut body, ("0", y + 15), "name", "start", &cut(&standing.label, 32));
        label(&mut body, ("100%", y + 15), "value", "end", &format!("{} · {share_of_all}", number((**many).into())));
        bar(&mut body, (0, 1000), (y + 22, 12), "ground");
        bar(&mut body, (0, share(**many, **most).max(4)), (y + 22, 12), &standing.class);
        rows.push(vec![
            Cell::text(&*standing.label),
            Cell::number(number((**many).into())),
            Cell::number(share_of_all),
        ]);
        y += HIGH;
    }
    let says = format!(
        "{} judged. The most frequent is “{}”, with {}.",
        count(all, "claim was", "claims were"),
        first.label,
        number((**most).into())
    );
    let title = "Verdicts by rating";
    Some(Chart {
        id: "chart-ratings",
        svg: drawing("chart-ratings", title, &says, y, &body),
        title: title.to_owned(),
        says,
        legend: Vec::new(),
        headings: vec!["Rating", "Claims", "Share"],
        rows,
        note: Some(note(tally, all)),
    })
}

fn note(tally: &Tally, judged: u64) -> String {
    let mut note = "Each claim is counted once, by the verdict that holds.".to_owned();
    let left = tally.claims - judged;
    if left > 0 {
        note.push_str(&format!(
            " {} not in it.",
            count(left, "claim without a verdict is", "claims without a verdict are")
        ));
    }
    note
}
