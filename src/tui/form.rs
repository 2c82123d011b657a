//! What a reviewer is about to say of a claim: the rating and the fields, and the draft that survives a killed terminal.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::model::{Claim, Confidence, Findings, Kind};
use crate::review::{Judgement, Question, WorkError, questions, read_value};
use crate::store::Store;
use crate::tui::field::Field;

/// A field of the form.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Slot {
    /// The right value, bounds or day.
    Corrected,
    /// Its unit, when it is another than the claim's.
    Unit,
    /// Addresses, and evidence of the ledger.
    Evidence,
    /// Why.
    Explanation,
    /// How sure.
    Confidence,
    /// An answer to a question of the checklist.
    Answer(&'static Question),
}

impl Slot {
    pub(super) fn label(&self) -> String {
        match self {
            Self::Corrected => "corrected".to_owned(),
            Self::Unit => "unit".to_owned(),
            Self::Evidence => "evidence".to_owned(),
            Self::Explanation => "why".to_owned(),
            Self::Confidence => "sure?".to_owned(),
            Self::Answer(question) => question.id.replace('_', " "),
        }
    }

    /// What to type there.
    pub(super) fn hint(&self, claim: &Claim) -> String {
        match self {
            Self::Corrected if claim.mention.quantity.kind == Kind::Date => "the right day: 2027-12-31".to_owned(),
            Self::Corrected => "the right value: 18000, or bounds: 17000..18500".to_owned(),
            Self::Unit => "its unit, if another: USD, %, km, USD/a".to_owned(),
            Self::Evidence => "addresses or ids of evidence, with spaces between".to_owned(),
            Self::Explanation => "why, in a sentence or two".to_owned(),
            Self::Confidence => "low, medium or high".to_owned(),
            Self::Answer(question) => format!("{} e.g. {}", question.ask, question.example),
        }
    }

    /// The most characters it takes, and whether it has lines.
    const fn bounds(&self) -> (usize, bool) {
        match self {
            Self::Corrected | Self::Unit | Self::Confidence => (100, false),
            Self::Evidence => (20_000, false),
            Self::Explanation | Self::Answer(_) => (20_000, true),
        }
    }
}

/// The form of one claim.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Form {
    /// The rating's code.
    pub rating: Option<String>,
    pub slots: Vec<(Slot, Field)>,
    /// Which slot has the cursor.
    pub at: usize,
}

/// What is kept of a form, as JSON.
#[derive(Debug, Default, Serialize, Deserialize)]
#[serde(default)]
struct Draft {
    rating: Option<String>,
    fields: BTreeMap<String, String>,
}

impl Form {
    /// The empty form of a claim.
    pub(super) fn of(claim: &Claim) -> Self {
        let first = [Slot::Corrected, Slot::Unit, Slot::Evidence, Slot::Explanation, Slot::Confidence];
        let slots = first.into_iter().chain(questions(claim).map(Slot::Answer));
        Self { rating: None, slots: slots.map(|slot| (slot, Field::default())).collect(), at: 0 }
    }

    /// Whether nothing was said yet.
    pub(super) fn is_empty(&self) -> bool {
        self.rating.is_none() && self.slots.iter().all(|(_, field)| field.text().is_empty())
    }

    /// The slot with the cursor.
    pub(super) fn current(&mut self) -> (&Slot, &mut Field) {
        let at = self.at.min(self.slots.len() - 1);
        let (slot, field) = &mut self.slots[at];
        (slot, field)
    }

    /// Types into the slot with the cursor; returns how many characters did not fit.
    pub(super) fn insert(&mut self, typed: &str) -> usize {
        let (slot, field) = self.current();
        let (most, lines) = slot.bounds();
        field.insert(typed, most, lines)
    }

    pub(super) fn is_last(&self) -> bool {
        self.at + 1 >= self.slots.len()
    }

    pub(super) fn next(&mut self) {
        self.at = (self.at + 1) % self.slots.len();
    }

    pub(super) fn previous(&mut self) {
        self.at = (self.at + self.slots.len() - 1) % self.slots.len();
    }

    /// What is kept, so that it is there again after a crash.
    pub(super) fn draft(&self) -> String {
        let fields = self.slots.iter().filter(|(_, field)| !field.text().is_empty());
        let fields = fields.map(|(slot, field)| (slot.label(), field.text().to_owned())).collect();
        serde_json::to_string(&Draft { rating: self.rating.clone(), fields }).unwrap_or_default()
    }

    /// Takes a draft in; what it says of fields that this claim does not have is left out.
    pub(super) fn restore(&mut self, draft: &str) {
        let Ok(draft) = serde_json::from_str::<Draft>(draft) else { return };
        self.rating = draft.rating;
        for (slot, field) in &mut self.slots {
            if let Some(text) = draft.fields.get(&slot.label()) {
                *field = Field::of(text.clone());
            }
        }
        let filled = |(_, field): &(Slot, Field)| !field.text().is_empty();
        self.at = self.slots.iter().rposition(filled).unwrap_or_default();
    }

    /// The judgement that is typed, with evidence looked up.
    ///
    /// # Errors
    /// With a sentence that names the field, where the cursor then is.
    pub(super) fn judgement(&mut self, claim: &Claim, reviewer: &str, store: &Store) -> Result<Judgement, String> {
        let rating = self.rating.clone().ok_or("choose a rating first: its number")?;
        let before = self.at;
        let mut said = Judgement { reviewer: reviewer.to_owned(), rating, ..Judgement::default() };
        for (at, (slot, field)) in self.slots.iter().enumerate() {
            let text = field.text().trim();
            if text.is_empty() {
                continue;
            }
            self.at = at;
            match slot {
                Slot::Corrected => correct(&mut said, claim, text).map_err(|why| format!("corrected: {why}"))?,
                Slot::Unit => said.corrected_unit = Some(text.to_owned()),
                Slot::Evidence => {
                    let pieces = text.split_whitespace().map(|typed| crate::review::cite(store, typed));
                    said.evidence =
                        pieces.collect::<Result<_, WorkError>>().map_err(|why| format!("evidence: {why}"))?;
                }
                Slot::Explanation => said.explanation = Some(text.to_owned()),
                Slot::Confidence => {
                    let sure = Confidence::ALL.iter().find(|sure| sure.name().starts_with(&text.to_lowercase()));
                    let sure = *sure.ok_or("sure?: type low, medium or high")?;
                    said.findings = Findings { confidence: Some(sure), ..said.findings };
                }
                Slot::Answer(question) => said.answers.push((question.id.clone(), text.to_owned())),
            }
        }
        self.at = before;
        Ok(said)
    }
}

/// "18000", "17000..18500", "2027-12-31".
fn correct(said: &mut Judgement, claim: &Claim, text: &str) -> Result<(), String> {
    if claim.mention.quantity.kind == Kind::Date {
        let day: NaiveDate = text.parse().map_err(|_| "a day is YYYY-MM-DD".to_owned())?;
        said.corrected_date = Some(day);
        return Ok(());
    }
    let Some((low, high)) = text.split_once("..") else {
        said.corrected_value = Some(read_value(text)?);
        return Ok(());
    };
    let bound = |text: &str| if text.trim().is_empty() { Ok(None) } else { read_value(text).map(Some) };
    (said.corrected_low, said.corrected_high) = (bound(low)?, bound(high)?);
    Ok(())
}
