//! The comparison of two texts for programs: one JSON object.

use chrono::NaiveDate;
use serde::Serialize;

use crate::cli::changed::Both;
use crate::cli::diff::Comparison;
use crate::cli::ui::Ui;
use crate::export::{ClaimLine, moment, write_json};
use crate::model::{ClaimId, DocumentId, Record, Status};
use crate::review::Pair;
use crate::store::ArticleText;

#[derive(Serialize)]
struct Whole<'a> {
    url: Option<&'a str>,
    revisions: Vec<Text<'a>>,
    /// Null when there is one revision only.
    comparison: Option<Compared<'a>>,
}

#[derive(Serialize)]
struct Text<'a> {
    document: DocumentId,
    revision: u32,
    stands: bool,
    redacted: bool,
    logged_at: String,
    published: Option<NaiveDate>,
    modified: Option<NaiveDate>,
    notes: &'a [String],
}

#[derive(Serialize)]
struct Compared<'a> {
    from: DocumentId,
    to: DocumentId,
    /// False when a text was taken down: the lists are empty then, and say nothing.
    comparable: bool,
    kept: usize,
    reworded: Vec<Two<'a>>,
    changed: Vec<Two<'a>>,
    new: Vec<ClaimLine<'a>>,
    gone: Vec<ClaimLine<'a>>,
    affected: Vec<Affected<'a>>,
    notes: Vec<&'a str>,
}

#[derive(Serialize)]
struct Two<'a> {
    from: ClaimLine<'a>,
    to: ClaimLine<'a>,
}

#[derive(Serialize)]
struct Affected<'a> {
    claim: ClaimId,
    document: DocumentId,
    text: &'a str,
    status: Status,
    rating: Option<&'a str>,
    hidden_verdicts: usize,
}

/// Prints the comparison.
pub(super) fn print(comparison: &Comparison, ui: &mut Ui) -> anyhow::Result<()> {
    let Comparison { texts, both, affected } = comparison;
    let whole = Whole {
        url: texts.first().and_then(|text| text.source.metadata.url.as_deref()),
        revisions: texts.iter().map(Text::of).collect(),
        comparison: both.as_ref().map(|both| Compared::of(both, affected)),
    };
    write_json(ui.out(), &whole)?;
    Ok(ui.line("")?)
}

impl<'a> Text<'a> {
    fn of(text: &'a ArticleText) -> Self {
        let known = &text.source.metadata;
        Self {
            document: text.source.id,
            revision: text.source.revision,
            stands: text.stands,
            redacted: text.redacted,
            logged_at: moment(text.source.added_at),
            published: known.published,
            modified: known.modified,
            notes: &known.notes,
        }
    }
}

impl<'a> Compared<'a> {
    fn of(both: &'a Both, affected: &'a [Record]) -> Self {
        let comparable = !both.is_redacted();
        let changes = if comparable { both.changes() } else { crate::review::Changes::default() };
        let lines = |records: &[&'a Record]| records.iter().map(|record| ClaimLine::logged(record)).collect();
        Self {
            from: both.from.source.id,
            to: both.to.source.id,
            comparable,
            kept: changes.kept.len(),
            reworded: changes.reworded.iter().map(Two::of).collect(),
            changed: changes.changed.iter().map(Two::of).collect(),
            new: lines(&changes.new),
            gone: lines(&changes.gone),
            affected: affected.iter().map(Affected::of).collect(),
            notes: both.notes(),
        }
    }
}

impl<'a> Two<'a> {
    fn of((from, to): &Pair<'a>) -> Self {
        Self { from: ClaimLine::logged(from), to: ClaimLine::logged(to) }
    }
}

impl<'a> Affected<'a> {
    fn of(record: &'a Record) -> Self {
        Self {
            claim: record.claim.id,
            document: record.document.id,
            text: &record.wording.mention,
            status: record.status(),
            rating: record.verdict().map(|verdict| verdict.rating.as_str()),
            hidden_verdicts: record.hidden,
        }
    }
}
