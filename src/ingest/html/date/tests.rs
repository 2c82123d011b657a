//! The order of the places, and every row of the tables by its example.

use super::*;
use crate::ingest::html::json_ld::Itself;

/// What a page shows, as its published and its modified day with their places.
fn found(html: &str, url: Option<&str>) -> Days {
    let page = Document::from(html);
    let article = crate::ingest::html::json_ld::read(&page, Itself::default()).unwrap_or_default();
    let metas = Metas::of(&page);
    find(&Known { page: &page, metas: &metas, article: &article, url, title: "" })
}

fn day(html: &str, json_ld: Option<&str>, url: Option<&str>) -> Option<String> {
    let json = json_ld.map(|date| {
        format!("<script type=application/ld+json>{{\"@type\":\"Article\",\"datePublished\":\"{date}\"}}</script>")
    });
    found(&format!("{}{html}", json.unwrap_or_default()), url).published.map(|found| found.value.to_string())
}

const WANTED: Option<&str> = Some("2026-03-04");

#[test]
fn the_surest_place_wins() {
    let page = "<meta name=date content=2001-01-01><meta property=article:published_time content=2026-03-04T23:00:00-05:00><time datetime=2002-02-02>x</time>";
    let url = Some("https://a.example/2003/03/03/ern");
    assert_eq!(day(page, Some("2026-03-05"), url).as_deref(), Some("2026-03-05"));
    assert_eq!(day(page, None, url).as_deref(), WANTED);
    assert_eq!(day("<p>", None, url).as_deref(), Some("2003-03-03"));
    assert_eq!(day(page, Some("soon"), None).as_deref(), WANTED);
}

#[test]
fn a_time_in_utc_is_the_day_that_the_newsroom_has() {
    let url = Some("https://a.example/2026/03/02/ern");
    for given in ["2026-03-03T01:10:00Z", "2026-03-03T01:10:00+0000"] {
        assert_eq!(day("<p>", Some(given), url).as_deref(), Some("2026-03-02"));
    }
    assert_eq!(day("<p>", Some("2026-03-03T01:10:00-05:00"), url).as_deref(), Some("2026-03-03"));
    assert_eq!(day("<p>", Some("2026-03-05T01:10:00Z"), url).as_deref(), Some("2026-03-05"));
    let seen = "<p>Posted March 4, 2026 at 8:10 p.m. ET</p>";
    assert_eq!(day(seen, Some("2026-03-05T01:10:00Z"), None).as_deref(), WANTED);
    let element = "<time datetime=2026-03-05T01:10:00Z>March 4, 2026</time>";
    assert_eq!(day(element, None, None).as_deref(), WANTED);
}

#[test]
fn a_time_counts_when_it_is_marked_or_alone() {
    let marked = "<time datetime=2001-01-01>a</time><time class=is-published datetime=2026-03-04>b</time>";
    assert_eq!(day(marked, None, None).as_deref(), WANTED);
    let framed = "<time datetime=2001-01-01>a</time><article><time>4 March 2026</time></article>";
    assert_eq!(day(framed, None, None).as_deref(), WANTED);
    let several = "<p><time datetime=2001-01-01>A</time></p><p><time datetime=2026-03-04>B</time>";
    assert_eq!(day(several, None, None), None);
    let changed = "<p>Updated <time datetime=2026-03-04>today</time>";
    assert_eq!(day(changed, None, None), None);
    assert_eq!(found(changed, None).modified.map(|found| found.value.to_string()).as_deref(), WANTED);
    assert_eq!(day("<p>The vote is on <time datetime=2026-03-04>4 March</time>", None, None), None);
}

#[test]
fn an_unreadable_date_is_told_and_not_guessed() {
    let notice = |place| Some(Notice::Date { place, given: "03/04/2026".to_owned() });
    let days = found("<meta name=pubdate content=03/04/2026>", None);
    assert_eq!((days.published, days.unread), (None, notice("meta element")));
    let days = found("<h1>Ern empties</h1><p>Published 03/04/2026", None);
    assert_eq!((days.published, days.unread), (None, notice("visible date")));
}

#[test]
fn another_date_settles_the_order() {
    let other = "<p>Comments close on 25/04/2026.";
    let page = format!("<meta name=pubdate content=04/03/2026>{other}");
    assert_eq!(day(&page, None, None).as_deref(), WANTED);
    let page = format!("<h1>Ern empties</h1><p>Published: 04/03/2026 10:15</p>{other}");
    assert_eq!(day(&page, None, None).as_deref(), WANTED);
    let both_ways = "<meta name=pubdate content=04/03/2026><p>25/04/2026 and 4/25/2026";
    assert_eq!(day(both_ways, None, None), None);
    let in_script = "<meta name=pubdate content=04/03/2026><script>var a = '25/04/2026 ';</script>";
    assert_eq!(day(in_script, None, None), None);
}

#[test]
fn two_dates_under_one_name_are_none() {
    let page = "<meta name=date content=2026-03-04><meta name=date content=2026-03-09>";
    assert_eq!(day(page, None, None), None);
}

#[test]
fn a_change_before_the_publication_is_left_out() {
    let page = |changed: &str| {
        format!("<meta name=pubdate content=2026-03-04><meta property=article:modified_time content={changed}>")
    };
    assert_eq!(found(&page("2026-03-03"), None).modified, None);
    let modified = found(&page("2026-03-06"), None).modified.unwrap();
    assert_eq!(
        (modified.value.to_string().as_str(), modified.place.as_str()),
        ("2026-03-06", "meta article:modified_time")
    );
}

#[test]
fn every_name_of_a_meta_is_read() {
    for [kind, name, example] in rows() {
        let days = found(&format!("<meta name=\"{name}\" content=\"{example}\">"), None);
        let found = if kind == "published" { days.published } else { days.modified };
        let found = found.unwrap_or_else(|| panic!("{name}"));
        assert_eq!((found.value.to_string().as_str(), found.place), ("2026-03-04", format!("meta {name}")));
    }
}

#[test]
fn every_word_says_what_its_row_tells() {
    for [kind, word, example] in words::rows() {
        let (line, class) = if kind == "elsewhere" { ("Posted March 4, 2026", example) } else { (example, "meta") };
        let days = found(&format!("<h1>Ern empties</h1><div class=\"{class}\">{line}</div>"), None);
        let found = [days.published, days.modified].map(|found| found.map(|found| found.value.to_string()));
        let wanted = match kind {
            "published" | "plain" => [WANTED, None],
            "updated" => [None, WANTED],
            _ => [None, None],
        };
        assert_eq!([found[0].as_deref(), found[1].as_deref()], wanted, "{kind} {word}: {example}");
    }
}

#[test]
fn a_date_alone_counts_by_the_name_of_its_element() {
    for page in [
        "<span class=entry-date>March 4, 2026</span>",
        "<div class=articleDate>Wednesday 4 March 2026 10:15 GMT</div>",
        "<p class=meta><b>Ann Harbour</b> <span class=publish-time>Mar. 4, 2026, 8:02 am ET</span></p>",
        "<dl><dt>Published</dt><dd>4 March 2026</dd></dl>",
        "<div>Published:</div><div>2026年3月4日</div>",
    ] {
        assert_eq!(day(&format!("<h1>Ern empties</h1>{page}"), None, None).as_deref(), WANTED, "{page}");
    }
    for page in [
        "<span class=entry-meta>March 4, 2026</span>",
        "<span class=updated-date>March 4, 2026</span>",
        "<span class=event-date>March 4, 2026</span>",
        "<div class=date>The vote of March 4, 2026</div>",
        "<dl><dt>Deadline</dt><dd class=date>4 March 2026</dd></dl>",
        "<div class=comments><div class=date>March 4, 2026</div></div>",
        "<article><div class=date>March 4, 2026</div></article>",
    ] {
        assert_eq!(day(&format!("<h1>Ern empties</h1>{page}"), None, None), None, "{page}");
    }
}

#[test]
fn a_date_counts_near_the_head_only() {
    let paragraph = format!("<p>{}</p>", "Some 30,000 people left the town. ".repeat(8));
    let date = "<p>Posted March 4, 2026</p>";
    let page = |above: usize| format!("<h1>Ern empties</h1>{}{date}", paragraph.repeat(above));
    assert_eq!(day(&page(1), None, None).as_deref(), WANTED);
    assert_eq!(day(&page(2), None, None), None);
    let masthead = format!("<div><p>{date}</p></div><main><h1>Ern empties</h1>{paragraph}</main>");
    assert_eq!(day(&masthead, None, None), None);
    let framed = format!("<main><div>{date}</div><h1>Ern empties</h1>{paragraph}</main>");
    assert_eq!(day(&framed, None, None).as_deref(), WANTED);
}

#[test]
fn a_page_of_nothing_but_dates_ends() {
    for part in [
        "<time datetime=2026-03-04>x</time>",
        "<div class=date>",
        "<h1 class=date>March 4, 2026</h1>",
        "Posted 03/04/2026 ",
    ] {
        assert_eq!(day(&part.repeat(300), Some("2026-03-04"), None).as_deref(), WANTED);
        let _ = day(&part.repeat(300), None, None);
    }
}
