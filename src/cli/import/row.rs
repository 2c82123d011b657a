//! A row of a filled-in report → the verdict that it gives, or nothing where it says what the ledger says already.

use anyhow::{anyhow, bail};
use chrono::{DateTime, NaiveDate, Utc};
use rust_decimal::Decimal;

use super::reported::{Reported, flat, same_judgement};
use super::table::Places;
use crate::cli::filters::named;
use crate::cli::scale;
use crate::export::{RowKind, Sort, Value, unguard};
use crate::ingest::parse_day;
use crate::model::{
    Answer, ChangeReason, Confidence, Contact, Contacted, Correction, Evidence, Findings, Policy, Record, Revision,
    Role, Verdict,
};
use crate::review::{Eyes, Judgement, Scale, cite, decide, read_value};
use crate::store::Store;

/// What a row can hold: the names of the report's columns, and `reviewer`.
pub(super) const FIELDS: [&str; 25] = [
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
    "correction_note",
];

/// The fields of a correction, which belong together.
const CORRECTION: [&str; 6] =
    ["corrected_value", "corrected_low", "corrected_high", "corrected_unit", "corrected_date", "corrected_as_of"];

/// Those that say how the claim was judged.
const JUDGEMENT: [&str; 12] = [
    "scale",
    "rating",
    "number_correct",
    "context_fair",
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
    /// A verdict, to be stored with those of the other rows.
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
    pub(super) decimal: Option<char>,
    /// Whether the table is one of those in which a point may group thousands: its cells are not parted by commas.
    pub(super) european: bool,
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
        let reported = known.map(|id| Reported::find(self.store, &record, id.trim())).transpose()?;
        if reported.as_ref().is_some_and(|reported| self.repeats(row, reported)) {
            return Ok(Row::Nothing);
        }
        let reviewer = self.who(row, reported.as_ref())?;
        self.hold_wording(row, &record, reported.as_ref())?;
        let judgement = self.judgement(row, &record, reported.as_ref(), (reviewer, rating))?;
        let scale = self.scale(row, reported.as_ref())?;
        let mut seen = Eyes::of(Some(&judgement.reviewer), &self.policy).over(record.clone()).verdicts;
        // What the row showed was seen, whatever the policy hides.
        let shown = reported.iter().map(|reported| &reported.verdict);
        seen.extend(shown.filter(|shown| seen.iter().all(|other| other.id != shown.id)).cloned().collect::<Vec<_>>());
        let verdict = decide(&record.claim, &seen, &scale, &self.policy, &judgement, self.at)?.verdict;
        let own = record.in_force().find(|own| own.reviewer == verdict.reviewer);
        if own.is_some_and(|own| same_judgement(own, &verdict)) {
            return Ok(Row::Nothing);
        }
        if let Some(reported) = &reported {
            reported.hold(&record)?;
        }
        Ok(Row::Verdict(Box::new(verdict)))
    }

    /// A row without a rating gives nothing, unless somebody began to fill it in.
    fn unrated(&self, row: &[String], known: Option<&str>) -> anyhow::Result<Row> {
        if let Some(verdict) = known {
            bail!("the rating of {verdict} was taken out of it: verdicts stay; claimlog undo takes one's own back");
        }
        let mut filled = JUDGEMENT.into_iter().chain(CORRECTION).filter(|field| *field != "scale");
        match filled.find(|field| self.text(row, field).is_some()) {
            Some(field) => bail!("it has a cell {field} and no rating"),
            None => Ok(Row::Nothing),
        }
    }

    /// Who gives the verdict of the row.
    fn who(&self, row: &[String], reported: Option<&Reported>) -> anyhow::Result<String> {
        if let Some(reported) = reported {
            if self.reviewer.is_empty() {
                bail!("it changes the verdict of {}: say who judges now, with --as NAME", reported.verdict.reviewer);
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
    fn hold_wording(&self, row: &[String], record: &Record, reported: Option<&Reported>) -> anyhow::Result<()> {
        let now = Revision::of(&record.claim);
        let typed = self.places.cell(row, "claim_revision").map(|typed| typed.trim().to_owned());
        let of_report = reported.and_then(|reported| reported.verdict.claim_revision).map(|judged| judged.to_string());
        match typed.or(of_report) {
            Some(judged) if judged != now.to_string() => {
                bail!(
                    "the claim was edited since (its claim_revision is {now} now): look at it again, and export it again"
                )
            }
            _ => Ok(()),
        }
    }

    /// Whether the row says all that the verdict of the report says.
    fn repeats(&self, row: &[String], reported: &Reported) -> bool {
        JUDGEMENT.into_iter().chain(CORRECTION).all(|field| self.keeps(row, field, reported))
    }

    /// Whether a field is as the report had it; one that the table has not is.
    fn keeps(&self, row: &[String], field: &str, reported: &Reported) -> bool {
        if !self.places.has(field) {
            return true;
        }
        let verdict = &reported.verdict;
        match (reported.cell(field), self.text(row, field)) {
            (None, None) => true,
            (Some(Value::Number(number)), Some(typed)) => self.number(&typed).is_ok_and(|typed| typed == *number),
            (_, None) if field == "scale" => verdict.scale == self.scale,
            (Some(stored), Some(typed)) if field == "rating" => {
                let scale = scale::versioned(self.store, &verdict.scale, verdict.scale_version).ok().flatten();
                let code = scale.and_then(|scale| Some(scale.rating(&typed).ok()?.code.clone()));
                stored.plain().is_some_and(|stored| stored == code.unwrap_or(typed))
            }
            (Some(Value::Name(stored)), Some(typed)) => stored.eq_ignore_ascii_case(typed.trim()),
            (Some(stored), Some(typed)) => stored.plain().is_some_and(|stored| flat(&stored) == flat(&typed)),
            _ => false,
        }
    }

    /// The judgement of the row. What it did not change of the report's verdict is as it was, and what no table holds too.
    fn judgement(
        &self,
        row: &[String],
        record: &Record,
        reported: Option<&Reported>,
        (reviewer, rating): (String, String),
    ) -> anyhow::Result<Judgement> {
        let base = reported.map(|reported| &reported.verdict);
        let correction = self.correction(row, reported)?;
        let kept = self.kept(row, "explanation", reported);
        let explanation = kept.map_or_else(|| self.text(row, "explanation"), |verdict| verdict.explanation.clone());
        let evidence = match self.kept(row, "evidence_urls", reported) {
            Some(verdict) => verdict.evidence.clone(),
            None => self.evidence(row, record, base)?,
        };
        // Who changes a colleague's row has seen it.
        let blind = base.filter(|verdict| verdict.reviewer != reviewer).map(|_| false);
        let own = base.filter(|verdict| verdict.reviewer == reviewer).map(|verdict| verdict.role);
        Ok(Judgement {
            reviewer,
            rating,
            explanation,
            evidence,
            corrected_value: correction.value,
            corrected_low: correction.low,
            corrected_high: correction.high,
            corrected_unit: correction.unit.filter(|_| correction.date.is_none()),
            corrected_date: correction.date,
            as_of: correction.as_of,
            role: own.filter(|role| *role != Role::External).unwrap_or_default(),
            blind,
            findings: self.findings(row, reported)?,
            ..Judgement::default()
        })
    }

    /// The report's verdict, where the row left this field of it as it was.
    fn kept<'v>(&self, row: &[String], field: &str, reported: Option<&'v Reported>) -> Option<&'v Verdict> {
        reported.filter(|reported| self.keeps(row, field, reported)).map(|reported| &reported.verdict)
    }

    fn findings(&self, row: &[String], reported: Option<&Reported>) -> anyhow::Result<Findings> {
        let base = reported.map(|reported| &reported.verdict);
        let kept = |field| self.kept(row, field, reported).map(|verdict| &verdict.findings);
        let text = |field, of: fn(&Findings) -> &Option<String>| {
            kept(field).map_or_else(|| self.text(row, field), |findings| of(findings).clone())
        };
        let answer = |field, of: fn(&Findings) -> Option<Answer>| match kept(field) {
            Some(findings) => Ok(of(findings)),
            None => self.part(row, field, |typed| named(typed, Answer::ALL, Answer::name)),
        };
        let note = self.text(row, "correction_note");
        Ok(Findings {
            number_correct: answer("number_correct", |findings| findings.number_correct)?,
            context_fair: answer("context_fair", |findings| findings.context_fair)?,
            analysis: text("analysis", |findings| &findings.analysis),
            methodology: text("methodology", |findings| &findings.methodology),
            confidence: match kept("confidence") {
                Some(findings) => findings.confidence,
                None => self.part(row, "confidence", |typed| named(typed, Confidence::ALL, Confidence::name))?,
            },
            claimant_contacted: match kept("claimant_contacted") {
                Some(findings) => findings.claimant_contacted.clone(),
                None => self.contact(row)?,
            },
            conflict_of_interest: text("conflict_of_interest", |findings| &findings.conflict_of_interest),
            recheck_on: match kept("recheck_on") {
                // A day that is over asks for nothing any more.
                Some(findings) => findings.recheck_on.filter(|day| *day >= self.at.date_naive()),
                None => self.day(row, "recheck_on")?,
            },
            reason: self.reason(row, base)?,
            change_note: note.filter(|note| base.is_none_or(|it| it.findings.change_note.as_ref() != Some(note))),
            published_url: base.and_then(|verdict| verdict.findings.published_url.clone()),
            ..Findings::default()
        })
    }

    /// The right value: each part as the report had it, unless the row changed that.
    fn correction(&self, row: &[String], reported: Option<&Reported>) -> anyhow::Result<Correction> {
        let kept =
            |field| self.kept(row, field, reported).map(|verdict| verdict.correction.clone().unwrap_or_default());
        let number = |field, of: fn(&Correction) -> Option<Decimal>| match kept(field) {
            Some(correction) => Ok(of(&correction)),
            None => self.part(row, field, |typed| self.number(typed)),
        };
        let day = |field, of: fn(&Correction) -> Option<NaiveDate>| match kept(field) {
            Some(correction) => Ok(of(&correction)),
            None => self.day(row, field),
        };
        let mut correction = Correction {
            value: number("corrected_value", |it| it.value)?,
            low: number("corrected_low", |it| it.low)?,
            high: number("corrected_high", |it| it.high)?,
            unit: kept("corrected_unit").map_or_else(|| self.text(row, "corrected_unit"), |it| it.unit),
            date: day("corrected_date", |it| it.date)?,
            as_of: day("corrected_as_of", |it| it.as_of)?,
        };
        if correction.value.or(correction.low).or(correction.high).is_none() && reported.is_some() {
            correction.unit = None; // the number was taken out, and its unit with it
        }
        Ok(correction)
    }

    fn day(&self, row: &[String], field: &str) -> anyhow::Result<Option<NaiveDate>> {
        self.part(row, field, |typed| parse_day(typed).map_err(|wrong| wrong.to_string()))
    }

    /// The scale that the row's rating is on: of a row that leaves it as it was, the very version.
    fn scale(&self, row: &[String], reported: Option<&Reported>) -> anyhow::Result<Scale> {
        if let Some(verdict) = self.kept(row, "scale", reported)
            && let Some(scale) = scale::versioned(self.store, &verdict.scale, verdict.scale_version)?
        {
            return Ok(scale);
        }
        scale::find(Some(self.store), &self.text(row, "scale").unwrap_or_else(|| self.scale.to_owned()))
    }

    /// Why the verdict of the row replaces another; what the report's verdict said of itself is no reason of this one.
    fn reason(&self, row: &[String], base: Option<&Verdict>) -> anyhow::Result<Option<ChangeReason>> {
        let typed = self.part(row, "correction_reason", |typed| named(typed, ChangeReason::ALL, ChangeReason::name))?;
        Ok(typed.filter(|typed| base.is_none_or(|verdict| verdict.findings.reason != Some(*typed))))
    }

    fn contact(&self, row: &[String]) -> anyhow::Result<Option<Contact>> {
        let outcome = self.part(row, "claimant_contacted", |typed| named(typed, Contacted::ALL, Contacted::name))?;
        Ok(outcome.map(|outcome| Contact { outcome, on: None, quote: None }))
    }

    /// The evidence of the row's addresses: what the claim has already, else new; and what of the report's verdict has no
    /// address that a table shows.
    fn evidence(&self, row: &[String], record: &Record, base: Option<&Verdict>) -> anyhow::Result<Vec<Evidence>> {
        let known = self.store.evidence_list(Some(record.claim.id), None)?;
        let of = |typed: &str| {
            let shown = |piece: &Evidence| piece.withheld.is_none() && piece.url.as_deref() == Some(typed);
            let here = known.iter().find(|piece| shown(&piece.evidence));
            here.map_or_else(|| Ok(cite(self.store, typed)?), |piece| Ok(piece.evidence.clone()))
        };
        let list = self.text(row, "evidence_urls").unwrap_or_default();
        let listed = list.split(" | ").map(str::trim).filter(|typed| !typed.is_empty()).map(of);
        let mut pieces = listed.collect::<anyhow::Result<Vec<_>>>()?;
        let unseen = |piece: &&Evidence| piece.withheld.is_some() || piece.url.is_none();
        pieces.extend(base.into_iter().flat_map(|verdict| verdict.evidence.iter().filter(unseen).cloned()));
        Ok(pieces)
    }

    /// A cell read by `read`, without regard to capitals; what is wrong with it names the column.
    fn part<T>(
        &self,
        row: &[String],
        field: &str,
        read: impl Fn(&str) -> Result<T, String>,
    ) -> anyhow::Result<Option<T>> {
        let read =
            |typed: String| read(&typed.to_lowercase()).map_err(|wrong| anyhow!("column {field}, “{typed}”: {wrong}"));
        self.text(row, field).map(read).transpose()
    }

    /// A cell as it was before the guard.
    fn text(&self, row: &[String], field: &str) -> Option<String> {
        let cell = self.places.cell(row, field)?;
        let plain = if self.guarded && is_text(field) { unguard(cell) } else { cell };
        Some(plain.trim().to_owned()).filter(|text| !text.is_empty())
    }

    /// A number; one whose signs can be read in two ways is none.
    fn number(&self, typed: &str) -> Result<Decimal, String> {
        let unclear =
            || "its sign may group thousands or stand before decimals: say which, with --decimal . or --decimal ,";
        match self.decimal {
            Some(',') if typed.contains('.') => Err("its decimals stand behind a comma, and it has a point".to_owned()),
            Some(',') => read_value(&typed.replace(',', ".")),
            None if typed.contains(',') || self.european && groups(typed) => Err(unclear().to_owned()),
            _ => read_value(typed),
        }
    }
}

/// Whether a point stands where one could group thousands: "1.800".
fn groups(typed: &str) -> bool {
    let mut parts = typed.trim_start_matches('-').split('.');
    let first = parts.next().is_some_and(|part| (1..=3).contains(&part.len()));
    let mut rest = parts.peekable();
    first && rest.peek().is_some() && rest.all(|part| part.len() == 3)
}

/// Whether the report guards the column's cells.
fn is_text(field: &str) -> bool {
    let column = RowKind::Verdicts.columns().into_iter().find(|column| column.name == field);
    column.is_none_or(|column| column.sort == Sort::Text)
}
