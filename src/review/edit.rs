//! A claim's fields as a person corrects them; what the program found stays beside them.

use rust_decimal::Decimal;
use thiserror::Error;

use crate::model::named;
use crate::model::{
    Act, Attribution, AttributionKind, Change, Claim, ClaimEdited, EventKind, Kind, Modifier, Occurrence, Polarity,
    Quantity, Record, Status, Undone,
};
use crate::review::words::{MIDDLE, line, text};
use crate::review::{LifeError, ReviewError};

/// What is to be changed; `None` leaves a field as it is.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Edit {
    /// The fields that are emptied first.
    pub clear: Vec<Field>,
    /// The kind of quantity.
    pub kind: Option<Kind>,
    /// The value.
    pub value: Option<Decimal>,
    /// The lower bound.
    pub low: Option<Decimal>,
    /// The upper bound.
    pub high: Option<Decimal>,
    /// What the words around it say of the value.
    pub modifier: Option<Modifier>,
    /// Whether it is an amount of change.
    pub change: Option<Change>,
    /// The unit.
    pub unit: Option<String>,
    /// The denominator of a rate.
    pub per: Option<String>,
    /// The thing counted or measured.
    pub of: Option<String>,
    /// Who says so.
    pub speaker: Option<String>,
    /// What the speaker is.
    pub role: Option<String>,
    /// Whether the speaker asserts it.
    pub polarity: Option<Polarity>,
}

named! {
    /// A field that may be empty.
    Field {
        /// The value.
        Value = "value",
        /// The lower bound.
        Low = "low",
        /// The upper bound.
        High = "high",
        /// Whether it is an amount of change.
        Change = "change",
        /// The unit.
        Unit = "unit",
        /// The denominator of a rate.
        Per = "per",
        /// The thing counted or measured.
        Of = "of",
        /// Who says so, with all that belongs to it: the article itself speaks then.
        Source = "source",
        /// What the speaker is.
        Role = "role",
    }
}

/// Why a claim cannot be edited so.
#[derive(Clone, Debug, Error, PartialEq, Eq)]
pub enum EditError {
    /// Nothing is changed.
    #[error("nothing would be changed: name a field and what it should be")]
    Nothing,
    /// The bounds are exchanged.
    #[error("the lower bound {low} is greater than the upper bound {high}")]
    Bounds {
        /// The lower bound.
        low: Decimal,
        /// The upper bound.
        high: Decimal,
    },
    /// A value beside bounds.
    #[error("a claim has a value or bounds, not both: empty the others with --clear")]
    Both,
    /// As for other acts.
    #[error(transparent)]
    Life(#[from] LifeError),
}

impl From<ReviewError> for EditError {
    fn from(error: ReviewError) -> Self {
        Self::Life(error.into())
    }
}

/// The act that edits a claim.
///
/// # Errors
/// When nobody is named, no reason is given, the claim is void, nothing is changed, or the fields do not fit each other.
pub fn edit(record: &Record, edit: &Edit, reason: &str, by: &str) -> Result<Act, EditError> {
    let by = line("the name", by)?.ok_or(LifeError::Nobody)?;
    let reason = text("the reason", MIDDLE, reason)?.ok_or(LifeError::NoReason)?;
    if record.status() == Status::Void {
        return Err(LifeError::Status { status: Status::Void, wish: "edited" }.into());
    }
    let claim = &record.claim;
    let quantity = quantity(&claim.mention.quantity, edit)?;
    let of = words(&claim.mention.of, edit.of.as_deref(), edit, Field::Of)?;
    let attribution = attribution(claim, edit)?;
    if quantity == claim.mention.quantity && of == claim.mention.of && attribution == claim.attribution {
        return Err(EditError::Nothing);
    }
    Ok(Act::ClaimEdited(ClaimEdited { claim: claim.id, by, reason: Some(reason), quantity, of, attribution }))
}

fn quantity(old: &Quantity, edit: &Edit) -> Result<Quantity, EditError> {
    let keeps = |field| !edit.clear.contains(&field);
    let number = |old: Option<Decimal>, new: Option<Decimal>, field| new.or(old.filter(|_| keeps(field)));
    let new = Quantity {
        kind: edit.kind.unwrap_or(old.kind),
        value: number(old.value, edit.value, Field::Value),
        low: number(old.low, edit.low, Field::Low),
        high: number(old.high, edit.high, Field::High),
        modifier: edit.modifier.unwrap_or(old.modifier),
        change: edit.change.or(old.change.filter(|_| keeps(Field::Change))),
        unit: words(&old.unit, edit.unit.as_deref(), edit, Field::Unit)?,
        per: words(&old.per, edit.per.as_deref(), edit, Field::Per)?,
        ..old.clone()
    };
    if new.value.is_some() && (new.low.is_some() || new.high.is_some()) {
        return Err(EditError::Both);
    }
    match (new.low, new.high) {
        (Some(low), Some(high)) if low > high => Err(EditError::Bounds { low, high }),
        _ => Ok(new),
    }
}

fn words(old: &Option<String>, new: Option<&str>, edit: &Edit, field: Field) -> Result<Option<String>, EditError> {
    Ok(match new {
        Some(new) => line("the field", new)?,
        None => old.clone().filter(|_| !edit.clear.contains(&field)),
    })
}

/// A source that a person names is indirect, unless the program found in what way it speaks.
fn attribution(claim: &Claim, edit: &Edit) -> Result<Option<Attribution>, EditError> {
    let old = claim.attribution.clone().filter(|_| !edit.clear.contains(&Field::Source));
    if edit.speaker.is_none() && edit.role.is_none() && edit.polarity.is_none() && !edit.clear.contains(&Field::Role) {
        return Ok(old);
    }
    let base = old.unwrap_or_else(|| Attribution {
        source: None,
        cue: None,
        kind: AttributionKind::Indirect,
        speaker: None,
        role: None,
        polarity: Polarity::Asserted,
        rule: "by hand".to_owned(),
        chain: Vec::new(),
    });
    Ok(Some(Attribution {
        speaker: edit.speaker.as_deref().map_or(Ok(base.speaker.clone()), |new| line("the speaker", new))?,
        role: words(&base.role, edit.role.as_deref(), edit, Field::Role)?,
        polarity: edit.polarity.unwrap_or(base.polarity),
        ..base
    }))
}

/// The act that takes an event back.
///
/// # Errors
/// When nobody is named, the event was taken back before, is somebody else's, or is one that cannot be.
pub fn undo(target: &Occurrence, reason: Option<&str>, by: &str) -> Result<Act, UndoError> {
    let by = line("the name", by).map_err(LifeError::from)?.ok_or(LifeError::Nobody)?;
    let kind = target.act.kind();
    if !can_be_undone(kind) {
        return Err(UndoError::Kind(kind));
    }
    if target.undone {
        return Err(UndoError::Again);
    }
    if target.act.by() != Some(&by) && kind == EventKind::FilterSaved {
        return Err(UndoError::OtherFilter { by: target.act.by().unwrap_or("nobody who said so").to_owned() });
    }
    if target.act.by() != Some(&by) {
        return Err(UndoError::Other { by: target.act.by().unwrap_or("nobody").to_owned() });
    }
    let reason = reason.map_or(Ok(None), |typed| text("the reason", MIDDLE, typed)).map_err(LifeError::from)?;
    Ok(Act::Undone(Undone { event: target.id, by, reason }))
}

/// Whether an event of this kind can be taken back.
#[must_use]
pub const fn can_be_undone(kind: EventKind) -> bool {
    !matches!(
        kind,
        EventKind::DocumentAdded
            | EventKind::DocumentSeen
            | EventKind::TextRedacted
            | EventKind::ScaleAdded
            | EventKind::VerdictsShown
            | EventKind::PolicySet
            | EventKind::Undone
    )
}

/// Why an event cannot be taken back.
#[derive(Clone, Debug, Error, PartialEq, Eq)]
pub enum UndoError {
    /// Its kind cannot.
    #[error("{0} cannot be taken back{hint}", hint = match .0 {
        EventKind::DocumentAdded => ": void its claims (claimlog void)",
        EventKind::PolicySet => ": set another policy (claimlog policy set)",
        EventKind::Undone => ": do again what was taken back",
        _ => "",
    })]
    Kind(EventKind),
    /// It was before.
    #[error("it was taken back before")]
    Again,
    /// It is somebody else's.
    #[error("it was done by {by}, who alone takes it back: reopen or void the claim instead")]
    Other {
        /// Who did it.
        by: String,
    },
    /// It is a filter that somebody else saved.
    #[error(
        "it was saved by {by}, who alone takes it back: save the name again, or forget it (claimlog list --forget)"
    )]
    OtherFilter {
        /// Who did it.
        by: String,
    },
    /// As for other acts.
    #[error(transparent)]
    Life(#[from] LifeError),
}

#[cfg(test)]
mod tests {
    use chrono::DateTime;

    use super::*;
    use crate::model::{EventId, NoteWritten};
    use crate::review::fixture;

    fn edited(record: &Record, change: &Edit) -> Result<ClaimEdited, EditError> {
        match edit(record, change, "misread", "Ann")? {
            Act::ClaimEdited(edited) => Ok(edited),
            other => panic!("{other:?}"),
        }
    }

    #[test]
    fn fields_are_set_emptied_and_left() {
        let record = fixture::record();
        let change = Edit { value: Some(41.into()), of: Some(" cargo\n ships ".into()), ..Edit::default() };
        let done = edited(&record, &change).unwrap();
        assert_eq!((done.quantity.value, done.of.as_deref()), (Some(41.into()), Some("cargo ships")));
        assert_eq!(done.quantity.kind, record.claim.mention.quantity.kind);
        let change = Edit { clear: vec![Field::Value, Field::Of], low: Some(40.into()), ..Edit::default() };
        let done = edited(&record, &change).unwrap();
        assert_eq!((done.quantity.value, done.quantity.low, done.of), (None, Some(40.into()), None));
    }

    #[test]
    fn a_speaker_can_be_named_and_taken_away() {
        let record = fixture::record();
        let named = edited(&record, &Edit { speaker: Some("Mara Lind".into()), ..Edit::default() }).unwrap();
        let said = named.attribution.unwrap();
        assert_eq!(
            (said.speaker.as_deref(), &*said.rule, said.polarity),
            (Some("Mara Lind"), "by hand", Polarity::Asserted)
        );
        let mut with = record;
        with.claim.attribution = Some(said);
        let cleared = edited(&with, &Edit { clear: vec![Field::Source], ..Edit::default() }).unwrap();
        assert_eq!(cleared.attribution, None);
    }

    #[test]
    fn what_does_not_fit_is_refused() {
        let record = fixture::record();
        let wrong = [
            (Edit::default(), EditError::Nothing),
            (Edit { value: Some(40.into()), ..Edit::default() }, EditError::Nothing),
            (Edit { low: Some(1.into()), ..Edit::default() }, EditError::Both),
            (
                Edit { clear: vec![Field::Value], low: Some(5.into()), high: Some(4.into()), ..Edit::default() },
                EditError::Bounds { low: 5.into(), high: 4.into() },
            ),
        ];
        for (change, refusal) in wrong {
            assert_eq!(edited(&record, &change).unwrap_err(), refusal);
        }
        let change = Edit { value: Some(41.into()), ..Edit::default() };
        assert!(matches!(edit(&record, &change, " ", "Ann"), Err(EditError::Life(LifeError::NoReason))));
        assert!(matches!(edit(&record, &change, "x", " "), Err(EditError::Life(LifeError::Nobody))));
    }

    #[test]
    fn only_who_did_it_takes_it_back_and_once() {
        let note = NoteWritten { claim: fixture::record().claim.id, by: "Ann".into(), text: "x".into() };
        let target = Occurrence {
            id: EventId::from_bytes([3; 16]),
            seq: 1,
            hash: [0; 32],
            at: DateTime::UNIX_EPOCH,
            act: Act::NoteWritten(note),
            undone: false,
        };
        assert!(undo(&target, None, "Ann").is_ok());
        assert_eq!(undo(&target, None, "Ben").unwrap_err(), UndoError::Other { by: "Ann".into() });
        assert_eq!(undo(&Occurrence { undone: true, ..target.clone() }, None, "Ann").unwrap_err(), UndoError::Again);
        let saved = |by| crate::review::save_filter("big".into(), serde_json::Value::Null, by);
        let filter = |by: &str| Occurrence { act: saved(by.to_owned()), ..target.clone() };
        assert!(undo(&filter("Ann"), None, "Ann").is_ok());
        for (by, said) in [("Ben", "saved by Ben"), ("", "saved by nobody who said so")] {
            assert!(undo(&filter(by), None, "Ann").unwrap_err().to_string().contains(said));
        }
        let taken = Act::Undone(Undone { event: target.id, by: "Ann".into(), reason: None });
        let refused = undo(&Occurrence { act: taken, ..target }, None, "Ann").unwrap_err();
        assert_eq!(refused.to_string(), "event.undone cannot be taken back: do again what was taken back");
    }
}
