//! Addresses: only one that a browser opens as a page is a link; any other is text.

use serde::{Deserialize, Serialize};

use super::text::is_named;
use crate::export::is_web;

/// An address as it is written, and where it leads.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Link {
    /// As it was given.
    pub text: String,
    /// Where it leads: an `http` or `https` address; `None` when it is none, and is shown as text.
    pub href: Option<String>,
}

impl Link {
    /// Reads an address.
    ///
    /// ```
    /// use claimlog::export::html::Link;
    /// assert_eq!(Link::new("https://port.example/2026").href.as_deref(), Some("https://port.example/2026"));
    /// assert_eq!(Link::new(" JaVaScRiPt:alert(1)").href, None);
    /// ```
    #[must_use]
    pub fn new(given: &str) -> Self {
        Self { text: given.to_owned(), href: href(given.trim()) }
    }
}

fn href(address: &str) -> Option<String> {
    let (scheme, rest) = address.split_once("://")?;
    let scheme = scheme.to_ascii_lowercase();
    let plain = is_web(address) && !address.contains(is_named);
    plain.then(|| format!("{scheme}://{rest}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_pages_are_links() {
        for wrong in [
            "javascript:alert(1)",
            " JaVaScRiPt://x/%0aalert(1)",
            "data:text/html,<script>",
            "//host/path",
            "http:/x",
            "https://",
            "https:///etc/passwd",
            "https://a b",
            "https://a\u{202e}b",
            "https://a\"onmouseover=x",
            "http://a\nb",
            "",
            "ftp://a",
        ] {
            assert_eq!(Link::new(wrong).href, None, "{wrong}");
        }
        assert_eq!(
            Link::new(" HTTPS://Port.example/a?b=c&d#e ").href.as_deref(),
            Some("https://Port.example/a?b=c&d#e")
        );
    }
}
