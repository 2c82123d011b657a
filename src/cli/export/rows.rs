//! What every format is written from: the claims of a filter, their evidence, and the events about them, in the order of
//! reports. What passes is counted for the manifest.

use std::collections::BTreeSet;
use std::io;

use super::outcome::Outcome;
use crate::cli::log::told;
use crate::export::{Cells, Entry, Piece, RowKind};
use crate::model::{Carried, ClaimId, DocumentId, Occurrence, Record, VerdictId};
use crate::store::{Filter, Store, StoreError};

/// The rows of a report.
#[derive(Clone, Copy)]
pub(in crate::cli) struct Rows<'s> {
    /// Where they are.
    pub store: &'s Store,
    /// Which claims are meant.
    pub filter: &'s Filter,
}

/// Why a row could not be read or written.
#[derive(Debug, thiserror::Error)]
pub(super) enum Failure {
    #[error(transparent)]
    Store(#[from] StoreError),
    #[error("the report cannot be written")]
    Write(#[from] std::io::Error),
    #[cfg(feature = "html-report")]
    #[error(transparent)]
    Other(anyhow::Error),
}

/// Says the first of both as itself.
fn unwrapped<T>(outcome: Result<T, Failure>) -> anyhow::Result<T> {
    outcome.map_err(|failure| match failure {
        Failure::Store(error) => error.into(),
        Failure::Write(error) => error.into(),
        #[cfg(feature = "html-report")]
        Failure::Other(error) => error,
    })
}

impl Rows<'_> {
    /// Calls `each` with the cells of every row of this kind, in the order of reports.
    pub(super) fn each_row(
        &self,
        kind: RowKind,
        outcome: &mut Outcome,
        mut each: impl FnMut(&mut Cells<'_, '_>) -> io::Result<()>,
    ) -> anyhow::Result<()> {
        match kind {
            RowKind::Claims | RowKind::Verdicts => {
                self.each_claim(outcome, |record| Ok(kind.each_of(record, |cells| each(cells))?))
            }
            RowKind::Evidence => self.each_piece(outcome, |piece| Ok(each(&mut piece.cells())?)),
            RowKind::Events => self.each_event(outcome, |entry| Ok(each(&mut entry.cells())?)),
        }
    }

    /// Gives every claim away, in the same order.
    pub(super) fn each_owned(
        &self,
        outcome: &mut Outcome,
        mut each: impl FnMut(Record) -> Result<(), Failure>,
    ) -> anyhow::Result<()> {
        unwrapped(self.store.each_record(self.filter, |record| {
            outcome.count(&record);
            each(record)
        }))
    }

    /// Calls `each` for every claim, by day of publication, article, place; one at a time is in memory.
    pub(super) fn each_claim(
        &self,
        outcome: &mut Outcome,
        mut each: impl FnMut(&Record) -> Result<(), Failure>,
    ) -> anyhow::Result<()> {
        self.each_owned(outcome, |record| each(&record))
    }

    /// Calls `each` for the evidence on each claim, in the order of its keys.
    pub(super) fn each_piece(
        &self,
        outcome: &mut Outcome,
        mut each: impl FnMut(Piece<'_>) -> Result<(), Failure>,
    ) -> anyhow::Result<()> {
        self.each_claim(outcome, |record| {
            let mut found = self.store.evidence_list(Some(record.claim.id), None)?;
            found.sort_by_key(|row| row.evidence.id);
            for row in found {
                let cites = |id| move |verdict: &&crate::model::Verdict| verdict.evidence.iter().any(|it| it.id == id);
                let citing = record.verdicts.iter().filter(cites(row.evidence.id));
                let cited_by: Vec<VerdictId> = citing.map(|verdict| verdict.id).collect();
                each(Piece { record, evidence: &row.evidence.public(), cited_by: &cited_by })?;
            }
            Ok(())
        })
    }

    /// Calls `each` for every row of the ledger itself ([`Store::each_carried`]).
    pub(super) fn each_carried(&self, each: impl FnMut(Carried) -> Result<(), Failure>) -> anyhow::Result<()> {
        unwrapped(self.store.each_carried(each))
    }

    /// Calls `each` for the events about the claims and their articles, in the order of the ledger's rows; for all of them
    /// when the filter chooses all claims.
    pub(super) fn each_event(
        &self,
        outcome: &mut Outcome,
        mut each: impl FnMut(Entry<'_>) -> Result<(), Failure>,
    ) -> anyhow::Result<()> {
        let (mut claims, mut documents) = (BTreeSet::<ClaimId>::new(), BTreeSet::<DocumentId>::new());
        let whole = self.filter.is_whole();
        self.each_claim(outcome, |record| {
            if !whole {
                claims.insert(record.claim.id);
                documents.insert(record.document.id);
            }
            Ok(())
        })?;
        let meant = |event: &Occurrence| {
            whole
                || event.act.claims().iter().any(|claim| claims.contains(claim))
                || event.act.document().is_some_and(|document| documents.contains(&document))
        };
        unwrapped(self.store.each_event(|event| {
            if meant(&event) { each(Entry { event: &event, told: &told(&event.act) }) } else { Ok(()) }
        }))
    }
}
