//! One `ClaimReview`, field by field as schema.org names them. What is not known is left out.

use chrono::NaiveDate;
use rust_decimal::Decimal;
use serde::{Serialize, Serializer};

use crate::export::Number;
use crate::export::claimreview::lacks::{Grade, is_citable, lacks};
use crate::export::claimreview::number::scaled;
use crate::export::claimreview::speaker::{Speaker, speaker};
use crate::export::claimreview::summary::summary;
use crate::export::claimreview::{CONTEXT, Subject};
use crate::export::is_web;
use crate::model::{Correction, Evidence, EvidenceKind, Metadata, Quantity, Verdict};

/// Writes the type of a node as `"@type": "NAME"`.
macro_rules! types {
    ($($name:ident),+) => {
        $(#[derive(Clone, Copy, Debug, Default)] struct $name;
        impl Serialize for $name {
            fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.serialize_str(stringify!($name))
            }
        })+
    };
}
types!(ClaimReview, Rating, Claim, Organization, CorrectionComment, PropertyValue);

/// A node of JSON-LD; fields that are `None` or empty are not written.
macro_rules! node {
    ($(#[$doc:meta])* $vis:vis $node:ident<$life:lifetime> { $($field:ident as $name:literal: $type:ty),+ $(,)? }) => {
        $(#[$doc])*
        #[derive(Clone, Debug, Serialize)]
        $vis struct $node<$life> { $(#[serde(rename = $name, skip_serializing_if = "Absent::is_absent")] $field: $type),+ }
    };
}

/// What is not written.
trait Absent {
    fn is_absent(&self) -> bool {
        false
    }
}
impl<T> Absent for Option<T> {
    fn is_absent(&self) -> bool {
        self.is_none()
    }
}
impl<T> Absent for Vec<T> {
    fn is_absent(&self) -> bool {
        self.is_empty()
    }
}
impl Absent for &str {}
impl Absent for String {}
impl Absent for NaiveDate {}
macro_rules! always { ($($type:ty),+ $(,)?) => { $(impl Absent for $type {})+ }; }
always!(ClaimReview, Rating, Claim, Organization, CorrectionComment, PropertyValue);
always!(RatingNode<'_>, ClaimNode<'_>, OrganizationNode<'_>);

node! {
    /// A published judgement of a claim.
    pub Review<'r> {
        context as "@context": Option<&'static str>,
        kind as "@type": ClaimReview,
        id as "@id": String,
        url as "url": &'r str,
        claim_reviewed as "claimReviewed": String,
        published as "datePublished": NaiveDate,
        modified as "dateModified": Option<NaiveDate>,
        language as "inLanguage": Option<&'r str>,
        author as "author": OrganizationNode<'r>,
        rating as "reviewRating": RatingNode<'r>,
        item as "itemReviewed": ClaimNode<'r>,
        citation as "citation": Vec<WorkNode<'r>>,
        correction as "correction": Option<CorrectionNode<'r>>,
        licence as "sdLicense": Option<&'r str>,
    }
}

node! {
    OrganizationNode<'r> {
        kind as "@type": Organization,
        name as "name": &'r str,
        url as "url": Option<&'r str>,
    }
}

node! {
    RatingNode<'r> {
        kind as "@type": Rating,
        value as "ratingValue": Option<u64>,
        worst as "worstRating": Option<u64>,
        best as "bestRating": Option<u64>,
        name as "alternateName": &'r str,
        explanation as "ratingExplanation": Option<&'r str>,
    }
}

node! {
    ClaimNode<'r> {
        kind as "@type": Claim,
        text as "text": &'r str,
        language as "inLanguage": Option<&'r str>,
        published as "datePublished": Option<NaiveDate>,
        author as "author": Option<AuthorNode<'r>>,
        credit as "creditText": Option<&'r str>,
        appearance as "appearance": Option<WorkNode<'r>>,
        about as "about": Vec<ValueNode<'r>>,
    }
}

node! {
    AuthorNode<'r> {
        kind as "@type": Option<&'static str>,
        name as "name": &'r str,
        role as "jobTitle": Option<&'r str>,
    }
}

node! {
    WorkNode<'r> {
        kind as "@type": Option<&'static str>,
        name as "name": Option<&'r str>,
        headline as "headline": Option<&'r str>,
        url as "url": Option<&'r str>,
        archived as "archivedAt": Option<&'r str>,
        published as "datePublished": Option<NaiveDate>,
        publisher as "publisher": Option<OrganizationNode<'r>>,
    }
}

node! {
    CorrectionNode<'r> {
        kind as "@type": CorrectionComment,
        text as "text": &'r str,
        published as "datePublished": NaiveDate,
    }
}

node! {
    ValueNode<'r> {
        kind as "@type": PropertyValue,
        name as "name": &'static str,
        value as "value": Option<Worth<'r>>,
        least as "minValue": Option<Number>,
        most as "maxValue": Option<Number>,
        unit as "unitText": Option<String>,
    }
}

/// A number, or a stretch of the calendar in words.
#[derive(Clone, Debug, Serialize)]
#[serde(untagged)]
enum Worth<'r> {
    Number(Number),
    Day(NaiveDate),
    Words(&'r str),
}

impl<'r> Review<'r> {
    /// The review of a claim; `None` when something required is missing ([`lacks`]).
    #[must_use]
    pub fn of(subject: &Subject<'r>) -> Option<Self> {
        if lacks(subject).iter().any(|lack| lack.grade == Grade::Required) {
            return None;
        }
        let (verdict, url) = (subject.verdict()?, subject.url()?);
        let (record, publisher) = (subject.record, subject.publisher);
        let published = record.state.publication.as_ref()?.on;
        let page = url.split('#').next().unwrap_or(url);
        Some(Self {
            context: None,
            kind: ClaimReview,
            id: format!("{page}#{}", record.claim.id),
            url,
            claim_reviewed: summary(record),
            published,
            modified: Some(verdict.given_at.date_naive()).filter(|day| *day > published),
            language: said(publisher.language.as_ref()),
            author: OrganizationNode::of(&publisher.organisation, publisher.organisation_url.as_deref()),
            rating: RatingNode::of(verdict, subject.label?),
            item: ClaimNode::of(subject, verdict),
            citation: verdict.evidence.iter().filter(|piece| is_citable(piece)).map(WorkNode::cited).collect(),
            correction: CorrectionNode::of(verdict),
            licence: said(publisher.licence.as_ref()),
        })
    }

    /// The same as a document of its own, with its vocabulary named.
    #[must_use]
    pub fn alone(self) -> Self {
        Self { context: Some(CONTEXT), ..self }
    }

    /// Where it lies.
    #[must_use]
    pub const fn url(&self) -> &'r str {
        self.url
    }

    /// When it was published, and when it was changed last.
    #[must_use]
    pub fn days(&self) -> (NaiveDate, NaiveDate) {
        (self.published, self.modified.unwrap_or(self.published))
    }
}

/// A text that is there and not blank.
fn said(text: Option<&String>) -> Option<&str> {
    text.map(|text| text.trim()).filter(|text| !text.is_empty())
}

fn web(url: Option<&String>) -> Option<&str> {
    said(url).filter(|url| is_web(url))
}

impl<'r> OrganizationNode<'r> {
    fn of(name: &'r str, url: Option<&'r str>) -> Self {
        Self { kind: Organization, name, url }
    }
}

impl<'r> RatingNode<'r> {
    fn of(verdict: &'r Verdict, label: &'r str) -> Self {
        let scaled = scaled(&verdict.standing);
        Self {
            kind: Rating,
            value: scaled.map(|it| it.value),
            worst: scaled.map(|it| it.worst),
            best: scaled.map(|it| it.best),
            name: label,
            explanation: said(verdict.explanation.as_ref()),
        }
    }
}

impl<'r> ClaimNode<'r> {
    fn of(subject: &Subject<'r>, verdict: &'r Verdict) -> Self {
        let record = subject.record;
        let article = &record.document.metadata;
        let (author, credit) = match speaker(subject) {
            Some(Speaker::Person(name, role)) => (Some(AuthorNode { kind: Some("Person"), name, role }), None),
            Some(Speaker::Organisation(name)) => {
                (Some(AuthorNode { kind: Some("Organization"), name, role: None }), None)
            }
            Some(Speaker::Unknown(name)) => (None, Some(name)),
            None => (None, None),
        };
        let mut about = Vec::new();
        if subject.publisher.extended {
            about.extend(ValueNode::claimed(&record.claim.mention.quantity));
            about.extend(verdict.correction.as_ref().and_then(ValueNode::corrected));
        }
        let (sentence, mention) = (&record.wording.sentence, &record.wording.mention);
        Self {
            kind: Claim,
            text: if sentence.trim().is_empty() { mention } else { sentence },
            language: said(article.language.as_ref()),
            published: article.published,
            author,
            credit,
            appearance: WorkNode::article(article),
            about,
        }
    }
}

impl<'r> WorkNode<'r> {
    const NONE: Self = Self {
        kind: Some("CreativeWork"),
        name: None,
        headline: None,
        url: None,
        archived: None,
        published: None,
        publisher: None,
    };

    /// The article in which the claim stands. Whether it stood there first is not known, so that it is an `appearance`.
    fn article(article: &'r Metadata) -> Option<Self> {
        let (url, headline) = (web(article.url.as_ref()), said(article.title.as_ref()));
        let publisher = said(article.publisher.as_ref()).map(|name| OrganizationNode::of(name, None));
        (url.is_some() || headline.is_some()).then_some(Self {
            url,
            headline,
            published: article.published,
            publisher,
            ..Self::NONE
        })
    }

    /// A piece of evidence that [`is_citable`], whose source is not withheld.
    fn cited(piece: &'r Evidence) -> Self {
        let dataset = piece.kind == EvidenceKind::Dataset;
        Self {
            kind: Some(if dataset { "Dataset" } else { "CreativeWork" }),
            name: said(piece.title.as_ref()),
            url: web(piece.url.as_ref()),
            archived: web(piece.archived_url.as_ref()),
            publisher: said(piece.publisher.as_ref()).map(|name| OrganizationNode::of(name, None)),
            ..Self::NONE
        }
    }
}

impl<'r> CorrectionNode<'r> {
    /// The public note on a verdict that replaces another.
    fn of(verdict: &'r Verdict) -> Option<Self> {
        verdict.supersedes?;
        let text = said(verdict.findings.change_note.as_ref())?;
        Some(Self { kind: CorrectionComment, text, published: verdict.given_at.date_naive() })
    }
}

impl<'r> ValueNode<'r> {
    fn claimed(quantity: &'r Quantity) -> Option<Self> {
        let unit = match (quantity.unit.as_deref(), quantity.per.as_deref()) {
            (unit, Some(per)) => Some(format!("{}/{per}", unit.unwrap_or_default())),
            (unit, None) => unit.map(str::to_owned),
        };
        let date = quantity.date.as_ref().and_then(|date| {
            let day = date.start.filter(|start| Some(*start) == date.end);
            date.timex.as_deref().map(Worth::Words).or(day.map(Worth::Day))
        });
        Self::new("claimed", date, [quantity.value, quantity.low, quantity.high], unit)
    }

    fn corrected(right: &'r Correction) -> Option<Self> {
        Self::new("corrected", right.date.map(Worth::Day), [right.value, right.low, right.high], right.unit.clone())
    }

    fn new(
        name: &'static str,
        date: Option<Worth<'r>>,
        numbers: [Option<Decimal>; 3],
        unit: Option<String>,
    ) -> Option<Self> {
        let [value, least, most] = numbers.map(|number| number.map(Number));
        let value = date.or(value.map(Worth::Number));
        (value.is_some() || least.is_some() || most.is_some()).then_some(Self {
            kind: PropertyValue,
            name,
            value,
            least,
            most,
            unit: unit.filter(|unit| !unit.trim().is_empty()),
        })
    }
}
