//! The inputs of a command: files, folders, addresses of the web and `-` for standard input.

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

/// The input as an address, of whatever kind, so that one that is not fetched is not looked for as a file. A file of such
/// a name is given as `./https:…`.
pub(super) fn address(input: &Path) -> Option<&str> {
    let input = input.to_str()?;
    let (scheme, _) = input.split_once("://")?;
    let named = scheme.len() > 1 && scheme.starts_with(|c: char| c.is_ascii_alphabetic());
    let plain = scheme.chars().all(|c| c.is_ascii_alphanumeric() || "+-.".contains(c));
    (named && plain).then_some(input)
}

/// The inputs with folders replaced by their articles, each with what is wrong with it.
pub(super) fn expand(paths: &[PathBuf], names: &Names) -> Vec<Result<PathBuf, IngestError>> {
    let files = |path: &PathBuf| {
        if path == Path::new("-") || address(path).is_some() {
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_are_told_from_files() {
        let told = |input: &str| address(Path::new(input)).is_some();
        assert!(
            ["https://a.example/", "HTTP://a.example", "ftp://a.example/b", "file:///etc/passwd"].into_iter().all(told)
        );
        assert!(
            !["a.html", "-", "./https://a.example", "C://a", "a b://c", "://x", "notes: http://a"]
                .into_iter()
                .any(told)
        );
    }
}
