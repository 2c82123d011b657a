//! What is known of an article: its fields and where they came from, its revisions, its copies and its claims in number.

use chrono::NaiveDate;
use serde::Serialize;

use crate::cli::list::short;
use crate::cli::show::context::clock;
use crate::cli::show::field;
use crate::cli::ui::Ui;
use crate::export::{hex, moment, write_json};
use crate::model::{DocumentId, Metadata, Source};
use crate::store::{ArticleText, DocumentRow, Sighting, Store, StoreError, StoryText};

/// How many copies and places are named to people.
const NAMED: usize = 12;

/// An article with all that is known of it.
struct Article {
    row: DocumentRow,
    texts: Vec<ArticleText>,
    seen: Vec<Sighting>,
    story: Vec<StoryText>,
}

/// Prints an article, as JSON or for people, with the origins of its fields or without.
pub(super) fn print(store: &Store, id: DocumentId, how: (bool, bool), ui: &mut Ui) -> anyhow::Result<()> {
    let article = Article {
        row: store.document_row(id)?,
        texts: store.texts(id)?,
        seen: store.sightings(id)?,
        story: store.story(id)?,
    };
    match how {
        (true, _) => print_json(&article, ui),
        (false, explain) => print_text(store, &article, explain, ui),
    }
}

impl Article {
    fn source(&self) -> &Source {
        &self.row.source
    }

    fn own(&self) -> Option<&ArticleText> {
        self.texts.iter().find(|text| text.source.id == self.source().id)
    }

    /// The other documents of its story that are neither texts of its own address nor what it is a copy of.
    fn others(&self) -> impl Iterator<Item = &StoryText> {
        let known = |id| self.row.copy_of == Some(id) || self.texts.iter().any(|own| own.source.id == id);
        self.story.iter().filter(move |text| !known(text.source.id))
    }
}

fn print_text(store: &Store, article: &Article, explain: bool, ui: &mut Ui) -> anyhow::Result<()> {
    let (source, known) = (article.source(), &article.source().metadata);
    let title = known.title.as_deref().unwrap_or("without a headline");
    let head = format!("{}  {}", ui.strong(&id(store, source.id)?), ui.strong(title));
    ui.marked_line(&head)?;
    print_fields(known, explain, ui)?;
    field("logged", Some(time(source.added_at)), ui)?;
    if let Some(retrieved) = &known.retrieved {
        field("fetched", Some(format!("{} from {}", time(retrieved.at), retrieved.url)), ui)?;
        field("", Some(format!("SHA-256 of what came {}", retrieved.sha256)), ui)?;
    }
    field("sha256", Some(hex(&source.sha256)), ui)?;
    field("text", article.own().filter(|own| own.redacted).map(|_| "was taken down".to_owned()), ui)?;
    field("spoken", spoken(known), ui)?;
    for note in &known.notes {
        field("noted", Some(format!("by the publisher: {note}")), ui)?;
    }
    print_revisions(store, article, ui)?;
    print_copies(store, article, ui)?;
    let DocumentRow { claims, worth_checking, reviewed, .. } = &article.row;
    field("claims", Some(format!("{claims}, {worth_checking} worth checking, {reviewed} with a verdict")), ui)
}

/// The fields whose origins are kept. The headline's own is told in a line of its own, because it stands above.
fn print_fields(known: &Metadata, explain: bool, ui: &mut Ui) -> anyhow::Result<()> {
    let day = |day: Option<NaiveDate>| day.map(|day| day.to_string());
    let origin = |name: &str| known.origins.get(name).filter(|_| explain);
    field("headline", origin("title").map(|place| format!("(from: {place})")), ui)?;
    for (name, key, value) in [
        ("publisher", "publisher", known.publisher.clone()),
        ("byline", "byline", known.byline.clone()),
        ("published", "published", day(known.published)),
        ("changed", "modified", day(known.modified)),
        ("url", "url", known.url.clone()),
        ("archived", "archived_url", known.archived_url.clone()),
        ("language", "language", known.language.clone()),
    ] {
        let from = origin(key).map(|place| format!(" (from: {place})")).unwrap_or_default();
        field(name, value.map(|value| format!("{value}{from}")), ui)?;
    }
    Ok(())
}

/// "312 lines, from 00:00:01 to 01:02:03".
fn spoken(known: &Metadata) -> Option<String> {
    let (first, last) = known.timings.first().zip(known.timings.last())?;
    Some(format!("{} lines, from {} to {}", known.timings.len(), clock(first.at), clock(last.at)))
}

fn print_revisions(store: &Store, article: &Article, ui: &mut Ui) -> anyhow::Result<()> {
    if article.texts.len() < 2 {
        return Ok(());
    }
    let own = id(store, article.source().id)?;
    let said = format!("{} of {} (claimlog diff {own})", article.source().revision, article.texts.len());
    field("revision", Some(said), ui)?;
    for text in &article.texts {
        let stands = if text.stands { ", stands at its address now" } else { "" };
        let day = time(text.source.added_at);
        let said = format!("  {} {}, logged {day}{stands}", text.source.revision, id(store, text.source.id)?);
        field("", Some(said), ui)?;
    }
    Ok(())
}

fn print_copies(store: &Store, article: &Article, ui: &mut Ui) -> anyhow::Result<()> {
    if let Some(original) = article.row.copy_of {
        let known = store.document_row(original)?.source.metadata;
        field("copy of", Some(format!("{} {}", id(store, original)?, place(&known))), ui)?;
    }
    for sighting in article.seen.iter().take(NAMED) {
        let (publisher, url) = (sighting.publisher.clone(), sighting.url.clone());
        let known = Metadata { publisher, url, published: sighting.published, ..Metadata::default() };
        field("seen", Some(format!("{}, logged {}", place(&known), time(sighting.seen_at))), ui)?;
    }
    for other in article.others().take(NAMED) {
        let said = format!("{} {}", id(store, other.source.id)?, place(&other.source.metadata));
        field("story", Some(said), ui)?;
    }
    let more = article.others().count().saturating_sub(NAMED) + article.seen.len().saturating_sub(NAMED);
    field("", (more > 0).then(|| format!("and {more} more: --format json has all")), ui)
}

/// "Tidewater Post, 2026-11-20, https://tidewater.example/strait".
fn place(known: &Metadata) -> String {
    let day = known.published.map(|day| day.to_string());
    let parts: Vec<_> = [known.publisher.clone(), day, known.url.clone()].into_iter().flatten().collect();
    if parts.is_empty() { "without an address".to_owned() } else { parts.join(", ") }
}

fn id(store: &Store, id: DocumentId) -> Result<String, StoreError> {
    Ok(short(&id.to_string(), store.document_prefix(&[id])?))
}

fn time(at: chrono::DateTime<chrono::Utc>) -> String {
    at.format("%Y-%m-%d %H:%M UTC").to_string()
}

/// An article for programs.
#[derive(Serialize)]
struct Whole<'a> {
    document: DocumentId,
    sha256: String,
    metadata: &'a Metadata,
    logged_at: String,
    redacted: bool,
    revision: u32,
    stands: bool,
    revisions: Vec<DocumentId>,
    copy_of: Option<DocumentId>,
    story: Vec<Member<'a>>,
    seen: Vec<Seen<'a>>,
    claims: u64,
    worth_checking: u64,
    reviewed: u64,
}

#[derive(Serialize)]
struct Member<'a> {
    document: DocumentId,
    copy_of: Option<DocumentId>,
    publisher: Option<&'a str>,
    published: Option<NaiveDate>,
    url: Option<&'a str>,
    title: Option<&'a str>,
}

#[derive(Serialize)]
struct Seen<'a> {
    publisher: Option<&'a str>,
    published: Option<NaiveDate>,
    url: Option<&'a str>,
    title: Option<&'a str>,
    archived_url: Option<&'a str>,
    logged_at: String,
}

fn print_json(article: &Article, ui: &mut Ui) -> anyhow::Result<()> {
    let (source, row, own) = (article.source(), &article.row, article.own());
    let whole = Whole {
        document: source.id,
        sha256: hex(&source.sha256),
        metadata: &source.metadata,
        logged_at: moment(source.added_at),
        redacted: own.is_some_and(|own| own.redacted),
        revision: source.revision,
        stands: own.is_some_and(|own| own.stands),
        revisions: article.texts.iter().map(|text| text.source.id).collect(),
        copy_of: row.copy_of,
        story: article.story.iter().map(Member::of).collect(),
        seen: article.seen.iter().map(Seen::of).collect(),
        claims: row.claims,
        worth_checking: row.worth_checking,
        reviewed: row.reviewed,
    };
    write_json(ui.out(), &whole)?;
    Ok(ui.line("")?)
}

impl<'a> Member<'a> {
    fn of(text: &'a StoryText) -> Self {
        let known = &text.source.metadata;
        Self {
            document: text.source.id,
            copy_of: text.copy_of,
            publisher: known.publisher.as_deref(),
            published: known.published,
            url: known.url.as_deref(),
            title: known.title.as_deref(),
        }
    }
}

impl<'a> Seen<'a> {
    fn of(place: &'a Sighting) -> Self {
        Self {
            publisher: place.publisher.as_deref(),
            published: place.published,
            url: place.url.as_deref(),
            title: place.title.as_deref(),
            archived_url: place.archived_url.as_deref(),
            logged_at: moment(place.seen_at),
        }
    }
}
