//! A logged claim as reviewers and reports see it: the claim in the article's words, with every verdict on it.

use std::sync::Arc;

use chrono::{DateTime, NaiveDate, Utc};
use serde::{Deserialize, Serialize};

use crate::model::{Claim, DocumentId, Metadata, Role, State, Status, Verdict};

/// What a report says of the article that a claim stands in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Source {
    /// The document's key.
    pub id: DocumentId,
    /// The SHA-256 of its text.
    pub sha256: [u8; 32],
    /// What is known about it.
    pub metadata: Metadata,
    /// When it was stored (UTC).
    pub added_at: DateTime<Utc>,
    /// Which text of its address it is, in the order in which they were logged: 1 for the first, and without an address.
    pub revision: u32,
}

/// An article that carries a claim which stands elsewhere too.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Appearance {
    /// The day of publication; articles without one come last.
    pub published: Option<NaiveDate>,
    /// The address.
    pub url: Option<String>,
    /// The outlet.
    pub publisher: Option<String>,
    /// The headline.
    pub title: Option<String>,
    /// Whether it has these words from another one of the articles that carry the claim: a copy is no second source.
    pub copy: bool,
}

/// The parts of a claim in the article's own words.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Wording {
    /// The mention: "more than $500 million a year".
    pub mention: String,
    /// The mention without its modifier.
    pub quantity: String,
    /// The sentence around it.
    pub sentence: String,
    /// The source phrase.
    pub source: Option<String>,
    /// The cue.
    pub cue: Option<String>,
    /// The further sources of the attribution's chain.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub chain: Vec<LinkWords>,
}

/// A link of an attribution's chain in the article's own words.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct LinkWords {
    /// The source phrase.
    pub source: Option<String>,
    /// The cue.
    pub cue: String,
}

/// A logged claim with its article's metadata and its verdicts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Record {
    /// The claim; its spans refer to the document's text.
    pub claim: Claim,
    /// The same in words.
    pub wording: Wording,
    /// Where the mention starts and ends, in Unicode code points of the text.
    pub chars: (u32, u32),
    /// The article, shared by its claims.
    pub document: Arc<Source>,
    /// Every verdict that was not taken back, oldest first.
    pub verdicts: Vec<Verdict>,
    /// How many more there are that the reader may not see yet.
    pub hidden: usize,
    /// Where it stands.
    pub state: State,
    /// The claim as the program found it, where somebody edited it.
    pub machine: Option<Box<Claim>>,
    /// Whether somebody dealt with it and the newest revision of its article no longer has its sentence.
    pub source_changed: bool,
    /// The other articles that are known to carry it: those of claims that were triaged as its duplicates, further places of
    /// its own text, and copies of its article with the same words in the same sentence.
    pub elsewhere: Vec<Appearance>,
    /// Whether its own article has these words from one of those.
    pub copied: bool,
    /// The ledger row that logged the claim, and its hash.
    pub event: (i64, [u8; 32]),
}

impl Record {
    /// The verdicts that no later one of the same reviewer supersedes, oldest first.
    pub fn in_force(&self) -> impl Iterator<Item = &Verdict> {
        let superseded: Vec<_> = self.verdicts.iter().filter_map(|verdict| verdict.supersedes).collect();
        self.verdicts.iter().filter(move |verdict| !superseded.contains(&verdict.id))
    }

    /// Those of them that the desk gave, which are all but what others published.
    pub fn own_in_force(&self) -> impl Iterator<Item = &Verdict> {
        self.in_force().filter(|verdict| verdict.role != Role::External)
    }

    /// The verdict that holds, which a report with one row a claim prints: the one that a resolution chose, else the desk's
    /// latest in force. What others judged is recorded beside it and never stands for it.
    #[must_use]
    pub fn verdict(&self) -> Option<&Verdict> {
        let chosen = self.state.resolution.as_ref().map(|resolution| resolution.verdict);
        let chosen = chosen.and_then(|id| self.verdicts.iter().find(|verdict| verdict.id == id));
        chosen.or_else(|| self.own_in_force().last())
    }

    /// The articles that are known to carry the claim, its own among them, the earliest first.
    #[must_use]
    pub fn appearances(&self) -> Vec<Appearance> {
        let own = &self.document.metadata;
        let own = Appearance {
            published: own.published,
            url: own.url.clone(),
            publisher: own.publisher.clone(),
            title: own.title.clone(),
            copy: self.copied,
        };
        let mut all = vec![own];
        all.extend(self.elsewhere.iter().cloned());
        all.sort_by(|one, other| (one.published.is_none(), one).cmp(&(other.published.is_none(), other)));
        all
    }

    /// How many of them do not have the words from another: sources that speak for themselves.
    #[must_use]
    pub fn independent(&self) -> usize {
        usize::from(!self.copied) + self.elsewhere.iter().filter(|it| !it.copy).count()
    }

    /// Where the claim stands.
    #[must_use]
    pub const fn status(&self) -> Status {
        self.state.status
    }
}
