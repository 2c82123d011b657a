//! Denominators: "a year", "per person", "an hour", "-a-year", "annual".

use std::borrow::Cow;

use crate::lexicon::{Class, Dimension, Unit, lexicon};
use crate::model::Kind;
use crate::text::{Text, TokenKind};

/// The denominator that starts at token `at`, with the number of its tokens.
pub(super) fn at(text: &Text, at: usize, end: usize, kind: Kind) -> Option<(usize, Cow<'static, str>)> {
    let listed =
        lexicon().rates.starting(text.words_from(at..end), |len, rate| fits(text, at, len, end, rate.per, kind));
    if let Some((len, rate)) = listed {
        return (!rate.per.is_empty()).then_some((len, Cow::Borrowed(rate.per)));
    }
    if let Some((len, code)) = slash(text, at, end).or_else(|| named(text, at, end, kind)) {
        return Some((len, Cow::Owned(code)));
    }
    if let Some((len, noun)) = round(text, at, end) {
        return Some((len, Cow::Owned(noun)));
    }
    let noun = at + 1;
    let per = text.is(at, "per") && noun < end && text.kind(noun) == Some(TokenKind::Word) && !text.is(noun, "cent");
    per.then(|| (2, Cow::Owned(singular(text.str(noun)))))
}

/// "per 100,000 people": a round number of things is one denominator.
fn round(text: &Text, at: usize, end: usize) -> Option<(usize, String)> {
    let number = super::numeral::at(text, at + 1, end).filter(|_| text.is(at, "per"))?;
    let value = number.value.filter(|value| ROUND.iter().any(|round| *value == rust_decimal::Decimal::from(*round)))?;
    let noun = number.tokens.end;
    let unit =
        lexicon().units.starting(text.words_from(noun..end), |_, unit| unit.abbreviation.is_none() && whole(unit));
    if let Some((len, unit)) = unit {
        return Some((noun + len - at, format!("{} {}", value.normalize(), unit.code)));
    }
    let word = noun < end && text.kind(noun) == Some(TokenKind::Word) && !stops(text, noun);
    let word = word && !text.in_class(noun, Class::Preposition);
    let thing = if word {
        format!("{} {}", value.normalize(), text.str(noun).to_lowercase())
    } else {
        value.normalize().to_string()
    };
    Some((noun + usize::from(word) - at, thing))
}

/// The numbers that rates are given for.
const ROUND: [u32; 7] = [10, 100, 1_000, 10_000, 100_000, 1_000_000, 10_000_000];

/// "/cm2", "/kg", "/m^3": an abbreviation behind a slash, to the letter, with its exponent.
fn slash(text: &Text, at: usize, end: usize) -> Option<(usize, String)> {
    if text.str(at) != "/" || !text.touches_next(at) || kindless(text, at) {
        return None;
    }
    let (len, unit) = lexicon().units.starting(text.words_from(at + 1..end), |len, unit| {
        let written = text.span(at + 1..at + 1 + len).of(text.source);
        unit.abbreviation.as_deref() == Some(written)
    })?;
    let next = at + 1 + len;
    let caret = usize::from(next < end && text.str(next) == "^" && text.touches_next(next - 1));
    let exponent = next + caret;
    let raised = exponent < end && text.touches_next(exponent - 1) && matches!(text.str(exponent), "2" | "3");
    let (more, power) = if raised { (caret + 1, text.str(exponent)) } else { (0, "") };
    Some((1 + len + more, format!("{}{power}", unit.code)))
}

/// A slash with white space before it divides nothing.
fn kindless(text: &Text, at: usize) -> bool {
    at == 0 || !text.touches_next(at - 1)
}

/// "per square foot", "$300 a square metre".
fn named(text: &Text, at: usize, end: usize, kind: Kind) -> Option<(usize, String)> {
    let article = kind == Kind::Money && (text.is(at, "a") || text.is(at, "an"));
    if !article && !text.is(at, "per") {
        return None;
    }
    let (len, unit) =
        lexicon().units.starting(text.words_from(at + 1..end), |_, unit| unit.abbreviation.is_none() && whole(unit))?;
    let plural = text.looks_plural(at + len);
    (!plural).then(|| (1 + len, unit.code.to_string()))
}

/// Not a decade, whose code needs a number, nor a time, which the table lists.
fn whole(unit: &Unit) -> bool {
    unit.factor == rust_decimal::Decimal::ONE && unit.dimension != Dimension::Time
}

/// "each" and "a share" mean a rate only where the phrase ends; "a day" and "a second" not before "later", "time" or a noun.
fn fits(text: &Text, at: usize, len: usize, end: usize, per: &str, kind: Kind) -> bool {
    let next = at + len;
    if text.is(at, "per") || text.str(at) == "/" || text.str(at) == "-" || per.is_empty() {
        return true;
    }
    if text.is(at, "annual") || text.is(at, "each") && len == 1 {
        return next >= end || text.kind(next) != Some(TokenKind::Number);
    }
    if next >= end || text.kind(next) != Some(TokenKind::Word) {
        return text.str(next) != "-" || !text.touches_next(next);
    }
    let after = ["ago", "later", "earlier", "before", "after", "old", "away"].iter().any(|word| text.is(next, word));
    !after && (kind == Kind::Money || !text.is(at, "a") || text.in_class(next, Class::Preposition) || stops(text, next))
}

fn stops(text: &Text, at: usize) -> bool {
    let classes = [
        Class::Conjunction,
        Class::Subordinator,
        Class::Auxiliary,
        Class::Adverb,
        Class::Pronoun,
        Class::Relative,
        Class::Determiner,
        Class::Verb,
    ];
    lexicon().classes.any(text.word(at), &classes)
}

fn singular(noun: &str) -> String {
    let lower = noun.to_lowercase();
    match lower.as_str() {
        "people" | "persons" => "person".to_owned(),
        _ => lower,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn per(source: &str) -> Option<String> {
        let text = Text::new(source);
        at(&text, 0, text.tokens.len(), Kind::Count).map(|(_, per)| per.into_owned())
    }

    #[test]
    fn reads_listed_and_open_denominators() {
        assert_eq!(per("a year to the economy").as_deref(), Some("a"));
        assert_eq!(per("per voter").as_deref(), Some("voter"));
        assert_eq!(per("-an-hour wage").as_deref(), Some("h"));
        assert_eq!(per("annually.").as_deref(), Some("a"));
    }

    #[test]
    fn leaves_what_is_no_rate() {
        for other in ["a year ago", "a second time", "per cent", "a day later", "a ship"] {
            assert_eq!(per(other), None, "{other}");
        }
    }
}
