//! Letters → lines, without what stands on every page: running heads, feet and numbers.
//!
//! Lines keep the order in which they are drawn, which is the order of reading in the files of common programs, columns
//! and boxes included.

use std::collections::HashMap;

use super::letters::{Letter, Letters};

/// How many lines at the top and at the bottom of a page may be its head and its foot.
const EDGE: usize = 3;

/// A line of a page.
#[derive(Debug)]
pub(super) struct Line {
    pub(super) page: usize,
    pub(super) start: f64,
    pub(super) end: f64,
    pub(super) y: f64,
    pub(super) size: f64,
    pub(super) text: String,
}

/// The lines of all pages.
pub(super) fn of(pages: Vec<Letters>) -> Vec<Line> {
    let count = pages.len();
    let mut lines = Vec::new();
    for (number, page) in pages.into_iter().enumerate() {
        lines.extend(on_page(number, &page));
    }
    let edges = edges(&lines);
    let mut pages_with: HashMap<(String, i64), usize> = HashMap::new();
    for at in &edges {
        *pages_with.entry(furniture(&lines[*at])).or_default() += 1;
    }
    let enough = (count / 3).max(2);
    let mut is_edge = vec![false; lines.len()];
    edges.iter().for_each(|at| is_edge[*at] = true);
    let keep = lines.iter().zip(&is_edge).map(|(line, is_edge)| {
        let repeats = pages_with.get(&furniture(line)).is_some_and(|pages| *pages >= enough);
        !(*is_edge && (repeats || is_number_of(line)))
    });
    let keep: Vec<bool> = keep.collect();
    lines.into_iter().zip(keep).filter(|(_, keep)| *keep).map(|(line, _)| line).collect()
}

/// What stands on the first page in the largest type, where that is well above the type of the text.
pub(super) fn largest(lines: &[Line]) -> Option<String> {
    const ABOVE: f64 = 1.25;
    const LONGEST: usize = 200;
    let first: Vec<&Line> = lines.iter().take_while(|line| line.page == lines[0].page).collect();
    let mut sizes: Vec<f64> = lines.iter().map(|line| line.size).collect();
    sizes.sort_by(f64::total_cmp);
    let usual = sizes.get(sizes.len() / 2)?;
    let size = first.iter().map(|line| line.size).fold(0.0, f64::max);
    let is_large = |line: &&&Line| line.size >= size * 0.98;
    let words: Vec<&str> =
        first.iter().skip_while(|line| !is_large(line)).take_while(is_large).map(|line| line.text.as_str()).collect();
    let title = words.join(" ");
    let fits = title.contains(' ') && title.chars().count() <= LONGEST && size >= usual * ABOVE;
    fits.then_some(title)
}

/// A line without its numbers, at its height: what is the same on other pages.
fn furniture(line: &Line) -> (String, i64) {
    const GRID: f64 = 6.0;
    let mut text = String::with_capacity(line.text.len());
    for c in line.text.chars() {
        match c {
            c if c.is_ascii_digit() && text.ends_with('#') => {}
            c if c.is_ascii_digit() => text.push('#'),
            c => text.extend(c.to_lowercase()),
        }
    }
    #[expect(clippy::cast_possible_truncation, reason = "a float is cut to the range of the integer")]
    let height = (line.y / GRID).round() as i64;
    (text, height)
}

/// Whether a line at the edge is the number of its page and nothing else: "3", "- 3 -", "Page 3 of 10".
fn is_number_of(line: &Line) -> bool {
    let lower = line.text.to_lowercase();
    let words: Vec<&str> = lower.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).collect();
    let words = words.strip_prefix(&["page"]).unwrap_or(&words);
    let number = words.first().is_some_and(|word| *word == (line.page + 1).to_string());
    number && matches!(words, [_] | [_, "of", _])
}

/// The lines nearest to the top and to the bottom of each page.
fn edges(lines: &[Line]) -> Vec<usize> {
    let mut edges = Vec::new();
    let mut start = 0;
    while start < lines.len() {
        let page = lines[start].page;
        let end = start + lines[start..].iter().take_while(|line| line.page == page).count();
        let mut order: Vec<usize> = (start..end).collect();
        order.sort_by(|a, b| lines[*a].y.total_cmp(&lines[*b].y));
        let edge = EDGE.min(order.len());
        edges.extend(&order[..edge]);
        edges.extend(&order[(order.len() - edge).max(edge)..]);
        start = end;
    }
    edges
}

fn on_page(page: usize, letters: &Letters) -> Vec<Line> {
    let mut lines: Vec<Line> = Vec::new();
    let mut open: Option<Line> = None;
    for letter in &letters.all {
        if let Some(line) = open.as_mut().filter(|line| continues(line, letter)) {
            // A space is as wide as a fifth of the letters, and never drawn by some programs.
            if letter.x > line.end + letter.size * 0.15 && !line.text.ends_with(' ') {
                line.text.push(' ');
            }
            push(&mut line.text, &letter.text);
            line.end = line.end.max(letter.end);
            line.size = line.size.max(letter.size);
            continue;
        }
        lines.extend(open.take().and_then(clean));
        let mut text = String::new();
        push(&mut text, &letter.text);
        open = Some(Line { page, start: letter.x, end: letter.end, y: letter.y, size: letter.size, text });
    }
    lines.extend(open.take().and_then(clean));
    lines
}

/// Whether a letter stands on the line, behind it or nearly so. Figures set higher or lower belong to it.
fn continues(line: &Line, letter: &Letter) -> bool {
    let size = line.size.max(letter.size);
    (letter.y - line.y).abs() < size * 0.5 && letter.x > line.end - size * 1.5 && letter.x < line.end + size * 12.0
}

/// Adds letters; what a font draws as one is several.
fn push(line: &mut String, letters: &str) {
    for c in letters.chars() {
        match c {
            'ﬀ' => line.push_str("ff"),
            'ﬁ' => line.push_str("fi"),
            'ﬂ' => line.push_str("fl"),
            'ﬃ' => line.push_str("ffi"),
            'ﬄ' => line.push_str("ffl"),
            '\u{a0}' => line.push(' '),
            c => line.push(c),
        }
    }
}

fn clean(mut line: Line) -> Option<Line> {
    line.text = line.text.split_whitespace().collect::<Vec<_>>().join(" ");
    (!line.text.is_empty()).then_some(line)
}
