//! Quotations: “curly”, "straight", «guillemets», ''two apostrophes'' and, with care, ‘single’ ones.
//!
//! A quotation that is not closed ends with its paragraph; when the next paragraph opens again, it goes on there.

use std::ops::Range;

use crate::span::Span;
use crate::text::{Token, TokenKind};

/// A quotation with its marks.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Quote {
    /// The place, marks included.
    pub span: Span,
    /// The tokens, marks included.
    pub tokens: Range<usize>,
    /// Whether it is closed by a mark.
    pub closed: bool,
    /// Whether it goes on from an unclosed quotation of the paragraph before.
    pub continued: bool,
}

/// Finds the outermost quotations. Linear in the tokens.
pub(super) fn find(source: &str, tokens: &[Token], paragraphs: &[Range<usize>]) -> Vec<Quote> {
    let mut quotes: Vec<Quote> = Vec::new();
    for paragraph in paragraphs {
        let open_before = quotes.last().is_some_and(|quote| !quote.closed && quote.tokens.end == paragraph.start);
        let mut at = paragraph.start;
        let mut no_single = false;
        while at < paragraph.end {
            let Some(closing) = opening(source, tokens, at) else {
                at += 1;
                continue;
            };
            if closing == '’' && no_single {
                at += 1;
                continue;
            }
            let inside = at + 1 + usize::from(closing == PAIR);
            let close = (inside..paragraph.end).find(|token| closes(source, tokens, *token, closing));
            if close.is_none() && closing == '’' {
                // No later one of this paragraph can be closed either: without this, time would be quadratic.
                no_single = true;
                at += 1;
                continue;
            }
            let end = close.map_or(paragraph.end, |close| close + 1);
            let continued = open_before && at == paragraph.start;
            let span = tokens[at].span.cover(tokens[end - 1].span);
            quotes.push(Quote { span, tokens: at..end, closed: close.is_some(), continued });
            at = end;
        }
    }
    quotes
}

/// Stands for a closing pair of apostrophes, as news wires write it.
const PAIR: char = '″';

/// The mark that would close a quotation that opens at this token.
fn opening(source: &str, tokens: &[Token], at: usize) -> Option<char> {
    if tokens[at].kind != TokenKind::Sign {
        return None;
    }
    match tokens[at].span.of(source) {
        "“" | "„" | "‟" => Some('”'),
        // Behind digits it is the sign of inches: 6'3".
        "\"" if !digit_before(source, tokens[at].span) => Some('"'),
        "«" => Some('»'),
        "‘" if !letter_before(source, tokens[at].span) => Some('’'),
        "'" | "`" if is_pair(source, tokens, at) && !letter_before(source, tokens[at].span) => Some(PAIR),
        _ => None,
    }
}

fn closes(source: &str, tokens: &[Token], at: usize, closing: char) -> bool {
    if tokens[at].kind != TokenKind::Sign {
        return false;
    }
    let sign = tokens[at].span.of(source);
    match closing {
        PAIR => sign == "'" && is_pair(source, tokens, at - 1),
        '”' => sign == "”" || sign == "\"",
        '’' => sign == "’" && !letter_after(source, tokens[at].span),
        _ => sign.starts_with(closing),
    }
}

/// Whether a mark and the next are the same and touch.
fn is_pair(source: &str, tokens: &[Token], at: usize) -> bool {
    let [one, next] = tokens.get(at..at + 2).unwrap_or_default() else { return false };
    one.span.end == next.span.start && one.span.of(source) == next.span.of(source)
}

fn letter_before(source: &str, span: Span) -> bool {
    source[..span.start as usize].chars().next_back().is_some_and(char::is_alphanumeric)
}

fn digit_before(source: &str, span: Span) -> bool {
    source[..span.start as usize].chars().next_back().is_some_and(|c| c.is_ascii_digit())
}

fn letter_after(source: &str, span: Span) -> bool {
    source[span.end as usize..].chars().next().is_some_and(char::is_alphanumeric)
}

#[cfg(test)]
mod tests {
    use crate::text::Text;

    fn quotes(source: &str) -> Vec<&str> {
        Text::new(source).quotes.iter().map(|quote| quote.span.of(source)).collect()
    }

    #[test]
    fn finds_all_kinds_of_marks() {
        assert_eq!(quotes("“One,” he said. \"Two,\" she said. «Trois.»"), ["“One,”", "\"Two,\"", "«Trois.»"]);
        assert_eq!(quotes("''It's one,'' he said. ``Two,'' she said."), ["''It's one,''", "``Two,''"]);
        assert_eq!(quotes("He is 6'3\" tall. \"Yes,\" he said."), ["\"Yes,\""]);
        assert_eq!(quotes("a ‘quoted’ word, the workers’ pay and ’90s rock"), ["‘quoted’"]);
    }

    #[test]
    fn a_quotation_runs_over_paragraphs() {
        let text = Text::new("“It began in May.\n\n“It ended in June,” she said.");
        assert_eq!(text.quotes.len(), 2);
        assert!(!text.quotes[0].closed && text.quotes[1].continued && text.quotes[1].closed);
    }

    #[test]
    fn an_unclosed_mark_ends_with_its_paragraph() {
        assert_eq!(quotes("He said “forty.\nThen he left."), ["“forty."]);
    }

    #[test]
    fn many_opening_marks_take_linear_time() {
        assert_eq!(quotes(&"“".repeat(100_000)).len(), 1);
        assert_eq!(quotes(&"‘a ".repeat(100_000)).len(), 0);
    }
}
