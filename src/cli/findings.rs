//! What a verdict says beside its rating, as options of `claimlog verdict`.

use chrono::NaiveDate;

use crate::cli::article::day;
use crate::cli::filters::named;
use crate::model::{Answer, ChangeReason, Confidence, Contact, Contacted, Findings};

/// The options.
#[derive(Clone, Debug, Default, clap::Args)]
#[command(next_help_heading = "Findings")]
pub(super) struct Options {
    /// Whether the number itself is right: yes, no or cannot_tell
    #[arg(long, value_name = "ANSWER", value_parser = |given: &str| named(given, Answer::ALL, Answer::name))]
    number_correct: Option<Answer>,
    /// Whether it is used fairly (of the right thing and time): yes, no or cannot_tell
    #[arg(long, value_name = "ANSWER", value_parser = |given: &str| named(given, Answer::ALL, Answer::name))]
    context_fair: Option<Answer>,
    /// The whole reasoning, as long as it needs
    #[arg(long, value_name = "TEXT", allow_hyphen_values = true)]
    analysis: Option<String>,
    /// How it was checked
    #[arg(long, value_name = "TEXT", allow_hyphen_values = true)]
    methodology: Option<String>,
    /// How sure: low, medium or high
    #[arg(long, value_name = "HOW", value_parser = |given: &str| named(given, Confidence::ALL, Confidence::name))]
    confidence: Option<Confidence>,
    /// Whether who made the claim was asked for proof: none, asked or answered
    #[arg(long, value_name = "OUTCOME", value_parser = |given: &str| named(given, Contacted::ALL, Contacted::name))]
    contacted: Option<Contacted>,
    /// On which day
    #[arg(long, value_name = "YYYY-MM-DD", requires = "contacted", value_parser = day)]
    contacted_on: Option<NaiveDate>,
    /// What was answered, in their words
    #[arg(long, value_name = "TEXT", requires = "contacted", allow_hyphen_values = true)]
    answer: Option<String>,
    /// What ties the reviewer to the matter
    #[arg(long, value_name = "TEXT", allow_hyphen_values = true)]
    conflict: Option<String>,
    /// Where this verdict can be read: a fact-check of others
    #[arg(long, value_name = "URL")]
    published_url: Option<String>,
    /// Why it replaces an earlier one: new_evidence, our_error, claim_corrected, scale_change or policy
    #[arg(long, value_name = "REASON", value_parser = |given: &str| named(given, ChangeReason::ALL, ChangeReason::name))]
    reason: Option<ChangeReason>,
    /// The public note on that change
    #[arg(long, value_name = "TEXT", allow_hyphen_values = true)]
    note: Option<String>,
    /// The day on which to look again
    #[arg(long, value_name = "YYYY-MM-DD", value_parser = day)]
    recheck: Option<NaiveDate>,
    /// How long it took
    #[arg(long, value_name = "SECONDS")]
    duration: Option<u32>,
}

impl Options {
    /// The findings as they were typed.
    pub(super) fn findings(&self) -> Findings {
        let contact = |outcome| Contact { outcome, on: self.contacted_on, quote: self.answer.clone() };
        Findings {
            number_correct: self.number_correct,
            context_fair: self.context_fair,
            analysis: self.analysis.clone(),
            methodology: self.methodology.clone(),
            confidence: self.confidence,
            claimant_contacted: self.contacted.map(contact),
            conflict_of_interest: self.conflict.clone(),
            published_url: self.published_url.clone(),
            reason: self.reason,
            change_note: self.note.clone(),
            recheck_on: self.recheck,
            duration_s: self.duration,
        }
    }
}

/// What a verdict says beside its rating, as `show` prints it: names and words.
pub(super) fn fields(findings: &Findings) -> Vec<(&'static str, String)> {
    let contact = findings.claimant_contacted.as_ref().map(|contact| {
        let on = contact.on.map(|day| format!(" on {day}")).unwrap_or_default();
        let quote = contact.quote.as_ref().map(|quote| format!(": “{quote}”")).unwrap_or_default();
        format!("{}{on}{quote}", contact.outcome)
    });
    let named: [(&'static str, Option<String>); 12] = [
        ("number", findings.number_correct.map(|answer| format!("correct: {answer}"))),
        ("context", findings.context_fair.map(|answer| format!("fair: {answer}"))),
        ("sure", findings.confidence.map(|confidence| confidence.to_string())),
        ("checked", findings.methodology.clone()),
        ("analysis", findings.analysis.clone()),
        ("claimant", contact),
        ("conflict", findings.conflict_of_interest.clone()),
        ("published", findings.published_url.clone()),
        ("changed", findings.reason.map(|reason| reason.to_string())),
        ("note", findings.change_note.clone()),
        ("recheck", findings.recheck_on.map(|day| day.to_string())),
        ("took", findings.duration_s.map(|seconds| format!("{seconds} s"))),
    ];
    named.into_iter().filter_map(|(name, value)| Some((name, value?))).collect()
}
