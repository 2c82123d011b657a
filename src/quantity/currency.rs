//! Which currency stands before or behind a number, and whether its words mean money there.

use rust_decimal::Decimal;

use super::amount::Amount;
use super::money::minus_before;
use super::scan::Scan;
use crate::lexicon::{Class, Currency, CurrencyForm, lexicon};
use crate::text::{Shape, TokenKind};

/// The currency before a number, with its first token.
pub(super) fn before<'a>(scan: &Scan, at: usize) -> Option<(usize, &'a Currency)> {
    let from = scan.range.start.max(at.saturating_sub(4));
    let found = lexicon().currencies.ending(scan.text.words_back(from..at), |len, currency| match currency.form {
        CurrencyForm::Code => {
            len == 1
                && code_fits(scan, at - 1, currency)
                && (!is_english(currency.code) || scan.text.touches_next(at - 1))
        }
        CurrencyForm::Symbol => symbol_fits(scan, at - len, at, currency),
        CurrencyForm::Name => currency.factor == Decimal::ONE && name_before_fits(scan, at - len, at),
    });
    let (len, currency) = found?;
    let start = at - len;
    if currency.form == CurrencyForm::Symbol && ends_another(scan, start, at) {
        return None;
    }
    // "AUD$ 15", "nzd$15": the code says which dollar.
    let prefix = start.checked_sub(1).filter(|before| currency.bare && scan.text.touches_next(*before));
    let start = start - usize::from(minus_before(scan, start));
    let named = prefix.and_then(|before| {
        lexicon().currencies.of_word(scan.text.word(before)).find(|other| other.form == CurrencyForm::Code)
    });
    Some(named.map_or((start, currency), |named| (start - 1, named)))
}

/// Whether the code is written in capitals, with or without an "M" for millions.
fn code_fits(scan: &Scan, at: usize, currency: &Currency) -> bool {
    let written = scan.text.str(at);
    let millions = currency.factor > Decimal::ONE && written.strip_prefix('M') == Some(currency.code);
    written == currency.code && currency.factor == Decimal::ONE || millions
}

/// Codes that are English words: they must touch their number.
fn is_english(code: &str) -> bool {
    ["ALL", "TOP", "TRY", "CUP", "SOS", "PEN", "MOP", "MAD", "COP", "GEL", "LAK", "BAM"].contains(&code)
}

/// "10 $ 30 $": a sign behind a number is that number's, if this one has its own.
fn ends_another(scan: &Scan, start: usize, at: usize) -> bool {
    let apart = start > scan.range.start && !scan.text.touches_next(at - 1);
    apart && scan.text.kind(start - 1) == Some(TokenKind::Number) && scan.text.str(start) == scan.text.str(at + 1)
}

/// "ringgit 42", "dollar 22.5 million": a name alone, and a number that counts nothing else: no "euro 2016".
fn name_before_fits(scan: &Scan, start: usize, at: usize) -> bool {
    let text = scan.text;
    // Other words too: "they won 10", "pounds 12".
    const WORDS: [&str; 13] =
        ["won", "mark", "marks", "crown", "crowns", "real", "reals", "sol", "som", "dong", "pound", "pounds", "bucks"];
    if scan.is_any(start, &WORDS) {
        return false;
    }
    let Some(numeral) = super::numeral::at(text, at, scan.end()) else { return false };
    let free = start == scan.range.start
        || text.kind(start - 1) == Some(TokenKind::Word)
            && !text.in_class(start - 1, Class::Determiner)
            && !lexicon().numbers.may_start(text.word(start - 1))
            && !scan.is_any(start - 1, &["per", "a", "an", "s", "us"]);
    let year = numeral.scale.is_none()
        && text.str(at).len() == 4
        && numeral.is_whole_up_to(2100)
        && numeral.value > Some(Decimal::from(1500));
    let next = numeral.tokens.end;
    let ends = next >= scan.end() || text.kind(next) == Some(TokenKind::Sign) && text.str(next) != "-";
    free && ends && !year
}

/// A symbol of letters must touch its number or be capitalised as in the table ("Rs 5", "RM5"), never an English word.
fn symbol_fits(scan: &Scan, start: usize, end: usize, currency: &Currency) -> bool {
    let letters = scan.text.str(start).chars().any(char::is_alphabetic);
    let one_word = end - start == 1;
    if !letters {
        return true;
    }
    let lower = scan.text.tokens[start].shape == Shape::Lower;
    if !one_word && (lower || scan.text.str(start) == "A") {
        // "gave us $5", "a $5 note"; but "hk $ 5".
        let word = scan.text.word(start);
        let other = [Class::Pronoun, Class::Auxiliary, Class::Determiner, Class::Preposition, Class::Conjunction];
        return scan.text.touches_next(start) && scan.text.str(start).len() > 1
            || scan.text.str(start).len() > 1 && !lexicon().classes.any(word, &other)
            || !lower && scan.text.touches_next(start);
    }
    !lower && (!one_word || scan.text.touches_next(end - 1) || currency.code != "ZAR" && scan.text.str(start).len() > 1)
}

/// The currency behind an amount, with the token after it.
pub(super) fn behind<'a>(scan: &Scan, amount: &Amount) -> Option<(usize, &'a Currency)> {
    let vague_of = usize::from(scan.text.is(amount.tokens.end, "of"));
    let start = scan.behind_hyphen(amount.tokens.end + vague_of);
    let end = scan.end().min(start + 6);
    let found = lexicon().currencies.starting(scan.text.words_from(start..end), |len, currency| match currency.form {
        CurrencyForm::Code => {
            let next_is_number = scan.text.touches_next(start) && scan.text.kind(start + 1) == Some(TokenKind::Number);
            len == 1 && !next_is_number && (code_fits(scan, start, currency) || lower_code(scan.text.str(start)))
        }
        CurrencyForm::Symbol => vague_of == 0 && trailing_symbol(scan, start, len),
        CurrencyForm::Name => name_fits(scan, start, len, currency),
    });
    let (len, currency) = found?;
    Some((start + len, currency))
}

/// Codes that are no English words may be written small.
fn lower_code(word: &str) -> bool {
    [
        "usd", "eur", "gbp", "jpy", "cny", "inr", "aud", "cad", "chf", "rmb", "btc", "nzd", "sgd", "hkd", "krw", "brl",
        "mxn",
    ]
    .contains(&word)
}

/// "5€", "5 zł", "500 $"; a "$" that touches the next number is that number's.
fn trailing_symbol(scan: &Scan, at: usize, len: usize) -> bool {
    let next_is_number = scan.text.kind(at + 1) == Some(TokenKind::Number);
    let letters = scan.text.str(at).chars().all(char::is_alphabetic);
    if letters {
        return (len > 1 || scan.text.str(at).chars().count() > 1) && scan.text.tokens[at].shape != Shape::Lower
            || matches!(scan.text.str(at), "zł" | "kn" if scan.text.touches_next(at - 1) || scan.text.str(at) == "zł");
    }
    !next_is_number || !scan.text.touches_next(at)
}

/// "pounds" and "pence" may be something else; "p" must touch its number.
fn name_fits(scan: &Scan, at: usize, len: usize, currency: &Currency) -> bool {
    let word = scan.text.str(at);
    match word.to_ascii_lowercase().as_str() {
        "pound" | "pounds" if len == 1 => {
            pounds_are_money(scan, at) || scan.is_any(at - 1, &["million", "billion", "trillion"])
        }
        "c" => word == "c" && (scan.text.touches_next(at - 1) || at + 1 >= scan.end()),
        "sen" | "sens" | "fen" | "para" | "kobo" | "ban" | "bani" | "lipa" => {
            word == word.to_lowercase() && (at + 1 >= scan.end() || !scan.noun_may_start(at + 1))
        }
        // "19p", but a film in "1080p".
        "p" => {
            const LINES: [&str; 7] = ["240", "360", "480", "720", "1080", "1440", "2160"];
            let pence = word == "p" && !LINES.contains(&scan.text.str(at - 1));
            scan.text.touches_next(at - 1) && (pence && !scan.hyphen(at + 1) || scan.habits.sterling(scan.text))
        }
        "real" | "som" | "sol" | "won" | "mark" | "marks" | "crown" | "rand" | "dong" | "colon" if len == 1 => {
            !currency.bare
                || scan.text.tokens[at].shape == Shape::Lower && at + 1 >= scan.end()
                || matches!(word, "won" | "rand" | "dong") && !scan.text.in_class(at + 1, Class::Determiner)
        }
        "nickel" | "nickels" | "dime" | "dimes" | "penny" => at + 1 >= scan.end() || !scan.noun_may_start(at + 1),
        _ => true,
    }
}

/// Pounds are money where the document speaks of sterling or the sentence of paying, and weight otherwise.
fn pounds_are_money(scan: &Scan, at: usize) -> bool {
    let weight = ["of", "heavier", "lighter", "heavy", "overweight"];
    if scan.is_any(at + 1, &weight) && !scan.habits.sterling(scan.text) {
        return false;
    }
    const PAYING: [&str; 16] = [
        "cost", "costs", "pay", "paid", "pays", "price", "priced", "worth", "spend", "spent", "sold", "buy", "bought",
        "earn", "fined", "charge",
    ];
    scan.habits.sterling(scan.text) || scan.range.clone().any(|token| scan.is_any(token, &PAYING))
}
