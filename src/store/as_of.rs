//! The ledger as it was at a moment: its events up to then, in a database of their own that goes when it is closed.

use chrono::{DateTime, Utc};
use rusqlite::types::Value;
use rusqlite::{Connection, TransactionBehavior, params_from_iter};
use serde::{Deserialize, Serialize};

use crate::store::columns::moment_text;
use crate::store::{Store, StoreError, project, snapshot};

/// A moment of a ledger: both conditions hold. The default is now.
///
/// A row is the better moment: it is what this database held, whatever the clocks of those who wrote said. A time may
/// choose other events after other databases were merged into this one, unless a row is named beside it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct AsOf {
    /// Events of this row and of earlier ones: what this database held when that event came into it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub row: Option<i64>,
    /// Events that were written at this time (UTC) or earlier, by the clocks of those who wrote them.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub until: Option<DateTime<Utc>>,
}

/// The event that came last into a database.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Last {
    /// Its row; 0 in an empty ledger.
    pub seq: i64,
    /// Its hash; zeros in an empty ledger.
    pub hash: [u8; 32],
}

/// The last event of this row or an earlier one.
pub(super) fn last(db: &Connection, row: Option<i64>) -> Result<Last, StoreError> {
    let mut statement = db.prepare("SELECT seq, hash FROM event WHERE seq <= ? ORDER BY seq DESC LIMIT 1")?;
    let mut rows = statement.query([row.unwrap_or(i64::MAX)])?;
    match rows.next()? {
        Some(row) => Ok(Last { seq: row.get(0)?, hash: row.get(1)? }),
        None => Ok(Last { seq: 0, hash: [0; 32] }),
    }
}

impl AsOf {
    /// Which events are meant, as SQL with its parameters.
    fn condition(self) -> (&'static str, [Value; 2]) {
        let until = self.until.map_or(Value::Text("A".to_owned()), |until| Value::Text(moment_text(until)));
        ("seq <= ? AND at <= ?", [self.row.unwrap_or(i64::MAX).into(), until])
    }
}

/// The ledger as of a moment; `None` when it is this one as it stands.
pub(super) fn as_of(db: &Connection, moment: AsOf) -> Result<Option<Store>, StoreError> {
    let _snapshot = snapshot::hold(db)?;
    let (sql, values) = moment.condition();
    let later = format!("SELECT EXISTS (SELECT 1 FROM event WHERE NOT ({sql}))");
    if !db.query_row(&later, params_from_iter(&values), |row| row.get(0))? {
        return Ok(None);
    }
    let mut store = Store::create_temporary()?;
    let tx = store.db.transaction_with_behavior(TransactionBehavior::Immediate)?;
    copy(db, &tx, "event", EVENT, &format!("WHERE {sql} ORDER BY seq"), &values)?;
    copy(db, &tx, "document_text", "document, text", "", &[])?;
    project::rebuild(&tx).map_err(|error| early(error, moment))?;
    // Texts of later articles were copied for want of knowing better.
    tx.execute("DELETE FROM document_text WHERE document NOT IN (SELECT id FROM document)", [])?;
    tx.commit()?;
    Ok(Some(store))
}

/// By clocks that go wrong an event can be earlier than the one that it rests on.
fn early(error: StoreError, moment: AsOf) -> StoreError {
    match error {
        StoreError::Damaged { what } if moment.until.is_some() => StoreError::Clocks { what },
        other => other,
    }
}

const EVENT: &str = "seq, id, chain, n, prev, hash, type, at, body, clock";

/// Copies rows with all columns named.
fn copy(
    from: &Connection,
    to: &Connection,
    table: &str,
    columns: &str,
    rest: &str,
    parameters: &[Value],
) -> Result<(), StoreError> {
    let count = columns.split(", ").count();
    let mut statement = from.prepare(&format!("SELECT {columns} FROM {table} {rest}"))?;
    let mut rows = statement.query(params_from_iter(parameters))?;
    let places = vec!["?"; count].join(", ");
    let mut insert = to.prepare(&format!("INSERT INTO {table} ({columns}) VALUES ({places})"))?;
    while let Some(row) = rows.next()? {
        for place in 0..count {
            insert.raw_bind_parameter(place + 1, row.get::<_, Value>(place)?)?;
        }
        insert.raw_execute()?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::{Filter, fixture};

    fn ratings(store: &Store) -> Vec<String> {
        let all = store.records(&Filter { all: true, ..Filter::default() }).unwrap().records;
        all.iter().flat_map(|record| &record.verdicts).map(|verdict| verdict.rating.clone()).collect()
    }

    #[test]
    fn later_events_are_not_in_it_and_now_is_the_database_itself() {
        let mut store = fixture::store();
        let claim = fixture::add(&mut store, "Some 30 came.").remove(0);
        for rating in ["wrong", "close"] {
            store.decide(fixture::verdict(&claim, "Ann", rating), &fixture::stamp()).unwrap();
        }
        fixture::add(&mut store, "Some 40 went.");
        let then = |row| store.as_of(AsOf { row: Some(row), until: None }).unwrap();
        assert_eq!(ratings(&then(1).unwrap()), Vec::<String>::new());
        assert_eq!(ratings(&then(2).unwrap()), ["wrong"]);
        let third = then(3).unwrap();
        assert_eq!(ratings(&third), ["wrong", "close"]);
        assert_eq!((third.last(None).unwrap(), third.info().unwrap().documents), (store.last(Some(3)).unwrap(), 1));
        assert!(third.verify(true).unwrap().findings.is_empty());
        assert!(then(4).is_none());
        assert!(store.as_of(AsOf::default()).unwrap().is_none());
        let folder = third.path.parent().unwrap().to_owned();
        drop(third);
        assert!(!folder.exists(), "it goes when it is closed");
    }

    #[test]
    fn a_time_is_that_of_the_events() {
        let mut store = fixture::store();
        for (hour, text) in [(1, "Some 30 came."), (2, "Some 40 came.")] {
            let (document, claims) = fixture::article(text);
            store.add(&document, &claims, &crate::store::Stamp { at: fixture::at(hour), ..fixture::stamp() }).unwrap();
        }
        let then = |at| store.as_of(AsOf { row: None, until: Some(at) }).unwrap();
        assert_eq!(then(fixture::at(1)).unwrap().info().unwrap().documents, 1);
        assert_eq!(then(fixture::at(0)).unwrap().info().unwrap().documents, 0);
        assert!(then(fixture::at(2)).is_none());
    }
}
