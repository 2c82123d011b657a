//! A reviewer's judgement made a verdict: rating held against the scale, evidence checked, error computed.

use chrono::{DateTime, Utc};
use rust_decimal::Decimal;
use thiserror::Error;

use crate::model::{Claim, Correction, Evidence, EvidenceId, Kind, Quantity, Verdict, VerdictId};
use crate::review::{Comparison, Incomparable, Scale, ScaleError, unit_in_full};
use crate::store::fresh_key;

/// What a reviewer says of a claim, as typed.
#[derive(Clone, Debug, Default)]
pub struct Judgement {
    /// Who says it.
    pub reviewer: String,
    /// The rating's code or label.
    pub rating: String,
    /// Why, in a sentence or two.
    pub explanation: Option<String>,
    /// Addresses of what it rests on.
    pub evidence: Vec<String>,
    /// The right value.
    pub corrected_value: Option<Decimal>,
    /// The right value's unit; `None` for the claim's own.
    pub corrected_unit: Option<String>,
}

/// What a good verdict would have and this one lacks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Advice {
    /// No explanation.
    Explanation,
    /// No evidence.
    Evidence,
}

/// A judgement that can be stored, with what to tell the reviewer.
#[derive(Clone, Debug)]
pub struct Decision {
    /// The verdict, for [`Store::decide`](crate::store::Store::decide).
    pub verdict: Verdict,
    /// The claimed value against the corrected one; `None` without a correction.
    pub comparison: Option<Result<Comparison, Incomparable>>,
    /// What is recommended and missing.
    pub advice: Vec<Advice>,
}

/// Why a judgement cannot be a verdict.
#[derive(Clone, Debug, Error, PartialEq, Eq)]
pub enum ReviewError {
    /// The rating is none of the scale's.
    #[error(transparent)]
    Scale(#[from] ScaleError),
    /// Nobody is named.
    #[error("a verdict needs its reviewer's name: give it with --as NAME")]
    Reviewer,
    /// The evidence is no web address.
    #[error("“{0}” is no web address: evidence is given as http://… or https://…")]
    Address(String),
    /// A unit without a value.
    #[error("a corrected unit needs a corrected value: give it with --corrected-value N")]
    Unit,
}

/// Makes the verdict on `claim` that the judgement asks for.
///
/// # Errors
/// When the rating is none of the scale's, nobody is named, evidence is no web address, or a corrected unit stands
/// alone.
pub fn decide(claim: &Claim, scale: &Scale, judgement: &Judgement, at: DateTime<Utc>) -> Result<Decision, ReviewError> {
    let rating = scale.rating(&judgement.rating)?;
    let correction = correction(&claim.mention.quantity, judgement)?;
    let comparison = correction.as_ref().map(|right| Comparison::of(&claim.mention.quantity, right));
    let verdict = Verdict {
        id: VerdictId::from_bytes(fresh_key(at)),
        claim: claim.id,
        reviewer: reviewer(&judgement.reviewer)?,
        given_at: at,
        scale: scale.id.clone(),
        scale_version: scale.version,
        rating: rating.code.clone(),
        standing: scale.standing(rating),
        explanation: judgement.explanation.as_deref().map(str::trim).filter(|said| !said.is_empty()).map(str::to_owned),
        correction,
        error: comparison.as_ref().and_then(|held| held.as_ref().ok()).map(|held| held.size.clone()),
        evidence: evidence(&judgement.evidence, at)?,
        supersedes: None,
    };
    Ok(Decision { advice: advice(&verdict), verdict, comparison })
}

/// The name on one line, with single spaces, so that the same person has one name.
fn reviewer(typed: &str) -> Result<String, ReviewError> {
    let plain: String = typed.chars().filter(|c| !c.is_control() || c.is_whitespace()).collect();
    let name = plain.split_whitespace().collect::<Vec<_>>().join(" ");
    if name.is_empty() { Err(ReviewError::Reviewer) } else { Ok(name) }
}

/// The corrected value in the unit that was typed, or in the claim's own.
fn correction(claimed: &Quantity, judgement: &Judgement) -> Result<Option<Correction>, ReviewError> {
    let typed = judgement.corrected_unit.as_deref().map(str::trim).filter(|unit| !unit.is_empty());
    let Some(value) = judgement.corrected_value else {
        return if typed.is_none() { Ok(None) } else { Err(ReviewError::Unit) };
    };
    let own = unit_in_full(claimed);
    let same = |unit: &str| own.as_deref().is_some_and(|own| is_same_unit(claimed.kind, own, unit));
    let unit = match typed {
        Some(unit) if !same(unit) => Some(unit.to_owned()),
        _ => own,
    };
    Ok(Some(Correction { value, unit }))
}

/// Currencies are the same in either case; UCUM's units are not ("m" is not "M").
fn is_same_unit(kind: Kind, own: &str, typed: &str) -> bool {
    own == typed || kind == Kind::Money && own.eq_ignore_ascii_case(typed)
}

/// Each address once, in the order given.
fn evidence(typed: &[String], at: DateTime<Utc>) -> Result<Vec<Evidence>, ReviewError> {
    let mut found: Vec<Evidence> = Vec::new();
    for url in typed.iter().map(|url| url.trim()) {
        if !is_web_address(url) {
            return Err(ReviewError::Address(url.to_owned()));
        }
        if found.iter().all(|piece| piece.url.as_deref() != Some(url)) {
            found.push(Evidence::at(EvidenceId::from_bytes(fresh_key(at)), url.to_owned()));
        }
    }
    Ok(found)
}

/// Whether this is `http://HOST…` or `https://HOST…`. It is recorded, never fetched.
fn is_web_address(url: &str) -> bool {
    let scheme = |scheme: &str| url.get(..scheme.len()).is_some_and(|start| start.eq_ignore_ascii_case(scheme));
    let rest = ["https://", "http://"].into_iter().find(|known| scheme(known)).map(|known| &url[known.len()..]);
    let has_host = rest.is_some_and(|rest| rest.starts_with(|c: char| c.is_alphanumeric() || c == '['));
    has_host && !url.contains(|c: char| c.is_whitespace() || c.is_control())
}

fn advice(verdict: &Verdict) -> Vec<Advice> {
    let explanation = verdict.explanation.is_none().then_some(Advice::Explanation);
    explanation.into_iter().chain(verdict.evidence.is_empty().then_some(Advice::Evidence)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{ClaimId, DocumentId, Mention};
    use crate::span::Span;

    /// "$500 million a year"
    fn claim() -> Claim {
        let span = Span::new(0, 20);
        let mut quantity = Quantity::new(span, Kind::Money);
        quantity.value = Some(500_000_000.into());
        (quantity.unit, quantity.per) = (Some("USD".into()), Some("a".into()));
        let document = DocumentId::of(&[1; 32]);
        Claim {
            id: ClaimId::of(document, span, Kind::Money),
            document,
            sentence: span,
            mention: Mention { span, quantity, of: None, rule: "money".into() },
            attribution: None,
            worthiness: Decimal::ONE,
            reasons: Vec::new(),
            engine: "test".into(),
        }
    }

    fn judgement() -> Judgement {
        Judgement { reviewer: "Rita Lopez".into(), rating: "wrong".into(), ..Judgement::default() }
    }

    fn judged(judgement: &Judgement) -> Result<Decision, ReviewError> {
        decide(&claim(), &Scale::named("numeric").unwrap(), judgement, DateTime::UNIX_EPOCH)
    }

    #[test]
    fn a_bare_judgement_is_a_verdict_with_advice() {
        let decision = judged(&judgement()).unwrap();
        let verdict = decision.verdict;
        assert_eq!((&*verdict.rating, &*verdict.scale, verdict.scale_version), ("wrong", "numeric", 1));
        assert_eq!((verdict.correction, verdict.error), (None, None));
        assert_eq!(decision.advice, [Advice::Explanation, Advice::Evidence]);
    }

    #[test]
    fn the_error_is_computed_in_the_claims_own_unit() {
        for unit in [None, Some("USD/a".to_owned()), Some("usd/A".to_owned())] {
            let said = Judgement { corrected_value: Some(42_000_000.into()), corrected_unit: unit, ..judgement() };
            let decision = judged(&said).unwrap();
            assert_eq!(decision.verdict.correction.unwrap().unit.as_deref(), Some("USD/a"));
            assert_eq!(decision.verdict.error.unwrap().to_string(), "×11.9, +1090%");
        }
    }

    #[test]
    fn another_unit_is_kept_and_not_compared() {
        let said = Judgement { corrected_value: Some(5.into()), corrected_unit: Some("USD".into()), ..judgement() };
        let decision = judged(&said).unwrap();
        assert_eq!(decision.verdict.correction.unwrap().unit.as_deref(), Some("USD"));
        assert_eq!(decision.verdict.error, None);
        assert!(matches!(decision.comparison, Some(Err(Incomparable::Units { .. }))));
    }

    #[test]
    fn a_unit_alone_is_refused() {
        let said = Judgement { corrected_unit: Some("USD".into()), ..judgement() };
        assert_eq!(judged(&said).unwrap_err(), ReviewError::Unit);
    }

    #[test]
    fn a_reviewers_name_is_one_line() {
        let said = Judgement { reviewer: " Rita\n  Lopez\t".into(), ..judgement() };
        assert_eq!(judged(&said).unwrap().verdict.reviewer, "Rita Lopez");
        let nobody = Judgement { reviewer: " \n".into(), ..judgement() };
        assert_eq!(judged(&nobody).unwrap_err(), ReviewError::Reviewer);
    }

    #[test]
    fn evidence_is_web_addresses_each_once() {
        let with = |urls: &[&str]| {
            judged(&Judgement { evidence: urls.iter().map(ToString::to_string).collect(), ..judgement() })
        };
        let kept = with(&["https://a.example/x", " HTTP://b.example ", "https://a.example/x"]).unwrap();
        let urls: Vec<_> = kept.verdict.evidence.iter().filter_map(|piece| piece.url.as_deref()).collect();
        assert_eq!(urls, ["https://a.example/x", "HTTP://b.example"]);
        for wrong in [
            "",
            "a.example",
            "ftp://a.example",
            "javascript:alert(1)",
            "https://",
            "https:///x",
            "https://a b",
            "https://a\u{1b}[2J",
        ] {
            assert_eq!(with(&[wrong]).unwrap_err(), ReviewError::Address(wrong.to_owned()));
        }
    }
}
