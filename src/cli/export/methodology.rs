//! The statement of method that stands in every manifest and in reports for readers.

use super::outcome::Outcome;
use crate::model::Policy;
use crate::store::Filter;

/// What every figure about many claims must say: who chose them.
pub(in crate::cli) const SELECTION_BIAS: &str = "Articles and claims were chosen by the desk and its reviewers, not at random: \
    shares and averages of this report say nothing about claims that were not chosen (selection bias).";

/// What was selected and how, how it was checked, by whom, and where the limits are (IFCN's commitments 2, 4 and 5).
pub(in crate::cli) fn methodology(filter: &Filter, outcome: &Outcome, policy: &Policy) -> String {
    let selection = if filter.least_worth().is_none() {
        "Every quantity that the program found in the logged articles is a claim of this report"
    } else {
        "Claims are the quantities that the program found in the logged articles and scored as worth checking"
    };
    let second = &policy.second_review;
    let looks = [
        (second.worst_rating, "the rating is the scale's worst"),
        (second.named_speaker_inaccurate, "somebody named was wrong"),
        (second.error_factor.is_some(), "the error is large"),
        (second.low_confidence, "the reviewer is not sure"),
    ];
    let looks: Vec<_> = looks.into_iter().filter(|(on, _)| *on).map(|(_, why)| why).collect();
    format!(
        "{selection}; its filter says which. {SELECTION_BIAS} Each verdict was \
         given by a person who is named in it, on the scale whose definition stands with it, with the evidence it cites; {} in \
         this report. A claim needs {}; a second reviewer looks when {}. Blind review was {}. A verdict is \
         never changed: a later one supersedes it, and both are kept in the ledger. Errors are computed from claimed and corrected value by \
         a formula whose version is kept with each verdict. What the program read may be wrong; claims that somebody corrected say so.",
        counted(outcome.ratings.values().sum(), "claim has a verdict", "claims have a verdict"),
        counted(policy.min_verdicts.into(), "verdict", "verdicts"),
        if looks.is_empty() { "an editor asks for it".to_owned() } else { looks.join(", or ") },
        if policy.blind { "on" } else { "off" },
    )
}

fn counted(many: u64, one: &str, several: &str) -> String {
    format!("{many} {}", if many == 1 { one } else { several })
}
