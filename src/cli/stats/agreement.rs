//! `claimlog stats agreement`: how far reviewers agree beyond chance.

use std::collections::BTreeMap;

use serde::Serialize;

use crate::cli::Exit;
use crate::cli::context::Context;
use crate::cli::filters::Filters;
use crate::cli::ui::Ui;
use crate::cli::viewer::{Viewer, say_hidden_verdicts};
use crate::export::write_json;
use crate::review::agreement::{
    Agreement, Coefficient, Coincidences, Desk, Interval, Metric, NotComputable, RESAMPLES, Ratings, SEED, Statistic,
    Values,
};
use crate::store::StoreError;

/// Show how far reviewers agree beyond chance, scale by scale
///
/// Counted are the verdicts in force that were given without sight of others', on claims that two reviewers or more judged.
/// Krippendorff's α takes any number of reviewers with verdicts missing, which is a desk's usual case; Cohen's κ is for two
/// reviewers of the same claims, Fleiss' κ for the same number of verdicts on each. docs/agreement.md has formulas and
/// sources.
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  claimlog stats agreement
  claimlog stats agreement --kind money --since 2026-01-01
  claimlog stats agreement --scale numeric --explain")]
pub(super) struct Args {
    #[command(flatten)]
    filters: Filters,
    /// This scale alone
    #[arg(long, value_name = "NAME")]
    scale: Option<String>,
    /// Verdicts too that were given with sight of others'
    #[arg(long)]
    all_verdicts: bool,
    /// Print the working, so that it can be done again by hand
    #[arg(long)]
    explain: bool,
    #[command(flatten)]
    viewer: Viewer,
    /// How to print
    #[arg(long, value_parser = ["text", "json"], default_value = "text")]
    format: String,
}

pub(super) fn run(args: &Args, context: &Context, ui: &mut Ui) -> anyhow::Result<Exit> {
    let store = context.open()?;
    let mut filter = args.filters.filter(&store, None)?;
    filter.all = filter.min_worth.is_none(); // a claim that was judged was worth it
    let (mut desk, eyes, mut hidden) = (Desk::new(args.all_verdicts), args.viewer.eyes(&store, context)?, 0);
    store.each_record(&filter, |record| {
        let record = eyes.over(record);
        hidden += record.hidden;
        desk.add(&record);
        Ok::<_, StoreError>(())
    })?;
    let mut scales = desk.scales();
    scales.retain(|found| args.scale.as_ref().is_none_or(|scale| *scale == found.scale));
    if args.format == "json" {
        write_json(ui.out(), &whole(&scales, &desk.values()))?;
        ui.line("")?;
    } else {
        if scales.is_empty() {
            ui.line(format!("not computable: {}", NotComputable::Units))?;
        }
        for found in &scales {
            print(found, args.explain, ui)?;
        }
        print_values(&desk.values(), ui)?;
    }
    say_hidden_verdicts(hidden, ui)?;
    Ok(Exit::Done)
}

fn print(found: &Agreement, explain: bool, ui: &mut Ui) -> anyhow::Result<()> {
    let kind = if found.raters.len() == 1 { "reviewer" } else { "reviewers" };
    ui.line(format!(
        "{} {}: {} claims with verdicts of two or more, {} {kind}, {} verdicts",
        found.scale,
        found.version,
        found.all.units(),
        found.raters.len(),
        found.all.count()
    ))?;
    let same = found
        .percent
        .map_or_else(|why| format!("not computable: {why}"), |share| format!("{:.1}% of pairs", share * 100.0));
    ui.line(format!("  {:<29}{same}", "the same rating"))?;
    for coefficient in &found.coefficients {
        ui.line(format!("  {:<29}{}", coefficient.statistic.name(), shown(coefficient)))?;
    }
    for (rating, times) in &found.apart {
        ui.line(format!("  outside the order: {rating}, {times} times; not in the ordinal figures"))?;
    }
    print_matrix(found, ui)?;
    if explain {
        print_working(found, ui)?;
    }
    Ok(())
}

/// "0.712 [0.520, 0.860]".
fn shown(coefficient: &Coefficient) -> String {
    match (coefficient.value, coefficient.interval) {
        (Err(why), _) => format!("not computable: {why}"),
        (Ok(value), None) => format!("{value:.3} (no interval: most draws of the claims define no value)"),
        (Ok(value), Some(Interval { low, high, .. })) => format!("{value:.3} [{low:.3}, {high:.3}]"),
    }
}

/// Who said what beside what: of two reviewers with their names, of several as pairs.
fn print_matrix(found: &Agreement, ui: &mut Ui) -> anyhow::Result<()> {
    let (title, cells) = match (&found.raters[..], found.all.table()) {
        ([one, other], Ok(table)) => (format!("{one} (rows) and {other} (columns)"), table),
        _ => ("pairs of verdicts, by reviewers".to_owned(), Coincidences::of(&found.all).cells),
    };
    let width = found.categories.iter().map(|name| name.chars().count()).max().unwrap_or_default().max(6);
    ui.line(format!("  {title}"))?;
    let head: String = found.categories.iter().map(|name| format!("  {name:>width$}")).collect();
    ui.line(format!("  {:width$}{head}", ""))?;
    for (name, row) in found.categories.iter().zip(cells) {
        let cells: String = row.iter().map(|cell| format!("  {:>width$}", number(*cell))).collect();
        ui.line(format!("  {name:<width$}{cells}"))?;
    }
    Ok(())
}

/// A count without decimals it does not have.
fn number(value: f64) -> String {
    if (value - value.round()).abs() < 1e-9 { format!("{value:.0}") } else { format!("{value:.3}") }
}

/// The working of each coefficient, number by number.
fn print_working(found: &Agreement, ui: &mut Ui) -> anyhow::Result<()> {
    ui.line(format!(
        "  working: intervals from {RESAMPLES} draws of the claims with replacement (SplitMix64, seed {SEED}), 2.5 to 97.5 of 100"
    ))?;
    for coefficient in &found.coefficients {
        match (coefficient.statistic, coefficient.value) {
            (_, Err(_)) => {}
            (Statistic::Alpha(metric), Ok(value)) => {
                let ratings = if metric == Metric::Ordinal { &found.ordered } else { &found.all };
                work_alpha(metric, ratings, value, ui)?;
            }
            (Statistic::Cohen, Ok(value)) => work_cohen(&found.all, value, ui)?,
            (statistic, Ok(value)) => ui.line(format!("    {}: {value:.6}", statistic.name()))?,
        }
    }
    Ok(())
}

fn work_alpha(metric: Metric, ratings: &Ratings, value: f64, ui: &mut Ui) -> anyhow::Result<()> {
    let (observed, expected) = ratings.disagreement(metric);
    let totals = Coincidences::of(ratings).totals;
    let list: Vec<_> = totals.iter().map(|total| number(*total)).collect();
    let n: f64 = totals.iter().sum();
    ui.line(format!("    α, {}: verdicts of each rating {} (n = {})", metric.name(), list.join(", "), number(n)))?;
    ui.line(format!("      observed disagreement Σ o·δ² / n = {observed:.6}"))?;
    ui.line(format!("      expected disagreement Σ n·n·δ² / n(n - 1) = {expected:.6}"))?;
    Ok(ui.line(format!("      α = 1 - {observed:.6} / {expected:.6} = {value:.6}"))?)
}

fn work_cohen(ratings: &Ratings, value: f64, ui: &mut Ui) -> anyhow::Result<()> {
    let Ok(table) = ratings.table() else { return Ok(()) };
    let total: f64 = table.iter().flatten().sum();
    let same: f64 = (0..table.len()).map(|at| table[at][at]).sum::<f64>() / total;
    let column = |at: usize| table.iter().map(|row| row[at]).sum::<f64>();
    let chance: f64 =
        (0..table.len()).map(|at| table[at].iter().sum::<f64>() * column(at)).sum::<f64>() / (total * total);
    Ok(ui.line(format!("    Cohen's κ = ({same:.6} - {chance:.6}) / (1 - {chance:.6}) = {value:.6}"))?)
}

fn print_values(values: &Values, ui: &mut Ui) -> anyhow::Result<()> {
    ui.line(format!("corrected values: {} claims with values of two or more in one unit", values.units))?;
    Ok(ui.line(format!("  {:<29}{} (of log₁₀)", values.alpha.statistic.name(), shown(&values.alpha)))?)
}

/// All of it for programs.
#[derive(Serialize)]
struct Whole<'a> {
    resamples: usize,
    seed: u64,
    scales: Vec<OfScale<'a>>,
    corrected_values: OfValues,
}

#[derive(Serialize)]
struct OfScale<'a> {
    scale: &'a str,
    version: u32,
    claims: usize,
    verdicts: usize,
    raters: &'a [String],
    same_rating: Outcome,
    coefficients: BTreeMap<String, Outcome>,
    ratings: &'a [String],
    /// How often two ratings met in one claim, a claim with m verdicts counted as m - 1.
    coincidences: Vec<Vec<f64>>,
    outside_the_order: &'a BTreeMap<String, usize>,
}

#[derive(Serialize)]
struct OfValues {
    claims: usize,
    alpha_interval_log10: Outcome,
}

/// A value, or why there is none.
#[derive(Serialize)]
struct Outcome {
    value: Option<f64>,
    interval: Option<Interval>,
    not_computable: Option<String>,
}

fn outcome(value: Result<f64, NotComputable>, interval: Option<Interval>) -> Outcome {
    let interval = interval.map(|found| Interval { low: rounded(found.low), high: rounded(found.high), ..found });
    Outcome { value: value.ok().map(rounded), interval, not_computable: value.err().map(|why| why.to_string()) }
}

/// Six decimals: more are no knowledge, and may differ from machine to machine.
fn rounded(value: f64) -> f64 {
    (value * 1e6).round() / 1e6
}

fn whole<'a>(scales: &'a [Agreement], values: &Values) -> Whole<'a> {
    let of = |found: &'a Agreement| OfScale {
        scale: &found.scale,
        version: found.version,
        claims: found.all.units(),
        verdicts: found.all.count(),
        raters: &found.raters,
        same_rating: outcome(found.percent, None),
        coefficients: found
            .coefficients
            .iter()
            .map(|coefficient| (coefficient.statistic.key(), outcome(coefficient.value, coefficient.interval)))
            .collect(),
        ratings: &found.categories,
        coincidences: Coincidences::of(&found.all).cells,
        outside_the_order: &found.apart,
    };
    let corrected_values =
        OfValues { claims: values.units, alpha_interval_log10: outcome(values.alpha.value, values.alpha.interval) };
    Whole { resamples: RESAMPLES, seed: SEED, scales: scales.iter().map(of).collect(), corrected_values }
}
