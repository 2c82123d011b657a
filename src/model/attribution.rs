//! Who says so: the source of a claim as the article gives it.

use serde::{Deserialize, Serialize};

use crate::model::quantity::named;
use crate::span::Span;

named! {
    /// In what way the words are a source's.
    AttributionKind {
        /// Inside quotation marks.
        Direct = "direct",
        /// In the reporter's words.
        Indirect = "indirect",
        /// Partly quoted.
        Mixed = "mixed",
        /// A paper speaks: "under current U.N. sanctions", "the report says".
        Document = "document",
    }
}

named! {
    /// How the source stands to what is attributed.
    Polarity {
        /// Says that it is so.
        Asserted = "asserted",
        /// "alleged", "claimed".
        Doubted = "doubted",
        /// "denied that".
        Denied = "denied",
        /// "asked whether".
        Asked = "asked",
    }
}

/// The source that the article names for a mention, and the words that name it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Attribution {
    /// The source phrase: "Scott Seaman, the Asia director at …"; `None` for a source-less passive ("is estimated").
    pub source: Option<Span>,
    /// The words that attribute: "said", "according to", "under".
    pub cue: Option<Span>,
    /// In what way.
    #[serde(rename = "type")]
    pub kind: AttributionKind,
    /// The full name that the document gives ("Seaman" → "Scott Seaman"); `None` for unnamed sources.
    pub speaker: Option<String>,
    /// What the document says the speaker is.
    pub role: Option<String>,
    /// How the source stands to the content, with the doubts and denials of the whole chain.
    pub polarity: Polarity,
    /// The name of the rule that found it.
    pub rule: String,
    /// The sources between this one and the content, from the outermost on: "said" of "Lind denied that they said 40".
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub chain: Vec<Link>,
}

/// One of several sources who pass a figure on.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Link {
    /// The source phrase.
    pub source: Option<Span>,
    /// The words that attribute.
    pub cue: Span,
    /// How this source alone stands to it.
    pub polarity: Polarity,
}
