//! Words that attribute: "said", "according to", "under", "the report shows".

use crate::lexicon::{Dictionary, Phrases, Table};
use crate::model::Polarity;

/// How a cue is built into its sentence.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CueFrame {
    /// A verb with the source as its subject: "said".
    Verb,
    /// A preposition with the source after it: "according to".
    Preposition,
}

/// One cue.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Cue {
    /// How it is built in.
    pub frame: CueFrame,
    /// How it makes the source stand to the content.
    pub polarity: Polarity,
}

const TABLE: Table = Table::new(include_str!("cues.tsv"));

pub(super) fn parse(dictionary: &mut Dictionary) -> Phrases<Cue> {
    let mut phrases = Phrases::default();
    for row in TABLE.rows() {
        let frame = if row.text(1) == "preposition" { CueFrame::Preposition } else { CueFrame::Verb };
        let Some(polarity) = Polarity::from_name(row.text(2)) else { continue };
        for form in row.list(0) {
            phrases.insert(dictionary, form, Cue { frame, polarity });
        }
    }
    phrases
}
