//! A row an event of the ledger: who did what, and when.

use super::{Column, Entry, column};
use crate::export::value::Sort::{Moment, Name, Text, Whole};
use crate::export::value::Value;

type EntryColumn = Column<for<'a, 'r> fn(&'a Entry<'r>) -> Value<'r>>;

pub(super) const COLUMNS: &[EntryColumn] = &[
    column("event_seq", Whole, "The event's row in this database", |e| Value::whole(Some(e.event.seq))),
    column("event_id", Name, "The event's key (UUIDv7)", |e| Value::id(Some(e.event.id))),
    column("at", Moment, "When it was written", |e| Value::moment(Some(e.event.at))),
    column("kind", Text, "What kind of act it records", |e| Value::text(Some(e.event.act.kind().name()))),
    column("by", Text, "Who did it; empty for the program", |e| Value::text(e.event.act.by())),
    column("claim_id", Name, "The claim that it is about", |e| Value::id(e.event.act.claim())),
    column("article_id", Name, "The article that it is about", |e| Value::id(e.event.act.document())),
    column("told", Text, "What was done, in a few words", |e| {
        Value::text(Some(e.told).filter(|told| !told.is_empty()))
    }),
    column("taken_back", Name, "Whether a later event took it back: yes or no", |e| Value::flag(Some(e.event.undone))),
    column("event_hash", Name, "The SHA-256 that chains it to the one before", |e| Value::hash(&e.event.hash)),
];
