//! Evidence: appended with its event, found by its key, listed by claim.

use rusqlite::{Connection, OptionalExtension, Row, Transaction, TransactionBehavior};

use crate::model::{Act, ClaimId, Evidence, EvidenceId};
use crate::store::columns::Columns;
use crate::store::{EvidenceRow, Stamp, StoreError, ids, ledger, project};

/// Evidence counts unless its event was taken back and no verdict that counts cites it.
const COUNTS: &str = "(NOT EXISTS (SELECT 1 FROM undone WHERE undone.event = evidence.event)
     OR EXISTS (SELECT 1 FROM cited JOIN verdict_standing ON verdict_standing.key = cited.verdict
                WHERE cited.evidence = evidence.key))";

/// How many verdicts that count cite it.
const CITED: &str = "(SELECT count(*) FROM cited JOIN verdict_standing ON verdict_standing.key = cited.verdict
     WHERE cited.evidence = evidence.key)";

/// Appends a piece of evidence. The same again changes nothing.
pub(super) fn add(db: &mut Connection, piece: &Evidence, stamp: &Stamp) -> Result<(), StoreError> {
    let tx = db.transaction_with_behavior(TransactionBehavior::Immediate)?;
    if is_known(&tx, piece)? {
        return Ok(());
    }
    if let Some(claim) = piece.claim {
        let there = tx.query_row("SELECT 1 FROM claim WHERE id = ?", [claim.as_bytes()], |_| Ok(())).optional()?;
        there.ok_or_else(|| ids::CLAIM.unknown(&claim))?;
    }
    let event = ledger::append(&tx, stamp, Act::EvidenceAdded(Box::new(piece.clone())))?;
    project::apply(&tx, &event)?;
    Ok(tx.commit()?)
}

/// Whether this very piece is in the ledger.
///
/// # Errors
/// [`StoreError::EvidenceTaken`] when its key is, with other content.
pub(super) fn is_known(tx: &Transaction<'_>, piece: &Evidence) -> Result<bool, StoreError> {
    let sql = "SELECT body FROM evidence WHERE id = ?";
    let body: Option<String> = tx.query_row(sql, [piece.id.as_bytes()], |row| row.get(0)).optional()?;
    match body {
        None => Ok(false),
        Some(body) if parsed(&body)? == *piece => Ok(true),
        Some(_) => Err(StoreError::EvidenceTaken { id: piece.id.to_string() }),
    }
}

/// One piece; `None` when there is none with this key.
pub(super) fn one(db: &Connection, id: EvidenceId) -> Result<Option<EvidenceRow>, StoreError> {
    let mut statement = db.prepare(&select("WHERE evidence.id = ?"))?;
    let mut rows = statement.query([id.as_bytes()])?;
    rows.next()?.map(read).transpose()
}

/// The evidence that counts, newest first: found for the claim or cited by a verdict on it, or all.
pub(super) fn list(
    db: &Connection,
    claim: Option<ClaimId>,
    limit: Option<u64>,
) -> Result<Vec<EvidenceRow>, StoreError> {
    let sql = select(&format!(
        "WHERE {COUNTS} AND (?1 IS NULL OR evidence.claim IN (SELECT key FROM claim WHERE id = ?1)
              OR evidence.key IN (SELECT cited.evidence FROM claim
                                  JOIN verdict_standing ON verdict_standing.claim = claim.key
                                  JOIN cited ON cited.verdict = verdict_standing.key WHERE claim.id = ?1))
         ORDER BY evidence.added_at DESC, evidence.key DESC LIMIT ?2"
    ));
    let mut statement = db.prepare(&sql)?;
    let mut rows = statement.query((claim.as_ref().map(ClaimId::as_bytes), super::sql_limit(limit)))?;
    let mut found = Vec::new();
    while let Some(row) = rows.next()? {
        found.push(read(row)?);
    }
    Ok(found)
}

/// Every piece with a file, those that were taken back too.
pub(super) fn with_files(db: &Connection) -> Result<Vec<Evidence>, StoreError> {
    let mut statement = db.prepare("SELECT body FROM evidence WHERE file IS NOT NULL ORDER BY key")?;
    let mut rows = statement.query([])?;
    let mut found = Vec::new();
    while let Some(row) = rows.next()? {
        found.push(parsed(row.get_ref(0)?.as_str().map_err(rusqlite::Error::from)?)?);
    }
    Ok(found)
}

fn select(rest: &str) -> String {
    format!("SELECT evidence.body, {CITED}, {COUNTS} FROM evidence {rest}")
}

fn read(row: &Row<'_>) -> Result<EvidenceRow, StoreError> {
    let mut columns = Columns::of(row);
    let body: String = columns.take()?;
    Ok(EvidenceRow { evidence: parsed(&body)?, cited: columns.take()?, counts: columns.take()? })
}

fn parsed(body: &str) -> Result<Evidence, StoreError> {
    serde_json::from_str(body).map_err(|error| StoreError::damaged(format!("a piece of evidence: {error}")))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Claim, Undone, Verdict};
    use crate::store::{Store, fixture};

    fn piece(claim: Option<&Claim>, title: &str) -> Evidence {
        let claim = claim.map(|claim| claim.id);
        Evidence { claim, title: Some(title.into()), ..Evidence::default() }.keyed()
    }

    fn titles(store: &Store, claim: Option<&Claim>) -> Vec<String> {
        let rows = store.evidence_list(claim.map(|claim| claim.id), None).unwrap();
        let mut titles: Vec<_> = rows.into_iter().filter_map(|row| row.evidence.title).collect();
        titles.sort();
        titles
    }

    fn cite(store: &mut Store, claim: &Claim, piece: &Evidence) -> Result<Verdict, StoreError> {
        let verdict = Verdict { evidence: vec![piece.clone()], ..fixture::verdict(claim, "Ann", "wrong") };
        store.decide(verdict, &fixture::stamp())
    }

    fn undo_last(store: &mut Store) {
        let sql = "SELECT id FROM event ORDER BY seq DESC LIMIT 1";
        let id = store.db.query_row(sql, [], |row| row.get(0)).unwrap();
        let event = crate::model::EventId::from_bytes(id);
        store.act(Act::Undone(Undone { event, by: "Ann".into(), reason: None }), &fixture::stamp()).unwrap();
    }

    #[test]
    fn a_piece_is_found_by_claim_and_by_key() {
        let mut store = fixture::store();
        let claims = fixture::add(&mut store, "Of 30 and 40 came.");
        let (mine, loose) = (piece(Some(&claims[0]), "mine"), piece(None, "loose"));
        for piece in [&mine, &loose] {
            store.add_evidence(piece, &fixture::stamp()).unwrap();
        }
        assert_eq!(titles(&store, None), ["loose", "mine"]);
        assert_eq!(titles(&store, Some(&claims[0])), ["mine"]);
        assert_eq!(titles(&store, Some(&claims[1])), [""; 0]);
        cite(&mut store, &claims[1], &loose).unwrap();
        assert_eq!(titles(&store, Some(&claims[1])), ["loose"]);
        let short: String = mine.id.to_string().chars().take(6).collect();
        let row = store.evidence(store.find_evidence(&short).unwrap()).unwrap();
        assert_eq!((row.evidence, row.cited, row.counts), (mine, 0, true));
    }

    #[test]
    fn the_same_piece_again_is_stored_once_and_another_with_its_key_is_refused() {
        let mut store = fixture::store();
        let claim = fixture::add(&mut store, "Some 30 came.").remove(0);
        let known = piece(None, "one");
        store.add_evidence(&known, &fixture::stamp()).unwrap();
        store.add_evidence(&known, &fixture::stamp()).unwrap();
        assert_eq!(store.verify(false).unwrap().events, 2);
        let forged = Evidence { title: Some("two".into()), ..known };
        let refused = store.add_evidence(&forged, &fixture::stamp());
        assert!(matches!(refused, Err(StoreError::EvidenceTaken { .. })));
        assert!(matches!(cite(&mut store, &claim, &forged), Err(StoreError::EvidenceTaken { .. })));
        assert_eq!(store.verify(false).unwrap().events, 2);
    }

    #[test]
    fn what_is_not_in_the_ledger_cannot_be_cited() {
        let mut store = fixture::store();
        let claim = fixture::add(&mut store, "Some 30 came.").remove(0);
        let old = Evidence { added_at: Some(fixture::at(-9)), ..piece(None, "old") }.keyed();
        let refusal = cite(&mut store, &claim, &old).unwrap_err();
        assert_eq!(refusal.to_string(), format!("there is no evidence “{}”", old.id));
        assert_eq!(store.verify(false).unwrap().events, 1);
    }

    #[test]
    fn evidence_of_a_claim_that_is_not_there_leaves_no_event() {
        let mut store = fixture::store();
        let stray = Evidence { claim: Some(ClaimId::from_bytes([9; 16])), ..piece(None, "x") }.keyed();
        assert!(matches!(store.add_evidence(&stray, &fixture::stamp()), Err(StoreError::Unknown { .. })));
        assert_eq!(store.verify(false).unwrap().events, 0);
    }

    #[test]
    fn what_was_taken_back_counts_only_where_a_verdict_cites_it() {
        let mut store = fixture::store();
        let claim = fixture::add(&mut store, "Some 30 came.").remove(0);
        let known = piece(Some(&claim), "one");
        store.add_evidence(&known, &fixture::stamp()).unwrap();
        undo_last(&mut store);
        assert_eq!(titles(&store, None), [""; 0]);
        assert!(!store.evidence(known.id).unwrap().counts);
        cite(&mut store, &claim, &known).unwrap();
        assert_eq!(titles(&store, None), ["one"]);
        undo_last(&mut store);
        assert_eq!(titles(&store, None), [""; 0]);
    }

    #[test]
    fn rebuilding_keeps_it() {
        let mut store = fixture::store();
        let claim = fixture::add(&mut store, "Some 30 came.").remove(0);
        store.add_evidence(&piece(Some(&claim), "one"), &fixture::stamp()).unwrap();
        let before = store.evidence_list(None, None).unwrap();
        store.rebuild().unwrap();
        assert_eq!(store.evidence_list(None, None).unwrap(), before);
    }
}
