//! Full-text search: what somebody typed → a phrase for each word, all of which must be there.
//!
//! Every word is quoted, so that no sign (`AND`, `NEAR(`, `foo:bar`, `*`, `"`) has a meaning and nothing is an error.

use rusqlite::types::Value;
use rusqlite::{Connection, OptionalExtension, Transaction};

use crate::store::query::Query;
use crate::store::{Filter, Listing, StoreError, records, snapshot};

/// So many hits are looked through at once; where a word has more, the newest are tried first.
const NEAR: u32 = if cfg!(test) { 4 } else { 1000 };

/// The claims that have all these words and that the filter chooses; no words are no condition.
pub(super) fn list(db: &Connection, words: &str, filter: &Filter) -> Result<Listing, StoreError> {
    let phrases = phrases(words);
    if phrases.is_empty() {
        return records::list(db, Query::of(filter), filter);
    }
    let held = snapshot::hold(db)?;
    if let Some(lowest) = lowest(db, &phrases)? {
        let query = || newest(filter, &phrases, lowest);
        let records = records::shown(db, query(), filter)?;
        if Some(records.len() as u64) == filter.limit {
            return Ok(Listing { records, uncounted: true, ..records::count(db, &query(), filter)? });
        }
    }
    drop(held);
    let mut query = Query::of(filter);
    query.and("claim.key IN (SELECT rowid FROM claim_fts WHERE claim_fts MATCH ?)", [phrases]);
    records::list(db, query, filter)
}

/// The claims of the newest articles that have the words: those behind the article of a claim.
fn newest(filter: &Filter, phrases: &str, lowest: i64) -> Query {
    let mut query = Query::of(filter);
    query.and(
        "claim.key IN (SELECT rowid FROM claim_fts WHERE claim_fts MATCH ? AND rowid > ?)",
        [Value::from(phrases.to_owned()), Value::from(lowest)],
    );
    query.and("claim.document > (SELECT document FROM claim WHERE key = ?)", [lowest]);
    query
}

/// The oldest of the newest [`NEAR`] hits; `None` when there are fewer.
fn lowest(db: &Connection, phrases: &str) -> Result<Option<i64>, StoreError> {
    let sql = "SELECT rowid FROM claim_fts WHERE claim_fts MATCH ? ORDER BY rowid DESC LIMIT 1 OFFSET ?";
    Ok(db.query_row(sql, (phrases, NEAR - 1), |row| row.get(0)).optional()?)
}

/// Each word in quotation marks. A NUL ends a statement for SQLite, so it separates words like a space.
fn phrases(words: &str) -> String {
    let quoted = |word: &str| format!("\"{}\"", word.replace('"', "\"\""));
    words
        .split(|c: char| c.is_whitespace() || c == '\0')
        .filter(|word| !word.is_empty())
        .map(quoted)
        .collect::<Vec<_>>()
        .join(" ")
}

const COLUMNS: &str = "sentence, mention, \"of\", speaker, title";

/// Indexes the claims of a document that was just stored, in one statement.
pub(super) fn index(tx: &Transaction<'_>, document: i64) -> Result<(), StoreError> {
    put(tx, "claim.document", document)
}

/// Indexes one claim.
pub(super) fn index_claim(tx: &Transaction<'_>, claim: i64) -> Result<(), StoreError> {
    put(tx, "claim.key", claim)
}

/// Takes the claims of a document out of the index, before their words change.
pub(super) fn forget(tx: &Transaction<'_>, document: i64) -> Result<(), StoreError> {
    take(tx, "claim.document", document)
}

/// Takes one claim out of the index, before its words change.
pub(super) fn forget_claim(tx: &Transaction<'_>, claim: i64) -> Result<(), StoreError> {
    take(tx, "claim.key", claim)
}

fn put(tx: &Transaction<'_>, column: &str, key: i64) -> Result<(), StoreError> {
    let sql = format!(
        "INSERT INTO claim_fts (rowid, {COLUMNS}) SELECT claim_words.key, {}
         FROM claim_words JOIN claim ON claim.key = claim_words.key WHERE {column} = ?",
        of_words()
    );
    tx.execute(&sql, [key])?;
    Ok(())
}

/// The index holds no words, so it is told those that it held (FTS5, external content tables).
fn take(tx: &Transaction<'_>, column: &str, key: i64) -> Result<(), StoreError> {
    let sql = format!(
        "INSERT INTO claim_fts (claim_fts, rowid, {COLUMNS}) SELECT 'delete', claim_words.key, {}
         FROM claim_words JOIN claim ON claim.key = claim_words.key WHERE {column} = ?",
        of_words()
    );
    tx.execute(&sql, [key])?;
    Ok(())
}

fn of_words() -> String {
    COLUMNS.split(", ").map(|column| format!("claim_words.{column}")).collect::<Vec<_>>().join(", ")
}

#[cfg(test)]
mod tests {
    use crate::model::Metadata;
    use crate::store::{Filter, Store, fixture};

    fn mentions(store: &Store, words: &str) -> Vec<String> {
        let listing = store.search(words, &Filter::default()).unwrap();
        listing.records.into_iter().map(|record| record.wording.mention).collect()
    }

    fn library() -> Store {
        let mut store = fixture::store();
        fixture::add(&mut store, "Some 30 laborers worked at NASA's café for 50% of the pay.");
        let (mut document, mut claims) = fixture::article("It's 20.04 million workers, and 7 more.");
        document.metadata = Metadata { title: Some("Jobs in Zürich".into()), ..Metadata::default() };
        claims[0].mention.of = Some("migrants".into());
        fixture::said_by(&mut claims[0], "Scott Seaman");
        store.add(&document, &claims, &fixture::stamp()).unwrap();
        store
    }

    #[test]
    fn looks_in_sentence_mention_thing_speaker_and_title() {
        let store = library();
        for (words, found) in [
            ("laborers", vec!["30", "50"]),
            ("laborer WORK", vec!["30", "50"]),
            ("cafe", vec!["30", "50"]),
            ("zurich", vec!["20"]),
            ("migrants", vec!["20"]),
            ("seaman", vec!["20"]),
            ("laborers seaman", vec![]),
            ("20.04", vec!["20"]),
            ("50%", vec!["30", "50"]),
            ("it's", vec!["20"]),
        ] {
            let mut mentions = mentions(&store, words);
            mentions.retain(|mention| mention != "04");
            assert_eq!(mentions, found, "{words}");
        }
    }

    #[test]
    fn no_words_are_no_condition() {
        let store = library();
        let all = store.records(&Filter::default()).unwrap().total;
        for blank in ["", "  ", "\t\n", "\0", "\u{3000}"] {
            assert_eq!(store.search(blank, &Filter::default()).unwrap().total, all, "{blank:?}");
        }
    }

    #[test]
    fn filters_and_hidden_counts_hold_for_a_search_too() {
        let listing = library().search("million", &Filter { limit: Some(1), ..Filter::default() }).unwrap();
        assert_eq!((listing.records.len(), listing.hidden), (1, 2));
    }

    #[test]
    fn no_input_is_an_error() {
        let store = library();
        let hostile = [
            "@nasa",
            "\"",
            "\"\"",
            "AND",
            "OR",
            "NOT",
            "NEAR(",
            "NEAR(a b, 2)",
            "foo:bar",
            "title:x",
            "*",
            "wor*",
            "^",
            "^it",
            "-x",
            "{t",
            "}",
            "(",
            ")",
            "a AND",
            "+",
            "a+b",
            "'; DROP TABLE event;--",
            "\\",
            "{title} : x",
            "$",
            "¿",
            "\u{202e}",
            "a\0b",
            "\0\"",
            "💥",
            "e\u{301}",
            "\u{1b}[2J",
        ];
        for words in hostile {
            store.search(words, &Filter::default()).unwrap_or_else(|error| panic!("{words:?}: {error}"));
        }
        assert_eq!(mentions(&store, "@nasa"), ["30", "50"]);
        assert_eq!(mentions(&store, "* laborers ^"), ["30", "50"]);
        assert_eq!(mentions(&store, "nothing OR laborers"), Vec::<String>::new());
    }

    #[test]
    fn the_index_agrees_with_the_rows() {
        let store = library();
        store.db.execute_batch("INSERT INTO claim_fts (claim_fts, rank) VALUES ('integrity-check', 1)").unwrap();
    }

    #[test]
    fn many_hits_are_listed_as_few_are() {
        let mut store = fixture::store();
        for at in 0..9 {
            fixture::add(&mut store, &format!("Of {at}1 and {at}2 came on day {at}."));
        }
        let ids = |words: &str, limit: Option<u64>| -> Vec<_> {
            let filter = Filter { all: true, limit, ..Filter::default() };
            store.search(words, &filter).unwrap().records.into_iter().map(|record| record.claim.id).collect()
        };
        let all = ids("came", None);
        assert!(all.len() > 20);
        for limit in 0..=all.len() + 1 {
            assert_eq!(ids("came", Some(limit as u64)), all[..limit.min(all.len())], "{limit}");
        }
        let filter = Filter { all: true, limit: Some(2), ..Filter::default() };
        let listing = store.search("came", &filter).unwrap();
        assert!(listing.uncounted && listing.total < all.len() as u64);
        assert!(!store.search("day 3", &filter).unwrap().uncounted);
    }
}
