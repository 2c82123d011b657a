//! Where texts were seen: the texts of one address in their order, and the further places of one text.

use std::collections::HashSet;

use chrono::{DateTime, Utc};
use rusqlite::{Connection, OptionalExtension};

use crate::model::{DocumentId, Folded, Metadata, Source};
use crate::store::columns::{Columns, day, moment};
use crate::store::{StoreError, documents};

/// A text of an article: one of those that stood at its address.
#[derive(Clone, Debug)]
pub struct ArticleText {
    /// What is known of it.
    pub source: Source,
    /// Whether it stands there now, as far as anybody looked.
    pub stands: bool,
    /// Whether its text was taken down, so that nothing can be compared with it.
    pub redacted: bool,
}

/// A further place where a text was seen.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sighting {
    /// The address.
    pub url: Option<String>,
    /// The outlet.
    pub publisher: Option<String>,
    /// The headline there.
    pub title: Option<String>,
    /// The day of publication there.
    pub published: Option<chrono::NaiveDate>,
    /// Where a copy is kept.
    pub archived_url: Option<String>,
    /// When it was logged (UTC).
    pub seen_at: DateTime<Utc>,
}

/// SQL for the document whose text came last at an address: logged there, or seen there again. `url` is a parameter or a
/// column, `which` another condition on the document.
fn standing(url: &str, which: &str) -> String {
    format!(
        "SELECT at.document FROM (
           SELECT it.key AS document, it.key AS place, 0 AS n FROM document AS it WHERE it.url = {url} AND {which}
           UNION ALL
           SELECT it.key, again.after, again.key FROM appearance AS again JOIN document AS it ON it.key = again.document
            WHERE again.url = {url} AND {which}) AS at
         ORDER BY at.place DESC, at.n DESC LIMIT 1"
    )
}

/// The same among the texts that were not taken down.
fn standing_text(url: &str) -> String {
    standing(url, "it.redacted IS NULL")
}

/// The document whose text came last at an address.
pub(super) fn standing_at(db: &Connection, url: &str) -> Result<Option<i64>, StoreError> {
    Ok(db.query_row(&standing("?1", "true"), [url], |row| row.get(0)).optional()?)
}

/// SQL for the text that stands at the address `?1` now, unless it is that of the document in row `?2`.
pub(super) fn text_now() -> String {
    format!(
        "SELECT document_text.text FROM document JOIN document_text ON document_text.document = document.id
         WHERE document.key = ({}) AND document.key <> ?2",
        standing_text("?1")
    )
}

/// SQL for whether the source of a claim changed under those who dealt with it. It begins with what few claims have.
pub(super) fn source_changed() -> String {
    format!(
        "claim.key IN (SELECT claim FROM claim_event) AND claim.sentence <> '' AND EXISTS (
           SELECT 1 FROM document AS own JOIN document AS now ON now.key = ({})
           JOIN document_text AS text_now ON text_now.document = now.id
           WHERE own.key = claim.document AND own.url IS NOT NULL AND now.key <> own.key
             AND NOT has_sentence(text_now.text, claim.sentence))",
        standing_text("own.url")
    )
}

/// Whether this says of a known text that it was seen in a further place: at another address, or at its own when it was fetched
/// after another text stood there; without an address, at another outlet. A file does not say when it stood where, and the
/// same folder or archive logged once more is no news.
pub(super) fn is_further(db: &Connection, document: i64, seen: &Metadata) -> Result<bool, StoreError> {
    let (urls, publishers) = places(db, document)?;
    match (&seen.url, &seen.publisher) {
        (Some(url), _) if urls.contains(url) => Ok(standing_at(db, url)? != Some(document) && is_later(db, url, seen)?),
        (Some(_), _) => Ok(true),
        (None, Some(name)) => Ok(!publishers.contains(&folded(name))),
        (None, None) => Ok(false),
    }
}

/// Whether a text was fetched after every other one that is known of its address.
fn is_later(db: &Connection, url: &str, seen: &Metadata) -> Result<bool, StoreError> {
    let Some(fetched) = &seen.retrieved else { return Ok(false) };
    let sql = "SELECT coalesce(json_extract(reading, '$.retrieved.at'), added_at) FROM document WHERE url = ?1
               UNION ALL
               SELECT coalesce(json_extract(CAST(event.body AS TEXT), '$.metadata.retrieved.at'), seen_at)
               FROM appearance JOIN event ON event.seq = appearance.event WHERE appearance.url = ?1";
    let mut statement = db.prepare(sql)?;
    let mut rows = statement.query([url])?;
    while let Some(row) = rows.next()? {
        if Columns::of(row).read("moment", moment)? >= fetched.at {
            return Ok(false);
        }
    }
    Ok(true)
}

/// The addresses and the outlets where the text was seen.
fn places(db: &Connection, document: i64) -> Result<(HashSet<String>, HashSet<String>), StoreError> {
    let sql = "SELECT url, publisher FROM document WHERE key = ?1
               UNION ALL SELECT url, publisher FROM appearance WHERE document = ?1";
    let mut statement = db.prepare(sql)?;
    let mut rows = statement.query([document])?;
    let (mut urls, mut publishers) = (HashSet::new(), HashSet::new());
    while let Some(row) = rows.next()? {
        urls.extend(row.get::<_, Option<String>>(0)?);
        publishers.extend(row.get::<_, Option<String>>(1)?.map(|name| folded(&name)));
    }
    Ok((urls, publishers))
}

fn folded(name: &str) -> String {
    Folded::of(name).words().to_owned()
}

/// The further places of a text, in the order in which they were logged.
pub(super) fn of(db: &Connection, document: DocumentId) -> Result<Vec<Sighting>, StoreError> {
    let sql = format!(
        "{SIGHTING} WHERE appearance.document = (SELECT key FROM document WHERE id = ?) ORDER BY appearance.key"
    );
    let mut statement = db.prepare(&sql)?;
    let mut rows = statement.query([document.as_bytes()])?;
    let mut found = Vec::new();
    while let Some(row) = rows.next()? {
        found.push(sighting(&mut Columns::of(row))?);
    }
    Ok(found)
}

/// The columns that [`sighting`] reads.
const SIGHTING: &str = "SELECT url, publisher, title, published, archived_url, seen_at FROM appearance";

fn sighting(row: &mut Columns<'_>) -> Result<Sighting, StoreError> {
    Ok(Sighting {
        url: row.take()?,
        publisher: row.take()?,
        title: row.take()?,
        published: row.maybe("day", day)?,
        archived_url: row.take()?,
        seen_at: row.read("moment", moment)?,
    })
}

/// The texts of a document's address in the order in which they were logged; the document alone when it has no address.
pub(super) fn texts(db: &Connection, document: DocumentId) -> Result<Vec<ArticleText>, StoreError> {
    let own = "SELECT key, url FROM document WHERE id = ?";
    let own = db.query_row(own, [document.as_bytes()], |row| Ok((row.get(0)?, row.get(1)?)));
    let Some((key, url)): Option<(i64, Option<String>)> = own.optional()? else { return Ok(Vec::new()) };
    let standing = url.as_deref().map_or(Ok(Some(key)), |url| standing_at(db, url))?;
    let columns = documents::SOURCE;
    let sql = format!(
        "SELECT document.key, document.redacted IS NOT NULL, {columns} FROM document
         WHERE document.url = ?1 OR document.key = ?2 ORDER BY document.key"
    );
    let mut statement = db.prepare(&sql)?;
    let mut rows = statement.query((url, key))?;
    let mut found = Vec::new();
    while let Some(row) = rows.next()? {
        let mut columns = Columns::of(row);
        let (key, redacted): (i64, bool) = (columns.take()?, columns.take()?);
        found.push(ArticleText { source: documents::source(&mut columns)?, stands: standing == Some(key), redacted });
    }
    Ok(found)
}

/// The document that stands at an address now: its text was logged or seen there last.
pub(super) fn document_at(db: &Connection, url: &str) -> Result<Option<DocumentId>, StoreError> {
    let sql = format!("SELECT id FROM document WHERE key = ({})", standing("?1", "true"));
    Ok(db.query_row(&sql, [url], |row| row.get(0)).optional()?.map(DocumentId::from_bytes))
}

#[cfg(test)]
mod tests {
    use crate::model::{Act, Claim, Document, TextRedacted};
    use crate::store::{Added, Filter, Store, fixture};

    const HERE: &str = "https://tidewater.example/quay";
    const THERE: &str = "https://harn.example/quay";

    /// Logs a text at an address.
    fn add(store: &mut Store, url: &str, text: &str) -> (Document, Vec<Claim>, Added) {
        let (mut document, claims) = fixture::article(text);
        document.metadata.url = Some(url.to_owned());
        let added = store.add(&document, &claims, &fixture::stamp()).unwrap();
        (document, claims, added)
    }

    fn judge(store: &mut Store, claim: &Claim) {
        store.decide(fixture::verdict(claim, "Ann", "wrong"), &fixture::stamp()).unwrap();
    }

    /// The mentions whose source changed, as records say it and as the filter does.
    fn changed(store: &Store) -> Vec<String> {
        let all = store.records(&Filter { all: true, ..Filter::default() }).unwrap().records;
        let marked: Vec<_> = all.into_iter().filter(|it| it.source_changed).map(|it| it.wording.mention).collect();
        let filter = Filter { all: true, source_changed: true, ..Filter::default() };
        let chosen = store.records(&filter).unwrap().records;
        assert_eq!(chosen.into_iter().map(|it| it.wording.mention).collect::<Vec<_>>(), marked);
        marked
    }

    #[test]
    fn another_text_at_the_address_is_a_revision() {
        let mut store = fixture::store();
        let (first, ..) = add(&mut store, HERE, "Some 30 came.");
        let (second, _, added) = add(&mut store, HERE, "Some 13 came.");
        assert_eq!(added, Added::New { revision_of: Some(first.id), copy_of: None });
        let (_, _, elsewhere) = add(&mut store, THERE, "Some 14 came.");
        assert_eq!(elsewhere, Added::New { revision_of: None, copy_of: None });
        let texts: Vec<_> = store.texts(first.id).unwrap();
        let told: Vec<_> = texts.iter().map(|it| (it.source.id, it.source.revision, it.stands)).collect();
        assert_eq!(told, [(first.id, 1, false), (second.id, 2, true)]);
        assert_eq!(store.document_at(HERE).unwrap(), Some(second.id));
        assert_eq!(store.document_at("https://none.example").unwrap(), None);
    }

    #[test]
    fn a_claim_that_somebody_dealt_with_is_marked_when_its_sentence_is_gone() {
        let mut store = fixture::store();
        let (_, first, _) = add(&mut store, HERE, "Some 30 came. Of 40 we know.");
        // The fixture's sentence is the whole text: these have their own.
        let (mut document, mut claims) = fixture::article("Some 50 came.\nOf 60 we know.");
        document.metadata.url = Some(THERE.to_owned());
        claims[0].sentence = crate::span::Span::new(0, 13);
        claims[1].sentence = crate::span::Span::new(14, 28);
        store.add(&document, &claims, &fixture::stamp()).unwrap();
        for claim in [&claims[0], &claims[1], &first[0]] {
            judge(&mut store, claim);
        }
        assert_eq!(changed(&store), Vec::<String>::new());
        add(&mut store, THERE, "Some 50 came. Of 61 we know.");
        assert_eq!(changed(&store), ["60"]);
        add(&mut store, THERE, "Some 50  came.\nOf 60 we know.");
        assert_eq!(changed(&store), Vec::<String>::new(), "the words are back");
        add(&mut store, HERE, "Nobody came.");
        assert_eq!(changed(&store), ["30"], "nobody dealt with 40");
    }

    /// A text that was fetched so many seconds after the fixture's time.
    fn fetch(store: &mut Store, url: &str, text: &str, seconds: i64) -> Added {
        let (mut document, claims) = fixture::article(text);
        let (at, url) = (fixture::at(seconds), url.to_owned());
        document.metadata.url = Some(url.clone());
        document.metadata.retrieved = Some(crate::model::Retrieval { at, url, sha256: String::new() });
        store.add(&document, &claims, &fixture::stamp()).unwrap()
    }

    #[test]
    fn the_earlier_text_again_takes_the_mark_away_and_marks_the_later() {
        let mut store = fixture::store();
        let (first, claims, _) = add(&mut store, HERE, "Some 30 came.");
        judge(&mut store, &claims[0]);
        let (_, later, _) = add(&mut store, HERE, "Some 13 came.");
        judge(&mut store, &later[0]);
        assert_eq!(changed(&store), ["30"]);
        let (_, _, unsure) = add(&mut store, HERE, "Some 30 came.");
        assert!(matches!(unsure, Added::Known { seen: false, .. }), "a file does not say when: {unsure:?}");
        let again = fetch(&mut store, HERE, "Some 30 came.", -60);
        assert!(matches!(again, Added::Known { seen: false, .. }), "an old archive: {again:?}");
        let again = fetch(&mut store, HERE, "Some 30 came.", 60);
        assert!(matches!(again, Added::Known { seen: true, .. }), "{again:?}");
        assert_eq!((changed(&store), store.document_at(HERE).unwrap()), (vec!["13".to_owned()], Some(first.id)));
        let (_, _, still) = add(&mut store, HERE, "Some 30 came.");
        assert!(matches!(still, Added::Known { seen: false, .. }), "{still:?}");
        let before = store.digest().unwrap();
        store.rebuild().unwrap();
        assert_eq!(store.digest().unwrap(), before);
        assert_eq!(changed(&store), ["13"]);
    }

    #[test]
    fn a_text_that_was_taken_down_marks_nothing() {
        let mut store = fixture::store();
        let (first, claims, _) = add(&mut store, HERE, "Some 30 came.");
        judge(&mut store, &claims[0]);
        let (second, ..) = add(&mut store, HERE, "Some 13 came.");
        let redact = |store: &mut Store, document| {
            let act = TextRedacted { document, by: "Eva".into(), reason: "A court ordered it.".into() };
            store.act(Act::TextRedacted(act), &fixture::stamp()).unwrap();
        };
        redact(&mut store, second.id);
        assert_eq!(changed(&store), Vec::<String>::new());
        add(&mut store, HERE, "Some 14 came.");
        assert_eq!(changed(&store), ["30"]);
        redact(&mut store, first.id);
        assert_eq!(changed(&store), Vec::<String>::new());
    }

    #[test]
    fn a_further_place_of_the_same_text_is_kept_once() {
        let mut store = fixture::store();
        let (document, ..) = add(&mut store, HERE, "Some 30 came.");
        let mut seen = |url: Option<&str>, publisher: Option<&str>| {
            let (mut again, claims) = fixture::article("Some 30 came.");
            (again.metadata.url, again.metadata.publisher) = (url.map(str::to_owned), publisher.map(str::to_owned));
            let added = store.add(&again, &claims, &fixture::stamp()).unwrap();
            matches!(added, Added::Known { seen: true, .. })
        };
        assert!(!seen(None, None));
        assert!(!seen(Some(HERE), Some("Harn Echo")), "its own address says nothing new");
        assert!(seen(Some(THERE), Some("Harn Echo")));
        assert!(!seen(Some(THERE), Some("Harn Echo")));
        assert!(!seen(None, Some("harn  echo")));
        assert!(seen(None, Some("Tidewater Post")));
        let places: Vec<_> =
            store.sightings(document.id).unwrap().into_iter().map(|it| (it.url, it.publisher)).collect();
        let expected =
            [(Some(THERE.to_owned()), Some("Harn Echo".to_owned())), (None, Some("Tidewater Post".to_owned()))];
        assert_eq!(places, expected);
        assert_eq!(store.log(&crate::store::LogFilter::default()).unwrap().len(), 3);
    }
}
