//! One number in digits, words or both: "30,000", "two and a half", "a hundred and five", "1.5 million", "two-thirds".

use std::ops::Range;

use rust_decimal::Decimal;

use super::literal;
use crate::lexicon::{CurrencyForm, NumberWord, lexicon};
use crate::text::{Shape, Text, TokenKind};

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
    match text.kind(at)? {
        TokenKind::Number => digits(text, at, end),
        TokenKind::Word => words(text, at, end),
        TokenKind::Sign => None,
    }
}

fn word(text: &Text, at: usize, end: usize) -> impl Iterator<Item = NumberWord> + use<> {
    let word = if at < end { text.word(at) } else { crate::lexicon::WordId::UNKNOWN };
    lexicon().numbers.of_word(word).copied()
}

// --- digits ---------------------------------------------------------------------------------------------------------

fn digits(text: &Text, at: usize, end: usize) -> Option<Numeral> {
    let (mut value, mut next) = grouped_by_spaces(text, at, end);
    let mut form = Form::Digits;
    if literal::is_fraction(text.str(at)) {
        form = Form::Part;
    } else if let Some((part, after)) = trailing_fraction(text, next, end) {
        value = value.and_then(|value| value.checked_add(part));
        next = after;
    } else if let Some((part, after)) = slash_fraction(text, at, next, end) {
        (value, next, form) = (Some(part), after, Form::Part);
    } else if let Some((part, after)) = and_a_part(text, next, end) {
        value = value.and_then(|value| value.checked_add(part));
        next = after;
    }
    if value.is_none() && literal::read(text.str(at)).is_none() && text.str(at).contains('.') {
        return None;
    }
    let scaled = scales(text, at, next, end, value);
    Some(Numeral { tokens: at..scaled.next, value: scaled.value, form, scale: scaled.scale, loose: false })
}

/// "816 000": groups of three digits after one space.
fn grouped_by_spaces(text: &Text, at: usize, end: usize) -> (Option<Decimal>, usize) {
    let first = text.str(at);
    let value = literal::read(first);
    if first.len() > 3 || first.starts_with('0') || !first.bytes().all(|b| b.is_ascii_digit()) {
        return (value, at + 1);
    }
    let mut next = at + 1;
    let mut plain = first.to_owned();
    while next < end && text.kind(next) == Some(TokenKind::Number) && one_space_before(text, next) {
        let whole = text.str(next).split('.').next().unwrap_or_default();
        let group = whole.len() == 3 && text.str(next).bytes().all(|b| b.is_ascii_digit() || b == b'.');
        if !group || plain.len() > 40 {
            break;
        }
        plain.push_str(text.str(next));
        next += 1;
    }
    // A year, a date or a model number may stand before a count; a group must not begin a longer run of numbers.
    if next == at + 1 || text.kind(next) == Some(TokenKind::Number) && next < end && one_space_before(text, next) {
        return (value, at + 1);
    }
    (literal::read(&plain), next)
}

fn one_space_before(text: &Text, at: usize) -> bool {
    let gap = &text.source[text.tokens[at - 1].span.end as usize..text.tokens[at].span.start as usize];
    matches!(gap, " " | "\u{A0}" | "\u{2009}" | "\u{202F}")
}

/// "2½" or "2 1/2".
fn trailing_fraction(text: &Text, next: usize, end: usize) -> Option<(Decimal, usize)> {
    if next >= end || text.kind(next) != Some(TokenKind::Number) {
        return None;
    }
    if literal::is_fraction(text.str(next)) {
        return Some((literal::read(text.str(next))?, next + 1));
    }
    one_space_before(text, next).then(|| slash_fraction(text, next, next + 1, end)).flatten()
}

/// "3/4": a proper fraction, written without spaces.
fn slash_fraction(text: &Text, at: usize, next: usize, end: usize) -> Option<(Decimal, usize)> {
    let slash =
        next < end && matches!(text.str(next), "/" | "⁄") && text.touches_next(next) && text.touches_next(next - 1);
    if !slash || next + 1 >= end || text.kind(next + 1) != Some(TokenKind::Number) {
        return None;
    }
    if next + 2 < end && text.touches_next(next + 1) && matches!(text.str(next + 2), "/" | "⁄" | "-") {
        return None;
    }
    let numerator = literal::read(text.str(at))?;
    let denominator = literal::read(text.str(next + 1))?;
    let proper = denominator >= Decimal::TWO && denominator <= Decimal::ONE_HUNDRED && numerator < denominator;
    (proper && numerator.is_integer() && denominator.is_integer())
        .then(|| numerator.checked_div(denominator).map(|part| (part, next + 2)))?
}

/// "and a half", "and three quarters" behind a number.
fn and_a_part(text: &Text, next: usize, end: usize) -> Option<(Decimal, usize)> {
    if next >= end || !text.is(next, "and") {
        return None;
    }
    let article = text.is(next + 1, "a") || text.is(next + 1, "an") || text.is(next + 1, "one");
    let at = next + 1 + usize::from(article);
    if article {
        let part = part_word(text, at, end)?;
        return Some((Decimal::ONE.checked_div(part)?, at + 1));
    }
    let Some(NumberWord::Small(count)) = word(text, at, end).next() else { return None };
    let hyphen = usize::from(text.is(at + 1, "-"));
    let part = part_word(text, at + 1 + hyphen, end).filter(|part| *part > count)?;
    Some((count.checked_div(part)?, at + 2 + hyphen))
}

fn part_word(text: &Text, at: usize, end: usize) -> Option<Decimal> {
    word(text, at, end).find_map(|word| if let NumberWord::Part(value) = word { Some(value) } else { None })
}

// --- scales behind a number -----------------------------------------------------------------------------------------

struct Scaled {
    value: Option<Decimal>,
    next: usize,
    scale: Option<Decimal>,
}

/// "million", "thousand billion", "hundred", "dozen", "bn", "k" behind a number.
fn scales(text: &Text, start: usize, mut next: usize, end: usize, mut value: Option<Decimal>) -> Scaled {
    let mut scale: Option<Decimal> = None;
    loop {
        let hyphen = usize::from(next < end && matches!(text.str(next), "-" | "‑") && text.touches_next(next));
        let found = word(text, next + hyphen, end).find_map(|word| match word {
            NumberWord::Scale(by) | NumberWord::Hundred(by) | NumberWord::Group(by) => Some(by),
            NumberWord::Suffix(by) if hyphen == 0 && scale.is_none() && is_suffix(text, start, next, end) => Some(by),
            _ => None,
        });
        let Some(by) = found.filter(|by| *by != Decimal::TWO) else { break };
        value = value.and_then(|value| value.checked_mul(by)).map(|value| value.normalize());
        scale = Some(scale.unwrap_or(Decimal::ONE) * by.min(Decimal::from(1_000_000_000_000_000_i64)));
        next += 1 + hyphen;
        if scale.is_some_and(|scale| scale > Decimal::from(1_000_000_000_000_000_000_i64)) {
            break;
        }
    }
    // "$500m.": an abbreviated scale keeps no full stop; "5 mln." may.
    Scaled { value, next, scale }
}

/// Whether letters behind digits are a scale and no unit: "40k", "£3bn", "$5m", "5M people", not "5 m".
fn is_suffix(text: &Text, start: usize, at: usize, end: usize) -> bool {
    let letters = text.str(at);
    let touching = text.touches_next(at - 1);
    if touching && at + 1 < end && text.touches_next(at) && text.str(at + 1) == "/" {
        return false;
    }
    match letters {
        "k" | "K" => touching,
        "bn" | "tn" | "mn" | "mln" | "bln" | "trn" | "Bn" | "Mn" | "BN" | "MN" | "TN" | "mil" | "mio" | "Mln"
        | "Bln" => true,
        "cr" | "Cr" => beside_currency(text, start, at, end),
        "M" | "B" | "T" => {
            beside_currency(text, start, at, end) || touching && letters != "T" && before_a_noun(text, at + 1, end)
        }
        "m" | "b" | "t" => {
            beside_currency(text, start, at, end) || touching && letters != "t" && before_people(text, at + 1, end)
        }
        _ => false,
    }
}

fn beside_currency(text: &Text, start: usize, at: usize, end: usize) -> bool {
    let currencies = &lexicon().currencies;
    let before = currencies
        .ending(text.words_back(start.saturating_sub(4)..start), |_, currency| currency.form != CurrencyForm::Name);
    let before = before.filter(|(len, currency)| {
        currency.form != CurrencyForm::Code || *len == 1 && text.tokens[start - 1].shape == Shape::Upper
    });
    before.is_some()
        || text.str(start.wrapping_sub(1)) == "-" && text.str(start.wrapping_sub(3)).ends_with(['$', '£', '€'])
        || currencies
            .starting(text.words_from(at + 1..(at + 5).min(end)), |_, currency| currency.form != CurrencyForm::Symbol)
            .is_some()
}

fn before_a_noun(text: &Text, at: usize, end: usize) -> bool {
    at < end
        && text.kind(at) == Some(TokenKind::Word)
        && text.tokens[at].shape == Shape::Lower
        && !text.touches_next(at - 1)
}

fn before_people(text: &Text, at: usize, end: usize) -> bool {
    before_a_noun(text, at, end) && text.looks_plural(at)
}

// --- words ----------------------------------------------------------------------------------------------------------

fn words(text: &Text, start: usize, end: usize) -> Option<Numeral> {
    if !lexicon().numbers.may_start(text.word(start)) && !is_article(text, start) {
        return None;
    }
    if let Some(numeral) = half_of_a_scale(text, start, end).or_else(|| part(text, start, end)) {
        return Some(numeral);
    }
    let article = usize::from(is_article(text, start));
    let mut cardinal = Cardinal::default();
    let mut next = start + article;
    if article == 1
        && !word(text, next, end)
            .any(|word| matches!(word, NumberWord::Hundred(_) | NumberWord::Scale(_) | NumberWord::Group(_)))
    {
        return None;
    }
    let mut loose = false;
    while next < end {
        let joint = joint(text, next, end, &cardinal);
        let Some(added) = word(text, next + joint, end).find_map(|word| cardinal.with(word)) else { break };
        if joint > 0 && cardinal.is_empty() {
            break;
        }
        loose |= text.is(next + joint, "couple");
        cardinal = added;
        next += joint + 1;
    }
    if cardinal.is_empty() || article == 1 && next == start + 1 {
        return None;
    }
    let mut value = cardinal.value();
    if let Some((part, after)) = and_a_part(text, next, end) {
        value = value.and_then(|value| value.checked_add(part));
        next = after;
        let scaled = scales(text, start, next, end, value);
        return Some(Numeral {
            tokens: start..scaled.next,
            value: scaled.value,
            form: Form::Words,
            scale: scaled.scale,
            loose,
        });
    }
    if loose && text.is(next, "of") {
        next += 1;
    }
    Some(Numeral { tokens: start..next, value, form: Form::Words, scale: cardinal.scale, loose })
}

fn is_article(text: &Text, at: usize) -> bool {
    text.is(at, "a") || text.is(at, "an")
}

/// Tokens between two number words that belong together: a hyphen, or "and" after a hundred or a scale.
fn joint(text: &Text, at: usize, end: usize, cardinal: &Cardinal) -> usize {
    if cardinal.is_empty() || at + 1 >= end {
        return 0;
    }
    let hyphen = matches!(text.str(at), "-" | "‑") && text.touches_next(at) && text.touches_next(at - 1);
    let and = text.is(at, "and")
        && cardinal.takes_and()
        && word(text, at + 1, end).any(|word| matches!(word, NumberWord::Small(_) | NumberWord::Tens(_)));
    usize::from(hyphen || and)
}

/// A number in words as it is read from left to right.
#[derive(Clone, Copy, Debug, Default)]
struct Cardinal {
    total: Option<Decimal>,
    group: Option<Decimal>,
    scale: Option<Decimal>,
    last: Last,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Last {
    #[default]
    Nothing,
    Small,
    Tens,
    Hundred,
    Scale,
    Group,
}

impl Cardinal {
    fn is_empty(&self) -> bool {
        self.last == Last::Nothing
    }

    fn takes_and(&self) -> bool {
        matches!(self.last, Last::Hundred | Last::Scale)
    }

    fn value(&self) -> Option<Decimal> {
        self.total.unwrap_or_default().checked_add(self.group.unwrap_or_default())
    }

    /// The number with one more word, if the word can follow.
    fn with(self, word: NumberWord) -> Option<Self> {
        let add = |value: Decimal, last| {
            let group = self.group.unwrap_or_default().checked_add(value)?;
            Some(Self { group: Some(group), last, ..self })
        };
        match (word, self.last) {
            (NumberWord::Small(value), Last::Nothing | Last::Hundred | Last::Scale) => add(value, Last::Small),
            (NumberWord::Small(value), Last::Tens) if value < Decimal::TEN && !value.is_zero() => {
                add(value, Last::Small)
            }
            (NumberWord::Tens(value), Last::Nothing | Last::Hundred | Last::Scale) => add(value, Last::Tens),
            (NumberWord::Hundred(by), last) if last != Last::Group && last != Last::Scale && last != Last::Hundred => {
                let group = self.group.unwrap_or(Decimal::ONE).checked_mul(by)?;
                Some(Self { group: Some(group), scale: self.scale, last: Last::Hundred, ..self })
            }
            (NumberWord::Scale(by), last) if last != Last::Group => self.scaled(by),
            (NumberWord::Group(by), Last::Nothing | Last::Small | Last::Tens) => {
                let group = self.group.unwrap_or(Decimal::ONE).checked_mul(by)?;
                Some(Self { group: Some(group), last: Last::Group, ..self })
            }
            _ => None,
        }
    }

    /// "two hundred thousand", "a thousand billion": a larger scale takes all before it, a smaller one the last group.
    fn scaled(self, by: Decimal) -> Option<Self> {
        if self.last == Last::Scale {
            let total = self.total?.checked_mul(by)?;
            return Some(Self { total: Some(total), scale: Some(by), ..self });
        }
        let group = self.group.unwrap_or(Decimal::ONE).checked_mul(by)?;
        let total = self.total.unwrap_or_default().checked_add(group)?;
        Some(Self { total: Some(total), group: None, scale: Some(by), last: Last::Scale })
    }
}

/// "half a million", "a quarter of a million", "half million".
fn half_of_a_scale(text: &Text, start: usize, end: usize) -> Option<Numeral> {
    let part = part(text, start, end)?;
    let mut next = part.tokens.end;
    next += usize::from(text.is(next, "of"));
    next += usize::from(is_article(text, next));
    let by = word(text, next, end).find_map(|word| match word {
        NumberWord::Scale(by) | NumberWord::Hundred(by) | NumberWord::Group(by) if by > Decimal::TWO => Some(by),
        _ => None,
    })?;
    let plain = !text.looks_plural(next);
    let value = part.value.and_then(|value| value.checked_mul(by));
    plain.then(|| Numeral {
        tokens: start..next + 1,
        value: value.map(|value| value.normalize()),
        form: Form::Words,
        scale: Some(by),
        loose: false,
    })
}

/// "two thirds", "three-quarters", "a third", "half", "a half".
fn part(text: &Text, start: usize, end: usize) -> Option<Numeral> {
    let numeral = |value: Option<Decimal>, next| {
        Some(Numeral { tokens: start..next, value, form: Form::Part, scale: None, loose: false })
    };
    if let Some(part) = part_word(text, start, end).filter(|part| *part == Decimal::TWO) {
        return numeral(Decimal::ONE.checked_div(part), start + 1);
    }
    let (count, next) = if is_article(text, start) {
        (Decimal::ONE, start + 1)
    } else {
        let Some(NumberWord::Small(count)) = word(text, start, end).next() else { return None };
        (count, start + 1)
    };
    let hyphen = usize::from(matches!(text.str(next), "-" | "‑") && text.touches_next(next));
    let part = part_word(text, next + hyphen, end)?;
    let plural = text.str(next + hyphen).ends_with('s') || text.is(next + hyphen, "half");
    // "a third man" and "one second": a rank or a unit unless "of" or the end of the phrase follows.
    let alone = count != Decimal::ONE || part_ends(text, next + hyphen + 1, end) || part == Decimal::TWO;
    (plural || count == Decimal::ONE).then_some(())?;
    if !alone {
        return None;
    }
    numeral(count.checked_div(part), next + hyphen + 1)
}

/// Whether nothing that a rank could count follows.
fn part_ends(text: &Text, at: usize, end: usize) -> bool {
    at >= end
        || text.kind(at) == Some(TokenKind::Sign)
        || text.is(at, "of")
        || text.is(at, "the")
        || text.in_class(at, crate::lexicon::Class::Preposition)
        || text.in_class(at, crate::lexicon::Class::Conjunction)
        || text.in_class(at, crate::lexicon::Class::Auxiliary)
        || text.in_class(at, crate::lexicon::Class::Adverb)
        || text.in_class(at, crate::lexicon::Class::Adjective)
        || is_article(text, at)
        || text.is(at, "as")
        || word(text, at, end).any(|word| matches!(word, NumberWord::Scale(_)))
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
