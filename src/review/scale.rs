//! Rating scales as data: `scales/*.toml` → what each rating means, its place in the order and its class.

use serde::Deserialize;
use thiserror::Error;

use crate::model::{Class, Standing};

/// One rating of a scale.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Rating {
    /// What is stored and typed: "wrong".
    pub code: String,
    /// What is shown: "Wrong".
    pub label: String,
    /// When to give it.
    pub definition: String,
    /// Its place in the order, the best highest; `None` for a rating outside the order.
    pub value: Option<u32>,
    /// What it says across scales.
    pub class: Class,
}

/// A rating scale.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Scale {
    /// Its name: "numeric".
    pub id: String,
    /// Counted up whenever a code, label or definition changes.
    pub version: u32,
    /// What it is for.
    pub title: String,
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
const SCALES: [(&str, &str); 2] =
    [("numeric", include_str!("scales/numeric.toml")), ("politifact", include_str!("scales/politifact.toml"))];

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
        let (worst, best) = (range.map(|range| range.0), range.map(|range| range.1));
        Standing { class: rating.class, value: rating.value, worst, best }
    }

    fn nearest(&self, wanted: &str) -> Option<String> {
        let alike = |rating: &Rating| strsim::jaro_winkler(&rating.code, wanted);
        let best = self.ratings.iter().max_by(|one, other| alike(one).total_cmp(&alike(other)))?;
        (alike(best) >= ALIKE).then(|| best.code.clone())
    }
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
            let codes: BTreeSet<_> = scale.ratings.iter().map(|rating| code(&rating.label)).collect();
            assert_eq!(codes.len(), scale.ratings.len(), "{name}: two ratings of one label");
            let values: Vec<_> = scale.ratings.iter().filter_map(|rating| rating.value).collect();
            assert!(values.is_sorted_by(|one, next| one > next), "{name}: best first");
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
        assert!(Scale::named("stars").unwrap_err().to_string().contains("numeric, politifact"));
    }
}
