//! The dates of one line near a page's head, each with what the words before it say: "Posted by Ann Harbour on March 4, 2026".
//!
//! A sentence is no such line: "The vote is on March 4, 2026" says nothing of the page.

use chrono::NaiveDate;

use crate::ingest::date::{mark_of_two_ways, month_of};
use crate::ingest::html::date::words::{Says, says};

/// A part of a line.
#[derive(Clone, Debug)]
pub(super) enum Part {
    /// A word, and whether it stands in an element that is a date by its class.
    Word { text: String, in_date: bool },
    /// A `<time>` element with its day.
    Time(Option<NaiveDate>),
    /// What an element's class says of what stands in it, to its end.
    Label(Says),
}

/// A date of a line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Dated {
    /// The day, or the date as written where it could be two.
    pub(super) day: Result<NaiveDate, String>,
    /// What is said of it; `None` for nothing.
    pub(super) says: Option<Says>,
    /// Whether it stands in a `<time>`.
    pub(super) is_time: bool,
}

/// The dates of a line, and what its last words say of the next one ("Published" above "4 March 2026").
pub(super) fn dates(
    parts: &[Part],
    before: Option<Says>,
    read: impl Fn(&str) -> Option<NaiveDate>,
) -> (Vec<Dated>, Option<Says>) {
    let mut found = Vec::new();
    let mut state = before;
    let mut at = 0;
    while let Some(part) = parts.get(at) {
        at += 1;
        match part {
            Part::Label(said) => state = Some(*said),
            Part::Time(Some(day)) => found.push(Dated { day: Ok(*day), says: state, is_time: true }),
            Part::Time(None) => {}
            Part::Word { text, in_date } => {
                if let Some((day, length)) = date_at(&parts[at - 1..], &read) {
                    at += length - 1;
                    if *in_date || state.is_some() {
                        found.push(Dated { day, says: state, is_time: false });
                    }
                } else if let Some(said) = said(text) {
                    match said {
                        Says::Plain => {}
                        said => state = Some(said),
                    }
                } else {
                    return (Vec::new(), None);
                }
            }
        }
    }
    let ends_in_label = !matches!(parts.last(), Some(Part::Time(_))) && found.is_empty();
    (found, state.filter(|_| ends_in_label))
}

/// A date that starts a line's rest, and of how many words it is.
fn date_at(parts: &[Part], read: impl Fn(&str) -> Option<NaiveDate>) -> Option<(Result<NaiveDate, String>, usize)> {
    let word = |at: usize| match parts.get(at) {
        Some(Part::Word { text, .. }) => Some(text.trim_matches(['(', ')', '[', ']', ',', ';', '|', '.'])),
        _ => None,
    };
    let first = word(0)?;
    if !first.starts_with(|c: char| c.is_ascii_digit()) && month_of(first).is_none() {
        return None;
    }
    for length in [3, 4, 1] {
        let Some(words) = (0..length).map(word).collect::<Option<Vec<_>>>() else { continue };
        let months = words.iter().filter(|word| month_of(word).is_some()).count();
        let given = words.join(" ");
        if (months == 1) == (length > 1)
            && let Some(day) = read(&given)
        {
            return Some((Ok(day), length));
        }
    }
    mark_of_two_ways(first).map(|_| (Err(first.to_owned()), 1))
}

/// What a word says; `None` when it is one of a sentence.
fn said(word: &str) -> Option<Says> {
    let is_label = word.ends_with(':');
    let bare = word.trim_matches(|c: char| !c.is_alphanumeric());
    let lower = bare.to_lowercase();
    match says(&lower) {
        Some(said) => Some(said),
        None if bare.is_empty() || !bare.contains(char::is_alphabetic) => Some(Says::Plain),
        None if is_label => Some(Says::Other),
        None => {
            let is_time = bare.starts_with(|c: char| c.is_ascii_digit());
            (is_time || bare.starts_with(char::is_uppercase)).then_some(Says::Plain)
        }
    }
}
