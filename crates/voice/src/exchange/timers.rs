//! The exchange's alarms. One that is no longer meant rings into the void: a life asks for what is due, not for
//! what was.

use std::{cmp::Reverse, collections::BinaryHeap};

use domain::id::InteractionId;
use tokio::time::Instant;

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Alarm {
    /// The call's life wants to be asked.
    Life,
    /// The caller should hear it ring.
    Ring,
}

#[derive(Debug, Default)]
pub struct Timers(BinaryHeap<Reverse<(Instant, InteractionId, Alarm)>>);

impl Timers {
    pub fn set(&mut self, at: Instant, call: InteractionId, alarm: Alarm) {
        // A life repeats its wish after every input; the same alarm twice is once.
        let is_known = self.0.peek().is_some_and(|it| it.0 == (at, call, alarm));
        if !is_known {
            self.0.push(Reverse((at, call, alarm)));
        }
    }

    pub fn next(&self) -> Option<Instant> {
        self.0.peek().map(|it| it.0.0)
    }

    pub fn due(&mut self, now: Instant) -> Option<(InteractionId, Alarm)> {
        let Reverse((at, call, alarm)) = *self.0.peek()?;
        (at <= now).then(|| {
            self.0.pop();
            (call, alarm)
        })
    }
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::*;

    #[test]
    fn alarms_ring_in_their_order_and_not_before_their_time() {
        let now = Instant::now();
        let mut timers = Timers::default();
        let call = InteractionId::sample(1);
        timers.set(now + Duration::from_secs(2), call, Alarm::Life);
        timers.set(now + Duration::from_secs(1), call, Alarm::Ring);
        assert_eq!(timers.next(), Some(now + Duration::from_secs(1)));
        assert_eq!(timers.due(now), None);
        assert_eq!(timers.due(now + Duration::from_secs(1)), Some((call, Alarm::Ring)));
        assert_eq!(timers.due(now + Duration::from_secs(1)), None);
        assert_eq!(timers.due(now + Duration::from_secs(3)), Some((call, Alarm::Life)));
    }
}
