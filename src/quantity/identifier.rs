//! Numbers that count nothing: identifiers, phone numbers, model names, list numbers.

use crate::lexicon::{CurrencyForm, Side, lexicon};
use crate::text::{Shape, Text, TokenKind};

use super::name::{self, numbered};

/// How many tokens from `at` on belong to something that is no quantity; 0 when it may be one.
pub(super) fn skip(text: &Text, at: usize, end: usize) -> usize {
    if text.kind(at) != Some(TokenKind::Number) {
        return 0;
    }
    if in_a_code(text, at) {
        return 1;
    }
    chain(text, at, end)
        .or_else(|| malformed(text, at, end))
        .or_else(|| after_a_hash(text, at))
        .or_else(|| name::skip(text, at, end))
        .or_else(|| behind_a_plus(text, at, end))
        .or_else(|| before_a_street(text, at, end))
        .or_else(|| in_brackets(text, at, end))
        .or_else(|| before_letters(text, at, end))
        .or_else(|| super::formula::skip(text, at, end))
        .or_else(|| super::label::skip(text, at, end))
        .unwrap_or(0)
}

/// "F16", "COVID-19", "v2", "example.com/4": letters right before the digits, other than a currency's.
fn in_a_code(text: &Text, at: usize) -> bool {
    let at = first_joined(text, at);
    if at == 0 || !text.touches_next(at - 1) {
        return false;
    }
    let before = &text.tokens[at - 1];
    match before.kind {
        // "PLX-R18": what a hyphen ties to the letters is no rand.
        TokenKind::Word => {
            let tied = at > 1 && matches!(text.str(at - 2), "-" | "‑") && text.touches_next(at - 2);
            tied || !is_currency(text, at - 1) && !behind_a_symbol(text, at)
        }
        TokenKind::Number => true,
        TokenKind::Sign => {
            let sign = text.str(at - 1);
            let joined = at > 1 && text.touches_next(at - 2);
            match sign {
                // "COVID -19" and "last-32" as some wires write them.
                "-" if at > 1
                    && text.str(at).bytes().all(|b| b.is_ascii_digit())
                    && (numbered(text, at - 2, Side::Before) || joined && text.is(at - 2, "last")) =>
                {
                    true
                }
                "-" | "‑" | "–" => {
                    joined && text.kind(at - 2) == Some(TokenKind::Word) && text.tokens[at - 2].shape != Shape::Lower
                }
                "=" if joined && matches!(text.str(at - 2), ">" | "<") => false,
                "_" | "@" | "=" | "&" | "\\" => !behind_a_symbol(text, at),
                "." => joined && text.kind(at - 2) == Some(TokenKind::Word),
                "/" => {
                    joined && text.kind(at - 2) == Some(TokenKind::Word) && !matches!(text.str(at - 2), "and" | "or")
                }
                _ => false,
            }
        }
    }
}

/// The first of the numbers that "+" and "/" join to one name: "J1149.5+6663" is the position of a galaxy.
fn first_joined(text: &Text, at: usize) -> usize {
    const MOST: usize = 4;
    let mut first = at;
    for _ in 0..MOST {
        let joined = first > 1
            && matches!(text.str(first - 1), "+" | "/")
            && text.touches_next(first - 1)
            && text.touches_next(first - 2)
            && text.kind(first - 2) == Some(TokenKind::Number);
        if !joined {
            break;
        }
        first -= 2;
    }
    first
}

/// "$US113": letters that end a currency's symbol.
fn behind_a_symbol(text: &Text, at: usize) -> bool {
    let words = text.words_back(at.saturating_sub(3)..at);
    lexicon().currencies.ending(words, |_, currency| currency.form == CurrencyForm::Symbol).is_some()
}

pub(super) fn is_currency(text: &Text, at: usize) -> bool {
    lexicon().currencies.of_word(text.word(at)).any(|currency| currency.form != CurrencyForm::Name)
        || matches!(text.str(at), "x" | "X")
}

/// "555-888-1234", "978-3-16-148410-0", "12/31/2019", "1-2-3": three numbers or more joined by hyphens or slashes.
fn chain(text: &Text, at: usize, end: usize) -> Option<usize> {
    let mut next = at + 1;
    let mut parts = 1;
    while next + 1 < end
        && matches!(text.str(next), "-" | "–" | "/" | ".")
        && text.touches_next(next - 1)
        && text.touches_next(next)
        && text.kind(next + 1) == Some(TokenKind::Number)
    {
        parts += 1;
        next += 2;
    }
    let phone = parts == 2 && text.str(at).len() == 3 && text.str(at + 2).len() == 4 && text.str(at + 1) == "-";
    // "1-1/2 inches" is one number.
    let mixed =
        parts == 3 && text.str(at + 3) == "/" && super::numeral::at(text, at, end).is_some_and(|n| n.tokens.len() == 5);
    (parts > 2 && !mixed || phone).then_some(next - at)
}

/// "1,2345", "24/7", "9/11": digits joined by a comma that groups nothing, or by a slash that divides nothing.
fn malformed(text: &Text, at: usize, end: usize) -> Option<usize> {
    let joined = |next: usize, sign: &str| {
        next + 1 < end
            && text.str(next) == sign
            && text.touches_next(next - 1)
            && text.touches_next(next)
            && text.kind(next + 1) == Some(TokenKind::Number)
    };
    if joined(at + 1, ",") && text.str(at + 2).len() > 3 {
        return Some(3);
    }
    let fraction = super::numeral::at(text, at, end).is_some_and(|numeral| numeral.tokens.len() > 1);
    (joined(at + 1, "/") && !fraction).then_some(3)
}

/// "(1)", "[12]", "(2010)", "et al. 2010": list numbers, notes and citations.
fn in_brackets(text: &Text, at: usize, end: usize) -> Option<usize> {
    let digits = text.str(at);
    let plain = digits.len() <= 4 && digits.bytes().all(|b| b.is_ascii_digit());
    let before = at.checked_sub(1)?;
    let alone =
        matches!(text.str(before), "(" | "[" | "{") && at + 1 < end && matches!(text.str(at + 1), ")" | "]" | "}");
    let cited = digits.len() == 4 && text.str(before) == "." && before > 0 && text.is(before - 1, "al");
    // "J. Tides, 84 (1984)": a volume with its year.
    let year_behind = text.str(at + 1) == "("
        && text.str(at + 3) == ")"
        && text.str(at + 2).len() == 4
        && text.kind(at + 2) == Some(TokenKind::Number);
    let volume = plain && text.str(before) == "," && year_behind;
    if volume {
        return Some(1);
    }
    let year = digits.len() != 3 && (digits.len() <= 2 || digits.starts_with("19") || digits.starts_with("20"));
    (plain && (alone && year || cited)).then_some(1)
}

/// "3C274", "2003b": a code that begins with digits.
fn before_letters(text: &Text, at: usize, end: usize) -> Option<usize> {
    let next = at + 1;
    let letters = next < end && text.touches_next(at) && text.kind(next) == Some(TokenKind::Word);
    let code = letters
        && text.touches_next(next)
        && text.kind(next + 1) == Some(TokenKind::Number)
        && text.str(next).len() < 4;
    let power = letters && lexicon().units.may_start(text.word(next)) && matches!(text.str(next + 1), "2" | "3");
    let exponent = text.is(next, "e") || text.is(next, "x");
    let letter = letters && text.str(at).len() == 4 && matches!(text.str(next), "a" | "b" | "c");
    (code && !power && !exponent || letter).then_some(2)
}

/// "#4", "No. 4", "§ 4".
fn after_a_hash(text: &Text, at: usize) -> Option<usize> {
    let before = at.checked_sub(1)?;
    let short = text.str(before) == "." && before > 0 && text.touches_next(before - 1);
    let number = short && text.str(before - 1).len() < 5 && numbered(text, before - 1, Side::Before);
    (number || matches!(text.str(before), "#" | "§" | "№")).then_some(1)
}

/// "+44 20 7946 0018": numbers behind a plus, with single spaces.
fn behind_a_plus(text: &Text, at: usize, end: usize) -> Option<usize> {
    let plus = at > 0 && text.str(at - 1) == "+" && text.touches_next(at - 1);
    let mut next = at + 1;
    while plus
        && next < end
        && (text.kind(next) == Some(TokenKind::Number) || matches!(text.str(next), "-" | "(" | ")"))
    {
        next += 1;
    }
    (next > at + 2).then_some(next - at)
}

/// "16-18 Mill Lane": a house number.
fn before_a_street(text: &Text, at: usize, end: usize) -> Option<usize> {
    let mut next = at + 1;
    if matches!(text.str(next), "-" | "–") && text.touches_next(next) && text.kind(next + 1) == Some(TokenKind::Number)
    {
        next += 2;
    }
    let names = (next..end.min(next + 4))
        .take_while(|name| text.kind(*name) == Some(TokenKind::Word) && text.tokens[*name].shape != Shape::Lower);
    let street = names.skip(1).any(|name| numbered(text, name, Side::After));
    street.then_some(next - at)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_and_codes_are_skipped() {
        for (source, at, len) in [
            ("the F16 jet", 2, 1),
            ("a COVID-19 ward", 3, 1),
            ("call 555-888-1234 now", 1, 5),
            ("call 555-1234 now", 1, 3),
        ] {
            let text = Text::new(source);
            assert_eq!(skip(&text, at, text.tokens.len()), len, "{source}");
        }
    }

    #[test]
    fn amounts_are_not() {
        for (source, at) in
            [("US$5 now", 2), ("RM5 now", 1), ("5-10 men", 0), ("a ratio of 3:1", 3), ("top-10 list", 2)]
        {
            let text = Text::new(source);
            assert_eq!(skip(&text, at, text.tokens.len()), 0, "{source}");
        }
    }
}
