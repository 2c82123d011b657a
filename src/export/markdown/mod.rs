//! The report for reading, in Markdown (CommonMark with the tables of GitHub): what it is, then article by article.
//!
//! Rows of claims → a heading an article and one a claim, under it a list of what is known. All text is escaped.

mod claim;
mod escape;

use std::io::{self, Write};

use crate::export::ScaleWords;
use crate::model::{DocumentId, Record, Source};
use escape::{escaped, link};

/// What stands before the articles.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Front {
    /// What the report is, and how it is: "Chosen", "claims of …".
    pub facts: Vec<(&'static str, String)>,
    /// Counts of claims: what is counted, each name with its number.
    pub counts: Vec<(&'static str, Vec<(String, u64)>)>,
    /// The scales of its verdicts.
    pub scales: Vec<ScaleWords>,
    /// The statement of method.
    pub method: String,
}

/// Writes the report claim by claim, in the order of articles.
#[derive(Debug)]
pub struct MarkdownWriter<W> {
    out: W,
    scales: Vec<ScaleWords>,
    article: Option<DocumentId>,
}

impl<W: Write> MarkdownWriter<W> {
    /// Starts a report with its front.
    ///
    /// # Errors
    /// When `out` cannot be written.
    pub fn new(mut out: W, front: Front) -> io::Result<Self> {
        writeln!(out, "# Claims and verdicts\n")?;
        for (what, how) in &front.facts {
            writeln!(out, "- **{}:** {}", escaped(what), escaped(how))?;
        }
        for (what, counts) in front.counts.iter().filter(|(_, counts)| !counts.is_empty()) {
            writeln!(out, "\n| {} | Claims |\n| --- | ---: |", escaped(what))?;
            for (name, count) in counts {
                writeln!(out, "| {} | {count} |", escaped(name))?;
            }
        }
        for scale in &front.scales {
            scale_table(scale, &mut out)?;
        }
        writeln!(out, "\n## Method\n\n{}", escaped(&front.method))?;
        Ok(Self { out, scales: front.scales, article: None })
    }

    /// Adds a claim, under the heading of its article.
    ///
    /// # Errors
    /// When `out` cannot be written.
    pub fn claim(&mut self, record: &Record) -> io::Result<()> {
        if self.article != Some(record.document.id) {
            self.article = Some(record.document.id);
            heading(&record.document, &mut self.out)?;
        }
        claim::write(record, &self.scales, &mut self.out)
    }

    /// Ends the report.
    ///
    /// # Errors
    /// When `out` cannot be flushed.
    pub fn finish(mut self) -> io::Result<()> {
        if self.article.is_none() {
            writeln!(self.out, "\nThere are no such claims.")?;
        }
        self.out.flush()
    }
}

fn scale_table(scale: &ScaleWords, out: &mut impl Write) -> io::Result<()> {
    let title = format!("{} (scale {}, version {})", scale.title, scale.name, scale.version);
    writeln!(out, "\n## {}\n\n| Rating | Given when |\n| --- | --- |", escaped(&title))?;
    for rating in &scale.ratings {
        writeln!(out, "| {} | {} |", escaped(&rating.label), escaped(&rating.definition))?;
    }
    Ok(())
}

fn heading(article: &Source, out: &mut impl Write) -> io::Result<()> {
    let known = &article.metadata;
    let title = known.title.as_deref().filter(|title| !title.trim().is_empty()).unwrap_or("Without a headline");
    writeln!(out, "\n## {}\n", escaped(title))?;
    let fields = [
        ("Outlet", known.publisher.as_deref().map(escaped)),
        ("By", known.byline.as_deref().map(escaped)),
        ("Published", known.published.map(|day| day.to_string())),
        ("Address", known.url.as_deref().map(|url| link(url, url))),
        ("Article", Some(article.id.to_string())),
    ];
    list(fields, out)
}

/// The fields that are known, an item each; their values are Markdown.
fn list<'n>(fields: impl IntoIterator<Item = (&'n str, Option<String>)>, out: &mut impl Write) -> io::Result<()> {
    for (name, value) in fields {
        if let Some(value) = value.filter(|value| !value.is_empty()) {
            writeln!(out, "- **{name}:** {value}")?;
        }
    }
    Ok(())
}
