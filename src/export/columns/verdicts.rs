//! A row a verdict: every one that was given and not taken back, superseded ones too.

use super::column;
use super::verdict::{EVIDENCE, JUDGEMENT, RowColumn, together};
use crate::export::value::Sort::{Day, Moment, Name, Number, Text, Whole};
use crate::export::value::Value;
use crate::model::ChangeReason;

pub(super) const COLUMNS: &[RowColumn] = &TABLE;

const TABLE: [RowColumn; BEFORE.len() + JUDGEMENT.len() + EVIDENCE.len() + AFTER.len()] =
    together([&BEFORE, &JUDGEMENT, &EVIDENCE, &AFTER]);

/// Of which claim, by whom, when.
const BEFORE: [RowColumn; 17] = [
    column("claim_id", Name, "The claim's key", |r| Value::id(Some(r.record.claim.id))),
    column("article_id", Name, "The article's key", |r| Value::id(Some(r.record.document.id))),
    column("outlet", Text, "Who published the article", |r| {
        Value::text(r.record.document.metadata.publisher.as_deref())
    }),
    column("title", Text, "The headline", |r| Value::text(r.record.document.metadata.title.as_deref())),
    column("published", Day, "The article's day of publication", |r| Value::day(r.record.document.metadata.published)),
    column("claim_text", Text, "The mention in the article's words", |r| Value::text(Some(&r.record.wording.mention))),
    column("value", Number, "The claimed value, in unit", |r| Value::number(r.record.claim.mention.quantity.value)),
    column("unit", Text, "The unit of the claimed value: ISO 4217, %, UCUM", |r| {
        Value::text(r.record.claim.mention.quantity.unit.as_deref())
    }),
    column("speaker", Text, "Who makes the claim", |r| {
        Value::text(r.record.claim.attribution.as_ref().and_then(|a| a.speaker.as_deref()))
    }),
    column("reviewer", Text, "Who gave the verdict", |r| Value::text(r.verdict.map(|v| &*v.reviewer))),
    column("role", Name, "In what capacity: reviewer, adjudicator, external", |r| {
        Value::code(r.verdict.map(|v| v.role.name()))
    }),
    column("given_at", Moment, "When it was given", |r| Value::moment(r.verdict.map(|v| v.given_at))),
    column("in_force", Name, "Whether no later verdict of the same reviewer replaces it: yes or no", |r| {
        Value::flag(r.verdict.map(|verdict| r.record.in_force().any(|other| other.id == verdict.id)))
    }),
    column("holds", Name, "Whether it is the one that the row of the claim shows: yes or no", |r| {
        Value::flag(r.verdict.map(|verdict| r.record.verdict().is_some_and(|other| other.id == verdict.id)))
    }),
    column("blind", Name, "Whether it was given without sight of others: yes or no", |r| {
        Value::flag(r.verdict.map(|v| v.blind))
    }),
    column("claim_revision", Name, "The wording that it judges", |r| {
        Value::id(r.verdict.and_then(|v| v.claim_revision))
    }),
    column("duration_s", Whole, "How long it took, in seconds", |r| {
        Value::whole(r.verdict.and_then(|v| v.findings.duration_s))
    }),
];

/// What it replaces, and where it can be read.
const AFTER: [RowColumn; 5] = [
    column("published_url", Text, "Where this verdict can be read, if it is public by itself", |r| {
        Value::text(r.verdict.and_then(|v| v.findings.published_url.as_deref()))
    }),
    column("supersedes", Name, "The verdict of the same reviewer that it replaces", |r| {
        Value::id(r.verdict.and_then(|v| v.supersedes))
    }),
    column("correction_reason", Name, "Why it replaces it", |r| {
        Value::code(r.verdict.and_then(|v| v.findings.reason).map(ChangeReason::name))
    }),
    column("correction_note", Text, "The public note on that", |r| {
        Value::text(r.verdict.and_then(|v| v.findings.change_note.as_deref()))
    }),
    column("recheck_on", Day, "When to look again", |r| Value::day(r.verdict.and_then(|v| v.findings.recheck_on))),
];
