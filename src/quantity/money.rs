//! Amounts of money: "$500 million", "US$4.7 billion", "£3bn", "50 million euros", "19 cents", "EUR 5".

use rust_decimal::Decimal;

use super::amount::Amount;
use super::candidate::Candidate;
use super::numeral::Numeral;
use super::scan::Scan;
use crate::lexicon::{Currency, CurrencyForm, NumberWord, lexicon};
use crate::model::Kind;
use crate::text::{Shape, TokenKind};

/// Reads an amount with its currency before or behind it.
pub(super) fn read(scan: &Scan, _: usize, amount: Option<&Amount>) -> Option<Candidate> {
    let amount = amount?;
    let before = before(scan, amount.tokens.start);
    let behind = behind(scan, amount);
    let (start, end, currency) = match (before, behind) {
        // "$5 Canadian", "$5 USD": the name behind the number says which dollar.
        (Some((start, sign)), Some((end, name))) if sign.bare && !name.bare => (start, end, name),
        (Some((start, sign)), _) => (start, amount.tokens.end, sign),
        (None, Some((end, name))) => (amount.tokens.start, end, name),
        (None, None) => return None,
    };
    let code = code(scan, currency);
    let (end, scale) = scale_behind(scan, amount, end);
    let sign = if minus_before(scan, start + 1) { Decimal::NEGATIVE_ONE } else { Decimal::ONE };
    let factor = currency.factor.checked_mul(scale)?.checked_mul(sign)?;
    let mut candidate = Candidate::new(start..end, amount.quantity(Kind::Money, Some(code), factor), "money");
    cents(scan, &mut candidate, code);
    Some(candidate)
}

/// "75 USD million": the scale behind the code.
fn scale_behind(scan: &Scan, amount: &Amount, end: usize) -> (usize, Decimal) {
    let scale = lexicon().numbers.of_word(scan.text.word(end)).find_map(|word| match word {
        NumberWord::Scale(by) if end > amount.tokens.end && end < scan.end() && amount.scale.is_none() => Some(*by),
        _ => None,
    });
    scale.map_or((end, Decimal::ONE), |by| (end + 1, by))
}

fn code(scan: &Scan, currency: &Currency) -> &'static str {
    if currency.bare && currency.code == "USD" { scan.habits.dollar(scan.text) } else { currency.code }
}

fn before<'a>(scan: &Scan, at: usize) -> Option<(usize, &'a Currency)> {
    let from = scan.range.start.max(at.saturating_sub(4));
    let found = lexicon().currencies.ending(scan.text.words_back(from..at), |len, currency| match currency.form {
        CurrencyForm::Code => {
            len == 1
                && code_fits(scan, at - 1, currency)
                && (!is_english(currency.code) || scan.text.touches_next(at - 1))
        }
        CurrencyForm::Symbol => symbol_fits(scan, at - len, at, currency),
        CurrencyForm::Name => false,
    });
    let (len, currency) = found?;
    let start = at - len;
    // "AUD$ 15", "nzd$15": the code says which dollar.
    let prefix = start.checked_sub(1).filter(|before| currency.bare && scan.text.touches_next(*before));
    let start = start - usize::from(minus_before(scan, start));
    let named = prefix.and_then(|before| {
        lexicon().currencies.of_word(scan.text.word(before)).find(|other| other.form == CurrencyForm::Code)
    });
    Some(named.map_or((start, currency), |named| (start - 1, named)))
}

/// "-$5": a minus that touches the sign and nothing before it.
fn minus_before(scan: &Scan, start: usize) -> bool {
    let Some(sign) = start.checked_sub(1).filter(|sign| *sign >= scan.range.start) else { return false };
    let minus = matches!(scan.text.str(sign), "-" | "−") && scan.text.touches_next(sign);
    minus && (sign == 0 || !scan.text.touches_next(sign - 1))
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

/// A symbol of letters must touch its number or be capitalised as in the table ("Rs 5", "RM5"), never an English word.
fn symbol_fits(scan: &Scan, start: usize, end: usize, currency: &Currency) -> bool {
    let letters = scan.text.str(start).chars().any(char::is_alphabetic);
    let one_word = end - start == 1;
    if !letters {
        return true;
    }
    let capital = scan.text.tokens[start].shape != Shape::Lower;
    capital
        && (!one_word || scan.text.touches_next(end - 1) || currency.code != "ZAR" && scan.text.str(start).len() > 1)
}

fn behind<'a>(scan: &Scan, amount: &Amount) -> Option<(usize, &'a Currency)> {
    let vague_of = usize::from(scan.text.is(amount.tokens.end, "of"));
    let start = scan.behind_hyphen(amount.tokens.end + vague_of);
    let end = scan.end().min(start + 6);
    let found = lexicon().currencies.starting(scan.text.words_from(start..end), |len, currency| match currency.form {
        CurrencyForm::Code => {
            let next_is_number = scan.text.touches_next(start) && scan.text.kind(start + 1) == Some(TokenKind::Number);
            len == 1 && !next_is_number && (code_fits(scan, start, currency) || lower_code(scan.text.str(start)))
        }
        CurrencyForm::Symbol => vague_of == 0 && trailing_symbol(scan, start),
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
fn trailing_symbol(scan: &Scan, at: usize) -> bool {
    let next_is_number = scan.text.kind(at + 1) == Some(TokenKind::Number);
    let letters = scan.text.str(at).chars().all(char::is_alphabetic);
    if letters {
        return scan.text.str(at).chars().count() > 1 && scan.text.tokens[at].shape != Shape::Lower
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
        "p" => scan.text.touches_next(at - 1) && scan.habits.sterling(scan.text),
        "real" | "som" | "sol" | "won" | "mark" | "marks" | "crown" | "rand" | "dong" | "colon" if len == 1 => {
            !currency.bare
                || scan.text.tokens[at].shape == Shape::Lower && at + 1 >= scan.end()
                || matches!(word, "won" | "rand" | "dong")
                    && !scan.text.in_class(at + 1, crate::lexicon::Class::Determiner)
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

/// "5 dollars and 20 cents", "15 dollars 50.": the cents belong to the dollars.
fn cents(scan: &Scan, candidate: &mut Candidate, code: &'static str) {
    let and = usize::from(scan.text.is(candidate.core.end, "and"));
    let Some(rest) = super::numeral::at(scan.text, candidate.core.end + and, scan.end()) else { return };
    let Some((end, share)) = minor_unit(scan, rest.tokens.end, code).or_else(|| unsaid(scan, candidate, &rest)) else {
        return;
    };
    let part = rest.value.filter(|_| rest.is_whole_up_to(99)).and_then(|value| value.checked_mul(share));
    let whole = candidate.quantity.value.filter(Decimal::is_integer);
    if let Some(sum) = part.zip(whole).and_then(|(part, whole)| whole.checked_add(part)) {
        candidate.quantity.value = Some(sum.normalize());
        candidate.extend(end);
    }
}

fn minor_unit(scan: &Scan, at: usize, code: &str) -> Option<(usize, Decimal)> {
    let words = scan.text.words_from(at..scan.end());
    let (len, minor) = lexicon().currencies.starting(words, |_, currency| currency.factor < Decimal::ONE)?;
    (minor.code == code || minor.bare).then_some((at + len, minor.factor))
}

/// "15 dollars 50.": two digits at the end of the sentence, behind a name or a code.
fn unsaid(scan: &Scan, candidate: &Candidate, rest: &Numeral) -> Option<(usize, Decimal)> {
    let end = rest.tokens.end;
    let last = end >= scan.end() || scan.text.kind(end) == Some(TokenKind::Sign);
    let named = scan.text.kind(candidate.core.end - 1) == Some(TokenKind::Word);
    let two_digits = rest.tokens.len() == 1 && rest.value.is_some_and(|value| value >= Decimal::TEN);
    (last && named && two_digits && !scan.text.touches_next(candidate.core.end - 1))
        .then_some((end, Decimal::new(1, 2)))
}
