//! Numbers that label a thing and count nothing: positions ("at position 5"), brackets that run on ("501(c)(3)",
//! "4-(n-butyl)"), items of a list.

use crate::lexicon::{Class, lexicon};
use crate::text::{Shape, Text, TokenKind};

/// How many tokens from a number on are a label.
pub(super) fn skip(text: &Text, at: usize, end: usize) -> Option<usize> {
    in_a_formula(text, at, end).or_else(|| starts_an_item(text, at)).or_else(|| is_label(text, at, end).then_some(1))
}

/// "4-(n-butyl)", "8.63(1H", "501(c)(3)", "thieno[3,2-b]": a bracket that touches the number and what stands beyond it.
fn in_a_formula(text: &Text, at: usize, end: usize) -> Option<usize> {
    const FAR: usize = 8;
    let opens = |sign: usize| matches!(text.str(sign), "(" | "[");
    let money =
        at > 0 && text.kind(at - 1) == Some(TokenKind::Sign) && lexicon().currencies.may_start(text.word(at - 1));
    let behind = at + 2 < end && text.touches_next(at) && opens(at + 1) && text.touches_next(at + 1);
    if behind && !money && text.kind(at + 2) != Some(TokenKind::Sign) {
        return Some(1);
    }
    // Back over "3,2-b" to the bracket that opens it.
    let mut first = at;
    while first > 0 && at - first < FAR && text.touches_next(first - 1) && !opens(first - 1) {
        let part = text.kind(first - 1) != Some(TokenKind::Word) || text.str(first - 1).len() < 3;
        if !part || matches!(text.str(first - 1), ")" | "]" | "$" | "£" | "€") {
            return None;
        }
        first -= 1;
    }
    let bracket = first.checked_sub(1).filter(|bracket| opens(*bracket) && text.touches_next(*bracket))?;
    let before = bracket.checked_sub(1).filter(|before| text.touches_next(*before))?;
    let square = text.str(bracket) == "[" && text.kind(before) == Some(TokenKind::Word);
    (square || text.kind(before) == Some(TokenKind::Number) || text.str(before) == ")").then_some(1)
}

/// "2. Classify the data", "1) Open": the number of an item at the start of a paragraph.
fn starts_an_item(text: &Text, at: usize) -> Option<usize> {
    let plain = text.str(at).len() < 3 && text.str(at).bytes().all(|byte| byte.is_ascii_digit());
    let item = matches!(text.str(at + 1), "." | ")") && text.touches_next(at) && text.kind(at + 2).is_some();
    if !plain || !item {
        return None;
    }
    let paragraph = text.paragraphs.partition_point(|paragraph| paragraph.end <= at);
    let first = text.paragraphs.get(paragraph).is_some_and(|paragraph| paragraph.start == at);
    first.then_some(1)
}

/// "at position 5", "λ 1": a plain number behind a noun in the singular or a symbol, with nothing behind that it could count.
fn is_label(text: &Text, at: usize, end: usize) -> bool {
    let digits = text.str(at);
    let whole = digits.len() <= 4 && digits.bytes().all(|byte| byte.is_ascii_digit());
    let Some(before) = at.checked_sub(1).filter(|_| whole) else { return false };
    if text.kind(before) != Some(TokenKind::Word) || text.touches_next(before) || !ends_a_phrase(text, at + 1, end) {
        return false;
    }
    is_symbol(text, before) || is_noun_behind_a_preposition(text, before)
}

/// One letter other than an article, a pronoun or a unit.
fn is_symbol(text: &Text, at: usize) -> bool {
    let word = text.str(at);
    let letter = word.chars().count() == 1 && !matches!(word, "a" | "A" | "I" | "o" | "O");
    letter && !lexicon().currencies.may_start(text.word(at)) && text.kind(at.wrapping_sub(1)) != Some(TokenKind::Number)
}

/// "of claim 3", "at position 5".
fn is_noun_behind_a_preposition(text: &Text, at: usize) -> bool {
    let word = text.str(at);
    let id = text.word(at);
    let lexicon = lexicon();
    let singular = word.len() > 3 && !["s", "ly", "ed", "ing"].iter().any(|ending| word.ends_with(ending));
    let known = [
        Class::Determiner,
        Class::Preposition,
        Class::Conjunction,
        Class::Subordinator,
        Class::Auxiliary,
        Class::Adverb,
        Class::Verb,
        Class::Pronoun,
        Class::Adjective,
        Class::Plural,
    ];
    let other = lexicon.classes.any(id, &known)
        || lexicon.numbers.may_start(id)
        || lexicon.modifiers.may_start(id)
        || lexicon.units.may_start(id)
        || lexicon.currencies.may_start(id)
        || lexicon.vague.may_start(id)
        || lexicon.calendar.names.may_start(id)
        || lexicon.calendar.pointers.may_start(id)
        || ["age", "year", "plus", "minus", "total", "record", "average"].iter().any(|other| text.is(at, other));
    let placed = at > 0 && text.in_class(at - 1, Class::Preposition) && !text.is(at - 1, "to");
    singular && text.tokens[at].shape == Shape::Lower && !other && placed
}

/// Whether nothing that a number could count or measure begins at `at`.
fn ends_a_phrase(text: &Text, at: usize, end: usize) -> bool {
    if at >= end {
        return true;
    }
    match text.kind(at) {
        Some(TokenKind::Sign) => {
            let joined = matches!(text.str(at), "-" | "–" | "‑" | "/" | ":") && text.touches_next(at - 1);
            !joined && !matches!(text.str(at), "%" | "°" | "€" | "$" | "£" | "×" | "±" | "¢" | "‰")
        }
        Some(TokenKind::Word) => {
            !text.touches_next(at - 1)
                && [Class::Preposition, Class::Conjunction, Class::Auxiliary, Class::Subordinator, Class::Relative]
                    .iter()
                    .any(|class| text.in_class(at, *class))
                && !lexicon().units.may_start(text.word(at))
        }
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::super::identifier;
    use super::*;

    fn skipped(source: &str, number: &str) -> bool {
        let text = Text::new(source);
        let at = (0..text.tokens.len()).find(|at| text.str(*at) == number).expect("the number is there");
        identifier::skip(&text, at, text.tokens.len()) > 0
    }

    #[test]
    fn labels_are_skipped() {
        for (source, number) in [
            ("The gene lies at position 5.", "5"),
            ("The rotor of claim 3, wherein", "3"),
            ("We fit λ 1 and λ 2 freely.", "1"),
            ("See Figs. 2 and 4.", "4"),
            ("As Figure 3b shows, it grew.", "3"),
            ("It is a 501(c)(3) charity.", "501"),
            ("It is a 501(c)(3) charity.", "3"),
            ("It was shown before [12, 14].", "12"),
            ("It moved at 140 m s −1 there.", "1"),
            ("They took 5-FU daily.", "5"),
            ("2. Classify the data.", "2"),
        ] {
            assert!(skipped(source, number), "{source}");
        }
    }

    #[test]
    fn amounts_are_not() {
        for (source, number) in [
            ("A crowd of 5 came.", "5"),
            ("It fell to a record 5.", "5"),
            ("She won in 3 sets and 4 hours.", "4"),
            ("Of those, 5 left and 4 stayed.", "4"),
            ("It sank in week 3 to 40 dollars.", "40"),
            ("About 30 (five of them women) came.", "30"),
            ("It rose in chapter 11 and 20 others fell.", "20"),
        ] {
            assert!(!skipped(source, number), "{source}");
        }
    }
}
