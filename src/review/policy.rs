//! A desk's rules as a TOML file: read and checked with the line of what is wrong, and written with what each means.

use std::fmt::Write as _;

use rust_decimal::Decimal;
use thiserror::Error;
use toml::Spanned;

use crate::model::{Act, Policy, PolicySet, SecondReview};
use crate::review::words::{MIDDLE, line, text};
use crate::review::{LifeError, ReviewError};

/// Why a file is no policy.
#[derive(Clone, Debug, Error, PartialEq, Eq)]
#[error("the policy cannot be used: {line}{message}")]
pub struct PolicyError {
    /// "line 3: ", or nothing when no line is to blame.
    line: String,
    message: String,
}

/// The file, each value with its place.
#[derive(Debug, Default, serde::Deserialize)]
#[serde(default, deny_unknown_fields)]
struct File {
    min_verdicts: Option<Spanned<i64>>,
    tolerance: Option<Spanned<i64>>,
    blind: Option<bool>,
    evidence_required: Option<bool>,
    lease_minutes: Option<Spanned<i64>>,
    editors: Vec<Spanned<String>>,
    second_review: Second,
}

#[derive(Debug, Default, serde::Deserialize)]
#[serde(default, deny_unknown_fields)]
struct Second {
    worst_rating: Option<bool>,
    named_speaker_inaccurate: Option<bool>,
    error_factor: Option<Spanned<toml::Value>>,
    low_confidence: Option<bool>,
}

/// Reads a policy. What the file does not say is as it is by default.
///
/// ```
/// let policy = claimlog::review::read_policy("min_verdicts = 2\n")?;
/// assert_eq!(policy.min_verdicts, 2);
/// let wrong = claimlog::review::read_policy("tolerance = 1\nmin_verdict = 2\n").unwrap_err();
/// assert!(wrong.to_string().contains("line 2"));
/// # Ok::<(), claimlog::review::PolicyError>(())
/// ```
///
/// # Errors
/// With the line of what is wrong: no TOML, an unknown key, a value that cannot be.
pub fn read_policy(toml: &str) -> Result<Policy, PolicyError> {
    let file: File = toml::from_str(toml).map_err(|error| {
        let line = error.span().map(|span| line_of(toml, span.start)).unwrap_or_default();
        PolicyError { line, message: error.message().trim().replace('\n', " ") }
    })?;
    let usual = Policy::default();
    let second = SecondReview::default();
    let number = |given: Option<Spanned<i64>>, name, low, high, usual| number(toml, given, name, low, high, usual);
    let editors = file.editors.into_iter().map(|name| editor(toml, &name)).collect::<Result<_, _>>()?;
    let rules = file.second_review;
    Ok(Policy {
        min_verdicts: number(file.min_verdicts, "min_verdicts", 1, 9, usual.min_verdicts)?,
        tolerance: number(file.tolerance, "tolerance", 0, 100, usual.tolerance)?,
        blind: file.blind.unwrap_or(usual.blind),
        evidence_required: file.evidence_required.unwrap_or(usual.evidence_required),
        lease_minutes: number(file.lease_minutes, "lease_minutes", 1, 1440, usual.lease_minutes)?,
        editors,
        second_review: SecondReview {
            worst_rating: rules.worst_rating.unwrap_or(second.worst_rating),
            named_speaker_inaccurate: rules.named_speaker_inaccurate.unwrap_or(second.named_speaker_inaccurate),
            error_factor: factor(toml, rules.error_factor, second.error_factor)?,
            low_confidence: rules.low_confidence.unwrap_or(second.low_confidence),
        },
    })
}

fn line_of(toml: &str, at: usize) -> String {
    format!("line {}: ", 1 + toml[..at.min(toml.len())].matches('\n').count())
}

fn number(
    toml: &str,
    given: Option<Spanned<i64>>,
    name: &str,
    low: u32,
    high: u32,
    usual: u32,
) -> Result<u32, PolicyError> {
    let Some(given) = given else { return Ok(usual) };
    let fits = u32::try_from(*given.get_ref()).ok().filter(|number| (low..=high).contains(number));
    fits.ok_or_else(|| PolicyError {
        line: line_of(toml, given.span().start),
        message: format!("{name} is {}, and must be a whole number from {low} to {high}", given.get_ref()),
    })
}

fn editor(toml: &str, given: &Spanned<String>) -> Result<String, PolicyError> {
    let wrong = |message: String| PolicyError { line: line_of(toml, given.span().start), message };
    match line("the editor's name", given.get_ref()) {
        Ok(Some(name)) => Ok(name),
        Ok(None) => Err(wrong("an editor's name is empty".to_owned())),
        Err(error) => Err(wrong(error.to_string())),
    }
}

/// A number of more than 1, or `false` for never.
fn factor(
    toml: &str,
    given: Option<Spanned<toml::Value>>,
    usual: Option<Decimal>,
) -> Result<Option<Decimal>, PolicyError> {
    let Some(given) = given else { return Ok(usual) };
    let number = match given.get_ref() {
        toml::Value::Boolean(false) => return Ok(None),
        toml::Value::Integer(number) => Some(Decimal::from(*number)),
        toml::Value::Float(number) => number.to_string().parse().ok(),
        _ => None,
    };
    number.filter(|number| *number > Decimal::ONE).map(Some).ok_or_else(|| PolicyError {
        line: line_of(toml, given.span().start),
        message: "error_factor must be a number greater than 1, or false".to_owned(),
    })
}

/// The policy as a file that [`read_policy`] reads, with what each rule means.
#[must_use]
pub fn write_policy(policy: &Policy) -> String {
    let second = &policy.second_review;
    let factor = second.error_factor.map_or_else(|| "false".to_owned(), |factor| factor.normalize().to_string());
    let editors: Vec<_> = policy.editors.iter().map(|name| toml::Value::String(name.clone()).to_string()).collect();
    let mut toml = String::new();
    let rules: [(&str, &str, String); 6] = [
        ("How many reviewers must judge a claim.", "min_verdicts", policy.min_verdicts.to_string()),
        (
            "By how many points two ratings of one class may differ before somebody must decide.",
            "tolerance",
            policy.tolerance.to_string(),
        ),
        (
            "Whether a colleague's verdict is hidden from a reviewer until his own is in.",
            "blind",
            policy.blind.to_string(),
        ),
        (
            "Whether a verdict needs evidence; those that say that there is none do not.",
            "evidence_required",
            policy.evidence_required.to_string(),
        ),
        (
            "For how many minutes a claim that somebody took up is offered to nobody else.",
            "lease_minutes",
            policy.lease_minutes.to_string(),
        ),
        (
            "Who sees all verdicts, because they resolve disputes and publish.",
            "editors",
            format!("[{}]", editors.join(", ")),
        ),
    ];
    for (meaning, name, value) in rules {
        let _ = writeln!(toml, "# {meaning}\n{name} = {value}\n");
    }
    let _ = write!(
        toml,
        "# When a second reviewer must look: the rating is the scale's worst; somebody named was wrong; the claimed value\n\
         # is so many times the right one, or the other way round (false for never); the reviewer is not sure.\n\
         [second_review]\nworst_rating = {}\nnamed_speaker_inaccurate = {}\nerror_factor = {factor}\nlow_confidence = {}\n",
        second.worst_rating, second.named_speaker_inaccurate, second.low_confidence
    );
    toml
}

/// Sets the desk's rules.
///
/// # Errors
/// When nobody is named, or the reason is too long.
pub fn set_policy(policy: Policy, by: &str, reason: Option<&str>) -> Result<Act, LifeError> {
    let by = line("the name", by)?.ok_or(LifeError::Nobody)?;
    let reason = reason.map_or(Ok::<_, ReviewError>(None), |typed| text("the reason", MIDDLE, typed))?;
    Ok(Act::PolicySet(PolicySet { policy, by, reason }))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_written_is_read_again() {
        let mut policy = Policy::default();
        assert_eq!(read_policy(&write_policy(&policy)).unwrap(), policy);
        assert_eq!(read_policy("").unwrap(), policy);
        policy.editors = vec!["Eva \"Q\" \\ Öz".into(), "Ben".into()];
        policy.second_review.error_factor = None;
        (policy.tolerance, policy.blind, policy.lease_minutes) = (0, false, 1440);
        assert_eq!(read_policy(&write_policy(&policy)).unwrap(), policy);
        policy.second_review.error_factor = "1.5".parse().ok();
        assert_eq!(read_policy(&write_policy(&policy)).unwrap(), policy);
    }

    #[test]
    fn what_is_wrong_is_named_with_its_line() {
        for (toml, said) in [
            ("blind = true\n\nmin_verdict = 2", "line 3: unknown field"),
            ("min_verdicts = 0", "line 1: min_verdicts is 0, and must be a whole number from 1 to 9"),
            ("\nmin_verdicts = -1", "line 2: min_verdicts is -1"),
            ("min_verdicts = 1.5", "line 1: invalid type"),
            ("lease_minutes = 99999999999", "line 1: lease_minutes is 99999999999"),
            ("blind = \"yes\"", "line 1: invalid type"),
            ("editors = [\"Eva\", \" \"]", "line 1: an editor's name is empty"),
            ("[second_review]\nerror_factor = 1", "line 2: error_factor must be"),
            ("[second_review]\nerror_factor = true", "line 2: error_factor must be"),
            ("[second_review]\nerror_factor = nan", "line 2: error_factor must be"),
            ("[second_reviews]\n", "line 1: unknown field"),
            ("blind = true\nblind = false", "line 2: duplicate key"),
            ("this is no TOML", "line 1: "),
        ] {
            let refusal = read_policy(toml).unwrap_err().to_string();
            assert!(refusal.contains(said), "{toml}: {refusal}");
            assert!(!refusal.contains('\n'), "{refusal}");
        }
    }
}
