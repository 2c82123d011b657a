//! One number in digits, words or both: "30,000", "two and a half", "a hundred and five", "1.5 million", "two-thirds".

mod cardinal;
mod comma;
mod digits;
mod fraction;
pub(super) mod literal;
mod parts;
mod power;
mod scale;
mod words;

use std::ops::Range;

use rust_decimal::Decimal;

use crate::lexicon::{NumberWord, WordId, lexicon};
use crate::text::{Text, TokenKind};

/// How a number is written, as far as rules need to know.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Form {
    /// With digits.
    Digits,
    /// In words.
    Words,
    /// A part: "two-thirds", "half", "½".
    Part,
}

/// A number.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Numeral {
    /// Its tokens, a leading "a" included ("a hundred").
    pub tokens: Range<usize>,
    /// The exact value; `None` when it has more digits than a decimal can hold.
    pub value: Option<Decimal>,
    /// How it is written.
    pub form: Form,
    /// The scale word that it ends with: 1000000 for "1.5 million".
    pub scale: Option<Decimal>,
    /// Whether the number is only loosely meant: "a couple".
    pub loose: bool,
}

impl Numeral {
    /// Whether it is a whole number of at most this size.
    pub(super) fn is_whole_up_to(&self, most: i64) -> bool {
        self.value.is_some_and(|value| value.is_integer() && value <= Decimal::from(most) && !value.is_sign_negative())
    }
}

/// The number that starts at token `at` and ends before `end`.
pub(super) fn at(text: &Text, at: usize, end: usize) -> Option<Numeral> {
    if at >= end {
        return None;
    }
    match text.kind(at)? {
        TokenKind::Number => digits::read(text, at, end),
        TokenKind::Word => words::read(text, at, end),
        TokenKind::Sign => None,
    }
}

fn word(text: &Text, at: usize, end: usize) -> impl Iterator<Item = NumberWord> + use<> {
    let word = if at < end { text.word(at) } else { WordId::UNKNOWN };
    lexicon().numbers.of_word(word).copied()
}

fn is_article(text: &Text, at: usize) -> bool {
    text.is(at, "a") || text.is(at, "an")
}

/// How many tokens a hyphen at `at` that joins two words takes: one or none.
fn hyphen(text: &Text, at: usize) -> usize {
    usize::from(at > 0 && matches!(text.str(at), "-" | "‑") && text.touches_next(at) && text.touches_next(at - 1))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(source: &str) -> Option<(String, String)> {
        let text = Text::new(source);
        let numeral = at(&text, 0, text.tokens.len())?;
        let value = numeral.value.map_or_else(|| "none".to_owned(), |value| value.round_dp(6).normalize().to_string());
        Some((text.span(numeral.tokens).of(source).to_owned(), value))
    }

    fn check(source: &str, tokens: &str, value: &str) {
        assert_eq!(read(source), Some((tokens.to_owned(), value.to_owned())), "{source}");
    }

    #[test]
    fn reads_digits_with_scales() {
        check("30,000 people", "30,000", "30000");
        check("1.5 million people", "1.5 million", "1500000");
        check("816 000 t", "816 000", "816000");
        check("2½ years", "2½", "2.5");
        check("2 1/2 years", "2 1/2", "2.5");
        check("3/4 of them", "3/4", "0.75");
        check("40k users", "40k", "40000");
        check("3bn euros", "3bn", "3000000000");
        check("5 and a half years", "5 and a half", "5.5");
        check("10 thousand million", "10 thousand million", "10000000000");
    }

    #[test]
    fn reads_words() {
        check("twenty-one ships", "twenty-one", "21");
        check("a hundred and five ships", "a hundred and five", "105");
        check("two hundred thousand men", "two hundred thousand", "200000");
        check("one million two hundred thousand and six", "one million two hundred thousand and six", "1200006");
        check("half a million men", "half a million", "500000");
        check("a quarter of a million men", "a quarter of a million", "250000");
        check("one and a half thousand", "one and a half thousand", "1500");
        check("two and a half months", "two and a half", "2.5");
        check("two-thirds of them", "two-thirds", "0.666667");
        check("a third of them", "a third", "0.333333");
        check("half of them", "half", "0.5");
        check("two dozen eggs", "two dozen", "24");
        check("a couple of weeks", "a couple of", "2");
    }

    #[test]
    fn reads_powers_and_spoken_decimals() {
        check("1e10 cells", "1e10", "10000000000");
        check("12.5e+3 cells", "12.5e+3", "12500");
        check("1.3×10^6 cells", "1.3×10^6", "1300000");
        check("6.2x10^-4 grams", "6.2x10^-4", "0.00062");
        check("five point five miles", "five point five", "5.5");
        check("zero point zero eight", "zero point zero eight", "0.08");
        check("1e999 cells", "1e999", "none");
        check("2^10 bytes", "2^10", "1024");
        check("4x2^3 bytes", "4x2^3", "32");
        check("1.6^-1 of it", "1.6^-1", "0.625");
        check("2^1000 bytes", "2^1000", "none");
    }

    #[test]
    fn reads_decimal_commas_where_nothing_else_is_meant() {
        check("2.345,67 in all", "2.345,67", "2345.67");
        check("0,05 of it", "0,05", "0.05");
        check("0,001 of it", "0,001", "0.001");
        check("2,5 km", "2,5", "2.5");
        check("2,5 million euros", "2", "2");
        check("1,3 and 5", "1", "1");
        check("1,2,3", "1", "1");
    }

    #[test]
    fn reads_what_is_said_behind_a_scale() {
        check("4 hundred and 17 ships", "4 hundred and 17", "417");
        check("2 lakh and forty ships", "2 lakh and forty", "200040");
        check("3 million and 20 ships", "3 million", "3000000");
        check("2 thousand and 5 million ships", "2 thousand", "2000");
        check("two and half hours", "two and half", "2.5");
        check("two and half of them", "two", "2");
    }

    #[test]
    fn reads_parts_of_larger_numbers() {
        check("fifty-four hundredths of it", "fifty-four hundredths", "0.54");
        check("twenty fifths", "twenty fifths", "4");
        check("two million and a half", "two million and a half", "2500000");
        check("quarter million men", "quarter million", "250000");
        check("two million and one half", "two million and one half", "2500000");
        check("four million and two fifths", "four million and two fifths", "4400000");
        check("three and sixty-one hundredths", "three and sixty-one hundredths", "3.61");
        check("a billion and a quarter million", "a billion and a quarter million", "1000250000");
    }

    #[test]
    fn reads_fractions_with_compound_denominators() {
        check("one thirty-fifth of it", "one thirty-fifth", "0.028571");
        check("a sixty-fourth of it", "a sixty-fourth", "0.015625");
        check("five thirty firsts", "five thirty firsts", "0.16129");
        check("ten twenty fifths", "ten twenty fifths", "0.4");
        check("two hundred forty-fifths", "two hundred forty-fifths", "4.444444");
        check("one two hundred fifth", "one two hundred fifth", "0.004878");
        assert_eq!(read("a sixty-first birthday"), None);
        check("one thirty-fifth birthday", "one", "1");
    }

    #[test]
    fn leaves_what_is_no_number() {
        for other in ["a ship", "an hour", "and five", "1.2.3", "a third man"] {
            assert_eq!(read(other), None, "{other}");
        }
        check("five, six", "five", "5");
        check("twenty twelve", "twenty", "20");
    }

    #[test]
    fn a_number_beyond_decimals_has_no_value() {
        check(&"9".repeat(60), &"9".repeat(60), "none");
        assert_eq!(read(&"9 million ".repeat(30)).map(|read| read.1), Some("9000000".to_owned()));
    }
}
