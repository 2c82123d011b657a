//! Feet and inches by their marks: `8"`, `8''`, `6'3"`, where the mark can close no quotation.

use super::scan::Scan;
use crate::lexicon::{Unit, lexicon};
use crate::text::TokenKind;

/// The foot or the inch whose mark stands at token `at`, right behind digits, with the token after the mark.
pub(super) fn read<'a>(scan: &Scan, at: usize) -> Option<(usize, &'a Unit)> {
    let digits = at > 0 && at < scan.end() && scan.text.kind(at - 1) == Some(TokenKind::Number);
    if !digits || !scan.text.touches_next(at - 1) || scan.text.str(at - 1).len() > 3 {
        return None;
    }
    inch(scan, at).and_then(inches).or_else(|| of_code(foot(scan, at)?, "[ft_i]"))
}

/// Inches that no mark follows: the "3" of `6'3`.
pub(super) fn inches<'a>(end: usize) -> Option<(usize, &'a Unit)> {
    of_code(end, "[in_i]")
}

fn of_code<'a>(end: usize, code: &str) -> Option<(usize, &'a Unit)> {
    let (_, unit) = lexicon().units.iter().find(|(_, unit)| &*unit.code == code)?;
    Some((end, unit))
}

fn inch(scan: &Scan, at: usize) -> Option<usize> {
    let text = scan.text;
    let pair = at + 1 < scan.end()
        && matches!(text.str(at), "'" | "’")
        && text.str(at + 1) == text.str(at)
        && text.touches_next(at);
    // `It grew by 8"` ends what somebody said; a mark that opens a quotation without an end is no quotation.
    let first = text.quotes.partition_point(|quote| quote.tokens.end <= at);
    let quotation = text.quotes.get(first).is_some_and(|quote| {
        let closes = quote.tokens.end == at + 1 || pair && quote.tokens.end == at + 2;
        quote.closed && (quote.tokens.start == at || closes)
    });
    let mark = pair || matches!(text.str(at), "\"" | "”");
    (mark && !quotation).then_some(at + 1 + usize::from(pair))
}

/// The foot of `6'3"` and `6'3`; with nothing behind, an apostrophe is no foot.
fn foot(scan: &Scan, at: usize) -> Option<usize> {
    let text = scan.text;
    let inches = at + 1 < scan.end()
        && matches!(text.str(at), "'" | "’" | "′")
        && text.touches_next(at)
        && text.kind(at + 1) == Some(TokenKind::Number)
        && matches!(text.str(at + 1), "0" | "1" | "2" | "3" | "4" | "5" | "6" | "7" | "8" | "9" | "10" | "11");
    let feet = matches!(text.str(at - 1), "3" | "4" | "5" | "6" | "7" | "8") || matches!(text.str(at + 2), "\"" | "”");
    (inches && feet).then_some(at + 1)
}
