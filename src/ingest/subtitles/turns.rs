//! The lines of cues → turns: what one speaker says without a break, each line once; and turns → text with its times.

use super::cues::{Cue, Line};
use super::label::{Labels, Speaker};
use crate::model::Timing;

/// A gap, in milliseconds, behind which a line that comes again is said again.
const GAP: u64 = 2_000;
/// A paragraph of more bytes ends at the next end of a sentence, and of many more at the next line.
const LONG: usize = 600;
const LONGEST: usize = 2_400;

/// What one speaker says.
pub(super) struct Turn {
    speaker: Option<String>,
    /// Its lines, and when each was spoken.
    lines: Vec<(u64, String)>,
}

/// Joins the lines of cues.
pub(super) fn of(cues: &[Cue], labels: &Labels) -> Vec<Turn> {
    let mut turns: Vec<Turn> = Vec::new();
    let mut before: Option<&Cue> = None;
    let has_voices = cues.iter().flat_map(|cue| &cue.lines).any(|line| line.voice.is_some());
    for cue in cues.iter().filter(|cue| !cue.lines.is_empty()) {
        let shown = before.filter(|before| cue.at <= before.end.saturating_add(GAP)).map(|cue| cue.lines.as_slice());
        let (skip, cut) = said_before(shown.unwrap_or_default(), &cue.lines);
        let mut cut = Some(cut);
        for line in &cue.lines[skip..] {
            let words = &line.words[cut.take().unwrap_or_default()..];
            let (mut speaker, words) = labels.split(words);
            match (&line.voice, &speaker) {
                (Some(voice), Speaker::Same | Speaker::Other) => speaker = Speaker::Named(voice.clone()),
                (None, Speaker::Same) if has_voices => speaker = Speaker::Nobody,
                _ => {}
            }
            take(&mut turns, cue.at, speaker, words);
        }
        before = Some(cue);
    }
    turns
}

/// How many lines of a cue stood at the end of the one before, and how much of the next line did: captions that roll show
/// each line twice or more, and captions that are painted on grow.
fn said_before(shown: &[Line], lines: &[Line]) -> (usize, usize) {
    let most = shown.len().min(lines.len());
    let rolled = (1..=most).rev().find(|count| {
        let again = shown[shown.len() - count..].iter().zip(lines);
        again.into_iter().all(|(old, new)| old.words == new.words)
    });
    if let Some(count) = rolled {
        return (count, 0);
    }
    let grown = shown.last().zip(lines.first()).and_then(|(old, new)| new.words.strip_prefix(old.words.as_str()));
    let is_grown = grown.is_some_and(|rest| rest.starts_with(' '));
    (0, if is_grown { shown.last().map_or(0, |old| old.words.len()) } else { 0 })
}

fn take(turns: &mut Vec<Turn>, at: u64, speaker: Speaker, words: String) {
    let current = turns.last().map(|turn| turn.speaker.as_ref());
    let next = match speaker {
        Speaker::Same => current.is_none().then_some(None),
        Speaker::Named(name) => (current != Some(Some(&name))).then_some(Some(name)),
        Speaker::Nobody => (current != Some(None)).then_some(None),
        Speaker::Other => Some(None),
    };
    if let Some(speaker) = next {
        turns.push(Turn { speaker, lines: Vec::new() });
    }
    if let Some(turn) = turns.last_mut().filter(|_| !words.is_empty()) {
        turn.lines.push((at, words));
    }
}

/// Writes the turns, a paragraph each, long ones several.
pub(super) fn write(turns: Vec<Turn>) -> (String, Vec<Timing>) {
    let mut written = Written::default();
    for turn in turns {
        for (at, words) in &turn.lines {
            written.line(turn.speaker.as_deref(), *at, words);
        }
        written.end();
    }
    (written.text, written.timings)
}

/// The transcript as it grows.
#[derive(Default)]
struct Written {
    text: String,
    timings: Vec<Timing>,
    /// Where the open paragraph starts.
    open: Option<usize>,
    /// Whether it has to be closed with a mark.
    quoted: bool,
    /// Whether a quotation inside it is open.
    inner: bool,
}

impl Written {
    fn line(&mut self, speaker: Option<&str>, at: u64, words: &str) {
        if self.open.is_none() {
            self.begin(speaker);
        } else {
            self.text.push(' ');
        }
        let is_first = self.timings.last().is_none_or(|last| last.at != at);
        if let Some(start) = u32::try_from(self.text.len()).ok().filter(|_| is_first) {
            self.timings.push(Timing { start, at });
        }
        self.words(words);
        let length = self.text.len() - self.open.unwrap_or_default();
        if length > LONGEST || length > LONG && words.ends_with(['.', '?', '!', '…']) {
            self.end();
        }
    }

    fn begin(&mut self, speaker: Option<&str>) {
        if !self.text.is_empty() {
            self.text.push_str("\n\n");
        }
        self.open = Some(self.text.len());
        self.quoted = speaker.is_some();
        if let Some(speaker) = speaker {
            self.text.push_str(speaker);
            self.text.push_str(": “");
        }
    }

    /// The words; inside quotation marks those of a quotation are single ones.
    fn words(&mut self, words: &str) {
        if !self.quoted {
            return self.text.push_str(words);
        }
        for c in words.chars() {
            let mark = match c {
                '"' if self.inner => '’',
                '"' | '“' | '„' => '‘',
                '”' => '’',
                other => other,
            };
            if c == '"' {
                self.inner = !self.inner;
            }
            self.text.push(mark);
        }
    }

    fn end(&mut self) {
        if self.open.take().is_some() && self.quoted {
            self.text.push('”');
        }
        self.inner = false;
    }
}
