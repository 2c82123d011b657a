//! An entry of a feed → a document: its content, else its summary, with what the feed says about it.
//!
//! The day is the one of the entry's own zone. Atom's `updated` is its last change and never taken for the day of
//! publication: a corrected story would move its "yesterday" to the day of the correction.

use chrono::{DateTime, NaiveDate, Utc};
use feed_rs::model::{Entry, Feed, FeedType, Person, Text};

use super::dates::Dates;
use crate::ingest::Draft;
use crate::ingest::canonical::is_web;
use crate::ingest::date::day_on_page;
use crate::ingest::html::fragment;
use crate::ingest::notice::Notice;
use crate::model::Metadata;

/// How the origin of what is found here is called.
const PLACE: &str = "feed entry";

/// Makes the documents; what must be said about entries without a text goes to the notices.
pub(super) fn drafts(mut feed: Feed, dates: &Dates, notices: &mut Vec<Notice>) -> Vec<Draft> {
    let entries = std::mem::take(&mut feed.entries);
    let context = Context {
        markup: matches!(feed.feed_type, FeedType::RSS0 | FeedType::RSS1 | FeedType::RSS2),
        rss: feed.feed_type == FeedType::RSS2,
        publisher: feed.title.as_ref().and_then(|title| line(title, feed.feed_type != FeedType::Atom)),
        language: feed.language.as_deref().and_then(language),
        authors: names(&feed.authors),
        dates,
    };
    let mut drafts = Vec::new();
    for (number, entry) in entries.into_iter().enumerate() {
        match context.draft(&entry, number + 1) {
            Ok(draft) => drafts.push(draft),
            Err(notice) => notices.push(notice),
        }
    }
    drafts
}

/// What all entries share.
struct Context<'d> {
    /// Whether text is HTML even where it is not said, as in RSS.
    markup: bool,
    /// Whether feed-rs gives the day of publication as that of the change too.
    rss: bool,
    publisher: Option<String>,
    language: Option<String>,
    authors: Option<String>,
    dates: &'d Dates,
}

impl Context<'_> {
    fn draft(&self, entry: &Entry, number: usize) -> Result<Draft, Notice> {
        let title = entry.title.as_ref().and_then(|title| line(title, self.markup));
        let url = address(entry);
        let id = Some(entry.id.trim()).filter(|id| !id.is_empty()).map(str::to_owned);
        let name = url.clone().or(id).unwrap_or_else(|| format!("entry {number}"));
        let text = self.text(entry).filter(|text| Some(text) != title.as_ref());
        let Some(text) = text else { return Err(Notice::NoText { title: title.unwrap_or(name), url }) };
        let mut notices = Vec::new();
        let published = self.day(entry.published, &mut notices);
        let changed = entry.updated.filter(|date| !self.rss || Some(*date) != entry.published);
        let modified = self.day(changed, &mut Vec::new());
        if let (None, Some(day)) = (published, modified) {
            notices.push(Notice::Changed { day });
        }
        let metadata = Metadata {
            title,
            byline: names(&entry.authors).or_else(|| self.authors.clone()),
            url,
            publisher: self.publisher.clone(),
            published,
            modified,
            language: entry.language.as_deref().and_then(language).or_else(|| self.language.clone()),
            ..Metadata::default()
        };
        Ok(Draft { text, metadata: metadata.from_place(PLACE), notices, name: Some(name) })
    }

    /// The content if there is any, else the summary.
    fn text(&self, entry: &Entry) -> Option<String> {
        let content = entry.content.as_ref().and_then(|content| {
            let is_markup = self.markup || is_markup(content.content_type.essence().to_string().as_str());
            plain(content.body.as_deref()?, is_markup)
        });
        content.or_else(|| {
            let summary = entry.summary.as_ref()?;
            plain(&summary.content, self.markup || is_markup(summary.content_type.essence().to_string().as_str()))
        })
    }

    /// A day as the feed writes it, or a notice of what it writes.
    fn day(&self, date: Option<DateTime<Utc>>, notices: &mut Vec<Notice>) -> Option<NaiveDate> {
        let given = self.dates.words(date?)?;
        let day = day_on_page(&given);
        if day.is_none() {
            notices.push(Notice::Date { place: PLACE, given });
        }
        day
    }
}

fn is_markup(essence: &str) -> bool {
    essence.ends_with("html") || essence.ends_with("xml")
}

/// The text without markup; `None` when there is none, or it nests too deeply to be one.
fn plain(body: &str, is_markup: bool) -> Option<String> {
    let text = if is_markup { fragment::text(body).ok()? } else { body.trim().to_owned() };
    text.contains(char::is_alphanumeric).then_some(text)
}

fn line(text: &Text, markup: bool) -> Option<String> {
    if markup || is_markup(text.content_type.essence().to_string().as_str()) {
        return fragment::line(&text.content);
    }
    let line = text.content.split_whitespace().collect::<Vec<_>>().join(" ");
    (!line.is_empty()).then_some(line)
}

/// The names of persons, each once; of one who gives an address for mail only, nothing.
fn names(persons: &[Person]) -> Option<String> {
    let mut names: Vec<String> = Vec::new();
    for name in persons.iter().filter_map(|person| person.name.as_deref()) {
        let words: Vec<&str> = name.split_whitespace().collect();
        let words =
            if words.first().is_some_and(|by| by.eq_ignore_ascii_case("by")) { &words[1..] } else { &words[..] };
        let name = words.join(" ");
        if !name.is_empty() && !name.contains('@') && !names.contains(&name) {
            names.push(name);
        }
    }
    (!names.is_empty()).then(|| names.join(", "))
}

/// The page of the entry: its first link that is one, else an id that is an address.
fn address(entry: &Entry) -> Option<String> {
    let is_page = |rel: Option<&str>| rel.is_none_or(|rel| rel == "alternate");
    let links = entry.links.iter().filter(|link| link.target.is_none() && is_page(link.rel.as_deref()));
    let links = links.filter(|link| link.media_type.as_deref().is_none_or(|kind| kind.contains("html")));
    links.map(|link| link.href.trim()).chain([entry.id.trim()]).find(|url| is_web(url)).map(str::to_owned)
}

/// A tag as BCP 47 writes it; feed-rs gives those of RSS in small letters.
fn language(tag: &str) -> Option<String> {
    let mut parts = tag.trim().split(['-', '_']).map(str::to_owned).collect::<Vec<_>>();
    if let Some(region) = parts.get_mut(1).filter(|part| part.len() == 2) {
        region.make_ascii_uppercase();
    }
    let tag = parts.join("-");
    let is_tag = tag.len() >= 2 && tag.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-');
    is_tag.then_some(tag)
}
