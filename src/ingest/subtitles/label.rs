//! The speaker that a line of subtitles names at its start, and the sounds that are not spoken.
//!
//! "ADA QUILL: …", ">> MAYOR QUILL: …", "- [Quill] …", "(Ada Quill): …". One word with a small letter and a colon is a speaker
//! when it comes again ("Host:"): "Remember: we lost 40" is speech.

use std::collections::HashMap;
use std::sync::LazyLock;

use super::cues::Cue;

/// The longest label, in bytes, and in words.
const LONGEST: usize = 60;
const WORDS: usize = 6;

static TABLE: &str = include_str!("sounds.tsv");
static SOUNDS: LazyLock<Vec<&str>> = LazyLock::new(|| rows().map(|(word, _)| word).collect());

fn rows() -> impl Iterator<Item = (&'static str, &'static str)> {
    TABLE.lines().filter(|line| !line.starts_with('#')).filter_map(|line| line.split_once('\t'))
}

/// What a line says about who speaks.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Speaker {
    /// The one of the line before.
    Same,
    /// Another, who is not named.
    Other,
    /// Nobody who is named, where others are.
    Nobody,
    /// This one.
    Named(String),
}

/// The labels of a file and how often each begins a line.
pub(super) struct Labels {
    counts: HashMap<String, usize>,
    /// Whether any of them is a speaker's beyond doubt.
    has_others: bool,
}

impl Labels {
    pub(super) fn of(cues: &[Cue]) -> Self {
        let mut counts = HashMap::new();
        for line in cues.iter().flat_map(|cue| &cue.lines) {
            if let Some(label) = Label::read(unmarked(&line.words).1) {
                *counts.entry(label.name.to_owned()).or_default() += 1;
            }
        }
        let has_others = counts.iter().any(|(name, count): (&String, &usize)| {
            *count > 1 || name.contains(' ') || !name.contains(char::is_lowercase)
        });
        Self { counts, has_others }
    }

    /// Splits a line into who speaks and what is said, without the sounds.
    pub(super) fn split(&self, line: &str) -> (Speaker, String) {
        let (is_turn, mut rest) = unmarked(line);
        let mut speaker = if is_turn { Speaker::Other } else { Speaker::Same };
        match Label::read(rest) {
            Some(label) if self.is_speaker(&label, is_turn) => {
                speaker = Speaker::Named(label.name.to_owned());
                rest = label.rest;
            }
            // Perhaps a speaker who comes once: the one before must not get these words.
            Some(_) if self.has_others => speaker = Speaker::Other,
            _ => {}
        }
        (speaker, spoken(rest))
    }

    fn is_speaker(&self, label: &Label<'_>, is_turn: bool) -> bool {
        let comes_again = self.counts.get(label.name).is_some_and(|count| *count > 1);
        let is_long = label.name.contains(' ');
        let is_shouted = !label.name.contains(char::is_lowercase);
        let alone_in_brackets = label.bracketed && label.rest.is_empty();
        if alone_in_brackets || label.has_more {
            comes_again
        } else {
            comes_again || is_long || is_shouted || is_turn || label.bracketed
        }
    }
}

/// A line without the mark of a new turn, and whether it has one: ">>", "-".
fn unmarked(line: &str) -> (bool, &str) {
    let line = line.trim_start();
    if let Some(rest) = line.strip_prefix(">>") {
        return (true, rest.trim_start_matches('>').trim_start());
    }
    match line.strip_prefix(['-', '–', '—', '‐']) {
        Some(rest) if rest.starts_with([' ', '[', '(']) || rest.starts_with(char::is_uppercase) => {
            (true, rest.trim_start())
        }
        _ => (false, line),
    }
}

/// A name at the start of a line.
struct Label<'l> {
    name: &'l str,
    rest: &'l str,
    bracketed: bool,
    /// Whether more stood before the colon: "Ada Quill, treasurer:", but "Mr Mayor, members of the council:" is speech.
    has_more: bool,
}

impl<'l> Label<'l> {
    fn read(line: &'l str) -> Option<Self> {
        if let Some((inner, rest)) = bracketed(line) {
            let is_label = is_name(inner) && !is_sound(inner);
            let rest = rest.trim_start().trim_start_matches(':').trim_start();
            return is_label.then_some(Self { name: inner, rest, bracketed: true, has_more: false });
        }
        let colon = line.bytes().take(LONGEST).position(|byte| byte == b':')?;
        let (name, rest) = (&line[..colon], &line[colon + 1..]);
        // "QUILL (through an interpreter):", "Ada Quill, treasurer:".
        let name = name.split_once(['(', '[', ',']).map_or(name, |(name, _)| name).trim();
        let is_label = (rest.is_empty() || rest.starts_with(' ')) && is_name(name);
        is_label.then(|| Self {
            name,
            rest: rest.trim_start(),
            bracketed: false,
            has_more: line[..colon].contains(','),
        })
    }
}

/// What stands in brackets at the start of a line, and what behind them.
fn bracketed(line: &str) -> Option<(&str, &str)> {
    let close = match line.as_bytes().first()? {
        b'[' => ']',
        b'(' => ')',
        _ => return None,
    };
    let (inner, rest) = line[1..].split_once(close)?;
    (inner.len() <= LONGEST).then(|| (inner.trim().trim_end_matches(':'), rest))
}

/// Whether every word begins with a capital, or is a number or a small word behind the first.
fn is_name(name: &str) -> bool {
    const SMALL: &str = " of the de da di du van von der den del la le el bin al ibn and ";
    let mut words = 0;
    for word in name.split_whitespace() {
        words += 1;
        let is_behind =
            words > 1 && (SMALL.contains(&format!(" {word} ")) || word.starts_with(|c: char| c.is_ascii_digit()));
        let is_sign = word == "&" || word.starts_with('#');
        let reads = word.chars().all(|c| c.is_alphanumeric() || "-.’'&#,".contains(c));
        if !reads || !(word.starts_with(char::is_uppercase) || is_behind || is_sign && words > 1) {
            return false;
        }
    }
    (1..=WORDS).contains(&words) && !name.starts_with("I ") && name != "I"
}

fn is_sound(inner: &str) -> bool {
    let lower = inner.to_lowercase();
    lower.split(|c: char| !c.is_alphanumeric() && c != '-').any(|word| SOUNDS.contains(&word))
}

/// What of a line is spoken: without sounds in brackets, and nothing of a line that is sung.
fn spoken(line: &str) -> String {
    if line.contains(['♪', '♫', '♬']) {
        return String::new();
    }
    let mut kept = String::with_capacity(line.len());
    let mut rest = line;
    while let Some(open) = rest.find(['[', '(']) {
        let (before, inside) = rest.split_at(open);
        kept.push_str(before);
        let Some((inner, after)) = bracketed(inside) else {
            kept.push_str(&inside[..1]);
            rest = &inside[1..];
            continue;
        };
        let is_alone = before.trim().is_empty() && kept.trim().is_empty() && after.trim().is_empty();
        let is_silent = is_sound(inner) || is_alone || inside.starts_with('[') && !inner.contains(char::is_uppercase);
        if !is_silent {
            kept.push_str(&inside[..inside.len() - after.len()]);
        }
        rest = after;
    }
    kept.push_str(rest);
    let kept = kept.split_whitespace().collect::<Vec<_>>().join(" ");
    if kept.contains(char::is_alphanumeric) { kept } else { String::new() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_sound_is_dropped() {
        for (word, example) in rows() {
            assert_eq!(spoken(&format!("We lost 40 {example} ships.")), "We lost 40 ships.", "{word}");
            assert!(Label::read(example).is_none(), "{word}");
        }
    }

    #[test]
    fn what_stands_in_brackets_and_is_said_stays() {
        assert_eq!(
            spoken("The (old) council lost 40 [Karsovan] ships."),
            "The (old) council lost 40 [Karsovan] ships."
        );
        assert_eq!(spoken("(never closed"), "(never closed");
        assert_eq!(spoken("[door slams]"), "");
    }
}
