//! The inputs of a command: files, folders and `-` for standard input.

use std::io::{self, IsTerminal as _};
use std::path::{Path, PathBuf};

use thiserror::Error;

use crate::ingest::{self, IngestError, Names, Options, Pieces};

/// A call that cannot be carried out as it was made; exit code 2.
#[derive(Debug, Error)]
#[error("{0}")]
pub(super) struct Unusable(pub String);

/// Opens one input and takes it apart; `-` is standard input.
pub(super) fn take_apart(path: &Path, options: &Options) -> Result<Pieces, IngestError> {
    if path == Path::new("-") {
        ingest::take_apart_stream("-", io::stdin(), options)
    } else {
        ingest::take_apart(path, options)
    }
}

/// The inputs with folders replaced by their articles, each with what is wrong with it.
pub(super) fn expand(paths: &[PathBuf], names: &Names) -> Vec<Result<PathBuf, IngestError>> {
    let files = |path: &PathBuf| {
        if path == Path::new("-") {
            return vec![Ok(path.clone())];
        }
        match ingest::files(path, names) {
            Ok(files) => files.into_iter().map(Ok).collect(),
            Err(error) => vec![Err(error)],
        }
    };
    paths.iter().flat_map(files).collect()
}

/// The inputs, or standard input when none is named and something is piped in.
pub(super) fn or_stdin(paths: &[PathBuf]) -> Result<Vec<PathBuf>, Unusable> {
    if !paths.is_empty() {
        return Ok(paths.to_vec());
    }
    if io::stdin().is_terminal() {
        return Err(Unusable("nothing to read: name a file, or `-` for standard input".to_owned()));
    }
    Ok(vec![PathBuf::from("-")])
}
