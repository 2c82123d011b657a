//! Why the policy asks for another reviewer, and for how many (docs/reviewing.md).

use rust_decimal::Decimal;

use crate::model::{Class, Confidence, Policy, Role, SecondLook, Verdict};

/// How many verdicts are still wanted of a claim with these in force, and why. `named` says whether somebody named made
/// the claim.
pub(super) fn wanted(verdicts: &[&Verdict], named: bool, policy: &Policy) -> (u32, Vec<SecondLook>) {
    let own: Vec<_> = verdicts.iter().filter(|verdict| verdict.role != Role::External).collect();
    if own.is_empty() {
        return (0, Vec::new()); // a first one is what every queue is for
    }
    let mut why: Vec<_> = own.iter().flat_map(|verdict| looks(verdict, named, policy)).collect();
    let least = policy.min_verdicts.max(if why.is_empty() { 1 } else { 2 });
    if policy.min_verdicts > 1 {
        why.push(SecondLook::Number);
    }
    why.sort_unstable();
    why.dedup();
    let awaits = least.saturating_sub(u32::try_from(own.len()).unwrap_or(u32::MAX));
    if awaits == 0 { (0, Vec::new()) } else { (awaits, why) }
}

/// What in a verdict asks for a second look.
fn looks(verdict: &Verdict, named: bool, policy: &Policy) -> Vec<SecondLook> {
    let rules = &policy.second_review;
    let standing = &verdict.standing;
    let factor = |least: Decimal| {
        verdict.error.as_ref().and_then(|error| error.factor).is_some_and(|factor| is_far(factor, least))
    };
    [
        (rules.worst_rating && standing.value.is_some() && standing.value == standing.worst, SecondLook::WorstRating),
        (rules.named_speaker_inaccurate && named && standing.class == Class::Inaccurate, SecondLook::NamedSpeaker),
        (rules.error_factor.is_some_and(factor), SecondLook::ErrorFactor),
        (rules.low_confidence && verdict.findings.confidence == Some(Confidence::Low), SecondLook::LowConfidence),
    ]
    .into_iter()
    .filter_map(|(asks, why)| asks.then_some(why))
    .collect()
}

/// Whether one value is so many times the other, whichever is the greater.
fn is_far(factor: Decimal, least: Decimal) -> bool {
    let inverse = Decimal::ONE.checked_div(factor);
    factor >= least || inverse.is_some_and(|inverse| inverse >= least) || factor.is_zero()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{ErrorSize, Findings, Standing};
    use crate::store::fixture;

    fn verdict() -> Verdict {
        let claim = fixture::article("Some 30 came.").1.remove(0);
        let standing = Standing { class: Class::Mixed, value: Some(3), worst: Some(1), best: Some(5) };
        Verdict { standing, ..fixture::verdict(&claim, "Ann", "misleading") }
    }

    fn of(verdict: &Verdict) -> (u32, Vec<SecondLook>) {
        wanted(&[verdict], true, &Policy::default())
    }

    #[test]
    fn a_usual_verdict_is_enough() {
        assert_eq!(of(&verdict()), (0, vec![]));
        assert_eq!(wanted(&[], true, &Policy::default()), (0, vec![]));
    }

    #[test]
    fn each_rule_asks_for_a_second_look() {
        let worst = Verdict { standing: Standing { value: Some(1), ..verdict().standing }, ..verdict() };
        assert_eq!(of(&worst), (1, vec![SecondLook::WorstRating]));
        let wrong = Verdict { standing: Standing { class: Class::Inaccurate, ..verdict().standing }, ..verdict() };
        assert_eq!(of(&wrong), (1, vec![SecondLook::NamedSpeaker]));
        assert_eq!(wanted(&[&wrong], false, &Policy::default()), (0, vec![]));
        let unsure = Findings { confidence: Some(Confidence::Low), ..Findings::default() };
        assert_eq!(of(&Verdict { findings: unsure, ..verdict() }), (1, vec![SecondLook::LowConfidence]));
        for (factor, far) in [("2", true), ("1.99", false), ("0.5", true), ("0.51", false), ("0", true)] {
            let error = Some(ErrorSize { factor: factor.parse().ok(), ..ErrorSize::default() });
            assert_eq!(of(&Verdict { error, ..verdict() }).0, u32::from(far), "{factor}");
        }
    }

    #[test]
    fn a_second_verdict_and_the_rules_off_end_it() {
        let worst = Verdict { standing: Standing { value: Some(1), ..verdict().standing }, ..verdict() };
        assert_eq!(wanted(&[&worst, &verdict()], true, &Policy::default()), (0, vec![]));
        let external = Verdict { role: Role::External, ..verdict() };
        assert_eq!(wanted(&[&worst, &external], true, &Policy::default()).0, 1);
        let mut policy = Policy::default();
        policy.second_review.worst_rating = false;
        assert_eq!(wanted(&[&worst], true, &policy), (0, vec![]));
        policy.min_verdicts = 3;
        assert_eq!(wanted(&[&worst], true, &policy), (2, vec![SecondLook::Number]));
    }
}
