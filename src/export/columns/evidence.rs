//! A row a piece of evidence on a claim. Of a source that is withheld the reason stands, and no more.

use super::{Column, Piece, column};
use crate::export::value::Sort::{Day, Moment, Name, Number, Text, Whole};
use crate::export::value::{Value, joined};
use crate::model::{Bearing, Tier};

type PieceColumn = Column<for<'a, 'r> fn(&'a Piece<'r>) -> Value<'r>>;

pub(super) const COLUMNS: &[PieceColumn] = &[
    column("claim_id", Name, "The claim's key", |p| Value::id(Some(p.record.claim.id))),
    column("evidence_id", Name, "The key, from the content", |p| Value::id(Some(p.evidence.id))),
    column("evidence_kind", Name, "dataset, report, law, interview, fact_check, article, computation, other", |p| {
        Value::code(Some(p.evidence.kind.name()))
    }),
    column("evidence_title", Text, "The title of the source", |p| Value::text(p.evidence.title.as_deref())),
    column("evidence_publisher", Text, "Who published it", |p| Value::text(p.evidence.publisher.as_deref())),
    column("evidence_url", Text, "Where it can be read", |p| Value::text(p.evidence.url.as_deref())),
    column("archived_url", Text, "Where a copy is kept", |p| Value::text(p.evidence.archived_url.as_deref())),
    column("accessed", Day, "The day on which it was read", |p| Value::day(p.evidence.accessed)),
    column("file_name", Text, "The file that was kept", |p| {
        Value::text(p.evidence.file.as_ref().map(|file| &*file.name))
    }),
    column("file_sha256", Name, "The SHA-256 of its bytes", |p| {
        Value::id(p.evidence.file.as_ref().map(|file| &*file.sha256))
    }),
    column("file_bytes", Whole, "Its size in bytes", |p| Value::whole(p.evidence.file.as_ref().map(|file| file.bytes))),
    column("quote", Text, "What it says, in its own words", |p| Value::text(p.evidence.quote.as_deref())),
    column("locator", Text, "Where in the source: page, table, cell", |p| Value::text(p.evidence.locator.as_deref())),
    column("evidence_value", Number, "The number that it gives, in evidence_unit", |p| Value::number(p.evidence.value)),
    column("evidence_unit", Text, "That number's unit", |p| Value::text(p.evidence.unit.as_deref())),
    column("evidence_as_of", Day, "The day that the number is of", |p| Value::day(p.evidence.as_of)),
    column("bearing", Name, "supports, refutes or context", |p| Value::code(p.evidence.bearing.map(Bearing::name))),
    column("tier", Name, "primary (from who counted) or secondary", |p| Value::code(p.evidence.tier.map(Tier::name))),
    column("withheld", Text, "Why the source is not named", |p| Value::text(p.evidence.withheld.as_deref())),
    column("added_by", Text, "Who added it", |p| Value::text(p.evidence.by.as_deref())),
    column("added_at", Moment, "When it was added", |p| Value::moment(p.evidence.added_at)),
    column("cited_by", Text, "The verdicts on the claim that cite it, joined by a bar between spaces", |p| {
        Value::made(Some(joined(p.cited_by.iter().map(ToString::to_string))))
    }),
];
