//! Findings as a reviewer types them → findings that a verdict can keep: words trimmed, days that can be.

use chrono::NaiveDate;

use crate::model::{Contact, Contacted, Findings};
use crate::review::ReviewError;
use crate::review::words::{LONG, MIDDLE, address, text};

/// The findings with their words trimmed; `today` is the day of the verdict.
pub(super) fn checked(typed: &Findings, today: NaiveDate) -> Result<Findings, ReviewError> {
    let words = |what, most, typed: &Option<String>| match typed {
        Some(typed) => text(what, most, typed),
        None => Ok(None),
    };
    if let Some(day) = typed.recheck_on.filter(|day| *day < today) {
        return Err(ReviewError::Recheck { day, today });
    }
    let change_note = words("the note", MIDDLE, &typed.change_note)?;
    if change_note.is_some() && typed.reason.is_none() {
        return Err(ReviewError::Note);
    }
    Ok(Findings {
        analysis: words("the analysis", LONG, &typed.analysis)?,
        methodology: words("the methodology", LONG, &typed.methodology)?,
        claimant_contacted: typed.claimant_contacted.as_ref().map(|typed| contact(typed, today)).transpose()?,
        conflict_of_interest: words("the conflict of interest", MIDDLE, &typed.conflict_of_interest)?,
        published_url: typed.published_url.as_deref().map(address).transpose()?,
        change_note,
        ..typed.clone()
    })
}

/// A day and a quotation belong to somebody who was asked, a quotation to somebody who answered.
fn contact(typed: &Contact, today: NaiveDate) -> Result<Contact, ReviewError> {
    let quote = typed.quote.as_deref().map_or(Ok(None), |typed| text("the answer", MIDDLE, typed))?;
    let none_asked = typed.outcome == Contacted::None && typed.on.is_some();
    let none_answered = typed.outcome != Contacted::Answered && quote.is_some();
    if none_asked || none_answered {
        return Err(ReviewError::Contact(typed.outcome));
    }
    match typed.on.filter(|day| *day > today) {
        Some(day) => Err(ReviewError::Future { what: "the claimant was contacted", day }),
        None => Ok(Contact { quote, ..typed.clone() }),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    fn held(typed: &Findings) -> Result<Findings, ReviewError> {
        checked(typed, day("2026-11-23"))
    }

    fn asked(outcome: Contacted, on: Option<&str>, quote: Option<&str>) -> Result<Findings, ReviewError> {
        let contact = Contact { outcome, on: on.map(day), quote: quote.map(str::to_owned) };
        held(&Findings { claimant_contacted: Some(contact), ..Findings::default() })
    }

    #[test]
    fn nothing_is_fine() {
        assert_eq!(held(&Findings::default()).unwrap(), Findings::default());
    }

    #[test]
    fn words_are_trimmed_and_bounded() {
        let typed = Findings {
            analysis: Some("\n One.\n\nTwo.\n".into()),
            methodology: Some(" ".into()),
            ..Findings::default()
        };
        let kept = held(&typed).unwrap();
        assert_eq!((kept.analysis.as_deref(), kept.methodology), (Some("One.\n\nTwo."), None));
        let long = Findings { analysis: Some("é".repeat(LONG + 1)), ..Findings::default() };
        assert!(matches!(held(&long), Err(ReviewError::TooLong { length: 1_000_001, .. })));
    }

    #[test]
    fn days_are_where_they_can_be() {
        let recheck = |on| held(&Findings { recheck_on: Some(day(on)), ..Findings::default() });
        assert!(recheck("2026-11-23").is_ok() && recheck("2027-01-01").is_ok());
        assert!(matches!(recheck("2026-11-22"), Err(ReviewError::Recheck { .. })));
        assert!(asked(Contacted::Answered, Some("2026-11-23"), Some("We counted.")).is_ok());
        assert!(matches!(asked(Contacted::Asked, Some("2026-11-24"), None), Err(ReviewError::Future { .. })));
    }

    #[test]
    fn nobody_answers_unasked() {
        for (outcome, on, quote, fine) in [
            (Contacted::None, None, None, true),
            (Contacted::None, Some("2026-11-01"), None, false),
            (Contacted::None, None, Some("No."), false),
            (Contacted::Asked, Some("2026-11-01"), None, true),
            (Contacted::Asked, None, Some("No."), false),
            (Contacted::Answered, None, Some("No."), true),
        ] {
            assert_eq!(asked(outcome, on, quote).is_ok(), fine, "{outcome} {on:?} {quote:?}");
        }
    }

    #[test]
    fn a_note_on_a_change_needs_its_reason() {
        let note = Findings { change_note: Some("The port counted again.".into()), ..Findings::default() };
        assert_eq!(held(&note).unwrap_err(), ReviewError::Note);
    }
}
