//! What is a quantity: rules propose candidates, overlaps are settled, modifiers, ranges and rates are read.

mod candidate;
pub mod date;
mod literal;
mod numeral;

use chrono::NaiveDate;

use crate::model::Mention;
use crate::text::Text;

/// Finds the quantities of a text in order, without overlaps.
#[must_use]
pub fn find(text: &Text, published: Option<NaiveDate>) -> Vec<Mention> {
    date::find(text, published).into_iter().map(|candidate| candidate.mention(text)).collect()
}
