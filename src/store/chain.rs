//! What is hashed: the ledger's events are chained, so that a change to one shows in all that follow.
//!
//! The hash of an event is SHA-256 over the ten bytes `claimlog/1`, then over these seven fields in this order, each
//! preceded by its length in bytes as an unsigned 64-bit integer, big end first:
//!
//! 1. `chain`: the 16 bytes of the writing installation
//! 2. `n`: the place in the chain, as a signed 64-bit integer, big end first
//! 3. `prev`: the 32 bytes of the hash at `n` − 1; zeros at 1
//! 4. `id`: the 16 bytes of the event's key
//! 5. `type`: UTF-8, such as `verdict.given`
//! 6. `at`: ASCII, such as `2026-11-23T04:16:20.123Z`
//! 7. `body`: the bytes as stored; they are never written anew to check them
//!
//! `seq` is not hashed: it is a row's place in one file, and merging gives it another.

use rusqlite::{Connection, Row};
use sha2::{Digest, Sha256};

use crate::store::StoreError;

/// What `prev` is where a chain starts.
pub(super) const START: [u8; 32] = [0; 32];

/// An event as it is hashed.
#[derive(Clone, Copy, Debug)]
pub(super) struct Link<'e> {
    pub(super) chain: &'e [u8; 16],
    pub(super) n: i64,
    pub(super) prev: &'e [u8; 32],
    pub(super) id: &'e [u8; 16],
    pub(super) kind: &'e str,
    pub(super) at: &'e str,
    pub(super) body: &'e [u8],
}

impl Link<'_> {
    /// The event's hash.
    pub(super) fn hash(&self) -> [u8; 32] {
        let n = self.n.to_be_bytes();
        let fields: [&[u8]; 7] =
            [self.chain, &n, self.prev, self.id, self.kind.as_bytes(), self.at.as_bytes(), self.body];
        let mut hash = Sha256::new();
        hash.update(b"claimlog/1");
        for field in fields {
            hash.update((field.len() as u64).to_be_bytes());
            hash.update(field);
        }
        hash.finalize().into()
    }
}

/// What is wrong with one event.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Fault {
    /// The hash is not that of the event's content.
    Content,
    /// The event does not name the hash of the one before.
    Link,
    /// The events before it are missing.
    Gap,
    /// A field holds another kind of value than it must.
    Unreadable,
    /// Its moment, which is not hashed beside, is not the one in its body.
    Clock,
}

/// What checking the ledger found.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct LedgerCheck {
    /// Events read.
    pub(super) events: u64,
    /// What is wrong: the event's row (`seq`) and how.
    pub(super) faults: Vec<(i64, Fault)>,
}

/// Hashes every event anew, and follows every chain from its start.
pub(super) fn check(db: &Connection) -> Result<LedgerCheck, StoreError> {
    let sql = "SELECT seq, chain, n, prev, hash, id, type, at, body, clock FROM event ORDER BY chain, n";
    let mut statement = db.prepare(sql)?;
    let mut rows = statement.query([])?;
    let mut found = LedgerCheck::default();
    let mut before: Option<([u8; 16], i64, [u8; 32])> = None;
    while let Some(row) = rows.next()? {
        found.events += 1;
        let seq = row.get(0)?;
        let Ok(Fields { chain, prev, hash, id, n, clock }) = Fields::of(row) else {
            found.faults.push((seq, Fault::Unreadable));
            continue;
        };
        let text = |place| row.get_ref(place).ok().and_then(|value| value.as_str().ok());
        let (Some(kind), Some(at), Ok(body)) = (text(6), text(7), row.get_ref(8)?.as_blob()) else {
            found.faults.push((seq, Fault::Unreadable));
            continue;
        };
        let link = Link { chain: &chain, n, prev: &prev, id: &id, kind, at, body };
        let last = before.filter(|(last, ..)| *last == chain).map_or((0, START), |(_, n, hash)| (n, hash));
        found.faults.extend(faults(&link, &hash, last).map(|fault| (seq, fault)));
        if clock != clock_in(body) {
            found.faults.push((seq, Fault::Clock));
        }
        before = Some((chain, n, hash));
    }
    Ok(found)
}

/// The fields of an event that have a fixed length.
struct Fields {
    chain: [u8; 16],
    prev: [u8; 32],
    hash: [u8; 32],
    id: [u8; 16],
    n: i64,
    clock: Option<i64>,
}

impl Fields {
    fn of(row: &Row<'_>) -> rusqlite::Result<Self> {
        Ok(Self {
            chain: row.get(1)?,
            n: row.get(2)?,
            prev: row.get(3)?,
            hash: row.get(4)?,
            id: row.get(5)?,
            clock: row.get(9)?,
        })
    }
}

/// The moment that a body begins with: 7 of `{"clock":7,…}`; `None` in events of the first schema.
pub(super) fn clock_in(body: &[u8]) -> Option<i64> {
    let rest = body.strip_prefix(b"{\"clock\":")?;
    let digits = rest.iter().take_while(|byte| byte.is_ascii_digit()).count();
    std::str::from_utf8(&rest[..digits]).ok()?.parse().ok()
}

/// What is wrong with an event, given place and hash of the one before it.
fn faults(link: &Link<'_>, hash: &[u8; 32], (n, prev): (i64, [u8; 32])) -> impl Iterator<Item = Fault> {
    let content = (link.hash() != *hash).then_some(Fault::Content);
    let place = if link.n == n + 1 { (*link.prev != prev).then_some(Fault::Link) } else { Some(Fault::Gap) };
    content.into_iter().chain(place)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::fixture;

    fn link<'e>(body: &'e [u8], kind: &'e str) -> Link<'e> {
        Link { chain: &[1; 16], n: 1, prev: &START, id: &[2; 16], kind, at: "2026-11-23T04:16:20.123Z", body }
    }

    #[test]
    fn the_hash_is_the_one_that_is_written_down() {
        let mut bytes = b"claimlog/1".to_vec();
        for field in
            [&[1; 16][..], &[0, 0, 0, 0, 0, 0, 0, 1], &[0; 32], &[2; 16], b"t", b"2026-11-23T04:16:20.123Z", b"{}"]
        {
            bytes.extend([0, 0, 0, 0, 0, 0, 0, u8::try_from(field.len()).unwrap()]);
            bytes.extend(field);
        }
        assert_eq!(link(b"{}", "t").hash(), <[u8; 32]>::from(Sha256::digest(&bytes)));
    }

    #[test]
    fn no_byte_moves_from_one_field_to_the_next() {
        assert_ne!(link(b"{}", "t").hash(), link(b"}", "t{").hash());
    }

    /// Changes the ledger as somebody would who can write the file: with the triggers out of the way.
    fn after(tampering: &str) -> LedgerCheck {
        let mut store = fixture::store();
        for text in ["One of 30 came.", "Two of 40 came.", "Three of 50 came."] {
            fixture::add(&mut store, text);
        }
        let triggers = "DROP TRIGGER event_no_update; DROP TRIGGER event_no_delete; DROP TRIGGER event_no_replace;
                        PRAGMA foreign_keys = OFF;";
        store.db.execute_batch(triggers).unwrap();
        store.db.execute_batch(tampering).unwrap();
        check(&store.db).unwrap()
    }

    #[test]
    fn an_untouched_ledger_has_no_fault() {
        assert_eq!(after(""), LedgerCheck { events: 3, faults: vec![] });
    }

    #[test]
    fn a_change_to_any_field_is_found() {
        let flip = "zeroblob(32)";
        for (field, value) in [
            ("id", "zeroblob(16)"),
            ("chain", "zeroblob(16)"),
            ("n", "9"),
            ("prev", flip),
            ("hash", flip),
            ("type", "'verdict.given'"),
            ("at", "'2001-01-01T00:00:00.000Z'"),
            ("body", "CAST('{}' AS BLOB)"),
        ] {
            let found = after(&format!("UPDATE event SET {field} = {value} WHERE seq = 2"));
            assert!(!found.faults.is_empty(), "{field}");
        }
    }

    #[test]
    fn a_missing_event_and_exchanged_events_are_found() {
        assert_eq!(after("DELETE FROM event WHERE seq = 2").faults, [(3, Fault::Gap)]);
        let swap = "UPDATE event SET n = 9 WHERE seq = 2; UPDATE event SET n = 2 WHERE seq = 3;
                    UPDATE event SET n = 3 WHERE seq = 2;";
        assert!(!after(swap).faults.is_empty());
    }
}
