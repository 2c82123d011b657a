//! When two verdicts differ so much that somebody must decide (docs/reviewing.md).

use rust_decimal::Decimal;

use crate::model::{Correction, Difference, Policy, Role, Verdict};
use crate::unit::{convert, half_unit};

/// In what any two of these verdicts differ, each way once. Verdicts of people outside the desk are not among them:
/// who differs from those disputes nothing within the desk.
pub(super) fn among(verdicts: &[&Verdict], policy: &Policy) -> Vec<Difference> {
    let own: Vec<_> = verdicts.iter().filter(|verdict| verdict.role != Role::External).collect();
    let mut found: Vec<Difference> = Vec::new();
    for (at, one) in own.iter().enumerate() {
        for other in &own[at + 1..] {
            found.extend(between(one, other, policy));
        }
    }
    found.sort_unstable();
    found.dedup();
    found
}

/// In what two verdicts differ.
fn between(one: &Verdict, other: &Verdict, policy: &Policy) -> Vec<Difference> {
    let mut found = Vec::new();
    if ratings_differ(one, other, policy.tolerance) {
        found.push(Difference::Rating);
    }
    if one.standing.class != other.standing.class {
        found.push(Difference::Class);
    }
    if let (Some(one), Some(other)) = (&one.correction, &other.correction)
        && corrections_differ(one, other)
    {
        found.push(Difference::Correction);
    }
    found
}

/// Points of two scales are not compared, their classes are; a rating outside the order differs from every other.
fn ratings_differ(one: &Verdict, other: &Verdict, tolerance: u32) -> bool {
    if one.scale != other.scale {
        return false;
    }
    match (one.standing.value, other.standing.value) {
        (Some(one), Some(other)) => one.abs_diff(other) > tolerance,
        _ => one.rating != other.rating,
    }
}

/// Whether no value is both, each read with the precision that it is given with: 60,000 is 55,000 to 65,000.
fn corrections_differ(one: &Correction, other: &Correction) -> bool {
    if one.date.is_some() || other.date.is_some() {
        return one.date != other.date;
    }
    // Of two years two values can be right.
    if one.as_of.is_some() && other.as_of.is_some() && one.as_of != other.as_of {
        return false;
    }
    let (Some(one), Some(other)) = (span(one, other.unit.as_deref()), span(other, other.unit.as_deref())) else {
        return true;
    };
    let apart = |end: Option<Decimal>, start: Option<Decimal>| end.zip(start).is_some_and(|(end, start)| end < start);
    apart(one.1, other.0) || apart(other.1, one.0)
}

/// The least and the greatest value that a correction can mean, in `unit`; `None` when it measures something else.
fn span(correction: &Correction, unit: Option<&str>) -> Option<(Option<Decimal>, Option<Decimal>)> {
    let within = |value: Decimal| convert(value, correction.unit.as_deref(), unit, false);
    let (low, high) = match correction.value {
        Some(value) => {
            let around = half_unit(value);
            (value.checked_sub(around), value.checked_add(around))
        }
        None => (correction.low, correction.high),
    };
    let both = |end: Option<Decimal>| end.map_or(Some(None), |end| within(end).map(Some));
    Some((both(low)?, both(high)?))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Class, Standing};
    use crate::store::fixture;

    fn verdict(rating: &str, class: Class, value: Option<u32>) -> Verdict {
        let claim = fixture::article("Some 30 came.").1.remove(0);
        let standing = Standing { class, value, worst: Some(1), best: Some(5) };
        Verdict { standing, ..fixture::verdict(&claim, rating, rating) }
    }

    fn differences(one: &Verdict, other: &Verdict) -> Vec<Difference> {
        let found = among(&[one, other], &Policy::default());
        assert_eq!(found, among(&[other, one], &Policy::default()), "the order of verdicts counts");
        found
    }

    #[test]
    fn ratings_of_one_class_may_be_a_point_apart() {
        let of = |rating, value| verdict(rating, Class::Mixed, value);
        assert_eq!(differences(&of("a", Some(3)), &of("b", Some(2))), []);
        assert_eq!(differences(&of("a", Some(3)), &of("b", Some(1))), [Difference::Rating]);
        assert_eq!(differences(&of("a", None), &of("b", Some(1))), [Difference::Rating]);
        assert_eq!(differences(&of("a", None), &of("a", None)), []);
    }

    #[test]
    fn another_class_differs_on_any_scale() {
        let (one, mut other) = (verdict("a", Class::Accurate, Some(5)), verdict("b", Class::Mostly, Some(4)));
        assert_eq!(differences(&one, &other), [Difference::Class]);
        other.scale = "own".into();
        other.standing.value = Some(1);
        assert_eq!(differences(&one, &other), [Difference::Class]);
        other.standing.class = Class::Accurate;
        assert_eq!(differences(&one, &other), []);
    }

    #[test]
    fn an_outside_verdict_disputes_nothing() {
        let one = verdict("a", Class::Accurate, Some(5));
        let other = Verdict { role: Role::External, ..verdict("b", Class::Inaccurate, Some(1)) };
        assert_eq!(differences(&one, &other), []);
    }

    #[test]
    fn corrected_values_differ_beyond_their_precision() {
        let of = |value: &str, unit: Option<&str>| Correction {
            value: value.parse().ok(),
            unit: unit.map(str::to_owned),
            ..Correction::default()
        };
        for (one, other, differ) in [
            (of("60000", None), of("90000", None), true),
            (of("18000", None), of("18012", None), false),
            (of("4.5", Some("%")), of("4.52", Some("%")), false),
            (of("4.5", Some("%")), of("4.6", Some("%")), false),
            (of("4.5", Some("%")), of("4.7", Some("%")), true),
            (of("20", Some("km")), of("20000", Some("m")), false),
            (of("20", Some("km")), of("50000", Some("m")), true),
            (of("20", Some("USD")), of("20", Some("EUR")), true),
            (Correction { low: Some(5.into()), ..Correction::default() }, of("4", None), true),
            (Correction { low: Some(5.into()), ..Correction::default() }, of("400", None), false),
            (Correction { date: "2019-01-01".parse().ok(), ..Correction::default() }, of("4", None), true),
        ] {
            assert_eq!(corrections_differ(&one, &other), differ, "{one:?} {other:?}");
            assert_eq!(corrections_differ(&other, &one), differ, "{other:?} {one:?}");
        }
        let on = |day: &str| Correction { as_of: day.parse().ok(), ..of("50", None) };
        let other_year = Correction { value: Some(90.into()), ..on("2020-01-01") };
        assert!(!corrections_differ(&on("2019-01-01"), &other_year));
    }
}
