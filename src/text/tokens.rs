//! Words, numbers and signs.
//!
//! "Pyongyang’s 30,000-strong force" → `Pyongyang` `’s` `30,000` `-` `strong` `force`. A number is a run of digits with its
//! grouping commas and its decimals; "U.S." and "p.m." are one word. ASCII, which is most of a text, goes by a byte table.

use crate::lexicon::{LetterKey, WordId, digit_value, lexicon};
use crate::span::Span;
use crate::text::digits::{digits_end, number_end};
use crate::text::fold::{is_invisible, visible};

/// What a token is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TokenKind {
    /// Letters.
    Word,
    /// Digits with grouping and decimals, or a fraction sign such as "½".
    Number,
    /// One sign.
    Sign,
}

/// How a word is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shape {
    /// "workers".
    Lower,
    /// "Moscow".
    Capital,
    /// "NATO".
    Upper,
}

/// A word, a number or a sign.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Token {
    /// Where it stands.
    pub span: Span,
    /// What it is.
    pub kind: TokenKind,
    /// How it is written.
    pub shape: Shape,
    /// Its number in the tables.
    pub word: WordId,
}

/// The longest word that is looked up; the tables hold none so long.
const LONGEST: usize = 40;

/// Splits a text into tokens. Time and memory are linear in the text.
pub(super) fn split(source: &str) -> Vec<Token> {
    let mut tokens = Vec::with_capacity(source.len() / 5);
    let mut at = 0;
    while let Some(c) = next_char(source, at) {
        at = if is_gap(c) {
            at + c.len_utf8()
        } else if let Some(word) = plain_word(source, at) {
            tokens.push(word);
            word.span.end as usize
        } else {
            let (kind, end) = token_end(source, at, c);
            push(source, &mut tokens, kind, at, end);
            end
        };
    }
    tokens
}

/// What stands between tokens: white space, control characters, what no reader sees.
fn is_gap(c: char) -> bool {
    if c.is_ascii() { c <= ' ' || c == '\u{7F}' } else { c.is_whitespace() || c.is_control() || is_invisible(c) }
}

/// A word of ASCII letters that ends at a space or a sign: most of a text, read letter by letter into its key.
fn plain_word(source: &str, start: usize) -> Option<Token> {
    let bytes = &source.as_bytes()[start..];
    let letters = bytes.iter().take_while(|byte| byte.is_ascii_alphabetic());
    let (len, key) = letters.fold((0, LetterKey::default()), |(len, key), letter| (len + 1, key.with(*letter)));
    let ends = bytes.get(len).is_none_or(|byte| byte.is_ascii() && !matches!(byte, b'\'' | b'.'));
    if !ends || len == 0 || len > LetterKey::LONGEST {
        return None;
    }
    let shape = match bytes {
        [b'a'..=b'z', ..] => Shape::Lower,
        [_, b'A'..=b'Z', ..] => Shape::Upper,
        _ => Shape::Capital,
    };
    let word = lexicon().dictionary.of_letters(key);
    Some(Token { span: Span::new(start, start + len), kind: TokenKind::Word, shape, word })
}

pub(super) fn next_char(source: &str, at: usize) -> Option<char> {
    match source.as_bytes().get(at) {
        Some(byte) if byte.is_ascii() => Some(char::from(*byte)),
        _ => source.get(at..)?.chars().next(),
    }
}

fn token_end(source: &str, at: usize, c: char) -> (TokenKind, usize) {
    if c.is_ascii_alphabetic() {
        (TokenKind::Word, word_end(source, at))
    } else if digit_value(c).is_some() {
        (TokenKind::Number, number_end(source, at))
    } else if c == '.' && begins_decimals(source, at) {
        (TokenKind::Number, digits_end(source, at + 1))
    } else if is_fraction(c) {
        (TokenKind::Number, at + c.len_utf8())
    } else if c.is_alphabetic() {
        (TokenKind::Word, word_end(source, at))
    } else {
        (TokenKind::Sign, at + c.len_utf8())
    }
}

/// ".500" at the start of a word.
fn begins_decimals(source: &str, at: usize) -> bool {
    let before = source[..at].chars().next_back();
    let free = before.is_none_or(|c| c.is_whitespace() || matches!(c, '$' | '£' | '€' | '(' | '-' | '−' | '~'));
    free && next_char(source, at + 1).is_some_and(|c| digit_value(c).is_some())
}

/// The vulgar fractions of Unicode.
fn is_fraction(c: char) -> bool {
    matches!(c, '¼'..='¾' | '\u{2150}'..='\u{215E}' | '\u{2189}')
}

fn push(source: &str, tokens: &mut Vec<Token>, kind: TokenKind, start: usize, end: usize) {
    let word = &source[start..end];
    let clitic = if kind == TokenKind::Word { clitic_len(word) } else { 0 };
    if clitic > 0 && clitic < word.len() {
        tokens.push(token(source, kind, start, end - clitic));
        tokens.push(token(source, kind, end - clitic, end));
    } else {
        tokens.push(token(source, kind, start, end));
    }
}

/// The length of a possessive at the end of a word.
fn clitic_len(word: &str) -> usize {
    if !word.ends_with(['s', 'S']) {
        return 0;
    }
    ["'s", "’s", "'S", "’S"].iter().find(|clitic| word.ends_with(**clitic)).map_or(0, |clitic| clitic.len())
}

fn token(source: &str, kind: TokenKind, start: usize, end: usize) -> Token {
    let text = &source[start..end];
    let word = if kind == TokenKind::Number { WordId::UNKNOWN } else { look_up(text) };
    let shape = if kind == TokenKind::Word { shape(text) } else { Shape::Lower };
    Token { span: Span::new(start, end), kind, shape, word }
}

fn shape(text: &str) -> Shape {
    let mut letters = text.chars().filter(|c| c.is_alphabetic());
    match (letters.next(), letters.next()) {
        (Some(first), _) if !first.is_uppercase() => Shape::Lower,
        (Some(_), Some(second)) if second.is_uppercase() => Shape::Upper,
        (Some(_), _) => Shape::Capital,
        (None, _) => Shape::Lower,
    }
}

fn look_up(text: &str) -> WordId {
    if text.is_ascii() {
        let mut folded = [0; LONGEST];
        let Some(folded) = folded.get_mut(..text.len()) else { return WordId::UNKNOWN };
        folded.copy_from_slice(text.as_bytes());
        folded.make_ascii_lowercase();
        lexicon().dictionary.get(folded)
    } else {
        let folded = visible(text).to_lowercase().replace('’', "'");
        lexicon().dictionary.get(folded.as_bytes())
    }
}

/// The end of a word: letters, marks and apostrophes between letters; initials such as "U.S." keep their full stops.
fn word_end(source: &str, start: usize) -> usize {
    let mut end = start;
    let mut letters = 0;
    while let Some(c) = next_char(source, end) {
        let next = end + c.len_utf8();
        if c.is_alphabetic() || is_mark(c) || is_invisible(c) {
            letters += usize::from(c.is_alphabetic());
        } else if matches!(c, '\'' | '’') {
            if !next_char(source, next).is_some_and(char::is_alphabetic) {
                break;
            }
        } else if c == '.' && letters == 1 && is_initials(source, next) {
            return initials_end(source, next);
        } else {
            break;
        }
        end = next;
    }
    trim_invisible(source, start, end)
}

/// Combining marks: an accent may follow its letter as a character of its own (NFD).
fn is_mark(c: char) -> bool {
    matches!(c, '\u{300}'..='\u{36F}' | '\u{1DC0}'..='\u{1DFF}' | '\u{20D0}'..='\u{20FF}' | '\u{FE20}'..='\u{FE2F}')
}

/// Whether a letter and a full stop are followed by another letter and a full stop, as in "U.S.".
fn is_initials(source: &str, after_stop: usize) -> bool {
    let Some(letter) = next_char(source, after_stop).filter(|c| c.is_alphabetic()) else { return false };
    next_char(source, after_stop + letter.len_utf8()) == Some('.')
}

fn initials_end(source: &str, mut end: usize) -> usize {
    while let Some(letter) = next_char(source, end).filter(|c| c.is_alphabetic()) {
        let stop = end + letter.len_utf8();
        if next_char(source, stop) != Some('.') {
            break;
        }
        end = stop + 1;
    }
    end
}

/// The end of a token without invisible characters there.
pub(super) fn trim_invisible(source: &str, start: usize, end: usize) -> usize {
    start + source[start..end].trim_end_matches(is_invisible).len()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(source: &str) -> Vec<&str> {
        split(source).iter().map(|token| token.span.of(source)).collect()
    }

    #[test]
    fn splits_words_numbers_and_signs() {
        assert_eq!(words("Pyongyang’s 30,000-strong force"), ["Pyongyang", "’s", "30,000", "-", "strong", "force"]);
        assert_eq!(words("$1.5bn (£3m)"), ["$", "1.5", "bn", "(", "£", "3", "m", ")"]);
        assert_eq!(words("the U.S. won’t"), ["the", "U.S.", "won’t"]);
        assert_eq!(words("at 5 p.m. Mr. Lind"), ["at", "5", "p.m.", "Mr", ".", "Lind"]);
    }

    #[test]
    fn keeps_grouped_numbers_whole_and_lists_apart() {
        assert_eq!(words("1,234,567.89"), ["1,234,567.89"]);
        assert_eq!(words("1,00,000 or 12,34,567"), ["1,00,000", "or", "12,34,567"]);
        assert_eq!(words("10,20 and 5, 6."), ["10", ",", "20", "and", "5", ",", "6", "."]);
        assert_eq!(words("a .500 record. 5"), ["a", ".500", "record", ".", "5"]);
    }

    #[test]
    fn runs_over_invisible_characters() {
        assert_eq!(words("500,\u{200b}000 men"), ["500,\u{200b}000", "men"]);
        assert_eq!(words("５００ and ٥٠٠ and 2½"), ["５００", "and", "٥٠٠", "and", "2", "½"]);
    }

    #[test]
    fn looks_words_up_in_any_case() {
        let million = split("Million")[0].word;
        assert!(million.is_known());
        assert_eq!(split("million")[0].word, million);
    }

    #[test]
    fn a_word_of_the_tables_is_found_however_it_is_read() {
        let dictionary = &lexicon().dictionary;
        for (id, word) in dictionary.words().filter(|(_, word)| word.bytes().all(|byte| byte.is_ascii_alphabetic())) {
            for written in [word.to_owned(), word.to_uppercase()] {
                let plain = split(&written)[0];
                assert_eq!((plain.word, look_up(&written)), (id, id), "{written}");
                assert_eq!(plain, token(&written, TokenKind::Word, 0, written.len()), "{written}");
            }
        }
    }

    #[test]
    fn covers_a_long_run_in_linear_time() {
        let source = "1,".repeat(100_000);
        assert_eq!(split(&source).len(), 200_000);
        let source = "1,00".to_owned() + &",00".repeat(100_000);
        assert!(!split(&source).is_empty());
    }
}
