//! The import: reviews read, matched, made verdicts, and recorded in one transaction.

use std::collections::{BTreeSet, HashMap, HashSet};
use std::fs::File;
use std::io;
use std::path::Path;

use chrono::{DateTime, Utc};

use super::matching::{Match, Matcher, candidates};
use super::{Args, Fate, Line, tell};
use crate::cli::Exit;
use crate::cli::context::Context;
use crate::cli::input::Unusable;
use crate::cli::ui::Ui;
use crate::export::bare_url;
use crate::ingest::{ClaimReview, IngestError, claim_reviews};
use crate::model::{ClaimId, Record, Role, Verdict};
use crate::review::Published;
use crate::store::Store;

/// A review, where it stands: "checks.json 3".
struct Item {
    place: String,
    file: String,
    review: Result<ClaimReview, String>,
}

/// What is to become of a review.
enum Plan {
    Record(Box<Verdict>),
    Known(ClaimId),
    Left(String, Vec<ClaimId>),
}

/// By what a review is known again: claim, publisher, address, rating.
type Mark = (ClaimId, String, Option<String>, String);

pub(in crate::cli::import) fn run(args: &Args, context: &Context, ui: &mut Ui) -> anyhow::Result<Exit> {
    let by = context.reviewer(args.by.as_deref())?;
    if by.is_empty() {
        return Err(Unusable("the ledger records who imports: give the name with --as NAME".to_owned()).into());
    }
    let mut items = Vec::new();
    for path in &args.files {
        items.extend(read(path)?);
    }
    if args.claim.is_some() && items.len() != 1 {
        let said =
            format!("--claim is for one review, and there are {}: leave it out, or give a file of one", items.len());
        return Err(Unusable(said).into());
    }
    let store = context.open()?;
    let since = store.last(None)?;
    let claim = args.claim.as_deref().map(|typed| store.find_claim(typed)).transpose()?;
    let mut desk = Desk { store: &store, by, at: context.now(), records: HashMap::new(), marks: HashSet::new() };
    let mut plans = desk.plan(&items, claim)?;
    add_candidates(&store, &items, &mut plans)?;
    let verdicts: Vec<_> = plans.iter().filter_map(Plan::verdict).cloned().collect();
    let named: BTreeSet<ClaimId> = plans.iter().flat_map(Plan::claims).copied().collect();
    let length = store.claim_prefix(&Vec::from_iter(named))?;
    drop(store);
    if !args.dry_run && !verdicts.is_empty() {
        let (mut store, stamp) = context.open_to_write()?;
        store.decide_all(verdicts, Some(since), &stamp)?;
    }
    tell(lines(&items, plans), length, args, ui)
}

fn read(path: &Path) -> Result<Vec<Item>, IngestError> {
    let file = path.to_string_lossy().into_owned();
    let reviews = if file == "-" {
        claim_reviews("-", io::stdin().lock())
    } else {
        crate::ingest::open_file(path).and_then(|opened: File| claim_reviews(&file, opened))
    }?;
    let file = if file == "-" { "standard input".to_owned() } else { file };
    let item = |(at, review)| Item { place: format!("{file} {}", at + 1), file: file.clone(), review };
    Ok(reviews.into_iter().enumerate().map(item).collect())
}

/// Who imports, and what was seen on the way.
struct Desk<'s> {
    store: &'s Store,
    by: String,
    at: DateTime<Utc>,
    records: HashMap<ClaimId, Record>,
    /// The reviews that are recorded, or will be, of the claims that were looked at.
    marks: HashSet<Mark>,
}

impl Desk<'_> {
    fn plan(&mut self, items: &[Item], claim: Option<ClaimId>) -> anyhow::Result<Vec<Plan>> {
        let mut matcher = Matcher::new(self.store)?;
        let mut plans = Vec::new();
        for item in items {
            plans.push(match &item.review {
                Err(wrong) => Plan::Left(wrong.clone(), Vec::new()),
                Ok(review) => match claim.map_or_else(|| matcher.find(review), |id| Ok(Match::One(id)))? {
                    Match::One(id) => self.judge(id, review, &item.file)?,
                    Match::None(why, found) => Plan::Left(why, found),
                },
            });
        }
        Ok(plans)
    }

    /// The verdict of a review on its claim.
    fn judge(&mut self, id: ClaimId, review: &ClaimReview, file: &str) -> anyhow::Result<Plan> {
        let record = self.look_at(id)?;
        let verdict = match published(review, &self.by, file).verdict(&record.claim, &self.by, self.at) {
            Ok(verdict) => verdict,
            Err(error) => return Ok(Plan::Left(error.to_string(), Vec::new())),
        };
        let own = |other: &Verdict| other.role != Role::External && other.reviewer == verdict.reviewer;
        if record.verdicts.iter().any(own) {
            let said =
                format!("{} has a verdict of the desk's own on the claim, which it would replace", verdict.reviewer);
            return Ok(Plan::Left(said, vec![id]));
        }
        let fresh = self.marks.insert(mark(&verdict));
        Ok(if fresh { Plan::Record(Box::new(verdict)) } else { Plan::Known(id) })
    }

    /// The claim, with the reviews of it that are recorded.
    fn look_at(&mut self, id: ClaimId) -> anyhow::Result<Record> {
        if let Some(record) = self.records.get(&id) {
            return Ok(record.clone());
        }
        let record = self.store.record(id)?;
        self.marks.extend(record.verdicts.iter().filter(|verdict| verdict.role == Role::External).map(mark));
        self.records.insert(id, record.clone());
        Ok(record)
    }
}

fn mark(verdict: &Verdict) -> Mark {
    let url = verdict.findings.published_url.as_deref().and_then(bare_url);
    (verdict.claim, verdict.reviewer.clone(), url, verdict.rating.clone())
}

/// The review in the words of its markup.
fn published(review: &ClaimReview, by: &str, file: &str) -> Published {
    Published {
        publisher: review.publisher.clone().unwrap_or_default(),
        url: review.url.clone().unwrap_or_default(),
        title: review.title.clone(),
        rating: review.rating.clone().unwrap_or_default(),
        numbers: review.value.zip(review.worst).zip(review.best).map(|((value, worst), best)| [value, worst, best]),
        explanation: review.explanation.clone(),
        published: review.published.clone(),
        // The folder is nobody's business who reads the report.
        recorded: format!(
            "imported by {by} from {}",
            Path::new(file).file_name().map_or(file.into(), |name| name.to_string_lossy())
        ),
    }
}

/// Names the claims that a review which found none might be about.
fn add_candidates(store: &Store, items: &[Item], plans: &mut [Plan]) -> anyhow::Result<()> {
    let mut open: Vec<(&ClaimReview, &mut Vec<ClaimId>)> = Vec::new();
    for (item, plan) in items.iter().zip(plans) {
        if let (Ok(review), Plan::Left(_, found)) = (&item.review, plan)
            && found.is_empty()
        {
            open.push((review, found));
        }
    }
    let reviews: Vec<_> = open.iter().map(|(review, _)| *review).collect();
    for ((_, found), more) in open.into_iter().zip(candidates(store, &reviews)?) {
        *found = more;
    }
    Ok(())
}

impl Plan {
    fn verdict(&self) -> Option<&Verdict> {
        match self {
            Self::Record(verdict) => Some(verdict),
            Self::Known(_) | Self::Left(..) => None,
        }
    }

    fn claims(&self) -> &[ClaimId] {
        match self {
            Self::Record(verdict) => std::slice::from_ref(&verdict.claim),
            Self::Known(id) => std::slice::from_ref(id),
            Self::Left(_, found) => found,
        }
    }
}

/// What is told of the reviews.
fn lines(items: &[Item], plans: Vec<Plan>) -> Vec<Line> {
    let line = |(item, plan): (&Item, Plan)| {
        let review = item.review.as_ref().ok();
        let (outcome, claim, reason, candidates) = match plan {
            Plan::Record(verdict) => (Fate::Recorded, Some(verdict.claim), None, Vec::new()),
            Plan::Known(id) => (Fate::Known, Some(id), None, Vec::new()),
            Plan::Left(why, found) => (Fate::Left, None, Some(why), found),
        };
        let publisher = review.and_then(|review| review.publisher.clone());
        let rating = review.and_then(|review| review.rating.clone());
        Line { item: item.place.clone(), outcome, claim, publisher, rating, reason, candidates }
    };
    items.iter().zip(plans).map(line).collect()
}
