//! One moment for several reads: what others write meanwhile is not seen.

use rusqlite::{Connection, Transaction};

use crate::store::StoreError;

/// The database as it stands, for the reads until this is dropped.
#[derive(Debug)]
pub struct Snapshot<'s> {
    /// None where a snapshot is held already, in which this one's reads fall.
    _reading: Option<Transaction<'s>>,
}

/// Holds the database as it stands at the first read that follows.
pub(super) fn hold(db: &Connection) -> Result<Snapshot<'_>, StoreError> {
    let reading = db.is_autocommit().then(|| db.unchecked_transaction()).transpose()?;
    Ok(Snapshot { _reading: reading })
}

#[cfg(test)]
mod tests {
    use crate::store::{Store, fixture};

    #[test]
    fn what_others_write_is_not_seen_until_it_is_let_go() {
        let (_folder, path) = fixture::database();
        let (store, mut other) = (Store::open(&path).unwrap(), Store::open(&path).unwrap());
        fixture::add(&mut other, "Some 30 came.");
        let held = store.snapshot().unwrap();
        let before = store.last(None).unwrap();
        fixture::add(&mut other, "Some 40 came.");
        let inner = store.snapshot().unwrap();
        assert_eq!((store.last(None).unwrap(), store.count_carried().unwrap()), (before, (1, 1)));
        drop(inner);
        assert_eq!(store.records(&crate::store::Filter::default()).unwrap().total, 1);
        drop(held);
        assert_eq!(store.last(None).unwrap().seq, 2);
    }
}
