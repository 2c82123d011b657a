//! When a page was published and last changed: by its JSON-LD, its `<meta>` names, marks on its elements, its address, a `<time>`, or
//! a date to be read near its head.
//!
//! The surest place comes first. A date that cannot be read is passed over, and so are several that differ where one was
//! wanted; when no place has one, the first that was there is told, and the document has no date rather than a guessed one.

mod address;
mod elements;
mod frame;
mod line;
mod marks;
mod names;
mod words;

use std::cell::LazyCell;
use std::sync::LazyLock;

use chrono::NaiveDate;
use dom_query::{Document, NodeRef};

use crate::ingest::date::{Order, day_in_order, day_of_count, day_on_page, mark_of_two_ways, order_of};
use crate::ingest::html::found::Found;
use crate::ingest::html::json_ld::Article;
use crate::ingest::html::metas::Metas;
use crate::ingest::notice::Notice;
use elements::{Kind, Shown};
pub(super) use frame::{blocks, is_named_elsewhere};
use words::Says;

static NAMES: &str = include_str!("names.tsv");
static PUBLISHED: LazyLock<Vec<&str>> = LazyLock::new(|| names_of("published"));
static MODIFIED: LazyLock<Vec<&str>> = LazyLock::new(|| names_of("modified"));

fn names_of(kind: &str) -> Vec<&'static str> {
    rows().filter(|row| row[0] == kind).map(|row| row[1]).collect()
}

fn rows() -> impl Iterator<Item = [&'static str; 3]> {
    NAMES.lines().filter(|line| !line.starts_with('#')).filter_map(|line| {
        let mut cells = line.split('\t');
        Some([cells.next()?, cells.next()?, cells.next()?])
    })
}

/// What else is known of the page when its dates are looked for.
pub(super) struct Known<'k> {
    pub(super) page: &'k Document,
    pub(super) metas: &'k Metas,
    pub(super) article: &'k Article,
    pub(super) url: Option<&'k str>,
    pub(super) title: &'k str,
}

/// The days of a page.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Days {
    pub(super) published: Option<Found<NaiveDate>>,
    pub(super) modified: Option<Found<NaiveDate>>,
    /// What was there and could not be read, when nothing else could.
    pub(super) unread: Option<Notice>,
}

/// Finds the days. One of a change before the publication is left out: one of both is wrong.
pub(super) fn find(known: &Known<'_>) -> Days {
    let order = LazyCell::new(|| orders(known));
    let read = |given: &str| {
        day_on_page(given).or_else(|| {
            let mark = mark_of_two_ways(given)?;
            day_in_order(given, order.iter().find(|(known, _)| *known == mark).map(|(_, order)| *order))
        })
    };
    let shown = LazyCell::new(|| elements::shown(known.page, known.title, &read));
    let address = known.url.and_then(address::day);
    let (published, unread) = published(known, &shown, address, &read);
    let modified = modified(known, &shown, &read)
        .filter(|modified| published.as_ref().is_none_or(|published| modified.value >= published.value));
    Days { published, modified, unread }
}

fn published(
    known: &Known<'_>,
    shown: &LazyCell<Vec<Shown>, impl FnOnce() -> Vec<Shown>>,
    address: Option<NaiveDate>,
    read: &impl Fn(&str) -> Option<NaiveDate>,
) -> (Option<Found<NaiveDate>>, Option<Notice>) {
    let home = LazyCell::new(|| address.or_else(|| at_home(shown)));
    let settle = |given: &str| stated(given, read).map(|day| local(day, given, || *home));
    let mut unread = None;
    let mut note = |place: &'static str, given: &str| {
        unread.get_or_insert_with(|| Notice::Date { place, given: given.to_owned() });
    };
    let of_article = known.article.published.as_deref().and_then(|given| {
        let day = settle(given);
        if day.is_none() {
            note("JSON-LD", given);
        }
        day.map(|day| Found::new(day, "JSON-LD"))
    });
    let found = of_article
        .or_else(|| {
            PUBLISHED.iter().find_map(|name| {
                let given: Vec<_> = known.metas.all(std::slice::from_ref(name)).collect();
                let days: Vec<_> = given.iter().filter_map(|found| settle(found.value)).collect();
                let day = agreed(days.into_iter());
                if let (None, Some(first)) = (day, given.first()) {
                    note("meta element", first.value);
                }
                day.map(|day| Found::new(day, given[0].place.clone()))
            })
        })
        .or_else(|| marked(shown, Says::Published))
        .or_else(|| address.map(|day| Found::new(day, "address")))
        .or_else(|| in_time(shown))
        .or_else(|| in_text(shown, Says::Published));
    if found.is_none()
        && let Some(given) = elements::unread(shown)
    {
        note("visible date", given);
    }
    (found.clone(), unread.filter(|_| found.is_none()))
}

fn modified(
    known: &Known<'_>,
    shown: &LazyCell<Vec<Shown>, impl FnOnce() -> Vec<Shown>>,
    read: &impl Fn(&str) -> Option<NaiveDate>,
) -> Option<Found<NaiveDate>> {
    let of_article = known.article.modified.as_deref().and_then(|given| stated(given, read));
    of_article
        .map(|day| Found::new(day, "JSON-LD"))
        .or_else(|| {
            let mut metas = known.metas.all(&MODIFIED);
            metas.find_map(|found| found.and_then(|given| stated(given, read)))
        })
        .or_else(|| marked(shown, Says::Updated))
        .or_else(|| {
            let of = |shown: &&Shown| shown.kind == Kind::Time && shown.says == Some(Says::Updated);
            agreed(days(shown.iter().filter(of))).map(|day| Found::new(day, "time element"))
        })
        .or_else(|| in_text(shown, Says::Updated))
}

/// The day of a date in a place that holds nothing but a date.
fn stated(given: &str, read: &impl Fn(&str) -> Option<NaiveDate>) -> Option<NaiveDate> {
    read(given).or_else(|| day_of_count(given))
}

/// The newsroom's own day. A time in UTC falls on the next or the last day elsewhere: a story of Monday evening in New York
/// is stamped "2026-03-03T01:10:00Z", and its address has Monday the 2nd, which is what "today" means in it.
fn local(day: NaiveDate, given: &str, home: impl Fn() -> Option<NaiveDate>) -> NaiveDate {
    if !is_utc(given) {
        return day;
    }
    home().filter(|home| (*home - day).num_days().abs() == 1).unwrap_or(day)
}

/// The day of publication that readers see.
fn at_home(shown: &[Shown]) -> Option<NaiveDate> {
    in_text(shown, Says::Published).or_else(|| in_time(shown)).map(|found| found.value)
}

/// Whether a time is one of UTC, which is no newsroom's own for most of the day.
fn is_utc(given: &str) -> bool {
    let given = given.trim();
    given.contains('T') && ["Z", "z", "+00:00", "+0000"].iter().any(|zone| given.ends_with(zone))
        || day_of_count(given).is_some()
}

fn days<'s>(shown: impl Iterator<Item = &'s Shown>) -> impl Iterator<Item = NaiveDate> {
    shown.filter_map(|shown| shown.day.as_ref().ok().copied())
}

/// The day, if all are the same.
fn agreed(mut days: impl Iterator<Item = NaiveDate>) -> Option<NaiveDate> {
    let first = days.next()?;
    days.all(|day| day == first).then_some(first)
}

/// The day that marks say, the microdata's before the microformat's; those in the article's frame where they differ.
fn marked(shown: &[Shown], says: Says) -> Option<Found<NaiveDate>> {
    let places = ["microdata datePublished", "microdata dateModified", "RDFa", "time element"];
    places.into_iter().find_map(|place| {
        let of = |shown: &&Shown| shown.kind == Kind::Mark(place) && shown.says == Some(says);
        let all = || shown.iter().filter(of);
        let day = agreed(days(all())).or_else(|| agreed(days(all().filter(|shown| shown.is_framed))))?;
        Some(Found::new(day, place))
    })
}

/// The day of the `<time>` elements that are said to be the publication's, else of those of which nothing is said, if they agree.
fn in_time(shown: &[Shown]) -> Option<Found<NaiveDate>> {
    let of = |says: Option<Says>| move |shown: &&Shown| shown.kind == Kind::Time && shown.says == says;
    let said = agreed(days(shown.iter().filter(of(Some(Says::Published)))));
    let silent = || shown.iter().filter(of(None));
    let day =
        said.or_else(|| agreed(days(silent()))).or_else(|| agreed(days(silent().filter(|shown| shown.is_framed))))?;
    Some(Found::new(day, "time element"))
}

/// The day to be read after a word such as "Published", else (for publications) of a date alone.
fn in_text(shown: &[Shown], says: Says) -> Option<Found<NaiveDate>> {
    let of = |says: Option<Says>| move |shown: &&Shown| shown.kind == Kind::Text && shown.says == says;
    let said: Vec<&Shown> = shown.iter().filter(of(Some(says))).collect();
    let seen = if said.is_empty() && says == Says::Published { shown.iter().filter(of(None)).collect() } else { said };
    if seen.iter().any(|shown| shown.day.is_err()) {
        return None;
    }
    agreed(days(seen.into_iter())).map(|day| Found::new(day, "visible date"))
}

/// The orders of numbers in the dates of the page, by their mark, as far as dates show it that can be read in one way only.
fn orders(known: &Known<'_>) -> Vec<(char, Order)> {
    let mut seen: Vec<(char, Order)> = Vec::new();
    let mut note = |text: &str| {
        let words = text.split(|c: char| c.is_whitespace() || matches!(c, '"' | ',' | '(' | ')'));
        for order in words.filter(|word| (8..=25).contains(&word.len())).filter_map(order_of) {
            if !seen.contains(&order) {
                seen.push(order);
            }
        }
    };
    known.metas.contents().for_each(&mut note);
    let is_read =
        |node: &NodeRef<'_>| !node.parent().is_some_and(|above| above.has_name("script") || above.has_name("style"));
    for node in known.page.root().descendants_it().filter(NodeRef::is_text).filter(is_read) {
        note(&node.text());
    }
    let is_only = |(mark, order): &(char, Order)| !seen.iter().any(|(other, way)| other == mark && way != order);
    seen.iter().filter(|order| is_only(order)).copied().collect()
}

#[cfg(test)]
mod tests;
