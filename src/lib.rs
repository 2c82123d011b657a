//! claimlog finds the numeric claims of news articles, logs them with their source and keeps reviewers' verdicts.

pub mod attribution;
pub mod cli;
pub mod export;
pub mod extract;
pub mod ingest;
pub mod lexicon;
pub mod model;
pub mod quantity;
pub mod review;
pub mod span;
pub mod store;
pub mod text;
#[cfg(feature = "tui")]
pub mod tui;
pub mod unit;
pub mod worth;
