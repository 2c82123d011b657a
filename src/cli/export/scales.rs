//! The scales of a report's verdicts in words, for reports that people read.

use super::outcome::Outcome;
use crate::cli::scale::versioned;
use crate::export::{RatingWords, ScaleWords};
use crate::review::Scale;
use crate::store::Store;

/// The scales whose verdicts were counted and that are known here.
pub(super) fn scale_words(store: &Store, outcome: &Outcome) -> anyhow::Result<Vec<ScaleWords>> {
    let known = outcome.scales.keys().map(|(name, version)| versioned(store, name, *version));
    known.filter_map(|scale| scale.map(|scale| scale.map(words)).transpose()).collect()
}

fn words(scale: Scale) -> ScaleWords {
    let rating = |it: crate::review::Rating| RatingWords { code: it.code, label: it.label, definition: it.definition };
    ScaleWords {
        name: scale.id,
        version: scale.version,
        title: scale.title,
        ratings: scale.ratings.into_iter().map(rating).collect(),
    }
}
