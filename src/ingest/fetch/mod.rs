//! Addresses → pages: one page at a time over http or https, the only place where the network is touched.
//!
//! Every hop on the way is checked as if it had been given: its kind, what its name resolves to, what robots.txt says of it.
//! Size, time and redirects are bounded, a host is left alone between two pages, and nothing of the environment, such as a
//! proxy, changes what is fetched.

mod address;
mod body;
mod error;
mod kind;
mod pace;
mod private;
mod read;
mod resolve;
mod robots;
#[cfg(test)]
mod tests;
mod wire;

use std::collections::{HashMap, HashSet};
use std::fmt;
use std::time::{Duration, Instant};

use chrono::{DateTime, Utc};
use sha2::{Digest as _, Sha256};
use ureq::http::header;
use url::{Position, Url};

use crate::ingest::Problem;
use crate::model::Retrieval;

pub use error::FetchProblem;
pub use read::pieces;

use kind::Kind;
use pace::Pace;
use robots::Robots;
use wire::{Answer, Wire};

/// How many times a page may send on to another address.
const MOST_REDIRECTS: usize = 5;

/// How pages are fetched.
#[derive(Clone, Debug)]
pub struct FetchOptions {
    /// Whether machines of the local network and this one itself may be asked.
    pub allow_private: bool,
    /// Whether pages are read that robots.txt asks programs not to read.
    pub ignore_robots: bool,
    /// The most bytes of a page, as they come and unpacked.
    pub max_bytes: u64,
    /// How long anything may take.
    pub timeouts: Timeouts,
    /// The pause between two pages of a host; robots.txt may ask for a longer one.
    pub pause: Duration,
    /// What we say we are.
    pub user_agent: String,
    /// The clock, for when a page was fetched and when its host was last asked.
    pub clock: Clock,
    /// How a pause is made.
    pub sleep: fn(Duration),
}

/// The time of day, which enters from outside.
#[derive(Clone, Copy)]
pub struct Clock(pub fn() -> DateTime<Utc>);

impl fmt::Debug for Clock {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Clock")
    }
}

/// How long a page may take.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Timeouts {
    /// Until a connection stands: resolving and connecting, each.
    pub connect: Duration,
    /// From the first hop to the last byte, without pauses.
    pub whole: Duration,
}

impl FetchOptions {
    /// The options of a fetcher with this clock: public addresses, robots.txt heeded, 20 MiB, 10 s to connect, 30 s in all,
    /// a second between two pages of a host.
    #[must_use]
    pub fn new(clock: fn() -> DateTime<Utc>) -> Self {
        Self {
            allow_private: false,
            ignore_robots: false,
            max_bytes: crate::ingest::MAX_BYTES,
            timeouts: Timeouts { connect: Duration::from_secs(10), whole: Duration::from_secs(30) },
            pause: Duration::from_secs(1),
            user_agent: concat!("claimlog/", env!("CARGO_PKG_VERSION")).to_owned(),
            clock: Clock(clock),
            sleep: std::thread::sleep,
        }
    }
}

/// A page that came.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fetched {
    /// Its bytes, unpacked.
    pub bytes: Vec<u8>,
    /// Its content type in small letters, without parameters.
    pub content_type: Option<String>,
    /// The charset that the server gives, as it gives it.
    pub charset: Option<String>,
    /// The address that answered, after redirects.
    pub url: String,
    /// The SHA-256 of the bytes, in hexadecimal digits.
    pub sha256: String,
    /// When it came (UTC).
    pub at: DateTime<Utc>,
}

impl Fetched {
    /// When and from where it came, as documents keep it.
    #[must_use]
    pub fn retrieval(&self) -> Retrieval {
        Retrieval { at: self.at, url: self.url.clone(), sha256: self.sha256.clone() }
    }
}

/// A pause that is about to be made.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Wait {
    /// The host that is left alone.
    pub host: String,
    /// For how long.
    pub pause: Duration,
}

/// Fetches pages, one after the other, and remembers of each host what its robots.txt says and when it was last asked.
pub struct Fetcher {
    options: FetchOptions,
    wire: Wire,
    /// What each origin wishes, or why that cannot be known.
    robots: HashMap<String, Result<Robots, FetchProblem>>,
    pace: Pace,
}

impl fmt::Debug for Fetcher {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Fetcher").field("options", &self.options).finish_non_exhaustive()
    }
}

impl Fetcher {
    /// Makes a fetcher; nothing is connected to yet.
    #[must_use]
    pub fn new(options: FetchOptions) -> Self {
        let wire = Wire::new(&options);
        Self { options, wire, robots: HashMap::new(), pace: Pace::default() }
    }

    /// Fetches a page.
    ///
    /// # Errors
    /// When the address or one that it sends on to is none that is fetched, the server does not give the page, or what it
    /// gives is no article.
    pub fn get(&mut self, url: &str) -> Result<Fetched, Problem> {
        self.get_telling(url, &mut |_| {})
    }

    /// Fetches a page, and tells of each pause before it is made.
    ///
    /// # Errors
    /// As [`Self::get`].
    pub fn get_telling(&mut self, url: &str, tell: &mut dyn FnMut(&Wait)) -> Result<Fetched, Problem> {
        let mut trip = Trip { left: self.options.timeouts.whole, asked: HashSet::new(), tell };
        let found = address::parse(url).and_then(|url| self.follow(url, &mut trip));
        let now = (self.options.clock.0)();
        for host in trip.asked {
            self.pace.asked(&host, now);
        }
        Ok(found?)
    }

    /// Goes from an address to the page, over the addresses that it sends on to.
    fn follow(&mut self, first: Url, trip: &mut Trip<'_>) -> Result<Fetched, FetchProblem> {
        let mut been = HashSet::new();
        let mut url = first;
        loop {
            let next = self.hop(&url, trip).map_err(|problem| problem.on_the_way(&url, been.is_empty()))?;
            let to = match next {
                Next::Page(page) => return Ok(page),
                Next::Address(to) => to,
            };
            been.insert(url);
            if been.contains(&to) {
                return Err(FetchProblem::Circle(to.into()));
            }
            if been.len() > MOST_REDIRECTS {
                return Err(FetchProblem::TooManyRedirects(MOST_REDIRECTS));
            }
            url = to;
        }
    }

    /// Asks for one address, when its host lets us and has been left alone for long enough.
    fn hop(&mut self, url: &Url, trip: &mut Trip<'_>) -> Result<Next<Fetched>, FetchProblem> {
        let wish = if self.options.ignore_robots { None } else { self.heed(url)? };
        self.pause(url, wish.unwrap_or_default(), trip);
        let started = Instant::now();
        let answer = self.wire.ask(url, trip.left)?;
        if let Some(to) = sends_on(url, &answer)? {
            trip.left = trip.left.saturating_sub(started.elapsed());
            return Ok(Next::Address(to));
        }
        self.page(url, answer).map(Next::Page)
    }

    /// Heeds the robots.txt of an address, which is fetched once an origin; gives the pause that it asks for.
    fn heed(&mut self, url: &Url) -> Result<Option<Duration>, FetchProblem> {
        let origin = url.origin().ascii_serialization();
        if !self.robots.contains_key(&origin) {
            let found = self.robots_of(url);
            self.robots.insert(origin.clone(), found);
        }
        let Some(robots) = self.robots.get(&origin) else { return Ok(None) };
        let robots = robots.as_ref().map_err(Clone::clone)?;
        match robots.forbids(&url[Position::BeforePath..]) {
            Some(rule) => Err(FetchProblem::Robots { host: url.authority().to_owned(), rule: error::shown(&rule) }),
            None => Ok(robots.pause),
        }
    }

    /// Fetches the robots.txt of an address: one that is not there allows all, one that cannot be had allows nothing
    /// (RFC 9309, 2.3.1).
    fn robots_of(&self, url: &Url) -> Result<Robots, FetchProblem> {
        let mut at = url.clone();
        at.set_path("/robots.txt");
        at.set_query(None);
        let mut left = self.options.timeouts.whole;
        for hop in 0..=MOST_REDIRECTS {
            let started = Instant::now();
            let found = self.wire.ask(&at, left).and_then(|answer| robots_in(&at, answer));
            match found.map_err(|problem| problem.of_robots(url, &at, hop == 0))? {
                Next::Page(robots) => return Ok(robots),
                Next::Address(to) => at = to,
            }
            left = left.saturating_sub(started.elapsed());
        }
        Ok(Robots::default())
    }

    /// Leaves a host alone for what is left of the pause since its last page.
    fn pause(&self, url: &Url, wish: Duration, trip: &mut Trip<'_>) {
        let host = url.host_str().unwrap_or_default();
        if trip.asked.contains(host) {
            return;
        }
        let pause = self.pace.due(host, self.options.pause.max(wish), (self.options.clock.0)());
        if !pause.is_zero() {
            (trip.tell)(&Wait { host: host.to_owned(), pause });
            (self.options.sleep)(pause);
        }
        trip.asked.insert(host.to_owned());
    }

    /// The page that an answer holds.
    fn page(&self, url: &Url, answer: Answer) -> Result<Fetched, FetchProblem> {
        if answer.status() != 200 {
            return Err(refused(&answer));
        }
        let kind = Kind::parse(&answer.text(&header::CONTENT_TYPE).unwrap_or_default());
        kind.check_name()?;
        let bytes = answer.page(self.options.max_bytes)?;
        if bytes.is_empty() {
            return Err(FetchProblem::Empty);
        }
        kind.check_content(&bytes)?;
        let sha256 = Sha256::digest(&bytes).iter().map(|byte| format!("{byte:02x}")).collect();
        let at = (self.options.clock.0)();
        Ok(Fetched { bytes, content_type: kind.name, charset: kind.charset, url: url.to_string(), sha256, at })
    }
}

/// What an address leads to.
enum Next<T> {
    Page(T),
    Address(Url),
}

/// The address that an answer sends on to, if it does.
fn sends_on(url: &Url, answer: &Answer) -> Result<Option<Url>, FetchProblem> {
    let status = answer.status();
    if ![301, 302, 303, 307, 308].contains(&status) {
        return Ok(None);
    }
    let location = answer.header(&header::LOCATION).ok_or(FetchProblem::Nowhere(status))?;
    address::redirect(url, location).map(Some)
}

/// What an answer says of robots.txt.
fn robots_in(at: &Url, answer: Answer) -> Result<Next<Robots>, FetchProblem> {
    if let Some(to) = sends_on(at, &answer)? {
        return Ok(Next::Address(to));
    }
    match answer.status() {
        200..=299 => Ok(Next::Page(Robots::parse(&answer.head(robots::MOST)?))),
        400..=499 => Ok(Next::Page(Robots::default())),
        _ => Err(refused(&answer)),
    }
}

/// The answer of a server that does not give what was asked for.
fn refused(answer: &Answer) -> FetchProblem {
    let sensible = |after: &String| {
        let seconds = after.len() < 10 && !after.is_empty() && after.bytes().all(|byte| byte.is_ascii_digit());
        seconds || DateTime::parse_from_rfc2822(after).is_ok()
    };
    FetchProblem::Status { code: answer.status(), after: answer.text(&header::RETRY_AFTER).filter(sensible) }
}

/// One page's way over the addresses that send on.
struct Trip<'a> {
    /// What is left of the time for the whole.
    left: Duration,
    /// The hosts on the way, each of which paused once for this page.
    asked: HashSet<String>,
    tell: &'a mut dyn FnMut(&Wait),
}
