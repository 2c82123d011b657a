//! What is said of a claim in one word: the rating that holds, or why there is none. Cards, marks and charts share it.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::model::{Class, Record, Status, Verdict};

/// A rating as its scale names it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RatingName {
    /// What is stored.
    pub code: String,
    /// What is shown.
    pub label: String,
    /// When it is given.
    pub definition: String,
    /// What it says across scales.
    pub class: Class,
    /// Its place in the order.
    pub value: Option<u32>,
}

/// A scale of the report's verdicts.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ScaleText {
    /// Its name.
    pub name: String,
    /// Its version.
    pub version: u32,
    /// What it is for.
    pub title: String,
    /// Its ratings, best first; empty when this program does not know the scale.
    pub ratings: Vec<RatingName>,
}

/// The scales of a report, by name and version.
#[derive(Clone, Debug, Default)]
pub struct Labels(BTreeMap<(String, u32), ScaleText>);

impl Labels {
    /// Whether the scale is known here.
    #[must_use]
    pub fn has(&self, name: &str, version: u32) -> bool {
        self.0.contains_key(&(name.to_owned(), version))
    }

    /// Takes a scale up.
    pub fn add(&mut self, scale: ScaleText) {
        self.0.insert((scale.name.clone(), scale.version), scale);
    }

    /// The scales, by name and version.
    #[must_use]
    pub fn scales(&self) -> Vec<&ScaleText> {
        self.0.values().collect()
    }

    /// What the verdict's rating is called: by its scale, else by its code.
    #[must_use]
    pub fn label(&self, verdict: &Verdict) -> String {
        let scale = self.0.get(&(verdict.scale.clone(), verdict.scale_version));
        let rating = scale.and_then(|scale| scale.ratings.iter().find(|rating| rating.code == verdict.rating));
        rating.map_or_else(|| spelt_out(&verdict.rating), |rating| rating.label.clone())
    }
}

/// "pants_on_fire" as "Pants on fire".
fn spelt_out(code: &str) -> String {
    let mut letters = code.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect()).replace('_', " ")
}

/// What is said of a claim, best first: ratings by class and value, then claims without one.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Standing {
    /// The place of its class in [`CLASSES`].
    rank: usize,
    /// How far from the best on its scale.
    below: u32,
    /// In words: "Wrong", "Disputed", "No verdict yet".
    pub label: String,
    /// What the page calls it: `accurate` … `other`, `disputed`, `reopened`, `open`, `aside`, `void`.
    pub class: String,
}

/// The classes in their order, with what each says of a claim.
pub(super) const CLASSES: [(&str, &str); 13] = [
    ("accurate", "Right"),
    ("mostly", "Nearly right"),
    ("mixed", "Partly right"),
    ("mostly-not", "Largely wrong"),
    ("inaccurate", "Wrong"),
    ("unproven", "Unproven"),
    ("not-checkable", "Not checkable"),
    ("other", "Other verdict"),
    ("disputed", "Disputed"),
    ("reopened", "Reopened"),
    ("open", "No verdict yet"),
    ("aside", "Set aside"),
    ("void", "Taken out"),
];

impl Standing {
    /// What is said of the claim.
    #[must_use]
    pub fn of(record: &Record, labels: &Labels) -> Self {
        let verdict = record.verdict();
        match (record.status(), verdict) {
            (Status::Void, _) => Self::without("void", "Taken out"),
            (Status::Disputed, _) => Self::without("disputed", "Disputed"),
            (Status::Reopened, Some(_)) => Self::without("reopened", "Reopened"),
            (_, Some(verdict)) => Self::rated(verdict, labels.label(verdict)),
            (Status::NotCheckable, None) => Self::without("aside", "Not to be checked"),
            (Status::PendingDate, None) => Self::without("aside", "Cannot be checked yet"),
            (_, None) => Self::without("open", "No verdict yet"),
        }
    }

    /// What a verdict says.
    pub(super) fn rated(verdict: &Verdict, label: String) -> Self {
        let standing = verdict.standing;
        let below = standing.best.zip(standing.value).map_or(u32::MAX, |(best, value)| best.abs_diff(value));
        let class = class(standing.class);
        Self { rank: rank(class), below, label, class: class.to_owned() }
    }

    fn without(class: &str, label: &str) -> Self {
        Self { rank: rank(class), below: 0, label: label.to_owned(), class: class.to_owned() }
    }

    /// The place of its class in [`CLASSES`].
    pub(super) const fn rank(&self) -> usize {
        self.rank
    }

    /// Whether it was judged, also when the verdicts differ or it is looked at again.
    pub(super) fn is_judged(&self) -> bool {
        self.rank < rank("open")
    }

    /// Whether a verdict holds.
    #[must_use]
    pub fn is_rated(&self) -> bool {
        self.rank < rank("disputed")
    }
}

/// How many of these claims were judged.
pub(super) fn judged(by: &[u64; CLASSES.len()]) -> u64 {
    by[..rank("open")].iter().sum()
}

fn rank(class: &str) -> usize {
    CLASSES.iter().position(|(known, _)| *known == class).unwrap_or(CLASSES.len() - 1)
}

/// The class as the page's style names it.
pub(super) const fn class(class: Class) -> &'static str {
    match class {
        Class::Accurate => "accurate",
        Class::Mostly => "mostly",
        Class::Mixed => "mixed",
        Class::MostlyNot => "mostly-not",
        Class::Inaccurate => "inaccurate",
        Class::Unproven => "unproven",
        Class::NotCheckable => "not-checkable",
        Class::Other => "other",
    }
}
