//! Numbers that name a thing: "Game 6", "iPhone 14", "chapters 7 and 11", "pages 4-7", "HD 188753".

use crate::lexicon::{Class, NumberWord, Side, lexicon};
use crate::text::{Shape, Text, TokenKind};

use super::identifier::is_currency;

/// How many tokens from the number at `at` on belong to a name.
pub(super) fn skip(text: &Text, at: usize, end: usize) -> Option<usize> {
    in_a_name(text, at, end).or_else(|| goes_on_in_a_series(text, at))
}

/// Whether a word is one for things that are numbered, on this side of the number.
pub(super) fn numbered(text: &Text, at: usize, side: Side) -> bool {
    lexicon().series.of_word(text.word(at)).any(|other| *other == side)
}

/// "Game 6", "iPhone 14", "S&P 500", "chapter 11": a plain whole number behind a name or a word for things that are numbered.
fn in_a_name(text: &Text, at: usize, end: usize) -> Option<usize> {
    let before = at.checked_sub(1)?;
    let digits = text.str(at);
    // "the S P 500 miners": as text without signs has the index.
    let poor = text.str(before) == "P" && before > 0 && matches!(text.str(before - 1), "S" | "&");
    let series = poor || numbered(text, before, Side::Before) || in_patents(text, before);
    if catalogued(text, at, before) {
        return Some(1);
    }
    // "section (3.1)".
    let bracket = text.str(before) == "(" && before > 0 && text.str(at + 1) == ")" && digits.len() < 5;
    if bracket && numbered(text, before - 1, Side::Before) {
        return Some(1);
    }
    if let Some(len) = pages(text, at, end).filter(|_| series) {
        return Some(len);
    }
    let whole = digits.len() <= 4 && digits.bytes().all(|b| b.is_ascii_digit());
    let numbered = series && digits.len() <= 6 && digits.bytes().all(|b| b.is_ascii_digit() || b == b'.');
    if !whole && !numbered || text.kind(before) != Some(TokenKind::Word) {
        return None;
    }
    let next = at + 1;
    // "figure 3a", "Boeing 777F": a letter is part of the number.
    let letter = series && next < end && text.touches_next(at) && text.str(next).len() == 1;
    let ends = !text.touches_next(next) || text.kind(next + 1) == Some(TokenKind::Sign);
    if letter && text.kind(next) == Some(TokenKind::Word) && ends {
        return Some(2);
    }
    let scale =
        |word: &NumberWord| matches!(word, NumberWord::Scale(_) | NumberWord::Hundred(_) | NumberWord::Suffix(_));
    let scaled = next < end
        && (lexicon().numbers.of_word(text.word(next)).any(scale)
            || lexicon().units.may_start(text.word(next)) && !text.in_class(next, Class::Preposition));
    let unit = next < end && (text.str(next) == "%" || lexicon().percents.may_start(text.word(next)));
    if scaled
        || unit
        || next < end && text.touches_next(at) && matches!(text.str(next), "-" | "–" | "/" | "%")
        || next + 1 < end && text.str(next) == ":" && text.touches_next(next) && text.touches_next(at)
    {
        return None;
    }
    let things = next < end
        && text.tokens[next].shape == Shape::Lower
        && text.kind(next) == Some(TokenKind::Word)
        && text.looks_plural(next);
    (series || !things && is_a_name(text, before)).then_some(1)
}

/// "HD 188753", "NGC 40612": the number of a catalogue behind capitals.
fn catalogued(text: &Text, at: usize, before: usize) -> bool {
    let digits = text.str(at);
    let plain = digits.len() > 4 && digits.bytes().all(|b| b.is_ascii_digit());
    let word = text.str(before);
    let capitals = (2..5).contains(&word.len()) && word.bytes().all(|b| b.is_ascii_uppercase());
    plain && capitals && !is_currency(text, before) && !text.word(before).is_known()
}

/// "according to claim 7", "one of claims 1-3": "claim" is a verb elsewhere.
fn in_patents(text: &Text, word: usize) -> bool {
    let led = word > 0 && ["to", "of", "in", "with", "by"].iter().any(|led| text.is(word - 1, led));
    led && (text.is(word, "claim") || text.is(word, "claims"))
}

/// "pages 4-7": rising numbers of things in the plural.
fn pages(text: &Text, at: usize, end: usize) -> Option<usize> {
    let number = |at: usize| text.str(at).parse::<u16>().ok();
    let hyphen = at + 2 < end && matches!(text.str(at + 1), "-" | "–") && text.touches_next(at);
    let rising = hyphen && number(at)? < number(at + 2)?;
    let unit = lexicon().units.may_start(text.word(at + 3)) && at + 3 < end;
    (rising && text.str(at - 1).ends_with(['s', 'e']) && !unit).then_some(3)
}

/// "chapters 7 and 11": a number that goes on a list of numbered things.
fn goes_on_in_a_series(text: &Text, at: usize) -> Option<usize> {
    let plain = |at: usize| {
        let digits = text.str(at);
        digits.len() <= 3 && digits.bytes().all(|b| b.is_ascii_digit())
    };
    let mut before = at;
    for _ in 0..6 {
        let gap = before.checked_sub(2).filter(|_| plain(before))?;
        if !matches!(
            text.str(gap + 1),
            "and" | "or" | "to" | "-" | "–" | "," | "&" | "bis" | "oder" | "und" | "et" | "à"
        ) || !plain(gap)
        {
            return None;
        }
        let dot = usize::from(gap > 1 && text.str(gap - 1) == ".");
        let word = gap.checked_sub(1 + dot)?;
        let many = dot == 1 || text.str(word).ends_with(['s', 'e']) || matches!(text.str(gap + 1), "or" | "oder");
        if many && numbered(text, word, Side::Before) || in_patents(text, word) {
            return Some(1);
        }
        before = gap;
    }
    None
}

/// A capitalised word that no table knows as anything else, and that does not begin its sentence.
fn is_a_name(text: &Text, at: usize) -> bool {
    let lexicon = lexicon();
    let word = text.word(at);
    let inside = at > 0 && text.sentence_of(at) == text.sentence_of(at - 1);
    let capital = text.tokens[at].shape != Shape::Lower || text.str(at).chars().any(char::is_uppercase);
    let grammar = lexicon.classes.any(
        word,
        &[
            Class::Determiner,
            Class::Preposition,
            Class::Conjunction,
            Class::Subordinator,
            Class::Auxiliary,
            Class::Adverb,
            Class::Verb,
            Class::Pronoun,
        ],
    );
    let calendar = lexicon.calendar.names.of_word(word).next().is_some();
    inside && capital && !grammar && !calendar && !is_currency(text, at) && !lexicon.modifiers.may_start(word)
}
