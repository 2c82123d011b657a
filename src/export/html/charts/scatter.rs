//! Claimed against corrected values, both on a logarithmic scale: on the diagonal a claim is right, above it too high.
//!
//! A value is exact until its place is computed; places are computed with the four operations alone, which give the same
//! on every machine.

use std::fmt::Write as _;

use rust_decimal::Decimal;

use super::{Cell, Chart, drawing, label, percent};
use crate::export::html::standing::CLASSES;
use crate::export::html::tally::{Point, Tally};
use crate::export::html::text::{Escaped, cut};
use crate::export::html::words::{count, number, with_unit};

const MOST_DRAWN: usize = 400;
const MOST_LISTED: usize = 50;
const HIGH: u32 = 340;
/// The plot in thousandths of the width, from the left, and in pixels from the top.
const ACROSS: (f64, f64) = (130.0, 985.0);
const DOWN: (f64, f64) = (14.0, 292.0);

pub(in crate::export::html) fn chart(tally: &Tally) -> Option<Chart> {
    let mut points: Vec<&Point> = tally.points.iter().collect();
    // The largest errors first; points of one factor keep the order of the report.
    points.sort_by_key(|point| std::cmp::Reverse(point.factor));
    let worst = *points.first()?;
    let drawn = &points[..points.len().min(MOST_DRAWN)];
    let says = format!(
        "{} against the corrected value. {} too high, {} too low, {} the same. The largest difference is “{}”, ×{}.",
        count(points.len() as u64, "claimed value", "claimed values"),
        number(points.iter().filter(|point| point.claimed > point.corrected).count().into()),
        number(points.iter().filter(|point| point.claimed < point.corrected).count().into()),
        number(points.iter().filter(|point| point.claimed == point.corrected).count().into()),
        cut(&worst.mention, 60),
        times(worst.factor)
    );
    let shown: Vec<_> =
        CLASSES.into_iter().filter(|(class, _)| drawn.iter().any(|point| point.class == *class)).collect();
    let title = "Claimed against corrected values";
    Some(Chart {
        id: "chart-values",
        svg: drawing("chart-values", title, &says, HIGH, &body(drawn)),
        title: title.to_owned(),
        says,
        legend: shown,
        headings: vec!["Claim", "Claimed", "Corrected", "Factor"],
        rows: points.iter().take(MOST_LISTED).map(|point| row(point)).collect(),
        note: Some(note(points.len(), tally.not_drawn)),
    })
}

fn note(points: usize, not_drawn: u64) -> String {
    let mut note =
        "Each value is in its claim’s own unit, on scales that grow tenfold from line to line. Between the dashed \
                    lines the claim is off by less than a factor of two."
            .to_owned();
    for (limit, said) in [(MOST_DRAWN, "drawn"), (MOST_LISTED, "listed")] {
        if points > limit {
            note.push_str(&format!(" Only the {limit} with the largest errors are {said}."));
        }
    }
    if not_drawn > 0 {
        note.push_str(&format!(
            " {} not shown, because a number is not positive, is a range or a day, or is in another sort of unit.",
            count(not_drawn, "corrected claim is", "corrected claims are")
        ));
    }
    note
}

fn row(point: &Point) -> Vec<Cell> {
    let value = |value| Cell::number(with_unit(&number(value), point.unit.as_deref()));
    let mention = if point.mention.is_empty() { "a claim whose text was taken down" } else { &point.mention };
    vec![
        Cell::card(&cut(mention, 80), &point.card),
        value(point.claimed),
        value(point.corrected),
        Cell::number(format!("×{}", times(point.factor))),
    ]
}

/// Three digits that count.
fn times(factor: Decimal) -> String {
    let short = if factor < 100.into() { factor.round_sf(3) } else { None };
    number(short.unwrap_or_else(|| factor.round()))
}

fn body(points: &[&Point]) -> String {
    let logs: Vec<_> = points.iter().map(|point| (log10(point.corrected), log10(point.claimed))).collect();
    let ends = logs.iter().flat_map(|(x, y)| [*x, *y]);
    let (low, high) = ends.fold((f64::MAX, f64::MIN), |(low, high), end| (low.min(end), high.max(end)));
    let (low, high) = (low.floor(), if high.ceil() > low.floor() { high.ceil() } else { low.floor() + 1.0 });
    let x = |log: f64| percent(whole(ACROSS.0 + (log - low) / (high - low) * (ACROSS.1 - ACROSS.0)));
    let y = |log: f64| tenths(DOWN.1 - (log - low) / (high - low) * (DOWN.1 - DOWN.0));
    let mut body = grid(low, high, &x, &y);
    let placed = || points.iter().zip(&logs).map(|(point, (right, claimed))| (point, x(*right), y(*claimed)));
    for (point, x, y) in placed() {
        let mention = cut(&point.mention, 60);
        let (mention, claimed, corrected) = (Escaped(&mention), number(point.claimed), number(point.corrected));
        let class = &point.class;
        let _ = write!(
            body,
            "<circle cx=\"{x}\" cy=\"{y}\" r=\"5\" class=\"c-{class}\"><title>{mention}: claimed {claimed}, corrected {corrected}</title></circle>"
        );
    }
    // The largest errors have their factor written beside them, on the side where the diagonal is not.
    for (point, x, y) in placed().take(3).filter(|(point, ..)| point.factor >= Decimal::TWO) {
        let (dx, dy, anchor) = if point.claimed > point.corrected { (-8, -4, "end") } else { (8, 12, "start") };
        let factor = times(point.factor);
        let _ = write!(
            body,
            "<text x=\"{x}\" y=\"{y}\" dx=\"{dx}\" dy=\"{dy}\" class=\"axis over\" text-anchor=\"{anchor}\">×{factor}</text>"
        );
    }
    body
}

/// Lines at powers of ten with their names, the diagonal, and a factor of two on both sides of it.
fn grid(low: f64, high: f64, x: &dyn Fn(f64) -> String, y: &dyn Fn(f64) -> String) -> String {
    let mut body = String::new();
    let step = ((high - low) / 6.0).ceil().max(1.0);
    let mut at = low;
    while at <= high {
        let (across, down, name) = (x(at), y(at), power(at));
        let (left, right) = (x(low), x(high));
        let (top, bottom) = (y(high), y(low));
        let _ = write!(
            body,
            "<line x1=\"{across}\" x2=\"{across}\" y1=\"{top}\" y2=\"{bottom}\" class=\"line\"/>\
             <line x1=\"{left}\" x2=\"{right}\" y1=\"{down}\" y2=\"{down}\" class=\"line\"/>\
             <text x=\"{left}\" y=\"{down}\" dx=\"-7\" dy=\"4\" class=\"axis\" text-anchor=\"end\">{name}</text>"
        );
        label(&mut body, (&across, 310), "axis", "middle", &name);
        at += step;
    }
    let two = std::f64::consts::LOG10_2;
    let (near, far) = (low + two, high - two);
    for (from, to, class) in
        [((low, low), (high, high), "even"), ((low, near), (far, high), "twice"), ((near, low), (high, far), "twice")]
    {
        let (x1, y1, x2, y2) = (x(from.0), y(from.1), x(to.0), y(to.1));
        let _ = write!(body, "<line x1=\"{x1}\" y1=\"{y1}\" x2=\"{x2}\" y2=\"{y2}\" class=\"{class}\"/>");
    }
    label(&mut body, (&x(high), HIGH - 8), "axis", "end", "corrected value →");
    let _ = write!(
        body,
        "<text x=\"{}\" y=\"30\" dx=\"8\" class=\"axis\" text-anchor=\"start\">↑ claimed value</text>",
        x(low)
    );
    body
}

/// "1", "10k", "1M", "0.01", "10^15".
fn power(exponent: f64) -> String {
    let exponent = small(exponent);
    let zeros = |many: i64| "0".repeat(usize::try_from(many).unwrap_or_default());
    match exponent {
        -4..0 => format!("0.{}1", zeros(-exponent - 1)),
        0..3 => format!("1{}", zeros(exponent)),
        3..6 => format!("1{}k", zeros(exponent - 3)),
        6..9 => format!("1{}M", zeros(exponent - 6)),
        9..12 => format!("1{}bn", zeros(exponent - 9)),
        12..15 => format!("1{}tn", zeros(exponent - 12)),
        other => format!("10^{other}"),
    }
}

#[expect(
    clippy::cast_possible_truncation,
    reason = "exponents of decimals are -28 to 28, and places are on the drawing"
)]
const fn small(number: f64) -> i64 {
    number as i64
}

fn whole(number: f64) -> u64 {
    u64::try_from(small(number + 0.5)).unwrap_or_default()
}

/// "123.4".
fn tenths(number: f64) -> String {
    let tenths = whole(number * 10.0);
    format!("{}.{}", tenths / 10, tenths % 10)
}

/// The decimal logarithm of a positive number, by division and series: the same bits on every machine.
fn log10(value: Decimal) -> f64 {
    let digits = value.mantissa().unsigned_abs().to_string();
    let exponent =
        i32::try_from(digits.len()).unwrap_or_default() - 1 - i32::try_from(value.scale()).unwrap_or_default();
    let head: u32 = digits.chars().chain("000000".chars()).take(7).collect::<String>().parse().unwrap_or(1);
    // ln m = 2 artanh((m − 1) / (m + 1)), of m from 1 to 10 brought near 1 by halving.
    let (mut mantissa, mut halved) = (f64::from(head) / 1e6, 0.0);
    while mantissa > 1.5 {
        (mantissa, halved) = (mantissa / 2.0, halved + 1.0);
    }
    let part = (mantissa - 1.0) / (mantissa + 1.0);
    let (mut term, mut sum, mut odd) = (part, 0.0, 1.0);
    while odd < 30.0 {
        (sum, term, odd) = (sum + term / odd, term * part * part, odd + 2.0);
    }
    f64::from(exponent) + halved * std::f64::consts::LOG10_2 + 2.0 * sum * std::f64::consts::LOG10_E
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn logarithms_are_right_to_six_digits() {
        for value in [
            "1",
            "2",
            "10",
            "0.001",
            "9.999999",
            "18000",
            "10800",
            "123456789012345678901234",
            "0.00000000000000000001",
        ] {
            let exact: f64 = value.parse::<f64>().unwrap().log10();
            assert!((log10(value.parse().unwrap()) - exact).abs() < 1e-6, "{value}");
        }
    }

    #[test]
    fn powers_have_short_names() {
        assert_eq!(
            [-3.0, -1.0, 0.0, 2.0, 4.0, 8.0, 9.0, 15.0].map(power),
            ["0.001", "0.1", "1", "100", "10k", "100M", "1bn", "10^15"]
        );
    }

    #[test]
    fn a_claim_lies_where_its_values_say() {
        let point = Point {
            card: "c1".into(),
            mention: "some 100 <b>".into(),
            claimed: 100.into(),
            corrected: 10.into(),
            unit: None,
            class: "inaccurate".into(),
            factor: 10.into(),
        };
        let tally = Tally { points: vec![point], not_drawn: 2, ..Tally::default() };
        let chart = chart(&tally).unwrap();
        // From 10 to 100 across and up: the claim is at the left end, and at the top.
        assert!(chart.svg.contains("<circle cx=\"13%\" cy=\"14.0\" r=\"5\" class=\"c-inaccurate\"><title>some 100 &lt;b&gt;: claimed 100, corrected 10</title>"), "{}", chart.svg);
        assert_eq!(
            chart.says,
            "1 claimed value against the corrected value. 1 too high, 0 too low, 0 the same. The largest difference is “some 100 <b>”, ×10."
        );
        let cells: Vec<_> = chart.rows[0].iter().map(|cell| cell.text.as_str()).collect();
        assert_eq!(cells, ["some 100 <b>", "100", "10", "×10"]);
        assert!(chart.note.unwrap().contains("2 corrected claims are not shown"));
    }
}
