//! A cardinal number in words, put together word by word.

use rust_decimal::Decimal;

use crate::lexicon::NumberWord;

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
