//! Verdicts: appended with their event, superseding the same reviewer's last, and read back oldest first.

use rusqlite::{Connection, OptionalExtension, Statement, Transaction, TransactionBehavior};

use crate::model::{Act, ClaimId, Verdict, VerdictId};
use crate::store::columns::to_millisecond;
use crate::store::{Last, Stamp, StoreError, as_of, evidence, ids, ledger, project};

/// Appends the verdict and returns it as stored.
pub(super) fn decide(db: &mut Connection, verdict: Verdict, stamp: &Stamp) -> Result<Verdict, StoreError> {
    let tx = db.transaction_with_behavior(TransactionBehavior::Immediate)?;
    let stored = append(&tx, verdict, stamp)?;
    tx.commit()?;
    Ok(stored)
}

/// Appends the verdicts in one transaction, and returns them as stored, in the same order.
pub(super) fn decide_all(
    db: &mut Connection,
    verdicts: Vec<Verdict>,
    since: Option<Last>,
    stamp: &Stamp,
) -> Result<Vec<Verdict>, StoreError> {
    let tx = db.transaction_with_behavior(TransactionBehavior::Immediate)?;
    if let Some(since) = since
        && as_of::last(&tx, None)? != since
    {
        return Err(StoreError::Moved);
    }
    let stored = verdicts.into_iter().map(|verdict| append(&tx, verdict, stamp)).collect::<Result<_, _>>()?;
    tx.commit()?;
    Ok(stored)
}

/// Appends the verdict with its event; the same verdict (by id) again writes nothing.
fn append(tx: &Transaction<'_>, verdict: Verdict, stamp: &Stamp) -> Result<Verdict, StoreError> {
    let claim = claim_key(tx, verdict.claim)?;
    let mut verdict = Verdict { given_at: to_millisecond(verdict.given_at), ..verdict };
    if let Some(stored) = Reader::new(tx)?.of(claim)?.into_iter().find(|old| old.id == verdict.id) {
        verdict.supersedes = stored.supersedes;
        return if stored == verdict { Ok(stored) } else { Err(taken(&verdict)) };
    }
    hold_evidence(tx, &verdict)?;
    verdict.supersedes = in_force(tx, claim, &verdict.reviewer)?;
    let event = ledger::append(tx, stamp, Act::VerdictGiven(Box::new(verdict.clone())))?;
    project::apply(tx, &event)?;
    Ok(verdict)
}

/// Holds each piece of evidence against the ledger. One that is not there must have come with this verdict.
fn hold_evidence(tx: &Transaction<'_>, verdict: &Verdict) -> Result<(), StoreError> {
    for piece in &verdict.evidence {
        let comes_with_it = piece.added_at.is_none_or(|at| to_millisecond(at) == verdict.given_at);
        if !evidence::is_known(tx, piece)? && !comes_with_it {
            return Err(ids::EVIDENCE.unknown(&piece.id));
        }
    }
    Ok(())
}

fn taken(verdict: &Verdict) -> StoreError {
    StoreError::VerdictTaken { id: verdict.id.to_string() }
}

fn claim_key(tx: &Transaction<'_>, id: ClaimId) -> Result<i64, StoreError> {
    let key = tx.query_row("SELECT key FROM claim WHERE id = ?", [id.as_bytes()], |row| row.get(0)).optional()?;
    key.ok_or_else(|| StoreError::Unknown { what: "claim", given: id.to_string(), suggestions: Vec::new() })
}

/// The reviewer's latest verdict on the claim that no later one supersedes.
fn in_force(tx: &Transaction<'_>, claim: i64, reviewer: &str) -> Result<Option<VerdictId>, StoreError> {
    let sql = "SELECT id FROM verdict_in_force WHERE claim = ? AND reviewer = ? ORDER BY key DESC LIMIT 1";
    Ok(tx.query_row(sql, (claim, reviewer), |row| row.get(0).map(VerdictId::from_bytes)).optional()?)
}

/// Reads the verdicts of one claim after another.
pub(super) struct Reader<'c> {
    verdicts: Statement<'c>,
}

impl<'c> Reader<'c> {
    pub(super) fn new(db: &'c Connection) -> Result<Self, StoreError> {
        Ok(Self { verdicts: db.prepare("SELECT body FROM verdict_standing WHERE claim = ? ORDER BY key")? })
    }

    /// Every verdict on the claim that was not taken back, oldest first.
    pub(super) fn of(&mut self, key: i64) -> Result<Vec<Verdict>, StoreError> {
        let mut rows = self.verdicts.query([key])?;
        let mut found = Vec::new();
        while let Some(row) = rows.next()? {
            let body = row.get_ref(0)?.as_str().map_err(rusqlite::Error::from)?;
            found.push(serde_json::from_str(body).map_err(|error| StoreError::damaged(format!("a verdict: {error}")))?);
        }
        Ok(found)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Claim, Correction, DocumentId, ErrorSize, Evidence, EvidenceId, Kind, Status};
    use crate::span::Span;
    use crate::store::{Store, fixture};

    fn one_claim() -> (Store, Claim) {
        let mut store = fixture::store();
        let claim = fixture::add(&mut store, "Some 30 came.").remove(0);
        (store, claim)
    }

    fn decided(store: &mut Store, claim: &Claim, reviewer: &str, rating: &str) -> Verdict {
        store.decide(fixture::verdict(claim, reviewer, rating), &fixture::stamp()).unwrap()
    }

    #[test]
    fn a_verdict_is_read_as_it_was_given() {
        let (mut store, claim) = one_claim();
        let error = ErrorSize {
            abs: Some(10.into()),
            pct: Some(50.into()),
            factor: "1.5".parse().ok(),
            ..ErrorSize::default()
        };
        let given = Verdict {
            explanation: Some("Two lines,\nand “quotes”.".into()),
            correction: Some(Correction {
                value: "20.00".parse().ok(),
                unit: Some("%".into()),
                ..Correction::default()
            }),
            error: Some(error),
            evidence: ["https://b.example", "https://a.example"]
                .map(|url| Evidence::at(EvidenceId::from_bytes(ledger::fresh_key(fixture::at(0))), url.into()))
                .to_vec(),
            ..fixture::verdict(&claim, "Ann", "wrong")
        };
        let stored = store.decide(given.clone(), &fixture::stamp()).unwrap();
        assert_eq!(stored, Verdict { given_at: to_millisecond(given.given_at), ..given });
        let record = store.record(claim.id).unwrap();
        assert_eq!(record.verdicts, [stored]);
        assert_eq!(record.verdicts[0].correction.as_ref().unwrap().value.unwrap().to_string(), "20.00");
    }

    #[test]
    fn a_later_verdict_of_the_same_reviewer_supersedes_and_the_old_one_stays() {
        let (mut store, claim) = one_claim();
        let first = decided(&mut store, &claim, "Ann", "wrong");
        let others = decided(&mut store, &claim, "Ben", "wrong");
        let second = decided(&mut store, &claim, "Ann", "close");
        let third = decided(&mut store, &claim, "Ann", "wrong");
        assert_eq!((first.supersedes, others.supersedes), (None, None));
        assert_eq!((second.supersedes, third.supersedes), (Some(first.id), Some(second.id)));

        let record = store.record(claim.id).unwrap();
        assert_eq!(record.verdicts, [first, others.clone(), second, third.clone()]);
        assert_eq!(record.in_force().collect::<Vec<_>>(), [&others, &third]);
    }

    #[test]
    fn two_reviewers_who_differ_make_a_dispute_and_agreeing_ends_it() {
        let (mut store, claim) = one_claim();
        assert_eq!(store.record(claim.id).unwrap().status(), Status::New);
        for (reviewer, rating, status) in
            [("Ann", "wrong", Status::Reviewed), ("Ben", "close", Status::Disputed), ("Ben", "wrong", Status::Reviewed)]
        {
            decided(&mut store, &claim, reviewer, rating);
            assert_eq!(store.record(claim.id).unwrap().status(), status);
        }
    }

    #[test]
    fn the_same_verdict_again_is_stored_once() {
        let (mut store, claim) = one_claim();
        decided(&mut store, &claim, "Ann", "close");
        let given = fixture::verdict(&claim, "Ann", "wrong");
        let stored = store.decide(given.clone(), &fixture::stamp()).unwrap();
        assert_eq!(store.decide(given.clone(), &fixture::stamp()).unwrap(), stored);
        assert_eq!(store.record(claim.id).unwrap().verdicts.len(), 2);
        assert_eq!(store.verify(false).unwrap().events, 3);

        let other = Verdict { rating: "close".into(), ..given };
        assert!(matches!(store.decide(other, &fixture::stamp()), Err(StoreError::VerdictTaken { .. })));
    }

    #[test]
    fn several_verdicts_are_stored_all_or_none() {
        let (mut store, claim) = one_claim();
        let given = |reviewer, rating| fixture::verdict(&claim, reviewer, rating);
        let stored = store
            .decide_all(
                vec![given("Ann", "wrong"), given("Ben", "close"), given("Ann", "close")],
                None,
                &fixture::stamp(),
            )
            .unwrap();
        assert_eq!(stored[2].supersedes, Some(stored[0].id));
        assert_eq!(store.record(claim.id).unwrap().verdicts, stored);

        let unknown = ClaimId::of(DocumentId::of(&[9; 32]), Span::new(0, 1), Kind::Count);
        let astray = Verdict { claim: unknown, ..given("Cem", "wrong") };
        let failed = store.decide_all(vec![given("Cem", "wrong"), astray], None, &fixture::stamp());
        assert!(matches!(failed, Err(StoreError::Unknown { .. })));
        assert_eq!(store.record(claim.id).unwrap().verdicts, stored);
        assert_eq!(store.verify(false).unwrap().events, 4);

        assert_eq!(store.decide_all(stored.clone(), None, &fixture::stamp()).unwrap(), stored);
        assert_eq!(store.decide_all(Vec::new(), None, &fixture::stamp()).unwrap(), []);
        assert_eq!(store.verify(false).unwrap().events, 4);
    }

    #[test]
    fn an_unknown_claim_leaves_no_event() {
        let (mut store, claim) = one_claim();
        let unknown = ClaimId::of(DocumentId::of(&[9; 32]), Span::new(0, 1), Kind::Count);
        let verdict = Verdict { claim: unknown, ..fixture::verdict(&claim, "Ann", "wrong") };
        assert!(matches!(store.decide(verdict, &fixture::stamp()), Err(StoreError::Unknown { .. })));
        assert_eq!(store.verify(false).unwrap().events, 1);
    }

    #[test]
    fn the_ledger_has_the_whole_verdict() {
        let (mut store, claim) = one_claim();
        decided(&mut store, &claim, "Ann", "wrong");
        let stored = decided(&mut store, &claim, "Ann", "close");
        let sql = "SELECT body FROM event WHERE type = 'verdict.given' ORDER BY seq DESC LIMIT 1";
        let body: Vec<u8> = store.db.query_row(sql, [], |row| row.get(0)).unwrap();
        assert_eq!(serde_json::from_slice::<Verdict>(&body).unwrap(), stored);
    }

    #[test]
    fn no_verdict_and_no_evidence_can_be_changed() {
        let (mut store, claim) = one_claim();
        let evidence = vec![Evidence::at(EvidenceId::from_bytes([7; 16]), "https://a.example".into())];
        let verdict = Verdict { evidence, ..fixture::verdict(&claim, "Ann", "wrong") };
        store.decide(verdict, &fixture::stamp()).unwrap();
        let row = "claim, randomblob(16), 'Eve', given_at, scale, 'accurate', class, body, 1 FROM verdict";
        let names = "claim, id, reviewer, given_at, scale, rating, class, body, event";
        let same_id = row.replace("randomblob(16)", "id");
        let cells = "kind, added_at, body, event";
        for forgery in [
            "UPDATE verdict SET rating = 'accurate'".to_owned(),
            "DELETE FROM verdict".to_owned(),
            format!("REPLACE INTO verdict (key, {names}) SELECT key, {row}"),
            format!("REPLACE INTO verdict ({names}) SELECT {same_id}"),
            format!("REPLACE INTO verdict ({names}) SELECT {}", row.replace("1 FROM", "event FROM")),
            "UPDATE evidence SET url = 'https://eve.example'".to_owned(),
            "DELETE FROM evidence".to_owned(),
            format!("REPLACE INTO evidence (key, id, {cells}) SELECT 1, randomblob(16), {cells} FROM evidence"),
            format!("REPLACE INTO evidence (id, {cells}) SELECT id, {cells} FROM evidence"),
        ] {
            for recursive in ["ON", "OFF"] {
                store.db.execute_batch(&format!("PRAGMA recursive_triggers = {recursive}")).unwrap();
                let refusal = store.db.execute_batch(&forgery).unwrap_err().to_string();
                assert!(refusal.contains("append-only"), "{forgery}: {refusal}");
            }
        }
    }
}
