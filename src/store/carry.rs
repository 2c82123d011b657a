//! A whole ledger handed over row by row: out of this database, and into an empty or another one.

use rusqlite::{Connection, ErrorCode, OptionalExtension as _, Row, Transaction, TransactionBehavior};

use crate::model::{Carried, DocumentId, EventId, EventKind, StoredEvent};
use crate::store::{StoreError, chain, project, snapshot};

/// Calls `call` for every event in the order in which they came into this database, each text behind the first event that
/// logged its article. Texts that were taken down are not there.
pub(super) fn out<E: From<StoreError>>(
    db: &Connection,
    mut call: impl FnMut(Carried) -> Result<(), E>,
) -> Result<(), E> {
    let failed = |error| E::from(StoreError::from(error));
    let _snapshot = snapshot::hold(db)?;
    let sql = "SELECT id, chain, n, prev, hash, type, at, CAST(body AS TEXT), seq FROM event ORDER BY seq";
    let mut statement = db.prepare(sql).map_err(failed)?;
    let text_of = "SELECT document_text.document, document_text.text FROM document
                   JOIN document_text ON document_text.document = document.id WHERE document.event = ?";
    let mut texts = db.prepare(text_of).map_err(failed)?;
    let mut rows = statement.query([]).map_err(failed)?;
    while let Some(row) = rows.next().map_err(failed)? {
        let event = event(row).map_err(failed)?;
        let seq: i64 = row.get(8).map_err(failed)?;
        let logs = event.kind == EventKind::DocumentAdded.name();
        call(Carried::Event(event))?;
        if logs {
            let text = texts.query_row([seq], |row| Ok((DocumentId::from_bytes(row.get(0)?), row.get(1)?)));
            if let Some((document, text)) = text.optional().map_err(failed)? {
                call(Carried::Text { document, text })?;
            }
        }
    }
    Ok(())
}

fn event(row: &Row<'_>) -> rusqlite::Result<StoredEvent> {
    Ok(StoredEvent {
        id: EventId::from_bytes(row.get(0)?),
        chain: row.get(1)?,
        n: row.get(2)?,
        prev: row.get(3)?,
        hash: row.get(4)?,
        kind: row.get(5)?,
        at: row.get(6)?,
        body: row.get(7)?,
    })
}

/// How many events and texts there are.
pub(super) fn count(db: &Connection) -> Result<(u64, u64), StoreError> {
    let sql = "SELECT (SELECT count(*) FROM event), (SELECT count(*) FROM document_text)";
    Ok(db.query_row(sql, [], |row| Ok((row.get(0)?, row.get(1)?)))?)
}

/// What the database does not take is a row that is there already, or none; other errors are its own.
fn twice(error: rusqlite::Error, what: impl Fn() -> String) -> StoreError {
    match error.sqlite_error_code() {
        Some(ErrorCode::ConstraintViolation) => StoreError::damaged(format!("{} stands twice, or is none", what())),
        _ => error.into(),
    }
}

/// Fills an empty database with the rows that `next` gives, then checks every chain and makes what follows. Nothing is kept
/// when one of it fails.
pub(super) fn fill<E: From<StoreError>>(
    db: &mut Connection,
    next: impl FnMut() -> Result<Option<Carried>, E>,
) -> Result<(), E> {
    let failed = |error| E::from(StoreError::from(error));
    let tx = db.transaction_with_behavior(TransactionBehavior::Immediate).map_err(failed)?;
    insert(&tx, next)?;
    let check = chain::check(&tx)?;
    if let Some((seq, fault)) = check.faults.first() {
        return Err(StoreError::damaged(format!("its event {seq} is broken: {fault:?}")).into());
    }
    project::rebuild(&tx)?;
    let unknown = "SELECT count(*) FROM document_text WHERE document NOT IN (SELECT id FROM document)";
    let unknown: u64 = tx.query_row(unknown, [], |row| row.get(0)).map_err(failed)?;
    if unknown > 0 {
        return Err(StoreError::damaged(format!("{unknown} of its texts are of no article in it")).into());
    }
    tx.commit().map_err(failed)
}

/// Stores the rows as they are.
pub(super) fn insert<E: From<StoreError>>(
    tx: &Transaction<'_>,
    mut next: impl FnMut() -> Result<Option<Carried>, E>,
) -> Result<(), E> {
    let failed = |error| E::from(StoreError::from(error));
    let event = "INSERT INTO event (id, chain, n, prev, hash, type, at, body, clock) VALUES (?, ?, ?, ?, ?, ?, ?, CAST(? AS BLOB), ?)";
    let mut events = tx.prepare(event).map_err(failed)?;
    let mut texts = tx.prepare("INSERT INTO document_text (document, text) VALUES (?, ?)").map_err(failed)?;
    while let Some(row) = next()? {
        match row {
            Carried::Event(it) => {
                let clock = chain::clock_in(it.body.as_bytes());
                let row = (it.id.as_bytes(), it.chain, it.n, it.prev, it.hash, it.kind, it.at, it.body, clock);
                events.execute(row).map_err(|error| twice(error, || format!("event {}", it.id)))?;
            }
            Carried::Text { document, text } => {
                let row = (document.as_bytes(), text);
                texts.execute(row).map_err(|error| twice(error, || format!("the text of {document}")))?;
            }
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::{Store, fixture};

    fn all(store: &Store) -> Vec<Carried> {
        let mut rows = Vec::new();
        store
            .each_carried(|row| {
                rows.push(row);
                Ok::<_, StoreError>(())
            })
            .unwrap();
        rows
    }

    fn lived() -> Store {
        let mut store = fixture::store();
        let claims = fixture::add(&mut store, "Of 30 and 40 came.");
        fixture::add(&mut store, "Nul\0 and 50.");
        store.decide(fixture::verdict(&claims[0], "Ann", "wrong"), &fixture::stamp()).unwrap();
        store
    }

    fn filled(rows: &[Carried]) -> Result<Store, StoreError> {
        let mut store = fixture::store();
        let mut rows = rows.iter().cloned();
        fill(&mut store.db, || Ok::<_, StoreError>(rows.next()))?;
        Ok(store)
    }

    #[test]
    fn a_ledger_comes_back_whole() {
        let store = lived();
        let rows = all(&store);
        assert_eq!(rows.len(), 5, "three events and two texts");
        let copy = filled(&rows).unwrap();
        assert_eq!(all(&copy), rows);
        assert_eq!(
            (copy.digest().unwrap(), copy.last(None).unwrap()),
            (store.digest().unwrap(), store.last(None).unwrap())
        );
        assert_eq!(copy.verify(false).unwrap().findings, []);
    }

    #[test]
    fn what_was_changed_on_the_way_is_refused() {
        let rows = all(&lived());
        for (at, change) in [(4, "wrong"), (0, "came")] {
            let mut changed = rows.clone();
            if let Carried::Event(event) = &mut changed[at] {
                event.body = event.body.replacen(change, "close", 1);
                event.at = "2020-01-01T00:00:00.000Z".into();
            }
            assert!(filled(&changed).is_err(), "{at}");
        }
        let mut changed = rows.clone();
        if let Carried::Text { text, .. } = &mut changed[1] {
            text.push('!');
        }
        assert!(filled(&changed).is_err());
        assert!(filled(&rows[1..]).is_err(), "a text before its article, and an event without the one before");
        let mut extra = rows.clone();
        extra.push(Carried::Text { document: DocumentId::from_bytes([9; 16]), text: "x".into() });
        assert!(filled(&extra).is_err());
        let short = filled(&rows[..4]).unwrap();
        assert_eq!(
            short.count_carried().unwrap().0,
            2,
            "the end of a chain can be missing: the head of the file says so"
        );
    }
}
