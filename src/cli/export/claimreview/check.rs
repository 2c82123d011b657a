//! `claimlog export claimreview --check`: what every claim lacks, in columns or as JSON.

use std::io::Write;

use serde::Serialize;

use super::Check;
use super::desk::{Desk, short};
use crate::cli::export::outcome::Outcome;
use crate::cli::export::rows::Rows;
use crate::export::{Grade, Lack, to_json};
use crate::model::ClaimId;
use crate::text::escape;

/// Prints what every claim lacks.
pub(super) fn check(
    desk: &mut Desk<'_>,
    how: Check,
    rows: &Rows<'_>,
    out: &mut dyn Write,
    outcome: &mut Outcome,
) -> anyhow::Result<()> {
    let (mut claims, mut incomplete) = (0, 0);
    rows.each_claim(outcome, |record| {
        let lacks = desk.lacks(record);
        claims += 1;
        incomplete += u64::from(lacks.iter().any(|lack| lack.grade == Grade::Required));
        match how {
            Check::Json => {
                let url = record.state.publication.as_ref().map(|at| at.url.as_str());
                let line = Line { claim: record.claim.id, url, lacks: lacks.iter().map(LackLine::of).collect() };
                writeln!(out, "{}", to_json(&line)?)?;
            }
            Check::Table => {
                let id = short(rows.store, record)?;
                for Lack { grade, property, said } in &lacks {
                    writeln!(out, "{id:<6}{:<13}{property:<33}{}", grade.name(), escape(said))?;
                }
            }
        }
        Ok(())
    })?;
    (outcome.rows, outcome.incomplete) = (claims, incomplete);
    let whole = claims - incomplete;
    outcome.warnings.push(format!("{whole} of {claims} claims can be exported; {incomplete} lack something required"));
    Ok(())
}

#[derive(Serialize)]
struct Line<'a> {
    claim: ClaimId,
    url: Option<&'a str>,
    lacks: Vec<LackLine<'a>>,
}

#[derive(Serialize)]
struct LackLine<'a> {
    grade: &'static str,
    property: &'static str,
    said: &'a str,
}

impl<'a> LackLine<'a> {
    fn of(lack: &'a Lack) -> Self {
        Self { grade: lack.grade.name(), property: lack.property, said: &lack.said }
    }
}
