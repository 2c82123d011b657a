//! Rows → bytes: the contract's JSON, and the audit report, one format a file. Nothing here reads a database.

mod address;
mod amount;
mod annotations;
mod claim;
mod claimreview;
mod columns;
mod csv;
mod guard;
mod harmless;
#[cfg(feature = "html-report")]
pub mod html;
mod json;
mod jsonl;
mod ledger;
mod markdown;
mod scale_words;
mod value;
#[cfg(feature = "xlsx")]
mod xlsx;

pub use address::{bare_url, is_web};
pub use annotations::AnnotationWriter;
pub use claim::{ClaimLine, Words};
pub use claimreview::{
    CONTEXT, Grade, LONGEST_SUMMARY, Lack, Publisher, Review, ReviewWriter, Scaled, Shape, Subject, lacks, scaled,
    summary,
};
pub use columns::{Cells, Entry, Heading, Piece, Row, RowKind};
pub use csv::{CsvWriter, Dialect, DialectError, LONGEST_CELL, MOST_ROWS, Tally};
pub use guard::{guard, unguard};
pub use harmless::harmless;
pub use json::{Number, to_json, write_json, write_json_indented};
pub use jsonl::write_row;
pub use ledger::{
    LEDGER_FORMAT, LedgerHead, LedgerLine, LedgerLineError, read_ledger_line, write_carried, write_ledger_head,
};
pub use markdown::{Front, MarkdownWriter};
pub use scale_words::{RatingWords, ScaleWords};
pub use value::{Sort, Value, hex, moment};
#[cfg(feature = "xlsx")]
pub use xlsx::{BookTally, CutText, SheetFull, XlsxWriter};
