//! The one place that reads the machine's clock.
//!
//! Time runs with the monotonic clock from the wall-clock reading at start, so that a step of the wall clock (NTP,
//! an administrator's hand) neither shortens a call nor reorders its rows. Slow drift is followed by at most one
//! part in a hundred; a step of a second or more is taken over at the next start.

use std::time::Instant;

use center::clock::Clock;
use jiff::Timestamp;
use parking_lot::Mutex;

const STEP_US: i64 = 1_000_000;

#[expect(clippy::disallowed_methods, reason = "this is the one place that reads the clock")]
fn wall() -> Timestamp {
    Timestamp::now()
}

/// Starts the clock.
pub fn start() -> Clock {
    let began = Instant::now();
    let steady = Mutex::new(Steady { at_start: wall().as_microsecond(), elapsed: 0, correction: 0 });
    Clock::new(move || {
        let mut steady = steady.lock();
        // Read under the lock, so that two readers cannot see each other's past.
        let elapsed = i64::try_from(began.elapsed().as_micros()).unwrap_or(i64::MAX);
        let now = steady.read(elapsed, wall().as_microsecond());
        // Milliseconds are what rows keep; the journal must read back the very time it was given.
        Timestamp::from_millisecond(now / 1_000).unwrap_or(Timestamp::UNIX_EPOCH)
    })
}

/// All in microseconds.
struct Steady {
    at_start: i64,
    /// Monotonic time of the last reading.
    elapsed: i64,
    /// What has been added to follow the wall clock.
    correction: i64,
}

impl Steady {
    fn read(&mut self, elapsed: i64, wall: i64) -> i64 {
        let since = elapsed - self.elapsed;
        self.elapsed = elapsed;
        let drift = wall - (self.at_start + elapsed + self.correction);
        if drift.abs() < STEP_US {
            self.correction += drift.clamp(-since / 100, since / 100);
        }
        self.at_start + elapsed + self.correction
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn drift_is_followed_gently_and_steps_not_at_all() {
        let mut clock = Steady { at_start: 0, elapsed: 0, correction: 0 };
        assert_eq!(clock.read(10_000_000, 10_050_000), 10_050_000);
        assert_eq!(clock.read(20_000_000, 20_500_000), 20_150_000);
        assert_eq!(clock.read(30_000_000, 3_600_000_000), 30_150_000);
        assert_eq!(clock.read(40_000_000, 39_900_000), 40_050_000);
    }

    #[test]
    fn time_never_runs_backwards_however_the_wall_clock_swings() {
        let mut clock = Steady { at_start: 0, elapsed: 0, correction: 0 };
        let mut last = 0;
        for n in 1..10_000 {
            let swing = if n % 2 == 0 { 900_000 } else { -900_000 };
            let now = clock.read(n * 1_000, n * 1_000 + swing);
            assert!(now >= last, "{now} after {last}");
            last = now;
        }
    }
}
