//! Rating scales as data: `scales/*.toml` → what each rating means, its place in the order and its class.

use serde::{Deserialize, Serialize};
use thiserror::Error;

use crate::model::{Class, Standing};

/// One rating of a scale.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Rating {
    /// What is stored and typed: "wrong".
    pub code: String,
    /// What is shown: "Wrong".
    pub label: String,
    /// When to give it.
    pub definition: String,
    /// Its place in the order; `None` for a rating outside the order.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub value: Option<u32>,
    /// What it says across scales.
    pub class: Class,
}

/// Which end of a scale's values is the better.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Direction {
    /// A higher value is better, as on most scales.
    #[default]
    BetterIsHigher,
    /// A higher value is worse: Pinocchios.
    WorseIsHigher,
}

/// A rating scale.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Scale {
    /// Its name: "numeric".
    pub id: String,
    /// Counted up whenever a code, label or definition changes.
    pub version: u32,
    /// What it is for.
    pub title: String,
    /// Which end of its values is the better.
    #[serde(default)]
    pub direction: Direction,
    /// Its ratings, the ordered ones first, best first.
    #[serde(rename = "rating")]
    pub ratings: Vec<Rating>,
}

/// What is wrong with a scale's or a rating's name.
#[derive(Clone, Debug, Error, PartialEq, Eq)]
pub enum ScaleError {
    /// No such scale.
    #[error("there is no scale “{given}”: the scales are {}", known.join(", "))]
    UnknownScale {
        /// What was typed.
        given: String,
        /// The scales there are.
        known: Vec<String>,
    },
    /// No such rating on this scale.
    #[error("“{given}” is no rating of the scale {scale}{}: its ratings are {}", meant(nearest.as_deref()), known.join(", "))]
    UnknownRating {
        /// What was typed.
        given: String,
        /// The scale.
        scale: String,
        /// The rating that is spelt most like it, if one is.
        nearest: Option<String>,
        /// The ratings there are.
        known: Vec<String>,
    },
    /// A scale's file is wrong.
    #[error("the scale {name} cannot be read: {message}")]
    File {
        /// The scale's name.
        name: String,
        /// What is wrong with it.
        message: String,
    },
}

fn meant(nearest: Option<&str>) -> String {
    nearest.map_or_else(String::new, |code| format!(" (did you mean {code}?)"))
}

/// The scales that claimlog brings, by name; the default first.
const SCALES: [(&str, &str); 6] = [
    ("numeric", include_str!("scales/numeric.toml")),
    ("politifact", include_str!("scales/politifact.toml")),
    ("snopes", include_str!("scales/snopes.toml")),
    ("wapo", include_str!("scales/wapo.toml")),
    ("afp", include_str!("scales/afp.toml")),
    ("truefalse", include_str!("scales/truefalse.toml")),
];

/// How alike a word must be to a rating's code to be taken for a slip of it: 1 is the same.
const ALIKE: f64 = 0.7;

impl Scale {
    /// The scale that is used when none is named.
    pub const DEFAULT: &'static str = SCALES[0].0;

    /// The names of the scales.
    #[must_use]
    pub fn names() -> Vec<&'static str> {
        SCALES.map(|(name, _)| name).to_vec()
    }

    /// The scale of this name.
    ///
    /// # Errors
    /// [`ScaleError::UnknownScale`] with the scales there are.
    pub fn named(name: &str) -> Result<Self, ScaleError> {
        let wanted = code(name);
        let Some((name, toml)) = SCALES.iter().find(|(known, _)| *known == wanted) else {
            let known = SCALES.map(|(known, _)| known.to_owned()).to_vec();
            return Err(ScaleError::UnknownScale { given: name.to_owned(), known });
        };
        let unreadable =
            |error: toml::de::Error| ScaleError::File { name: (*name).to_owned(), message: error.message().to_owned() };
        toml::from_str(toml).map_err(unreadable)
    }

    /// Reads a scale that somebody wrote, and checks that it can be used.
    ///
    /// # Errors
    /// [`ScaleError::File`] with the line of what is wrong: an unknown or missing field, no rating, a code that is none or
    /// stands twice, values that are not in order, a name that one of claimlog's own scales has.
    pub fn read(toml: &str) -> Result<Self, ScaleError> {
        let wrong = |name: &str, message: String| ScaleError::File { name: name.to_owned(), message };
        let scale: Self = toml::from_str(toml).map_err(|error| {
            let line = error.span().map(|span| 1 + toml[..span.start.min(toml.len())].matches('\n').count());
            let line = line.map(|line| format!("line {line}: ")).unwrap_or_default();
            wrong("file", format!("{line}{}", error.message()))
        })?;
        match scale.flaw() {
            Some(flaw) => Err(wrong(&scale.id, flaw)),
            None if SCALES.iter().any(|(own, _)| *own == scale.id) => {
                Err(wrong(&scale.id, "claimlog brings a scale of this name: give yours another id".to_owned()))
            }
            None => Ok(scale),
        }
    }

    /// What is wrong with it, if anything is.
    fn flaw(&self) -> Option<String> {
        if self.id.is_empty() || code(&self.id) != self.id || !self.id.chars().all(is_of_code) {
            return Some(format!("its id “{}” is none: use small letters, digits and _", self.id));
        }
        if self.version == 0 || self.title.trim().is_empty() || self.ratings.is_empty() {
            return Some("it needs a version from 1 on, a title, and ratings".to_owned());
        }
        for (at, rating) in self.ratings.iter().enumerate() {
            if rating.code.is_empty() || !rating.code.chars().all(is_of_code) {
                return Some(format!("the code “{}” is none: use small letters, digits and _", rating.code));
            }
            let twice = |other: &&Rating| other.code == rating.code || code(&other.label) == code(&rating.label);
            if self.ratings[..at].iter().find(twice).is_some() {
                return Some(format!("the rating {} stands there twice, by its code or its label", rating.code));
            }
            if rating.label.trim().is_empty() || rating.definition.trim().is_empty() {
                return Some(format!("the rating {} needs a label and a definition", rating.code));
            }
        }
        let values: Vec<_> = self.ratings.iter().filter_map(|rating| rating.value).collect();
        let ordered = match self.direction {
            Direction::BetterIsHigher => values.is_sorted_by(|one, next| one > next),
            Direction::WorseIsHigher => values.is_sorted_by(|one, next| one < next),
        };
        (!ordered).then(|| "its values are not in order: the best rating stands first".to_owned())
    }

    /// The rating of this code or label, in either case, with spaces or hyphens for underscores.
    ///
    /// # Errors
    /// [`ScaleError::UnknownRating`] with the scale's ratings and the nearest.
    pub fn rating(&self, typed: &str) -> Result<&Rating, ScaleError> {
        let wanted = code(typed);
        let found = self.ratings.iter().find(|rating| rating.code == wanted || code(&rating.label) == wanted);
        found.ok_or_else(|| ScaleError::UnknownRating {
            given: typed.to_owned(),
            scale: self.id.clone(),
            nearest: self.nearest(&wanted),
            known: self.ratings.iter().map(|rating| rating.code.clone()).collect(),
        })
    }

    /// The lowest and the highest value; `None` when no rating has one.
    #[must_use]
    pub fn range(&self) -> Option<(u32, u32)> {
        let values = || self.ratings.iter().filter_map(|rating| rating.value);
        values().min().zip(values().max())
    }

    /// The rating's place on this scale, as a verdict keeps it.
    #[must_use]
    pub fn standing(&self, rating: &Rating) -> Standing {
        let range = self.range();
        let (low, high) = (range.map(|range| range.0), range.map(|range| range.1));
        let (worst, best) = if self.direction == Direction::WorseIsHigher { (high, low) } else { (low, high) };
        Standing { class: rating.class, value: rating.value, worst, best }
    }

    fn nearest(&self, wanted: &str) -> Option<String> {
        let alike = |rating: &Rating| strsim::jaro_winkler(&rating.code, wanted);
        let best = self.ratings.iter().max_by(|one, other| alike(one).total_cmp(&alike(other)))?;
        (alike(best) >= ALIKE).then(|| best.code.clone())
    }
}

fn is_of_code(c: char) -> bool {
    c.is_ascii_lowercase() || c.is_ascii_digit() || c == '_'
}

/// A name as it is compared: "Pants on Fire" is `pants_on_fire`.
fn code(typed: &str) -> String {
    typed.trim().to_lowercase().replace([' ', '-'], "_")
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn every_scale_is_sound() {
        for name in Scale::names() {
            let scale = Scale::named(name).unwrap();
            assert_eq!(scale.id, name);
            assert!(scale.version > 0 && !scale.title.is_empty());
            assert_eq!(scale.flaw(), None, "{name}");
            let codes: BTreeSet<_> = scale.ratings.iter().map(|rating| code(&rating.label)).collect();
            assert_eq!(codes.len(), scale.ratings.len(), "{name}: two ratings of one label");
            for rating in &scale.ratings {
                assert_eq!(rating.code, code(&rating.code), "{name}");
                assert!(rating.definition.ends_with('.'), "{name}: {}", rating.code);
            }
        }
    }

    #[test]
    fn the_default_scale_has_its_five_points_and_two_beside() {
        let scale = Scale::named(Scale::DEFAULT).unwrap();
        let points: Vec<_> = scale.ratings.iter().map(|rating| (rating.code.as_str(), rating.value)).collect();
        let ordered = [("accurate", 5), ("close", 4), ("misleading", 3), ("outdated", 2), ("wrong", 1)];
        assert_eq!(points[..5], ordered.map(|(code, value)| (code, Some(value))));
        assert_eq!(points[5..], [("unsupported", None), ("not_checkable", None)]);
        assert_eq!(scale.range(), Some((1, 5)));
    }

    #[test]
    fn more_pinocchios_are_worse() {
        let scale = Scale::named("wapo").unwrap();
        let standing = scale.standing(scale.rating("Three Pinocchios").unwrap());
        assert_eq!((standing.value, standing.worst, standing.best), (Some(3), Some(4), Some(0)));
        let afp = Scale::named("afp").unwrap();
        let standing = afp.standing(afp.rating("false").unwrap());
        assert_eq!((standing.value, standing.worst, standing.best), (None, None, None));
    }

    const OWN: &str = "id = \"desk\"\nversion = 1\ntitle = \"Ours\"\n\n[[rating]]\ncode = \"good\"\nlabel = \"Good\"\n\
                       definition = \"Fine.\"\nvalue = 2\nclass = \"accurate\"\n\n[[rating]]\ncode = \"bad\"\n\
                       label = \"Bad\"\ndefinition = \"Not.\"\nvalue = 1\nclass = \"inaccurate\"\n";

    #[test]
    fn a_scale_of_ones_own_is_checked() {
        assert_eq!(Scale::read(OWN).unwrap().ratings.len(), 2);
        for (from, to, said) in [
            ("version = 1", "versoin = 1", "line 2: unknown field"),
            ("version = 1\n", "", "missing field `version`"),
            ("version = 1", "version = 0", "needs a version"),
            ("value = 1", "value = 3", "not in order"),
            ("code = \"bad\"", "code = \"good\"", "stands there twice"),
            ("label = \"Bad\"", "label = \" Good\"", "stands there twice"),
            ("class = \"inaccurate\"", "class = \"awful\"", "line 17"),
            ("id = \"desk\"", "id = \"numeric\"", "another id"),
            ("id = \"desk\"", "id = \"Our Desk\"", "is none"),
            ("code = \"bad\"", "code = \"=bad\"", "is none"),
            ("definition = \"Not.\"", "definition = \" \"", "needs a label and a definition"),
        ] {
            let refusal = Scale::read(&OWN.replacen(from, to, 1)).unwrap_err().to_string();
            assert!(refusal.contains(said), "{to}: {refusal}");
        }
    }

    #[test]
    fn a_rating_is_found_by_code_or_label() {
        let scale = Scale::named("PolitiFact").unwrap();
        for typed in ["pants_on_fire", "Pants on Fire", " PANTS-ON-FIRE "] {
            assert_eq!(scale.rating(typed).unwrap().code, "pants_on_fire", "{typed}");
        }
    }

    #[test]
    fn an_unknown_rating_lists_the_scale_and_the_nearest() {
        let scale = Scale::named("numeric").unwrap();
        for (typed, meant) in [("wrnog", "wrong"), ("acurate", "accurate"), ("mislead", "misleading")] {
            let message = scale.rating(typed).unwrap_err().to_string();
            assert!(message.contains(&format!("did you mean {meant}?")), "{message}");
            assert!(
                message.contains("accurate, close, misleading, outdated, wrong, unsupported, not_checkable"),
                "{message}"
            );
        }
        assert!(!scale.rating("xyz").unwrap_err().to_string().contains("did you mean"));
        assert!(
            Scale::named("stars")
                .unwrap_err()
                .to_string()
                .contains("numeric, politifact, snopes, wapo, afp, truefalse")
        );
    }
}
