//! An article with its claims: the text with each claim marked in place, and a card for each.

use serde::{Deserialize, Serialize};

use super::card::Card;
use super::highlight::{Mark, highlight};
use super::link::Link;
use super::standing::Labels;
use super::words;
use crate::export::moment;
use crate::export::value::hex;
use crate::model::Record;
use crate::span::Span;

/// An article.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Sheet {
    /// The document's key, which is the article's id on the page.
    pub id: String,
    /// The headline.
    pub title: Option<String>,
    /// Who wrote it.
    pub byline: Option<String>,
    /// The outlet.
    pub outlet: Option<String>,
    /// The day of publication.
    pub published: Option<String>,
    /// The same as ISO 8601.
    pub published_day: Option<String>,
    /// Its address.
    pub link: Option<Link>,
    /// When it was logged.
    pub logged: String,
    /// The same as RFC 3339.
    pub logged_at: String,
    /// The SHA-256 of its text.
    pub sha256: String,
    /// Its language as BCP 47, where it is one.
    pub language: Option<String>,
    /// The text with the claims marked, as markup; `None` when it was taken down.
    pub html: Option<String>,
    /// Its claims in the order of the text.
    pub claims: Vec<Card>,
    /// How many of them have a verdict.
    pub judged: usize,
}

/// An article in the table of contents.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Entry {
    /// The document's key.
    pub id: String,
    /// The headline.
    pub title: Option<String>,
    /// How many claims.
    pub claims: String,
}

impl Sheet {
    /// The sheet of an article's claims, which is not empty, with its text, unless that was taken down.
    #[must_use]
    pub fn new(records: &[Record], text: Option<&str>, labels: &Labels) -> Option<Self> {
        let source = &records.first()?.document;
        let metadata = &source.metadata;
        let mut claims: Vec<_> =
            records.iter().enumerate().map(|(at, record)| Card::new(record, at + 1, labels)).collect();
        let html = text.map(|text| marked(text, records, &mut claims));
        Some(Self {
            id: source.id.to_string(),
            title: metadata.title.clone(),
            byline: metadata.byline.clone(),
            outlet: metadata.publisher.clone(),
            published: metadata.published.map(words::day_in_words),
            published_day: metadata.published.map(|day| day.to_string()),
            link: metadata.url.as_deref().map(Link::new),
            logged: words::moment_in_words(source.added_at),
            logged_at: moment(source.added_at),
            sha256: hex(&source.sha256),
            language: metadata.language.clone().filter(|code| is_language(code)),
            html,
            judged: claims.iter().filter(|card| card.verdict.is_some()).count(),
            claims,
        })
    }

    /// Its line in the table of contents.
    #[must_use]
    pub fn entry(&self) -> Entry {
        let many = u64::try_from(self.claims.len()).unwrap_or_default();
        Entry { id: self.id.clone(), title: self.title.clone(), claims: words::count(many, "claim", "claims") }
    }
}

/// Marks the claims in the text, and tells each card where it is marked.
fn marked(text: &str, records: &[Record], claims: &mut [Card]) -> String {
    let spans: Vec<Span> = records.iter().map(|record| record.claim.mention.span).collect();
    let mark = |(span, card): (&Span, &Card)| Mark {
        span: *span,
        card: card.id.clone(),
        number: card.number,
        class: card.standing.class.clone(),
        label: card.standing.label.clone(),
    };
    let marks: Vec<_> = spans.iter().zip(&*claims).map(mark).collect();
    let (html, placed) = highlight(text, &marks);
    let shown: Vec<_> = (0..marks.len()).map(|at| shown_by(at, &spans, &placed)).collect();
    let ids: Vec<_> = claims.iter().map(|card| card.id.clone()).collect();
    for (card, shown) in claims.iter_mut().zip(shown) {
        card.mark = shown.map(|at| ids[at].clone());
    }
    html
}

/// The mark that shows a claim: its own, else the first one over its words.
fn shown_by(at: usize, spans: &[Span], placed: &[bool]) -> Option<usize> {
    if placed[at] {
        return Some(at);
    }
    (0..spans.len()).find(|other| placed[*other] && spans[*other].overlaps(spans[at]))
}

/// Whether it looks like a tag of BCP 47, so that nothing else comes into the attribute.
fn is_language(code: &str) -> bool {
    let mut parts = code.split('-');
    let first = parts.next().unwrap_or_default();
    (2..=3).contains(&first.len())
        && first.bytes().all(|byte| byte.is_ascii_lowercase())
        && parts.all(|part| (1..=8).contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_alphanumeric()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_language_is_a_tag() {
        assert!(["en", "en-GB", "zh-Hant-TW", "yue"].into_iter().all(is_language));
        assert!(!["", "e", "EN", "en\" onload=", "english language", "en-", "en_GB"].into_iter().any(is_language));
    }

    #[test]
    fn a_claim_inside_another_is_shown_by_its_mark() {
        let spans = [Span::new(0, 10), Span::new(3, 5), Span::new(20, 22)];
        let placed = [true, false, false];
        assert_eq!([0, 1, 2].map(|at| shown_by(at, &spans, &placed)), [Some(0), Some(0), None]);
    }
}
