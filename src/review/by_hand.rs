//! Claims that a person enters: words of a text → a claim, read by the engine as far as it can.

use rust_decimal::Decimal;
use thiserror::Error;

use crate::extract::extract;
use crate::model::{
    Act, Attribution, AttributionKind, Claim, ClaimEntered, ClaimId, ClaimSplit, Document, Kind, Mention, Metadata,
    Polarity, Quantity, Record, Status,
};
use crate::review::words::{MIDDLE, line, text};
use crate::review::{LifeError, ReviewError};
use crate::span::Span;

/// The engine of claims that a person entered.
pub const BY_HAND: &str = "hand";

/// Why a claim cannot be entered so.
#[derive(Clone, Debug, Error, PartialEq, Eq)]
pub enum HandError {
    /// The words are not there.
    #[error("“{0}” does not stand in the text: copy the words as they stand there")]
    NotThere(String),
    /// There are no words.
    #[error("a claim needs its words")]
    NoWords,
    /// The claim is there.
    #[error("“{0}” is a claim already: {1}")]
    Known(String, ClaimId),
    /// A claim is split into several.
    #[error("a claim is split into two or more parts: give --into WORDS for each")]
    Parts,
    /// As for other acts.
    #[error(transparent)]
    Life(#[from] LifeError),
}

impl From<ReviewError> for HandError {
    fn from(error: ReviewError) -> Self {
        Self::Life(error.into())
    }
}

/// The claim that these words of a document make; of several places the nearest to `near`.
///
/// # Errors
/// When the words do not stand in the text.
fn claim(document: &Document, words: &str, near: Span) -> Result<Claim, HandError> {
    let words = words.trim();
    if words.is_empty() {
        return Err(HandError::NoWords);
    }
    let away = |at: &usize| at.abs_diff(near.start as usize);
    let places = document.text.match_indices(words).map(|(at, _)| at);
    let start = places.min_by_key(away).ok_or_else(|| HandError::NotThere(words.to_owned()))?;
    let span = Span::new(start, start + words.len());
    Ok(read(document, span))
}

/// What the engine reads at a place, with the words that the person gave for its mention.
fn read(document: &Document, span: Span) -> Claim {
    let found = extract(document).into_iter().find(|claim| claim.mention.span.overlaps(span));
    let quantity = found.as_ref().map(|claim| claim.mention.quantity.clone()).filter(|it| span.contains(it.span));
    let quantity = quantity.unwrap_or_else(|| Quantity::new(span, Kind::Number));
    let sentence = found.as_ref().map_or_else(|| paragraph(&document.text, span), |claim| claim.sentence.cover(span));
    Claim {
        id: ClaimId::of(document.id, span, quantity.kind),
        document: document.id,
        sentence,
        mention: Mention {
            span,
            quantity,
            of: found.as_ref().and_then(|claim| claim.mention.of.clone()),
            rule: "by hand".into(),
        },
        attribution: found.and_then(|claim| claim.attribution),
        // Whoever enters a claim by hand wants it checked.
        worthiness: Decimal::ONE,
        reasons: Vec::new(),
        engine: BY_HAND.into(),
    }
}

/// The line of a place.
fn paragraph(text: &str, span: Span) -> Span {
    let start = text[..span.start as usize].rfind('\n').map_or(0, |at| at + 1);
    let end = text[span.end as usize..].find('\n').map_or(text.len(), |at| span.end as usize + at);
    Span::new(start, end).trim(text).cover(span)
}

/// Something that was said, as a document of its own, with its claims: all that the engine reads, else the whole as one.
///
/// # Errors
/// When there are no words.
pub fn quote(
    words: &str,
    speaker: Option<&str>,
    role: Option<&str>,
    metadata: Metadata,
) -> Result<(Document, Vec<Claim>), HandError> {
    let words = text("the quotation", MIDDLE, words)?.ok_or(HandError::NoWords)?;
    let (speaker, role) = (one_line(speaker)?, one_line(role)?);
    let document = Document::new(words, metadata);
    let mut claims = extract(&document);
    if claims.is_empty() {
        claims.push(read(&document, Span::new(0, document.text.len())));
    }
    for claim in &mut claims {
        if claim.attribution.is_none() && speaker.is_some() {
            claim.attribution = Some(said(speaker.clone(), role.clone()));
        }
    }
    Ok((document, claims))
}

fn one_line(typed: Option<&str>) -> Result<Option<String>, HandError> {
    Ok(typed.map_or(Ok(None), |typed| line("the name", typed))?)
}

fn said(speaker: Option<String>, role: Option<String>) -> Attribution {
    Attribution {
        source: None,
        cue: None,
        kind: AttributionKind::Direct,
        speaker,
        role,
        polarity: Polarity::Asserted,
        rule: "by hand".to_owned(),
        chain: Vec::new(),
    }
}

/// The act that enters a claim that the program did not find.
///
/// # Errors
/// When nobody is named, the words do not stand in the text, or are a claim already (`known`).
pub fn enter(document: &Document, words: &str, known: &[ClaimId], by: &str) -> Result<Act, HandError> {
    let by = line("the name", by)?.ok_or(LifeError::Nobody)?;
    let claim = claim(document, words, Span::new(0, 0))?;
    if known.contains(&claim.id) {
        return Err(HandError::Known(words.trim().to_owned(), claim.id));
    }
    Ok(Act::ClaimEntered(ClaimEntered { claim, by }))
}

/// The act that makes one claim several; the whole is void from then on.
///
/// # Errors
/// When nobody is named, no reason is given, the claim is void, there are fewer than two parts, or a part's words do not stand
/// in the text or are the whole again.
pub fn split(record: &Record, document: &Document, parts: &[String], reason: &str, by: &str) -> Result<Act, HandError> {
    let by = line("the name", by)?.ok_or(LifeError::Nobody)?;
    let reason = text("the reason", MIDDLE, reason)?.ok_or(LifeError::NoReason)?;
    if record.status() == Status::Void {
        return Err(LifeError::Status { status: Status::Void, wish: "split" }.into());
    }
    if parts.len() < 2 {
        return Err(HandError::Parts);
    }
    let mut into: Vec<Claim> = Vec::new();
    for words in parts {
        let part = claim(document, words, record.claim.mention.span)?;
        let attribution = part.attribution.or_else(|| record.claim.attribution.clone());
        let part = Claim { attribution, ..part };
        if part.id == record.claim.id || into.iter().any(|other| other.id == part.id) {
            return Err(HandError::Known(words.trim().to_owned(), part.id));
        }
        into.push(part);
    }
    Ok(Act::ClaimSplit(ClaimSplit { claim: record.claim.id, into, by, reason: Some(reason) }))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::review::fixture;

    fn document(text: &str) -> Document {
        Document::new(text.to_owned(), Metadata::default())
    }

    #[test]
    fn the_engine_reads_the_words_as_far_as_it_can() {
        let text = "Some 40 ships came to Lysvik, the mayor said.";
        let found = claim(&document(text), "Some 40 ships", Span::new(0, 0)).unwrap();
        assert_eq!(found.mention.span.of(text), "Some 40 ships");
        assert_eq!((found.mention.quantity.value, &*found.engine), (Some(40.into()), BY_HAND));
        assert!(found.attribution.is_some());
        let vague = claim(&document("Half the fleet is lost."), "the fleet is lost", Span::new(0, 0)).unwrap();
        assert_eq!((vague.mention.quantity.value, vague.mention.quantity.kind), (None, Kind::Number));
        assert!(matches!(claim(&document(text), "50 ships", Span::new(0, 0)), Err(HandError::NotThere(_))));
        assert_eq!(claim(&document(text), " ", Span::new(0, 0)), Err(HandError::NoWords));
    }

    #[test]
    fn of_several_places_the_nearest_is_meant() {
        let text = "It lost 40 men. It lost 40 men. It lost 40 men.";
        assert_eq!(claim(&document(text), "40 men", Span::new(30, 32)).unwrap().mention.span.start, 24);
    }

    #[test]
    fn what_was_said_has_its_speaker() {
        let (document, claims) =
            quote(" We lost 40 ships and 300 men. ", Some("Mara Lind"), Some("mayor"), Metadata::default()).unwrap();
        assert_eq!((&*document.text, claims.len()), ("We lost 40 ships and 300 men.", 2));
        let said = claims[0].attribution.as_ref().unwrap();
        assert_eq!((said.speaker.as_deref(), said.role.as_deref()), (Some("Mara Lind"), Some("mayor")));
        let (_, whole) = quote("Nobody works there.", None, None, Metadata::default()).unwrap();
        assert_eq!((whole.len(), whole[0].attribution.clone()), (1, None));
        assert_eq!(quote(" ", None, None, Metadata::default()).unwrap_err(), HandError::NoWords);
    }

    #[test]
    fn a_claim_is_split_into_parts_that_are_not_itself() {
        let text = "40 ships";
        let record = fixture::record();
        let document = document(text);
        let parts = |parts: &[&str]| -> Vec<String> { parts.iter().map(|part| (*part).to_owned()).collect() };
        let done = |list: &[&str]| split(&record, &document, &parts(list), "two things", "Ann");
        match done(&["4", "40 ships"]).unwrap() {
            Act::ClaimSplit(split) => assert_eq!((split.claim, split.into.len()), (record.claim.id, 2)),
            other => panic!("{other:?}"),
        }
        assert_eq!(done(&["4"]).unwrap_err(), HandError::Parts);
        assert!(matches!(done(&["40", "40 ships"]), Err(HandError::Known(..))), "the whole again");
        assert!(matches!(done(&["4", "4"]), Err(HandError::Known(..))));
        assert!(matches!(done(&["4", "50"]), Err(HandError::NotThere(_))));
    }
}
