//! What was given as an address → a web address that may be asked for, in the form of the WHATWG URL Standard.
//!
//! `HTTP://0x7f.1/a b#c` → `http://127.0.0.1/a%20b`: odd spellings end as what they mean, before anything is checked.

use url::{Host, Url};

use crate::ingest::fetch::error::{FetchProblem, shown};

/// The longest address; servers take about so many bytes.
const LONGEST: usize = 8 * 1024;

/// Reads an address that the user gave.
///
/// # Errors
/// When it is none, of another kind than http and https, or carries a password.
pub(super) fn parse(given: &str) -> Result<Url, FetchProblem> {
    if given.len() > LONGEST {
        return Err(FetchProblem::NotAnAddress(format!("it is longer than {LONGEST} bytes")));
    }
    check(Url::parse(given).map_err(|error| FetchProblem::NotAnAddress(error.to_string()))?)
}

/// The address that a page at `from` sends on to.
///
/// # Errors
/// As [`parse`], and when the way there leaves encryption behind.
pub(super) fn redirect(from: &Url, location: &[u8]) -> Result<Url, FetchProblem> {
    let given = String::from_utf8_lossy(location);
    let wrap = |problem| FetchProblem::Redirect { to: shown(&given), problem: Box::new(problem) };
    if given.len() > LONGEST {
        return Err(wrap(FetchProblem::NotAnAddress(format!("it is longer than {LONGEST} bytes"))));
    }
    let to = from.join(given.trim()).map_err(|error| wrap(FetchProblem::NotAnAddress(error.to_string())))?;
    let to = check(to).map_err(wrap)?;
    if from.scheme() == "https" && to.scheme() == "http" {
        return Err(FetchProblem::Redirect { to: shown(to.as_str()), problem: Box::new(FetchProblem::Downgrade) });
    }
    Ok(to)
}

fn check(mut url: Url) -> Result<Url, FetchProblem> {
    if !["http", "https"].contains(&url.scheme()) {
        return Err(FetchProblem::Scheme(url.scheme().to_owned()));
    }
    if !url.username().is_empty() || url.password().is_some() {
        return Err(FetchProblem::Secret);
    }
    match url.host() {
        None | Some(Host::Domain("")) => return Err(FetchProblem::NotAnAddress("it names no server".to_owned())),
        Some(_) => {}
    }
    url.set_fragment(None);
    Ok(url)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parsed(given: &str) -> String {
        parse(given).unwrap().into()
    }

    #[test]
    fn odd_spellings_end_as_what_they_mean() {
        for (given, wanted) in [
            ("HTTPS://Tidewater.Example", "https://tidewater.example/"),
            ("http://0x7f000001/", "http://127.0.0.1/"),
            ("http://127.1/", "http://127.0.0.1/"),
            ("http://2130706433/", "http://127.0.0.1/"),
            ("http://0177.0.0.1/", "http://127.0.0.1/"),
            ("http://１２７.0.0.1/", "http://127.0.0.1/"),
            ("http://[::FFFF:127.0.0.1]/", "http://[::ffff:7f00:1]/"),
            ("http:\\\\tidewater.example\\a", "http://tidewater.example/a"),
            ("https://tidewater.example:443/a b?c=“d”#e", "https://tidewater.example/a%20b?c=%E2%80%9Cd%E2%80%9D"),
            ("https://müller.example/", "https://xn--mller-kva.example/"),
            ("https://tidewater.example/\r\nHost: x", "https://tidewater.example/Host:%20x"),
        ] {
            assert_eq!(parsed(given), wanted, "{given}");
        }
    }

    #[test]
    fn what_is_not_fetched_is_refused_by_name() {
        for (given, wanted) in [
            ("file:///etc/passwd", "“file:”"),
            ("gopher://tidewater.example/", "“gopher:”"),
            ("ftp://tidewater.example/a", "“ftp:”"),
            ("javascript:alert(1)", "“javascript:”"),
            ("data:text/html,x", "“data:”"),
            ("https://ana:secret@tidewater.example/", "password"),
            ("https://ana@tidewater.example/", "password"),
            ("https://:secret@tidewater.example/", "password"),
            ("https://", "no address"),
            ("https://a b.example/", "no address"),
            ("https://[::1/", "no address"),
            ("https://tidewater.example:99999/", "no address"),
            ("tidewater.example/a", "no address"),
        ] {
            let refused = parse(given).unwrap_err().to_string();
            assert!(refused.contains(wanted) && !refused.contains("secret"), "{given}: {refused}");
        }
        assert!(parse(&format!("https://a.example/{}", "a".repeat(LONGEST))).is_err());
    }

    #[test]
    fn a_page_sends_on_relative_to_itself() {
        let from = parse("https://tidewater.example/2026/ern?x=1").unwrap();
        for (location, wanted) in [
            ("/lorn", "https://tidewater.example/lorn"),
            ("lorn", "https://tidewater.example/2026/lorn"),
            ("?y=2", "https://tidewater.example/2026/ern?y=2"),
            ("//www.tidewater.example/ern#top", "https://www.tidewater.example/ern"),
            (" https://other.example/ä ", "https://other.example/%C3%A4"),
        ] {
            assert_eq!(redirect(&from, location.as_bytes()).unwrap().as_str(), wanted, "{location}");
        }
    }

    #[test]
    fn the_way_on_does_not_leave_encryption_or_the_web() {
        let (safe, open) = (parse("https://a.example/").unwrap(), parse("http://a.example/").unwrap());
        let refused = |from: &Url, location: &str| redirect(from, location.as_bytes()).unwrap_err().to_string();
        assert_eq!(
            refused(&safe, "http://a.example/x"),
            "the page sends on to http://a.example/x: the way there is without encryption, where anyone can alter the page; \
             if you want it, give this address itself"
        );
        assert!(redirect(&open, b"http://a.example/x").is_ok() && redirect(&open, b"https://a.example/").is_ok());
        assert!(refused(&open, "file:///etc/passwd").contains("file:///etc/passwd: addresses of the kind “file:”"));
        assert!(refused(&open, "//ana:secret@b.example/").contains("password"));
        assert!(refused(&open, &format!("/{}", "a".repeat(LONGEST))).len() < 500);
    }
}
