//! Makes everything that follows from the ledger anew.

use rusqlite::Transaction;

use crate::store::{StoreError, events};

/// The tables that follow from the ledger, each after those that refer to it.
pub(in crate::store) const TABLES: [&str; 14] = [
    "cited",
    "evidence",
    "verdict",
    "claim_state",
    "claim_event",
    "undone",
    "scale",
    "saved_filter",
    "claim",
    "appearance",
    "copy",
    "sketch_key",
    "sketch",
    "document",
];

/// Empties every table that follows from the ledger and applies all events, in the order of their moments.
pub(in crate::store) fn rebuild(tx: &Transaction<'_>) -> Result<(), StoreError> {
    let guards = guards(tx)?;
    for (name, _) in &guards {
        tx.execute_batch(&format!("DROP TRIGGER {name}"))?;
    }
    tx.execute_batch("INSERT INTO claim_fts (claim_fts) VALUES ('delete-all')")?;
    for table in TABLES {
        tx.execute_batch(&format!("DELETE FROM {table}"))?;
    }
    events::each(tx, |event| super::apply(tx, &event))?;
    for (_, sql) in &guards {
        tx.execute_batch(sql)?;
    }
    Ok(())
}

/// The triggers that keep verdicts and evidence from being changed, with the SQL that makes them.
fn guards(tx: &Transaction<'_>) -> Result<Vec<(String, String)>, StoreError> {
    let sql = "SELECT name, sql FROM sqlite_schema WHERE type = 'trigger' AND tbl_name IN ('verdict', 'evidence') ORDER BY name";
    let mut statement = tx.prepare(sql)?;
    let rows = statement.query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?;
    Ok(rows.collect::<Result<_, _>>()?)
}

#[cfg(test)]
mod tests {
    use rusqlite::Connection;

    use crate::model::{
        Act, Claim, ClaimAssigned, ClaimEdited, ClaimEntered, ClaimId, ClaimPublished, ClaimReopened, ClaimResolved,
        ClaimSkipped, ClaimSplit, ClaimTriaged, ClaimVoided, FilterSaved, Kind, NoteWritten, Policy, PolicySet,
        ResolvedBy, ReviewStarted, ScaleAdded, Status, TextRedacted, Triage, Uncheckable, Undone, VerdictsShown,
    };
    use crate::span::Span;
    use crate::store::{Store, StoreError, fixture};

    /// Every row of every table that holds content, in order. Keys and events' rows are among them.
    fn dump(db: &Connection) -> Vec<String> {
        let mut rows = Vec::new();
        for table in super::TABLES.iter().chain(&["document_text", "event"]) {
            let mut statement = db.prepare(&format!("SELECT * FROM {table} ORDER BY 1, 2")).unwrap();
            let columns = statement.column_count();
            let read = statement.query_map([], |row| {
                (0..columns).map(|at| row.get_ref(at).map(|value| format!("{value:?}"))).collect::<Result<Vec<_>, _>>()
            });
            rows.extend(read.unwrap().map(|row| format!("{table}: {}", row.unwrap().join(", "))));
        }
        rows
    }

    fn act(store: &mut Store, act: Act) -> crate::model::EventId {
        store.act(act, &fixture::stamp()).unwrap().id
    }

    /// A ledger in which everything has happened that can.
    fn lived() -> (Store, Vec<Claim>) {
        let mut store = fixture::store();
        let claims = fixture::add(&mut store, "Of 10, 20, 30, 40, 50, 60 and 70 came.");
        fixture::add(&mut store, "Of 80 came.");
        let story = "The ferry company of Harn keeps its boats in port until the storm that came over the strait at noon has \
                     passed, and some 90 people wait on the quay tonight while the town opens its school.";
        for (url, text) in [
            ("https://a.example/1", story.to_owned()),
            ("https://b.example/1", format!("Boats stay in port. {story}")),
            ("https://a.example/1", format!("{story} More soon.")),
            ("https://c.example/1", story.to_owned()),
        ] {
            let (mut document, claims) = fixture::article(&text);
            document.metadata.url = Some(url.to_owned());
            store.add(&document, &claims, &fixture::stamp()).unwrap();
        }
        let by = || "Ann".to_owned();
        let id = |at: usize| claims[at].id;
        let verdict = |store: &mut Store, at: usize, reviewer: &str, rating: &str| {
            store.decide(fixture::verdict(&claims[at], reviewer, rating), &fixture::stamp()).unwrap().id
        };
        act(
            &mut store,
            Act::ClaimTriaged(ClaimTriaged {
                claim: id(0),
                by: by(),
                triage: Triage::Queued { due: None },
                note: None,
            }),
        );
        act(
            &mut store,
            Act::ClaimAssigned(ClaimAssigned { claim: id(0), by: by(), to: Some("Ben".into()), due: None }),
        );
        act(&mut store, Act::ReviewStarted(ReviewStarted { claim: id(0), by: "Ben".into() }));
        let first = verdict(&mut store, 0, "Ben", "wrong");
        let second = verdict(&mut store, 0, "Ann", "close");
        let resolved = ClaimResolved {
            claim: id(0),
            by: "Zoë".into(),
            way: ResolvedBy::Editor,
            verdict: first,
            considered: vec![first, second],
            dissent: vec![second],
            reason: "The table is newer.".into(),
        };
        act(&mut store, Act::ClaimResolved(resolved));
        act(
            &mut store,
            Act::ClaimPublished(ClaimPublished { claim: id(0), by: by(), url: "https://a.example".into(), on: None }),
        );
        let triage = Triage::NotCheckable { reason: Uncheckable::Opinion, duplicate_of: None };
        act(&mut store, Act::ClaimTriaged(ClaimTriaged { claim: id(1), by: by(), triage, note: None }));
        let note = act(&mut store, Act::NoteWritten(NoteWritten { claim: id(1), by: by(), text: "=1+1\nhm".into() }));
        act(&mut store, Act::Undone(Undone { event: note, by: by(), reason: None }));
        let mut quantity = claims[2].mention.quantity.clone();
        quantity.value = Some(31.into());
        let edited =
            ClaimEdited { claim: id(2), by: by(), reason: None, quantity, of: Some("ships".into()), attribution: None };
        act(&mut store, Act::ClaimEdited(edited.clone()));
        let again = act(&mut store, Act::ClaimEdited(ClaimEdited { of: None, ..edited }));
        act(&mut store, Act::Undone(Undone { event: again, by: by(), reason: None }));
        let part = |start: usize| {
            let span = Span::new(start, start + 1);
            Claim { id: ClaimId::of(claims[3].document, span, Kind::Number), ..claims[3].clone() }
        };
        act(
            &mut store,
            Act::ClaimSplit(ClaimSplit { claim: id(3), into: vec![part(0), part(1)], by: by(), reason: None }),
        );
        act(&mut store, Act::ClaimEntered(ClaimEntered { claim: part(2), by: by() }));
        act(&mut store, Act::ClaimVoided(ClaimVoided { claim: id(4), by: by(), reason: "A date.".into() }));
        act(&mut store, Act::ClaimReopened(ClaimReopened { claim: id(4), by: by(), reason: "No date.".into() }));
        act(&mut store, Act::ClaimSkipped(ClaimSkipped { claim: id(5), by: by(), reason: "Mine.".into() }));
        act(&mut store, Act::VerdictsShown(VerdictsShown { claims: vec![id(0), id(5)], by: by() }));
        let policy = Policy { min_verdicts: 3, ..Policy::default() };
        act(&mut store, Act::PolicySet(PolicySet { policy, by: by(), reason: None }));
        verdict(&mut store, 5, "Ben", "wrong");
        act(
            &mut store,
            Act::ScaleAdded(ScaleAdded { scale: "own".into(), version: 1, by: by(), toml: "x = 1".into() }),
        );
        let saved = |filter| FilterSaved { name: "ships".into(), filter, by: Some(by()) };
        act(&mut store, Act::FilterSaved(saved(Some(serde_json::json!({ "speaker": "Lind" })))));
        act(&mut store, Act::FilterSaved(FilterSaved { by: None, ..saved(None) }));
        (store, claims)
    }

    #[test]
    fn rebuilding_changes_no_row() {
        let (mut store, _) = lived();
        for table in super::TABLES {
            let rows: i64 = store.db.query_row(&format!("SELECT count(*) FROM {table}"), [], |row| row.get(0)).unwrap();
            assert!(rows > 0 || table == "evidence" || table == "cited", "nothing is in {table}");
        }
        let before = dump(&store.db);
        store.rebuild().unwrap();
        similar(&before, &dump(&store.db));
        store.db.execute_batch("INSERT INTO claim_fts (claim_fts, rank) VALUES ('integrity-check', 1)").unwrap();
        assert_eq!(store.search("80", &crate::store::Filter::default()).unwrap().total, 1);
    }

    fn similar(before: &[String], after: &[String]) {
        for (one, other) in before.iter().zip(after) {
            assert_eq!(one, other);
        }
        assert_eq!(before.len(), after.len());
    }

    #[test]
    fn rebuilding_changes_no_row_when_a_text_was_taken_down() {
        let (mut store, claims) = lived();
        let document = claims[0].document;
        act(
            &mut store,
            Act::TextRedacted(TextRedacted { document, by: "Ann".into(), reason: "A court says so.".into() }),
        );
        assert_eq!(store.record(claims[0].id).unwrap().wording.sentence, "");
        let before = dump(&store.db);
        store.rebuild().unwrap();
        similar(&before, &dump(&store.db));
        assert!(store.verify(false).unwrap().findings.is_empty());
        store.db.execute_batch("INSERT INTO claim_fts (claim_fts, rank) VALUES ('integrity-check', 1)").unwrap();
    }

    #[test]
    fn the_events_tell_where_each_claim_stands() {
        let (store, claims) = lived();
        let status = |at: usize| store.record(claims[at].id).unwrap().status();
        let all =
            [Status::Published, Status::NotCheckable, Status::New, Status::Void, Status::Reopened, Status::Reviewed];
        assert_eq!((0..6).map(status).collect::<Vec<_>>(), all);
        let state = store.record(claims[5].id).unwrap().state;
        assert_eq!((state.awaits, state.skipped, state.shown), (2, vec!["Ann".into()], vec!["Ann".into()]));
        let edited = store.record(claims[2].id).unwrap();
        assert_eq!(
            (edited.claim.mention.quantity.value, edited.claim.mention.of),
            (Some(31.into()), Some("ships".into()))
        );
        assert_eq!(*edited.machine.unwrap(), claims[2]);
    }

    #[test]
    fn what_fails_changes_nothing() {
        let (mut store, claims) = lived();
        let before = dump(&store.db);
        let refused = store.act_on(claims[0].id, &fixture::stamp(), |_, _| Err::<Act, _>(StoreError::Full));
        assert!(matches!(refused, Err(StoreError::Full)));
        similar(&before, &dump(&store.db));
    }
}
