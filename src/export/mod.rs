//! Rows → bytes: the contract's JSON, and the audit report, one format a file. Nothing here reads a database.

mod claim;
mod columns;
mod csv;
mod guard;
mod json;
mod value;

pub use claim::{ClaimLine, Words};
pub use columns::{Entry, Heading, Piece, Row, RowKind};
pub use csv::{CsvWriter, Dialect, DialectError, LONGEST_CELL, MOST_ROWS, Tally};
pub use guard::{guard, unguard};
pub use json::{Number, to_json, write_json, write_json_indented};
pub use value::{Sort, Value, moment};
