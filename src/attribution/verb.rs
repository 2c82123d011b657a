//! Cues that are verbs: "the mayor said that 40 came", "40 came, said the mayor", "noting that 40 came", "was reported".

use std::ops::Range;

use super::frame::Frame;
use super::scope;
use super::sort::{Sort, sort};
use super::source::{self, Reach};
use super::subject;
use crate::lexicon::{Class, Cue, CueFrame, Form, lexicon};
use crate::text::{Shape, Text};

const VERBS: [CueFrame; 7] = [
    CueFrame::Say,
    CueFrame::Tell,
    CueFrame::Show,
    CueFrame::Think,
    CueFrame::Object,
    CueFrame::Passive,
    CueFrame::Seem,
];

/// In what way a verb stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Voice {
    /// "has said".
    Active,
    /// "was told".
    Passive,
    /// "saying".
    Participle,
    /// "to say".
    Infinitive,
}

/// A cue verb in its sentence.
struct Verb<'t, 'd> {
    text: &'t Text<'d>,
    /// Where its source and content may stand.
    limits: Range<usize>,
    /// The verb with its auxiliaries and adverbs.
    group: Range<usize>,
    cue: Cue,
    voice: Voice,
}

/// The verb cue that begins at `at`, read in its sentence.
pub(super) fn read(text: &Text, limits: Range<usize>, at: usize) -> Option<Frame> {
    let (len, cue) = lexicon().cues.starting(text.words_from(at..limits.end.min(at + 4)), |_, cue| cue.any(&VERBS))?;
    if text.tokens[at].shape != Shape::Lower && at > limits.start {
        return None;
    }
    let start = (limits.start..at).rev().take_while(|before| supports(text, *before)).last().unwrap_or(at);
    let group = start..at + len;
    let voice = voice(text, &group, at, *cue);
    if is_noun(text, &limits, &group, at, *cue) {
        return None;
    }
    Verb { text, limits, group, cue: *cue, voice }.frame()
}

/// Auxiliaries and adverbs before a verb: "has also said".
fn supports(text: &Text, at: usize) -> bool {
    match sort(text, at) {
        Sort::Auxiliary => true,
        Sort::Adverb => !["yesterday", "today", "tomorrow", "ago", "now"].iter().any(|word| text.is(at, word)),
        Sort::Possessive => at > 0 && sort(text, at - 1) == Sort::Pronoun,
        _ => false,
    }
}

fn voice(text: &Text, group: &Range<usize>, at: usize, cue: Cue) -> Voice {
    let be = (group.start..at).rev().find(|at| matches!(sort(text, *at), Sort::Auxiliary | Sort::Possessive));
    let is_be = be.is_some_and(|at| {
        ["is", "are", "was", "were", "be", "been", "being", "am", "'s", "’s"].iter().any(|word| text.is(at, word))
    });
    let infinitive = group.start > 0 && text.is(group.start - 1, "to");
    match cue.form {
        Form::Gerund if is_be => Voice::Active,
        Form::Gerund => Voice::Participle,
        Form::Past if is_be => Voice::Passive,
        Form::Past if text.is(group.end, "by") => Voice::Passive,
        Form::Base if infinitive => Voice::Infinitive,
        _ => Voice::Active,
    }
}

/// "the report", "a campaign claims form": a form that is a noun here.
fn is_noun(text: &Text, limits: &Range<usize>, group: &Range<usize>, at: usize, cue: Cue) -> bool {
    let ambiguous = text.in_class(at, Class::VerbOrNoun) || !text.in_class(at, Class::Verb);
    if group.start < at || !matches!(cue.form, Form::Base | Form::Third) || !ambiguous {
        return false;
    }
    let Some(before) = at.checked_sub(1).filter(|before| *before >= limits.start) else { return true };
    let next = sort(text, group.end);
    if matches!(next, Sort::Of | Sort::Auxiliary | Sort::Verb | Sort::Possessive) {
        return true;
    }
    match sort(text, before) {
        Sort::Pronoun | Sort::Relative | Sort::Comma | Sort::Close | Sort::Mark => false,
        Sort::Noun | Sort::Name => (cue.form == Form::Base) != text.looks_plural(before) && !text.is(before, "people"),
        _ => true,
    }
}

impl Verb<'_, '_> {
    fn frame(self) -> Option<Frame> {
        match self.voice {
            Voice::Passive => self.passive(),
            Voice::Participle => self.without_subject().or_else(|| self.with_subject()),
            Voice::Infinitive => self.without_subject(),
            Voice::Active if self.cue.is(CueFrame::Seem) => self.seems(),
            Voice::Active => self.with_subject().or_else(|| self.inverted()).or_else(|| self.without_subject()),
        }
    }

    fn found(&self, source: Option<Range<usize>>, rule: &'static str) -> Frame {
        let here = self.group.end..self.group.end;
        Frame {
            source,
            cue: self.group.clone(),
            before: here.clone(),
            behind: here,
            polarity: self.cue.polarity,
            binding: false,
            rule,
        }
    }

    /// "the mayor said that 40 came"; "40 came, the mayor said"; "the two, the mayor said, came".
    fn with_subject(&self) -> Option<Frame> {
        let source = source::before(self.text, self.limits.start, self.group.start)?;
        let before = self.content_before(source.start);
        let behind = scope::behind(self.text, self.cue, self.group.end..self.limits.end);
        let mut frame = self.found(Some(source), "source cue content");
        match (before, behind) {
            (Some(before), None) => {
                frame.before = before;
                frame.rule = "content source cue";
            }
            (Some(before), Some(behind)) if sort(self.text, self.group.end) == Sort::Comma => {
                frame.before = before;
                frame.behind = behind;
                frame.rule = "content source cue content";
            }
            (_, Some(behind)) => frame.behind = behind,
            (None, None) if self.cue.is(CueFrame::Say) => frame.rule = "source cue",
            (None, None) => return None,
        }
        Some(frame)
    }

    /// "40 came, said the mayor."
    fn inverted(&self) -> Option<Frame> {
        if !self.cue.any(&[CueFrame::Say, CueFrame::Tell]) || self.group.start == self.limits.start {
            return None;
        }
        let before = self.content_before(self.group.start)?;
        let source = source::behind(self.text, self.group.end, self.limits.end, Reach::Speaker)?;
        let mut frame = self.found(Some(source.clone()), "content cue source");
        frame.before = before;
        frame.behind = source.end..self.limits.end;
        Some(frame)
    }

    /// What is said before the source: everything up to the comma or the closing mark that it follows.
    fn content_before(&self, start: usize) -> Option<Range<usize>> {
        if !self.cue.any(&[CueFrame::Say, CueFrame::Tell, CueFrame::Think, CueFrame::Show]) {
            return None;
        }
        let last = start.checked_sub(1).filter(|last| *last > self.limits.start)?;
        let content = self.limits.start..last;
        let quoted = sort(self.text, last) == Sort::Mark;
        let parted =
            matches!(sort(self.text, last), Sort::Comma | Sort::Dash) || matches!(self.text.str(last), "?" | "!");
        (quoted || parted && scope::is_clause(self.text, content.clone())).then_some(content)
    }

    /// "…, noting that 40 came"; "… and said 40 came": the subject of the clause before speaks.
    fn without_subject(&self) -> Option<Frame> {
        let rule = self.shared_rule()?;
        let behind = scope::behind(self.text, self.cue, self.group.end..self.limits.end)?;
        let source = subject::of_clause(self.text, self.limits.clone(), self.group.start)?;
        let mut frame = self.found(Some(source), rule);
        frame.behind = behind;
        Some(frame)
    }

    /// By which rule a verb shares the subject of the clause before; `None` where it cannot.
    fn shared_rule(&self) -> Option<&'static str> {
        let before = self.group.start.checked_sub(1).filter(|before| *before >= self.limits.start)?;
        match (self.voice, sort(self.text, before)) {
            (Voice::Active, Sort::And | Sort::Divider | Sort::Comma) => Some("coordinated cue"),
            (Voice::Participle, Sort::And | Sort::Divider | Sort::Comma | Sort::Preposition) => Some("participle cue"),
            (Voice::Infinitive, _) => Some("infinitive cue"),
            _ => None,
        }
    }

    /// "40 are expected to come"; "40 deaths were reported by the office".
    fn passive(&self) -> Option<Frame> {
        let text = self.text;
        if text.is(self.group.end, "by") {
            let source = source::behind(text, self.group.end + 1, self.limits.end, Reach::Whole)?;
            let mut frame = self.found(Some(source.clone()), "passive by source");
            frame.before = self.limits.start..self.group.start;
            frame.behind = source.end..self.limits.end;
            return Some(frame);
        }
        if !self.cue.is(CueFrame::Passive) || self.group.start + 1 == self.group.end {
            return None;
        }
        let mut frame = self.found(None, "passive");
        frame.behind = self.group.end..self.limits.end;
        Some(frame)
    }

    fn seems(&self) -> Option<Frame> {
        let mut frame = self.found(None, "seems");
        frame.behind = self.group.end..self.limits.end;
        Some(frame)
    }
}
