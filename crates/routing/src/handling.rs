//! How long an interaction of a queue keeps an agent, lately.

use domain::time;
use jiff::Timestamp;

/// Fewer say nothing about the next one.
const ENOUGH: u32 = 3;
/// Each new one counts an eighth: about the last ten decide.
const SHARE: i64 = 8;

/// A moving average in whole milliseconds, so that every machine counts the same.
#[derive(Debug, Clone, Copy, Default)]
pub struct Handling {
    count: u32,
    average_ms: i64,
}

impl Handling {
    /// An agent is free again, the write-up included.
    pub fn count(&mut self, from: Timestamp, to: Timestamp) {
        let took = time::elapsed_ms(from, to);
        self.count = self.count.saturating_add(1);
        // The first few are averaged evenly, or the very first would count for long.
        self.average_ms += (took - self.average_ms) / SHARE.min(i64::from(self.count));
    }

    /// `None` until enough is known.
    pub fn average_ms(&self) -> Option<i64> {
        (self.count >= ENOUGH).then_some(self.average_ms)
    }
}
