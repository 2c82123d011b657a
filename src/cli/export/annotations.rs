//! `claimlog export annotations`: the claims as annotations of their articles, for viewers and annotation stores.

use std::io::Write;

use serde::{Deserialize, Serialize};
use sha2::{Digest as _, Sha256};

use super::outcome::Outcome;
use super::rows::{Failure, Rows};
use super::scales::scale_words;
use super::{Common, Made, Making, deliver};
use crate::cli::Exit;
use crate::cli::context::Context;
use crate::cli::ui::Ui;
use crate::export::AnnotationWriter;
use crate::model::DocumentId;

/// W3C Web Annotations (JSON-LD): where in its article every claim stands, and how it was judged
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  claimlog export annotations -o audit.jsonld
  claimlog export annotations --document d4f2 | jq '.items[].target'
  claimlog export annotations --status reviewed -o reviewed.jsonld")]
pub(super) struct Args {
    #[command(flatten)]
    common: Common,
}

/// What annotations are made with: nothing can be chosen.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(in crate::cli) struct Options {}

pub(super) fn run(args: &Args, context: &Context, ui: &mut Ui) -> anyhow::Result<Exit> {
    deliver(&args.common, Made::Annotations(Options {}), context, ui)
}

impl Making for Options {
    fn write(&self, rows: &Rows<'_>, out: &mut dyn Write, outcome: &mut Outcome) -> anyhow::Result<()> {
        // The first pass counts, and finds the scales whose labels the second writes.
        rows.each_claim(outcome, |_| Ok(()))?;
        let mut writer = AnnotationWriter::new(out, key(rows)?, scale_words(rows.store, outcome)?)?;
        let mut article: Option<(DocumentId, Option<String>)> = None;
        rows.each_claim(&mut Outcome::new(self.counts()), |record| {
            let id = record.document.id;
            if article.as_ref().is_none_or(|(known, _)| *known != id) {
                article = Some((id, rows.store.text(id).map_err(Failure::from)?));
            }
            let text = article.as_ref().and_then(|(_, text)| text.as_deref());
            Ok(writer.claim(record, text)?)
        })?;
        outcome.rows = writer.finish()?;
        Ok(())
    }
}

/// What names the collection: the claims that are meant, and the ledger's last event.
fn key(rows: &Rows<'_>) -> anyhow::Result<[u8; 16]> {
    let mut hash = Sha256::new();
    hash.update(rows.store.last(None)?.hash);
    hash.update(serde_json::to_vec(rows.filter)?);
    let mut key = [0; 16];
    key.copy_from_slice(&hash.finalize()[..16]);
    Ok(key)
}
