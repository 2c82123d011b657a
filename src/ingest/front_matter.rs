//! Front matter: the metadata that a Markdown file carries between two fences, and where the article starts after it.
//!
//! `---` fences YAML, of which the plain part is read that articles use: `key: value`, quoted values and lists of names.
//! `+++` fences TOML. An unclosed fence is no front matter: it is a rule above the text.

use toml::Value;

use crate::ingest::date::day_on_page;
use crate::ingest::notice::Notice;
use crate::model::Metadata;

/// How the origin of what is found here is called.
const PLACE: &str = "front matter";

/// Splits a text into the metadata of its front matter, what was not understood in it, and the rest.
pub(super) fn split(text: &str) -> (Metadata, Vec<Notice>, &str) {
    let found = fenced(text, "---").map(|(block, rest)| (yaml(block), rest));
    match found.or_else(|| fenced(text, "+++").map(|(block, rest)| (toml(block), rest))) {
        Some((fields, rest)) => (fields.metadata.from_place(PLACE), fields.notices, rest),
        None => (Metadata::default(), Vec::new(), text),
    }
}

/// What stands between a first line that is the fence and the next that is, and what follows.
fn fenced<'t>(text: &'t str, fence: &str) -> Option<(&'t str, &'t str)> {
    let after = text.strip_prefix(fence)?;
    let body = after.strip_prefix('\n').or_else(|| after.strip_prefix("\r\n"))?;
    let mut at = 0;
    for line in body.split_inclusive('\n') {
        if line.trim_end() == fence {
            return Some((&body[..at], &body[at + line.len()..]));
        }
        at += line.len();
    }
    None
}

/// The metadata as it is gathered.
#[derive(Default)]
struct Fields {
    metadata: Metadata,
    notices: Vec<Notice>,
}

impl Fields {
    /// Takes one field. Keys that say nothing about the article's source are left alone; the first of two wins.
    fn set(&mut self, key: &str, value: &str) {
        let value = value.trim();
        if value.is_empty() {
            return;
        }
        let metadata = &mut self.metadata;
        let slot = match key.to_ascii_lowercase().as_str() {
            "title" | "headline" => &mut metadata.title,
            "author" | "authors" | "byline" => &mut metadata.byline,
            "publisher" | "outlet" | "publication" | "site" => &mut metadata.publisher,
            "url" | "canonical" | "canonical_url" | "link" => &mut metadata.url,
            "lang" | "language" => &mut metadata.language,
            "date" | "published" | "publishdate" | "publish_date" | "published_at" | "pubdate" => {
                return self.set_date(value);
            }
            "modified" | "updated" | "lastmod" | "last_modified" | "date_modified" => {
                metadata.modified = metadata.modified.or(day_on_page(value));
                return;
            }
            _ => return,
        };
        slot.get_or_insert_with(|| value.to_owned());
    }

    fn set_date(&mut self, value: &str) {
        let day = day_on_page(value);
        if day.is_none() {
            self.notices.push(Notice::Date { place: PLACE, given: value.to_owned() });
        }
        self.metadata.published = self.metadata.published.or(day);
    }
}

fn yaml(block: &str) -> Fields {
    let mut fields = Fields::default();
    let mut lines = block.lines().enumerate().peekable();
    while let Some((number, line)) = lines.next() {
        let is_blank = line.trim().is_empty() || line.trim_start().starts_with('#');
        let is_nested = line.starts_with([' ', '\t', '-']);
        if is_blank || is_nested {
            continue; // part of a field that is no metadata
        }
        match line.split_once(':').filter(|(_, value)| value.is_empty() || value.starts_with([' ', '\t'])) {
            None => fields.notices.push(Notice::FrontMatter(number + 2)),
            Some((key, value)) if !value.trim().is_empty() => fields.set(key.trim(), &inline(value.trim())),
            Some((key, _)) => {
                let mut items = Vec::new();
                while let Some(item) = lines.peek().and_then(|(_, line)| line.trim_start().strip_prefix("- ")) {
                    items.push(scalar(item.trim().trim_start_matches("name:").trim()));
                    lines.next();
                }
                fields.set(key.trim(), &items.join(", "));
            }
        }
    }
    fields
}

/// A value on one line: `[Ann, "Ben"]` or a scalar.
fn inline(value: &str) -> String {
    match value.strip_prefix('[').and_then(|list| list.strip_suffix(']')) {
        Some(list) => list.split(',').map(|item| scalar(item.trim())).collect::<Vec<_>>().join(", "),
        None => scalar(value),
    }
}

/// A scalar in double quotes, in single quotes, or bare and up to a comment.
fn scalar(value: &str) -> String {
    if let Some(inner) = value.strip_prefix('"').and_then(|rest| rest.rfind('"').map(|end| &rest[..end])) {
        return inner.replace("\\\"", "\"").replace("\\\\", "\\");
    }
    if let Some(inner) = value.strip_prefix('\'').and_then(|rest| rest.rfind('\'').map(|end| &rest[..end])) {
        return inner.replace("''", "'");
    }
    value.split(" #").next().unwrap_or_default().trim_end().to_owned()
}

fn toml(block: &str) -> Fields {
    let mut fields = Fields::default();
    match block.parse::<toml::Table>() {
        Ok(table) => table.iter().for_each(|(key, value)| fields.set(key, &plain(value))),
        Err(error) => {
            let lines = error.span().map_or(0, |span| block[..span.start].matches('\n').count());
            fields.notices.push(Notice::FrontMatter(lines + 2));
        }
    }
    fields
}

fn plain(value: &Value) -> String {
    match value {
        Value::String(text) => text.clone(),
        Value::Datetime(date) => date.to_string(),
        Value::Table(person) => person.get("name").map(plain).unwrap_or_default(),
        Value::Array(items) => items.iter().map(plain).collect::<Vec<_>>().join(", "),
        _ => String::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn metadata(text: &str) -> Metadata {
        split(text).0
    }

    #[test]
    fn reads_the_yaml_that_articles_use() {
        let text = "---\r\ntitle: \"Ferry \\\"Tern\\\": 300 saved\"\r\ndate: 2026-03-04T10:00:00Z # first print\r\nauthors:\r\n  - Ann Harbour\r\n  - 'Ben O''Dell'\r\npublisher: Tidewater Post\r\ntags: [sea]\r\nurl: https://tidewater.example/ferry#top\r\nlang: en\r\n---\r\nText.";
        let (found, notices, rest) = split(text);
        assert_eq!(found.title.as_deref(), Some("Ferry \"Tern\": 300 saved"));
        assert_eq!(found.published.map(|day| day.to_string()).as_deref(), Some("2026-03-04"));
        assert_eq!(found.byline.as_deref(), Some("Ann Harbour, Ben O'Dell"));
        assert_eq!(found.publisher.as_deref(), Some("Tidewater Post"));
        assert_eq!(found.url.as_deref(), Some("https://tidewater.example/ferry#top"));
        assert_eq!((notices, rest), (Vec::new(), "Text."));
    }

    #[test]
    fn reads_toml() {
        let found = metadata("+++\ntitle = 'Ferry'\ndate = 2026-03-04\nauthors = [\"Ann\", \"Ben\"]\n+++\nText.");
        assert_eq!(found.byline.as_deref(), Some("Ann, Ben"));
        assert_eq!(found.published.map(|day| day.to_string()).as_deref(), Some("2026-03-04"));
    }

    #[test]
    fn a_change_is_no_publication_and_persons_may_be_tables() {
        let found = metadata("---\nlastmod: 2026-03-05\nauthors:\n- name: Ann Harbour\n---\n");
        assert_eq!((found.published, found.modified.map(|day| day.to_string()).as_deref()), (None, Some("2026-03-05")));
        assert_eq!(found.byline.as_deref(), Some("Ann Harbour"));
        assert_eq!(found.origins["modified"], "front matter");
        assert_eq!(metadata("+++\nauthor = {name = \"Ann\"}\n+++\n").byline.as_deref(), Some("Ann"));
    }

    #[test]
    fn lists_in_brackets_and_nested_fields() {
        let found = metadata("---\nauthor: [Ann, \"Ben\"]\nimage:\n  title: A picture\ntitle: Ferry\n---\n");
        assert_eq!(found.byline.as_deref(), Some("Ann, Ben"));
        assert_eq!(found.title.as_deref(), Some("Ferry"));
    }

    #[test]
    fn a_date_that_could_be_two_is_left_out_with_a_notice() {
        let (found, notices, _) = split("---\ndate: 03/04/2026\n---\n");
        assert_eq!(found.published, None);
        assert_eq!(notices, [Notice::Date { place: "front matter", given: "03/04/2026".to_owned() }]);
    }

    #[test]
    fn what_is_not_understood_is_said() {
        assert_eq!(split("---\ntitle: A\nno field here\n---\n").1, [Notice::FrontMatter(3)]);
        assert_eq!(split("+++\ntitle = \"A\"\nbroken\n+++\n").1, [Notice::FrontMatter(3)]);
    }

    #[test]
    fn a_rule_above_the_text_is_no_front_matter() {
        for text in ["---\n\nSome 30,000 left.", "--- \ntitle: A\n---\n", "---", "Text\n---\ntitle: A\n---\n"] {
            assert_eq!(split(text).2, text);
        }
    }
}
