//! What a verdict rests on.

use serde::{Deserialize, Serialize};

/// One piece of evidence, given with a verdict. More fields come with the evidence table.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Evidence {
    /// Where it can be read: an address, which is recorded and never fetched.
    pub url: String,
}
