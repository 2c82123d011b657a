//! What a ledger has come to, to be kept or published elsewhere: the only thing that shows a ledger that was cut, put back to
//! an older state, or written anew as a whole.

use chrono::{DateTime, Utc};
use rusqlite::{Connection, OptionalExtension};
use serde::{Deserialize, Serialize};

use crate::store::verify::{Finding, Verification};
use crate::store::{StoreError, hex};

/// The heads of all chains at one moment. Its form is stable: fields are added, never renamed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Checkpoint {
    /// The form: 1.
    pub claimlog_checkpoint: u32,
    /// When it was taken (UTC).
    pub at: DateTime<Utc>,
    /// How many events there were.
    pub events: u64,
    /// The last event of each chain, by the chain's bytes.
    pub chains: Vec<Head>,
}

/// The last event of a chain.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Head {
    /// The writing installation, in hexadecimal digits.
    pub chain: String,
    /// Its place in the chain.
    pub n: i64,
    /// Its hash, in hexadecimal digits.
    pub hash: String,
}

/// Takes a checkpoint.
pub(super) fn take(db: &Connection, at: DateTime<Utc>) -> Result<Checkpoint, StoreError> {
    let sql = "SELECT chain, n, hash FROM event WHERE (chain, n) IN (SELECT chain, max(n) FROM event GROUP BY chain) ORDER BY chain";
    let mut statement = db.prepare(sql)?;
    let heads = statement.query_map([], |row| {
        let (chain, n, hash): ([u8; 16], i64, [u8; 32]) = (row.get(0)?, row.get(1)?, row.get(2)?);
        Ok(Head { chain: hex(&chain), n, hash: hex(&hash) })
    })?;
    let chains = heads.collect::<Result<_, _>>()?;
    let events = db.query_row("SELECT count(*) FROM event", [], |row| row.get(0))?;
    Ok(Checkpoint { claimlog_checkpoint: 1, at, events, chains })
}

/// Holds the ledger against a checkpoint that was taken of it before.
pub(super) fn hold(db: &Connection, before: &Checkpoint, found: &mut Verification) -> Result<(), StoreError> {
    for head in &before.chains {
        let sql = "SELECT lower(hex(hash)) FROM event WHERE chain = unhex(?) AND n = ?";
        let now: Option<String> = db.query_row(sql, (&head.chain, head.n), |row| row.get(0)).optional()?;
        let what = match now {
            None => "is gone: the ledger was cut or put back to an older state".to_owned(),
            Some(now) if now != head.hash => format!("was written anew: its hash was {} and is {now}", head.hash),
            Some(_) => continue,
        };
        let chain = head.chain.get(..8).unwrap_or(&head.chain);
        found.findings.push(Finding { place: format!("chain {chain}…, n {}", head.n), what });
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::{Store, chain, fixture};

    fn filled(texts: &[&str]) -> Store {
        let mut store = fixture::store();
        for text in texts {
            fixture::add(&mut store, text);
        }
        store
    }

    fn findings(store: &Store, before: &Checkpoint) -> Vec<String> {
        let mut found = Verification::default();
        hold(&store.db, before, &mut found).unwrap();
        found.findings.into_iter().map(|finding| finding.what).collect()
    }

    #[test]
    fn a_ledger_that_grew_holds() {
        let mut store = filled(&["Of 30 came."]);
        let before = take(&store.db, fixture::at(0)).unwrap();
        assert_eq!((before.events, before.chains.len(), before.chains[0].n), (1, 1, 1));
        fixture::add(&mut store, "Of 40 came.");
        assert_eq!(findings(&store, &before), [""; 0]);
        assert_eq!(serde_json::from_str::<Checkpoint>(&serde_json::to_string(&before).unwrap()).unwrap(), before);
    }

    #[test]
    fn a_ledger_that_was_cut_or_put_back_is_seen() {
        let before = take(&filled(&["Of 30 came.", "Of 40 came."]).db, fixture::at(0)).unwrap();
        let cut = filled(&["Of 30 came."]);
        assert!(chain::check(&cut.db).unwrap().faults.is_empty(), "by itself it is sound");
        assert!(findings(&cut, &before)[0].contains("is gone"));
    }

    #[test]
    fn a_ledger_that_was_written_anew_is_seen() {
        let before = take(&filled(&["Of 30 came.", "Of 40 came."]).db, fixture::at(0)).unwrap();
        let forged = filled(&["Of 30 came.", "Of 41 came."]);
        assert!(chain::check(&forged.db).unwrap().faults.is_empty(), "by itself it is sound");
        assert!(findings(&forged, &before)[0].contains("written anew"));
    }
}
