//! Korean public holidays of a year: fixed and lunar days with their substitutes (ARS-11).
//!
//! Source: 공휴일에 관한 법률 §2–3 and 관공서의 공휴일에 관한 규정 §2–3 as in force since May 2026 (제헌절 and
//! 노동절 included). Lunar days follow the tables of the Korea Astronomy and Space Science Institute. Elections and
//! days the government adds are not known beforehand; people enter them.

use std::collections::BTreeMap;

use icu_calendar::{
    Date as LunarDate,
    cal::KoreanTraditional,
    types::{DateFields, Month},
};
use jiff::{
    Span,
    civil::{Date, Weekday, date},
};

/// Years the rules and the lunar tables hold for.
pub const YEARS: std::ops::RangeInclusive<i16> = 2026..=2050;

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PublicHoliday {
    pub date: Date,
    pub name: String,
}

/// What follows when a holiday falls on a day that is free anyway (규정 §3).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Substitute {
    /// 신정, 현충일.
    Never,
    /// Saturday or Sunday, or another holiday on a weekday.
    Weekend,
    /// 설날, 추석: Sunday only, or another holiday on a weekday; after the whole block of three days.
    Block { last: Date },
}

struct Base {
    date: Date,
    name: &'static str,
    substitute: Substitute,
}

/// In the order of the calendar; two holidays on one day are one entry. Empty outside [`YEARS`].
pub fn of_year(year: i16) -> Vec<PublicHoliday> {
    if !YEARS.contains(&year) {
        return vec![];
    }
    let mut days: BTreeMap<Date, Vec<String>> = BTreeMap::new();
    let base = base(year);
    for it in &base {
        days.entry(it.date).or_default().push(it.name.to_owned());
    }
    let mut last_coincidence = None;
    for it in &base {
        let weekday = it.date.weekday();
        let is_weekend = matches!(weekday, Weekday::Saturday | Weekday::Sunday);
        let others = base.iter().filter(|other| other.date == it.date).count() > 1;
        let coincides = others && !is_weekend && last_coincidence != Some(it.date);
        let (is_due, after) = match it.substitute {
            Substitute::Never => continue,
            Substitute::Weekend => (is_weekend || coincides, it.date),
            Substitute::Block { last } => (weekday == Weekday::Sunday || coincides, last),
        };
        if !is_due {
            continue;
        }
        // Two holidays on one weekday give one substitute (2025-05-05 gave 05-06 alone).
        if coincides {
            last_coincidence = Some(it.date);
        }
        if let Some(free) = first_working_day(after, &days) {
            days.insert(free, vec![format!("대체공휴일({})", it.name)]);
        }
    }
    days.into_iter().map(|(date, names)| PublicHoliday { date, name: names.join("·") }).collect()
}

fn first_working_day(after: Date, taken: &BTreeMap<Date, Vec<String>>) -> Option<Date> {
    (1..=14)
        .filter_map(|ahead| after.checked_add(Span::new().days(ahead)).ok())
        .find(|day| !matches!(day.weekday(), Weekday::Saturday | Weekday::Sunday) && !taken.contains_key(day))
}

/// In the order of the calendar.
fn base(year: i16) -> Vec<Base> {
    let fixed = |month, day, name, substitute| Base { date: date(year, month, day), name, substitute };
    let mut days = vec![
        fixed(1, 1, "신정", Substitute::Never),
        fixed(3, 1, "삼일절", Substitute::Weekend),
        fixed(5, 1, "노동절", Substitute::Weekend),
        fixed(5, 5, "어린이날", Substitute::Weekend),
        fixed(6, 6, "현충일", Substitute::Never),
        fixed(7, 17, "제헌절", Substitute::Weekend),
        fixed(8, 15, "광복절", Substitute::Weekend),
        fixed(10, 3, "개천절", Substitute::Weekend),
        fixed(10, 9, "한글날", Substitute::Weekend),
        fixed(12, 25, "성탄절", Substitute::Weekend),
    ];
    days.extend(lunar(year, 4, 8).map(|date| Base {
        date,
        name: "부처님오신날",
        substitute: Substitute::Weekend,
    }));
    days.extend(block(lunar(year, 1, 1), "설날"));
    days.extend(block(lunar(year, 8, 15), "추석"));
    days.sort_by_key(|it| it.date);
    days
}

/// The day with the one before and the one after.
fn block(day: Option<Date>, name: &'static str) -> Vec<Base> {
    let (Some(eve), Some(next)) =
        (day.and_then(|it| it.yesterday().ok()), day.and_then(|it| it.tomorrow().ok()))
    else {
        return vec![];
    };
    let around = if name == "설날" { "설날 연휴" } else { "추석 연휴" };
    let substitute = Substitute::Block { last: next };
    let with = |date, name| Base { date, name, substitute };
    let middle = day.map(|it| with(it, name));
    [Some(with(eve, around)), middle, Some(with(next, around))].into_iter().flatten().collect()
}

/// The solar date of a lunar day in the year that begins in `year`. Leap months never hold a holiday.
fn lunar(year: i16, month: u8, day: u8) -> Option<Date> {
    let mut fields = DateFields::default();
    fields.extended_year = Some(year.into());
    fields.month = Some(Month::new(month));
    fields.day = Some(day);
    let found = LunarDate::try_from_fields(fields, Default::default(), KoreanTraditional::new()).ok()?;
    let iso = found.to_calendar(icu_calendar::Iso);
    let year = i16::try_from(iso.year().extended_year()).ok()?;
    Date::new(year, iso.month().ordinal.try_into().ok()?, iso.day_of_month().0.try_into().ok()?).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(year: i16) -> Vec<String> {
        of_year(year).into_iter().map(|it| format!("{} {}", it.date.strftime("%m-%d %a"), it.name)).collect()
    }

    #[test]
    fn the_year_2026_has_the_days_of_the_law() {
        insta::assert_snapshot!(told(2026).join("\n"));
    }

    #[test]
    fn the_year_2027_has_the_days_of_the_law() {
        insta::assert_snapshot!(told(2027).join("\n"));
    }

    #[test]
    fn two_holidays_on_a_weekday_give_one_substitute_after_the_block() {
        // 추석 2028 is 2–4 October; 개천절 is its middle day.
        let october: Vec<_> = told(2028).into_iter().filter(|it| it.starts_with("10-")).collect();
        assert_eq!(
            october,
            [
                "10-02 Mon 추석 연휴",
                "10-03 Tue 개천절·추석",
                "10-04 Wed 추석 연휴",
                "10-05 Thu 대체공휴일(개천절)",
                "10-09 Mon 한글날"
            ]
        );
    }

    #[test]
    fn no_substitute_is_a_weekend_or_a_holiday_and_no_year_lacks_its_lunar_days() {
        for year in YEARS {
            let days = of_year(year);
            let names: Vec<_> = days.iter().map(|it| it.name.as_str()).collect();
            for name in ["설날", "추석", "부처님오신날"] {
                assert!(names.iter().any(|it| it.contains(name)), "{year} {name}");
            }
            for it in days.iter().filter(|it| it.name.starts_with("대체")) {
                assert!(!matches!(it.date.weekday(), Weekday::Saturday | Weekday::Sunday), "{it:?}");
            }
            assert!(days.windows(2).all(|pair| pair[0].date < pair[1].date));
        }
        assert_eq!(of_year(2025), []);
    }
}
