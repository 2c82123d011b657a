//! `claimReviewed`: the claim in a line, in the article's own words.
//!
//! A short sentence stands as it is. Of a long one the words around the mention stand, whole words and as many as fit, with
//! "…" where it was cut, and the speaker before them who asserts it: "Inge Sund: …some 18,000 dockers left the port…". More
//! words are kept before the mention than behind it, since "not" and "denied" stand there.

use crate::model::{Polarity, Record};

/// The most characters that a summary should have; Google cuts longer ones.
pub const LONGEST_SUMMARY: usize = 75;

/// The claim in a line; empty when its words are gone. It is longer than [`LONGEST_SUMMARY`] only where the mention is.
#[must_use]
pub fn summary(record: &Record) -> String {
    let (sentence, mention) = (plain(&record.wording.sentence), plain(&record.wording.mention));
    let sentence = if sentence.contains(&mention) { sentence } else { mention.clone() };
    if length(&sentence) <= LONGEST_SUMMARY {
        return sentence;
    }
    let before = speaker(record).map(|name| format!("{name}: ")).unwrap_or_default();
    let of = record.claim.mention.of.as_deref().map(plain).unwrap_or_default();
    let told = window(&sentence, &mention, &of, LONGEST_SUMMARY.saturating_sub(length(&before)));
    let told_of = speaker(record).is_some_and(|name| told.contains(&name));
    if told_of || length(&before) + length(&told) > LONGEST_SUMMARY {
        return window(&sentence, &mention, &of, LONGEST_SUMMARY);
    }
    format!("{before}{told}")
}

/// Whether words of the sentence were left out.
pub(super) fn is_cut(record: &Record) -> bool {
    length(&plain(&record.wording.sentence)) > LONGEST_SUMMARY
}

/// The speaker, where it is he who asserts it and his name is short enough to leave room.
fn speaker(record: &Record) -> Option<String> {
    let said = record.claim.attribution.as_ref()?;
    let asserts = said.polarity == Polarity::Asserted && said.chain.is_empty();
    let name = plain(said.speaker.as_deref().filter(|_| asserts)?);
    (!name.is_empty() && length(&name) <= LONGEST_SUMMARY / 3).then_some(name)
}

/// The mention, with its thing where that follows, and with the words around them: at most so many characters, if the
/// mention has not more itself. A third of the room is for the words behind.
fn window(sentence: &str, mention: &str, of: &str, most: usize) -> String {
    let start = sentence.find(mention).unwrap_or_default();
    let end = core(sentence, start + mention.len(), of, most.saturating_sub(length(mention) + 2));
    let (before, core, behind) = (&sentence[..start], &sentence[start..end], &sentence[end..]);
    let room = most.saturating_sub(length(core) + 2);
    let left = ending(before, room - length(behind).min(room / 3));
    let right = beginning(behind, room - length(left));
    let mark = |part: &str, whole: &str| if part.len() < whole.len() { "…" } else { "" };
    whole_quotes(&format!(
        "{}{}{core}{}{}",
        mark(left, before),
        left.trim_start(),
        right.trim_end(),
        mark(right, behind)
    ))
}

/// A text without quotation marks when one of a pair was cut off.
fn whole_quotes(text: &str) -> String {
    let count = |mark: char| text.matches(mark).count();
    let whole = count('“') == count('”') && count('"') % 2 == 0;
    if whole { text.to_owned() } else { text.replace(['“', '”', '"'], "") }
}

/// Where the thing ends that follows the mention in a few words; else where the mention ends.
fn core(sentence: &str, end: usize, of: &str, room: usize) -> usize {
    let behind = &sentence[end..];
    let thing = behind.find(of).filter(|_| !of.is_empty()).map(|at| at + of.len());
    let close = thing.filter(|thing| length(&behind[..*thing]) <= room.min(length(of) + 12));
    end + close.filter(|thing| !behind[*thing..].starts_with(char::is_alphanumeric)).unwrap_or_default()
}

/// The longest end of a text that begins with a word and has at most so many characters.
fn ending(text: &str, most: usize) -> &str {
    let mut found = "";
    for (at, _) in text.char_indices().rev() {
        let part = &text[at..];
        if length(part) > most {
            return found;
        }
        if at == 0 || text[..at].ends_with(' ') {
            found = part;
        }
    }
    found
}

/// The longest beginning of a text that ends with a word and has at most so many characters.
fn beginning(text: &str, most: usize) -> &str {
    if length(text) <= most {
        return text;
    }
    let end = text.char_indices().nth(most).map_or(text.len(), |(at, _)| at);
    let whole = text[..end].rfind(' ').unwrap_or_default();
    if text[end..].starts_with(' ') { &text[..end] } else { &text[..whole] }
}

fn length(text: &str) -> usize {
    text.chars().count()
}

/// A text in one line, without control characters and marks that turn its direction round.
fn plain(text: &str) -> String {
    let is_shown = |c: &char| !matches!(c, '\u{200B}' | '\u{200E}' | '\u{200F}' | '\u{061C}' | '\u{FEFF}' | '\u{202A}'..='\u{202E}' | '\u{2060}'..='\u{206F}');
    let spaced = text.chars().map(|c| if c.is_control() { ' ' } else { c }).filter(is_shown).collect::<String>();
    spaced.split_whitespace().collect::<Vec<_>>().join(" ")
}
