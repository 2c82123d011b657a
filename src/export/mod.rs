//! Rows → bytes: the contract's JSON, and the audit report, one format a file. Nothing here reads a database.

mod claim;
mod columns;
mod csv;
mod guard;
mod json;
mod jsonl;
mod ledger;
mod value;

pub use claim::{ClaimLine, Words};
pub use columns::{Entry, Heading, Piece, Row, RowKind};
pub use csv::{CsvWriter, Dialect, DialectError, LONGEST_CELL, MOST_ROWS, Tally, harmless};
pub use guard::{guard, unguard};
pub use json::{Number, to_json, write_json, write_json_indented};
pub use jsonl::write_row;
pub use ledger::{
    LEDGER_FORMAT, LedgerHead, LedgerLine, LedgerLineError, read_ledger_line, write_carried, write_ledger_head,
};
pub use value::{Sort, Value, hex, moment};
