//! A claim: one mention of a quantity in its context.

use std::borrow::Cow;

use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

use crate::model::{Attribution, ClaimId, DocumentId, Quantity};
use crate::span::Span;

/// A quantity where it stands in the text.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Mention {
    /// The quantity with its modifier: "more than $500 million a year".
    pub span: Span,
    /// What it says in numbers.
    pub quantity: Quantity,
    /// The thing counted or measured, a noun phrase; `None` when there is none.
    pub of: Option<String>,
    /// The name of the rule that found it.
    pub rule: Cow<'static, str>,
}

/// One named feature of a claim's worthiness, with what it adds.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Reason {
    /// The feature: "money", "named source", "ordinal".
    pub name: Cow<'static, str>,
    /// What it adds to the sum, negative when it takes away.
    pub weight: Decimal,
}

/// A mention with its source and how worth checking it is.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Claim {
    /// The key, from document, place and kind.
    pub id: ClaimId,
    /// The article.
    pub document: DocumentId,
    /// The sentence around the mention.
    pub sentence: Span,
    /// The quantity in its place.
    pub mention: Mention,
    /// Who says so; `None` where the article itself speaks.
    pub attribution: Option<Attribution>,
    /// 0 to 1: how worth checking.
    pub worthiness: Decimal,
    /// The features that made it.
    pub reasons: Vec<Reason>,
    /// The version of the engine that found it.
    pub engine: Cow<'static, str>,
}
