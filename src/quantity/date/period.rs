//! Stretches of the calendar with their TIMEX3 value: a day, a week, a month, a quarter, a season, a year, a decade.

use chrono::{Datelike, Days, Months, NaiveDate, TimeDelta};

use crate::lexicon::Grain;

/// A stretch of the calendar. `days` is `None` while it cannot be resolved; the TIMEX3 value then says what is known.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Period {
    /// First and last day.
    pub days: Option<(NaiveDate, NaiveDate)>,
    /// The TIMEX3 value (ISO 24617-1).
    pub timex: String,
    /// Its size, for those that a calendar has.
    pub grain: Option<Grain>,
    /// Whether the text leaves its year open, so that another end of a stretch may lend it one.
    pub open: bool,
}

impl Period {
    fn resolved(start: NaiveDate, end: NaiveDate, timex: String, grain: Option<Grain>) -> Self {
        Self { days: Some((start, end)), timex, grain, open: false }
    }

    /// A period that only a day of publication could resolve.
    pub(super) fn unresolved(timex: impl Into<String>) -> Self {
        Self { days: None, timex: timex.into(), grain: None, open: false }
    }

    /// The same, its year left open by the text.
    pub(super) fn with_open_year(self) -> Self {
        Self { open: true, ..self }
    }

    /// "2019-04-25"
    pub(super) fn day(day: NaiveDate) -> Self {
        Self::resolved(day, day, day.format("%Y-%m-%d").to_string(), Some(Grain::Day))
    }

    /// "2019-W17": Monday to Sunday.
    pub(super) fn week(day: NaiveDate) -> Option<Self> {
        let monday = monday(day)?;
        let sunday = monday.checked_add_days(Days::new(6))?;
        Some(Self::resolved(monday, sunday, week_timex(day), Some(Grain::Week)))
    }

    /// The ISO week of this number in a year.
    pub(super) fn numbered_week(year: i32, week: u32) -> Option<Self> {
        Self::week(NaiveDate::from_isoywd_opt(year, week, chrono::Weekday::Mon)?)
    }

    /// "2019-04"
    pub(super) fn month(year: i32, month: u32) -> Option<Self> {
        Self::months(year, month, 1, format!("{year:04}-{month:02}"), Grain::Month)
    }

    /// "2019-Q2"
    pub(super) fn quarter(year: i32, quarter: u32) -> Option<Self> {
        Self::months(year, quarter.checked_sub(1)? * 3 + 1, 3, format!("{year:04}-Q{quarter}"), Grain::Quarter)
    }

    /// "2019-H1"
    pub(super) fn half(year: i32, half: u32) -> Option<Self> {
        Self::months(year, half.checked_sub(1)? * 6 + 1, 6, format!("{year:04}-H{half}"), Grain::Half)
    }

    /// "2019-SU": spring is March to May; winter begins in December of the year (the seasons of meteorology).
    pub(super) fn season(year: i32, code: &str) -> Option<Self> {
        Self::months(year, first_month(code), 3, format!("{year:04}-{code}"), Grain::Season)
    }

    fn months(year: i32, first: u32, count: u32, timex: String, grain: Grain) -> Option<Self> {
        let start = NaiveDate::from_ymd_opt(year, first, 1)?;
        let end = start.checked_add_months(Months::new(count))?.pred_opt()?;
        Some(Self::resolved(start, end, timex, Some(grain)))
    }

    /// "2019"
    pub(super) fn year(year: i32) -> Option<Self> {
        let (first, last) = (NaiveDate::from_ymd_opt(year, 1, 1)?, NaiveDate::from_ymd_opt(year, 12, 31)?);
        Some(Self::resolved(first, last, format!("{year:04}"), Some(Grain::Year)))
    }

    /// "198": the 1980s.
    pub(super) fn decade(first: i32) -> Option<Self> {
        let (start, end) = (NaiveDate::from_ymd_opt(first, 1, 1)?, NaiveDate::from_ymd_opt(first + 9, 12, 31)?);
        Some(Self::resolved(start, end, format!("{:03}", first / 10), Some(Grain::Decade)))
    }

    /// "19": the 20th century, 1901 to 2000.
    pub(super) fn century(number: i32) -> Option<Self> {
        let start = NaiveDate::from_ymd_opt((number - 1) * 100 + 1, 1, 1)?;
        let end = NaiveDate::from_ymd_opt(number * 100, 12, 31)?;
        Some(Self::resolved(start, end, format!("{:02}", number - 1), Some(Grain::Century)))
    }

    /// The period of this size that a day lies in.
    pub(super) fn around(day: NaiveDate, grain: Grain) -> Option<Self> {
        let week = |first: u64, last: u64, suffix: &str| {
            let monday = monday(day)?;
            let (start, end) = (monday.checked_add_days(Days::new(first))?, monday.checked_add_days(Days::new(last))?);
            Some(Self::resolved(start, end, week_timex(day) + suffix, Some(grain)))
        };
        match grain {
            Grain::Day => Some(Self::day(day)),
            Grain::Week => Self::week(day),
            Grain::Weekend => week(5, 6, "-WE"),
            Grain::Workweek => week(0, 4, ""),
            Grain::Fortnight => week(0, 13, "/P2W"),
            Grain::Month => Self::month(day.year(), day.month()),
            Grain::Quarter => Self::quarter(day.year(), day.month0() / 3 + 1),
            Grain::Half => Self::half(day.year(), day.month0() / 6 + 1),
            Grain::Season => season_of(day).and_then(|(year, code)| Self::season(year, code)),
            Grain::Year => Self::year(day.year()),
            Grain::Decade => Self::decade(day.year().div_euclid(10) * 10),
            Grain::Century => Self::century((day.year() - 1).div_euclid(100) + 1),
        }
    }

    /// A stretch that no calendar names.
    pub(super) fn stretch(start: NaiveDate, end: NaiveDate, timex: String) -> Option<Self> {
        (start <= end).then(|| Self::resolved(start, end, timex, None))
    }

    /// From the start of one to the end of the other.
    pub(super) fn to(&self, end: &Self) -> Option<Self> {
        let ((start, _), (_, last)) = (self.days?, end.days?);
        Self::stretch(start, last, format!("{}/{}", self.timex, end.timex))
    }

    /// The same day or month in another year.
    pub(super) fn in_year(&self, year: i32) -> Option<Self> {
        let (start, _) = self.days?;
        match self.grain? {
            Grain::Day => start.with_year(year).map(Self::day),
            Grain::Month => Self::month(year, start.month()),
            _ => None,
        }
    }
}

fn monday(day: NaiveDate) -> Option<NaiveDate> {
    day.checked_sub_days(Days::new(day.weekday().num_days_from_monday().into()))
}

fn week_timex(day: NaiveDate) -> String {
    format!("{}-W{:02}", day.iso_week().year(), day.iso_week().week())
}

/// The month that a season begins with.
pub(super) fn first_month(season: &str) -> u32 {
    match season {
        "SP" => 3,
        "SU" => 6,
        "FA" => 9,
        _ => 12,
    }
}

fn season_of(day: NaiveDate) -> Option<(i32, &'static str)> {
    match day.month() {
        1 | 2 => Some((day.year() - 1, "WI")),
        3..=5 => Some((day.year(), "SP")),
        6..=8 => Some((day.year(), "SU")),
        9..=11 => Some((day.year(), "FA")),
        12 => Some((day.year(), "WI")),
        _ => None,
    }
}

/// A day moved by so many units: months and years keep the day of the month, or take the month's last.
pub(super) fn shifted(day: NaiveDate, grain: Grain, count: i32) -> Option<NaiveDate> {
    let days = |size: i64| day.checked_add_signed(TimeDelta::try_days(i64::from(count).checked_mul(size)?)?);
    let months = |size: u32| {
        let by = Months::new(count.unsigned_abs().checked_mul(size)?);
        if count < 0 { day.checked_sub_months(by) } else { day.checked_add_months(by) }
    };
    match grain {
        Grain::Day => days(1),
        Grain::Week | Grain::Weekend | Grain::Workweek => days(7),
        Grain::Fortnight => days(14),
        Grain::Month => months(1),
        Grain::Quarter | Grain::Season => months(3),
        Grain::Half => months(6),
        Grain::Year => months(12),
        Grain::Decade => months(120),
        Grain::Century => months(1200),
    }
}

/// The size that a UCUM unit of time counts in, with how many of it the unit is; `None` for what is shorter than a day.
pub(super) fn grain_of(unit: &str) -> Option<(Grain, i32)> {
    Some(match unit {
        "d" => (Grain::Day, 1),
        "wk" => (Grain::Week, 1),
        "mo" => (Grain::Month, 1),
        "a" => (Grain::Year, 1),
        _ => return None,
    })
}

/// The weekday of this ISO number, nearest to `day` in the direction asked for; the day itself when it is that weekday.
pub(super) fn nearest(day: NaiveDate, weekday: u32, future: bool) -> Option<NaiveDate> {
    let target = i64::from(weekday) - 1;
    let now = i64::from(day.weekday().num_days_from_monday());
    let steps = (if future { target - now } else { now - target }).rem_euclid(7);
    shifted(day, Grain::Day, i32::try_from(if future { steps } else { -steps }).ok()?)
}

/// The nth part of this size in a period; negative counts from its end. A week belongs where its Thursday lies
/// (ISO 8601).
pub(super) fn nth_in(period: &Period, grain: Grain, n: i32) -> Option<Period> {
    let (first, last) = period.days?;
    let index = n.unsigned_abs().checked_sub(1).and_then(|index| i32::try_from(index).ok())?;
    let (edge, step) = if n > 0 { (first, index) } else { (last, -index) };
    let edge = match grain {
        Grain::Week | Grain::Weekend | Grain::Workweek | Grain::Fortnight => nearest(edge, 4, n > 0)?,
        _ => edge,
    };
    let part = Period::around(shifted(start_of(edge, grain)?, grain, step)?, grain)?;
    let (start, end) = part.days?;
    (end >= first && start <= last).then_some(part)
}

/// The nth weekday (ISO number) in a period; negative counts from its end.
pub(super) fn nth_weekday_in(period: &Period, weekday: u32, n: i32) -> Option<NaiveDate> {
    let (first, last) = period.days?;
    let index = n.unsigned_abs().checked_sub(1).and_then(|index| i32::try_from(index).ok())?;
    let (edge, step) = if n > 0 { (first, index) } else { (last, -index) };
    let day = shifted(nearest(edge, weekday, n > 0)?, Grain::Week, step)?;
    (first <= day && day <= last).then_some(day)
}

/// Months are counted from their first days, so that "the last month" of a period that ends on a 31st is none of 30.
fn start_of(day: NaiveDate, grain: Grain) -> Option<NaiveDate> {
    Some(Period::around(day, grain)?.days?.0)
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
        assert_eq!(Period::around(day("2019-04-25"), Grain::Weekend).unwrap().timex, "2019-W17-WE");
    }

    #[test]
    fn a_weekday_is_the_day_itself_or_the_nearest() {
        let thursday = day("2019-04-25");
        assert_eq!(nearest(thursday, 4, false), Some(thursday));
        assert_eq!(nearest(thursday, 2, false), Some(day("2019-04-23")));
        assert_eq!(nearest(thursday, 2, true), Some(day("2019-04-30")));
    }

    #[test]
    fn parts_of_periods() {
        let march = Period::month(2019, 3).unwrap();
        assert_eq!(nth_weekday_in(&march, 1, -1), Some(day("2019-03-25")));
        assert_eq!(nth_weekday_in(&march, 1, 6), None);
        assert_eq!(nth_in(&march, Grain::Week, 1).unwrap().timex, "2019-W10");
        let year = Period::year(2018).unwrap();
        assert_eq!(nth_in(&year, Grain::Week, -3).unwrap().timex, "2018-W50");
        assert_eq!(nth_in(&year, Grain::Month, -2).unwrap().timex, "2018-11");
        assert_eq!(nth_in(&year, Grain::Half, 2).unwrap().timex, "2018-H2");
        assert_eq!(nth_in(&year, Grain::Half, 3), None);
    }

    #[test]
    fn easter_moves() {
        assert_eq!(easter(2019), Some(day("2019-04-21")));
        assert_eq!(easter(2026), Some(day("2026-04-05")));
    }
}
