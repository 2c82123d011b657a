//! Cues that are nouns of somebody's: "the mayor’s claim that 40 came", "her estimate of 40", "a promise by Lind to buy 40".

use std::ops::Range;

use super::frame::Frame;
use super::scope;
use super::sort::{Sort, Sorted, sort};
use super::source::{self, Reach};
use crate::lexicon::{CueFrame, lexicon};
use crate::text::Shape;

/// The name of the rule where a clause follows.
pub(super) const RULE: &str = "noun cue";

/// How many adjectives may stand between owner and noun.
const NEAR: usize = 3;

/// The noun cue at `at`, when it has an owner, and what is said behind it.
pub(super) fn read(text: &Sorted, limits: Range<usize>, at: usize) -> Option<Frame> {
    let cue = lexicon().cues.of_word(text.word(at)).find(|cue| cue.any(&[CueFrame::Noun, CueFrame::Matter]))?;
    if text.tokens[at].shape != Shape::Lower {
        return None;
    }
    let (source, next) = owner(text, limits.start, at)
        .map(|owner| (owner, at + 1))
        .or_else(|| maker(text, at + 1, limits.end).map(|maker| (maker.clone(), maker.end)))?;
    let (rule, behind) = if sort(text, next) == Sort::That && cue.is(CueFrame::Noun) {
        (RULE, next + 1..limits.end)
    } else if cue.is(CueFrame::Matter) {
        ("noun cue and thing", matter(text, next..limits.end)?)
    } else {
        return None;
    };
    Some(Frame {
        source: Some(source),
        cue: at..at + 1,
        before: at..at,
        behind,
        polarity: cue.polarity,
        binding: false,
        speech: true,
        rule,
    })
    .filter(|frame| !frame.behind.is_empty())
}

/// "of 40 ships", "to buy 40 ships", "for 40 ships": as far as the phrase reaches.
fn matter(text: &Sorted, rest: Range<usize>) -> Option<Range<usize>> {
    const OPENS: [&str; 8] = ["of", "to", "for", "about", "on", "against", "over", "at"];
    let opens = OPENS.iter().any(|word| text.is(rest.start, word));
    opens.then(|| rest.start + 1..scope::phrase_end(text, rest.start + 1..rest.end))
}

/// "by Lind", "from the mayor", behind the noun.
fn maker(text: &Sorted, at: usize, limit: usize) -> Option<Range<usize>> {
    let opens = text.is(at, "by") || text.is(at, "from");
    let maker = source::behind(text, at + 1, limit, Reach::Core).filter(|_| opens)?;
    source::is_definite(text, &maker).then_some(maker)
}

/// "the mayor" of "the mayor’s bold claim", "her" of "her claim".
fn owner(text: &Sorted, from: usize, noun: usize) -> Option<Range<usize>> {
    let near = (from..noun).rev().take(NEAR + 1);
    for at in near {
        match sort(text, at) {
            Sort::Possessive => return source::before(text, from, at),
            Sort::Determiner if is_personal(text, at) => return Some(at..at + 1),
            Sort::Noun | Sort::Adverb | Sort::Verb | Sort::Joint | Sort::Number => {}
            _ => return None,
        }
    }
    None
}

fn is_personal(text: &Sorted, at: usize) -> bool {
    ["his", "her", "its", "their", "my", "our"].iter().any(|word| text.is(at, word))
}
