//! Lines that were broken to a width → the paragraphs that were written.
//!
//! A break is one of the width when the first word of the next line would not have fitted behind the line; any other was
//! meant. In a flowed message (RFC 3676) a space at the end says that the line goes on.

/// The widths to which programs break lines, in characters.
const NARROWEST: usize = 60;
const WIDEST: usize = 100;

/// Joins what was broken; empty lines stand between paragraphs.
pub(super) fn unwrap(lines: &[&str], flowed: bool) -> String {
    let longest = lines.iter().map(|line| line.trim_end().chars().count()).max().unwrap_or_default();
    let width = (!flowed && longest <= WIDEST).then_some(longest.max(NARROWEST));
    let mut text = String::new();
    let mut before: Option<&str> = None;
    let mut gap = false;
    for line in lines {
        let bare = line.trim();
        if bare.is_empty() {
            gap = true;
            continue;
        }
        if !text.is_empty() {
            let goes_on = !gap && before.is_some_and(|before| goes_on(before, line, width, flowed));
            text.push_str(if gap {
                "\n\n"
            } else if goes_on {
                " "
            } else {
                "\n"
            });
        }
        text.push_str(bare);
        before = Some(line);
        gap = false;
    }
    text
}

fn goes_on(before: &str, line: &str, width: Option<usize>, flowed: bool) -> bool {
    if flowed {
        return before.ends_with(' ');
    }
    let first = line.split_whitespace().next().unwrap_or_default();
    let is_item = line.starts_with([' ', '\t']) || ["-", "*", "•", "–"].contains(&first);
    let fits = |width| before.trim_end().chars().count() + 1 + first.chars().count() <= width;
    width.is_some_and(|width| !is_item && !fits(width))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn breaks_of_the_width_are_joined_and_others_stay() {
        let text = "Some 30,000 people left the town of Ern last year, the mayor said on\nMonday, and a third of its houses stand empty since the harbour was\nclosed.\n\nErn 1,200\nLorn 340\n- one item that is nearly as long as the others are in this text here\n- two";
        let lines: Vec<&str> = text.lines().collect();
        assert_eq!(
            unwrap(&lines, false),
            "Some 30,000 people left the town of Ern last year, the mayor said on Monday, and a third of its houses stand empty since the harbour was closed.\n\nErn 1,200\nLorn 340\n- one item that is nearly as long as the others are in this text here\n- two"
        );
    }

    #[test]
    fn a_flowed_line_says_that_it_goes_on() {
        assert_eq!(unwrap(&["Some ", "30,000 left.", "More ", "", "came."], true), "Some 30,000 left.\nMore\n\ncame.");
    }

    #[test]
    fn long_lines_were_never_broken() {
        let long = "word ".repeat(40);
        assert_eq!(unwrap(&[&long, "Next line."], false), format!("{}\nNext line.", long.trim()));
    }
}
