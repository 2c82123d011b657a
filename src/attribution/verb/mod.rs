//! Cues that are verbs: "the mayor said that 40 came", "40 came, said the mayor", "noting that 40 came", "was reported".

mod polarity;
mod voice;

use std::ops::Range;

use crate::attribution::frame::Frame;
use crate::attribution::scope;
use crate::attribution::sort::{Sort, Sorted, sort};
use crate::attribution::source::{self, Reach};
use crate::attribution::subject;
use crate::lexicon::{Class, Cue, CueFrame, Form, Paper, lexicon};
use crate::text::Shape;
use voice::{Voice, group_start, is_noun, voice};

const VERBS: [CueFrame; 12] = [
    CueFrame::Say,
    CueFrame::Quote,
    CueFrame::Tell,
    CueFrame::Show,
    CueFrame::Think,
    CueFrame::Object,
    CueFrame::Intend,
    CueFrame::Value,
    CueFrame::Passive,
    CueFrame::Appear,
    CueFrame::Measure,
    CueFrame::Bind,
];

/// A cue verb in its sentence.
struct Verb<'t, 'd> {
    text: &'t Sorted<'d>,
    /// Where its source and content may stand.
    limits: Range<usize>,
    /// The verb with its auxiliaries and adverbs.
    group: Range<usize>,
    cue: Cue,
    voice: Voice,
}

/// The verb cue that begins at `at`, read in its sentence.
pub(super) fn read(text: &Sorted, limits: Range<usize>, at: usize) -> Option<Frame> {
    let (len, cue) = lexicon().cues.starting(text.words_from(at..limits.end.min(at + 4)), |_, cue| cue.any(&VERBS))?;
    if text.tokens[at].shape != Shape::Lower && at > limits.start {
        return None;
    }
    let start = group_start(text, limits.start, at);
    let group = start..at + len;
    let voice = voice(text, &group, at, *cue);
    let hyphened = start > limits.start && sort(text, start - 1) == Sort::Joint && !text.is(start - 1, ".");
    if hyphened || voice != Voice::Infinitive && is_noun(text, &limits, &group, at, *cue) {
        return None;
    }
    Verb { text, limits, group, cue: *cue, voice }.frame()
}

impl Verb<'_, '_> {
    fn frame(self) -> Option<Frame> {
        match self.voice {
            Voice::Passive => self.passive(),
            Voice::Participle => self.without_subject().or_else(|| self.of_paper()),
            Voice::Infinitive if self.says_that() => self.without_subject(),
            Voice::Infinitive | Voice::Noun => None,
            Voice::Active => self.with_subject().or_else(|| self.inverted()).or_else(|| self.without_subject()),
        }
    }

    /// "the law allows 40", "the rules require that": a paper that binds lays down what follows.
    fn bound(&self, source: Range<usize>) -> Option<Frame> {
        let binds = source::paper(self.text, &source) == Some(Paper::Binds);
        let behind = scope::behind(self.text, self.cue, self.group.end..self.limits.end).filter(|_| binds)?;
        let mut frame = self.found(Some(source), "a paper binds");
        frame.behind = behind;
        frame.binding = true;
        Some(frame)
    }

    /// "the poll has", "the survey puts": verbs that attribute with a poll for their subject.
    fn measures(&self, source: &Range<usize>) -> bool {
        source::paper(self.text, source) == Some(Paper::Measures) && sort(self.text, self.group.end) != Sort::Verb
    }

    /// "400 pledged seats": a participle between a number and its noun.
    fn is_attributive(&self, source: &Range<usize>) -> bool {
        self.group.len() == 1
            && self.cue.form == Form::Past
            && source.clone().all(|at| sort(self.text, at) == Sort::Number)
            && sort(self.text, self.group.end) == Sort::Noun
    }

    fn has_auxiliary(&self) -> bool {
        self.group.clone().any(|at| sort(self.text, at) == Sort::Auxiliary)
    }

    /// Whether the form could be a noun: "smaller states".
    fn is_ambiguous(&self) -> bool {
        let verb = self.group.end - 1;
        self.group.len() == 1
            && self.cue.form == Form::Third
            && (self.text.in_class(verb, Class::VerbOrNoun) || !self.text.in_class(verb, Class::Verb))
    }

    fn found(&self, source: Option<Range<usize>>, rule: &'static str) -> Frame {
        let here = self.group.end..self.group.end;
        Frame {
            source,
            cue: self.group.clone(),
            before: here.clone(),
            behind: here,
            polarity: polarity::of(self.text, &self.group, self.cue.polarity),
            binding: false,
            speech: self.cue.any(&[CueFrame::Say, CueFrame::Quote, CueFrame::Tell]),
            rule,
        }
    }

    /// "the mayor said that 40 came"; "40 came, the mayor said"; "the two, the mayor said, came".
    fn with_subject(&self) -> Option<Frame> {
        let source = source::before(self.text, self.limits.start, self.group.start)?;
        let binds = self.cue.is(CueFrame::Bind);
        if let Some(frame) = binds.then(|| self.bound(source.clone())).flatten() {
            return Some(frame);
        }
        if binds && !self.cue.is(CueFrame::Object) {
            return None;
        }
        if self.is_attributive(&source) {
            return None;
        }
        if let Some(frame) = self.values(&source).or_else(|| self.compared(&source)) {
            return Some(frame);
        }
        if self.cue.is(CueFrame::Appear) {
            return self.appears();
        }
        if self.cue.is(CueFrame::Measure) && !self.measures(&source) {
            return None;
        }
        if self.is_ambiguous() && !source::is_definite(self.text, &source) {
            return None;
        }
        if let Some(frame) = self.as_reported(&source) {
            return Some(frame);
        }
        let before = self.content_before(source.start);
        let rest = self.group.end..self.limits.end;
        let behind = scope::behind(self.text, self.cue, rest.clone());
        let mut frame = self.found(Some(source), "source cue content");
        match (before, behind) {
            (Some(before), None) => {
                frame.before = before;
                frame.rule = "content source cue";
            }
            (Some(before), Some(behind)) if scope::resumes(self.text, &rest) => {
                frame.before = before;
                frame.behind = behind;
                frame.rule = "content source cue content";
            }
            (Some(before), Some(_)) if scope::trails_off(self.text, &before, &rest) => {
                frame.before = before;
                frame.rule = "content source cue";
            }
            (_, Some(behind)) => frame.behind = behind,
            (None, None) if self.cue.any(&[CueFrame::Say, CueFrame::Quote]) => frame.rule = "source cue",
            (None, None) => return None,
        }
        scope::stop_at_comparison(self.text, &mut frame);
        scope::stop_at_main_clause(self.text, self.limits.start, &mut frame);
        Some(frame)
    }

    /// "The office put the cost at $40 million": a thing, "at", and its number.
    fn values(&self, source: &Range<usize>) -> Option<Frame> {
        let behind =
            scope::valued(self.text, self.group.end..self.limits.end).filter(|_| self.cue.is(CueFrame::Value))?;
        let mut frame = self.found(Some(source.clone()), "value at number");
        frame.behind = behind;
        Some(frame)
    }

    /// "40 more came than the mayor had predicted": what goes before is compared with what was said.
    fn compared(&self, source: &Range<usize>) -> Option<Frame> {
        const SAID: [CueFrame; 3] = [CueFrame::Say, CueFrame::Think, CueFrame::Show];
        let than = source.start.checked_sub(1).filter(|at| *at > self.limits.start && self.text.is(*at, "than"))?;
        let ends = matches!(sort(self.text, self.group.end), Sort::Comma | Sort::Stop | Sort::Calendar | Sort::Dash);
        if !ends || !self.cue.any(&SAID) {
            return None;
        }
        let mut frame = self.found(Some(source.clone()), "than source cue");
        frame.before = self.limits.start..than;
        Some(frame)
    }

    /// "The storm seems to have cost 40 ships": the article itself takes it so.
    fn appears(&self) -> Option<Frame> {
        let opens = self.text.is(self.group.end, "to") || sort(self.text, self.group.end) == Sort::That;
        let mut frame = self.found(None, "appearance");
        frame.behind = self.group.end..scope::phrase_end(self.text, self.group.end + 1..self.limits.end);
        opens.then_some(frame)
    }

    /// "As the mayor said, 40 came"; "40 came, as the mayor said".
    fn as_reported(&self, source: &Range<usize>) -> Option<Frame> {
        let as_word = source.start.checked_sub(1).filter(|at| *at >= self.limits.start && self.text.is(*at, "as"))?;
        if !self.cue.any(&[CueFrame::Say, CueFrame::Quote]) {
            return None;
        }
        let mut frame = self.found(Some(source.clone()), "as source cue");
        let ends =
            matches!(sort(self.text, self.group.end), Sort::Comma | Sort::Stop | Sort::Calendar | Sort::Preposition);
        if !ends {
            return None;
        }
        if as_word == self.limits.start {
            frame.behind = self.group.end..self.limits.end;
        } else {
            frame.before = self.limits.start..as_word;
        }
        Some(frame)
    }

    /// "As reported by the Courier, 40 came".
    fn as_reported_by(&self) -> Option<Frame> {
        let opens = self.group.start == self.limits.start + 1 && self.text.is(self.limits.start, "as");
        let by = self.text.is(self.group.end, "by") && opens && self.cue.is(CueFrame::Say);
        let start = by.then_some(self.group.end + 1)?;
        let source = source::behind(self.text, start, self.limits.end, Reach::Opening)?;
        let mut frame = self.found(Some(source.clone()), "as source cue");
        frame.behind = source.end..self.limits.end;
        Some(frame)
    }

    /// "a poll showing that 40 percent agreed".
    fn of_paper(&self) -> Option<Frame> {
        self.with_subject()
            .filter(|frame| frame.source.as_ref().is_some_and(|source| source::paper(self.text, source).is_some()))
    }

    /// "40 came, said the mayor."
    fn inverted(&self) -> Option<Frame> {
        if !self.cue.any(&[CueFrame::Say, CueFrame::Quote, CueFrame::Tell]) {
            return None;
        }
        if self.group.start == self.limits.start {
            return self.leading();
        }
        let before = self.content_before(self.group.start)?;
        let source = source::behind(self.text, self.group.end, self.limits.end, Reach::Speaker)?;
        let mut frame = self.found(Some(source.clone()), "content cue source");
        frame.before = before;
        Some(frame)
    }

    /// "Said the mayor: “…”"
    fn leading(&self) -> Option<Frame> {
        let source = source::behind(self.text, self.group.end, self.limits.end, Reach::Speaker)?;
        if sort(self.text, source.end) != Sort::Colon {
            return None;
        }
        let mut frame = self.found(Some(source.clone()), "cue source content");
        frame.behind = source.end..self.limits.end;
        Some(frame)
    }

    /// What is said before the source: everything up to the comma or the closing mark that it follows.
    fn content_before(&self, start: usize) -> Option<Range<usize>> {
        if !self.cue.any(&[CueFrame::Say, CueFrame::Quote, CueFrame::Tell, CueFrame::Think, CueFrame::Show]) {
            return None;
        }
        let last = start.checked_sub(1).filter(|last| *last > self.limits.start)?;
        let content = self.limits.start..last;
        let quoted = sort(self.text, last) == Sort::Mark;
        let parted =
            matches!(sort(self.text, last), Sort::Comma | Sort::Dash) || matches!(self.text.str(last), "?" | "!");
        let speaks = self.cue.is(CueFrame::Say) || !self.cue.is(CueFrame::Quote);
        let inserted =
            sort(self.text, self.group.end) == Sort::Comma && !scope::starts_quote(self.text, self.group.end);
        (quoted || speaks && parted && (inserted || scope::is_clause(self.text, content.clone()))).then_some(content)
    }

    /// "…, noting that 40 came"; "… and said 40 came": the subject of the clause before speaks.
    fn without_subject(&self) -> Option<Frame> {
        let rule = self.shared_rule().filter(|_| !self.cue.any(&[CueFrame::Measure, CueFrame::Bind]))?;
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
            (Voice::Active, Sort::And | Sort::Comma) => Some("coordinated cue"),
            (Voice::Active, Sort::Divider) if self.text.is(before, "but") => Some("coordinated cue"),
            (Voice::Participle, Sort::And | Sort::Divider | Sort::Comma | Sort::Preposition) => Some("participle cue"),
            (Voice::Infinitive, _) => Some("infinitive cue"),
            _ => None,
        }
    }

    /// "called a meeting to say that 40 came".
    fn says_that(&self) -> bool {
        matches!(sort(self.text, self.group.end), Sort::That | Sort::Mark)
    }

    /// "40 are expected to come"; "40 deaths were reported by the office".
    fn passive(&self) -> Option<Frame> {
        let text = self.text;
        if let Some(frame) = self.as_reported_by() {
            return Some(frame);
        }
        if !self.cue.is(CueFrame::Passive) || !self.has_auxiliary() {
            return None;
        }
        if text.is(self.group.end, "by") {
            let source = source::behind(text, self.group.end + 1, self.limits.end, Reach::Whole)?;
            let mut frame = self.found(Some(source.clone()), "passive by source");
            frame.before = self.limits.start..self.group.start;
            frame.behind = source.end..self.limits.end;
            return Some(frame);
        }
        if let Some(frame) = self.valued_by() {
            return Some(frame);
        }
        let only_values = self.cue.is(CueFrame::Value) && !self.cue.is(CueFrame::Say);
        if only_values && scope::valued(text, self.group.start..self.limits.end).is_none() {
            return None; // "the crates were put in 40 sheds"
        }
        let mut frame = self.found(None, "passive");
        frame.before = subject::subject(text, self.limits.start, self.group.start).unwrap_or(frame.before);
        frame.behind = self.group.end..self.limits.end;
        Some(frame)
    }

    /// "The cost was put last year at 40 million by the agency."
    fn valued_by(&self) -> Option<Frame> {
        const NEAR: usize = 16;
        let rest = self.group.end..self.limits.end;
        let value = scope::valued(self.text, self.group.start..rest.end).filter(|_| self.cue.is(CueFrame::Value))?;
        let ends =
            |at: &usize| matches!(sort(self.text, *at), Sort::Comma | Sort::Stop) || subject::is_finite(self.text, *at);
        let mut near = rest.take(NEAR).take_while(|at| !ends(at));
        let by = near.find(|at| self.text.is(*at, "by") && sort(self.text, at + 1) != Sort::Number)?;
        let source = source::behind(self.text, by + 1, value.end, Reach::Whole)?;
        let mut frame = self.found(Some(source), "value at number");
        frame.behind = self.group.end..by;
        Some(frame)
    }
}
