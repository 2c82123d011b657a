//! A page that was fetched → the articles in it, which say where and when it was fetched.

use std::io::Cursor;

use crate::ingest::fetch::{Fetched, kind};
use crate::ingest::{IngestError, Options, Pieces, take_apart_stream};
use crate::model::Metadata;

/// Takes apart what was fetched; `name` is what the user knows it by. The address that answered is the article's where the page
/// names none of its own.
///
/// # Errors
/// As [`crate::ingest::open`].
pub fn pieces(name: &str, fetched: Fetched, options: &Options) -> Result<Pieces, IngestError> {
    let options = options_for(&fetched, options.clone());
    take_apart_stream(name, Cursor::new(fetched.bytes), &options)
}

fn options_for(fetched: &Fetched, mut options: Options) -> Options {
    options.format = options.format.or_else(|| kind::format(fetched.content_type.as_deref(), &fetched.bytes));
    options.charset.clone_from(&fetched.charset);
    options.flags.retrieved = Some(fetched.retrieval());
    options.fallback = Metadata { url: Some(fetched.url.clone()), ..Metadata::default() }.from_place("fetched address");
    options
}
