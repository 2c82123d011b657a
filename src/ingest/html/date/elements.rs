//! The dates that a page's elements show: marked as the publication's or the last change's, in a `<time>`, or to be read.
//!
//! Marks (microdata, RDFa, microformats, `pubdate`) count wherever they stand in the article. All else counts near the head only:
//! up to the second paragraph, after the heading or in its frame. What belongs to another story, a comment or an event is
//! passed over by the names of its elements and by the frames that do not hold the heading.

use std::collections::HashSet;

use chrono::NaiveDate;
use dom_query::{Document, NodeId, NodeRef};

use crate::ingest::date::mark_of_two_ways;
use crate::ingest::html::date::frame::{SKIPPED, blocks, heading, is_named_elsewhere};
use crate::ingest::html::date::line::{self, Part};
use crate::ingest::html::date::marks::{marked, value};
use crate::ingest::html::date::names::{Names, is_date_alone, is_named};
use crate::ingest::html::date::words::{Says, tokens};

/// A date that an element shows.
#[derive(Clone, Debug)]
pub(super) struct Shown {
    /// The day, or the date as written where it could be two.
    pub(super) day: Result<NaiveDate, String>,
    /// Whether it is the publication's, the last change's, or nothing is said.
    pub(super) says: Option<Says>,
    /// How surely.
    pub(super) kind: Kind,
    /// Whether an `<article>` or `<main>` frames it.
    pub(super) is_framed: bool,
}

/// By what an element shows a date, the surest first.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// Microdata, RDFa, a microformat, or `pubdate`; its name for people.
    Mark(&'static str),
    /// A `<time>`.
    Time,
    /// Text.
    Text,
}

/// The most words of a line that may be one of dates.
const LONGEST: usize = 40;
/// The characters of a line that is a paragraph of the text.
const PARAGRAPH: usize = 140;

/// Reads the dates that the elements of a page show; `title` tells which heading is the article's.
pub(super) fn shown(page: &Document, title: &str, read: &dyn Fn(&str) -> Option<NaiveDate>) -> Vec<Shown> {
    let heading = heading(page, title);
    let above: HashSet<NodeId> =
        heading.iter().flat_map(|heading| heading.ancestors_it(None)).map(|node| node.id).collect();
    let mut walk = Walk {
        heading: heading.as_ref().map(|heading| heading.id),
        nearest: heading
            .as_ref()
            .map(|heading| heading.ancestors_it(Some(2)).map(|node| node.id).collect())
            .unwrap_or_default(),
        above,
        blocks: blocks(page),
        is_past_heading: heading.is_none(),
        paragraphs: 0,
        footers: 0,
        label: None,
        read,
        found: Vec::new(),
    };
    for meta in page.select("head meta[itemprop], head time").nodes() {
        walk.mark(meta);
    }
    if let Some(body) = page.body() {
        walk.visit(&body);
    }
    walk.found
}

struct Walk<'w> {
    heading: Option<NodeId>,
    /// The two elements around the heading.
    nearest: Vec<NodeId>,
    above: HashSet<NodeId>,
    blocks: HashSet<NodeId>,
    is_past_heading: bool,
    paragraphs: usize,
    /// How many footers are open, in which marks count and lines do not.
    footers: usize,
    /// What the last line said of the date of the next.
    label: Option<Says>,
    read: &'w dyn Fn(&str) -> Option<NaiveDate>,
    found: Vec<Shown>,
}

impl Walk<'_> {
    /// Goes through a block: its blocks, and its lines between them. Pages that nest deeply were refused before.
    fn visit(&mut self, block: &NodeRef<'_>) {
        let mut run: Vec<NodeRef<'_>> = Vec::new();
        for child in block.children_it(false) {
            if !self.blocks.contains(&child.id) {
                run.push(child);
                continue;
            }
            self.line(block, &run);
            run.clear();
            if self.is_elsewhere(&child) {
                continue;
            }
            if Some(child.id) == self.heading {
                (self.is_past_heading, self.label) = (true, None);
            }
            self.mark(&child);
            let is_footer = self.is_footer(&child);
            self.footers += usize::from(is_footer);
            self.visit(&child);
            self.footers -= usize::from(is_footer);
        }
        self.line(block, &run);
    }

    /// Whether an element, which does not hold the heading, is no part of the article.
    fn is_elsewhere(&self, node: &NodeRef<'_>) -> bool {
        if self.above.contains(&node.id) || Some(node.id) == self.heading {
            return false;
        }
        is_named(node, SKIPPED) || self.is_foreign(node) || is_named_elsewhere(node)
    }

    /// Whether an element frames another thing than the article: a story, an entry, a person. The article's own frame need not
    /// hold the heading; it holds all of the text then, or none of it.
    fn is_foreign(&self, node: &NodeRef<'_>) -> bool {
        const TEASER: usize = 500;
        let is_frame = node.has_name("article") || node.has_attr("itemscope");
        if !is_frame || self.heading.is_none() {
            return false;
        }
        let is_inner =
            || node.ancestors_it(None).any(|above| self.above.contains(&above.id) && above.has_name("article"));
        let length = || {
            let mut length = 0;
            for text in node.descendants_it().filter(NodeRef::is_text) {
                length += text.text().trim().len();
                if length >= TEASER {
                    break;
                }
            }
            length
        };
        node.has_attr("itemprop") || is_inner() || (1..TEASER).contains(&length())
    }

    fn is_footer(&self, node: &NodeRef<'_>) -> bool {
        let has_name = || node.class().is_some_and(|class| tokens(&class).iter().any(|token| token == "footer"));
        !self.above.contains(&node.id) && (node.has_name("footer") || has_name())
    }

    /// Takes the date of an element that is marked.
    fn mark(&mut self, node: &NodeRef<'_>) {
        if let Some((says, name)) = marked(node)
            && let Some(day) = value(node)
        {
            self.push(node, Shown { day: Ok(day), says: Some(says), kind: Kind::Mark(name), is_framed: false });
        }
    }

    /// Takes the dates of a line, which a run of a block's children is.
    fn line(&mut self, block: &NodeRef<'_>, run: &[NodeRef<'_>]) {
        if run.is_empty() {
            return;
        }
        let mut line = Line::default();
        let outer = Names::of(block);
        line.label(outer.says);
        let is_date = outer.is_date && is_date_alone(block);
        for node in run {
            self.gather(node, is_date, &mut line);
        }
        if line.length >= PARAGRAPH {
            self.paragraphs += usize::from(self.is_past_heading);
        }
        if self.paragraphs >= 2 || self.footers > 0 || !line.parts.iter().any(|part| !matches!(part, Part::Label(_))) {
            return;
        }
        let label = self.label.take();
        if line.parts.len() > LONGEST {
            return;
        }
        let (dates, next) = line::dates(&line.parts, label, self.read);
        let is_term = block.has_name("dt") || block.has_name("th");
        self.label = next.or(is_term.then_some(Says::Other));
        if !self.is_past_heading && !self.is_near_heading(block) {
            return;
        }
        for date in dates {
            let kind = if date.is_time { Kind::Time } else { Kind::Text };
            self.push(block, Shown { day: date.day, says: date.says, kind, is_framed: false });
        }
    }

    fn gather(&mut self, node: &NodeRef<'_>, in_date: bool, line: &mut Line) {
        if node.is_text() {
            line.text(&node.text(), in_date);
            return;
        }
        if !node.is_element() || self.is_elsewhere(node) {
            return;
        }
        self.mark(node);
        let names = Names::of(node);
        line.label(names.says);
        if node.has_name("time") {
            let day = value(node);
            if day.is_some() {
                line.parts.push(Part::Time(day));
                return;
            }
        }
        let in_date = in_date || names.is_date && is_date_alone(node);
        for child in node.children_it(false) {
            self.gather(&child, in_date, line);
        }
    }

    /// Whether what stands above the heading stands in its frame.
    fn is_near_heading(&self, node: &NodeRef<'_>) -> bool {
        let frame = |node: &NodeRef<'_>| {
            let is_near = is_named(node, &["article", "main"]) || self.nearest.contains(&node.id);
            self.above.contains(&node.id) && is_near && !is_named(node, &["html", "body"])
        };
        frame(node) || node.ancestors_it(None).any(|above| frame(&above))
    }

    fn push(&mut self, node: &NodeRef<'_>, mut shown: Shown) {
        const MOST: usize = 200;
        if self.found.len() < MOST {
            shown.is_framed = is_named(node, &["article", "main"])
                || node.ancestors_it(None).any(|above| is_named(&above, &["article", "main"]));
            self.found.push(shown);
        }
    }
}

/// A line as it is gathered.
#[derive(Default)]
struct Line {
    parts: Vec<Part>,
    /// Characters, as far as they were counted.
    length: usize,
}

impl Line {
    fn label(&mut self, says: Option<Says>) {
        self.parts.extend(says.map(Part::Label));
    }

    fn text(&mut self, text: &str, in_date: bool) {
        for word in text.split_whitespace() {
            self.length += word.chars().count() + 1;
            if self.parts.len() <= LONGEST {
                self.parts.push(Part::Word { text: word.to_owned(), in_date });
            }
        }
    }
}

/// The first date among the shown that could be two days.
pub(super) fn unread(shown: &[Shown]) -> Option<&str> {
    let given =
        shown.iter().find(|shown| shown.says != Some(Says::Updated)).and_then(|shown| shown.day.as_ref().err())?;
    mark_of_two_ways(given).map(|_| given.as_str())
}
