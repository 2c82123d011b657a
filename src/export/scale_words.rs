//! A rating scale in words, for reports that people read: what the codes of verdicts are called and mean.

use crate::model::Verdict;

/// A version of a scale.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ScaleWords {
    /// Its name: "numeric".
    pub name: String,
    /// Its version.
    pub version: u32,
    /// What it is for.
    pub title: String,
    /// Its ratings, the best first.
    pub ratings: Vec<RatingWords>,
}

/// A rating of a scale.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct RatingWords {
    /// What is stored: "wrong".
    pub code: String,
    /// What is shown: "Wrong".
    pub label: String,
    /// When it is given.
    pub definition: String,
}

impl ScaleWords {
    /// What a verdict's rating is called; its code where the scale is not known.
    #[must_use]
    pub fn label<'w>(scales: &'w [Self], verdict: &'w Verdict) -> &'w str {
        let scale = scales.iter().find(|it| it.name == verdict.scale && it.version == verdict.scale_version);
        let rating = scale.and_then(|scale| scale.ratings.iter().find(|rating| rating.code == verdict.rating));
        rating.map_or(&verdict.rating, |rating| &rating.label)
    }
}
