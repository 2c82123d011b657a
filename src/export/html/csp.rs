//! The policy that the page gives the browser: nothing is loaded, run or sent, and the only style is the page's own.
//!
//! The style's hash is computed from the bytes between `<style>` and `</style>` as they are written, so that it holds for
//! any template. Until then the head of the page is kept back.

use std::io::{self, Write};

use sha2::{Digest as _, Sha256};

/// What a template prints as `{{ csp }}`. No text of others can hold it: it has quotes and angle brackets.
pub(super) const ELEMENT: &str = "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src HASH; base-uri 'none'; form-action 'none'\">";

/// A head that is longer has no style of its own.
const LONGEST_HEAD: usize = 4 << 20;

/// What is wrong with a page that has no policy where it must have one.
#[derive(Debug, thiserror::Error)]
#[error("{{{{ csp }}}} does not stand before the style: print it first in <head>")]
pub(super) struct NoPolicy;

/// Puts the hash of the style into the policy that stands before it.
pub(super) struct Hashing<W> {
    out: W,
    head: Option<Vec<u8>>,
}

impl<W: Write> Hashing<W> {
    pub(super) const fn new(out: W) -> Self {
        Self { out, head: Some(Vec::new()) }
    }

    /// Writes what was kept back.
    pub(super) fn finish(mut self) -> io::Result<()> {
        self.let_go()?;
        self.out.flush()
    }

    fn let_go(&mut self) -> io::Result<()> {
        let Some(head) = self.head.take() else { return Ok(()) };
        let Some(at) = find(&head, ELEMENT.as_bytes()) else {
            return Err(io::Error::other(NoPolicy));
        };
        let (before, rest) = head.split_at(at);
        self.out.write_all(before)?;
        self.out.write_all(ELEMENT.replace("HASH", &source(&head)).as_bytes())?;
        self.out.write_all(&rest[ELEMENT.len()..])
    }
}

/// The style's hash as the policy names it.
fn source(head: &[u8]) -> String {
    let start = find(head, b"<style>").map(|at| at + b"<style>".len());
    let style = start.and_then(|start| find(&head[start..], b"</style>").map(|length| &head[start..start + length]));
    style.map_or_else(|| "'none'".to_owned(), |style| format!("'sha256-{}'", base64(&Sha256::digest(style))))
}

impl<W: Write> Write for Hashing<W> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let Some(head) = &mut self.head else { return self.out.write(bytes) };
        let seen = head.len().saturating_sub(b"</style>".len());
        head.extend_from_slice(bytes);
        if find(&head[seen..], b"</style>").is_some() || head.len() > LONGEST_HEAD {
            self.let_go()?;
        }
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

fn find(text: &[u8], part: &[u8]) -> Option<usize> {
    memchr::memmem::find(text, part)
}

/// RFC 4648, with padding.
fn base64(bytes: &[u8]) -> String {
    const DIGITS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let mut text = String::new();
    for three in bytes.chunks(3) {
        let bits = three.iter().fold(0_usize, |bits, byte| bits << 8 | usize::from(*byte)) << (8 * (3 - three.len()));
        for at in 0..4 {
            let digit = char::from(DIGITS[bits >> (18 - 6 * at) & 63]);
            text.push(if at <= three.len() { digit } else { '=' });
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    fn written(parts: &[&str]) -> io::Result<String> {
        let mut out = Vec::new();
        let mut hashing = Hashing::new(&mut out);
        parts.iter().try_for_each(|part| hashing.write_all(part.as_bytes()))?;
        hashing.finish()?;
        Ok(String::from_utf8(out).unwrap())
    }

    #[test]
    fn base64_is_that_of_the_standard() {
        // RFC 4648, section 10.
        for (text, code) in [("", ""), ("f", "Zg=="), ("fo", "Zm8="), ("foo", "Zm9v"), ("foobar", "Zm9vYmFy")] {
            assert_eq!(base64(text.as_bytes()), code);
        }
    }

    #[test]
    fn the_hash_is_that_of_the_style_wherever_it_is_cut() {
        // The SHA-256 of "abc" (FIPS 180-2, appendix B.1).
        let hash = "'sha256-ungWv48Bz+pBQUDeXa4iI7ADYaOWF3qctBD/YfIAFa0='";
        for parts in [&[ELEMENT, "<style>abc</style>rest"][..], &[ELEMENT, "<sty", "le>a", "bc</sty", "le>", "rest"]] {
            let page = written(parts).unwrap();
            assert!(page.contains(&format!("style-src {hash};")) && page.ends_with("<style>abc</style>rest"), "{page}");
        }
    }

    #[test]
    fn without_a_style_there_is_none_and_without_a_policy_no_page() {
        assert!(written(&["<head>", ELEMENT, "</head>"]).unwrap().contains("style-src 'none';"));
        assert!(written(&["<style>x</style>", ELEMENT]).is_err());
        assert!(written(&["<p>x"]).is_err());
    }
}
