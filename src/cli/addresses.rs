//! Inputs that are addresses of the web: fetched one after the other, then read like files.

use std::path::Path;

use crate::cli::input;
#[cfg(feature = "fetch")]
use crate::ingest::fetch::{self, FetchOptions, Fetcher};
use crate::ingest::{IngestError, Options, Pieces};

/// Options of all commands that fetch addresses.
#[derive(Clone, Debug, Default, clap::Args)]
#[command(next_help_heading = "Addresses")]
pub(super) struct Addresses {
    /// Fetch from this machine and from the local network too
    #[cfg(feature = "fetch")]
    #[arg(long)]
    allow_private: bool,
    /// Read a page though the robots.txt of its site asks programs not to
    #[cfg(feature = "fetch")]
    #[arg(long)]
    ignore_robots: bool,
}

/// Opens the inputs of a command, with a fetcher for the addresses among them.
#[derive(Debug)]
pub(super) struct Opener {
    options: Options,
    #[cfg(feature = "fetch")]
    fetcher: Fetcher,
}

impl Addresses {
    /// Makes an opener; nothing is connected to yet.
    pub(super) fn opener(&self, options: Options) -> Opener {
        #[cfg(feature = "fetch")]
        let fetcher = Fetcher::new(FetchOptions {
            allow_private: self.allow_private,
            ignore_robots: self.ignore_robots,
            max_bytes: options.max_bytes,
            ..FetchOptions::new(crate::cli::context::now)
        });
        Opener {
            options,
            #[cfg(feature = "fetch")]
            fetcher,
        }
    }
}

impl Opener {
    /// Opens one input: a file, standard input, or an address, for which it says what it waits for.
    pub(super) fn open(&mut self, input: &Path, say: &mut dyn FnMut(String)) -> Result<Pieces, IngestError> {
        match input::address(input) {
            Some(address) => self.fetch(address, say),
            None => input::take_apart(input, &self.options),
        }
    }

    #[cfg(feature = "fetch")]
    fn fetch(&mut self, address: &str, say: &mut dyn FnMut(String)) -> Result<Pieces, IngestError> {
        let page = self.fetcher.get_telling(address, &mut |wait| {
            say(format!("{}: left alone for {} s before its next page", wait.host, wait.pause.as_secs_f64()));
        });
        fetch::pieces(address, page.map_err(|problem| problem.of(&without_password(address)))?, &self.options)
    }

    #[cfg(not(feature = "fetch"))]
    fn fetch(&mut self, address: &str, _say: &mut dyn FnMut(String)) -> Result<Pieces, IngestError> {
        Err(crate::ingest::Problem::NoAddresses.of(address))
    }
}

/// An address as messages name it: a terminal and a log are no places for a password.
#[cfg(feature = "fetch")]
fn without_password(address: &str) -> String {
    let Some((scheme, rest)) = address.split_once("://") else { return address.to_owned() };
    let server = rest.find(['/', '?', '#', '\\']).unwrap_or(rest.len());
    match rest[..server].rfind('@') {
        Some(at) => format!("{scheme}://…{}", &rest[at..]),
        None => address.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[cfg(feature = "fetch")]
    #[test]
    fn a_password_is_not_said() {
        assert_eq!(without_password("https://ana:a@b@tidewater.example/c@d"), "https://…@tidewater.example/c@d");
        for harmless in ["https://tidewater.example/c@d", "https://tidewater.example?a@b"] {
            assert_eq!(without_password(harmless), harmless);
        }
    }

    #[cfg(not(feature = "fetch"))]
    #[test]
    fn a_build_without_addresses_says_so() {
        let mut opener = Addresses::default().opener(Options::default());
        let refused = opener.open(Path::new("https://tidewater.example/"), &mut |_| {}).err().unwrap().to_string();
        assert!(
            refused.starts_with("https://tidewater.example/: ") && refused.contains("feature `fetch`"),
            "{refused}"
        );
    }
}
