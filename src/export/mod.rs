//! Rows → bytes: the contract's JSON, and the audit report, one format a file. Nothing here reads a database.

mod claim;
mod guard;
mod json;
mod report;

pub use claim::{ClaimLine, Words};
pub use guard::{guard, unguard};
pub use json::{Number, to_json, write_json};
pub use report::{COLUMNS, ExportError, FORMATS, ReportFormat, Writer};
