//! Given names that tell a man from a woman, so that "she" finds her person.

use crate::lexicon::{Dictionary, Phrases, Table};

/// Whom a given name names.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Gender {
    /// "James".
    Man,
    /// "Mary".
    Woman,
}

const TABLE: Table = Table::new(include_str!("given_names.tsv"));

pub(super) fn parse(dictionary: &mut Dictionary) -> Phrases<Gender> {
    let mut phrases = Phrases::default();
    for row in TABLE.rows() {
        let gender = if row.text(0) == "woman" { Gender::Woman } else { Gender::Man };
        for name in row.list(1) {
            phrases.insert(dictionary, name, gender);
        }
    }
    phrases
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_example_begins_with_a_name_of_its_row() {
        for row in TABLE.rows() {
            let example = row.example().to_lowercase();
            assert!(row.list(1).any(|name| example.starts_with(&format!("{name} "))), "{example}");
        }
    }

    #[test]
    fn no_name_names_both() {
        let rows: Vec<Vec<&str>> = TABLE.rows().map(|row| row.list(1).collect()).collect();
        assert!(rows[0].iter().all(|name| !rows[1].contains(name)));
    }
}
