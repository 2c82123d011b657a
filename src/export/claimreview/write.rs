//! Reviews one after another → a document, a feed, or elements for pages; one review is in memory at a time.

use std::io::{self, Write};

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::export::claimreview::{CONTEXT, Review};
use crate::export::write_json;

/// In what the reviews stand.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Shape {
    /// One JSON-LD document with all of them in its `@graph`.
    #[default]
    Graph,
    /// A `DataFeed`, as aggregators read it.
    Feed,
    /// A `<script type="application/ld+json">` each, to be put into its page.
    Html,
}

/// An entry of a feed.
#[derive(Serialize)]
struct Item<'r> {
    #[serde(rename = "@type")]
    kind: &'static str,
    #[serde(rename = "dateCreated")]
    created: NaiveDate,
    #[serde(rename = "dateModified")]
    modified: NaiveDate,
    url: &'r str,
    item: &'r Review<'r>,
}

/// Writes reviews.
#[derive(Debug)]
pub struct ReviewWriter<W> {
    out: W,
    shape: Shape,
    count: u64,
    /// The last day on which one was changed.
    modified: Option<NaiveDate>,
}

impl<W: Write> ReviewWriter<W> {
    /// Opens the document.
    ///
    /// # Errors
    /// When `out` cannot be written.
    pub fn new(mut out: W, shape: Shape) -> io::Result<Self> {
        match shape {
            Shape::Graph => write!(out, r#"{{"@context":"{CONTEXT}","@graph":["#)?,
            Shape::Feed => write!(out, r#"{{"@context":"{CONTEXT}","@type":"DataFeed","dataFeedElement":["#)?,
            Shape::Html => {}
        }
        Ok(Self { out, shape, count: 0, modified: None })
    }

    /// Writes a review.
    ///
    /// # Errors
    /// When `out` cannot be written.
    pub fn review(&mut self, review: Review<'_>) -> io::Result<()> {
        let (created, modified) = review.days();
        self.modified = self.modified.max(Some(modified));
        if self.shape == Shape::Html {
            write!(self.out, r#"<script type="application/ld+json">"#)?;
            write_json(&mut self.out, &review.alone())?;
            writeln!(self.out, "</script>")?;
        } else {
            writeln!(self.out, "{}", if self.count == 0 { "" } else { "," })?;
            match self.shape {
                Shape::Feed => {
                    let url = review.url();
                    let item = Item { kind: "DataFeedItem", created, modified, url, item: &review };
                    write_json(&mut self.out, &item)?;
                }
                Shape::Graph | Shape::Html => write_json(&mut self.out, &review)?,
            }
        }
        self.count += 1;
        Ok(())
    }

    /// Closes the document, and says how many reviews it has.
    ///
    /// # Errors
    /// When `out` cannot be written.
    pub fn finish(mut self) -> io::Result<u64> {
        match (self.shape, self.modified) {
            (Shape::Html, _) => {}
            (Shape::Feed, Some(day)) => writeln!(self.out, "\n],\"dateModified\":\"{day}\"}}")?,
            (Shape::Graph | Shape::Feed, _) => writeln!(self.out, "\n]}}")?,
        }
        self.out.flush()?;
        Ok(self.count)
    }
}
