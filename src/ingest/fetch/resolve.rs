//! A name → the addresses that may be connected to, and only those: the connection goes to what was checked here.
//!
//! ureq asks for the addresses once a connection and connects to no others, so that a name that resolves to something else
//! a moment later gains nothing.

use std::io;
use std::net::{IpAddr, SocketAddr};

use ureq::config::Config;
use ureq::http::Uri;
use ureq::unversioned::resolver::{DefaultResolver, ResolvedSocketAddrs, Resolver};
use ureq::unversioned::transport::NextTimeout;

use crate::ingest::fetch::error::FetchProblem;
use crate::ingest::fetch::private;

/// Resolves by the system's own means.
#[derive(Debug)]
pub(super) struct Checked {
    system: DefaultResolver,
    judge: Judge,
}

/// What an address is that may not be connected to; `None` for one that may.
pub(super) type Judge = fn(IpAddr) -> Option<&'static str>;

/// The judge that lets nobody but public addresses pass, or anyone at all.
pub(super) fn judge(allow_private: bool) -> Judge {
    if allow_private { |_| None } else { private::kind }
}

impl Resolver for Checked {
    fn resolve(&self, uri: &Uri, config: &Config, timeout: NextTimeout) -> Result<ResolvedSocketAddrs, ureq::Error> {
        let host = uri.host().unwrap_or_default();
        let found = self.system.resolve(uri, config, timeout).map_err(|error| unresolved(host, error))?;
        self.public(host, &found).map_err(|problem| ureq::Error::Other(Box::new(problem)))
    }
}

impl Checked {
    /// Makes a resolver that hands on those whom the judge lets pass.
    pub(super) fn new(judge: Judge) -> Self {
        Self { system: DefaultResolver::default(), judge }
    }

    /// Those of the addresses that may be connected to; an error that names the first where there are none.
    fn public(&self, host: &str, found: &[SocketAddr]) -> Result<ResolvedSocketAddrs, FetchProblem> {
        let (mut public, mut refused) = (self.empty(), None);
        for address in found {
            match (self.judge)(address.ip()) {
                Some(what) => refused = refused.or(Some((address.ip(), what))),
                None => public.push(*address),
            }
        }
        if !public.is_empty() {
            return Ok(public);
        }
        let host = host.to_owned();
        Err(match refused {
            Some((address, what)) => FetchProblem::Private { host, address: address.to_string(), what },
            None => FetchProblem::Unresolved { host, reason: "it has no address".to_owned() },
        })
    }
}

/// What the system says about a name, without the words that say again what it was doing.
fn unresolved(host: &str, error: ureq::Error) -> ureq::Error {
    let reason = match error {
        ureq::Error::Io(error) => io_reason(&error),
        ureq::Error::HostNotFound => "it has no address".to_owned(),
        other => return other,
    };
    ureq::Error::Other(Box::new(FetchProblem::Unresolved { host: host.to_owned(), reason }))
}

fn io_reason(error: &io::Error) -> String {
    let said = error.to_string();
    said.strip_prefix("failed to lookup address information: ").unwrap_or(&said).to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn public(allow_private: bool, found: &[&str]) -> Result<Vec<String>, FetchProblem> {
        let checked = Checked::new(judge(allow_private));
        let found: Vec<_> = found.iter().map(|address| address.parse().unwrap()).collect();
        Ok(checked.public("a.example", &found)?.iter().map(ToString::to_string).collect())
    }

    #[test]
    fn only_public_addresses_are_handed_on() {
        let both = ["10.0.0.1:80", "1.1.1.1:80", "[::ffff:127.0.0.1]:80", "[2606:4700::1]:80"];
        assert_eq!(public(false, &both).unwrap(), ["1.1.1.1:80", "[2606:4700::1]:80"]);
        assert_eq!(public(true, &both[..1]).unwrap(), ["10.0.0.1:80"]);
    }

    #[test]
    fn a_name_with_nothing_but_private_addresses_is_refused_with_the_first() {
        let refused = public(false, &["10.0.0.1:80", "127.0.0.1:80"]).unwrap_err().to_string();
        assert!(refused.starts_with("a.example is a private address (10.0.0.1), not"), "{refused}");
        assert!(matches!(public(false, &[]), Err(FetchProblem::Unresolved { .. })));
    }

    #[test]
    fn a_name_that_nobody_knows_is_told_by_the_words_of_the_system() {
        let said = "failed to lookup address information: Name or service not known";
        for (error, wanted) in [
            (
                ureq::Error::Io(io::Error::other(said)),
                "the name a.example cannot be resolved: Name or service not known",
            ),
            (ureq::Error::HostNotFound, "the name a.example cannot be resolved: it has no address"),
        ] {
            let ureq::Error::Other(problem) = unresolved("a.example", error) else { panic!("no problem of our own") };
            assert_eq!(problem.to_string(), wanted);
        }
    }
}
