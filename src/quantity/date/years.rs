//! Years and longer: "2019", "2012–13", "the 1980s", "’90s", "the 19th century", "fiscal 2019", "Q4 2019", "summer 2016".

use chrono::Datelike;

use super::period::Period;
use super::{Reading, Scan};
use crate::lexicon::{Class, Named, NumberWord, lexicon};
use crate::text::{Shape, TokenKind};

/// Reads a quarter, a half, a season, a decade, a century or a year.
pub(super) fn read(scan: &Scan, at: usize) -> Option<Reading> {
    quarter(scan, at)
        .or_else(|| season(scan, at))
        .or_else(|| century(scan, at))
        .or_else(|| decade(scan, at))
        .or_else(|| fiscal(scan, at))
        .or_else(|| year(scan, at))
}

/// Four digits that can be a year, wherever they stand.
pub(super) fn plain(scan: &Scan, at: usize) -> Option<i32> {
    let text = scan.text;
    let digits = text.str(at);
    let four = at < scan.end() && digits.len() == 4 && digits.bytes().all(|byte| byte.is_ascii_digit());
    let word = text.touches_next(at)
        && text.kind(at + 1) == Some(TokenKind::Word)
        && !text.str(at + 1).starts_with(['\'', '’']);
    let year: i32 = digits.parse().ok().filter(|year| four && !word && (1000..=2199).contains(year))?;
    Some(year)
}

/// "that year", "last year" as a number; `at` is the first of the two words.
pub(super) fn named(scan: &Scan, at: usize) -> Option<i32> {
    let today = scan.published.map(|today| today.year());
    if scan.is_any(at, &["that"]) {
        return scan.year.or(today);
    }
    let shift = if scan.is_any(at, &["last"]) { -1 } else { i32::from(scan.is_any(at, &["next"])) };
    today.map(|year| year + shift)
}

/// A year by itself: behind a word that dates follow, or where no other reading of the number is likely.
fn year(scan: &Scan, at: usize) -> Option<Reading> {
    let text = scan.text;
    let year = plain(scan, at)?;
    let touched = at > scan.range.start
        && text.touches_next(at - 1)
        && !matches!(text.str(at - 1), "(" | "[" | "“" | "\"" | "‘" | "—" | "–" | "-" | "/");
    let next = at + 1;
    let joined = text.touches_next(at) && matches!(text.str(next), "-" | "–" | "/" | ":" | "%" | "€");
    let placed = scan.before_is_any(
        at,
        &[
            "in", "since", "by", "of", "until", "till", "during", "from", "before", "after", "through", "early",
            "late", "mid", "year", "circa", "spring", "summer", "fall", "autumn", "winter", "for", "this", "between",
            "around", "the",
        ],
    );
    if let Some(range) = years(scan, at, year) {
        return Some(range);
    }
    let counted = next < scan.end()
        && (text.kind(next) == Some(TokenKind::Word)
            && (counts(scan, next) || lexicon().units.may_start(text.word(next)) && !placed)
            || text.kind(next) == Some(TokenKind::Number));
    let recent = (1900..=2060).contains(&year);
    let strong = placed && !scan.before_is_any(at, &["the", "of", "around", "for", "between"]);
    let hyphen = scan.before_is_any(at, &["-", "–"]) && text.touches_next(at - 1);
    let compound = hyphen && at > 1 && scan.is_any(at - 2, &["mid", "pre", "post", "early", "late"]);
    let dated = strong || recent && !counted && !joined && (!hyphen || compound);
    let scaled = lexicon()
        .numbers
        .of_word(text.word(next))
        .any(|word| matches!(word, NumberWord::Scale(_) | NumberWord::Hundred(_)));
    if !dated || touched || scaled || strong && counted && !recent || joined && text.str(next) != "-" {
        return None;
    }
    Some(Reading::new(at..next, Period::year(year)?, "year"))
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

/// "2012–13", "2012-2015".
fn years(scan: &Scan, at: usize, first: i32) -> Option<Reading> {
    let text = scan.text;
    let joined = matches!(text.str(at + 1), "-" | "–" | "/") && text.touches_next(at) && text.touches_next(at + 1);
    if !joined || at + 2 >= scan.end() || text.touches_next(at + 2) && matches!(text.str(at + 3), "-" | "/" | "–") {
        return None;
    }
    let digits = text.str(at + 2);
    let last = match digits.len() {
        2 => first / 100 * 100 + digits.parse::<i32>().ok()?,
        _ => plain(scan, at + 2)?,
    };
    let range = Period::year(first)?.to(&Period::year(last)?).filter(|_| last > first && last - first < 100)?;
    Some(Reading::new(at..at + 3, range, "years"))
}

/// "the 1980s", "1980’s", "the ’90s", "mid-1990s".
fn decade(scan: &Scan, at: usize) -> Option<Reading> {
    let text = scan.text;
    let quote = matches!(text.str(at), "'" | "’" | "‘") && text.touches_next(at);
    let number = at + usize::from(quote);
    let digits = text.str(number);
    let s = text.touches_next(number) && matches!(text.str(number + 1), "s" | "'s" | "’s") && number + 1 < scan.end();
    if !s || text.kind(number) != Some(TokenKind::Number) || !digits.ends_with('0') {
        return None;
    }
    let value: i32 = digits.parse().ok()?;
    let article = scan.before_is_any(at, &["the", "early", "late", "-", "in"]);
    let first = match digits.len() {
        4 if (1500..=2090).contains(&value) => value,
        2 if quote || article && value >= 20 && !scan.before_is_any(at, &["in"]) => {
            if value < 20 {
                2000 + value
            } else {
                1900 + value
            }
        }
        _ => return None,
    };
    Some(Reading::new(at..number + 2, Period::decade(first)?, "decade"))
}

/// "the 19th century", "the twentieth century".
fn century(scan: &Scan, at: usize) -> Option<Reading> {
    let (rank, next) = rank(scan, at)?;
    let hyphen = usize::from(scan.is_any(next, &["-"]));
    if !scan.is_any(next + hyphen, &["century"]) || !(1..=30).contains(&rank) {
        return None;
    }
    Some(Reading::new(at..next + hyphen + 1, Period::century(i32::try_from(rank).ok()?)?, "century"))
}

/// "19th", "twenty-first", "third" with the token behind it.
pub(super) fn rank(scan: &Scan, at: usize) -> Option<(u32, usize)> {
    let text = scan.text;
    if text.kind(at) == Some(TokenKind::Number) {
        let suffix = text.touches_next(at) && ["st", "nd", "rd", "th"].iter().any(|suffix| text.is(at + 1, suffix));
        return text.str(at).parse().ok().filter(|_| suffix).map(|rank| (rank, at + 2));
    }
    let value = |at: usize, tens: bool| {
        lexicon().numbers.of_word(text.word(at)).find_map(|word| match word {
            NumberWord::Rank(value) if !tens => u32::try_from(*value).ok(),
            NumberWord::Tens(value) if tens => u32::try_from(*value).ok(),
            _ => None,
        })
    };
    if let Some(rank) = value(at, false) {
        return Some((rank, at + 1));
    }
    let hyphen = usize::from(scan.is_any(at + 1, &["-"]));
    let (tens, rest) = (value(at, true)?, value(at + 1 + hyphen, false)?);
    (rest < 10).then_some((tens + rest, at + 2 + hyphen))
}

/// "Q4 2019", "the fourth quarter of 2019", "first half of the year", "2019-H2".
fn quarter(scan: &Scan, at: usize) -> Option<Reading> {
    let text = scan.text;
    if let Some(year) = plain(scan, at) {
        let next = at + 1 + usize::from(plain_before_hyphen(scan, at).is_some());
        let (kind, number) = letter_and_number(scan, next)?;
        return Some(Reading::new(at..next + 2, part(year, kind, number)?, "quarter"));
    }
    let (kind, number, next) = match letter_and_number(scan, at) {
        Some((kind, number)) => (kind, number, at + 2),
        None => {
            let (number, next) = rank(scan, at)?;
            let hyphen = usize::from(text.str(next) == "-");
            let kind = if scan.is_any(next + hyphen, &["quarter", "qtr"]) {
                'Q'
            } else if scan.is_any(next + hyphen, &["half"]) && scan.is_any(next + hyphen + 1, &["of"]) {
                'H'
            } else {
                return None;
            };
            (kind, number, next + hyphen + 1)
        }
    };
    let of = usize::from(scan.is_any(next, &["of", ","]));
    if let Some(year) = plain(scan, next + of) {
        return Some(Reading::new(at..next + of + 1, part(year, kind, number)?, "quarter"));
    }
    let the = next + of;
    if scan.is_any(the, &["the", "this", "last", "next", "that"]) && scan.is_any(the + 1, &["year"]) {
        let year = if scan.is_any(the, &["the"]) { scan.published.map(|today| today.year()) } else { named(scan, the) };
        let period = year
            .and_then(|year| part(year, kind, number))
            .unwrap_or_else(|| Period::unresolved(format!("XXXX-{kind}{number}")));
        return Some(Reading::new(at..the + 2, period, "quarter"));
    }
    if kind == 'H' {
        return None;
    }
    let period = match scan.published {
        None => Period::unresolved(format!("XXXX-Q{number}")),
        Some(today) => {
            let now = today.month0() / 3 + 1;
            let shift = match (number > now, scan.future(at)) {
                (true, false) => -1,
                (false, true) if number < now => 1,
                _ => 0,
            };
            part(today.year() + shift, 'Q', number)?
        }
    };
    Some(Reading::new(at..next, period, "quarter"))
}

fn plain_before_hyphen(scan: &Scan, at: usize) -> Option<i32> {
    let text = scan.text;
    let hyphen = at + 3 < scan.end() && text.str(at + 1) == "-" && text.touches_next(at) && text.touches_next(at + 1);
    plain(scan, at).filter(|_| hyphen)
}

fn letter_and_number(scan: &Scan, at: usize) -> Option<(char, u32)> {
    let text = scan.text;
    let kind = match text.str(at) {
        "Q" | "q" => 'Q',
        "H" | "h" => 'H',
        _ => return None,
    };
    let number = text.str(at + 1).parse().ok().filter(|_| text.touches_next(at) && at + 1 < scan.end())?;
    Some((kind, number))
}

fn part(year: i32, kind: char, number: u32) -> Option<Period> {
    match kind {
        'Q' if number <= 4 => Period::quarter(year, number),
        'H' if number <= 2 => Period::half(year, number),
        _ => None,
    }
}

/// "the summer of 2016", "this spring", "winter 2019": a bare "fall" is a verb more often.
fn season(scan: &Scan, at: usize) -> Option<Reading> {
    let text = scan.text;
    let code = lexicon().calendar.names.of_word(text.word(at)).find_map(|named| match named {
        Named::Season(code) => Some(*code),
        _ => None,
    })?;
    let next = at + 1;
    let of = usize::from(scan.is_any(next, &["of", ","]));
    if let Some(year) = plain(scan, next + of) {
        return Some(Reading::new(at..next + of + 1, Period::season(year, code)?, "season"));
    }
    let pointed = scan.before_is_any(at, &["this", "last", "next", "past", "coming"]);
    let article = scan.before_is_any(at, &["the"])
        && !scan.is_any(next, &["of", "in", "from"])
        && !text.in_class(next, Class::Verb)
        && (next >= scan.end()
            || text.kind(next) == Some(TokenKind::Sign)
            || text.in_class(next, Class::Preposition)
            || text.in_class(next, Class::Conjunction));
    if !pointed && !article {
        return None;
    }
    let start = at - 1;
    let period = match scan.published {
        None => Period::unresolved(format!("XXXX-{code}")),
        Some(today) => {
            let begins = match code {
                "SP" => 3,
                "SU" => 6,
                "FA" => 9,
                _ => 12,
            };
            let reached = today.month() >= begins;
            let shift = if scan.is_any(start, &["last", "past"]) {
                -i32::from(!reached || today.month() < begins + 3)
            } else {
                i32::from(scan.is_any(start, &["next"]) && reached)
            };
            Period::season(today.year() + shift, code)?
        }
    };
    Some(Reading::new(start..next, period, "season"))
}

/// "fiscal 2019", "fiscal year 2019", "FY2019".
fn fiscal(scan: &Scan, at: usize) -> Option<Reading> {
    let text = scan.text;
    let next = if scan.is_any(at, &["fiscal", "financial"]) {
        at + 1 + usize::from(scan.is_any(at + 1, &["year"]))
    } else if text.str(at) == "FY" {
        at + 1
    } else {
        return None;
    };
    let year = plain(scan, next)?;
    Some(Reading::new(at..next + 1, Period::year(year)?, "fiscal year"))
}
