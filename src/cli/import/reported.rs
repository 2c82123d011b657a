//! The verdict that a report's row shows, as the ledger has it: what a changed row is held against.

use anyhow::bail;

use crate::export::{Row, RowKind, Value, harmless};
use crate::model::{Act, Correction, Evidence, Findings, Record, Verdict};
use crate::store::Store;

/// A verdict that a report showed.
pub(super) struct Reported {
    /// The verdict.
    pub(super) verdict: Verdict,
    /// Its cells in the report, those that are not empty, by column.
    cells: Vec<(&'static str, Value<'static>)>,
    /// Whether it was taken back since.
    undone: bool,
}

impl Reported {
    /// Finds a verdict on a claim by its id.
    ///
    /// # Errors
    /// When there is none of this id.
    pub(super) fn find(store: &Store, record: &Record, id: &str) -> anyhow::Result<Self> {
        let standing = record.verdicts.iter().find(|verdict| verdict.id.to_string() == id);
        if let Some(verdict) = standing {
            return Ok(Self::new(record, verdict.clone(), false));
        }
        let taken_back = store.history(record.claim.id)?.into_iter().find_map(|event| match event.act {
            Act::VerdictGiven(verdict) if verdict.id.to_string() == id => Some(*verdict),
            _ => None,
        });
        match taken_back {
            Some(verdict) => Ok(Self::new(record, verdict, true)),
            None => bail!("the verdict {id} is none of this ledger on {}", record.claim.id),
        }
    }

    fn new(record: &Record, verdict: Verdict, undone: bool) -> Self {
        let (columns, row) = (RowKind::Verdicts.columns(), Row::of_verdict(record, &verdict));
        let cells = columns.iter().zip(row.verdict_cells()).filter(|(_, cell)| *cell != Value::None);
        let cells = cells.map(|(column, cell)| (column.name, cell.into_owned())).collect();
        Self { verdict, cells, undone }
    }

    /// The cell of a column; `None` when it is empty.
    pub(super) fn cell(&self, column: &str) -> Option<&Value<'static>> {
        self.cells.iter().find(|(name, _)| *name == column).map(|(_, cell)| cell)
    }

    /// Refuses to change a verdict that does not hold any more.
    pub(super) fn hold(&self, record: &Record) -> anyhow::Result<()> {
        let (id, reviewer) = (self.verdict.id, &self.verdict.reviewer);
        if self.undone {
            bail!(
                "it changes the verdict {id}, which {reviewer} has taken back since the report was made: export it again"
            );
        }
        if record.in_force().all(|verdict| verdict.id != id) {
            bail!(
                "it changes the verdict {id}, which {reviewer} has replaced since the report was made: export it again"
            );
        }
        Ok(())
    }
}

/// Text without what a report or a spreadsheet changes in it: marks that are dropped, and how lines end.
pub(super) fn flat(text: &str) -> String {
    harmless(text).0.replace("\r\n", "\n").replace(" ⏎ ", "\n").replace('\r', "\n").trim().to_owned()
}

/// Whether two verdicts of a reviewer say the same, so that the second would add nothing.
pub(super) fn same_judgement(one: &Verdict, other: &Verdict) -> bool {
    let said = |verdict: &Verdict| {
        let findings = Findings { reason: None, change_note: None, duration_s: None, ..verdict.findings.clone() };
        let correction = verdict.correction.clone().filter(|correction| *correction != Correction::default());
        (
            verdict.scale.clone(),
            verdict.scale_version,
            verdict.rating.clone(),
            verdict.explanation.clone(),
            correction,
            findings,
        )
    };
    said(one) == said(other) && sources(&one.evidence) == sources(&other.evidence)
}

/// What verdicts rest on: addresses, else keys, in an order of their own.
fn sources(evidence: &[Evidence]) -> Vec<String> {
    let mut names: Vec<_> =
        evidence.iter().map(|piece| piece.url.clone().unwrap_or_else(|| piece.id.to_string())).collect();
    names.sort_unstable();
    names.dedup();
    names
}
