//! Charts as SVG with all they say also in words: a title, a description, and the same numbers as a table.
//!
//! Widths are shares of the page and heights are pixels, so that letters stay as large on a phone. Colours come from the
//! page's style by class; no number is told by colour alone.

pub(super) mod due;
pub(super) mod months;
pub(super) mod ratings;
pub(super) mod scatter;
pub(super) mod voices;

use std::fmt::Write as _;

use serde::Serialize;

use super::text::Escaped;

/// A cell of a chart's table.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Cell {
    /// What it says.
    pub text: String,
    /// The card that it is about.
    pub card: Option<String>,
    /// Whether it is a number, which stands on the right.
    pub number: bool,
}

impl Cell {
    fn text(text: impl Into<String>) -> Self {
        Self { text: text.into(), ..Self::default() }
    }

    fn number(text: impl Into<String>) -> Self {
        Self { text: text.into(), number: true, ..Self::default() }
    }

    fn card(text: &str, card: &str) -> Self {
        Self { text: text.to_owned(), card: Some(card.to_owned()), number: false }
    }
}

/// A chart.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Chart {
    /// Its id on the page.
    pub id: &'static str,
    /// What it shows.
    pub title: String,
    /// What it says, in a sentence or two.
    pub says: String,
    /// The drawing, as markup.
    pub svg: String,
    /// The classes that it has colours for, with their names, where it is not written at the bars.
    pub legend: Vec<(&'static str, &'static str)>,
    /// The table's head.
    pub headings: Vec<&'static str>,
    /// The same numbers as a table.
    pub rows: Vec<Vec<Cell>>,
    /// What is not in the drawing or the table.
    pub note: Option<String>,
}

/// A drawing: `body` is markup.
fn drawing(id: &str, title: &str, says: &str, height: u32, body: &str) -> String {
    format!(
        "<svg role=\"img\" aria-labelledby=\"{id}-title {id}-says\" width=\"100%\" height=\"{height}\">\
         <title id=\"{id}-title\">{}</title><desc id=\"{id}-says\">{}</desc>{body}</svg>",
        Escaped(title),
        Escaped(says)
    )
}

/// Text at a place; `x` with its unit.
fn label(body: &mut String, (x, y): (&str, u32), class: &str, anchor: &str, text: &str) {
    let _ =
        write!(body, "<text x=\"{x}\" y=\"{y}\" class=\"{class}\" text-anchor=\"{anchor}\">{}</text>", Escaped(text));
}

/// A bar; `from` and `wide` in thousandths of the width.
fn bar(body: &mut String, (from, wide): (u64, u64), (y, high): (u32, u32), class: &str) {
    let (from, wide) = (percent(from), percent(wide));
    let _ = write!(body, "<rect x=\"{from}\" y=\"{y}\" width=\"{wide}\" height=\"{high}\" class=\"c-{class}\"/>");
}

/// Thousandths as a share: "12.5%".
fn percent(thousandths: u64) -> String {
    match (thousandths / 10, thousandths % 10) {
        (whole, 0) => format!("{whole}%"),
        (whole, rest) => format!("{whole}.{rest}%"),
    }
}

/// The part of `whole` in thousandths, rounded.
fn share(part: u64, whole: u64) -> u64 {
    (part * 2000).checked_div(whole).map_or(0, |twice| twice.div_ceil(2))
}

/// The share as a reader sees it: "33%", "<1%".
fn in_percent(part: u64, whole: u64) -> String {
    match (share(part, whole) + 5) / 10 {
        0 if part > 0 => "<1%".to_owned(),
        rounded => format!("{rounded}%"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shares_are_rounded() {
        assert_eq!((share(1, 3), share(2, 3), share(3, 3), share(0, 0)), (333, 667, 1000, 0));
        assert_eq!(
            [(1, 3), (1, 1000), (0, 5), (5, 5)].map(|(part, whole)| in_percent(part, whole)),
            ["33%", "<1%", "0%", "100%"]
        );
        assert_eq!([0, 5, 125, 1000].map(percent), ["0%", "0.5%", "12.5%", "100%"]);
    }
}
