//! A row a claim, with the verdict that holds: the columns of the audit report.

use super::verdict::{EVIDENCE, JUDGEMENT, RowColumn, together};
use super::{Row, column};
use crate::export::value::Sort::{Day, Moment, Name, Number, Text, Whole};
use crate::export::value::{Value, joined};
use crate::model::{Attribution, Change, ChangeReason, Quantity, Revision, Source};

pub(super) const COLUMNS: &[RowColumn] = &TABLE;

const TABLE: [RowColumn; BEFORE.len() + JUDGEMENT.len() + EVIDENCE.len() + AFTER.len()] =
    together([&BEFORE, &JUDGEMENT, &EVIDENCE, &AFTER]);

/// Which claim, where it stands, what it says, and who says so.
const BEFORE: [RowColumn; 43] = [
    column("claim_id", Name, "The claim's key, from text, place and kind: the same on every machine", |r| {
        Value::id(Some(r.record.claim.id))
    }),
    column("claim_revision", Name, "A hash of the claim's wording, which an edit changes", |r| {
        Value::id(Some(Revision::of(&r.record.claim)))
    }),
    column("state", Name, "Where the claim stands in its life", |r| Value::code(Some(r.record.status().name()))),
    column("article_id", Name, "The article's key, from its text", |r| Value::id(Some(r.record.document.id))),
    column("article_revision", Whole, "Which text of its address it is, in the order in which they were logged", |r| {
        Value::whole(Some(source(r).revision))
    }),
    column(
        "source_changed",
        Name,
        "Whether somebody dealt with the claim and the text that stands at its address now no longer has its sentence: yes or no",
        |r| Value::flag(Some(r.record.source_changed)),
    ),
    column("outlet", Text, "Who published the article", |r| Value::text(source(r).metadata.publisher.as_deref())),
    column("title", Text, "The headline", |r| Value::text(source(r).metadata.title.as_deref())),
    column("byline", Text, "Who wrote the article", |r| Value::text(source(r).metadata.byline.as_deref())),
    column("article_url", Text, "The article's address", |r| Value::text(source(r).metadata.url.as_deref())),
    column("archived_url", Text, "Where a copy of the article is kept", |r| {
        Value::text(source(r).metadata.archived_url.as_deref())
    }),
    column("published", Day, "The article's day of publication", |r| Value::day(source(r).metadata.published)),
    column("accessed", Moment, "When the article was logged", |r| Value::moment(Some(source(r).added_at))),
    column("article_sha256", Name, "The SHA-256 of the article's text in UTF-8", |r| Value::hash(&source(r).sha256)),
    column("claim_text", Text, "The mention in the article's words", |r| Value::text(Some(&r.record.wording.mention))),
    column("sentence", Text, "The sentence around it", |r| Value::text(Some(&r.record.wording.sentence))),
    column("start", Whole, "Where the mention starts, in Unicode code points of the text", |r| {
        Value::whole(Some(r.record.chars.0))
    }),
    column("end", Whole, "Where it ends, likewise; the first one behind it", |r| Value::whole(Some(r.record.chars.1))),
    column("kind", Name, "What kind of quantity it is", |r| Value::code(Some(quantity(r).kind.name()))),
    column("value", Number, "The claimed value, in unit; a percentage as 12.5", |r| Value::number(quantity(r).value)),
    column("low", Number, "The least value claimed, of a range or a bound", |r| Value::number(quantity(r).low)),
    column("high", Number, "The greatest value claimed, likewise", |r| Value::number(quantity(r).high)),
    column(
        "modifier",
        Name,
        "How the number is to be taken: exact, about, more_than, at_least, less_than, at_most, between, vague",
        |r| Value::code(Some(quantity(r).modifier.name())),
    ),
    column("change", Name, "increase or decrease, of an amount of change", |r| {
        Value::code(quantity(r).change.map(Change::name))
    }),
    column("unit", Text, "The unit: ISO 4217 for money, % for percents, UCUM for measures", |r| {
        Value::text(quantity(r).unit.as_deref())
    }),
    column("per", Text, "The denominator of a rate: a, mo, d, person", |r| Value::text(quantity(r).per.as_deref())),
    column("of", Text, "The thing counted or measured", |r| Value::text(r.record.claim.mention.of.as_deref())),
    column("date_start", Day, "The first day of a claimed date", |r| {
        Value::day(quantity(r).date.as_ref().and_then(|date| date.start))
    }),
    column("date_end", Day, "The last day of a claimed date", |r| {
        Value::day(quantity(r).date.as_ref().and_then(|date| date.end))
    }),
    column("timex", Text, "A claimed date or duration as TIMEX3 (ISO-TimeML)", |r| {
        Value::text(quantity(r).date.as_ref().and_then(|date| date.timex.as_deref()))
    }),
    column("speaker", Text, "Who makes the claim, by the fullest name in the article", |r| {
        Value::text(said(r).and_then(|a| a.speaker.as_deref()))
    }),
    column("speaker_role", Text, "In what capacity", |r| Value::text(said(r).and_then(|a| a.role.as_deref()))),
    column("source", Text, "The source phrase in the article's words", |r| {
        Value::text(r.record.wording.source.as_deref())
    }),
    column(
        "attribution_type",
        Name,
        "direct, indirect, mixed or document; empty when the article itself speaks",
        |r| Value::code(said(r).map(|a| a.kind.name())),
    ),
    column("polarity", Name, "Whether the source asserted, doubted, denied or asked it", |r| {
        Value::code(said(r).map(|a| a.polarity.name()))
    }),
    column("cue", Text, "The words that attribute it", |r| Value::text(r.record.wording.cue.as_deref())),
    column("first_appearance_url", Text, "The address of the earliest article known to carry the claim", |r| {
        if r.record.elsewhere.is_empty() {
            return Value::text(source(r).metadata.url.as_deref());
        }
        Value::made(r.record.appearances().into_iter().next().and_then(|first| first.url))
    }),
    column(
        "appearances",
        Whole,
        "Articles known to carry it: its own, further places of its text, copies with the same sentence, and those of claims that were triaged as its duplicates",
        |r| Value::whole(Some(1 + r.record.elsewhere.len())),
    ),
    column(
        "independent_appearances",
        Whole,
        "How many of them are no copies of another one of them, as far as the program can tell",
        |r| Value::whole(Some(r.record.independent())),
    ),
    column("extractor_version", Text, "The version of the program that found the claim, or \"by hand\"", |r| {
        Value::text(Some(&r.record.claim.engine))
    }),
    column("worthiness", Number, "How worth checking it is, 0 to 1", |r| {
        Value::number(Some(r.record.claim.worthiness))
    }),
    column("edited_by_human", Name, "Whether somebody corrected what the program read: yes or no", |r| {
        Value::flag(Some(r.record.machine.is_some()))
    }),
    column("machine_value", Number, "The value that the program had read, where somebody corrected the claim", |r| {
        Value::number(r.record.machine.as_ref().and_then(|found| found.mention.quantity.value))
    }),
];

/// Who judged it and when, what was changed afterwards, and where it is in the ledger.
const AFTER: [RowColumn; 18] = [
    column("reviewers", Text, "Who has a verdict in force, joined by a bar between spaces", |r| {
        Value::made(Some(joined(r.record.own_in_force().map(|verdict| &verdict.reviewer))))
    }),
    column("verdict_count", Whole, "Verdicts that were given and not taken back, those of others outside too", |r| {
        Value::whole(Some(r.record.verdicts.len()))
    }),
    column("blind_count", Whole, "Verdicts in force that were given without sight of others", |r| {
        Value::whole(Some(r.record.own_in_force().filter(|verdict| verdict.blind).count()))
    }),
    column("adjudicator", Text, "Who resolved the dispute", |r| {
        Value::text(r.record.state.resolution.as_ref().map(|resolution| &*resolution.by))
    }),
    column("adjudication_reason", Text, "Why it was resolved so", |r| {
        Value::text(r.record.state.resolution.as_ref().map(|resolution| &*resolution.reason))
    }),
    column("dissent", Text, "Other ratings in force, as reviewer: rating, joined likewise", dissent),
    column("reviewed_at", Moment, "When the verdict was given", |r| Value::moment(r.verdict.map(|v| v.given_at))),
    column(
        "adjudicated_at",
        Moment,
        "When the dispute was resolved, while that is where the claim stands",
        adjudicated_at,
    ),
    column("published_url", Text, "Where the judgement can be read", |r| {
        Value::text(r.record.state.publication.as_ref().map(|publication| &*publication.url))
    }),
    column("published_at", Day, "The day on which it was published there", |r| {
        Value::day(r.record.state.publication.as_ref().map(|publication| publication.on))
    }),
    column("supersedes", Name, "The verdict that this one replaces", |r| {
        Value::id(r.verdict.and_then(|v| v.supersedes))
    }),
    column("correction_count", Whole, "Verdicts that replaced another of the same reviewer", |r| {
        Value::whole(Some(r.record.verdicts.iter().filter(|verdict| verdict.supersedes.is_some()).count()))
    }),
    column("correction_reason", Name, "Why this verdict replaces another", |r| {
        Value::code(r.verdict.and_then(|v| v.findings.reason).map(ChangeReason::name))
    }),
    column("correction_note", Text, "The public note on that", |r| {
        Value::text(r.verdict.and_then(|v| v.findings.change_note.as_deref()))
    }),
    column("reopened_count", Whole, "How often the claim was reopened", |r| {
        Value::whole(Some(r.record.state.reopenings))
    }),
    column("recheck_on", Day, "When to look again", |r| Value::day(r.verdict.and_then(|v| v.findings.recheck_on))),
    column("event_seq", Whole, "The row of the ledger that logged the claim, in this database", |r| {
        Value::whole(Some(r.record.event.0))
    }),
    column("event_hash", Name, "The SHA-256 of that event", |r| Value::hash(&r.record.event.1)),
];

fn source<'r>(row: &Row<'r>) -> &'r Source {
    &row.record.document
}

fn quantity<'r>(row: &Row<'r>) -> &'r Quantity {
    &row.record.claim.mention.quantity
}

fn said<'r>(row: &Row<'r>) -> Option<&'r Attribution> {
    row.record.claim.attribution.as_ref()
}

/// The other reviewers' ratings in force, where they differ from the one in this row.
fn dissent<'r>(row: &Row<'r>) -> Value<'r> {
    let Some(shown) = row.verdict else { return Value::None };
    let others =
        row.record.own_in_force().filter(|other| (&other.scale, &other.rating) != (&shown.scale, &shown.rating));
    Value::made(Some(joined(others.map(|other| format!("{}: {}", other.reviewer, other.rating)))))
}

fn adjudicated_at<'r>(row: &Row<'r>) -> Value<'r> {
    let state = &row.record.state;
    Value::moment(state.since.filter(|_| state.status == crate::model::Status::Adjudicated))
}
