//! In which other articles a claim stands: duplicates by triage, further places of its text, and copies of its article that
//! have its words in the same sentence. Of each story one article counts as the source, and the others as copies.
//!
//! A database without any of these pays nothing, an article without them one look into an index.

use std::collections::{HashMap, HashSet};
use std::hash::{DefaultHasher, Hash as _, Hasher as _};
use std::rc::Rc;

use rusqlite::{Connection, OptionalExtension, Statement};

use crate::model::{Appearance, ClaimId, Folded, Metadata, Wording};
use crate::store::columns::{Columns, day};
use crate::store::{StoreError, copies};

/// How the state of a claim says that it is another one again (`project::life`).
const DUPLICATE_OF: &str = "duplicate of ";

/// How many stories are kept at hand: reports come by their days, and copies are of one day or the next.
const KEPT: usize = 16;

/// Looks for the other articles of claims; what the claims of an article or a story have in common is read once.
pub(super) struct Reader<'c> {
    duplicates: Option<Statement<'c>>,
    texts: Option<Texts<'c>>,
    last: Option<(i64, Rc<Story>)>,
    kept: HashMap<i64, Rc<Story>>,
}

/// What reads stories.
struct Texts<'c> {
    story: Statement<'c>,
    members: Statement<'c>,
    seen: Statement<'c>,
    claims: Statement<'c>,
}

/// The texts of a story, and which of them have which claims.
#[derive(Default)]
struct Story {
    key: i64,
    texts: Vec<Text>,
    /// Words and sentence of a claim, hashed → the texts that have it.
    claims: HashMap<u64, Vec<usize>>,
}

/// A document and all places where its text was seen.
struct Text {
    document: i64,
    places: Vec<Place>,
}

/// A place where a claim stands.
#[derive(Clone)]
struct Place {
    /// Which story it belongs to, and in which order the documents were logged.
    story: i64,
    document: i64,
    appearance: Appearance,
}

impl<'c> Reader<'c> {
    pub(super) fn new(db: &'c Connection) -> Result<Self, StoreError> {
        let any = "SELECT EXISTS (SELECT 1 FROM copy) OR EXISTS (SELECT 1 FROM appearance)";
        let texts = if db.query_row(any, [], |row| row.get(0))? { Some(Texts::new(db)?) } else { None };
        Ok(Self { duplicates: duplicates(db)?, texts, last: None, kept: HashMap::new() })
    }

    /// The other articles of a claim of this document, the earliest first, and whether its own article is a copy of one.
    pub(super) fn of(
        &mut self,
        claim: ClaimId,
        words: &Wording,
        document: i64,
        known: &Metadata,
    ) -> Result<(Vec<Appearance>, bool), StoreError> {
        let (mut places, mut story) = (Vec::new(), document);
        if let Some(own) = self.story(document, known.url.as_deref())? {
            story = own.key;
            places = own.places(document, words);
        }
        places.extend(self.duplicates_of(claim)?);
        if places.is_empty() {
            return Ok((Vec::new(), false));
        }
        let appearance = Appearance {
            published: known.published,
            url: known.url.clone(),
            publisher: known.publisher.clone(),
            title: known.title.clone(),
            copy: false,
        };
        Ok(told(Place { story, document, appearance }, places))
    }

    /// The places of claims that were triaged as this one again.
    fn duplicates_of(&mut self, claim: ClaimId) -> Result<Vec<Place>, StoreError> {
        let Some(statement) = &mut self.duplicates else { return Ok(Vec::new()) };
        let mut rows = statement.query([format!("{DUPLICATE_OF}{claim}")])?;
        let mut found = Vec::new();
        while let Some(row) = rows.next()? {
            found.push(place(&mut Columns::of(row))?);
        }
        Ok(found)
    }

    /// The story of a document, or the document alone with its places; `None` when there is nothing to tell of it.
    fn story(&mut self, document: i64, url: Option<&str>) -> Result<Option<Rc<Story>>, StoreError> {
        let Some(texts) = &mut self.texts else { return Ok(None) };
        if let Some((last, story)) = &self.last
            && *last == document
        {
            return Ok(Some(Rc::clone(story)));
        }
        let story = match texts.story.query_row((document, url), |row| row.get(0)).optional()? {
            Some(key) => match self.kept.get(&key) {
                Some(story) => Rc::clone(story),
                None => Rc::new(texts.read(key)?),
            },
            None => Rc::new(texts.alone(document)?),
        };
        if !story.claims.is_empty() {
            if self.kept.len() == KEPT {
                self.kept.clear();
            }
            self.kept.insert(story.key, Rc::clone(&story));
        }
        self.last = Some((document, Rc::clone(&story)));
        Ok(Some(story))
    }
}

impl<'c> Texts<'c> {
    fn new(db: &'c Connection) -> Result<Self, StoreError> {
        let members = format!(
            "SELECT ?1, document.key, {PLACE} FROM document WHERE document.key IN ({}) ORDER BY document.key",
            copies::TEXTS
        );
        let seen = format!(
            "SELECT ?1, appearance.document, {} FROM appearance WHERE appearance.document = ?2 ORDER BY appearance.key",
            PLACE.replace("document.", "appearance.")
        );
        Ok(Self {
            story: db.prepare(copies::STORY)?,
            members: db.prepare(&members)?,
            seen: db.prepare(&seen)?,
            claims: db.prepare("SELECT sentence, mention FROM claim WHERE document = ?")?,
        })
    }

    /// A document that is no copy and has none.
    fn alone(&mut self, document: i64) -> Result<Story, StoreError> {
        let mut text = Text { document, places: Vec::new() };
        self.see(document, &mut text)?;
        Ok(Story { key: document, texts: vec![text], claims: HashMap::new() })
    }

    fn read(&mut self, key: i64) -> Result<Story, StoreError> {
        let mut story = Story { key, ..Story::default() };
        let mut rows = self.members.query([key])?;
        while let Some(row) = rows.next()? {
            let place = place(&mut Columns::of(row))?;
            story.texts.push(Text { document: place.document, places: vec![place] });
        }
        drop(rows);
        for at in 0..story.texts.len() {
            let document = story.texts[at].document;
            self.see(key, &mut story.texts[at])?;
            let mut rows = self.claims.query([document])?;
            while let Some(row) = rows.next()? {
                let (sentence, mention): (String, String) = (row.get(0)?, row.get(1)?);
                if let Some(said) = said(&sentence, &mention) {
                    let holders = story.claims.entry(said).or_default();
                    if holders.last() != Some(&at) {
                        holders.push(at);
                    }
                }
            }
        }
        Ok(story)
    }

    /// Adds the further places of a text.
    fn see(&mut self, story: i64, text: &mut Text) -> Result<(), StoreError> {
        let mut rows = self.seen.query((story, text.document))?;
        while let Some(row) = rows.next()? {
            text.places.push(place(&mut Columns::of(row))?);
        }
        Ok(())
    }
}

impl Story {
    /// The places of the texts that say the same as a claim of this document, its own further ones among them.
    fn places(&self, document: i64, words: &Wording) -> Vec<Place> {
        let asked = (!self.claims.is_empty()).then(|| said(&words.sentence, &words.mention)).flatten();
        let holders = asked.and_then(|said| self.claims.get(&said)).map_or(&[][..], Vec::as_slice);
        let own = self.texts.iter().filter(|text| text.document == document);
        let others = holders.iter().map(|at| &self.texts[*at]).filter(|text| text.document != document);
        own.chain(others).flat_map(|text| &text.places).cloned().collect()
    }
}

/// What a claim says, as one number; `None` when its text was taken down.
fn said(sentence: &str, mention: &str) -> Option<u64> {
    let mut hash = DefaultHasher::new();
    for part in [sentence, mention] {
        Folded::of(part).words().hash(&mut hash);
    }
    (!sentence.is_empty()).then(|| hash.finish())
}

/// The columns of a place behind its story and its document, for [`place`].
const PLACE: &str = "document.published, document.url, document.publisher, document.title";

fn place(row: &mut Columns<'_>) -> Result<Place, StoreError> {
    let (story, document) = (row.take()?, row.take()?);
    let appearance = Appearance {
        published: row.maybe("day", day)?,
        url: row.take()?,
        publisher: row.take()?,
        title: row.take()?,
        copy: false,
    };
    Ok(Place { story, document, appearance })
}

/// Each article once, without the claim's own; of each story all but the earliest are copies.
fn told(own: Place, places: Vec<Place>) -> (Vec<Appearance>, bool) {
    let mut known = HashSet::new();
    let mut all = vec![own];
    all.extend(places);
    all.retain(|place| known.insert(place.article()));
    let order = |place: &Place| (place.appearance.published.is_none(), place.appearance.published, place.document);
    let mut by_age: Vec<usize> = (0..all.len()).collect();
    by_age.sort_by_key(|at| order(&all[*at]));
    let mut stories = HashSet::new();
    for at in by_age {
        all[at].appearance.copy = !stories.insert(all[at].story);
    }
    let mut appearances = all.into_iter().map(|place| place.appearance);
    let copied = appearances.next().is_some_and(|own| own.copy);
    let mut others: Vec<_> = appearances.collect();
    others.sort();
    (others, copied)
}

impl Place {
    /// What tells its article from others: the address; without one, the text and the outlet.
    fn article(&self) -> (Option<String>, Option<(i64, Option<String>)>) {
        match &self.appearance.url {
            Some(url) => (Some(url.clone()), None),
            None => (None, Some((self.document, self.appearance.publisher.clone()))),
        }
    }
}

/// Looks for the duplicates of a claim, where there are any at all.
fn duplicates(db: &Connection) -> Result<Option<Statement<'_>>, StoreError> {
    let reason = "claim_state.status = 'not_checkable' AND json_extract(claim_state.body, '$.reason')";
    let any = format!(
        "SELECT EXISTS (SELECT 1 FROM claim_state WHERE {reason} BETWEEN 'duplicate of c' AND 'duplicate of d')"
    );
    if !db.query_row(&any, [], |row| row.get(0))? {
        return Ok(None);
    }
    let sql = format!(
        "SELECT coalesce((SELECT story FROM copy WHERE copy.document = document.key),
                         (SELECT min(first.key) FROM document AS first WHERE first.url = document.url), document.key),
                document.key, {PLACE}
         FROM claim_state JOIN claim ON claim.key = claim_state.claim JOIN document ON document.key = claim.document
         WHERE {reason} = ? ORDER BY claim.key"
    );
    Ok(Some(db.prepare(&sql)?))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Act, Claim, ClaimTriaged, Document, Triage, Uncheckable};
    use crate::span::Span;
    use crate::store::{Filter, Store, fixture};

    /// A story of 40 words with a number in its second sentence.
    const STORY: &str = "The ferry company of Harn keeps its boats in port until the storm has passed. \
        Some 300 people wait on the quay tonight, and the town has opened its school for all of them. \
        Nobody knows when the next crossing will be, the harbour office told callers in the evening.";

    fn add(store: &mut Store, text: &str, at: (Option<&str>, Option<&str>, &str)) -> Vec<Claim> {
        let (url, publisher, published) = at;
        let (mut document, mut claims) = fixture::article(text);
        document.metadata.url = url.map(str::to_owned);
        document.metadata.publisher = publisher.map(str::to_owned);
        document.metadata.published = published.parse().ok();
        for claim in &mut claims {
            claim.sentence = sentence(&document, claim);
        }
        store.add(&document, &claims, &fixture::stamp()).unwrap();
        claims
    }

    fn sentence(document: &Document, claim: &Claim) -> Span {
        let (text, place) = (&document.text, claim.mention.span);
        let start = text[..place.start as usize].rfind(". ").map_or(0, |at| at + 2);
        let end = text[place.end as usize..].find('.').map_or(text.len(), |at| place.end as usize + at + 1);
        Span::new(start, end)
    }

    /// "tidewater.example copy" of every appearance, and how many are independent.
    fn told(store: &Store, claim: &Claim) -> (Vec<String>, usize) {
        let record = store.record(claim.id).unwrap();
        let name = |it: Appearance| {
            let place = it.url.or(it.publisher).unwrap_or_default().replace("https://", "");
            if it.copy { format!("{place} copy") } else { place }
        };
        (record.appearances().into_iter().map(name).collect(), record.independent())
    }

    #[test]
    fn a_copy_is_no_second_source() {
        let mut store = fixture::store();
        let first = add(&mut store, STORY, (Some("https://wire.example/1"), Some("Wire"), "2026-11-20"));
        assert_eq!(told(&store, &first[0]), (vec!["wire.example/1".into()], 1));
        let text = format!("Storm holds ferries. {STORY}");
        let copy = add(&mut store, &text, (Some("https://tidewater.example/a"), None, "2026-11-21"));
        let expected = (vec!["wire.example/1".into(), "tidewater.example/a copy".into()], 1);
        assert_eq!((told(&store, &first[0]), told(&store, &copy[0])), (expected.clone(), expected));
        assert!(store.record(copy[0].id).unwrap().copied);
    }

    #[test]
    fn a_copy_that_says_another_number_does_not_carry_the_claim() {
        let mut store = fixture::store();
        let first = add(&mut store, STORY, (Some("https://wire.example/1"), None, "2026-11-20"));
        let text = STORY.replace("300", "500");
        let copy = add(&mut store, &text, (Some("https://tidewater.example/a"), None, "2026-11-21"));
        assert_eq!(store.story(first[0].document).unwrap().len(), 2);
        assert_eq!(told(&store, &first[0]), (vec!["wire.example/1".into()], 1));
        assert_eq!(told(&store, &copy[0]), (vec!["tidewater.example/a".into()], 1));
    }

    #[test]
    fn further_places_of_the_text_and_of_its_copies_count() {
        let mut store = fixture::store();
        let first = add(&mut store, STORY, (Some("https://wire.example/1"), None, "2026-11-20"));
        add(&mut store, STORY, (Some("https://harn.example/1"), Some("Harn Echo"), "2026-11-21"));
        add(&mut store, STORY, (None, Some("Tidewater Post"), "2026-11-22"));
        let all = ["wire.example/1", "harn.example/1 copy", "Tidewater Post copy"].map(str::to_owned).to_vec();
        assert_eq!(told(&store, &first[0]), (all, 1));
        let text = format!("{STORY} Buses wait.");
        let copy = add(&mut store, &text, (Some("https://a.example"), None, "2026-11-23"));
        assert_eq!(told(&store, &copy[0]).0.len(), 4);
    }

    #[test]
    fn an_article_counts_once_whatever_its_revisions() {
        let mut store = fixture::store();
        let here = (Some("https://wire.example/1"), None, "2026-11-20");
        let first = add(&mut store, STORY, here);
        let later = add(&mut store, &format!("{STORY} More soon."), here);
        assert_eq!(store.story(first[0].document).unwrap().len(), 0, "a revision is no copy");
        let copy = add(&mut store, &format!("New. {STORY}"), (Some("https://a.example"), None, "2026-11-19"));
        let expected = (vec!["a.example".into(), "wire.example/1 copy".into()], 1);
        for claim in [&first[0], &later[0], &copy[0]] {
            assert_eq!(told(&store, claim), expected, "the earliest published is the source");
        }
    }

    #[test]
    fn a_duplicate_by_triage_is_independent_unless_it_is_of_the_story() {
        let mut store = fixture::store();
        let first = add(&mut store, STORY, (Some("https://wire.example/1"), None, "2026-11-20"));
        let own = add(&mut store, "Police count 300 people.", (Some("https://lysvik.example"), None, "2026-11-18"));
        let copy = add(&mut store, &format!("New. {STORY}"), (Some("https://a.example"), None, "2026-11-21"));
        for claim in [&own[0], &copy[0]] {
            let triage = Triage::NotCheckable { reason: Uncheckable::Duplicate, duplicate_of: Some(first[0].id) };
            let act = ClaimTriaged { claim: claim.id, by: "Eva".into(), triage, note: None };
            store.act(Act::ClaimTriaged(act), &fixture::stamp()).unwrap();
        }
        let all = ["lysvik.example", "wire.example/1", "a.example copy"].map(str::to_owned).to_vec();
        assert_eq!(told(&store, &first[0]), (all, 2));
        let listed = store.records(&Filter { all: true, ..Filter::default() }).unwrap().records;
        assert_eq!(listed.iter().find(|it| it.claim.id == first[0].id).unwrap().independent(), 2);
    }
}
