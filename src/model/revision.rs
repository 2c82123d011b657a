//! The wording of a claim as one key, so that a verdict can say which words it judged.
//!
//! A verdict keeps the key; when the claim is edited afterwards its key is another, and the verdict was on other words.
//! The key covers where the words stand and what they are read to say; not worthiness, rules or the program's version.

use sha2::{Digest, Sha256};

use crate::model::{Claim, Quantity, Revision};

impl Revision {
    /// The key of the claim's wording.
    #[must_use]
    pub fn of(claim: &Claim) -> Self {
        let mut hash = Sha256::new();
        hash.update(b"claimlog/revision/1");
        hash.update(claim.document.as_bytes());
        for place in [claim.sentence, claim.mention.span] {
            hash.update(place.start.to_be_bytes());
            hash.update(place.end.to_be_bytes());
        }
        for part in said(&claim.mention.quantity).into_iter().chain([claim.mention.of.clone()]).chain(source(claim)) {
            // The length before each part, and another mark for none, so that no two lists are the same bytes.
            let length = part.as_ref().map_or(u64::MAX, |part| part.len() as u64);
            hash.update(length.to_be_bytes());
            hash.update(part.unwrap_or_default());
        }
        let mut head = [0; 16];
        head.copy_from_slice(&hash.finalize()[..16]);
        Self::from_bytes(head)
    }
}

/// What the claim says in numbers. "30" and "30.0" are the same number.
fn said(quantity: &Quantity) -> [Option<String>; 12] {
    let date = quantity.date.as_ref();
    let number = |value: Option<rust_decimal::Decimal>| value.map(|value| value.normalize().to_string());
    [
        Some(quantity.kind.to_string()),
        number(quantity.value),
        number(quantity.low),
        number(quantity.high),
        Some(quantity.modifier.to_string()),
        quantity.change.map(|change| change.to_string()),
        quantity.unit.clone(),
        quantity.per.clone(),
        date.and_then(|date| date.start).map(|day| day.to_string()),
        date.and_then(|date| date.end).map(|day| day.to_string()),
        date.and_then(|date| date.timex.clone()),
        date.and_then(|date| date.modifier).map(|part| part.to_string()),
    ]
}

/// Who says so, and whether they assert it.
fn source(claim: &Claim) -> [Option<String>; 4] {
    let said = claim.attribution.as_ref();
    [
        said.map(|said| said.kind.to_string()),
        said.map(|said| said.polarity.to_string()),
        said.and_then(|said| said.speaker.clone()),
        said.and_then(|said| said.role.clone()),
    ]
}

#[cfg(test)]
mod tests {
    use rust_decimal::Decimal;

    use super::*;
    use crate::model::{ClaimId, DocumentId, Kind, Mention};
    use crate::span::Span;

    fn claim() -> Claim {
        let (document, span) = (DocumentId::of(&[7; 32]), Span::new(3, 9));
        let quantity = Quantity { value: Some(30.into()), ..Quantity::new(span, Kind::Count) };
        Claim {
            id: ClaimId::of(document, span, Kind::Count),
            document,
            sentence: Span::new(0, 20),
            mention: Mention { span, quantity, of: Some("ships".into()), rule: "count".into() },
            attribution: None,
            worthiness: Decimal::ONE,
            reasons: Vec::new(),
            engine: "1".into(),
        }
    }

    fn with(change: impl FnOnce(&mut Claim)) -> Revision {
        let mut claim = claim();
        change(&mut claim);
        Revision::of(&claim)
    }

    #[test]
    fn what_is_judged_changes_it() {
        let before = with(|_| {});
        let changed = [
            with(|claim| claim.mention.quantity.value = Some(31.into())),
            with(|claim| (claim.mention.quantity.value, claim.mention.quantity.low) = (None, Some(30.into()))),
            with(|claim| claim.mention.quantity.unit = Some("ships".into())),
            with(|claim| claim.mention.of = None),
            with(|claim| claim.mention.of = Some(String::new())),
            with(|claim| claim.mention.span.end = 8),
            with(|claim| claim.document = DocumentId::of(&[8; 32])),
        ];
        for (at, one) in changed.iter().enumerate() {
            assert!(*one != before && !changed[..at].contains(one), "{at}");
        }
    }

    #[test]
    fn what_is_not_judged_does_not() {
        let before = with(|_| {});
        assert_eq!(with(|claim| claim.worthiness = Decimal::ZERO), before);
        assert_eq!(with(|claim| claim.engine = "2".into()), before);
        assert_eq!(with(|claim| claim.mention.rule = "age".into()), before);
        assert_eq!(with(|claim| claim.mention.quantity.value = Some(Decimal::new(300, 1))), before);
        assert_eq!(before.to_string(), "r9b7f498e007b3a75ba42d8a35f95b03c"); // never another for the same words
    }
}
