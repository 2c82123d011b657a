//! How deeply a page nests, found in one pass over its bytes, before anything is built that takes quadratic time in it.
//!
//! Building 200,000 nested elements takes minutes: each new element is compared with all open ones (HTML, 13.2.4.2).
//! Browsers stop nesting at 512; the deepest of the pages measured is far below.

use crate::ingest::error::Problem;

/// The deepest nesting that is read.
const DEEPEST: usize = 512;

/// Elements that never hold others, or whose end tag may be left out since the next of their kind closes them: neither nests.
const FLAT: &[&[u8]] = &[
    b"area",
    b"base",
    b"br",
    b"col",
    b"embed",
    b"hr",
    b"img",
    b"input",
    b"link",
    b"meta",
    b"param",
    b"source",
    b"track",
    b"wbr", // empty
    b"html",
    b"head",
    b"body",
    b"p",
    b"li",
    b"dt",
    b"dd",
    b"option",
    b"optgroup",
    b"tr",
    b"td",
    b"th",
    b"thead",
    b"tbody",
    b"tfoot",
    b"colgroup",
    b"rb",
    b"rt",
    b"rp",
];

/// Elements whose content is text, whatever tags seem to stand in it.
const RAW: &[&[u8]] =
    &[b"script", b"style", b"textarea", b"title", b"iframe", b"noembed", b"noframes", b"xmp", b"plaintext"];

/// Refuses a page that nests more deeply than any article.
pub(super) fn check(page: &str) -> Result<(), Problem> {
    if depth(page.as_bytes()) > DEEPEST { Err(Problem::TooDeep(DEEPEST)) } else { Ok(()) }
}

/// The greatest number of elements that are open at once, going by their tags.
fn depth(page: &[u8]) -> usize {
    let (mut open, mut deepest) = (0_usize, 0);
    let mut at = 0;
    while let Some(tag) = next_tag(page, at) {
        at = tag.end;
        if RAW.contains(&tag.name.as_slice()) && !tag.closes {
            at = end_of_raw(page, at, &tag.name);
        } else if !FLAT.contains(&tag.name.as_slice()) {
            open = if tag.closes { open.saturating_sub(1) } else { open + 1 };
            deepest = deepest.max(open);
        }
    }
    deepest
}

struct Tag {
    name: Vec<u8>,
    closes: bool,
    end: usize,
}

/// The next tag from `at` on; comments and declarations are passed over, and what is cut short at the end is no tag.
fn next_tag(page: &[u8], mut at: usize) -> Option<Tag> {
    loop {
        at += memchr::memchr(b'<', page.get(at..)?)? + 1;
        if page[at..].starts_with(b"!--") {
            at += memchr::memmem::find(&page[at..], b"-->")?;
            continue;
        }
        let closes = page.get(at) == Some(&b'/');
        let start = at + usize::from(closes);
        let length = page[start..].iter().take_while(|byte| byte.is_ascii_alphanumeric() || **byte == b'-').count();
        if page.get(start).is_some_and(u8::is_ascii_alphabetic) {
            return Some(Tag {
                name: page[start..start + length].to_ascii_lowercase(),
                closes,
                end: end_of_tag(page, start)?,
            });
        }
    }
}

/// After the `>` that ends a tag: one outside the quotes of an attribute's value.
fn end_of_tag(page: &[u8], mut at: usize) -> Option<usize> {
    loop {
        at += memchr::memchr3(b'>', b'"', b'\'', &page[at..])?;
        let found = page[at];
        at += 1;
        match found {
            b'>' => return Some(at),
            quote if page[..at - 1].trim_ascii_end().ends_with(b"=") => at += memchr::memchr(quote, &page[at..])? + 1,
            _ => {}
        }
    }
}

/// Where the end tag of a raw element starts; the end of the page when it has none.
fn end_of_raw(page: &[u8], mut at: usize, name: &[u8]) -> usize {
    while let Some(found) = memchr::memmem::find(&page[at..], b"</") {
        at += found + 2;
        if page[at..].get(..name.len()).is_some_and(|end| end.eq_ignore_ascii_case(name)) {
            return at - 2;
        }
    }
    page.len()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn counts_what_is_open_at_once() {
        assert_eq!(depth(b"<html><body><div><P>a<p>b<br><img src=x></div><div><b>c</b></div></body></html>"), 2);
        assert_eq!(depth("<ul><li>".repeat(9).as_bytes()), 9);
        assert_eq!(depth("<li>".repeat(900).as_bytes()), 0);
    }

    #[test]
    fn what_only_looks_like_a_tag_is_none() {
        for page in [
            "<!-- <div><div> -->",
            "<script>\"<div><div>\"</SCRIPT>",
            "<p title=\"<div><div>\" lang='>'>",
            "a < b, <3, </ >",
            "<style><div>",
        ] {
            assert_eq!(depth(page.as_bytes()), 0, "{page}");
        }
        assert_eq!(depth(b"<p don't><div>"), 1);
        assert_eq!(depth(b"<div title=\"never closed"), 0);
    }

    #[test]
    fn a_page_of_one_element_in_the_other_is_refused() {
        assert!(check(&"<div>".repeat(200_000)).is_err());
        assert!(check(&"<div>a</div>".repeat(200_000)).is_ok());
    }
}
