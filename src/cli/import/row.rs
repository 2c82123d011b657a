//! A row of a filled-in report → the verdict that it gives, or nothing where it says what the ledger says already.

use anyhow::{anyhow, bail};
use chrono::{DateTime, Utc};
use rust_decimal::Decimal;

use super::table::Places;
use crate::cli::filters::named;
use crate::cli::scale;
use crate::export::{self, RowKind, Sort, Value, harmless, unguard};
use crate::ingest::parse_day;
use crate::model::{
    Answer, ChangeReason, Confidence, Contact, Contacted, Evidence, Findings, Policy, Record, Revision, Verdict,
};
use crate::review::{Eyes, Judgement, cite, decide, read_value};
use crate::store::Store;

/// What a row can hold: the names of the report's columns, and `reviewer`.
pub(super) const FIELDS: [&str; 24] = [
    "claim_id",
    "claim_revision",
    "verdict_id",
    "reviewer",
    "reviewers",
    "scale",
    "rating",
    "number_correct",
    "context_fair",
    "corrected_value",
    "corrected_low",
    "corrected_high",
    "corrected_unit",
    "corrected_date",
    "corrected_as_of",
    "explanation",
    "analysis",
    "methodology",
    "confidence",
    "claimant_contacted",
    "conflict_of_interest",
    "evidence_urls",
    "recheck_on",
    "correction_reason",
];

/// Those that say how the claim was judged.
const JUDGEMENT: [&str; 18] = [
    "scale",
    "rating",
    "number_correct",
    "context_fair",
    "corrected_value",
    "corrected_low",
    "corrected_high",
    "corrected_unit",
    "corrected_date",
    "corrected_as_of",
    "explanation",
    "analysis",
    "methodology",
    "confidence",
    "claimant_contacted",
    "conflict_of_interest",
    "evidence_urls",
    "recheck_on",
];

/// What a row gives.
pub(super) enum Row {
    /// It has no rating, or says what is known.
    Nothing,
    /// A verdict, for [`Store::decide_all`].
    Verdict(Box<Verdict>),
}

/// How rows are read.
pub(super) struct Reading<'s> {
    pub(super) store: &'s Store,
    pub(super) policy: Policy,
    pub(super) places: &'s Places,
    /// Who judges, where the row does not say; empty when nobody is named.
    pub(super) reviewer: String,
    /// The scale, where the row does not say.
    pub(super) scale: &'s str,
    /// What stands before decimals; `None` when nobody said.
    pub(super) decimal: Option<&'s str>,
    /// Whether cells of text have the report's guard.
    pub(super) guarded: bool,
    /// When (UTC).
    pub(super) at: DateTime<Utc>,
}

impl Reading<'_> {
    /// Reads a row.
    ///
    /// # Errors
    /// What is wrong with it, to follow "row 7:".
    pub(super) fn read(&self, row: &[String]) -> anyhow::Result<Row> {
        let known = self.places.cell(row, "verdict_id");
        let Some(rating) = self.text(row, "rating") else { return self.unrated(row, known) };
        let typed = self.places.cell(row, "claim_id").ok_or_else(|| anyhow!("it names no claim (claim_id)"))?;
        let record = self.store.record(self.store.find_claim(typed)?)?;
        let reported = known.map(|id| {
            let found = record.verdicts.iter().find(|verdict| verdict.id.to_string() == id.trim());
            found.ok_or_else(|| anyhow!("the verdict {id} is none of this ledger on {typed}"))
        });
        let reported = reported.transpose()?;
        if reported.is_some_and(|verdict| self.says(row, &record, verdict)) {
            return Ok(Row::Nothing);
        }
        let reviewer = self.who(row, reported)?;
        let own = record.in_force().find(|verdict| verdict.reviewer == reviewer);
        if own.is_some_and(|verdict| self.says(row, &record, verdict)) {
            return Ok(Row::Nothing);
        }
        self.hold_wording(row, &record, reported)?;
        let scale = scale::find(Some(self.store), &self.text(row, "scale").unwrap_or_else(|| self.scale.to_owned()))?;
        let judgement = self.judgement(row, &record, reviewer, rating)?;
        let seen = Eyes::of(Some(&judgement.reviewer), &self.policy).over(record.clone());
        let decision = decide(&record.claim, &seen.verdicts, &scale, &self.policy, &judgement, self.at)?;
        Ok(Row::Verdict(Box::new(decision.verdict)))
    }

    /// A row without a rating gives nothing, unless somebody began to fill it in.
    fn unrated(&self, row: &[String], known: Option<&str>) -> anyhow::Result<Row> {
        if let Some(verdict) = known {
            bail!("the rating of {verdict} was taken out of it: verdicts stay; claimlog undo takes one's own back");
        }
        match JUDGEMENT.into_iter().filter(|field| *field != "scale").find(|field| self.text(row, field).is_some()) {
            Some(field) => bail!("it has a cell {field} and no rating"),
            None => Ok(Row::Nothing),
        }
    }

    /// Who gives the verdict of the row.
    fn who(&self, row: &[String], reported: Option<&Verdict>) -> anyhow::Result<String> {
        if let Some(verdict) = reported {
            if self.reviewer.is_empty() {
                bail!("it changes the verdict of {}: say who judges now, with --as NAME", verdict.reviewer);
            }
            return Ok(self.reviewer.clone());
        }
        let several = self.text(row, "reviewers").filter(|names| !names.contains(" | "));
        let named = self.text(row, "reviewer").or(several).unwrap_or_else(|| self.reviewer.clone());
        let named = crate::review::name(&named)?;
        if named.is_empty() {
            bail!("it does not say who judges: fill in its reviewer, or say --as NAME");
        }
        Ok(named)
    }

    /// Refuses a judgement of a wording that is not the claim's any more.
    fn hold_wording(&self, row: &[String], record: &Record, reported: Option<&Verdict>) -> anyhow::Result<()> {
        let now = Revision::of(&record.claim);
        let of_verdict =
            |typed: &str| reported.and_then(|it| it.claim_revision).is_some_and(|it| it.to_string() == typed);
        match self.places.cell(row, "claim_revision").map(str::trim) {
            Some(typed) if typed != now.to_string() && !of_verdict(typed) => {
                bail!(
                    "the claim was edited since the report was made (its claim_revision is {now} now): export it again"
                )
            }
            _ => Ok(()),
        }
    }

    /// Whether a verdict says all that the row says.
    fn says(&self, row: &[String], record: &Record, verdict: &Verdict) -> bool {
        let columns = RowKind::Verdicts.columns();
        let cells: Vec<_> = export::Row::of_verdict(record, verdict).verdict_cells().collect();
        JUDGEMENT.into_iter().filter(|field| self.places.has(field)).all(|field| {
            let at = columns.iter().position(|column| column.name == field);
            at.is_some_and(|at| self.is_same(row, field, &cells[at], verdict))
        })
    }

    fn is_same(&self, row: &[String], field: &str, stored: &Value<'_>, verdict: &Verdict) -> bool {
        let typed = self.text(row, field);
        match (stored, typed) {
            (Value::None, None) => true,
            (Value::Number(number), Some(typed)) => self.number(&typed).is_ok_and(|typed| typed == *number),
            // A row may leave the scale to the command, and give the rating's label.
            (_, None) if field == "scale" => verdict.scale == self.scale,
            (_, Some(typed)) if field == "rating" => {
                let scale = scale::versioned(self.store, &verdict.scale, verdict.scale_version).ok().flatten();
                scale
                    .and_then(|scale| Some(scale.rating(&typed).ok()?.code == verdict.rating))
                    .unwrap_or(typed == verdict.rating)
            }
            (stored, Some(typed)) => stored.plain().is_some_and(|stored| flat(&stored) == flat(&typed)),
            (_, None) => false,
        }
    }

    fn judgement(
        &self,
        row: &[String],
        record: &Record,
        reviewer: String,
        rating: String,
    ) -> anyhow::Result<Judgement> {
        let number = |field| self.part(row, field, |typed| self.number(typed));
        let day = |field| self.part(row, field, |typed| parse_day(typed).map_err(|wrong| wrong.to_string()));
        let contacted = self.part(row, "claimant_contacted", |typed| named(typed, Contacted::ALL, Contacted::name))?;
        let findings = Findings {
            number_correct: self.part(row, "number_correct", |typed| named(typed, Answer::ALL, Answer::name))?,
            context_fair: self.part(row, "context_fair", |typed| named(typed, Answer::ALL, Answer::name))?,
            analysis: self.text(row, "analysis"),
            methodology: self.text(row, "methodology"),
            confidence: self.part(row, "confidence", |typed| named(typed, Confidence::ALL, Confidence::name))?,
            claimant_contacted: contacted.map(|outcome| Contact { outcome, on: None, quote: None }),
            conflict_of_interest: self.text(row, "conflict_of_interest"),
            recheck_on: day("recheck_on")?,
            reason: self.part(row, "correction_reason", |typed| named(typed, ChangeReason::ALL, ChangeReason::name))?,
            ..Findings::default()
        };
        Ok(Judgement {
            reviewer,
            rating,
            explanation: self.text(row, "explanation"),
            evidence: self.evidence(row, record)?,
            corrected_value: number("corrected_value")?,
            corrected_low: number("corrected_low")?,
            corrected_high: number("corrected_high")?,
            corrected_unit: self.text(row, "corrected_unit"),
            corrected_date: day("corrected_date")?,
            as_of: day("corrected_as_of")?,
            findings,
            ..Judgement::default()
        })
    }

    /// The evidence of the row's addresses: what the claim has already, else new.
    fn evidence(&self, row: &[String], record: &Record) -> anyhow::Result<Vec<Evidence>> {
        let Some(list) = self.text(row, "evidence_urls") else { return Ok(Vec::new()) };
        let known = self.store.evidence_list(Some(record.claim.id), None)?;
        let of = |typed: &str| {
            let here = known.iter().find(|piece| piece.evidence.url.as_deref() == Some(typed));
            here.map_or_else(|| Ok(cite(self.store, typed)?), |piece| Ok(piece.evidence.clone()))
        };
        list.split(" | ").map(str::trim).filter(|typed| !typed.is_empty()).map(of).collect()
    }

    /// A cell read by `read`; what is wrong with it names the column.
    fn part<T>(
        &self,
        row: &[String],
        field: &str,
        read: impl Fn(&str) -> Result<T, String>,
    ) -> anyhow::Result<Option<T>> {
        let read = |typed: String| read(&typed).map_err(|wrong| anyhow!("column {field}, “{typed}”: {wrong}"));
        self.text(row, field).map(read).transpose()
    }

    /// A cell as it was before the guard.
    fn text(&self, row: &[String], field: &str) -> Option<String> {
        let cell = self.places.cell(row, field)?;
        let plain = if self.guarded && is_text(field) { unguard(cell) } else { cell };
        Some(plain.trim().to_owned()).filter(|text| !text.is_empty())
    }

    /// A number; one whose comma can be read in two ways is none.
    fn number(&self, typed: &str) -> Result<Decimal, String> {
        match self.decimal {
            Some(",") if typed.contains('.') => Err("its decimals stand behind a comma, and it has a point".to_owned()),
            Some(",") => read_value(&typed.replace(',', ".")),
            None if typed.contains(',') => {
                Err("its comma may group thousands or stand before decimals: say which, with \
                                                --decimal . or --decimal ,"
                    .to_owned())
            }
            _ => read_value(typed),
        }
    }
}

/// Whether the report guards the column's cells.
fn is_text(field: &str) -> bool {
    let column = RowKind::Verdicts.columns().into_iter().find(|column| column.name == field);
    column.is_none_or(|column| column.sort == Sort::Text)
}

/// Text without what a report or a spreadsheet changes in it: marks that are dropped, and how lines end.
fn flat(text: &str) -> String {
    harmless(text).0.replace("\r\n", "\n").replace(" ⏎ ", "\n").replace('\r', "\n").trim().to_owned()
}
