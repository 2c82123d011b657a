//! The tags of a page, found in one pass over its bytes, before anything is built from it.
//!
//! `<p class=a id="b">` → a tag `p` of two attributes. Comments are passed over as HTML ends them, declarations too.

/// A start tag or an end tag.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Tag<'p> {
    /// Its name as it is written.
    pub(super) name: &'p [u8],
    /// Whether it is an end tag.
    pub(super) closes: bool,
    /// Whether it ends with `/>`.
    pub(super) is_empty: bool,
    /// How many attributes are written in it, whatever their names.
    pub(super) attributes: usize,
    /// Where it ends: after its `>`, or at the end of a page that breaks off in it.
    pub(super) end: usize,
}

impl Tag<'_> {
    /// Whether it has one of these names.
    pub(super) fn is(&self, names: &[&str]) -> bool {
        names.iter().any(|name| self.name.eq_ignore_ascii_case(name.as_bytes()))
    }
}

/// The next tag from `at` on.
pub(super) fn next(page: &[u8], mut at: usize) -> Option<Tag<'_>> {
    loop {
        at += memchr::memchr(b'<', page.get(at..)?)? + 1;
        if page[at..].starts_with(b"!--") {
            at = end_of_comment(page, at + 3)?;
            continue;
        }
        let closes = page.get(at) == Some(&b'/');
        let start = at + usize::from(closes);
        if page.get(start).is_some_and(u8::is_ascii_alphabetic) {
            let length = run(&page[start..], |byte| !is_space(byte) && !matches!(byte, b'/' | b'>'));
            let name = &page[start..start + length];
            let (attributes, end) = attributes(page, start + length);
            return Some(Tag { name, closes, is_empty: page[..end].ends_with(b"/>"), attributes, end });
        }
    }
}

/// How many attributes follow a tag's name, and where the tag ends (HTML, 13.2.5.32 to 13.2.5.40).
fn attributes(page: &[u8], mut at: usize) -> (usize, usize) {
    let mut count = 0;
    loop {
        at += run(&page[at..], |byte| is_space(byte) || byte == b'/');
        match page.get(at) {
            None => return (count, at),
            Some(b'>') => return (count, at + 1),
            Some(_) => count += 1,
        }
        at += 1; // a name may begin with `=`
        at += run(&page[at..], |byte| !is_space(byte) && !matches!(byte, b'/' | b'>' | b'='));
        let after = at + run(&page[at..], is_space);
        if page.get(after) == Some(&b'=') {
            at = end_of_value(page, after + 1);
        }
    }
}

fn end_of_value(page: &[u8], mut at: usize) -> usize {
    at += run(&page[at..], is_space);
    match page.get(at) {
        Some(quote @ (b'"' | b'\'')) => {
            memchr::memchr(*quote, &page[at + 1..]).map_or(page.len(), |length| at + length + 2)
        }
        _ => at + run(&page[at..], |byte| !is_space(byte) && byte != b'>'),
    }
}

/// After the `-->` that ends a comment whose content starts here; `-->` and `--!>` end it, and `>` or `->` at its start.
fn end_of_comment(page: &[u8], start: usize) -> Option<usize> {
    let content = &page[start..];
    if let Some(abrupt) = [b">".as_slice(), b"->"].into_iter().find(|end| content.starts_with(end)) {
        return Some(start + abrupt.len());
    }
    let ends = |at: &usize| content[..*at].ends_with(b"--") || content[..*at].ends_with(b"--!");
    memchr::memchr_iter(b'>', content).find(ends).map(|at| start + at + 1)
}

/// Where the end tag of a raw element starts; the end of the page when it has none.
pub(super) fn end_of_raw(page: &[u8], mut at: usize, name: &str) -> usize {
    while let Some(found) = memchr::memmem::find(&page[at..], b"</") {
        at += found + 2;
        if page[at..].get(..name.len()).is_some_and(|end| end.eq_ignore_ascii_case(name.as_bytes())) {
            return at - 2;
        }
    }
    page.len()
}

fn run(bytes: &[u8], wanted: impl Fn(u8) -> bool) -> usize {
    bytes.iter().position(|byte| !wanted(*byte)).unwrap_or(bytes.len())
}

fn is_space(byte: u8) -> bool {
    matches!(byte, b' ' | b'\t' | b'\n' | b'\r' | 0x0C)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn tags(page: &str) -> Vec<(String, usize)> {
        let mut at = 0;
        std::iter::from_fn(|| {
            let tag = next(page.as_bytes(), at)?;
            at = tag.end;
            Some((String::from_utf8_lossy(tag.name).to_ascii_lowercase(), tag.attributes))
        })
        .collect()
    }

    #[test]
    fn counts_the_attributes_of_each_tag() {
        for (page, count) in [
            ("<p>", 0),
            ("<P a b=c d=\"e > f\" g = 'h' i>", 5),
            ("<p a=b\"c d>", 2),
            ("<p =a b==c>", 2),
            ("<p a / b/>", 2),
            ("</p a b>", 2),
            ("<p a=>", 1),
            ("<p don't stop", 2),
            ("<p a=\"never closed", 1),
        ] {
            assert_eq!(tags(page), [("p".to_owned(), count)], "{page}");
        }
    }

    #[test]
    fn comments_end_as_html_ends_them() {
        for page in ["<!--><p>", "<!---><p>", "<!-- <b> --><p>", "<!-- <b> --!><p>", "<!-- -- > <b> ---><p>", "<!x><p>"]
        {
            assert_eq!(tags(page), [("p".to_owned(), 0)], "{page}");
        }
        assert_eq!(tags("<!-- <p> --"), []);
        assert_eq!(tags("a < b, <3, </ >"), []);
    }

    #[test]
    fn an_empty_tag_says_so() {
        assert!(next(b"<path d=x />", 0).unwrap().is_empty);
        assert!(!next(b"<path d=x / >", 0).unwrap().is_empty);
    }
}
