//! A cardinal number in words, put together word by word.

use rust_decimal::Decimal;

use super::{hyphen, parts, word};
use crate::lexicon::NumberWord;
use crate::text::Text;

/// The cardinal that starts at token `at`, empty if none does, and the token behind it.
pub(super) fn read(text: &Text, at: usize, end: usize) -> (Cardinal, usize) {
    run(text, at, end, joint)
}

/// The same without "and": the count of a part that itself follows an "and" ("and fifty-four hundredths"). It looks for
/// no further part, so that reading a long row of "and" takes linear time.
pub(super) fn read_plain(text: &Text, at: usize, end: usize) -> (Cardinal, usize) {
    run(
        text,
        at,
        end,
        |text, at, end, cardinal| {
            if cardinal.is_empty() || at + 1 >= end { 0 } else { hyphen(text, at) }
        },
    )
}

fn run(
    text: &Text,
    at: usize,
    end: usize,
    joint: impl Fn(&Text, usize, usize, &Cardinal) -> usize,
) -> (Cardinal, usize) {
    let mut cardinal = Cardinal::default();
    let mut next = at;
    if let Some(hundreds) = unsaid_hundred(text, at, end) {
        (cardinal, next) = (hundreds, at + 1);
    }
    while next < end {
        let joint = joint(text, next, end, &cardinal);
        let Some(added) = word(text, next + joint, end).find_map(|word| cardinal.with(word)) else { break };
        cardinal = added;
        next += joint + 1;
    }
    (cardinal, next)
}

/// "three million, two hundred and six": a comma behind a scale before hundreds.
fn comma(text: &Text, at: usize, end: usize, cardinal: &Cardinal) -> bool {
    let hundred = |at: usize| word(text, at, end).any(|word| matches!(word, NumberWord::Hundred(_)));
    let small = word(text, at + 1, end).any(|word| matches!(word, NumberWord::Small(_)));
    text.str(at) == "," && cardinal.last == Last::Scale && small && hundred(at + 2) && !text.looks_plural(at + 2)
}

/// "one twenty two": 122, where a number below ten and one from 21 on follow each other.
fn unsaid_hundred(text: &Text, at: usize, end: usize) -> Option<Cardinal> {
    let small = word(text, at, end).find(|word| matches!(word, NumberWord::Small(_)))?;
    let tens = word(text, at + 1, end).any(|word| matches!(word, NumberWord::Tens(_)));
    let last = word(text, at + 2 + hyphen(text, at + 2), end)
        .any(|word| matches!(word, NumberWord::Small(value) if value < Decimal::TEN && !value.is_zero()));
    let below_ten = matches!(small, NumberWord::Small(value) if value < Decimal::TEN && !value.is_zero());
    (tens && last && below_ten)
        .then(|| Cardinal::default().with(small)?.with(NumberWord::Hundred(Decimal::ONE_HUNDRED)))?
}

/// Tokens between two number words that belong together: a hyphen, or "and" after a hundred or a scale.
fn joint(text: &Text, at: usize, end: usize, cardinal: &Cardinal) -> usize {
    if cardinal.is_empty() || at + 1 >= end {
        return 0;
    }
    let and = (text.is(at, "and") || text.str(at) == "&")
        && cardinal.takes_and()
        && word(text, at + 1, end).any(|word| matches!(word, NumberWord::Small(_) | NumberWord::Tens(_)))
        && parts::and_a_part(text, at, end).is_none();
    // "fifty - two": texts that were split into words have spaces around their hyphens.
    let apart = text.str(at) == "-" && cardinal.last == Last::Tens;
    hyphen(text, at).max(usize::from(and || apart || comma(text, at, end, cardinal)))
}

/// A number in words as it is read from left to right.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Cardinal {
    total: Option<Decimal>,
    group: Option<Decimal>,
    pub scale: Option<Decimal>,
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
    pub(super) fn is_empty(&self) -> bool {
        self.last == Last::Nothing
    }

    pub(super) fn takes_and(&self) -> bool {
        matches!(self.last, Last::Hundred | Last::Scale)
    }

    pub(super) fn value(&self) -> Option<Decimal> {
        self.total.unwrap_or_default().checked_add(self.group.unwrap_or_default())
    }

    /// The number with one more word, if the word can follow.
    pub(super) fn with(self, word: NumberWord) -> Option<Self> {
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
            (NumberWord::Hundred(by), Last::Group) if self.group == Some(Decimal::TWO) => {
                Some(Self { group: by.checked_mul(Decimal::TWO), last: Last::Hundred, ..self })
            }
            (NumberWord::Hundred(by), last) if last != Last::Group && last != Last::Scale && last != Last::Hundred => {
                let group = self.group.unwrap_or(Decimal::ONE).checked_mul(by)?;
                Some(Self { group: Some(group), scale: self.scale, last: Last::Hundred, ..self })
            }
            (NumberWord::Scale(by), last) if last != Last::Group || self.group.is_some() => self.scaled(by),
            // "a couple dozen"
            (NumberWord::Group(by), Last::Group) if self.group == Some(Decimal::TWO) && by > Decimal::TWO => {
                Some(Self { group: by.checked_mul(Decimal::TWO), ..self })
            }
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
