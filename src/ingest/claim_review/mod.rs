//! Fact-checks as others publish them (schema.org's `ClaimReview`) → reviews, in the order of the file.
//!
//! A file is JSON-LD (an object, a list, a `@graph`, a `DataFeed`), JSON Lines, or a page with `ld+json` elements. Markup in
//! the wild is careless: types come as lists, numbers as strings, an author as a name, the claim as a `CreativeWork`.

mod fields;

use std::collections::HashMap;
use std::fs::File;
use std::io::Read;
use std::path::Path;

use rust_decimal::Decimal;
use serde_json::Value;

use crate::ingest::decode;
use crate::ingest::error::{IngestError, Problem};

/// The most bytes of a file.
const MOST_BYTES: u64 = 64 << 20;

/// A fact-check as its publisher gives it. Fields that it does not give are `None`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ClaimReview {
    /// The claim in words.
    pub claim: Option<String>,
    /// Where the review lies.
    pub url: Option<String>,
    /// Its headline.
    pub title: Option<String>,
    /// Who publishes it.
    pub publisher: Option<String>,
    /// The rating in words.
    pub rating: Option<String>,
    /// The rating's number.
    pub value: Option<Decimal>,
    /// The number of the worst rating.
    pub worst: Option<Decimal>,
    /// The number of the best.
    pub best: Option<Decimal>,
    /// Why.
    pub explanation: Option<String>,
    /// When it was published, as it says.
    pub published: Option<String>,
    /// When the claim was made, as it says.
    pub claimed: Option<String>,
    /// Where the claim appeared.
    pub appearances: Vec<String>,
}

/// Reads the reviews of a file. What should be JSON and is none stands in its place in the order, with what is wrong.
///
/// # Errors
/// When it cannot be read, is longer than 64 MiB, is nested too deeply, or has no review in it.
pub fn claim_reviews(name: &str, reader: impl Read) -> Result<Vec<Result<ClaimReview, String>>, IngestError> {
    let mut bytes = Vec::new();
    let whole = reader.take(MOST_BYTES + 1).read_to_end(&mut bytes).map_err(Problem::from);
    let found = whole
        .and_then(|_| if bytes.len() as u64 > MOST_BYTES { Err(Problem::TooLarge(MOST_BYTES)) } else { read(bytes) });
    found.map_err(|problem| problem.of(name))
}

/// Opens a file for [`claim_reviews`].
///
/// # Errors
/// When it is not there, is a folder, or cannot be read.
pub fn open_file(path: &Path) -> Result<File, IngestError> {
    let name = path.to_string_lossy();
    if path.is_dir() {
        return Err(Problem::Folder.of(&name));
    }
    File::open(path).map_err(|error| Problem::from(error).of(&name))
}

fn read(bytes: Vec<u8>) -> Result<Vec<Result<ClaimReview, String>>, Problem> {
    let (text, _) = decode::decode(bytes, None)?;
    let blocks = if text.trim_start().starts_with('<') { elements(&text)? } else { json(&text)? };
    let graph = Graph::of(&blocks);
    let mut found = Vec::new();
    for block in &blocks {
        match block {
            Ok(value) => graph.reviews(value, &mut found),
            Err(wrong) => found.push(Err(wrong.clone())),
        }
    }
    if found.is_empty() { Err(Problem::NoReview) } else { Ok(found) }
}

/// One value, or one a line.
fn json(text: &str) -> Result<Vec<Result<Value, String>>, Problem> {
    let whole = match serde_json::from_str(text) {
        Ok(value) => return Ok(vec![Ok(value)]),
        Err(error) => Problem::Json { message: format!("this is no JSON: {error}"), column: 0 },
    };
    let lines = text.lines().enumerate().filter(|(_, line)| !line.trim().is_empty());
    let values: Vec<_> = lines
        .map(|(at, line)| serde_json::from_str(line).map_err(|error| format!("line {} is no JSON: {error}", at + 1)))
        .collect();
    let lines = values.len() > 1 && values.iter().any(|value| value.as_ref().is_ok_and(Value::is_object));
    if lines { Ok(values) } else { Err(whole) }
}

/// The `ld+json` elements of a page.
#[cfg(feature = "html")]
fn elements(page: &str) -> Result<Vec<Result<Value, String>>, Problem> {
    let found = crate::ingest::html::json_ld_elements(page)?;
    let named = |(at, value): (usize, Option<Value>)| value.ok_or(format!("ld+json element {} is no JSON", at + 1));
    Ok(found.into_iter().enumerate().map(named).collect())
}

#[cfg(not(feature = "html"))]
fn elements(_page: &str) -> Result<Vec<Result<Value, String>>, Problem> {
    Err(Problem::NoPages)
}

/// The nodes of a file by their `@id`, which others refer to.
struct Graph<'v>(HashMap<&'v str, &'v Value>);

impl<'v> Graph<'v> {
    fn of(blocks: &'v [Result<Value, String>]) -> Self {
        let mut graph = Self(HashMap::new());
        blocks.iter().flatten().for_each(|block| graph.take_up(block));
        graph
    }

    fn take_up(&mut self, value: &'v Value) {
        match value {
            Value::Array(items) => items.iter().for_each(|item| self.take_up(item)),
            Value::Object(fields) => {
                if let Some(id) = fields.get("@id").and_then(Value::as_str)
                    && fields.len() > 1
                {
                    self.0.entry(id).or_insert(value);
                }
                fields.values().for_each(|field| self.take_up(field));
            }
            _ => {}
        }
    }

    /// The node that is meant: itself, or the one that it refers to.
    fn meant<'a>(&'a self, value: &'a Value) -> &'a Value {
        let reference = value.as_object().filter(|fields| fields.len() == 1).and_then(|fields| fields.get("@id"));
        reference.and_then(Value::as_str).and_then(|id| self.0.get(id).copied()).unwrap_or(value)
    }

    /// The reviews in a value, wherever they stand.
    fn reviews(&self, value: &Value, found: &mut Vec<Result<ClaimReview, String>>) {
        match value {
            Value::Array(items) => items.iter().for_each(|item| self.reviews(item, found)),
            Value::Object(_) if is_review(value) => found.push(Ok(fields::review(self, value))),
            Value::Object(fields) => fields.values().for_each(|field| self.reviews(field, found)),
            _ => {}
        }
    }
}

/// Whether it is a `ClaimReview`, by its type in any spelling, or by the field that no other type has.
fn is_review(node: &Value) -> bool {
    let of = node.get("@type");
    let names = of.into_iter().chain(of.and_then(Value::as_array).into_iter().flatten()).filter_map(Value::as_str);
    let plain = |name: &str| name.rsplit(['/', '#', ':']).next().is_some_and(|name| name == "ClaimReview");
    names.into_iter().any(plain) || node.get("claimReviewed").is_some()
}

#[cfg(test)]
mod tests;
