//! Calendar questions. Korea has kept UTC+9 without daylight saving since 1988, so the offset is a constant and
//! no time-zone database is needed.

use jiff::{
    Span, Timestamp,
    civil::{Date, DateTime},
    tz::{Offset, TimeZone},
};

/// A figure's interval. Roll-ups, charts and reports share it (invariant 11 of ARCHITECTURE.md).
pub const SLOT_MINUTES: i64 = 15;

/// The time zone of every tenant (KST).
pub fn korea() -> TimeZone {
    TimeZone::fixed(Offset::constant(9))
}

/// Wall-clock time in Korea.
pub fn local(at: Timestamp) -> DateTime {
    korea().to_datetime(at)
}

/// The instant of a wall-clock time in Korea.
pub fn from_local(at: DateTime) -> Timestamp {
    // Every civil time exists exactly once in a fixed-offset zone; the year range of `Date` fits `Timestamp`.
    Offset::constant(9).to_timestamp(at).unwrap_or(Timestamp::UNIX_EPOCH)
}

/// The instant a Korean day begins.
pub fn day_start(day: Date) -> Timestamp {
    from_local(day.to_datetime(jiff::civil::Time::midnight()))
}

/// The instants at which a Korean day begins and the next one begins.
pub fn day_bounds(day: Date) -> (Timestamp, Timestamp) {
    let next = day.checked_add(Span::new().days(1)).unwrap_or(day);
    (day_start(day), day_start(next))
}

/// The start of the 15-minute slot that contains `at`.
pub fn slot_start(at: Timestamp) -> Timestamp {
    let slot_ms = SLOT_MINUTES * 60_000;
    let ms = at.as_millisecond();
    Timestamp::from_millisecond(ms - ms.rem_euclid(slot_ms)).unwrap_or(at)
}

/// Whole milliseconds from `from` to `to`, never negative: a clock that steps back shortens nothing.
pub fn elapsed_ms(from: Timestamp, to: Timestamp) -> i64 {
    (to.as_millisecond() - from.as_millisecond()).max(0)
}

/// `at` moved later by `ms` milliseconds; stays put at the end of time.
pub fn after_ms(at: Timestamp, ms: i64) -> Timestamp {
    Timestamp::from_millisecond(at.as_millisecond().saturating_add(ms)).unwrap_or(at)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_korean_day_starts_at_three_in_the_afternoon_utc_of_the_day_before() {
        let (start, end) = day_bounds(jiff::civil::date(2026, 11, 20));
        assert_eq!(start.to_string(), "2026-11-19T15:00:00Z");
        assert_eq!(end.to_string(), "2026-11-20T15:00:00Z");
    }

    #[test]
    fn a_slot_starts_on_the_quarter_hour_before() {
        let at: Timestamp = "2026-11-20T05:44:59.999Z".parse().unwrap();
        assert_eq!(slot_start(at).to_string(), "2026-11-20T05:30:00Z");
    }
}
