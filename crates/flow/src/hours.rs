//! Business hours (상담시간): when the company answers, and why it does not (ARS-02, ARS-09, ARS-11).

use domain::words;
use jiff::{
    Span,
    civil::{Date, DateTime, Time, Weekday},
};
use serde::{Deserialize, Serialize};

#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct BusinessHours {
    pub weekly: Weekly,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub lunch: Option<TimeRange>,
    #[serde(default)]
    pub holidays: Vec<Holiday>,
}

/// Ranges of each weekday; an empty list is a closed day.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Weekly {
    pub monday: Vec<TimeRange>,
    pub tuesday: Vec<TimeRange>,
    pub wednesday: Vec<TimeRange>,
    pub thursday: Vec<TimeRange>,
    pub friday: Vec<TimeRange>,
    pub saturday: Vec<TimeRange>,
    pub sunday: Vec<TimeRange>,
}

/// From `from`, up to but not including `to`. `24:00` as an end is written `23:59`, which includes its minute.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TimeRange {
    #[serde(with = "minute")]
    pub from: Time,
    #[serde(with = "minute")]
    pub to: Time,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Holiday {
    pub date: Date,
    pub name: String,
    /// Returns every year on the same solar date (매년반복).
    #[serde(default)]
    pub yearly: bool,
    #[serde(default)]
    pub kind: HolidayKind,
}

words! {
    /// Who gives the day off (ARS-11).
    #[derive(Default)]
    pub enum HolidayKind {
        /// 국가공휴일.
        National = "national",
        /// 휴일.
        #[default]
        Company = "company",
    }
}

/// Whether the company answers at some moment.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Openness {
    Open,
    AfterHours,
    LunchBreak { until: Time },
    Holiday { name: String },
}

impl BusinessHours {
    pub fn weekdays_nine_to_six() -> Self {
        let day = || vec![TimeRange { from: Time::constant(9, 0, 0, 0), to: Time::constant(18, 0, 0, 0) }];
        Self {
            weekly: Weekly {
                monday: day(),
                tuesday: day(),
                wednesday: day(),
                thursday: day(),
                friday: day(),
                saturday: vec![],
                sunday: vec![],
            },
            lunch: Some(TimeRange { from: Time::constant(12, 0, 0, 0), to: Time::constant(13, 0, 0, 0) }),
            holidays: vec![],
        }
    }

    /// `at` is Korean wall-clock time. `forced`: somebody has opened or closed the company by hand.
    pub fn openness_unless(&self, forced: Option<bool>, at: DateTime) -> Openness {
        match forced {
            Some(true) => Openness::Open,
            Some(false) => Openness::AfterHours,
            None => self.openness(at),
        }
    }

    /// `at` is Korean wall-clock time.
    pub fn openness(&self, at: DateTime) -> Openness {
        if let Some(holiday) = self.holiday(at.date()) {
            return Openness::Holiday { name: holiday.name.clone() };
        }
        if !self.weekly.on(at.date().weekday()).iter().any(|range| range.contains(at.time())) {
            return Openness::AfterHours;
        }
        match self.lunch {
            Some(lunch) if lunch.contains(at.time()) => Openness::LunchBreak { until: lunch.to },
            _ => Openness::Open,
        }
    }

    /// The next moment the company answers, within a year; `at` itself when it is open.
    pub fn next_opening(&self, at: DateTime) -> Option<DateTime> {
        (0..=366).find_map(|ahead| {
            let day = at.date().checked_add(Span::new().days(ahead)).ok()?;
            // Something can only begin where a range begins or lunch ends.
            let mut starts: Vec<Time> = self.weekly.on(day.weekday()).iter().map(|it| it.from).collect();
            starts.extend(self.lunch.map(|it| it.to));
            if ahead == 0 {
                starts.push(at.time());
            }
            starts.sort_unstable();
            starts
                .into_iter()
                .map(|time| day.to_datetime(time))
                .find(|moment| *moment >= at && self.openness(*moment) == Openness::Open)
        })
    }

    pub fn holiday(&self, day: Date) -> Option<&Holiday> {
        self.holidays.iter().find(|it| {
            it.date == day || (it.yearly && (it.date.month(), it.date.day()) == (day.month(), day.day()))
        })
    }
}

impl Weekly {
    pub fn on(&self, weekday: Weekday) -> &[TimeRange] {
        match weekday {
            Weekday::Monday => &self.monday,
            Weekday::Tuesday => &self.tuesday,
            Weekday::Wednesday => &self.wednesday,
            Weekday::Thursday => &self.thursday,
            Weekday::Friday => &self.friday,
            Weekday::Saturday => &self.saturday,
            Weekday::Sunday => &self.sunday,
        }
    }

    /// Weekdays in calendar order with their ranges.
    pub fn days(&self) -> [(Weekday, &[TimeRange]); 7] {
        [
            Weekday::Monday,
            Weekday::Tuesday,
            Weekday::Wednesday,
            Weekday::Thursday,
            Weekday::Friday,
            Weekday::Saturday,
            Weekday::Sunday,
        ]
        .map(|day| (day, self.on(day)))
    }
}

impl TimeRange {
    pub fn contains(&self, time: Time) -> bool {
        let until_midnight = self.to == Time::constant(23, 59, 0, 0);
        self.from <= time && (time < self.to || until_midnight)
    }
}

/// `"09:00"` on the wire: nobody opens at a second.
mod minute {
    use jiff::civil::Time;
    use serde::{Deserialize, Deserializer, Serializer, de::Error};

    pub fn serialize<S: Serializer>(time: &Time, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(&format_args!("{:02}:{:02}", time.hour(), time.minute()))
    }

    pub fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Time, D::Error> {
        let text = <std::borrow::Cow<'de, str>>::deserialize(deserializer)?;
        let wrong = || D::Error::custom(format!("{text:?} is not a time such as 09:00"));
        let (hour, minute) = text.split_once(':').ok_or_else(wrong)?;
        if hour.len() != 2 || minute.len() != 2 {
            return Err(wrong());
        }
        match (hour.parse(), minute.parse()) {
            (Ok(hour), Ok(minute)) => Time::new(hour, minute, 0, 0).map_err(|_| wrong()),
            (Err(_), _) | (_, Err(_)) => Err(wrong()),
        }
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    fn shop() -> BusinessHours {
        let mut hours = BusinessHours::weekdays_nine_to_six();
        hours.holidays = vec![
            Holiday {
                date: date(2026, 12, 25),
                name: "성탄절".into(),
                yearly: true,
                kind: HolidayKind::National,
            },
            Holiday {
                date: date(2026, 11, 24),
                name: "창립기념일".into(),
                yearly: false,
                kind: HolidayKind::Company,
            },
        ];
        hours
    }

    #[test]
    fn holiday_comes_before_hours_and_hours_before_lunch() {
        let at = |y, m, d, h, min| shop().openness(date(y, m, d).at(h, min, 0, 0));
        assert_eq!(at(2026, 11, 20, 9, 0), Openness::Open);
        assert_eq!(at(2026, 11, 20, 8, 59), Openness::AfterHours);
        assert_eq!(at(2026, 11, 20, 18, 0), Openness::AfterHours);
        assert_eq!(at(2026, 11, 20, 12, 30), Openness::LunchBreak { until: Time::constant(13, 0, 0, 0) });
        assert_eq!(at(2026, 11, 21, 10, 0), Openness::AfterHours);
        assert_eq!(at(2026, 11, 24, 10, 0), Openness::Holiday { name: "창립기념일".into() });
        assert_eq!(at(2027, 11, 24, 10, 0), Openness::Open);
        assert_eq!(at(2028, 12, 25, 10, 0), Openness::Holiday { name: "성탄절".into() });
    }

    #[test]
    fn the_next_opening_skips_lunch_weekend_and_holiday() {
        let next = |d, h, m| shop().next_opening(date(2026, 11, d).at(h, m, 0, 0)).unwrap().to_string();
        assert_eq!(next(20, 10, 0), "2026-11-20T10:00:00");
        assert_eq!(next(20, 12, 10), "2026-11-20T13:00:00");
        assert_eq!(next(20, 19, 0), "2026-11-23T09:00:00");
        assert_eq!(next(23, 18, 0), "2026-11-25T09:00:00");
        assert_eq!(BusinessHours::default().next_opening(date(2026, 11, 20).at(9, 0, 0, 0)), None);
    }

    #[test]
    fn a_night_shift_ends_with_the_day() {
        let mut hours = BusinessHours::default();
        hours.weekly.friday =
            vec![TimeRange { from: Time::constant(22, 0, 0, 0), to: Time::constant(23, 59, 0, 0) }];
        assert_eq!(hours.openness(date(2026, 11, 20).at(23, 59, 30, 0)), Openness::Open);
        assert_eq!(hours.openness(date(2026, 11, 21).at(0, 0, 0, 0)), Openness::AfterHours);
    }

    #[test]
    fn times_are_written_to_the_minute() {
        let range: TimeRange = serde_json::from_str(r#"{"from":"09:00","to":"18:30"}"#).unwrap();
        assert_eq!(serde_json::to_string(&range).unwrap(), r#"{"from":"09:00","to":"18:30"}"#);
        for bad in [
            r#"{"from":"9:00","to":"18:00"}"#,
            r#"{"from":"09:60","to":"18:00"}"#,
            r#"{"from":"nine","to":"18:00"}"#,
        ] {
            assert!(serde_json::from_str::<TimeRange>(bad).is_err(), "{bad}");
        }
    }
}
