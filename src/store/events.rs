//! The ledger read back: rows of events → acts, oldest first.

use chrono::NaiveDate;
use rusqlite::types::Value;
use rusqlite::{Connection, Row, params_from_iter};

use crate::model::{Act, ClaimId, EventId, EventKind, Occurrence, Policy};
use crate::store::columns::{Columns, moment};
use crate::store::{StoreError, snapshot};

/// The columns that [`read`] reads.
const COLUMNS: &str = "event.id, event.seq, event.hash, event.at, event.type, event.body,
    EXISTS (SELECT 1 FROM undone WHERE undone.event = event.seq)";

/// The order in which every event follows those that its writer knew; see `migrations/0002`.
const ORDER: &str = "coalesce(event.clock, event.n), event.chain, event.n";

/// Calls `call` for every event, oldest first.
pub(super) fn each(
    db: &Connection,
    mut call: impl FnMut(Occurrence) -> Result<(), StoreError>,
) -> Result<(), StoreError> {
    let mut statement = db.prepare(&format!("SELECT {COLUMNS} FROM event ORDER BY {ORDER}"))?;
    let mut rows = statement.query([])?;
    while let Some(row) = rows.next()? {
        call(read(row)?)?;
    }
    Ok(())
}

/// Calls `call` for every event in the order in which they came into this database, one at a time in memory.
pub(super) fn stream<E: From<StoreError>>(
    db: &Connection,
    mut call: impl FnMut(Occurrence) -> Result<(), E>,
) -> Result<(), E> {
    let failed = |error| E::from(StoreError::from(error));
    let _snapshot = snapshot::hold(db)?;
    let mut statement = db.prepare(&format!("SELECT {COLUMNS} FROM event ORDER BY event.seq")).map_err(failed)?;
    let mut rows = statement.query([]).map_err(failed)?;
    while let Some(row) = rows.next().map_err(failed)? {
        call(read(row)?)?;
    }
    Ok(())
}

/// The events about a claim, oldest first.
pub(super) fn of_claim(db: &Connection, claim: i64) -> Result<Vec<Occurrence>, StoreError> {
    chosen(db, claim, "SELECT event FROM claim_event WHERE claim = ?")
}

/// The events about a claim and those that set the desk's rules, oldest first.
pub(super) fn of_claim_and_policy(db: &Connection, claim: i64) -> Result<Vec<Occurrence>, StoreError> {
    let both = "SELECT event FROM claim_event WHERE claim = ? UNION SELECT seq FROM event WHERE type = 'policy.set'";
    chosen(db, claim, both)
}

/// The desk's rules as they were set last.
pub(super) fn policy(db: &Connection) -> Result<Policy, StoreError> {
    let newest = "coalesce(event.clock, event.n) DESC, event.chain DESC, event.n DESC";
    let sql = format!("SELECT {COLUMNS} FROM event WHERE event.type = 'policy.set' ORDER BY {newest} LIMIT 1");
    let mut statement = db.prepare(&sql)?;
    let mut rows = statement.query([])?;
    match rows.next()?.map(read).transpose()?.map(|event| event.act) {
        Some(Act::PolicySet(set)) => Ok(set.policy),
        _ => Ok(Policy::default()),
    }
}

fn chosen(db: &Connection, claim: i64, rows: &str) -> Result<Vec<Occurrence>, StoreError> {
    let sql = format!("SELECT {COLUMNS} FROM event WHERE event.seq IN ({rows}) ORDER BY {ORDER}");
    let mut statement = db.prepare(&sql)?;
    let mut rows = statement.query([claim])?;
    let mut found = Vec::new();
    while let Some(row) = rows.next()? {
        found.push(read(row)?);
    }
    Ok(found)
}

/// The event of a row.
pub(super) fn one(db: &Connection, seq: i64) -> Result<Occurrence, StoreError> {
    let mut statement = db.prepare(&format!("SELECT {COLUMNS} FROM event WHERE seq = ?"))?;
    let mut rows = statement.query([seq])?;
    let row = rows.next()?.ok_or_else(|| StoreError::damaged(format!("event {seq} is missing")))?;
    read(row)
}

fn read(row: &Row<'_>) -> Result<Occurrence, StoreError> {
    let mut columns = Columns::of(row);
    let (id, seq, hash) = (EventId::from_bytes(columns.take()?), columns.take()?, columns.take()?);
    let at = columns.read("moment", moment)?;
    let kind = columns.read("kind of event", EventKind::from_name)?;
    let body: Vec<u8> = columns.take()?;
    let act = Act::read(kind, &body).ok_or_else(|| {
        StoreError::damaged(format!("the body of event {seq} is no {kind} that this claimlog can read"))
    })?;
    Ok(Occurrence { id, seq, hash, at, act, undone: columns.take()? })
}

/// Which events are meant; everything that is not set chooses all.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct LogFilter {
    /// About this claim.
    pub claim: Option<ClaimId>,
    /// Done by this person, by the exact name.
    pub by: Option<String>,
    /// Of these kinds.
    pub kinds: Vec<EventKind>,
    /// On this day (UTC) or later.
    pub since: Option<NaiveDate>,
    /// On this day (UTC) or earlier.
    pub until: Option<NaiveDate>,
    /// Not taken back.
    pub standing: bool,
    /// At most so many.
    pub limit: Option<u64>,
}

/// The events that the filter chooses, newest first.
pub(super) fn log(db: &Connection, filter: &LogFilter) -> Result<Vec<Occurrence>, StoreError> {
    let (mut conditions, mut parameters) = (vec!["true".to_owned()], Vec::<Value>::new());
    let mut and = |sql: &str, values: Vec<Value>| {
        conditions.push(sql.to_owned());
        parameters.extend(values);
    };
    if let Some(claim) = filter.claim {
        let sql = "event.seq IN (SELECT event FROM claim_event WHERE claim = (SELECT key FROM claim WHERE id = ?))";
        and(sql, vec![claim.as_bytes().to_vec().into()]);
    }
    if !filter.kinds.is_empty() {
        let places = vec!["?"; filter.kinds.len()].join(", ");
        let names = filter.kinds.iter().map(|kind| Value::from(kind.name().to_owned())).collect();
        and(&format!("event.type IN ({places})"), names);
    }
    if let Some(by) = &filter.by {
        // Nobody is named in what a program read, and its bodies are the longest: an index leaves them out.
        and("event.type <> 'document.added'", Vec::new());
        let name = "coalesce(json_extract(CAST(event.body AS TEXT), '$.by'), json_extract(CAST(event.body AS TEXT), '$.reviewer'))";
        and(&format!("{name} = ?"), vec![by.clone().into()]);
    }
    if let Some(day) = filter.since {
        and("event.at >= ?", vec![day.to_string().into()]);
    }
    if let Some(day) = filter.until {
        and("event.at < ?", vec![day.succ_opt().unwrap_or(day).to_string().into()]);
    }
    if filter.standing {
        and("NOT EXISTS (SELECT 1 FROM undone WHERE undone.event = event.seq)", Vec::new());
    }
    parameters.push(super::sql_limit(filter.limit).into());
    let newest = "coalesce(event.clock, event.n) DESC, event.chain DESC, event.n DESC";
    let sql = format!("SELECT {COLUMNS} FROM event WHERE {} ORDER BY {newest} LIMIT ?", conditions.join(" AND "));
    let mut statement = db.prepare(&sql)?;
    let mut rows = statement.query(params_from_iter(parameters))?;
    let mut found = Vec::new();
    while let Some(row) = rows.next()? {
        found.push(read(row)?);
    }
    Ok(found)
}

/// One event by its key.
pub(super) fn by_id(db: &Connection, id: EventId) -> Result<Option<Occurrence>, StoreError> {
    let mut statement = db.prepare(&format!("SELECT {COLUMNS} FROM event WHERE id = ?"))?;
    let mut rows = statement.query([id.as_bytes()])?;
    rows.next()?.map(read).transpose()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::{Stamp, fixture};

    #[test]
    fn the_log_is_newest_first_and_filtered() {
        let mut store = fixture::store();
        let claims = fixture::add(&mut store, "Of 30 and 40 came.");
        let stamp = |day: i64| Stamp { at: fixture::at(day * 86_400), ..fixture::stamp() };
        store.decide(fixture::verdict(&claims[0], "Ann", "wrong"), &stamp(1)).unwrap();
        store.decide(fixture::verdict(&claims[1], "Ben", "close"), &stamp(2)).unwrap();
        let last = store.decide(fixture::verdict(&claims[0], "Ben", "close"), &stamp(3)).unwrap();
        let found =
            |filter: LogFilter| -> Vec<i64> { store.log(&filter).unwrap().iter().map(|event| event.seq).collect() };
        assert_eq!(found(LogFilter::default()), [4, 3, 2, 1]);
        assert_eq!(found(LogFilter { limit: Some(1), ..LogFilter::default() }), [4]);
        assert_eq!(found(LogFilter { claim: Some(claims[0].id), ..LogFilter::default() }), [4, 2]);
        assert_eq!(found(LogFilter { by: Some("Ben".into()), ..LogFilter::default() }), [4, 3]);
        assert_eq!(found(LogFilter { kinds: vec![EventKind::DocumentAdded], ..LogFilter::default() }), [1]);
        let day = |days: i64| Some(fixture::at(days * 86_400).date_naive());
        assert_eq!(found(LogFilter { since: day(2), ..LogFilter::default() }), [4, 3]);
        assert_eq!(found(LogFilter { until: day(2), ..LogFilter::default() }), [3, 2, 1]);
        let event = store.log(&LogFilter::default()).unwrap().remove(0);
        assert_eq!(store.event(event.id).unwrap(), event);
        assert_eq!(event.act.claim(), Some(last.claim));
    }
}
