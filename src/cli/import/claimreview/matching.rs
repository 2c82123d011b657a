//! Which logged claim a review is about: the one in an article that the review names, with the number that the review tells.
//! Nothing is guessed: where none or several would do, nothing is recorded, and the candidates are named.

use std::collections::{HashMap, HashSet};

use super::stated::{Stated, content};
use crate::export::bare_url;
use crate::ingest::ClaimReview;
use crate::model::{ClaimId, DocumentId, Record, Status};
use crate::store::{Filter, Store, StoreError};

/// The most candidates that are named.
const NAMED: usize = 5;
/// How many words a claim of the same number must share to be a candidate.
const SHARED: usize = 2;

/// What was found.
#[derive(Debug)]
pub(super) enum Match {
    /// The claim.
    One(ClaimId),
    /// Why there is none, with claims that somebody could look at.
    None(String, Vec<ClaimId>),
}

/// Finds claims.
pub(super) struct Matcher<'s> {
    store: &'s Store,
    /// The articles of each address.
    pages: HashMap<String, Vec<DocumentId>>,
    /// What the claims of an article state, as far as it was asked for.
    articles: HashMap<DocumentId, Vec<(ClaimId, Stated)>>,
}

impl<'s> Matcher<'s> {
    /// Reads which articles there are.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub(super) fn new(store: &'s Store) -> Result<Self, StoreError> {
        let mut pages: HashMap<String, Vec<DocumentId>> = HashMap::new();
        for row in store.documents(None)? {
            if let Some(url) = row.source.metadata.url.as_deref().and_then(bare_url) {
                pages.entry(url).or_default().push(row.source.id);
            }
        }
        Ok(Self { store, pages, articles: HashMap::new() })
    }

    /// The claim that the review is about.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub(super) fn find(&mut self, review: &ClaimReview) -> Result<Match, StoreError> {
        let urls: HashSet<String> = review.appearances.iter().filter_map(|url| bare_url(url)).collect();
        let articles: HashSet<DocumentId> =
            urls.iter().filter_map(|url| self.pages.get(url)).flatten().copied().collect();
        let none = |why: &str| Ok(Match::None(why.to_owned(), Vec::new()));
        if urls.is_empty() {
            return none("it names no address where the claim appeared");
        }
        if articles.is_empty() {
            return none("no logged article has an address that it names");
        }
        let wanted = Stated::in_review(review);
        if wanted.is_empty() {
            return none("its claimReviewed states no number");
        }
        let mut found = Vec::new();
        for article in articles {
            let claims = self.claims(article)?;
            found.extend(claims.iter().filter(|(_, stated)| wanted.contains(stated)).map(|(id, _)| *id));
        }
        found.sort_unstable();
        match found[..] {
            [] => none("the article that it names has no claim with its number"),
            [one] => Ok(Match::One(one)),
            _ => Ok(Match::None(
                "several claims of the article have its number: name one with --claim".to_owned(),
                found,
            )),
        }
    }

    fn claims(&mut self, article: DocumentId) -> Result<&[(ClaimId, Stated)], StoreError> {
        if !self.articles.contains_key(&article) {
            let filter = Filter { document: Some(article), all: true, ..Filter::default() };
            let mut found = Vec::new();
            self.store.each_record(&filter, |record| {
                found.extend(stated(&record));
                Ok::<_, StoreError>(())
            })?;
            self.articles.insert(article, found);
        }
        Ok(self.articles.get(&article).map(Vec::as_slice).unwrap_or_default())
    }
}

fn stated(record: &Record) -> Option<(ClaimId, Stated)> {
    let stated = Stated::of(&record.claim.mention.quantity)?;
    (record.status() != Status::Void).then_some((record.claim.id, stated))
}

/// The claims of the whole ledger with the number of each review and words in common, at most five for each.
///
/// # Errors
/// When the database cannot be read.
pub(super) fn candidates(store: &Store, reviews: &[&ClaimReview]) -> Result<Vec<Vec<ClaimId>>, StoreError> {
    let mut wanted: HashMap<Stated, Vec<usize>> = HashMap::new();
    for (at, review) in reviews.iter().enumerate() {
        for stated in Stated::in_review(review) {
            wanted.entry(stated).or_default().push(at);
        }
    }
    let words: Vec<_> = reviews.iter().map(|review| content(review.claim.as_deref().unwrap_or_default())).collect();
    let mut found = vec![Vec::new(); reviews.len()];
    if wanted.is_empty() {
        return Ok(found);
    }
    store.each_record(&Filter { all: true, ..Filter::default() }, |record| {
        let Some((id, stated)) = stated(&record) else { return Ok(()) };
        let Some(asking) = wanted.get(&stated) else { return Ok(()) };
        let of_claim = content(&record.wording.sentence);
        for at in asking {
            let shared = words[*at].iter().filter(|word| of_claim.binary_search(word).is_ok()).count();
            if shared >= SHARED && found[*at].len() < NAMED {
                found[*at].push(id);
            }
        }
        Ok::<_, StoreError>(())
    })?;
    Ok(found)
}
