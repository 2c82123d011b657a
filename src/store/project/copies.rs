//! Which documents are copies of which: each linked to the earliest one that has half of its words, or that has half of it.
//!
//! Whether a document is a copy follows from the texts that were logged before it and were not taken down. When one is taken
//! down, the later ones that may have been linked through it are linked anew, in their order; so the rows are the same as
//! when everything is made anew without that text.

use std::collections::BTreeSet;

use rusqlite::{OptionalExtension, Statement, Transaction};

use crate::model::{Folded, Sketch};
use crate::store::StoreError;

/// Of the documents that share a key only the earliest are looked at. A key of very many is a standing phrase, or of a story
/// whose first copies are among them: no document costs more for it.
const LOOKED_AT: i64 = 16;

/// A document was added: its text is sketched and linked.
pub(super) fn added(tx: &Transaction<'_>, key: i64, text: &str) -> Result<(), StoreError> {
    let sketch = Sketch::of(text);
    if sketch.is_slight() {
        return Ok(());
    }
    tx.prepare("INSERT INTO sketch (document, body) VALUES (?, ?)")?.execute((key, sketch.to_bytes()))?;
    let mut insert = tx.prepare("INSERT INTO sketch_key (hash, document) VALUES (?, ?)")?;
    for hash in sketch.keys() {
        insert.execute((hash.cast_signed(), key))?;
    }
    drop(insert);
    link(tx, key)?;
    Ok(())
}

/// A text was taken down: its sketch and its links go, and later documents are linked as if it had not been there.
pub(super) fn forgotten(tx: &Transaction<'_>, key: i64) -> Result<(), StoreError> {
    let Some(sketch) = sketch(tx, key)? else { return Ok(()) };
    let mut anew = lookers(tx, &sketch, key)?;
    for hash in sketch.keys() {
        tx.execute("DELETE FROM sketch_key WHERE hash = ? AND document = ?", (hash.cast_signed(), key))?;
    }
    tx.execute("DELETE FROM copy WHERE document = ?", [key])?;
    tx.execute("DELETE FROM sketch WHERE document = ?", [key])?;
    while let Some(document) = anew.pop_first() {
        if link(tx, document)?
            && let Some(sketch) = self::sketch(tx, document)?
        {
            anew.extend(lookers(tx, &sketch, document)?);
        }
    }
    Ok(())
}

/// The later documents that looked at this one because they share a key.
fn lookers(tx: &Transaction<'_>, sketch: &Sketch, key: i64) -> Result<BTreeSet<i64>, StoreError> {
    let mut found = BTreeSet::new();
    for hash in sketch.keys() {
        found.extend(later(tx, hash.cast_signed(), key)?);
    }
    Ok(found)
}

/// Those among them that share this key.
fn later(tx: &Transaction<'_>, hash: i64, key: i64) -> Result<Vec<i64>, StoreError> {
    let earlier = "SELECT count(*) FROM (SELECT 1 FROM sketch_key WHERE hash = ? AND document < ? LIMIT ?)";
    let before: i64 = tx.query_row(earlier, (hash, key, LOOKED_AT), |row| row.get(0))?;
    if before >= LOOKED_AT {
        return Ok(Vec::new());
    }
    let mut statement = tx.prepare("SELECT document FROM sketch_key WHERE hash = ? AND document > ?")?;
    let rows = statement.query_map((hash, key), |row| row.get(0))?;
    Ok(rows.collect::<Result<_, _>>()?)
}

/// Links a document anew, and says whether that changed something.
fn link(tx: &Transaction<'_>, key: i64) -> Result<bool, StoreError> {
    let found = original(tx, key)?;
    let sql = "SELECT \"of\", story FROM copy WHERE document = ?";
    let mut statement = tx.prepare(sql)?;
    let known = statement.query_row([key], |row| Ok((row.get(0)?, row.get(1)?))).optional()?;
    if found == known {
        return Ok(false);
    }
    tx.execute("DELETE FROM copy WHERE document = ?", [key])?;
    if let Some((of, story)) = found {
        let sql = "INSERT INTO copy (document, \"of\", story) VALUES (?, ?, ?)";
        tx.prepare(sql)?.execute((key, of, story))?;
    }
    Ok(true)
}

/// The earliest document of which this one is a copy, with its story. Another text of the same article is none, nor is one
/// that was copied from it.
fn original(tx: &Transaction<'_>, key: i64) -> Result<Option<(i64, i64)>, StoreError> {
    let sql = "SELECT sketch.body, document.url, document.publisher FROM sketch
               JOIN document ON document.key = sketch.document WHERE sketch.document = ?";
    let mut texts = tx.prepare(sql)?;
    let Some(own) = sketched(&mut texts, key)? else { return Ok(None) };
    for earlier in candidates(tx, &own.sketch, key)? {
        let Some(other) = sketched(&mut texts, earlier)? else { continue };
        if own.is_copy_of(&other) {
            let (story, article) = (story(tx, earlier)?, first_revision(tx, key)?);
            return Ok((story != article).then_some((earlier, story)));
        }
    }
    Ok(None)
}

/// The earlier documents that share a key, in their order.
fn candidates(tx: &Transaction<'_>, sketch: &Sketch, key: i64) -> Result<BTreeSet<i64>, StoreError> {
    let sql = "SELECT document FROM sketch_key WHERE hash = ? AND document < ? ORDER BY document LIMIT ?";
    let mut statement = tx.prepare(sql)?;
    let mut found = BTreeSet::new();
    for hash in sketch.keys() {
        let mut rows = statement.query((hash.cast_signed(), key, LOOKED_AT))?;
        while let Some(row) = rows.next()? {
            found.insert(row.get(0)?);
        }
    }
    Ok(found)
}

fn sketch(tx: &Transaction<'_>, key: i64) -> Result<Option<Sketch>, StoreError> {
    let sql = "SELECT body FROM sketch WHERE document = ?";
    let body: Option<Vec<u8>> = tx.query_row(sql, [key], |row| row.get(0)).optional()?;
    body.map(|body| read(&body)).transpose()
}

fn read(body: &[u8]) -> Result<Sketch, StoreError> {
    Sketch::from_bytes(body).ok_or_else(|| StoreError::damaged("a sketch that is none"))
}

/// The story that a document belongs to.
fn story(tx: &Transaction<'_>, key: i64) -> Result<i64, StoreError> {
    let mut statement = tx.prepare("SELECT story FROM copy WHERE document = ?")?;
    let linked = statement.query_row([key], |row| row.get(0)).optional()?;
    linked.map_or_else(|| first_revision(tx, key), Ok)
}

/// The first text of a document's address, or the document itself.
fn first_revision(tx: &Transaction<'_>, key: i64) -> Result<i64, StoreError> {
    let sql = "SELECT coalesce((SELECT min(key) FROM document WHERE url = own.url), own.key)
               FROM document AS own WHERE own.key = ?";
    Ok(tx.prepare(sql)?.query_row([key], |row| row.get(0))?)
}

/// A sketch and where its text stands.
struct Sketched {
    sketch: Sketch,
    url: Option<String>,
    publisher: Option<String>,
}

fn sketched(texts: &mut Statement<'_>, key: i64) -> Result<Option<Sketched>, StoreError> {
    let mut rows = texts.query([key])?;
    let Some(row) = rows.next()? else { return Ok(None) };
    Ok(Some(Sketched { sketch: read(&row.get::<_, Vec<u8>>(0)?)?, url: row.get(1)?, publisher: row.get(2)? }))
}

impl Sketched {
    /// Whether one has half of the other, and they are no two texts of one address.
    fn is_copy_of(&self, other: &Self) -> bool {
        let other_article = self.url.is_none() || self.url != other.url;
        other_article && self.sketch.overlap(&other.sketch).is_copy(self.is_same_outlet(other))
    }

    /// Whether both are of one publisher, or of one host.
    fn is_same_outlet(&self, other: &Self) -> bool {
        let name = |text: &Self| text.publisher.as_deref().map(|name| Folded::of(name).words().to_owned());
        let host = |text: &Self| text.url.as_deref().and_then(host).map(str::to_ascii_lowercase);
        let same = |one: Option<String>, other: Option<String>| one.is_some() && one == other;
        same(name(self), name(other)) || same(host(self), host(other))
    }
}

/// "tidewater.example" of "https://www.tidewater.example/strait".
fn host(url: &str) -> Option<&str> {
    let (_, rest) = url.split_once("://")?;
    let host = rest.split(['/', '?', '#']).next().unwrap_or(rest);
    Some(host.strip_prefix("www.").unwrap_or(host))
}

#[cfg(test)]
mod tests {
    use crate::model::{Act, Document, DocumentId, Metadata, TextRedacted};
    use crate::store::{Added, Store, fixture};

    /// Sentences of ten words that nothing else has.
    fn text(numbers: impl IntoIterator<Item = u32>) -> String {
        let sentence = |n: u32| (0..10).map(|word| format!("w{n}x{word}")).collect::<Vec<_>>().join(" ");
        numbers.into_iter().map(|n| format!("{}. ", sentence(n))).collect()
    }

    fn add(store: &mut Store, host: &str, text: String) -> (DocumentId, Option<DocumentId>) {
        let metadata = Metadata { url: Some(format!("https://{host}/a")), ..Metadata::default() };
        let document = Document::new(text, metadata);
        match store.add(&document, &[], &fixture::stamp()).unwrap() {
            Added::New { copy_of, .. } => (document.id, copy_of),
            known @ Added::Known { .. } => panic!("{known:?}"),
        }
    }

    fn redact(store: &mut Store, document: DocumentId) {
        let act = TextRedacted { document, by: "Eva".into(), reason: "A court ordered it.".into() };
        store.act(Act::TextRedacted(act), &fixture::stamp()).unwrap();
    }

    /// The rows are those that the ledger gives when all is made anew.
    fn holds(store: &mut Store) {
        let before = store.digest().unwrap();
        store.rebuild().unwrap();
        assert_eq!(store.digest().unwrap(), before, "rebuilding changes something");
    }

    /// The story of a document as keys of documents.
    fn story(store: &Store, id: DocumentId) -> Vec<DocumentId> {
        store.story(id).unwrap().into_iter().map(|text| text.source.id).collect()
    }

    #[test]
    fn a_copy_is_linked_to_the_earliest_and_belongs_to_its_story() {
        let mut store = fixture::store();
        let (first, none) = add(&mut store, "wire.example", text(0..12));
        let (second, of_first) = add(&mut store, "a.example", text(2..12));
        let (third, of_second) = add(&mut store, "b.example", text(4..14));
        let (other, alone) = add(&mut store, "c.example", text(30..42));
        assert_eq!((none, of_first, alone), (None, Some(first), None));
        assert_eq!(of_second, Some(first), "most of it stands in the first, too");
        for document in [first, second, third] {
            assert_eq!(story(&store, document), [first, second, third]);
        }
        assert_eq!(story(&store, other), []);
        holds(&mut store);
    }

    #[test]
    fn what_stood_between_two_links_them() {
        let mut store = fixture::store();
        let (first, _) = add(&mut store, "wire.example", text(0..12));
        let (second, of) = add(&mut store, "a.example", text(5..17));
        let (third, of_second) = add(&mut store, "b.example", text(10..22));
        assert_eq!((of, of_second), (Some(first), Some(second)));
        assert_eq!(story(&store, third), [first, second, third]);
        redact(&mut store, second);
        assert_eq!((story(&store, third), story(&store, first)), (vec![], vec![]));
        holds(&mut store);
    }

    #[test]
    fn revisions_are_one_article_and_no_copies() {
        let mut store = fixture::store();
        let (first, _) = add(&mut store, "wire.example", text(0..12));
        let (copy, of) = add(&mut store, "a.example", text(0..11));
        let (later, of_copy) = add(&mut store, "wire.example", text(0..14));
        let (next, of_later) = add(&mut store, "b.example", text(12..14) + &text(3..12));
        assert_eq!((of, of_copy, of_later), (Some(first), None, Some(first)));
        assert_eq!(story(&store, later), [first, copy, later, next]);
        assert_eq!(store.texts(later).unwrap().len(), 2);
        redact(&mut store, first);
        assert_eq!(story(&store, copy), [first, copy, later, next], "the later text is of the same article");
        holds(&mut store);
    }

    #[test]
    fn the_others_of_a_story_are_linked_anew_when_a_text_is_taken_down() {
        let mut store = fixture::store();
        let ids: Vec<_> = (0..4).map(|n| add(&mut store, &format!("n{n}.example"), text(n..n + 12)).0).collect();
        redact(&mut store, ids[0]);
        assert_eq!(story(&store, ids[0]), []);
        assert_eq!(story(&store, ids[3]), ids[1..]);
        let rows: i64 =
            store.db.query_row("SELECT count(*) FROM sketch_key WHERE document = 1", [], |row| row.get(0)).unwrap();
        assert_eq!(rows, 0, "nothing of the text is left");
        holds(&mut store);
    }

    #[test]
    fn articles_of_one_outlet_need_more_in_common() {
        let mut store = fixture::store();
        add(&mut store, "www.wire.example", text(0..12));
        assert_eq!(add(&mut store, "wire.example/b", text(5..17)).1, None);
        assert!(add(&mut store, "wire.example/c", text(0..13)).1.is_some());
    }

    #[test]
    fn a_phrase_that_all_have_links_nothing_and_costs_little() {
        let mut store = fixture::store();
        for n in 0..60 {
            let (_, of) = add(&mut store, &format!("n{n}.example"), text(900..904) + &text(n * 10..n * 10 + 9));
            assert_eq!(of, None, "{n}");
        }
        let (_, of) = add(&mut store, "late.example", text(900..904) + &text(551..560));
        assert!(of.is_some(), "the story of a late document is found all the same");
        holds(&mut store);
    }
}
