//! Why an address gave no page, as one sentence that says what to do.
//!
//! `https://tidewater.example/ern: the server answers 404: there is no such page`

use std::time::Duration;

use thiserror::Error;
use url::Url;

use crate::ingest::error::size;

/// What is wrong with an address, with the way to it, or with what came from there.
#[derive(Clone, Debug, Error, PartialEq, Eq)]
pub enum FetchProblem {
    /// What was given is no address.
    #[error("this is no address: {0}")]
    NotAnAddress(String),
    /// An address of another kind than web pages have.
    #[error("addresses of the kind “{0}:” are not fetched; only http:// and https:// are")]
    Scheme(String),
    /// An address that carries a name and a password.
    #[error("the address carries a user name or a password; they would be kept with the article, so take them out")]
    Secret,
    /// An address of a machine that is not on the public internet.
    #[error(
        "{host} is {what}{}, not one of the public internet; --allow-private fetches it all the same",
        at(host, address)
    )]
    Private {
        /// The host as the address names it.
        host: String,
        /// What it resolves to.
        address: String,
        /// What that is: "a private address".
        what: &'static str,
    },
    /// A name that no address is known for.
    #[error("the name {host} cannot be resolved: {reason}")]
    Unresolved {
        /// The name.
        host: String,
        /// What the resolver says.
        reason: String,
    },
    /// A page that sends on too often.
    #[error("the page sends on to another address more than {0} times; give the address where it ends")]
    TooManyRedirects(usize),
    /// A page that sends round in a circle.
    #[error(
        "the page sends round in a circle, back to {0}; such pages want a login or cookies: save the page in a browser"
    )]
    Circle(String),
    /// A page that sends on without saying where.
    #[error("the server answers {0}, which sends on, but names no address to go to")]
    Nowhere(u16),
    /// A page that sends on to where nothing is fetched.
    #[error("the page sends on to {to}: {problem}")]
    Redirect {
        /// The address that it sends on to.
        to: String,
        /// What is wrong with that.
        problem: Box<Self>,
    },
    /// A page that sends on from a connection that nobody can alter to one that everybody on the way can.
    #[error(
        "the way there is without encryption, where anyone can alter the page; if you want it, give this address itself"
    )]
    Downgrade,
    /// An answer that is not the page.
    #[error("the server answers {code}: {}", meaning(*.code, after.as_deref()))]
    Status {
        /// The number.
        code: u16,
        /// What the server says about when to come again: a number of seconds or a date.
        after: Option<String>,
    },
    /// A server that is not there.
    #[error("no connection: nothing listens there")]
    NothingListens,
    /// A connection that does not come about, or breaks.
    #[error("no connection: {0}")]
    Connection(String),
    /// A server that is too slow.
    #[error("the server did not finish within {}; try again later, or save the page in a browser", seconds(*.0))]
    TooSlow(Duration),
    /// A connection that does not come about in time.
    #[error("no connection within {}; try again later", seconds(*.0))]
    NoConnection(Duration),
    /// A certificate that does not prove that the server is who it should be.
    #[error("the certificate of the server is not valid: {0}; nothing of it was read")]
    Certificate(String),
    /// Another fault of the encrypted connection.
    #[error("the encrypted connection does not come about: {0}")]
    Encryption(String),
    /// An answer that breaks the rules of HTTP.
    #[error("the answer is no HTTP that makes sense: {0}")]
    NotHttp(String),
    /// A body that ends before it should.
    #[error("the server broke off after {got}{} bytes", of(.whole))]
    BrokeOff {
        /// How many bytes came.
        got: u64,
        /// How many were announced, where they were.
        whole: Option<u64>,
    },
    /// A body packed in another way than was asked for.
    #[error("the server packs the page as “{0}”, which was not asked for and is not read")]
    Packing(String),
    /// A gzip that does not unpack.
    #[error("the page came packed as gzip and does not unpack: {0}")]
    Unpack(String),
    /// A body that unpacks to a multiple of what any page does.
    #[error("{packed} bytes unpack to more than {unpacked}, as no article does; nothing of it was kept")]
    Bomb {
        /// The bytes that had come.
        packed: u64,
        /// The bytes that they had unpacked to.
        unpacked: u64,
    },
    /// More bytes than the limit.
    #[error("longer than the limit of {}", size(*.0))]
    TooLong(u64),
    /// No body.
    #[error("the answer is empty")]
    Empty,
    /// A picture, a film, a program.
    #[error("this is {what} ({given}), and an article is text")]
    NoArticle {
        /// What it is: "a picture".
        what: &'static str,
        /// The content type as the server gives it.
        given: String,
    },
    /// A site that does not want this page read by programs.
    #[error("{host} asks programs not to read this page (robots.txt: “{rule}”); --ignore-robots reads it all the same")]
    Robots {
        /// The host.
        host: String,
        /// The line that says so.
        rule: String,
    },
    /// A site whose wishes cannot be known.
    #[error(
        "whether {host} lets programs read its pages cannot be known, since its robots.txt cannot be read ({problem}); \
             try again later, or --ignore-robots reads the page all the same"
    )]
    NoRobots {
        /// The host.
        host: String,
        /// What is wrong with its robots.txt.
        problem: Box<Self>,
    },
}

impl FetchProblem {
    /// The same, with its address where that is not the one that was given.
    pub(super) fn on_the_way(self, url: &Url, is_first: bool) -> Self {
        if is_first || matches!(self, Self::Redirect { .. }) {
            return self;
        }
        Self::Redirect { to: shown(url.as_str()), problem: Box::new(self) }
    }

    /// What it means for the pages of a host that its robots.txt, at this address, has this problem. A host that cannot be
    /// reached at all has it with every page.
    pub(super) fn of_robots(self, url: &Url, at: &Url, is_first: bool) -> Self {
        let of_host = matches!(
            self,
            Self::Private { .. }
                | Self::Unresolved { .. }
                | Self::NothingListens
                | Self::NoConnection(_)
                | Self::Certificate(_)
                | Self::Encryption(_)
        );
        if is_first && of_host {
            return self;
        }
        let host = url.authority().to_owned();
        Self::NoRobots { host, problem: Box::new(self.on_the_way(at, is_first)) }
    }
}

/// The head of what a server gave, for a message.
pub(super) fn shown(given: &str) -> String {
    const MOST: usize = 200;
    if given.len() <= MOST { given.to_owned() } else { format!("{}…", &given[..given.floor_char_boundary(MOST)]) }
}

/// " (127.0.0.1)" where the host is a name.
fn at(host: &str, address: &str) -> String {
    if host.trim_matches(['[', ']']) == address { String::new() } else { format!(" ({address})") }
}

fn of(whole: &Option<u64>) -> String {
    whole.map_or_else(String::new, |whole| format!(" of {whole}"))
}

fn seconds(limit: Duration) -> String {
    format!("{} s", limit.as_secs_f64())
}

/// What a status means to someone who wants the page, and what to do (RFC 9110, 15).
fn meaning(code: u16, after: Option<&str>) -> String {
    let again = match after {
        Some(number) if number.bytes().all(|byte| byte.is_ascii_digit()) => format!("; try again after {number} s"),
        Some(date) => format!("; try again after {date}"),
        None => "; try again later".to_owned(),
    };
    match code {
        401 | 407 => "it wants a login; save the page in a browser".to_owned(),
        402 => "it wants to be paid; save the page in a browser".to_owned(),
        403 => "it does not give the page to programs; save the page in a browser".to_owned(),
        404 => "there is no such page".to_owned(),
        410 => "the page was taken down".to_owned(),
        429 => format!("too many requests{again}"),
        451 => "the page is withheld for legal reasons".to_owned(),
        408 | 500 | 502 | 503 | 504 => format!("the server has trouble of its own{again}"),
        505..=599 | 501 => "the server has trouble of its own".to_owned(),
        200..=299 => "this is no whole page".to_owned(),
        300..=399 => "it sends on in a way that is not followed".to_owned(),
        _ => "it does not give the page".to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_answer_is_told_by_its_number_and_meaning() {
        let told =
            |code, after: Option<&str>| FetchProblem::Status { code, after: after.map(str::to_owned) }.to_string();
        assert_eq!(told(404, None), "the server answers 404: there is no such page");
        assert_eq!(told(429, Some("120")), "the server answers 429: too many requests; try again after 120 s");
        let date = "Wed, 21 Oct 2026 07:28:00 GMT";
        assert!(told(503, Some(date)).ends_with(&format!("; try again after {date}")));
        for code in 100..=999 {
            assert!(told(code, None).len() > 30, "{code}");
        }
    }

    #[test]
    fn a_private_address_shows_what_its_name_resolves_to() {
        let private = |host: &str, address: &str| {
            FetchProblem::Private { host: host.into(), address: address.into(), what: "this machine itself" }
                .to_string()
        };
        assert!(private("localhost", "127.0.0.1").starts_with("localhost is this machine itself (127.0.0.1), not"));
        assert!(private("[::1]", "::1").starts_with("[::1] is this machine itself, not"));
    }

    #[test]
    fn what_broke_off_is_counted() {
        assert_eq!(
            FetchProblem::BrokeOff { got: 5, whole: Some(9) }.to_string(),
            "the server broke off after 5 of 9 bytes"
        );
        assert_eq!(FetchProblem::BrokeOff { got: 5, whole: None }.to_string(), "the server broke off after 5 bytes");
        assert!(FetchProblem::TooSlow(Duration::from_millis(1500)).to_string().contains("within 1.5 s"));
    }
}
