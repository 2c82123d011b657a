//! A claim in its paragraph and its article.

use crate::cli::changed;
use crate::cli::list::short;
use crate::cli::show::field;
use crate::cli::ui::Ui;
use crate::model::{Record, Timing};
use crate::span::Span;
use crate::store::Store;

/// The sentence's paragraph: up to the nearest ends of lines.
pub(super) fn paragraph(text: &str, sentence: Span) -> Span {
    let start = text[..sentence.start as usize].rfind('\n').map_or(0, |at| at + 1);
    let end = text[sentence.end as usize..].find('\n').map_or(text.len(), |at| sentence.end as usize + at);
    Span::new(start, end).trim(text)
}

/// Prints the paragraph with the mention marked.
pub(super) fn print_context(text: &str, paragraph: Span, record: &Record, ui: &mut Ui) -> anyhow::Result<()> {
    let mention = record.claim.mention.span;
    let before = Span { start: paragraph.start, end: mention.start };
    let after = Span { start: mention.end, end: paragraph.end };
    let [before, after] = [before, after].map(|span| crate::text::escape(span.of(text)).into_owned());
    let marked = format!("[{}]", ui.strong(mention.of(text)));
    ui.line("")?;
    ui.marked_line(&format!("  {before}{marked}{after}"))?;
    ui.line("")?;
    Ok(())
}

/// Prints what is known of the article, when the line of a transcript was spoken, and what became of the claim since.
pub(super) fn print_article(store: &Store, record: &Record, ui: &mut Ui) -> anyhow::Result<()> {
    let document = &record.document;
    let metadata = &document.metadata;
    let id = short(&document.id.to_string(), store.document_prefix(&[document.id])?);
    field("article", Some(format!("{id} {}", metadata.title.as_deref().unwrap_or("without a headline"))), ui)?;
    field("publisher", metadata.publisher.clone(), ui)?;
    field("byline", metadata.byline.clone(), ui)?;
    field("published", metadata.published.map(|day| day.to_string()), ui)?;
    field("url", metadata.url.clone(), ui)?;
    field("logged", Some(document.added_at.format("%Y-%m-%d %H:%M UTC").to_string()), ui)?;
    field("at", spoken_at(&metadata.timings, record.claim.mention.span).map(clock), ui)?;
    for note in &metadata.notes {
        field("noted", Some(format!("by the publisher: {note}")), ui)?;
    }
    for said in changed::fate(store, record)? {
        field("source", Some(said), ui)?;
    }
    Ok(())
}

/// When the line that the mention stands in was spoken, in milliseconds from the beginning.
pub(super) fn spoken_at(timings: &[Timing], mention: Span) -> Option<u64> {
    let after = timings.partition_point(|line| line.start <= mention.start);
    timings[..after].last().map(|line| line.at)
}

/// "00:12:03".
pub(super) fn clock(milliseconds: u64) -> String {
    let seconds = milliseconds / 1000;
    format!("{:02}:{:02}:{:02}", seconds / 3600, seconds / 60 % 60, seconds % 60)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_paragraph_is_a_line() {
        let text = "One.\nTwo. Three.\r\n\nFour.";
        assert_eq!(paragraph(text, Span::new(5, 9)).of(text), "Two. Three.");
        assert_eq!(paragraph(text, Span::new(0, 4)).of(text), "One.");
    }

    #[test]
    fn a_line_was_spoken_when_the_last_timing_before_it_says() {
        let timings = [(0, 1_000), (40, 723_999), (90, 360_000_000)].map(|(start, at)| Timing { start, at });
        let at = |start| spoken_at(&timings, Span::new(start, start + 2)).map(clock);
        assert_eq!(
            [at(0), at(39), at(40), at(95)].map(Option::unwrap),
            ["00:00:01", "00:00:01", "00:12:03", "100:00:00"]
        );
        assert_eq!(spoken_at(&timings[1..], Span::new(3, 5)), None);
        assert_eq!(spoken_at(&[], Span::new(3, 5)), None);
    }
}
