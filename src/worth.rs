//! How worth checking a claim is: a sum of named features, kept with their weights.
//!
//! A figure that a reader could be misled by stands high: shares, money, large counts, changes, deadlines, named sources.
//! Weekdays, ranks, ages, "one" and vague words stand low.

use rust_decimal::Decimal;

use crate::model::{Attribution, AttributionKind, Change, DateMod, Kind, Mention, Modifier, Quantity, Reason};
use crate::span::Span;
use crate::text::Text;

/// A named feature of a claim.
struct Feature {
    name: &'static str,
    /// In hundredths.
    weight: i64,
    holds: fn(&View) -> bool,
}

/// What features look at.
struct View<'a> {
    text: &'a Text<'a>,
    mention: &'a Mention,
    attribution: Option<&'a Attribution>,
}

impl View<'_> {
    fn quantity(&self) -> &Quantity {
        &self.mention.quantity
    }

    fn is(&self, kind: Kind) -> bool {
        self.quantity().kind == kind
    }

    fn size(&self) -> Decimal {
        let quantity = self.quantity();
        quantity.value.or(quantity.high).or(quantity.low).unwrap_or_default().abs()
    }

    fn at_least(&self, kinds: &[Kind], least: i64) -> bool {
        kinds.contains(&self.quantity().kind) && self.size() >= Decimal::from(least)
    }

    fn words(&self, span: Span) -> &str {
        span.of(self.text.source)
    }

    fn has_digits(&self) -> bool {
        self.words(self.mention.span).bytes().any(|byte| byte.is_ascii_digit())
    }

    fn date_mod(&self, wanted: DateMod) -> bool {
        self.quantity().date.as_ref().is_some_and(|date| date.modifier == Some(wanted))
    }

    fn grain(&self) -> usize {
        let timex = self.quantity().date.as_ref().and_then(|date| date.timex.as_deref());
        timex.map_or(0, str::len)
    }
}

const COUNTED: [Kind; 2] = [Kind::Count, Kind::Number];

const FEATURES: [Feature; 35] = [
    Feature { name: "percent", weight: 70, holds: |v| v.is(Kind::Percent) },
    Feature { name: "money", weight: 70, holds: |v| v.is(Kind::Money) },
    Feature { name: "ratio", weight: 62, holds: |v| v.is(Kind::Ratio) },
    Feature { name: "multiple", weight: 52, holds: |v| v.is(Kind::Multiple) },
    Feature { name: "measure", weight: 42, holds: |v| v.is(Kind::Measure) },
    Feature { name: "count", weight: 28, holds: |v| v.is(Kind::Count) },
    Feature { name: "duration", weight: 24, holds: |v| v.is(Kind::Duration) },
    Feature { name: "date", weight: 12, holds: |v| v.is(Kind::Date) },
    Feature { name: "age", weight: 20, holds: |v| v.is(Kind::Age) },
    Feature { name: "ordinal", weight: 12, holds: |v| v.is(Kind::Ordinal) },
    Feature { name: "bare number", weight: 14, holds: |v| v.is(Kind::Number) },
    Feature { name: "three or more", weight: 6, holds: |v| v.at_least(&COUNTED, 3) },
    Feature { name: "ten or more", weight: 20, holds: |v| v.at_least(&COUNTED, 10) },
    Feature { name: "hundreds or more", weight: 8, holds: |v| v.at_least(&COUNTED, 100) },
    Feature { name: "thousands or more", weight: 8, holds: |v| v.at_least(&COUNTED, 1000) },
    Feature { name: "one", weight: -20, holds: |v| COUNTED.contains(&v.quantity().kind) && v.size() <= Decimal::ONE },
    Feature {
        name: "long time",
        weight: 8,
        holds: |v| v.is(Kind::Duration) && unit_is(v, &["a", "10.a", "100.a", "mo"]),
    },
    Feature { name: "rate", weight: 6, holds: |v| v.quantity().per.is_some() },
    Feature {
        name: "change",
        weight: 10,
        holds: |v| matches!(v.quantity().change, Some(Change::Increase | Change::Decrease)),
    },
    Feature {
        name: "bound or estimate",
        weight: 8,
        holds: |v| !matches!(v.quantity().modifier, Modifier::Exact | Modifier::Vague),
    },
    Feature { name: "vague", weight: -18, holds: |v| v.quantity().modifier == Modifier::Vague },
    Feature {
        name: "decimals",
        weight: 5,
        holds: |v| v.has_digits() && v.quantity().value.is_some_and(|value| !value.is_integer()),
    },
    Feature { name: "in digits", weight: 5, holds: |v| v.has_digits() && !v.is(Kind::Date) && !v.is(Kind::Ordinal) },
    Feature { name: "named source", weight: 8, holds: |v| v.attribution.is_some_and(|a| a.speaker.is_some()) },
    Feature { name: "unnamed source", weight: 5, holds: |v| v.attribution.is_some_and(|a| a.speaker.is_none()) },
    Feature {
        name: "document",
        weight: 12,
        holds: |v| v.attribution.is_some_and(|a| a.kind == AttributionKind::Document),
    },
    Feature { name: "deadline", weight: 26, holds: |v| v.date_mod(DateMod::Before) },
    Feature { name: "since", weight: 16, holds: |v| v.date_mod(DateMod::After) },
    Feature { name: "part of a period", weight: 8, holds: |v| v.date_mod(DateMod::End) || v.date_mod(DateMod::Start) },
    Feature {
        name: "year or month",
        weight: 8,
        holds: |v| v.is(Kind::Date) && matches!(v.grain(), 4 | 7) && v.has_digits(),
    },
    Feature { name: "day", weight: -6, holds: |v| v.is(Kind::Date) && v.grain() >= 10 && !v.has_digits() },
    Feature {
        name: "time of day",
        weight: -12,
        holds: |v| {
            v.is(Kind::Date)
                && v.quantity().date.as_ref().is_some_and(|date| {
                    date.start.is_none() && date.timex.as_deref().is_some_and(|timex| timex.starts_with('T'))
                })
        },
    },
    Feature { name: "score of a game or a vote", weight: -50, holds: |v| v.mention.rule == "score" },
    Feature { name: "nothing counted", weight: -8, holds: |v| v.is(Kind::Count) && v.mention.of.is_none() },
    Feature { name: "address or code", weight: -20, holds: |v| v.is(Kind::Number) && in_brackets_or_code(v) },
];

fn unit_is(view: &View, units: &[&str]) -> bool {
    view.quantity().unit.as_deref().is_some_and(|unit| units.contains(&unit))
}

/// A bare number of five digits without a comma, or one that stands alone in brackets.
fn in_brackets_or_code(view: &View) -> bool {
    let words = view.words(view.mention.span);
    let code = words.len() >= 5 && words.bytes().all(|byte| byte.is_ascii_digit());
    let before = view.text.source[..view.mention.span.start as usize].trim_end().ends_with(['(', '[', '#']);
    code || before
}

/// The worthiness of a mention, 0 to 1, with the features that made it, in the order of the table.
///
/// ```
/// use claimlog::{quantity, text::Text, worth};
/// let text = Text::new("Sales rose 20 percent on Friday.");
/// let mention = &quantity::find(&text, None)[0];
/// let (worthiness, reasons) = worth::score(&text, mention, None);
/// assert!(worthiness > rust_decimal::Decimal::new(5, 1));
/// assert_eq!(reasons[0].name, "percent");
/// ```
#[must_use]
pub fn score(text: &Text, mention: &Mention, attribution: Option<&Attribution>) -> (Decimal, Vec<Reason>) {
    let view = View { text, mention, attribution };
    let reason = |feature: &Feature| Reason { name: feature.name.into(), weight: Decimal::new(feature.weight, 2) };
    let reasons: Vec<_> = FEATURES.iter().filter(|feature| (feature.holds)(&view)).map(reason).collect();
    let sum: Decimal = reasons.iter().map(|reason| reason.weight).sum();
    (sum.clamp(Decimal::ZERO, Decimal::ONE), reasons)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn worth(source: &str) -> Decimal {
        let text = Text::new(source);
        let mentions = crate::quantity::find(&text, None);
        mentions.first().map_or(Decimal::NEGATIVE_ONE, |mention| score(&text, mention, None).0)
    }

    #[test]
    fn public_figures_stand_above_the_rest() {
        let shown = Decimal::new(3, 1);
        for high in [
            "It cost $40 million.",
            "Rents rose 4.5 percent.",
            "About 30,000 workers left.",
            "One in five voters agreed.",
        ] {
            assert!(worth(high) >= shown, "{high}: {}", worth(high));
        }
        for low in ["According to one expert, it fell.", "It is the first bridge.", "Two men left."] {
            assert!(worth(low) < shown && worth(low) >= Decimal::ZERO, "{low}: {}", worth(low));
        }
    }

    #[test]
    fn the_sum_of_the_reasons_is_the_worth() {
        let text = Text::new("About 30,000 workers left.");
        let mention = &crate::quantity::find(&text, None)[0];
        let (worth, reasons) = score(&text, mention, None);
        assert_eq!(worth, reasons.iter().map(|reason| reason.weight).sum::<Decimal>());
    }
}
