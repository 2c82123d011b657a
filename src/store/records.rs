//! Claims read back as reviewers and reports see them: with words, article, verdicts and ledger row.

use std::sync::Arc;

use rusqlite::types::Value;
use rusqlite::{Connection, OptionalExtension, Statement, params_from_iter};

use crate::model::{ClaimId, Folded, Record, Source, State};
use crate::store::columns::Columns;
use crate::store::query::Query;
use crate::store::{Filter, Listing, StoreError, appearances, claims, documents, elsewhere, snapshot, verdicts};

/// Newest document first, in the order of the text within each.
const NEWEST_FIRST: &str = "claim.document DESC, claim.mention_start, claim.id";

/// The order of reports. `document.key` adds nothing to it but lets SQLite see that its index has this order.
const OF_REPORTS: &str = "document.published, document.id, document.key, claim.mention_start, claim.id";

/// Claims are counted up to this many, so that a list of millions answers at once.
pub(super) const COUNTED: u64 = 10_000;

/// The claims that the query chooses, as much of them as the filter shows.
pub(super) fn list(db: &Connection, query: Query, filter: &Filter) -> Result<Listing, StoreError> {
    let _snapshot = snapshot::hold(db)?;
    let counts = count(db, &query, filter)?;
    Ok(Listing { records: shown(db, query, filter)?, ..counts })
}

/// The claims of the list without their counts.
pub(super) fn shown(db: &Connection, mut query: Query, filter: &Filter) -> Result<Vec<Record>, StoreError> {
    query.and_worth(filter.least_worth());
    let (tables, expression) = (query.tables(), query.expression());
    let rest = format!("FROM {tables} WHERE {expression} ORDER BY {NEWEST_FIRST} LIMIT ?");
    let limit = Value::from(super::sql_limit(filter.limit));
    let mut records = Vec::new();
    each(db, &rest, query.parameters().chain([&limit]), |record| {
        records.push(record);
        Ok::<_, StoreError>(())
    })?;
    Ok(records)
}

/// How many claims the query chooses, counted up to [`COUNTED`]: those that the filter shows, and those that it hides.
pub(super) fn count(db: &Connection, query: &Query, filter: &Filter) -> Result<Listing, StoreError> {
    let (tables, expression) = (query.tables(), query.expression());
    let sql = format!(
        "SELECT count(*) FILTER (WHERE worth >= CAST(? AS REAL)), count(*)
         FROM (SELECT claim.worthiness_real AS worth FROM {tables} WHERE {expression} LIMIT {COUNTED})"
    );
    let least = Value::from(filter.least_worth().unwrap_or_default().to_string());
    let parameters = params_from_iter([&least].into_iter().chain(query.parameters()));
    let (total, all): (u64, u64) = db.query_row(&sql, parameters, |row| Ok((row.get(0)?, row.get(1)?)))?;
    let hidden = if filter.hides() { all - total } else { 0 };
    Ok(Listing { records: Vec::new(), total, hidden, uncounted: all == COUNTED })
}

/// Calls `call` for the claims of the filter in the order of reports, all as of one moment.
pub(super) fn stream<E: From<StoreError>>(
    db: &Connection,
    filter: &Filter,
    call: impl FnMut(Record) -> Result<(), E>,
) -> Result<(), E> {
    let _snapshot = snapshot::hold(db)?;
    let mut query = Query::of(filter);
    query.and_worth(filter.least_worth());
    let limit = Value::from(super::sql_limit(filter.limit));
    let selected = claims::selected_without_reasons();
    each_with(db, &selected, &in_order_of_reports(&query), query.parameters().chain([&limit]), call)
}

/// `CROSS JOIN` keeps the documents outside, in their index's order, so that nothing is sorted or held in memory.
fn in_order_of_reports(query: &Query) -> String {
    let expression = query.expression();
    format!(
        "FROM document CROSS JOIN claim ON claim.document = document.key
         WHERE {expression} ORDER BY {OF_REPORTS} LIMIT ?"
    )
}

/// One claim; `None` when there is none of this id.
pub(super) fn one(db: &Connection, id: ClaimId) -> Result<Option<Record>, StoreError> {
    let mut found = None;
    each(db, "FROM claim WHERE claim.id = ?", [&Value::from(id.as_bytes().to_vec())], |record| {
        found = Some(record);
        Ok::<_, StoreError>(())
    })?;
    Ok(found)
}

/// Reads the claims that `rest` of a query chooses.
pub(super) fn each<'v, E: From<StoreError>>(
    db: &Connection,
    rest: &str,
    parameters: impl IntoIterator<Item = &'v Value>,
    call: impl FnMut(Record) -> Result<(), E>,
) -> Result<(), E> {
    each_with(db, &claims::selected(), rest, parameters, call)
}

/// The same from these columns of a claim.
fn each_with<'v, E: From<StoreError>>(
    db: &Connection,
    selected: &str,
    rest: &str,
    parameters: impl IntoIterator<Item = &'v Value>,
    mut call: impl FnMut(Record) -> Result<(), E>,
) -> Result<(), E> {
    let failed = |error| E::from(StoreError::from(error));
    let sql = format!(
        "SELECT claim.key, claim.document, EXISTS (SELECT 1 FROM claim_event WHERE claim_event.claim = claim.key),
                claim.event, claim.machine, {selected} {rest}"
    );
    let mut statement = db.prepare(&sql).map_err(failed)?;
    let mut rows = statement.query(params_from_iter(parameters)).map_err(failed)?;
    let mut reader = Reader::new(db)?;
    while let Some(row) = rows.next().map_err(failed)? {
        call(reader.record(&mut Columns::of(row))?)?;
    }
    Ok(())
}

/// Reads what belongs to a claim from other tables; the article once for all claims in a row.
struct Reader<'c> {
    sources: Statement<'c>,
    verdicts: verdicts::Reader<'c>,
    states: Statement<'c>,
    hashes: Statement<'c>,
    now: Statement<'c>,
    elsewhere: elsewhere::Reader<'c>,
    last: Option<Article>,
}

/// The ledger row that logged something, and its hash.
type Logged = (i64, [u8; 32]);

/// An article with what its claims have in common.
struct Article {
    key: i64,
    source: Arc<Source>,
    event: Logged,
    /// The text that stands at its address now, if it is another; looked up when a claim asks for it.
    now: Option<Option<Folded>>,
}

impl<'c> Reader<'c> {
    fn new(db: &'c Connection) -> Result<Self, StoreError> {
        let columns = documents::SOURCE;
        let sql = format!(
            "SELECT {columns}, event.seq, event.hash FROM document JOIN event ON event.seq = document.event
             WHERE document.key = ?"
        );
        Ok(Self {
            sources: db.prepare(&sql)?,
            verdicts: verdicts::Reader::new(db)?,
            states: db.prepare("SELECT body FROM claim_state WHERE claim = ?")?,
            hashes: db.prepare("SELECT hash FROM event WHERE seq = ?")?,
            now: db.prepare(&appearances::text_now())?,
            elsewhere: elsewhere::Reader::new(db)?,
            last: None,
        })
    }

    fn record(&mut self, row: &mut Columns<'_>) -> Result<Record, StoreError> {
        let (key, document_key, touched): (i64, i64, bool) = (row.take()?, row.take()?, row.take()?);
        let (entered, machine): (Option<i64>, Option<String>) = (row.take()?, row.take()?);
        let (document, mut event) = self.article(document_key)?;
        let (claim, words) = claims::read(row, document.id)?;
        let machine = machine.map(|machine| parsed(&machine, "the claim as it was found")).transpose()?;
        let (mut verdicts, mut state, mut source_changed) = (Vec::new(), State::default(), false);
        if touched {
            verdicts = self.verdicts.of(key)?;
            state = self.state(key)?;
            source_changed = self.source_changed(&words.wording.sentence)?;
        }
        let (elsewhere, copied) = self.elsewhere.of(claim.id, &words.wording, document_key, &document.metadata)?;
        if let Some(seq) = entered {
            event = (seq, self.hashes.query_row([seq], |row| row.get(0))?);
        }
        Ok(Record {
            claim,
            wording: words.wording,
            chars: words.chars,
            document,
            verdicts,
            hidden: 0,
            state,
            machine,
            source_changed,
            elsewhere,
            copied,
            event,
        })
    }

    fn state(&mut self, key: i64) -> Result<State, StoreError> {
        let body: Option<String> = self.states.query_row([key], |row| row.get(0)).optional()?;
        body.map_or_else(|| Ok(State::default()), |body| parsed(&body, "a claim's state"))
    }

    /// Whether the sentence is not in the text that stands at the last article's address now. Of a text that was taken down
    /// nothing is known.
    fn source_changed(&mut self, sentence: &str) -> Result<bool, StoreError> {
        let Some(article) = self.last.as_mut().filter(|_| !sentence.is_empty()) else { return Ok(false) };
        let Some(url) = &article.source.metadata.url else { return Ok(false) };
        if article.now.is_none() {
            let text: Option<String> = self.now.query_row((url, article.key), |row| row.get(0)).optional()?;
            article.now = Some(text.map(|text| Folded::of(&text)));
        }
        let now = article.now.as_ref().and_then(Option::as_ref);
        Ok(now.is_some_and(|now| !now.has_sentence(&Folded::of(sentence))))
    }

    /// The article in this row, with the ledger row that logged it.
    fn article(&mut self, key: i64) -> Result<(Arc<Source>, Logged), StoreError> {
        let article = match self.last.take().filter(|last| last.key == key) {
            Some(last) => last,
            None => self.read_article(key)?,
        };
        let common = (Arc::clone(&article.source), article.event);
        self.last = Some(article);
        Ok(common)
    }

    fn read_article(&mut self, key: i64) -> Result<Article, StoreError> {
        let mut rows = self.sources.query([key])?;
        let row = rows.next()?.ok_or_else(|| StoreError::damaged("a claim without its document"))?;
        let mut columns = Columns::of(row);
        let source = Arc::new(documents::source(&mut columns)?);
        Ok(Article { key, source, event: (columns.take()?, columns.take()?), now: None })
    }
}

/// Reads what a projection holds as JSON.
fn parsed<T: serde::de::DeserializeOwned>(body: &str, what: &str) -> Result<T, StoreError> {
    serde_json::from_str(body).map_err(|error| StoreError::damaged(format!("{what}: {error}")))
}

#[cfg(test)]
mod tests {
    use rust_decimal::Decimal;

    use super::*;
    use crate::store::{Stamp, Store, fixture};

    fn mentions(records: &[Record]) -> Vec<String> {
        records.iter().map(|record| record.wording.mention.clone()).collect()
    }

    fn exported(store: &Store, filter: &Filter) -> Vec<String> {
        let mut records = Vec::new();
        let keep = |record| {
            records.push(record);
            Ok::<_, StoreError>(())
        };
        store.each_record(filter, keep).unwrap();
        mentions(&records)
    }

    #[test]
    fn lists_newest_first_and_counts_what_it_hides() {
        let store = fixture::three();
        let listing = store.records(&Filter::default()).unwrap();
        assert_eq!(mentions(&listing.records), ["50", "30", "40", "41"]);
        assert_eq!((listing.total, listing.hidden), (4, 2));
    }

    #[test]
    fn asking_for_low_worthiness_hides_nothing() {
        let store = fixture::three();
        let all = store.records(&Filter { all: true, ..Filter::default() }).unwrap();
        assert_eq!((all.records.len(), all.total, all.hidden), (6, 6, 0));
        let some = store.records(&Filter { min_worth: Some(Decimal::new(9, 1)), ..Filter::default() }).unwrap();
        assert_eq!((some.records.len(), some.total, some.hidden), (0, 0, 0));
    }

    #[test]
    fn a_limit_shortens_the_list_and_not_the_counts() {
        let store = fixture::three();
        let listing = store.records(&Filter { limit: Some(1), ..Filter::default() }).unwrap();
        assert_eq!((mentions(&listing.records), listing.total, listing.hidden), (vec!["50".to_owned()], 4, 2));
    }

    #[test]
    fn reports_are_in_order_of_day_document_and_place() {
        let store = fixture::three();
        assert_eq!(exported(&store, &Filter::default()), ["50", "30", "40", "41"]);
        assert_eq!(exported(&store, &Filter { all: true, ..Filter::default() }), ["50", "30", "1", "40", "2", "41"]);
        let since = Filter { since: "2019-06-01".parse().ok(), limit: Some(1), ..Filter::default() };
        assert_eq!(exported(&store, &since), ["40"]);
    }

    #[test]
    fn nothing_is_sorted_that_an_index_has_in_order() {
        let store = fixture::three();
        let mut query = Query::of(&Filter::default());
        query.and_worth(Filter::default().least_worth());
        let list = format!("FROM {} WHERE {} ORDER BY {NEWEST_FIRST} LIMIT ?", query.tables(), query.expression());
        for rest in [list, in_order_of_reports(&query)] {
            let mut statement = store.db.prepare(&format!("EXPLAIN QUERY PLAN SELECT claim.id {rest}")).unwrap();
            let steps = statement.query_map([0, -1], |row| row.get(3)).unwrap();
            let plan = steps.collect::<Result<Vec<String>, _>>().unwrap().join("; ");
            assert!(!plan.contains("TEMP B-TREE"), "{plan}");
        }
    }

    #[test]
    fn the_first_error_of_the_caller_ends_a_report() {
        let mut seen = 0;
        let stop = |_| {
            seen += 1;
            Err(StoreError::Full)
        };
        assert!(matches!(fixture::three().each_record(&Filter::default(), stop), Err(StoreError::Full)));
        assert_eq!(seen, 1);
    }

    #[test]
    fn a_record_names_the_event_that_logged_it() {
        let mut store = fixture::store();
        fixture::add(&mut store, "Of 10.");
        let (document, claims) = fixture::article("Of 20.");
        store.add(&document, &claims, &Stamp { chain: [7; 16], ..fixture::stamp() }).unwrap();
        let hash =
            store.db.query_row("SELECT hash FROM event WHERE chain = ?", [[7_u8; 16]], |row| row.get(0)).unwrap();
        assert_eq!(store.record(claims[0].id).unwrap().event, (2, hash));
    }
}
