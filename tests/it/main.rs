//! The integration tests: one binary with a module a subject, so that SQLite is linked once.

mod blind;
mod cmd;
mod corpus;
mod faults;
mod figures;
mod golden;
mod hostile;
mod house;
#[cfg(feature = "html")]
mod ingest;
mod laws;
mod report;
#[cfg(all(unix, feature = "tui"))]
mod screen;
mod tables;
