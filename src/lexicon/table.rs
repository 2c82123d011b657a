//! Reads one table: tab-separated fields, `#` for comments, the example last.

use std::str::FromStr;

/// The rows of a table.
///
/// ```
/// use claimlog::lexicon::Table;
/// let table = Table::new("# word\tvalue\texample\ntwo\t2\ttwo men\n");
/// let row = table.rows().next().unwrap();
/// assert_eq!((row.text(0), row.parse::<u8>(1), row.example()), ("two", Some(2), "two men"));
/// ```
#[derive(Clone, Copy, Debug)]
pub struct Table {
    source: &'static str,
}

/// One row of a table.
#[derive(Clone, Debug)]
pub struct Row {
    fields: Vec<&'static str>,
}

impl Table {
    /// Takes the text of a table.
    #[must_use]
    pub const fn new(source: &'static str) -> Self {
        Self { source }
    }

    /// The rows in order, without comments and empty lines.
    pub fn rows(self) -> impl Iterator<Item = Row> {
        self.source
            .lines()
            .filter(|line| !line.is_empty() && !line.starts_with('#'))
            .map(|line| Row { fields: line.split('\t').collect() })
    }
}

impl Row {
    /// The field in this column, empty where the row is too short or says "-".
    #[must_use]
    pub fn text(&self, column: usize) -> &'static str {
        self.fields.get(column).copied().filter(|field| *field != "-").unwrap_or_default()
    }

    /// The field in this column as another type; `None` when it is none.
    #[must_use]
    pub fn parse<T: FromStr>(&self, column: usize) -> Option<T> {
        self.text(column).parse().ok()
    }

    /// The field in this column split at commas.
    pub fn list(&self, column: usize) -> impl Iterator<Item = &'static str> {
        self.text(column).split(',').map(str::trim).filter(|part| !part.is_empty())
    }

    /// The last field: a phrase in which the row's word does what the row says.
    #[must_use]
    pub fn example(&self) -> &'static str {
        self.fields.last().copied().unwrap_or_default()
    }
}
