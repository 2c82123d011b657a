//! Who wrote the article, as the page shows it, when its metadata does not say.

use dom_query::{Document, NodeRef};

/// Parts of class names and ids of the elements that hold a byline, as Readability knows them.
const NAMES: &[&str] = &["byline", "author", "dateline", "writtenby", "p-author"];

/// The longest byline, in characters.
const LONGEST: usize = 100;

/// The text of the first element of the page that says it is a byline.
pub(super) fn on_page(page: &Document) -> Option<String> {
    let nodes: Vec<_> = page.body()?.descendants_it().filter(NodeRef::is_element).collect();
    nodes.iter().filter(|node| is_byline(node)).find_map(|node| {
        let named = node.descendants_it().find(|inner| inner.attr("itemprop").is_some_and(|it| it.as_ref() == "name"));
        let text = named.as_ref().unwrap_or(node).text();
        clean(&text).filter(|_| node.text().trim().chars().count() < LONGEST)
    })
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
    fn an_empty_or_endless_one_is_none() {
        assert_eq!(found("<div class=author></div>"), None);
        assert_eq!(found(&format!("<div class=author-page>{}</div>", "Ann wrote of Ern. ".repeat(20))), None);
        assert_eq!(clean("https://social.example/ann"), None);
    }
}
