//! Who wrote the article, as the page shows it, when its metadata does not say.

use dom_query::{Document, NodeRef};

/// Parts of class names and ids of the elements that hold a byline, as Readability knows them.
const NAMES: &[&str] = &["byline", "author", "dateline", "writtenby", "p-author"];

/// The longest byline, in characters.
const LONGEST: usize = 100;

/// The text of the first element of the page that says it is a byline, and of those beside it that say so too.
pub(super) fn on_page(page: &Document) -> Option<String> {
    let body = page.body()?;
    body.descendants_it().filter(|node| node.is_element() && is_byline(node)).find_map(|node| {
        let named = node.descendants_it().find(|inner| inner.attr("itemprop").is_some_and(|it| it.as_ref() == "name"));
        let whole = short_text(&node).filter(|text| text.trim().chars().count() < LONGEST)?;
        let text = named.and_then(|named| short_text(&named)).unwrap_or(whole);
        let first = clean(&text)?;
        Some(beside(&node).filter(|all| all.starts_with(&first)).unwrap_or(first))
    })
}

/// The names of the links to authors that stand beside this one: "Ann Harbour, Ben Marl".
fn beside(node: &NodeRef<'_>) -> Option<String> {
    const MOST: usize = 20;
    let is_link = |node: &NodeRef<'_>| node.attr("rel").is_some_and(|rel| rel.as_ref() == "author");
    if !is_link(node) {
        return None;
    }
    let mut names: Vec<String> = Vec::new();
    for link in node.parent()?.children_it(false).filter(is_link).take(MOST) {
        let name = short_text(&link).and_then(|text| clean(&text))?;
        if !names.contains(&name) {
            names.push(name);
        }
    }
    Some(names.join(", "))
}

/// The text of an element, unless it is far longer than a byline.
pub(super) fn short_text(node: &NodeRef<'_>) -> Option<String> {
    const MOST: usize = 4_000; // white space between its elements counts
    let mut text = String::new();
    for inner in node.descendants_it().filter(NodeRef::is_text) {
        text.push_str(&inner.text());
        if text.len() > MOST {
            return None;
        }
    }
    Some(text)
}

/// A byline without its "By" and with single spaces; `None` for none, or an address instead of a name.
pub(super) fn clean(given: &str) -> Option<String> {
    let words: Vec<&str> = given.split_whitespace().collect();
    let names = match words.as_slice() {
        [by, names @ ..] if ["by", "by:"].contains(&by.to_ascii_lowercase().as_str()) => names,
        names => names,
    };
    let byline = names.join(" ");
    (!byline.is_empty() && !byline.contains("://")).then_some(byline)
}

fn is_byline(node: &NodeRef<'_>) -> bool {
    let has = |attribute: &str, wanted: &dyn Fn(&str) -> bool| node.attr(attribute).is_some_and(|value| wanted(&value));
    let named = |value: &str| {
        let value = value.to_ascii_lowercase();
        NAMES.iter().any(|name| value.contains(name))
    };
    has("rel", &|value| value == "author")
        || has("itemprop", &|value| value.contains("author"))
        || has("class", &named)
        || has("id", &named)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(body: &str) -> Option<String> {
        on_page(&Document::from(format!("<html><body>{body}</body></html>")))
    }

    #[test]
    fn finds_the_element_that_says_so() {
        for body in [
            "<p>Text</p><a rel=author href=/a>Ann  Harbour</a>",
            "<div class='top article-Byline'>By Ann\n Harbour</div>",
            "<span itemprop=author><b itemprop=name>Ann Harbour</b>, reporter</span>",
        ] {
            assert_eq!(found(body).as_deref(), Some("Ann Harbour"), "{body}");
        }
    }

    #[test]
    fn authors_beside_each_other_stand_apart() {
        let links = "<p>By <a rel=author href=/a>Ann Harbour</a> and <a rel=author href=/b>Ben Marl</a></p>";
        assert_eq!(found(links).as_deref(), Some("Ann Harbour, Ben Marl"));
    }

    #[test]
    fn an_empty_or_endless_one_is_none() {
        assert_eq!(found("<div class=author></div>"), None);
        assert_eq!(found(&format!("<div class=author-page>{}</div>", "Ann wrote of Ern. ".repeat(20))), None);
        assert_eq!(clean("https://social.example/ann"), None);
    }
}
