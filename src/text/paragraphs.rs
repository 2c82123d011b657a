//! Paragraphs: at empty lines, and at line ends unless the text is hard-wrapped.

use std::ops::Range;

use crate::text::Token;

/// Splits tokens into paragraphs.
pub(super) fn split(source: &str, tokens: &[Token]) -> Vec<Range<usize>> {
    let wrapped = is_wrapped(source);
    let mut paragraphs = Vec::new();
    let mut start = 0;
    for next in 1..tokens.len() {
        let gap = &source[tokens[next - 1].span.end as usize..tokens[next].span.start as usize];
        if gap.len() > 1 || !wrapped && !matches!(gap, "" | " ") {
            let lines = line_ends(gap);
            if lines > 1 || lines == 1 && !wrapped {
                paragraphs.push(start..next);
                start = next;
            }
        }
    }
    if start < tokens.len() {
        paragraphs.push(start..tokens.len());
    }
    paragraphs
}

fn line_ends(gap: &str) -> usize {
    let mut count = 0;
    let mut previous = ' ';
    for c in gap.chars() {
        count += usize::from(
            matches!(c, '\r' | '\u{85}' | '\u{2028}' | '\u{2029}' | '\u{c}') || c == '\n' && previous != '\r',
        );
        count += usize::from(c == '\u{2029}');
        previous = c;
    }
    count
}

/// A text is hard-wrapped when no line is long and most lines that another follows are nearly full.
fn is_wrapped(source: &str) -> bool {
    const LONGEST: usize = 100;
    const FULL: usize = 50;
    let (mut inner, mut full) = (0, 0);
    let mut lines = source.lines().peekable();
    while let Some(line) = lines.next() {
        if line.len() > LONGEST * 2 {
            return false;
        }
        if !line.trim().is_empty() && lines.peek().is_some_and(|next| !next.trim().is_empty()) {
            inner += 1;
            full += usize::from((FULL..=LONGEST).contains(&line.chars().count()));
        }
    }
    inner >= 3 && full * 3 >= inner * 2
}

#[cfg(test)]
mod tests {
    use crate::text::Text;

    #[test]
    fn a_line_is_a_paragraph() {
        assert_eq!(Text::new("One headline\nA first line. Two.\n\nAnother").paragraphs.len(), 3);
        assert_eq!(Text::new("a\r\nb\r\n\r\nc").paragraphs.len(), 3);
    }

    #[test]
    fn a_wrapped_text_breaks_at_empty_lines_only() {
        let line = "the quick harbour master counted all of the ships again\n";
        assert_eq!(Text::new(&format!("{}\n{}", line.repeat(4), line.repeat(4))).paragraphs.len(), 2);
    }
}
