//! What a claim lacks for a review of it: what is required, what is recommended, and what an editor should look at first.

use crate::export::address::{is_on, is_shortened};
use crate::export::claimreview::Subject;
use crate::export::claimreview::speaker::{Speaker, speaker};
use crate::export::claimreview::summary::{LONGEST_SUMMARY, is_cut, summary};
use crate::export::is_web;
use crate::model::{Evidence, Revision, Role, Status};

/// How much something is missed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Grade {
    /// Without it there is no review.
    Required,
    /// Readers and search engines ask for it.
    Recommended,
    /// Nothing is missing, and something may be wrong.
    Doubtful,
}

impl Grade {
    /// The grade in a word.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Required => "required",
            Self::Recommended => "recommended",
            Self::Doubtful => "doubtful",
        }
    }
}

/// Something that a review lacks.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Lack {
    /// How much it is missed.
    pub grade: Grade,
    /// schema.org's property: "reviewRating.alternateName".
    pub property: &'static str,
    /// What is wrong with it, and what helps.
    pub said: String,
}

impl Lack {
    fn new(grade: Grade, property: &'static str, said: impl Into<String>) -> Self {
        Self { grade, property, said: said.into() }
    }
}

/// What the claim lacks, what is required first.
#[must_use]
pub fn lacks(subject: &Subject<'_>) -> Vec<Lack> {
    let mut found: Vec<Lack> = [url(subject), rating(subject), words(subject)].into_iter().flatten().collect();
    found.extend(recommended(subject));
    found.extend(doubts(subject));
    found
}

fn url(subject: &Subject<'_>) -> Option<Lack> {
    let said = match &subject.record.state.publication {
        None => "it is published nowhere (claimlog publish)".to_owned(),
        Some(at) if !is_web(at.url.trim()) => format!("“{}” is no http or https address", at.url),
        Some(_) => return None,
    };
    Some(Lack::new(Grade::Required, "url", said))
}

fn rating(subject: &Subject<'_>) -> Option<Lack> {
    let lack = |property, said: String| Some(Lack::new(Grade::Required, property, said));
    match (subject.record.status(), subject.verdict()) {
        (Status::Void, _) => lack("reviewRating", "the claim was taken out".to_owned()),
        (Status::Disputed, _) => lack("reviewRating", "its verdicts differ (claimlog resolve)".to_owned()),
        (_, None) => lack("reviewRating", "it has no verdict of the desk's own (claimlog verdict)".to_owned()),
        (_, Some(verdict)) if verdict.role == Role::External => lack(
            "reviewRating",
            format!("the verdict that holds is not the desk's own but that of {}", verdict.reviewer),
        ),
        (_, Some(verdict)) if subject.label.is_none_or(|label| label.trim().is_empty()) => lack(
            "reviewRating.alternateName",
            format!(
                "the scale {}, version {}, is not known here, so that “{}” has no label (claimlog scale add)",
                verdict.scale, verdict.scale_version, verdict.rating
            ),
        ),
        _ => None,
    }
}

fn words(subject: &Subject<'_>) -> Option<Lack> {
    let gone = "the claim's words are gone: the article's text was taken down";
    summary(subject.record).is_empty().then(|| Lack::new(Grade::Required, "claimReviewed", gone))
}

fn recommended(subject: &Subject<'_>) -> Vec<Lack> {
    let article = &subject.record.document.metadata;
    let mut found = Vec::new();
    let mut lack = |property, said: String| found.push(Lack::new(Grade::Recommended, property, said));
    if let Some(verdict) = subject.verdict() {
        if verdict.explanation.is_none() {
            lack("reviewRating.ratingExplanation", "the verdict has no explanation (--explain)".to_owned());
        }
        if !verdict.evidence.iter().any(is_citable) {
            lack("citation", "the verdict cites nothing that readers could look up (--evidence)".to_owned());
        }
    }
    match speaker(subject) {
        None => {
            lack("itemReviewed.author", "the article names no person or organisation that makes the claim".to_owned());
        }
        Some(Speaker::Unknown(name)) => lack(
            "itemReviewed.author",
            format!(
                "whether “{name}” is a person or an organisation is not known (--person NAME, --speaking-organisation NAME)"
            ),
        ),
        Some(_) => {}
    }
    if !article.url.as_deref().is_some_and(|url| is_web(url.trim())) {
        lack("itemReviewed.appearance", "the article has no address (claimlog add --url)".to_owned());
    }
    if article.published.is_none() {
        lack("itemReviewed.datePublished", "the article has no day (claimlog add --published)".to_owned());
    }
    found
}

/// Whether readers could look it up.
pub(super) fn is_citable(piece: &Evidence) -> bool {
    let piece = piece.public();
    piece.title.is_some_and(|title| !title.trim().is_empty()) || piece.url.is_some_and(|url| is_web(url.trim()))
}

fn doubts(subject: &Subject<'_>) -> Vec<Lack> {
    let record = subject.record;
    let mut found = Vec::new();
    let mut doubt = |property, said: String| found.push(Lack::new(Grade::Doubtful, property, said));
    if let Some(url) = subject.url() {
        if is_shortened(url) {
            doubt("url", format!("{url} is a short link: give the page's own address"));
        }
        if let Some(site) = subject.publisher.organisation_url.as_deref().filter(|site| !is_on(url, site)) {
            doubt("url", format!("{url} is neither on {site} nor on a subdomain of it"));
        }
    }
    let length = summary(record).chars().count();
    if length > LONGEST_SUMMARY {
        doubt("claimReviewed", format!("it has {length} characters: search engines show {LONGEST_SUMMARY}"));
    } else if is_cut(record) {
        doubt("claimReviewed", "the sentence is long: read whether the part that is left says the same".to_owned());
    }
    if subject.verdict().is_some_and(|verdict| verdict.is_stale(Revision::of(&record.claim))) {
        doubt("reviewRating", "the claim was edited after the verdict was given".to_owned());
    }
    if record.state.awaits > 0 {
        doubt("reviewRating", "the desk's policy asks for another verdict (claimlog next)".to_owned());
    }
    if let Some(said) = standing(subject) {
        doubt("reviewRating", said);
    }
    found
}

/// What is wrong with where the claim stands, of one that was published.
fn standing(subject: &Subject<'_>) -> Option<String> {
    subject.url()?;
    match subject.record.status() {
        Status::Published | Status::Void | Status::Disputed => None,
        Status::Corrected => Some(
            "the verdict was given after the page was published: see that it says so (claimlog publish)".to_owned(),
        ),
        status => Some(format!("the claim was published and is {status} now (claimlog publish)")),
    }
}
