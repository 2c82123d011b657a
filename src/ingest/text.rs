//! Plain text, kept to the byte. Its metadata is what the lines above the first paragraph say (`head.rs`).

use crate::ingest::{Draft, head};

/// Takes the text as it is.
pub(super) fn read(text: String) -> Draft {
    let (metadata, notices) = head::read(&text);
    Draft { text, metadata, notices, name: None }
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
            "By Ann Harbourmaster of Tidewater\n\nText.",
            "A line of four\nand its neighbour.\n\nText.",
        ] {
            assert_eq!(title(none), None, "{none}");
        }
    }
}
