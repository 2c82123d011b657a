//! Numbers inside formulas: indices ("T 1"), exponents of units ("m −2"), places in a molecule ("dihydro-7-hydroxy",
//! "[3,2-b]"), signals of a spectrum ("8.63(1H, d)"). None of them counts or measures anything.

use crate::lexicon::{Class, WordId, lexicon};
use crate::text::{Shape, Text, TokenKind};

/// How many tokens from the number at `at` on belong to a formula.
pub(super) fn skip(text: &Text, at: usize, end: usize) -> Option<usize> {
    let alone = index(text, at, end) || exponent(text, at) || between_hyphens(text, at, end);
    if alone || signal(text, at, end) {
        return Some(1);
    }
    locants(text, at, end).or_else(|| sigmas(text, at, end)).or_else(|| substance(text, at, end))
}

/// "2.8σ": so many standard deviations.
fn sigmas(text: &Text, at: usize, end: usize) -> Option<usize> {
    (at + 1 < end && text.touches_next(at) && text.str(at + 1) == "σ").then_some(2)
}

fn tight(text: &Text, at: usize) -> bool {
    at > 0 && text.touches_next(at - 1)
}

/// "A 2", "λ 1", "T 1 T": a digit behind a single letter, no article, no currency and no sign of multiplication.
fn index(text: &Text, at: usize, end: usize) -> bool {
    let Some(before) = at.checked_sub(1).filter(|before| text.kind(*before) == Some(TokenKind::Word)) else {
        return false;
    };
    let letter = text.str(before);
    let unit = tight(text, before) && text.kind(before - 1) == Some(TokenKind::Number);
    let greek = letter.chars().next().is_some_and(|c| ('\u{370}'..'\u{400}').contains(&c));
    let latin = letter.len() == 1 && !matches!(letter, "a" | "e" | "i" | "o" | "u" | "y" | "I" | "x" | "X" | "p" | "R");
    let single = !unit && (latin || greek) && letter.chars().count() == 1;
    let digit = text.str(at).len() == 1;
    // "Wrote A 9-Page Letter": headlines write the article large.
    let closed = at + 1 >= end
        || text.kind(at + 1) == Some(TokenKind::Sign) && text.str(at + 1) != "-"
        || lexicon().classes.any(text.word(at + 1), &[Class::Auxiliary, Class::Conjunction, Class::Preposition]);
    let article = letter == "A" && !closed;
    // "Part B 5 million": what follows may make an amount of it.
    let next = at + 1;
    let word = if next < end { text.word(next) } else { WordId::UNKNOWN };
    let amount = next < end
        && (lexicon().numbers.may_start(word)
            || lexicon().units.may_start(word) && text.str(next).len() > 1
            || lexicon().percents.may_start(word));
    let capital = text.tokens[before].shape != Shape::Lower;
    let counted = next < end
        && capital
        && text.kind(next) == Some(TokenKind::Word)
        && text.tokens[next].shape == Shape::Lower
        && text.looks_plural(next);
    single && digit && !article && !amount && !counted
}

/// "4,5-dihydro", "5-FU": places before the name of a substance, and short names that begin with a number.
fn substance(text: &Text, at: usize, end: usize) -> Option<usize> {
    let mut next = at + 1;
    while next + 1 < end
        && next < at + 20
        && text.str(next) == ","
        && text.touches_next(next - 1)
        && text.touches_next(next)
        && text.kind(next + 1) == Some(TokenKind::Number)
    {
        next += 2;
    }
    let hyphen = next + 1 < end && text.str(next) == "-" && text.touches_next(next) && text.touches_next(next - 1);
    let name = next + 1;
    if !hyphen || text.word(name).is_known() {
        return None;
    }
    let word = text.kind(name) == Some(TokenKind::Word);
    let places = next > at + 1 && word && text.tokens[name].shape == Shape::Lower;
    let short = word && text.tokens[name].shape == Shape::Upper && (2..4).contains(&text.str(name).len());
    let bracket = text.str(name) == "(" && text.touches_next(name) && text.str(at).len() == 1;
    (places || bracket || short && next == at + 1).then_some(next - at)
}

/// "cm −3", "s-1", "fb−1": the exponent of a unit.
fn exponent(text: &Text, at: usize) -> bool {
    if at < 2 || !tight(text, at) || text.str(at).len() != 1 {
        return false;
    }
    // "3km-5km" is a range.
    if text.touches_next(at) && text.kind(at + 1) == Some(TokenKind::Word) {
        return false;
    }
    let minus = text.str(at - 1);
    let unit = at - 2;
    let word = text.kind(unit) == Some(TokenKind::Word);
    let apart = !text.touches_next(unit);
    let known = lexicon().units.of_word(text.word(unit)).any(|unit| unit.abbreviation.is_some());
    match minus {
        "−" => word && (known || !apart && text.str(unit).len() < 4),
        "-" | "–" => word && !apart && known && text.tokens[unit].shape == Shape::Lower,
        _ => false,
    }
}

/// "dihydro-7-hydroxy": between two words of small letters; a unit behind it is measured.
fn between_hyphens(text: &Text, at: usize, end: usize) -> bool {
    let hyphen = |at: usize| matches!(text.str(at), "-" | "‑");
    let left = at > 1 && tight(text, at) && hyphen(at - 1) && tight(text, at - 1);
    let right = at + 2 < end && text.touches_next(at) && hyphen(at + 1) && text.touches_next(at + 1);
    let long = |at: usize| {
        text.kind(at) == Some(TokenKind::Word) && text.tokens[at].shape == Shape::Lower && text.str(at).len() > 3
    };
    let closed = left && text.str(at - 2) == "]";
    let counted = right && (text.is(at + 2, "point") || lexicon().units.may_start(text.word(at + 2)));
    left && right && (long(at - 2) || closed) && long(at + 2) && !counted && !text.word(at - 2).is_known()
}

/// "[3,2-b]", "[4]", "[12,13]": notes and places in a molecule.
fn locants(text: &Text, at: usize, end: usize) -> Option<usize> {
    if !tight(text, at) || text.str(at - 1) != "[" {
        return None;
    }
    let mut next = at + 1;
    while next + 1 < end
        && next < at + 40
        && matches!(text.str(next), "," | "-" | "–")
        && (text.kind(next + 1) == Some(TokenKind::Number) || text.str(next + 1).len() == 1)
    {
        next += 2;
    }
    let short = text.str(at).len() < 4;
    (short && next > at + 1 && text.str(next) == "]").then_some(next - at)
}

/// "8.63(1H, d)", "(2H, m)": a signal and how many atoms make it.
fn signal(text: &Text, at: usize, end: usize) -> bool {
    let atoms = |at: usize| {
        at + 1 < end && text.kind(at) == Some(TokenKind::Number) && text.touches_next(at) && text.str(at + 1) == "H"
    };
    let bracket = |at: usize| matches!(text.str(at), "(");
    at > 0 && bracket(at - 1) && atoms(at) || at + 2 < end && bracket(at + 1) && atoms(at + 2)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn skipped(source: &str, number: &str) -> Option<usize> {
        let text = Text::new(source);
        let at = (0..text.tokens.len()).find(|at| text.str(*at) == number)?;
        skip(&text, at, text.tokens.len())
    }

    #[test]
    fn leaves_out_indices_exponents_and_locants() {
        for (source, number) in [
            ("The curve K 1 fell.", "1"),
            ("It falls on 40 grains m −2 a day.", "2"),
            ("It took 30 fb−1 of data.", "1"),
            ("It is dihydro-7-hydroxy acid.", "7"),
            ("It shows 3.45(2H, d) in water.", "3.45"),
            ("It shows 3.45(2H, d) in water.", "2"),
            ("It is a 4,5-dihydro acid.", "4"),
            ("He got 5-FU in May.", "5"),
            ("The term γ 0 stands for loss.", "0"),
            ("It is thieno[3,2-b]pyridine.", "3"),
        ] {
            assert!(skipped(source, number).is_some(), "{source}");
        }
    }

    #[test]
    fn keeps_amounts() {
        for (source, number) in [
            ("Plan B 5 million people knew.", "5"),
            ("A 5 percent rise was seen.", "5"),
            ("It rose by -4 in May.", "4"),
            ("It grew de 0 à 5 percent.", "5"),
            ("It runs 3km-5km inland.", "5"),
            ("It has a 1.4l 3 cylinder engine.", "3"),
            ("The top-10-ranked side won.", "10"),
        ] {
            assert_eq!(skipped(source, number), None, "{source}");
        }
    }
}
