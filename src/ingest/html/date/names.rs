//! What the class and the id of an element say of the date in it, and whether there is one and nothing else.

use dom_query::NodeRef;

use crate::ingest::date::month_of;
use crate::ingest::html::date::words::{Says, says, tokens};

/// What they say.
pub(super) struct Names {
    /// Whether they name a date.
    pub(super) is_date: bool,
    /// Whose it is.
    pub(super) says: Option<Says>,
}

impl Names {
    /// Reads an element's.
    pub(super) fn of(node: &NodeRef<'_>) -> Self {
        const DATES: [&str; 9] =
            ["date", "datetime", "dateline", "time", "timestamp", "pubdate", "published", "publish", "posted"];
        let tokens: Vec<String> =
            [node.class(), node.id_attr()].iter().flatten().flat_map(|names| tokens(names)).collect();
        let has = |wanted: &[&str]| tokens.iter().any(|token| wanted.contains(&token.as_str()));
        let is_date = has(&DATES) && tokens.len() <= 12;
        let is_inner = !is_named(node, &["article", "body", "main", "section", "header"]);
        let says = match () {
            () if !is_date && !has(&["updated", "modified"]) || !is_inner => None,
            () if has(&["published", "publish", "pubdate", "posted"]) => Some(Says::Published),
            () if has(&["updated", "update", "modified", "lastmod"]) => Some(Says::Updated),
            () => None,
        };
        Self { is_date: is_date && is_inner, says }
    }
}

/// Whether an element's text is a date and nothing else.
pub(super) fn is_date_alone(node: &NodeRef<'_>) -> bool {
    const DAYS: [&str; 7] = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"];
    let Some(text) = short_text(node, 100) else { return false };
    let is_known = |word: &str| {
        let lower = word.to_lowercase();
        let is_zone = word.len() <= 4 && word.bytes().all(|byte| byte.is_ascii_uppercase());
        word.starts_with(|c: char| c.is_ascii_digit())
            || month_of(word).is_some()
            || DAYS.iter().any(|day| lower.starts_with(day))
            || is_zone
            || says(&lower).is_some()
    };
    let words = text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    words.into_iter().all(is_known)
}

/// The text of an element that holds at most so many characters; `None` for more.
pub(super) fn short_text(node: &NodeRef<'_>, most: usize) -> Option<String> {
    let mut text = String::new();
    for inner in node.descendants_it().filter(NodeRef::is_text) {
        text.push_str(&inner.text());
        text.push(' ');
        if text.len() > 4 * most {
            return None;
        }
    }
    let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
    Some(text).filter(|text| text.chars().count() <= most)
}

/// Whether an element has one of these names.
pub(super) fn is_named(node: &NodeRef<'_>, names: &[&str]) -> bool {
    node.qual_name_ref().is_some_and(|name| {
        let name: &str = &name.local;
        names.contains(&name)
    })
}
