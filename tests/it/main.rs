//! The integration tests: one binary with a module a subject, so that SQLite is linked once.

mod articles;
mod blind;
mod bulk;
mod claimreview;
mod cmd;
mod corpus;
mod desk;
mod exchange;
mod faults;
#[cfg(all(feature = "fetch", feature = "html"))]
mod fetch;
mod figures;
mod golden;
#[cfg(feature = "html")]
mod heads;
mod hostile;
mod house;
mod import_claimreview;
#[cfg(feature = "html")]
mod ingest;
mod laws;
#[cfg(all(feature = "html", feature = "html-report"))]
mod page;
mod report;
mod reproduce;
mod schema_org;
#[cfg(all(unix, feature = "tui"))]
mod screen;
#[cfg(all(feature = "fetch", feature = "html"))]
mod server;
mod tables;
