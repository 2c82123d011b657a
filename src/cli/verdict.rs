//! `claimlog verdict`: a reviewer's judgement of a claim, recorded for good.

use chrono::NaiveDate;
use rust_decimal::Decimal;

use crate::cli::Exit;
use crate::cli::article::day;
use crate::cli::context::Context;
use crate::cli::filters::named;
use crate::cli::findings;
use crate::cli::list::short;
use crate::cli::scale;
use crate::cli::ui::Ui;
use crate::export::write_json;
use crate::model::{Role, Status};
use crate::review::{Advice, Judged, Judgement, ReviewError, Scale, cite, judge, read_value};

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
  claimlog verdict c4f2 half_true --scale politifact --as Ben
  claimlog verdict c4f2 accurate --as Ana --evidence e12a --reason our_error --note 'We misread the table.'")]
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
    /// What it rests on (may be repeated): an address, which is never fetched, or evidence of the ledger
    #[arg(long, value_name = "URL|ID")]
    evidence: Vec<String>,
    /// The right value
    #[arg(long, value_name = "N", allow_hyphen_values = true, value_parser = read_value)]
    corrected_value: Option<Decimal>,
    /// Its unit [default: the claim's]
    #[arg(long, value_name = "UNIT")]
    corrected_unit: Option<String>,
    /// The least that the right value can be, where nothing better is known
    #[arg(long, value_name = "N", allow_hyphen_values = true, value_parser = read_value)]
    corrected_low: Option<Decimal>,
    /// The most that it can be
    #[arg(long, value_name = "N", allow_hyphen_values = true, value_parser = read_value)]
    corrected_high: Option<Decimal>,
    /// What it is a rate of: a, mo, d, person [default: as the claim]
    #[arg(long, value_name = "UNIT")]
    corrected_per: Option<String>,
    /// The right day, of a claim that is a date
    #[arg(long, value_name = "YYYY-MM-DD", value_parser = day)]
    corrected_date: Option<NaiveDate>,
    /// The day that the right value is of
    #[arg(long, value_name = "YYYY-MM-DD", value_parser = day)]
    as_of: Option<NaiveDate>,
    /// The rating scale
    #[arg(long, value_name = "NAME", default_value = Scale::DEFAULT)]
    scale: String,
    /// In what capacity: reviewer, second, adjudicator or external
    #[arg(long, default_value = "reviewer", value_parser = |given: &str| named(given, Role::ALL, Role::name))]
    role: Role,
    /// Whether it was given without sight of others' verdicts [default: as it was, by this name]
    #[arg(long, value_name = "YES|NO", value_parser = yes_or_no)]
    blind: Option<bool>,
    /// An answer to a question of the claim's checklist, which `claimlog show` lists (may be repeated)
    #[arg(long, value_name = "QUESTION=ANSWER", value_parser = answer)]
    check: Vec<(String, String)>,
    #[command(flatten)]
    findings: findings::Options,
    /// How to print what was recorded
    #[arg(long, value_parser = ["text", "json"], default_value = "text")]
    format: String,
}

fn yes_or_no(given: &str) -> Result<bool, String> {
    match given {
        "yes" => Ok(true),
        "no" => Ok(false),
        _ => Err("it must be yes or no".to_owned()),
    }
}

/// Reads "of_what=of registered voters".
fn answer(given: &str) -> Result<(String, String), String> {
    let both = given.split_once('=').map(|(name, answer)| (name.trim().to_owned(), answer.trim().to_owned()));
    both.filter(|(name, _)| !name.is_empty())
        .ok_or_else(|| "an answer is QUESTION=ANSWER, as of_what='of voters'".to_owned())
}

pub(super) fn run(args: &Args, context: &Context, ui: &mut Ui) -> anyhow::Result<Exit> {
    let scale = scale::find(scale::known(context)?.as_ref(), &args.scale)?;
    let reviewer = context.reviewer(args.reviewer.as_deref())?;
    // What is wrong with the call is said before a database is asked for.
    scale.rating(&args.rating).map_err(ReviewError::from)?;
    let known = context.open()?;
    let id = known.find_claim(&args.id)?;
    let judgement = Judgement {
        reviewer,
        rating: args.rating.clone(),
        explanation: args.explain.clone(),
        evidence: args.evidence.iter().map(|typed| cite(&known, typed)).collect::<Result<_, _>>()?,
        corrected_value: args.corrected_value,
        corrected_low: args.corrected_low,
        corrected_high: args.corrected_high,
        corrected_unit: args.corrected_unit.clone(),
        corrected_per: args.corrected_per.clone(),
        corrected_date: args.corrected_date,
        as_of: args.as_of,
        role: args.role,
        blind: args.blind,
        findings: args.findings.findings(),
        answers: args.check.clone(),
    };
    let before = known.record(id)?;
    drop(known);
    let (mut store, stamp) = context.open_to_write()?;
    let judged = judge(&mut store, &stamp, id, &scale, &judgement, Some(&before))?;
    let short = short(&id.to_string(), store.claim_prefix(&[id])?);
    if args.format == "json" {
        write_json(ui.out(), &judged.verdict.public())?;
        ui.line("")?;
    } else {
        report(&short, &judged, ui)?;
    }
    say_meanwhile(&judged, ui)?;
    Ok(Exit::Done)
}

/// Names the verdicts that others gave while this one was made.
fn say_meanwhile(judged: &Judged, ui: &mut Ui) -> anyhow::Result<()> {
    if let Some(moved) = judged.moved {
        ui.say(format!("meanwhile somebody made it {moved}; the verdict is kept beside it"))?;
    }
    for other in &judged.meanwhile {
        ui.say(format!("meanwhile {} judged it: {}; both verdicts are kept", other.reviewer, other.rating))?;
    }
    Ok(())
}

/// A name as a shell reads it as one word.
fn shell_word(name: &str) -> String {
    let plain = name.chars().all(|c| c.is_alphanumeric() || matches!(c, '-' | '_' | '.' | '@'));
    if plain { name.to_owned() } else { format!("'{}'", name.replace('\'', "'\\''")) }
}

fn report(id: &str, judged: &Judged, ui: &mut Ui) -> anyhow::Result<()> {
    let Judged { decision, verdict, after: record, .. } = judged;
    ui.line(format!("{id} “{}”: {} by {}", record.wording.mention, verdict.rating, verdict.reviewer))?;
    match &decision.comparison {
        Some(Ok(comparison)) => {
            let size = comparison.size.to_string();
            let right = match comparison.right {
                Some(true) => "right as it is stated",
                Some(false) => "not right as it is stated",
                None => "whether it is right as it is stated nobody can tell",
            };
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
    if record.state.awaits > 0 {
        ui.say("a second reviewer is to look, from whom this verdict is hidden: claimlog next --as NAME")?;
    }
    for advice in &decision.advice {
        ui.say(match advice {
            Advice::Explanation => "a verdict without an explanation convinces nobody: --explain TEXT",
            Advice::Evidence => "a verdict without evidence cannot be checked: --evidence URL",
            Advice::Reason => "a verdict that replaces another says why: --reason our_error, and --note TEXT",
        })?;
    }
    Ok(ui.say(format!(
        "next: claimlog show {id} --as {}, or claimlog export csv -o audit.csv",
        shell_word(&verdict.reviewer)
    ))?)
}
