//! Markdown → the text that a reader of the rendered page sees, one block a line, with an empty line between blocks.
//!
//! The text is stored without markup, since "**30,000** [people](…)" is one phrase to the engine and to reviewers.
//! Code, raw HTML and pictures with their captions are left out; a table gives a line for each row.

use pulldown_cmark::{Event, HeadingLevel, Options, Parser, Tag, TagEnd};

use crate::ingest::raised::{Moved, digits};
use crate::ingest::{Draft, front_matter};
use crate::model::Metadata;

/// Reads front matter and text.
pub(super) fn read(source: &str) -> Draft {
    let (mut metadata, notices, body) = front_matter::split(source);
    let mut plain = Plain::default();
    let options = Options::ENABLE_TABLES | Options::ENABLE_STRIKETHROUGH | Options::ENABLE_FOOTNOTES;
    Parser::new_ext(body, options).for_each(|event| plain.take(event));
    let heading = Metadata { title: plain.title, ..Metadata::default() }.from_place("first heading");
    metadata = metadata.or(heading);
    Draft { text: plain.text.trim_end().to_owned(), metadata, notices, name: None }
}

/// The text as it grows.
#[derive(Default)]
struct Plain {
    text: String,
    /// The first heading of the first level.
    title: Option<String>,
    heading: Option<usize>,
    /// Whether a raised or lowered element is open.
    moved: Option<Moved>,
    /// How many elements are open whose content is left out.
    hidden: usize,
}

impl Plain {
    fn take(&mut self, event: Event<'_>) {
        match event {
            Event::Start(tag) => self.open(&tag),
            Event::End(tag) => self.close(tag),
            Event::InlineHtml(tag) if moved(&tag).is_some() => self.moved = moved(&tag).flatten(),
            Event::Text(text) if self.hidden == 0 && self.moved.is_some_and(|way| digits(&text, way).is_some()) => {
                self.text.extend(self.moved.and_then(|way| digits(&text, way)));
            }
            // What was struck out leaves the spaces on both sides of it.
            Event::Text(text) if self.hidden == 0 && self.text.ends_with(' ') => self.text.push_str(text.trim_start()),
            Event::Text(text) | Event::Code(text) if self.hidden == 0 => self.text.push_str(&text),
            Event::SoftBreak => self.space(),
            Event::HardBreak => self.line(),
            Event::InlineHtml(tag) if tag.to_ascii_lowercase().starts_with("<br") => self.line(),
            _ => {}
        }
    }

    fn open(&mut self, tag: &Tag<'_>) {
        match tag {
            Tag::CodeBlock(_) | Tag::HtmlBlock | Tag::Image { .. } | Tag::MetadataBlock(_) | Tag::Strikethrough => {
                self.hidden += 1;
            }
            Tag::Heading { level: HeadingLevel::H1, .. } if self.title.is_none() => {
                self.block();
                self.heading = Some(self.text.len());
            }
            Tag::Item => self.line(),
            Tag::Paragraph
            | Tag::Heading { .. }
            | Tag::BlockQuote(_)
            | Tag::Table(_)
            | Tag::List(_)
            | Tag::FootnoteDefinition(_) => self.block(),
            _ => {}
        }
    }

    fn close(&mut self, tag: TagEnd) {
        match tag {
            TagEnd::CodeBlock
            | TagEnd::HtmlBlock
            | TagEnd::Image
            | TagEnd::MetadataBlock(_)
            | TagEnd::Strikethrough => {
                self.hidden = self.hidden.saturating_sub(1);
            }
            TagEnd::Heading(_) => {
                if let Some(start) = self.heading.take() {
                    let title = self.text.get(start..).unwrap_or_default().trim();
                    self.title = Some(title.to_owned()).filter(|title| !title.is_empty());
                }
                self.block();
            }
            TagEnd::TableCell => self.space(),
            TagEnd::TableRow | TagEnd::TableHead | TagEnd::Item => self.line(),
            TagEnd::Paragraph
            | TagEnd::BlockQuote(_)
            | TagEnd::Table
            | TagEnd::FootnoteDefinition
            | TagEnd::List(_) => self.block(),
            _ => {}
        }
    }

    /// A space, unless one stands there.
    fn space(&mut self) {
        if self.hidden == 0 && !self.text.is_empty() && !self.text.ends_with([' ', '\n']) {
            self.text.push(' ');
        }
    }

    /// Ends the line, if one is open.
    fn line(&mut self) {
        self.text.truncate(self.text.trim_end_matches(' ').len());
        if self.hidden == 0 && !self.text.is_empty() && !self.text.ends_with('\n') {
            self.text.push('\n');
        }
    }

    /// Ends the block: an empty line follows.
    fn block(&mut self) {
        self.line();
        if self.hidden == 0 && !self.text.is_empty() && !self.text.ends_with("\n\n") {
            self.text.push('\n');
        }
    }
}

/// What a tag of raised or lowered letters opens or, as `Some(None)`, ends.
fn moved(tag: &str) -> Option<Option<Moved>> {
    match tag.to_ascii_lowercase().as_str() {
        "<sup>" => Some(Some(Moved::Up)),
        "<sub>" => Some(Some(Moved::Down)),
        "</sup>" | "</sub>" => Some(None),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn plain(source: &str) -> String {
        read(source).text
    }

    #[test]
    fn raised_digits_join_no_number() {
        let text = "Some 300<sup>1</sup> of 10<sup>6</sup> fish, the 1<sup>st</sup>, in H<sub>2</sub>O; ~~40~~ 50.";
        assert_eq!(read(text).text, "Some 300¹ of 10⁶ fish, the 1st, in H₂O; 50.");
    }

    #[test]
    fn markup_comes_off_and_words_stay() {
        assert_eq!(
            plain("Some **30,000** [people](https://a.example \"t\") *left*, ~~he~~ `she` said\\*."),
            "Some 30,000 people left, she said*."
        );
        assert_eq!(plain("AT&amp;T paid &#163;5 million."), "AT&T paid £5 million.");
    }

    #[test]
    fn a_wrapped_line_is_one_line() {
        assert_eq!(
            plain("Some 30,000\npeople left.\r\n\r\nMore came  \nback."),
            "Some 30,000 people left.\n\nMore came\nback."
        );
    }

    #[test]
    fn blocks_stand_apart() {
        let source =
            "# Title\n\nFirst.\n\n> Quoted 5%.\n\n- one\n- two\n    - inner\n\n1. first\n2. second\n\nLast.\n\n***\n";
        assert_eq!(plain(source), "Title\n\nFirst.\n\nQuoted 5%.\n\none\ntwo\n\ninner\n\nfirst\nsecond\n\nLast.");
    }

    #[test]
    fn a_table_gives_a_line_a_row() {
        assert_eq!(
            plain("| Port | Ships |\n|---|---:|\n| Ern | 1,200 |\n| Lorn | 340 |"),
            "Port Ships\nErn 1,200\nLorn 340"
        );
    }

    #[test]
    fn code_pictures_and_tags_are_left_out() {
        assert_eq!(
            plain(
                "Before.\n\n```\nlet x = 30_000;\n```\n\n<div>40</div>\n\n![A quay, 1990](q.png)\n\nAfter<br>all <b>50</b>."
            ),
            "Before.\n\nAfter\nall 50."
        );
    }

    #[test]
    fn the_first_heading_is_the_title_unless_the_front_matter_has_one() {
        assert_eq!(
            read("# Ferry *Tern* sinks\n\nText.\n\n# Other").metadata.title.as_deref(),
            Some("Ferry Tern sinks")
        );
        assert_eq!(read("---\ntitle: Given\n---\n# Heading\n\nText.").metadata.title.as_deref(), Some("Given"));
        assert_eq!(read("## Part\n\nText.").metadata.title, None);
    }
}
