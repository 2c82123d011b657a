//! `claimlog verdict`: a reviewer's judgement of a claim, recorded for good.

use rust_decimal::Decimal;

use crate::cli::Exit;
use crate::cli::context::Context;
use crate::cli::list::short;
use crate::cli::ui::Ui;
use crate::model::{Record, Status, Verdict};
use crate::review::{Advice, Decision, Judgement, ReviewError, Scale, decide};

/// Record a verdict on a claim
///
/// Verdicts are never changed. A later one by the same reviewer supersedes the earlier, which stays in the ledger.
///
/// Ratings of the scale `numeric`: accurate, close, misleading, outdated, wrong; unsupported, not_checkable.
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  claimlog verdict c4f2 wrong --as Ana --corrected-value 18000 \\
      --explain 'The port counts 18,000.' --evidence https://port.example/2026
  claimlog verdict c4f2 half_true --scale politifact --as Ben")]
pub(super) struct Args {
    /// The claim's id or the beginning of it
    #[arg(value_name = "ID")]
    id: String,
    /// The rating
    #[arg(value_name = "RATING")]
    rating: String,
    /// Who judges; else $CLAIMLOG_REVIEWER
    #[arg(long = "as", value_name = "NAME")]
    reviewer: Option<String>,
    /// Why, in a sentence or two
    #[arg(long, value_name = "TEXT", allow_hyphen_values = true)]
    explain: Option<String>,
    /// What it rests on (may be repeated); it is recorded, never fetched
    #[arg(long, value_name = "URL")]
    evidence: Vec<String>,
    /// The right value
    #[arg(long, value_name = "N", allow_hyphen_values = true, value_parser = value)]
    corrected_value: Option<Decimal>,
    /// Its unit [default: the claim's]
    #[arg(long, value_name = "UNIT", requires = "corrected_value")]
    corrected_unit: Option<String>,
    /// The rating scale
    #[arg(long, value_name = "NAME", default_value = Scale::DEFAULT)]
    scale: String,
}

/// Reads "18000", "18,000", "0.5", "1.8e4".
fn value(given: &str) -> Result<Decimal, String> {
    let plain = ungrouped(given.trim()).ok_or("its commas group no thousands: write 18000, 18,000 or 0.5")?;
    let read =
        if plain.contains(['e', 'E']) { Decimal::from_scientific(&plain) } else { Decimal::from_str_exact(&plain) };
    read.map_err(|_| "a value is a number such as 18000, 0.5 or 1.8e4".to_owned())
}

/// The digits without the commas that group thousands; `None` when a comma groups nothing ("1,8" may be 1.8).
fn ungrouped(given: &str) -> Option<String> {
    let (whole, rest) = given.split_once('.').map_or((given, ""), |(whole, rest)| (whole, rest));
    let mut groups = whole.trim_start_matches('-').split(',');
    let first = groups.next()?.len();
    let grouped = !whole.contains(',') || (1..=3).contains(&first) && groups.all(|group| group.len() == 3);
    (grouped && !rest.contains(',')).then(|| given.replace(',', ""))
}

pub(super) fn run(args: &Args, context: &Context, ui: &mut Ui) -> anyhow::Result<Exit> {
    let scale = Scale::named(&args.scale).map_err(ReviewError::from)?;
    let reviewer = args.reviewer.clone().or_else(|| context.reviewer()).unwrap_or_default();
    let judgement = Judgement {
        reviewer,
        rating: args.rating.clone(),
        explanation: args.explain.clone(),
        evidence: args.evidence.clone(),
        corrected_value: args.corrected_value,
        corrected_unit: args.corrected_unit.clone(),
    };
    // What is wrong with the call is said before a database is asked for.
    scale.rating(&judgement.rating).map_err(ReviewError::from)?;
    let id = context.open()?.find_claim(&args.id)?;
    let (mut store, stamp) = context.open_to_write()?;
    let before = store.record(id)?;
    let decision = decide(&before.claim, &scale, &judgement, stamp.at)?;
    let verdict = store.decide(decision.verdict.clone(), &stamp)?;
    let after = store.record(id)?;
    let short = short(&id.to_string(), store.claim_prefix(&[id])?);
    report(&short, &after, &verdict, &decision, ui)?;
    Ok(Exit::Done)
}

fn report(id: &str, record: &Record, verdict: &Verdict, decision: &Decision, ui: &mut Ui) -> anyhow::Result<()> {
    ui.line(format!("{id} “{}”: {} by {}", record.wording.mention, verdict.rating, verdict.reviewer))?;
    match &decision.comparison {
        Some(Ok(comparison)) => {
            let size = comparison.size.to_string();
            let right = if comparison.right { "right as it is stated" } else { "not right as it is stated" };
            let size = if size.is_empty() { size } else { format!("{size}; ") };
            ui.line(format!("  against the corrected value: {size}{right} ({})", comparison.reading))?;
        }
        Some(Err(reason)) => ui.line(format!("  not compared: {reason}"))?,
        None => {}
    }
    if let Some(old) = verdict.supersedes.and_then(|old| record.verdicts.iter().find(|other| other.id == old)) {
        ui.line(format!("  supersedes {} of {}, which stays", old.rating, old.given_at.format("%Y-%m-%d %H:%M UTC")))?;
    }
    if record.status() == Status::Disputed {
        let ratings: Vec<_> = record.in_force().map(|other| format!("{}: {}", other.reviewer, other.rating)).collect();
        ui.say(format!("disputed: {}", ratings.join(", ")))?;
    }
    for advice in &decision.advice {
        ui.say(match advice {
            Advice::Explanation => "a verdict without an explanation convinces nobody: --explain TEXT",
            Advice::Evidence => "a verdict without evidence cannot be checked: --evidence URL",
        })?;
    }
    Ok(ui.say(format!("next: claimlog show {id}, or claimlog export csv -o audit.csv"))?)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_corrected_value_is_never_guessed() {
        for (given, expected) in [
            ("18000", "18000"),
            ("18,000", "18000"),
            ("-1,234,567.5", "-1234567.5"),
            ("1.8e4", "18000"),
            ("0.5", "0.5"),
        ] {
            assert_eq!(value(given).unwrap().normalize().to_string(), expected, "{given}");
        }
        for wrong in ["1,8", "1.800,5", "18,00", "1,,000", "many", ""] {
            assert!(value(wrong).is_err(), "{wrong}");
        }
    }
}
