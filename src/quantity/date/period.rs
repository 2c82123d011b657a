//! Stretches of the calendar with their TIMEX3 value: a day, a week, a month, a quarter, a season, a year, a decade.

use chrono::{Datelike, Days, Months, NaiveDate, Weekday};

/// A stretch of the calendar. `days` is `None` while it cannot be resolved; the TIMEX3 value then says what is known.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Period {
    /// First and last day.
    pub days: Option<(NaiveDate, NaiveDate)>,
    /// The TIMEX3 value (ISO 24617-1).
    pub timex: String,
}

impl Period {
    fn resolved(start: NaiveDate, end: NaiveDate, timex: String) -> Self {
        Self { days: Some((start, end)), timex }
    }

    /// A period that only a day of publication could resolve.
    pub(super) fn unresolved(timex: impl Into<String>) -> Self {
        Self { days: None, timex: timex.into() }
    }

    /// "2019-04-25"
    pub(super) fn day(day: NaiveDate) -> Self {
        Self::resolved(day, day, day.format("%Y-%m-%d").to_string())
    }

    /// "2019-W17": Monday to Sunday.
    pub(super) fn week(day: NaiveDate) -> Option<Self> {
        let monday = day.checked_sub_days(Days::new(day.weekday().num_days_from_monday().into()))?;
        let week = day.iso_week();
        Some(Self::resolved(
            monday,
            monday.checked_add_days(Days::new(6))?,
            format!("{}-W{:02}", week.year(), week.week()),
        ))
    }

    /// "2019-W17-WE": Saturday and Sunday of the week.
    pub(super) fn weekend(day: NaiveDate) -> Option<Self> {
        let (monday, sunday) = Self::week(day)?.days?;
        let week = monday.iso_week();
        Some(Self::resolved(sunday.pred_opt()?, sunday, format!("{}-W{:02}-WE", week.year(), week.week())))
    }

    /// "2019-04"
    pub(super) fn month(year: i32, month: u32) -> Option<Self> {
        let first = NaiveDate::from_ymd_opt(year, month, 1)?;
        let last = first.checked_add_months(Months::new(1))?.pred_opt()?;
        Some(Self::resolved(first, last, format!("{year:04}-{month:02}")))
    }

    /// "2019-Q2"
    pub(super) fn quarter(year: i32, quarter: u32) -> Option<Self> {
        Self::months(year, quarter.checked_sub(1)? * 3 + 1, 3, format!("{year:04}-Q{quarter}"))
    }

    /// "2019-H1"
    pub(super) fn half(year: i32, half: u32) -> Option<Self> {
        Self::months(year, half.checked_sub(1)? * 6 + 1, 6, format!("{year:04}-H{half}"))
    }

    /// "2019-SU": spring is March to May; winter begins in December of the year.
    pub(super) fn season(year: i32, code: &str) -> Option<Self> {
        let first = match code {
            "SP" => 3,
            "SU" => 6,
            "FA" => 9,
            _ => 12,
        };
        Self::months(year, first, 3, format!("{year:04}-{code}"))
    }

    fn months(year: i32, first: u32, count: u32, timex: String) -> Option<Self> {
        let start = NaiveDate::from_ymd_opt(year, first, 1)?;
        let end = start.checked_add_months(Months::new(count))?.pred_opt()?;
        Some(Self::resolved(start, end, timex))
    }

    /// "2019"
    pub(super) fn year(year: i32) -> Option<Self> {
        let (first, last) = (NaiveDate::from_ymd_opt(year, 1, 1)?, NaiveDate::from_ymd_opt(year, 12, 31)?);
        Some(Self::resolved(first, last, format!("{year:04}")))
    }

    /// "198": the 1980s.
    pub(super) fn decade(first: i32) -> Option<Self> {
        let (start, end) = (NaiveDate::from_ymd_opt(first, 1, 1)?, NaiveDate::from_ymd_opt(first + 9, 12, 31)?);
        Some(Self::resolved(start, end, format!("{:03}", first / 10)))
    }

    /// "19": the 20th century, 1901 to 2000.
    pub(super) fn century(number: i32) -> Option<Self> {
        let start = NaiveDate::from_ymd_opt((number - 1) * 100 + 1, 1, 1)?;
        let end = NaiveDate::from_ymd_opt(number * 100, 12, 31)?;
        Some(Self::resolved(start, end, format!("{:02}", number - 1)))
    }

    /// From the start of one to the end of the other.
    pub(super) fn to(&self, end: &Self) -> Option<Self> {
        let ((start, _), (_, last)) = (self.days?, end.days?);
        (start <= last).then(|| Self::resolved(start, last, format!("{}/{}", self.timex, end.timex)))
    }
}

/// The weekday of this ISO number, nearest to `day` in the direction asked for; the day itself when it is that weekday.
pub(super) fn nearest(day: NaiveDate, weekday: u32, future: bool) -> Option<NaiveDate> {
    let target = i64::from(weekday) - 1;
    let now = i64::from(day.weekday().num_days_from_monday());
    let steps = (if future { target - now } else { now - target }).rem_euclid(7);
    let steps = Days::new(steps.unsigned_abs());
    if future { day.checked_add_days(steps) } else { day.checked_sub_days(steps) }
}

/// Easter Sunday by the Gregorian computus (Meeus, Jones and Butcher).
pub(super) fn easter(year: i32) -> Option<NaiveDate> {
    let (a, b, c) = (year % 19, year / 100, year % 100);
    let h = (19 * a + b - b / 4 - (b - (b + 8) / 25 + 1) / 3 + 15) % 30;
    let l = (32 + 2 * (b % 4) + 2 * (c / 4) - h - c % 4) % 7;
    let m = (a + 11 * h + 22 * l) / 451;
    let sum = h + l - 7 * m + 114;
    NaiveDate::from_ymd_opt(year, u32::try_from(sum / 31).ok()?, u32::try_from(sum % 31 + 1).ok()?)
}

/// The nth weekday of a month; negative counts from its end.
pub(super) fn nth(year: i32, month: u32, weekday: u32, n: i32) -> Option<NaiveDate> {
    let weekday = Weekday::try_from(u8::try_from(weekday.checked_sub(1)?).ok()?).ok()?;
    if n > 0 {
        return NaiveDate::from_weekday_of_month_opt(year, month, weekday, u8::try_from(n).ok()?);
    }
    (1..=5).rev().find_map(|n| NaiveDate::from_weekday_of_month_opt(year, month, weekday, n))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    #[test]
    fn periods_have_their_days() {
        assert_eq!(Period::week(day("2019-04-25")).unwrap().days, Some((day("2019-04-22"), day("2019-04-28"))));
        assert_eq!(Period::week(day("2019-04-25")).unwrap().timex, "2019-W17");
        assert_eq!(Period::month(2020, 2).unwrap().days, Some((day("2020-02-01"), day("2020-02-29"))));
        assert_eq!(Period::quarter(2019, 4).unwrap().days, Some((day("2019-10-01"), day("2019-12-31"))));
        assert_eq!(Period::century(20).unwrap().days, Some((day("1901-01-01"), day("2000-12-31"))));
    }

    #[test]
    fn a_weekday_is_the_day_itself_or_the_nearest() {
        let thursday = day("2019-04-25");
        assert_eq!(nearest(thursday, 4, false), Some(thursday));
        assert_eq!(nearest(thursday, 2, false), Some(day("2019-04-23")));
        assert_eq!(nearest(thursday, 2, true), Some(day("2019-04-30")));
    }

    #[test]
    fn movable_feasts() {
        assert_eq!(easter(2019), Some(day("2019-04-21")));
        assert_eq!(easter(2026), Some(day("2026-04-05")));
        assert_eq!(nth(2026, 11, 4, 4), Some(day("2026-11-26")));
        assert_eq!(nth(2026, 5, 1, -1), Some(day("2026-05-25")));
    }
}
