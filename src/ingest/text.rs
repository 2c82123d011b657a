//! Plain text, kept to the byte. Its title is a first line that stands alone and reads like a headline.

use crate::ingest::Draft;
use crate::model::Metadata;

/// The longest headline, in characters.
const LONGEST: usize = 200;

/// Takes the text as it is.
pub(super) fn read(text: String) -> Draft {
    let metadata = Metadata { title: headline(&text).map(str::to_owned), ..Metadata::default() };
    Draft { text, metadata, notices: Vec::new() }
}

/// The first line, when an empty line and then more text follow, and it has the words and the end of a headline. A line
/// such as "Posted on" or a dateline is none, and then there is no telling which line would be.
fn headline(text: &str) -> Option<&str> {
    let mut lines = text.trim_start().lines().map(str::trim);
    let first = lines.next()?;
    let alone = lines.next()?.is_empty() && lines.any(|line| !line.is_empty());
    let words = first.split_whitespace().count();
    let ends_openly = !first.ends_with(['.', ':', ',', ';']);
    (alone && words >= 3 && first.chars().count() <= LONGEST && ends_openly && !is_label(first)).then_some(first)
}

/// Whether the line says who or when rather than what.
fn is_label(line: &str) -> bool {
    let lower = line.to_lowercase();
    ["by ", "posted ", "published ", "updated ", "http://", "https://"].iter().any(|start| lower.starts_with(start))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_text_is_kept_to_the_byte() {
        let given = "\u{feff}Some\r\n\r\n 30,000 \t people \0 left\n\n\n";
        assert_eq!(read(given.to_owned()).text, given);
    }

    #[test]
    fn a_line_alone_at_the_head_is_the_title() {
        let title = |text: &str| read(text.to_owned()).metadata.title;
        assert_eq!(
            title("\r\nHarbour strike ends after 12 days\r\n\r\nThe dockers went back.").as_deref(),
            Some("Harbour strike ends after 12 days")
        );
        for none in [
            "",
            "Some 30,000 people left",
            "Some 30,000 people left the town.\n\nMore came back.",
            "Posted on\n\nA headline of five words\n\nText.",
            "By Ann Harbourmaster of Tidewater\n\nText.",
            "A line of four\nand its neighbour.\n\nText.",
        ] {
            assert_eq!(title(none), None, "{none}");
        }
    }
}
