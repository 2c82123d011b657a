//! A fact-check that others published → a verdict beside the desk's own, on no scale of the desk.

use chrono::{DateTime, SubsecRound as _, Utc};
use rust_decimal::Decimal;

use crate::model::{Claim, Class, Evidence, EvidenceKind, Findings, Revision, Role, Standing, Verdict, VerdictId};
use crate::review::ReviewError;
use crate::review::words::{LONG, MIDDLE, address, line, text};
use crate::store::fresh_key;

/// The name of the scale of ratings that others gave in their own words.
pub const PUBLISHED_SCALE: &str = "claimreview";

/// A fact-check of others, in words as they came.
#[derive(Clone, Debug, Default)]
pub struct Published {
    /// Who published it.
    pub publisher: String,
    /// Where it lies.
    pub url: String,
    /// Its headline.
    pub title: Option<String>,
    /// The rating in the publisher's words.
    pub rating: String,
    /// The rating, its scale's worst and its scale's best, where they are given in numbers.
    pub numbers: Option<[Decimal; 3]>,
    /// Why.
    pub explanation: Option<String>,
    /// When it was published, as it says.
    pub published: Option<String>,
    /// Who recorded it, and from where: "imported by Ana from checks.json".
    pub recorded: String,
}

impl Published {
    /// The verdict on `claim` that the fact-check gives. Its evidence is the fact-check itself.
    ///
    /// # Errors
    /// When nobody published it, it has no rating or no address, or words are too long.
    pub fn verdict(&self, claim: &Claim, by: &str, at: DateTime<Utc>) -> Result<Verdict, ReviewError> {
        let reviewer = line("the publisher's name", &self.publisher)?.ok_or(ReviewError::NoPublisher)?;
        let rating = line("the rating", &self.rating)?.ok_or(ReviewError::NoRating)?;
        let url = address(&self.url)?;
        let words =
            |what, most, typed: &Option<String>| typed.as_deref().map_or(Ok(None), |typed| text(what, most, typed));
        let title = self.title.as_deref().map_or(Ok(None), |title| line("the title", title))?;
        let published = self.published.as_deref().map_or(Ok(None), |day| line("the day", day))?;
        let evidence = Evidence {
            claim: Some(claim.id),
            kind: EvidenceKind::FactCheck,
            title,
            publisher: Some(reviewer.clone()),
            url: Some(url.clone()),
            by: Some(by.to_owned()),
            added_at: Some(at.trunc_subsecs(3)),
            ..Evidence::default()
        };
        Ok(Verdict {
            id: VerdictId::from_bytes(fresh_key(at)),
            claim: claim.id,
            reviewer,
            given_at: at,
            scale: PUBLISHED_SCALE.to_owned(),
            scale_version: 1,
            rating,
            standing: standing(self.numbers),
            explanation: words("the explanation", MIDDLE, &self.explanation)?,
            correction: None,
            error: None,
            evidence: vec![evidence.keyed()],
            supersedes: None,
            role: Role::External,
            blind: false,
            claim_revision: Some(Revision::of(claim)),
            findings: Findings {
                published_url: Some(url),
                methodology: text("the methodology", LONG, &self.recorded)?,
                analysis: published.map(|day| format!("published {day}")),
                ..Findings::default()
            },
        })
    }
}

/// The rating's place between the worst and the best. Numbers that are not whole, or less than zero, tell the class and are
/// not kept; a number outside its scale tells nothing.
fn standing(numbers: Option<[Decimal; 3]>) -> Standing {
    let unknown = Standing { class: Class::Other, value: None, worst: None, best: None };
    let Some([value, worst, best]) = numbers else { return unknown };
    if worst == best || value < worst.min(best) || value > worst.max(best) {
        return unknown;
    }
    let class = class(value, worst, best);
    let whole = |number: Decimal| number.fract().is_zero().then(|| u32::try_from(number).ok()).flatten();
    match [value, worst, best].map(whole) {
        [Some(value), Some(worst), Some(best)] => {
            Standing { class, value: Some(value), worst: Some(worst), best: Some(best) }
        }
        _ => Standing { class, ..unknown },
    }
}

/// At the ends right and wrong, in the middle mixed, between them mostly so.
fn class(value: Decimal, worst: Decimal, best: Decimal) -> Class {
    let distance = |one: Decimal, other: Decimal| one.checked_sub(other).map(|difference| difference.abs());
    match (distance(value, worst), distance(value, best)) {
        _ if value == best => Class::Accurate,
        _ if value == worst => Class::Inaccurate,
        (Some(from_worst), Some(from_best)) if from_worst == from_best => Class::Mixed,
        (Some(from_worst), Some(from_best)) if from_worst > from_best => Class::Mostly,
        (Some(_), Some(_)) => Class::MostlyNot,
        _ => Class::Other,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn numbers(value: &str, worst: &str, best: &str) -> Standing {
        standing(Some([value, worst, best].map(|number| number.parse().unwrap())))
    }

    #[test]
    fn the_class_is_the_place_between_worst_and_best() {
        for (value, class) in [
            ("1", Class::Inaccurate),
            ("2", Class::MostlyNot),
            ("3", Class::Mixed),
            ("4", Class::Mostly),
            ("5", Class::Accurate),
        ] {
            let found = numbers(value, "1", "5");
            assert_eq!((found.class, found.value), (class, value.parse().ok()));
            assert_eq!((found.worst, found.best), (Some(1), Some(5)));
        }
        assert_eq!(numbers("1", "5", "1").class, Class::Accurate, "a publisher who counts downwards");
    }

    #[test]
    fn numbers_that_cannot_be_kept_still_tell_the_class() {
        let half = numbers("3.5", "1", "5");
        assert_eq!((half.class, half.value, half.best), (Class::Mostly, None, None));
        assert_eq!(numbers("-2", "-3", "3").class, Class::MostlyNot);
        assert_eq!(numbers("3.0", "1.00", "5").value, Some(3));
        assert_eq!(numbers("79228162514264337593543950335", "-79228162514264337593543950335", "1").class, Class::Other);
        for (value, worst, best) in [("6", "1", "5"), ("-1", "1", "5"), ("1", "1", "1"), ("0", "1", "5")] {
            assert_eq!(numbers(value, worst, best).class, Class::Other, "{value} of {worst} to {best}");
        }
        assert_eq!(standing(None).class, Class::Other);
    }
}
