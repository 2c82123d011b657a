//! A reviewer's judgement made a verdict: rating held against the scale, evidence checked, error computed.

use chrono::{DateTime, NaiveDate, SubsecRound as _, Utc};
use rust_decimal::Decimal;
use thiserror::Error;

use crate::model::{
    Claim, Class, Contacted, Correction, Evidence, EvidenceId, Findings, Kind, Policy, Quantity, Revision, Role,
    Verdict, VerdictId,
};
use crate::review::error::not_compared;
use crate::review::words::{MIDDLE, address, line, text};
use crate::review::{ChecklistError, Comparison, Incomparable, Scale, ScaleError, answered, findings, unit_in_full};
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
    /// What it rests on: evidence of the ledger, or addresses with the key of zeros.
    pub evidence: Vec<Evidence>,
    /// The right value.
    pub corrected_value: Option<Decimal>,
    /// The least that the right value can be, where it is not known better.
    pub corrected_low: Option<Decimal>,
    /// The most that it can be.
    pub corrected_high: Option<Decimal>,
    /// The right value's unit; `None` for the claim's own.
    pub corrected_unit: Option<String>,
    /// What it is a rate of; `None` for what stands in the unit, or the claim's own.
    pub corrected_per: Option<String>,
    /// The right day, of a claim that is a date.
    pub corrected_date: Option<NaiveDate>,
    /// The day that the right value is of.
    pub as_of: Option<NaiveDate>,
    /// In what capacity.
    pub role: Role,
    /// Whether it was given without sight of others' verdicts; `None` when the reviewer does not say.
    pub blind: Option<bool>,
    /// What is said beside the rating.
    pub findings: Findings,
    /// Answers to questions of the claim's checklist, by their names.
    pub answers: Vec<(String, String)>,
}

/// What a good verdict would have and this one lacks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Advice {
    /// No explanation.
    Explanation,
    /// No evidence.
    Evidence,
    /// It replaces a verdict and does not say why.
    Reason,
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

/// Why a judgement cannot be a verdict, or what was typed no evidence.
#[derive(Clone, Debug, Error, PartialEq, Eq)]
pub enum ReviewError {
    /// The rating is none of the scale's.
    #[error(transparent)]
    Scale(#[from] ScaleError),
    /// Nobody is named.
    #[error("a verdict needs its reviewer's name: give it with --as NAME")]
    Reviewer,
    /// A fact-check of others that names nobody.
    #[error("it does not say who published it")]
    NoPublisher,
    /// A fact-check of others without a rating.
    #[error("it gives no rating in words")]
    NoRating,
    /// Nobody is named who adds evidence.
    #[error("evidence needs the name of who adds it: give it with --as NAME")]
    Nobody,
    /// An address is none of the web.
    #[error("“{0}” is no web address: one begins with http:// or https:// and has no spaces")]
    Address(String),
    /// A unit without a value.
    #[error("a unit, a rate and a day are of a corrected value: give it with --corrected-value N, or bounds")]
    Unit,
    /// A value and bounds, or a number and a day.
    #[error("the correction is a value, or bounds, or a day: give one of them")]
    Both,
    /// Bounds that are exchanged.
    #[error("the lower bound {low} is greater than the upper bound {high}")]
    Bounds {
        /// The lower bound.
        low: Decimal,
        /// The upper bound.
        high: Decimal,
    },
    /// More words than anybody reads.
    #[error("{what} has {length} characters: the most are {most}")]
    TooLong {
        /// What it is of.
        what: &'static str,
        /// How long it is.
        length: usize,
        /// How long it may be.
        most: usize,
    },
    /// A day of something that has happened lies in the future.
    #[error("{what} on {day}, which is still to come")]
    Future {
        /// What happened, continued by "on DAY".
        what: &'static str,
        /// The day.
        day: NaiveDate,
    },
    /// The day to look again is over.
    #[error("the day to look again, {day}, is over: it is {today}")]
    Recheck {
        /// The day that was typed.
        day: NaiveDate,
        /// The day of the verdict.
        today: NaiveDate,
    },
    /// A day or an answer of somebody who was not asked or did not answer.
    #[error("the claimant was contacted: {0}; a day needs `asked` or `answered`, and a quotation `answered`")]
    Contact(Contacted),
    /// A note on a change without the change's reason.
    #[error("a note on a change needs the reason of the change: give it with --reason")]
    Note,
    /// The reason of a change where nothing is changed.
    #[error("a reason of a change needs an earlier verdict on the claim, and there is none")]
    NoChange,
    /// An answer to no question.
    #[error(transparent)]
    Checklist(#[from] ChecklistError),
    /// The policy asks for evidence.
    #[error("the desk's policy asks for evidence: give it with --evidence, or rate the claim as one without")]
    NoEvidence,
    /// Evidence that holds nothing.
    #[error("there is nothing to look at: evidence needs --url, --file, --title or --quote")]
    Empty,
    /// A unit or a day of a number that is not there.
    #[error("a unit and a day are of a number: give it with --value N")]
    NoValue,
    /// A source that is withheld for no reason.
    #[error("a source is withheld for a reason, which is printed in its place: give it with --withheld REASON")]
    Withheld,
}

/// Makes the verdict on `claim` that the judgement asks for; `earlier` are the verdicts on it that the reviewer could see.
///
/// # Errors
/// When the policy asks for evidence, the rating is none of the scale's, nobody is named, evidence is no web address, a corrected unit stands alone,
/// words are too long, or days cannot be.
pub fn decide(
    claim: &Claim,
    earlier: &[Verdict],
    scale: &Scale,
    policy: &Policy,
    judgement: &Judgement,
    at: DateTime<Utc>,
) -> Result<Decision, ReviewError> {
    let rating = scale.rating(&judgement.rating)?;
    let correction = correction(&claim.mention.quantity, judgement)?;
    let comparison = correction.as_ref().map(|right| Comparison::of(&claim.mention.quantity, right));
    let reviewer = line("the reviewer's name", &judgement.reviewer)?.ok_or(ReviewError::Reviewer)?;
    let methodology = join(answered(claim, &judgement.answers)?, judgement.findings.methodology.clone());
    let findings = Findings { methodology, ..judgement.findings.clone() };
    let findings = findings::checked(&findings, at.date_naive())?;
    if findings.reason.is_some() && earlier.is_empty() {
        return Err(ReviewError::NoChange);
    }
    let proofless = matches!(rating.class, Class::Unproven | Class::NotCheckable);
    if policy.evidence_required && judgement.evidence.is_empty() && !proofless {
        return Err(ReviewError::NoEvidence);
    }
    let explanation = judgement.explanation.as_deref();
    let verdict = Verdict {
        id: VerdictId::from_bytes(fresh_key(at)),
        claim: claim.id,
        given_at: at,
        scale: scale.id.clone(),
        scale_version: scale.version,
        rating: rating.code.clone(),
        standing: scale.standing(rating),
        explanation: explanation.map_or(Ok(None), |said| text("the explanation", MIDDLE, said))?,
        correction,
        error: comparison.as_ref().map(|held| match held {
            Ok(comparison) => comparison.size.clone(),
            Err(why) => not_compared(why),
        }),
        evidence: evidence(&judgement.evidence, claim, &reviewer, at)?,
        supersedes: None,
        role: judgement.role,
        // Who found no verdict of others could not have seen one.
        blind: judgement.blind.unwrap_or_else(|| earlier.iter().all(|other| other.reviewer == reviewer)),
        claim_revision: Some(Revision::of(claim)),
        reviewer,
        findings,
    };
    Ok(Decision { advice: advice(&verdict, earlier), verdict, comparison })
}

/// The checklist's answers, then what else was written.
fn join(answers: Option<String>, written: Option<String>) -> Option<String> {
    match (answers, written) {
        (Some(answers), Some(written)) => Some(format!("{answers}\n\n{written}")),
        (answers, written) => answers.or(written),
    }
}

/// The corrected value in the unit that was typed, or in the claim's own.
fn correction(claimed: &Quantity, judgement: &Judgement) -> Result<Option<Correction>, ReviewError> {
    let typed = judgement.corrected_unit.as_deref().map(str::trim).filter(|unit| !unit.is_empty());
    let Judgement {
        corrected_value: value, corrected_low: low, corrected_high: high, corrected_date: date, as_of, ..
    } = *judgement;
    if value.is_none() && low.is_none() && high.is_none() {
        let alone = typed.is_some() || judgement.corrected_per.is_some() || as_of.is_some();
        return match date {
            _ if alone => Err(ReviewError::Unit),
            Some(_) => Ok(Some(Correction { date, ..Correction::default() })),
            None => Ok(None),
        };
    }
    if value.is_some() && (low.is_some() || high.is_some()) || date.is_some() {
        return Err(ReviewError::Both);
    }
    if let (Some(low), Some(high)) = (low, high)
        && low > high
    {
        return Err(ReviewError::Bounds { low, high });
    }
    let own = unit_in_full(claimed);
    let same = |unit: &str| own.as_deref().is_some_and(|own| is_same_unit(claimed.kind, own, unit));
    let unit = match typed {
        Some(unit) if !same(unit) => Some(unit.to_owned()),
        _ => own,
    };
    let unit = match judgement.corrected_per.as_deref().map(str::trim).filter(|per| !per.is_empty()) {
        Some(per) => {
            let unit = typed.map_or_else(|| claimed.unit.clone(), |unit| Some(unit.to_owned())).unwrap_or_default();
            Some(format!("{unit}/{per}"))
        }
        None => unit,
    };
    Ok(Some(Correction { value, low, high, unit, date: None, as_of }))
}

/// Currencies are the same in either case; UCUM's units are not ("m" is not "M").
fn is_same_unit(kind: Kind, own: &str, typed: &str) -> bool {
    own == typed || kind == Kind::Money && own.eq_ignore_ascii_case(typed)
}

/// Each piece once, in the order given; an address becomes a piece of its own, found for this claim by this reviewer.
fn evidence(
    typed: &[Evidence],
    claim: &Claim,
    reviewer: &str,
    at: DateTime<Utc>,
) -> Result<Vec<Evidence>, ReviewError> {
    let mut found: Vec<Evidence> = Vec::new();
    for piece in typed {
        let piece = if piece.id == EvidenceId::default() {
            let url = Some(address(piece.url.as_deref().unwrap_or_default())?);
            let (by, added_at) = (Some(reviewer.to_owned()), Some(at.trunc_subsecs(3)));
            Evidence { claim: Some(claim.id), url, by, added_at, ..Evidence::default() }.keyed()
        } else {
            piece.clone()
        };
        if found.iter().all(|other| other.id != piece.id) {
            found.push(piece);
        }
    }
    Ok(found)
}

fn advice(verdict: &Verdict, earlier: &[Verdict]) -> Vec<Advice> {
    let again = earlier.iter().any(|other| other.reviewer == verdict.reviewer);
    [
        verdict.explanation.is_none().then_some(Advice::Explanation),
        verdict.evidence.is_empty().then_some(Advice::Evidence),
        (again && verdict.findings.reason.is_none()).then_some(Advice::Reason),
    ]
    .into_iter()
    .flatten()
    .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{ChangeReason, ClaimId, DocumentId, Mention};
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
        after(&[], judgement)
    }

    fn after(earlier: &[Verdict], judgement: &Judgement) -> Result<Decision, ReviewError> {
        decide(
            &claim(),
            earlier,
            &Scale::named("numeric").unwrap(),
            &Policy::default(),
            judgement,
            DateTime::UNIX_EPOCH,
        )
    }

    #[test]
    fn a_policy_may_ask_for_evidence() {
        let strict = Policy { evidence_required: true, ..Policy::default() };
        let scale = Scale::named("numeric").unwrap();
        let held = |said: &Judgement| decide(&claim(), &[], &scale, &strict, said, DateTime::UNIX_EPOCH);
        assert_eq!(held(&judgement()).unwrap_err(), ReviewError::NoEvidence);
        assert!(held(&Judgement { rating: "unsupported".into(), ..judgement() }).is_ok());
        let evidence = vec![Evidence { url: Some("https://a.example".into()), ..Evidence::default() }];
        assert!(held(&Judgement { evidence, ..judgement() }).is_ok());
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
        let why = decision.verdict.error.unwrap().incomparable;
        assert_eq!(why.as_deref(), Some("the claim is in USD/a, the correction in USD"));
        assert!(matches!(decision.comparison, Some(Err(Incomparable::Units { .. }))));
    }

    #[test]
    fn a_correction_is_a_value_or_bounds_or_a_day() {
        let (five, six, day) = (Some(5.into()), Some(6.into()), "2019-01-01".parse().ok());
        let fine = [
            Judgement { corrected_low: five, corrected_high: six, ..judgement() },
            Judgement { corrected_high: six, as_of: day, ..judgement() },
            Judgement { corrected_date: day, ..judgement() },
        ];
        assert!(fine.iter().all(|said| judged(said).unwrap().verdict.correction.is_some()));
        let rate = Judgement { corrected_value: five, corrected_per: Some("mo".into()), ..judgement() };
        assert_eq!(judged(&rate).unwrap().verdict.correction.unwrap().unit.as_deref(), Some("USD/mo"));
        for (wrong, refusal) in [
            (Judgement { corrected_value: five, corrected_low: five, ..judgement() }, ReviewError::Both),
            (Judgement { corrected_value: five, corrected_date: day, ..judgement() }, ReviewError::Both),
            (
                Judgement { corrected_low: six, corrected_high: five, ..judgement() },
                ReviewError::Bounds { low: 6.into(), high: 5.into() },
            ),
            (Judgement { as_of: day, ..judgement() }, ReviewError::Unit),
        ] {
            assert_eq!(judged(&wrong).unwrap_err(), refusal);
        }
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
        let at = |url: &str| Evidence { url: Some(url.to_owned()), ..Evidence::default() };
        let with =
            |urls: &[&str]| judged(&Judgement { evidence: urls.iter().map(|url| at(url)).collect(), ..judgement() });
        let kept = with(&["https://a.example/x", " HTTP://b.example ", "https://a.example/x"]).unwrap();
        let urls: Vec<_> = kept.verdict.evidence.iter().filter_map(|piece| piece.url.as_deref()).collect();
        assert_eq!(urls, ["https://a.example/x", "HTTP://b.example"]);
        assert_eq!(kept.verdict.evidence[0].by.as_deref(), Some("Rita Lopez"));
        assert_eq!(with(&["ftp://a.example"]).unwrap_err(), ReviewError::Address("ftp://a.example".into()));
    }

    #[test]
    fn evidence_of_the_ledger_is_cited_as_it_is() {
        let known = Evidence { title: Some("Accounts".into()), ..Evidence::default() }.keyed();
        let said = Judgement { evidence: vec![known.clone(), known.clone()], ..judgement() };
        assert_eq!(judged(&said).unwrap().verdict.evidence, [known]);
    }

    #[test]
    fn who_changes_a_verdict_is_asked_why() {
        let first = judged(&judgement()).unwrap().verdict;
        let with = |reason| Judgement { findings: Findings { reason, ..Findings::default() }, ..judgement() };
        let reason = Some(ChangeReason::OurError);
        assert!(after(std::slice::from_ref(&first), &with(None)).unwrap().advice.contains(&Advice::Reason));
        assert!(!after(std::slice::from_ref(&first), &with(reason)).unwrap().advice.contains(&Advice::Reason));
        assert!(!judged(&with(None)).unwrap().advice.contains(&Advice::Reason));
        assert_eq!(judged(&with(reason)).unwrap_err(), ReviewError::NoChange);
    }

    #[test]
    fn who_is_first_has_seen_no_other() {
        let mine = judged(&judgement()).unwrap().verdict;
        let others = Verdict { reviewer: "Ben".into(), ..mine.clone() };
        for (earlier, said, blind) in [
            (vec![], None, true),
            (vec![mine.clone()], None, true),
            (vec![mine, others.clone()], None, false),
            (vec![others.clone()], Some(true), true),
            (vec![], Some(false), false),
        ] {
            let said = Judgement { blind: said, ..judgement() };
            assert_eq!(after(&earlier, &said).unwrap().verdict.blind, blind);
        }
    }

    #[test]
    fn a_verdict_keeps_the_wording_that_it_judges() {
        let verdict = judged(&judgement()).unwrap().verdict;
        assert!(!verdict.is_stale(Revision::of(&claim())));
        let mut edited = claim();
        edited.mention.quantity.value = Some(400_000_000.into());
        assert!(verdict.is_stale(Revision::of(&edited)));
    }
}
