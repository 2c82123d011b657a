//! The columns about a verdict, the same in rows of claims and rows of verdicts.

use rust_decimal::Decimal;

use super::{Column, Row, column};
use crate::export::value::Sort::{Day, Name, Number, Text, Whole};
use crate::export::value::{Value, joined};
use crate::model::{Answer, Confidence, Correction, ErrorSize, Evidence, Revision, Tier, Verdict};

/// A column of rows that have a claim and a verdict.
pub(super) type RowColumn = Column<for<'a, 'r> fn(&'a Row<'r>) -> Value<'r>>;

/// Groups of columns one after the other; `N` is how many there are in all.
pub(super) const fn together<const N: usize>(groups: [&[RowColumn]; 4]) -> [RowColumn; N] {
    let mut table = [groups[0][0]; N];
    let (mut at, mut group) = (0, 0);
    while group < groups.len() {
        let mut place = 0;
        while place < groups[group].len() {
            table[at] = groups[group][place];
            at += 1;
            place += 1;
        }
        group += 1;
    }
    table
}

/// What the verdict says.
pub(super) const JUDGEMENT: [RowColumn; 31] = [
    column("verdict_id", Name, "The verdict's key (UUIDv7)", |r| Value::id(r.verdict.map(|v| v.id))),
    column("rating", Text, "The rating's code on its scale", |r| Value::text(r.verdict.map(|v| &*v.rating))),
    column("rating_value", Whole, "The rating's place on its scale; empty outside its order", |r| {
        Value::whole(r.verdict.and_then(|v| v.standing.value))
    }),
    column("rating_worst", Whole, "The place of the scale's worst rating", |r| {
        Value::whole(r.verdict.and_then(|v| v.standing.worst))
    }),
    column("rating_best", Whole, "The place of the scale's best rating", |r| {
        Value::whole(r.verdict.and_then(|v| v.standing.best))
    }),
    column("scale", Text, "The rating scale", |r| Value::text(r.verdict.map(|v| &*v.scale))),
    column("scale_version", Whole, "The version of the scale", |r| Value::whole(r.verdict.map(|v| v.scale_version))),
    column(
        "class",
        Name,
        "What the rating says on every scale: accurate … inaccurate, unproven, not_checkable, other",
        |r| Value::code(r.verdict.map(|v| v.standing.class.name())),
    ),
    column("number_correct", Name, "Whether the number is right: yes, no, cannot_tell", |r| {
        Value::code(r.verdict.and_then(|v| v.findings.number_correct).map(Answer::name))
    }),
    column("context_fair", Name, "Whether its use is fair: yes, no, cannot_tell", |r| {
        Value::code(r.verdict.and_then(|v| v.findings.context_fair).map(Answer::name))
    }),
    column("corrected_value", Number, "The right value, in corrected_unit, else in the claim's unit", |r| {
        Value::number(correction(r).and_then(|c| c.value))
    }),
    column("corrected_low", Number, "The least right value, of a range", |r| {
        Value::number(correction(r).and_then(|c| c.low))
    }),
    column("corrected_high", Number, "The greatest right value, of a range", |r| {
        Value::number(correction(r).and_then(|c| c.high))
    }),
    column("corrected_unit", Text, "The unit of the corrected value (UCUM, ISO 4217 or the thing counted)", |r| {
        Value::text(correction(r).and_then(|c| c.unit.as_deref()))
    }),
    column("corrected_date", Day, "The right day, of a claimed date", |r| {
        Value::day(correction(r).and_then(|c| c.date))
    }),
    column("corrected_as_of", Day, "The day that the corrected value is of", |r| {
        Value::day(correction(r).and_then(|c| c.as_of))
    }),
    column("error_abs", Number, "Claimed minus corrected, in the claim's unit", |r| error(r, |e| e.abs)),
    column("error_pct", Number, "The same by the corrected value, in percent", |r| error(r, |e| e.pct)),
    column("error_points", Number, "The same in percentage points, of percents", |r| error(r, |e| e.points)),
    column("error_factor", Number, "The greater by the less, 1 or more", |r| error(r, |e| e.factor)),
    column("error_days", Whole, "Claimed minus corrected, in days, of dates", |r| {
        Value::whole(size(r).and_then(|e| e.days))
    }),
    column(
        "within_stated_precision",
        Name,
        "Whether the claim is right as it is worded: yes or no; empty when nobody can tell",
        |r| Value::flag(size(r).and_then(|e| e.within)),
    ),
    column("not_compared", Text, "Why claimed and corrected value could not be compared", |r| {
        Value::text(size(r).and_then(|e| e.incomparable.as_deref()))
    }),
    column("error_formula", Whole, "The version of the formula of the error columns", |r| {
        Value::whole(size(r).map(|e| e.formula))
    }),
    column("explanation", Text, "Why, in a sentence or two", |r| {
        Value::text(r.verdict.and_then(|v| v.explanation.as_deref()))
    }),
    column("analysis", Text, "The whole reasoning", |r| {
        Value::text(r.verdict.and_then(|v| v.findings.analysis.as_deref()))
    }),
    column("methodology", Text, "How it was checked", |r| {
        Value::text(r.verdict.and_then(|v| v.findings.methodology.as_deref()))
    }),
    column("confidence", Name, "How sure the reviewer is: low, medium, high", |r| {
        Value::code(r.verdict.and_then(|v| v.findings.confidence).map(Confidence::name))
    }),
    column("claimant_contacted", Name, "Whether who made the claim was asked: none, asked, answered", |r| {
        Value::code(r.verdict.and_then(|v| v.findings.claimant_contacted.as_ref()).map(|it| it.outcome.name()))
    }),
    column("conflict_of_interest", Text, "What ties the reviewer to the matter", |r| {
        Value::text(r.verdict.and_then(|v| v.findings.conflict_of_interest.as_deref()))
    }),
    column("stale", Name, "Whether the claim was edited after the verdict: yes or no", |r| {
        Value::flag(r.verdict.map(|v| v.is_stale(Revision::of(&r.record.claim))))
    }),
];

/// What it rests on.
pub(super) const EVIDENCE: [RowColumn; 6] = [
    column("evidence_count", Whole, "Pieces of evidence that the verdict cites", |r| {
        Value::whole(r.verdict.map(|v| v.evidence.len()))
    }),
    column("primary_evidence_count", Whole, "Those from who counted", |r| {
        Value::whole(r.verdict.map(|v| v.evidence.iter().filter(|e| e.tier == Some(Tier::Primary)).count()))
    }),
    column("evidence_urls", Text, "Their addresses, joined by a bar between spaces", |r| {
        listed(r, |e| e.url.as_deref())
    }),
    column("evidence_archived_urls", Text, "The addresses of archived copies, joined likewise", |r| {
        listed(r, |e| e.archived_url.as_deref())
    }),
    column("evidence_sha256", Text, "The SHA-256 of files that were kept, joined likewise", |r| {
        listed(r, |e| e.file.as_ref().map(|file| &*file.sha256))
    }),
    column("withheld_sources", Whole, "Pieces whose source is not named", |r| {
        Value::whole(r.verdict.map(|v| v.evidence.iter().filter(|e| e.withheld.is_some()).count()))
    }),
];

fn correction<'r>(row: &Row<'r>) -> Option<&'r Correction> {
    row.verdict.and_then(|verdict| verdict.correction.as_ref())
}

fn size<'r>(row: &Row<'r>) -> Option<&'r ErrorSize> {
    row.verdict.and_then(|verdict| verdict.error.as_ref())
}

fn error<'r>(row: &Row<'r>, of: fn(&ErrorSize) -> Option<Decimal>) -> Value<'r> {
    Value::number(size(row).and_then(of))
}

/// The evidence whose source may be named.
fn named(verdict: &Verdict) -> impl Iterator<Item = &Evidence> {
    verdict.evidence.iter().filter(|piece| piece.withheld.is_none())
}

fn listed<'r>(row: &Row<'r>, of: fn(&Evidence) -> Option<&str>) -> Value<'r> {
    Value::made(row.verdict.map(|verdict| joined(named(verdict).filter_map(of))))
}
