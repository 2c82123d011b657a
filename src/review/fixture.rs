//! Records for the tests of reviewing.

use std::sync::Arc;

use chrono::DateTime;
use rust_decimal::Decimal;

use crate::model::{
    Claim, ClaimId, Document, Kind, Mention, Metadata, Policy, Quantity, Record, Role, Source, State, Verdict, Wording,
};
use crate::review::{Judgement, Scale, decide};
use crate::span::Span;

/// A claim of an article that says nothing but "40 ships".
pub(super) fn record() -> Record {
    let document = Document::new("40 ships".to_owned(), Metadata::default());
    let span = Span::new(0, 2);
    let quantity = Quantity { value: Some(40.into()), ..Quantity::new(span, Kind::Count) };
    let claim = Claim {
        id: ClaimId::of(document.id, span, Kind::Count),
        document: document.id,
        sentence: Span::new(0, 8),
        mention: Mention { span, quantity, of: Some("ships".into()), rule: "count".into() },
        attribution: None,
        worthiness: Decimal::ONE,
        reasons: Vec::new(),
        engine: "test".into(),
    };
    let source = Source {
        id: document.id,
        sha256: document.sha256,
        metadata: document.metadata,
        added_at: DateTime::UNIX_EPOCH,
        revision: 1,
    };
    Record {
        claim,
        wording: Wording {
            mention: "40".into(),
            quantity: "40".into(),
            sentence: "40 ships".into(),
            ..Wording::default()
        },
        chars: (0, 2),
        document: Arc::new(source),
        verdicts: Vec::new(),
        hidden: 0,
        state: State::default(),
        machine: None,
        source_changed: false,
        elsewhere: Vec::new(),
        copied: false,
        event: (1, [0; 32]),
    }
}

/// A verdict on the scale numeric.
pub(super) fn verdict(claim: &Claim, reviewer: &str, rating: &str, role: Role) -> Verdict {
    let judgement = Judgement { reviewer: reviewer.into(), rating: rating.into(), role, ..Judgement::default() };
    decide(claim, &[], &Scale::named("numeric").unwrap(), &Policy::default(), &judgement, DateTime::UNIX_EPOCH)
        .unwrap()
        .verdict
}
