//! What the words of the tables do in a sentence, whatever their place: "of" joins, "who" refers, "said" is a verb.
//!
//! The classes of a word are weighed once for each word of the tables; a token then costs one look into a list.

use std::sync::LazyLock;

use super::sort::Sort;
use crate::lexicon::{Class, WordId, lexicon};
use crate::text::{Shape, Text};

/// Prepositions that begin a phrase of their own and never describe the noun before them.
const APART: [&str; 16] = [
    "as", "than", "during", "despite", "per", "like", "unlike", "after", "before", "since", "until", "till", "if",
    "when", "while", "amid",
];

/// The sorts of all words of the tables, by their numbers.
static SORTS: LazyLock<Vec<Sort>> = LazyLock::new(|| {
    let mut sorts = vec![Sort::Noun];
    sorts.extend(lexicon().dictionary.words().map(|(id, word)| of_word(id, word)));
    sorts
});

/// The sort of a token by its word alone.
pub(super) fn of(text: &Text, at: usize) -> Sort {
    let word = text.word(at);
    if word.is_known() {
        return SORTS.get(word.index()).copied().unwrap_or(Sort::Noun);
    }
    let lower = text.tokens.get(at).is_some_and(|token| token.shape == Shape::Lower);
    if lower { by_ending(text.str(at)) } else { Sort::Noun }
}

fn of_word(id: WordId, word: &str) -> Sort {
    by_itself(word).or_else(|| by_class(id, word)).unwrap_or_else(|| by_ending(word))
}

/// Words that are a sort of their own.
fn by_itself(word: &str) -> Option<Sort> {
    match word {
        "that" => Some(Sort::That),
        // "her ship" far more often than "told her".
        "her" => Some(Sort::Determiner),
        "of" => Some(Sort::Of),
        "and" | "or" => Some(Sort::And),
        // They begin clauses more often than they refer.
        "when" | "where" => Some(Sort::Divider),
        _ => None,
    }
}

fn by_class(id: WordId, word: &str) -> Option<Sort> {
    const CLASSES: [(Class, Sort); 12] = [
        (Class::Relative, Sort::Relative),
        (Class::Determiner, Sort::Determiner),
        (Class::Pronoun, Sort::Pronoun),
        (Class::Auxiliary, Sort::Auxiliary),
        (Class::Subordinator, Sort::Divider),
        (Class::Conjunction, Sort::Divider),
        (Class::Preposition, Sort::Preposition),
        (Class::Adjective, Sort::Noun),
        (Class::Plural, Sort::Noun),
        (Class::VerbOrNoun, Sort::Noun),
        (Class::Verb, Sort::Verb),
        (Class::Gerund, Sort::Verb),
    ];
    let classes = &lexicon().classes;
    let by_class = CLASSES.iter().find(|(class, _)| classes.is(id, *class)).map(|(_, sort)| *sort);
    match by_class {
        Some(Sort::Preposition) if APART.contains(&word) => Some(Sort::Divider),
        Some(Sort::Noun | Sort::Verb) | None if lexicon().numbers.of_word(id).next().is_some() => Some(Sort::Number),
        None if classes.is(id, Class::Adverb) => Some(Sort::Adverb),
        None if word.ends_with("ed") && lexicon().cues.of_word(id).next().is_some() => Some(Sort::Verb),
        by_class => by_class,
    }
}

/// Words of no class: "-ly" is an adverb, "-ed" a verb, the rest nouns.
fn by_ending(word: &str) -> Sort {
    if word.len() > 5 && word.ends_with("ly") {
        Sort::Adverb
    } else if word.len() > 4 && word.ends_with("ed") {
        Sort::Verb
    } else {
        Sort::Noun
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn weighs_the_classes_of_a_word() {
        let text = Text::new("the of and when who he has because for as forty ships said also recently landed");
        let sorts: Vec<_> = (0..text.tokens.len()).map(|at| of(&text, at)).collect();
        assert_eq!(
            sorts,
            [
                Sort::Determiner,
                Sort::Of,
                Sort::And,
                Sort::Divider,
                Sort::Relative,
                Sort::Pronoun,
                Sort::Auxiliary,
                Sort::Divider,
                Sort::Preposition,
                Sort::Divider,
                Sort::Number,
                Sort::Noun,
                Sort::Verb,
                Sort::Adverb,
                Sort::Adverb,
                Sort::Verb,
            ]
        );
    }
}
