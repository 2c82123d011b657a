//! Judged claims by who makes or prints them: for each of the most frequent a bar in parts, best verdicts first.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use super::{Cell, Chart, bar, drawing, label, percent, share};
use crate::export::html::standing::{CLASSES, judged};
use crate::export::html::tally::ByClass;
use crate::export::html::text::{Escaped, cut};
use crate::export::html::words::{count, number};

const MOST: usize = 12;
const HIGH: u32 = 52;
/// Classes of claims that nobody has judged; the table counts them too.
const UNJUDGED: [&str; 3] = ["open", "aside", "void"];

/// Whose claims are counted.
pub(in crate::export::html) struct Voices {
    id: &'static str,
    title: &'static str,
    one: &'static str,
    several: &'static str,
    nobody: &'static str,
}

pub(in crate::export::html) const SPEAKERS: Voices = Voices {
    id: "chart-speakers",
    title: "Verdicts by speaker",
    one: "Speaker",
    several: "speakers",
    nobody: "no named speaker",
};

pub(in crate::export::html) const OUTLETS: Voices = Voices {
    id: "chart-outlets",
    title: "Verdicts by outlet",
    one: "Outlet",
    several: "outlets",
    nobody: "no known outlet",
};

pub(in crate::export::html) fn chart(
    voices: &Voices,
    counts: &BTreeMap<String, ByClass>,
    nobody: u64,
) -> Option<Chart> {
    let all = counts.iter().map(|(name, by)| (judged(by), name, by));
    let mut ranked: Vec<_> = all.filter(|(judged, ..)| *judged > 0).collect();
    ranked.sort_by_key(|(all, name, _)| (std::cmp::Reverse(*all), *name));
    let left = ranked.len().saturating_sub(MOST);
    ranked.truncate(MOST);
    let (first, name) = ranked.first().map(|(all, name, _)| (*all, *name))?;
    let (mut body, mut rows, mut y, mut used) = (String::new(), Vec::new(), 0, [0; CLASSES.len()]);
    for (all, name, by) in &ranked {
        label(&mut body, ("0", y + 15), "name", "start", &cut(name, 30));
        label(&mut body, ("100%", y + 15), "value", "end", &judged_of(*all, by));
        draw_parts(&mut body, by, (*all, first), y + 22);
        used.iter_mut().zip(*by).for_each(|(used, many)| *used += many);
        rows.push((*name, *all, *by));
        y += HIGH;
    }
    let shown: Vec<_> = (0..CLASSES.len()).filter(|class| used[*class] > 0).collect();
    let drawn = shown.iter().map(|class| CLASSES[*class]).filter(|(class, _)| !UNJUDGED.contains(class));
    let says = format!("{name} comes first, with {} judged.", count(first, "claim", "claims"));
    let mut note = Vec::new();
    if left > 0 {
        note.push(format!(
            "{} more {} with judged claims are not shown.",
            number((left as u64).into()),
            voices.several
        ));
    }
    if nobody > 0 {
        note.push(format!("{} of {}.", count(nobody, "judged claim is", "judged claims are"), voices.nobody));
    }
    let headings = [voices.one, "Judged"].into_iter().chain(shown.iter().map(|class| CLASSES[*class].1));
    let rows = rows.into_iter().map(|(name, all, by)| {
        let cells = [Cell::text(name), Cell::number(number(all.into()))].into_iter();
        cells.chain(shown.iter().map(|class| Cell::number(number(by[*class].into())))).collect()
    });
    Some(Chart {
        id: voices.id,
        svg: drawing(voices.id, voices.title, &says, y, &body),
        title: voices.title.to_owned(),
        says,
        legend: drawn.collect(),
        headings: headings.collect(),
        rows: rows.collect(),
        note: (!note.is_empty()).then(|| note.join(" ")),
    })
}

/// "3 of 12 judged".
fn judged_of(all: u64, by: &ByClass) -> String {
    format!("{} of {} judged", number(all.into()), number(by.iter().sum::<u64>().into()))
}

/// The parts of one bar, each with its number where there is room for it.
fn draw_parts(body: &mut String, by: &ByClass, (all, first): (u64, u64), y: u32) {
    bar(body, (0, 1000), (y, 20), "ground");
    let (whole, mut before) = (share(all, first), 0);
    for (part, (class, name)) in by.iter().zip(CLASSES) {
        if *part == 0 || UNJUDGED.contains(&class) {
            continue;
        }
        let (from, to) = (whole * before / all, whole * (before + part) / all);
        let _ = write!(body, "<g><title>{}: {part}</title>", Escaped(name));
        bar(body, (from, to - from), (y, 20), class);
        body.push_str("</g>");
        if to - from >= 50 {
            label(
                body,
                (&percent(from + (to - from) / 2), y + 15),
                &format!("in c-{class}"),
                "middle",
                &part.to_string(),
            );
        }
        before += part;
    }
}
