//! Fractions in words with a larger denominator: "fifty-four hundredths", "one twenty-fifth", "three twenty firsts".

use rust_decimal::Decimal;

use super::cardinal::{self, Cardinal};
use super::{hyphen, is_article, parts, word};
use crate::lexicon::NumberWord;
use crate::text::Text;

/// How a cardinal is read: with "and" between its words or without.
type Cardinals = fn(&Text, usize, usize) -> (Cardinal, usize);

/// The value of the fraction that starts at token `start`, and the token behind it.
pub(super) fn read(text: &Text, start: usize, end: usize, cardinals: Cardinals) -> Option<(Decimal, usize)> {
    let (numerator, at) = numerator(text, start, end, cardinals)?;
    let one = numerator == Decimal::ONE;
    let (denominator, after) = denominator(text, at, end)?;
    let plural = text.str(after - 1).ends_with('s');
    // "a twenty-first century": a rank counts the noun behind it.
    let fits = plural || one && parts::part_ends(text, after, end);
    fits.then(|| numerator.checked_div(denominator).map(|value| (value.normalize(), after)))?
}

fn numerator(text: &Text, start: usize, end: usize, cardinals: Cardinals) -> Option<(Decimal, usize)> {
    let article = usize::from(is_article(text, start));
    // "a sixty-fourth" is one of sixty-four, "a hundred billionths" are a hundred.
    if article == 1 && word(text, start + 1, end).any(|word| matches!(word, NumberWord::Small(_) | NumberWord::Tens(_)))
    {
        return Some((Decimal::ONE, start + 1));
    }
    let (cardinal, next) = cardinals(text, start + article, end);
    if cardinal.is_empty() {
        return None;
    }
    // "one hundred thirty-fifths": a hyphen ties the tens to the denominator.
    let tens = word(text, next - 1, end).any(|word| matches!(word, NumberWord::Tens(_)));
    if tens && next - 1 > start + article && hyphen(text, next) == 1 && part(text, next + 1, end).is_some() {
        let (shorter, at) = cardinals(text, start + article, next - 1);
        return Some((shorter.value()?, at));
    }
    Some((cardinal.value()?, next))
}

/// "hundredths", "twenty-fifth", "one hundred fifth": one word of at least fifths, or a cardinal that a rank ends.
fn denominator(text: &Text, at: usize, end: usize) -> Option<(Decimal, usize)> {
    let (cardinal, next) = cardinal::read_plain(text, at + hyphen(text, at), end);
    if cardinal.is_empty() {
        let next = at + hyphen(text, at);
        let plural = text.str(next).ends_with('s');
        let part = parts::part_word(text, next, end)
            .filter(|part| plural && (*part > Decimal::from(4) || *part == Decimal::from(3)))?;
        return Some((part, next + 1));
    }
    let last = next + hyphen(text, next);
    let whole = with_rank(cardinal, part(text, last, end)?)?;
    Some((whole, last + 1))
}

fn with_rank(cardinal: Cardinal, rank: Decimal) -> Option<Decimal> {
    let word = if rank < Decimal::from(20) { NumberWord::Small(rank) } else { NumberWord::Tens(rank) };
    cardinal.with(word).filter(|_| rank < Decimal::ONE_HUNDRED)?.value()
}

/// The number that a rank or a part stands for: "first", "firsts", "fifths".
fn part(text: &Text, at: usize, end: usize) -> Option<Decimal> {
    if at < end && text.is(at, "firsts") {
        return Some(Decimal::ONE);
    }
    word(text, at, end).find_map(|word| match word {
        NumberWord::Rank(value) => Some(value),
        NumberWord::Part(value) if value > Decimal::TWO && !text.str(at).starts_with('q') => Some(value),
        _ => None,
    })
}
