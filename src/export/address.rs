//! Addresses of the web, as far as reports need them: whether it is one, its host, two spellings of the same page.

/// Services that stand before other addresses. A review lies on its publisher's own pages.
const SHORTENERS: [&str; 16] = [
    "bit.ly",
    "buff.ly",
    "cutt.ly",
    "dlvr.it",
    "goo.gl",
    "ift.tt",
    "is.gd",
    "lnkd.in",
    "ow.ly",
    "rb.gy",
    "rebrand.ly",
    "shorturl.at",
    "t.co",
    "t.ly",
    "tiny.cc",
    "tinyurl.com",
];

/// What stands before the host, in either case.
const SCHEMES: [&str; 2] = ["https://", "http://"];

/// Whether it is `http://HOST…` or `https://HOST…`, with no sign in it that no address holds (RFC 3987). Only such an address
/// is a link in any report.
#[must_use]
pub fn is_web(url: &str) -> bool {
    let ends = |c: char| c.is_whitespace() || c.is_control() || "<>\"{}|\\^`".contains(c);
    !url.contains(ends) && !host_of(url).is_empty()
}

/// The host in small letters without user, port and a full stop at its end; empty when it is no address of the web.
pub(super) fn host_of(url: &str) -> String {
    let Some((_, rest)) = split(url) else { return String::new() };
    let authority = rest.split(['/', '?', '#', '\\']).next().unwrap_or_default();
    let host = authority.rsplit('@').next().unwrap_or_default();
    let end = if host.starts_with('[') { host.find(']').map(|at| at + 1) } else { host.find(':') };
    let host = host.get(..end.unwrap_or(host.len())).unwrap_or_default().trim_end_matches('.').to_lowercase();
    if host.starts_with(|c: char| c.is_alphanumeric() || c == '[') { host } else { String::new() }
}

fn split(url: &str) -> Option<(&'static str, &str)> {
    SCHEMES.into_iter().find_map(|scheme| {
        let start = url.get(..scheme.len())?;
        start.eq_ignore_ascii_case(scheme).then(|| (scheme, &url[scheme.len()..]))
    })
}

/// Whether a known service stands before the page.
pub(super) fn is_shortened(url: &str) -> bool {
    let host = host_of(url);
    SHORTENERS.contains(&host.strip_prefix("www.").unwrap_or(&host))
}

/// Whether the page is on the site, or on a subdomain of it.
pub(super) fn is_on(url: &str, site: &str) -> bool {
    let (host, site) = (host_of(url), host_of(site));
    let site = site.strip_prefix("www.").unwrap_or(&site);
    host == site || host.strip_suffix(site).is_some_and(|before| before.ends_with('.'))
}

/// The address by which two spellings of a page are known to be the same: scheme and host without their case, the fragment,
/// a slash at the end, and the parameters of campaigns (`utm_…`) left out. `None` when it is no address of the web.
///
/// ```
/// use claimlog::export::bare_url;
/// assert_eq!(bare_url("HTTP://A.example/x/?utm_source=y&id=1#z"), bare_url("http://a.example/x?id=1"));
/// ```
#[must_use]
pub fn bare_url(url: &str) -> Option<String> {
    let url = url.trim();
    let (scheme, rest) = split(url).filter(|_| is_web(url))?;
    let rest = rest.split('#').next().unwrap_or_default();
    let (place, query) = rest.split_once('?').unwrap_or((rest, ""));
    let (authority, path) = place.find('/').map_or((place, ""), |at| place.split_at(at));
    let ours = |part: &&str| !part.is_empty() && !part.get(..4).is_some_and(|start| start.eq_ignore_ascii_case("utm_"));
    let query: Vec<&str> = query.split('&').filter(ours).collect();
    let usual = if scheme == "https://" { ":443" } else { ":80" };
    let authority = authority.to_lowercase();
    let authority = authority.strip_suffix(usual).unwrap_or(&authority);
    let mark = if query.is_empty() { "" } else { "?" };
    Some(format!("{scheme}{authority}{}{mark}{}", path.trim_end_matches('/'), query.join("&")))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_addresses_of_the_web_are_some() {
        for url in ["https://a.example", "HTTP://A.example/x?y#z", "https://user@a.example:8080/", "http://[::1]/x"] {
            assert!(is_web(url), "{url}");
        }
        for url in [
            "javascript:alert(1)",
            " https://a.example",
            "https://",
            "https:///x",
            "https://a b.example",
            "data:text/html,x",
            "https://a.example/\u{1b}[2J",
            "https://a.example/\"><script>",
            "ftp://a.example",
            "//a.example",
            "é",
        ] {
            assert!(!is_web(url), "{url}");
        }
    }

    #[test]
    fn the_host_is_that_of_the_page() {
        for (url, host) in [
            ("https://Desk.Example./x", "desk.example"),
            ("https://desk.example@evil.example/x", "evil.example"),
            ("https://evil.example\\@desk.example", "evil.example"),
            ("http://[::1]:80/x", "[::1]"),
            ("https://desk.example:8443?x", "desk.example"),
        ] {
            assert_eq!(host_of(url), host, "{url}");
        }
    }

    #[test]
    fn a_subdomain_is_on_the_site_and_a_likeness_is_not() {
        for url in ["https://desk.example/1", "https://fact.desk.example/1", "https://www.desk.example/"] {
            assert!(is_on(url, "https://www.desk.example"), "{url}");
        }
        for url in ["https://notdesk.example/1", "https://desk.example.evil.example/1", "https://example/1"] {
            assert!(!is_on(url, "https://desk.example"), "{url}");
        }
        assert!(is_shortened("https://Bit.ly/x") && !is_shortened("https://notbit.ly/x"));
    }

    #[test]
    fn spellings_of_a_page_are_one() {
        for (one, other) in [
            ("https://a.example", "https://A.Example/"),
            ("https://a.example/x/", "https://a.example/x#top"),
            ("https://a.example/x?a=1&utm_medium=b&c=2", "https://a.example:443/x?a=1&c=2"),
            ("https://a.example/?utm_source=x", "https://a.example"),
        ] {
            assert_eq!(bare_url(one), bare_url(other));
        }
        assert_ne!(bare_url("https://a.example/X"), bare_url("https://a.example/x"));
        assert_ne!(bare_url("https://a.example/x"), bare_url("http://a.example/x"));
        assert_eq!(bare_url("javascript:x"), None);
    }
}
