//! Lines → paragraphs: joined where the text goes on, with the hyphens of broken words taken out.
//!
//! A line goes on when the next stands right under it in the same size and it fills its column, or when a sentence is open
//! and the next line begins small, in the next column or on the next page.

use std::collections::HashSet;

use super::lines::Line;

/// The text of all lines.
pub(super) fn of(lines: &[Line]) -> String {
    let leading = leading(lines);
    let words = words(lines);
    let mut text = String::new();
    let mut before: Option<&Line> = None;
    for (at, line) in lines.iter().enumerate() {
        match before {
            None => {}
            Some(before) if goes_on(lines, at, before, line, leading) => join(&mut text, &line.text, &words),
            Some(_) => text.push_str("\n\n"),
        }
        text.push_str(&line.text);
        before = Some(line);
    }
    text
}

/// Prepares the text for what goes on behind it: a space, or nothing where a word was broken.
fn join(text: &mut String, next: &str, words: &HashSet<String>) {
    if text.ends_with('\u{ad}') {
        text.pop();
        return;
    }
    let Some(stem) = text.strip_suffix(['-', '‐']) else { return text.push(' ') };
    let is_letter = |c: Option<char>| c.is_some_and(char::is_alphabetic);
    if !is_letter(stem.chars().next_back()) || !next.chars().next().is_some_and(char::is_lowercase) {
        // "2024-" and "25" stay one; a dash that stands alone is a dash.
        if stem.ends_with(' ') {
            text.push(' ');
        }
        return;
    }
    let first = stem.rsplit(|c: char| !c.is_alphanumeric()).next().unwrap_or_default();
    let last = next.split(|c: char| !c.is_alphanumeric()).next().unwrap_or_default();
    let hyphened = format!("{first}-{last}").to_lowercase();
    if !words.contains(&hyphened) {
        text.pop();
    }
}

/// The words that stand with a hyphen inside a line: "well-known" keeps it where it is broken too.
fn words(lines: &[Line]) -> HashSet<String> {
    let all = lines.iter().flat_map(|line| line.text.split_whitespace());
    let inner = all.map(|word| word.trim_matches(|c: char| !c.is_alphanumeric()));
    inner.filter(|word| word.contains('-')).map(str::to_lowercase).collect()
}

/// The usual distance from line to line, as a part of the size of letters.
fn leading(lines: &[Line]) -> f64 {
    let mut gaps: Vec<f64> = lines
        .windows(2)
        .filter(|pair| pair[0].page == pair[1].page && pair[1].y > pair[0].y && same_size(&pair[0], &pair[1]))
        .map(|pair| (pair[1].y - pair[0].y) / pair[1].size.max(1.0))
        .filter(|gap| *gap < 3.0)
        .collect();
    gaps.sort_by(f64::total_cmp);
    gaps.get(gaps.len() / 3).copied().unwrap_or(1.2)
}

fn same_size(a: &Line, b: &Line) -> bool {
    (a.size - b.size).abs() <= a.size.max(b.size) * 0.1
}

fn goes_on(lines: &[Line], at: usize, before: &Line, line: &Line, leading: f64) -> bool {
    if !same_size(before, line) {
        return false;
    }
    let ends = before.text.trim_end_matches(['”', '"', '’', ')', ']']).ends_with(['.', '!', '?', ':', '…']);
    let small = line.text.starts_with(|c: char| c.is_lowercase() || c.is_ascii_digit());
    let is_broken = before.text.ends_with(['-', '‐', '\u{ad}']);
    let below = line.page == before.page && line.y > before.y && line.y - before.y < before.size * 3.0;
    if !below {
        // The next column or page: only where a sentence is open.
        return is_broken || !ends && (small || is_full(lines, at - 1, before));
    }
    let is_near = (line.y - before.y) / line.size.max(1.0) <= leading * 1.25 + 0.1;
    let is_indented = line.start > before.start + line.size * 0.8 && line.start < before.start + line.size * 6.0;
    if !is_near || is_indented && ends || is_item(&line.text) {
        return false;
    }
    is_broken || is_full(lines, at - 1, before) || !ends && small
}

/// Whether a line reaches as far as those around it: a shorter one ends its paragraph, or stands alone.
fn is_full(lines: &[Line], at: usize, line: &Line) -> bool {
    const AROUND: usize = 12;
    const RAGGED: f64 = 0.85;
    let near = lines[at.saturating_sub(AROUND)..lines.len().min(at + AROUND)].iter();
    let column = near.filter(|other| {
        other.page == line.page && same_size(other, line) && (other.start - line.start).abs() < line.size * 3.0
    });
    let widest = column.map(|other| other.end - other.start).fold(0.0, f64::max);
    line.end - line.start >= widest * RAGGED
}

fn is_item(text: &str) -> bool {
    text.starts_with(['•', '▪', '●', '◦', '‣']) || text.starts_with("- ") || text.starts_with("– ")
}
