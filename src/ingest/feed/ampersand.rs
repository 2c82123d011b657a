//! Bare ampersands of a feed ("AT&T", addresses with `?a=1&b=2`), which XML does not allow and careless feeds are full of: they are
//! read as what they mean, so that none ends the feed.

use std::borrow::Cow;

const OPEN: &str = "<![CDATA[";
const CLOSE: &str = "]]>";
/// The longest name of an entity.
const LONGEST: usize = 32;

/// The text with every ampersand that begins no entity written as one; sections of CDATA stay as they are.
pub(super) fn escape(text: &str) -> Cow<'_, str> {
    let mut out: Option<String> = None;
    let (mut at, mut copied) = (0, 0);
    while let Some(found) = text[at..].find(['&', '<']).map(|found| at + found) {
        let rest = &text[found..];
        if rest.starts_with(OPEN) {
            at = rest.find(CLOSE).map_or(text.len(), |end| found + end);
            continue;
        }
        at = found + 1;
        if rest.starts_with('&') && !is_entity(&rest[1..]) {
            let out = out.get_or_insert_with(|| String::with_capacity(text.len() + 64));
            out.push_str(&text[copied..found]);
            out.push_str("&amp;");
            copied = at;
        }
    }
    match out {
        None => Cow::Borrowed(text),
        Some(mut out) => {
            out.push_str(&text[copied..]);
            Cow::Owned(out)
        }
    }
}

/// Whether a name and a semicolon stand here: `amp;`, `#8217;`.
fn is_entity(rest: &str) -> bool {
    let name = rest.strip_prefix('#').unwrap_or(rest);
    let length = name.bytes().take(LONGEST + 1).take_while(u8::is_ascii_alphanumeric).count();
    (1..=LONGEST).contains(&length) && name.as_bytes().get(length) == Some(&b';')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_ampersand_that_begins_no_entity_is_one() {
        for (text, wanted) in [
            ("AT&T & Co", "AT&amp;T &amp; Co"),
            ("a&amp;b &#8217; &nbsp; &x1;", "a&amp;b &#8217; &nbsp; &x1;"),
            ("https://a.example/?a=1&b=2", "https://a.example/?a=1&amp;b=2"),
            ("<![CDATA[AT&T]]> & <![CDATA[x & y", "<![CDATA[AT&T]]> &amp; <![CDATA[x & y"),
            ("&", "&amp;"),
        ] {
            assert_eq!(escape(text), wanted);
        }
        assert!(matches!(escape("plain"), Cow::Borrowed(_)));
    }
}
