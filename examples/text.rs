//! Prints what claimlog reads from a file: metadata and text, as one JSON object.
//!
//!     cargo run --example text -- page.html

use std::io::Write;
use std::path::Path;

use claimlog::ingest::{self, Options};

fn main() -> anyhow::Result<()> {
    let Some(path) = std::env::args_os().nth(1) else { anyhow::bail!("give a file, such as page.html") };
    let mut out = std::io::stdout().lock();
    for document in ingest::open(Path::new(&path), &Options::default())? {
        let document = document?.document;
        let mut fields = serde_json::to_value(&document.metadata)?;
        fields["text"] = document.text.into();
        writeln!(out, "{fields}")?;
    }
    Ok(())
}
