//! Words that attribute: "said", "according to", "under", "the report shows".

use crate::lexicon::{Dictionary, Phrases, Table};
use crate::model::Polarity;

/// How a cue is built into its sentence.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CueFrame {
    /// A clause follows or goes before, the source may stand behind: "40 came, said the mayor".
    Say,
    /// A quotation or "that" follows, nothing else: "“40 came,” he went on".
    Quote,
    /// Somebody is told first: "told reporters that 40 came".
    Tell,
    /// A paper or a speaker gives a thing or a clause: "the poll found 40".
    Show,
    /// A clause follows or goes before: "analysts expect 40 to come".
    Think,
    /// A thing follows: "cited the loss of 40".
    Object,
    /// What follows is a clause, whatever it looks like: "said each ship carries 40".
    Clause,
    /// What somebody is to do follows: "plans to buy 40 ships".
    Intend,
    /// A thing and its number follow: "put the cost at $40 million".
    Value,
    /// Nobody is named: "are expected to".
    Passive,
    /// Nobody is named: "seems to have cost 40 ships".
    Appear,
    /// Nobody is named: "reportedly".
    Adverb,
    /// The source follows: "according to".
    Preposition,
    /// A paper that binds follows: "under the treaty".
    Under,
    /// A poll is the subject: "the poll has him at 40 percent".
    Measure,
    /// A paper that binds is the subject: "the law allows 40".
    Bind,
    /// A noun of somebody's: "her claim that 40 came".
    Noun,
    /// A noun of somebody's about a thing: "her estimate of 40 ships", "his plan to buy 40".
    Matter,
    /// What somebody is: "is confident that 40 will come", "is opposed to the loss of 40".
    Adjective,
    /// A paper follows: "in a poll", "per a report".
    Paper,
    /// A count of somebody's follows: "by the mayor's count".
    By,
}

const FRAMES: [(&str, CueFrame); 21] = [
    ("say", CueFrame::Say),
    ("quote", CueFrame::Quote),
    ("tell", CueFrame::Tell),
    ("show", CueFrame::Show),
    ("think", CueFrame::Think),
    ("object", CueFrame::Object),
    ("clause", CueFrame::Clause),
    ("intend", CueFrame::Intend),
    ("value", CueFrame::Value),
    ("passive", CueFrame::Passive),
    ("appear", CueFrame::Appear),
    ("adverb", CueFrame::Adverb),
    ("preposition", CueFrame::Preposition),
    ("under", CueFrame::Under),
    ("measure", CueFrame::Measure),
    ("bind", CueFrame::Bind),
    ("noun", CueFrame::Noun),
    ("matter", CueFrame::Matter),
    ("adjective", CueFrame::Adjective),
    ("paper", CueFrame::Paper),
    ("by", CueFrame::By),
];

/// Which form of its verb a cue is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
    /// "say".
    Base,
    /// "says".
    Third,
    /// "said", the participle too.
    Past,
    /// "saying".
    Gerund,
}

/// One cue.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Cue {
    frames: u32,
    /// Which form of the verb it is; [`Form::Base`] for other cues.
    pub form: Form,
    /// How it makes the source stand to the content.
    pub polarity: Polarity,
}

impl Cue {
    /// Whether the cue can be built in this way.
    #[must_use]
    pub const fn is(&self, frame: CueFrame) -> bool {
        self.frames & bit(frame) != 0
    }

    /// Whether the cue can be built in one of these ways.
    #[must_use]
    pub fn any(&self, frames: &[CueFrame]) -> bool {
        frames.iter().any(|frame| self.is(*frame))
    }
}

const fn bit(frame: CueFrame) -> u32 {
    1 << frame as u16
}

const TABLE: Table = Table::new(include_str!("cues.tsv"));

pub(super) fn parse(dictionary: &mut Dictionary) -> Phrases<Cue> {
    let mut phrases = Phrases::default();
    for row in TABLE.rows() {
        let named = |name: &str| FRAMES.iter().find(|(known, _)| *known == name).map_or(0, |(_, frame)| bit(*frame));
        let frames = row.list(1).map(named).fold(0, |all, one| all | one);
        let Some(polarity) = Polarity::from_name(row.text(2)) else { continue };
        let forms: Vec<_> = row.list(0).collect();
        for (place, form) in forms.iter().enumerate() {
            if forms[place + 1..].contains(form) {
                continue;
            }
            phrases.insert(dictionary, form, Cue { frames, form: form_of(place, form), polarity });
        }
    }
    phrases
}

/// Verbs stand in the table as: base, third person, past, participle, "-ing". "put", which is base and past, counts as past.
fn form_of(place: usize, words: &str) -> Form {
    let verb = words.split(' ').next().unwrap_or_default();
    match place {
        0 => Form::Base,
        _ if verb.ends_with("ing") => Form::Gerund,
        1 => Form::Third,
        _ => Form::Past,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_row_has_a_known_frame_and_polarity() {
        for row in TABLE.rows() {
            assert!(row.list(1).all(|name| FRAMES.iter().any(|(known, _)| *known == name)), "{}", row.text(1));
            assert!(Polarity::from_name(row.text(2)).is_some(), "{}", row.text(2));
        }
    }

    #[test]
    fn every_example_holds_a_form_of_its_row() {
        for row in TABLE.rows() {
            let example = format!(" {} ", row.example().replace([',', '“', '”'], ""));
            assert!(row.list(0).any(|form| example.contains(&format!(" {form} "))), "{example}");
        }
    }

    #[test]
    fn no_form_stands_in_two_rows() {
        let mut seen = std::collections::BTreeSet::new();
        for row in TABLE.rows() {
            let forms: std::collections::BTreeSet<_> = row.list(0).collect();
            for form in forms {
                assert!(seen.insert(form), "{form}");
            }
        }
    }
}
