//! The append-only ledger: what was done → one row more, chained to the installation's last (see [`chain`]).

use chrono::{DateTime, Utc};
use rusqlite::{OptionalExtension, Transaction};
use uuid::{NoContext, Timestamp, Uuid};

use crate::model::{Act, EventId, Occurrence};
use crate::store::chain::{self, Link};
use crate::store::columns::{moment_text, to_millisecond};
use crate::store::{Stamp, StoreError};

/// Appends an act in the transaction of what it changes. Its body is the act as JSON with the event's place in time
/// before it: `{"clock":7,…}`.
pub(super) fn append(tx: &Transaction<'_>, stamp: &Stamp, act: Act) -> Result<Occurrence, StoreError> {
    let (before, prev) = head(tx, &stamp.chain)?.unwrap_or((0, chain::START));
    let (id, at, n) = (fresh_key(stamp.at), moment_text(stamp.at), before + 1);
    let clock = latest(tx)? + 1;
    let (kind, body) = (act.kind().name(), body(clock, &act)?);
    let link = Link { chain: &stamp.chain, n, prev: &prev, id: &id, kind, at: &at, body: body.as_bytes() };
    let hash = link.hash();
    tx.execute(
        "INSERT INTO event (id, chain, n, prev, hash, type, at, body, clock) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (id, stamp.chain, n, prev, hash, kind, &at, body.as_bytes(), clock),
    )?;
    let (seq, at) = (tx.last_insert_rowid(), to_millisecond(stamp.at));
    Ok(Occurrence { id: EventId::from_bytes(id), seq, hash, at, act, undone: false })
}

/// The greatest moment of all events of the file; 0 when there is none.
fn latest(tx: &Transaction<'_>) -> Result<i64, StoreError> {
    Ok(tx.query_row("SELECT coalesce(max(coalesce(clock, n)), 0) FROM event", [], |row| row.get(0))?)
}

/// The act as JSON, its moment first.
fn body(clock: i64, act: &Act) -> Result<String, StoreError> {
    let act = super::json(act)?;
    Ok(act.strip_prefix('{').map_or_else(|| act.clone(), |rest| format!("{{\"clock\":{clock},{rest}")))
}

/// The last place of the chain and its hash; `None` before the first event.
fn head(tx: &Transaction<'_>, chain: &[u8; 16]) -> Result<Option<(i64, [u8; 32])>, StoreError> {
    let sql = "SELECT n, hash FROM event WHERE chain = ? ORDER BY n DESC LIMIT 1";
    Ok(tx.query_row(sql, [chain], |row| Ok((row.get(0)?, row.get(1)?))).optional()?)
}

/// A new key whose order is that of time: a UUID of version 7 (RFC 9562) for this moment.
#[must_use]
pub fn fresh_key(at: DateTime<Utc>) -> [u8; 16] {
    let seconds = u64::try_from(at.timestamp()).unwrap_or_default(); // before 1970 there is no order
    Uuid::new_v7(Timestamp::from_unix(NoContext, seconds, at.timestamp_subsec_nanos())).into_bytes()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::fixture;

    #[test]
    fn keys_are_of_version_7_and_ordered_by_time() {
        let (early, late) = (fresh_key(fixture::at(1)), fresh_key(fixture::at(2)));
        assert!(early < late);
        assert_eq!(early[6] >> 4, 7);
        assert_ne!(fresh_key(fixture::at(1)), early);
    }

    #[test]
    fn every_installation_has_its_own_chain() {
        let mut store = fixture::store();
        for (chain, text) in [(1, "Some 30 came."), (2, "Some 40 came."), (1, "Some 50 came.")] {
            let (document, claims) = fixture::article(text);
            store.add(&document, &claims, &Stamp { at: fixture::at(0), chain: [chain; 16] }).unwrap();
        }
        let mut statement = store.db.prepare("SELECT chain, n FROM event ORDER BY seq").unwrap();
        let rows = statement.query_map([], |row| Ok((row.get::<_, [u8; 16]>(0)?[0], row.get(1)?))).unwrap();
        assert_eq!(rows.map(Result::unwrap).collect::<Vec<(u8, i64)>>(), [(1, 1), (2, 1), (1, 2)]);
        assert!(chain::check(&store.db).unwrap().faults.is_empty());
    }

    #[test]
    fn nothing_in_the_ledger_can_be_changed() {
        let mut store = fixture::store();
        fixture::add(&mut store, "Some 30 came.");
        fixture::add(&mut store, "Some 40 came.");
        let columns = "id, chain, n, prev, hash, type, at, body";
        let new = "randomblob(16), randomblob(16), 9, randomblob(32), randomblob(32), type, at, body";
        for forgery in [
            "UPDATE event SET body = body".to_owned(),
            "DELETE FROM event".to_owned(),
            format!("REPLACE INTO event (seq, {columns}) SELECT 1, {new} FROM event LIMIT 1"),
            format!(
                "REPLACE INTO event ({columns}) SELECT {} FROM event LIMIT 1",
                new.replacen("randomblob(16)", "id", 1)
            ),
            format!(
                "REPLACE INTO event ({columns}) SELECT {} FROM event LIMIT 1",
                new.replace("randomblob(16), 9", "chain, n")
            ),
            format!(
                "REPLACE INTO event ({columns}) SELECT {} FROM event LIMIT 1",
                new.replace("9, randomblob(32), randomblob(32)", "9, prev, hash")
            ),
            format!(
                "INSERT INTO event ({columns}) SELECT {columns} FROM event WHERE true LIMIT 1 ON CONFLICT (id) DO UPDATE SET n = 7"
            ),
        ] {
            for recursive in ["ON", "OFF"] {
                store.db.execute_batch(&format!("PRAGMA recursive_triggers = {recursive}")).unwrap();
                let refusal = store.db.execute_batch(&forgery).unwrap_err().to_string();
                assert!(refusal.contains("append-only"), "{forgery}: {refusal}");
            }
        }
        assert!(chain::check(&store.db).unwrap().faults.is_empty());
    }
}
