//! A published judgement as schema.org's `ClaimReview`, for search engines and other fact-checkers: record → JSON-LD.
//!
//! **Numbers.** In a `Rating`, closer to `bestRating` means truer, `worstRating` is the lesser number, and the least is 1.
//! A rating is written by its distance from the worst of its scale: `ratingValue = least + |value − worst|`, where `least`
//! is the scale's least value, or 1 where that is less. So `numeric` stays 1 to 5, and Pinocchios (0 best, 4 worst) are turned
//! round: Four Pinocchios are 1 of 5, the Geppetto Checkmark is 5. A rating outside the order has its label and no number.
//!
//! **Whose claim.** schema.org asks whether the author of a claim is a `Person` or an `Organization`. What the article does not
//! tell is not guessed: a speaker with a role, or one who was named before ("Lind" is Mara Lind), is a person; the caller may
//! name others; of the rest `creditText` has the name, which schema.org gives no type. Who denies a claim or asks about it does
//! not make it, and a paper is nobody.
//!
//! **What is missing.** [`Review::of`] gives nothing for a claim that [`lacks`] finds something required missing of.

mod lacks;
mod number;
mod review;
mod speaker;
mod summary;
mod write;

use serde::{Deserialize, Serialize};

use crate::model::{Record, Verdict};

pub use lacks::{Grade, Lack, lacks};
pub use number::{Scaled, scaled};
pub use review::Review;
pub use summary::{LONGEST_SUMMARY, summary};
pub use write::{ReviewWriter, Shape};

/// The vocabulary of every document.
pub const CONTEXT: &str = "https://schema.org";

/// Who publishes the reviews, and what is said in all of them.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Publisher {
    /// The newsroom's name.
    pub organisation: String,
    /// Its address: the reviews are to lie there, or on a subdomain.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub organisation_url: Option<String>,
    /// The language of the reviews (BCP 47).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub language: Option<String>,
    /// The licence of the data: an address.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub licence: Option<String>,
    /// Whether claimed and corrected values are written too.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub extended: bool,
    /// Speakers who are persons.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub persons: Vec<String>,
    /// Speakers that are organisations.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub organisations: Vec<String>,
}

/// A claim with what a review of it is made from.
#[derive(Clone, Copy, Debug)]
pub struct Subject<'r> {
    /// The claim.
    pub record: &'r Record,
    /// The label of the rating that holds, by its scale; `None` when the scale is not known.
    pub label: Option<&'r str>,
    /// Who publishes.
    pub publisher: &'r Publisher,
}

impl<'r> Subject<'r> {
    fn verdict(&self) -> Option<&'r Verdict> {
        self.record.verdict()
    }

    /// The address of the review, where it is one of the web.
    fn url(&self) -> Option<&'r str> {
        let publication = self.record.state.publication.as_ref()?;
        Some(publication.url.trim()).filter(|url| crate::export::is_web(url))
    }
}
