//! What a page says of its article in JSON-LD (schema.org): the first node of an article type, in lists and `@graph` too.
//!
//! Authors come as a name, an object, a list, or a reference into the graph. Related articles inside other nodes are
//! not looked at.

use dom_query::Document;
use serde_json::Value;

/// The fields of an article node that are used here.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Article {
    pub(super) authors: Vec<String>,
    pub(super) publisher: Option<String>,
    pub(super) published: Option<String>,
    pub(super) url: Option<String>,
    pub(super) language: Option<String>,
}

/// Reads the page's article node; the date of a plain `WebPage` node stands in for that of an article without one.
pub(super) fn read(page: &Document) -> Option<Article> {
    let blocks: Vec<Value> = elements(page).into_iter().flatten().collect();
    let nodes: Vec<&Value> = blocks.iter().flat_map(nodes).collect();
    let of_type = |wanted: fn(&str) -> bool| nodes.iter().find(|node| types(node).any(wanted));
    let page = of_type(|name| name == "WebPage" || name == "NewsMediaPage");
    let node = of_type(is_article).or(page)?;
    let text = |node: &Value, key: &str| node.get(key).and_then(Value::as_str).map(str::to_owned);
    Some(Article {
        authors: node.get("author").map(|author| names(author, &nodes)).unwrap_or_default(),
        publisher: node.get("publisher").and_then(|publisher| names(publisher, &nodes).into_iter().next()),
        published: text(node, "datePublished").or_else(|| page.and_then(|page| text(page, "datePublished"))),
        url: text(node, "url").or_else(|| node.get("mainEntityOfPage").and_then(address)),
        language: text(node, "inLanguage"),
    })
}

/// The page's elements, each as JSON if it is some.
pub(super) fn elements(page: &Document) -> Vec<Option<Value>> {
    page.select("script[type=\"application/ld+json\"]").iter().map(|block| parse(&block.text())).collect()
}

/// Parses a block as pages write it: in a CDATA section, with line breaks inside strings, with a semicolon at the end.
fn parse(block: &str) -> Option<Value> {
    let block = block.trim();
    let block = block.strip_prefix("<![CDATA[").and_then(|inner| inner.strip_suffix("]]>")).unwrap_or(block);
    let block = block.trim().trim_end_matches(';');
    serde_json::from_str(block)
        .or_else(|_| serde_json::from_str(&block.replace(|c: char| c.is_ascii_control(), " ")))
        .ok()
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

/// The names of people or organisations, however they are given.
fn names(given: &Value, nodes: &[&Value]) -> Vec<String> {
    match given {
        Value::String(name) if !name.contains("://") && !name.trim().is_empty() => {
            vec![name.split_whitespace().collect::<Vec<_>>().join(" ")]
        }
        Value::Array(items) => items.iter().flat_map(|item| names(item, nodes)).collect(),
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
        read(&Document::from(format!("<html><head>{blocks}</head></html>")))
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
