//! Shares in percent, percentage points and basis points.

use rust_decimal::Decimal;

use super::amount::Amount;
use super::candidate::Candidate;
use super::numeral::Form;
use super::scan::Scan;
use crate::lexicon::lexicon;
use crate::model::Kind;
use crate::text::TokenKind;

/// Reads an amount with a percent sign or word behind it.
pub(super) fn read(scan: &Scan, _: usize, amount: Option<&Amount>) -> Option<Candidate> {
    let amount = amount?;
    if let Some(candidate) = word_before(scan, amount) {
        return Some(candidate);
    }
    let article =
        amount.form == Form::Part && (scan.text.is(amount.tokens.end, "a") || scan.text.is(amount.tokens.end, "of"));
    let article = usize::from(article) + usize::from(article && scan.text.is(amount.tokens.end + 1, "a"));
    let at = scan.behind_hyphen(amount.tokens.end + article);
    let (len, percent) = lexicon().percents.starting(scan.text.words_from(at..scan.end()), |_, _| true)?;
    if percent.points_only && !points(scan, amount, at + len) {
        return None;
    }
    Some(Candidate::new(
        amount.tokens.start..at + len,
        amount.quantity(Kind::Percent, Some("%"), percent.factor),
        "percent",
    ))
}

/// "percent of 10": the word before a number that nothing else is said of.
fn word_before(scan: &Scan, amount: &Amount) -> Option<Candidate> {
    let start = amount.tokens.start;
    let end = amount.tokens.end;
    let of = start > scan.range.start && scan.text.is(start - 1, "of");
    let ends = end >= scan.end() || scan.text.kind(end) == Some(TokenKind::Sign) && scan.text.str(end) != "%";
    let (len, percent) = lexicon()
        .percents
        .ending(scan.text.words_back(scan.range.start..start.saturating_sub(1)), |_, percent| !percent.points_only)?;
    let first = start - 1 - len;
    let own = first > scan.range.start
        && (scan.text.kind(first - 1) == Some(TokenKind::Number)
            || lexicon().numbers.may_start(scan.text.word(first - 1)));
    let word = scan.text.kind(first) == Some(TokenKind::Word);
    (of && ends && word && !own)
        .then(|| Candidate::new(first..end, amount.quantity(Kind::Percent, Some("%"), percent.factor), "percent"))
}

/// "led by 18 points", "a 3-point lead": points are percentage points where polls, votes and rates are spoken of.
fn points(scan: &Scan, amount: &Amount, behind: usize) -> bool {
    const AROUND: [&str; 24] = [
        "lead",
        "leads",
        "led",
        "leading",
        "poll",
        "polls",
        "polling",
        "voters",
        "vote",
        "votes",
        "margin",
        "ahead",
        "behind",
        "beat",
        "percent",
        "percentage",
        "%",
        "rate",
        "rates",
        "trailing",
        "trails",
        "trailed",
        "approval",
        "support",
    ];
    let small = amount.value.or(amount.high).is_none_or(|value| value <= Decimal::ONE_HUNDRED);
    let from = scan.range.start.max(amount.tokens.start.saturating_sub(14));
    let to = scan.end().min(behind + 8);
    small && (from..to).any(|token| scan.is_any(token, &AROUND))
}
