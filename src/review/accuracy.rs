//! Claims → how many of those that somebody asserted were judged, and how many of these were right.
//!
//! Right is what was judged accurate or mostly accurate, by the verdict that a report prints. Out of the reckoning, and
//! counted apart, is what was judged neither right nor wrong, and what the desk disputes: of that nobody can say yet which
//! verdict holds. Claims that were taken out count for nothing.

use std::collections::BTreeMap;

use crate::model::{Class, Polarity, Record, Status};
use crate::review::Share;

/// How the claims of one source were judged.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Accuracy {
    /// Claims that the source asserts.
    pub claims: u64,
    /// Claims that it denies, doubts or asks about, which are no statements of it.
    pub not_asserted: u64,
    /// Asserted claims with a verdict.
    pub judged: u64,
    /// Of those that were judged right or wrong, the right ones.
    pub right: Share,
    /// The other judged ones: by "unproven", "not_checkable", "other", "disputed".
    pub apart: BTreeMap<&'static str, u64>,
}

impl Accuracy {
    /// Takes a claim up.
    pub fn add(&mut self, record: &Record) {
        if record.status() == Status::Void {
            return;
        }
        if !is_asserted(record) {
            self.not_asserted += 1;
            return;
        }
        self.claims += 1;
        // Of verdicts that the reader may not see, nothing is told.
        let Some(verdict) = record.verdict().filter(|_| record.hidden == 0) else { return };
        self.judged += 1;
        match verdict.standing.class {
            _ if record.status() == Status::Disputed => self.set_apart(Status::Disputed.name()),
            class @ (Class::Unproven | Class::NotCheckable | Class::Other) => self.set_apart(class.name()),
            class => self.right.add(matches!(class, Class::Accurate | Class::Mostly)),
        }
    }

    fn set_apart(&mut self, why: &'static str) {
        *self.apart.entry(why).or_default() += 1;
    }
}

/// Whether whoever the claim is attributed to says that it is so; an article's own claims always are.
fn is_asserted(record: &Record) -> bool {
    record.claim.attribution.as_ref().is_none_or(|said| said.polarity == Polarity::Asserted)
}

/// How the claims of named speakers were judged.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SpeakerAccuracy {
    speakers: BTreeMap<String, Accuracy>,
}

impl SpeakerAccuracy {
    /// Takes a claim up, if somebody named makes it.
    pub fn add(&mut self, record: &Record) {
        if let Some(name) = record.claim.attribution.as_ref().and_then(|said| said.speaker.as_ref()) {
            self.speakers.entry(name.clone()).or_default().add(record);
        }
    }

    /// The speakers with claims, those judged most first, then by name.
    #[must_use]
    pub fn ranked(&self) -> Vec<(&str, &Accuracy)> {
        let mut all: Vec<_> = self.speakers.iter().map(|(name, found)| (name.as_str(), found)).collect();
        all.retain(|(_, found)| found.claims + found.not_asserted > 0);
        all.sort_by_key(|(name, found)| (std::cmp::Reverse(found.judged), *name));
        all
    }
}

/// How the claims that one outlet carried were judged. Carrying a claim is not making it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Carried {
    /// Claims in the articles' own voice.
    pub own: Accuracy,
    /// Claims that the articles attribute to others.
    pub attributed: Accuracy,
}

impl Carried {
    /// How many claims it carried.
    #[must_use]
    pub const fn claims(&self) -> u64 {
        self.own.claims + self.attributed.claims + self.attributed.not_asserted
    }

    const fn judged(&self) -> u64 {
        self.own.judged + self.attributed.judged
    }
}

/// How the claims of outlets were judged.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct OutletAccuracy {
    outlets: BTreeMap<Option<String>, Carried>,
}

impl OutletAccuracy {
    /// Takes a claim up.
    pub fn add(&mut self, record: &Record) {
        let carried = self.outlets.entry(record.document.metadata.publisher.clone()).or_default();
        let voice = if record.claim.attribution.is_some() { &mut carried.attributed } else { &mut carried.own };
        voice.add(record);
    }

    /// The outlets with claims, those judged most first, then by name; articles without a publisher last.
    #[must_use]
    pub fn ranked(&self) -> Vec<(Option<&str>, &Carried)> {
        let mut all: Vec<_> = self.outlets.iter().map(|(name, carried)| (name.as_deref(), carried)).collect();
        all.retain(|(_, carried)| carried.claims() > 0);
        all.sort_by_key(|(name, carried)| (name.is_none(), std::cmp::Reverse(carried.judged()), *name));
        all
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;
    use crate::model::{Attribution, AttributionKind, Role, Source};
    use crate::review::fixture;

    /// A claim that this class was given to; an empty speaker is the article itself.
    fn judged(speaker: &str, polarity: Polarity, class: Option<Class>) -> Record {
        let mut record = fixture::record();
        if !speaker.is_empty() {
            record.claim.attribution = Some(Attribution {
                source: None,
                cue: None,
                kind: AttributionKind::Indirect,
                speaker: Some(speaker.to_owned()),
                role: None,
                polarity,
                rule: "cue".into(),
                chain: Vec::new(),
            });
        }
        if let Some(class) = class {
            let mut verdict = fixture::verdict(&record.claim, "Ann", "wrong", Role::Reviewer);
            verdict.standing.class = class;
            record.verdicts.push(verdict);
            record.state.status = Status::Reviewed;
        }
        record
    }

    fn of(records: &[Record]) -> Accuracy {
        let mut found = Accuracy::default();
        records.iter().for_each(|record| found.add(record));
        found
    }

    #[test]
    fn every_class_is_right_wrong_or_apart() {
        let all: Vec<_> = Class::ALL.iter().map(|class| judged("Lind", Polarity::Asserted, Some(*class))).collect();
        let found = of(&all);
        assert_eq!((found.claims, found.judged, found.right), (8, 8, Share { with: 2, of: 5 }));
        assert_eq!(found.apart, BTreeMap::from([("unproven", 1), ("not_checkable", 1), ("other", 1)]));
    }

    #[test]
    fn what_is_denied_doubted_or_asked_is_no_statement() {
        let all: Vec<_> =
            Polarity::ALL.iter().map(|polarity| judged("Lind", *polarity, Some(Class::Accurate))).collect();
        let found = of(&all);
        assert_eq!((found.claims, found.not_asserted, found.judged), (1, 3, 1));
    }

    #[test]
    fn the_disputed_are_apart_and_the_void_are_nothing() {
        let mut disputed = judged("Lind", Polarity::Asserted, Some(Class::Accurate));
        disputed.state.status = Status::Disputed;
        let mut void = judged("Lind", Polarity::Asserted, Some(Class::Accurate));
        void.state.status = Status::Void;
        let found = of(&[disputed, void, judged("Lind", Polarity::Asserted, None)]);
        assert_eq!((found.claims, found.judged, found.right), (2, 1, Share::default()));
        assert_eq!(found.apart, BTreeMap::from([("disputed", 1)]));
    }

    #[test]
    fn of_hidden_verdicts_and_of_those_from_outside_nothing_is_told() {
        let mut record = judged("Lind", Polarity::Asserted, Some(Class::Accurate));
        assert_eq!(of(std::slice::from_ref(&record)).judged, 1);
        record.hidden = 1;
        assert_eq!(of(std::slice::from_ref(&record)), Accuracy { claims: 1, ..Accuracy::default() });
        record.hidden = 0;
        record.verdicts = vec![fixture::verdict(&record.claim, "A weekly", "accurate", Role::External)];
        assert_eq!(of(&[record]), Accuracy { claims: 1, ..Accuracy::default() });
    }

    #[test]
    fn speakers_rank_by_judged_and_name() {
        let mut speakers = SpeakerAccuracy::default();
        for (name, class) in [("Zed", Some(Class::Mixed)), ("Bo", None), ("Al", None), ("", Some(Class::Accurate))] {
            speakers.add(&judged(name, Polarity::Asserted, class));
        }
        let names: Vec<_> = speakers.ranked().into_iter().map(|(name, found)| (name, found.judged)).collect();
        assert_eq!(names, [("Zed", 1), ("Al", 0), ("Bo", 0)]);
    }

    #[test]
    fn an_outlets_own_voice_is_apart_from_what_it_attributes() {
        let mut outlets = OutletAccuracy::default();
        let mut add = |publisher: Option<&str>, mut record: Record| {
            let mut source = Source::clone(&record.document);
            source.metadata.publisher = publisher.map(str::to_owned);
            record.document = Arc::new(source);
            outlets.add(&record);
        };
        add(None, judged("", Polarity::Asserted, Some(Class::Accurate)));
        add(None, judged("", Polarity::Asserted, Some(Class::Accurate)));
        add(Some("Courier"), judged("", Polarity::Asserted, Some(Class::Accurate)));
        add(Some("Courier"), judged("Lind", Polarity::Asserted, Some(Class::Inaccurate)));
        add(Some("Courier"), judged("Lind", Polarity::Denied, Some(Class::Inaccurate)));
        add(Some("Argus"), judged("Lind", Polarity::Asserted, None));
        let ranked = outlets.ranked();
        let names: Vec<_> = ranked.iter().map(|(name, carried)| (*name, carried.claims())).collect();
        assert_eq!(names, [(Some("Courier"), 3), (Some("Argus"), 1), (None, 2)]);
        let courier = ranked[0].1;
        assert_eq!((courier.own.right, courier.attributed.right), (Share { with: 1, of: 1 }, Share { with: 0, of: 1 }));
        assert_eq!((courier.attributed.claims, courier.attributed.not_asserted), (1, 1));
    }
}
