//! Where else a claim stands, and how the same words and number were judged there.

use serde::Serialize;

use crate::cli::list::short;
use crate::cli::show::field;
use crate::cli::ui::Ui;
use crate::model::{Appearance, ClaimId, Record, Status};

/// How many articles are named.
const NAMED: usize = 12;

/// Prints the articles that carry a claim, when there are others than its own.
pub(super) fn print_appearances(record: &Record, ui: &mut Ui) -> anyhow::Result<()> {
    if record.elsewhere.is_empty() {
        return Ok(());
    }
    let all = record.appearances();
    let independent = record.independent();
    let count = if all.len() == 1 { "1 article".to_owned() } else { format!("{} articles", all.len()) };
    field("appears", Some(format!("in {count}, {independent} independent of each other")), ui)?;
    for appearance in all.iter().take(NAMED) {
        field("", Some(format!("  {}", named(appearance))), ui)?;
    }
    let more = all.len().saturating_sub(NAMED);
    field("", (more > 0).then(|| format!("  and {more} more")), ui)
}

/// "Tidewater Post, 2026-11-20, https://tidewater.example/strait, copy".
fn named(appearance: &Appearance) -> String {
    let day = appearance.published.map(|day| day.to_string());
    let outlet = appearance.publisher.clone().or_else(|| appearance.title.clone());
    let parts = [outlet, day, appearance.url.clone(), appearance.copy.then(|| "copy".to_owned())];
    parts.into_iter().flatten().collect::<Vec<_>>().join(", ")
}

/// How the same words and number were judged in another place.
#[derive(Serialize)]
pub(super) struct Elsewhere<'a> {
    claim: ClaimId,
    status: Status,
    rating: &'a str,
    scale: &'a str,
    reviewer: &'a str,
    title: Option<&'a str>,
    published: Option<chrono::NaiveDate>,
}

impl<'a> Elsewhere<'a> {
    pub(super) fn of(record: &'a Record) -> Option<Self> {
        let (verdict, metadata) = (record.verdict()?, &record.document.metadata);
        Some(Self {
            claim: record.claim.id,
            status: record.status(),
            rating: &verdict.rating,
            scale: &verdict.scale,
            reviewer: &verdict.reviewer,
            title: metadata.title.as_deref(),
            published: metadata.published,
        })
    }
}

impl std::fmt::Display for Elsewhere<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let id = short(&self.claim.to_string(), 8);
        let title = self.title.unwrap_or("without a headline");
        let day = self.published.map(|day| format!(", {day}")).unwrap_or_default();
        write!(
            f,
            "{} by {}: the same words and number in {title}{day} ({id}, {})",
            self.rating, self.reviewer, self.status
        )
    }
}
