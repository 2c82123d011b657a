//! Years and longer: "2019", "2012–13", "nineteen ninety six", "the 1980s", "’90s", "the 19th century", "fiscal 2019".

use super::Reading;
use super::numbers::{of_two_digits, rank, spoken_year, year};
use super::period::Period;
use super::scan::Scan;
use crate::lexicon::{Class, NumberWord, lexicon};
use crate::text::{Shape, TokenKind};

/// Words that a year follows.
const PLACES: [&str; 27] = [
    "in", "since", "by", "of", "until", "till", "during", "from", "before", "after", "through", "early", "late", "mid",
    "year", "circa", "spring", "summer", "fall", "autumn", "winter", "for", "this", "between", "around", "the", "than",
];

/// Behind these a year is only likely.
const WEAK: [&str; 6] = ["the", "of", "around", "for", "between", "than"];

/// Reads a decade, a century, a fiscal year or a year.
pub(super) fn read(scan: &Scan, at: usize) -> Option<Reading> {
    century(scan, at)
        .or_else(|| decade(scan, at))
        .or_else(|| fiscal(scan, at))
        .or_else(|| named_year(scan, at))
        .or_else(|| plain(scan, at))
        .or_else(|| in_words(scan, at))
}

/// "year 2008", "calendar year 2008".
fn named_year(scan: &Scan, at: usize) -> Option<Reading> {
    let name = scan.behind(at, &["calendar"]);
    let number = year(scan, name + 1).filter(|_| scan.is_any(name, &["year"]))?;
    Some(Reading::new(at..name + 2, Period::year(number)?, "year"))
}

/// A year by itself: behind a word that dates follow, or where no other reading of the number is likely.
fn plain(scan: &Scan, at: usize) -> Option<Reading> {
    let text = scan.text;
    let number = year(scan, at)?;
    let inside = at > scan.range.start;
    let hyphen = scan.before_is_any(at, &["-", "–"]) && text.touches_next(at - 1);
    let in_a_run = hyphen && at > 1 && text.touches_next(at - 2) && text.kind(at - 2) == Some(TokenKind::Number);
    if in_a_run {
        return None;
    }
    let touched = inside
        && text.touches_next(at - 1)
        && !matches!(text.str(at - 1), "(" | "[" | "“" | "\"" | "‘" | "—" | "–" | "-" | "/" | "=" | "~");
    let next = at + 1;
    let joined = text.touches_next(at) && matches!(text.str(next), "-" | "–" | "/" | ":" | "%" | "€" | "~");
    let placed = scan.before_is_any(at, &PLACES);
    if let Some(range) = season(scan, at, number) {
        return Some(range);
    }
    let counted = next < scan.end()
        && (text.kind(next) == Some(TokenKind::Word)
            && (counts(scan, next) || lexicon().units.may_start(text.word(next)) && !placed)
            || text.kind(next) == Some(TokenKind::Number));
    let recent = (1900..=2060).contains(&number);
    let strong = placed && !scan.before_is_any(at, &WEAK);
    let compound = hyphen && at > 1 && scan.is_any(at - 2, &["mid", "pre", "post", "early", "late"]);
    let dated = strong || recent && !counted && !joined && (!hyphen || compound);
    let scaled = lexicon()
        .numbers
        .of_word(text.word(next))
        .any(|word| matches!(word, NumberWord::Scale(_) | NumberWord::Hundred(_)));
    let bound = joined && !matches!(text.str(next), "-" | "–" | "~");
    if !dated || touched || scaled || strong && counted && !recent || bound {
        return None;
    }
    Some(Reading::new(at..next, Period::year(number)?, "year"))
}

/// A plural noun in small letters: things that are counted, not a year's.
fn counts(scan: &Scan, at: usize) -> bool {
    let text = scan.text;
    text.tokens[at].shape == Shape::Lower
        && text.looks_plural(at)
        && !text.in_class(at, Class::Determiner)
        && !text.in_class(at, Class::Auxiliary)
        || lexicon().percents.may_start(text.word(at))
}

/// "in nineteen ninety six", "in two thousand and five".
fn in_words(scan: &Scan, at: usize) -> Option<Reading> {
    let (number, end) = spoken_year(scan, at)?;
    let placed = scan.before_is_any(at, &PLACES) && !scan.before_is_any(at, &WEAK);
    let counted =
        end < scan.end() && scan.text.kind(end) == Some(TokenKind::Word) && !scan.phrase_ends(end) && counts(scan, end);
    let likely = (1900..=2060).contains(&number) && end - at > 1;
    (placed && likely && !counted && scan.phrase_ends(end))
        .then(|| Some(Reading::new(at..end, Period::year(number)?, "year")))?
}

/// "2012–13", "2009/10", "2012-2015".
fn season(scan: &Scan, at: usize, first: i32) -> Option<Reading> {
    let text = scan.text;
    let joined = scan.joined(at + 1, &["-", "–", "/"]);
    if !joined || at + 2 >= scan.end() || text.touches_next(at + 2) && matches!(text.str(at + 3), "-" | "/" | "–") {
        return None;
    }
    let digits = text.str(at + 2);
    let last = match digits.len() {
        2 => first / 100 * 100 + digits.parse::<i32>().ok()?,
        _ => year(scan, at + 2)?,
    };
    let range = Period::year(first)?.to(&Period::year(last)?).filter(|_| last > first && last - first < 100)?;
    Some(Reading::new(at..at + 3, range, "years"))
}

/// "the 1980s", "1980’s", "the ’90s", "mid-1990s", "90 s".
fn decade(scan: &Scan, at: usize) -> Option<Reading> {
    let text = scan.text;
    let quote = matches!(text.str(at), "'" | "’" | "‘") && text.touches_next(at);
    let number = at + usize::from(quote);
    let digits = text.str(number);
    let s = matches!(text.str(number + 1), "s" | "'s" | "’s") && number + 1 < scan.end();
    let loose = scan.before_is_any(at, &["in", "the"]) && scan.phrase_ends(number + 2);
    if !s
        || !loose && !text.touches_next(number)
        || text.kind(number) != Some(TokenKind::Number)
        || !digits.ends_with('0')
    {
        return None;
    }
    let value: i32 = digits.parse().ok()?;
    let article = scan.before_is_any(at, &["the", "early", "late", "-", "in"]);
    let person = ["his", "her", "their", "my", "your", "our"];
    let aged = (scan.range.start.max(at.saturating_sub(4))..at).any(|word| scan.is_any(word, &person));
    let article = article || of_a_decade(scan, at);
    let first = match digits.len() {
        4 if (1500..=2090).contains(&value) => value,
        2 if quote || article && value >= 20 && !aged => {
            of_two_digits(value) - if value == 20 || value == 30 { 100 } else { 0 }
        }
        _ => return None,
    };
    Some(Reading::new(at..number + 2, Period::decade(first)?, "decade"))
}

/// "the 1960s and 70s": two digits behind a decade.
fn of_a_decade(scan: &Scan, at: usize) -> bool {
    let decade = scan.last.as_ref().is_some_and(|last| last.grain == Some(crate::lexicon::Grain::Decade));
    decade && scan.before_is_any(at, &["and", "or", "to", "-", "–"])
}

/// "the 19th century", "the twentieth century".
fn century(scan: &Scan, at: usize) -> Option<Reading> {
    let (number, next) = rank(scan, at)?;
    let hyphen = usize::from(scan.is_any(next, &["-"]));
    if !scan.is_any(next + hyphen, &["century"]) || !(1..=30).contains(&number) {
        return None;
    }
    Some(Reading::new(at..next + hyphen + 1, Period::century(i32::try_from(number).ok()?)?, "century"))
}

/// "fiscal 2019", "fiscal year 2019", "FY2019", "CY18".
fn fiscal(scan: &Scan, at: usize) -> Option<Reading> {
    let text = scan.text;
    let letters = ["FY", "CY", "fy", "cy"].contains(&text.str(at));
    let next = if scan.is_any(at, &["fiscal", "financial"]) {
        at + 1 + usize::from(scan.is_any(at + 1, &["year"]))
    } else if letters {
        at + 1
    } else {
        return None;
    };
    let short = || text.str(next).parse().ok().filter(|_| letters && text.str(next).len() == 2).map(of_two_digits);
    Some(Reading::new(at..next + 1, Period::year(year(scan, next).or_else(short)?)?, "fiscal year"))
}
