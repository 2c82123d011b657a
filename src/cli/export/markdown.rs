//! `claimlog export markdown`: the report for reading, article by article.

use std::io::Write;

use serde::{Deserialize, Serialize};

use super::methodology::methodology;
use super::outcome::Outcome;
use super::rows::Rows;
use super::scales::scale_words;
use super::{Common, Made, Making, deliver};
use crate::cli::Exit;
use crate::cli::context::Context;
use crate::cli::meant::meant;
use crate::cli::ui::Ui;
use crate::export::{Front, MarkdownWriter, hex};

/// A report for reading in Markdown: counts, scales and method, then article by article every claim with its verdict
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  claimlog export markdown -o audit.md
  claimlog export markdown --status reviewed --speaker Sund
  claimlog export markdown --as-of 2026-12-31 -o audit.md")]
pub(super) struct Args {
    #[command(flatten)]
    common: Common,
}

/// What the report is made with: nothing can be chosen.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(in crate::cli) struct Options {}

pub(super) fn run(args: &Args, context: &Context, ui: &mut Ui) -> anyhow::Result<Exit> {
    deliver(&args.common, Made::Markdown(Options {}), context, ui)
}

impl Making for Options {
    fn write(&self, rows: &Rows<'_>, out: &mut dyn Write, outcome: &mut Outcome) -> anyhow::Result<()> {
        // The counts stand before the claims: the first pass counts, the second writes.
        rows.each_claim(outcome, |_| Ok(()))?;
        let mut writer = MarkdownWriter::new(out, front(rows, outcome)?)?;
        rows.each_claim(&mut Outcome::new(self.counts()), |record| Ok(writer.claim(record)?))?;
        writer.finish()?;
        outcome.rows = outcome.claims;
        Ok(())
    }
}

fn front(rows: &Rows<'_>, outcome: &Outcome) -> anyhow::Result<Front> {
    let last = rows.store.last(None)?;
    let judged: u64 = outcome.ratings.values().sum();
    let facts = vec![
        ("Claims", format!("{}, {judged} with a verdict", outcome.claims)),
        ("Chosen", meant(rows.filter)),
        ("Ledger", format!("up to event {}, whose hash is {}", last.seq, hex(&last.hash))),
        ("Evidence", format!("{} not named, {} without an archived copy", outcome.withheld, outcome.without_archive)),
    ];
    let states = outcome.states.iter().map(|(state, count)| ((*state).to_owned(), *count)).collect();
    let ratings = outcome.ratings.iter().map(|(rating, count)| (rating.clone(), *count)).collect();
    Ok(Front {
        facts,
        counts: vec![("Stands as", states), ("Rating", ratings)],
        scales: scale_words(rows.store, outcome)?,
        method: methodology(rows.filter, outcome, &rows.store.policy()?),
    })
}
