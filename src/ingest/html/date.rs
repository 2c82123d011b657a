//! When a page was published: JSON-LD, then its `<meta>` names, then the date in its address, then `<time>`.
//!
//! The surest place comes first. A date that cannot be read is passed over; when none can, the first that was there is told,
//! and the document has no date rather than a guessed one.

use std::ops::RangeInclusive;

use chrono::{Datelike, NaiveDate};
use dom_query::{Document, NodeRef};

use crate::ingest::date::day_on_page;
use crate::ingest::notice::Notice;

/// Names of `<meta>` elements (`property`, `name` or `itemprop`) that hold the day of publication, the surest first.
const META: &[&str] = &[
    "article:published_time",
    "og:article:published_time",
    "og:published_time",
    "article:published",
    "article.published",
    "datepublished",
    "publishdate",
    "publish_date",
    "publish-date",
    "published_date",
    "publication_date",
    "published_time",
    "pubdate",
    "pub_date",
    "pub-date",
    "parsely-pub-date",
    "sailthru.date",
    "cxenseparse:recs:publishtime",
    "bt:pubdate",
    "rnews:datepublished",
    "article_date_original",
    "originalpublicationdate",
    "citation_publication_date",
    "citation_date",
    "dcterms.created",
    "dcterms.issued",
    "dcterms.available",
    "dcterms.date",
    "dc.date.created",
    "dc.date.issued",
    "dc.date",
    "date",
    "displaydate",
];

/// The years that a number in an address may mean; before them no page had one.
const RECENT: RangeInclusive<i32> = 1990..=2099;

/// Finds the day, and otherwise what was there and could not be read.
pub(super) fn published(
    page: &Document,
    json_ld: Option<&str>,
    url: Option<&str>,
) -> (Option<NaiveDate>, Option<Notice>) {
    let address = url.and_then(in_address);
    let mut unread = None;
    let mut written = json_ld.map(|given| ("JSON-LD", given.to_owned())).into_iter().chain(in_meta(page));
    let found = written.find_map(|(place, given)| {
        let day = day_on_page(&given);
        if day.is_none() && unread.is_none() {
            unread = Some(Notice::Date { place, given: given.clone() });
        }
        day.map(|day| at_home(day, &given, address))
    });
    let found = found.or(address).or_else(|| in_time(page));
    (found, unread.filter(|_| found.is_none()))
}

/// The newsroom's own day. A time in UTC falls on the next or the last day elsewhere: a story of Monday evening in New York
/// is stamped "2026-03-03T01:10:00Z", and its address has Monday the 2nd, which is what "today" means in it.
fn at_home(day: NaiveDate, given: &str, address: Option<NaiveDate>) -> NaiveDate {
    let is_utc = given.contains('T') && ["Z", "+00:00", "+0000"].iter().any(|zone| given.ends_with(zone));
    address.filter(|home| is_utc && (*home - day).num_days().abs() == 1).unwrap_or(day)
}

/// The dates of the `<meta>` elements, in the order of [`META`].
fn in_meta(page: &Document) -> Vec<(&'static str, String)> {
    let nodes = page.select("meta[content]");
    let mut found: Vec<(usize, String)> = nodes
        .nodes()
        .iter()
        .filter_map(|node| {
            let rank = ["property", "name", "itemprop"].iter().find_map(|attribute| {
                let name = node.attr(attribute)?.to_ascii_lowercase();
                META.iter().position(|known| *known == name)
            })?;
            Some((rank, node.attr("content")?.trim().to_owned()))
        })
        .collect();
    found.retain(|(_, given)| !given.is_empty());
    found.sort_by_key(|(rank, _)| *rank);
    found.into_iter().map(|(_, given)| ("meta element", given)).collect()
}

/// The day in an address: `/2026/03/04/`, `/2026/mar/04/`, `/ern-2026-03-04`, `/ern-20260304`.
fn in_address(url: &str) -> Option<NaiveDate> {
    let path = url.split_once("://").map_or(url, |(_, rest)| rest).split(['?', '#']).next()?;
    let parts: Vec<&str> = path.split('/').skip(1).collect();
    let folders = parts.windows(3).find_map(|parts| match parts {
        [year, month, day] if year.len() == 4 && day.len() <= 2 => {
            day_on_page(&format!("{year}/{month}/{day}")).or_else(|| day_on_page(&format!("{day} {month} {year}")))
        }
        _ => None,
    });
    let written = |length: usize| {
        let places = parts.iter().flat_map(move |part| (0..part.len()).map(move |at| (*part, at)));
        let whole = places.filter(move |(part, at)| stands_alone(part, *at, length));
        whole.filter_map(move |(part, at)| part.get(at..at + length)).find_map(day_on_page)
    };
    let (dashed, compact) = (|| written("2026-03-04".len()), || written("20260304".len()));
    folders.or_else(dashed).or_else(compact).filter(|day| RECENT.contains(&day.year()))
}

/// Whether no digit stands beside these bytes, of which the first and the last are digits.
fn stands_alone(part: &str, at: usize, length: usize) -> bool {
    let digit = |at: usize| part.as_bytes().get(at).is_some_and(u8::is_ascii_digit);
    digit(at) && digit(at + length - 1) && !digit(at + length) && (at == 0 || !digit(at - 1))
}

/// The day of the `<time>` that says it is the publication's, else of those in the article's frame or on the page if all agree.
fn in_time(page: &Document) -> Option<NaiveDate> {
    let times = page.select("time, [itemprop=datePublished]");
    let dated: Vec<_> = times.nodes().iter().filter_map(|node| Some((node, day_of(node)?))).collect();
    let marked = dated.iter().find(|(node, _)| is_marked(node));
    marked.map(|(_, day)| *day).or_else(|| {
        let framed: Vec<_> = dated.iter().filter(|(node, _)| is_framed(node)).map(|(_, day)| *day).collect();
        let days = if framed.is_empty() { dated.iter().map(|(_, day)| *day).collect() } else { framed };
        days.first().copied().filter(|first| days.iter().all(|day| day == first))
    })
}

fn day_of(node: &NodeRef<'_>) -> Option<NaiveDate> {
    let given = node.attr("datetime").or_else(|| node.attr("content")).unwrap_or_else(|| node.text());
    day_on_page(&given)
}

fn is_marked(node: &NodeRef<'_>) -> bool {
    let says =
        |attribute: &str| node.attr(attribute).is_some_and(|value| value.to_ascii_lowercase().contains("publish"));
    node.has_attr("pubdate") || says("itemprop") || says("class")
}

fn is_framed(node: &NodeRef<'_>) -> bool {
    node.ancestors_it(None).any(|parent| parent.has_name("article") || parent.has_name("main"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(html: &str, json_ld: Option<&str>, url: Option<&str>) -> Option<String> {
        published(&Document::from(html), json_ld, url).0.map(|day| day.to_string())
    }

    #[test]
    fn the_surest_place_wins() {
        let page = "<meta name=date content=2001-01-01><meta property=article:published_time content=2026-03-04T23:00:00-05:00><time datetime=2002-02-02>x</time>";
        let url = Some("https://a.example/2003/03/03/ern");
        assert_eq!(day(page, Some("2026-03-05"), url).as_deref(), Some("2026-03-05"));
        assert_eq!(day(page, None, url).as_deref(), Some("2026-03-04"));
        assert_eq!(day("<p>", None, url).as_deref(), Some("2003-03-03"));
        assert_eq!(day(page, Some("soon"), None).as_deref(), Some("2026-03-04"));
    }

    #[test]
    fn addresses_hold_days_in_several_ways() {
        for url in [
            "https://a.example/2026/03/04/ern",
            "https://a.example/news/2026/mar/04/ern.html",
            "http://a.example/ern-empties-2026-03-04.html",
            "https://a.example/20260304/ern",
            "https://a.example/ern-20260304.html",
            "https://a.example/2026/3/4/ern",
        ] {
            assert_eq!(day("<p>", None, Some(url)).as_deref(), Some("2026-03-04"), "{url}");
        }
        for url in [
            "https://a.example/2026/03/ern",
            "https://a.example/id/120260304",
            "https://a.example/20991345",
            "https://a.example/16480304",
            "https://a.example/12026-03-04",
            "https://2026-03-04.example/ern",
            "https://a.example/2026/13/45/é",
        ] {
            assert_eq!(day("<p>", None, Some(url)), None, "{url}");
        }
    }

    #[test]
    fn a_time_in_utc_is_the_day_that_the_address_has() {
        let url = Some("https://a.example/2026/03/02/ern");
        assert_eq!(day("<p>", Some("2026-03-03T01:10:00Z"), url).as_deref(), Some("2026-03-02"));
        assert_eq!(day("<p>", Some("2026-03-03T01:10:00+0000"), url).as_deref(), Some("2026-03-02"));
        assert_eq!(day("<p>", Some("2026-03-03T01:10:00-05:00"), url).as_deref(), Some("2026-03-03"));
        assert_eq!(day("<p>", Some("2026-03-05T01:10:00Z"), url).as_deref(), Some("2026-03-05"));
    }

    #[test]
    fn a_time_counts_when_it_is_marked_or_alone() {
        let marked = "<time datetime=2001-01-01>a</time><time class=is-published datetime=2026-03-04>b</time>";
        assert_eq!(day(marked, None, None).as_deref(), Some("2026-03-04"));
        let framed = "<time datetime=2001-01-01>a</time><article><time>4 March 2026</time></article>";
        assert_eq!(day(framed, None, None).as_deref(), Some("2026-03-04"));
        let several = "<time datetime=2001-01-01>a</time><time datetime=2026-03-04>b</time>";
        assert_eq!(day(several, None, None), None);
    }

    #[test]
    fn an_unreadable_date_is_told_and_not_guessed() {
        let page = Document::from("<meta name=pubdate content=03/04/2026>");
        let notice = Notice::Date { place: "meta element", given: "03/04/2026".to_owned() };
        assert_eq!(published(&page, None, None), (None, Some(notice)));
    }
}
