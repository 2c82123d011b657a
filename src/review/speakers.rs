//! Claims → who said how many of them, as what, where, when, and how they were judged.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;

use crate::model::{DocumentId, Polarity, Record};

/// Who gives a figure.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Voice {
    /// Somebody with a name, as the article gives it in full.
    Named(String),
    /// A source without a name: "some experts".
    Unnamed,
    /// Nobody but the article.
    Article,
}

/// What one speaker said.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Tally {
    /// What the articles say the speaker is, with in how many claims.
    roles: BTreeMap<String, u64>,
    /// The claims.
    pub claims: u64,
    /// Those of them that the speaker denied, doubted or asked about.
    pub not_asserted: u64,
    /// The articles they stand in.
    pub documents: BTreeSet<DocumentId>,
    /// The day of publication of the first article that has one.
    pub first: Option<NaiveDate>,
    /// That of the last.
    pub last: Option<NaiveDate>,
    /// Of the claims that were judged, how many were rated so: by scale and rating of the verdict that a report prints.
    pub ratings: BTreeMap<(String, String), u64>,
}

impl Tally {
    /// What the articles say the speaker is, the most frequent first.
    #[must_use]
    pub fn roles(&self) -> Vec<&str> {
        let mut roles: Vec<_> = self.roles.iter().collect();
        roles.sort_by_key(|(role, count)| (std::cmp::Reverse(**count), *role));
        roles.into_iter().map(|(role, _)| role.as_str()).collect()
    }

    /// How many claims were judged.
    #[must_use]
    pub fn reviewed(&self) -> u64 {
        self.ratings.values().sum()
    }

    fn add(&mut self, record: &Record) {
        self.claims += 1;
        let said = record.claim.attribution.as_ref();
        self.not_asserted += u64::from(said.is_some_and(|said| said.polarity != Polarity::Asserted));
        if let Some(role) = said.and_then(|said| said.role.as_ref()) {
            *self.roles.entry(role.clone()).or_default() += 1;
        }
        self.documents.insert(record.document.id);
        let day = record.document.metadata.published;
        self.first = self.first.into_iter().chain(day).min();
        self.last = self.last.into_iter().chain(day).max();
        if let Some(verdict) = record.verdict() {
            *self.ratings.entry((verdict.scale.clone(), verdict.rating.clone())).or_default() += 1;
        }
    }
}

/// The speakers of some claims.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Speakers {
    tallies: BTreeMap<Voice, Tally>,
}

impl Speakers {
    /// Takes a claim up.
    pub fn add(&mut self, record: &Record) {
        let voice = match &record.claim.attribution {
            None => Voice::Article,
            Some(said) => said.speaker.clone().map_or(Voice::Unnamed, Voice::Named),
        };
        self.tallies.entry(voice).or_default().add(record);
    }

    /// Who said most first, then by name; sources without a name and the articles themselves last.
    #[must_use]
    pub fn ranked(&self) -> Vec<(&Voice, &Tally)> {
        let mut all: Vec<_> = self.tallies.iter().collect();
        let rank = |voice: &Voice| match voice {
            Voice::Named(_) => 0,
            Voice::Unnamed => 1,
            Voice::Article => 2,
        };
        all.sort_by_key(|(voice, tally)| (rank(voice), std::cmp::Reverse(tally.claims), *voice));
        all
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Attribution, AttributionKind};
    use crate::review::fixture;

    fn said(speaker: Option<&str>, role: Option<&str>, polarity: Polarity) -> Option<Attribution> {
        Some(Attribution {
            source: None,
            cue: None,
            kind: AttributionKind::Indirect,
            speaker: speaker.map(str::to_owned),
            role: role.map(str::to_owned),
            polarity,
            rule: "cue".into(),
            chain: Vec::new(),
        })
    }

    fn of(attributions: impl IntoIterator<Item = Option<Attribution>>) -> Speakers {
        let mut speakers = Speakers::default();
        for attribution in attributions {
            let mut record = fixture::record();
            record.claim.attribution = attribution;
            speakers.add(&record);
        }
        speakers
    }

    #[test]
    fn the_nameless_stand_last() {
        let asserted = |name| said(name, None, Polarity::Asserted);
        let speakers =
            of([None, None, None, asserted(None), asserted(None), asserted(Some("Lind")), asserted(Some("Ames"))]);
        let names: Vec<_> = speakers.ranked().into_iter().map(|(voice, tally)| (voice.clone(), tally.claims)).collect();
        let named = |name: &str| Voice::Named(name.into());
        assert_eq!(names, [(named("Ames"), 1), (named("Lind"), 1), (Voice::Unnamed, 2), (Voice::Article, 3)]);
    }

    #[test]
    fn what_is_denied_is_no_statement() {
        let speakers = of([
            said(Some("Lind"), Some("the mayor"), Polarity::Denied),
            said(Some("Lind"), Some("a pilot"), Polarity::Asserted),
            said(Some("Lind"), Some("the mayor"), Polarity::Asked),
        ]);
        let ranked = speakers.ranked();
        let (_, tally) = ranked[0];
        assert_eq!((tally.claims, tally.not_asserted, tally.roles()), (3, 2, vec!["the mayor", "a pilot"]));
        assert_eq!((tally.reviewed(), tally.documents.len()), (0, 1));
    }
}
