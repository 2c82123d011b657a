//! claimlog finds the numeric claims of news articles, logs them with their source and keeps reviewers' verdicts.

pub mod model;
pub mod span;
