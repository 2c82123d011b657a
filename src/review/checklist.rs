//! What to ask of a number before judging it: `checklists.toml` → the questions for a claim, and answers as text.

use std::fmt::Write as _;
use std::sync::LazyLock;

use serde::{Deserialize, Serialize};
use thiserror::Error;

use crate::model::{Claim, Kind};

/// A question of the checklists.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Question {
    /// Its name: "of_what".
    pub id: String,
    /// The question.
    pub ask: String,
    /// The kinds of claims that it is asked of.
    #[serde(skip_serializing)]
    kinds: Vec<Kind>,
    /// Whether it is asked of numbers that rise or fall only.
    #[serde(default, skip_serializing)]
    change: bool,
    /// An answer as somebody might give it.
    pub example: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    question: Vec<Question>,
}

static QUESTIONS: LazyLock<Vec<Question>> = LazyLock::new(|| {
    toml::from_str::<File>(include_str!("checklists.toml")).map_or_else(|_| Vec::new(), |file| file.question)
});

/// An answer to a question that is none of the claim's.
#[derive(Clone, Debug, Error, PartialEq, Eq)]
#[error("“{given}” is no question of this claim: its questions are {}", known.join(", "))]
pub struct ChecklistError {
    given: String,
    known: Vec<String>,
}

/// The questions for a claim, in the order of asking.
pub fn questions(claim: &Claim) -> impl Iterator<Item = &'static Question> {
    let quantity = &claim.mention.quantity;
    let (kind, moves) = (quantity.kind, quantity.change.is_some());
    QUESTIONS.iter().filter(move |question| question.kinds.contains(&kind) && (moves || !question.change))
}

/// The answers as the head of a verdict's methodology, in the order of the questions: "Of what is it a share? Of voters."
///
/// # Errors
/// When a name is none of the claim's questions.
pub fn answered(claim: &Claim, answers: &[(String, String)]) -> Result<Option<String>, ChecklistError> {
    for (name, _) in answers {
        if questions(claim).all(|question| question.id != *name) {
            let known = questions(claim).map(|question| question.id.clone()).collect();
            return Err(ChecklistError { given: name.clone(), known });
        }
    }
    let mut text = String::new();
    for question in questions(claim) {
        for (_, answer) in answers.iter().filter(|(name, answer)| *name == question.id && !answer.trim().is_empty()) {
            let _ = writeln!(text, "{} {}", question.ask, answer.trim());
        }
    }
    Ok((!text.is_empty()).then(|| text.trim_end().to_owned()))
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;
    use crate::model::Change;
    use crate::review::fixture;

    fn claim(kind: Kind, change: Option<Change>) -> Claim {
        let mut claim = fixture::record().claim;
        (claim.mention.quantity.kind, claim.mention.quantity.change) = (kind, change);
        claim
    }

    #[test]
    fn every_kind_has_questions_and_every_question_its_name() {
        for kind in Kind::ALL {
            assert!(questions(&claim(*kind, None)).next().is_some(), "{kind}");
        }
        let names: BTreeSet<_> = QUESTIONS.iter().map(|question| &question.id).collect();
        assert_eq!(names.len(), QUESTIONS.len());
        assert!(QUESTIONS.iter().all(|question| question.ask.ends_with('?') && !question.example.is_empty()));
    }

    #[test]
    fn a_change_has_questions_of_its_own() {
        let names = |change| -> Vec<_> {
            questions(&claim(Kind::Percent, change)).map(|question| question.id.as_str()).collect()
        };
        assert_eq!(names(None), ["of_what", "who_counted", "when_counted"]);
        assert_eq!(names(Some(Change::Increase)), ["of_what", "since_when", "points", "who_counted", "when_counted"]);
    }

    #[test]
    fn answers_stand_in_the_order_of_the_questions() {
        let claim = claim(Kind::Percent, None);
        let said = |name: &str, answer: &str| (name.to_owned(), answer.to_owned());
        let text = answered(
            &claim,
            &[said("when_counted", "In March. "), said("of_what", "Voters."), said("who_counted", " ")],
        );
        assert_eq!(text.unwrap().as_deref(), Some("Of what is it a share? Voters.\nWhen was it counted? In March."));
        assert_eq!(answered(&claim, &[]).unwrap(), None);
        let refused = answered(&claim, &[said("real", "Yes.")]).unwrap_err().to_string();
        assert_eq!(
            refused,
            "“real” is no question of this claim: its questions are of_what, who_counted, when_counted"
        );
    }
}
