//! A file of subtitles → its cues: when each was spoken, its lines without markup, and the voice that the markup names.
//!
//! fasrt follows the formats to the letter. Players do not, so the times of an SRT file are first written as the format
//! has them: "0:00:01.5" → "00:00:01,500", positions behind them dropped, an empty line put before a cue that lacks it.

use std::fmt::Write;

use fasrt::srt;
use fasrt::srt::text::{TextParser, TextToken};
use fasrt::vtt::cue::{CueParser, CueToken, Tag};
use fasrt::vtt::{self, Block};

/// A line of a cue.
pub(super) struct Line {
    /// Who speaks, where markup says so.
    pub(super) voice: Option<String>,
    /// The words, with single spaces.
    pub(super) words: String,
}

/// What is shown at a time.
pub(super) struct Cue {
    /// From when, in milliseconds.
    pub(super) at: u64,
    /// Until when.
    pub(super) end: u64,
    /// Its lines with words.
    pub(super) lines: Vec<Line>,
}

/// What a file gave.
pub(super) struct Read {
    pub(super) cues: Vec<Cue>,
    /// How many cues have no readable time.
    pub(super) unread: usize,
    /// As the header of WebVTT says.
    pub(super) language: Option<String>,
}

/// Reads either format.
pub(super) fn read(text: &str) -> Read {
    let text = text.trim_start_matches('\u{feff}');
    let arrows = |text: &str| text.lines().filter(|line| line.contains("-->")).count();
    let (cues, language) = if text.starts_with("WEBVTT") {
        (webvtt(text), language(text))
    } else {
        (subrip(&tidy(text.trim_start())), None)
    };
    Read { unread: arrows(text).saturating_sub(cues.len()), cues, language }
}

fn webvtt(text: &str) -> Vec<Cue> {
    let blocks = vtt::Parser::new(text).map_while(Result::ok);
    let cues = blocks.filter_map(|block| match block {
        Block::Cue(cue) => Some(cue),
        _ => None,
    });
    let cues = cues.map(|cue| {
        let header = cue.header_ref();
        let (at, end) = (header.start().to_duration(), header.end().to_duration());
        Cue { at: millis(at), end: millis(end), lines: voiced(cue.body_ref()) }
    });
    cues.collect()
}

/// The lines of a cue of WebVTT. A voice begins a line of its own.
fn voiced(body: &str) -> Vec<Line> {
    let mut lines = Lines::default();
    let mut is_gloss = false;
    for token in CueParser::new(body) {
        match token {
            CueToken::Text(text) if !is_gloss => lines.push(text.normalize()),
            CueToken::StartTag { tag: Tag::Voice, annotation, .. } => {
                let voice = annotation.map(|name| name.normalize().trim().to_owned());
                lines.begin(voice.filter(|name| !name.is_empty()));
            }
            CueToken::EndTag(Tag::Voice) => lines.begin(None),
            CueToken::StartTag { tag: Tag::RubyText, .. } => is_gloss = true,
            CueToken::EndTag(Tag::RubyText) => is_gloss = false,
            _ => {}
        }
    }
    lines.close()
}

fn subrip(text: &str) -> Vec<Cue> {
    let entries = srt::Parser::lossy(text).map_while(Result::ok);
    let cues = entries.map(|entry| {
        let header = entry.header_ref();
        let mut lines = Lines::default();
        for token in TextParser::new(entry.body_ref()) {
            match token {
                TextToken::Text(text) => lines.push(text),
                TextToken::LineBreak => lines.begin(None),
                _ => {}
            }
        }
        let (at, end) = (header.start().to_duration(), header.end().to_duration());
        Cue { at: millis(at), end: millis(end), lines: lines.close() }
    });
    cues.collect()
}

fn millis(time: std::time::Duration) -> u64 {
    u64::try_from(time.as_millis()).unwrap_or(u64::MAX)
}

/// The lines of a cue as they grow.
#[derive(Default)]
struct Lines {
    done: Vec<Line>,
    voice: Option<String>,
    open: String,
}

impl Lines {
    fn push(&mut self, text: &str) {
        let mut parts = text.split(['\n', '\r']);
        self.open.push_str(parts.next().unwrap_or_default());
        for part in parts {
            self.end();
            self.open.push_str(part);
        }
    }

    fn end(&mut self) {
        let words = self.open.split_whitespace().collect::<Vec<_>>().join(" ");
        self.open.clear();
        if !words.is_empty() {
            self.done.push(Line { voice: self.voice.clone(), words });
        }
    }

    fn begin(&mut self, voice: Option<String>) {
        self.end();
        self.voice = voice;
    }

    fn close(mut self) -> Vec<Line> {
        self.end();
        self.done
    }
}

/// "Language: en" under the signature.
fn language(text: &str) -> Option<String> {
    let header = text.lines().skip(1).take_while(|line| !line.trim().is_empty()).take(20);
    let tag =
        header.filter_map(|line| line.split_once(':')).find(|(key, _)| key.trim().eq_ignore_ascii_case("language"));
    let tag = tag?.1.trim();
    let is_tag = tag.len() >= 2 && tag.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-');
    is_tag.then(|| tag.to_owned())
}

/// An SRT file with its times as the format has them.
fn tidy(text: &str) -> String {
    let mut tidy = String::with_capacity(text.len() + text.len() / 16);
    let mut number: Option<&str> = None;
    for line in text.lines().map(str::trim_end) {
        let is_number = !line.is_empty() && line.len() < 10 && line.bytes().all(|byte| byte.is_ascii_digit());
        if let Some((at, end)) = timing(line) {
            tidy.push('\n');
            let _ = writeln!(
                tidy,
                "{}\n{} --> {}",
                number.take().filter(|it| !it.trim_matches('0').is_empty()).unwrap_or("1"),
                stamp(at),
                stamp(end)
            );
            continue;
        }
        if let Some(number) = number.take() {
            let _ = writeln!(tidy, "{number}"); // a spoken number, not a cue's
        }
        if is_number {
            number = Some(line);
        } else {
            let _ = writeln!(tidy, "{line}");
        }
    }
    if let Some(number) = number {
        let _ = writeln!(tidy, "{number}");
    }
    tidy
}

/// The two times of a line, in milliseconds: "00:00:01,000 --> 00:00:04,000", with a full stop, short or without hours.
pub(super) fn timing(line: &str) -> Option<(u64, u64)> {
    let (start, rest) = line.split_once("-->")?;
    let end = rest.split_whitespace().next()?;
    Some((time(start.trim())?, time(end)?))
}

fn time(given: &str) -> Option<u64> {
    let (clock, fraction) = given.split_once([',', '.']).unwrap_or((given, "0"));
    let mut parts = clock.split(':').rev().map(|part| small(part, 3));
    let (seconds, minutes) = (parts.next()??, parts.next()??);
    let hours = parts.next().unwrap_or(Some(0))?;
    if parts.next().is_some() || seconds > 59 || minutes > 59 {
        return None;
    }
    let fraction = small(&format!("{fraction:0<3}"), 3)?;
    Some(((hours * 60 + minutes) * 60 + seconds) * 1000 + fraction)
}

/// A number of at most so many digits.
fn small(given: &str, digits: usize) -> Option<u64> {
    let fits = (1..=digits).contains(&given.len()) && given.bytes().all(|byte| byte.is_ascii_digit());
    if fits { given.parse().ok() } else { None }
}

fn stamp(at: u64) -> String {
    let (seconds, rest) = (at / 1000, at % 1000);
    format!("{:02}:{:02}:{:02},{rest:03}", seconds / 3600, seconds / 60 % 60, seconds % 60)
}
