//! The `<meta>` elements of a page, read once and looked up by name.
//!
//! `property`, `name` and `http-equiv` name them; `DC:Date` is `dc.date`. RDFa lists several names in one `property`.

use dom_query::Document;

use crate::ingest::html::found::Found;

/// All that have content, in the order of the page.
pub(super) struct Metas(Vec<Meta>);

struct Meta {
    /// As the page writes it.
    name: String,
    key: String,
    content: String,
}

impl Metas {
    /// Reads a page's.
    pub(super) fn of(page: &Document) -> Self {
        let mut metas = Vec::new();
        for node in page.select("meta[content]").nodes() {
            let content = node.attr("content").map(|content| content.trim().to_owned()).unwrap_or_default();
            let named = ["property", "name", "http-equiv"].iter().filter_map(|attribute| node.attr(attribute));
            for names in named.filter(|_| !content.is_empty()) {
                for name in names.split_whitespace().take(4) {
                    metas.push(Meta { name: name.to_owned(), key: key(name), content: content.clone() });
                }
            }
        }
        Self(metas)
    }

    /// The contents of the elements of these names, by the order of the names and then of the page.
    pub(super) fn all<'m>(&'m self, names: &'m [&str]) -> impl Iterator<Item = Found<&'m str>> {
        names.iter().flat_map(|name| {
            let key = key(name);
            let named = self.0.iter().filter(move |meta| meta.key == key);
            named.map(|meta| Found::new(meta.content.as_str(), format!("meta {}", meta.name)))
        })
    }

    /// The first of them.
    pub(super) fn first(&self, names: &[&str]) -> Option<Found<String>> {
        self.all(names).next().map(|found| Found::new(found.value.to_owned(), found.place))
    }

    /// All contents, for looking through.
    pub(super) fn contents(&self) -> impl Iterator<Item = &str> {
        self.0.iter().map(|meta| meta.content.as_str())
    }
}

/// A name as it is compared.
pub(super) fn key(name: &str) -> String {
    name.to_ascii_lowercase().replace(':', ".")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_looked_up_in_their_order() {
        let page = Document::from(
            "<meta name=DC.Date content=a><meta property='og:title dc:title' content=b><meta name=date content=' '><meta http-equiv=Date content=c>",
        );
        let metas = Metas::of(&page);
        let found: Vec<_> = metas.all(&["date", "dc:date"]).map(|found| (found.value, found.place)).collect();
        assert_eq!(found, [("c", "meta Date".to_owned()), ("a", "meta DC.Date".to_owned())]);
        assert_eq!(metas.first(&["dc.title"]), Some(Found::new("b".to_owned(), "meta dc:title")));
    }
}
