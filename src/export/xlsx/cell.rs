//! A value as a cell of a workbook: a number or a day where the workbook keeps it exactly, else text.
//!
//! `12.5` → the number 12.5; `12345678901234567890` → text, because a double keeps 15 significant digits.

use std::borrow::Cow;

use chrono::{DateTime, NaiveDate, Timelike as _, Utc};
use rust_decimal::Decimal;

use crate::export::LONGEST_CELL;
use crate::export::harmless::harmless;
use crate::export::value::Value;

/// What stands in a cell.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Cell<'v> {
    /// Nothing.
    Empty,
    /// A number with decimals.
    Number(f64),
    /// A whole number.
    Whole(f64),
    /// A day, counted from the last but one of 1899.
    Day(f64),
    /// A moment, counted likewise; the time is the fraction.
    Moment(f64),
    /// Text, with how many characters were left out because they act, and how many because there was no room.
    Text(Cow<'v, str>, u64, u64),
}

/// One more than the greatest whole number of 15 digits: what Excel keeps and shows, and less than a double can.
const TOO_MANY_DIGITS: i128 = 1_000_000_000_000_000;
/// Room for the mark at the end of a text that was cut.
const MARK: usize = 40;

impl<'v> Cell<'v> {
    /// The cell of a value.
    pub(super) fn of(value: &'v Value<'_>) -> Self {
        let typed = match value {
            Value::None => return Self::Empty,
            Value::Text(text) | Value::Name(text) => return Self::text(text),
            Value::Number(number) => exact(*number),
            Value::Whole(number) => exact(Decimal::from(*number)),
            Value::Day(day) => serial(*day).map(Self::Day),
            Value::Moment(at) => moment(*at).map(Self::Moment),
        };
        typed.unwrap_or_else(|| Self::Text(value.plain().unwrap_or_default(), 0, 0))
    }

    /// Text without what acts, its line ends as Excel has them (LF), and no longer than Excel keeps.
    pub(super) fn text(text: &'v str) -> Self {
        let (mut plain, mut dropped) = harmless(text);
        // XML 1.0 has no way to write these two.
        let unwritable = |c: char| matches!(c, '\u{FFFE}' | '\u{FFFF}');
        if plain.contains(unwritable) {
            dropped += plain.matches(unwritable).count() as u64;
            plain = Cow::Owned(plain.replace(unwritable, ""));
        }
        if plain.contains('\r') {
            plain = Cow::Owned(plain.replace("\r\n", "\n").replace('\r', "\n"));
        }
        let cut = fit(&mut plain);
        if plain.is_empty() && dropped == 0 { Self::Empty } else { Self::Text(plain, dropped, cut) }
    }
}

/// The number, where a double has all of its digits.
fn exact(number: Decimal) -> Option<Cell<'static>> {
    let number = number.normalize();
    if number.mantissa().abs() >= TOO_MANY_DIGITS {
        return None;
    }
    let double = number.to_string().parse().ok()?;
    Some(if number.scale() == 0 { Cell::Whole(double) } else { Cell::Number(double) })
}

/// The day as Excel counts it. It believes in 29 February 1900, so that it is right from the day after.
fn serial(day: NaiveDate) -> Option<f64> {
    let date = |year, month, day| NaiveDate::from_ymd_opt(year, month, day);
    let (first, last) = (date(1900, 3, 1)?, date(9999, 12, 31)?);
    let days = i32::try_from((day - date(1899, 12, 30)?).num_days()).ok()?;
    (first..=last).contains(&day).then(|| f64::from(days))
}

fn moment(at: DateTime<Utc>) -> Option<f64> {
    let seconds = f64::from(at.num_seconds_from_midnight());
    serial(at.date_naive()).map(|days| days + seconds / 86_400.0)
}

/// Cuts a text that is longer than a cell holds, at a character, with a mark that says by how much.
fn fit(text: &mut Cow<'_, str>) -> u64 {
    if text.len() <= LONGEST_CELL || text.encode_utf16().count() <= LONGEST_CELL {
        return 0;
    }
    let (mut units, mut end) = (0, 0);
    for (at, c) in text.char_indices() {
        units += c.len_utf16();
        if units > LONGEST_CELL - MARK {
            end = at;
            break;
        }
    }
    let cut = text[end..].chars().count();
    *text = Cow::Owned(format!("{}… [cut: {cut} characters]", &text[..end]));
    cut as u64
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn number(digits: &str) -> Value<'static> {
        Value::Number(digits.parse().unwrap())
    }

    #[test]
    fn numbers_are_numbers_while_no_digit_is_lost() {
        assert_eq!(Cell::of(&number("-12.50")), Cell::Number(-12.5));
        assert_eq!(Cell::of(&number("0.1")), Cell::Number(0.1));
        assert_eq!(Cell::of(&number("500000000")), Cell::Whole(5e8));
        assert_eq!(Cell::of(&number("999999999999999")), Cell::Whole(999_999_999_999_999.0));
        assert_eq!(Cell::of(&number("1000000000000001")), Cell::Text("1000000000000001".into(), 0, 0));
        assert_eq!(Cell::of(&number("0.1234567890123456")), Cell::Text("0.1234567890123456".into(), 0, 0));
        assert_eq!(Cell::of(&Value::Whole(i64::MIN)), Cell::Text("-9223372036854775808".into(), 0, 0));
    }

    #[test]
    fn days_and_moments_are_what_excel_counts() {
        let day = |day: &str| Value::Day(day.parse().unwrap());
        assert_eq!(Cell::of(&day("2026-11-24")), Cell::Day(46350.0));
        assert_eq!(Cell::of(&day("1900-03-01")), Cell::Day(61.0));
        assert_eq!(Cell::of(&day("1900-02-28")), Cell::Text("1900-02-28".into(), 0, 0));
        assert_eq!(Cell::of(&day("9999-12-31")), Cell::Day(2_958_465.0));
        let noon = Value::Moment("2026-11-24T12:00:00.9Z".parse().unwrap());
        assert_eq!(Cell::of(&noon), Cell::Moment(46350.5));
        let long_ago = Value::Moment("1815-06-18T12:00:00Z".parse().unwrap());
        assert_eq!(Cell::of(&long_ago), Cell::Text("1815-06-18T12:00:00Z".into(), 0, 0));
    }

    #[test]
    fn what_acts_or_cannot_be_written_is_dropped_and_counted() {
        let hostile = Value::Text("\0\u{1b}[2J\u{202e}=x\u{fffe}\u{ffff}\r\ny\rz".into());
        assert_eq!(Cell::of(&hostile), Cell::Text("[2J=x\ny\nz".into(), 5, 0));
        assert_eq!(Cell::text(""), Cell::Empty);
        assert_eq!(Cell::text("\0"), Cell::Text("".into(), 1, 0));
    }

    #[test]
    fn a_long_text_is_cut_at_a_character_and_says_so() {
        let fits = "😀".repeat(LONGEST_CELL / 2);
        assert_eq!(Cell::text(&fits), Cell::Text(fits.as_str().into(), 0, 0));
        let long = "😀".repeat(40_000);
        let Cell::Text(text, 0, cut) = Cell::text(&long) else { panic!("text") };
        assert!(text.ends_with(&format!("😀… [cut: {cut} characters]")), "{}", &text[text.len() - 60..]);
        assert!(text.encode_utf16().count() <= LONGEST_CELL);
        assert_eq!(text.matches('😀').count() as u64 + cut, 40_000);
    }

    /// `digits × 10^exponent` without zeros at the end.
    fn short(mut digits: i64, mut exponent: i32) -> (i64, i32) {
        while digits != 0 && digits % 10 == 0 {
            (digits, exponent) = (digits / 10, exponent + 1);
        }
        (digits, if digits == 0 { 0 } else { exponent })
    }

    proptest! {
        #[test]
        fn a_number_in_a_cell_is_the_number(mantissa in -999_999_999_999_999_i64..=999_999_999_999_999, scale in 0_u32..=28) {
            let number = Decimal::new(mantissa, scale);
            let (Cell::Number(double) | Cell::Whole(double)) = Cell::of(&Value::Number(number)) else {
                return Err(TestCaseError::fail("not a number"));
            };
            // What Excel shows has 15 digits at most.
            let shown = format!("{double:.14e}");
            let (digits, exponent) = shown.split_once('e').unwrap();
            let digits: i64 = digits.replace('.', "").parse().unwrap();
            prop_assert_eq!(short(digits, exponent.parse::<i32>().unwrap() - 14), short(mantissa, -i32::try_from(scale).unwrap()));
        }
    }
}
