//! Full-text search: what somebody typed → a phrase for each word, all of which must be there.
//!
//! Every word is quoted, so that no sign (`AND`, `NEAR(`, `foo:bar`, `*`, `"`) has a meaning and nothing is an error.

use rusqlite::Transaction;

use crate::store::StoreError;
use crate::store::query::Query;

/// Adds to the query that the claim has all these words; no words add nothing.
pub(super) fn restrict(query: &mut Query, words: &str) {
    let phrases = phrases(words);
    if !phrases.is_empty() {
        query.and("claim.key IN (SELECT rowid FROM claim_fts WHERE claim_fts MATCH ?)", [phrases]);
    }
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
}
