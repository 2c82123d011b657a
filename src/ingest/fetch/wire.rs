//! One request over the network: an address → the head of the answer, and its body to be read. The only file that speaks
//! to ureq, which neither follows redirects here, nor keeps connections or cookies, nor asks the environment for a proxy.

use std::io;
use std::time::Duration;

use rustls::CertificateError;
use ureq::http::{HeaderName, HeaderValue, Response, header};
use ureq::tls::{RootCerts, TlsConfig};
use ureq::unversioned::transport::DefaultConnector;
use ureq::{Agent, Body, Timeout};
use url::Url;

use crate::ingest::fetch::body::{self, Bounds};
use crate::ingest::fetch::error::{FetchProblem, shown};
use crate::ingest::fetch::resolve::{Checked, Judge, judge};
use crate::ingest::fetch::{FetchOptions, Timeouts};

/// What is asked for: articles, and what articles come in.
const ACCEPT: &str = "text/html, application/xhtml+xml, text/*;q=0.9, application/xml;q=0.9, application/atom+xml;q=0.9, \
                      application/rss+xml;q=0.9, application/json;q=0.8, application/pdf;q=0.8, */*;q=0.1";

/// The wire, with the limits of all requests.
pub(super) struct Wire {
    agent: Agent,
    timeouts: Timeouts,
}

/// An answer whose body has not been read.
pub(super) struct Answer {
    response: Response<Body>,
    timeouts: Timeouts,
}

impl Wire {
    pub(super) fn new(options: &FetchOptions) -> Self {
        Self::with(options, RootCerts::WebPki, judge(options.allow_private))
    }

    /// As [`Self::new`], which trusts the roots that Mozilla trusts, with other roots and another judge of addresses.
    pub(super) fn with(options: &FetchOptions, roots: RootCerts, judge: Judge) -> Self {
        let config = Agent::config_builder()
            .proxy(None)
            .tls_config(TlsConfig::builder().root_certs(roots).build())
            .http_status_as_error(false)
            .max_redirects(0)
            .max_idle_connections(0)
            .user_agent(options.user_agent.as_str())
            .accept(ACCEPT)
            .accept_encoding("gzip")
            .timeout_resolve(Some(options.timeouts.connect))
            .timeout_connect(Some(options.timeouts.connect))
            .build();
        let agent = Agent::with_parts(config, DefaultConnector::default(), Checked::new(judge));
        Self { agent, timeouts: options.timeouts }
    }

    /// Asks for an address and waits for the head of the answer. All of it ends when `left` is over, which is what is left
    /// of the time for the whole.
    pub(super) fn ask(&self, url: &Url, left: Duration) -> Result<Answer, FetchProblem> {
        let request = self.agent.get(url.as_str()).config().timeout_global(Some(left)).build();
        let response = request.header(header::CONNECTION, "close").call();
        let timeouts = self.timeouts;
        Ok(Answer { response: response.map_err(|error| problem(error, timeouts))?, timeouts })
    }
}

impl Answer {
    pub(super) fn status(&self) -> u16 {
        self.response.status().as_u16()
    }

    /// A header as the server gives it; of several of a name the first.
    pub(super) fn header(&self, name: &HeaderName) -> Option<&[u8]> {
        self.response.headers().get(name).map(HeaderValue::as_bytes)
    }

    /// A header as text, what is no UTF-8 in it replaced.
    pub(super) fn text(&self, name: &HeaderName) -> Option<String> {
        self.header(name).map(|value| String::from_utf8_lossy(value).trim().to_owned())
    }

    /// The body to its end.
    pub(super) fn page(self, most: u64) -> Result<Vec<u8>, FetchProblem> {
        let (bounds, timeouts) = (self.bounds(most)?, self.timeouts);
        body::read(self.response.into_body().into_reader(), bounds, &|error| fault(error, timeouts))
    }

    /// The body to its end or the limit.
    pub(super) fn head(self, most: u64) -> Result<Vec<u8>, FetchProblem> {
        let (bounds, timeouts) = (self.bounds(most)?, self.timeouts);
        body::head(self.response.into_body().into_reader(), bounds, &|error| fault(error, timeouts))
    }

    /// How the body comes. Each coding is named once: two layers are no page's.
    fn bounds(&self, most: u64) -> Result<Bounds, FetchProblem> {
        let codings = |name: &HeaderName| {
            let values =
                self.response.headers().get_all(name).iter().map(|value| String::from_utf8_lossy(value.as_bytes()));
            let all = values.collect::<Vec<_>>().join(",").to_ascii_lowercase();
            let codings = all.split(',').map(str::trim).filter(|coding| !["", "identity", "chunked"].contains(coding));
            codings.collect::<Vec<_>>().join(", ")
        };
        let (transfer, content) = (codings(&header::TRANSFER_ENCODING), codings(&header::CONTENT_ENCODING));
        let gzip = match (transfer.as_str(), content.as_str()) {
            ("", "") => false,
            ("", "gzip" | "x-gzip") => true,
            ("", other) | (other, _) => return Err(FetchProblem::Packing(shown(other))),
        };
        Ok(Bounds { most, announced: self.response.body().content_length(), gzip })
    }
}

/// What an error while the body was read is; `None` for the end of the connection.
fn fault(error: io::Error, timeouts: Timeouts) -> Option<FetchProblem> {
    let ended = [io::ErrorKind::UnexpectedEof, io::ErrorKind::ConnectionReset, io::ErrorKind::ConnectionAborted];
    match ureq::Error::from(error) {
        ureq::Error::Io(error) if ended.contains(&error.kind()) => None,
        other => Some(problem(other, timeouts)),
    }
}

/// What an error of ureq is to someone who wants the page.
fn problem(error: ureq::Error, timeouts: Timeouts) -> FetchProblem {
    match error {
        ureq::Error::Other(inner) => match inner.downcast::<FetchProblem>() {
            Ok(own) => *own,
            Err(other) => FetchProblem::Connection(other.to_string()),
        },
        ureq::Error::Timeout(Timeout::Resolve | Timeout::Connect) => FetchProblem::NoConnection(timeouts.connect),
        ureq::Error::Timeout(_) => FetchProblem::TooSlow(timeouts.whole),
        ureq::Error::Io(error) => io_problem(&error),
        ureq::Error::Rustls(error) => encryption(&error),
        ureq::Error::Tls(reason) => FetchProblem::Encryption(reason.to_owned()),
        ureq::Error::Protocol(error) => FetchProblem::NotHttp(error.to_string()),
        ureq::Error::LargeResponseHeader(_, most) => {
            FetchProblem::NotHttp(format!("its headers are longer than {} KiB", most / 1024))
        }
        ureq::Error::BadUri(reason) => FetchProblem::NotAnAddress(reason),
        ureq::Error::Http(error) => FetchProblem::NotAnAddress(error.to_string()),
        other => FetchProblem::Connection(other.to_string()),
    }
}

/// The handshake of an encrypted connection tells its errors as those of the connection.
fn io_problem(error: &io::Error) -> FetchProblem {
    match error.get_ref().and_then(|inner| inner.downcast_ref()) {
        Some(inner) => encryption(inner),
        None if error.kind() == io::ErrorKind::ConnectionRefused => FetchProblem::NothingListens,
        None => FetchProblem::Connection(match error.kind() {
            io::ErrorKind::UnexpectedEof | io::ErrorKind::ConnectionReset | io::ErrorKind::ConnectionAborted => {
                "the server closed it without an answer".to_owned()
            }
            _ => error.to_string(),
        }),
    }
}

fn encryption(error: &rustls::Error) -> FetchProblem {
    let rustls::Error::InvalidCertificate(error) = error else { return FetchProblem::Encryption(error.to_string()) };
    FetchProblem::Certificate(match error {
        CertificateError::UnknownIssuer => "nobody vouches for it whom browsers trust".to_owned(),
        CertificateError::Expired | CertificateError::ExpiredContext { .. } => "it has expired".to_owned(),
        CertificateError::NotValidYet | CertificateError::NotValidYetContext { .. } => "it is not valid yet".to_owned(),
        CertificateError::NotValidForName | CertificateError::NotValidForNameContext { .. } => {
            "it is for another name".to_owned()
        }
        CertificateError::Revoked => "it was revoked".to_owned(),
        other => other.to_string(),
    })
}
