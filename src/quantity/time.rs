//! Times of day: "5:30 p.m.", "11pm", "five o'clock", "1400 GMT". They are printed as dates without a day, hardly worth
//! checking, so that no number of a text is passed over in silence.

use super::amount::Amount;
use super::candidate::Candidate;
use super::numeral;
use super::scan::Scan;
use crate::model::{DateValue, Kind, Quantity};
use crate::span::Span;
use crate::text::TokenKind;

/// Words behind a time that make it one.
const HALVES: [&str; 8] = ["a.m.", "p.m.", "am", "pm", "a.m", "p.m", "o'clock", "o’clock"];
const ZONES: [&str; 12] = ["GMT", "UTC", "BST", "CET", "EST", "EDT", "ET", "E.T.", "CST", "CDT", "PST", "PDT"];

/// Reads a time of day.
pub(super) fn read(scan: &Scan, at: usize, _: Option<&Amount>) -> Option<Candidate> {
    let text = scan.text;
    let hour = numeral::at(text, at, scan.end()).filter(|hour| hour.tokens.len() == 1)?;
    let (clock, next) = clock(scan, at)?;
    let half = HALVES.iter().find(|half| scan.is_any(next, &[half]));
    let zone = usize::from(scan.is_any(next + usize::from(half.is_some()), &ZONES));
    let digits = text.kind(at) == Some(TokenKind::Number);
    let points = text.str(at).split_once('.').map(|(_, minutes)| minutes.len());
    let told =
        clock.is_some() || half.is_some() && points.is_none_or(|len| len == 2) || zone > 0 && text.str(at).len() == 4;
    let plausible = !digits || text.str(at).len() <= 5;
    if !told || !plausible {
        return None;
    }
    let timex = timex(text.str(at), clock, half.copied(), &hour);
    let date = DateValue { start: None, end: None, timex, modifier: None };
    let quantity = Quantity { date: Some(date), ..Quantity::new(Span::new(0, 0), Kind::Date) };
    Some(Candidate::new(at..next + usize::from(half.is_some()) + zone, quantity, "time of day"))
}

/// The minutes behind a colon, if any, and the token behind the time in digits; `None` for "3:1", which is no time.
fn clock<'t>(scan: &Scan<'t>, at: usize) -> Option<(Option<&'t str>, usize)> {
    let text = scan.text;
    let colon =
        |at: usize| at + 1 < scan.end() && text.str(at) == ":" && text.touches_next(at) && text.touches_next(at - 1);
    if !colon(at + 1) {
        return Some((None, at + 1));
    }
    let two = |at: usize| text.kind(at) == Some(TokenKind::Number) && text.str(at).len() == 2;
    if !two(at + 2) {
        return None;
    }
    let seconds = colon(at + 3) && two(at + 4);
    Some((Some(text.str(at + 2)), at + 3 + 2 * usize::from(seconds)))
}

/// The TIMEX3 value of a time: "T17:30".
fn timex(digits: &str, minutes: Option<&str>, half: Option<&str>, hour: &numeral::Numeral) -> Option<String> {
    let (hours, minutes) = match (digits.split_once('.'), minutes) {
        (Some((hours, minutes)), _) => (hours.parse().ok()?, minutes.parse().ok()?),
        (None, minutes) => (hour.value?.try_into().ok()?, minutes.map_or(Some(0), |minutes| minutes.parse().ok())?),
    };
    let (hours, minutes): (u32, u32) = if hours >= 100 { (hours / 100, hours % 100) } else { (hours, minutes) };
    let afternoon = half.is_some_and(|half| half.starts_with(['p', 'P']));
    let hours = match (hours, half) {
        (12, Some(_)) if !afternoon => 0,
        (hours, _) if afternoon && hours < 12 => hours + 12,
        (hours, _) => hours,
    };
    (hours < 25 && minutes < 60).then(|| format!("T{hours:02}:{minutes:02}"))
}

#[cfg(test)]
mod tests {
    use crate::text::Text;

    fn read(source: &str) -> Option<(String, String)> {
        let text = Text::new(source);
        let found = crate::quantity::find(&text, None);
        let mention = found.into_iter().find(|mention| mention.rule == "time of day")?;
        Some((mention.span.of(source).to_owned(), mention.quantity.date?.timex?))
    }

    #[test]
    fn reads_times() {
        for (source, words, timex) in [
            ("It began at 5:30 p.m. sharp.", "5:30 p.m.", "T17:30"),
            ("It began at 11pm.", "11pm", "T23:00"),
            ("It began at 12 a.m. sharp.", "12 a.m.", "T00:00"),
            ("It began at 1400 GMT.", "1400 GMT", "T14:00"),
            ("It began at five o’clock.", "five o’clock", "T05:00"),
            ("It began at 7:19 p.m. EST on the quay.", "7:19 p.m. EST", "T19:19"),
        ] {
            assert_eq!(read(source), Some((words.to_owned(), timex.to_owned())), "{source}");
        }
    }

    #[test]
    fn leaves_ratios() {
        assert_eq!(read("Odds of 3:1 were offered."), None);
    }
}
