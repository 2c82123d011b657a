//! What is known beside a claim when its review is made: the labels of ratings, and which claim is on which page.

use std::collections::{BTreeMap, HashMap};

use crate::cli::{list, scale};
use crate::export::{Grade, Lack, Publisher, Subject, bare_url, lacks};
use crate::model::{ClaimId, Record};
use crate::review::Scale;
use crate::store::{Store, StoreError};

/// What is known of the claims that passed.
pub(super) struct Desk<'o> {
    /// The labels of ratings by scale and version, then by code.
    labels: BTreeMap<(String, u32), BTreeMap<String, String>>,
    /// The claim that is on each page.
    pages: HashMap<String, ClaimId>,
    publisher: &'o Publisher,
}

impl<'o> Desk<'o> {
    /// A desk that has seen no claim yet.
    ///
    /// # Errors
    /// When the scales cannot be read.
    pub(super) fn of(store: &Store, publisher: &'o Publisher) -> anyhow::Result<Self> {
        Ok(Self { labels: labels(store)?, pages: HashMap::new(), publisher })
    }

    /// The claim with the label of the rating that holds.
    pub(super) fn subject<'s>(&'s self, record: &'s Record) -> Subject<'s> {
        let label = record.verdict().and_then(|verdict| {
            let scale = self.labels.get(&(verdict.scale.clone(), verdict.scale_version))?;
            scale.get(&verdict.rating).map(String::as_str)
        });
        Subject { record, label, publisher: self.publisher }
    }

    /// What the claim lacks, and whether another that passed is on the same page, where only one is shown.
    pub(super) fn lacks(&mut self, record: &Record) -> Vec<Lack> {
        let mut found = lacks(&self.subject(record));
        let page = record.state.publication.as_ref().and_then(|at| bare_url(&at.url));
        if let Some(page) = page
            && let Some(other) = self.pages.insert(page, record.claim.id)
        {
            let said = format!("the claim {other} has the same page: search engines show one review of a page");
            found.push(Lack { grade: Grade::Doubtful, property: "url", said });
        }
        found
    }
}

/// The labels of every scale that is known here.
fn labels(store: &Store) -> anyhow::Result<BTreeMap<(String, u32), BTreeMap<String, String>>> {
    let own = store.scales()?.into_iter().map(|own| (own.name, own.version));
    let brought =
        Scale::names().into_iter().filter_map(|name| Some((name.to_owned(), Scale::named(name).ok()?.version)));
    let mut labels = BTreeMap::new();
    for (name, version) in own.chain(brought) {
        if let Some(scale) = scale::versioned(store, &name, version)? {
            let ratings = scale.ratings.into_iter().map(|rating| (rating.code, rating.label)).collect();
            labels.insert((name, version), ratings);
        }
    }
    Ok(labels)
}

/// `c346`.
pub(super) fn short(store: &Store, record: &Record) -> Result<String, StoreError> {
    Ok(list::short(&record.claim.id.to_string(), store.claim_prefix(&[record.claim.id])?))
}

/// `c346 “some 18,000”`.
pub(super) fn named(store: &Store, record: &Record) -> Result<String, StoreError> {
    Ok(format!("{} “{}”", short(store, record)?, record.wording.mention))
}

/// What is missing, and of what.
pub(super) fn told(lack: &Lack) -> String {
    format!("{} ({})", lack.said, lack.property)
}
