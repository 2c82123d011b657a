//! What a page says of its article in JSON-LD (schema.org): the first node of an article type, in lists and `@graph` too.
//!
//! Authors come as a name, an object, a list, or a reference into the graph. Related articles inside other nodes are
//! not looked at.

use dom_query::{Document, NodeRef};
use serde_json::Value;

/// The fields of an article node that are used here.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Article {
    pub(super) authors: Vec<String>,
    pub(super) publisher: Option<String>,
    pub(super) published: Option<String>,
    pub(super) modified: Option<String>,
    pub(super) url: Option<String>,
    pub(super) language: Option<String>,
}

/// What else the page says of itself, by which its article is told from others.
#[derive(Clone, Copy, Default)]
pub(super) struct Itself<'p> {
    pub(super) url: Option<&'p str>,
    pub(super) title: &'p str,
}

/// Reads the page's article node; the dates of a plain `WebPage` node stand in for those of an article without one.
pub(super) fn read(page: &Document, itself: Itself<'_>) -> Option<Article> {
    let blocks: Vec<Value> = elements(page).into_iter().flatten().collect();
    let nodes: Vec<&Value> = blocks.iter().flat_map(nodes).collect();
    let page =
        nodes.iter().copied().find(|node| types(node).any(|name| name.ends_with("WebPage") || name == "NewsMediaPage"));
    let articles: Vec<&Value> = nodes.iter().copied().filter(|node| types(node).any(is_article)).collect();
    let node = own(&articles, itself).or(page)?;
    let text = |key: &str| node.get(key).and_then(Value::as_str).map(str::to_owned);
    let date = |key: &str| node.get(key).and_then(date).or_else(|| page?.get(key).and_then(date));
    Some(Article {
        authors: node.get("author").map(|author| names(author, &nodes)).unwrap_or_default(),
        publisher: node.get("publisher").and_then(|publisher| names(publisher, &nodes).into_iter().next()),
        published: date("datePublished").filter(|_| is_sure(&articles, node, itself)),
        modified: date("dateModified").filter(|_| is_sure(&articles, node, itself)),
        url: text("url").or_else(|| node.get("mainEntityOfPage").and_then(address)),
        language: text("inLanguage"),
    })
}

/// The page's own among its article nodes: the one that says so, else the first.
fn own<'n>(articles: &[&'n Value], itself: Itself<'_>) -> Option<&'n Value> {
    let mut by_address = articles.iter().filter(|node| has_address(node, itself));
    let first = articles.first().filter(|node| !is_another(node, itself));
    by_address.next().or_else(|| articles.iter().find(|node| has_title(node, itself))).or(first).copied()
}

/// Whether a node names both an address and a title, and neither is the page's: it is of a related article.
fn is_another(node: &Value, itself: Itself<'_>) -> bool {
    let has = |key: &str| node.get(key).is_some();
    let named = itself.url.is_some() && (has("url") || has("mainEntityOfPage")) && has("headline");
    named && !itself.title.is_empty() && !is_own(node, itself)
}

/// Whether no other node may be the page's article as well and has another date.
fn is_sure(articles: &[&Value], node: &Value, itself: Itself<'_>) -> bool {
    let day =
        |node: &Value| node.get("datePublished").and_then(date).map(|given| given.chars().take(10).collect::<String>());
    is_own(node, itself) || articles.iter().filter_map(|other| day(other)).all(|other| Some(other) == day(node))
}

/// Whether a node has the page's address or title.
fn is_own(node: &Value, itself: Itself<'_>) -> bool {
    has_address(node, itself) || has_title(node, itself)
}

fn has_address(node: &Value, itself: Itself<'_>) -> bool {
    let same = |given: String| itself.url.is_some_and(|url| bare(&given) == bare(url));
    ["url", "@id", "mainEntityOfPage"].iter().filter_map(|key| node.get(*key).and_then(address)).any(same)
}

fn has_title(node: &Value, itself: Itself<'_>) -> bool {
    const SHORTEST: usize = 8;
    let folded = |text: &str| -> String {
        let text = html_escape::decode_html_entities(text);
        text.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
    };
    let title = folded(itself.title);
    let mut titles = ["headline", "name"].iter().filter_map(|key| node.get(*key)?.as_str()).map(folded);
    titles.any(|given| given.len() >= SHORTEST && title.starts_with(&given))
}

/// An address without its scheme, its fragment and a slash at its end.
fn bare(url: &str) -> &str {
    let url = url.split('#').next().unwrap_or_default();
    url.split_once("://").map_or(url, |(_, rest)| rest).trim_end_matches('/')
}

/// A date as a string, a count of seconds, a typed value, or the only one of a list.
fn date(given: &Value) -> Option<String> {
    match given {
        Value::String(text) => Some(text.trim().to_owned()).filter(|text| !text.is_empty()),
        Value::Number(count) => Some(count.to_string()),
        Value::Object(fields) => fields.get("@value").and_then(date),
        Value::Array(items) => items.first().filter(|_| items.len() == 1).and_then(date),
        _ => None,
    }
}

/// The page's elements, each as JSON if it is some.
pub(super) fn elements(page: &Document) -> Vec<Option<Value>> {
    let is_json = |node: &&NodeRef<'_>| {
        let kind = node.attr_or("type", "");
        kind.split(';').next().is_some_and(|kind| kind.trim().eq_ignore_ascii_case("application/ld+json"))
    };
    let scripts = page.select("script[type]");
    scripts.nodes().iter().filter(is_json).map(|block| parse(&block.text())).collect()
}

/// Parses a block as pages write it: in a comment or a CDATA section, with line breaks inside strings, with a semicolon at the
/// end, with entities, with a comma before a closing bracket.
fn parse(block: &str) -> Option<Value> {
    const WRAPPERS: [(&str, &str); 3] = [("<!--", "-->"), ("<![CDATA[", "]]>"), ("/*<![CDATA[*/", "/*]]>*/")];
    let mut block = block.trim();
    for (start, end) in WRAPPERS {
        let inner = block.trim_start_matches("//").trim_start().strip_prefix(start);
        block = inner
            .and_then(|inner| inner.trim_end().strip_suffix(end))
            .map_or(block, |inner| inner.trim().trim_end_matches("//"));
    }
    let block = block.trim().trim_end_matches(';');
    serde_json::from_str(block).ok().or_else(|| {
        let mended = without_commas(&block.replace(|c: char| c.is_ascii_control(), " "));
        let unescaped = || html_escape::decode_html_entities(&mended).into_owned();
        serde_json::from_str(&mended).or_else(|_| serde_json::from_str(&unescaped())).ok()
    })
}

/// JSON without the commas that stand before a closing bracket.
fn without_commas(json: &str) -> String {
    let mut mended = String::with_capacity(json.len());
    let (mut in_string, mut is_escaped) = (false, false);
    let mut comma = None;
    for c in json.chars() {
        if !in_string
            && matches!(c, ']' | '}')
            && let Some(at) = comma
        {
            mended.truncate(at);
        }
        match c {
            ',' if !in_string => comma = Some(mended.len()),
            c if c.is_whitespace() => {}
            _ => comma = None,
        }
        in_string ^= c == '"' && !is_escaped;
        is_escaped = c == '\\' && !is_escaped;
        mended.push(c);
    }
    mended
}

/// The nodes of a block: itself, or those of its list or graph.
fn nodes(block: &Value) -> Vec<&Value> {
    match block {
        Value::Array(items) => items.iter().flat_map(nodes).collect(),
        Value::Object(fields) => {
            let inner = ["@graph", "mainEntity"].iter().filter_map(|key| fields.get(*key)).flat_map(nodes);
            std::iter::once(block).chain(inner).collect()
        }
        _ => Vec::new(),
    }
}

/// The types of a node, without the vocabulary's address.
fn types(node: &Value) -> impl Iterator<Item = &str> {
    let of = node.get("@type");
    let one = of.and_then(Value::as_str);
    let many = of.and_then(Value::as_array).into_iter().flatten().filter_map(Value::as_str);
    one.into_iter().chain(many).map(|name| name.rsplit(['/', '#']).next().unwrap_or(name))
}

fn is_article(name: &str) -> bool {
    name.ends_with("Article") || ["Report", "BlogPosting", "LiveBlogPosting", "SocialMediaPosting"].contains(&name)
}

/// More authors than this are a list of something else.
const MOST_NAMES: usize = 100;

/// The names of people or organisations, however they are given.
fn names(given: &Value, nodes: &[&Value]) -> Vec<String> {
    match given {
        Value::String(name) if !name.contains("://") && !name.trim().is_empty() => {
            let name = html_escape::decode_html_entities(name);
            vec![name.split_whitespace().collect::<Vec<_>>().join(" ")]
        }
        Value::Array(items) => items.iter().flat_map(|item| names(item, nodes)).take(MOST_NAMES).collect(),
        Value::Object(fields) => {
            let name = fields.get("name").or_else(|| nodes.iter().find(|node| refers(given, node))?.get("name"));
            name.map(|name| names(name, &[])).unwrap_or_default()
        }
        _ => Vec::new(),
    }
}

/// Whether `{"@id": …}` means this node, and it has a name.
fn refers(reference: &Value, node: &Value) -> bool {
    let id = reference.get("@id");
    id.is_some() && node.get("@id") == id && node.get("name").is_some()
}

fn address(given: &Value) -> Option<String> {
    given.as_str().or_else(|| given.get("@id").and_then(Value::as_str)).map(str::to_owned)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn article(blocks: &[&str]) -> Option<Article> {
        let blocks: String =
            blocks.iter().map(|block| format!("<script type=\"application/ld+json\">{block}</script>")).collect();
        read(&Document::from(format!("<html><head>{blocks}</head></html>")), Itself::default())
    }

    #[test]
    fn reads_an_article() {
        let found = article(&[
            r#"{"@type": "BreadcrumbList", "name": "News"}"#,
            r#"{"@context": "https://schema.org", "@type": "ReportageNewsArticle", "datePublished": "2026-03-04T10:00:00Z", "author": {"@type": "Person", "name": " Ann  Harbour "},
                "publisher": {"name": "Tidewater Post"}, "mainEntityOfPage": {"@id": "https://tidewater.example/ern"}, "inLanguage": "en"}"#,
        ]);
        let wanted = Article {
            authors: vec!["Ann Harbour".to_owned()],
            publisher: Some("Tidewater Post".to_owned()),
            published: Some("2026-03-04T10:00:00Z".to_owned()),
            modified: None,
            url: Some("https://tidewater.example/ern".to_owned()),
            language: Some("en".to_owned()),
        };
        assert_eq!(found, Some(wanted));
    }

    #[test]
    fn follows_references_in_a_graph() {
        let found = article(&[r##"{"@graph": [
            {"@type": ["WebPage", "FAQPage"], "datePublished": "2026-03-04"},
            {"@type": ["Article"], "author": [{"@id": "#ann"}, {"name": "Ben Marl"}, "Cy Dune", "https://a.example/dee"], "publisher": {"@id": "#post"}},
            {"@type": "Person", "@id": "#ann", "name": "Ann Harbour"}, {"@type": "Organization", "@id": "#post", "name": "Tidewater Post"}]}"##])
        .unwrap();
        assert_eq!(found.authors, ["Ann Harbour", "Ben Marl", "Cy Dune"]);
        assert_eq!(found.publisher.as_deref(), Some("Tidewater Post"));
        assert_eq!(found.published.as_deref(), Some("2026-03-04"));
    }

    #[test]
    fn takes_the_article_of_a_list_and_no_related_one() {
        let found = article(&[
            r#"[{"@type": "ItemList", "itemListElement": [{"@type": "NewsArticle", "datePublished": "2001-01-01"}]},
            {"@type": "http://schema.org/NewsArticle", "datePublished": "2026-03-04"}]"#,
        ]);
        assert_eq!(found.unwrap().published.as_deref(), Some("2026-03-04"));
    }

    #[test]
    fn reads_blocks_as_pages_write_them() {
        let found = article(&["<![CDATA[{\"@type\": \"Article\", \"author\": \"Ann\nHarbour\"};]]>"]);
        assert_eq!(found.unwrap().authors, ["Ann Harbour"]);
        assert_eq!(article(&["{broken", "null", "7"]), None);
    }
}
