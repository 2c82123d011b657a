//! Words before a name that say what its bearer is: "Mr.", "President", "Secretary of State".

use crate::lexicon::{Dictionary, Phrases, Table};

/// A title of a person.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Title {
    /// "Mr.": says that he is a man and nothing of his office.
    Mister,
    /// "Mrs.", "Queen": says that she is a woman.
    Miss,
    /// "President": an office, held by a man or a woman.
    Office,
}

const TABLE: Table = Table::new(include_str!("titles.tsv"));

pub(super) fn parse(dictionary: &mut Dictionary) -> Phrases<Title> {
    let mut phrases = Phrases::default();
    for row in TABLE.rows() {
        let title = match row.text(0) {
            "mr" => Title::Mister,
            "ms" => Title::Miss,
            _ => Title::Office,
        };
        for word in row.list(1) {
            phrases.insert(dictionary, word, title);
        }
    }
    phrases
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_example_begins_with_a_word_of_its_row() {
        for row in TABLE.rows() {
            let example = row.example().to_lowercase();
            assert!(row.list(1).any(|word| example.starts_with(&format!("{word} "))), "{example}");
        }
    }
}
