//! The table of the words around dates: `words.tsv`, read once; and the words of class names.

use std::collections::HashMap;
use std::sync::LazyLock;

static TABLE: &str = include_str!("words.tsv");

/// What a word before a date says of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Says {
    /// It is the day of publication.
    Published,
    /// It is the day of the last change.
    Updated,
    /// It is the day of something else.
    Other,
    /// Nothing.
    Plain,
}

static WORDS: LazyLock<HashMap<&str, Says>> = LazyLock::new(|| {
    let says = |kind: &str| match kind {
        "published" => Some(Says::Published),
        "updated" => Some(Says::Updated),
        "other" => Some(Says::Other),
        "plain" => Some(Says::Plain),
        _ => None,
    };
    rows().filter_map(|[kind, word, _]| Some((word, says(kind)?))).collect()
});

static ELSEWHERE: LazyLock<Vec<&str>> =
    LazyLock::new(|| rows().filter(|row| row[0] == "elsewhere").map(|row| row[1]).collect());

/// What a word in lower case says, if the table has it.
pub(super) fn says(word: &str) -> Option<Says> {
    WORDS.get(word).copied()
}

/// Whether a word of a class or an id is that of something else than the article.
pub(super) fn is_elsewhere(token: &str) -> bool {
    ELSEWHERE.contains(&token)
}

/// The words of a class or an id in lower case: "post-Meta entryDate" → post, meta, entry, date.
pub(super) fn tokens(names: &str) -> Vec<String> {
    const LONGEST: usize = 400;
    let mut tokens = vec![String::new()];
    let mut after_lower = false;
    for c in names.chars().take(LONGEST) {
        let starts = !c.is_alphanumeric() || after_lower && c.is_uppercase();
        if starts && tokens.last().is_some_and(|last| !last.is_empty()) {
            tokens.push(String::new());
        }
        if let Some(last) = tokens.last_mut().filter(|_| c.is_alphanumeric()) {
            last.extend(c.to_lowercase());
        }
        after_lower = c.is_lowercase();
    }
    tokens.retain(|token| !token.is_empty());
    tokens
}

/// The rows of the table: kind, word, example.
pub(super) fn rows() -> impl Iterator<Item = [&'static str; 3]> {
    TABLE.lines().filter(|line| !line.starts_with('#')).filter_map(|line| {
        let mut cells = line.split('\t');
        Some([cells.next()?, cells.next()?, cells.next()?])
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn class_names_are_words() {
        assert_eq!(tokens("post-Meta entryDate  c_x"), ["post", "meta", "entry", "date", "c", "x"]);
        assert_eq!(tokens(""), Vec::<String>::new());
    }

    #[test]
    fn every_row_is_of_a_known_kind() {
        let lines = TABLE.lines().filter(|line| !line.starts_with('#')).count();
        assert_eq!(WORDS.len() + ELSEWHERE.len(), lines);
    }
}
