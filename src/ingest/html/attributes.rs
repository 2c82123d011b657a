//! Refuses pages with a tag of more attributes than any article's, since building it takes time quadratic in them.
//!
//! Each attribute is compared with those before it, for the second of two is dropped (HTML, 13.2.5.33): 500,000 on one tag
//! take minutes. The attributes of every further `<html>` and `<body>` go to the first and are compared too, so they count together.

use crate::ingest::error::Problem;
use crate::ingest::html::tags;

/// The most attributes of a tag that are read; the most on 189 pages measured are 64.
const MOST: usize = 512;

/// Elements that end a drawing which was never closed (part of HTML, 13.2.6.5).
const ENDS_DRAWING: &[&str] =
    &["body", "br", "div", "h1", "h2", "h3", "h4", "h5", "h6", "head", "img", "li", "meta", "p", "span", "table", "ul"];

/// Refuses a page by its tags, before it is built.
pub(super) fn check(page: &str) -> Result<(), Problem> {
    if most(page.as_bytes()) > MOST { Err(Problem::TooManyAttributes(MOST)) } else { Ok(()) }
}

/// The most attributes of one tag. Only the content of scripts is passed over, where words after a `<` would seem to be some;
/// the script of a drawing has tags.
fn most(page: &[u8]) -> usize {
    let (mut most, mut html, mut body) = (0, 0, 0);
    let mut in_drawing = false;
    let mut at = 0;
    while let Some(tag) = tags::next(page, at) {
        at = tag.end;
        let count = match () {
            () if tag.is(&["html"]) => add(&mut html, tag.attributes),
            () if tag.is(&["body"]) => add(&mut body, tag.attributes),
            () => tag.attributes,
        };
        most = most.max(count);
        if tag.is(&["svg", "math"]) {
            in_drawing = !tag.closes && !tag.is_empty;
        } else if tag.is(&["script"]) && !tag.closes && !in_drawing {
            at = tags::end_of_raw(page, at, "script");
        } else if in_drawing && tag.is(ENDS_DRAWING) {
            in_drawing = false;
        }
    }
    most
}

fn add(sum: &mut usize, count: usize) -> usize {
    *sum += count;
    *sum
}

#[cfg(test)]
mod tests {
    use super::*;

    fn many(before: &str, after: &str) -> String {
        let attributes: Vec<String> = (0..=MOST).map(|number| format!("a{number}")).collect();
        format!("{before}{}{after}", attributes.join(" "))
    }

    #[test]
    fn a_tag_of_many_attributes_is_refused_wherever_it_hides() {
        for (before, after) in [
            ("<p ", ">"),
            ("<p ", ""),
            ("</p ", ">"),
            ("<!--><p ", ">"),
            ("<select><title><p ", ">"),
            ("<svg><script><p ", ">"),
            ("<script></script ", ">"),
        ] {
            assert!(check(&many(before, after)).is_err(), "{before}");
        }
        let again: String = (0..=MOST).map(|number| format!("<body a{number}>")).collect();
        assert!(check(&again).is_err());
    }

    #[test]
    fn scripts_comments_and_long_values_are_none() {
        for (before, after) in
            [("<script>a <b ", "</script>"), ("<!-- <p ", " -->"), ("<p title=\"", "\">"), ("<p>", "")]
        {
            assert!(check(&many(before, after)).is_ok(), "{before}");
        }
        assert!(check(&many("<svg><path><p>Text<script>a <b ", "</script>")).is_ok());
        assert!(check(&"<p a b c>".repeat(1_000)).is_ok());
    }
}
