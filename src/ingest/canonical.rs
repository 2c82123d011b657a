//! Addresses of the web, and whether the one that a page names as its own is to be believed, where it is known from which one it came.
//!
//! A page at `evil.example` that names an article of another outlet would pass for a revision of that article, and a template
//! that names the front page makes one article of a whole site. A syndicated copy names the original in good faith, and is an
//! article at its own address all the same.

use crate::ingest::notice::Notice;
use crate::model::Metadata;

/// Names of hosts that sites put before their own.
const BEFORE: [&str; 5] = ["www.", "m.", "amp.", "mobile.", "edition."];

/// Takes the named address out of what a page says where it is not believed, with a remark.
pub(super) fn check(said: &mut Metadata, came_from: Option<&str>) -> Option<Notice> {
    let came_from = came_from?;
    let named = said.url.take_if(|named| !is_credible(named, came_from))?;
    said.origins.remove("url");
    Some(Notice::Canonical(named))
}

/// Whether this is an address of the web, whole and in one piece.
pub(super) fn is_web(url: &str) -> bool {
    let rest = url.strip_prefix("https://").or_else(|| url.strip_prefix("http://"));
    rest.is_some_and(|rest| rest.starts_with(|c: char| c.is_alphanumeric())) && !url.contains(char::is_whitespace)
}

fn is_credible(named: &str, came_from: &str) -> bool {
    let (Some((host, path)), Some((own, own_path))) = (parts(named), parts(came_from)) else { return true };
    let below =
        |long: &str, short: &str| long.strip_suffix(short).is_some_and(|rest| rest.is_empty() || rest.ends_with('.'));
    let same_site = below(&host, &own) || below(&own, &host);
    same_site && (!path.is_empty() || own_path.is_empty())
}

/// The host without what sites put before it, and the path without its slashes.
fn parts(url: &str) -> Option<(String, &str)> {
    let (_, rest) = url.split_once("://")?;
    let end = rest.find(['/', '?', '#']).unwrap_or(rest.len());
    let (authority, path) = rest.split_at(end);
    let host = authority.rsplit('@').next()?.split(':').next()?.to_ascii_lowercase();
    let bare = BEFORE.iter().find_map(|before| host.strip_prefix(before)).unwrap_or(&host).to_owned();
    Some((bare, path.trim_matches('/')))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_page_may_name_another_address_of_its_own_site() {
        for (named, came_from) in [
            ("https://tidewater.example/ern", "https://www.tidewater.example/ern?utm=1"),
            ("https://www.tidewater.example/ern", "http://amp.tidewater.example:8080/ern/amp"),
            ("https://news.tidewater.example/ern", "https://tidewater.example/a/b"),
            ("https://tidewater.example/", "https://tidewater.example"),
        ] {
            assert!(is_credible(named, came_from), "{named} {came_from}");
        }
    }

    #[test]
    fn another_site_and_the_front_page_are_not_believed() {
        for (named, came_from) in [
            ("https://tidewater.example/ern", "https://evil.example/x"),
            ("https://tidewater.example/ern", "https://evil-tidewater.example/ern"),
            ("https://tidewater.example/", "https://tidewater.example/ern"),
            ("https://evil.example@tidewater.example/ern", "https://evil.example/ern"),
        ] {
            assert!(!is_credible(named, came_from), "{named} {came_from}");
        }
        let mut said =
            Metadata { url: Some("https://tidewater.example/ern".into()), ..Metadata::default() }.from_place("x");
        assert!(check(&mut said, None).is_none());
        assert!(matches!(check(&mut said, Some("https://evil.example/")), Some(Notice::Canonical(_))));
        assert_eq!((said.url, said.origins.len()), (None, 0));
    }
}
