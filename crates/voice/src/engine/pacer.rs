//! The beat: a tick every 5 ms on an absolute schedule. Calls are spread over four phases, so that every call has
//! its turn every 20 ms and the thread's work is spread over them.

use std::{
    thread,
    time::{Duration, Instant},
};

use media::frame::PERIOD;

pub const PHASES: usize = 4;
const TICK: Duration = Duration::from_millis(PERIOD.as_millis() as u64 / PHASES as u64);
/// Further behind than this, the schedule begins anew: a suspended machine must not send minutes of sound at once.
const TOO_LATE: Duration = Duration::from_millis(200);

pub struct Pacer {
    next: Instant,
    phase: usize,
}

#[derive(Debug, Clone, Copy)]
pub struct Tick {
    pub phase: usize,
    pub now: Instant,
    /// How late the tick came.
    pub late: Duration,
}

impl Pacer {
    pub fn new(now: Instant) -> Self {
        Self { next: now + TICK, phase: PHASES - 1 }
    }

    /// Sleeps until the next tick.
    pub fn wait(&mut self) -> Tick {
        thread::sleep(self.next.saturating_duration_since(Instant::now()));
        self.tick(Instant::now())
    }

    fn tick(&mut self, now: Instant) -> Tick {
        let late = now.saturating_duration_since(self.next);
        self.phase = (self.phase + 1) % PHASES;
        self.next = if late > TOO_LATE { now + TICK } else { self.next + TICK };
        Tick { phase: self.phase, now, late }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_late_tick_does_not_delay_the_ones_after_it() {
        let start = Instant::now();
        let mut pacer = Pacer::new(start);
        let ms = |it| start + Duration::from_millis(it);
        assert_eq!((pacer.tick(ms(5)).phase, pacer.next), (0, ms(10)));
        let late = pacer.tick(ms(18));
        assert_eq!((late.phase, late.late.as_millis(), pacer.next), (1, 8, ms(15)));
        assert_eq!((pacer.tick(ms(18)).phase, pacer.next), (2, ms(20)));
    }

    #[test]
    fn after_a_long_sleep_the_schedule_begins_anew() {
        let start = Instant::now();
        let mut pacer = Pacer::new(start);
        let later = start + Duration::from_secs(60);
        pacer.tick(later);
        assert_eq!(pacer.next, later + TICK);
    }
}
