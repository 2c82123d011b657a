//! The audit report as CSV: one row a claim with its verdict in force, fixed columns with stable names.
//!
//! The columns are those of the report's definition that exist so far, in its order. Text cells are guarded against formulas
//! and quoted; numbers, dates and keys are typed and never guarded. Unknown is an empty cell.

use std::borrow::Cow;
use std::io;

use chrono::{DateTime, NaiveDate, SecondsFormat, Utc};
use csv::QuoteStyle;
use rust_decimal::Decimal;
use thiserror::Error;

use crate::export::guard;
use crate::model::{Evidence, Findings, Record, Revision, Tier, Verdict};

/// A format of the report.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ReportFormat {
    /// The name on the command line.
    pub name: &'static str,
    /// The usual extension of its files.
    pub extension: &'static str,
}

/// The formats of the report.
pub const FORMATS: [ReportFormat; 1] = [ReportFormat { name: "csv", extension: "csv" }];

/// Why a report could not be written.
#[derive(Debug, Error)]
pub enum ExportError {
    /// The file or the stream failed.
    #[error("the report cannot be written: {0}")]
    Write(#[from] io::Error),
    /// A cell could not be written.
    #[error("the report cannot be written: {0}")]
    Csv(#[from] csv::Error),
}

/// A cell: text is guarded, everything else is typed.
enum Cell {
    Text(Option<String>),
    Typed(Option<String>),
}

type Column = (&'static str, fn(&Record) -> Cell);

/// The columns in their order.
pub const COLUMNS: [&str; 90] = names();

const fn names() -> [&'static str; 90] {
    let mut names = [""; 90];
    let mut at = 0;
    while at < TABLE.len() {
        names[at] = TABLE[at].0;
        at += 1;
    }
    names
}

const TABLE: [Column; 90] = [
    ("claim_id", |r| typed(r.claim.id)),
    ("claim_revision", |r| typed(Revision::of(&r.claim))),
    ("state", |r| typed(r.status())),
    ("article_id", |r| typed(r.document.id)),
    ("outlet", |r| text(&r.document.metadata.publisher)),
    ("title", |r| text(&r.document.metadata.title)),
    ("byline", |r| text(&r.document.metadata.byline)),
    ("article_url", |r| text(&r.document.metadata.url)),
    ("published", |r| maybe(r.document.metadata.published)),
    ("accessed", |r| typed(moment(r.document.added_at))),
    ("article_sha256", |r| typed(hex(&r.document.sha256))),
    ("claim_text", |r| words(&r.wording.mention)),
    ("sentence", |r| words(&r.wording.sentence)),
    ("start", |r| typed(r.chars.0)),
    ("end", |r| typed(r.chars.1)),
    ("kind", |r| typed(r.claim.mention.quantity.kind)),
    ("value", |r| number(r.claim.mention.quantity.value)),
    ("low", |r| number(r.claim.mention.quantity.low)),
    ("high", |r| number(r.claim.mention.quantity.high)),
    ("modifier", |r| typed(r.claim.mention.quantity.modifier)),
    ("change", |r| maybe(r.claim.mention.quantity.change)),
    ("unit", |r| text(&r.claim.mention.quantity.unit)),
    ("per", |r| text(&r.claim.mention.quantity.per)),
    ("of", |r| text(&r.claim.mention.of)),
    ("date_start", |r| maybe(date(r, |date| date.start))),
    ("date_end", |r| maybe(date(r, |date| date.end))),
    ("timex", |r| text(&r.claim.mention.quantity.date.as_ref().and_then(|date| date.timex.clone()))),
    ("speaker", |r| text(&r.claim.attribution.as_ref().and_then(|a| a.speaker.clone()))),
    ("speaker_role", |r| text(&r.claim.attribution.as_ref().and_then(|a| a.role.clone()))),
    ("source", |r| text(&r.wording.source)),
    ("attribution_type", |r| maybe(r.claim.attribution.as_ref().map(|a| a.kind))),
    ("polarity", |r| maybe(r.claim.attribution.as_ref().map(|a| a.polarity))),
    ("cue", |r| text(&r.wording.cue)),
    ("extractor_version", |r| words(&r.claim.engine)),
    ("worthiness", |r| number(Some(r.claim.worthiness))),
    ("edited_by_human", |r| typed(yes_or_no(r.machine.is_some()))),
    ("machine_value", |r| number(r.machine.as_ref().and_then(|found| found.mention.quantity.value))),
    ("verdict_id", |r| maybe(r.verdict().map(|v| v.id))),
    ("rating", |r| text(&r.verdict().map(|v| v.rating.clone()))),
    ("rating_value", |r| maybe(r.verdict().and_then(|v| v.standing.value))),
    ("rating_worst", |r| maybe(r.verdict().and_then(|v| v.standing.worst))),
    ("rating_best", |r| maybe(r.verdict().and_then(|v| v.standing.best))),
    ("scale", |r| text(&r.verdict().map(|v| v.scale.clone()))),
    ("scale_version", |r| maybe(r.verdict().map(|v| v.scale_version))),
    ("class", |r| maybe(r.verdict().map(|v| v.standing.class))),
    ("number_correct", |r| maybe(found(r, |f| f.number_correct))),
    ("context_fair", |r| maybe(found(r, |f| f.context_fair))),
    ("corrected_value", |r| number(correction(r).and_then(|c| c.value))),
    ("corrected_low", |r| number(correction(r).and_then(|c| c.low))),
    ("corrected_high", |r| number(correction(r).and_then(|c| c.high))),
    ("corrected_unit", |r| text(&correction(r).and_then(|c| c.unit.clone()))),
    ("corrected_date", |r| maybe(correction(r).and_then(|c| c.date))),
    ("corrected_as_of", |r| maybe(correction(r).and_then(|c| c.as_of))),
    ("error_abs", |r| number(error(r, |e| e.abs))),
    ("error_pct", |r| number(error(r, |e| e.pct))),
    ("error_points", |r| number(error(r, |e| e.points))),
    ("error_factor", |r| number(error(r, |e| e.factor))),
    ("error_days", |r| maybe(size(r).and_then(|e| e.days))),
    ("within_stated_precision", |r| maybe(size(r).and_then(|e| e.within).map(yes_or_no))),
    ("not_compared", |r| text(&size(r).and_then(|e| e.incomparable.clone()))),
    ("error_formula", |r| maybe(size(r).map(|e| e.formula))),
    ("explanation", |r| text(&r.verdict().and_then(|v| v.explanation.clone()))),
    ("methodology", |r| text(&found(r, |f| f.methodology.clone()))),
    ("confidence", |r| maybe(found(r, |f| f.confidence))),
    ("claimant_contacted", |r| maybe(found(r, |f| f.claimant_contacted.as_ref().map(|contact| contact.outcome)))),
    ("conflict_of_interest", |r| text(&found(r, |f| f.conflict_of_interest.clone()))),
    ("evidence_count", |r| maybe(r.verdict().map(|v| v.evidence.len()))),
    ("primary_evidence_count", |r| {
        maybe(r.verdict().map(|v| pieces(v, |e| e.tier.filter(|tier| *tier == Tier::Primary)).count()))
    }),
    ("evidence_urls", |r| text(&listed(r, |e| e.url.clone()))),
    ("evidence_archived_urls", |r| text(&listed(r, |e| e.archived_url.clone()))),
    ("evidence_sha256", |r| text(&listed(r, |e| e.file.as_ref().map(|file| file.sha256.clone())))),
    ("withheld_sources", |r| maybe(r.verdict().map(|v| pieces(v, |e| e.withheld.clone()).count()))),
    ("reviewers", |r| text(&reviewers(r))),
    ("verdict_count", |r| typed(r.verdicts.len())),
    ("blind_count", |r| typed(r.in_force().filter(|v| v.blind).count())),
    ("adjudicator", |r| text(&r.state.resolution.as_ref().map(|resolution| resolution.by.clone()))),
    ("adjudication_reason", |r| text(&r.state.resolution.as_ref().map(|resolution| resolution.reason.clone()))),
    ("dissent", |r| text(&dissent(r))),
    ("reviewed_at", |r| maybe(r.verdict().map(|v| moment(v.given_at)))),
    ("published_url", |r| text(&r.state.publication.as_ref().map(|publication| publication.url.clone()))),
    ("published_at", |r| maybe(r.state.publication.as_ref().map(|publication| publication.on))),
    ("supersedes", |r| maybe(r.verdict().and_then(|v| v.supersedes))),
    ("correction_count", |r| typed(r.verdicts.iter().filter(|v| v.supersedes.is_some()).count())),
    ("correction_reason", |r| maybe(found(r, |f| f.reason))),
    ("correction_note", |r| text(&found(r, |f| f.change_note.clone()))),
    ("reopened_count", |r| typed(r.state.reopenings)),
    ("stale", |r| maybe(r.verdict().map(|v| yes_or_no(v.is_stale(Revision::of(&r.claim)))))),
    ("recheck_on", |r| maybe(found(r, |f| f.recheck_on))),
    ("event_seq", |r| typed(r.event.0)),
    ("event_hash", |r| typed(hex(&r.event.1))),
];

fn text(value: &Option<String>) -> Cell {
    Cell::Text(value.clone())
}

fn words(value: &str) -> Cell {
    Cell::Text(Some(value.to_owned()))
}

#[expect(clippy::needless_pass_by_value, reason = "columns hand over what they made")]
fn typed(value: impl ToString) -> Cell {
    Cell::Typed(Some(value.to_string()))
}

fn maybe(value: Option<impl ToString>) -> Cell {
    Cell::Typed(value.map(|value| value.to_string()))
}

/// Plain digits with a point, no grouping and no exponent.
fn number(value: Option<Decimal>) -> Cell {
    Cell::Typed(value.map(|value| value.normalize().to_string()))
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

/// RFC 3339 in UTC, to the second.
fn moment(at: DateTime<Utc>) -> String {
    at.to_rfc3339_opts(SecondsFormat::Secs, true)
}

fn date(record: &Record, of: fn(&crate::model::DateValue) -> Option<NaiveDate>) -> Option<NaiveDate> {
    record.claim.mention.quantity.date.as_ref().and_then(of)
}

fn correction(record: &Record) -> Option<&crate::model::Correction> {
    record.verdict().and_then(|verdict| verdict.correction.as_ref())
}

fn size(record: &Record) -> Option<&crate::model::ErrorSize> {
    record.verdict().and_then(|verdict| verdict.error.as_ref())
}

fn error(record: &Record, of: fn(&crate::model::ErrorSize) -> Option<Decimal>) -> Option<Decimal> {
    record.verdict().and_then(|verdict| verdict.error.as_ref()).and_then(of)
}

/// Lists are joined by " | ".
fn joined(parts: impl Iterator<Item = String>) -> String {
    parts.collect::<Vec<_>>().join(" | ")
}

/// What the verdict of the row says beside its rating.
fn found<T>(record: &Record, of: fn(&Findings) -> Option<T>) -> Option<T> {
    record.verdict().and_then(|verdict| of(&verdict.findings))
}

/// One part of the evidence as it may be printed, of each piece that has it.
fn pieces<T>(verdict: &Verdict, of: fn(&Evidence) -> Option<T>) -> impl Iterator<Item = T> {
    verdict.evidence.iter().map(Evidence::public).filter_map(move |piece| of(&piece))
}

/// The same as a list; nothing without evidence.
fn listed(record: &Record, of: fn(&Evidence) -> Option<String>) -> Option<String> {
    record.verdict().map(|verdict| joined(pieces(verdict, of))).filter(|list| !list.is_empty())
}

const fn yes_or_no(answer: bool) -> &'static str {
    if answer { "yes" } else { "no" }
}

fn reviewers(record: &Record) -> Option<String> {
    let names = joined(record.in_force().map(|verdict| verdict.reviewer.clone()));
    (!names.is_empty()).then_some(names)
}

/// The other reviewers' ratings in force, where they differ from the one in this row.
fn dissent(record: &Record) -> Option<String> {
    let shown = record.verdict()?;
    let others = record.in_force().filter(|other| (&other.scale, &other.rating) != (&shown.scale, &shown.rating));
    let list = joined(others.map(|other| format!("{}: {}", other.reviewer, other.rating)));
    (!list.is_empty()).then_some(list)
}

/// Writes a report row by row.
pub struct Writer<W: io::Write> {
    out: W,
}

impl<W: io::Write> Writer<W> {
    /// Starts a report with its header.
    ///
    /// # Errors
    /// When `out` cannot be written.
    pub fn new(mut out: W) -> Result<Self, ExportError> {
        write_row(&mut out, COLUMNS.iter().map(|name| Cell::Typed(Some((*name).to_owned()))))?;
        Ok(Self { out })
    }

    /// Adds a claim.
    ///
    /// # Errors
    /// When `out` cannot be written.
    pub fn add(&mut self, record: &Record) -> Result<(), ExportError> {
        write_row(&mut self.out, TABLE.iter().map(|(_, cell)| cell(record)))
    }

    /// Ends the report and gives back what it was written to.
    ///
    /// # Errors
    /// When `out` cannot be flushed.
    pub fn finish(mut self) -> Result<W, ExportError> {
        self.out.flush()?;
        Ok(self.out)
    }
}

/// Text cells are quoted, others never; one row at a time, so that each cell has its own style (RFC 4180).
fn write_row(out: &mut impl io::Write, cells: impl Iterator<Item = Cell>) -> Result<(), ExportError> {
    let mut first = true;
    for cell in cells {
        if !first {
            out.write_all(b",")?;
        }
        first = false;
        match cell {
            Cell::Typed(value) => out.write_all(value.unwrap_or_default().as_bytes())?,
            Cell::Text(None) => {}
            Cell::Text(Some(value)) => out.write_all(&quoted(&guard(&harmless(&value)))?)?,
        }
    }
    out.write_all(b"\n")?;
    Ok(())
}

/// The text without control characters and directional marks, which a table has no use for and a terminal obeys.
fn harmless(cell: &str) -> Cow<'_, str> {
    let acts = |c: char| {
        c.is_control() && !matches!(c, '\n' | '\r' | '\t')
            || matches!(c, '\u{61C}' | '\u{200E}' | '\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}')
    };
    if cell.contains(acts) { Cow::Owned(cell.replace(acts, "")) } else { Cow::Borrowed(cell) }
}

fn quoted(cell: &str) -> Result<Vec<u8>, ExportError> {
    let mut builder = csv::WriterBuilder::new();
    builder.quote_style(QuoteStyle::Always).terminator(csv::Terminator::Any(b'\n'));
    let mut writer = builder.from_writer(Vec::new());
    writer.write_record([cell])?;
    let mut bytes = writer.into_inner().map_err(|error| io::Error::other(error.to_string()))?;
    bytes.pop();
    Ok(bytes)
}
